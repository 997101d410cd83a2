"""Adoption scorecards: a row an authority, a column a measure, for any number of authorities and periods.

The period stands in a column headed `Period`, or in a line `Period: 2008-11` above the table. Measures are
known by their printed headings, kept as `wordings` in data/reference/indicators.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders import entries, layouts, papers, periods, values
from loaders.format import Format, Rows, source_id
from loaders.problems import Problem
from loaders.reference import Area, Indicator, Reference, plain
from loaders.sheets import Book, Cell, Sheet
from loaders.table_figures import Place, notes_on_tables, place

NAMES = ("la name", "local authority", "authority", "la")
ABOVE = re.compile(r"period:\s*(.+)", re.IGNORECASE)
# The columns' numbers as scorecards print them, wherever a workbook has moved them.
PRINTED_ORDER = (
    "adoption-adopted",
    "adoption-a1",
    "adoption-a2",
    "adoption-under-21-months",
    "adoption-under-21-months-percent",
)


@dataclass(frozen=True)
class Scorecard:
    """A table: its title (empty if it has none), the lines it covers, and what its columns are.

    `name_at` is the column of the authorities, `period_at` that of the period; without one, `period` is that
    of all rows. `headings` are the other columns'.
    """

    sheet: Sheet
    title: str
    header: tuple[Cell, ...]
    lines: tuple[tuple[Cell, ...], ...]
    name_at: int
    period_at: int | None
    period: str
    headings: Mapping[int, str]


def recognises(book: Book) -> bool:
    """True if a sheet has a column of authority names beside headings about adoption."""
    return any(True for _ in _scorecards(book))


def tidy(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    """The scorecard's figures, with what else the workbook of the paper holds."""
    paper = layouts.has(book, papers.ABOUT)
    made: list[dict[str, Any]] = []
    problems: list[Problem] = []
    read: dict[str, frozenset[Place]] = {}
    for scorecard in _scorecards(book):
        found, met, places = _figures(book, scorecard, reference, paper)
        made += found
        problems += met
        read[scorecard.sheet.name] = places | read.get(scorecard.sheet.name, frozenset())
    rows: Rows = {"source": [_source(book)]}
    if paper:
        rows, met = papers.tidy(book, reference, elsewhere=read)
        problems += met
    source = str(rows["source"][0]["source"])
    observed = [row | {"source": source} for row in made]
    return {**rows, "observation": [*rows.get("observation", []), *observed]}, problems


FORMAT = Format("adoption-scorecard", "Adoption scorecard", recognises, tidy)


def _source(book: Book) -> dict[str, Any]:
    title = f"Adoption scorecard ({Path(book.file).stem})"
    said = {"title": title, "publisher": "not stated", "licence": "not stated"}
    return {"source": source_id(book.file), "file": book.file, "sha256": book.sha256} | said


def _scorecards(book: Book) -> Iterator[Scorecard]:
    for sheet in book.sheets:
        headers = [top for top, said in enumerate(sheet.said) if _is_header(said)]
        period = title = ""
        for number, top in enumerate(headers):
            end = headers[number + 1] if number + 1 < len(headers) else len(sheet.rows)
            for row in sheet.rows[headers[number - 1] + 1 if number else 0 : top]:
                texts = [cell.text for cell in row if cell.text]
                above = next((match for text in texts if (match := ABOVE.fullmatch(text))), None)
                period = above[1] if above else period
                title = texts[0] if len(texts) == 1 and not above else title
            yield _scorecard(sheet, top, end, title, period)


def _is_header(said: Iterable[str]) -> bool:
    measures = [text for text in said if "adopti" in text or "entering care" in text]
    return len(measures) >= 2 and any(text in NAMES for text in said)


def _scorecard(sheet: Sheet, top: int, end: int, title: str, period: str) -> Scorecard:
    header = sheet.rows[top]
    said = {at: cell.text for at, cell in enumerate(header) if cell.text}
    name_at = next(at for at, text in said.items() if plain(text) in NAMES)
    period_at = next((at for at, text in said.items() if plain(text) == "period"), None)
    headings = {at: text for at, text in said.items() if at not in (name_at, period_at)}
    return Scorecard(sheet, title, header, sheet.rows[top + 1 : end], name_at, period_at, period, headings)


