"""Figures, thresholds and targets of a paper -> observations and thresholds, from its text and from its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from loaders import layouts, periods, values
from loaders.crosstabs import Figure
from loaders.layouts import Layout, Record
from loaders.problems import Problem
from loaders.reference import Area, Indicator, Reference, plain
from loaders.sheets import Book

WHAT = {"measure": ("Measure",), "breakdown": ("Breakdown",), "area": ("Area",), "period": ("Period",)}
WHERE = {"place": ("Place",), "note": ("Note",)}
FIGURES = Layout(
    "figures in the text",
    WHAT
    | {
        "figure": ("Figure",),
        "numerator": ("Numerator",),
        "denominator": ("Denominator",),
        "headline": ("Headline",),
        "status": ("Status",),
    }
    | WHERE,
    ("measure", "area", "period", "figure", "place", "headline"),
)
THRESHOLDS = Layout(
    "thresholds and targets",
    WHAT | {"kind": ("Kind",), "figure": ("Figure",), "due": ("Due",)} | WHERE,
    ("measure", "area", "kind", "figure", "due", "place"),
)
NOTES = Layout(
    "notes on tables",
    {"table": ("Table",), "row": ("Row",), "column": ("Column",), "note": ("Note",)},
    ("table", "row", "column", "note"),
)
BLANK = "(blank)"
Found = tuple[list[dict[str, Any]], list[Problem]]


def figures(book: Book, source: str, reference: Reference) -> Found:
    """Observations from the list of figures in the text."""
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for record in layouts.records(book, FIGURES):
        row, met = _figure(book.file, source, record, reference)
        rows += [row] if row else []
        problems += met
    return rows, problems


def thresholds(book: Book, source: str, reference: Reference) -> Found:
    """Thresholds, baselines and targets."""
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for record in layouts.records(book, THRESHOLDS):
        row, met = _threshold(book.file, source, record, reference)
        rows += [row] if row else []
        problems += met
    return rows, problems


def table_figures(
    book: Book, found: Iterable[Figure], source: str, council: Area, reference: Reference
) -> Found:
    """Observations of the council from its printed tables, with the officer's notes on their cells."""
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    notes = notes_on_tables(book)
    used: set[tuple[str, str, str]] = set()
    for figure in found:
        place = (figure.sheet, figure.cell.address)
        if figure.measure is None:
            what = f"The column “{figure.column}” is not one that this table is known to have."
            problems.append(
                Problem("error", book.file, *place, what, "Use the headings as the council prints them.")
            )
            continue
        indicator = reference.indicators[figure.measure.indicator]
        period = periods.parse(figure.period, indicator.period)
        value = values.parse(figure.cell.text, indicator.unit)
        if period is None or value is None:
            said = figure.cell.text if value is None else figure.period
            problems.append(Problem("error", book.file, *place, *_unreadable(said, value is None)))
            continue
        key = (plain(figure.crosstab.title), plain(figure.row), plain(figure.column))
        used.add(key)
        row = _observed(indicator, figure.breakdown, council, period, value)
        row |= {
            "source": source,
            "locator": figure.locator,
            "cell": "!".join(place),
            "note": notes.get(key, ""),
        }
        rows.append(row | {"headline": figure.headline})
    return rows, problems + _unused(book, notes, used)


def notes_on_tables(book: Book) -> dict[tuple[str, str, str], str]:
    """Notes by (table, row, column), as `plain` text."""
    return {
        (plain(one.text("table")), plain(one.text("row")), plain(one.text("column"))): one.text("note")
        for one in layouts.records(book, NOTES)
    }


def _unused(
    book: Book, notes: Mapping[tuple[str, str, str], str], used: set[tuple[str, str, str]]
) -> list[Problem]:
    problems: list[Problem] = []
    titles = {title for title, _, _ in used}
    for record in layouts.records(book, NOTES):
        key = (plain(record.text("table")), plain(record.text("row")), plain(record.text("column")))
        if key in notes and key not in used and key[0] in titles:
            what = f"The note is on row “{record.text('row')}”, column “{record.text('column')}”, which is not there."
            problems.append(
                record.problem(book.file, "row", what, "Name the row and column as the table does.")
            )
    return problems


def _figure(
    file: str, source: str, record: Record, reference: Reference
) -> tuple[dict[str, Any] | None, list[Problem]]:
    indicator, problems = _indicator(file, record, reference)
    if indicator is None:
        return None, problems
    period = periods.parse(record.text("period"), indicator.period)
    if period is None:
        problems.append(record.problem(file, "period", *_unreadable(record.text("period"), False)))
        return None, problems
    area, met = _area(file, record, reference, period.end)
    problems += met
    value, met = _value(file, record, indicator)
    problems += met
    headline = record.text("headline").casefold()
    if headline not in ("", "yes", "no"):
        what = f"Headline is “{record.text('headline')}”."
        problems.append(record.problem(file, "headline", what, "Leave it blank, or write no."))
    counts = {name: values.parse(record.text(name)) for name in ("numerator", "denominator")}
    for name, count in counts.items():
        if count is None:
            problems.append(record.problem(file, name, *_unreadable(record.text(name), True)))
    breakdown, met = _breakdown(file, record)
    if area is None or value is None:
        return None, problems + met
    row = _observed(indicator, breakdown, area, period, value)
    row |= {name: count.number for name, count in counts.items() if count}
    row |= {"headline": headline != "no", "source": source, "locator": record.text("place")}
    if record.text("status"):
        row |= {"status": record.text("status").casefold()}
    return row | {"cell": record.cell("figure"), "note": record.text("note")}, problems + met


