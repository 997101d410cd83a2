"""View-models: what a chart or a page shows, compared and counted. Pure: no Dash, no store.

Every view-model is a frozen dataclass that holds numbers unrounded beside the text they are printed as.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard import numbers
from dashboard.records import NeighbourList, Observation, Threshold
from loaders import ranking
from loaders.reference import Area, Indicator

ENGLAND = "E92000001"
WHOLE_COUNTRY = 0.9
# Years between one period and the next, for the types whose periods follow on.
STEPS = {
    "calendar": 1.0,
    "academic": 1.0,
    "financial": 1.0,
    "reporting year": 1.0,
    "three-year average": 1.0,
    "quarter": 0.25,
    "month": 1 / 12,
}

Role = Literal["this", "neighbours", "region", "england", "other"]


@dataclass(frozen=True)
class Mark:
    """One figure on a time axis: `at` is the middle of its period in years (2011.5); `value` None is missing."""

    period: str
    at: float
    value: float | None
    printed: str
    status: str = "published"


@dataclass(frozen=True)
class Line:
    """One area's (or group's) figures in time order, with the part it plays in the chart."""

    name: str
    role: Role
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Level:
    """A line across a chart that figures are held against, such as a national threshold."""

    name: str
    value: float
    printed: str


@dataclass(frozen=True)
class Break:
    """Where a definition changed (years, as `Mark.at`): no line is drawn across it."""

    at: float
    why: str


@dataclass(frozen=True)
class Trend:
    """An indicator over time."""

    title: str
    unit: str
    lines: tuple[Line, ...]
    levels: tuple[Level, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One area's figure among others; `rank` counts only areas that have a value, None without polarity."""

    name: str
    value: float | None
    printed: str
    role: Role
    rank: int | None = None
    href: str = ""


@dataclass(frozen=True)
class Ranked:
    """Areas side by side for one period, in the order to draw them (top first)."""

    title: str
    unit: str
    period: str
    bars: tuple[Bar, ...]
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class Judged:
    """One judgement on the 1–4 scale; `grade` None is a word on no scale."""

    label: str
    grade: int | None
    printed: str
    href: str = ""


@dataclass(frozen=True)
class Block:
    """One inspection under one framework. Blocks are never joined by a line: their standards differ."""

    framework: str
    inspection: str
    when: str
    at: float
    judgements: tuple[Judged, ...]
    caveat: str


@dataclass(frozen=True)
class Timeline:
    """An authority's inspections in time order, each a block of its own."""

    title: str
    blocks: tuple[Block, ...]


# ---- comparing


@dataclass(frozen=True)
class Question:
    """What is compared: one indicator and breakdown, all areas' figures of it, for one authority.

    `levels` are the thresholds that apply and are in the indicator's own unit. `neighbours` is the list to compare
    with, None where none is chosen and none covers the period.
    """

    indicator: Indicator
    breakdown: str
    area: Area
    observations: Sequence[Observation]
    neighbours: NeighbourList | None
    levels: Sequence[Threshold]
    areas: Mapping[str, Area]


@dataclass(frozen=True)
class Average:
    """The unweighted mean and median of the neighbours that have a value, and how many those are."""

    mean: float | None
    median: float | None
    used: int
    total: int


@dataclass(frozen=True)
class Standing:
    """An authority's place among those ranked with it: `rank` of `of`. `scope` says who they are.

    `listed` counts those that the source lists with or without a value. The scope is `england` where the source
    lists at least 90 % of England's authorities of that period, else `table`: a table of chosen authorities has
    no quartile.
    """

    rank: int
    of: int
    listed: int
    scope: Literal["england", "table"]
    quartile: str | None


