"""View-model -> one of the small charts of /compare, as Plotly's own dict. Pure.

All panels of a measure have the same axes. They are painted and never mounted, since a page may have dozens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard import drawing, lettering, theme
from dashboard.drawing import Figure, font
from dashboard.views import Line, Panel

SMALL_TEXT = 13
NOT_ZERO = "The axis starts at {}, not at zero"
MANY, THIN = 30, 0.6  # of so many lines behind, each is thin, or they become one patch


@dataclass(frozen=True)
class Size:
    """How tall the plot is, the size of its texts, the most ticks of its values, and room for labels."""

    plot: int
    text: int
    ticks: int
    label: int


LARGE = Size(plot=240, text=theme.TEXT_SIZE, ticks=6, label=116)
SMALL = Size(plot=104, text=SMALL_TEXT, ticks=3, label=84)


def large(view: Panel, room: int = 0) -> Figure:
    """A measure with a line an area, each named at its end; about `room` pixels high, if that is given."""
    size = replace(LARGE, plot=room - 120) if room else LARGE
    start = starts_at(view, size)
    unit = [*lettering.wrap(view.unit, 300, theme.TEXT_SIZE), *([NOT_ZERO.format(start)] if start else [])]
    scaled = _scale(view, size)
    top = round(len(unit) * theme.TEXT_SIZE * theme.LINE_HEIGHT + 14)
    figure = _figure(view, scaled, size, top)
    left = figure["layout"]["margin"]["l"]
    said = drawing.text(unit, (0, 1), (2 - left, top), ("left", "top"), font(theme.QUIET_INK))
    figure["layout"]["annotations"].append(said)
    return figure


def small(view: Panel) -> Figure:
    """One area's line before those of the others; the unit is said above all the panels."""
    return _figure(view, _scale(view, SMALL), SMALL, 12)


def starts_at(view: Panel, size: Size) -> str:
    """Where the value axis starts if that is not zero; else empty."""
    scaled = _scale(view, size)
    return "" if scaled.low <= 0 <= scaled.high else scaled.texts[0]


def _scale(view: Panel, size: Size) -> drawing.Scale:
    values = [mark.value for line in _all(view) for mark in line.marks if mark.value is not None]
    return drawing.scale(values, most_ticks=size.ticks)


def _all(view: Panel) -> Iterator[Line]:
    yield from (line for line, _ in view.lines)
    yield from view.context


def _figure(view: Panel, scaled: drawing.Scale, size: Size, top: int) -> Figure:
    wide, narrow, (first, last) = drawing.period_ticks([m for line in _all(view) for m in line.marks])
    labels = _labels(view, scaled, size)
    left = drawing.margin(max(lettering.width(text, size.text) for text in scaled.texts) + 10)
    room = max((lettering.width(t, size.text) for _, _, texts, _ in labels for t in texts), default=8)
    right = drawing.margin((size.label if size is SMALL else room) + 14)  # small plots are equally wide
    bottom = round(size.text * 2.6)
    annotations = [
        drawing.text(
            texts, (1, 1 - at / size.plot), (10, 0), ("left", "middle"), font(ink, size.text, weight)
        )
        for at, ink, texts, weight in labels
    ]
    shapes = [drawing.upright(each.at, 1) for each in view.breaks]
    margins = (left, right, top, bottom)
    layout = drawing.layout(top + size.plot + bottom, margins, shapes, annotations)
    set_in = {"size": size.text, "color": theme.QUIET_INK}
    layout["xaxis"] |= {"range": [first, last], **wide, "showline": True, "tickfont": set_in}
    layout["yaxis"] |= {"range": [scaled.low, scaled.high], "showgrid": True, "tickfont": set_in}
    layout["yaxis"] |= {"tickvals": list(scaled.ticks), "ticktext": list(scaled.texts)}
    layout["meta"] = {"wide": wide, "narrow": narrow}
    cuts = [*(each.at for each in view.breaks), *view.gaps]
    context = [_context(view.context, cuts)] if view.context else []
    drawn = [_line(*pair, cuts) for pair in zip(_strokes(view), view.lines, strict=True)]
    return {"data": [*context, *reversed(drawn)], "layout": layout}


def _strokes(view: Panel) -> list[theme.Stroke]:
    """A stroke for each line that stands out; England has its own, unless it comes first."""
    free = iter(theme.SIDE_BY_SIDE)
    return [
        theme.STROKES["england"] if at and line.role == "england" else next(free)
        for at, (line, _) in enumerate(view.lines)
    ]


def _labels(view: Panel, scaled: drawing.Scale, size: Size) -> list[tuple[float, str, list[str], str]]:
    """(centre in pixels from the plot's top, ink, lines of text, weight) of the labels at the lines' ends."""
    found: list[tuple[float, str, list[str], str]] = []
    for stroke, (line, said) in zip(_strokes(view), view.lines, strict=True):
        value = next((mark.value for mark in reversed(line.marks) if mark.value is not None), None)
        if value is not None:
            weight = "normal" if found else "bold"
            found.append((value, stroke.ink, lettering.wrap(said, size.label, size.text), weight))
    tall = size.text * theme.LINE_HEIGHT
    wanted = [((1 - scaled.share(value)) * size.plot, len(texts) * tall + 3) for value, _, texts, _ in found]
    places = lettering.spread(wanted, -tall / 2, size.plot + tall / 2)
    return [(at, ink, texts, weight) for at, (_, ink, texts, weight) in zip(places, found, strict=True)]


def _line(stroke: theme.Stroke, shown: tuple[Line, str], cuts: Sequence[float]) -> Figure:
    line, _ = shown
    points = _points(line, cuts)
    said = {mark.at: f"{line.name}<br>{mark.period}: {mark.printed}" for mark in line.marks}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "hovertext": [said.get(x, "") for x, _ in points],
        "hoverinfo": "text",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": stroke.color, "width": stroke.width, "dash": stroke.dash},
        "marker": {
            "color": stroke.color,
            "size": stroke.marker - 2,
            "line": {"color": theme.PAPER, "width": 1},
        },
        "meta": "this" if stroke == theme.STROKES["this"] else "chosen",
    }


def _context(lines: Sequence[Line], cuts: Sequence[float]) -> Figure:
    """All the lines behind as one trace, with a gap between two."""
    points = [point for line in lines for point in (*_points(line, cuts), (0.0, None))]
    stroke = theme.STROKES["other"]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "hoverinfo": "skip",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {
            "color": stroke.color,
            "width": THIN if len(lines) > MANY else stroke.width,
            "dash": "solid",
        },
        "meta": "other",
    }


def _points(line: Line, cuts: Sequence[float]) -> list[tuple[float, float | None]]:
    """A line's figures in time order, with nothing where one is missing and wherever the line is cut."""
    points: list[tuple[float, float | None]] = [(mark.at, mark.value) for mark in line.marks]
    points += [(at, None) for at in cuts]
    return sorted(points, key=lambda point: point[0])