def _threshold(
    file: str, source: str, record: Record, reference: Reference
) -> tuple[dict[str, Any] | None, list[Problem]]:
    indicator, problems = _indicator(file, record, reference)
    if indicator is None:
        return None, problems
    area = None
    if record.text("area"):
        area, met = _area(file, record, reference, "")
        problems += met
    period = (
        periods.parse(record.text("period"), indicator.period) if record.text("period") else periods.UNDATED
    )
    if period is None:
        problems.append(record.problem(file, "period", *_unreadable(record.text("period"), False)))
        return None, problems
    value = values.parse(record.text("figure"), indicator.unit)
    breakdown, met = _breakdown(file, record)
    problems += met
    if value is None or value.number is None:
        problems.append(record.problem(file, "figure", *_unreadable(record.text("figure"), True)))
        return None, problems
    return {
        "indicator": indicator.id,
        "breakdown": breakdown,
        "area": area.code if area else "",
        "period": period.label if period is not periods.UNDATED else "",
        "kind": record.text("kind").casefold(),
        "due": record.text("due"),
        "value": value.number,
        "unit": value.printed_unit or indicator.unit,
        "published_as": value.printed,
        "source": source,
        "locator": record.text("place"),
        "cell": record.cell("figure"),
        "note": record.text("note"),
    }, problems


def _observed(
    indicator: Indicator, breakdown: str, area: Area, period: periods.Period, value: values.Value
) -> dict[str, Any]:
    return {
        "indicator": indicator.id,
        "breakdown": breakdown,
        "area": area.code,
        "period": period.label,
        "period_type": period.kind,
        "period_start": period.start,
        "period_end": period.end,
        "value": value.number,
        "qualifier": value.qualifier,
        "published_as": value.printed or BLANK,
        "status": value.status,
        "headline": True,
    }


def observed(
    indicator: Indicator, area: Area, period: periods.Period, value: values.Value, **where: str
) -> dict[str, Any]:
    """An observation of the total, with where it stands (`source`, `locator`, `cell`, `note`)."""
    return _observed(indicator, "", area, period, value) | where


def _indicator(file: str, record: Record, reference: Reference) -> tuple[Indicator | None, list[Problem]]:
    said = record.text("measure")
    indicator = reference.indicator(said)
    if indicator:
        return indicator, []
    near = reference.near_indicator(said)
    suggestion = f"Did you mean “{near}”? " if near else ""
    fix = f"{suggestion}Use the name of an indicator in data/reference/indicators.toml, or add one there."
    return None, [record.problem(file, "measure", f"“{said}” is not an indicator on record.", fix)]


def _area(file: str, record: Record, reference: Reference, day: str) -> tuple[Area | None, list[Problem]]:
    area = reference.area(record.text("area"), day)
    if area:
        return area, []
    return None, [record.problem(file, "area", *unknown_area(record.text("area"), reference))]


def unknown_area(said: str, reference: Reference) -> tuple[str, str]:
    """What is wrong with an area's name that is not on record, and how to mend it."""
    near = reference.near_area(said)
    suggestion = f"Did you mean “{near}”? " if near else ""
    return (
        f"“{said}” is not an authority, region or group on record.",
        f"{suggestion}Use a name or code from data/reference/authorities.csv, or add the area there.",
    )


def _value(file: str, record: Record, indicator: Indicator) -> tuple[values.Value | None, list[Problem]]:
    value = values.parse(record.text("figure"), indicator.unit)
    if value is None:
        return None, [record.problem(file, "figure", *_unreadable(record.text("figure"), True))]
    unit = value.printed_unit
    if not unit or unit == indicator.unit or record.text("note"):
        return value, []
    what = f"“{value.printed}” is printed in {unit}, but the measure is in {indicator.unit}."
    fix = "Use a measure in that unit, or say in Note how the figure is to be read."
    return None, [record.problem(file, "figure", what, fix)]


def _breakdown(file: str, record: Record) -> tuple[str, list[Problem]]:
    parts = [part.strip() for part in record.text("breakdown").split(";") if part.strip()]
    bad = [part for part in parts if not all(half.strip() for half in part.partition(":")[::2])]
    if not bad:
        return "; ".join(sorted(parts)), []
    fix = "Write it as “Age: 16”; join several with a semicolon."
    return "", [record.problem(file, "breakdown", f"“{bad[0]}” is not a breakdown.", fix)]


def _unreadable(said: str, figure: bool) -> tuple[str, str]:
    if figure:
        return (
            f"“{said}” is not a figure.",
            "Write the number, or [x] if it was not available, [c] if suppressed.",
        )
    return (
        f"“{said}” is not a period.",
        "Write it as 2010/11, 2008-11, 2011, Feb 2012, 31 Mar 2012, or undated.",
    )
