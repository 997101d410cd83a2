"""One authority across many measures: where it stands in England and among its neighbours, in order. Pure.

A measure can be put in order if its direction is known, the authority has a figure in the latest period, at
least seven in ten of its neighbours have one too, and that period ends within three years of the newest of
the release. All others keep the reason why not.
"""

from __future__ import annotations

import statistics
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dashboard.benchmark import COUNTS, ENGLAND, WHOLE_COUNTRY
from dashboard.benchmark import Standing as Place
from dashboard.records import Series, Standing, years
from loaders import ranking
from loaders.reference import Indicator

ENOUGH = 0.7  # of the neighbours: at least 7 of 10
RECENT = 3.0  # years between the end of a period and the newest of the release
MOMENT = 0.01  # years; a day is less, a month more

Reason = Literal["", "few", "old", "missing", "split", "alone", "direction", "count", "own"]
Sort = Literal["behind", "ahead", "topic", "name"]
SORTS: tuple[Sort, ...] = ("behind", "ahead", "topic", "name")
# Why a row is not in order, in the order they are listed; the first that holds is told.
AFTER: tuple[Reason, ...] = ("few", "old", "missing", "split", "alone", "direction", "count", "own")
WITHOUT_ENDS = ("direction", "count", "own")  # neither end of their line is the better one
WITHOUT_LINE = ("split", "count", "own")


@dataclass(frozen=True)
class Evidence:
    """What a profile is made of. By indicator: its definition, latest period, the authority's figure.

    `values` are the latest figures of neighbours and England by indicator and area. `neighbours` are the
    codes of a list, none where there is none to compare with. `newest` is when the release's newest period of
    several authorities ends. `split` are measures that several files hold and that are too many to be read
    together. `is_cut` says that there are more measures than are looked at.
    """

    neighbours: Sequence[str]
    newest: str
    measures: Mapping[str, Indicator]
    series: Mapping[str, Series]
    own: Mapping[str, Standing]
    values: Mapping[str, Mapping[str, float | None]]
    split: Collection[str] = ()
    is_cut: bool = False


class Row(NamedTuple):
    """One measure of the profile.

    `near` are the figures of the neighbours that have one, `total` counts the list. `better` of them are
    better than the authority, `same` equal to it, by unrounded figures; both 0 without direction. `distance`
    is how far the authority is behind the neighbours' median, in units of their quartile range.
    """

    measure: Indicator
    series: Series
    own: Standing | None
    near: tuple[float, ...]
    total: int
    england: float | None
    better: int
    same: int
    distance: float
    reason: Reason

    @property
    def behind(self) -> float:
        """The percentile among neighbours: the share of those with a figure that are better than this one.

        One that is equal counts half (mid-rank), so 0.5 is the middle, 1 is behind all, 0 ahead of all.
        """
        return (self.better + self.same / 2) / len(self.near)

    @property
    def behind_most(self) -> bool:
        """True if more than half of the neighbours that have a figure are better."""
        return self.better > len(self.near) / 2

    @property
    def ahead_of_most(self) -> bool:
        """True if this one is better than more than half of the neighbours that have a figure."""
        return len(self.near) - self.better - self.same > len(self.near) / 2

    @property
    def middle(self) -> float | None:
        """The median of the neighbours that have a figure."""
        return statistics.median(self.near) if self.near else None

    @property
    def ends(self) -> tuple[float, float] | None:
        """The worst and the best figure of an authority; without direction the smallest and the largest."""
        low, high = self.series.smallest, self.series.largest
        if low is None or high is None or self.reason in WITHOUT_LINE:
            return None
        return (high, low) if self.measure.polarity == "low" else (low, high)

    @property
    def bands(self) -> ranking.Bands | None:
        """England's quartile bands; None where the source lists fewer than nine in ten authorities."""
        series = self.series
        cuts = (series.smallest, series.q25, series.q50, series.q75, series.largest)
        known = [cut for cut in cuts if cut is not None]
        national = series.listed >= WHOLE_COUNTRY * series.whole
        return ranking.Bands(*known) if national and len(known) == len(cuts) else None

    @property
    def place(self) -> Place | None:
        """Its place from the best among authorities of its day; None without direction, figure or others."""
        one, series, polarity = self.own, self.series, self.measure.polarity
        if self.reason in (*WITHOUT_ENDS, "split") or series.valued < 2:
            return None
        if one is None or one.from_top is None or one.from_bottom is None:
            return None
        bands = ranking.told_apart(self.bands) if self.measure.quartiles else None
        return Place(
            one.from_top if polarity == "high" else one.from_bottom,
            series.valued,
            series.listed,
            "england" if series.listed >= WHOLE_COUNTRY * series.whole else "table",
            ranking.letter(one.value, bands, polarity),
            series.whole,
            series.valued + 1 - one.from_top - one.from_bottom,
        )


