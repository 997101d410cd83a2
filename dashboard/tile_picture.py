"""A tile map, or an entry of its legend -> SVG. Pure.

The map is measured in units, forty to a tile, and fills whatever width it is given. Each tile is a link with
a title; what is known of it is also written after it, in the empty sea to the north-east, where the
stylesheet shows it while a pointer or the keyboard is on the tile. Shades are theme.py's; sizes of text are
the stylesheet's.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType

from dashboard import theme
from dashboard.markup import Markup
from dashboard.tiles import Key, Role, Scheme, Tile, TileMap

PITCH, SIZE = 40, 37  # of the grid; of a tile, so that white shows between two
LABEL, MARK = 15, 32  # baselines, from a tile's top
LINE, TOLD_FROM = 20, 20  # of what is told: the height of lines, the first one's baseline
NAME_WIDTH, WIDTH = 18, 22  # in letters
BOLD = ' class="n"'
# A frame's width, how far it reaches beyond the tile, and the width of the white line within it.
FRAMES: Mapping[Role, tuple[float, float, float]] = MappingProxyType(
    {"this": (5.5, 3, 2), "neighbours": (3, 1.5, 1.5)}
)


def svg(drawn: TileMap) -> Markup:
    """The map. Its links are in reading order, row by row."""
    width, height = drawn.columns * PITCH, drawn.rows * PITCH
    tiles = "".join(_tile(tile, drawn.scheme, width) for tile in drawn.tiles)
    return Markup(
        f'<svg class="england" viewBox="-3 -3 {width + 3} {height + 3}" data-scheme="{drawn.scheme}" '
        f'role="group" aria-label="{escape(drawn.label)}">{tiles}</svg>'
    )


def key(entry: Key) -> Markup:
    """An entry of the legend as it looks on the map; words stand beside it, so nobody else is told of it."""
    mark = _text("m", SIZE / 2, 25, entry.mark, theme.TILES[entry.scheme][entry.shade].ink)
    inside = "".join(_square(0, 0, entry.scheme, entry.shade, entry.role)) + (mark if entry.mark else "")
    return Markup(
        f'<svg class="key" viewBox="-3 -3 {SIZE + 6} {SIZE + 6}" aria-hidden="true" focusable="false">'
        f"{inside}</svg>"
    )


def _tile(tile: Tile, scheme: Scheme, width: float) -> str:
    x, y = (tile.column - 1) * PITCH, (tile.row - 1) * PITCH
    ink = theme.TILES[scheme][tile.shade].ink
    title = f"{tile.name}: {', '.join(tile.said)}"
    own = ' aria-current="true"' if tile.role == "this" else ""
    return "".join(
        (
            f'<a href="{escape(tile.href)}"{own}><title>{escape(title)}</title>',
            *_square(x, y, scheme, tile.shade, tile.role),
            _text("l", x + SIZE / 2, y + LABEL, tile.label, ink),
            _text("m", x + SIZE / 2, y + MARK, tile.mark, ink),
            "</a>",
            _told(tile, width),
        )
    )


def _square(x: float, y: float, scheme: Scheme, shade: int | None, role: Role) -> Iterator[str]:
    """The tile itself; for the chosen one and its neighbours a frame and, within it, a white line."""
    fill = theme.TILES[scheme][shade]
    dash = ' stroke-dasharray="3 3"' if shade is None else ""
    yield _rect(x, y, 0.5, f'class="t" fill="{fill.color}" stroke="{fill.edge}"{dash}')
    if role in FRAMES:
        frame, beyond, line = FRAMES[role]
        inner = frame - beyond + line / 2
        yield _rect(x, y, inner, f'fill="none" stroke="{theme.PAPER}" stroke-width="{line}"')
        colour = theme.TILE_FRAMES[role]
        yield _rect(x, y, frame / 2 - beyond, f'fill="none" stroke="{colour}" stroke-width="{frame}"')


def _rect(x: float, y: float, inset: float, look: str) -> str:
    side = SIZE - 2 * inset
    return f'<rect x="{x + inset:g}" y="{y + inset:g}" width="{side:g}" height="{side:g}" {look}/>'


def _text(kind: str, x: float, y: float, said: str, ink: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" fill="{ink}">{escape(said)}</text>'


def _told(tile: Tile, width: float) -> str:
    """What is known of the tile, in the sea; said already in its title."""
    name = textwrap.wrap(tile.name, NAME_WIDTH)
    rest = [line for said in tile.said for line in textwrap.wrap(said, WIDTH)]
    bold = [BOLD] * len(name) + [""] * len(rest)
    lines = [
        f'<tspan x="{width - 3}" y="{TOLD_FROM + k * LINE}"{look}>{escape(line)}</tspan>'
        for k, (line, look) in enumerate(zip((*name, *rest), bold, strict=True))
    ]
    return f'<text class="told" aria-hidden="true" fill="{theme.INK}">{"".join(lines)}</text>'
