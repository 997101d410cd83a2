"""Spreadsheets -> sheets of addressed cells, each as the text a person sees, whatever it means."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from loaders import stored, workbooks
from loaders.book import MOST_CELLS, MOST_COLUMNS, Book, Cell, Sheet
from loaders.kinds import SAVE_AS, UTF_16, Kind, Unreadable, kind
from loaders.marks import without
from loaders.problems import Problem

__all__ = ["Book", "Cell", "Opened", "Sheet", "book", "opened", "read"]


@dataclass(frozen=True)
class Opened:
    """A file's bytes and what kind of file it is."""

    file: str
    content: bytes
    kind: Kind


def opened(path: Path) -> Opened | Problem:
    """A file's bytes, and its kind by what it holds; or why it is no table."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return _whole(path.name, f"The file cannot be opened ({error.strerror}).", "Check its name.")
    found = kind(path.name, content)
    if isinstance(found, Unreadable):
        return _whole(path.name, found.what, found.fix)
    return Opened(path.name, content, found)


def read(path: Path) -> tuple[Book | None, list[Problem]]:
    """The spreadsheet in a file, and what is wrong with its cells; None if it cannot be read at all."""
    found = opened(path)
    return (None, [found]) if isinstance(found, Problem) else book(found)


def book(found: Opened) -> tuple[Book | None, list[Problem]]:
    """The sheets of a file, cell by cell; None if it is damaged or of a kind that has no cells."""
    readers = {"xlsx": workbooks.read, "ods": stored.read_ods, "xls": stored.read_xls, "csv": _values}
    if found.kind not in readers:
        what = "This is a Parquet file: it has no cells."
        return None, [_whole(found.file, what, "Save it as .csv.")]
    sheets, problems = readers[found.kind](found.file, found.content)
    if sheets is None:
        return None, problems
    return Book(found.file, hashlib.sha256(found.content).hexdigest(), sheets), problems


def _values(file: str, content: bytes) -> tuple[tuple[Sheet, ...] | None, list[Problem]]:
    """Comma-separated values."""
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
            Cell(" ".join(without(value).split()), f"{get_column_letter(c)}{r}")
            for c, value in enumerate([*line, *[""] * (width - len(line))], 1)
        )
        for r, line in enumerate(lines, 1)
    )
    return (Sheet(Path(file).stem, rows),), []


def _decoded(content: bytes) -> str | None:
    encodings = ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "windows-1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _whole(file: str, what: str, fix: str) -> Problem:
    return Problem("error", file, "", "", what, fix)
