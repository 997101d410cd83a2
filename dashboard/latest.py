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
        together = len({one.source for one in undated}) == 1
        return undated if together and len({one.area for one in undated}) == len(undated) else ()
    valued = [one.at for one in found if one.value is not None]
    return tuple(one for one in found if one.at <= max(valued)) if valued else found


def course(observations: Sequence[Observation], latest: Latest | None) -> Course:
    """The dated figures by period, in time order up to the latest, and by area."""
    if latest is None or not latest.series.end:
        return {}
    kind, end = latest.series.period_type, latest.series.end
    found: dict[str, dict[str, Observation]] = {}
    for one in observations:
        if one.headline and one.period_type == kind and one.end <= end:
            found.setdefault(one.period, {})[one.area] = one
    first = {period: next(iter(now.values())) for period, now in found.items()}
    return {period: found[period] for period in sorted(found, key=lambda p: (first[p].at, first[p].start))}


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
