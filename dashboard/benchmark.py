"""Comparing: peers, coverage, rank, change -> a frozen view-model. Pure: no Dash, no store."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.records import NeighbourList, Observation, Threshold
from loaders import periods, ranking
from loaders.reference import Area, Indicator

ENGLAND = "E92000001"
# These grow with the size of a place: never held against another place's.
COUNTS = ("number", "full-time equivalents", "pounds")
WHOLE_COUNTRY = 0.9


@dataclass(frozen=True)
class Question:
    """What is compared: one indicator and breakdown, all areas' figures of it, for one authority.

    `levels` are the thresholds that apply and are in the indicator's own unit. `neighbours` is the list to
    compare with, None where none is chosen and none covers the period.
    """

    indicator: Indicator
    breakdown: str
    area: Area
    observations: Sequence[Observation]
    neighbours: NeighbourList | None
    levels: Sequence[Threshold]
    areas: Mapping[str, Area]

    @property
    def counts(self) -> bool:
        """True for a count, which grows with the size of a place: never held against another place's."""
        return self.indicator.unit in COUNTS


@dataclass(frozen=True)
class Average:
    """The unweighted mean and median of the neighbours that have a value, and how many those are.

    Of counts only how many: there is no average of them.
    """

    mean: float | None
    median: float | None
    used: int
    total: int


@dataclass(frozen=True)
class Standing:
    """An authority's place among those ranked with it: `rank` of `of`. `scope` says who they are.

    `tied` counts the others with the very same value, `listed` those that the source lists with or without a
    value, `whole` England's authorities of that period. The scope is `england` where the source lists at
    least 90 % of these, else `table`: a table of chosen authorities has no quartile.
    """

    rank: int
    of: int
    listed: int
    scope: Literal["england", "table"]
    quartile: str | None
    whole: int = 0
    tied: int = 0

    @property
    def last(self) -> bool:
        """True if nobody is placed behind."""
        return self.rank + self.tied == self.of


@dataclass(frozen=True)
class Benchmark:
    """One indicator of one authority in one period, held against others. What is not known is None.

    `period` is the indicator's latest in which anybody has a figure. `groups` are averages that the source
    prints for a group of authorities, with the group's name. A count is not held against another place's.
    `threshold` is the national threshold in the indicator's own unit. `change` is from `change_from`, the
    period right before, and None across a gap, a change of definition or a change of period type.
    """

    indicator: Indicator
    breakdown: str
    area: Area
    period: str
    latest: Observation | None
    list: str
    neighbours: Average
    groups: tuple[tuple[str, Observation], ...]
    england: Observation | None
    region: Observation | None
    threshold: Threshold | None
    standing: Standing | None
    change: float | None
    change_from: str


