"""Which list a table of neighbours is, and since when it is in force, as far as the file says.

Lines above the table say it outright: `List: dfe-2025`, `Valid from: 2025-05`, `Valid to: 2026-04`. Without
them the Department's tables are known by the month or year in the title, else in the sheet's name, else in
the file's (`sn_may_2025` is dfe-2025 from 2025-05): it has published no two lists in one year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from loaders import periods
from loaders.book import Book, Cell, Sheet
from loaders.problems import Problem

SAID = re.compile(r"(list|valid from|valid to)\s*:\s*(.*)", re.IGNORECASE)
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MONTH = "|".join(sorted(periods.MONTHS, key=len, reverse=True))
DATED = re.compile(rf"\b(?:({MONTH}) )?(20[0-9]{{2}})(?: (0[1-9]|1[0-2]))?\b")
HOW = "Write “List: dfe-2025” and “Valid from: 2025-05” (the list's own year) in rows above the headings."


@dataclass(frozen=True)
class ListSaid:
    """The list's id, and the first and last day it is in force as ISO text, empty if not known."""

    id: str
    valid_from: str
    valid_to: str

    @property
    def day(self) -> str:
        """A day of the list's, for telling which authority a name meant then."""
        return self.valid_to or self.valid_from


def said_of(book: Book, sheet: Sheet, top: int) -> tuple[ListSaid | None, list[Problem]]:
    """The list that a sheet's table is, its headings in row `top` (from 0); None if that cannot be known."""
    lines = _lines(sheet, top)
    problems: list[Problem] = []
    for what, cell in lines.values():
        if not what:
            said = cell.text.rstrip(": ")
            problems.append(_problem(book, sheet, cell, f"“{said}” is followed by nothing.", HOW))
    if "list" in lines and lines["list"][0] and not ID.fullmatch(lines["list"][0]):
        what, cell = lines["list"]
        fix = "Use small letters, digits and hyphens: dfe-2025."
        problems.append(_problem(book, sheet, cell, f"“{what}” cannot be a list's id.", fix))
    dates = {"valid from": "", "valid to": ""}
    for use in dates:
        said, cell = lines.get(use, ("", sheet.rows[top][0]))
        dates[use] = periods.day(said) or ""
        if said and not dates[use]:
            fix = "Write it as 2025-05-12, 2025-05 or 2025."
            problems.append(_problem(book, sheet, cell, f"“{said}” is not a date.", fix))
    words = _dates(book, sheet, top)
    since = dates["valid from"] or (words[0] if len(words) == 1 else "")
    if "list" not in lines and len(words) != 1:
        found = (
            f"The file names {', '.join(words)}" if words else "Neither title, sheet nor file names a year"
        )
        what = f"{found}, so it cannot be told which list this is."
        first = next(cell for cell in sheet.rows[top] if cell.text)
        problems.append(_problem(book, sheet, first, what, HOW))
    if problems:
        return None, problems
    name = lines["list"][0] if "list" in lines else f"dfe-{words[0][:4]}"
    return ListSaid(name, since, dates["valid to"]), []


def _lines(sheet: Sheet, top: int) -> dict[str, tuple[str, Cell]]:
    """What lines above the table say outright, in one cell or beside it: by label, with the cell."""
    found: dict[str, tuple[str, Cell]] = {}
    for row in sheet.rows[:top]:
        for at, cell in enumerate(row):
            match = SAID.fullmatch(cell.text)
            if match:
                beside = next((other.text for other in row[at + 1 :] if other.text), "")
                found[match[1].casefold()] = (match[2] or beside, cell)
    return found


def _dates(book: Book, sheet: Sheet, top: int) -> list[str]:
    """The months (or years) in the title, else in the sheet's name, else in the file's: `2025-05`."""
    title = [cell.text for row in sheet.rows[:top] for cell in row if not SAID.fullmatch(cell.text)]
    for texts in (title, [sheet.name], [Path(book.file).stem]):
        found: set[str] = set()
        for text in texts:
            for month, year, number in DATED.findall(" ".join(re.findall("[a-z0-9]+", text.casefold()))):
                numbered = int(number) if number else periods.MONTHS.get(month, 0)
                found.add(f"{year}-{numbered:02}" if numbered else year)
        if found:
            return sorted(found)
    return []


def _problem(book: Book, sheet: Sheet, cell: Cell, what: str, fix: str) -> Problem:
    return Problem("error", book.file, sheet.name, cell.address, what, fix)
