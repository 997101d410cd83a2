"""Lists of statistical neighbours and other comparators, as CSV or workbook, in either of two layouts.

A row a pair (`list, authority, neighbour, …`), or a row an authority with its neighbours across
(neighbour_groups.py). A file of one list is an edition of that list, whatever its name: the Department's
whole list takes the place of a part of it that was published before.
"""

from __future__ import annotations

from typing import Any

from loaders import layouts, neighbour_groups
from loaders.book import Book
from loaders.entries import Found, unknown_area
from loaders.format import Format, Rows, source_id
from loaders.layouts import Layout
from loaders.problems import Problem
from loaders.reference import Reference

PAIRS = Layout(
    "neighbour lists",
    {
        "list": ("list",),
        "from": ("valid_from",),
        "to": ("valid_to",),
        "authority": ("authority",),
        "neighbour": ("neighbour",),
        "rank": ("rank",),
        "closeness": ("closeness",),
        "source": ("source",),
    },
    ("list", "authority", "neighbour"),
)
DEPARTMENT = "Department for Education"


def recognises(book: Book) -> bool:
    """True if a sheet has either layout."""
    return layouts.has(book, PAIRS) or neighbour_groups.has(book)


def tidy(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    """Pairs of authority and neighbour, by code or name."""
    rows, problems = _pairs(book, reference)
    across, met = neighbour_groups.pairs(book, reference)
    problems += met
    lists = list(dict.fromkeys(row["list"] for row in (*rows, *across) if row["list"]))
    whole = [one for one in lists if not one.endswith(neighbour_groups.FORMER)]
    source = f"neighbours-{source_id(whole[0])}" if len(whole) == 1 else source_id(book.file)
    if len(whole) > 1:
        what = (
            f"The file holds {len(whole)} lists ({', '.join(whole)}), so it replaces no earlier file of one."
        )
        problems.append(Problem("warning", book.file, "", "", what, "Give each list a file of its own."))
    publishers = {str(row["locator"]).partition(",")[0] for row in rows if row["locator"] != row["cell"]}
    publishers |= {DEPARTMENT for row in across if row["list"].startswith(neighbour_groups.DEPARTMENTS)}
    about = {
        "source": source,
        "title": "Lists of statistical neighbours and comparators"
        if len(whole) != 1
        else f"Statistical neighbours and comparators: list {whole[0]}",
        "publisher": "; ".join(sorted(publishers)) or "not stated",
        "licence": "Open Government Licence v3.0" if publishers == {DEPARTMENT} else "not stated",
        "file": book.file,
        "sha256": book.sha256,
    }
    return {
        "source": [about],
        "neighbour": [row | {"source": source} for row in (*rows, *across)],
    }, problems


def _pairs(book: Book, reference: Reference) -> Found:
    """A row a pair."""
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for record in layouts.records(book, PAIRS):
        pair = {
            use: reference.area(record.text(use), record.text("to")) for use in ("authority", "neighbour")
        }
        for use, area in pair.items():
            if area is None or area.kind != "authority":
                problems.append(record.problem(book.file, use, *unknown_area(record.text(use), reference)))
        if pair["authority"] and pair["authority"] == pair["neighbour"]:
            what = f"“{record.text('neighbour')}” is listed as its own neighbour."
            problems.append(record.problem(book.file, "neighbour", what, "Name another authority."))
        rank = record.text("rank")
        if rank and not rank.isdecimal():
            problems.append(record.problem(book.file, "rank", f"“{rank}” is not a rank.", "Write 1, 2, 3, …"))
        elif pair["authority"] and pair["neighbour"]:
            rows.append(
                {
                    "list": record.text("list"),
                    "valid_from": record.text("from"),
                    "valid_to": record.text("to"),
                    "authority": pair["authority"].code,
                    "neighbour": pair["neighbour"].code,
                    "rank": int(rank) if rank else None,
                    "closeness": record.text("closeness"),
                    "locator": record.text("source") or record.cell("neighbour"),
                    "cell": record.cell("neighbour"),
                }
            )
    return rows, problems


FORMAT = Format("neighbours", "Lists of neighbours", recognises, tidy, (PAIRS, neighbour_groups.GROUPS))
