"""View-model -> chart, as Plotly's own dict. Pure, and quick: no plotly object is built.

What all have in common is in `drawing`. What depends on the width (how many periods fit under the axis) is in
`layout.meta`, as `wide` and `narrow` ticks. A trace's `meta` is the role its area plays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from dashboard import drawing, lettering, theme
from dashboard.drawing import Figure, font
from dashboard.views import Bar, Break, Level, Line, Ranked, Trend

LINE = theme.TEXT_SIZE * theme.LINE_HEIGHT
GAP = 4  # between labels
LABEL_ROOM = 116  # the widest that a label beside the plot may be before it is broken
LEAST = 140  # pixels of a plot in which lines can be told apart


# ---- over time


def trend(view: Trend, room: int = 0) -> Figure:
    """Lines over time, each labelled at its end; broken at missing values and where a definition changed.

    `room` is how many pixels it should be high, if its labels have room in so many; 0 is as many as it likes.
    """
    scaled = drawing.scale(_values(view))
    unit = lettering.wrap(view.unit, 300, theme.TEXT_SIZE) + _not_from_zero(scaled)
    notes = [_break_lines(b) for b in view.breaks]
    top = round((len(unit) + sum(map(len, notes))) * LINE + GAP * len(notes) + 14)
    bottom = 40
    plot = max(LEAST, room - top - bottom, _labels_need(view)) if room else 320
    labels = _end_labels(view, scaled, plot)
    left = drawing.margin(max(lettering.width(t, theme.TEXT_SIZE) for t in scaled.texts) + 10)
    right = drawing.margin(
        max((lettering.width(t, theme.TEXT_SIZE) for _, _, ts, _ in labels for t in ts), default=8) + 14
    )
    wide, narrow, (first, last) = drawing.period_ticks([m for line in view.lines for m in line.marks])
    annotations = [drawing.text(unit, (0, 1), (2 - left, top), ("left", "top"), font(theme.QUIET_INK))]
    annotations += [
        drawing.text(texts, (1, 1 - at / plot), (10, 0), ("left", "middle"), font(ink, weight=weight))
        for at, ink, texts, weight in labels
    ]
    shapes = [drawing.across(level.value, theme.LEVEL) for level in view.levels]
    used = len(unit) * LINE + 6
    for each, texts in zip(view.breaks, notes, strict=True):
        at = (each.at - first) / (last - first)
        height = top - used
        shapes.append(drawing.upright(each.at, 1 + (height - 2) / plot))
        side = "left" if at < 0.5 else "right"
        shift = (5 if side == "left" else -5, height)
        annotations.append(
            drawing.text(texts, (each.at, 1), shift, (side, "top"), font(theme.QUIET_INK, 13), xref="x")
        )
        used += len(texts) * LINE + GAP
    layout = drawing.layout(top + plot + bottom, (left, right, top, bottom), shapes, annotations)
    layout["xaxis"] |= {"range": [first, last], **wide, "showline": True}
    layout["yaxis"] |= {
        "range": [scaled.low, scaled.high],
        "tickvals": list(scaled.ticks),
        "ticktext": list(scaled.texts),
        "showgrid": True,
    }
    layout["meta"] = {"wide": wide, "narrow": narrow}
    data = [*_spread(view), *_lines(view), *_whiskers(view.lines)]
    return {"data": data, "layout": layout}


def small_trend(view: Trend) -> Figure:
    """The same lines without labels, for a panel whose list names them; those for context are left out."""
    view = replace(view, lines=tuple(line for line in view.lines if line.role != "other"))
    scaled = drawing.scale(_values(view), most_ticks=4)
    plot, top, bottom = 96, 10, 26
    ends = {"tickvals": [scaled.low, scaled.high], "ticktext": [scaled.texts[0], scaled.texts[-1]]}
    left = drawing.margin(max(lettering.width(t, 13) for t in (scaled.texts[0], scaled.texts[-1])) + 12)
    wide, _, (first, last) = drawing.period_ticks([m for line in view.lines for m in line.marks])
    kept = sorted({0, len(wide["tickvals"]) - 1}) if wide["tickvals"] else []
    shapes = [drawing.across(level.value, theme.LEVEL) for level in view.levels]
    shapes += [drawing.upright(each.at, 1) for each in view.breaks]
    layout = drawing.layout(top + plot + bottom, (left, 32, top, bottom), shapes, [])
    layout["xaxis"] |= {
        "range": [first, last],
        "showline": True,
        "tickfont": {"size": 13, "color": theme.QUIET_INK},
    }
    layout["xaxis"] |= {key: [wide[key][k] for k in kept] for key in wide}
    layout["yaxis"] |= {"range": [scaled.low, scaled.high], **ends, "showgrid": True}
    layout["yaxis"]["tickfont"] = {"size": 13, "color": theme.QUIET_INK}
    return {"data": _lines(view), "layout": layout}


_DRAWN_FIRST = ("other", "chosen", "region", "england", "neighbours", "this")


def _values(view: Trend) -> list[float]:
    drawn = [m.value for line in view.lines for m in line.marks if m.value is not None]
    drawn += [end for line in view.lines for m in line.marks if m.limits for end in m.limits]
    drawn += [end for one in view.band if one.ends for end in one.ends]
    return drawn + [level.value for level in view.levels]


def _not_from_zero(scaled: drawing.Scale) -> list[str]:
    if scaled.low <= 0 <= scaled.high:
        return []
    return [f"The axis starts at {scaled.texts[0]}, not at zero"]


def _break_lines(each: Break) -> list[str]:
    lines = lettering.wrap(each.why, 170, 13)
    return lines if len(lines) <= 3 else ["Definition changed"]


def _labels_need(view: Trend) -> int:
    """Pixels that the labels beside the plot take, one under the other."""
    return math.ceil(sum(len(texts) * LINE + GAP for _, _, texts, _ in _labels(view)) - LINE)


def _end_labels(view: Trend, scaled: drawing.Scale, plot: float) -> list[tuple[float, str, list[str], str]]:
    """(centre in pixels from the plot's top, ink, lines of text, weight) of the labels beside the plot."""
    found = _labels(view)
    wanted = [((1 - scaled.share(value)) * plot, len(texts) * LINE + GAP) for value, _, texts, _ in found]
    places = lettering.spread(wanted, -LINE / 2, plot + LINE / 2)
    return [(at, ink, texts, weight) for at, (_, ink, texts, weight) in zip(places, found, strict=True)]


def _labels(view: Trend) -> list[tuple[float, str, list[str], str]]:
    """(value that it names, ink, lines of text, weight) of the labels beside the plot."""
    few = sum(line.role == "other" for line in view.lines) <= 4
    found: list[tuple[float, str, list[str], str]] = []
    for line in view.lines:
        value = next((m.value for m in reversed(line.marks) if m.value is not None), None)
        if value is None or (line.role == "other" and not few):
            continue
        texts = lettering.wrap(line.name, LABEL_ROOM, theme.TEXT_SIZE)
        found.append(
            (value, theme.STROKES[line.role].ink, texts, "bold" if line.role == "this" else "normal")
        )
    for level in view.levels:
        texts = lettering.wrap(f"{level.name} {level.printed}", LABEL_ROOM, theme.TEXT_SIZE)
        found.append((level.value, theme.LEVEL.ink, texts, "normal"))
    return found


def _lines(view: Trend) -> list[Figure]:
    """The lines' traces, that of the authority on top; further authorities' differ in their dashes."""
    cuts, chosen = _cuts(view), [line for line in view.lines if line.role == "chosen"]
    drawn = sorted(view.lines, key=lambda line: _DRAWN_FIRST.index(line.role))
    made = [_line(line, cuts) for line in drawn]
    for line, trace in zip(drawn, made, strict=True):
        if line in chosen:
            trace["line"]["dash"] = theme.DASHES[chosen.index(line) % len(theme.DASHES)]
    return made


def _line(line: Line, cuts: Sequence[float]) -> Figure:
    """A line's trace, with a gap at every missing value and at every cut between two of its marks."""
    stroke = theme.STROKES[line.role]
    points: list[tuple[float, float | None, str]] = [
        (m.at, m.value, f"{line.name}<br>{m.period}: {m.printed}") for m in line.marks
    ]
    ends = [m.at for m in line.marks]
    points += [(cut, None, "") for cut in cuts if ends and ends[0] < cut < ends[-1]]
    points.sort(key=lambda point: point[0])
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": [x for x, _, _ in points],
        "y": [y for _, y, _ in points],
        "hovertext": [text for _, _, text in points],
        "hoverinfo": "text",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": stroke.color, "width": stroke.width, "dash": stroke.dash},
        "marker": {"color": stroke.color, "size": stroke.marker, "line": {"color": theme.PAPER, "width": 1}},
        "meta": line.role,
    }


