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


def has(book: Book, layout: Layout) -> bool:
    """True if any sheet holds a table of this layout."""
    return any(_header(sheet, layout) for sheet in book.sheets)


def records(book: Book, layout: Layout) -> Iterator[Record]:
    """Every row of every table of this layout, in the order of the sheets; blank rows are passed over."""
    for sheet in book.sheets:
        header = _header(sheet, layout)
        if not header:
            continue
        top, columns = header
        for row in sheet.rows[top + 1 :]:
            cells = {use: row[at] for use, at in columns.items() if at < len(row)}
            if any(cell.text for cell in cells.values()):
                yield Record(sheet.name, cells)


def near_misses(book: Book, layout: Layout, known: tuple[Layout, ...]) -> list[Problem]:
    """Tables that would be of this layout but for a heading or two: what is missing, and what looks like it."""
    problems: list[Problem] = []
    for sheet in book.sheets:
        if any(_header(sheet, other) for other in known):
            continue
        for row in sheet.rows:
            columns = _columns(row, layout)
            missing = [use for use in layout.needed if use not in columns]
            if not missing or len(columns) < 2 or len(missing) > len(layout.needed) / 2:
                continue
            problems += [_missing(book.file, sheet, row, layout, use) for use in missing]
            break
    return problems


def _missing(file: str, sheet: Sheet, row: tuple[Cell, ...], layout: Layout, use: str) -> Problem:
    wanted = layout.headings[use][0]
    said = {plain(cell.text): cell for cell in row if cell.text}
    near = difflib.get_close_matches(plain(wanted), said, n=1, cutoff=0.6)
    first = next(cell for cell in row if cell.text)
    at = said[near[0]] if near else first
    suggestion = f"Is “{at.text}” meant? Write “{wanted}”." if near else f"Add a column headed “{wanted}”."
    what = f"This looks like the table of {layout.name}, but it has no column “{wanted}”."
    return Problem("error", file, sheet.name, at.address, what, suggestion)


def _header(sheet: Sheet, layout: Layout) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(sheet.rows):
        columns = _columns(row, layout)
        if all(use in columns for use in layout.needed):
            return index, columns
    return None


def _columns(row: tuple[Cell, ...], layout: Layout) -> dict[str, int]:
    said = {plain(cell.text): at for at, cell in reversed(list(enumerate(row))) if cell.text}
    found: dict[str, int] = {}
    for use, spellings in layout.headings.items():
        at = next((said[plain(one)] for one in spellings if plain(one) in said), None)
        if at is not None:
            found[use] = at
    return found
