"""Figures of the areas chosen -> view-models of small charts: which lines stand out, which stay behind. Pure.

Up to four areas, and England, share one panel. Of more each has a panel of its own, before the others' lines
in grey; of too many for that, only the first and England stand out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import charting
from dashboard.benchmark import ENGLAND, series, year
from dashboard.choosing import Measure
from dashboard.comparison import printed
from dashboard.records import Observation
from dashboard.theme import SIDE_BY_SIDE
from dashboard.views import Bar, Break, Line, Mark, Panel, Ranked, Role
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
    lines = [_line(measure, area, at, found) for at, area in enumerate(areas)]
    shown = [line for line in lines if any(mark.value is not None for mark in line.marks)]
    times = {mark.at for line in shown for mark in line.marks}
    if not shown:
        return None
    if len(times) == 1:
        return Charted(bars=_bars(measure, areas, found)) if len(shown) > 1 else None
    breaks = tuple(
        Break(year(one.since), one.why)
        for one in measure.indicator.breaks
        if min(times) < year(one.since) < max(times)
    )
    unit = charting.axis_unit(measure.indicator.unit)
    if sum(area.code != ENGLAND for area in areas) <= TOGETHER:
        return Charted(Panel(measure.name, unit, tuple((one, one.name) for one in shown), (), breaks))
    if len(areas) <= APART:
        return Charted(small=tuple(_apart(line, lines, unit, breaks) for line in lines))
    ahead = [line for line in shown if line.role != "other"]
    behind = tuple(line for line in shown if line.role == "other")
    return Charted(Panel(measure.name, unit, tuple((one, one.name) for one in ahead), behind, breaks))


def _apart(own: Line, lines: Sequence[Line], unit: str, breaks: tuple[Break, ...]) -> Panel:
    """An area's panel: its line with its latest figure, the first area's line, and the others behind."""
    first = lines[0]
    latest = next((mark.printed for mark in reversed(own.marks) if mark.value is not None), "")
    ahead = [(own, latest)] if own is first else [(own, latest), (first, first.name)]
    behind = tuple(line for line in lines if line not in (own, first))
    return Panel(own.name, unit, tuple(ahead), behind, breaks)


def _line(measure: Measure, area: Area, at: int, found: Sequence[Observation]) -> Line:
    marks = [
        Mark(one.period, one.at, one.value, printed(one, measure), one.status)
        for one in found
        if one.area == area.code
    ]
    return Line(area.name, _role(area, at), tuple(marks))


def _role(area: Area, at: int) -> Role:
    return "this" if at == 0 else "england" if area.code == ENGLAND else "other"


def _bars(measure: Measure, areas: Sequence[Area], found: Sequence[Observation]) -> Ranked:
    """One period's figures as bars, in the order chosen."""
    now = {one.area: one for one in found}
    bars = [
        Bar(area.name, one.value, printed(one, measure), _role(area, at))
        for at, area in enumerate(areas)
        if (one := now.get(area.code)) is not None
    ]
    unit = charting.axis_unit(measure.indicator.unit)
    return Ranked(measure.name, unit, found[-1].period, tuple(bars))
