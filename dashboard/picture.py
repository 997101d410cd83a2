"""A figure dict -> SVG: on a page for whatever width it is given, in a file for a width that is known. Pure.

Upright places are pixels, known beforehand; places across are percentages of the plot, so that one picture
serves every width. Only lines need more: each is drawn in a box of a thousand units, stretched to the plot.
Left and right margins are classes of the stylesheet (`l48`, `r104`): the page's policy refuses `style=`.
A picture in a file has pixels both ways and nothing stretched, which not every program that opens it knows.
A picture that stays one has its points' words with them: the pointer shows them, and walk.js reads them out.
What `figures` emits is understood, nothing else: ValueError for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard import theme

Figure = Mapping[str, Any]
ACROSS = 1000
ASCENT, TALL, LEADING = 0.905, 1.149, 1.3  # of Arial, and of plotly's lines, in text heights
NARROW = "narrow"
HALO = ' paint-order="stroke" stroke="#FFFFFF" stroke-width="4" stroke-linejoin="round"'
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


@dataclass(frozen=True)
class Plot:
    """The plot's place in the picture (pixels from the top) and what its axes stand for.

    `width` is its width in pixels, 0 if that is not known: then places across are percentages. `told` says
    whether points have their words with them.
    """

    top: float
    height: float
    x0: float
    x1: float
    y0: float
    y1: float
    width: float = 0
    told: bool = False

    def across(self, x: float, ref: str = "x") -> float:
        """Percent of the plot's width, or pixels from its left."""
        share = x if ref == "paper" else (x - self.x0) / (self.x1 - self.x0)
        return round(share * (self.width or 100), 2 if self.width else 3)

    def said(self, across: float, shift: float = 0) -> str:
        """A place or length across as an attribute says it."""
        return f"{round(across + shift, 2):g}" if self.width else f"{across}%"

    @property
    def whole(self) -> str:
        """The plot's width as an attribute says it."""
        return self.said(self.width or 100) if self.width else "100%"

    def down(self, y: float, ref: str = "y") -> float:
        """Pixels from the picture's top."""
        share = 1 - y if ref == "paper" else (self.y1 - y) / (self.y1 - self.y0)
        return round(self.top + share * self.height, 2)


def svg(figure: Figure, *, told: bool = False) -> str:
    """The picture, hidden from assistive technology: the element around it says what it shows.

    `told` is for one that Dash will not mount: its points have their words with them.
    """
    margin, height = figure["layout"]["margin"], figure["layout"]["height"]
    return (
        f'<div class="paint l{margin["l"]} r{margin["r"]}">'
        f'<svg width="100%" height="{height}" aria-hidden="true" focusable="false">'
        f"{_inside(figure, 0, told=told)}</svg></div>"
    )


def group(figure: Figure, width: float) -> str:
    """The picture as a group of a picture in a file, `width` pixels wide and as high as its layout says."""
    margin = figure["layout"]["margin"]
    inside = _inside(figure, width - margin["l"] - margin["r"])
    return f'<g transform="translate({margin["l"]} 0)">{inside}</g>'


def _inside(figure: Figure, width: float, *, told: bool = False) -> str:
    """All that is drawn, from the plot's left edge; `width` is the plot's in pixels, 0 if not known."""
    layout = figure["layout"]
    margin, xaxis, yaxis = layout["margin"], layout["xaxis"], layout["yaxis"]
    height = layout["height"]
    top, bottom = margin["t"], margin["b"]
    plot = Plot(top, height - top - bottom, *xaxis["range"], *yaxis["range"], width=width, told=told)
    shapes = layout.get("shapes", ())
    inside = [
        *_grid(yaxis, plot),
        *(_shape(s, plot) for s in shapes if s["layer"] == "below"),
        *(part for trace in figure["data"] for part in _trace(trace, plot, height)),
        *(_shape(s, plot) for s in shapes if s["layer"] == "above"),
        *_ticks(layout, plot),
        *(_annotation(a, plot) for a in layout.get("annotations", ())),
    ]
    return "".join(inside)


def _grid(yaxis: Figure, plot: Plot) -> Iterator[str]:
    if yaxis["showgrid"]:
        for value in yaxis["tickvals"]:
            if value in yaxis["range"]:
                continue  # as Plotly does: the plot's own edge
            y = plot.down(value)
            yield f'<line x2="{plot.whole}" y1="{y}" y2="{y}" stroke="{yaxis["gridcolor"]}"/>'


