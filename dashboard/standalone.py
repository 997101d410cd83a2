"""A chart -> an SVG that says by itself what it shows, how to read it and where it is from. Pure.

It needs no stylesheet and stretches nothing, so that it looks the same in a browser, an office program and
a picture of pixels. Widths of text are estimated from above, so that nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from dashboard import picture, strip_picture, theme
from dashboard.lines import Look, lines
from dashboard.markup_tree import Element
from dashboard.taken import Drawing, Figure

WIDE, EDGE = 1000, 28
ROOM = WIDE - 2 * EDGE
COLUMNS, GAP = 3, 20  # of small charts
MAP_WIDE, KEY_WIDE, KEY_TALL = 520, 36, 40
# Sizes and places of the tile map's text, which on a page are the stylesheet's.
TILE_TEXT: Mapping[str, str] = MappingProxyType(
    {
        "l": 'font-size="12.5" text-anchor="middle"',
        "m": 'font-size="16" font-weight="bold" text-anchor="middle"',
    }
)
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Around:
    """What a picture says around its chart.

    Above it the page's heading, the message and a sentence; `below` it notes, sources, and the release.
    """

    kicker: str
    heading: str
    sentence: str
    below: Sequence[str]


def svg(drawn: Drawing, around: Around) -> str:
    """The whole picture, as a file."""
    parts: list[str] = []
    y = float(EDGE)
    for said, look in (
        (around.kicker, Look(15, theme.QUIET_INK)),
        (around.heading, Look(23, bold=True)),
        (around.sentence, Look(15)),
    ):
        if said:
            y += lines(parts, said, (EDGE, y), look, ROOM) + 8
    y += 6
    y += _chart(parts, drawn, y) + 14
    parts.append(f'<line x1="{EDGE}" x2="{WIDE - EDGE}" y1="{y:g}" y2="{y:g}" stroke="{theme.AXIS}"/>')
    y += 12
    for said in around.below:
        y += lines(parts, said, (EDGE, y), Look(12.5, theme.QUIET_INK), ROOM) + 4
    high = round(y + EDGE - 4)
    told = f"<title>{escape(around.heading)}</title><desc>{escape(around.sentence)}</desc>"
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{high}" '
        f'viewBox="0 0 {WIDE} {high}" role="img" font-family="{theme.FONT}">{told}'
        f'<rect width="{WIDE}" height="{high}" fill="{theme.PAPER}"/>{"".join(parts)}</svg>'
    )
    return NOT_XML.sub("", whole)  # a name as published may hold anything


# ---- what is drawn


def _chart(parts: list[str], drawn: Drawing, top: float) -> float:
    if drawn.map is not None:
        return _map(parts, drawn.map, drawn.keys, top)
    if drawn.striped is not None:
        return strip_picture.drawn(parts, drawn.striped, (EDGE, top), drawn.message)
    if len(drawn.figures) > 1:
        return _several(parts, drawn.figures, top)
    ((_, figure),) = drawn.figures
    parts.append(f'<g transform="translate({EDGE} {top:g})">{picture.group(figure, ROOM)}</g>')
    return figure["layout"]["height"]


def _several(parts: list[str], figures: Sequence[tuple[str, Figure]], top: float) -> float:
    """Small charts in rows, each below its title."""
    wide = (ROOM - (COLUMNS - 1) * GAP) / COLUMNS
    high = 0.0
    for first in range(0, len(figures), COLUMNS):
        row = figures[first : first + COLUMNS]
        titles = [
            lines(parts, title, (EDGE + k * (wide + GAP), top + high), Look(15, bold=True), wide)
            for k, (title, _) in enumerate(row)
        ]
        high += max(titles) + 4
        for k, (_, figure) in enumerate(row):
            place = f"{EDGE + k * (wide + GAP):g} {top + high:g}"
            parts.append(f'<g transform="translate({place})">{picture.group(figure, wide)}</g>')
        high += max(figure["layout"]["height"] for _, figure in row) + GAP
    return high - GAP


def _map(parts: list[str], tiles: Element, keys: Sequence[tuple[Element, str, str]], top: float) -> float:
    left, above, width, height = map(float, tiles.attributes["viewbox"].split())
    scale = MAP_WIDE / width
    inside = "".join(_tile(one) for one in tiles.elements())
    place = f"translate({EDGE} {top:g}) scale({scale:g}) translate({-left:g} {-above:g})"
    parts.append(f'<g transform="{place}">{inside}</g>')
    x, y = EDGE + MAP_WIDE + 36, top + 8
    most = WIDE - EDGE - x - KEY_WIDE - 12 - 40
    for mark, means, count in keys:
        view = [float(one) for one in mark.attributes["viewbox"].split()]
        shrunk = KEY_WIDE / view[2]
        move = f"translate({x} {y:g}) scale({shrunk:g}) translate({-view[0]:g} {-view[1]:g})"
        parts.append(f'<g transform="{move}">{"".join(_shape(one, 17) for one in mark.elements())}</g>')
        tall = lines(parts, means, (x + KEY_WIDE + 12, y + 8), Look(15), most)
        if count:
            look = f'font-size="15" font-weight="bold" text-anchor="end" fill="{theme.INK}"'
            parts.append(f'<text x="{WIDE - EDGE}" y="{y + 23:g}" {look}>{escape(count)}</text>')
        y += max(KEY_TALL, tall + 12)
    return max(height * scale, y - top)


def _tile(one: Element) -> str:
    """A tile without its link; what a page tells of it beside the map is left out."""
    if one.tag != "a":
        return ""
    title = one.first("title")
    said = title.inside[0] if title and title.inside else ""
    shapes = "".join(_shape(each) for each in one.elements() if each.tag != "title")
    return f"<g><title>{escape(str(said))}</title>{shapes}</g>"


def _shape(one: Element, mark: float = 16) -> str:
    attributes = {name: value for name, value in one.attributes.items() if name != "class"}
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    if one.tag != "text":
        return f"<{one.tag}{written}/>"
    kind = next(iter(one.kinds), "m")
    look = TILE_TEXT[kind].replace("16", f"{mark:g}")
    words = "".join(each for each in one.inside if isinstance(each, str))
    return f"<text{written} {look}>{escape(words)}</text>"
