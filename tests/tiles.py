"""`python -m tests.tiles`: lays England's authorities out as equal tiles, each near its true place.

Reads the centroids in the shared folder; writes row and column of every label in data/reference/tiles.csv
anew, and what the layout keeps of the map into data/reference/tiles.toml. In three steps:

1. Spread: authorities repel each other until none is nearer than a tile's width, while neighbouring ones hold
   together and each is drawn home. So London gets room, and the coast stays where it is.
2. Assign: each goes to a cell of the grid so that the sum of squared distances is the least.
3. Swap: two tiles change places, or one moves to a free cell, over and over: always if the layout becomes
   better, and at first also if it becomes a little worse (simulated annealing). `strain`, `Layout.home`
   and `Layout.cell` say what better means. Of several runs with fixed seeds the best layout is kept.
"""

from __future__ import annotations

import csv
import math
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, product
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial import Delaunay

from loaders import reference
from loaders.reference import Reference
from tests.needs import NEEDS, ROOT
from tests.tile_measures import Points, gabriel, measured, places, written

FOLDER = ROOT / "data" / "reference"
COLUMNS, ROWS = 13, 19  # thirteen tiles of 24 pixels and more fit on a narrow telephone
SEEDS, STEPS = 6, 400_000
HOT, COLD = 1.0, 0.03
SMALLEST = 1e-6  # a change that counts
KM_A_TILE = 28
SPREADING = 600  # steps
PULL, HOMEWARD, PUSH, SLACK = 0.06, 0.015, 0.35, 1.05
NEAR_KM, SURROUNDED, OPEN = 100, math.radians(120), math.radians(150)

# What counts how much.
APART, TURNED, TURNED_FAR = 1.0, 0.6, 0.1
FROM_HOME, REGION, SEA, EDGE, SHUT_IN, HOLE = 0.12, 0.2, 4.0, 0.15, 0.4, 2.0

Cell = tuple[int, int]


def spread(points: Points, pairs: Sequence[tuple[int, int]]) -> Points:
    """The points in tile widths, moved so far apart that each has room for a tile."""
    home = points / KM_A_TILE
    at = home.copy()
    first, second = np.array(pairs).T
    for _ in range(SPREADING):
        force = HOMEWARD * (home - at)
        gaps = at[:, None] - at[None]
        lengths = np.hypot(*np.moveaxis(gaps, -1, 0)) + np.eye(len(at))
        overlap = np.clip(1 - lengths, 0, None)
        force += PUSH * (gaps / lengths[..., None] * overlap[..., None]).sum(1)
        along = at[second] - at[first]
        far = np.hypot(*along.T)
        pull = (PULL * np.clip(far - SLACK, 0, 1) / far)[:, None] * along
        np.add.at(force, first, pull)
        np.add.at(force, second, -pull)
        at += force / 2
    return at


def assigned(at: Points) -> tuple[list[Cell], Points]:
    """A cell for each point, the nearest on the whole; and the points in columns and rows of the grid.

    Where the grid is too narrow the far west, which is Scilly and Cornwall, is drawn in.
    """
    corner = np.array([at[:, 0].max() - COLUMNS + 0.7, at.mean(axis=0)[1] - ROWS * 0.55])
    grid = np.array([(column, row) for row in range(ROWS) for column in range(COLUMNS)])
    inside = at - corner
    cost = ((inside[:, None] - grid[None]) ** 2).sum(-1)
    return [(int(x), int(y)) for x, y in grid[linear_sum_assignment(cost)[1]]], inside


@dataclass(frozen=True)
class Ground:
    """What is true of the authorities, by their number: homes, regions, who is where from whom.

    `pairs` has the authority's partners with the direction to each, and whether they are neighbours or only a
    few steps apart. `surrounded` have others on all sides; `sea` is the open side of those that have one.
    """

    home: Sequence[tuple[float, float]]
    region: Sequence[str]
    pairs: Sequence[dict[int, tuple[bool, float, float]]]
    surrounded: Sequence[bool]
    sea: Sequence[Cell | None]