def _ticks(layout: Figure, plot: Plot) -> Iterator[str]:
    xaxis, yaxis = layout["xaxis"], layout["yaxis"]
    foot = plot.top + plot.height
    if xaxis["showline"]:
        yield f'<line x2="{plot.whole}" y1="{foot}" y2="{foot}" stroke="{xaxis["linecolor"]}"/>'
    font = yaxis["tickfont"]
    for value, text in zip(yaxis["tickvals"], yaxis["ticktext"], strict=True):
        place = (0, plot.down(value) + font["size"] * 0.35)
        yield _text([text], place, "right", font, plot, dx=-2 - theme.STANDOFF)
    ticks = layout.get("meta") or {"": {"tickvals": xaxis["tickvals"], "ticktext": xaxis["ticktext"]}}
    font = xaxis["tickfont"]
    for kind, each in ticks.items():
        if kind == NARROW and plot.width:
            continue  # the ticks of a narrow screen
        texts = [
            _text(
                [text], (plot.across(value), foot + font["size"] + 3 + theme.STANDOFF), "center", font, plot
            )
            for value, text in zip(each["tickvals"], each["ticktext"], strict=True)
        ]
        yield f'<g class="{kind}">{"".join(texts)}</g>' if kind and not plot.width else "".join(texts)


def _shape(shape: Figure, plot: Plot) -> str:
    x0, x1 = (plot.across(shape[x], shape["xref"]) for x in ("x0", "x1"))
    y0, y1 = (plot.down(shape[y], shape["yref"]) for y in ("y0", "y1"))
    line = shape["line"]
    stroke = f'stroke="{line["color"]}" stroke-width="{line["width"]}"{_dash(line)}'
    if shape["type"] == "line":
        return f'<line x1="{plot.said(x0)}" x2="{plot.said(x1)}" y1="{y0}" y2="{y1}" {stroke}/>'
    if shape["type"] == "rect":
        box = _box(plot, (x0, x1), min(y0, y1), round(abs(y1 - y0), 2))
        return f'<rect {box} fill="{shape["fillcolor"]}" {stroke}/>'
    raise ValueError(f"no picture of a shape of type {shape['type']!r}")


def _box(plot: Plot, ends: tuple[float, float], top: float, height: float) -> str:
    """A rectangle's place and size as attributes."""
    left, right = ends
    return f'x="{plot.said(left)}" width="{plot.said(round(right - left, 3))}" y="{top}" height="{height}"'


def _trace(trace: Figure, plot: Plot, height: float) -> Iterator[str]:
    if trace["type"] == "bar":
        yield from _bars(trace, plot)
        return
    if trace["type"] != "scatter":
        raise ValueError(f"no picture of a trace of type {trace['type']!r}")
    modes = trace["mode"].split("+")
    if "lines" in modes:
        yield _line(trace, plot, height)
    if "markers" in modes:
        yield _markers(trace, plot)
    if "text" in modes:
        yield from _trace_texts(trace, plot)


def _line(trace: Figure, plot: Plot, height: float) -> str:
    runs: list[list[str]] = [[]]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if y is None:
            runs.append([])
        else:
            across = plot.across(x) * (1 if plot.width else ACROSS / 100)
            runs[-1].append(f"{round(across, 1)} {plot.down(y)}")
    path = "".join("M" + "L".join(run) for run in runs if len(run) > 1)
    line = trace["line"]
    stroke = f'stroke="{line["color"]}" stroke-width="{line["width"]}"{_dash(line)}'
    inside = trace["fillcolor"] if trace.get("fill") == "toself" else "none"
    if plot.width:
        return f'<path d="{path}" fill="{inside}" {stroke}/>'
    told = plot.told and trace.get("meta") == "other"  # whose words the page has elsewhere
    scale = f' data-scale="{plot.y0:g} {plot.y1:g} {plot.top:g} {plot.height:g}"' * told
    stretched = f'viewBox="0 0 {ACROSS} {height}" preserveAspectRatio="none"{scale}'
    return (
        f'<svg width="100%" height="{height}" {stretched}>'
        f'<path d="{path}" fill="{inside}" vector-effect="non-scaling-stroke" {stroke}/></svg>'
    )


def _dash(line: Figure) -> str:
    """Plotly's own dashes: multiples of the line's width, of three pixels at least."""
    unit = max(line["width"], 3)
    dashes = {"dot": f"{unit},{unit}", "dash": f"{3 * unit},{3 * unit}"}
    return f' stroke-dasharray="{dashes[line["dash"]]}"' if line["dash"] in dashes else ""


def _markers(trace: Figure, plot: Plot) -> str:
    """The marks of a trace, and the place of each figure that is missing, where its words say why."""
    marker, said = trace["marker"], _said(trace, plot)
    size, edge = f'r="{marker["size"] / 2}"', marker["line"]
    foot = round(plot.top + plot.height, 2)
    made = [
        _circle(plot, x, foot if y is None else plot.down(y), "" if y is None else size, words)
        for x, y, words in zip(trace["x"], trace["y"], said, strict=True)
        if y is not None or words
    ]
    look = f'fill="{marker["color"]}" stroke="{edge["color"]}" stroke-width="{edge["width"]}"'
    own = ' data-own=""' * (trace.get("meta") == "this")
    name = f' data-line="{escape(trace["name"])}"{own}' if plot.told and "name" in trace else ""
    return f"<g {look}{name}>{''.join(made)}</g>"


