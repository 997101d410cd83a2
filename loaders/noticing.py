"""What a workbook shows otherwise than it holds it, or hides: said at its cell, and read as it stands.

None of it is guessed at. A hidden row is read like the others, a number that is stored as text as that
number, and a date that is stored as a number as a number: whoever knows the table can say which is meant.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from openpyxl.utils import get_column_letter

from loaders.problems import Problem

NUMBER, PERCENT = re.compile(r"\s*-?\d[\d,]*(\.\d+)?\s*"), re.compile(r"\s*-?\d[\d,]*(\.\d+)?\s*%\s*")
FEW = 3  # cells of a kind that a column needs for another kind to stand out in it
DAYS = range(20_000, 60_000)  # days since 1900 of dates from 1954 to 2064, as a spreadsheet stores them
Rows = Sequence[Sequence[Any]]
Worksheet = Any  # openpyxl's types leave out most of what is asked here


@dataclass(frozen=True)
class Kinds:
    """The addresses of a column's cells by what they hold."""

    numbers: Sequence[str]
    fractions: Sequence[str]  # of the numbers, those from 0 to 1 that are not whole
    days: Sequence[str]  # of the numbers, those that a date might be
    percents: Sequence[str]
    dates: Sequence[str]
    number_texts: Sequence[str]
    percent_texts: Sequence[str]


@dataclass(frozen=True)
class Held:
    """A cell of a workbook of another kind than .xlsx, of whose format nothing is known."""

    value: Any
    coordinate: str
    number_format: str = ""


def in_columns(file: str, sheet: str, columns: Iterable[Sequence[Held]]) -> list[Problem]:
    """What is to be noticed of the kinds in the columns of a sheet: the first cell of each, how many."""
    said = (one for cells in columns for one in _column(cells))
    return [Problem("warning", file, sheet, cell, what, fix) for cell, what, fix in said]


def on_sheet(file: str, sheet: Worksheet, height: int, width: int) -> list[Problem]:
    """What is to be noticed in the first rows and columns of a sheet: the first cell of a kind, how many."""
    rows = list(sheet.iter_rows(max_row=height, max_col=width))
    kinds = (said for cells in zip(*rows, strict=True) for said in _column(cells))
    said = [*_hidden(sheet, rows), *_merged(sheet, rows), *kinds]
    return [Problem("warning", file, sheet.title, cell, what, fix) for cell, what, fix in said]


Said = tuple[str, str, str]


# Hidden


def _hidden(sheet: Worksheet, cells: Rows) -> Iterator[Said]:
    held = {(cell.row, cell.column) for row in cells for cell in row if cell.value is not None}
    away = {row for row, one in sheet.row_dimensions.items() if one.hidden}
    rows = sorted({row for row, _ in held} & away)
    columns = sorted({column for _, column in held} & set(_hidden_columns(sheet, len(cells[0]))))
    fix = "Show them, and delete what is not to be published."
    for first, last in _runs(rows):
        said = f"Row {first} is" if first == last else f"Rows {first} to {last} are"
        yield f"A{first}", f"{said} hidden; what is there was read like the rest.", fix
    for first, last in _runs(columns):
        left, right = get_column_letter(first), get_column_letter(last)
        said = f"Column {left} is" if first == last else f"Columns {left} to {right} are"
        yield f"{left}1", f"{said} hidden; what is there was read like the rest.", fix


def _hidden_columns(sheet: Worksheet, width: int) -> Iterator[int]:
    for one in sheet.column_dimensions.values():
        if one.hidden:
            yield from range(one.min, min(one.max, width) + 1)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers as first and last of those that follow one another."""
    for _, group in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]


# Merged


def _merged(sheet: Worksheet, cells: Rows) -> Iterator[Said]:
    """Merged cells in a row with others: a heading over several columns. A title alone in its row is none."""
    for area in sorted(sheet.merged_cells.ranges, key=lambda one: (one.min_row, one.min_col)):
        others = [
            cell.value
            for row in cells[area.min_row - 1 : area.max_row]
            for cell in row
            if not area.min_col <= cell.column <= area.max_col and cell.value is not None
        ]
        first = f"{get_column_letter(area.min_col)}{area.min_row}"
        if others and sheet[first].value is not None:
            what = f"The cells {area.coord} are merged; what they say was read as standing in {first} only."
            yield first, what, "Split them, and write in each cell what is meant for it."


# Kinds in a column


def _column(cells: Sequence[Any]) -> Iterator[Said]:
    kinds = _kinds(cells)
    of_numbers = len(kinds.numbers) + len(kinds.percents)
    if kinds.number_texts and of_numbers >= max(FEW, len(kinds.number_texts)):
        what = _counted(kinds.number_texts, "a number stored as text", "numbers stored as text")
        yield kinds.number_texts[0], f"{what} among numbers; read as the number.", "Turn it into a number."
    if kinds.percent_texts and of_numbers >= max(FEW, len(kinds.percent_texts)):
        what = _counted(kinds.percent_texts, "a percentage written as text", "percentages written as text")
        yield (
            kinds.percent_texts[0],
            f"{what} among numbers; read as written.",
            "Write all of the column alike.",
        )
    if kinds.fractions and len(kinds.percents) + len(kinds.percent_texts) >= FEW:
        what = _counted(kinds.fractions, "a fraction", "fractions")
        said = f"{what} among percentages; read as it stands, not as a hundred times as much."
        yield kinds.fractions[0], said, "Show it as a percentage, as the others are."
    if kinds.days and len(kinds.dates) >= FEW:
        what = _counted(kinds.days, "a number", "numbers")
        yield kinds.days[0], f"{what} among dates; read as the number.", "Show it as a date, if it is one."


def _counted(cells: Sequence[str], one: str, many: str) -> str:
    return f"This is {one}" if len(cells) == 1 else f"This and {len(cells) - 1} more cells are {many}"


def _kinds(cells: Sequence[Any]) -> Kinds:
    made = Kinds([], [], [], [], [], [], [])
    for cell in cells:
        for kind in _of(cell.value, str(cell.number_format), made):
            kind.append(cell.coordinate)
    return made


def _of(value: Any, number_format: str, into: Kinds) -> Iterator[Any]:
    """The lists that a cell belongs to."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, datetime.date):
        yield into.dates
    elif isinstance(value, int | float):
        if "%" in number_format:
            yield into.percents
            return
        yield into.numbers
        if 0 < abs(value) < 1:
            yield into.fractions
        if value in DAYS:
            yield into.days
    elif isinstance(value, str):
        if NUMBER.fullmatch(value):
            yield into.number_texts
        elif PERCENT.fullmatch(value):
            yield into.percent_texts
