"""England as equal tiles (data/reference/tiles.csv, tiles.toml): where each authority's lies, and how truly.

The layout is computed by `python -m tests.tiles`; only the labels are written by hand.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path


@dataclass(frozen=True)
class Tile:
    """An authority's place in the layout, counted from the north-west, from 1; and its short name."""

    label: str
    column: int
    row: int


@dataclass(frozen=True)
class Kept:
    """What a layout keeps of the map; data/reference/tiles.toml says how each is measured.

    Displacements are distances between a tile's middle and its authority's place on the best-fitting map,
    whose scale is `kilometres_a_tile`.
    """

    authorities: int = 0
    kilometres_a_tile: float = 0.0
    mean_displacement_tiles: float = 0.0
    mean_displacement_kilometres: float = 0.0
    greatest_displacement_tiles: float = 0.0
    neighbouring_pairs: int = 0
    neighbouring_pairs_kept: int = 0
    share_of_neighbouring_pairs_kept: float = 0.0


@dataclass(frozen=True)
class Layout:
    """The tiles by three-digit code, row by row from the north, each from west to east."""

    tiles: Mapping[str, Tile] = field(default_factory=dict[str, Tile])
    kept: Kept = Kept()

    @property
    def columns(self) -> int:
        """How many columns the layout has."""
        return max((tile.column for tile in self.tiles.values()), default=0)

    @property
    def rows(self) -> int:
        """How many rows the layout has."""
        return max((tile.row for tile in self.tiles.values()), default=0)


def load(folder: Path) -> Layout:
    """Reads the layout from data/reference. Raises ValueError naming the entry that is wrong."""
    tiles: dict[str, Tile] = {}
    with (folder / "tiles.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row.get("code") or "a row without a code"
            try:
                tile = Tile(row["label"], int(row["column"]), int(row["row"]))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{code}: write label, column and row, the last two as numbers.") from error
            if code in tiles or not tile.label or min(tile.column, tile.row) < 1:
                raise ValueError(
                    f"{code}: an authority has one tile, with a label, in a column and row from 1."
                )
            tiles[code] = tile
    _once("label", [tile.label for tile in tiles.values()])
    _once("column and row", [f"{tile.column} and {tile.row}" for tile in tiles.values()])
    ordered = sorted(tiles.items(), key=lambda pair: (pair[1].row, pair[1].column))
    return Layout(dict(ordered), _kept(folder / "tiles.toml"))


def _once(what: str, said: Sequence[str]) -> None:
    value, times = next(iter(Counter(said).most_common(1)), ("", 0))
    if times > 1:
        raise ValueError(f"two tiles have {what} {value}.")


def _kept(path: Path) -> Kept:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {one.name for one in fields(Kept)}
    if wrong := sorted(names.symmetric_difference(content)):
        raise ValueError(f"{path.name} has too much or too little: {', '.join(wrong)}.")
    return Kept(**content)
