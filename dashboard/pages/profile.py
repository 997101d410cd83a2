"""/profile : one authority across the measures of a topic, or all, against its neighbours and England."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, ids, profiles, strips, text, wording, wording_profile
from dashboard.page import Page
from dashboard.pages.parts import select_authority, unknown_authority, ways
from dashboard.profile_evidence import Choice, choice, evidence
from dashboard.profiles import Group, Row
from dashboard.queries import Ask
from dashboard.selecting import Selection, authority
from dashboard.strips import Ways

PATH = "/profile"
NAME = "Profile"

FIRST = 5  # strips right below the sentence


def page(selection: Selection, ask: Ask) -> Page:
    """Where the authority is furthest behind, as a sentence and five strips; then every measure in order."""
    area = authority(ask, selection)
    if area is None:
        return unknown_authority(selection, ask, PATH)
    chosen = choice(ask, selection, area)
    found = evidence(ask, chosen)
    rows = profiles.rows(found)
    ordered = profiles.in_order(rows)
    to = ways(selection, area, chosen.listed.id if chosen.listed else "")
    heading = f"{area.name} beside its neighbours"
    return Page(
        f"{area.name}: {chosen.topic or text.ALL_TOPICS}",
        components.main(
            f"{heading}: {chosen.topic}" if chosen.topic else heading,
            wording_profile.lead(area, chosen.listed, ordered),
            html.P(components.link(text.CHOOSE_ANOTHER, f"#{ids.section(ids.CHOICE)}"), className="jump"),
            _first(chosen, ordered, to),
            html.Div(_form(ask, selection, chosen), id=ids.section(ids.CHOICE)),
            components.notice(text.CUT) if found.is_cut else None,
            _notes(chosen, ordered),
            *_sections(chosen, rows, to),
            kicker=text.WHERE_TO_LOOK,
        ),
    )


def _first(chosen: Choice, ordered: Sequence[Row], to: Ways) -> Component | None:
    """The rows furthest behind, seen without scrolling."""
    if not ordered:
        return None
    rows = tuple(ordered[:FIRST])
    table = strips.table(Group("", "", rows), chosen.area.name, text.BEHIND_FIRST, to)
    return html.Div(table, className="first")


def _form(ask: Ask, selection: Selection, chosen: Choice) -> Component:
    topics = [("", text.ALL_TOPICS), *((one, one) for one in chosen.topics)]
    lists = [(one.id, wording.list_option(one.id)) for one in chosen.lists]
    listed = chosen.listed.id if chosen.listed else ""
    none = [] if chosen.listed else [("", text.NO_LIST)]
    return components.choose(
        PATH,
        select_authority(ask, chosen.area),
        components.select("topic", "Topic", topics, chosen.topic),
        components.select("list", "Compare with", [*none, *lists], listed) if lists else None,
        components.select("sort", "Order", list(text.SORTS.items()), chosen.sort),
        kept=addresses.kept(selection),
    )


def _notes(chosen: Choice, ordered: Sequence[Row]) -> Component:
    """How to read the order, and how far the list fits; or what is needed for one."""
    listed = chosen.listed
    if not ordered:
        return components.notice(text.NOTHING_IN_ORDER, wording_profile.needed(chosen.area, chosen.lists))
    outside = wording_profile.list_in_force(listed, ordered) if listed else ""
    said = components.prose(text.STRIPS_READ, text.FURTHEST_BEHIND, text.PLACES, outside)
    return html.Div([components.prose(text.NOT_WHY), components.details(text.HOW_ORDERED, said)])


def _sections(chosen: Choice, rows: Sequence[Row], to: Ways) -> list[Component]:
    """Every measure in the order chosen, without the five above where they come first in it too."""
    made: list[Component] = []
    for group in profiles.arranged(rows, chosen.sort):
        seen = FIRST if chosen.sort == "behind" and not group.reason else 0
        if len(group.rows) <= seen:
            continue
        title = wording_profile.heading(group, chosen.area, seen)
        table = strips.table(group, chosen.area.name, title, to, seen)
        made.append(components.section(title, table, lead=wording_profile.why(group, chosen.newest)))
    return made