@dataclass(frozen=True)
class Benchmark:
    """One indicator of one authority in one period, held against others. What is not known is None.

    `period` is the indicator's latest. `threshold` is the national threshold in the indicator's own unit. `change`
    is from the period right before, and None across a gap, a change of definition or a change of period type.
    """

    indicator: Indicator
    breakdown: str
    area: Area
    period: str
    latest: Observation | None
    list: str
    neighbours: Average
    england: Observation | None
    region: Observation | None
    threshold: Threshold | None
    standing: Standing | None
    change: float | None
    change_from: str


def series(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The dated headline figures that belong on one time axis: of the period type with most periods, in order.

    A month and a year of the same measure are never drawn on one line.
    """
    shown = [one for one in observations if one.headline and one.dated]
    kinds: dict[str, set[str]] = {}
    for one in shown:
        kinds.setdefault(one.period_type, set()).add(one.period)
    if not kinds:
        return ()
    newest = {kind: max(one.end for one in shown if one.period_type == kind) for kind in kinds}
    chosen = max(kinds, key=lambda kind: (len(kinds[kind]), newest[kind]))
    return tuple(
        sorted((one for one in shown if one.period_type == chosen), key=lambda one: (one.at, one.start))
    )


def benchmark(question: Question) -> Benchmark:
    """The view-model behind /indicator, from one indicator's figures of all areas."""
    found = series(question.observations)
    period = found[-1].period if found else ""
    now = {one.area: one for one in found if one.period == period}
    own = now.get(question.area.code)
    earlier = _before(question, found)
    return Benchmark(
        question.indicator,
        question.breakdown,
        question.area,
        period,
        own,
        question.neighbours.id if question.neighbours else "",
        average(question.neighbours, now),
        now.get(ENGLAND),
        now.get(question.area.region),
        next((one for one in question.levels if one.kind == "national threshold"), None),
        _standing(question, now),
        own.value - earlier.value
        if own and earlier and own.value is not None and earlier.value is not None
        else None,
        earlier.period if earlier else "",
    )


def average(neighbours: NeighbourList | None, now: Mapping[str, Observation]) -> Average:
    """Mean and median over the neighbours with a value (the Department's interactive tool shows the mean)."""
    if neighbours is None:
        return Average(None, None, 0, 0)
    values = [now[code].value for code in neighbours.neighbours if code in now]
    present = [value for value in values if value is not None]
    mean, median = (statistics.fmean(present), statistics.median(present)) if present else (None, None)
    return Average(mean, median, len(present), len(neighbours.neighbours))


def _standing(question: Question, now: Mapping[str, Observation]) -> Standing | None:
    polarity = question.indicator.polarity
    own = now.get(question.area.code)
    if (
        polarity not in ("high", "low")
        or not question.indicator.comparable
        or own is None
        or own.value is None
    ):
        return None
    end = own.end
    alive = {code for code, area in question.areas.items() if area.kind == "authority" and area.existed(end)}
    values = {code: one.value for code, one in now.items() if code in alive}
    ranks = ranking.rank(values, polarity)
    if question.area.code not in ranks or len(ranks) < 2:
        return None
    england = len(values) >= WHOLE_COUNTRY * len(alive)
    letter = None
    if england:
        bands = ranking.bands(values)
        letter = ranking.letter(own.value, bands, polarity) if bands else None
    return Standing(
        ranks[question.area.code], len(ranks), len(values), "england" if england else "table", letter
    )


def _before(question: Question, found: Sequence[Observation]) -> Observation | None:
    """The authority's figure of the period right before the latest, unless the definition changed between them."""
    own = [one for one in found if one.area == question.area.code]
    if len(own) < 2 or own[-1].period != found[-1].period:
        return None
    last, before = own[-1], own[-2]
    step = STEPS.get(last.period_type)
    if step is None or abs((last.at - before.at) - step) > step / 4:
        return None
    broken = any(
        _year(one.since) > before.at and _year(one.since) <= last.at for one in question.indicator.breaks
    )
    return None if broken else before


# ---- charts


def trend(question: Question, title: str) -> Trend | None:
    """The authority over time, with its neighbours' average, region and England; None without dated figures."""
    found = series(question.observations)
    own = [one for one in found if one.area == question.area.code]
    if not own:
        return None
    lines = [_line(question.area.name, "this", own, question.indicator.unit)]
    lines += _average_line(question, found)
    named: tuple[tuple[str, Role], ...] = ((question.area.region, "region"), (ENGLAND, "england"))
    for code, role in named:
        others = [one for one in found if one.area == code]
        if others and code:
            lines.append(_line(question.areas[code].name, role, others, question.indicator.unit))
    groups = sorted({one.area for one in found if question.areas[one.area].kind == "group"})
    for code in groups:
        lines.append(
            _line(
                question.areas[code].name,
                "other",
                [one for one in found if one.area == code],
                question.indicator.unit,
            )
        )
    span = (min(one.at for one in own), max(one.at for one in own))
    breaks = [Break(_year(one.since), one.why) for one in question.indicator.breaks]
    inside = tuple(one for one in breaks if span[0] < one.at < span[1])
    return Trend(title, axis_unit(question.indicator.unit), tuple(lines), _levels(question), inside)


def _average_line(question: Question, found: Sequence[Observation]) -> list[Line]:
    if question.neighbours is None:
        return []
    unit, decimals = question.indicator.unit, question.indicator.decimals
    marks: list[Mark] = []
    for period in dict.fromkeys(one.period for one in found):
        now = {one.area: one for one in found if one.period == period}
        mean = average(question.neighbours, now)
        if mean.mean is not None:
            at = next(iter(now.values())).at
            marks.append(Mark(period, at, mean.mean, numbers.computed(mean.mean, unit, decimals)))
    return [Line("Average of neighbours", "neighbours", tuple(marks))] if marks else []


def ranked(question: Question, title: str, period: str = "") -> Ranked | None:
    """Every authority with a figure in a period, worst-placed last; England among them but not ranked."""
    found = series(question.observations)
    if not found or not question.indicator.comparable:
        return None
    period = period or found[-1].period
    now = {one.area: one for one in found if one.period == period and one.value is not None}
    authorities = {code: one for code, one in now.items() if question.areas[code].kind == "authority"}
    if len(authorities) < 2:
        return None
    polarity = question.indicator.polarity
    ranks = (
        ranking.rank({code: one.value for code, one in authorities.items()}, polarity)
        if polarity != "none"
        else {}
    )
    shown = [*authorities.values(), *([now[ENGLAND]] if ENGLAND in now else [])]
    shown.sort(
        key=lambda one: (
            -(one.value or 0) if polarity != "low" else one.value or 0,
            question.areas[one.area].name,
        )
    )
    bars = [
        Bar(
            question.areas[one.area].name,
            one.value,
            numbers.published(one, question.indicator.unit),
            _role(question, one.area),
            ranks.get(one.area),
        )
        for one in shown
    ]
    return Ranked(title, axis_unit(question.indicator.unit), period, tuple(bars), _levels(question))


def axis_unit(unit: str) -> str:
    """The unit as an axis says it."""
    return {"%": "Per cent", "number": "Number", "ratio": "Ratio"}.get(unit, unit[:1].upper() + unit[1:])


def _role(question: Question, code: str) -> Role:
    if code == question.area.code:
        return "this"
    if code == ENGLAND:
        return "england"
    return "neighbours" if question.neighbours and code in question.neighbours.neighbours else "other"


def _line(name: str, role: Role, found: Sequence[Observation], unit: str) -> Line:
    return Line(
        name, role, tuple(Mark(o.period, o.at, o.value, numbers.published(o, unit), o.status) for o in found)
    )


def _levels(question: Question) -> tuple[Level, ...]:
    return tuple(
        Level("National threshold", one.value, numbers.level(one))
        for one in question.levels
        if one.kind == "national threshold"
    )


def _year(date: str) -> float:
    year, month = ([int(part) for part in date.split("-")] + [1])[:2]
    return year + (month - 1) / 12
