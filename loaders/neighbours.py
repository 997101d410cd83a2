"""Lists of statistical neighbours and other comparators: a row a pair, as CSV or workbook."""

from __future__ import annotations

from typing import Any

from loaders import layouts
from loaders.entries import unknown_area
from loaders.format import Format, Rows, source_id
from loaders.layouts import Layout
from loaders.problems import Problem
from loaders.reference import Reference
from loaders.sheets import Book

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


def tidy(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    """Pairs of authority and neighbour, by code or name."""
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    source = source_id(book.file)
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
                    "source": source,
                    "locator": record.text("source") or record.cell("neighbour"),
                    "cell": record.cell("neighbour"),
                }
            )
    about = {
        "source": source,
        "title": "Lists of statistical neighbours and comparators",
        "publisher": "Department for Education; Wiltshire Council",
        "licence": "Open Government Licence v3.0",
        "file": book.file,
        "sha256": book.sha256,
    }
    return {"source": [about], "neighbour": rows}, problems


FORMAT = Format("neighbours", "Lists of neighbours", lambda book: layouts.has(book, PAIRS), tidy, (PAIRS,))
