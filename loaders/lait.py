"""The long file behind the Department's Local Authority Interactive Tool: a row an area, series and year.

As parquet, CSV or workbook with the same columns. `-` is its only missing mark. A single year names the year
in which an academic or financial year ends, as the dates of the releases it is taken from show (it had
academic 2025 in 2026 and before the autumn of that year); which kind of year a series has is told by the data
dictionary (lait_dictionary.py), which should be published first or together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from loaders import columns, entries, identity, periods, schema
from loaders.columns import Columns
from loaders.format import DataFormat
from loaders.periods import Period
from loaders.problems import Problem
from loaders.reference import Area, Indicator, Reference
from loaders.schema import Tables

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "series": ("Short Desc",),
    "item": ("Data item",),
    "year": ("Years",),
    "name": ("LA and Regions",),
    "value": ("Values",),
    "number": ("LA Number",),
    "region": ("Region",),
}
NEEDED = ("series", "year", "name", "value", "number")
PREFIX = "lait-"
MISSING = "-"
NO_YEAR = "0"
SOURCE = "lait"
LAST_OF_SEVERAL = re.compile(r"([0-9]{4})/[0-9]{2}-([0-9]{2})/([0-9]{2})")
YEARS = re.compile(r"([0-9]{4})-([0-9]{2})")
YEAR = re.compile(r"[0-9]{4}")
BEGINS = {"academic": 9, "financial": 4}  # the month in which such a year begins
NO_DICTIONARY = (
    "Publish the data dictionary of the tool (lait_data_dictionary.csv) first or together with it: without it"
    " nobody knows which end is better, so nothing is ranked."
)


def series_id(short: str) -> str:
    """Our id of a series, from the publisher's short description."""
    said = short.casefold().replace("%", " percent ")
    return PREFIX + "-".join(re.findall("[a-z0-9]+", said))


def knows(headings: Sequence[str]) -> bool:
    """True if all headings that the file needs are there."""
    return set(NEEDED) <= columns.found(headings, SPELLINGS).keys()


def tidy(table: Columns, reference: Reference) -> tuple[Tables, list[Problem]]:
    """Every row as an observation; a definition without direction for a series that has none on record."""
    at = columns.found(table.headings, SPELLINGS)
    text = {use: table.texts[column] for use, column in at.items()}
    ids = [series_id(short) for short in columns.categories(text["series"])]
    defined = {name: one for name in ids if (one := reference.indicators.get(name))}
    problems = _twice(table, at, ids)
    areas, met = _areas(table, at, reference)
    problems += met
    values, status, met = _values(table, at)
    problems += met
    when, met = _periods(table, at, ids, defined)
    problems += met
    places = table.places(at["value"])
    printed = [_short(one) for one in columns.categories(text["value"])]
    observed = schema.frame_of(
        schema.OBSERVATION,
        len(table),
        {
            "indicator": columns.mapped(text["series"], ids),
            "area": areas,
            **when,
            "value": values,
            "published_as": columns.mapped(text["value"], printed),
            "status": status,
            "headline": True,
            "source": SOURCE,
            "locator": places,
            "cell": places,
        },
    )
    undefined = [name for name in dict.fromkeys(ids) if name not in defined]
    if undefined:
        what = f"{len(undefined)} of {len(set(ids))} series have no definition on record."
        problems.append(Problem("warning", table.file, table.sheet, "", what, NO_DICTIONARY))
    made = {"source": _about(table), "observation": observed}
    if undefined:
        made["indicator"] = _undefined(table, at, set(undefined))
    return made, problems


FORMAT = DataFormat(
    "lait",
    "The Department's Local Authority Interactive Tool, long file",
    knows,
    tidy,
    SPELLINGS,
    NEEDED,
)


def _about(table: Columns) -> pd.DataFrame:
    said = {
        "source": SOURCE,
        "title": "Local Authority Interactive Tool: the figures behind it",
        "publisher": "Department for Education",
        "licence": "Open Government Licence v3.0",
        "file": table.file,
        "sha256": table.sha256,
        "left_out": "nothing; figures are kept to the 15 digits that a spreadsheet keeps",
    }
    return schema.frame(schema.SOURCES, [said])


def _twice(table: Columns, at: Mapping[str, int], ids: Sequence[str]) -> list[Problem]:
    """Short descriptions that make the same id: their figures would be mixed."""
    texts = table.texts[at["series"]]
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for text, name, row in zip(columns.categories(texts), ids, columns.firsts(texts), strict=True):
        if name == PREFIX or first.setdefault(name, text) != text:
            what = (
                f"“{text}” cannot be told from “{first.get(name, '')}”." if text else "The series is blank."
            )
            problems.append(table.problem((at["series"], row), what, "Give each series its own name."))
    return problems


def _areas(
    table: Columns, at: Mapping[str, int], reference: Reference
) -> tuple[pd.Series[Any], list[Problem]]:
    """The area of every row, by number and name, which must agree; each pair is looked up once."""
    number, name = table.texts[at["number"]], table.texts[at["name"]]
    numbers, names = columns.categories(number), columns.categories(name)
    pair, pairs = columns.pairs(number, name)
    problems: list[Problem] = []
    areas: list[str] = []
    for position, (first, second) in enumerate(pairs):
        said = (numbers[first], names[second])
        area = identity.area(said, reference)
        if not isinstance(area, Area):
            row = int(np.argmax(pair == position))
            problems.append(table.problem((at["name"], row), *area))
        areas.append(area.code if isinstance(area, Area) else "")
    return columns.coded(pair, areas), problems


