"""Where an authority is furthest behind and ahead of its neighbours, for its page at a glance."""

from __future__ import annotations

from dash.development.base_component import Component

from dashboard import addresses, components, profiles, strips, text, wording_profile
from dashboard.pages.parts import indicator_address
from dashboard.profile_evidence import choice, evidence
from dashboard.profiles import Group
from dashboard.queries import Ask
from dashboard.selecting import Selection
from loaders.reference import Area

EACH = 5
FEWEST = 4 * EACH  # measures in order: of fewer the first and the last five are most of them


def furthest(ask: Ask, area: Area, selection: Selection) -> Component | None:
    """The five measures furthest behind and the five furthest ahead; None where few can be put in order."""
    chosen = choice(ask, {}, area)
    ordered = profiles.in_order(profiles.rows(evidence(ask, chosen)))
    if chosen.listed is None or len(ordered) < FEWEST:
        return None
    to = indicator_address(selection, area, chosen.listed.id)
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
