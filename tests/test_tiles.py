"""England as equal tiles: every authority has one, near its true place, and what is said of that is true."""

from __future__ import annotations

import csv
import random
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from loaders import reference as references
from loaders.reference import BadReference, Reference
from tests.needs import ROOT
from tests.tile_measures import Points, gabriel, measured, places, written

if TYPE_CHECKING:
    from tests.tiles import Layout

FOLDER = ROOT / "data" / "reference"
NARROW, PADDING, TARGET = 390, 32, 24  # pixels of a telephone, of what stands beside the map, of a target


def rows() -> list[dict[str, str]]:
    with (FOLDER / "tiles.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


# ---- the layout


def test_every_authority_of_today_has_one_tile_and_nobody_else(reference: Reference) -> None:
    today = {one.code for one in reference.areas.values() if one.kind == "authority" and one.existed("")}
    assert len(today) == 153
    assert set(reference.layout.tiles) == today
    assert len({(tile.column, tile.row) for tile in reference.layout.tiles.values()}) == 153


def test_labels_are_short_and_unlike_and_names_are_the_authorities_own(reference: Reference) -> None:
    labels = [row["label"] for row in rows()]
    assert all(2 <= len(label) <= 4 for label in labels)
    assert len({label.casefold() for label in labels}) == len(labels)
    assert [row["name"] for row in rows()] == [reference.areas[row["code"]].name for row in rows()]


def test_labels_people_know(reference: Reference) -> None:
    tiles = reference.layout.tiles
    known = {"865": "Wil", "383": "Lee", "210": "Swk", "885": "Wor", "205": "H&F", "839": "BCP", "921": "IoW"}
    assert {code: tiles[code].label for code in known} == known


def test_a_tile_is_a_target_on_a_telephone(reference: Reference) -> None:
    layout = reference.layout
    pitch = (NARROW - PADDING) / layout.columns
    assert pitch * 37 / 40 >= TARGET, "a tile takes 37 of 40 parts of its place"
    assert min(tile.column for tile in layout.tiles.values()) == 1
    assert min(tile.row for tile in layout.tiles.values()) == 1


def test_tiles_come_in_reading_order(reference: Reference) -> None:
    order = [(tile.row, tile.column) for tile in reference.layout.tiles.values()]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("one", "side", "other"),
    [
        ("Northumberland", "north of", "Leeds"),
        ("Leeds", "north of", "Leicester"),
        ("Leicester", "north of", "Camden"),
        ("Camden", "north of", "West Sussex"),
        ("Enfield", "north of", "Croydon"),
        ("Liverpool", "west of", "Manchester"),
        ("Manchester", "west of", "Kingston upon Hull"),
        ("Cornwall", "west of", "Devon"),
        ("Devon", "west of", "Kent"),
        ("Bristol", "west of", "Reading"),
        ("Reading", "west of", "Newham"),
        ("Shropshire", "west of", "Norfolk"),
        ("Hillingdon", "west of", "Havering"),
    ],
)
def test_what_lies_where_is_known_to_everybody(reference: Reference, one: str, side: str, other: str) -> None:
    first, second = (
        reference.layout.tiles[found.code] for found in map(reference.area, (one, other)) if found
    )
    assert first.row < second.row if side == "north of" else first.column < second.column


@pytest.mark.parametrize(
    "region", ["E12000001", "E12000002", "E12000003", "E12000005", "E12000007", "E12000009"]
)
def test_a_region_is_in_one_piece(reference: Reference, region: str) -> None:
    tiles = reference.layout.tiles
    left = {(t.column, t.row) for code, t in tiles.items() if reference.areas[code].region == region}
    waiting = [left.pop()]
    while waiting:
        column, row = waiting.pop()
        near = {(x, y) for x, y in left if abs(x - column) <= 1 and abs(y - row) <= 1}
        left -= near
        waiting += near
    assert left == set()


# ---- what is said of it


def test_what_the_layout_keeps_is_as_written(shared: Path, reference: Reference) -> None:
    at = places(shared, reference)
    tiles = reference.layout.tiles
    assert set(at) == set(tiles)
    cells = np.array([(tiles[code].column, tiles[code].row) for code in at], float)
    found = measured(np.array(list(at.values())), cells)
    assert found == reference.layout.kept
    assert (FOLDER / "tiles.toml").read_text("utf-8") == written(found)


def test_the_layout_keeps_most_of_the_map(reference: Reference) -> None:
    kept = reference.layout.kept
    assert kept.mean_displacement_tiles < 1.5
    assert kept.mean_displacement_kilometres < 45
    assert kept.share_of_neighbouring_pairs_kept > 0.85


