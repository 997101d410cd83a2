"""How one figure differs from another, in words: longer, higher, fewer, the same as. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from dashboard import numbers
from loaders.reference import Indicator

SMALL = (
    *("no", "one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve"),
)
PLACES = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
SHOWN = re.compile(r"(?P<number>[−£]*[\d,]+(?:\.\d+)?)(?P<unit>.*)")  # as `dashboard/numbers.py` writes it
EXACT, NEAR = "", ("about", "nearly")  # printed before a number that is not exact, but near


class Words(NamedTuple):
    """What is said of less and of more of a thing, and of the least and the most of it."""

    less: str
    more: str
    least: str
    most: str


DURATION = Words("shorter", "longer", "shortest", "longest")
LEVEL = Words("lower", "higher", "lowest", "highest")
AMOUNT = Words("fewer", "more", "fewest", "most")
MONEY = Words("less", "more", "lowest", "highest")
UNITS = {"days": DURATION, "months": DURATION, "number": AMOUNT, "full-time equivalents": AMOUNT}


class Figure(NamedTuple):
    """A figure as it is compared: its value, its qualifier, and as it is shown with its unit."""

    value: float
    qualifier: str
    shown: str

    @property
    def exact(self) -> bool:
        """True if the source prints neither about, more than nor the like before it."""
        return self.qualifier == EXACT

    @property
    def known(self) -> bool:
        """True if it is at least near to its value, so that something can be subtracted from it."""
        return self.exact or self.qualifier in NEAR


def words(indicator: Indicator) -> Words:
    """The words that fit a measure: those on record for it, else those of its unit."""
    if indicator.comparatives:
        less, more = indicator.comparatives
        return Words(less, more, f"{less[:-1]}st", f"{more[:-1]}st")
    if indicator.unit.startswith(numbers.MONEY):
        return MONEY
    return UNITS.get(indicator.unit, LEVEL)


def count(number: int) -> str:
    """A number in a sentence: in words up to twelve, else with thousands separated."""
    return SMALL[number] if 0 <= number < len(SMALL) else f"{number:,}"


def size(difference: float, indicator: Indicator) -> str:
    """A difference without its sign, with its unit; empty if it rounds to nothing."""
    said = numbers.rounded(abs(difference), indicator.decimals)
    if not said.strip("0.,"):
        return ""
    unit = "percentage points" if indicator.unit == "%" else indicator.unit
    return numbers.with_unit(said.rstrip("0").rstrip(".") if "." in said else said, unit)


def gap(own: Figure, other: Figure, indicator: Indicator, limits: tuple[float, float] | None = None) -> str:
    """How far a figure is from another: `164 days longer than`, `about the same as`.

    `limits` are those between which the figure would lie but for chance: what lies within them is not clearly
    different. Nothing is made of what rounding hides. Empty where nothing can be subtracted.

    The difference is worked out before rounding. Where the figures differ by something else as they are
    shown, it is said with a decimal less if that is true of both, else as about.
    """
    if not (own.known and other.known):
        return ""
    difference = own.value - other.value
    measured = "" if own.shown == other.shown else size(difference, indicator)
    if not measured:
        same = own.exact and other.exact and own.shown == other.shown
        return "the same as" if same else "about the same as"
    if limits and limits[0] <= other.value <= limits[1]:
        return "not clearly different from"
    known = words(indicator)
    about = "" if own.exact and other.exact else "about "
    apart = _apart(own.shown, other.shown)
    if not about and apart is not None and size(apart, indicator) != measured:
        coarse = replace(indicator, decimals=indicator.decimals - 1)
        shorter = size(difference, coarse) if coarse.decimals > 0 else ""
        agreed = shorter and size(apart, coarse) == shorter
        about, measured = ("", shorter) if agreed else ("about ", measured)
    return f"{about}{measured} {known.more if difference > 0 else known.less} than"


def _apart(one: str, other: str) -> float | None:
    """How far two figures are apart as they are shown; None where their text does not tell it."""
    first, second = SHOWN.fullmatch(one), SHOWN.fullmatch(other)
    if first is None or second is None or first["unit"].rstrip("s") != second["unit"].rstrip("s"):
        return None
    return abs(_number(first["number"]) - _number(second["number"]))


def _number(shown: str) -> float:
    return float(shown.replace("−", "-").replace("£", "").replace(",", ""))
