"""What is asked for: a thousand different pairs of indicator and authority, for ours and for the tutorial's.

The draw is the same in every run, out of the authorities of today.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterable, Set
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from loaders import reference
from loaders.home import REFERENCE
from tests.bench.files import LONG_FILE

MANY = 1_000
CALLBACK = "/_dash-update-component"
FORMER = " (Pre LG)"
REGIONS = 970  # the first number of England and its regions
DRAWABLE = """SELECT indicator, area FROM observation WHERE value IS NOT NULL AND breakdown = ''
    GROUP BY indicator, area HAVING count(DISTINCT period) > 1 ORDER BY indicator, area"""


@dataclass(frozen=True)
class Visit:
    """An indicator and an authority, as whoever is asked knows them."""

    indicator: str
    area: str


def of_ours(store: Path, area: str = "") -> list[Visit]:
    """Pairs out of a store: our ids and codes, of one authority or of all; each has a line to draw."""
    known = reference.load(REFERENCE).areas
    today = {one.code for one in known.values() if one.kind == "authority" and not one.exists_to}
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as opened:
        found = [Visit(*pair) for pair in opened.execute(DRAWABLE)]
    return _drawn(found, {area} if area else today)


def of_tutorial(area: str = "") -> list[Visit]:
    """Pairs out of the long file: its own short names, and names of one or all; each has a line to draw."""
    long = pd.read_parquet(LONG_FILE)
    today = set(long.loc[long["LA Number"] < REGIONS, "LA and Regions"])
    counts = long[long["Values"] != "-"].groupby(["Short Desc", "LA and Regions"])["Years"].nunique()
    found = [Visit(*pair) for pair in counts[counts > 1].index]
    return _drawn(found, {area} if area else {one for one in today if not one.endswith(FORMER)})


def _drawn(found: Iterable[Visit], areas: Set[str]) -> list[Visit]:
    among = [one for one in found if one.area in areas]
    return random.Random(3).sample(among, min(MANY, len(among)))


def address(visit: Visit) -> str:
    """Our page of a pair."""
    return f"/indicator?{urlencode({'indicator': visit.indicator, 'area': visit.area})}"


def body(visit: Visit) -> str:
    """What Dash's browser side sends when the indicator of the tutorial's page changes."""
    outputs = [{"id": "chart", "property": "figure"}, {"id": "table", "property": "children"}]
    inputs = [
        {"id": "indicator", "property": "value", "value": visit.indicator},
        {"id": "area", "property": "value", "value": visit.area},
    ]
    said = {
        "output": "..chart.figure...table.children..",
        "outputs": outputs,
        "inputs": inputs,
        "changedPropIds": ["indicator.value"],
        "parsedChangedPropsIds": ["indicator.value"],
    }
    return json.dumps(said, separators=(",", ":"))
