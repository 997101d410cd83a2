"""Totals that are not the sum of their parts on the same sheet: warned of, because papers print them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from loaders.problems import Problem

COUNTS = ("number", "count", "children", "people")
ABOUT = ["indicator", "area", "period", "sheet"]
FIX = "See whether a part is missing, counted twice or mistyped. If it is printed so, say it in a note."


def warned(observations: pd.DataFrame, units: Mapping[str, str], file: str) -> list[Problem]:
    """Warnings of totals of counts with two or more parts by one filter that add up to something else.

    Parts that are missing or suppressed could be anything: a total with one of these is passed over, and so
    is one with a note.
    """
    counted = observations["indicator"].isin([name for name, unit in units.items() if unit in COUNTS])
    by = observations["breakdown"]
    whole, part = by == "", (by != "") & ~by.astype("str").str.contains("; ", regex=False)
    if not (counted & whole).any() or not (counted & part).any():
        return []
    counts = observations[counted & observations["headline"] & (whole | part)]
    counts = counts.assign(
        sheet=[str(one).rpartition("!")[0] for one in counts["cell"].tolist()],
        filter=[str(one).partition(":")[0] for one in counts["breakdown"].tolist()],
    )
    return list(_wrong(counts, file))


def _wrong(counts: pd.DataFrame, file: str) -> Iterator[Problem]:
    totals = counts[(counts["filter"] == "") & (counts["note"] == "")]
    found = {tuple(map(str, row[:-2])): row[-2:] for row in totals[[*ABOUT, "value", "cell"]].to_numpy()}
    parts = counts[counts["filter"] != ""].groupby([*ABOUT, "filter"], sort=False, observed=True)["value"]
    for key, group in parts:
        *about, by = map(str, key)
        total, place = found.get(tuple(about), (None, ""))
        added = float(group.sum(skipna=False))
        if total is None or pd.isna(total) or pd.isna(added) or total == added or len(group) < 2:
            continue
        sheet, _, cell = str(place).rpartition("!")
        what = f"The total is {total:g}, but its {len(group)} parts by {by} add up to {added:g}."
        yield Problem("warning", file, sheet, cell, what, FIX)
