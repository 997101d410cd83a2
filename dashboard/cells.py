"""Cells of files that spreadsheets open: no text is taken for a formula, no whole number has a point."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence

Cell = str | float | int | bool | None
# Programs differ over blanks before it, and take the wide signs of East Asian keyboards for it, too.
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠].", re.DOTALL)
NUMBER = re.compile(r"[+\-]?[\d.,]+\s?%?")


def csv_cell(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before text that looks like one."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return safe_text(cell) if isinstance(cell, str) else cell


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula; what is only a number stays as it is, and so does a dash.

    So a published “-” or “+3” is read as it was printed, and “-3 (revised)” has an apostrophe before it.
    """
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def plain_number(value: float) -> float | int:
    """A number as it is printed: 12.0 is 12."""
    return int(value) if math.isfinite(value) and value == int(value) and abs(value) < 1e15 else value


def csv_lines(names: Sequence[str], parts: Iterable[Sequence[Sequence[Cell]]]) -> Iterator[str]:
    """Rows that come in parts as CSV, a piece a part; the first begins with the columns' names."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(names)
    for part in parts:
        writer.writerows([csv_cell(cell) for cell in row] for row in part)
        yield lines.getvalue()
        lines.seek(0)
        lines.truncate()
