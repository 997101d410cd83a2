"""Why a file was taken for what it was taken for: the headings that it was known by, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders import columns
from loaders.book import Book
from loaders.columns import Columns
from loaders.layouts import Layout, header
from loaders.reference import plain

MOST_HEADINGS, MOST_TABLES = 8, 4


def by_layouts(book: Book, layouts: Sequence[Layout]) -> str:
    """The tables of a book that are laid out as a format's, in words; its sheets, where none is."""
    known: list[str] = []
    for sheet in book.sheets:
        for layout in layouts:
            found = header(sheet, layout)
            if found:
                top, at = found
                headings = [sheet.rows[top][at[use]].text for use in layout.needed]
                known.append(_place(sheet.name, top + 1, headings))
                break
    if not known:
        return f"Known by its sheets: {_listed([one.name for one in book.sheets], MOST_HEADINGS)}."
    return f"Known by its headings: {_listed(known, MOST_TABLES, '; ')}."


def by_columns(table: Columns, spellings: Iterable[str]) -> str:
    """The headings of a data file that it is known by, in words."""
    known = {plain(one) for one in spellings}
    headings = [one for one in table.headings if plain(one) in known] or list(columns.said(table.headings))
    return f"Known by its headings: {_place(table.sheet, table.top, headings)}."


def _place(sheet: str, row: int, headings: Sequence[str]) -> str:
    return f"“{sheet}”, row {row}: {_listed(headings, MOST_HEADINGS)}"


def _listed(names: Sequence[str], most: int, between: str = ", ") -> str:
    more = len(names) - most
    return between.join(names[:most]) + (f"{between}and {more} more" if more > 0 else "")