def ground(points: Points, home: Points, regions: Sequence[str]) -> Ground:
    """Reads directions, neighbours and open sides off the true places."""
    count = len(points)
    near: list[set[int]] = [set() for _ in range(count)]
    for one, other in gabriel(points):
        near[one].add(other)
        near[other].add(one)
    pairs: list[dict[int, tuple[bool, float, float]]] = [{} for _ in range(count)]
    for one in range(count):
        second = set().union(*(near[other] for other in near[one]))
        for other in sorted((near[one] | second) - {one}):
            x, y = (points[other] - points[one]) / math.dist(points[other], points[one])
            pairs[one][other] = (other in near[one], float(x), float(y))
    sides = [open_side(points, one, others) for one, others in enumerate(around(points))]
    sea = [(round(math.cos(way)), round(math.sin(way))) if gap > OPEN else None for gap, way in sides]
    return Ground(
        [(x, y) for x, y in home.tolist()], regions, pairs, [gap < SURROUNDED for gap, _ in sides], sea
    )


def around(points: Points) -> list[list[int]]:
    """For each point the points around it, near enough to stand between it and the sea."""
    found: list[set[int]] = [set() for _ in points]
    for triangle in Delaunay(points).simplices.tolist():
        for one, other in combinations(triangle, 2):
            if math.dist(points[one], points[other]) < NEAR_KM:
                found[one].add(other)
                found[other].add(one)
    return [sorted(others) for others in found]


def open_side(points: Points, one: int, others: Sequence[int]) -> tuple[float, float]:
    """The widest angle in which nobody is near, and the direction of its middle."""
    ways = sorted(math.atan2(*(points[other] - points[one])[::-1]) for other in others)
    turns = zip(ways, [*ways[1:], *(way + math.tau for way in ways[:1])], strict=True)
    return max(((after - way, (way + after) / 2) for way, after in turns), default=(math.tau, math.pi))


@cache
def strain(pair: tuple[bool, float, float], across: int, down: int) -> float:
    """What is wrong with a pair whose tiles are so many columns and rows apart."""
    neighbours, x, y = pair
    turned = 1 - (across * x + down * y) / math.hypot(across, down)
    if not neighbours:
        return TURNED_FAR * turned
    gap = max(abs(across), abs(down)) - 1
    return APART * (min(gap, 3) + (gap > 0)) + TURNED * turned


@dataclass
class Layout:
    """Tiles on the grid, and what is wrong with them; less is better."""

    ground: Ground
    cells: list[Cell]
    at: dict[Cell, int] = field(init=False)

    def __post_init__(self) -> None:
        self.at = {cell: one for one, cell in enumerate(self.cells)}

    def pair(self, one: int, other: int) -> float:
        """Neighbours should touch, and everybody should lie in the true direction."""
        (left, top), (right, foot) = self.cells[one], self.cells[other]
        return strain(self.ground.pairs[one][other], right - left, foot - top)

    def home(self, one: int) -> float:
        """The square of the distance from home, in tiles."""
        (column, row), (x, y) = self.cells[one], self.ground.home[one]
        return FROM_HOME * ((column - x) ** 2 + (row - y) ** 2)

    def cell(self, cell: Cell) -> float:
        """Regions stay together, the inland stays dry, the coast keeps the sea; no lakes."""
        beside = [self.at.get(one) for one in neighbourhood(cell)[1:]]
        one = self.at.get(cell)
        if one is None:
            return HOLE * (4 - beside.count(None)) ** 2 / 16
        regions, sea = self.ground.region, self.ground.sea[one]
        wrong = -REGION * [regions[other] for other in beside if other is not None].count(regions[one])
        wrong += EDGE * beside.count(None)
        if self.ground.surrounded[one]:
            wrong += SEA * beside.count(None)
        if sea and (cell[0] + sea[0], cell[1] + sea[1]) in self.at:
            wrong += SHUT_IN
        return wrong

    def wrong(self, moved: Sequence[int], touched: Iterable[Cell]) -> float:
        """What is wrong with the tiles moved and the cells touched."""
        one, *more = moved
        pairs = sum(self.pair(one, other) for other in self.ground.pairs[one])
        pairs += sum(
            self.pair(two, other) for two in more for other in self.ground.pairs[two] if other != one
        )
        return pairs + sum(map(self.home, moved)) + sum(map(self.cell, touched))

    def total(self) -> float:
        """What is wrong with the whole layout."""
        everyone = range(len(self.cells))
        pairs = sum(
            self.pair(one, other) for one in everyone for other in self.ground.pairs[one] if other < one
        )
        grid = [(column, row) for column in range(-1, COLUMNS + 1) for row in range(-1, ROWS + 1)]
        return pairs + sum(map(self.home, everyone)) + sum(map(self.cell, grid))

    def put(self, one: int, cell: Cell) -> None:
        """Moves a tile to a cell; whoever is there moves to where it was."""
        left, other = self.cells[one], self.at.get(cell)
        del self.at[left]
        if other is not None:
            self.cells[other] = left
            self.at[left] = other
        self.cells[one] = cell
        self.at[cell] = one


