"""Comparisons -> view-models of charts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dashboard import benchmark, numbers, quarters
from dashboard.latest import latest
from dashboard.records import Observation, Standing
from dashboard.views import Bar, Break, Level, Line, Mark, Ranked, Role, Spread, Trend
from loaders import periods


def trend(question: benchmark.Question, title: str, more: Sequence[str] = ()) -> Trend | None:
    """The authority over time, with its neighbours' average and spread, region and England.

    `more` are codes of further authorities. None if the authority has no value.
    """
    area, unit = question.area, question.indicator.unit
    own = _of(area.code, question.course.values())
    if all(one.value is None for one in own):
        return None
    limits = {one.period: (one.lower, one.upper) for one in question.intervals}
    lines = [_line(question, area.code, "this", limits)]
    band: tuple[Spread, ...] = ()
    if not question.counts:
        average, band = _neighbours(question)
        lines += average + _others(question, more)
    breaks = [Break(benchmark.year(one.since), one.why) for one in question.indicator.breaks]
    inside = tuple(one for one in breaks if own[0].at < one.at < own[-1].at)
    return Trend(title, axis_unit(unit), tuple(lines), _levels(question), inside, band, _gaps(question))


def _gaps(question: benchmark.Question) -> tuple[float, ...]:
    """Times between two periods that do not follow each other.

    Of a type of period that has no usual step, what is half as far again apart as the nearest two are.
    """
    times = [next(iter(now.values())) for now in question.course.values()]
    pairs = list(pairwise(times))
    least = min((b.at - a.at for a, b in pairs), default=0.0)

    def follows(a: Observation, b: Observation) -> bool:
        stepped = b.period_type in periods.STEPS
        return periods.follows(b, a) if stepped else b.at - a.at < 1.5 * least

    return tuple((a.at + b.at) / 2 for a, b in pairs if not follows(a, b))


def _neighbours(question: benchmark.Question) -> tuple[list[Line], tuple[Spread, ...]]:
    """The neighbours' average by period, each with how many of them have a figure, and their spread."""
    unit, decimals = question.indicator.unit, question.indicator.decimals
    codes = question.neighbours.neighbours if question.neighbours else ()
    marks: list[Mark] = []
    band: list[Spread] = []
    for period, now in question.course.items():
        one, at = benchmark.averaged(question, now), question.times[period]
        mean = numbers.computed(one.mean, unit, decimals)
        of = f" ({one.used} of {one.total})" if one.mean is not None else ""
        marks.append(Mark(period, at, one.mean, f"{mean}{of}"))
        band.append(_spread(question, period, [now[code] for code in codes if code in now]))
    if all(mark.value is None for mark in marks):
        return [], ()
    shown = tuple(band) if any(one.ends for one in band) else ()
    return [Line("Average of neighbours", "neighbours", _within(marks))], shown


def _spread(question: benchmark.Question, period: str, near: Sequence[Observation]) -> Spread:
    """From the neighbours' smallest figure to their largest; none of fewer than two."""
    known = [(one.value, at) for at, one in enumerate(near) if one.value is not None]
    if len(known) < 2:
        return Spread(period, question.times[period], None, "–")
    low, high = min(known), max(known)
    ends = (numbers.legible(near[at], question.indicator) for _, at in (low, high))
    return Spread(period, question.times[period], (low[0], high[0]), " to ".join(ends))


