"""Tables with strips -> a picture of rows: name, strip, figures. Pure.

The marks of a strip are those of the page; what the page's stylesheet says of their look is said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from dashboard import lettering, text, theme
from dashboard.lines import Look, lines
from dashboard.striped import Marks, Row, Striped, Table
from dashboard.strips import ACROSS, MIDDLE

WIDE = 944
NAME, STRIP, STRIP_WIDE = 240, 262, 236  # the name's width; where the strip begins; its width
ENDS, FIGURE_WIDE = (602, 724, 798, 944), (94, 114, 66, 136)  # of the cells: right ends, widths
GAP, KEY_GAP, KEY_WIDE = 9, 26, 24
MAIN, SMALL = Look(14), Look(12, theme.QUIET_INK)
HEAD = Look(12.5, bold=True)
ACROSS_PLACE = re.compile(r"([MH])(-?\d+)")
LINES = MappingProxyType(
    {
        "half": f'fill="{theme.HALF}" stroke="{theme.CONTEXT_EDGE}"',
        "mid": f'fill="none" stroke="{theme.QUIET_INK}" stroke-width="2"',
        "near": f'fill="none" stroke="{theme.STROKES["neighbours"].ink}" stroke-width="1.5"',
    }
)


def drawn(parts: list[str], striped: Striped, at: tuple[float, float], said: str) -> float:
    """Adds the picture to a picture's parts, from its left and top; how high it is.

    `said` already above it is not said again.
    """
    left, top = at
    there = {kind for table in striped.tables for row in table.rows for kind, _ in row.marks.paths}
    keys = [one for one in striped.keys if any(kind in there for kind, _ in one[0].paths)]
    y = top + _keys(parts, keys, at)
    if striped.shown < striped.total:
        said = text.STRIPS_SHOWN.format(n=striped.shown, total=striped.total)
        y += lines(parts, said, (left, y), SMALL, WIDE) + 4
    for table in (one for one in striped.tables if one.rows):
        known = replace(table, why="") if table.why == said else table
        y = _table(parts, known, (left, y + 8))
    return y - top


def _keys(parts: list[str], keys: Sequence[tuple[Marks, str]], at: tuple[float, float]) -> float:
    """What the marks mean, side by side, in as many lines as they need; how high these are."""
    left, y = at
    x = left
    for marks, means in keys:
        wide = KEY_WIDE + 8 + lettering.width(means, MAIN.size)
        if x > left and x + wide > left + WIDE:
            x, y = left, y + 2 * MIDDLE
        parts.append(f'<g transform="translate({x:g} {y:g})">{"".join(_marks(marks, 1))}</g>')
        lines(parts, means, (x + KEY_WIDE + 8, y + 5), MAIN, WIDE)
        x += wide + KEY_GAP
    return y + 2 * MIDDLE + 6 - at[1]


def _table(parts: list[str], table: Table, at: tuple[float, float]) -> float:
    """Adds a table's heading, its columns' names and its rows; where it ends."""
    left, y = at
    y += lines(parts, table.caption, (left, y), Look(16, bold=True), WIDE) + 6
    if table.why:
        y += lines(parts, table.why, (left, y - 2), SMALL, WIDE) + 4
    low, high = table.ends
    quiet = Look(12.5, theme.QUIET_INK)
    heads = [lines(parts, text.MEASURE, (left, y), HEAD, NAME)]
    heads.append(lines(parts, low, (left + STRIP, y), quiet, STRIP_WIDE / 2))
    end = Look(12.5, theme.QUIET_INK, anchor="end")
    heads.append(lines(parts, high, (left + STRIP + STRIP_WIDE, y), end, STRIP_WIDE / 2))
    right = Look(12.5, bold=True, anchor="end")
    for said, x, most in zip(table.head, ENDS, FIGURE_WIDE, strict=False):
        heads.append(lines(parts, said, (left + x, y), right, most))
    y += max(heads) + 5
    parts.append(_rule(left, y, theme.INK, 2))
    for row in table.rows:
        y = _row(parts, row, (left, y + GAP)) + GAP
        parts.append(_rule(left, y, theme.GRID, 1))
    return y + 8


def _row(parts: list[str], row: Row, at: tuple[float, float]) -> float:
    """Adds a row; where it ends."""
    left, y = at
    high = [lines(parts, row.name, (left, y), MAIN, NAME), 2.0 * MIDDLE]
    parts.append(f'<g transform="translate({left + STRIP:g} {y - 5:g})">{_strip(row.marks)}</g>')
    for k, ((said, beside), x, most) in enumerate(zip(row.cells, ENDS, FIGURE_WIDE, strict=False)):
        tall = lines(parts, said, (left + x, y), Look(14, bold=k == 0, anchor="end"), most)
        small = Look(12, theme.QUIET_INK, anchor="end")
        high.append(tall + (lines(parts, beside, (left + x, y + tall), small, most) if beside else 0))
    return y + max(high)


def _strip(marks: Marks) -> str:
    ends = (
        f"M0 {MIDDLE}H{STRIP_WIDE}M0 {MIDDLE - 4.5}V{MIDDLE + 4.5}M{STRIP_WIDE} {MIDDLE - 4.5}V{MIDDLE + 4.5}"
    )
    axis = f'<path d="{ends}" fill="none" stroke="{theme.CONTEXT_EDGE}"/>'
    return axis + "".join(_marks(marks, STRIP_WIDE / ACROSS))


def _marks(marks: Marks, scale: float) -> Iterator[str]:
    """The marks with places across that are scaled; nothing is stretched."""
    for kind, path in marks.paths:
        if kind in LINES:
            placed = ACROSS_PLACE.sub(lambda one: f"{one[1]}{round(int(one[2]) * scale, 1):g}", path)
            yield f'<path d="{placed}" {LINES[kind]}/>'
    for kind in ("eng", "own"):
        if (at := marks.at(kind)) is not None:
            yield _dot(kind, round(at * scale, 1))


def _dot(kind: str, x: float) -> str:
    """England is a square with a white one in it, the authority a dot with a white rim."""
    if kind == "eng":
        return (
            f'<rect x="{x - 4:g}" y="{MIDDLE - 4}" width="8" height="8" fill="{theme.PAPER}"'
            f' stroke="{theme.DARK_GREY}" stroke-width="2"/>'
        )
    look = f'fill="{theme.DARK_BLUE}" stroke="{theme.PAPER}" stroke-width="2"'
    return f'<circle cx="{x:g}" cy="{MIDDLE}" r="8" {look}/>'


def _rule(left: float, y: float, ink: str, wide: float) -> str:
    ends = f'x1="{left:g}" x2="{left + WIDE:g}" y1="{y:g}" y2="{y:g}"'
    return f'<line {ends} stroke="{ink}" stroke-width="{wide:g}"/>'
