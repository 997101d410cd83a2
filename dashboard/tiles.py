"""The tile map's view-models: what is known of authorities, what tiles show, what shades mean. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dashboard.records import Observation, Standing
from loaders.ranking import Bands
from loaders.reference import Area
from loaders.tiles import Layout

# What is shown: quarters from best to last; quarters by size where neither end is better; grades; or no
# shades, because the figures are not compared, too few authorities have one, or they lie too close together.
Scheme = Literal["quarters", "sizes", "grades", "apart", "few", "close"]
Role = Literal["this", "neighbours", "other"]

BANDS = (4, 3, 2, 1)
_NUMBERS = MappingProxyType({band: str(band) for band in BANDS})
MARKS: Mapping[Scheme, Mapping[int, str]] = MappingProxyType(
    {
        "quarters": MappingProxyType({4: "A", 3: "B", 2: "C", 1: "D"}),
        "sizes": _NUMBERS,
        "grades": _NUMBERS,
    }
)
UNBANDED, MISSING = "•", "–"  # marks of a figure that is in no band, and of no figure
NO_BAND = 0  # the shade of a figure that is in no band


@dataclass(frozen=True)
class Spread:
    """An indicator's latest period: its figures by area, and how those of England's authorities spread.

    `whole` authorities existed at its end. `values` are those that the source lists, None for a missing one,
    with their `bands` and `places`: 1 is the best, and nobody has one without polarity.
    """

    period: str
    end: str
    figures: Mapping[str, Observation | Standing]
    whole: int
    values: Mapping[str, float | None]
    bands: Bands | None
    places: Mapping[str, int]

    @property
    def valued(self) -> int:
        """How many of England's authorities have a figure."""
        return sum(value is not None for value in self.values.values())


@dataclass(frozen=True)
class Shown:
    """What is known of one authority: its figure or word as printed, and its band (4 is best, or highest).

    `more` is such as "joint 34th of 151" or when the grade was published; `value` orders a band's figures;
    `missing` says why there is nothing.
    """

    value: float | None = None
    printed: str = ""
    band: int | None = None
    more: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Scene:
    """What a map is drawn on: the layout, the areas, who is chosen, who its neighbours are."""

    layout: Layout
    areas: Mapping[str, Area]
    chosen: str
    neighbours: Collection[str]

    def role(self, code: str) -> Role:
        """The part that an authority plays."""
        return "this" if code == self.chosen else "neighbours" if code in self.neighbours else "other"


@dataclass(frozen=True)
class Tile:
    """One authority's tile. `shade` is a band, NO_BAND, or None without a figure; `said` is what is known."""

    code: str
    name: str
    label: str
    column: int
    row: int
    mark: str
    shade: int | None
    role: Role
    said: tuple[str, ...]
    href: str


@dataclass(frozen=True)
class Key:
    """One entry of the legend: a tile as it looks on the map, what that means, and how many there are."""

    scheme: Scheme
    mark: str
    shade: int | None
    role: Role
    means: str
    count: int | None = None


@dataclass(frozen=True)
class TileMap:
    """England as equal tiles, row by row from the north. `label` says what it is to who cannot see it."""

    label: str
    scheme: Scheme
    tiles: tuple[Tile, ...]
    columns: int
    rows: int
