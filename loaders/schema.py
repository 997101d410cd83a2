"""The contract: the normalised tables, every column described, typed and constrained.

A loader hands over one pandas DataFrame for each table it fills. Text columns hold `str` (an unknown is
`""`), numbers are float64 and integers Int64 (an unknown is NA), flags are bool. Dates are ISO text and may
be a year (`2008`) or a month (`2008-11`) only, because that is often all a paper says.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import pandas as pd

from loaders.problems import Problem

Kind = Literal["text", "number", "integer", "flag", "date"]
Tables = Mapping[str, pd.DataFrame]

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
DTYPES: dict[Kind, str] = {
    "text": "str",
    "date": "str",
    "number": "float64",
    "integer": "Int64",
    "flag": "bool",
}


@dataclass(frozen=True)
class Column:
    """A column: what it means, what it holds, whether it may be empty, and the words it is limited to."""

    name: str
    meaning: str
    kind: Kind = "text"
    required: bool = False
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A normalised table; no two rows of one edition share a `key`."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)


SOURCE = Column("source", "Id of the paper or file the row was taken from", required=True)
LOCATOR = Column("locator", "Place in the source, in its own numbering, or sheet!cell", required=True)
CELL = Column("cell", "Cell of the uploaded file, as sheet!cell")
NOTE = Column("note", "What a reader must know of this row: contradictions, misprints, re-expressions")
AREA = Column("area", "Code of an authority (three digits), region or England (ONS), or group", required=True)
BREAKDOWN = Column("breakdown", "Sorted `Filter: value` pairs joined by `; `; empty is the total")

JUDGEMENT_KINDS = ("headline", "additional", "narrative")
FINDING_KINDS = ("strength", "weakness", "recommendation")
THRESHOLD_KINDS = ("national threshold", "baseline", "target")
PUBLISHED_STATUSES = ("published", "provisional", "revised", "estimate")
MISSING_STATUSES = ("suppressed", "not available", "not applicable", "low", "unreliable")
PERIOD_TYPES = (
    "calendar",
    "academic",
    "financial",
    "reporting year",
    "month",
    "quarter",
    "months",
    "point in time",
    "three-year average",
    "undated",
)

JUDGEMENT = Table(
    "judgement",
    "What an inspection said of an authority's services, on the paper's scale and on ours",
    (
        Column("authority", "Three-digit code of the authority inspected", required=True),
        Column("framework", "Id of the inspection framework", required=True),
        Column("inspection", "Name of the inspection, unique among all authorities", required=True),
        Column("section", "Part of the report, as printed"),
        Column("aspect", "What was judged, as printed", required=True),
        Column("theme", "Our theme, for lining up judgements of different frameworks"),
        Column(
            "kind",
            "headline; additional (not counted to the overall); narrative",
            "text",
            True,
            JUDGEMENT_KINDS,
        ),
        Column("published_as", "The judgement exactly as printed", required=True),
        Column("grade", "1 to 4, 4 is best; empty where the word is on no scale", "integer"),
        Column("inspected_from", "First day of the inspection, as far as printed", "date"),
        Column("inspected_to", "Last day of the inspection, as far as printed", "date"),
        Column("published_on", "When the inspection was published", "date"),
        SOURCE,
        LOCATOR,
        CELL,
        NOTE,
    ),
    ("inspection", "section", "aspect", "kind", "locator"),
)

FINDING = Table(
    "finding",
    "Why a judgement is what it is, in our own words",
    (
        Column("authority", "Three-digit code of the authority inspected", required=True),
        Column("framework", "Id of the inspection framework", required=True),
        Column("inspection", "Name of the inspection", required=True),
        Column("theme", "Our theme", required=True),
        Column("kind", "strength, weakness or recommendation", "text", True, FINDING_KINDS),
        Column("deadline", "By when, as printed; recommendations only"),
        Column("text", "The finding in our own words, at most 25 of them", required=True),
        SOURCE,
        LOCATOR,
        CELL,
    ),
    ("inspection", "kind", "text", "locator"),
)

OBSERVATION = Table(
    "observation",
    "One printed figure, or one printed reason why there is none",
    (
        Column("indicator", "Our id of the measure", required=True),
        BREAKDOWN,
        AREA,
        Column("period", "The period as we print it", required=True),
        Column("period_type", "How the period is to be read", "text", True, PERIOD_TYPES),
        Column("period_start", "First day of the period; empty if undated", "date"),
        Column("period_end", "Last day of the period; empty if undated", "date"),
        Column("value", "The number; empty where `status` says why it is missing", "number"),
        Column("qualifier", "about, more than, … as printed before the number"),
        Column("published_as", "The figure exactly as printed", required=True),
        Column(
            "status", "published … or why it is missing", "text", True, PUBLISHED_STATUSES + MISSING_STATUSES
        ),
        Column("numerator", "Count above the line, where printed", "number"),
        Column("denominator", "Count below the line, where printed", "number"),
        Column("headline", "The figure to show where two are printed for the same thing", "flag"),
        SOURCE,
        LOCATOR,
        CELL,
        NOTE,
    ),
    ("indicator", "breakdown", "area", "period", "locator", "published_as"),
)

THRESHOLD = Table(
    "threshold",
    "A line that a figure is held against: a national threshold, a baseline or a target",
    (
        Column("indicator", "Our id of the measure", required=True),
        BREAKDOWN,
        Column("area", "Area it applies to; empty is every area"),
        Column("period", "The period it is for, as printed"),
        Column("kind", "national threshold, baseline or target", "text", True, THRESHOLD_KINDS),
        Column("due", "By when, as printed"),
        Column("value", "The number", "number", True),
        Column(
            "unit", "Unit as printed, which may not be the indicator's (14 months beside days)", required=True
        ),
        Column("published_as", "Exactly as printed", required=True),
        SOURCE,
        LOCATOR,
        CELL,
        NOTE,
    ),
    ("indicator", "breakdown", "area", "period", "kind", "due", "unit", "locator"),
)

NEIGHBOUR = Table(
    "neighbour",
    "Which authorities a list compares an authority with",
    (
        Column("list", "Id of the list", required=True),
        Column("valid_from", "First day it was in force, as far as known", "date"),
        Column("valid_to", "Last day it was in force, as far as known", "date"),
        Column("authority", "Code of the authority compared", required=True),
        Column("neighbour", "Code of the neighbour", required=True),
        Column("rank", "1 is the closest; empty where the list has no order", "integer"),
        Column("closeness", "Closeness band as printed; empty where none"),
        SOURCE,
        LOCATOR,
        CELL,
    ),
    ("list", "authority", "neighbour"),
)

SOURCES = Table(
    "source",
    "A paper or file: who published it and when, under which licence, and what was left out",
    (
        Column("source", "Id of the paper or file", required=True),
        Column("title", "Its title", required=True),
        Column("publisher", "Who published it", required=True),
        Column("authority", "Three-digit code of the council it belongs to; empty if national"),
        Column("published_on", "When it was published", "date"),
        Column("licence", "Licence as printed, or `not stated`", required=True),
        Column("text_file", "Name of the paper's text file, if it was transcribed from one"),
        Column("file", "Name of the uploaded file", required=True),
        Column("sha256", "Checksum of the uploaded file", required=True),
        Column("left_out", "What was not taken from it, and why"),
    ),
    ("source",),
)

TABLES: Mapping[str, Table] = {
    table.name: table for table in (JUDGEMENT, FINDING, OBSERVATION, THRESHOLD, NEIGHBOUR, SOURCES)
}


def frame(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows (dicts by column name; absent is unknown) as a DataFrame with the table's columns and types."""
    columns: dict[str, pd.Series[Any]] = {}
    for column in table.columns:
        unknown = "" if column.kind in ("text", "date") else (column.kind == "flag" or None)
        said = (row.get(column.name) for row in rows)
        values = [unknown if value is None else value for value in said]
        columns[column.name] = pd.Series(values, dtype=cast(Any, DTYPES[column.kind]))
    return pd.DataFrame(columns, columns=list(table.names))


