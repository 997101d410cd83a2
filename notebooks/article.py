"""What the notebooks share: a store of the national files, and how a chart and a sentence are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard import drawing, lettering, picture, theme
from dashboard.queries import Ask
from dashboard.views import Role
from loaders import FORMATS, reference, shipped
from loaders.format import read_together
from loaders.home import REFERENCE
from loaders.store import Store, Upload

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
WIDTH = 760


def national(folder: Path, names: Sequence[str], *, papers: bool = False) -> Ask:
    """Publishes national files in a store of their own in a folder, and gives what may be asked of it.

    Only what is latest is kept: of an indicator, every area's figure in its last period. `papers` adds the
    councils' papers that come with Yardstick. Raises FileNotFoundError where the files are not at hand.
    """
    files = [REAL / name for name in names]
    if missing := [path.name for path in files if not path.is_file()]:
        raise FileNotFoundError(
            f"{missing[0]} is not there: put `shared`, with the national files, beside this project's folder"
        )
    known = reference.load(REFERENCE)
    uploads = shipped.uploads(known) if papers else []
    for path, one in zip(files, read_together(files, known, FORMATS), strict=True):
        latest = {name: rows for name, rows in one.tables.items() if name != "observation"}
        uploads.append(Upload(path.name, path.read_bytes(), one.format, one.source, latest))
    by_source = {one.source: one for one in uploads}  # a national list takes the place of the shipped part
    store = Store(f"sqlite:///{folder / 'yardstick.db'}")
    return Ask(store, store.publish(list(by_source.values())), known)


class Said:
    """Sentences whose numbers a cell worked out; Markdown."""

    def __init__(self, *paragraphs: str) -> None:
        self.text = "\n\n".join(paragraphs)

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text


class Picture:
    """A figure as the pages paint it, at one width; the margins are those that the stylesheet sets there."""

    def __init__(self, figure: drawing.Figure, sentence: str, width: int = WIDTH) -> None:
        self.figure, self.sentence, self.width = figure, sentence, width

    def __repr__(self) -> str:
        return self.sentence

    def _repr_svg_(self) -> str:
        layout = self.figure["layout"]
        left, right = layout["margin"]["l"], layout["margin"]["r"]
        painted = picture.svg(self.figure)
        return "".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{layout["height"]}"',
                ' font-family="Arial, Helvetica, sans-serif">',
                "<style>.narrow { display: none } svg { overflow: visible }",
                " .halo { paint-order: stroke; stroke: #fff; stroke-width: 4px }</style>",
                '<rect width="100%" height="100%" fill="#fff"/>',
                f'<svg x="{left}" width="{self.width - left - right}">',
                painted[painted.index("<svg") : painted.rindex("</div>")],
                "</svg></svg>",
            )
        )


@dataclass(frozen=True)
class Dot:
    """A mark: how far across and up, the part it plays, and letters upon it or a name beside it."""

    x: float
    y: float
    role: Role = "other"
    letters: str = ""
    name: str = ""


def rows(
    names: Sequence[str],
    dots: Sequence[Dot],
    title: str,
    across: tuple[drawing.Scale, float | None],
    height: float = 30,
) -> drawing.Figure:
    """Dots in named rows; a dot's `y` is the number of its row. `across`: the scale, its middle if any."""
    scale, middle = across
    wrapped = [lettering.wrap(name, 216, theme.TEXT_SIZE) for name in names]
    heights = [max(height, len(lines) * theme.TEXT_SIZE * theme.LINE_HEIGHT + 8) for lines in wrapped]
    centres = [sum(heights[:k]) + height / 2 for k, height in enumerate(heights)]
    plot = sum(heights)
    placed = [replace(one, y=_between(centres, one.y, height)) for one in dots]
    labels = [
        drawing.text(lines, (0, 1 - at / plot), (-12, 0), ("right", "middle"), drawing.font(theme.INK))
        for lines, at in zip(wrapped, centres, strict=True)
    ]
    widest = max(lettering.width(text, theme.TEXT_SIZE) for lines in wrapped for text in lines)
    left = drawing.margin(widest + 20)
    labels.append(drawing.text([title], (0, 1), (0, 26), ("left", "top"), drawing.font(theme.QUIET_INK)))
    bands = [_band(at, height) for at, height in list(zip(centres, heights, strict=True))[::2]]
    shapes = [*bands, *_uprights(scale, middle)]
    layout = drawing.layout(plot + 34 + 36, (left, 24, 34, 36), shapes, labels)
    layout["xaxis"] |= {**_axis(scale), "showline": True}
    layout["yaxis"] |= {"range": [plot, 0], "tickvals": [], "ticktext": []}
    return {"data": list(_marks(placed)), "layout": layout}


