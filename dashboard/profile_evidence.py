"""What an address of /profile chooses, and what is asked of the store for it: a few questions in all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dashboard.benchmark import COUNTS, ENGLAND
from dashboard.profiles import SORTS, Evidence, Sort
from dashboard.queries import Ask
from dashboard.records import NeighbourList, Series
from dashboard.selecting import Selection
from loaders.reference import Area, Indicator

MOST = 1_000  # measures on one page
POOLED = 20  # of them with figures in several files, all of which are read


@dataclass(frozen=True)
class Choice:
    """An authority, a topic (empty for all), a list of those on record for it, an order; what was offered.

    `newest` is when the newest period of the release ends.
    """

    area: Area
    topic: str
    topics: Sequence[str]
    listed: NeighbourList | None
    lists: Sequence[NeighbourList]
    sort: Sort
    newest: str


def choice(ask: Ask, selection: Selection, area: Area) -> Choice:
    """What a selection chooses for an authority; what does not exist is as if it were not said.

    Without a list it is the one in force when the newest period of the release ends, else the last before.
    """
    topics, lists, newest = ask.measures.topics(), ask.neighbour_lists(area.code), ask.newest()
    said = selection.get("list", "")
    in_force = [one for one in lists if one.covers(newest)]
    before = [one for one in lists if one.valid_from <= newest]
    sorts: dict[str, Sort] = {one: one for one in SORTS}
    fitting = [one for one in lists if one.id == said] or in_force or before
    return Choice(
        area,
        next((one for one in topics if one == selection.get("topic")), ""),
        topics,
        next(iter(fitting), None),
        lists,
        sorts.get(selection.get("sort", ""), "behind"),
        newest,
    )


def evidence(ask: Ask, chosen: Choice, only: Indicator | None = None) -> Evidence:
    """The latest figures of the authority, its neighbours and England on a topic's measures or `only` one."""
    found = {only.id: only} if only else ask.measures.about(chosen.topic, MOST + 1)
    is_cut = len(found) > MOST
    measures = dict(islice(found.items(), MOST))
    whole = not (only or chosen.topic or is_cut)
    which: Mapping[str, object] = {"breakdown": "", **({} if whole else {"indicator": list(measures)})}
    neighbours = chosen.listed.neighbours if chosen.listed else ()
    code = chosen.area.code
    series, several = _one_each(ask.series(**which))
    own = {
        one.indicator: one
        for one in ask.standings(area=code, **which)
        if one.indicator not in several or one.source == series[one.indicator].source
    }
    values: dict[str, dict[str, float | None]] = {}
    for name, area, value in ask.values(area=[*neighbours, ENGLAND], **which):
        values.setdefault(name, {})[area] = value
    together = [name for name in several if name in measures and _is_compared(measures[name])]
    read = together[:POOLED]
    for name, latest in ask.pooled(read).items() if read else ():
        series[name] = latest.series
        values[name] = {area: one.value for area, one in latest.figures.items()}
        own.pop(name, None)
        own.update({name: latest.figures[code]} if code in latest.figures else {})
    split = frozenset(together[POOLED:])
    return Evidence(neighbours, chosen.newest, measures, series, own, values, split, is_cut)


def _one_each(found: Sequence[Series]) -> tuple[dict[str, Series], list[str]]:
    """The newest series of each indicator; those of which several files hold a dated one."""
    series: dict[str, Series] = {}
    several: dict[str, None] = {}
    for one in found:
        other = series.get(one.indicator)
        if other and other.period and one.period:
            several[one.indicator] = None
        if other is None or one.end > other.end:
            series[one.indicator] = one
    return series, list(several)


def _is_compared(measure: Indicator) -> bool:
    return measure.comparable and measure.unit not in COUNTS
