"""The contract: the normalised tables, every column described, typed and constrained.

A loader hands over one pandas DataFrame for each table it fills. Text columns hold `str` (an unknown is
`""`), or categories of `str` in a large file, where the same texts come again and again; numbers are float64
and integers Int64 (an unknown is NA), flags are bool. Dates are ISO text and may be a year (`2008`) or a
month (`2008-11`) only, because that is often all a paper says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np
import pandas as pd

Kind = Literal["text", "number", "integer", "flag", "date"]
Tables = Mapping[str, pd.DataFrame]

DTYPES: dict[Kind, str] = {
    "text": "str",
    "date": "str",
    "number": "float64",
    "integer": "Int64",
    "flag": "bool",
}


@dataclass(frozen=True)
class Column:
    """A column: what it means, what it holds, whether it may be empty, and the words it is limited to.

    `longest` is the most bytes of a text by which rows are found, 0 where there is no end to it: an index of
    PostgreSQL holds no row of more than 2,704, and a file must be as good in either database.
    """

    name: str
    meaning: str
    kind: Kind = "text"
    required: bool = False
    one_of: tuple[str, ...] = ()
    longest: int = 0


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
NAME, SEVERAL = 400, 1_500  # bytes of one name, and of several joined
AREA = Column(
    "area",
    "Code of an authority (three digits), region or England (ONS), or group",
    required=True,
    longest=NAME,
)
BREAKDOWN = Column(
    "breakdown", "Sorted `Filter: value` pairs joined by `; `; empty is the total", longest=SEVERAL
)

INDICATOR_ID = Column("indicator", "Our id of the measure", required=True, longest=NAME)

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

INTERVAL_METHODS = ("Wilson", "Byar", "exact")
POLARITIES = ("high", "low", "none")
USUAL_PERIODS = (
    "calendar",
    "academic",
    "financial",
    "reporting",
    "month",
    "quarter",
    "point",
    "three-year",
)

JUDGEMENT = Table(
    "judgement",
    "What an inspection said of an authority's services, on the paper's scale and on ours",
    (
        Column("authority", "Three-digit code of the authority inspected", required=True, longest=NAME),
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
        Column("authority", "Three-digit code of the authority inspected", required=True, longest=NAME),
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
        INDICATOR_ID,
        BREAKDOWN,
        AREA,
        Column("period", "The period as we print it", required=True, longest=NAME),
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
        INDICATOR_ID,
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
        Column("list", "Id of the list", required=True, longest=NAME),
        Column("valid_from", "First day it was in force, as far as known", "date"),
        Column("valid_to", "Last day it was in force, as far as known", "date"),
        Column("authority", "Code of the authority compared", required=True, longest=NAME),
        Column("neighbour", "Code of the neighbour", required=True, longest=NAME),
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

INDICATOR = Table(
    "indicator",
    "A measure that a publisher's data dictionary or file defines; data/reference/indicators.toml goes first",
    (
        INDICATOR_ID,
        Column("name", "Its name, as published", required=True),
        Column("topics", "The publisher's topics, joined by `; `", required=True, longest=SEVERAL),
        Column("unit", "What its figures are in", required=True),
        Column("decimals", "Decimals to show", "integer", True),
        Column("polarity", "Which end is better: high, low or none", "text", True, POLARITIES),
        Column("period", "What a bare `2010/11` or `2016` means for it", "text", True, USUAL_PERIODS),
        Column("definition", "What is counted, as published"),
        Column("methodology", "How it is worked out, as published"),
        Column("caveat", "What a reader must bear in mind"),
        Column("source_url", "Where its publisher describes it"),
        Column("last_update", "When it was last published", "date"),
        Column("next_update", "When it is next published, in the publisher's words"),
        Column("code", "The publisher's own code for it"),
        Column("quartiles", "False where the publisher gives no quartiles for it", "flag"),
        SOURCE,
        LOCATOR,
        CELL,
    ),
    ("indicator",),
)

SERIES = Table(
    "series",
    "What a file holds of one indicator and breakdown: its latest period, and how England's figures spread",
    (
        INDICATOR_ID,
        BREAKDOWN,
        Column("period", "The latest period in which anybody has a figure; empty if none is dated"),
        Column("period_type", "How the period is to be read"),
        Column("period_start", "First day of the period", "date"),
        Column("period_end", "Last day of the period", "date"),
        Column("whole", "Authorities that existed at the end of the period", "integer", True),
        Column("listed", "How many of them the file lists, with or without a figure", "integer", True),
        Column("valued", "How many of them have a figure", "integer", True),
        Column("smallest", "The smallest of their figures", "number"),
        Column("q25", "A quarter of their figures are up to here (type-7 quantile)", "number"),
        Column("q50", "Half of their figures are up to here", "number"),
        Column("q75", "Three quarters of their figures are up to here", "number"),
        Column("largest", "The largest of their figures", "number"),
        SOURCE,
    ),
    ("indicator", "breakdown"),
)

STANDING = Table(
    "standing",
    "One area's figure in the latest period of a series, with its place counted from either end",
    (
        AREA,
        INDICATOR_ID,
        BREAKDOWN,
        Column("value", "The number; empty where `status` says why it is missing", "number"),
        Column("qualifier", "about, more than, … as printed before the number"),
        Column("published_as", "The figure exactly as printed", required=True),
        Column("status", "published … or why it is missing", required=True),
        Column("numerator", "Count above the line, where printed", "number"),
        Column("denominator", "Count below the line, where printed", "number"),
        Column("from_top", "Its place, counted from the largest figure", "integer"),
        Column("from_bottom", "Its place, counted from the smallest figure", "integer"),
        Column("before", "The area's figure in the period right before", "number"),
        Column("before_period", "That period; empty without a figure or across a gap"),
        Column("before_start", "First day of that period", "date"),
        LOCATOR,
        CELL,
        NOTE,
        SOURCE,
    ),
    ("area", "indicator", "breakdown"),
)

INTERVAL = Table(
    "interval",
    "Between which limits a figure would lie but for chance, where its counts are printed",
    (
        INDICATOR_ID,
        BREAKDOWN,
        AREA,
        Column("period", "The period as we print it", required=True, longest=NAME),
        Column("lower", "Lower limit of the 95% confidence interval, in the measure's unit", "number", True),
        Column("upper", "Upper limit", "number", True),
        Column("method", "How it was worked out", "text", True, INTERVAL_METHODS),
        SOURCE,
    ),
    ("indicator", "breakdown", "area", "period"),
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        JUDGEMENT,
        FINDING,
        OBSERVATION,
        THRESHOLD,
        NEIGHBOUR,
        SOURCES,
        INDICATOR,
        SERIES,
        STANDING,
        INTERVAL,
    )
}
# Worked out from a file's observations when it is read, so that no reader has to wait for it.
DERIVED = ("series", "standing", "interval")


def frame(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows (dicts by column name; absent is unknown) as a DataFrame with the table's columns and types."""
    columns: dict[str, pd.Series[Any]] = {}
    for column in table.columns:
        unknown = "" if column.kind in ("text", "date") else (column.kind == "flag" or None)
        said = (row.get(column.name) for row in rows)
        values = [unknown if value is None else value for value in said]
        columns[column.name] = pd.Series(values, dtype=cast(Any, DTYPES[column.kind]))
    return pd.DataFrame(columns, columns=list(table.names))


def frame_of(table: Table, height: int, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Whole columns as a DataFrame of `height` rows; a single value fills its column, absent is unknown."""
    made: dict[str, Any] = {}
    for column in table.columns:
        text = column.kind in ("text", "date")
        given = columns.get(column.name, "" if text else (column.kind == "flag" or None))
        if text and isinstance(given, str):
            given = pd.Categorical.from_codes(np.zeros(height, "int8"), categories=pd.Index([given]))
        elif not text and (given is None or isinstance(given, bool | int | float)):
            given = pd.Series([given] * height if column.kind == "integer" else given, range(height))
        kind = None if text else DTYPES[column.kind]
        made[column.name] = pd.Series(given, dtype=cast(Any, kind)).reset_index(drop=True)
    return pd.DataFrame(made, columns=list(table.names))
