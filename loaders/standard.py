"""Our own template: judgements, figures and thresholds of any authorities, each row naming its own.

A workbook with up to four sheets (docs/template.xlsx), or a CSV of one of its tables. The headings are those
of the normalised tables in plain words; a cell may say what it may say in a paper's workbook (papers.py).
"""

from __future__ import annotations

import re
from typing import Any

from loaders import identity, inspections, layouts, papers, periods
from loaders.entries import Found, Made
from loaders.figures_in_text import FIGURES as IN_TEXT
from loaders.figures_in_text import figures
from loaders.format import Format, Rows, source_id
from loaders.inspections import Inspection, Paper
from loaders.layouts import Layout, Record
from loaders.papers import ABOUT, ID
from loaders.problems import Problem
from loaders.reference import Area, Reference
from loaders.schema import JUDGEMENT_KINDS
from loaders.sheets import Book
from loaders.thresholds import THRESHOLDS as IN_PAPERS
from loaders.thresholds import thresholds

JUDGEMENTS = Layout(
    "judgements of any authorities",
    {
        "area": ("Authority",),
        "framework": ("Framework",),
        "inspection": ("Inspection",),
        "section": ("Section",),
        "aspect": ("Aspect",),
        "theme": ("Theme",),
        "kind": ("Kind",),
        "grade": ("Judgement",),
        "from": ("Inspected from",),
        "to": ("Inspected to",),
        "published": ("Published",),
        "place": ("Place",),
        "note": ("Note",),
    },
    ("area", "framework", "inspection", "aspect", "grade"),
)
FIGURES = Layout(
    "figures of any authorities",
    {**IN_TEXT.headings, "measure": ("Indicator",), "area": ("Authority",)},
    ("measure", "area", "period", "figure"),
)
THRESHOLDS = Layout(
    "thresholds of any authorities",
    {**IN_PAPERS.headings, "measure": ("Indicator",), "area": ("Authority",), "figure": ("Threshold",)},
    ("measure", "area", "kind", "figure"),
)
TABLES = (JUDGEMENTS, FIGURES, THRESHOLDS)
KINDS = {"": "headline", "core": "headline"} | {kind: kind for kind in JUDGEMENT_KINDS}
NOT_SAID = "not stated"