class Group(NamedTuple):
    """Rows under one heading: those in order (`reason` empty, with a topic where sorted by topic), or not."""

    reason: Reason
    topic: str
    rows: tuple[Row, ...]


def rows(known: Evidence) -> list[Row]:
    """A row for each measure of which the authority or a neighbour has a row in the latest period.

    Of a council's own measures, that no other has, only the authority's.
    """
    newest = years(known.newest, opening=False) if known.newest else 0.0
    made: list[Row] = []
    for name, series in known.series.items():
        measure, own, values = known.measures.get(name), known.own.get(name), known.values.get(name, {})
        if measure is None or not series.period:
            continue
        if own is None and (not measure.comparable or not values.keys() - {ENGLAND}):
            continue
        made.append(_row(known, measure, series, own, values, newest))
    return made


def _row(
    known: Evidence,
    measure: Indicator,
    series: Series,
    own: Standing | None,
    values: Mapping[str, float | None],
    newest: float,
) -> Row:
    codes = known.neighbours
    value = None if own is None else own.value
    near = tuple([found for code in codes if (found := values.get(code)) is not None])
    reason = _reason(known, measure, series, value, near, newest)
    better = same = 0
    distance = 0.0
    if value is not None and near and reason not in WITHOUT_ENDS:
        sign = 1 if measure.polarity == "high" else -1
        better = sum([sign * one > sign * value for one in near])
        same = near.count(value)
        distance = sign * _distance(value, near)
    return Row(measure, series, own, near, len(codes), values.get(ENGLAND), better, same, distance, reason)


def _reason(
    known: Evidence,
    measure: Indicator,
    series: Series,
    value: float | None,
    near: Sequence[float],
    newest: float,
) -> Reason:
    if not measure.comparable:
        return "own"
    if measure.unit in COUNTS:
        return "count"
    if measure.polarity == "none":
        return "direction"
    if measure.id in known.split:
        return "split"
    if value is None:
        return "missing"
    if not known.neighbours:
        return "alone"
    if newest - years(series.end, opening=False) > RECENT + MOMENT:
        return "old"
    return "few" if len(near) < ENOUGH * len(known.neighbours) else ""


def _distance(value: float, near: Sequence[float]) -> float:
    """How far the neighbours' median is above a figure, in units of their quartile range (type 7).

    0 where they do not spread: nothing is then known of how far is far, so that of equal places it is last.
    """
    if len(near) < 2:
        return 0.0
    low, middle, high = statistics.quantiles(near, n=4, method="inclusive")
    return (middle - value) / (high - low) if high > low else 0.0


def arranged(found: Iterable[Row], sort: Sort) -> tuple[Group, ...]:
    """All rows in groups: first those in the order asked for, then the rest by the reason why they are not.

    By topic or name every measure with a direction is in order.
    """
    by: dict[tuple[Reason, str], list[Row]] = {}
    for row in sorted(found, key=_by_name):
        reason, topic = row.reason, ""
        if sort in ("topic", "name") and reason not in (*WITHOUT_ENDS, "split"):
            reason, topic = "", row.measure.topics[0] if sort == "topic" else ""
        by.setdefault((reason, topic), []).append(row)
    places = {reason: place for place, reason in enumerate(("", *AFTER))}
    keys = sorted(by, key=lambda key: (places[key[0]], key[1]))
    ordered = {"behind": _furthest_behind, "ahead": _furthest_ahead}.get(sort)
    return tuple(
        Group(reason, topic, tuple(sorted(found, key=ordered) if ordered and not reason else found))
        for reason, topic in keys
        for found in [by[reason, topic]]
    )


def in_order(found: Iterable[Row]) -> list[Row]:
    """The rows that can be put in order, the furthest behind first.

    By percentile among neighbours; ties by distance from their median, then by name.
    """
    return sorted((row for row in found if not row.reason), key=_furthest_behind)


def _by_name(row: Row) -> tuple[str, str]:
    return row.measure.name.casefold(), row.measure.id


def _furthest_behind(row: Row) -> tuple[float, float, str, str]:
    return -row.behind, -row.distance, *_by_name(row)


def _furthest_ahead(row: Row) -> tuple[float, float, str, str]:
    return row.behind, row.distance, *_by_name(row)
