"""Sheets as they often come, beside the same as they should be; every one is what the check says it is.

A test reads each of them: what is marked is what a report names, and what is mended is read without a
problem.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dashboard import wording

Value = str | float | datetime.date | None
Rows = tuple[tuple[Value, ...], ...]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HEADS = ("Indicator", "Authority", "Period", "Figure")
NEET, PLACE = "neet-16-18", "Wiltshire"
NOVEMBER: tuple[Value, ...] = (NEET, PLACE, "Nov 2011", "5.4%")
FEBRUARY: tuple[Value, ...] = (NEET, PLACE, "Feb 2012", "5.7%")
WAITING = ("adoption-a1", PLACE)


@dataclass(frozen=True)
class Drawn:
    """A sheet to draw: its rows; which cells are wrong, and which of a row are merged (`C1:D1`)."""

    rows: Rows
    bad: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What the picture shows, for whoever does not see it."""
        lines = [
            f"Row {number}: {', '.join(shown(value) or 'blank' for value in row)}."
            for number, row in enumerate(self.rows, 1)
        ]
        lines += [f"{wording.joined(self.merged)} are merged."] if self.merged else []
        lines += [f"To be mended: {wording.joined(self.bad)}."] if self.bad else []
        return " ".join(lines)


@dataclass(frozen=True)
class Mistake:
    """A sheet as it often comes, the same mended, and in a sentence what to do."""

    title: str
    mend: str
    comes: Drawn
    mended: Drawn


def shown(value: Value) -> str:
    """What a spreadsheet program shows of a value: a day of which it made a month as Nov-08."""
    if isinstance(value, datetime.date):
        return f"{value:%b-%y}"
    return "" if value is None else str(value)


def address(column: int, row: int) -> str:
    """A cell's address; column and row are counted from 1."""
    return f"{LETTERS[column - 1]}{row}"


GOOD = Drawn((HEADS, NOVEMBER, FEBRUARY, (*WAITING, "2008-11", "[c]")))
MISTAKES = (
    Mistake(
        "A title and a total among the rows",
        "Put a title above the headings. Leave totals out.",
        Drawn((HEADS, ("Young people",), NOVEMBER, FEBRUARY, ("Total", None, None, "11.1%")), ("A2", "A5")),
        Drawn((("Young people",), HEADS, NOVEMBER, FEBRUARY)),
    ),
    Mistake(
        "Headings in two rows, and merged cells",
        "Give every column one heading, and every figure a row. Merge nothing.",
        Drawn(
            (
                ("Indicator", "Authority", "Figure", None),
                (None, None, "Nov 2011", "Feb 2012"),
                (NEET, PLACE, "5.4%", "5.7%"),
            ),
            ("C1",),
            ("C1:D1",),
        ),
        Drawn((HEADS, NOVEMBER, FEBRUARY)),
    ),
    Mistake(
        "A name once for several rows",
        "Write it in every row: each row is read by itself.",
        Drawn((HEADS, NOVEMBER, (None, None, "Feb 2012", "5.7%")), ("A3",)),
        Drawn((HEADS, NOVEMBER, FEBRUARY)),
    ),
    Mistake(
        "A slip in a name, a period without a year, words for a number",
        "Choose names from the lists in the workbooks above. Write periods and numbers as printed.",
        Drawn(
            (
                HEADS,
                (NEET, "Wiltshre", "Nov 2011", "5.4%"),
                (NEET, PLACE, "last year", "5.5%"),
                (NEET, PLACE, "Feb 2012", "a few"),
            ),
            ("B2", "C3", "D4"),
        ),
        Drawn((HEADS, NOVEMBER, (NEET, PLACE, "Dec 2011", "5.5%"), FEBRUARY)),
    ),
    Mistake(
        "A fraction among percentages",
        "Write 5.7%, and not 0.057 which the next reader takes for less than a tenth of one per cent.",
        Drawn(
            (
                HEADS,
                NOVEMBER,
                (NEET, PLACE, "Dec 2011", "5.5%"),
                (NEET, PLACE, "Jan 2012", "5.6%"),
                (NEET, PLACE, "Feb 2012", 0.057),
            ),
            ("D5",),
        ),
        Drawn(
            (
                HEADS,
                NOVEMBER,
                (NEET, PLACE, "Dec 2011", "5.5%"),
                (NEET, PLACE, "Jan 2012", "5.6%"),
                FEBRUARY,
            )
        ),
    ),
    Mistake(
        "A period of which Excel made a month",
        "Format the column as Text before you type 2008-11. The workbooks above have it so.",
        Drawn((HEADS, (*WAITING, datetime.date(2008, 11, 1), "650")), ("C2",)),
        Drawn((HEADS, (*WAITING, "2008-11", "650"))),
    ),
    Mistake(
        "A formula that shows an error",
        "Mend the formula, or type the value.",
        Drawn((HEADS, NOVEMBER, (NEET, PLACE, "Feb 2012", "#REF!")), ("D3",)),
        Drawn((HEADS, NOVEMBER, FEBRUARY)),
    ),
    Mistake(
        "Two tables on one sheet",
        "Give each a sheet of its own, or leave out the second row of headings.",
        Drawn((HEADS, NOVEMBER, HEADS, FEBRUARY), ("A3",)),
        Drawn((HEADS, NOVEMBER, FEBRUARY)),
    ),
    Mistake(
        "Something about single people",
        "Take it out. A file with names, dates of birth, postcodes or pupil numbers is refused whole.",
        Drawn((("Indicator", "Surname", "Period", "Figure"), (NEET, "Lovelace", "Nov 2011", "1")), ("B1",)),
        Drawn((HEADS, NOVEMBER)),
    ),
)
