"""The Department's tables of statistical neighbours: a row an authority, neighbours as columns.

The columns of neighbours are headed SN1, SN2, … Seen with three rows of headings (May 2025: letters, numbers,
then `LA num, LA Name, …, SN1, SNP, SN2, SNP`) and with one (`old_la_code, la_name, SN_1, SN_1P, …`). Below a
row `Old SNs:` stand authorities that are no more, with the last list that they had: it is kept as a list of
its own, valid until they ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loaders import identity
from loaders.book import Book, Cell, Sheet
from loaders.entries import Found
from loaders.layouts import Layout
from loaders.neighbour_lists import ListSaid, said_of
from loaders.problems import Problem
from loaders.reference import Area, Reference, plain

FORMER = "-former"
DEPARTMENTS = "dfe-"
NAMES = ("LA Name", "la_name", "Local authority", "Local authority name", "Authority")
FIRST = ("SN1", "SN_1", "SN 1")
GROUPS = Layout(
    "statistical neighbours, a row an authority",
    {
        "name": NAMES,
        "first": FIRST,
        "code": ("LA num", "LA number", "old_la_code", "la_code", "LA code", "new_la_code", "ONS code"),
        "closeness": ("SNP", "SN_1P", "SN1P"),
    },
    ("name", "first"),
)
NEIGHBOUR, CLOSENESS = re.compile(r"sn[_ ]?([0-9]{1,2})"), re.compile(r"sn[_ ]?([0-9]{1,2})[_ ]?p")
OLD = re.compile(r"old sns?")
NONE = ("", "-", "–")
BANDS = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")


@dataclass(frozen=True)
class Group:
    """A table: the sheet, the row of its headings (from 0), and the columns (from 0) of its parts.

    `neighbours` is by rank; the column of a closeness may be missing (None).
    """

    sheet: Sheet
    top: int
    identity: tuple[int, ...]
    neighbours: dict[int, tuple[int, int | None]]

    @property
    def lines(self) -> Iterator[tuple[Cell, ...]]:
        """The rows below the headings that hold more than one text, or the words `Old SNs:`."""
        for row in self.sheet.rows[self.top + 1 :]:
            texts = [cell.text for cell in row if cell.text]
            if len(texts) > 1 or (texts and _begins_the_old(row)):
                yield row


def has(book: Book) -> bool:
    """True if a sheet names authorities, by name or by code, beside a column SN1."""
    return any(True for _ in _groups(book))


def pairs(book: Book, reference: Reference) -> Found:
    """A row of the neighbour table (but for its source) for every neighbour of every authority."""
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for group in _groups(book):
        listed, met = said_of(book, group.sheet, group.top)
        problems += met + _columns_missing(book, group)
        if listed is None:
            continue
        old = False
        for line in group.lines:
            if _begins_the_old(line):
                old = True
                continue
            found, met = _line(book, group, line, listed, reference, old)
            rows += found
            problems += met
    return rows, problems


def _groups(book: Book) -> Iterator[Group]:
    for sheet in book.sheets:
        for top, said in enumerate(sheet.said):
            headings = {at: plain(cell.text) for at, cell in enumerate(sheet.rows[top])}
            named = {plain(one) for use in ("code", "name") for one in GROUPS.headings[use]}
            own = [at for at, heading in headings.items() if heading in named]
            if own and any(plain(one) in said for one in FIRST):
                # The name comes after the codes, which are sure.
                own.sort(key=lambda at: (headings[at] in {plain(one) for one in NAMES}, at))
                yield Group(sheet, top, tuple(own), _neighbours(headings))
                break


def _neighbours(headings: dict[int, str]) -> dict[int, tuple[int, int | None]]:
    """By rank, the column of the neighbour and that of its closeness: by its number, or the next one."""
    near = {int(match[1]): at for at, text in headings.items() if (match := CLOSENESS.fullmatch(text))}
    return {
        int(match[1]): (at, near.get(int(match[1]), at + 1 if headings.get(at + 1) == "snp" else None))
        for at, text in reversed(headings.items())
        if (match := NEIGHBOUR.fullmatch(text))
    }


def _columns_missing(book: Book, group: Group) -> list[Problem]:
    """Ranks that the headings pass over, and headings that are there twice."""
    row = group.sheet.rows[group.top]
    headed = [plain(cell.text) for cell in row]
    ranks = [int(match[1]) for text in headed if (match := NEIGHBOUR.fullmatch(text))]
    wrong = [f"there is no column SN{n}" for n in range(1, max(ranks)) if n not in ranks]
    wrong += [f"the column SN{n} is there twice" for n in sorted(set(ranks)) if ranks.count(n) > 1]
    first = row[group.neighbours[1][0]].address
    fix = "Head the columns of neighbours SN1, SN2, … in order, each once."
    return [
        Problem("error", book.file, group.sheet.name, first, f"The columns: {one}.", fix) for one in wrong
    ]


def _begins_the_old(line: tuple[Cell, ...]) -> bool:
    texts = [cell.text for cell in line if cell.text]
    return len(texts) == 1 and OLD.fullmatch(plain(texts[0])) is not None


def _line(
    book: Book,
    group: Group,
    line: tuple[Cell, ...],
    listed: ListSaid,
    reference: Reference,
    old: bool,
) -> Found:
    """An authority's neighbours."""
    own = [line[at] for at in group.identity]
    said = next((cell for cell in own if cell.text), own[0])
    area = identity.authority(tuple(cell.text for cell in own), reference, listed.day)
    if not isinstance(area, Area):
        return [], [_problem(book, group, said, *area)]
    ended = area.exists_to < listed.valid_from if listed.valid_from else old
    former = bool(area.exists_to) and ended
    if old and not former:
        what = f"{area.name} stands below “Old SNs:”, but it existed when the list came into force."
        fix = "Write the code of the authority that is no more, or move the row above."
        return [], [_problem(book, group, said, what, fix)]
    span = (area.exists_from, area.exists_to) if former else (listed.valid_from, listed.valid_to)
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for rank, (at, near_at) in group.neighbours.items():
        cell, near = line[at], line[near_at] if near_at is not None and near_at < len(line) else None
        if cell.text in NONE:
            continue
        neighbour = identity.authority((cell.text,), reference, area.exists_to if former else listed.day)
        if not isinstance(neighbour, Area):
            problems.append(_problem(book, group, cell, *neighbour))
            continue
        wrong = _pair_fault(cell.text, area, neighbour, "" if former else listed.valid_from)
        problems += [_problem(book, group, cell, *wrong)] if wrong else []
        closeness = "" if near is None or near.text in NONE else near.text.capitalize()
        if near and closeness and closeness not in BANDS:
            what, fix = f"“{near.text}” is not a band of closeness.", f"Use one of: {', '.join(BANDS)}."
            problems.append(_problem(book, group, near, what, fix))
        rows.append(_pair(listed.id + FORMER if former else listed.id, span, (area, neighbour), rank))
        rows[-1] |= {"closeness": closeness, **_where(group, cell)}
    return sorted(rows, key=lambda row: row["rank"]), problems


