"""Charts of inspections: a judgement lies in its grade's band, a count in its segment; nothing is joined."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard import figures_inspections, lettering, theme
from dashboard.views import Distribution, Timeline
from tests.samples import block, distribution, timeline


def labels(figure: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {a["text"].replace("<br>", " "): a for a in figure["layout"]["annotations"]}


# One authority's judgements


def test_four_is_on_top_and_both_ends_are_named_in_words():
    at = {
        a["text"]: a["y"]
        for a in figures_inspections.timeline(Timeline("t", (block("JAR", "2008", 4),)))["layout"][
            "annotations"
        ]
    }
    assert at["4 best"] > at["3"] > at["2"] > at["1 lowest"]


def test_points_are_numbered_and_never_joined():
    figure = figures_inspections.timeline(timeline())
    assert all(t["mode"] == "markers+text" and len(t["x"]) == 1 for t in figure["data"])
    assert [t["text"][0] for t in figure["data"]][:9] == ["1", "2", "3", "4", "5", "6", "7", "1", "2"]


def test_a_point_lies_in_the_band_of_its_grade():
    view = timeline()
    figure = figures_inspections.timeline(view)
    bands = [s for s in figure["layout"]["shapes"] if s["type"] == "rect"]
    grades = [4, 3, 2, 1, 4, 3, 2, 1, None, 4, 3, 2, 1]
    judged = [j for b in view.blocks for j in b.judgements]
    for trace, each in zip(figure["data"], judged, strict=True):
        y = trace["y"][0]
        inside = [g for g, band in zip(grades, bands, strict=True) if band["y0"] < y < band["y1"]]
        assert inside == [each.grade]


def test_points_of_one_grade_do_not_touch_on_a_narrow_screen():
    figure = figures_inspections.timeline(Timeline("t", (block("SLAC", "2012", 22),)))
    width = 358 - figure["layout"]["margin"]["l"] - figure["layout"]["margin"]["r"]
    places = [(t["x"][0] * width, t["y"][0]) for t in figure["data"]]
    for k, (x, y) in enumerate(places):
        for x2, y2 in places[k + 1 :]:
            assert (x - x2) ** 2 + (y - y2) ** 2 >= (figures_inspections.POINT - 1) ** 2


def test_each_inspection_has_a_panel_of_its_own_with_framework_and_date():
    texts = labels(figures_inspections.timeline(timeline()))
    assert {
        "Joint area review",
        "June 2008",
        "Safeguarding and looked after children",
        "March 2012",
    } <= texts.keys()


def test_a_word_on_no_scale_has_a_band_of_its_own():
    assert "no grade" in labels(figures_inspections.timeline(timeline()))


def pair() -> Timeline:
    """Two inspections of one kind, the second with an aspect more, after one of another kind."""
    first, second = block("ILACS", "June 2019", 4), block("ILACS", "May 2023", 5)
    numbered = [
        replace(one, judgements=tuple(replace(j, number=k + 1) for k, j in enumerate(one.judgements)))
        for one in (first, second)
    ]
    return Timeline("t", (block("JAR", "2008", 3), *numbered))


def test_inspections_of_one_kind_stand_side_by_side_in_one_panel_the_earlier_left():
    figure = figures_inspections.timeline(pair())
    named = labels(figure)
    assert "ILACS" in named and sum(a["text"] == "ILACS" for a in figure["layout"]["annotations"]) == 1
    assert named["June 2019"]["y"] == named["May 2023"]["y"]
    assert named["June 2019"]["x"] < named["May 2023"]["x"]
    bands = [s for s in figure["layout"]["shapes"] if s["type"] == "rect"]
    assert len(bands) == 8, "four of each kind of inspection"


def test_an_aspect_has_the_same_number_and_place_in_the_column_of_every_inspection():
    data = figures_inspections.timeline(pair())["data"][3:]
    assert [t["text"][0] for t in data] == [*"1234", *"12345"]
    earlier, later = data[:4], data[4:8]
    for before, after in zip(earlier, later, strict=True):
        assert round(after["x"][0] - before["x"][0], 6) == 0.5


def test_a_rule_parts_the_inspections_of_one_kind_and_no_line_joins_any():
    figure = figures_inspections.timeline(pair())
    rules = [s for s in figure["layout"]["shapes"] if s["type"] == "line"]
    assert [(s["x0"], s["x1"]) for s in rules] == [(0.5, 0.5)]
    assert all("lines" not in t["mode"] for t in figure["data"])


@pytest.mark.parametrize("counts", [(7,), (12,), (5, 5), (5, 5, 5)])
def test_points_do_not_touch_on_a_narrow_screen_however_many_inspections(counts: tuple[int, ...]):
    blocks = tuple(block("ILACS", f"{2018 + k}", count) for k, count in enumerate(counts))
    figure = figures_inspections.timeline(Timeline("t", blocks))
    width = 358 - figure["layout"]["margin"]["l"] - figure["layout"]["margin"]["r"]
    places = [(t["x"][0] * width, t["y"][0]) for t in figure["data"]]
    for k, (x, y) in enumerate(places):
        for x2, y2 in places[k + 1 :]:
            assert (x - x2) ** 2 + (y - y2) ** 2 >= (figures_inspections.POINT - 1) ** 2


# The grades of all England


def segments(view: Distribution, day: int) -> list[dict[str, Any]]:
    """A column's segments, from the top."""
    figure = figures_inspections.distribution(view)
    found = [s for s in figure["layout"]["shapes"] if day <= s["x0"] < day + 1]
    return sorted(found, key=lambda s: s["y0"])