def square(side: int) -> tuple[Points, Points]:
    """Authorities 30 km apart on a grid, and the tiles that keep everything."""
    cells = np.array([(x, y) for y in range(side) for x in range(side)], float)
    return cells * [30, -30] + [400, 300], cells + 1


def test_a_layout_that_keeps_everything_is_measured_so() -> None:
    points, cells = square(4)
    kept = measured(points, cells)
    assert (kept.mean_displacement_tiles, kept.kilometres_a_tile) == (0, 30)
    assert (kept.neighbouring_pairs, kept.share_of_neighbouring_pairs_kept) == (42, 1)


def test_two_tiles_that_change_places_are_missed() -> None:
    points, cells = square(4)
    cells[[0, 3]] = cells[[3, 0]]
    kept = measured(points, cells)
    assert kept.mean_displacement_tiles > 0.3
    assert kept.neighbouring_pairs_kept == 36


def test_neighbours_have_nobody_between_them() -> None:
    line = np.array([(0, 0), (1, 0.1), (2, 0)], float)
    assert gabriel(line) == [(0, 1), (1, 2)]
    assert gabriel(np.array([(0, 0), (1, 3), (2, 0)], float)) == [(0, 1), (0, 2), (1, 2)]


# ---- a bad entry is refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "reference"))


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda content: content.replace(old, new, 1)


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("tiles.csv", swap("865,Wiltshire,Wil,", "865,Wiltshire,Lee,"), "two tiles have label Lee"),
        ("tiles.csv", swap("865,Wiltshire,Wil,", "865,Wiltshire,,"), "865: an authority has one tile"),
        ("tiles.csv", swap("865,Wiltshire,Wil,", "865,Wiltshire,Wil,x"), "865: write label, column and row"),
        ("tiles.csv", swap("865,Wiltshire,", "864,Wiltshire,"), "864: authorities.csv has no authority"),
        ("tiles.csv", swap("865,Wiltshire,", "383,Wiltshire,"), "383: an authority has one tile"),
        ("tiles.csv", swap("label", "lable"), "write label, column and row"),
        (
            "tiles.toml",
            swap("authorities = ", "councils = "),
            "too much or too little: authorities, councils",
        ),
    ],
)
def test_a_bad_entry_is_refused_by_name(
    folder: Path, file: str, change: Callable[[str], str], said: str
) -> None:
    path = folder / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(BadReference) as refused:
        references.load(folder)
    assert said in str(refused.value)


def test_two_tiles_in_one_place_are_refused(folder: Path) -> None:
    path = folder / "tiles.csv"
    first, *others = path.read_text("utf-8").splitlines()
    tails = [line.rsplit(",", 2)[1:] for line in others[:2]]
    others[1] = others[1].removesuffix(",".join(tails[1])) + ",".join(tails[0])
    path.write_text("\n".join([first, *others]), "utf-8")
    with pytest.raises(BadReference, match="two tiles have column and row"):
        references.load(folder)


# ---- how it is computed


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Layout:
    """Thirty authorities of three regions, here and there, laid out at a quick first guess."""
    pytest.importorskip("scipy")
    from tests import tiles

    monkeypatch.setattr(tiles, "COLUMNS", 7)
    monkeypatch.setattr(tiles, "ROWS", 8)
    chance = random.Random(7)
    points = np.array([(chance.random() * 150, chance.random() * 170) for _ in range(30)])
    start, home = tiles.assigned(tiles.spread(points, gabriel(points)))
    on = tiles.ground(points, home, [str(number % 3) for number in range(30)])
    return tiles.Layout(on, start)


def test_what_a_move_changes_is_what_the_whole_changes_by(town: Layout) -> None:
    from tests import tiles

    chance = random.Random(1)
    for _ in range(200):
        one = chance.randrange(30)
        new = (chance.randrange(7), chance.randrange(8))
        if new == town.cells[one]:
            continue
        moved, touched = tiles.affected(town, one, new)
        whole, part = town.total(), town.wrong(moved, touched)
        town.put(one, new)
        assert town.wrong(moved, touched) - part == pytest.approx(town.total() - whole)


def test_a_run_makes_the_layout_better_and_the_same_each_time(
    town: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests import tiles

    monkeypatch.setattr(tiles, "STEPS", 3000)
    monkeypatch.setattr(tiles, "HOT", 0.1)
    before = town.total()
    (wrong, cells), again = (tiles.annealed(town.cells, town.ground, 5) for _ in range(2))
    assert (wrong, cells) == again
    assert wrong < before
    assert tiles.Layout(town.ground, cells).total() == pytest.approx(wrong)
    assert len(set(cells)) == 30


def test_the_file_is_toml_of_the_layouts_measures(reference: Reference) -> None:
    content = tomllib.loads((FOLDER / "tiles.toml").read_text("utf-8"))
    assert content == asdict(reference.layout.kept)
