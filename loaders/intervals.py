"""Confidence intervals of figures whose counts are printed: what chance alone could make of them.

For a proportion Wilson's score interval, for a rate Byar's approximation, of fewer than ten events the exact
limits instead: the methods of public-health practice (Public Health England, Technical guide: confidence
intervals, 2018). scipy does the statistics. It takes a second to load and as much memory as all the rest,
so intervals are worked out when a file is read, and scipy is loaded only if the file prints such counts.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from loaders import schema

CONFIDENCE = 0.95
FEW = 10  # events of which Byar's approximation is not good enough
PER = re.compile(r"\bper ([0-9,]+)")
Method = Literal["Wilson", "Byar", "exact"]


@dataclass(frozen=True)
class Interval:
    """The limits of a figure, in its own unit."""

    lower: float
    upper: float
    method: Method


def derived(observations: pd.DataFrame, units: Mapping[str, str]) -> pd.DataFrame:
    """The table `interval` of one file's dated headline figures that are what their printed counts make.

    `units` are those of the indicators; of one that is not defined here there is none.
    """
    counted = observations["numerator"].notna() & observations["denominator"].notna()
    exact = observations["headline"] & observations["value"].notna() & (observations["qualifier"] == "")
    found = observations[counted & exact & (observations["period_type"] != "undated")]
    rows: list[dict[str, Any]] = []
    for row in found.to_dict("records"):
        one = interval(row["value"], row["numerator"], row["denominator"], units.get(row["indicator"], ""))
        if one is not None:
            key = {name: row[name] for name in (*schema.INTERVAL.key, "source")}
            rows.append(key | {"lower": one.lower, "upper": one.upper, "method": one.method})
    return schema.frame(schema.INTERVAL, rows)


def interval(value: float, numerator: float, denominator: float, unit: str) -> Interval | None:
    """The 95% interval of a percentage or of a rate per so many; None of anything else.

    None too where the value is not what its counts make, to the decimals it is printed with: then nobody
    knows what they count.
    """
    if denominator <= 0 or numerator < 0 or numerator != int(numerator) or denominator != int(denominator):
        return None
    per = PER.search(unit)
    times = 100.0 if unit == "%" else float(per[1].replace(",", "")) if per else 0.0
    if not times or abs(value - times * numerator / denominator) > _rounding(value):
        return None
    if unit == "%":
        return _wilson(int(numerator), int(denominator)) if numerator <= denominator else None
    lower, upper, method = poisson(int(numerator))
    return Interval(times * lower / denominator, times * upper / denominator, method)


def _rounding(value: float) -> float:
    """Half a unit of the last decimal that a value has."""
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** min(int(exponent), 0) + 1e-9


def _wilson(count: int, of: int) -> Interval:
    found = _scipy().binomtest(count, of).proportion_ci(CONFIDENCE, method="wilson")
    return Interval(100 * float(found.low), 100 * float(found.high), "Wilson")


def poisson(count: int) -> tuple[float, float, Method]:
    """The limits of a count of events.

    Byar's, from Breslow and Day, Statistical Methods in Cancer Research II (IARC, 1987), page 69: with O for
    the count and z for 1.96, O (1 - 1/9O - z/3 sqrt O)^3, and the same of O + 1 with a plus for the upper.
    """
    tail, stats = (1 - CONFIDENCE) / 2, _scipy()
    if count < FEW:
        lower = float(stats.chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
        return lower, float(stats.chi2.ppf(1 - tail, 2 * count + 2)) / 2, "exact"
    z, more = float(stats.norm.ppf(1 - tail)), count + 1
    lower = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3
    return lower, more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3, "Byar"


def _scipy() -> Any:
    """The statistics of scipy, loaded now; it has no types."""
    return importlib.import_module("scipy.stats")
