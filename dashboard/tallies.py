"""The grades of all authorities counted, day by day, among those that existed: never averaged. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Mapping, Sequence

from dashboard.benchmark import WHOLE_COUNTRY
from dashboard.records import Graded
from dashboard.views import Tally
from loaders.reference import Area

LEVELS = (4, 3, 2, 1)


def nationwide(inspected: Collection[str], areas: Mapping[str, Area]) -> bool:
    """True if nearly all of today's authorities were inspected: the file lists the country, not a few."""
    today = existing(areas, "")
    return len(today & set(inspected)) >= WHOLE_COUNTRY * len(today)


def existing(areas: Mapping[str, Area], day: str) -> set[str]:
    """Codes of the authorities that existed on an ISO day; an empty day is today."""
    return {area.code for area in areas.values() if area.kind == "authority" and area.existed(day)}


def latest(graded: Sequence[Graded], day: str) -> dict[str, Graded]:
    """Each authority's newest judgement of an inspection that had begun by a day; undated ones do not count.

    Of two that are printed for one inspection the first counts: that is the file's list of current ones.
    """
    found: dict[str, Graded] = {}
    for one in graded:
        if "" < one.day <= day and (one.authority not in found or one.day > found[one.authority].day):
            found[one.authority] = one
    return found


def tallies(graded: Sequence[Graded], areas: Mapping[str, Area]) -> tuple[Tally, ...]:
    """The state of play at the end of every year since the first judgement, and on the newest one's day."""
    days = sorted(one.day for one in graded if one.day)
    if not days:
        return ()
    newest = days[-1]
    ends = [f"{year}-12-31" for year in range(int(days[0][:4]), int(newest[:4]))]
    return tuple(_tally(graded, areas, day) for day in [*ends, newest])


def _tally(graded: Sequence[Graded], areas: Mapping[str, Area], day: str) -> Tally:
    there = existing(areas, day)
    grades = [one.grade for code, one in latest(graded, day).items() if code in there]
    counts = tuple(grades.count(level) for level in LEVELS)
    year, month = day[:4], day[5:7]
    label = year if day.endswith("-12-31") or not month else f"{calendar.month_abbr[int(month)]} {year}"
    return Tally(day, label, f"’{year[2:]}", counts, len(there) - sum(counts))


def years(graded: Sequence[Graded]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """How many inspections that began in each year gave the grades 4, 3, 2 and 1."""
    found: dict[str, list[int | None]] = {}
    for one in sorted((one for one in graded if one.day), key=lambda one: one.day):
        found.setdefault(one.day[:4], []).append(one.grade)
    return tuple((year, tuple(grades.count(level) for level in LEVELS)) for year, grades in found.items())
