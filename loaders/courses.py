"""The course of series that would change, as it is and as it would be: what a picture is drawn from. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

MOST, MOST_TRIED = 6, 60
SERIES = ["indicator", "breakdown", "area", "period_type"]  # the columns whose values a series shares


@dataclass(frozen=True)
class Point:
    """A dated figure that is shown: its period as printed, its first and last day, value and print."""

    period: str
    start: str
    end: str
    value: float
    printed: str


@dataclass(frozen=True)
class Course:
    """A series with its figures, as they are and as they would be."""

    indicator: str
    breakdown: str
    area: str
    before: tuple[Point, ...]
    after: tuple[Point, ...]


def courses(old: pd.DataFrame, new: pd.DataFrame, changed: Sequence[int]) -> tuple[Course, ...]:
    """The first series of which figures are added or changed (positions in the new observations).

    Of as many measures as there are: a second one of a measure comes after the first of the others. One of
    fewer than two dated figures has no course to see.
    """
    figures = [frame[dated(frame)] for frame in (old, new)]
    wanted = new.iloc[list(changed)][SERIES].drop_duplicates()
    again = wanted.groupby("indicator", observed=True, sort=False).cumcount()
    wanted = wanted.iloc[np.argsort(again.to_numpy(), kind="stable")].head(MOST_TRIED)  # of each one first
    made: list[Course] = []
    for key in wanted.astype("str").itertuples(index=False, name=None):
        before, after = (_points(frame, key) for frame in figures)
        if len(after) > 1:
            indicator, breakdown, area, _ = map(str, key)
            made.append(Course(indicator, breakdown, area, before, after))
        if len(made) == MOST:
            break
    return tuple(made)


def dated(frame: pd.DataFrame) -> pd.Series[bool]:
    """Which observations are part of a course: those shown that have a date and a value."""
    return frame["headline"] & (frame["period_end"] != "") & frame["value"].notna()


def _points(frame: pd.DataFrame, key: tuple[Any, ...]) -> tuple[Point, ...]:
    pairs = zip(SERIES, key, strict=True)
    at = np.flatnonzero(np.logical_and.reduce([(frame[name] == value).to_numpy() for name, value in pairs]))
    columns: list[list[Any]] = [
        frame[name].iloc[at].tolist()
        for name in ("period", "period_start", "period_end", "value", "published_as")
    ]
    found = [
        Point(period, start, end, float(value), printed)
        for period, start, end, value, printed in zip(*columns, strict=True)
    ]
    return tuple(sorted(found, key=lambda point: (point.end, point.start)))
