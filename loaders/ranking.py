"""Rank and quartile, as the Department for Education's Local Authority Interactive Tool has them. Pure."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeGuard

import numpy as np

Letter = Literal["A", "B", "C", "D"]
FEWEST = 4


@dataclass(frozen=True)
class Bands:
    """The four quartile bands of some values: [min, q25], (q25, q50], (q50, q75], (q75, max]; unrounded."""

    min: float
    q25: float
    q50: float
    q75: float
    max: float


def rank(values: Mapping[str, float | None], polarity: str) -> dict[str, int]:
    """Each area's rank, 1 the best; the areas without a value have none, and nobody has without polarity.

    Polarity high: the largest value is best; low: the smallest; none: neither is. Equal values share the
    smallest rank. Raises ValueError for another polarity.
    """
    if not _ranked(polarity):
        return {}
    sign = -1 if polarity == "high" else 1
    signed = {area: sign * value for area, value in values.items() if _present(value)}
    ordered = sorted(signed.values())
    return {area: bisect_left(ordered, value) + 1 for area, value in signed.items()}


def bands(values: Mapping[str, float | None]) -> Bands | None:
    """The quartile bands, by type-7 quantiles; None where the values lie too close to tell four groups apart.

    Too close: fewer than four values, or two of q25, q50, q75 and max coincide, so that a band has no width.
    Of the 434 series that the tool offered in April 2026 that is so in seven, most of which its data
    dictionary marks as having no quartiles too.
    """
    return told_apart(quantiles(values))


def quantiles(values: Mapping[str, float | None]) -> Bands | None:
    """The ends of the four bands by type-7 quantiles, however close; None of fewer than four values."""
    present = [value for value in values.values() if _present(value)]
    if len(present) < FEWEST:
        return None
    return Bands(*(float(cut) for cut in np.quantile(present, (0, 0.25, 0.5, 0.75, 1), method="linear")))


def told_apart(found: Bands | None) -> Bands | None:
    """The bands if each has a width, else None."""
    return found if found and found.q25 < found.q50 < found.q75 < found.max else None


def letter(value: float | None, bands: Bands | None, polarity: str) -> Letter | None:
    """The quartile a value is in, A the best; None without value, bands or polarity.

    Raises ValueError for an unknown polarity, and for a value outside the bands: it was not among those
    counted.
    """
    if not _ranked(polarity) or bands is None or not _present(value):
        return None
    if not bands.min <= value <= bands.max:
        raise ValueError(f"{value} is not between {bands.min} and {bands.max}")
    letters: tuple[Letter, ...] = ("A", "B", "C", "D") if polarity == "low" else ("D", "C", "B", "A")
    return letters[bisect_left((bands.q25, bands.q50, bands.q75), value)]


def _ranked(polarity: str) -> bool:
    if polarity not in ("high", "low", "none"):
        raise ValueError(f"polarity is “{polarity}”; use high, low or none")
    return polarity != "none"


def _present(value: float | None) -> TypeGuard[float]:
    return value is not None and not math.isnan(value)