def _cuts(view: Trend) -> tuple[float, ...]:
    """Where no line is drawn across: new definitions, and periods that are missing."""
    return (*(each.at for each in view.breaks), *view.gaps)


def _spread(view: Trend) -> list[Figure]:
    """The neighbours' spread as filled areas, one for each run of periods without a gap or a break."""
    runs: list[list[tuple[float, float, float]]] = [[]]
    before = -math.inf
    for one in view.band:
        if any(before < cut < one.at for cut in _cuts(view)) or one.ends is None:
            runs.append([])
        if one.ends is not None:
            runs[-1].append((one.at, *one.ends))
        before = one.at
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [at for at, _, _ in run] + [at for at, _, _ in reversed(run)],
            "y": [high for _, _, high in run] + [low for _, low, _ in reversed(run)],
            "fill": "toself",
            "fillcolor": theme.SPREAD,
            "hoverinfo": "skip",
            "cliponaxis": False,
            "line": {"color": theme.SPREAD, "width": 0, "dash": "solid"},
        }
        for run in runs
        if len(run) > 1
    ]


def _whiskers(lines: Sequence[Line]) -> list[Figure]:
    """An upright line over each confidence interval."""
    found = [(m.at, m.limits, theme.STROKES[one.role]) for one in lines for m in one.marks if m.limits]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [at, at],
            "y": list(limits),
            "hoverinfo": "skip",
            "cliponaxis": False,
            "line": {"color": stroke.color, "width": 1.5, "dash": "solid"},
        }
        for at, limits, stroke in found
    ]


