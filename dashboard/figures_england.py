"""Every authority of England in one chart, as Plotly's own dict: thin bars, those that matter named. Pure.

A hundred and fifty names do not fit, so only the bars that a reader looks for are thick and have a label, at
the left, where labels never overlap at any width. The bars are as high as they are few pixels: the chart fits
on a screen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard import drawing, lettering, theme
from dashboard.drawing import Figure, font
from dashboard.views import Bar, Level, Ranked

LINE = theme.TEXT_SIZE * theme.LINE_HEIGHT
THIN, THICK = 3, 9  # heights of bars, in pixels
SPACE = 1  # between bars
GAP = 2  # between labels
SPARE = 6  # between labels on average, where not every neighbour can have one
LABEL = 150  # the widest that a label may be before it is broken
LEADER = 26  # room for the line from a label to its bar
WIDE_LABEL = 206  # the same in a room, where a label has one line
BOTTOM = 34  # room for the values under the bars
RIGHT = 40  # room for the letters of the quarters


@dataclass(frozen=True)
class Row:
    """A bar at its place: its centre, in pixels from the plot's top, its height, and what is said of it."""

    bar: Bar
    words: str
    at: float
    height: float


def england(view: Ranked, room: int = 0) -> Figure:
    """Bars from zero, in the order given, without whoever has no figure; a band and letter a quarter.

    `room` is how many pixels high it may be: bars are thinner then, and as many neighbours are named as there
    is room for. 0 is as many as it likes.
    """
    title = lettering.wrap(f"{view.unit}, {view.period}", 300, theme.TEXT_SIZE)
    top = round((len(title) + len(view.levels)) * LINE + 16)
    rows = list(_rows(view, room - top - BOTTOM if room else math.inf))
    plot = round(rows[-1].at + rows[-1].height / 2) if rows else THIN
    values = [row.bar.value or 0.0 for row in rows] + [level.value for level in view.levels]
    scaled = drawing.scale(values, most_ticks=5, from_zero=True)
    labels = list(_labels(_named(rows, plot), plot, WIDE_LABEL) if room else _labels(rows, plot, LABEL))
    widest = max(
        (lettering.width(text, theme.TEXT_SIZE) for *_, lines in labels for text in lines), default=40
    )
    left = drawing.margin(widest + LEADER + 6)
    bands = list(_bands(view, rows))
    annotations = [drawing.text(title, (0, 1), (2 - left, top), ("left", "top"), font(theme.QUIET_INK))]
    annotations += [_label(row, at, lines) for row, at, lines in labels]
    annotations += [_letter(letter, (start + end) / 2 / plot) for letter, start, end in bands]
    shapes = [_band(k, start, end) for k, (_, start, end) in enumerate(bands)]
    shapes += [_grid(tick) for tick in scaled.ticks]
    for k, level in enumerate(view.levels):
        annotations.append(_level(level, scaled, top - (len(title) + k) * LINE))
        shapes.append(drawing.upright(level.value, 1, color=theme.LEVEL.color, width=2))
    layout = drawing.layout(top + plot + BOTTOM, (left, RIGHT, top, BOTTOM), shapes, annotations)
    wide, narrow = (_ticks(scaled, every) for every in (1, 2))
    layout["xaxis"] |= {"range": [scaled.low, scaled.high], **wide}
    layout["yaxis"] |= {"range": [plot, 0], "tickvals": [], "ticktext": []}
    layout["meta"] = {"wide": wide, "narrow": narrow}
    layout["bargap"] = 0
    return {"data": [_bars(rows)], "layout": layout}


def _rows(view: Ranked, most: float) -> Iterator[Row]:
    """The bars at their places, all of them thinner if they would take more than `most` pixels."""
    shown = [
        pair for pair in zip(view.bars, drawing.bar_words(view), strict=True) if pair[0].value is not None
    ]
    heights = [THIN if bar.role == "other" else THICK for bar, _ in shown]
    scale = min(1.0, most / (sum(heights) + SPACE * len(heights) or 1))
    used = 0.0
    for (bar, words), full in zip(shown, heights, strict=True):
        height, space = full * scale, SPACE * scale
        yield Row(bar, words, used + space + height / 2, height)
        used += height + space


