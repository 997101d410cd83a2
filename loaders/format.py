"""A format: how one kind of spreadsheet is recognised and turned into normalised tables; reading a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from loaders import intervals, schema, sheets, standings, validation
from loaders.layouts import Layout, near_misses
from loaders.problems import Problem, has_errors
from loaders.reference import Reference

Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Format:
    """One kind of spreadsheet.

    `recognises` looks at headers, never at names. `tidy` turns a recognised book into rows by table name,
    each row a dict by schema column with its `cell`, and the problems met on the way. `layouts` are its
    tables, for saying what a file that no format recognises comes near to.
    """

    id: str
    title: str
    recognises: Callable[[sheets.Book], bool]
    tidy: Callable[[sheets.Book, Reference], tuple[Rows, list[Problem]]]
    layouts: tuple[Layout, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a file holds. `tables` is empty if any problem is an error: a file with an error loads no row."""

    file: str
    format: str
    source: str
    tables: schema.Tables
    problems: tuple[Problem, ...]
    readable: bool = True


def read(path: Path, reference: Reference, formats: Sequence[Format]) -> Reading:
    """Reads a file with the first format that recognises it. Never raises for what is in the file."""
    book, problems = sheets.read(path)
    if book is None:
        return Reading(path.name, "", "", {}, tuple(problems), readable=False)
    recognised = next((one for one in formats if one.recognises(book)), None)
    if recognised is None:
        return Reading(path.name, "", "", {}, (*problems, *_unrecognised(book, formats)), readable=False)
    rows, met = recognised.tidy(book, reference)
    problems += met
    tables = {name: schema.frame(schema.TABLES[name], rows[name]) for name in rows if rows[name]}
    for name, table in tables.items():
        problems += validation.validate(schema.TABLES[name], table, path.name)
    problems += _two_headlines(tables.get("observation"), path.name)
    if "observation" in tables and not has_errors(problems):
        made = {
            **standings.derived(tables["observation"], reference.areas),
            "interval": intervals.derived(tables["observation"], _units(tables, reference)),
        }
        tables |= {name: table for name, table in made.items() if len(table)}
    if not has_errors(problems) and "source" not in tables:
        raise ValueError(f"format {recognised.id} gave no source row for {path.name}")
    source = "" if has_errors(problems) else str(tables["source"]["source"].iloc[0])
    return Reading(path.name, recognised.id, source, {} if not source else tables, tuple(problems))


def _units(tables: schema.Tables, reference: Reference) -> Mapping[str, str]:
    """The unit of every indicator that we or the file define."""
    said = tables.get("indicator")
    published = {} if said is None else dict(zip(said["indicator"], said["unit"], strict=True))
    return {**published, **{name: one.unit for name, one in reference.indicators.items()}}


def source_id(file: str) -> str:
    """The id of a source that has none of its own: its file's name, fit for an address."""
    return "-".join(re.findall("[a-z0-9]+", Path(file).stem.casefold())) or "unnamed"


def _unrecognised(book: sheets.Book, formats: Sequence[Format]) -> list[Problem]:
    """That no format knows the file, and which headings would make it one that is known."""
    known = "; ".join(one.title for one in formats)
    what = "No table in this file has the headings of a format that Yardstick reads."
    unknown = Problem("error", book.file, "", "", what, f"Compare its headings with those of: {known}.")
    return [unknown, *near_misses(book, tuple(layout for one in formats for layout in one.layouts))]


def _two_headlines(observations: pd.DataFrame | None, file: str) -> list[Problem]:
    """Two printed figures for one thing are kept, but one must be marked as the one to show."""
    if observations is None:
        return []
    problems: list[Problem] = []
    key = ["indicator", "breakdown", "area", "period"]
    shown = observations[observations["headline"] & (observations["period_type"] != "undated")]
    again = shown[shown.duplicated(key, keep=False)]
    for _, group in again.groupby(key, sort=False, observed=True):
        for _, row in group.iloc[1:].iterrows():
            sheet, _, cell = str(row["cell"]).rpartition("!")
            first = group.iloc[0]
            what = (
                f"“{row['published_as']}” is printed for the same thing as “{first['published_as']}”"
                f" at {first['cell']} ({row['indicator']}, {row['period']})."
            )
            fix = "Keep both, write “no” under Headline beside the one not to be shown, and say why in Note."
            problems.append(Problem("error", file, sheet, cell, what, fix))
    return problems
