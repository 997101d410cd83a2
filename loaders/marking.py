"""Where the problems of a file are: the sheet around a bad cell, and a copy with comments on bad cells.

Made in the process that checks the file, and only of small files; a file can be published without either.
Of a file with personal data there is neither: what it holds is not repeated.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter

from loaders import personal, sheets
from loaders.book import Sheet
from loaders.problems import Problem

EXCERPTS, MARKED = "excerpts.json", "marked.xlsx"
MOST_BYTES, MOST_CELLS = 2_000_000, 60
ABOVE, BELOW, BESIDE = 1, 1, 2
LONGEST = 40  # letters of a cell's text that are shown
PINK = "FFF4C7DC"
WIDTH, HEIGHT = 360, 140  # of a comment, in pixels


@dataclass(frozen=True)
class Excerpt:
    """A part of a sheet: letters of its columns, numbers of its rows, and the texts of each row's cells."""

    columns: tuple[str, ...]
    rows: tuple[int, ...]
    texts: tuple[tuple[str, ...], ...]


def write(folder: Path, path: Path, problems: Sequence[Problem]) -> None:
    """Leaves both in the folder, as far as they can be made."""
    private = any(one.fix == personal.FIX for one in problems)
    if private or not problems or path.stat().st_size > MOST_BYTES:
        return
    folder.mkdir(parents=True, exist_ok=True)
    book, _ = sheets.read(path)
    if book is not None:
        found = excerpts(book.sheets, problems)
        (folder / EXCERPTS).write_text(json.dumps({at: asdict(one) for at, one in found.items()}), "utf-8")
    if path.read_bytes().startswith(b"PK") and path.suffix.casefold() == ".xlsx":
        marked(path, problems, folder / MARKED)


def read(folder: Path) -> Mapping[str, Excerpt]:
    """The parts of sheets in a folder by cell (`Figures!B7`); none if there are none."""
    try:
        said: Mapping[str, Mapping[str, Any]] = json.loads((folder / EXCERPTS).read_text("utf-8"))
        return {
            str(at): Excerpt(
                tuple(map(str, one["columns"])),
                tuple(map(int, one["rows"])),
                tuple(tuple(map(str, row)) for row in one["texts"]),
            )
            for at, one in said.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def excerpts(found: Sequence[Sheet], problems: Sequence[Problem]) -> dict[str, Excerpt]:
    """The part of the sheet around the cell of each problem, with the sheet's first row of several texts."""
    by_name = {sheet.name: sheet for sheet in found}
    made: dict[str, Excerpt] = {}
    for one in problems:
        if one.cell and one.sheet in by_name and len(made) < MOST_CELLS:
            made[f"{one.sheet}!{one.cell}"] = _around(by_name[one.sheet], one.cell)
    return made


def _around(sheet: Sheet, cell: str) -> Excerpt:
    letters, number = coordinate_from_string(cell)
    column = column_index_from_string(letters)
    heads = [at for at, row in enumerate(sheet.rows, 1) if sum(bool(one.text) for one in row) > 1][:1]
    rows = sorted({*heads, *range(max(1, number - ABOVE), min(len(sheet.rows), number + BELOW) + 1)})
    width = max(map(len, sheet.rows), default=0)
    columns = range(max(1, column - BESIDE), min(width, column + BESIDE) + 1)
    return Excerpt(
        tuple(map(get_column_letter, columns)),
        tuple(rows),
        tuple(tuple(_text(sheet, row, at) for at in columns) for row in rows),
    )


def _text(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row - 1]
    text = cells[column - 1].text if column <= len(cells) else ""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def marked(path: Path, problems: Sequence[Problem], to: Path) -> None:
    """A copy of a workbook in which each cell with problems is coloured and says what and how to mend it.

    What is wrong with a sheet, or with the whole file, is said at the first cell.
    """
    book = openpyxl.load_workbook(path)
    said: dict[tuple[str, str], list[str]] = {}
    for one in problems:
        sheet = one.sheet if one.sheet in book.sheetnames else book.sheetnames[0]
        said.setdefault((sheet, one.cell or "A1"), []).append(f"{one.what}\nMend: {one.fix}")
    for (sheet, cell), words in said.items():
        at: Any = book[sheet][cell]
        comment = Comment("\n\n".join(words), "Yardstick", height=HEIGHT, width=WIDTH)
        if not isinstance(at, MergedCell):  # the inside of merged cells takes neither
            at.comment = comment
            at.fill = PatternFill("solid", fgColor=PINK)
    book.save(to)