def field(
    dots: Sequence[Dot], titles: tuple[str, str], across: drawing.Scale, up: drawing.Scale
) -> drawing.Figure:
    """Dots in a field of two scales, whose titles are said above the plot and below it; names beside dots."""
    plot, top, bottom = 380, 34, 62
    left = drawing.margin(max(lettering.width(text, theme.TEXT_SIZE) for text in up.texts) + 12)
    texts = [
        drawing.text([titles[1]], (0, 1), (2 - left, 28), ("left", "top"), drawing.font(theme.QUIET_INK)),
        drawing.text([titles[0]], (1, 0), (0, -34), ("right", "top"), drawing.font(theme.QUIET_INK)),
    ]
    layout = drawing.layout(plot + top + bottom, (left, 24, top, bottom), [], texts)
    layout["xaxis"] |= {**_axis(across), "showline": True}
    layout["yaxis"] |= {**_axis(up), "showgrid": True}
    return {"data": list(_marks(dots)), "layout": layout}


def _axis(scale: drawing.Scale) -> drawing.Figure:
    return {"range": [scale.low, scale.high], "tickvals": list(scale.ticks), "ticktext": list(scale.texts)}


def _between(centres: Sequence[float], row: float, height: float) -> float:
    """How far down a row is, or a place between two, for dots that would lie upon each other."""
    whole = round(row)
    return centres[whole] + (row - whole) * height


def _band(centre: float, height: float) -> drawing.Figure:
    ends = {"x0": 0, "x1": 1, "y0": centre - height / 2, "y1": centre + height / 2, "xref": "paper"}
    line = {"color": theme.BAND, "width": 0, "dash": "solid"}
    return {"type": "rect", "layer": "below", **ends, "yref": "y", "fillcolor": theme.BAND, "line": line}


def _uprights(across: drawing.Scale, middle: float | None) -> Iterable[drawing.Figure]:
    for tick in across.ticks:
        color, width = (theme.AXIS, 2) if tick == middle else (theme.GRID, 1)
        yield {**drawing.upright(tick, 1, color=color, width=width, dash="solid"), "layer": "below"}


def _marks(dots: Sequence[Dot]) -> Iterable[drawing.Figure]:
    """A trace for each kind of mark; what plays a part lies above what is context."""
    kinds: dict[tuple[Role, bool], None] = {(one.role, bool(one.letters)): None for one in dots}
    for role, lettered in sorted(kinds, key=lambda kind: kind[0] != "other"):
        these = [one for one in dots if (one.role, bool(one.letters)) == (role, lettered)]
        fill = theme.BARS[role]
        edge = theme.CONTEXT_EDGE if role == "other" else fill.edge
        size = 22 if lettered else 8 if role == "other" else 11
        yield {
            "type": "scatter",
            "mode": "markers+text" if lettered else "markers",
            "x": [one.x for one in these],
            "y": [one.y for one in these],
            "text": [one.letters for one in these],
            "textposition": "middle center",
            "textfont": {"color": [fill.ink] * len(these), "size": 13, "weight": ["bold"] * len(these)},
            "marker": {"color": fill.color, "size": size, "line": {"color": edge, "width": 1.5}},
        }
    named = [one for one in dots if one.name]
    if named:
        set_in = {"color": [theme.INK] * len(named), "size": 13, "weight": ["normal"] * len(named)}
        said = ["\u00a0\u00a0\u00a0" + one.name for one in named]
        beside = drawing.texts([one.x for one in named], [one.y for one in named], said)
        yield {**beside, "textposition": "middle right", "textfont": {**set_in, "shadow": theme.HALO}}