def _named(rows: Sequence[Row], plot: float) -> list[Row]:
    """The bars to name, a line each: of the neighbours, from first to last, as many as there is room for.

    There is room to spare, or labels would stand far from their bars.
    """
    near = [row for row in rows if row.bar.role == "neighbours"]
    others = [row for row in rows if row.bar.role not in ("other", "neighbours")]
    most = max(0, int((plot + LINE) // (LINE + SPARE)) - len(others))
    if len(near) > most:
        near = [near[round(k * (len(near) - 1) / max(1, most - 1))] for k in range(most)]
    return sorted([*others, *near], key=lambda row: row.at)


def _bars(rows: Sequence[Row]) -> Figure:
    fills = [theme.THIN_BARS[row.bar.role] for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.bar.value for row in rows],
        "y": [row.at for row in rows],
        "width": [row.height for row in rows],
        "customdata": [row.bar.href for row in rows],
        "hovertext": [row.words for row in rows],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "color": [fill.color for fill in fills],
            "line": {
                "color": [fill.edge for fill in fills],
                "width": [1.5 if row.bar.role == "england" else 0 for row in rows],
            },
        },
    }


def _labels(rows: Sequence[Row], plot: float, most: float) -> Iterator[tuple[Row, float, list[str]]]:
    """The bars to name, where their labels are centred, and the labels' lines."""
    named = [row for row in rows if row.bar.role != "other"]
    texts = [lettering.wrap(f"{row.bar.name} {row.bar.printed}", most, theme.TEXT_SIZE) for row in named]
    wanted = [(row.at, len(lines) * LINE + GAP) for row, lines in zip(named, texts, strict=True)]
    yield from zip(named, lettering.spread(wanted, -LINE / 2, plot + LINE / 2), texts, strict=True)


def _label(row: Row, at: float, lines: Sequence[str]) -> Figure:
    """A label left of the plot, with a thin line to its bar."""
    own = row.bar.role == "this"
    set_in = font(theme.STROKES[row.bar.role].ink, weight="bold" if own else "normal")
    label = drawing.text(lines, (0, row.at), (0, 0), ("right", "middle"), set_in)
    line = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": theme.AXIS, "standoff": 2}
    return label | {"yref": "y", "showarrow": True, "ax": -LEADER, "ay": round(at - row.at, 1), **line}


def _bands(view: Ranked, rows: Sequence[Row]) -> Iterator[tuple[str, float, float]]:
    """The letter of each quarter, and from where to where its bars reach."""
    ranked = [row for row in rows if row.bar.rank is not None]
    first, start = 0, 0.0
    for quarter in view.quarters:
        inside = ranked[first : first + quarter.count]
        first += quarter.count
        end = inside[-1].at + (inside[-1].height + SPACE) / 2
        yield quarter.letter, start, end
        start = end


def _band(k: int, start: float, end: float) -> Figure:
    ends = {"x0": 0, "x1": 1, "y0": start, "y1": end, "xref": "paper", "yref": "y"}
    line = {"color": theme.GRID, "width": 0, "dash": "solid"}
    color = theme.SHADED if k % 2 == 0 else theme.PAPER
    return {"type": "rect", "layer": "below", **ends, "fillcolor": color, "line": line}


def _letter(letter: str, share: float) -> Figure:
    return drawing.text([letter], (1, 1 - share), (12, 0), ("left", "middle"), font(theme.INK, 16, "bold"))


def _grid(tick: float) -> Figure:
    ends = {"x0": tick, "x1": tick, "y0": 0, "y1": 1, "xref": "x", "yref": "paper"}
    line = {"color": theme.AXIS if tick == 0 else theme.GRID, "width": 1, "dash": "solid"}
    return {"type": "line", "layer": "below", **ends, "line": line}


def _level(level: Level, scaled: drawing.Scale, height: float) -> Figure:
    share = scaled.share(level.value)
    side = "left" if share < 0.34 else "right" if share > 0.66 else "center"
    texts = [f"{level.name} {level.printed}"]
    return drawing.text(texts, (level.value, 1), (0, height), (side, "top"), font(theme.LEVEL.ink), xref="x")


def _ticks(scaled: drawing.Scale, every: int) -> Figure:
    kept = range(0, len(scaled.ticks), every)
    return {"tickvals": [scaled.ticks[k] for k in kept], "ticktext": [scaled.texts[k] for k in kept]}
