"""Workbooks for tests: made of lists, read, and changed without a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from loaders.sheets import Book, Cell, Sheet

Grid = list[list[Any]]
ABOUT: Grid = [
    ["Item", "Entry"],
    ["Paper", "kent-review-2008"],
    ["Title", "Joint area review"],
    ["Publisher", "Kent County Council"],
    ["Council", "Kent"],
    ["Date", "2008-11-18"],
    ["Licence", "not stated"],
]
INSPECTIONS: Grid = [
    ["Inspection", "Framework", "Inspected from", "Inspected to", "Published", "Place", "Note"],
    ["Kent review", "JAR", "2008-06", "2008-07", "2008-11-18", "cover", None],
]


def save(folder: Path, sheets: Mapping[str, Grid], file: str = "paper.xlsx") -> Path:
    """A workbook of those sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / file)
    return folder / file


def book(sheets: Mapping[str, Grid], file: str = "paper.xlsx") -> Book:
    """The same as it is read, without a file."""
    return Book(file, "0" * 64, tuple(sheet(name, rows) for name, rows in sheets.items()))


def sheet(name: str, rows: Sequence[Sequence[Any]]) -> Sheet:
    """A sheet of texts; None is blank."""
    width = max((len(row) for row in rows), default=0)
    return Sheet(
        name,
        tuple(
            tuple(
                Cell("" if value is None else str(value), f"{get_column_letter(c)}{r}")
                for c, value in enumerate([*row, *[None] * (width - len(row))], 1)
            )
            for r, row in enumerate(rows, 1)
        ),
    )


def change(given: Book, name: str, how: Callable[[Grid], Grid], *, rename: str = "") -> Book:
    """A book with the texts of one sheet changed, and the sheet perhaps renamed."""
    return replace(
        given,
        sheets=tuple(
            sheet(rename or one.name, how([[cell.text for cell in row] for row in one.rows]))
            if one.name == name
            else one
            for one in given.sheets
        ),
    )


def put(row: int, column: int, text: str) -> Callable[[Grid], Grid]:
    """A change of one cell; rows and columns count from 1, as in an address."""

    def changed(rows: Grid) -> Grid:
        rows[row - 1][column - 1] = text
        return rows

    return changed