def _pair(listed: str, span: tuple[str, str], pair: tuple[Area, Area], rank: int) -> dict[str, Any]:
    return {
        "list": listed,
        "valid_from": span[0],
        "valid_to": span[1],
        "authority": pair[0].code,
        "neighbour": pair[1].code,
        "rank": rank,
    }


def _where(group: Group, cell: Cell) -> dict[str, str]:
    place = f"{group.sheet.name}!{cell.address}"
    return {"locator": place, "cell": place}


def _pair_fault(said: str, area: Area, neighbour: Area, since: str) -> tuple[str, str] | None:
    """Why the two cannot be neighbours on a list in force since an ISO day (empty: not known)."""
    fix = "Name an authority of that time."
    if neighbour == area:
        return f"“{said}” is listed as its own neighbour.", "Name another authority."
    if neighbour.exists_to and neighbour.exists_to < since:
        return f"{neighbour.name} ended on {neighbour.exists_to}, before the list was in force.", fix
    if (neighbour.exists_to or "9999") < area.exists_from or (
        area.exists_to or "9999"
    ) < neighbour.exists_from:
        return f"{neighbour.name} and {area.name} never existed at the same time.", fix
    return None


def _problem(book: Book, group: Group, cell: Cell, what: str, fix: str) -> Problem:
    return Problem("error", book.file, group.sheet.name, cell.address, what, fix)