def _within(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks from the first with a value to the last."""
    valued = [at for at, mark in enumerate(marks) if mark.value is not None]
    return tuple(marks[valued[0] : valued[-1] + 1])


def _others(question: benchmark.Question, more: Sequence[str]) -> list[Line]:
    """The region, England, groups that a source averages, and further authorities."""
    areas = question.areas
    present = dict.fromkeys(code for now in question.course.values() for code in now)
    named: list[tuple[str, Role]] = [(question.area.region, "region"), (benchmark.ENGLAND, "england")]
    groups: list[tuple[str, Role]] = [(c, "other") for c in sorted(present) if areas[c].kind == "group"]
    chosen: list[tuple[str, Role]] = [(code, "chosen") for code in more]
    named += groups + chosen
    return [_line(question, code, role) for code, role in named if code in present]


def ranked(
    question: benchmark.Question, title: str, period: str = "", more: Sequence[str] = ()
) -> Ranked | None:
    """Every authority that the source lists for a period, best first where one end is, else largest first.

    England and the region stand among them, without a place. Those without a value come last, with the
    reason. `more` are codes of authorities that are marked too. None where fewer than two have a value.
    """
    stood = question.stood
    if period and stood and period != stood.series.period:
        stood = latest([one for one in question.observations if one.period == period], question.areas)
    if stood is None or not stood.series.end or not question.indicator.comparable:
        return None
    areas, unit = question.areas, question.indicator.unit
    shown = [one for code, one in stood.figures.items() if areas[code].kind == "authority"]
    if sum(one.value is not None for one in shown) < 2:
        return None
    if not question.counts:
        beside = (stood.figures.get(code) for code in (benchmark.ENGLAND, question.area.region))
        shown += [one for one in beside if one is not None and one.value is not None]
    sign = 1 if question.indicator.polarity == "low" else -1

    def order(one: Standing) -> tuple[bool, float, str]:
        name = areas[one.area].name
        return (True, 0.0, name) if one.value is None else (False, sign * one.value, name)

    made = england_quarters(replace(question, latest=stood))
    decimals = max((quarters.decimals(one) for one in made), default=0)
    bars = [
        Bar(
            areas[one.area].name,
            one.value,
            numbers.legible(one, question.indicator, decimals),
            _role(question, one.area, more),
            benchmark.place(question, one),
            area=one.area,
        )
        for one in sorted(shown, key=order)
    ]
    return Ranked(title, axis_unit(unit), stood.series.period, tuple(bars), _levels(question), made)


def england_quarters(question: benchmark.Question) -> tuple[quarters.Quarter, ...]:
    """The quarters of England's authorities with their ranges; none of a table of chosen authorities."""
    stood = question.stood
    if stood is None:
        return ()
    told = stood.series
    places = {code: benchmark.place(question, one) for code, one in stood.figures.items()}
    if told.listed < benchmark.WHOLE_COUNTRY * told.whole or not any(places.values()):
        return ()
    ranked = [one.value for code, one in stood.figures.items() if places[code] and one.value is not None]
    bands = benchmark.quarters(question.indicator, told)
    return quarters.quarters(ranked, bands, question.indicator)


def axis_unit(unit: str) -> str:
    """The unit as an axis says it."""
    return {"%": "Per cent", "number": "Number", "ratio": "Ratio"}.get(unit, unit[:1].upper() + unit[1:])


def _role(question: benchmark.Question, code: str, more: Sequence[str]) -> Role:
    if code == question.area.code:
        return "this"
    if code == benchmark.ENGLAND:
        return "england"
    if code == question.area.region:
        return "region"
    if question.neighbours and code in question.neighbours.neighbours:
        return "neighbours"
    return "chosen" if code in more else "other"


def _of(code: str, course: Iterable[Mapping[str, Observation]]) -> list[Observation]:
    """One area's figures, period by period."""
    return [now[code] for now in course if code in now]


def _line(
    question: benchmark.Question,
    code: str,
    role: Role,
    limits: Mapping[str, tuple[float, float]] | None = None,
) -> Line:
    """An area's line, a mark a period from its first figure to its last, also where it has none.

    `limits` are confidence intervals by period.
    """
    given = limits or {}
    known = [period for period, now in question.course.items() if code in now]
    first, last = (known[0], known[-1]) if known else ("", "")
    marks: list[Mark] = []
    begun = False
    for period, now in question.course.items():
        one = now.get(code)
        begun = begun or period == first
        if one is not None:
            printed = numbers.legible(one, question.indicator)
            at = question.times[period]
            marks.append(Mark(period, at, one.value, printed, one.status, given.get(period)))
        elif begun:
            marks.append(Mark(period, question.times[period], None, "–", "not available"))
        if period == last:
            break
    return Line(question.areas[code].name, role, tuple(marks), code)


def _levels(question: benchmark.Question) -> tuple[Level, ...]:
    return tuple(
        Level("National threshold", one.value, numbers.level(one))
        for one in question.levels
        if one.kind == "national threshold"
    )
