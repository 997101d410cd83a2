"""Counts so small that they may point to single people: warned of, because a paper may print them rightly."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from loaders.problems import Problem
from loaders.reference import Reference

FEWEST, MOST = 1, 4
COUNTS = ("number", "count", "children", "people")
# What is counted there are no people.
THINGS = re.compile(r"\b(?:school|team|provider|home|setting|course|event|visit|inspection|meeting)s?\b")
FIX = "Ask whether they may be published. If not, write [c] in their place."


def warned(
    observations: pd.DataFrame, units: Mapping[str, str], reference: Reference, file: str
) -> list[Problem]:
    """A warning of counts of 1 to 4 in groups within an authority, with the first cell; none without any.

    A count is a figure whose unit is a number of people, or what a rate was worked out from.
    """
    own = [code for code, area in reference.areas.items() if area.kind == "authority"]
    counted = [name for name, unit in units.items() if unit in COUNTS and not _are_things(name, reference)]
    within = (observations["breakdown"] != "") & observations["area"].isin(own)
    small = observations["indicator"].isin(counted) & _is_small(observations["value"])
    found = observations[within & (small | _is_small(observations["numerator"]))]
    if found.empty:
        return []
    sheet, _, cell = str(found["cell"].iloc[0]).rpartition("!")
    are = (
        "1 count from 1 to 4 is of a group"
        if len(found) == 1
        else f"{len(found)} counts from 1 to 4 are of groups"
    )
    what = f"{are} within an authority, and may point to single people."
    return [Problem("warning", file, sheet, cell, what, FIX)]


def _are_things(name: str, reference: Reference) -> bool:
    known = reference.indicators.get(name)
    return bool(THINGS.search(f"{name.replace('-', ' ')} {known.name.casefold() if known else ''}"))


def _is_small(counts: pd.Series[float]) -> pd.Series[bool]:
    return (counts >= FEWEST) & (counts <= MOST) & (counts % 1 == 0)
