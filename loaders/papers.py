"""What councils' committee papers share: provenance, inspections, judgements, findings, figures and targets.

An officer's workbook of a paper holds one sheet a table. The tables of the paper itself keep the council's own
headings (its dialect: wiltshire.py, leeds.py, …); what stands in running text is listed under headings that all
share, each row with its place in the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from loaders import grades, layouts
from loaders.crosstabs import Crosstab, cells, has_table
from loaders.figures_in_text import FIGURES, THRESHOLDS, figures, table_figures, thresholds, unknown_area
from loaders.format import Format, Rows
from loaders.layouts import Layout, Record
from loaders.problems import Problem
from loaders.reference import Area, Framework, Reference
from loaders.sheets import Book

ABOUT = Layout("what the paper is", {"item": ("Item",), "entry": ("Entry",)}, ("item", "entry"))
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
SHARED = (ABOUT, INSPECTIONS, NARRATIVE, FINDINGS, FIGURES, THRESHOLDS)
ABOUT_ITEMS = ("Paper", "Title", "Publisher", "Council", "Date", "Licence")
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
    """A paper being read: its id, council and inspections."""

    file: str
    source: str
    council: Area
    inspections: Mapping[str, Inspection]
    reference: Reference


def judgement_table(
    name: str, aspect: str, grade: str, *, section: str = "Section", again: str = ""
) -> Layout:
    """A council's own table of judgements: its headings for what was judged, for the grade and for where else it
    prints the grade (`again`)."""
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


def dialect(
    id: str, title: str, judgements: tuple[Layout, ...], crosstabs: tuple[Crosstab, ...] = ()
) -> Format:
    """The format of a council's papers: its own tables beside those that all share."""

    def recognises(book: Book) -> bool:
        own = any(layouts.has(book, layout) for layout in judgements)
        return layouts.has(book, ABOUT) and (own or any(has_table(book, crosstab) for crosstab in crosstabs))

    def tidy_book(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
        return tidy(book, reference, judgements, crosstabs)

    return Format(id, title, recognises, tidy_book)


FORMAT = Format(
    "committee-paper",
    "A committee paper without tables of its own",
    lambda book: layouts.has(book, ABOUT) and any(layouts.has(book, one) for one in SHARED[2:]),
    lambda book, reference: tidy(book, reference, (), ()),
)


def tidy(
    book: Book, reference: Reference, own: tuple[Layout, ...], crosstabs: tuple[Crosstab, ...]
) -> tuple[Rows, list[Problem]]:
    """All tables of a paper's workbook as rows of the normalised tables."""
    entries = {record.text("item"): record for record in layouts.records(book, ABOUT)}
    source, problems = _source(book, entries, reference)
    for layout in (*SHARED, *own):
        problems += layouts.near_misses(book, layout, (*SHARED, *own))
    council = reference.area(source["authority"]) if source["authority"] else None
    if council is None:
        return {"source": [source]}, problems
    inspections, met = _inspections(book, reference)
    problems += met
    paper = Paper(book.file, source["source"], council, inspections, reference)
    rows: dict[str, list[dict[str, Any]]] = {"source": [source]}
    for table, found in (
        ("judgement", _each(book, own, lambda record: _judgement(paper, record))),
        ("judgement", _each(book, (NARRATIVE,), lambda record: _narrative(paper, record))),
        ("finding", _each(book, (FINDINGS,), lambda record: _finding(paper, record))),
        ("observation", figures(book, paper.source, reference)),
        ("observation", table_figures(book, cells(book, crosstabs), paper.source, council, reference)),
        ("threshold", thresholds(book, paper.source, reference)),
    ):
        rows.setdefault(table, []).extend(found[0])
        problems += found[1]
    return rows, problems + _contradicted_keys(book, own, paper)


def _each(
    book: Book,
    wanted: Iterable[Layout],
    make: Callable[[Record], tuple[dict[str, Any] | None, list[Problem]]],
) -> tuple[list[dict[str, Any]], list[Problem]]:
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for layout in wanted:
        for record in layouts.records(book, layout):
            row, met = make(record)
            problems += met
            rows += [row] if row else []
    return rows, problems


def _source(
    book: Book, entries: Mapping[str, Record], reference: Reference
) -> tuple[dict[str, Any], list[Problem]]:
    problems: list[Problem] = []
    said = {
        item: entries[item].text("entry") if item in entries else "" for item in (*ABOUT_ITEMS, "Left out")
    }
    for item in ABOUT_ITEMS:
        if not said[item]:
            what = f"The sheet that says what the paper is has no entry for “{item}”."
            problems.append(Problem("error", book.file, "", "", what, f"Add a row “{item}” with its entry."))
    council = reference.area(said["Council"], said["Date"]) if said["Council"] else None
    if said["Council"] and (council is None or council.kind != "authority"):
        problems.append(
            entries["Council"].problem(book.file, "entry", *unknown_area(said["Council"], reference))
        )
        council = None
    text_file = entries["Text file"].text("entry") if "Text file" in entries else ""
    row = {
        "source": said["Paper"],
        "title": said["Title"],
        "publisher": said["Publisher"],
        "authority": council.code if council else "",
        "published_on": said["Date"],
        "licence": said["Licence"],
        "text_file": text_file,
        "file": book.file,
        "sha256": book.sha256,
        "left_out": said["Left out"],
    }
    return row, problems


def _inspections(book: Book, reference: Reference) -> tuple[dict[str, Inspection], list[Problem]]:
    found: dict[str, Inspection] = {}
    problems: list[Problem] = []
    for record in layouts.records(book, INSPECTIONS):
        name, framework = record.text("inspection"), reference.framework(record.text("framework"))
        if framework is None:
            known = "; ".join(one.name for one in reference.frameworks.values())
            what = f"“{record.text('framework')}” is not an inspection framework on record."
            problems.append(record.problem(book.file, "framework", what, f"Use one of: {known}."))
        elif name in found:
            what = f"“{name}” is listed twice."
            problems.append(record.problem(book.file, "inspection", what, "Give each inspection one row."))
        else:
            dates = (record.text("from"), record.text("to"), record.text("published"))
            found[name] = Inspection(name, framework, *dates)
    return found, problems


def _judgement(paper: Paper, record: Record) -> tuple[dict[str, Any] | None, list[Problem]]:
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
        fix = "Add it to the aspects of a theme in data/reference/themes.toml."
        problems.append(record.problem(paper.file, "aspect", what, fix, "warning"))
    row, met = _graded(paper, record, inspection, theme)
    return (row | {"kind": kind} if row else None), problems + met


def _narrative(paper: Paper, record: Record) -> tuple[dict[str, Any] | None, list[Problem]]:
    inspection, problems = _inspection(paper, record)
    problems += _theme_problem(paper, record)
    if inspection is None:
        return None, problems
    row, met = _graded(paper, record, inspection, record.text("theme"))
    return (row | {"kind": "narrative"} if row else None), problems + met


def _graded(
    paper: Paper, record: Record, inspection: Inspection, theme: str
) -> tuple[dict[str, Any] | None, list[Problem]]:
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


def _finding(paper: Paper, record: Record) -> tuple[dict[str, Any] | None, list[Problem]]:
    inspection, problems = _inspection(paper, record)
    problems += _theme_problem(paper, record)
    if len(record.text("finding").split()) > MOST_WORDS:
        what = f"The finding is longer than {MOST_WORDS} words."
        problems.append(record.problem(paper.file, "finding", what, "Say it in fewer words."))
    if inspection is None:
        return None, problems
    return {
        "authority": paper.council.code,
        "framework": inspection.framework.id,
        "inspection": inspection.name,
        "theme": record.text("theme"),
        "kind": record.text("kind").casefold(),
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
        record.sheet: paper.inspections[record.text("inspection")].framework
        for layout in own
        for record in layouts.records(book, layout)
        if record.text("inspection") in paper.inspections
    }
    problems: list[Problem] = []
    for sheet, cell in book.cells():
        parts = [part.strip() for part in cell.text.split(";") if part.strip()]
        if sheet.name not in frameworks or len(parts) < 3 or not all(part[:1].isdigit() for part in parts):
            continue
        for part in parts:
            read = grades.parse(part, frameworks[sheet.name].scale)
            if isinstance(read, grades.Refusal):
                problems.append(
                    Problem("error", book.file, sheet.name, cell.address, f"Key: {read.what}", read.fix)
                )
    return problems
