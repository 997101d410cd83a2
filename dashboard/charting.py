"""Comparisons -> view-models of charts. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import benchmark, numbers
from dashboard.records import Observation
from dashboard.views import Bar, Break, Level, Line, Mark, Ranked, Role, Trend


def trend(question: benchmark.Question, title: str) -> Trend | None:
    """The authority over time, with its neighbours' average, region and England; None if it has no value."""
    found = [one for one in benchmark.known(question.observations) if one.dated]
    own = [one for one in found if one.area == question.area.code]
    if all(one.value is None for one in own):
        return None
    if question.counts:
        found = own
    lines = [_line(question.area.name, "this", own, question.indicator.unit)]
    lines += _average_line(question, found)
    named: tuple[tuple[str, Role], ...] = ((question.area.region, "region"), (benchmark.ENGLAND, "england"))
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
    breaks = [Break(benchmark.year(one.since), one.why) for one in question.indicator.breaks]
    inside = tuple(one for one in breaks if span[0] < one.at < span[1])
    return Trend(title, axis_unit(question.indicator.unit), tuple(lines), _levels(question), inside)


def _average_line(question: benchmark.Question, found: Sequence[Observation]) -> list[Line]:
    """The neighbours' average by period, each with how many of them have a figure."""
    unit, decimals = question.indicator.unit, question.indicator.decimals
    marks: list[Mark] = []
    for period in dict.fromkeys(one.period for one in found):
        now = {one.area: one for one in found if one.period == period}
        one = benchmark.averaged(question, now)
        if one.mean is not None:
            at = next(iter(now.values())).at
            printed = f"{numbers.computed(one.mean, unit, decimals)} ({one.used} of {one.total})"
            marks.append(Mark(period, at, one.mean, printed))
    return [Line("Average of neighbours", "neighbours", tuple(marks))] if marks else []


def ranked(question: benchmark.Question, title: str, period: str = "") -> Ranked | None:
    """Every authority that the source lists for a period, best first where one end is, else largest first.

    England stands among them, without a place. Those without a value come last, with the reason. None
    where fewer than two have a value.
    """
    found = [one for one in benchmark.known(question.observations) if one.dated]
    if not found or not question.indicator.comparable:
        return None
    period = period or found[-1].period
    now = {one.area: one for one in found if one.period == period}
    shown = [one for code, one in now.items() if question.areas[code].kind == "authority"]
    if sum(one.value is not None for one in shown) < 2:
        return None
    england = now.get(benchmark.ENGLAND)
    if england is not None and england.value is not None and not question.counts:
        shown.append(england)
    places = benchmark.ranks(question, now)
    sign = 1 if question.indicator.polarity == "low" else -1

    def order(one: Observation) -> tuple[bool, float, str]:
        name = question.areas[one.area].name
        return (True, 0.0, name) if one.value is None else (False, sign * one.value, name)

    bars = [
        Bar(
            question.areas[one.area].name,
            one.value,
            numbers.published(one, question.indicator.unit),
            _role(question, one.area),
            places.get(one.area),
            area=one.area,
        )
        for one in sorted(shown, key=order)
    ]
    return Ranked(title, axis_unit(question.indicator.unit), period, tuple(bars), _levels(question))


def axis_unit(unit: str) -> str:
    """The unit as an axis says it."""
    return {"%": "Per cent", "number": "Number", "ratio": "Ratio"}.get(unit, unit[:1].upper() + unit[1:])


def _role(question: benchmark.Question, code: str) -> Role:
    if code == question.area.code:
        return "this"
    if code == benchmark.ENGLAND:
        return "england"
    return "neighbours" if question.neighbours and code in question.neighbours.neighbours else "other"


def _line(name: str, role: Role, found: Sequence[Observation], unit: str) -> Line:
    return Line(
        name, role, tuple(Mark(o.period, o.at, o.value, numbers.published(o, unit), o.status) for o in found)
    )


def _levels(question: benchmark.Question) -> tuple[Level, ...]:
    return tuple(
        Level("National threshold", one.value, numbers.level(one))
        for one in question.levels
        if one.kind == "national threshold"
    )
