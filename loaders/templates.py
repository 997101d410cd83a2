"""Empty workbooks to fill in: headings, one worked row, drop-downs of what is on record, and how to do it.

A template is read by the format that it is for; its worked row is a correct one, to be written over.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from loaders.layouts import Layout
from loaders.neighbours import PAIRS
from loaders.reference import Reference
from loaders.schema import JUDGEMENT_KINDS
from loaders.standard import FIGURES, JUDGEMENTS, THRESHOLDS

HOW, LISTS, ABOUT = "How to fill it in", "Lists", "About"
FILLED_TO = 2_000  # rows that have drop-downs
HEADING = "FF12436D"


@dataclass(frozen=True)
class Sheet:
    """A sheet to fill in: its layout, and a worked row by the layout's uses."""

    name: str
    layout: Layout
    worked: Mapping[str, object]


@dataclass(frozen=True)
class Template:
    """A workbook to fill in: what for, its sheets, what stands under `About`, and how to fill it in."""

    id: str
    title: str
    sheets: tuple[Sheet, ...]
    about: tuple[tuple[str, str], ...]
    how: tuple[str, ...]


COMMON = (
    "Write over the worked row: it only shows what a row looks like.",
    "One row for each figure or judgement. Leave no row between, merge no cells, and add no totals.",
    "Authorities, frameworks and judgements can be chosen from the arrow beside the cell, or typed.",
    "Write numbers as printed, such as 5.7% or 1,137. Where there is none, write why: [c] suppressed, "
    "[x] not available, [z] does not apply.",
    "Leave out names, dates of birth, postcodes and anything else about single people.",
)
WILTSHIRE = "Wiltshire"
TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "figures-and-judgements": Template(
            "figures-and-judgements",
            "Figures, judgements and targets of any authorities",
            (
                Sheet(
                    "Judgements",
                    JUDGEMENTS,
                    {
                        "area": WILTSHIRE,
                        "framework": "Safeguarding and looked after children inspection",
                        "inspection": "Wiltshire inspection 2012",
                        "aspect": "Overall effectiveness",
                        "theme": "safeguarding",
                        "kind": "headline",
                        "grade": "inadequate",
                        "published": "2012-05-04",
                        "place": "para 3",
                    },
                ),
                Sheet(
                    "Figures",
                    FIGURES,
                    {
                        "measure": "neet-16-18",
                        "area": WILTSHIRE,
                        "period": "Feb 2012",
                        "figure": "5.7%",
                        "numerator": "856",
                        "denominator": "15,088",
                        "place": "para 6",
                    },
                ),
                Sheet(
                    "Thresholds",
                    THRESHOLDS,
                    {
                        "measure": "neet-16-18",
                        "area": WILTSHIRE,
                        "period": "Mar 2013",
                        "kind": "target",
                        "figure": "5%",
                        "due": "March 2013",
                        "place": "para 6",
                    },
                ),
            ),
            (
                ("Source", "our-figures-2012"),
                ("Title", "What the paper is called"),
                ("Publisher", "Who published it"),
                ("Date", "2012-05-31"),
                ("Licence", "Open Government Licence v3.0"),
                ("Left out", "What you did not take from it, and why"),
            ),
            (
                *COMMON,
                "On the sheet About, Source is the name by which the next file takes the place of this one: "
                "small letters, digits and hyphens. Keep it the same every year.",
                "A sheet that you do not need may stay empty under its headings.",
                "Sub-headings such as Age: 17 go under Breakdown; the total leaves it empty.",
            ),
        ),
        "neighbours": Template(
            "neighbours",
            "A list of authorities to compare with",
            (
                Sheet(
                    "Neighbours",
                    PAIRS,
                    {
                        "list": "our-neighbours-2026",
                        "from": "2026-04",
                        "authority": WILTSHIRE,
                        "neighbour": "Worcestershire",
                        "rank": "1",
                        "source": "report of April 2026, annex B",
                    },
                ),
            ),
            (),
            (
                *COMMON[:2],
                "One row for each pair. Rank 1 is the closest; leave it empty if there is no order.",
            ),
        ),
    }
)


