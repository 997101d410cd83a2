"""What is chosen on /compare -> the cover and sheets of its workbook. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from dashboard import (
    addresses,
    charting,
    common_sheets,
    compare_plotted,
    text,
    wording,
    wording_benchmark,
    wording_compare,
)
from dashboard.api_tables import area_code, la_code
from dashboard.cells import plain_number
from dashboard.choosing import Choice, Measure
from dashboard.comparison import Block, Column, Row, Table, tables
from dashboard.records import Observation, Source
from dashboard.workbook import Cover, Linked, Sheet, Shown, Value
from loaders.reference import Area

SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "suppressed": "[c]",
        "not available": "[x]",
        "not applicable": "[z]",
        "low": "[low]",
        "unreliable": "[u]",
    }
)
FIGURES = (
    *("Area code", "Department's code", "Area", "Indicator", "Measure", "Group", "Unit", "Period"),
    *("Value", "Published as", "Status", "Source", "Place in the source", "Note"),
)


@dataclass(frozen=True)
class Told:
    """What a workbook tells: a choice with its figures, where they are from, and of which release.

    `site` is the address of Yardstick, `asked` that of the page with the same choice, `published` such as
    "Release 3, published 5 June 2025".
    """

    choice: Choice
    figures: Mapping[Measure, Sequence[Observation]]
    sources: Mapping[str, Source]
    published: str
    site: str
    asked: str
    selection: Mapping[str, str]


def cover(told: Told) -> Cover:
    """The first sheet: what it is, what was chosen, how to read it."""
    choice = told.choice
    years = [str(one) if one else "no limit" for one in (choice.first, choice.last)]
    limits = [f"First year: {years[0]}. Last year: {years[1]}."] if choice.first or choice.last else []
    return Cover(
        wording_compare.heading(choice),
        {
            "What this is": [
                f"{told.published}, from Yardstick: children’s services in England, side by side.",
                Linked("The same choice as a page", told.site + told.asked),
            ],
            "Areas": [one.name for one in choice.chosen],
            "Measures": [one.name for one in choice.measures],
            **({"Years": limits} if limits else {}),
            "How to read it": text.WORKBOOK_NOTES,
            "Symbols": [f"{SYMBOLS[status]}: {said}" for status, said in text.WORKBOOK_SYMBOLS.items()],
            "Sources and licences": [common_sheets.cited(one) for one in _used(told)],
        },
    )


def sheets(told: Told) -> tuple[Sheet, ...]:
    """Charts, a sheet for each kind of period, the measures, the sources, every figure with its source."""
    found = tables(told.choice.areas, told.figures)
    charts = compare_plotted.charts(found)
    wide = [_wide(one, at) for at, one in enumerate(found, start=1)]
    sources = common_sheets.sources(_used(told), partial(_page, told))
    return (*charts, *wide, _measures(told), sources, _figures(told))


# ---- a table for each kind of period


def _wide(one: Table, number: int) -> Sheet:
    rows = [_row(row, block, one.columns) for block in one.blocks for row in block.rows]
    periods = [wording_compare.period(column, one.kind) for column in one.columns]
    head = ("Measure", "Unit", "Area code", "Area", *periods, "Notes")
    title = f"Figures by area: {wording.small(wording_compare.KINDS[one.kind])}"
    widths = (44, 16, 13, 28, *(13 for _ in one.columns), 60)
    return Sheet(f"Table {number}", title, text.WORKBOOK_TABLE, head, rows, widths, fixed=4)


def _row(row: Row, block: Block, columns: Sequence[Column]) -> list[Value]:
    measure = block.measure
    values = [
        _number(cell[0], measure) if cell else _no_entry(row.area, column)
        for cell, column in zip(row.cells, columns, strict=True)
    ]
    first = [measure.name, charting.axis_unit(measure.indicator.unit), area_code(row.area), row.area.name]
    return [*first, *values, " ".join(_notes(row, block, columns)) or "None"]


def _no_entry(area: Area, column: Column) -> str:
    exists = not column.end or area.existed(column.end)
    return SYMBOLS["not available" if exists else "not applicable"]


def _number(one: Observation, measure: Measure) -> Value:
    if one.value is None:
        return SYMBOLS.get(one.status, SYMBOLS["not available"])
    return Shown(plain_number(one.value), measure.indicator.decimals)


def _notes(row: Row, block: Block, columns: Sequence[Column]) -> Iterator[str]:
    """What a number in a cell cannot say: that it is not final, not exact, or counted in another way."""
    for cell, column in zip(row.cells, columns, strict=True):
        for one in cell:
            if one.status in wording_benchmark.NOT_FINAL:
                yield f"{column.label}: {one.status}."
            if one.qualifier:
                yield f"{column.label}: printed as “{one.printed}”."
        if len(cell) > 1:
            others = wording.joined([f"“{one.printed}”" for one in cell[1:]])
            yield f"{column.label}: also printed as {others}."
    for at, why in block.changes.items():
        yield f"From {columns[at].label}: {why}"


# ---- what is measured, and where it is from


def _measures(told: Told) -> Sheet:
    rows: list[list[Value]] = []
    for one in told.choice.measures:
        indicator = one.indicator
        changes = " ".join(f"From {wording.date(each.since)}: {each.why}" for each in indicator.breaks)
        rows.append(
            [
                one.name,
                charting.axis_unit(indicator.unit),
                wording.direction(indicator.polarity),
                indicator.definition or "Not stated",
                indicator.caveat or "None",
                changes or "None on record",
                "; ".join(_titles(told, told.figures.get(one, ()))) or "No figures",
            ]
        )
    head = (
        "Measure",
        "Unit",
        "Direction",
        "What is counted",
        "Be careful",
        "Changes of definition",
        "Sources",
    )
    title = "What is measured"
    return Sheet(
        "Measures", title, text.WORKBOOK_MEASURES, head, rows, (44, 20, 24, 70, 50, 50, 60), wrapped=True
    )


def _titles(told: Told, found: Sequence[Observation]) -> list[str]:
    names = dict.fromkeys(one.source for one in found)
    return [told.sources[name].title if name in told.sources else name for name in names]


def _used(told: Told) -> list[Source]:
    names = dict.fromkeys(one.source for found in told.figures.values() for one in found)
    return common_sheets.held(told.sources, names)


def _page(told: Told, name: str) -> str:
    return told.site + addresses.to(addresses.source_page(name), told.selection)


def _figures(told: Told) -> Sheet:
    areas = {area.code: area for area in told.choice.areas}
    rows = [
        _figure(one, measure, areas[one.area], told)
        for measure, found in told.figures.items()
        for one in found
    ]
    widths = (13, 18, 28, 24, 44, 24, 16, 13, 13, 14, 14, 30, 40, 60)
    return Sheet(
        "Figures",
        "Every figure, with its place in its source",
        text.WORKBOOK_FIGURES,
        FIGURES,
        rows,
        widths,
        fixed=3,
    )


def _figure(one: Observation, measure: Measure, area: Area, told: Told) -> list[Value]:
    indicator = measure.indicator
    return [
        *(area_code(area), la_code(area) or SYMBOLS["not applicable"], area.name),
        *(
            indicator.id,
            indicator.name,
            one.breakdown or "All",
            charting.axis_unit(indicator.unit),
            one.period,
        ),
        *(_number(one, measure), one.printed, one.status, one.source),
        *(Linked(one.locator, told.site + addresses.source(one.place, told.selection)), one.note or "None"),
    ]
