"""What councils' committee papers share: provenance, inspections, judgements, findings, figures and targets.

An officer's workbook of a paper holds one sheet a table. The tables of the paper itself keep the council's
own headings (its dialect: wiltshire.py, leeds.py, …); what stands in running text is listed under headings
that all share, each row with its place in the paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from loaders import layouts, periods
from loaders.crosstabs import Crosstab, cells, has_table, on_sheet
from loaders.entries import unknown_area
from loaders.figures_in_text import FIGURES, figures
from loaders.format import Format, Rows
from loaders.inspections import FINDINGS, INSPECTIONS, NARRATIVE, Paper, findings, inspections, judgements
from loaders.layouts import Layout
from loaders.problems import Problem
from loaders.reference import Reference
from loaders.sheets import Book, Sheet
from loaders.table_figures import NOTES, Place, table_figures, unused_notes
from loaders.thresholds import THRESHOLDS, thresholds

ABOUT = Layout("what the paper is", {"item": ("Item",), "entry": ("Entry",)}, ("item", "entry"))
SHARED = (ABOUT, INSPECTIONS, NARRATIVE, FINDINGS, FIGURES, THRESHOLDS, NOTES)
ABOUT_ITEMS = ("Paper", "Title", "Publisher", "Council", "Date", "Licence")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def dialect(id: str, title: str, judged: tuple[Layout, ...], crosstabs: tuple[Crosstab, ...] = ()) -> Format:
    """The format of a council's papers: its own tables (`judged`, `crosstabs`) and those that all share."""

    def recognises(book: Book) -> bool:
        own = any(layouts.has(book, layout) for layout in judged)
        return layouts.has(book, ABOUT) and (own or any(has_table(book, crosstab) for crosstab in crosstabs))

    def tidy_book(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
        return tidy(book, reference, judged, crosstabs)

    return Format(id, title, recognises, tidy_book, judged)


FORMAT = Format(
    "committee-paper",
    "A committee paper without tables of its own",
    lambda book: layouts.has(book, ABOUT) and any(layouts.has(book, one) for one in SHARED[1:]),
    lambda book, reference: tidy(book, reference),
    SHARED,
)


def tidy(
    book: Book,
    reference: Reference,
    judged: tuple[Layout, ...] = (),
    crosstabs: tuple[Crosstab, ...] = (),
    elsewhere: Mapping[str, frozenset[Place]] | None = None,
) -> tuple[Rows, list[Problem]]:
    """All tables of a paper's workbook as rows of the normalised tables.

    `elsewhere`: sheets that the caller reads itself, with the cells of their printed tables.
    """
    elsewhere = elsewhere or {}
    known = (*SHARED, *judged)
    source, problems = _source(book, reference)
    problems += layouts.near_misses(book, known)
    problems += unread(book, known, crosstabs, elsewhere)
    council = reference.area(source["authority"]) if source["authority"] else None
    if council is None:
        return {"source": [source]}, problems
    listed, met = inspections(book, reference)
    problems += met
    paper = Paper(book.file, source["source"], council, listed, reference)
    tabled, met, used = table_figures(book, cells(book, crosstabs), paper.source, council, reference)
    problems += met + unused_notes(book, used.union(*elsewhere.values()))
    rows: dict[str, list[dict[str, Any]]] = {"source": [source], "observation": tabled}
    for table, (found, met) in (
        ("judgement", judgements(book, judged, paper)),
        ("finding", findings(book, paper)),
        ("observation", figures(book, paper.source, reference)),
        ("threshold", thresholds(book, paper.source, reference)),
    ):
        rows[table] = [*rows.get(table, []), *found]
        problems += met
    return rows, problems


def _source(book: Book, reference: Reference) -> tuple[dict[str, Any], list[Problem]]:
    """The source's row, from the sheet that says what the paper is; no authority if it is unknown."""
    entries = {record.text("item").casefold(): record for record in layouts.records(book, ABOUT)}
    said = {item: record.text("entry") for item, record in entries.items()}
    problems: list[Problem] = []
    about = next((one.name for one in book.sheets if layouts.on_sheet(one, ABOUT)), "")
    for item in ABOUT_ITEMS:
        if not said.get(item.casefold()):
            what = f"The sheet that says what the paper is has no entry for “{item}”."
            problems.append(
                Problem("error", book.file, about, "", what, f"Add a row “{item}” with its entry.")
            )

    def wrong(item: str, what: str, fix: str) -> None:
        problems.append(entries[item].problem(book.file, "entry", what, fix))

    paper, date = said.get("paper", ""), periods.day(said.get("date", ""))
    if paper and not ID.fullmatch(paper):
        wrong("paper", f"“{paper}” cannot stand in an address.", "Use small letters, digits and hyphens.")
    if said.get("date") and date is None:
        wrong("date", f"“{said['date']}” is not a date.", "Write it as 2008-11-18, 18 Nov 2008 or Nov 2008.")
    council = reference.area(said["council"], date or "") if said.get("council") else None
    if said.get("council") and (council is None or council.kind != "authority"):
        wrong("council", *unknown_area(said["council"], reference))
        council = None
    return {
        "source": paper,
        "title": said.get("title", ""),
        "publisher": said.get("publisher", ""),
        "authority": council.code if council else "",
        "published_on": date or "",
        "licence": said.get("licence", ""),
        "text_file": said.get("text file", ""),
        "file": book.file,
        "sha256": book.sha256,
        "left_out": said.get("left out", ""),
    }, problems


def unread(
    book: Book, known: tuple[Layout, ...], crosstabs: tuple[Crosstab, ...], elsewhere: Mapping[str, object]
) -> list[Problem]:
    """Sheets with a table that nothing reads: left alone, their figures would be lost without a word."""
    what = "Nothing on this sheet was read: its title and headings are not those of a table known here."
    fix = "Use the title and headings of the other files of this kind, or take the sheet out of the workbook."
    return [
        Problem("error", book.file, sheet.name, _first(sheet), what, fix)
        for sheet in book.sheets
        if sheet.name not in elsewhere
        and any(sum(bool(cell.text) for cell in row) > 1 for row in sheet.rows)
        and not any(layouts.on_sheet(sheet, layout) for layout in known)
        and not layouts.nearly(sheet, known)
        and not on_sheet(sheet, crosstabs)
    ]


def _first(sheet: Sheet) -> str:
    return next((cell.address for row in sheet.rows for cell in row if cell.text), "")
