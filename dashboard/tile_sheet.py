"""The tile map of a page -> a sheet on which each authority is a cell at its place in England. Pure."""

from __future__ import annotations

from dashboard import text, theme
from dashboard.markup_tree import Element
from dashboard.taken import Drawing
from dashboard.tile_picture import PITCH
from dashboard.workbook import Tile, Tiled

NAME = "Tile map"


def tiled(drawing: Drawing, table: str) -> Tiled | None:
    """The map as cells, with its legend; None of a chart that is no map.

    `table` is the name of the sheet that holds the same as a table.
    """
    if drawing.map is None:
        return None
    about = (text.TILE_SHEET.format(table=table), text.TILE_SHEET_MARKS)
    keys = [(_tile(mark), _counted(means, count)) for mark, means, count in drawing.keys]
    tiles = [_tile(one) for one in drawing.map.elements() if one.tag == "a"]
    title = drawing.listings[0].caption if drawing.listings else drawing.section
    return Tiled(NAME, title, about, tiles, keys)


def _counted(means: str, count: str) -> str:
    return f"{means} ({count} {'authority' if count == '1' else 'authorities'})" if count else means


def _tile(drawn: Element) -> Tile:
    """A tile of the map, or of its legend, as it is drawn: a square, a frame over it, a name and a mark.

    The chosen authority's name is in brackets, too: a cell has no white line between its frame and its shade.
    """
    square, *frames = (one.attributes for one in drawn.all("rect"))
    names, marks = (list(drawn.all("text", kind)) for kind in ("l", "m"))
    ink = next((one.attributes["fill"] for one in (*marks, *names)), "#000000")
    frame = frames[-1]["stroke"] if frames else ""
    name = names[0].text() if names else ""
    return Tile(
        int(float(square["x"]) // PITCH) + 1,
        int(float(square["y"]) // PITCH) + 1,
        f"[{name}]" if frame == theme.TILE_FRAMES["this"] else name,
        marks[0].text() if marks else "",
        square["fill"].lstrip("#"),
        square["stroke"].lstrip("#"),
        ink.lstrip("#"),
        frame.lstrip("#"),
    )
