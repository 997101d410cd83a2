"""What a paper says of inspections: which there were, what they judged, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from loaders import entries, grades, layouts, periods
from loaders.entries import Found, Made
from loaders.layouts import Layout, Record
from loaders.problems import Problem
from loaders.reference import Area, Framework, Reference
from loaders.schema import FINDING_KINDS
from loaders.sheets import Book

INSPECTIONS = Layout(
    "inspections",
    {
        "inspection": ("Inspection",),
        "framework": ("Framework",),
        "from": ("Inspected from",),
        "to": ("Inspected to",),
        "published": ("Published",),
        "place": ("Place",),
        "note": ("Note",),
    },
    ("inspection", "framework", "published"),
)
NARRATIVE = Layout(
    "narrative judgements",
    {
        "inspection": ("Inspection",),
        "section": ("Section",),
        "aspect": ("Service or arrangement",),
        "grade": ("Judged",),
        "theme": ("Theme",),
        "place": ("Place",),
        "note": ("Note",),
    },
    ("inspection", "aspect", "grade", "theme", "place"),
)
FINDINGS = Layout(
    "findings",
    {
        "inspection": ("Inspection",),
        "theme": ("Theme",),
        "kind": ("Kind",),
        "deadline": ("Deadline",),
        "finding": ("Finding",),
        "place": ("Place",),
    },
    ("inspection", "theme", "kind", "finding", "place"),
)
KINDS = {"core": "headline", "additional": "additional"}
MOST_WORDS = 25


@dataclass(frozen=True)
class Inspection:
    """An inspection that a paper reports, as its own sheet lists it. Dates are ISO text, possibly partial."""

    name: str
    framework: Framework
    inspected_from: str
    inspected_to: str
    published_on: str


@dataclass(frozen=True)
class Paper:
    """A paper being read: its id, council and inspections; None is one whose own row has to be mended."""

    file: str
    source: str
    council: Area
    inspections: Mapping[str, Inspection | None]
    reference: Reference


def judgement_table(
    name: str, aspect: str, grade: str, *, section: str = "Section", again: str = ""
) -> Layout:
    """A council's own table of judgements, by its headings.

    `aspect` heads what was judged, `grade` the grade, and `again` the other place where it prints the grade.
    """
    headings = {
        "inspection": ("Inspection",),
        "section": (section,),
        "aspect": (aspect,),
        "grade": (grade,),
        "again": (again,),
        "kind": ("Kind",),
        "place": ("Place",),
        "note": ("Note",),
    }
    needed = ("inspection", "aspect", "grade", "kind", "place")
    return Layout(name, {use: said for use, said in headings.items() if said[0]}, needed)


def inspections(book: Book, reference: Reference) -> tuple[Mapping[str, Inspection | None], list[Problem]]:
    """The inspections that a workbook lists, by name; None for one whose framework is to be mended first."""
    found: dict[str, Inspection | None] = {}
    problems: list[Problem] = []
    for record in layouts.records(book, INSPECTIONS):
        name, framework = record.text("inspection"), reference.framework(record.text("framework"))
        when, met = dates(book.file, record)
        problems += met
        if framework is None:
            known = "; ".join(one.name for one in reference.frameworks.values())
            what = f"“{record.text('framework')}” is not an inspection framework on record."
            problems.append(record.problem(book.file, "framework", what, f"Use one of: {known}."))
            found.setdefault(name, None)  # its judgements are not wrong for that
        elif not name:
            fix = "Give it the name that its judgements use."
            problems.append(record.problem(book.file, "inspection", "The inspection has no name.", fix))
        elif name in found:
            what = f"“{name}” is listed twice."
            problems.append(record.problem(book.file, "inspection", what, "Give each inspection one row."))
        else:
            found[name] = Inspection(name, framework, *when)
    return found, problems


def dates(file: str, record: Record) -> tuple[tuple[str, str, str], list[Problem]]:
    """When it began, ended and was published, as ISO text."""
    problems: list[Problem] = []
    found: list[str] = []
    for column in ("from", "to", "published"):
        said = record.text(column)
        date = periods.day(said) if said else ""
        if date is None:
            fix = "Write it as 2008-11-18, 18 Nov 2008, Nov 2008 or 2008, or leave it blank."
            problems.append(record.problem(file, column, f"“{said}” is not a date.", fix))
        found.append(date or "")
    began, ended, published = found
    if began and ended and ended < began[: len(ended)]:
        what = f"The inspection ends on {ended}, before it begins on {began}."
        problems.append(record.problem(file, "to", what, "Correct one of the two dates."))
    return (began, ended, published), problems


def judgements(book: Book, own: tuple[Layout, ...], paper: Paper) -> Found:
    """Judgements from the council's own tables and from the list of narrative ones."""
    rows, problems = _each(book, own, lambda record: _judgement(paper, record))
    narrative, met = _each(book, (NARRATIVE,), lambda record: _narrative(paper, record))
    return rows + narrative, problems + met + _contradicted_keys(book, own, paper)


def findings(book: Book, paper: Paper) -> Found:
    """Strengths, weaknesses and recommendations."""
    return _each(book, (FINDINGS,), lambda record: _finding(paper, record))


