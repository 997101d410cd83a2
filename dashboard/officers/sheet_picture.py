"""A sheet drawn as SVG: letters and numbers at its edges, merged cells whole, wrong ones outlined. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard import theme
from dashboard.markup import Markup, element
from dashboard.officers.examples import LETTERS, Drawn, address, shown

ROW, EDGE, PAD = 25, 30, 7  # heights and widths in pixels
SIZE, LETTER, NARROWEST = 13, 7.3, 66
WRONG = "#FDF3F8"


@dataclass(frozen=True)
class Box:
    """A cell's place in the picture, in pixels."""

    left: float
    top: float
    width: float
    height: float


def picture(sheet: Drawn) -> Markup:
    """The sheet as a picture, which says what it shows to whoever does not see it."""
    columns = max(map(len, sheet.rows))
    widths = [_width(sheet, column) for column in range(columns)]
    lefts = [EDGE + sum(widths[:column]) for column in range(columns + 1)]
    width, height = lefts[-1] + 2, ROW * (len(sheet.rows) + 1) + 2
    parts = [_box(Box(1, 1, width - 2, height - 2), theme.PAPER)]
    parts += [_cell(Box(lefts[at], 1, widths[at], ROW), LETTERS[at], edge=True) for at in range(columns)]
    marked: list[Markup] = []
    ends = dict(one.split(":") for one in sheet.merged)
    for number, row in enumerate(sheet.rows, 1):
        top = 1 + ROW * number
        parts.append(_cell(Box(1, top, EDGE - 1, ROW), str(number), edge=True))
        for at in range(columns):
            here = address(at + 1, number)
            if any(begins < here <= end for begins, end in ends.items() if end[1:] == str(number)):
                continue
            last = LETTERS.index(ends.get(here, here)[0])
            place = Box(lefts[at], top, lefts[last + 1] - lefts[at], ROW)
            bad, text = here in sheet.bad, shown(row[at]) if at < len(row) else ""
            parts.append(_cell(place, text, wrong=bad, bold=_heads(sheet, number)))
            if bad:
                marked.append(_outline(place))
    said: dict[str, Any] = {
        "role": "img",
        "aria-label": sheet.sentence,
        "font-family": theme.FONT,
        "font-size": str(SIZE),
    }
    size: dict[str, Any] = {
        "viewBox": f"0 0 {width:g} {height:g}",
        "width": f"{width:g}",
        "height": f"{height:g}",
    }
    return element("svg", Markup("").join([*parts, *marked]), kind="grid", **said, **size)


def _heads(sheet: Drawn, number: int) -> bool:
    """True for the row of headings: the first of several texts."""
    return number == next(at for at, row in enumerate(sheet.rows, 1) if len(row) > 1)


def _width(sheet: Drawn, column: int) -> float:
    longest = max(len(shown(row[column])) for row in sheet.rows if len(row) > column)
    return max(NARROWEST, round(longest * LETTER) + 2 * PAD)


def _cell(place: Box, text: str, *, edge: bool = False, wrong: bool = False, bold: bool = False) -> Markup:
    ground = theme.BAND if edge else WRONG if wrong else theme.PAPER
    at: dict[str, Any] = {
        "x": f"{place.left + (place.width / 2 if edge else PAD):g}",
        "y": f"{place.top + 17:g}",
    }
    style: dict[str, Any] = {
        "fill": theme.QUIET_INK if edge else theme.INK,
        "text-anchor": "middle" if edge else "start",
    }
    weight: dict[str, Any] = {"font-weight": "700"} if bold or wrong else {}
    written = element("text", text, **at, **style, **weight) if text else Markup("")
    return Markup("").join([_box(place, ground), written])


def _box(place: Box, fill: str) -> Markup:
    return element("rect", "", **_at(place), fill=fill, stroke=theme.CONTEXT)


def _outline(place: Box) -> Markup:
    line: dict[str, Any] = {"stroke": theme.DARK_PINK, "stroke-width": "3", "fill": "none"}
    return element("rect", "", **_at(place), **line)


def _at(place: Box) -> dict[str, Any]:
    return {
        "x": f"{place.left:g}",
        "y": f"{place.top:g}",
        "width": f"{place.width:g}",
        "height": f"{place.height:g}",
    }
