"""Workbooks of the kinds .ods and .xls -> sheets of cells, with calamine, in a process of its own.

calamine reads what is stored, not how it is shown: a cell that shows 7.5% is stored as 0.075, one that shows
an error as nothing. What would be misread in an .ods is looked for first; of an .xls it cannot be known.
"""

from __future__ import annotations

import datetime
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from loaders import noticing
from loaders.book import CUT, MOST_CELLS, TOO_FAR, Cell, Sheet
from loaders.kinds import DAMAGED, SAVE_AS
from loaders.limited import Limits, Ran, run
from loaders.marks import without
from loaders.noticing import Held
from loaders.problems import Problem

LIMITS = Limits(seconds=60)
# What an .ods shows otherwise than it stores it.
SHOWN_OTHERWISE = {
    re.compile(rb'calcext:value-type="error"'): (
        "Cells of the workbook show an error, which cannot be told from nothing in an .ods.",
        "Mend their formulas, or save the workbook as .xlsx to be told which cells they are.",
    ),
    re.compile(rb'office:value-type="percentage"'): (
        "Cells of the workbook are shown as percentages, but an .ods is read as stored (7.5% is 0.075).",
        "Save the workbook as .xlsx, which is read as shown.",
    ),
}
FORMULA, KIND = re.compile(rb"<table:table-cell\s[^<]*table:formula=[^<]*"), b"office:value-type="
NEVER_CALCULATED = (
    "Cells of the workbook hold formulas that were never calculated.",
    "Open the file in a spreadsheet program, let it calculate, and save it.",
)
ROW, MERGED = b"<table:table-row", re.compile(rb'table:number-(?:columns|rows)-spanned="(?!1")')
MERGED_SAID = (
    "Cells of the workbook are merged beside others; what they say was read as standing in the first one.",
    "Split them, and write in each cell what is meant for it.",
)
HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
HIDDEN_SAID = (
    "Rows or columns of the workbook are hidden; what is there was read like the rest.",
    "Show them, and delete what is not to be published.",
)
UNKNOWN_IN_XLS = "In an old .xls, cells that show an error or a percentage are read as nothing or as 0.075."
Found = tuple[tuple[Sheet, ...] | None, list[Problem]]


def read_ods(file: str, content: bytes) -> Found:
    """The sheets of an OpenDocument spreadsheet; None if it is damaged or would be misread."""
    try:
        cells = zipfile.ZipFile(io.BytesIO(content)).read("content.xml")
    except MemoryError:
        raise
    # What zipfile raises over a damaged archive depends on the byte that is wrong.
    except Exception as error:
        what = f"The workbook is damaged ({type(error).__name__})."
        return None, [_whole(file, what, DAMAGED)]
    wrong = [_whole(file, *said) for sign, said in SHOWN_OTHERWISE.items() if sign.search(cells)]
    if any(KIND not in cell for cell in FORMULA.findall(cells)):
        wrong.append(_whole(file, *NEVER_CALCULATED))
    if wrong:
        return None, wrong
    sheets, problems = _read(file, content)
    hidden = [_whole(file, *HIDDEN_SAID, warning=True)] if HIDDEN.search(cells) else []
    merged = [_whole(file, *MERGED_SAID, warning=True)] if _merged(cells) else []
    return sheets, [*hidden, *merged, *problems]


def _merged(cells: bytes) -> bool:
    """True if a merged cell has others in its row; a title alone in its row has none."""
    if not MERGED.search(cells):
        return False
    return any(row.count(KIND) > 1 and MERGED.search(row) for row in cells.split(ROW)[1:])


def read_xls(file: str, content: bytes) -> Found:
    """The sheets of a workbook of Excel 97 to 2003, with a warning of what cannot be seen in it."""
    sheets, problems = _read(file, content)
    if sheets is None:
        return None, problems
    return sheets, [_whole(file, UNKNOWN_IN_XLS, SAVE_AS, warning=True), *problems]


def _read(file: str, content: bytes) -> Found:
    done = run(Path(__file__).with_name("stored_cells.py"), [MOST_CELLS], content, LIMITS)
    if done.status:
        return None, [_whole(file, *_why(done))]
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for one in json.loads(done.output):
        made, met = _sheet(file, one)
        sheets += made
        problems += met
    return tuple(sheets), problems


def _sheet(file: str, said: dict[str, Any]) -> tuple[list[Sheet], list[Problem]]:
    name = str(said["name"])
    if said["too_far"]:
        row, column = said["too_far"]
        return [], [Problem("error", file, name, f"{get_column_letter(column)}{row}", TOO_FAR, CUT)]
    letters = [get_column_letter(number) for number in range(1, said["width"] + 1)]
    rows = tuple(
        tuple(Cell(without(text), f"{letter}{number}") for letter, text in zip(letters, row, strict=True))
        for number, row in enumerate(said["rows"], 1)
    )
    kinds: list[str] = said["kinds"]
    columns = (
        [Held(_value(row[at].text, kind[at]), row[at].address) for row, kind in zip(rows, kinds, strict=True)]
        for at in range(len(letters) if rows else 0)
    )
    return [Sheet(name, rows, bool(said["hidden"]))], noticing.in_columns(file, name, columns)


def _value(text: str, kind: str) -> float | datetime.date | str | None:
    """What a cell holds, of what was said of it: N for a number, D for a date, whichever day that is."""
    if kind == "N":
        return float(text)
    return datetime.date.min if kind == "D" else text or None


def _why(done: Ran) -> tuple[str, str]:
    """What ended the reading, by the last line that it wrote."""
    kind = done.complaint
    if kind == "PasswordError":
        return "The workbook is locked with a password.", "Take the password off, then try again."
    if kind.endswith("Error") and kind != "MemoryError":
        return f"The workbook is damaged ({kind}).", DAMAGED
    return (
        "The workbook takes more memory or time than any table, or is damaged.",
        f"Take out what does not belong to the table. {SAVE_AS}",
    )


def _whole(file: str, what: str, fix: str, *, warning: bool = False) -> Problem:
    return Problem("warning" if warning else "error", file, "", "", what, fix)