def _figures(
    book: Book, scorecard: Scorecard, reference: Reference, paper: bool
) -> tuple[list[dict[str, Any]], list[Problem], frozenset[Place]]:
    """The table's observations (without their source), what is wrong with it, and its cells."""
    rows: list[dict[str, Any]] = []
    places: set[Place] = set()
    notes, sheet = notes_on_tables(book), scorecard.sheet
    indicators, problems = _indicators(book, scorecard, reference)
    for line in scorecard.lines:
        name = line[scorecard.name_at]
        filled = [line[at] for at in scorecard.headings if line[at].text]
        if not filled and reference.area(name.text) is None:
            continue
        area, period, met = _whose(book, scorecard, line, reference)
        problems += met
        for at, measure in indicators.items():
            value = values.parse(line[at].text, measure.unit)
            if value is None:
                problems.append(_problem(book, sheet, line[at], *entries.not_a_figure(line[at].text)))
            if area is None or period is None or value is None:
                continue
            cell = f"{sheet.name}!{line[at].address}"
            key = place(scorecard.title, name.text, scorecard.headings[at])
            places.add(key)
            printed = (
                f'table "{scorecard.title}", row {name.text}, {_column(measure, scorecard.headings[at])}'
            )
            where = {"locator": printed if paper else cell, "cell": cell, "note": notes.get(key, "")}
            rows.append(entries.observed(measure, area, period, value, **where))
    return rows, problems, frozenset(places)


def _whose(
    book: Book, scorecard: Scorecard, line: tuple[Cell, ...], reference: Reference
) -> tuple[Area | None, periods.Period | None, list[Problem]]:
    """The authority and period of a row."""
    problems: list[Problem] = []
    name = line[scorecard.name_at]
    when = name if scorecard.period_at is None else line[scorecard.period_at]
    said = scorecard.period if scorecard.period_at is None else when.text
    period = periods.parse(said, "three-year") if said else None
    if period is None or period.kind != "three-year average":
        period = None
        what = f"The period “{said}” of this row is not three years."
        fix = "Write it as 2008-11, as text in a column Period or above the table as “Period: 2008-11”."
        problems.append(_problem(book, scorecard.sheet, when, what, fix))
    area = reference.area(name.text, period.end if period else "")
    if area is None:
        problems.append(_problem(book, scorecard.sheet, name, *entries.unknown_area(name.text, reference)))
    return area, period, problems


def _column(measure: Indicator, heading: str) -> str:
    if measure.id in PRINTED_ORDER:
        return f"column {PRINTED_ORDER.index(measure.id) + 1}"
    return f"column {heading}"


def _indicators(
    book: Book, scorecard: Scorecard, reference: Reference
) -> tuple[dict[int, Indicator], list[Problem]]:
    found: dict[int, Indicator] = {}
    problems: list[Problem] = []
    for at, heading in scorecard.headings.items():
        indicator = reference.indicator(heading)
        cell = scorecard.header[at]
        if indicator is None:
            problems.append(_problem(book, scorecard.sheet, cell, *_unknown_heading(heading, reference)))
        elif indicator in found.values():
            what = f"The column “{heading}” is there twice."
            problems.append(_problem(book, scorecard.sheet, cell, what, "Delete one of the two."))
        else:
            found[at] = indicator
    return found, problems


def _unknown_heading(heading: str, reference: Reference) -> tuple[str, str]:
    near = reference.near_indicator(heading)
    suggestion = f"Did you mean “{near}”? " if near else ""
    fix = "Use the scorecard's own heading, or ask an administrator to have this one added."
    return f"The column “{heading}” is not a measure on record.", suggestion + fix


def _problem(book: Book, sheet: Sheet, cell: Cell, what: str, fix: str) -> Problem:
    return Problem("error", book.file, sheet.name, cell.address, what, fix)
