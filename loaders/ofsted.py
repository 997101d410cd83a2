"""Ofsted's inspection outcomes of all local authorities: latest judgements, the year's, history since 2018.

The tables overlap: an inspection that several print is kept once, cited where it is printed first; where
they disagree, both printings are kept and say so. Visits give no judgements and are left out.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loaders import grades, identity, layouts, periods
from loaders.book import Book, Cell, Sheet
from loaders.format import Format, Rows
from loaders.layouts import Layout
from loaders.ofsted_about import SOURCE, about, remarks
from loaders.problems import Problem
from loaders.reference import Area, Framework, Reference, plain

JUDGED = Layout(
    "Ofsted's inspection outcomes",
    {
        "name": ("Local authority name", "Local authority", "LA name"),
        "code": ("Local authority area code", "Local authority code", "LA code", "ONS code"),
        "from": ("Inspection date", "Inspection/Visit date", "Inspection start date"),
        "to": ("Inspection end date",),
        "published": ("Publication date", "Date published", "Published"),
        "overall": ("Overall effectiveness",),
        "type": ("Inspection type", "Inspection/Visit type", "Inspection framework", "Framework"),
        "status": ("Local authority status",),
        "link": ("Web link",),
        "region": ("Ofsted region", "Region"),
        "visited": ("Visit theme",),
    },
    ("name", "from", "published", "overall"),
)
NONE_PRINTED = ("", "-", "–", "z", "x", "c", "n/a", "not applicable", "not judged", "not inspected", "none")
FRAMEWORKS = ("ilacs", "sif")
# By the day an inspection began, where a table does not print its framework: SIF inspections ran from
# November 2013 to December 2017, ILACS since January 2018.
SINCE = (("2018-01", "ilacs"), ("2013-11", "sif"))
CARE_LEAVERS_SINCE = "2023-01"
REWORDED = (
    "Judged as “the experiences and progress of children in care and care leavers”: until the end of 2022 the"
    " two were one judgement, which the file prints in the wording of today."
)


@dataclass(frozen=True)
class Line:
    """A row of a table that prints an inspection's judgements. Dates are ISO text."""

    sheet: str
    area: Area
    framework: Framework
    began: str
    ended: str
    published: str
    judged: tuple[tuple[str, Cell], ...]  # what was judged, as headed, and the cell of its grade

    @property
    def inspection(self) -> tuple[str, str, str]:
        """What makes an inspection this one in whichever table."""
        return self.area.code, self.framework.id, self.began


