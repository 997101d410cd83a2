"""Rows of the store as frozen records, with the names the rest of the dashboard uses. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from loaders import periods


@dataclass(frozen=True)
class Place:
    """Where a row comes from: the source, the place in it, and the cell of the uploaded file.

    `about` is a figure's indicator and area, by which a large file finds its row.
    """

    table: str
    source: str
    locator: str
    cell: str
    about: tuple[str, str] = ("", "")

    @property
    def anchor(self) -> str:
        """The row's name on its source's page."""
        return f"{self.table}-{slug(self.cell or self.locator)}"


class Observation(NamedTuple):
    """One printed figure, as a row of the store, of which a page reads hundreds: so no dataclass.

    `value` is None where `status` says why; `printed` is exactly as published.
    """

    indicator: str
    breakdown: str
    area: str
    period: str
    period_type: str
    start: str
    end: str
    value: float | None
    qualifier: str
    printed: str
    status: str
    numerator: float | None
    denominator: float | None
    headline: bool
    source: str
    locator: str
    cell: str
    note: str

    @property
    def place(self) -> Place:
        """Where it is from."""
        return Place("observation", self.source, self.locator, self.cell, (self.indicator, self.area))

    @property
    def dated(self) -> bool:
        """False for a figure whose period the source does not give: listed, never charted."""
        return self.period_type != "undated"

    @property
    def at(self) -> float:
        """The middle of the period in years; only for dated figures."""
        return (self.opens + self.closes) / 2

    @property
    def opens(self) -> float:
        """The start of the period in years; only for dated figures."""
        return years(self.start, opening=True)

    @property
    def closes(self) -> float:
        """The end of the period in years; only for dated figures."""
        return years(self.end, opening=False)


class Series(NamedTuple):
    """What a file holds of one indicator and breakdown: its latest period, and how England's figures spread.

    `whole` authorities existed at the end of the period, the file lists `listed` of them, and `valued` have a
    figure. The quantiles are None of fewer than four.
    """

    indicator: str
    breakdown: str
    period: str
    period_type: str
    start: str
    end: str
    whole: int
    listed: int
    valued: int
    smallest: float | None
    q25: float | None
    q50: float | None
    q75: float | None
    largest: float | None
    source: str


class Standing(NamedTuple):
    """One area's figure in the latest period of a series, with its place counted from either end.

    `before` is its figure in the period right before, None without one or across a gap.
    """

    area: str
    indicator: str
    breakdown: str
    value: float | None
    qualifier: str
    printed: str
    status: str
    numerator: float | None
    denominator: float | None
    from_top: int | None
    from_bottom: int | None
    before: float | None
    before_period: str
    before_start: str
    locator: str
    cell: str
    note: str
    source: str

    @property
    def place(self) -> Place:
        """Where the figure is from."""
        return Place("observation", self.source, self.locator, self.cell, (self.indicator, self.area))


@dataclass(frozen=True)
class Latest:
    """The latest period of a series, and the figures in it by area: of every area, or of some."""

    series: Series
    figures: Mapping[str, Standing]


class Interval(NamedTuple):
    """The limits between which a figure would lie but for chance, with 95% confidence, and whose method."""

    indicator: str
    breakdown: str
    area: str
    period: str
    lower: float
    upper: float
    method: str
    source: str


@dataclass(frozen=True)
class Judgement:
    """One judgement as printed and on the 1 to 4 scale (4 is best; None is a word on no scale)."""

    authority: str
    framework: str
    inspection: str
    section: str
    aspect: str
    theme: str
    kind: str
    printed: str
    grade: int | None
    inspected_from: str
    inspected_to: str
    published_on: str
    note: str
    place: Place

    @property
    def when(self) -> str:
        """The date to sort by: when published, else when inspected, as far as known."""
        return self.published_on or self.inspected_to or self.inspected_from


@dataclass(frozen=True)
class Graded:
    """What counting needs of a judgement. `day` is when the inspection began, as far as known."""

    authority: str
    grade: int | None
    day: str
    note: str


@dataclass(frozen=True)
class Finding:
    """A strength, weakness or recommendation, in our own words."""

    authority: str
    inspection: str
    theme: str
    kind: str
    deadline: str
    text: str
    place: Place


@dataclass(frozen=True)
class Threshold:
    """A national threshold, baseline or target; `unit` is as printed and may differ from the indicator's."""

    indicator: str
    breakdown: str
    area: str
    period: str
    kind: str
    due: str
    value: float
    unit: str
    printed: str
    note: str
    place: Place


@dataclass(frozen=True)
class Source:
    """A paper or file."""

    id: str
    title: str
    publisher: str
    authority: str
    published_on: str
    licence: str
    text_file: str
    file: str
    sha256: str
    left_out: str


@dataclass(frozen=True)
class NeighbourList:
    """An authority's comparators on one list, closest first where the list has an order."""

    id: str
    valid_from: str
    valid_to: str
    neighbours: tuple[str, ...]
    closeness: tuple[str, ...]
    place: Place

    def covers(self, day: str) -> bool:
        """True if the list was in force on an ISO day (or month, or year); of no day is that known."""
        ends = self.valid_to or "9999"
        return bool(day) and self.valid_from[: len(day)] <= day and day[: len(ends)] <= ends


def slug(text: str) -> str:
    """Text as a part of an address: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


@cache
def years(date: str, *, opening: bool) -> float:
    """The start or end of an ISO day, month or year, in years: 2011-03-31 ends at 2011.25."""
    return periods.years(date, opening=opening)
