"""A workbook to fill in: what it holds, and how to fill it in.

Headings are those that the format is recognised by. The worked row is a correct one, to be written over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders import ees_meta, papers
from loaders.format import AnyFormat
from loaders.layouts import Layout

WORKBOOK = ".xlsx"


@dataclass(frozen=True)
class Column:
    """A heading, what the worked row has under it, and the list that its drop-down offers, if any."""

    heading: str
    worked: str = ""
    choice: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table to fill in: its name, what the table holds, its columns, its worked rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    more: tuple[tuple[str, ...], ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The worked rows."""
        return (tuple(one.worked for one in self.columns), *self.more)


@dataclass(frozen=True)
class Template:
    """Files to fill in: for which format, its sheets, and how to fill it in.

    `beside` is the table of a second file, which describes the first; it goes with it under the same name.
    """

    id: str
    format: AnyFormat
    title: str
    sheets: tuple[Sheet, ...]
    how: tuple[str, ...]
    beside: Sheet | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files, the workbook first."""
        return (f"{self.id}{WORKBOOK}", *([f"{self.id}{ees_meta.ENDING}"] if self.beside else []))


COMMON = (
    "Write over the worked row. It is an example, and no fact about anybody.",
    "One row for each figure or judgement. Leave no row empty, merge no cells, and add no totals.",
    "Some columns have an arrow beside the cell, to choose from what is known. You may type instead.",
    "Write numbers as printed, such as 5.7% or 1,137. Where there is none, write why: [c] suppressed, "
    "[x] not available, [z] does not apply.",
    "Leave out names, dates of birth, postcodes and anything else about single people.",
    "Leave the headings as they are. The file is known by them, whatever its name.",
)
# Which list a column's drop-down offers, by what the column is for.
CHOICES = {
    "area": "authorities",
    "authority": "authorities",
    "neighbour": "authorities",
    "framework": "frameworks",
    "grade": "judgements",
    "theme": "themes",
    "measure": "measures",
}
FIGURE = {
    "measure": "neet-16-18",
    "area": "Wiltshire",
    "period": "Feb 2012",
    "figure": "5.7%",
    "numerator": "856",
    "denominator": "15,088",
    "place": "para 6",
}
TARGET = {
    "measure": "neet-16-18",
    "area": "Wiltshire",
    "period": "Mar 2013",
    "kind": "target",
    "figure": "5%",
    "due": "March 2013",
    "place": "para 6",
}


def about(entries: Sequence[tuple[str, str]]) -> Sheet:
    """The sheet that says what the file is."""
    heads = [spellings[0] for spellings in papers.ABOUT.headings.values()]
    first, *more = entries
    under = tuple(Column(head, worked) for head, worked in zip(heads, first, strict=True))
    return Sheet("About", "What the file is", under, tuple(more))


def columns(layout: Layout, worked: Mapping[str, str], kind: str = "") -> tuple[Column, ...]:
    """A layout's headings with the worked row by use. `kind` is the list that a column Kind offers."""
    choices = {**CHOICES, "kind": kind}
    return tuple(
        Column(spellings[0], worked.get(use, ""), choices.get(use, ""))
        for use, spellings in layout.headings.items()
        if spellings[0]
    )