# ---- side by side

ROW = 32.0  # from bar to bar


def ranked(view: Ranked, room: int = 0) -> Figure:
    """Bars from zero in the order given, names at the left in full, values at the bars' ends.

    `room` is how many pixels it should be high, if the names have room in so many; 0 is as many as it likes.
    """
    names = [lettering.wrap(bar.name, 210 if room else 150, theme.TEXT_SIZE) for bar in view.bars]
    title = lettering.wrap(f"{view.unit}, {view.period}" if view.period else view.unit, 300, theme.TEXT_SIZE)
    top = round((len(title) + len(view.levels)) * LINE + 18)
    row, between = _rows((room - top - 8) / (len(names) or 1) if room else ROW)
    heights = [max(row, len(lines) * LINE + between) for lines in names]
    centres = [sum(heights[:k]) + height / 2 for k, height in enumerate(heights)]
    plot = round(sum(heights)) or 32
    values = [bar.value for bar in view.bars if bar.value is not None] + [
        level.value for level in view.levels
    ]
    low, high = min([0.0, *values]), max([0.0, *values]) or 1.0
    widest = max((lettering.width(t, theme.TEXT_SIZE) for lines in names for t in lines), default=40)
    beside = [bar.printed for bar in view.bars if bar.value is not None]
    printed = max((lettering.width(text, theme.TEXT_SIZE) for text in beside), default=40)
    left, right = drawing.margin(widest + 12), drawing.margin(printed + 10)
    annotations = [drawing.text(title, (0, 1), (2 - left, top), ("left", "top"), font(theme.QUIET_INK))]
    shapes = [drawing.upright(0.0, 1, color=theme.AXIS, dash="solid")]
    across: list[Figure] = []
    for k, level in enumerate(view.levels):
        height = top - (len(title) + k) * LINE - 8
        across.append(_level_line(level, LINE - height, plot))
        annotations.append(_level_label(level, (level.value - low) / (high - low), height))
    layout = drawing.layout(top + plot + 8, (left, right, top, 8), shapes, annotations)
    layout["xaxis"] |= {"range": [low, high], "tickvals": [], "ticktext": []}
    layout["yaxis"] |= {"range": [plot, 0], "tickvals": [], "ticktext": []}
    layout["bargap"] = 0
    data = [_bars(view, centres, min(20, round(row - 4))), *across, *_bar_texts(view.bars, names, centres)]
    return {"data": data, "layout": layout}


