"""Charts of inspections as Plotly's own dict: one authority's judgements, and the grades of all England.

Pure. What all charts have in common is in `drawing`; why it is as it is, in `figures`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from dashboard import drawing, lettering, theme
from dashboard.drawing import Figure, font
from dashboard.views import Block, Distribution, Judged, Tally, Timeline

LINE = theme.TEXT_SIZE * theme.LINE_HEIGHT
LEVELS = (4, 3, 2, 1)

# ---- one authority's judgements

POINT = 24  # a numbered point's diameter
ROW = 30  # a row of points
NARROWEST = 262  # the plot's width on the narrowest screen
APART = POINT - 1  # from one point's middle to the next, in pixels
EDGE = 10  # from a column's edge to the first point's middle
ENDS = {4: "4 best", 1: "1 lowest", None: "no grade"}


def timeline(view: Timeline) -> Figure:
    """Inspections in time order, one framework's panel under the other: different standards are not joined.

    Grades 4 (best) to 1 go up the panel; points carry the numbers by which the page's list names the aspects.
    Inspections under one framework stand side by side in its panel, the earliest first.
    """
    left, right, height = 80, 16, 0.0
    shapes: list[Figure] = []
    annotations: list[Figure] = []
    data: list[Figure] = []
    for k, (framework, grouped) in enumerate(itertools.groupby(view.blocks, lambda one: one.framework)):
        blocks = list(grouped)
        heading = lettering.wrap(framework.replace("'", "’"), 300, 16)
        height += 28 if k else 0
        annotations.append(_heading(heading, height, (0, 2 - left), theme.INK, 16))
        height += len(heading) * 21
        names, tall = _dates(blocks, height, left)
        annotations += names
        bands, points, end = _panel(blocks, height + tall)
        annotations += [_band_name(band["y0"], band["y1"], band["name"]) for band in bands]
        shapes += [*bands, *_dividers(len(blocks), height, end)]
        data += points
        height = end
    total = round(height) or ROW
    for each in annotations:
        each["y"] = 1 - each["y"] / total
    layout = drawing.layout(total + 8, (left, right, 0, 8), shapes, annotations)
    layout["xaxis"] |= {"range": [0, 1], "tickvals": [], "ticktext": []}
    layout["yaxis"] |= {"range": [total, 0], "tickvals": [], "ticktext": []}
    return {"data": data, "layout": layout}


def _heading(lines: Sequence[str], at: float, across: tuple[float, float], ink: str, size: int) -> Figure:
    """Text whose top is `at` pixels down; `across` is a share of the plot and a shift in pixels."""
    weight = "bold" if size > theme.TEXT_SIZE else "normal"
    return drawing.text(lines, (across[0], at), (across[1], 0), ("left", "top"), font(ink, size, weight))


def _dates(blocks: Sequence[Block], at: float, left: int) -> tuple[list[Figure], float]:
    """When the inspections were, and the room that takes: under the heading, or each above its column."""
    if len(blocks) == 1:
        when = [text for text in (blocks[0].when,) if text]
        return [_heading(when, at, (0, 2 - left), theme.QUIET_INK, 14)], len(when) * LINE + 8
    room = NARROWEST / len(blocks) - 12
    texts = [lettering.wrap(block.when, room, 14) for block in blocks]
    names = [
        _heading(lines, at + 6, (k / len(blocks), 8), theme.QUIET_INK, 14) for k, lines in enumerate(texts)
    ]
    return names, max(map(len, texts)) * LINE + 12


def _dividers(columns: int, top: float, bottom: float) -> list[Figure]:
    """Upright rules between the inspections of one panel."""
    line = {"color": theme.AXIS, "width": 1, "dash": "solid"}
    rule = {"type": "line", "layer": "below", "xref": "paper", "yref": "y", "line": line}
    return [
        {**rule, "x0": k / columns, "x1": k / columns, "y0": top + 4, "y1": bottom} for k in range(1, columns)
    ]


def _band_name(top: float, bottom: float, name: str) -> Figure:
    return drawing.text([name], (0, (top + bottom) / 2), (-10, 0), ("right", "middle"), font(theme.QUIET_INK))


def _panel(blocks: Sequence[Block], top: float) -> tuple[list[Figure], list[Figure], float]:
    """A band for each grade, the numbered points within, and where the panel ends.

    Where points would touch on a narrow screen they take turns in several rows of a band. An aspect has the
    same place in the column of every inspection.
    """
    numbered = [[(each.number or k + 1, each) for k, each in enumerate(one.judgements)] for one in blocks]
    wide = NARROWEST / len(blocks)
    most = max((number for column in numbered for number, _ in column), default=1)
    slots = max(most, 1 + int((wide - 2 * EDGE) // APART), 2)
    gap = (wide - 2 * EDGE) / (slots - 1)
    rows = math.ceil(APART / gap)
    ungraded = any(each.grade is None for column in numbered for _, each in column)
    levels: list[int | None] = [*LEVELS, *([None] if ungraded else [])]
    tops = {level: top + k * rows * ROW for k, level in enumerate(levels)}
    bands = [_band(tops[level], rows * ROW, level, k) for k, level in enumerate(levels)]
    points = [
        _point(
            f"{block.framework}, {block.when}".replace("'", "’"),
            each,
            number,
            (column * wide + EDGE + (number - 1) * gap) / NARROWEST,
            tops[each.grade] + ((number - 1) % rows + 0.5) * ROW,
        )
        for column, (block, judged) in enumerate(zip(blocks, numbered, strict=True))
        for number, each in judged
    ]
    return bands, points, top + len(levels) * rows * ROW


def _band(top: float, height: float, level: int | None, k: int) -> Figure:
    color = theme.BAND if k % 2 == 0 else theme.PAPER
    ends = {"x0": 0, "x1": 1, "y0": top, "y1": top + height, "xref": "paper", "yref": "y"}
    line = {"color": theme.GRID, "width": 1, "dash": "solid"}
    name = ENDS.get(level, str(level))
    return {"type": "rect", "layer": "below", **ends, "fillcolor": color, "line": line, "name": name}


def _point(inspection: str, judged: Judged, number: int, x: float, y: float) -> Figure:
    fill = theme.GRADES[judged.grade]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": inspection,
        "x": [x],
        "y": [y],
        "text": [str(number)],
        "textposition": "middle center",
        "textfont": {"color": [fill.ink], "size": 13, "weight": ["bold"]},
        "hovertext": [f"{number}. {judged.label}<br>{judged.printed}"],
        "hoverinfo": "text",
        "customdata": [judged.href],
        "cliponaxis": False,
        "marker": {"color": fill.color, "size": POINT, "line": {"color": fill.edge, "width": 1.5}},
    }


# ---- the grades of all England

TALL = 456  # of the plot: some three pixels an authority
COLUMN = 0.84  # of a day's room
LEAST = 11  # pixels of a segment that has room for its number
LABEL_ROOM = 110
NONE_YET = theme.Fill(theme.BAND, theme.AXIS, theme.INK)
UNIT = "Number of authorities at each grade"
NONE_NOTE = "Pale with a dotted edge: none yet"
SMALL_NOTE = "The smallest numbers are in the table"


def distribution(view: Distribution, room: int = 0) -> Figure:
    """A column a day: authorities by their latest grade, 4 on top, those that have none yet at the foot.

    Counts, never shares: the columns hang from one line and end where that day's authorities do.
    `room` is how many pixels high it should be; 0 is as many as it likes.
    """
    plot = room - round(3 * LINE) - 44 if room else TALL
    days = view.tallies
    most = max((one.of for one in days), default=0) or 1
    small = any(0 < n * plot / most < LEAST for one in days for n in (*one.counts, one.none))
    note = [UNIT, *([NONE_NOTE] if any(one.none for one in days) else []), *([SMALL_NOTE] if small else [])]
    top, left = round(len(note) * LINE + 12), 8
    labels = _grade_labels(view, plot / most, plot)
    widest = max((lettering.width(t, theme.TEXT_SIZE) for _, texts in labels for t in texts), default=8)
    annotations = [drawing.text(note, (0, 1), (2 - left, top), ("left", "top"), font(theme.QUIET_INK))]
    annotations += [
        drawing.text(texts, (1, 1 - at / plot), (6, 0), ("left", "middle"), font(theme.INK))
        for at, texts in labels
    ]
    shapes = [shape for k, one in enumerate(days) for shape in _segments(one, k)]
    layout = drawing.layout(top + plot + 32, (left, drawing.margin(widest + 8), top, 32), shapes, annotations)
    middles = [k + 0.5 for k in range(len(days))]
    wide = {"tickvals": middles, "ticktext": [one.label for one in days]}
    narrow = {"tickvals": middles, "ticktext": [one.short for one in days]}
    layout["xaxis"] |= {"range": [0, len(days) or 1], **wide}
    layout["yaxis"] |= {"range": [most, 0], "tickvals": [], "ticktext": []}
    layout["meta"] = {"wide": wide, "narrow": narrow}
    places = enumerate([*view.words, ""])
    return {"data": [_numbers(days, place, word, plot / most) for place, word in places], "layout": layout}


def _stacked(one: Tally) -> list[tuple[float, int]]:
    """Where the segments of a column begin and how many authorities each holds, from the top."""
    counts = (*one.counts, one.none)
    return [(float(sum(counts[:k])), count) for k, count in enumerate(counts)]


def _fill(place: int) -> theme.Fill:
    return theme.GRADES[LEVELS[place]] if place < len(LEVELS) else NONE_YET


def _segments(one: Tally, k: int) -> list[Figure]:
    edge = (1 - COLUMN) / 2
    made: list[Figure] = []
    for place, (start, count) in enumerate(_stacked(one)):
        if count:
            fill = _fill(place)
            line = {"color": fill.edge, "width": 1, "dash": "solid" if place < len(LEVELS) else "dot"}
            ends = {"x0": k + edge, "x1": k + 1 - edge, "y0": start, "y1": start + count}
            axes = {"xref": "x", "yref": "y"}
            made.append(
                {"type": "rect", "layer": "below", **ends, **axes, "fillcolor": fill.color, "line": line}
            )
    return made


def _numbers(days: Sequence[Tally], place: int, word: str, scale: float) -> Figure:
    """One grade's counts, each in its segment if it fits there; pointing at it tells the rest."""
    found = [(k, one, *_stacked(one)[place]) for k, one in enumerate(days)]
    found = [(k, one, start, count) for k, one, start, count in found if count]
    said = f"{word} ({LEVELS[place]})" if place < len(LEVELS) else "none yet"
    shown = drawing.texts(
        [k + 0.5 for k, *_ in found],
        [start + count / 2 for *_, start, count in found],
        [str(count) if count * scale >= LEAST else "" for *_, count in found],
    )
    set_in = {"size": 13, "color": [_fill(place).ink] * len(found), "weight": ["bold"] * len(found)}
    return {
        **shown,
        "name": said,
        "textposition": "middle center",
        "textfont": set_in,
        "hovertext": [f"{one.day}<br>{count} of {one.of}: {said}" for _, one, _, count in found],
        "hoverinfo": "text",
    }


def _grade_labels(view: Distribution, scale: float, plot: float) -> list[tuple[float, list[str]]]:
    """The grades' names beside the last column: (centre in pixels from the top, lines)."""
    if not view.tallies:
        return []
    words = [
        f"{word[:1].upper()}{word[1:]} ({grade})" for word, grade in zip(view.words, LEVELS, strict=True)
    ]
    found = [
        ((start + count / 2) * scale, lettering.wrap(said, LABEL_ROOM, theme.TEXT_SIZE))
        for said, (start, count) in zip([*words, "None yet"], _stacked(view.tallies[-1]), strict=True)
        if count
    ]
    places = lettering.spread([(at, len(texts) * LINE + 4) for at, texts in found], 0, plot)
    return [(at, texts) for at, (_, texts) in zip(places, found, strict=True)]
