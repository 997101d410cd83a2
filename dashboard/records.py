"""Rows of the store as frozen records, with the names the rest of the dashboard uses. Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a row comes from: the source, the place in it, and the cell of the uploaded file."""

    table: str
    source: str
    locator: str
    cell: str

    @property
    def anchor(self) -> str:
        """The row's name on its source's page."""
        return f"{self.table}-{slug(self.cell or self.locator)}"


@dataclass(frozen=True)
class Observation:
    """One printed figure. `value` is None where `status` says why; `printed` is exactly as published."""

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
    note: str
    place: Place

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


def years(date: str, *, opening: bool) -> float:
    """The start or end of an ISO day, month or year, in years: 2011-03-31 ends at 2011.25."""
    year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
    month = month or (1 if opening else 12)
    length = calendar.monthrange(year, month)[1]
    gone = (day or 1) - 1 if opening else (day or length)
    return year + (month - 1 + gone / length) / 12
