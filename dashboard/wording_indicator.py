"""Sentences of the page of one indicator: lists, quarters, intervals, what is missing and found. Pure."""

from __future__ import annotations

from dashboard import numbers, text
from dashboard.benchmark import Benchmark
from dashboard.peers import Told
from dashboard.reasons import Missing
from dashboard.records import Series
from dashboard.views import Quarter
from dashboard.wording import date, direction, joined, ordinal
from dashboard.wording_benchmark import MISSING, QUARTERS
from loaders.reference import Area, Indicator

KINDS = {
    "academic": "School years, September to August",
    "financial": "Financial years, April to March",
    "calendar": "Calendar years",
    "reporting year": "Years; the source does not say in which month they begin",
    "three-year average": "Averages over three years",
    "month": "Months",
    "quarter": "Quarters of a year",
    "months": "Several months",
    "point in time": "Single days",
}
METHODS = {
    "Wilson": "Wilson’s method",
    "Byar": "Byar’s method",
    "exact": "the exact method for small numbers",
}


def interval(view: Benchmark) -> str:
    """Between which limits the figure would lie but for chance; empty without an interval."""
    one, figure = view.interval, view.latest
    if one is None or figure is None or figure.numerator is None or figure.denominator is None:
        return ""
    unit, decimals = view.indicator.unit, max(view.indicator.decimals, 1)
    lower, upper = (numbers.computed(end, unit, decimals) for end in (one.lower, one.upper))
    counts = f"{figure.numerator:,.0f} of {figure.denominator:,.0f}"
    return (
        f"The figure counts {counts}. Chance alone could put it anywhere between {lower} and {upper} "
        f"(a 95% confidence interval, by {METHODS[one.method]})."
    )


def quarter(letter: str) -> str:
    """A quarter by its letter and in words."""
    return f"{letter}: {QUARTERS[letter]} quarter"


def span(one: Quarter, indicator: Indicator) -> str:
    """From where to where a quarter reaches."""
    low, high = (numbers.with_unit(end, indicator.unit) for end in (one.low, one.high))
    return f"{low} to {high}" if low != high else low


def place(told: Told) -> str:
    """`7th of 11`, for a table's cell; says why there is none."""
    if told.rank is None:
        return "not ranked"
    return f"{'joint ' if told.tied else ''}{ordinal(told.rank)} of {told.of}"


def covered(told: Told) -> str:
    """How many of a list have a figure."""
    return f"{told.average.used} of {told.average.total}"


def gone(area: Area, one: Missing) -> str:
    """Which figures are missing, and why, as far as the source says."""
    when = joined(one.periods)
    if one.said:
        quoted = " ".join(f"“{sentence}”" for sentence in one.said)
        return f"{_nobody(when)} Its publisher says: {quoted}"
    if one.nobody:
        return f"{_nobody(when)} {text.NO_REASON}"
    if not one.status:
        return f"The source has no row for {area.name} for {when}. {text.NO_REASON}"
    why = f" {text.NO_REASON}" if one.status == "not available" else ""
    return f"{area.name} has no figure for {when}: {MISSING.get(one.status, MISSING['not available'])}.{why}"


def _nobody(when: str) -> str:
    return f"Nobody shown here has a figure {when if when.startswith('between') else f'for {when}'}."


def ended(indicator: Indicator, period: str) -> str:
    """That a measure is no longer published."""
    last = f" The last figures are for {period}." if period else ""
    return f"Its publisher writes “{indicator.next_update}” where the next figures should be announced.{last}"


def scale(told: Series, indicator: Indicator) -> str:
    """How many authorities an answer of the search compares, and up to when."""
    of = f"{told.valued} authorities" if told.valued != 1 else "1 authority"
    when = f", {told.period}" if told.period else ""
    return f"{indicator.topics[0]} · {of}{when} · {direction(indicator.polarity).lower()}"


def counted(total: int, shown: int, said: str) -> str:
    """How many measures an answer has, and how many of them are listed."""
    if not total:
        return f"No measure is about “{said}”. {text.TRY_ANOTHER_WORD}"
    of = f"{total:,} measures" if total > 1 else "1 measure"
    rest = f"; the nearest {shown} are listed. {text.MORE_WORDS}" if total > shown else "."
    return f"{of} about “{said}”{rest}"


def day(said: str) -> str:
    """A date in words; what a publisher writes instead of one, as it is."""
    return date(said) if said[:4].isdigit() and said.count("-") == 2 else said
