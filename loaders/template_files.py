"""Templates (template.py) -> files to download: one table to a sheet, drop-downs of what is on record.

The workbooks follow the Government Analysis Function's guidance for spreadsheets: a first sheet that says
what is where, a title in the first cell of every sheet, one marked-up table below it, nothing merged, nothing
hidden.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from loaders.inspections import KINDS
from loaders.reference import Reference
from loaders.schema import FINDING_KINDS, JUDGEMENT_KINDS, THRESHOLD_KINDS
from loaders.screening_rows import PLACES
from loaders.template import Sheet, Template

HOW, LISTS = "How to fill it in", "Lists"
TOP = 3  # the row of the headings
FILLED_TO = 2_000  # rows that have drop-downs
HEADING = "FF12436D"
WHITE = "FFFFFFFF"
LINE, LETTERS = 16, 90  # of wrapped text: points high, letters long
WIDEST, NARROWEST = 40, 14  # letters
TIMES = ("Academic year", "Financial year", "Calendar year", "Reporting year", "Autumn term", "Spring term")


def files(template: Template, known: Reference) -> Mapping[str, bytes]:
    """Its files by name: the workbook, and what is beside it."""
    content = [workbook(template, known)]
    if template.beside:
        content.append(_csv(template.beside))
    return dict(zip(template.files, content, strict=True))


def workbook(template: Template, known: Reference) -> bytes:
    """The template's workbook as an .xlsx file."""
    book = openpyxl.Workbook()
    book.properties.title, book.properties.creator = template.title, "Yardstick"
    for sheet in book.worksheets:
        book.remove(sheet)
    _how(book, template)
    for one in template.sheets:
        _table(book, one)
    offered = offers(known)
    places = _lists(book, {name: offered[name] for name in _chosen(template)})
    for one in template.sheets:
        for at, column in enumerate(one.columns, 1):
            if column.choice:
                _drop_down(book, one.name, at, places[column.choice])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def offers(known: Reference) -> dict[str, Sequence[str]]:
    """What can be chosen, by the name of its list."""
    authorities = [
        area.name for area in known.areas.values() if area.kind == "authority" and not area.exists_to
    ]
    scales = (one.scale.words.items() for one in known.frameworks.values())
    grades = {word: grade for words in scales for word, grade in words}
    return {
        "authorities": sorted(authorities),
        "frameworks": [one.name for one in known.frameworks.values()],
        "judgements": sorted(grades, key=lambda word: (-grades[word], word)),
        "kinds of judgement": JUDGEMENT_KINDS,
        "kinds of grade": tuple(KINDS),
        "kinds of finding": FINDING_KINDS,
        "kinds of threshold": THRESHOLD_KINDS,
        "themes": tuple(known.themes),
        "measures": sorted(one.name for one in known.indicators.values()),
        "times": TIMES,
        "levels": tuple(PLACES),
    }


def _chosen(template: Template) -> list[str]:
    """The lists that a template's drop-downs offer, in the order of its columns."""
    return list(dict.fromkeys(one.choice for sheet in template.sheets for one in sheet.columns if one.choice))


def _how(book: Workbook, template: Template) -> None:
    """The first sheet: one column of text, which no table's reader takes for a table."""
    held = [f"{one.name}: {one.title}" for one in template.sheets]
    if _chosen(template):
        held.append(f"{LISTS}: what the arrows beside the cells offer; there is nothing to fill in.")
    sheet = book.create_sheet(HOW)
    sheet.column_dimensions["A"].width = 100
    for head, lines in ((template.title, template.how), ("The sheets", held)):
        for line in (head, *lines):
            cell = sheet.cell(sheet.max_row + (sheet["A1"].value is not None), 1, line)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = _font(15, bold=True) if line == head else _font()
            rows = -(-len(line) // LETTERS)
            sheet.row_dimensions[cell.row].height = (LINE + 4 if line == head else LINE) * rows


def _table(book: Workbook, one: Sheet) -> None:
    """A sheet: what it holds, how to go on, and the table."""
    sheet = book.create_sheet(one.name)
    sheet["A1"], sheet["A1"].font = one.title, _font(15, bold=True)
    sheet["A2"] = "One table, with its headings in the next row. Write over the worked row."
    sheet["A2"].font = _font()
    for at, column in enumerate(one.columns, 1):
        width = max(NARROWEST, *(len(row[at - 1]) + 4 for row in one.rows), len(column.heading) + 6)
        whole: Any = sheet.column_dimensions[get_column_letter(at)]
        whole.width = min(width, WIDEST)
        whole.number_format = "@"  # what is typed stays as typed: 2008-11 is no date
        for row, value in enumerate((column.heading, *(row[at - 1] for row in one.rows)), TOP):
            cell = sheet.cell(row, at, value or None)
            cell.number_format, cell.font = "@", _font()
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        head = sheet.cell(TOP, at)
        head.font, head.fill = _font(bold=True, color=WHITE), PatternFill("solid", fgColor=HEADING)
    last = f"{get_column_letter(len(one.columns))}{TOP + len(one.rows)}"
    table = Table(displayName=one.name.replace(" ", ""), ref=f"A{TOP}:{last}")
    table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = f"A{TOP + 1}"


def _lists(book: Workbook, offered: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The last sheet: all lists below one another in one column, and the part of it that each has."""
    if not offered:
        return {}
    sheet = book.create_sheet(LISTS)
    sheet.column_dimensions["A"].width = 100
    sheet["A1"], sheet["A1"].font = "What the arrows beside the cells offer", _font(15, bold=True)
    places: dict[str, str] = {}
    for name, words in offered.items():
        head = sheet.cell(sheet.max_row + 1, 1, name[:1].upper() + name[1:])
        head.font, row = _font(bold=True), sheet.max_row + 1
        for at, word in enumerate(words):
            sheet.cell(row + at, 1, word).font = _font()
        places[name] = f"'{LISTS}'!$A${row}:$A${row + len(words) - 1}"
    return places


def _drop_down(book: Workbook, sheet: str, column: int, place: str) -> None:
    """Offers the place's words in a column; anything else may be typed all the same."""
    letter = get_column_letter(column)
    offer: Any = DataValidation(type="list", formula1=f"={place}", allow_blank=True, showErrorMessage=False)
    offer.add(f"{letter}{TOP + 1}:{letter}{FILLED_TO}")
    book[sheet].add_data_validation(offer)


def _font(size: int = 12, *, bold: bool = False, color: str | None = None) -> Font:
    return Font(name="Arial", size=size, bold=bold, color=color)


def _csv(sheet: Sheet) -> bytes:
    """A table as comma-separated values, which a spreadsheet program opens and saves as such."""
    written = io.StringIO()
    csv.writer(written).writerows([[one.heading for one in sheet.columns], *sheet.rows])
    return written.getvalue().encode("utf-8-sig")