def validate(table: Table, rows: pd.DataFrame, file: str) -> list[Problem]:
    """Every row that breaks the contract, as errors naming the cell the row came from."""
    problems: list[Problem] = []
    if tuple(rows.columns) != table.names:
        raise ValueError(
            f"{table.name}: columns are {list(rows.columns)}, the contract has {list(table.names)}"
        )
    for column in table.columns:
        problems += [
            _problem(file, rows, position, *why) for position, why in _faults(column, rows[column.name])
        ]
    repeated = cast("pd.Series[bool]", rows.duplicated(list(table.key), keep="first"))
    for position in [index for index, again in enumerate(repeated) if again]:
        row = rows.iloc[position]
        same = (rows[list(table.key)] == row[list(table.key)]).all(axis=1)
        first = next(index for index, alike in enumerate(same) if alike)
        earlier = str(rows["cell"].iloc[first] if "cell" in rows else "") or f"row {first + 1}"
        said = ", ".join(str(row[name]) for name in table.key if str(row[name]))
        problems.append(
            _problem(
                file,
                rows,
                position,
                f"this is the same {table.name} as {earlier}: {said}.",
                "Delete one of the two rows, or give each its own place in the paper.",
            )
        )
    return problems


def is_date(text: str) -> bool:
    """True for an ISO day that the calendar has, a month or a year."""
    if not DATE.fullmatch(text):
        return False
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return year > 0 and day <= calendar.monthrange(year, month)[1]


def _faults(column: Column, values: pd.Series[Any]) -> list[tuple[int, tuple[str, str]]]:
    """Positions in a column that break its rules, with what is wrong and how to mend it."""
    faults: list[tuple[int, tuple[str, str]]] = []
    for position, value in enumerate(values):
        empty = value is None or value is pd.NA or value == "" or value != value
        if empty:
            if column.required:
                faults.append((position, (f"{column.name} is empty.", f"Fill it in: {column.meaning}.")))
        elif column.one_of and value not in column.one_of:
            allowed = ", ".join(column.one_of)
            faults.append((position, (f"{column.name} is “{value}”.", f"Use one of: {allowed}.")))
        elif column.kind == "date" and not is_date(str(value)):
            faults.append(
                (position, (f"{column.name} is “{value}”.", "Write it as 2008-11-18, 2008-11 or 2008."))
            )
    return faults


def _problem(file: str, rows: pd.DataFrame, position: int, what: str, fix: str) -> Problem:
    address = str(rows["cell"].iloc[position]) if "cell" in rows else ""
    sheet, _, cell = address.rpartition("!")
    return Problem("error", file, sheet, cell, what, fix)
