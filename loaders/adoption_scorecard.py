"""Adoption scorecards: a row an authority, a column a measure, for any number of authorities and periods.

The period stands in a column headed `Period`, or in a line `Period: 2008-11` above the table. Measures are known by
their printed headings, kept as `wordings` in data/reference/indicators.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders import layouts, papers, periods, values
from loaders.figures_in_text import notes_on_tables, observed, unknown_area
from loaders.format import Format, Rows
from loaders.problems import Problem
from loaders.reference import Indicator, Reference, plain
from loaders.sheets import Book, Cell, Sheet

NAMES = ("la name", "local authority", "authority", "la")
TITLE = "Comparative Data"
ABOVE = re.compile(r"period:\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Scorecard:
    """Where a scorecard's columns are: the area's name, the period (or the period of all rows), the measures."""

    sheet: Sheet
    top: int
    name_at: int
    period_at: int | None
    period: str
    headings: Mapping[int, str]


def recognises(book: Book) -> bool:
    """True if a sheet has a column of authority names beside headings about adoption."""
    return any(True for _ in _scorecards(book))


def tidy(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    """The scorecard's figures, with what else the workbook of the paper holds."""
    if layouts.has(book, papers.ABOUT):
        found, problems = papers.tidy(book, reference, (), ())
        rows = {name: list(made) for name, made in found.items()}
    else:
        problems: list[Problem] = []
        rows = {"source": [_source(book)]}
    source = str(rows["source"][0]["source"])
    for scorecard in _scorecards(book):
        made, met = _figures(book, scorecard, source, reference)
        rows.setdefault("observation", []).extend(made)
        problems += met
    return rows, problems


FORMAT = Format("adoption-scorecard", "Adoption scorecard", recognises, tidy)


def _source(book: Book) -> dict[str, Any]:
    name = Path(book.file).stem
    said = {"title": f"Adoption scorecard ({name})", "publisher": "not stated", "licence": "not stated"}
    return {"source": plain(name).replace(" ", "-"), "file": book.file, "sha256": book.sha256} | said


def _scorecards(book: Book) -> Iterator[Scorecard]:
    for sheet in book.sheets:
        period = ""
        for top, row in enumerate(sheet.rows):
            said = {at: cell.text for at, cell in enumerate(row) if cell.text}
            above = next((match for text in said.values() if (match := ABOVE.fullmatch(text))), None)
            period = above[1] if above else period
            names = [at for at, text in said.items() if plain(text) in NAMES]
            measures = {
                at: text
                for at, text in said.items()
                if "adopti" in plain(text) or "entering care" in plain(text)
            }
            if names and len(measures) >= 2:
                period_at = next((at for at, text in said.items() if plain(text) == "period"), None)
                headings = {at: text for at, text in said.items() if at not in (names[0], period_at)}
                yield Scorecard(sheet, top, names[0], period_at, period, headings)
                break


def _figures(
    book: Book, scorecard: Scorecard, source: str, reference: Reference
) -> tuple[list[dict[str, Any]], list[Problem]]:
    rows: list[dict[str, Any]] = []
    sheet, notes = scorecard.sheet, notes_on_tables(book)
    indicators, problems = _indicators(book, scorecard, reference)
    for row in sheet.rows[scorecard.top + 1 :]:
        name = row[scorecard.name_at]
        if not name.text or not any(row[at].text for at in indicators):
            continue
        said = row[scorecard.period_at].text if scorecard.period_at is not None else scorecard.period
        period = periods.parse(said, "three-year") if said else None
        area = reference.area(name.text, period.end if period else "")
        if area is None:
            problems.append(_problem(book, sheet, name, *unknown_area(name.text, reference)))
        if period is None:
            fix = "Write it as 2008-11 in a column headed Period, or as “Period: 2008-11” above the table."
            problems.append(
                _problem(book, sheet, name, f"The period “{said}” of this row cannot be read.", fix)
            )
        if area is None or period is None:
            continue
        for number, (at, indicator) in enumerate(indicators.items(), 1):
            value = values.parse(row[at].text, indicator.unit)
            if value is None:
                fix = "Write the number, or [x] if it was not available, [c] if suppressed."
                problems.append(_problem(book, sheet, row[at], f"“{row[at].text}” is not a figure.", fix))
                continue
            where = {
                "source": source,
                "locator": f'table "{TITLE}", row {name.text}, column {number}',
                "cell": f"{sheet.name}!{row[at].address}",
                "note": notes.get((plain(TITLE), plain(name.text), plain(scorecard.headings[at])), ""),
            }
            rows.append(observed(indicator, area, period, value, **where))
    return rows, problems


def _indicators(
    book: Book, scorecard: Scorecard, reference: Reference
) -> tuple[dict[int, Indicator], list[Problem]]:
    found: dict[int, Indicator] = {}
    problems: list[Problem] = []
    for at, heading in scorecard.headings.items():
        indicator = reference.indicator(heading)
        if indicator:
            found[at] = indicator
            continue
        near = reference.near_indicator(heading)
        suggestion = f"Did you mean “{near}”? " if near else ""
        fix = (
            f"{suggestion}Use the scorecard's own heading, or add this one to data/reference/indicators.toml."
        )
        cell = scorecard.sheet.rows[scorecard.top][at]
        what = f"The column “{heading}” is not a measure on record."
        problems.append(_problem(book, scorecard.sheet, cell, what, fix))
    return found, problems


def _problem(book: Book, sheet: Sheet, cell: Cell, what: str, fix: str) -> Problem:
    return Problem("error", book.file, sheet.name, cell.address, what, fix)
