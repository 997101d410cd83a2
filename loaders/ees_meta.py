"""The meta file beside a file in the open-data standard (`NAME.meta.csv`): a row a filter or indicator.

It holds no figures, so it is read with its data file and never alone.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders import layouts
from loaders.book import Book
from loaders.format import Format, Rows
from loaders.layouts import Layout, Record
from loaders.problems import Problem
from loaders.reference import Reference
from loaders.screening import slug

ENDING = ".meta.csv"
META = Layout(
    "the open-data standard's meta file",
    {
        one: (one,)
        for one in (
            *("col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp"),
            *("filter_hint", "filter_grouping_column"),
        )
    },
    ("col_name", "col_type", "label"),
)
KINDS = ("filter", "indicator")


@dataclass(frozen=True)
class Told:
    """What a meta file says of an indicator; `decimals` is None where it does not say."""

    label: str
    grouping: str
    unit: str
    decimals: int | None
    place: str


@dataclass(frozen=True)
class Described:
    """A meta file: which columns, by slug, are filters and indicators, with their labels."""

    file: str
    kinds: Mapping[str, str]
    labels: Mapping[str, str]
    indicators: Mapping[str, Told]
    groupings: frozenset[str]

    def label(self, name: str) -> str:
        """The label of a column; empty without."""
        return self.labels.get(name, "")


def described(book: Book | None, headings: Sequence[str]) -> tuple[Described | None, list[Problem]]:
    """What a meta file says of a data file's columns, and what is wrong with it; None without a meta file."""
    if book is None:
        return None, []
    rows: dict[str, Record] = {}
    problems: list[Problem] = []
    columns = {slug(one) for one in headings}
    for record in layouts.records(book, META):
        name = slug(record.text("col_name"))
        problems += [record.problem(book.file, *one) for one in _wrong(record, name, rows, columns)]
        rows.setdefault(name, record)
    if not rows:
        what = "The file has no row below col_name, col_type and label."
        problems.append(Problem("error", book.file, "", "", what, "Give each filter and indicator a row."))
    kinds = {name: record.text("col_type").casefold() for name, record in rows.items()}
    return Described(
        book.file,
        kinds,
        {name: record.text("label") for name, record in rows.items()},
        {name: _told(record) for name, record in rows.items() if kinds[name] == "indicator"},
        frozenset(slug(record.text("filter_grouping_column")) for record in rows.values()) - {""},
    ), problems


def _told(record: Record) -> Told:
    decimals = record.text("indicator_dp")
    return Told(
        record.text("label"),
        record.text("indicator_grouping"),
        record.text("indicator_unit"),
        int(decimals) if decimals.isdecimal() else None,
        record.cell("label"),
    )


def _wrong(
    record: Record, name: str, before: Mapping[str, Record], columns: set[str]
) -> list[tuple[str, str, str]]:
    """What is wrong with a row: the column of its cell, what, and how to mend it."""
    wrong: list[tuple[str, str, str]] = []
    said = record.text("col_name")
    if name in before:
        wrong.append(("col_name", f"“{said}” is described twice.", "Take one of the two rows out."))
    elif name not in columns:
        near = difflib.get_close_matches(name, columns, n=1, cutoff=0.7)
        hint = f"Did you mean “{near[0]}”? " if near else ""
        fix = f"{hint}Name a column of the data file, or take the row out."
        wrong.append(("col_name", f"“{said}” is no column of the data file.", fix))
    if record.text("col_type").casefold() not in KINDS:
        what = f"“{record.text('col_type')}” is not a type of column."
        wrong.append(("col_type", what, "Write Filter or Indicator."))
    if record.text("indicator_dp") and not record.text("indicator_dp").isdecimal():
        what = f"“{record.text('indicator_dp')}” is not a number of decimals."
        wrong.append(("indicator_dp", what, "Write 0, 1 or 2, or leave it blank."))
    if not record.text("label"):
        wrong.append(("label", f"“{said}” has no label.", "Write its name as people should read it."))
    return wrong


def _alone(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:  # noqa: ARG001 - every format's
    data = book.file.removesuffix(ENDING) + ".csv"
    what = "This file describes the columns of a data file; it holds no figures of its own."
    fix = f"Publish its data file ({data}) with this file beside it, in the same folder."
    return {"source": []}, [Problem("error", book.file, "", "", what, fix)]


FORMAT = Format(
    "ees-meta", "The open-data standard, meta file", lambda book: layouts.has(book, META), _alone, (META,)
)
