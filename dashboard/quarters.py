"""The quarters of England's authorities, with ranges that never contradict a figure's letter. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from dashboard import numbers
from dashboard.views import Quarter
from loaders import ranking
from loaders.reference import Indicator

Ends = tuple[float, float]


def quarters(
    values: Sequence[float], bands: ranking.Bands | None, indicator: Indicator
) -> tuple[Quarter, ...]:
    """The quarters from the best, A, to the last, D, by the figures in them; none without bands or polarity.

    A range runs from the smallest to the largest figure of its quarter, the ends rounded outwards to the
    indicator's decimals, or to so many more that no range touches the next. So a figure, with all its
    decimals, lies in the range of its own quarter and in no other.
    """
    found: dict[str, list[float]] = {}
    for value in values:
        letter = ranking.letter(value, bands, indicator.polarity)
        if letter:
            found.setdefault(letter, []).append(value)
    ends = {letter: (min(inside), max(inside)) for letter, inside in found.items()}
    decimals = _apart(sorted(ends.values()), indicator.decimals)
    return tuple(_quarter(letter, len(found[letter]), ends[letter], decimals) for letter in sorted(found))


def decimals(one: Quarter) -> int:
    """How many decimals a quarter's range is printed with."""
    return len(one.low.partition(".")[2])


def _apart(ends: Sequence[Ends], least: int) -> int:
    """The fewest decimals, at least `least`, with which ranges in rising order do not touch."""
    enough = (
        decimals
        for decimals in range(least, numbers.RESIDUE)
        if all(
            _outwards(below[1], decimals, ROUND_CEILING) < _outwards(above[0], decimals, ROUND_FLOOR)
            for below, above in pairwise(ends)
        )
    )
    return next(enough, numbers.RESIDUE)


def _quarter(letter: str, count: int, ends: Ends, decimals: int) -> Quarter:
    low, high = (
        numbers.rounded(float(_outwards(end, decimals, way)), decimals)
        for end, way in zip(ends, (ROUND_FLOOR, ROUND_CEILING), strict=True)
    )
    return Quarter(letter, count, low, high)


def _outwards(value: float, decimals: int, way: str) -> Decimal:
    exact = Decimal(repr(round(value, numbers.RESIDUE)))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=way)