def test_a_column_is_as_tall_as_there_were_authorities_and_nothing_is_made_a_share():
    view = distribution()
    low, high = figures_inspections.distribution(view)["layout"]["yaxis"]["range"]
    assert (low, high) == (max(one.of for one in view.tallies), 0), "from the greatest number up to none"
    for day, one in enumerate(view.tallies):
        parts = segments(view, day)
        assert parts[0]["y0"] == 0 and parts[-1]["y1"] == one.of
        assert [s["y1"] - s["y0"] for s in parts] == [n for n in (*one.counts, one.none) if n]


def test_four_is_on_top_in_the_shade_of_its_badge_and_none_yet_is_dotted_at_the_foot():
    first = segments(distribution(), 0)
    assert [s["fillcolor"] for s in first[:4]] == [theme.GRADES[g].color for g in (4, 3, 2, 1)]
    assert [s["line"]["dash"] for s in first] == ["solid"] * 4 + ["dot"]


def test_every_count_that_has_room_is_written_in_its_segment():
    view = distribution()
    figure = figures_inspections.distribution(view)
    scale = figures_inspections.TALL / max(one.of for one in view.tallies)
    for place, trace in enumerate(figure["data"]):
        counts = [(*one.counts, one.none)[place] for one in view.tallies]
        wanted = [str(n) if n * scale >= figures_inspections.LEAST else "" for n in counts if n]
        assert trace["text"] == wanted
    assert "The smallest numbers are in the table" in " ".join(labels(figure))


def test_a_number_fits_into_the_narrowest_column():
    view = distribution()
    margin = figures_inspections.distribution(view)["layout"]["margin"]
    column = (358 - margin["l"] - margin["r"]) / 8 * figures_inspections.COLUMN
    assert lettering.width("118", 13) <= column + 1


def test_grades_are_named_in_word_and_number_beside_the_last_column():
    named = labels(figures_inspections.distribution(distribution()))
    beside = [text for text, a in named.items() if a["x"] == 1]
    assert beside == ["Outstanding (4)", "Good (3)", "Requires improvement to be good (2)", "Inadequate (1)"]


def test_pointing_at_a_number_tells_day_grade_and_of_how_many():
    first = figures_inspections.distribution(distribution())["data"][0]
    assert first["hovertext"][0] == "2018-12-31<br>5 of 152: outstanding (4)"


def test_years_are_short_on_a_narrow_screen():
    meta = figures_inspections.distribution(distribution())["layout"]["meta"]
    assert (meta["wide"]["ticktext"][-1], meta["narrow"]["ticktext"][-1]) == ("Mar 2025", "’25")
