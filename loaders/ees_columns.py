"""What each column of a file in the open-data standard is for: time and place, a filter, or an indicator.

A meta file says which is which. Without one it is discovered: a column of numbers and symbols is an
indicator, one of texts a filter, and one that holds a total among its values is a filter in any case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders import columns, values
from loaders.columns import Columns
from loaders.ees_meta import Described
from loaders.problems import Problem
from loaders.screening import slug

STANDARD: Mapping[str, tuple[str, ...]] = {
    use: (use, " ".join(use.split("_")))
    for use in (
        *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
        *("region_code", "region_name", "old_la_code", "new_la_code", "la_name"),
    )
}
# The columns that name places of other levels; nothing else may begin like them.
OTHER_PLACES = re.compile(
    r"(opportunity_area|local_enterprise_partnership|lep|mayoral_combined_authority|mca|lad|pcon|ward|trust|mat"
    r"|english_devolved_area|sponsor|school|rsc_region_lead|planning_area|institution|provider|lsip|pfa"
    r"|local_skills_improvement_plan_area|police_force_area)_(code|name|urn|ukprn|laestab|id)|rsc_region_lead_name"
)
TOTALS = ("total", "all")
NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
# What is meant as a number, with separators or a unit that the standard does not allow.
LIKE_NUMBER = re.compile(r"[-+−£]?\s?[0-9][0-9., ]*%?")
# More different texts than this are remarks, not the values of a filter.
MOST_VALUES = 1_000
PERCENT = re.compile(r"(?:^|_)(?:percent|percentage|pct|perc)(?:_|$)")
POINTS = re.compile(r"(?:^|_)(?:ppts?|percentage_points?)(?:_|$)")
RATE = re.compile(r"per_([0-9]+)(k?)(?:_|$)")
UNITS = {"": "number", "pp": "percentage points", "£": "pounds", "£m": "million pounds", "numeric": "number"}
MOST_DECIMALS = 2


@dataclass(frozen=True)
class Measure:
    """An indicator's column: what the file says of it. `place` is where it says so, as sheet!cell."""

    column: int
    slug: str
    name: str
    topic: str
    unit: str
    decimals: int
    place: str


@dataclass(frozen=True)
class Shape:
    """The columns of a file: those of the standard by use, filters with their labels, and indicators."""

    at: Mapping[str, int]
    filters: Mapping[int, str]
    measures: tuple[Measure, ...]


def is_number(text: str) -> bool:
    """True for a number as the standard has it: digits and a point, no separators, no unit."""
    return bool(NUMBER.fullmatch(text))


def is_symbol(text: str) -> bool:
    """True for any mark that stands for a missing figure, of the standard or older."""
    return text.casefold() in values.MISSING


def standing(headings: Sequence[str]) -> dict[str, int]:
    """The columns of time and place."""
    return columns.found(headings, STANDARD)


def shape(table: Columns, described: Described | None) -> tuple[Shape, list[Problem]]:
    """What each column is for, and what is wrong with those that are for nothing."""
    at = standing(table.headings)
    problems: list[Problem] = []
    filters: dict[int, str] = {}
    measures: list[Measure] = []
    for column, heading in enumerate(table.headings):
        name = slug(heading)
        if column in at.values() or OTHER_PLACES.fullmatch(name) or not name:
            continue
        if described and name in described.groupings:
            continue
        kind = described.kinds.get(name) if described else _kind(table, column)
        if kind == "filter":
            filters[column] = (described.label(name) if described else "") or readable(heading)
        elif kind == "indicator":
            measures.append(_measure(table, column, described))
        else:
            problems.append(_unused(table, column, described))
    return Shape(at, filters, tuple(measures)), problems


def _kind(table: Columns, column: int) -> str:
    """`filter` or `indicator`, by what a column holds; empty for one that can be neither."""
    texts = [one for one in columns.categories(table.texts[column]) if one]
    if not texts:
        return ""
    if any(one.casefold() in TOTALS for one in texts):
        return "filter"
    numbers = sum(is_number(one) or bool(LIKE_NUMBER.fullmatch(one)) for one in texts)
    symbols = sum(map(is_symbol, texts))
    # Mistyped figures among the numbers are to be told of, not taken for the values of a filter.
    if symbols == len(texts) or (numbers and 2 * (numbers + symbols) >= len(texts)):
        return "indicator"
    return "filter" if len(texts) <= MOST_VALUES else ""


def _unused(table: Columns, column: int, described: Described | None) -> Problem:
    heading = table.headings[column]
    if described:
        what = f"“{heading}” is not described in {described.file}."
        fix = "Add a row for it there, as Filter or Indicator, or take the column out."
        return table.problem((column, -1), what, fix)
    several = len(table.texts[column].cat.categories)
    if several > MOST_VALUES:
        what = f"“{heading}” holds {several:,} different texts, too many for a filter; it was left out."
        return table.problem(
            (column, -1), what, "Take the column out, or say Filter in a meta file.", "warning"
        )
    return table.problem((column, -1), f"“{heading}” is empty; it was left out.", "Take it out.", "warning")


def _measure(table: Columns, column: int, described: Described | None) -> Measure:
    heading = table.headings[column]
    name = slug(heading)
    said = described.indicators.get(name) if described else None
    decimals = said.decimals if said and said.decimals is not None else _decimals(table.texts[column])
    return Measure(
        column,
        name,
        (said.label if said else "") or readable(heading),
        said.grouping if said else "",
        unit(name, said.unit if said else ""),
        min(decimals, MOST_DECIMALS),
        said.place if said else f"{table.sheet}!{table.address(column, -1)}",
    )


def unit(name: str, said: str = "") -> str:
    """What an indicator's figures are in: as its meta file says, else by the name of its column."""
    rate = RATE.search(name)
    if said:
        return UNITS.get(said.casefold(), said)
    if POINTS.search(name):
        return "percentage points"
    if rate:
        return f"rate per {int(rate[1]) * (1000 if rate[2] else 1):,}"
    return "%" if PERCENT.search(name) else "number"


def readable(heading: str) -> str:
    """A column's name as words: `rate_per_10000` is `Rate per 10,000`."""
    words = " ".join(heading.replace("_", " ").split())
    words = re.sub(r"\bper ([0-9]{4,})\b", lambda found: f"per {int(found[1]):,}", words)
    return words[:1].upper() + words[1:]


def _decimals(texts: columns.Texts[Any]) -> int:
    """The most decimals of a column's figures."""
    said = (one.partition(".")[2] for one in columns.categories(texts) if is_number(one))
    return max((len(one) for one in said if one.isdecimal()), default=0)
