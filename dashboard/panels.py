"""Figures of the areas chosen -> view-models of small charts: which lines stand out, which stay behind. Pure.

Up to four areas, and England, share one panel. Of more each has a panel of its own, before the others' lines
in grey; of too many for that, only the first and England stand out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard import charting, text
from dashboard.benchmark import ENGLAND, series, year
from dashboard.choosing import Measure
from dashboard.comparison import printed
from dashboard.records import Observation
from dashboard.theme import SIDE_BY_SIDE
from dashboard.views import Bar, Break, Line, Mark, Panel, Ranked, Role
from loaders.periods import STEPS
from loaders.reference import Area

TOGETHER = len(SIDE_BY_SIDE)
APART = 24  # areas with a panel each


@dataclass(frozen=True)
class Charted:
    """A measure's charts: one large panel, or a small one for each area; bars of a single period."""

    large: Panel | None = None
    small: tuple[Panel, ...] = ()
    bars: Ranked | None = None


def charted(measure: Measure, areas: Sequence[Area], observations: Sequence[Observation]) -> Charted | None:
    """The charts of a measure; None where there is nothing to draw."""
    found = series(observations)
    periods = tuple({(one.start, one.end): one for one in found}.values())
    lines = [_line(measure, area, at, found) for at, area in enumerate(areas)]
    shown = [line for line in lines if any(mark.value is not None for mark in line.marks)]
    if not shown:
        return None
    if len(periods) == 1:
        return Charted(bars=_bars(measure, areas, found)) if len(shown) > 1 else None
    bare = Panel(
        measure.name,
        charting.axis_unit(measure.indicator.unit),
        tuple((one, one.name) for one in shown),
        (),
        _breaks(measure, periods),
        _gaps(periods),
    )
    if sum(area.code != ENGLAND for area in areas) <= TOGETHER:
        return Charted(bare)
    if len(areas) <= APART:
        return Charted(small=tuple(_apart(line, lines, bare) for line in lines))
    ahead = tuple((one, one.name) for one in shown if one.role != "other")
    behind = tuple(line for line in shown if line.role == "other")
    return Charted(replace(bare, lines=ahead, context=behind))


def latest(measure: Measure, areas: Sequence[Area], observations: Sequence[Observation]) -> Ranked | None:
    """The figures of the last period, in the order chosen; None without a dated one."""
    found = series(observations)
    return _bars(measure, areas, [one for one in found if one.at == found[-1].at]) if found else None


def _apart(own: Line, lines: Sequence[Line], bare: Panel) -> Panel:
    """An area's panel: its line with its latest figure, the first area's line, and the others behind."""
    first = lines[0]
    latest = _latest(own)
    ahead = ((own, latest),) if own is first else ((own, latest), (first, first.name))
    behind = tuple(line for line in lines if line is not own and line is not first)
    return replace(bare, title=own.name, lines=ahead, context=behind)


def _latest(own: Line) -> str:
    """An area's latest figure, with its period if others have a later one."""
    last = next((mark for mark in reversed(own.marks) if mark.value is not None), None)
    if last is None:
        return ""
    return last.printed if last is own.marks[-1] else f"{last.printed} ({last.period})"


def _breaks(measure: Measure, periods: Sequence[Observation]) -> tuple[Break, ...]:
    """The changes of definition between the first and the last period."""
    known = [Break(year(one.since), one.why) for one in measure.indicator.breaks]
    return tuple(one for one in known if periods[0].at < one.at < periods[-1].at)


def _gaps(periods: Sequence[Observation]) -> tuple[float, ...]:
    """Where one or more periods are missing, by the step from one to the next of their type."""
    step = STEPS.get(periods[0].period_type)
    return tuple((a.at + b.at) / 2 for a, b in pairwise(periods) if step and b.at - a.at > 1.5 * step)


def _line(measure: Measure, area: Area, at: int, found: Sequence[Observation]) -> Line:
    """An area's figures, with an empty mark for every period that others have and it has not."""
    own = {one.at: one for one in found if one.area == area.code}
    marks = {one.at: Mark(one.period, one.at, None, text.NO_FIGURE, "not available") for one in found}
    marks |= {
        at: Mark(one.period, at, one.value, printed(one, measure), one.status) for at, one in own.items()
    }
    return Line(area.name, _role(area, at), tuple(marks.values()))


def _role(area: Area, at: int) -> Role:
    return "this" if at == 0 else "england" if area.code == ENGLAND else "other"


def _bars(measure: Measure, areas: Sequence[Area], found: Sequence[Observation]) -> Ranked:
    """One period's figures as bars, in the order chosen."""
    now = {one.area: one for one in found}
    bars = [
        Bar(area.name, one.value, printed(one, measure), _role(area, at), qualifier=one.qualifier)
        for at, area in enumerate(areas)
        if (one := now.get(area.code)) is not None
    ]
    unit = charting.axis_unit(measure.indicator.unit)
    return Ranked(measure.name, unit, found[-1].period, tuple(bars))
