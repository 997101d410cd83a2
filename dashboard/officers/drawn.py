"""Series that would change, drawn as they are and as they would be, as the public pages draw them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import components, figures, firstpaint, wording
from dashboard.charting import axis_unit
from dashboard.markup import Markup
from dashboard.records import years
from dashboard.views import Line, Mark, Trend
from loaders.courses import Course, Point
from loaders.reference import Reference

NOW, THEN = "As it would be", "As it is now"
MOST_TOLD = 3


@dataclass(frozen=True)
class Drawn:
    """A series as a picture, with what it is and a sentence that says what the picture shows."""

    title: str
    sentence: str
    picture: Markup


def drawn(courses: Sequence[Course], names: Mapping[str, str], known: Reference) -> tuple[Drawn, ...]:
    """Each course as a picture. `names` are those of indicators."""
    return tuple(_drawn(one, names.get(one.indicator, one.indicator), known) for one in courses)


def _drawn(course: Course, name: str, known: Reference) -> Drawn:
    one = known.indicators.get(course.indicator)
    place = known.areas[course.area].name if course.area in known.areas else course.area
    title = ", ".join(filter(None, (name, course.breakdown, place)))
    before, after = _marks(course.before), _marks(course.after)
    lines = [Line(NOW, "this", after)]
    if before and before != after:
        lines.append(Line(THEN, "neighbours", before))
    said = f"{title}: {after[0].printed} in {after[0].period} to {after[-1].printed} in {after[-1].period}."
    then = (
        f" Public now: {before[-1].printed} in {before[-1].period}." if before else " Nothing is public now."
    )
    then += _changed(course)
    figure = figures.trend(Trend(title, axis_unit(one.unit) if one else "", tuple(lines)))
    picture = firstpaint.to_html(components.painted(figure, said + then))
    return Drawn(title, said + then, Markup(picture))


def _changed(course: Course) -> str:
    """The first figures that change, in words: they need not be the first or the last."""
    now = {one.period: one.printed for one in course.before}
    pairs = [(one.period, now[one.period], one.printed) for one in course.after if one.period in now]
    told = [f"{period} from {was} to {comes}" for period, was, comes in pairs if was != comes]
    return (
        f" Changed: {wording.joined(told[:MOST_TOLD])}{' and others' * (len(told) > MOST_TOLD)}."
        if told
        else ""
    )


def _marks(points: Sequence[Point]) -> tuple[Mark, ...]:
    found = [
        Mark(
            one.period,
            (years(one.start, opening=True) + years(one.end, opening=False)) / 2,
            one.value,
            one.printed,
        )
        for one in points
    ]
    return tuple(sorted(found, key=lambda mark: mark.at))