def _values(
    table: Columns, at: Mapping[str, int]
) -> tuple[np.ndarray[Any, Any], pd.Series[Any], list[Problem]]:
    """The number and the status of every row."""
    texts = table.texts[at["value"]]
    problems: list[Problem] = []
    numbers: list[float] = []
    statuses: list[str] = []
    for text, row in zip(columns.categories(texts), columns.firsts(texts), strict=True):
        number = _number(text)
        if number is None and text != MISSING:
            problems.append(table.problem((at["value"], row), *entries.not_a_figure(text)))
        numbers.append(np.nan if number is None else number)
        statuses.append("not available" if number is None else "published")
    return np.array(numbers)[columns.codes(texts)], columns.mapped(texts, statuses), problems


def _number(text: str) -> float | None:
    """A figure with the 15 digits that a spreadsheet keeps.

    It writes 17, so that equal figures differ in what is left over of its arithmetic: 97.2 and
    97.19999999999999 are one figure, and share a place.
    """
    try:
        number = float(text)
    except ValueError:
        return None
    return float(f"{number:.15g}") if np.isfinite(number) else None


def _short(text: str) -> str:
    """A figure as a spreadsheet shows it in full: 76.6."""
    number = _number(text)
    return text if number is None else f"{number:.15g}"


def _periods(
    table: Columns, at: Mapping[str, int], ids: Sequence[str], defined: Mapping[str, Indicator]
) -> tuple[dict[str, pd.Series[Any]], list[Problem]]:
    """The columns of the period of every row; each pair of series and year is read once."""
    series, years = table.texts[at["series"]], table.texts[at["year"]]
    names = columns.categories(years)
    pair, pairs = columns.pairs(series, years)
    problems: list[Problem] = []
    read: list[Period] = []
    undated = 0
    for position, (first, second) in enumerate(pairs):
        said, name = names[second], ids[first]
        usual = defined[name].period if name in defined else "reporting"
        period = periods.UNDATED if said == NO_YEAR else _period(said, usual)
        if period is None:
            row = int(np.argmax(pair == position))
            problems.append(table.problem((at["year"], row), *entries.not_a_period(said)))
        undated += int((pair == position).sum()) if said == NO_YEAR else 0
        read.append(period or periods.UNDATED)
    if undated:
        row = columns.firsts(years)[names.index(NO_YEAR)]
        what = f"{undated} rows have the year “{NO_YEAR}”; they are kept without a date."
        fix = "Ask the publisher which year is meant."
        problems.append(table.problem((at["year"], row), what, fix, "warning"))
    made: dict[str, pd.Series[Any]] = {}
    for column, attribute in PERIOD.items():
        made[column] = columns.coded(pair, [str(getattr(one, attribute)) for one in read])
    return made, problems


PERIOD = {"period": "label", "period_type": "kind", "period_start": "start", "period_end": "end"}


def _period(said: str, usual: str) -> Period | None:
    """A year, span of years or several years, as the file prints them; a suffix stays in the label."""
    suffix = periods.SUFFIX.search(said)
    bare = said[: suffix.start()] if suffix else said
    found = _years(bare, usual)
    return found and Period(said, found.kind, found.start, found.end)


def _years(said: str, usual: str) -> Period | None:
    several, span = LAST_OF_SEVERAL.fullmatch(said), YEARS.fullmatch(said)
    if YEAR.fullmatch(said):
        return _ending(int(said), usual)
    if several:
        last = int(several[1][:2] + several[3])
        return _three(int(several[1]), last, usual)
    if span and (int(span[2]) - int(span[1])) % 100 == 2:
        return _three(int(span[1]), int(span[1]) + 2, "calendar" if usual != "financial" else usual)
    return periods.parse(said, usual)


def _ending(year: int, usual: str) -> Period | None:
    """The year of a kind that a single number names: the one that ends in it."""
    if usual not in BEGINS:
        kind = "calendar" if usual == "calendar" else "reporting year"
        found = periods.parse(str(year), "calendar")
        if found is None or kind == "calendar":
            return found
        return Period(found.label, kind, str(year), str(year))
    begins = BEGINS[usual]
    found = periods.parse(f"{year - 1}/{year % 100:02}", usual)
    return found and Period(str(year), usual, f"{year - 1}-{begins:02}-01", found.end)


def _three(first: int, last: int, usual: str) -> Period:
    """Three years of a kind, from the first of them to the last."""
    if usual == "financial":
        return Period("", "three-year average", f"{first}-04-01", f"{last}-03-31")
    return Period("", "three-year average", f"{first}-01-01", f"{last}-12-31")


def _undefined(table: Columns, at: Mapping[str, int], names: set[str]) -> pd.DataFrame:
    """Rows of the indicator table for series of which the file prints no more than a name."""
    texts = table.texts[at["series"]]
    shown = "item" if "item" in at else "series"
    rows: list[dict[str, Any]] = []
    for short, row in zip(columns.categories(texts), columns.firsts(texts), strict=True):
        if series_id(short) not in names:
            continue
        place = f"{table.sheet}!{table.address(at['series'], row)}"
        name = str(table.texts[at[shown]].iloc[row]) or short
        rows.append(
            {
                "indicator": series_id(short),
                "name": name,
                "topics": "Not yet described",
                "unit": "number",
                "decimals": 1,
                "polarity": "none",
                "period": "reporting",
                "code": short,
                "source": SOURCE,
                "locator": place,
                "cell": place,
            }
        )
    return schema.frame(schema.INDICATOR, rows)
