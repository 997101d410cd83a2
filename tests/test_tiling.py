"""The tile map: which shade a figure or a grade gets, what the legend says, how it is painted."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from dashboard import firstpaint, theme, tile_picture, tiling, wording_map
from dashboard.records import Judgement, Observation, Place
from dashboard.tiles import MARKS, NO_BAND, Scene, Shown, TileMap
from loaders import ranking
from loaders.reference import Indicator
from loaders.tiles import Layout, Tile
from tests.comparing import AREAS, COUNT, DAYS, SHARE, SHIRES, figures, neighbours

EVERYBODY = ("865", "835", *SHIRES)  # all twenty that existed in 2010/11
NEITHER = replace(SHARE, polarity="none")
LAYOUT = Layout(
    {code: Tile(f"T{n}", n % 5 + 1, n // 5 + 1) for n, code in enumerate(("865", "838", *SHIRES))}
)
QUARTER = {1: 4, 2: 4, 5: 3, 6: 3, 8: 1}
SVG = "{http://www.w3.org/2000/svg}"


def everywhere(values: Sequence[float | None]) -> list[Observation]:
    return figures("2010/11", dict(zip(EVERYBODY, values, strict=False)))


def known(indicator: Indicator, observations: Sequence[Observation]) -> dict[str, Shown]:
    spread = tiling.spread(indicator, observations, AREAS)
    assert spread is not None
    return dict(tiling.figures(indicator, spread))


def drawn(
    indicator: Indicator, observations: Sequence[Observation], chosen: str = "865", near: Sequence[str] = ()
) -> tuple[TileMap, dict[str, Shown], Scene]:
    spread = tiling.spread(indicator, observations, AREAS)
    assert spread is not None
    scene = Scene(LAYOUT, AREAS, chosen, near)
    shown = dict(tiling.figures(indicator, spread))
    kind = tiling.scheme(indicator, spread)
    return tiling.tile_map("A map", kind, shown, scene, lambda code: f"/x?area={code}&a=1"), shown, scene


def marks(view: TileMap) -> dict[str, str]:
    return {tile.code: tile.mark for tile in view.tiles}


# ---- which quarter


@pytest.mark.parametrize("indicator", [DAYS, SHARE], ids=["low is good", "high is good"])
def test_the_quarter_is_the_letter_of_the_ranking(indicator: Indicator) -> None:
    found = everywhere([1, 2, 2, 3, 5, 8, 8, 8, 9, 10, 11, 12, 13, 14, 15, 15, 17, 18, 19, 20])
    values = {one.area: one.value for one in found}
    bands = ranking.bands(values)
    letters = {code: ranking.letter(value, bands, indicator.polarity) for code, value in values.items()}
    shown = known(indicator, found)
    assert {code: MARKS["quarters"][one.band] for code, one in shown.items() if one.band} == letters
    assert set(letters.values()) == set("ABCD")


def test_low_is_best_where_low_is_good_and_worst_where_high_is() -> None:
    found = everywhere(range(1, 21))
    assert known(DAYS, found)["865"].band == 4
    assert known(SHARE, found)["865"].band == 1


def test_where_neither_end_is_better_nobody_has_a_place_and_quarters_go_by_size() -> None:
    view, shown, _ = drawn(NEITHER, everywhere(range(1, 21)))
    assert view.scheme == "sizes"
    assert {one.more for one in shown.values()} == {""}
    assert (shown["865"].band, shown[SHIRES[-1]].band) == (1, 4)
    assert marks(view)["865"] == "1"


def test_the_place_says_of_how_many_and_whether_it_is_shared() -> None:
    shown = known(DAYS, everywhere([1, 2, 2, *range(3, 20)]))
    assert [shown[code].more for code in EVERYBODY[:4]] == [
        "1st of 20",
        "joint 2nd of 20",
        "joint 2nd of 20",
        "4th of 20",
    ]


def test_a_missing_figure_has_its_reason_and_no_quarter() -> None:
    view, shown, _ = drawn(DAYS, everywhere([None, *range(1, 20)]))
    assert shown["865"] == Shown(missing="not shown, to protect people")
    assert marks(view)["865"] == "–"
    assert view.tiles[0].said == ("not shown, to protect people",)


def test_an_authority_that_the_source_does_not_list_says_so() -> None:
    view, _, _ = drawn(DAYS, everywhere(range(1, 20)))
    assert view.tiles[-1].said == ("not in this source",)
    assert (view.tiles[-1].mark, view.tiles[-1].shade) == ("–", None)


# ---- no shades where there must be none


def test_too_few_authorities_have_no_quarters() -> None:
    view, shown, _ = drawn(DAYS, everywhere(range(1, 18)))
    assert view.scheme == "few", "17 of 20 is less than nine in ten"
    assert {tile.shade for tile in view.tiles} == {NO_BAND, None}
    assert shown["865"].more == "1st of 17 in this source"


def test_counts_are_neither_shaded_nor_placed() -> None:
    view, shown, _ = drawn(COUNT, everywhere(range(1, 21)))
    assert view.scheme == "apart"
    assert {one.more for one in shown.values()} == {""}
    assert {tile.mark for tile in view.tiles if tile.code != "838"} == {"•"}


def test_a_councils_own_figures_are_not_shaded() -> None:
    assert drawn(replace(DAYS, comparable=False), everywhere(range(1, 21)))[0].scheme == "apart"


def test_figures_that_lie_too_close_are_not_shaded() -> None:
    assert drawn(DAYS, everywhere([5] * 19 + [6]))[0].scheme == "close"


def test_england_and_former_authorities_are_not_in_the_quarters() -> None:
    today = {code: value for value, code in enumerate(("865", "838", *SHIRES))}
    found = figures("2022/23", {**today, "E92000001": 400, "835": 900})
    shown = known(DAYS, found)
    assert shown["E92000001"].band is None
    assert (shown["835"].band, shown["835"].more) == (None, "")
    assert shown["865"].more == "1st of 20"


def test_without_figures_there_is_no_map() -> None:
    assert tiling.spread(DAYS, [], AREAS) is None


# ---- grades


def judged(authority: str, grade: int | None, word: str, published: str) -> Judgement:
    place = Place("judgement", "ofsted", "A1", "A1")
    dates = ("", "", published)
    return Judgement(
        *(authority, "ilacs", f"{published}", "", "Overall effectiveness", "overall", "headline", word),
        *(grade, *dates, "", place),
    )


def test_the_latest_grade_counts() -> None:
    found = tiling.latest(
        [judged("865", 4, "Outstanding", "2023-12-12"), judged("865", 3, "Good", "2019-07-22")]
    )
    shown = tiling.grades(found)["865"]
    assert (shown.band, shown.printed, shown.more) == (4, "Outstanding", "published 12 December 2023")
    assert wording_map.lines(shown, "grades", "neighbours") == (
        "Outstanding (4 of 4)",
        "published 12 December 2023",
        "neighbour on the list",
    )


def test_a_word_that_is_on_no_scale_has_no_number() -> None:
    shown = tiling.grades({"865": judged("865", None, "Satisfactory", "2010-01-01")})
    assert tiling.look(shown["865"], "grades") == ("•", NO_BAND)


# ---- the legend


def test_the_legend_counts_tiles_and_gives_each_quarters_ends_as_printed() -> None:
    view, shown, scene = drawn(DAYS, everywhere(range(1, 21)), near=SHIRES[:3])
    told = {(key.mark, key.role): (key.means, key.count) for key in tiling.legend(view, shown, scene)}
    assert told["A", "other"] == ("Best quarter: 1 day to 5 days", 4), "Dorset, which had 2, has no tile"
    assert told["D", "other"] == ("Last quarter: 16 days to 20 days", 5)
    assert told["–", "other"] == ("No figure", 1)
    assert told["", "this"] == ("Wiltshire", None)
    assert told["", "neighbours"] == ("Neighbours on the list", 3)
    banded = [key.count or 0 for key in tiling.legend(view, shown, scene) if key.role == "other"]
    assert sum(banded) == len(view.tiles)


def test_no_quarters_ends_overlap_the_next_ones() -> None:
    view, shown, _ = drawn(
        SHARE, everywhere([1, 1, 2, 2, 2, 3, 4, 4, 5, 6, 7, 7, 7, 8, 9, 10, 10, 11, 12, 13])
    )
    ends = [
        (min(values), max(values))
        for band in (1, 2, 3, 4)
        for values in [[shown[t.code].value or 0 for t in view.tiles if t.shade == band]]
    ]
    assert all(before[1] < after[0] for before, after in pairwise(ends))


# ---- the sentences


def test_the_message_places_the_authority_and_counts_its_neighbours() -> None:
    found = everywhere([10.5, *range(1, 20)])
    spread = tiling.spread(DAYS, found, AREAS)
    assert spread is not None
    own = known(DAYS, found)["865"]
    assert wording_map.figures_message(AREAS["865"], spread, own, "quarters") == (
        "Wiltshire had 10.5 days (2010/11). It is 11th of 20 in England, in the third-best quarter (C)."
    )


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [
        (5, (1, 2, 8), "2 are in a better quarter and 1 is in a worse quarter"),
        (5, (5, 5, 6), "3 are in the same quarter"),
        (5, (1, None, None), "1 is in a better quarter; 2 have none"),
        (5, (None, None, None), "nobody can be placed; 3 have none"),
    ],
)
def test_neighbours_are_counted_by_quarter(own: int, others: tuple[int | None, ...], said: str) -> None:
    values = dict(zip(("865", *SHIRES[:3]), (own, *others), strict=True))
    shown = {code: Shown(value, "x", QUARTER.get(value or 0)) for code, value in values.items()}
    listed = neighbours(SHIRES[:3])
    assert wording_map.neighbours_message(shown, "quarters", shown["865"], listed) == (
        f"Of the ten authorities in the committee's 2012 table, {said}."
    )


def test_an_authority_without_a_figure_is_told_why() -> None:
    spread = tiling.spread(DAYS, everywhere([None, *range(1, 20)]), AREAS)
    assert spread is not None
    own = tiling.figures(DAYS, spread)["865"]
    assert wording_map.figures_message(AREAS["865"], spread, own, "quarters") == (
        "Wiltshire has no figure (2010/11): not shown, to protect people."
    )
    assert wording_map.figures_message(AREAS["838"], spread, None, "quarters") == (
        "Dorset has no figure (2010/11): not in this source."
    )


# ---- the picture


def test_every_tile_is_a_link_with_a_title_in_reading_order() -> None:
    view, _, _ = drawn(DAYS, everywhere(range(1, 21)), near=SHIRES[:2])
    root = ElementTree.fromstring(
        str(tile_picture.svg(view)).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1)
    )
    links = root.findall(f"{SVG}a")
    assert [link.attrib["href"] for link in links] == [f"/x?area={code}&a=1" for code in LAYOUT.tiles]
    titles = [link.findtext(f"{SVG}title") for link in links]
    assert titles[0] == "Wiltshire: 1 day, 1st of 20, best quarter (A)"
    assert titles[2] == "Shire 00: 3 days, 3rd of 20, best quarter (A), neighbour on the list"
    assert [link.findall(f"{SVG}text")[1].text for link in links[:3]] == ["A", "–", "A"]


def test_the_chosen_tile_has_a_heavier_frame_than_its_neighbours_and_others_none() -> None:
    view, _, _ = drawn(DAYS, everywhere(range(1, 21)), near=SHIRES[:2])
    root = ElementTree.fromstring(
        str(tile_picture.svg(view)).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1)
    )
    frames = [
        max((float(rect.attrib.get("stroke-width", 0)) for rect in link.findall(f"{SVG}rect")), default=0)
        for link in root.findall(f"{SVG}a")
    ]
    assert frames[0] > frames[2] > frames[1] == 0


def test_a_map_and_its_legend_are_painted_in_the_page() -> None:
    view, shown, scene = drawn(DAYS, everywhere(range(1, 21)))
    written = firstpaint.to_html(
        [tile_picture.svg(view), *map(tile_picture.key, tiling.legend(view, shown, scene))]
    )
    assert written.count("<svg") == 1 + len(tiling.legend(view, shown, scene))
    assert "style=" not in written


@pytest.mark.parametrize("kind", theme.TILES)
def test_shades_differ_in_grey_and_text_can_be_read_on_them(kind) -> None:
    fills = theme.TILES[kind]
    greys = [luminance(fill.color) for shade, fill in sorted(fills.items(), key=str) if shade]
    ordered = sorted(greys, reverse=True)
    assert greys == ordered, "the best, or highest, is the darkest"
    assert all((high + 0.05) / (low + 0.05) > 1.5 for high, low in pairwise(ordered))
    for fill in fills.values():
        assert contrast(fill.ink, fill.color) >= 4.5
        assert contrast(fill.edge, theme.PAPER) >= 3
    for frame in theme.TILE_FRAMES.values():
        assert contrast(frame, theme.PAPER) >= 3


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