def _level_label(level: Level, share: float, height: float) -> Figure:
    side = "left" if share < 0.34 else "right" if share > 0.66 else "center"
    texts = [f"{level.name} {level.printed}"]
    return drawing.text(texts, (level.value, 1), (0, height), (side, "top"), font(theme.LEVEL.ink), xref="x")


def _level_line(level: Level, top: float, bottom: float) -> Figure:
    """A line down the bars; a trace, since texts must stand upon it and a shape would cross them."""
    stroke = theme.LEVEL
    ends = {"x": [level.value, level.value], "y": [top, bottom], "hoverinfo": "skip", "cliponaxis": False}
    line = {"color": stroke.color, "width": stroke.width, "dash": stroke.dash}
    return {"type": "scatter", "mode": "lines", **ends, "line": line}


def _rows(share: float) -> tuple[float, float]:
    """Pixels from bar to bar and, at least, between two names, if each bar's share of the room is that."""
    row = max(LINE + 1, min(ROW, share))
    return row, 8 if row == ROW else 1


def _bars(view: Ranked, centres: Sequence[float], tall: int) -> Figure:
    bars = view.bars
    fills = [theme.BARS[bar.role] for bar in bars]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.value for bar in bars],
        "y": list(centres),
        "width": [tall] * len(bars),
        "customdata": [bar.href for bar in bars],
        "hovertext": drawing.bar_words(view),
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "color": [fill.color for fill in fills],
            "line": {
                "color": [fill.edge for fill in fills],
                "width": [2 if b.role == "england" else 1 for b in bars],
            },
        },
    }


def _bar_texts(bars: Sequence[Bar], names: Sequence[list[str]], centres: Sequence[float]) -> list[Figure]:
    """The names left of zero and the values right of the bars' ends; hard spaces keep them off the bars."""
    name = drawing.texts(
        [0.0] * len(bars), centres, ["<br>".join(t + "\u00a0\u00a0" for t in lines) for lines in names]
    )
    value = drawing.texts(
        [max(b.value or 0.0, 0.0) for b in bars], centres, ["\u00a0\u00a0" + b.printed for b in bars]
    )
    ink = [theme.INK if bar.role != "this" else theme.DARK_BLUE for bar in bars]
    quiet = [theme.QUIET_INK if bar.value is None else theme.INK for bar in bars]
    weight = ["bold" if bar.role == "this" else "normal" for bar in bars]
    set_in = {"size": theme.TEXT_SIZE, "weight": weight}
    return [
        {**name, "textposition": "middle left", "textfont": {**set_in, "color": ink}},
        {
            **value,
            "textposition": "middle right",
            "textfont": {**set_in, "color": quiet, "shadow": theme.HALO},
        },
    ]
