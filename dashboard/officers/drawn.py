"""Series that would change, drawn as they are and as they would be, as the public pages draw them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import components, figures, firstpaint
from dashboard.charting import axis_unit
from dashboard.markup import Markup
from dashboard.records import years
from dashboard.views import Line, Mark, Trend
from loaders.reference import Reference

MOST, MOST_TRIED = 6, 60
SERIES = ["indicator", "breakdown", "area", "period_type"]
NOW, THEN = "As it would be", "As it is now"


@dataclass(frozen=True)
class Drawn:
    """A series as a picture, with what it is and a sentence that says what the picture shows."""

    title: str
    sentence: str
    picture: Markup


def drawn(
    old: pd.DataFrame, new: pd.DataFrame, changed: Sequence[int], known: Reference
) -> tuple[Drawn, ...]:
    """The first series of which figures are added or changed (positions in the new observations).

    One of fewer than two dated figures is not drawn: there is no course to see.
    """
    wanted = new.iloc[list(changed)][SERIES].astype("str").drop_duplicates()
    made: list[Drawn] = []
    for key in wanted.head(MOST_TRIED).itertuples(index=False, name=None):
        before, after = (_marks(frame, key) for frame in (old, new))
        if len(after) > 1:
            made.append(_drawn(key, before, after, known))
        if len(made) == MOST:
            break
    return tuple(made)


def _marks(frame: pd.DataFrame, key: tuple[str, ...]) -> tuple[Mark, ...]:
    rows = frame[frame["headline"] & (frame["period_end"] != "") & frame["value"].notna()]
    for name, value in zip(SERIES, key, strict=True):
        rows = rows[rows[name] == value]
    columns = ("period", "period_start", "period_end", "value", "published_as")
    found = [
        Mark(period, (years(start, opening=True) + years(end, opening=False)) / 2, value, printed)
        for period, start, end, value, printed in zip(*(rows[name].tolist() for name in columns), strict=True)
    ]
    return tuple(sorted(found, key=lambda mark: mark.at))


def _drawn(
    key: tuple[str, ...], before: tuple[Mark, ...], after: tuple[Mark, ...], known: Reference
) -> Drawn:
    indicator, breakdown, area, _ = key
    one = known.indicators.get(indicator)
    place = known.areas[area].name if area in known.areas else area
    title = ", ".join(filter(None, (one.name if one else indicator, breakdown, place)))
    lines = [Line(NOW, "this", after)]
    if before and before != after:
        lines.append(Line(THEN, "neighbours", before))
    said = f"{title}: {after[0].printed} in {after[0].period} to {after[-1].printed} in {after[-1].period}."
    then = (
        f" Public now: {before[-1].printed} in {before[-1].period}." if before else " Nothing is public now."
    )
    figure = figures.trend(Trend(title, axis_unit(one.unit) if one else "", tuple(lines)))
    picture = firstpaint.to_html(components.painted(figure, said + then))
    return Drawn(title, said + then, Markup(picture))
