"""What Ofsted's file says of itself: title, date and licence, and remarks on single judgements."""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Callable
from typing import Any

from loaders import periods
from loaders.book import Book
from loaders.reference import Area, plain

LICENCE = "open government licence"
ITEM = re.compile(r"(?:^|\s)-\s(?=[A-Z])")
SOURCE = "ofsted-inspection-outcomes"
LEFT_OUT = "links to reports, Ofsted's own regions, and whether an inspection was a short or a standard one"


def about(book: Book, visits: int) -> dict[str, Any]:
    """The source's row. Its id is that of every year's file: the newest holds the history of them all."""
    texts = [cell.text for _, cell in book.cells()]
    licensed = any(LICENCE in text.casefold() for text in texts)
    visited = f"{visits} focused and monitoring visits, which give no judgements; " if visits else ""
    return {
        "source": SOURCE,
        "title": texts[0],
        "publisher": "Ofsted",
        "published_on": _published(book),
        "licence": "Open Government Licence v3.0" if licensed else "not stated",
        "file": book.file,
        "sha256": book.sha256,
        "left_out": f"{visited}{LEFT_OUT}.",
    }


def _published(book: Book) -> str:
    """The date beside `Published on:`; empty if the file has none."""
    for sheet in book.sheets:
        for row in sheet.rows:
            for label, value in itertools.pairwise(row):
                if plain(label.text) == "published on":
                    return periods.day(value.text) or ""
    return ""


def remarks(book: Book) -> Callable[[dict[str, Any], Area], str]:
    """What the file's notes say of a judgement: the item that names its authority, first day and aspect."""
    notes = [
        (item, plain(item))
        for sheet in book.sheets
        for row in sheet.rows
        if sum(bool(cell.text) for cell in row) == 1
        for cell in row
        for item in ITEM.split(cell.text)
        if item
    ]

    def remark(row: dict[str, Any], area: Area) -> str:
        day = _in_words(row["inspected_from"])
        names = {plain(name) for name in (area.name, *area.spellings)}
        aspect = plain(row["aspect"]).removeprefix("the ")
        said = [
            item
            for item, text in notes
            if day and plain(day) in text and aspect in text and any(name in text for name in names)
        ]
        return f"Ofsted's notes: {' '.join(said)}" if said else ""

    return remark


def _in_words(iso: str) -> str:
    """`6 November 2023` for 2023-11-06; empty unless the day is known."""
    year, month, day = [*iso.split("-"), "", ""][:3]
    return f"{int(day)} {calendar.month_name[int(month)]} {year}" if day else ""
