# pyright: basic
# Not strict as the other loaders are: pyarrow does not tell its types.
"""Reads a workbook as a process of its own, within limits of memory and time (limited.py).

A damaged or hostile workbook can make calamine end its whole process. The argument is the most cells a sheet
may have; 0 asks for the first sheet as one large table. Standard input is the file, standard output its
sheets as JSON (stored.py) or its table as an Arrow stream of columns of text (data_files.py); the last line
of standard error names what went wrong. Numbers are taken as they are stored.
"""

from __future__ import annotations

import array
import datetime
import io
import itertools
import json
import sys
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

ROWS = 20_000


def main(most_cells: int) -> int:
    """Writes the sheets, or the one large table; 0, or 1 if the workbook cannot be read."""
    try:
        # calamine has its own copy of the bytes, so ours are not kept beside it.
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        if most_cells:
            json.dump(sheets(book, most_cells), sys.stdout)
        else:
            write_table(book)
    # PanicException, calamine's own way to fail, is no Exception.
    except BaseException as error:
        sys.stderr.write(f"\n{type(error).__name__}\n")
        return 1
    return 0


def write_table(book: CalamineWorkbook) -> None:
    """The first sheet, its first row being the headings of its columns; each different value is sent once."""
    import pyarrow as pa  # not needed, and not waited for, where sheets are asked for

    rows = iter(book.get_sheet_by_index(0).iter_rows())
    headings = [text(value) for value in next(rows, [])]
    texts, codes = [Texts() for _ in headings], [array.array("i") for _ in headings]
    while part := list(itertools.islice(rows, ROWS)):
        for known, at, column in zip(texts, codes, zip(*part, strict=True), strict=True):
            values = map(text, column) if bool in set(map(type, column)) else column
            at.extend(map(known.__getitem__, values))
    kind = pa.dictionary(pa.int32(), pa.string())
    named = [pa.field(str(at), kind, metadata={"heading": one}) for at, one in enumerate(headings)]
    schema = pa.schema(named, metadata={"sheet": book.sheet_names[0]})
    made = [
        pa.DictionaryArray.from_arrays(
            pa.Array.from_buffers(pa.int32(), len(at), [None, pa.py_buffer(at)]),
            pa.array(map(text, known), pa.string()),
        )
        for known, at in zip(texts, codes, strict=True)
    ]
    with pa.ipc.new_stream(sys.stdout.buffer, schema) as stream:
        stream.write_batch(pa.record_batch(made, schema=schema))


class Texts(dict[Any, int]):
    """The different values of a column, each with its place among them; one that is new comes last.

    True would be found as 1: where there is either, values are asked for as text.
    """

    def __missing__(self, value: Any) -> int:
        self[value] = len(self)
        return self[value]


def sheets(book: CalamineWorkbook, most_cells: int) -> list[dict[str, Any]]:
    """Name, visibility, texts and kinds of every sheet, from A1 on.

    `too_far` is its last row and column, if they are.
    """
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
            "kinds": [],
        }
        if not one["too_far"] and height:
            # Without the blank rows and columns before the table, every address would be another's.
            rows = sheet.to_python(skip_empty_area=False)
            one["rows"] = [[text(value) for value in row] for row in rows]
            one["kinds"] = ["".join(map(kind, row)) for row in rows]
        made.append(one)
    return made


def kind(value: Any) -> str:
    """A letter for what a stored value is: N for a number, D for a date, T for anything else."""
    if isinstance(value, datetime.datetime | datetime.date):
        return "D"
    return "N" if isinstance(value, int | float) and not isinstance(value, bool) else "T"


def text(value: Any) -> str:
    """A stored value as text: numbers with the 15 digits that a spreadsheet keeps, dates in ISO."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    return " ".join(str(value).split())


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
