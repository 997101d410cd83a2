"""What a layout of tiles keeps of the map: how far tiles are from home, and which neighbours still touch."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import asdict
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from loaders.reference import Reference
from loaders.tiles import Kept

Points = NDArray[np.float64]
CENTROIDS = "real/geo/authority_centroids.csv"
OPENING = """\
# What the layout in tiles.csv keeps of the map. Both are made by `python -m tests.tiles` from authorities'
# centroids (Office for National Statistics, British National Grid); tests/test_tiles.py measures again.
# How far a tile is from its authority's true place is measured after the one scaling and shift of the true
# map (no turning, no stretching) that fit all tiles best. Two authorities are neighbours here if no third
# one's centroid lies in the circle that has theirs at the ends of a diameter (Gabriel's graph), as boundaries
# are not at hand; a pair is kept if its tiles share an edge or a corner.

"""


def places(shared: Path, known: Reference) -> Mapping[str, tuple[float, float]]:
    """Kilometres east and north of the authorities' centroids, by three-digit code."""
    with (shared / CENTROIDS).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = {}
    for row in rows:
        area = known.area(row["ons_code"])
        assert area is not None, row
        found[area.code] = (float(row["easting"]) / 1000, float(row["northing"]) / 1000)
    return dict(sorted(found.items()))


def gabriel(points: Points) -> list[tuple[int, int]]:
    """The pairs of points between which no third one lies (Gabriel and Sokal, 1969), smaller number first."""
    squares = ((points[:, None] - points[None]) ** 2).sum(-1)
    return [
        (one, other)
        for one, other in combinations(range(len(points)), 2)
        if ((squares[one] + squares[other]) < squares[one, other]).sum() == 0
    ]


def measured(points: Points, cells: Points) -> Kept:
    """What cells (columns and rows, from the north-west) keep of points (kilometres east and north)."""
    tiles = cells * np.array([1, -1])
    true, drawn = points - points.mean(axis=0), tiles - tiles.mean(axis=0)
    scale = float((true * drawn).sum() / (true**2).sum())
    away = np.hypot(*(drawn - scale * true).T)
    pairs = gabriel(points)
    touching = sum(int(abs(tiles[one] - tiles[other]).max()) <= 1 for one, other in pairs)
    return Kept(
        authorities=len(points),
        kilometres_a_tile=round(1 / scale, 1),
        mean_displacement_tiles=round(float(away.mean()), 2),
        mean_displacement_kilometres=round(float(away.mean()) / scale, 1),
        greatest_displacement_tiles=round(float(away.max()), 2),
        neighbouring_pairs=len(pairs),
        neighbouring_pairs_kept=touching,
        share_of_neighbouring_pairs_kept=round(touching / len(pairs), 3),
    )


def written(kept: Kept) -> str:
    """The file data/reference/tiles.toml."""
    return OPENING + "".join(f"{name} = {value}\n" for name, value in asdict(kept).items())
