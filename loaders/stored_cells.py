"""Reads an .ods or .xls within limits of memory and time; stored.py runs it as a process of its own.

A damaged or hostile workbook can make calamine end its whole process. Arguments: the most cells a sheet may
have, seconds, bytes of memory. Standard input is the file, standard output its sheets as JSON; the last line
of standard error names what went wrong.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum


def main(most_cells: int, seconds: int, memory: int) -> int:
    """Writes the sheets; 0, or 1 if the workbook cannot be read."""
    _limit(seconds, memory)
    try:
        said = sheets(sys.stdin.buffer.read(), most_cells)
    # PanicException, calamine's own way to fail, is no Exception.
    except BaseException as error:
        sys.stderr.write(f"\n{type(error).__name__}\n")
        return 1
    json.dump(said, sys.stdout)
    return 0


def sheets(content: bytes, most_cells: int) -> list[dict[str, Any]]:
    """Name, visibility and texts of every sheet, from A1 on; `too_far` is its last row and column, if so."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    made: list[dict[str, Any]] = []
    for about in book.sheets_metadata:
        sheet = book.get_sheet_by_name(about.name)
        height, width = ((at + 1) for at in sheet.end) if sheet.end else (0, 0)
        one: dict[str, Any] = {
            "name": about.name,
            "hidden": about.visible != SheetVisibleEnum.Visible,
            "width": width,
            "too_far": [height, width] if height * width > most_cells else None,
            "rows": [],
        }
        if not one["too_far"] and height:
            # Without the blank rows and columns before the table, every address would be another's.
            one["rows"] = [[text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        made.append(one)
    return made


def text(value: Any) -> str:
    """A stored value as text: numbers with the 15 digits that a spreadsheet keeps, dates in ISO."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    return " ".join(str(value).split())


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the time limit of stored.py must do
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