def tidy(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    """A row a judgement, each once."""
    lines, problems, visits = _lines(book, reference)
    problems += _repeated(book, lines)
    names = _names(lines)
    said = remarks(book)
    rows: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    missing: dict[str, list[tuple[Line, Cell]]] = {}
    for line in lines:
        for aspect, cell in line.judged:
            theme = reference.theme("", aspect)
            if _none_printed(cell.text):
                if theme != "care-leavers" or line.began >= CARE_LEAVERS_SINCE:
                    missing.setdefault(aspect, []).append((line, cell))
                continue
            grade = grades.parse(cell.text, line.framework.scale)
            if isinstance(grade, grades.Refusal):
                problems.append(_problem(book, line.sheet, cell, grade.what, grade.fix))
                continue
            row = _row(line, names[line.inspection], aspect, theme, cell) | {"grade": grade.value}
            row["note"] = " ".join(part for part in (_reworded(row), said(row, line.area)) if part)
            printed = rows.setdefault((*line.inspection, plain(aspect)), [])
            problems += _kept(book, printed, row)
    problems += [_missing(book, aspect, cells) for aspect, cells in missing.items()]
    problems += _themeless(book, reference)
    judgements = [row for printed in rows.values() for row in printed]
    return {"source": [about(book, visits)], "judgement": judgements}, problems


FORMAT = Format(
    "ofsted", "Ofsted's inspection outcomes", lambda book: layouts.has(book, JUDGED), tidy, (JUDGED,)
)


def _lines(book: Book, reference: Reference) -> tuple[list[Line], list[Problem], int]:
    """The rows of all tables that print an inspection, what is wrong with them, and how many are visits."""
    lines: list[Line] = []
    problems: list[Problem] = []
    visits: set[tuple[str, ...]] = set()
    for sheet, top, columns in _tables(book):
        aspects = _aspects(sheet, top, columns)
        for row in sheet.rows[top + 1 :]:
            if sum(bool(cell.text) for cell in row) < 2:
                continue
            said = {use: row[at] for use, at in columns.items()}
            judged = tuple((heading, row[at]) for at, heading in aspects.items())
            if _is_visit(said) and all(_none_printed(cell.text) for _, cell in judged):
                visits.add(tuple(said[use].text for use in ("name", "from", "published")))
                continue
            line, met = _line(book, sheet, said, judged, reference)
            lines += [line] if line else []
            problems += met
    return lines, problems, len(visits)


def _tables(book: Book) -> Iterator[tuple[Sheet, int, dict[str, int]]]:
    for sheet in book.sheets:
        found = layouts.header(sheet, JUDGED)
        if found:
            yield sheet, *found


def _aspects(sheet: Sheet, top: int, columns: dict[str, int]) -> dict[int, str]:
    """The columns of judgements: those that are not known as anything else, and the overall one."""
    other = {at for use, at in columns.items() if use != "overall"}
    return {at: cell.text for at, cell in enumerate(sheet.rows[top]) if cell.text and at not in other}


def _is_visit(said: dict[str, Cell]) -> bool:
    return "type" in said and "visit" in plain(said["type"].text).split()


def _line(
    book: Book,
    sheet: Sheet,
    said: dict[str, Cell],
    judged: tuple[tuple[str, Cell], ...],
    reference: Reference,
) -> tuple[Line | None, list[Problem]]:
    problems: list[Problem] = []

    def wrong(use: str, what: str, fix: str) -> None:
        problems.append(_problem(book, sheet.name, said[use], what, fix))

    dates: dict[str, str] = {"to": ""}
    for use in ("from", "to", "published"):
        text = said[use].text if use in said else ""
        day = periods.day(text) if text else ""
        if day is None or (not day and use != "to"):
            wrong(use, f"“{text}” is not a date.", "Write it as 2024-06-10 or 10 June 2024.")
        dates[use] = day or ""
    if dates["from"] and dates["published"] and dates["published"] < dates["from"]:
        wrong("published", "The report is dated before its inspection.", "Correct one of the two dates.")
    codes = (said["code"].text,) if "code" in said else ()
    area = identity.authority((*codes, said["name"].text), reference, dates["from"])
    if not isinstance(area, Area):
        wrong("name", *area)
    elif dates["from"] and not area.existed(dates["from"]):
        what = f"{area.name} did not exist on {dates['from']}."
        wrong("name", what, "Correct the date, or name the authority of that time.")
    framework = _framework(said, dates["from"], reference)
    if _is_visit(said):
        what = f"“{said['type'].text}” is a visit, which gives no judgements, but the row has some."
        wrong("type", what, "Take the judgements out, or correct the type.")
    elif framework is None:
        use = "type" if "type" in said else "from"
        fix = "Write ILACS or SIF in the column of inspection types."
        wrong(use, f"“{said[use].text}” does not tell by which framework this was inspected.", fix)
    if problems or framework is None or not isinstance(area, Area):
        return None, problems
    return Line(sheet.name, area, framework, dates["from"], dates["to"], dates["published"], judged), []


def _framework(said: dict[str, Cell], began: str, reference: Reference) -> Framework | None:
    """The framework that the type names, or of the day where the table has no such column."""
    if "type" not in said:
        dated = next((framework for since, framework in SINCE if began >= since), "")
        return reference.frameworks.get(dated)
    words = f" {plain(said['type'].text)} "
    for known in FRAMEWORKS:
        framework = reference.frameworks[known]
        if any(f" {plain(name)} " in words for name in (known, framework.name, *framework.names)):
            return framework
    return None


def _repeated(book: Book, lines: list[Line]) -> list[Problem]:
    """Inspections that one table lists twice."""
    first: dict[tuple[str, ...], Line] = {}
    problems: list[Problem] = []
    for line in lines:
        earlier = first.setdefault((line.sheet, *line.inspection), line)
        if earlier is not line:
            what = f"The same inspection of {line.area.name} is listed at {earlier.judged[0][1].address}."
            problems.append(
                _problem(book, line.sheet, line.judged[0][1], what, "Delete one of the two rows.")
            )
    return problems


def _names(lines: list[Line]) -> dict[tuple[str, str, str], str]:
    """A name for every inspection; the day is in it only if the month does not tell two apart."""
    inspections = {line.inspection: line for line in lines}.values()
    short = {
        line.inspection: f"{line.area.name} {line.framework.id.upper()} inspection, {_month(line.began)}"
        for line in inspections
    }
    often = Counter(short.values())
    return {
        line.inspection: short[line.inspection]
        if often[short[line.inspection]] == 1
        else f"{short[line.inspection]} (from {line.began})"
        for line in inspections
    }


def _month(day: str) -> str:
    """`June 2024`, or the year alone if the table prints no more."""
    month = int(day[5:7] or 0)
    return " ".join([*([calendar.month_name[month]] if month else []), day[:4]])


def _row(line: Line, inspection: str, aspect: str, theme: str, cell: Cell) -> dict[str, Any]:
    place = f"{line.sheet}!{cell.address}"
    return {
        "authority": line.area.code,
        "framework": line.framework.id,
        "inspection": inspection,
        "aspect": aspect,
        "theme": theme,
        "kind": "headline",
        "published_as": cell.text,
        "inspected_from": line.began,
        "inspected_to": line.ended,
        "published_on": line.published,
        "source": SOURCE,
        "locator": place,
        "cell": place,
    }


def _reworded(row: dict[str, Any]) -> str:
    old = row["framework"] == "ilacs" and row["inspected_from"] < CARE_LEAVERS_SINCE
    return REWORDED if old and row["theme"] == "looked-after" else ""


def _kept(book: Book, printed: list[dict[str, Any]], row: dict[str, Any]) -> list[Problem]:
    """Adds a judgement that no earlier table prints, or prints otherwise; says so if it is otherwise."""
    if any(one["published_as"].casefold() == row["published_as"].casefold() for one in printed):
        return []
    problems: list[Problem] = []
    for one in printed:
        for this, that in ((one, row), (row, one)):
            other = f"The file also prints “{that['published_as']}” for this, at {that['locator']}."
            this["note"] = " ".join(part for part in (this["note"], other) if part)
        what = f"“{row['published_as']}” is printed as “{one['published_as']}” at {one['cell']}."
        sheet, _, address = row["cell"].rpartition("!")
        fix = "Both are kept, each with a note. If one is mistyped, correct it."
        problems.append(Problem("warning", book.file, sheet, address, what, fix))
    printed.append(row)
    return problems


def _none_printed(text: str) -> bool:
    return text.strip("[] ").casefold() in NONE_PRINTED


def _missing(book: Book, aspect: str, cells: list[tuple[Line, Cell]]) -> Problem:
    """Judgements that an inspection should have and the table does not print, as one warning a column."""
    line, cell = cells[0]
    count = "One inspection has" if len(cells) == 1 else f"{len(cells)} inspections have"
    what = f"{count} no judgement of “{aspect}”; the first is that of {line.area.name}."
    fix = "Nothing is loaded for them. If a judgement was made, fill it in."
    return Problem("warning", book.file, line.sheet, cell.address, what, fix)


def _themeless(book: Book, reference: Reference) -> list[Problem]:
    """Columns of judgements that are lined up with nothing."""
    fix = "Nothing need be mended. To have it lined up, ask an administrator to add it to a theme."
    return [
        Problem(
            "warning",
            book.file,
            sheet.name,
            sheet.rows[top][at].address,
            f"“{aspect}” belongs to no theme, so it is shown but lined up with nothing.",
            fix,
        )
        for sheet, top, columns in _tables(book)
        for at, aspect in _aspects(sheet, top, columns).items()
        if not reference.theme("", aspect)
    ]


def _problem(book: Book, sheet: str, cell: Cell, what: str, fix: str) -> Problem:
    return Problem("error", book.file, sheet, cell.address, what, fix)