def tidy(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    """All rows of the template's tables."""
    source, problems = _about(book)
    problems += layouts.near_misses(book, (ABOUT, *TABLES))
    problems += papers.unread(book, (ABOUT, *TABLES), (), {})
    rows: dict[str, list[dict[str, Any]]] = {"source": [source]}
    for table, (found, met) in {
        "judgement": _judgements(book, source["source"], reference),
        "observation": figures(book, source["source"], reference, FIGURES),
        "threshold": thresholds(book, source["source"], reference, THRESHOLDS),
    }.items():
        # A row without a place of its own in a paper is found by its cell.
        rows[table] = [row | {"locator": row["locator"] or row["cell"]} for row in found]
        problems += met
    return rows, problems


FORMAT = Format(
    "standard",
    "Yardstick's own template",
    lambda book: any(layouts.has(book, layout) for layout in TABLES),
    tidy,
    TABLES,
)


def _about(book: Book) -> tuple[dict[str, Any], list[Problem]]:
    """The source's row, as far as the sheet About says it."""
    records = {record.text("item").casefold(): record for record in layouts.records(book, ABOUT)}
    said = {item: record.text("entry") for item, record in records.items()}
    problems: list[Problem] = []
    if unsaid := [item for item in ("Title", "Publisher", "Licence") if not said.get(item.casefold())]:
        what = f"The file does not say its {', '.join(unsaid).lower()}."
        fix = "Say it on a sheet About, with a row for each under the headings Item and Entry."
        problems.append(Problem("warning", book.file, "", "", what, fix))
    date = periods.day(said["date"]) if said.get("date") else ""
    if date is None:
        fix = "Write it as 2008-11-18, 18 Nov 2008 or Nov 2008."
        what = f"“{said['date']}” is not a date."
        problems.append(records["date"].problem(book.file, "entry", what, fix))
    source = said.get("source") or source_id(book.file)
    if not ID.fullmatch(source):
        what, fix = f"“{source}” cannot stand in an address.", "Use small letters, digits and hyphens."
        problems.append(records["source"].problem(book.file, "entry", what, fix))
    return {
        "source": source,
        "title": said.get("title") or re.sub("[-_]+", " ", source).capitalize(),
        "publisher": said.get("publisher") or NOT_SAID,
        "published_on": date or "",
        "licence": said.get("licence") or NOT_SAID,
        "file": book.file,
        "sha256": book.sha256,
        "left_out": said.get("left out", ""),
    }, problems


def _judgements(book: Book, source: str, reference: Reference) -> Found:
    made = [_judgement(book.file, source, record, reference) for record in layouts.records(book, JUDGEMENTS)]
    found = [row for row, _ in made if row]
    return found, [problem for _, met in made for problem in met] + _two_faced(book.file, found)


def _judgement(file: str, source: str, record: Record, reference: Reference) -> Made:
    when, problems = inspections.dates(file, record)
    area = identity.authority((record.text("area"),), reference, when[2] or when[1])
    framework = reference.framework(record.text("framework"))
    kind = KINDS.get(record.text("kind").casefold(), "")
    if not isinstance(area, Area):
        problems.append(record.problem(file, "area", *area))
    if framework is None:
        known = "; ".join(one.name for one in reference.frameworks.values())
        what = f"“{record.text('framework')}” is not an inspection framework on record."
        problems.append(record.problem(file, "framework", what, f"Use one of: {known}."))
    if not kind:
        fix = "Write headline, additional (not counted to the overall) or narrative, or leave it blank."
        problems.append(record.problem(file, "kind", f"Kind is “{record.text('kind')}”.", fix))
    if not record.text("inspection"):
        fix = "Give it a name that all of its judgements share."
        problems.append(record.problem(file, "inspection", "The inspection has no name.", fix))
    if not isinstance(area, Area) or framework is None:
        return None, problems
    said = framework.theme or record.text("theme")
    theme = said or reference.theme(record.text("section"), record.text("aspect"))
    problems += _theme(file, record, said, theme, reference)
    # Many authorities may print the same name; that of an inspection is one authority's only.
    name = record.text("inspection")
    name = name if area.name.casefold() in name.casefold() else f"{area.name}: {name}"
    paper = Paper(file, source, area, {}, reference)
    row, met = inspections.graded(paper, record, Inspection(name, framework, *when), theme)
    return (row | {"kind": kind} if row else None), problems + met


def _theme(file: str, record: Record, said: str, theme: str, reference: Reference) -> list[Problem]:
    """A theme that is not on record, or that is not known."""
    if said and said not in reference.themes:
        fix = f"Use one of: {', '.join(reference.themes)}."
        return [record.problem(file, "theme", f"“{said}” is not a theme on record.", fix)]
    if theme:
        return []
    what = f"“{record.text('aspect')}” belongs to no theme, so it is shown but lined up with nothing."
    fix = "Write its theme under Theme, or ask an administrator to add it to one."
    return [record.problem(file, "aspect", what, fix, "warning")]


def _two_faced(file: str, rows: list[dict[str, Any]]) -> list[Problem]:
    """Judgements under the name of one inspection that are not of one framework and date."""
    first: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for row in rows:
        before = first.setdefault(row["inspection"], row)
        shared = ("authority", "framework", "inspected_from", "inspected_to", "published_on")
        if unlike := [name.replace("_", " ") for name in shared if row[name] != before[name]]:
            sheet, _, cell = row["cell"].rpartition("!")
            what = f"“{row['inspection']}” has another {unlike[0]} here than at {before['cell']}."
            fix = "Correct one of them, or give the two inspections names of their own."
            problems.append(Problem("error", file, sheet, cell, what, fix))
    return problems
