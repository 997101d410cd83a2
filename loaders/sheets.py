"""Spreadsheets -> sheets of addressed cells, each as the text a person sees, whatever it means."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import math
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import openpyxl
from openpyxl.utils import get_column_letter

from loaders.problems import Problem
from loaders.reference import plain

ZIP, OLD_EXCEL, UTF_16 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", (b"\xff\xfe", b"\xfe\xff")
WEB_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html|<table)", re.IGNORECASE)
SAVE_AS = "Open it in a spreadsheet program and save it as .xlsx, then try again."
# A sheet that reaches further holds a stray cell far outside its table.
MOST_CELLS, MOST_COLUMNS = 2_000_000, 16_384
# Parts of a number format that are not the number: padding, fillers, literals, colours, currency.
LETTERING = re.compile(r'_.|\*.|\\.|"[^"]*"|\[[^\]]*\]|[£$€ ()+-]')
PLACES = re.compile(r"(?:#,##)?#*0*(?:\.(0+))?(%?)")


@dataclass(frozen=True)
class Cell:
    """What a cell shows, as text (empty if blank), and where it stands (`B7`)."""

    text: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows of cells, from A1 on, all of one width; `hidden` sheets are read like the others."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False

    @cached_property
    def said(self) -> tuple[Mapping[str, int], ...]:
        """For every row: its texts as `plain`, each with the first column that has it."""
        return tuple(
            {plain(cell.text): at for at, cell in reversed(list(enumerate(row))) if cell.text}
            for row in self.rows
        )


@dataclass(frozen=True)
class Book:
    """A spreadsheet file: its name, its bytes' checksum and its sheets."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]

    def cells(self) -> Iterator[tuple[Sheet, Cell]]:
        """Every cell that is not blank."""
        for sheet in self.sheets:
            for row in sheet.rows:
                for cell in row:
                    if cell.text:
                        yield sheet, cell


def read(path: Path) -> tuple[Book | None, list[Problem]]:
    """The spreadsheet in a file, and what is wrong with its cells; None if it cannot be read at all."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [_whole(path.name, f"The file cannot be opened ({error.strerror}).", "Check its name.")]
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(ZIP):
        return _workbook(path.name, digest, content)
    if content.startswith(OLD_EXCEL):
        what = "This is a workbook of the old .xls kind, or one with a password."
        return None, [_whole(path.name, what, SAVE_AS)]
    if WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        return None, [_whole(path.name, "This is a web page under a spreadsheet's name.", SAVE_AS)]
    if path.suffix.casefold() == ".csv":
        return _comma_separated(path.name, digest, content)
    return None, [_whole(path.name, "This is neither an .xlsx workbook nor a .csv file.", SAVE_AS)]


def _workbook(file: str, digest: str, content: bytes) -> tuple[Book | None, list[Problem]]:
    try:
        if "xl/workbook.xml" not in zipfile.ZipFile(io.BytesIO(content)).namelist():
            return None, [_whole(file, "This is not an .xlsx workbook, whatever its name.", SAVE_AS)]
        shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        written = openpyxl.load_workbook(io.BytesIO(content))
    # What openpyxl raises over a damaged workbook depends on the byte that is wrong.
    except Exception as error:
        return None, [_whole(file, f"The workbook is damaged ({type(error).__name__}).", SAVE_AS)]
    problems: list[Problem] = []
    sheets: list[Sheet] = []
    for worksheet in shown.worksheets:
        if worksheet.max_row * worksheet.max_column > MOST_CELLS:
            last = f"{get_column_letter(worksheet.max_column)}{worksheet.max_row}"
            fix = "Delete the rows and columns beyond the table, with their formatting."
            problems.append(
                Problem("error", file, worksheet.title, last, "The sheet reaches as far as here.", fix)
            )
            continue
        rows: list[tuple[Cell, ...]] = []
        formulas = written[worksheet.title]
        for row in worksheet.iter_rows():
            cells: list[Cell] = []
            for cell in row:
                fault = _fault(cell, formulas[cell.coordinate])
                if fault:
                    problems.append(Problem("error", file, worksheet.title, cell.coordinate, *fault))
                cells.append(Cell(_shown(cell.value, str(cell.number_format)), cell.coordinate))
            rows.append(tuple(cells))
        sheets.append(Sheet(worksheet.title, tuple(rows), worksheet.sheet_state != "visible"))
    return Book(file, digest, tuple(sheets)), problems


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


def _comma_separated(file: str, digest: str, content: bytes) -> tuple[Book | None, list[Problem]]:
    text = _decoded(content)
    if text is None:
        what = "The file's characters are neither UTF-8 nor Windows-1252."
        return None, [_whole(file, what, "Save it as CSV in UTF-8, or as .xlsx, then try again.")]
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        what = f"The file is not readable as comma-separated values ({error})."
        return None, [_whole(file, what, SAVE_AS)]
    width = max((len(line) for line in lines), default=0)
    if width * len(lines) > MOST_CELLS or width > MOST_COLUMNS:
        what = f"The file has {len(lines)} lines of up to {width} values, more than any table we read."
        return None, [_whole(file, what, "Take out what does not belong to the table.")]
    rows = tuple(
        tuple(
            Cell(" ".join(value.split()), f"{get_column_letter(c)}{r}")
            for c, value in enumerate([*line, *[""] * (width - len(line))], 1)
        )
        for r, line in enumerate(lines, 1)
    )
    return Book(file, digest, (Sheet(Path(file).stem, rows),)), []


def _decoded(content: bytes) -> str | None:
    encodings = ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "windows-1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
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
    return " ".join(str(cast(object, value)).split())


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


def _whole(file: str, what: str, fix: str) -> Problem:
    return Problem("error", file, "", "", what, fix)
