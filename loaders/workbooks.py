"""An .xlsx workbook -> sheets of cells as they are shown, with openpyxl: number formats, errors, formulas."""

from __future__ import annotations

import datetime
import io
import math
import re
import zipfile
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, cast

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from loaders import archives, noticing
from loaders.book import CUT, MOST_CELLS, TOO_FAR, Cell, Sheet
from loaders.kinds import DAMAGED
from loaders.marks import without
from loaders.problems import Problem

# Parts of a number format that are not the number: padding, fillers, literals, colours, currency.
LETTERING = re.compile(r'_.|\*.|\\.|"[^"]*"|\[[^\]]*\]|[£$€ ()+-]')
PLACES = re.compile(r"(?:#,##)?#*0*(?:\.(0+))?(%?)")
# A sheet of more cells than MOST_BLANK has something in one of BLANKS, or it reaches to a stray cell.
MOST_BLANK, BLANKS = 200_000, 20
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([^"'<>]{1,40})["']""")
LINKED = (
    "The workbook takes values from other files; those that it was saved with were read.",
    "Open it beside those files, let it calculate, and save it with values in the place of its links.",
)


def read(file: str, content: bytes) -> tuple[tuple[Sheet, ...] | None, list[Problem]]:
    """The sheets of a workbook, and its cells that show an error or nothing; None if it is damaged."""
    try:
        if far := _far_merges(content):
            return None, [Problem("error", file, "", "", *far)]
        shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        written = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
        linked = archives.links_elsewhere(zipfile.ZipFile(io.BytesIO(content)))
    except MemoryError:
        raise
    # What openpyxl raises over a damaged workbook depends on the byte that is wrong.
    except Exception as error:
        what = f"The workbook is damaged ({type(error).__name__})."
        return None, [Problem("error", file, "", "", what, DAMAGED)]
    problems = [Problem("warning", file, "", "", *LINKED)] if linked else []
    sheets: list[Sheet] = []
    for worksheet in shown.worksheets:
        formulas = written[worksheet.title]
        reach = _reach(formulas)
        if reach.is_far:
            last = f"{get_column_letter(reach.columns)}{reach.rows}"
            problems.append(Problem("error", file, worksheet.title, last, TOO_FAR, CUT))
            continue
        rows: list[tuple[Cell, ...]] = []
        for row in worksheet.iter_rows(max_row=reach.rows, max_col=reach.columns):
            cells: list[Cell] = []
            for cell in row:
                fault = _fault(cell, formulas[cell.coordinate])
                if fault:
                    problems.append(Problem("error", file, worksheet.title, cell.coordinate, *fault))
                cells.append(Cell(_shown(cell.value, str(cell.number_format)), cell.coordinate))
            rows.append(tuple(cells))
        problems += noticing.on_sheet(file, worksheet, reach.rows, reach.columns)
        sheets.append(Sheet(worksheet.title, tuple(rows), worksheet.sheet_state != "visible"))
    return tuple(sheets), problems


@dataclass(frozen=True)
class _Reach:
    """The last row and column of a sheet in which anything stands, and how many cells have something."""

    rows: int
    columns: int
    held: int

    @property
    def is_far(self) -> bool:
        """True for more cells than any table, or for a large sheet that is as good as blank: a stray cell."""
        cells = self.rows * self.columns
        return cells > MOST_CELLS or (cells > MOST_BLANK and cells > BLANKS * self.held)


def _reach(worksheet: Any) -> _Reach:
    # What is formatted only is not gone through, since a whole sheet may be.
    held = [at for at, cell in worksheet._cells.items() if cell.value is not None]
    return _Reach(
        max((row for row, _ in held), default=1), max((column for _, column in held), default=1), len(held)
    )


def _far_merges(content: bytes) -> tuple[str, str] | None:
    """That cells are merged far outside any table, which openpyxl would make one by one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                for said in MERGED.findall(archive.read(name)):
                    if _cells(said.decode("ascii", "replace")) > MOST_CELLS:
                        return f"A sheet has the cells {said.decode()} merged. {TOO_FAR}", CUT
    return None


def _cells(area: str) -> int:
    """How many cells a range has; 0 if it is none."""
    try:
        left, top, right, bottom = range_boundaries(area)
    except (ValueError, TypeError):
        return 0
    if None in (left, top, right, bottom):
        return MOST_CELLS + 1
    return (int(right or 0) - int(left or 0) + 1) * (int(bottom or 0) - int(top or 0) + 1)


def _fault(shown: Any, written: Any) -> tuple[str, str] | None:
    if shown.data_type == "e":
        return f"The cell shows the error {shown.value}.", "Mend the formula, or type the value."
    # A formula that gave an empty text was calculated; its cell is of the kind `str`.
    if written.data_type == "f" and shown.value is None and shown.data_type != "str":
        return (
            "The cell holds a formula that was never calculated.",
            "Open the file in a spreadsheet program, let it calculate, and save it.",
        )
    return None


def _shown(value: Any, number_format: str) -> str:
    """A cell's value as its number format shows it, for the formats that change what is read."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, number_format)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return " ".join(without(str(cast(object, value))).split())


def _date(value: datetime.date, number_format: str) -> str:
    """A date as far as it is shown: a spreadsheet that turns a typed `2008-11` into a date shows a month."""
    letters = LETTERING.sub("", number_format).casefold()
    if "d" in letters:
        return f"{value:%Y-%m-%d}"
    return f"{value:%b %Y}" if "m" in letters else f"{value:%Y}"


def _number(value: float, number_format: str) -> str:
    # 15 digits are what a spreadsheet keeps: 0.1 + 0.2 is shown as 0.3.
    plain = f"{value:.15g}"
    places = PLACES.fullmatch(LETTERING.sub("", number_format.split(";")[0]))
    if not places or not math.isfinite(value) or number_format == "General":
        return plain
    number = Decimal(plain) * (100 if places[2] else 1)
    decimals = Decimal(1).scaleb(-len(places[1] or ""))
    comma = "," if "#,##" in number_format else ""
    try:
        return f"{number.quantize(decimals, ROUND_HALF_UP):{comma}f}{places[2]}"
    except ArithmeticError:
        return plain