def workbook(template: Template, known: Reference) -> bytes:
    """The template as an .xlsx file, with what is on record in its drop-downs."""
    book = openpyxl.Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    _texts(book, HOW, (template.title, *template.how))
    if template.about:
        _sheet_of(book, ABOUT, ("Item", "Entry"), template.about)
    offered = _offered(known)
    places = _lists(book, offered)
    for one in template.sheets:
        uses = [use for use, said in one.layout.headings.items() if said[0]]
        heads = [one.layout.headings[use][0] for use in uses]
        _sheet_of(book, one.name, heads, [[one.worked.get(use, "") for use in uses]])
        for at, use in enumerate(uses, 1):
            name = (
                "judgement"
                if use == "grade"
                else "limit"
                if (one.name, use) == ("Thresholds", "kind")
                else use
            )
            if name in places:
                _drop_down(book, one.name, at, places[name])
    book.move_sheet(LISTS, len(book.worksheets))  # last, and in sight: nothing in a file is hidden
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _offered(known: Reference) -> dict[str, Sequence[str]]:
    """What can be chosen, by use."""
    authorities = [
        area.name for area in known.areas.values() if area.kind == "authority" and not area.exists_to
    ]
    scales = (one.scale.words.items() for one in known.frameworks.values())
    grades = {word: grade for words in scales for word, grade in words}
    return {
        "area": sorted(authorities),
        "framework": [one.name for one in known.frameworks.values()],
        "judgement": sorted(grades, key=lambda word: (-grades[word], word)),
        "kind": JUDGEMENT_KINDS,
        "limit": ("national threshold", "baseline", "target"),
        "theme": tuple(known.themes),
        "measure": sorted(one.name for one in known.indicators.values()),
    }


def _lists(book: Workbook, offered: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """One column of all that is offered, and the part of it that belongs to each use.

    The authority of a list of neighbours and its neighbour are areas too.
    """
    sheet = book.create_sheet(LISTS)
    row, places = 1, dict[str, str]()
    for use, words in offered.items():
        for at, word in enumerate(words):
            sheet.cell(row + at, 1, word)
        places[use] = f"'{LISTS}'!$A${row}:$A${row + len(words) - 1}"
        row += len(words)
    return {**places, "authority": places["area"], "neighbour": places["area"]}


def _drop_down(book: Workbook, sheet: str, column: int, place: str) -> None:
    """Offers the place's words in a column; anything else may be typed all the same."""
    letter = get_column_letter(column)
    offer: Any = DataValidation(type="list", formula1=f"={place}", allow_blank=True, showErrorMessage=False)
    offer.add(f"{letter}2:{letter}{FILLED_TO}")
    book[sheet].add_data_validation(offer)


def _sheet_of(book: Workbook, name: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    sheet = book.create_sheet(name)
    for at, row in enumerate((heads, *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column, str(value) or None)
            cell.number_format = "@"  # what is typed stays as typed: 2008-11 is no date
            if at == 1:
                cell.font, cell.fill = (
                    Font(bold=True, color="FFFFFFFF"),
                    PatternFill("solid", fgColor=HEADING),
                )
            sheet.column_dimensions[get_column_letter(column)].width = max(
                16, len(str(heads[column - 1])) + 4
            )
    sheet.freeze_panes = "A2"


def _texts(book: Workbook, name: str, lines: Sequence[str]) -> None:
    """One column of text, which no table's reader takes for a table."""
    sheet = book.create_sheet(name)
    sheet.column_dimensions["A"].width = 100
    for at, line in enumerate(lines, 1):
        cell = sheet.cell(at, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=at == 1, size=14 if at == 1 else 11)
