"""Figures by group (age, agency, community area), as a table that reads like the report it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import addresses, components, numbers, wording
from dashboard.records import Observation
from dashboard.selecting import Selection
from loaders.reference import Area, Indicator

TOTAL = "Total"


def breakdown_section(
    indicator: Indicator, area: Area, observations: Sequence[Observation], selection: Selection
) -> Component | None:
    """A table for each printed table or way of grouping: rows are groups, columns periods. None without groups."""
    own = [one for one in observations if one.area == area.code]
    if not any(one.breakdown for one in own):
        return None
    groups: dict[str, list[Observation]] = {}
    for one in own:
        if one.breakdown:
            groups.setdefault(_table(one), []).append(one)
    made = [
        components.table(_pivot(indicator, title, rows, _totals(rows, own), selection)) for title, rows in groups.items()
    ]
    return components.section("By group", *made, lead="Never ranked: groups differ in size.", name="groups")


def _table(one: Observation) -> str:
    """The printed table a figure stands in, else the names of the filters."""
    if one.place.locator.startswith('table "'):
        return one.place.locator.split('"')[1]
    return " and ".join(part.partition(":")[0].strip() for part in one.breakdown.split(";"))


def _totals(rows: Sequence[Observation], own: Sequence[Observation]) -> list[Observation]:
    """The totals that the same printed table gives."""
    places = {(one.place.source, _table(one)) for one in rows if one.place.locator.startswith('table "')}
    return [
        one
        for one in own
        if not one.breakdown and one.place.locator.startswith('table "') and (one.place.source, _table(one)) in places
    ]


def _pivot(
    indicator: Indicator,
    title: str,
    rows: Sequence[Observation],
    totals: Sequence[Observation],
    selection: Selection,
) -> components.Table:
    periods = list(dict.fromkeys(one.period for one in rows))
    names = list(dict.fromkeys(one.breakdown for one in rows))
    made: list[list[components.Part]] = []
    for name in names:
        here = [one for one in rows if one.breakdown == name]
        made.append([_label(name), *(_cell(indicator, here, period, selection) for period in periods)])
    if totals:
        made.append([TOTAL, *(_cell(indicator, totals, period, selection) for period in periods)])
    marked = len(made) - 1 if totals else None
    notes = list(dict.fromkeys(one.note for one in (*rows, *totals) if one.note))
    return components.Table(
        f"{title}: {indicator.name}", ("Group", *periods), made, marked=marked, note=" ".join(notes) or None
    )


def _label(breakdown: str) -> str:
    """`Agency: Housing Association` -> Housing Association; several filters are joined."""
    parts = [part.partition(":")[2].strip() for part in breakdown.split(";")]
    return wording.joined(parts) if len(parts) > 1 else parts[0]


def _cell(indicator: Indicator, found: Sequence[Observation], period: str, selection: Selection) -> components.Part:
    here = [one for one in found if one.period == period]
    if not here:
        return "–"  # noqa: RUF001
    one = next((each for each in here if each.headline), here[0])
    return components.link(numbers.published(one, indicator.unit), addresses.source(one.place, selection))
