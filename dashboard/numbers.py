"""Numbers as people read them. Rounding happens here and nowhere else: halves go away from zero."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from dashboard.records import Observation, Standing, Threshold
from loaders.reference import Indicator

MISSING = {
    "suppressed": "not shown, to protect people",
    "not available": "not available",
    "not applicable": "does not apply",
    "low": "rounds to zero",
    "unreliable": "too unreliable to show",
}
BARE = ("number", "ratio", "score")  # units that go without saying
MONEY = "pounds"
ONE = {"days": "day", "months": "month", "percentage points": "percentage point"}
# `803`, `over 100`, `8-10`; not `one in 5` or `28 of 32`, which say what they are by themselves
NUMERIC = re.compile(r"(?!.*\b(?:in|of)\b)[^\d]*[\d.,]*\d(?:\s*[-–]\s*[\d.,]*\d)?")
MINUS = re.compile(r"^(£?)-(?=[\d.])")  # typewriter's, before a number: set as printers do
PLAIN = re.compile(r"-?\d+(?:\.(?P<after>\d+))?")
THOUSAND = 1000
RESIDUE = 9  # decimals that no figure is printed with: what differs there is the arithmetic of computers


def rounded(value: float, decimals: int) -> str:
    """A number with thousands separated and so many decimals; halves away from zero."""
    exact = Decimal(repr(round(float(value), RESIDUE)))
    exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{exact if exact else abs(exact):,}".replace("-", "−")


def with_unit(text: str, unit: str) -> str:
    """A printed number with its unit, if the text does not say it already: 1 day, 54.6 per 10,000."""
    if unit in BARE or unit in text:
        return text
    if unit == "%":
        return f"{text}%"
    if unit.startswith(MONEY):
        return f"£{text}{unit.removeprefix(MONEY)}".replace("£−", "−£")
    said = unit.removeprefix("rate ").removeprefix("score ")
    return f"{text} {ONE.get(said, said) if text == '1' else said}"


def computed(value: float | None, unit: str, decimals: int) -> str:
    """A number that we worked out, rounded, with its unit; a dash where there is none."""
    return "–" if value is None else with_unit(rounded(value, decimals), unit)


def signed(value: float, decimals: int) -> str:
    """A difference with its sign: +0.4, −0.4; 0.0 if it rounds to nothing."""
    said = rounded(value, decimals)
    return f"+{said}" if value > 0 and said.strip("0.,") else said


def published(one: Observation | Standing, unit: str) -> str:
    """A figure as the source prints it, with its unit; or why there is none.

    A re-expressed figure (a rate per 10,000 or a ratio that is printed as a percentage) has its own unit.
    """
    if one.value is None:
        return MISSING.get(one.status, MISSING["not available"])
    if unit != "%" and "%" in one.printed:
        return with_unit(one.printed.replace("%", "").strip(), unit)
    return with_unit(one.printed, unit) if NUMERIC.fullmatch(one.printed) else one.printed


def brief(value: float | None, unit: str, decimals: int) -> str:
    """As `computed`, but with no more decimals than the number has: 76%, not 76.0%, beside a printed 74%."""
    if value is None:
        return computed(None, unit, decimals)
    has = repr(round(float(value), RESIDUE)).partition(".")[2].rstrip("0")
    return computed(value, unit, min(decimals, len(has)))


def shown(one: Observation | Standing, unit: str, decimals: int) -> str:
    """A figure as `published`; one of a data file with thousands separated and so many decimals at most.

    Such a file prints what a computer worked out; a paper's figure stays as it is printed.
    """
    number = PLAIN.fullmatch(one.printed) if one.locator == one.cell and not one.qualifier else None
    if number and one.value is not None:
        after = len(number["after"] or "")
        if after > decimals or abs(one.value) >= THOUSAND:
            return computed(one.value, unit, min(after, decimals))
    return MINUS.sub(r"−\1", published(one, unit))


def legible(one: Observation | Standing, indicator: Indicator, decimals: int = 0) -> str:
    """A figure as `shown`, with the indicator's decimals or as many as are asked for if those are more."""
    return shown(one, indicator.unit, max(indicator.decimals, decimals))


def large(one: Observation, unit: str, decimals: int) -> str:
    """A figure as a panel shows it: in digits, also where the paper prints a word (`no`, `All`, `twelve`)."""
    worded = one.value is not None and not any(letter.isdigit() for letter in one.printed)
    if not worded:
        return published(one, unit)
    said = computed(one.value, unit, 0 if float(one.value or 0).is_integer() else decimals)
    return f"{one.qualifier} {said}".strip()


def level(one: Threshold) -> str:
    """A threshold as the source prints it, with the unit it is printed in."""
    return with_unit(one.printed, one.unit) if NUMERIC.fullmatch(one.printed) else one.printed
