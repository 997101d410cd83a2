"""Ofsted's outcomes and the Department's list as they stand in the files, read without the loaders."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from tests.needs import ROOT

OUTCOMES = "real/ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"
LISTS = "real/lait/sn_may_2025.xlsx"
GRADES = {"Outstanding": 4, "Good": 3, "Requires improvement to be good": 2, "Inadequate": 1}
# Columns of the history from the overall judgement on, by our themes.
THEMES = ("overall", "management", "safeguarding", "looked-after", "care-leavers")
SEPARATE = datetime.date(2023, 1, 1)  # care leavers are judged on their own from here on


@dataclass(frozen=True)
class Inspection:
    """A line of the file: the authority's three-digit code, the first day, the printed word by theme."""

    code: str
    day: datetime.date
    words: dict[str, str]


def _lines(shared: Path, sheet: str, first: int) -> list[Inspection]:
    rows = CalamineWorkbook.from_path(shared / OUTCOMES).get_sheet_by_name(sheet)
    codes = {ons: row["code"] for row in authorities() for ons in (row["ons"], *row["spellings"].split("|"))}
    found: list[Inspection] = []
    for row in rows.to_python(skip_empty_area=False)[3:]:
        days = [cell for cell in row if isinstance(cell, datetime.date | datetime.datetime)]
        words = {theme: str(cell) for theme, cell in zip(THEMES, row[first:], strict=True)}
        found.append(Inspection(codes[str(row[1])], datetime.date(*days[0].timetuple()[:3]), words))
    return found


def history(shared: Path) -> list[Inspection]:
    """Every inspection since 2018."""
    return _lines(shared, "ILACS_inspection_history", 8)


def current(shared: Path) -> list[Inspection]:
    """The latest of each authority, as Ofsted itself lists them."""
    return _lines(shared, "Inspections_as_at_31_March", 6)


def authorities() -> list[dict[str, str]]:
    """The rows of the authorities' reference table that are authorities."""
    with (ROOT / "data" / "reference" / "authorities.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["kind"] == "authority"]


def existing(day: datetime.date) -> set[str]:
    """Codes of the authorities that existed on a day."""
    return {
        row["code"]
        for row in authorities()
        if (row["exists_from"] or "0000") <= day.isoformat() <= (row["exists_to"] or "9999")
    }


def counted(found: Sequence[Inspection], theme: str, day: datetime.date) -> list[int]:
    """How many stood at 4, 3, 2 and 1 on a day, how many at none, and how many there were."""
    there = existing(day)
    latest = dict.fromkeys(there, 0)
    for one in sorted(found, key=lambda one: one.day):
        if one.code in there and one.day <= day and one.words[theme]:
            latest[one.code] = GRADES[one.words[theme]]
    grades = list(latest.values())
    return [*(grades.count(grade) for grade in (4, 3, 2, 1, 0)), len(there)]


def neighbours(shared: Path) -> dict[str, list[tuple[str, str]]]:
    """By an authority's three-digit code its ten neighbours' codes and how near each is, nearest first."""
    with closing(openpyxl.load_workbook(shared / LISTS, read_only=True)) as workbook:
        rows = list(workbook["LA SN Groups"].iter_rows(min_row=4, values_only=True))
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if isinstance(row[0], int):
            pairs = [(row[at], row[at + 1]) for at in range(5, 25, 2)]
            found[str(row[0])] = [(str(code), str(near)) for code, near in pairs if isinstance(code, int)]
    return found
