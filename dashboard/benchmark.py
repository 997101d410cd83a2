"""Comparing: peers, coverage, rank, change -> a frozen view-model. Pure: no Dash, no store."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Protocol

from dashboard.latest import Course, course, known, latest, series
from dashboard.records import Interval, Latest, NeighbourList, Observation, Series, Threshold, years
from dashboard.records import Standing as Placed
from loaders import ranking
from loaders.reference import Area, Indicator

__all__ = ["known", "series"]  # of a question's figures; they are told apart in latest.py

ENGLAND = "E92000001"
# These grow with the size of a place: never held against another place's.
COUNTS = ("number", "full-time equivalents", "pounds")
WHOLE_COUNTRY = 0.9


@dataclass(frozen=True)
class Question:
    """What is compared: one indicator and breakdown, for one authority.

    `observations` are figures of all areas, or with `latest`, which the store has worked out of all, only of
    those that are drawn. `levels` are the thresholds that apply and are in the indicator's own unit.
    `neighbours` is the list to compare with, None where none is chosen and none covers the period.
    `intervals` are those of the authority's figures.
    """

    indicator: Indicator
    breakdown: str
    area: Area
    observations: Sequence[Observation]
    neighbours: NeighbourList | None
    levels: Sequence[Threshold]
    areas: Mapping[str, Area]
    latest: Latest | None = None
    intervals: Sequence[Interval] = ()

    # A frozen dataclass without slots: what is worked out once is kept in the instance.

    @cached_property
    def stood(self) -> Latest | None:
        """Where everybody stands in the latest period; None without figures that belong together."""
        return self.latest or latest(self.observations, self.areas)

    @cached_property
    def course(self) -> Course:
        """The dated figures by period and area, in time order up to the latest."""
        return course(self.observations, self.latest)

    @cached_property
    def times(self) -> Mapping[str, float]:
        """The middle of each of these periods, in years."""
        return {period: next(iter(now.values())).at for period, now in self.course.items()}

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
    `interval` are the limits of the figure where its counts are printed. `among_list` says that those ranked
    are the authority and the list compared with, and nobody else.
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
    interval: Interval | None = None
    among_list: bool = False


class Valued(Protocol):
    """What has a value, or none."""

    @property
    def value(self) -> float | None: ...


def benchmark(question: Question) -> Benchmark:
    """The view-model behind /indicator."""
    stood = question.stood
    now: Mapping[str, Placed] = stood.figures if stood else {}
    held: Mapping[str, Placed] = {} if question.counts else now
    own = now.get(question.area.code)
    moved, moved_from = change(question.indicator, stood.series, own) if stood and own else (None, "")
    period = stood.series.period if stood else ""

    def printed(one: Placed | None) -> Observation | None:
        return _printed(stood.series, one) if stood and one else None

    groups = [(question.areas[code], one) for code, one in held.items()]
    return Benchmark(
        question.indicator,
        question.breakdown,
        question.area,
        period,
        printed(own),
        question.neighbours.id if question.neighbours else "",
        averaged(question, now),
        tuple((area.name, _printed(stood.series, one)) for area, one in groups if area.kind == "group")
        if stood
        else (),
        printed(held.get(ENGLAND)),
        printed(held.get(question.area.region)),
        _threshold(question.levels, period),
        standing(question, question.area.code),
        moved,
        moved_from,
        next((one for one in question.intervals if one.period == period), None),
        _among_list(question, stood),
    )


def _among_list(question: Question, stood: Latest | None) -> bool:
    """True if a source's table lists the authority and the list compared with, and nobody else."""
    if stood is None or question.neighbours is None:
        return False
    expected = {question.area.code, *question.neighbours.neighbours}
    return len(expected) == stood.series.listed and expected <= stood.figures.keys()


def _printed(series: Series, one: Placed) -> Observation:
    """A figure of the latest period as the row of the store that it is."""
    about = (one.indicator, one.breakdown, one.area)
    when = (series.period, series.period_type, series.start, series.end)
    said = (one.value, one.qualifier, one.printed, one.status, one.numerator, one.denominator)
    return Observation(*about, *when, *said, True, one.source, one.locator, one.cell, one.note)


def averaged(question: Question, now: Mapping[str, Valued]) -> Average:
    """The average of a question's neighbours in one period; none of counts or of a council's own figures."""
    if not question.indicator.comparable:
        return average(None, now)
    found = average(question.neighbours, now)
    return replace(found, mean=None, median=None) if question.counts else found


def average(neighbours: NeighbourList | None, now: Mapping[str, Valued]) -> Average:
    """Mean and median over the neighbours with a value (the Department's interactive tool shows the mean)."""
    if neighbours is None:
        return Average(None, None, 0, 0)
    values = [now[code].value for code in neighbours.neighbours if code in now]
    present = [value for value in values if value is not None]
    mean, median = (statistics.fmean(present), statistics.median(present)) if present else (None, None)
    return Average(mean, median, len(present), len(neighbours.neighbours))


def place(question: Question, one: Placed) -> int | None:
    """A figure's place, 1 the best; None without one.

    Nobody has a place where neither high nor low is better, nor by counts or a council's own figures.
    """
    if not question.indicator.comparable or question.counts:
        return None
    return {"high": one.from_top, "low": one.from_bottom}.get(question.indicator.polarity)


def standing(question: Question, code: str) -> Standing | None:
    """An authority's place among all; None without one, or with nobody beside it."""
    stood = question.stood
    own = stood.figures.get(code) if stood else None
    at = place(question, own) if own else None
    if stood is None or own is None or at is None or stood.series.valued < 2:
        return None
    told = stood.series
    england = told.listed >= WHOLE_COUNTRY * told.whole
    bands = quarters(question.indicator, told) if england else None
    letter = ranking.letter(own.value, bands, question.indicator.polarity)
    # Who is neither above nor below has the same figure.
    tied = told.valued + 1 - (own.from_top or 0) - (own.from_bottom or 0)
    scope: Literal["england", "table"] = "england" if england else "table"
    return Standing(at, told.valued, told.listed, scope, letter, told.whole, tied)


def quarters(indicator: Indicator, told: Series) -> ranking.Bands | None:
    """The quartile bands of a series; None where they cannot be told apart or the publisher gives none."""
    if not indicator.quartiles:
        return None
    cuts = (told.smallest, told.q25, told.q50, told.q75, told.largest)
    smallest, q25, q50, q75, largest = cuts
    if smallest is None or q25 is None or q50 is None or q75 is None or largest is None:
        return None
    return ranking.told_apart(ranking.Bands(smallest, q25, q50, q75, largest))


def _threshold(levels: Sequence[Threshold], period: str) -> Threshold | None:
    """The national threshold printed for the period, else the one printed without a period."""
    national = [one for one in levels if one.kind == "national threshold"]
    fitting = [one for one in national if one.period == period] + [one for one in national if not one.period]
    return next(iter(fitting), None)


def change(indicator: Indicator, told: Series, one: Placed) -> tuple[float | None, str]:
    """An area's change up to the latest period and the period it is from; None and empty without one.

    Nothing is subtracted across a gap or a new definition, nor from a figure that is printed with about, more
    than and the like before it.
    """
    if one.value is None or one.before is None:
        return None, ""
    opens, closes = years(one.before_start, opening=True), years(told.end, opening=False)
    if any(opens < year(each.since) < closes for each in indicator.breaks):
        return None, ""
    return one.value - one.before, one.before_period


def year(date: str) -> float:
    """The start of an ISO month or year, in years."""
    when, month = ([int(part) for part in date.split("-")] + [1])[:2]
    return when + (month - 1) / 12