def series(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The dated headline figures that belong on one time axis: of the type with most periods, in order.

    A month and a year of the same measure are never drawn on one line.
    """
    shown = [one for one in observations if one.headline and one.dated]
    kinds: dict[str, set[str]] = {}
    for one in shown:
        kinds.setdefault(one.period_type, set()).add(one.period)
    if not kinds:
        return ()
    newest = {kind: max(one.at for one in shown if one.period_type == kind) for kind in kinds}
    chosen = max(kinds, key=lambda kind: (len(kinds[kind]), newest[kind]))
    return tuple(
        sorted((one for one in shown if one.period_type == chosen), key=lambda one: (one.at, one.start))
    )


def known(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The figures up to the latest period in which anybody has a value; all of them if nobody ever has.

    Where none is dated, the undated ones, if one source prints them all and no area has two: else nobody
    knows which belong together.
    """
    found = series(observations)
    if not found:
        undated = tuple(one for one in observations if one.headline and not one.dated)
        together = len({one.place.source for one in undated}) == 1
        return undated if together and len({one.area for one in undated}) == len(undated) else ()
    valued = [one.at for one in found if one.value is not None]
    return tuple(one for one in found if one.at <= max(valued)) if valued else found


def benchmark(question: Question) -> Benchmark:
    """The view-model behind /indicator, from one indicator's figures of all areas."""
    found = known(question.observations)
    period = found[-1].period if found else ""
    now = {one.area: one for one in found if one.period == period}
    others = {} if question.counts else now
    change, change_from = _change(question, found)
    return Benchmark(
        question.indicator,
        question.breakdown,
        question.area,
        period,
        now.get(question.area.code),
        question.neighbours.id if question.neighbours else "",
        averaged(question, now),
        tuple(
            (question.areas[c].name, one) for c, one in others.items() if question.areas[c].kind == "group"
        ),
        others.get(ENGLAND),
        others.get(question.area.region),
        _threshold(question.levels, period),
        _standing(question, now),
        change,
        change_from,
    )


def averaged(question: Question, now: Mapping[str, Observation]) -> Average:
    """The average of a question's neighbours in one period; none of counts or of a council's own figures."""
    if not question.indicator.comparable:
        return average(None, now)
    found = average(question.neighbours, now)
    return replace(found, mean=None, median=None) if question.counts else found


def average(neighbours: NeighbourList | None, now: Mapping[str, Observation]) -> Average:
    """Mean and median over the neighbours with a value (the Department's interactive tool shows the mean)."""
    if neighbours is None:
        return Average(None, None, 0, 0)
    values = [now[code].value for code in neighbours.neighbours if code in now]
    present = [value for value in values if value is not None]
    mean, median = (statistics.fmean(present), statistics.median(present)) if present else (None, None)
    return Average(mean, median, len(present), len(neighbours.neighbours))


def ranks(question: Question, now: Mapping[str, Observation]) -> dict[str, int]:
    """Places of the authorities that have a value in a dated period and existed at its end; 1 is the best.

    Nobody has a place where neither high nor low is better, nor by counts or a council's own figures.
    """
    if not question.indicator.comparable or question.counts:
        return {}
    return ranking.rank(_values(question, now), question.indicator.polarity)


def _values(question: Question, now: Mapping[str, Observation]) -> dict[str, float | None]:
    """The values, None for a missing one, of the authorities listed that existed at the end of the period."""
    areas = question.areas
    return {
        code: one.value
        for code, one in now.items()
        if one.dated and areas[code].kind == "authority" and areas[code].existed(one.end)
    }


def _standing(question: Question, now: Mapping[str, Observation]) -> Standing | None:
    own = now.get(question.area.code)
    places = ranks(question, now)
    if own is None or own.value is None or own.area not in places or len(places) < 2:
        return None
    values, polarity = _values(question, now), question.indicator.polarity
    whole = sum(area.kind == "authority" and area.existed(own.end) for area in question.areas.values())
    england = len(values) >= WHOLE_COUNTRY * whole
    return Standing(
        places[own.area],
        len(places),
        len(values),
        "england" if england else "table",
        ranking.letter(own.value, ranking.bands(values), polarity) if england else None,
        whole,
        sum(place == places[own.area] for place in places.values()) - 1,
    )


def _threshold(levels: Sequence[Threshold], period: str) -> Threshold | None:
    """The national threshold printed for the period, else the one printed without a period."""
    national = [one for one in levels if one.kind == "national threshold"]
    fitting = [one for one in national if one.period == period] + [one for one in national if not one.period]
    return next(iter(fitting), None)


def _change(question: Question, found: Sequence[Observation]) -> tuple[float | None, str]:
    """The authority's change up to the latest period and the period it is from; None and empty without one.

    Nothing is subtracted from a figure that is printed with about, more than and the like before it.
    """
    own = [one for one in found if one.area == question.area.code and one.dated]
    if len(own) < 2 or own[-1].period != found[-1].period:
        return None, ""
    last, before = own[-1], own[-2]
    if last.value is None or before.value is None or last.qualifier or before.qualifier:
        return None, ""
    if not periods.follows(last, before):
        return None, ""
    if any(before.opens < year(one.since) < last.closes for one in question.indicator.breaks):
        return None, ""
    return last.value - before.value, before.period


def year(date: str) -> float:
    """The start of an ISO month or year, in years."""
    when, month = ([int(part) for part in date.split("-")] + [1])[:2]
    return when + (month - 1) / 12