@cache
def neighbourhood(cell: Cell) -> tuple[Cell, ...]:
    """The cell and the four beside it."""
    column, row = cell
    return cell, (column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)


@cache
def ring(cell: Cell) -> tuple[Cell, ...]:
    """The cell and the eight around it."""
    return tuple((cell[0] + x, cell[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1))


def affected(layout: Layout, one: int, new: Cell) -> tuple[list[int], set[Cell]]:
    """The tiles that change places when one goes to a cell, and the cells that notice it."""
    old, other = layout.cells[one], layout.at.get(new)
    if other is None:
        return [one], {*ring(old), *ring(new)}
    return [one, other], {*neighbourhood(old), *neighbourhood(new)}


def move(layout: Layout, one: int, new: Cell) -> float:
    """Puts a tile on a cell, and says how much worse the layout is for it."""
    moved, touched = affected(layout, one, new)
    before = layout.wrong(moved, touched)
    layout.put(one, new)
    return layout.wrong(moved, touched) - before


def annealed(start: Sequence[Cell], on: Ground, seed: int) -> tuple[float, list[Cell]]:
    """The best layout of one run, and what is wrong with it."""
    layout, chance = Layout(on, list(start)), random.Random(seed)
    now = best = layout.total()
    kept = list(start)
    for step in range(STEPS):
        heat = HOT * (COLD / HOT) ** (step / STEPS)
        one = chance.randrange(len(start))
        old = layout.cells[one]
        near = old if chance.random() < 0.5 else (round(on.home[one][0]), round(on.home[one][1]))
        new = (near[0] + chance.randint(-2, 2), near[1] + chance.randint(-2, 2))
        if new == old or not (0 <= new[0] < COLUMNS and 0 <= new[1] < ROWS):
            continue
        change = move(layout, one, new)
        if change > 0 and chance.random() >= math.exp(-change / heat):
            layout.put(one, old)
            continue
        now += change
        if now < best:
            best, kept = now, list(layout.cells)
    settled = settle(Layout(on, kept))
    return settled.total(), settled.cells


def settle(layout: Layout) -> Layout:
    """The layout after every single move that makes it better, until there is none."""
    better = True
    while better:
        better = False
        for one, new in product(range(len(layout.cells)), product(range(COLUMNS), range(ROWS))):
            old = layout.cells[one]
            if new != old and move(layout, one, new) > -SMALLEST:
                layout.put(one, old)
            else:
                better = better or new != old
    return layout


def trimmed(cells: Sequence[Cell]) -> list[Cell]:
    """Columns and rows counted from one, without empty ones before the first."""
    left, top = (min(side) - 1 for side in zip(*cells, strict=True))
    return [(column - left, row - top) for column, row in cells]


def laid_out(points: Points, regions: Sequence[str]) -> list[Cell]:
    """The best layout of all runs: column and row of each authority, from one."""
    start, home = assigned(spread(points, gabriel(points)))
    on = ground(points, home, regions)
    runs = [annealed(start, on, seed) for seed in range(SEEDS)]
    sys.stdout.write("".join(f"seed {seed}: {wrong:.2f}\n" for seed, (wrong, _) in enumerate(runs)))
    return trimmed(min(runs)[1])


def main(shared: Path, known: Reference) -> None:
    """Writes both files."""
    at = places(shared, known)
    points = np.array(list(at.values()))
    points[:, 1] *= -1  # rows count from the north
    cells = laid_out(points, [known.areas[code].region for code in at])
    rows = {
        code: {"column": str(column), "row": str(row)} for code, (column, row) in zip(at, cells, strict=True)
    }
    path = FOLDER / "tiles.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        tiles = [{**tile, **rows[tile["code"]]} for tile in csv.DictReader(lines)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        out = csv.DictWriter(lines, list(tiles[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(tiles)
    kept = measured(np.array(list(at.values())), np.array(cells))
    (FOLDER / "tiles.toml").write_text(written(kept), encoding="utf-8")
    sys.stdout.write(f"{kept}\n")


if __name__ == "__main__":
    found = NEEDS["shared"].find()
    if found is None:
        sys.exit(NEEDS["shared"].reason)
    main(Path(found), reference.load(FOLDER))