def _each(book: Book, wanted: Iterable[Layout], make: Callable[[Record], Made]) -> Found:
    made = [make(record) for layout in wanted for record in layouts.records(book, layout)]
    return [row for row, _ in made if row], [problem for _, met in made for problem in met]


def _judgement(paper: Paper, record: Record) -> Made:
    inspection, problems = _inspection(paper, record)
    kind = KINDS.get(record.text("kind").casefold(), "")
    if not kind:
        what = f"Kind is “{record.text('kind')}”."
        problems.append(
            record.problem(paper.file, "kind", what, "Write core, or additional if it is not counted.")
        )
    if inspection is None:
        return None, problems
    section, aspect = record.text("section"), record.text("aspect")
    theme = inspection.framework.theme or paper.reference.theme(section, aspect)
    if not theme:
        what = f"“{aspect}” belongs to no theme, so it is shown but lined up with nothing."
        fix = "Nothing need be mended. To have it lined up, ask an administrator to add it to a theme."
        problems.append(record.problem(paper.file, "aspect", what, fix, "warning"))
    row, met = graded(paper, record, inspection, theme)
    return (row | {"kind": kind} if row else None), problems + met


def _narrative(paper: Paper, record: Record) -> Made:
    inspection, problems = _inspection(paper, record)
    problems += _theme_problem(paper, record)
    if inspection is None:
        return None, problems
    row, met = graded(paper, record, inspection, record.text("theme"))
    return (row | {"kind": "narrative"} if row else None), problems + met


def graded(paper: Paper, record: Record, inspection: Inspection, theme: str) -> Made:
    """A judgement's row, its grade read under the inspection's framework."""
    scale = inspection.framework.scale
    grade = grades.parse(record.text("grade"), scale)
    if isinstance(grade, grades.Refusal):
        return None, [record.problem(paper.file, "grade", grade.what, grade.fix)]
    if record.text("again"):
        again = grades.parse(record.text("again"), scale)
        refusal = again if isinstance(again, grades.Refusal) else grades.contradiction(grade, again)
        if refusal:
            return None, [record.problem(paper.file, "again", refusal.what, refusal.fix)]
    printed = "; ".join(part for part in (record.text("grade"), record.text("again")) if part)
    return {
        "authority": paper.council.code,
        "framework": inspection.framework.id,
        "inspection": inspection.name,
        "section": record.text("section"),
        "aspect": record.text("aspect"),
        "theme": theme,
        "published_as": printed,
        "grade": grade.value,
        "inspected_from": inspection.inspected_from,
        "inspected_to": inspection.inspected_to,
        "published_on": inspection.published_on,
        "source": paper.source,
        "locator": record.text("place"),
        "cell": record.cell("grade"),
        "note": record.text("note"),
    }, []


def _finding(paper: Paper, record: Record) -> Made:
    inspection, problems = _inspection(paper, record)
    problems += _theme_problem(paper, record)
    if len(record.text("finding").split()) > MOST_WORDS:
        what = f"The finding is longer than {MOST_WORDS} words."
        problems.append(record.problem(paper.file, "finding", what, "Say it in fewer words."))
    kind, met = entries.kind(paper.file, record, FINDING_KINDS)
    problems += met
    if inspection is None or not kind:
        return None, problems
    return {
        "authority": paper.council.code,
        "framework": inspection.framework.id,
        "inspection": inspection.name,
        "theme": record.text("theme"),
        "kind": kind,
        "deadline": record.text("deadline"),
        "text": record.text("finding"),
        "source": paper.source,
        "locator": record.text("place"),
        "cell": record.cell("finding"),
    }, problems


def _inspection(paper: Paper, record: Record) -> tuple[Inspection | None, list[Problem]]:
    name = record.text("inspection")
    if name in paper.inspections:
        return paper.inspections[name], []
    what = f"“{name}” is not among the inspections that the workbook lists."
    fix = f"Add it to the sheet of inspections, or use one of: {'; '.join(paper.inspections)}."
    return None, [record.problem(paper.file, "inspection", what, fix)]


def _theme_problem(paper: Paper, record: Record) -> list[Problem]:
    theme = record.text("theme")
    if theme in paper.reference.themes:
        return []
    fix = f"Use one of: {', '.join(paper.reference.themes)}."
    return [record.problem(paper.file, "theme", f"“{theme}” is not a theme on record.", fix)]


def _contradicted_keys(book: Book, own: tuple[Layout, ...], paper: Paper) -> list[Problem]:
    """A printed key (`4: outstanding; 3: good; …`) that does not say what the framework's scale says."""
    frameworks = {
        record.sheet: inspection.framework
        for layout in own
        for record in layouts.records(book, layout)
        if (inspection := paper.inspections.get(record.text("inspection")))
    }
    problems: list[Problem] = []
    for sheet, cell in book.cells():
        parts = [part.strip() for part in re.split("[;,]", cell.text) if part.strip()]
        if sheet.name not in frameworks or len(parts) < 3 or not all(part[:1].isdigit() for part in parts):
            continue
        for part in parts:
            read = grades.parse(part, frameworks[sheet.name].scale)
            if isinstance(read, grades.Refusal):
                problems.append(
                    Problem("error", book.file, sheet.name, cell.address, f"Key: {read.what}", read.fix)
                )
    return problems
