# pyright: basic
# Not strict as the other loaders are: pyarrow does not tell its types.
"""Files with one large table -> `Columns`: parquet, comma-separated values, and workbooks too large to show.

Which files are taken here is decided by their headings, before anything else is read.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from openpyxl.utils import get_column_letter

from loaders.book import MOST_COLUMNS, Book, Cell, Sheet
from loaders.columns import Columns, coded
from loaders.kinds import DAMAGED, UTF_16, Kind
from loaders.limited import Limits, run
from loaders.marks import without
from loaders.problems import Problem

Wanted = Callable[[Sequence[str]], bool]
Found = tuple[Columns | None, list[Problem]]
HEAD = 65_536
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright bars"}
LARGE_SHEET = 20_000_000  # bytes of its XML: openpyxl would take minutes, and a gigabyte
LIMITS = Limits()
MOST_VALUES = 100_000_000  # in a parquet file, whose few kilobytes may hold the same row again and again
FEWER, MORE = "fewer", "more"


def read(file: str, content: bytes, kind: Kind, wanted: Wanted) -> Found | None:
    """The table of a data file whose headings are wanted; None if it is none, and to be read cell by cell."""
    if kind == "parquet":
        return _parquet(file, content, wanted)
    if kind == "csv":
        return _values(file, content, wanted)
    return _workbook(file, content, wanted) if kind == "xlsx" and _is_large(content) else None


def headings_only(file: str, content: bytes, kind: Kind) -> Book | None:
    """A data file that is not wanted, as a book of its headings, to say what they come near to.

    None for a workbook, whose sheets are read whole, and for what has no headings.
    """
    found: list[str] = []
    if kind == "parquet":
        found = list(pyarrow.parquet.ParquetFile(io.BytesIO(content)).schema_arrow.names)
    elif kind == "csv" and (encoding := _encoding(content)):
        head = codecs.getincrementaldecoder(encoding)("replace").decode(content[:HEAD])
        found = max((_first_line(head, one) for one in (",", *SEPARATORS)), key=len)
    if not found:
        return None
    row = tuple(
        Cell(" ".join(said.split()), f"{get_column_letter(at)}1")
        for at, said in enumerate(found[:MOST_COLUMNS], 1)
    )
    return Book(file, hashlib.sha256(content).hexdigest(), (Sheet(Path(file).stem, (row,)),))


def _made(file: str, content: bytes, sheet: str, headings: Sequence[str], table: pa.Table) -> Columns:
    texts = tuple(_texts(column) for column in table.itercolumns())
    return Columns(file, hashlib.sha256(content).hexdigest(), sheet, tuple(map(without, headings)), texts)


def _texts(column: pa.ChunkedArray) -> pd.Series[Any]:
    """A column as categories of text, blank for nothing; whole numbers without a decimal point."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    held = column.unify_dictionaries().combine_chunks()
    held = held.chunk(0) if isinstance(held, pa.ChunkedArray) else held
    said = [_text(value) for value in held.dictionary.to_pylist()]
    codes = held.indices.to_pandas()
    if held.null_count:
        codes = codes.fillna(len(said)).astype("int32")
        said.append("")
    return coded(codes.to_numpy(), said)


