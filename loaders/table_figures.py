"""Figures of a paper's printed tables -> observations, with the officer's notes on their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

from loaders import entries, layouts, periods, values
from loaders.crosstabs import Figure
from loaders.layouts import Layout
from loaders.problems import Problem
from loaders.reference import Area, Reference, plain
from loaders.sheets import Book

NOTES = Layout(
    "notes on tables",
    {"table": ("Table",), "row": ("Row",), "column": ("Column",), "note": ("Note",)},
    ("table", "row", "column", "note"),
)
Place = tuple[str, str, str]


def place(table: str, row: str, column: str) -> Place:
    """A cell of a printed table, by its title and headings as `plain` text."""
    return plain(table), plain(row), plain(column)


def table_figures(
    book: Book, found: Iterable[Figure], source: str, council: Area, reference: Reference
) -> tuple[list[dict[str, Any]], list[Problem], set[Place]]:
    """Observations of the council from its printed tables, and the cells of those tables."""
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    notes = notes_on_tables(book)
    used: set[Place] = set()
    for figure in found:
        cell = (figure.sheet, figure.cell.address)
        if figure.fault:
            problems.append(Problem("error", book.file, *cell, *figure.fault))
        if figure.fault or figure.measure is None:
            continue
        measure = reference.indicators[figure.measure.indicator]
        period = periods.parse(figure.period, measure.period)
        value = values.parse(figure.cell.text, measure.unit)
        if period is None:
            problems.append(Problem("error", book.file, *cell, *entries.not_a_period(figure.period)))
        if value is None:
            problems.append(Problem("error", book.file, *cell, *entries.not_a_figure(figure.cell.text)))
        key = place(figure.crosstab.title, figure.row, figure.column)
        used.add(key)
        if period and value:
            where = {"source": source, "locator": figure.locator, "cell": "!".join(cell)}
            more = {"breakdown": figure.breakdown, "headline": figure.headline, "note": notes.get(key, "")}
            rows.append(entries.observed(measure, council, period, value, **where, **more))
    return rows, problems, used


def notes_on_tables(book: Book) -> Mapping[Place, str]:
    """The officer's notes by the cell of the printed table that they are on."""
    return {
        place(one.text("table"), one.text("row"), one.text("column")): one.text("note")
        for one in layouts.records(book, NOTES)
    }


def unused_notes(book: Book, used: Set[Place]) -> list[Problem]:
    """Notes on cells that are in none of the tables read."""
    problems: list[Problem] = []
    for record in layouts.records(book, NOTES):
        table, row, column = record.text("table"), record.text("row"), record.text("column")
        if place(table, row, column) not in used:
            what = f"The note is on table “{table}”, row “{row}”, column “{column}”, which is not there."
            fix = "Name the table, its row and its column as they are headed."
            problems.append(record.problem(book.file, "row", what, fix))
    return problems
