"""What a line over time says: from what to what, and since when it can be said. Pure."""

from __future__ import annotations

import re

from dashboard import comparatives, wording
from dashboard.benchmark import year
from dashboard.comparatives import Figure
from dashboard.views import Line, Mark, Trend
from loaders.reference import Indicator

DAY = re.compile(r"\d{1,2} [A-Z]")
NAMED = 2  # other lines that the text alternative gives


def course(own: Line, indicator: Indicator) -> str:
    """The first and the last figure of an authority that belong together; empty without any.

    Nothing is said across a change of definition, and neither end is called better.
    """
    valued = [mark for mark in own.marks if mark.value is not None]
    if not valued:
        return ""
    last = valued[-1]
    cuts = [one for one in indicator.breaks if valued[0].at < year(one.since) < last.at]
    cut = max(cuts, key=lambda one: one.since, default=None)
    alike = [mark for mark in valued if cut is None or mark.at > year(cut.since)]
    first = alike[0]
    since = f"The definition changed in {wording.date(cut.since)}" if cut else ""
    if first is last:
        alone = f"{own.name}: {last.printed} {when(last.period)}"
        return f"{since}, so no earlier figure can be set beside the last. {alone}." if since else f"{alone}."
    moved = _moved(own.name, first, last, indicator)
    absent = sum(mark.value is None for mark in own.marks[own.marks.index(first) :])
    gaps = f", with no figure for {comparatives.count(absent)} of the periods between" if absent else ""
    return f"{since}. Since then, {moved}{gaps}." if since else f"{wording.capital(moved)}{gaps}."


def _moved(name: str, first: Mark, last: Mark, indicator: Indicator) -> str:
    """`in Wiltshire the figure rose from 5.4% in 2009/10 to 8.5% in 2010/11`."""
    whose = f"in {wording.called(name)} the figure"
    if first.printed == last.printed:
        return f"{whose} was {last.printed} both {when(first.period)} and {when(last.period)}"
    ends = f"from {first.printed} {when(first.period)} to {last.printed} {when(last.period)}"
    before, now = (Figure(mark.value or 0.0, "", mark.printed) for mark in (first, last))
    if comparatives.gap(now, before, indicator) == "about the same as":
        return f"{whose} hardly changed: {ends}"
    return f"{whose} {'rose' if now.value > before.value else 'fell'} {ends}"


def others(drawn: Trend) -> str:
    """The last figures of the first other lines, for who cannot see them."""
    said = [
        f"{line.name}: {mark.printed} {when(mark.period)}"
        for line in drawn.lines[1 : NAMED + 1]
        for mark in [next((one for one in reversed(line.marks) if one.value is not None), None)]
        if mark is not None
    ]
    return f"{'; '.join(said)}." if said else ""


def alone(name: str, *sentences: str) -> str:
    """Sentences that stand alone, with the measure's name before them."""
    return f"{name}. {' '.join(filter(None, sentences))}"


def when(period: str) -> str:
    """A period after its preposition: in 2010/11, on 31 March 2012."""
    return f"{'on' if DAY.match(period) else 'in'} {period}"
