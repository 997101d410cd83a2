"""Figures by group: printed tables put together again as in the report, and groups named in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard import addresses, components, numbers, wording
from dashboard.queries import Ask
from dashboard.records import Observation
from dashboard.selecting import Selection
from loaders.reference import Area, Indicator

# What the loader of printed tables writes: table "CAF Report by Agency", row Portage, column Oct 2011
IN_TABLE = re.compile(r'table "(?P<title>.+)", row (?P<row>.+), column (?P<column>.*\D.*)')
UNLABELLED = "(unlabelled)"
LEAD = "As the report prints it. Groups differ in size, so they are never ranked."


@dataclass(frozen=True)
class Cell:
    """A figure at its place in a printed table."""

    title: str
    row: str
    column: str
    figure: Observation


def in_table(one: Observation) -> Cell | None:
    """Where a figure stands in a printed table; None if it stands in the text."""
    found = IN_TABLE.fullmatch(one.place.locator)
    return Cell(found["title"], found["row"], found["column"], one) if found else None


def printed_tables(
    ask: Ask, area: Area, observations: Sequence[Observation], selection: Selection
) -> Component | None:
    """Every printed table in which one of an indicator's figures stands, whole; None without any."""
    here = [cell for one in observations if one.area == area.code and (cell := in_table(one))]
    wanted = list(dict.fromkeys((cell.figure.place.source, cell.title) for cell in here))
    if not wanted:
        return None
    sources = list(dict.fromkeys(source for source, _ in wanted))
    around = [cell for one in ask.observations(source=sources, area=area.code) if (cell := in_table(one))]
    made: list[components.Part] = []
    for source, title in wanted:
        cells = [cell for cell in around if (cell.figure.place.source, cell.title) == (source, title)]
        made += _as_printed(ask, title, cells, selection)
    return components.section("In the report's own tables", *made, lead=LEAD, name="tables")


def _as_printed(ask: Ask, title: str, cells: Sequence[Cell], selection: Selection) -> list[components.Part]:
    columns = list(dict.fromkeys(cell.column for cell in cells))
    rows = list(dict.fromkeys(cell.row for cell in cells))
    found = {(cell.row, cell.column): cell.figure for cell in cells}
    made: list[list[components.Part]] = []
    for row in rows:
        label = "All" if row == UNLABELLED else row
        made.append([label, *(_figure(ask, found.get((row, column)), selection) for column in columns)])
    total = {cell.row for cell in cells if not cell.figure.breakdown} & {rows[-1]} if len(rows) > 1 else set()
    marked = len(rows) - 1 if total and any(cell.figure.breakdown for cell in cells) else None
    notes = list(dict.fromkeys(cell.figure.note for cell in cells if cell.figure.note))
    folded = (
        components.details(f"Notes on this table ({len(notes)})", components.bullets(notes))
        if notes
        else None
    )
    return [components.table(components.Table(title, ("Group", *columns), made, marked=marked)), folded]


def _figure(ask: Ask, one: Observation | None, selection: Selection) -> components.Part:
    if one is None:
        return ""
    unit = ask.measures[one.indicator].unit
    printed = "–" if one.value is None else numbers.published(one, unit)
    return components.link(printed, addresses.source(one.place, selection))


def groups_in_text(
    indicator: Indicator, area: Area, observations: Sequence[Observation], selection: Selection
) -> Component | None:
    """Groups that the text names, such as ages: rows are groups, columns periods. None without any."""
    own = [one for one in observations if one.area == area.code and one.breakdown and in_table(one) is None]
    if not own:
        return None
    periods = list(dict.fromkeys(one.period for one in sorted(own, key=lambda one: one.end)))
    rows: list[list[components.Part]] = []
    for name in dict.fromkeys(one.breakdown for one in own):
        cells = [_newest(indicator, own, name, period, selection) for period in periods]
        rows.append([wording.breakdown_words(name), *cells])
    head = ("Group", *("no date given" if period == "undated" else period for period in periods))
    table = components.Table(f"{indicator.name}, by group", head, rows)
    return components.section("By group", components.table(table), name="groups")


def _newest(
    indicator: Indicator, own: Sequence[Observation], name: str, period: str, selection: Selection
) -> components.Part:
    here = [one for one in own if one.breakdown == name and one.period == period]
    if not here:
        return "–"
    one = next((each for each in here if each.headline), here[0])
    return components.link(numbers.published(one, indicator.unit), addresses.source(one.place, selection))
