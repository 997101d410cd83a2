"""Tables found by their headings, wherever on a sheet they stand and in whatever order their columns come."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.problems import Problem
from loaders.reference import plain
from loaders.sheets import Book, Cell, Sheet

BLANK = Cell("", "")


@dataclass(frozen=True)
class Layout:
    """A table with one row a thing. `headings`: what a column is for -> the spellings of its heading.

    `needed` columns must be there for the table to be this one; the others may be left out.
    """

    name: str
    headings: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One row of a table: what each column is for -> its cell."""

    sheet: str
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """What the cell shows; empty if it is blank or the column is not there."""
        return self.cells.get(column, BLANK).text

    def cell(self, column: str) -> str:
        """The cell's address, `Sheet!B7`."""
        return f"{self.sheet}!{self.cells.get(column, BLANK).address}"

    def problem(self, file: str, column: str, what: str, fix: str, severity: str = "error") -> Problem:
        """A problem at the cell of a column."""
        address = self.cells.get(column, BLANK).address
        return Problem("warning" if severity == "warning" else "error", file, self.sheet, address, what, fix)


@dataclass(frozen=True)
class Miss:
    """A row of headings that comes near to a layout, and the needed columns that it lacks."""

    layout: Layout
    row: tuple[Cell, ...]
    missing: tuple[str, ...]

    def like(self, use: str) -> Cell | None:
        """The heading that looks like the one missing, if any does."""
        spelt = {plain(cell.text): cell for cell in self.row if cell.text}
        near = difflib.get_close_matches(plain(self.layout.headings[use][0]), spelt, n=1, cutoff=0.7)
        return spelt[near[0]] if near else None

    @property
    def distance(self) -> tuple[int, int]:
        """Fewer columns lacking without a heading like theirs is nearer, then fewer lacking at all."""
        return sum(self.like(use) is None for use in self.missing), len(self.missing)


def has(book: Book, layout: Layout) -> bool:
    """True if any sheet holds a table of this layout."""
    return any(on_sheet(sheet, layout) for sheet in book.sheets)


def on_sheet(sheet: Sheet, layout: Layout) -> bool:
    """True if the sheet holds a table of this layout."""
    return header(sheet, layout) is not None


def header(sheet: Sheet, layout: Layout) -> tuple[int, dict[str, int]] | None:
    """The row (from 0) of a table's headings and the columns (from 0) by use; None if it is not there."""
    needed = [{plain(one) for one in layout.headings[use]} for use in layout.needed]
    for index, said in enumerate(sheet.said):
        if not any(spellings.isdisjoint(said) for spellings in needed):
            return index, _columns(said, layout)
    return None


def records(book: Book, layout: Layout) -> Iterator[Record]:
    """Every row of every table of this layout, in the order of the sheets; blank rows are passed over."""
    for sheet in book.sheets:
        found = header(sheet, layout)
        if not found:
            continue
        top, columns = found
        for row in sheet.rows[top + 1 :]:
            cells = {use: row[at] for use, at in columns.items() if at < len(row)}
            if any(cell.text for cell in cells.values()):
                yield Record(sheet.name, cells)


def near_misses(book: Book, known: tuple[Layout, ...]) -> list[Problem]:
    """Tables that would be of a known layout but for a heading or two: what they lack, what looks like it."""
    problems: list[Problem] = []
    for sheet in book.sheets:
        miss = nearly(sheet, known)
        if miss:
            problems += [_missing(book.file, sheet, miss, use) for use in miss.missing]
    return problems


def nearly(sheet: Sheet, known: tuple[Layout, ...]) -> Miss | None:
    """The layout that a sheet's headings come nearest to; None if it has a known one, or comes near to none.

    Near is: at least two columns and half of those needed are there. A single one of those needed, such as a
    column of names, is not enough unless another heading looks like one that is missing.
    """
    if any(on_sheet(sheet, layout) for layout in known):
        return None
    misses: list[Miss] = []
    for row, said in zip(sheet.rows, sheet.said, strict=True):
        for layout in known:
            columns = _columns(said, layout)
            missing = tuple(use for use in layout.needed if use not in columns)
            miss = Miss(layout, row, missing)
            near = len(columns) >= 2 and len(missing) <= len(layout.needed) / 2
            if near and (len(layout.needed) - len(missing) >= 2 or any(map(miss.like, missing))):
                misses.append(miss)
    return min(misses, key=lambda miss: miss.distance, default=None)


def _missing(file: str, sheet: Sheet, miss: Miss, use: str) -> Problem:
    wanted = miss.layout.headings[use][0]
    at = miss.like(use)
    suggestion = f"Is “{at.text}” meant? Write “{wanted}”." if at else f"Add a column headed “{wanted}”."
    what = f"This looks like the table of {miss.layout.name}, but it has no column “{wanted}”."
    first = next(cell for cell in miss.row if cell.text)
    return Problem("error", file, sheet.name, (at or first).address, what, suggestion)


def _columns(said: Mapping[str, int], layout: Layout) -> dict[str, int]:
    """Which column of a row, given its texts as `plain`, is headed for which use."""
    found: dict[str, int] = {}
    for use, spellings in layout.headings.items():
        at = next((said[one] for one in map(plain, spellings) if one in said), None)
        if at is not None:
            found[use] = at
    return found
