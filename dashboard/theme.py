"""Colours, strokes and measures of the charts: the palette, and what each part is drawn with.

The palette is from the Government Analysis Function's guidance "Data visualisation: colours in charts".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dashboard import tiles
from dashboard.views import Role

DARK_BLUE = "#12436D"
TURQUOISE = "#28A197"
DARK_PINK = "#801650"
ORANGE = "#F46A25"
DARK_GREY = "#3D3D3D"
MID_BLUE = "#2073BC"
LIGHT_BLUE = "#6BACE6"
PURPLE = "#8467BE"  # the palette's light purple, darkened until it stands out on white

INK = "#1A1F24"
QUIET_INK = "#505A64"
CONTEXT = "#A9B6C4"  # lines and bars that are there for context
CONTEXT_EDGE = "#7B8CA0"
GRID = "#E3E7EB"
BAND = "#F3F6F9"
HALF = "#DCE4EC"  # the middle half of England
SHADED = "#EAEFF4"  # every second quarter of England's authorities
SPREAD = "#FCE9DF"  # between the neighbours' smallest and largest figures
AXIS = "#7B8790"
PAPER = "#FFFFFF"

HALO = ", ".join(f"{x}px {y}px 0 #FFFFFF" for x in (-2, -1, 0, 1, 2) for y in (-2, -1, 0, 1, 2))
FONT = "Arial, Helvetica, sans-serif"
TEXT_SIZE = 14
LINE_HEIGHT = 1.3  # plotly's own, in text heights, for text in several lines
STANDOFF = 5  # between an axis and the texts of its ticks
MARGIN_STEP = 8  # left and right margins are multiples of this: the painting takes them from a class
MARGIN_MOST = 240

Dash = Literal["solid", "dash", "dot"]
DASHES: tuple[Dash, ...] = ("solid", "dot", "dash")  # of further authorities, in turn


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn; `ink` is its label's colour, dark enough to read on white."""

    color: str
    width: float
    dash: Dash
    ink: str
    marker: float


STROKES: Mapping[Role, Stroke] = MappingProxyType(
    {
        "this": Stroke(DARK_BLUE, 4, "solid", DARK_BLUE, 9),
        "neighbours": Stroke(ORANGE, 2.5, "dash", "#B0440B", 6),
        "region": Stroke(TURQUOISE, 2.5, "solid", "#12756C", 6),
        "england": Stroke(DARK_GREY, 2.5, "solid", DARK_GREY, 6),
        "chosen": Stroke(PURPLE, 2, "solid", "#5F4A8B", 5),
        "other": Stroke(CONTEXT, 1.25, "solid", QUIET_INK, 4),
    }
)
LEVEL = Stroke(DARK_PINK, 2, "dot", DARK_PINK, 0)
# Areas side by side: at most four stand out, and differ in dashes and width too.
SIDE_BY_SIDE = (
    STROKES["this"],
    STROKES["neighbours"],
    STROKES["region"],
    Stroke(DARK_PINK, 2.5, "dot", DARK_PINK, 6),
)


@dataclass(frozen=True)
class Fill:
    """A filled mark: its shade, its outline, and the colour of text upon it."""

    color: str
    edge: str
    ink: str


BARS: Mapping[Role, Fill] = MappingProxyType(
    {
        "this": Fill(DARK_BLUE, DARK_BLUE, PAPER),
        "neighbours": Fill("#FCE0D1", ORANGE, INK),
        "region": Fill("#D3EEEB", TURQUOISE, INK),
        "england": Fill(PAPER, DARK_GREY, INK),
        "chosen": Fill("#E4DCF2", PURPLE, INK),
        "other": Fill("#C3CEDA", "#C3CEDA", INK),
    }
)

# Where a bar is a few pixels high there is no room for an outline.
THIN_BARS: Mapping[Role, Fill] = MappingProxyType(
    {
        "this": Fill(DARK_BLUE, DARK_BLUE, PAPER),
        "neighbours": Fill(ORANGE, ORANGE, INK),
        "region": Fill(TURQUOISE, TURQUOISE, INK),
        "england": Fill(PAPER, DARK_GREY, INK),
        "chosen": Fill(PURPLE, PURPLE, INK),
        "other": Fill(CONTEXT_EDGE, CONTEXT_EDGE, INK),
    }
)

# Four shades that differ in grey too; the lightest has the dark outline. Never shown without number and word.
GRADES: Mapping[int | None, Fill] = MappingProxyType(
    {
        4: Fill(DARK_BLUE, DARK_BLUE, PAPER),
        3: Fill(MID_BLUE, DARK_BLUE, PAPER),
        2: Fill("#A9D0F2", DARK_BLUE, INK),
        1: Fill(PAPER, DARK_BLUE, INK),
        None: Fill(PAPER, AXIS, INK),
    }
)

# Tiles of the map: the best quarter is the darkest, as is the best grade. Where neither end is better the
# shades are grey, so that nothing looks good or bad. Each has its letter or number in it; the lightest has
# the dark outline. 0 is a figure in no quarter, None no figure.
_FEW = MappingProxyType({0: Fill("#E6EEF6", AXIS, INK), None: Fill(PAPER, AXIS, QUIET_INK)})
_GREYS = MappingProxyType(
    {
        4: Fill(DARK_GREY, DARK_GREY, PAPER),
        3: Fill("#6B7885", DARK_GREY, PAPER),
        2: Fill("#C3CEDA", DARK_GREY, INK),
        1: Fill(PAPER, DARK_GREY, INK),
        **_FEW,
    }
)
TILES: Mapping[tiles.Scheme, Mapping[int | None, Fill]] = MappingProxyType(
    {
        "quarters": MappingProxyType({**GRADES, **_FEW}),
        "sizes": _GREYS,
        "grades": MappingProxyType({**GRADES, **_FEW}),
        "apart": _FEW,
        "few": _FEW,
        "close": _FEW,
    }
)
# Frames around tiles, inside which a white line keeps them apart from any shade.
TILE_FRAMES: Mapping[tiles.Role, str] = MappingProxyType({"this": INK, "neighbours": "#B0440B"})

# No button, no logo, no way to send a chart to a cloud (platform facts: plotly.js 4 shows one by default).
GRAPH_CONFIG = MappingProxyType(
    {
        "displayModeBar": False,
        "displaylogo": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "doubleClick": False,
    }
)