def _text(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else "" if value is None else without(str(value))


# Parquet


def _parquet(file: str, content: bytes, wanted: Wanted) -> Found | None:
    try:
        opened = pyarrow.parquet.ParquetFile(io.BytesIO(content), page_checksum_verification=True)
        schema, rows = opened.schema_arrow, opened.metadata.num_rows
        headings = list(schema.names)
        if len(headings) > MOST_COLUMNS or not wanted(headings):
            return None
        if refused := _not_a_table(schema, rows):
            return None, [_whole(file, *refused)]
        texts = [field.name for field in schema if pa.types.is_string(field.type)]
        table = pyarrow.parquet.read_table(
            io.BytesIO(content), read_dictionary=texts, page_checksum_verification=True
        )
        return _made(file, content, Path(file).stem, headings, table), []
    except MemoryError:  # Arrow's own is one of both kinds
        raise
    # What pyarrow raises over a damaged file depends on the byte that is wrong.
    except Exception as error:
        return None, [_whole(file, f"The file is damaged ({type(error).__name__}).", DAMAGED)]


def _not_a_table(schema: pa.Schema, rows: int) -> tuple[str, str] | None:
    if rows * len(schema) > MOST_VALUES:
        what = f"The file has {rows:,} rows of {len(schema)} values, more than any table we read."
        return what, "Take out what does not belong to the table, or give it in parts."
    nested = next((field.name for field in schema if pa.types.is_nested(field.type)), "")
    if nested:
        return f"The column {nested} holds lists of values, not one in each row.", "Give each value a row."
    return None


# Comma-separated values


def _values(file: str, content: bytes, wanted: Wanted) -> Found | None:
    encoding = _encoding(content)
    if encoding is None:
        return None
    head = codecs.getincrementaldecoder(encoding)("replace").decode(content[:HEAD])
    separator, headings = _headings(head, wanted)
    if not headings:
        return None
    problems: list[Problem] = []
    if encoding != "utf-8-sig":
        what = "The file's characters are not in UTF-8; they were read as Windows-1252."
        problems.append(_whole(file, what, "Save it as CSV UTF-8.", warning=True))
    if separator != ",":
        what = f"The file's values are separated by {SEPARATORS[separator]}; they were read as such."
        problems.append(_whole(file, what, "Save it with commas between the values.", warning=True))
    text = content if encoding == "utf-8-sig" else content.decode(encoding).encode()
    table, uneven = _rows(text, separator, len(headings))
    if isinstance(table, str):
        return None, [_whole(file, f"The file is not readable as comma-separated values ({table}).", DAMAGED)]
    problems += [_uneven(file, *one, len(headings)) for one in uneven]
    return _made(file, content, Path(file).stem, headings, table), problems


def _encoding(content: bytes) -> str | None:
    if content.startswith(UTF_16):
        return "utf-16"
    for encoding in ("utf-8-sig", "windows-1252"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for start in range(0, len(content), HEAD):
                decoder.decode(content[start : start + HEAD])
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _headings(head: str, wanted: Wanted) -> tuple[str, list[str]]:
    """The separator with which the first line has headings that are wanted, and these; none without."""
    for separator in (",", *SEPARATORS):
        line = _first_line(head, separator)
        if wanted(line):
            return separator, line
    return "", []


def _first_line(head: str, separator: str) -> list[str]:
    try:
        found = next(csv.reader(io.StringIO(head, newline=""), delimiter=separator), [])
    except csv.Error:
        return []
    return found if len(found) <= MOST_COLUMNS else []


def _rows(text: bytes, separator: str, width: int) -> tuple[pa.Table | str, list[tuple[int, int]]]:
    """The rows below the headings, and the number of each that has fewer or more values, with how many."""
    uneven: list[tuple[int, int]] = []

    def skip(row: Any) -> str:
        uneven.append((row.number, row.actual_columns))
        return "skip"

    names = [str(at) for at in range(width)]
    kind = pa.dictionary(pa.int32(), pa.string())
    try:
        table = pyarrow.csv.read_csv(
            io.BytesIO(text),
            pyarrow.csv.ReadOptions(use_threads=False, column_names=names, skip_rows_after_names=1),
            pyarrow.csv.ParseOptions(
                delimiter=separator,
                newlines_in_values=True,
                invalid_row_handler=skip,
                ignore_empty_lines=False,
            ),
            pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, kind), strings_can_be_null=False),
        )
    except MemoryError:
        raise
    except pa.ArrowException as error:
        return str(error).splitlines()[0], []
    return table, uneven


def _uneven(file: str, row: int, width: int, wanted: int) -> Problem:
    compared = FEWER if width < wanted else MORE
    what = f"Row {row} has {width} values, {compared} than the {wanted} headings."
    fix = "Put values that hold a comma in double quotes, and leave no value out."
    return Problem("error", file, Path(file).stem, f"A{row}", what, fix)


# Large workbooks


def _is_large(content: bytes) -> bool:
    held = zipfile.ZipFile(io.BytesIO(content)).infolist()
    return any(one.filename.startswith("xl/worksheets/") and one.file_size > LARGE_SHEET for one in held)


def _workbook(file: str, content: bytes, wanted: Wanted) -> Found | None:
    """The first sheet whose first row has headings that are wanted, read in a process with limits."""
    done = run(Path(__file__).with_name("stored_cells.py"), [0], content, LIMITS)
    if done.out_of_time:
        what = f"The workbook could not be read in {LIMITS.seconds} seconds."
        return None, [_whole(file, what, "Save the table as CSV UTF-8.")]
    if done.status:
        why = done.complaint or "out of memory"
        return None, [_whole(file, f"The workbook cannot be read ({why}).", DAMAGED)]
    with pa.ipc.open_stream(pa.BufferReader(done.output)) as stream:
        table = stream.read_all()
    headings = [field.metadata[b"heading"].decode() for field in table.schema]
    if not wanted(headings):
        return None
    sheet = table.schema.metadata[b"sheet"].decode()
    return _made(file, content, sheet, headings, table), []


def _whole(file: str, what: str, fix: str, *, warning: bool = False) -> Problem:
    return Problem("warning" if warning else "error", file, "", "", what, fix)
