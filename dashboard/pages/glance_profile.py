"""Where an authority is furthest behind and ahead of its neighbours, for its page at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import addresses, components, profiles, strips, text, wording_profile
from dashboard.pages.parts import ways
from dashboard.profile_evidence import Choice, choice, evidence
from dashboard.profiles import Group, Row
from dashboard.queries import Ask
from dashboard.selecting import Selection
from loaders.reference import Area

EACH = 5
FEWEST = 4 * EACH  # measures in order: of fewer the first and the last five are most of them


def among(ask: Ask, area: Area) -> tuple[Choice, list[Row]]:
    """The list that an authority is held against, and the measures that can be put in order."""
    chosen = choice(ask, {}, area)
    return chosen, profiles.in_order(profiles.rows(evidence(ask, chosen)))


def furthest(chosen: Choice, ordered: Sequence[Row], selection: Selection) -> Component | None:
    """The five measures furthest behind and the five furthest ahead; None where few can be put in order."""
    area = chosen.area
    if chosen.listed is None or len(ordered) < FEWEST:
        return None
    to = ways(selection, area, chosen.listed.id)
    behind = Group("", "", tuple(ordered[:EACH]))
    ahead = Group("", "", tuple(reversed(ordered[-EACH:])))
    whole = addresses.to("/profile", selection, area=area.code)
    return components.section(
        text.AMONG_NEIGHBOURS,
        strips.table(behind, area.name, text.BEHIND_FIRST, to),
        strips.table(ahead, area.name, text.AHEAD_FIRST, to),
        components.prose(text.NOT_WHY, components.link(text.ALL_IN_ORDER.format(len(ordered)), whole)),
        lead=wording_profile.lead(area, chosen.listed, ordered),
        name="neighbours",
    )
