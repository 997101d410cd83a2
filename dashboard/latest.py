"""Printed figures of one series -> its course by period, and where everybody stands in the latest. Pure.

What `loaders/standings.py` works out when a file is read is worked out here from the figures themselves, for
questions that draw on several files, on undated figures, or on another period than the latest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.records import Latest, Observation, Series, Standing
from loaders import periods, ranking
from loaders.reference import Area

NO_SPREAD = (None, None, None, None, None)
Course = Mapping[str, Mapping[str, Observation]]


def series(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The dated headline figures that belong on one time axis: of the type with most periods, in order.

    A month and a year of the same measure are never drawn on one line.
    """
    return tuple(one for now in _axis(observations).values() for one in now)


def known(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The figures up to the latest period in which anybody has a value; all of them if nobody ever has.

    Where none is dated, the undated ones, if one source prints them all and no area has two: else nobody
    knows which belong together.
    """
    found = _axis(observations)
    if not found:
        undated = tuple(one for one in observations if one.headline and not one.dated)
        together = len({one.source for one in undated}) == 1
        return undated if together and len({one.area for one in undated}) == len(undated) else ()
    return tuple(one for period in _known(found) for one in found[period])


def course(observations: Sequence[Observation], stood: Latest | None = None) -> Course:
    """The dated figures by period and area, in time order up to the latest period in which anybody has one.

    That of `stood`, if it is known of more areas than the figures are of.
    """
    if stood is None:
        found = _axis(observations)
        return {period: {one.area: one for one in found[period]} for period in _known(found)}
    kind, end = stood.series.period_type, stood.series.end
    shown = [one for one in observations if one.period_type == kind and one.end <= end]
    return {period: {one.area: one for one in now} for period, now in _axis(shown).items()}


def _axis(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    """The dated headline figures of the type with most periods, by period in time order."""
    kinds: dict[str, dict[str, list[Observation]]] = {}
    for one in observations:
        if one.headline and one.period_type != "undated":
            kinds.setdefault(one.period_type, {}).setdefault(one.period, []).append(one)
    if not kinds:
        return {}

    def when(now: Sequence[Observation]) -> tuple[float, str]:
        return now[0].at, now[0].start

    def extent(found: Mapping[str, Sequence[Observation]]) -> tuple[int, float]:
        return len(found), max(when(now)[0] for now in found.values())

    chosen = max(kinds.values(), key=extent) if len(kinds) > 1 else next(iter(kinds.values()))
    return dict(sorted(chosen.items(), key=lambda pair: when(pair[1])))


def _known(found: Mapping[str, Sequence[Observation]]) -> list[str]:
    """The periods up to the latest in which anybody has a value; all if nobody ever has."""
    valued = [at for at, now in enumerate(found.values()) if any(one.value is not None for one in now)]
    return list(found)[: valued[-1] + 1] if valued else list(found)


def latest(observations: Sequence[Observation], areas: Mapping[str, Area]) -> Latest | None:
    """Where every area stands in the latest period of some figures of one series; None without any.

    Undated figures have no places and no quarters.
    """
    found = known(observations)
    if not found:
        return None
    last = found[-1]
    now = {one.area: one for one in found if one.period == last.period}
    values = {code: one.value for code, one in now.items() if last.dated and counted(areas.get(code), last)}
    top, bottom = ranking.rank(values, "high"), ranking.rank(values, "low")
    before = {one.area: one for one in _right_before(found)}

    def standing(one: Observation) -> Standing:
        then = before.get(one.area)
        exact = then is not None and not then.qualifier and not one.qualifier and one.value is not None
        was = then if exact and then is not None and then.value is not None else None
        return Standing(
            *(one.area, one.indicator, one.breakdown, one.value, one.qualifier, one.printed, one.status),
            *(one.numerator, one.denominator, top.get(one.area), bottom.get(one.area)),
            *((was.value, was.period, was.start) if was else (None, "", "")),
            *(one.locator, one.cell, one.note, one.source),
        )

    spread = ranking.quantiles(values)
    cuts = (spread.min, spread.q25, spread.q50, spread.q75, spread.max) if spread else NO_SPREAD
    whole = sum(counted(area, last) for area in areas.values()) if last.dated else 0
    about = (last.indicator, last.breakdown, last.period, last.period_type, last.start, last.end)
    made = Series(*about, whole, len(values), len(top), *cuts, last.source)
    return Latest(made, {code: standing(one) for code, one in now.items()})


def counted(area: Area | None, period: Observation) -> bool:
    """True for an authority that existed at the end of a period: only such are ranked."""
    return area is not None and area.kind == "authority" and area.existed(period.end)


def _right_before(found: Sequence[Observation]) -> list[Observation]:
    """The figures of the period right before the latest; none across a gap."""
    last = found[-1]
    earlier = [one for one in found if one.period != last.period]
    if not earlier or not last.dated or not periods.follows(last, earlier[-1]):
        return []
    return [one for one in earlier if one.period == earlier[-1].period]