def _said(trace: Figure, plot: Plot) -> Sequence[str]:
    """What is said of each point of a trace, its line's name apart; empty where nothing is."""
    if not plot.told or "hovertext" not in trace:
        return [""] * len(trace["x"])
    return [words.removeprefix(f"{trace.get('name')}<br>") for words in trace["hovertext"]]


def _circle(plot: Plot, x: float, down: float, size: str, words: str) -> str:
    """A point: without a size, nothing is drawn, as its figure is missing."""
    place = " ".join(filter(None, (f'cx="{plot.said(plot.across(x))}"', f'cy="{down}"', size)))
    title = escape(words.replace("<br>", "\n"))
    return f"<circle {place}><title>{title}</title></circle>" if title else f"<circle {place}/>"


def _trace_texts(trace: Figure, plot: Plot) -> Iterator[str]:
    font, side = trace["textfont"], trace["textposition"].split()[1]
    anchor = {"left": "right", "right": "left", "center": "center"}[side]
    for k, (x, y, text) in enumerate(zip(trace["x"], trace["y"], trace["text"], strict=True)):
        if not text:
            continue
        lines = text.split("<br>")
        each = {**font, "color": font["color"][k], "weight": font["weight"][k]}
        first = plot.down(y) + font["size"] * (0.75 - ((len(lines) - 1) * LEADING + 1) / 2)
        yield _text(lines, (plot.across(x), first), anchor, each, plot)


def _bars(trace: Figure, plot: Plot) -> Iterator[str]:
    marker = trace["marker"]
    for k, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if x is None:
            continue
        start, end = sorted((plot.across(0), plot.across(x)))
        width = trace["width"][k]
        edge = f'stroke="{marker["line"]["color"][k]}" stroke-width="{marker["line"]["width"][k]}"'
        box = _box(plot, (start, end), plot.down(y) - width / 2, width)
        yield f'<rect {box} fill="{marker["color"][k]}" {edge}/>'
    if plot.told:
        yield _ends(trace, plot)


def _ends(trace: Figure, plot: Plot) -> str:
    """The end of each bar, where nothing is drawn, with its words."""
    low = max(0, plot.x0)  # where the bar of a missing figure would start
    made = [
        _circle(plot, low if x is None else x, plot.down(y), "" if x is None else 'r="0"', words)
        for x, y, words in zip(trace["x"], trace["y"], _said(trace, plot), strict=True)
    ]
    return f"<g>{''.join(made)}</g>"


def _annotation(annotation: Figure, plot: Plot) -> str:
    lines, font = annotation["text"].split("<br>"), annotation["font"]
    size = font["size"]
    tall = (TALL + (len(lines) - 1) * LEADING) * size
    y = plot.down(annotation["y"], annotation["yref"]) - annotation["yshift"]
    if annotation["showarrow"]:  # a label left of the plot, with a line to the place that it names
        place, y, shift = y, y + annotation["ay"], annotation["ax"]
        ends = f'x1="{shift + 3}" x2="{-annotation["standoff"]}" y1="{round(y, 1)}" y2="{place}"'
        line = f'<line {ends} stroke="{annotation["arrowcolor"]}" stroke-width="{annotation["arrowwidth"]}"/>'
        first = y - tall / 2 + ASCENT * size
        return line + _text(lines, (0, first), annotation["xanchor"], font, plot, dx=shift)
    top = y - {"top": 0, "middle": tall / 2, "bottom": tall}[annotation["yanchor"]]
    x = plot.across(annotation["x"], annotation["xref"])
    place = (x, top + ASCENT * size)
    return _text(lines, place, annotation["xanchor"], font, plot, dx=annotation["xshift"])


def _text(
    lines: Sequence[str], at: tuple[float, float], anchor: str, font: Figure, plot: Plot, dx: float = 0
) -> str:
    """Lines of text held at a place across, the first baseline at one down, all moved by `dx` pixels."""
    x, first = at
    weight = ' font-weight="bold"' if font.get("weight") == "bold" else ""
    look = f'font-size="{font["size"]}" fill="{font["color"]}" text-anchor="{ANCHORS[anchor]}"{weight}'
    halo = "" if "shadow" not in font else HALO if plot.width else ' class="halo"'
    shift = f' dx="{dx}"' if dx and not plot.width else ""
    spans = [
        f'<tspan x="{plot.said(x, dx)}" y="{round(first + k * LEADING * font["size"], 1)}"{shift}>'
        f"{escape(line)}</tspan>"
        for k, line in enumerate(lines)
    ]
    return f"<text {look}{halo}>{''.join(spans)}</text>"
