"""Charts: Plotly accepts each figure, it says what the view-model says, and it leaves room for its text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import drawing, figures, figures_england, figures_inspections, lettering, theme
from dashboard.views import Bar, Break, Distribution, Level, Mark, Ranked, Role, Timeline, Trend
from tests.samples import LONG, distribution, line, ranked, timeline, trend

ROOM = 290


def authorities(count: int) -> Ranked:
    """So many bars, of which every fifth is a neighbour's and the tenth this authority's."""
    roles: list[Role] = ["this" if k == 9 else "neighbours" if k % 5 == 1 else "other" for k in range(count)]
    bars = (Bar(f"Authority {k}", 20.0 + k, f"{20 + k}%", role, k + 1) for k, role in enumerate(roles))
    return Ranked("r", "%", "2025", tuple(bars))


DRAWN = {
    "trend": lambda: figures.trend(trend()),
    "trend without figures": lambda: figures.trend(Trend("t", "%", (line("A", "this", [None]),))),
    "trend without lines": lambda: figures.trend(Trend("t", "%", ())),
    "small trend": lambda: figures.small_trend(trend()),
    "ranked": lambda: figures.ranked(ranked()),
    "ranked without bars": lambda: figures.ranked(Ranked("r", "%", "", ())),
    "timeline": lambda: figures_inspections.timeline(timeline()),
    "timeline without inspections": lambda: figures_inspections.timeline(Timeline("t", ())),
    "distribution": lambda: figures_inspections.distribution(distribution()),
    "trend in a room": lambda: figures.trend(trend(), ROOM),
    "ranked in a room": lambda: figures.ranked(authorities(12), ROOM),
    "England in a room": lambda: figures_england.england(authorities(150), ROOM),
    "distribution in a room": lambda: figures_inspections.distribution(distribution(), ROOM),
    "distribution of no day": lambda: figures_inspections.distribution(Distribution("d", (), ())),
}


@pytest.mark.parametrize("name", DRAWN)
def test_plotly_accepts_every_figure(name: str):
    go.Figure(DRAWN[name]())


@pytest.mark.parametrize("name", DRAWN)
def test_a_figure_is_drawn_on_pixels_known_beforehand(name: str):
    layout = DRAWN[name]()["layout"]
    assert layout["height"] > 0
    assert not layout["margin"]["autoexpand"]
    for side in "lr":
        assert layout["margin"][side] % theme.MARGIN_STEP == 0
        assert 0 < layout["margin"][side] <= theme.MARGIN_MOST
    for axis in ("xaxis", "yaxis"):
        low, high = layout[axis]["range"]
        assert low != high
        assert len(layout[axis]["tickvals"]) == len(layout[axis]["ticktext"])


@pytest.mark.parametrize("name", DRAWN)
def test_text_has_no_markup_that_would_need_an_inline_style(name: str):
    assert "<b>" not in str(DRAWN[name]()) and "<span" not in str(DRAWN[name]())


# Over time


def traced(figure: dict[str, Any], name: str) -> dict[str, Any]:
    return next(t for t in figure["data"] if t.get("name") == name)


def labels(figure: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {a["text"].replace("<br>", " "): a for a in figure["layout"]["annotations"]}


def test_a_line_is_broken_at_a_missing_value_and_at_a_break():
    figure = figures.trend(trend())
    wiltshire = traced(figure, "Wiltshire")
    gaps = [x for x, y in zip(wiltshire["x"], wiltshire["y"], strict=True) if y is None]
    assert gaps == [2009.7, 2011.25]
    assert wiltshire["connectgaps"] is False


def test_a_break_outside_a_line_changes_nothing():
    figure = figures.trend(trend(breaks=(Break(1999.0, "Long before"),)))
    assert len(traced(figure, "England")["x"]) == 8


def test_a_break_is_marked_by_an_upright_line_and_its_reason():
    figure = figures.trend(trend())
    assert any(s["x0"] == s["x1"] == 2011.25 for s in figure["layout"]["shapes"])
    assert "Counted by residence from April 2011" in labels(figure)


def test_a_reason_too_long_for_the_chart_gets_a_short_label():
    why = "From April 2011 young people are counted by where they live and by academic age, not by school"
    figure = figures.trend(trend(breaks=(Break(2011.25, why),)))
    assert "Definition changed" in labels(figure)


def test_every_line_but_those_for_context_is_labelled_at_its_end_in_its_own_ink():
    named = labels(figures.trend(trend()))
    assert {"Wiltshire", "Neighbours’ average", "South West", "England", "National target 5%"} <= named.keys()
    assert named["Wiltshire"]["font"] == {"color": theme.DARK_BLUE, "size": theme.TEXT_SIZE, "weight": "bold"}
    assert LONG not in named


def test_a_few_areas_of_ones_own_choice_are_labelled():
    chosen = (line("Leeds", "other", [5.0, 6.0]), line("Southwark", "other", [7.0, 8.0]))
    assert {"Leeds", "Southwark"} <= labels(figures.trend(trend(lines=chosen))).keys()


@pytest.mark.parametrize("values", [[5.0, 5.0], [5.0, 5.01], [0.0, 0.0], [4.0, 8.0]])
def test_labels_beside_the_plot_never_overlap(values: list[float]):
    lines = tuple(
        line(name, role, values)
        for name, role in (
            ("Wiltshire", "this"),
            (LONG, "region"),
            ("England", "england"),
            ("Average", "neighbours"),
        )
    )
    figure = figures.trend(trend(lines=lines, breaks=()))
    layout = figure["layout"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    boxes = []
    for a in layout["annotations"]:
        if a["x"] == 1:
            tall = (a["text"].count("<br>") + 1) * theme.TEXT_SIZE * theme.LINE_HEIGHT
            middle = (1 - a["y"]) * plot
            boxes.append((middle - tall / 2, middle + tall / 2))
    boxes.sort()
    assert len(boxes) == 5
    assert all(upper[1] <= lower[0] + 0.5 for upper, lower in pairwise(boxes))


def test_the_margin_holds_the_widest_label():
    figure = figures.trend(trend(lines=(line(LONG, "this", [1.0, 2.0]),)))
    right = figure["layout"]["margin"]["r"]
    texts = next(a for a in figure["layout"]["annotations"] if a["x"] == 1)["text"].split("<br>")
    assert " ".join(texts) == LONG
    assert all(lettering.width(text, theme.TEXT_SIZE) + 10 <= right for text in texts)


def test_the_axis_starts_at_zero():
    assert figures.trend(trend())["layout"]["yaxis"]["range"][0] == 0


def test_far_from_zero_the_axis_does_not_start_there_and_says_so():
    figure = figures.trend(trend(lines=(line("A", "this", [601, 640, 655]),), levels=(), breaks=()))
    assert figure["layout"]["yaxis"]["range"][0] == 600
    assert any("The axis starts at 600, not at zero" in text for text in labels(figure))


def test_a_single_period_is_a_marker():
    figure = figures.trend(trend(lines=(line("A", "this", [5.0]),), breaks=()))
    assert "markers" in figure["data"][0]["mode"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["2006/07"]


def test_this_authority_is_drawn_last_so_that_it_lies_on_top():
    assert figures.trend(trend())["data"][-1]["name"] == "Wiltshire"


def test_ticks_stand_at_periods_and_fit_side_by_side_on_a_narrow_screen():
    many = (line("A", "this", [float(k) for k in range(20)], first=1995),)
    layout = figures.trend(trend(lines=many, breaks=()))["layout"]
    low, high = layout["xaxis"]["range"]
    for kind, room in (("wide", drawing.WIDE_PLOT), ("narrow", drawing.NARROW_PLOT)):
        chosen = layout["meta"][kind]
        assert chosen["ticktext"][-1] == "2014/15"
        assert set(chosen["tickvals"]) <= set(
            traced({"data": figures.trend(trend(lines=many))["data"]}, "A")["x"]
        )
        pixels = [(x - low) / (high - low) * room for x in chosen["tickvals"]]
        wide = lettering.width("2014/15", theme.TEXT_SIZE)
        assert all(b - a >= wide for a, b in pairwise(pixels))
    assert len(layout["meta"]["narrow"]["tickvals"]) < len(layout["meta"]["wide"]["tickvals"]) <= 20


def test_hovering_tells_area_period_and_the_figure_as_printed():
    assert traced(figures.trend(trend()), "Wiltshire")["hovertext"][0] == "Wiltshire<br>2006/07: 6.1%"


def test_a_small_trend_leaves_out_what_its_panel_does_not_name():
    figure = figures.small_trend(trend())
    assert [t["name"] for t in figure["data"]] == [
        "South West",
        "England",
        "Neighbours’ average",
        "Wiltshire",
    ]
    assert figure["layout"]["annotations"] == []
    assert figure["layout"]["xaxis"]["ticktext"] == ["2006/07", "2013/14"]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.2, 0.9], ("0.0", "0.2", "0.4", "0.6", "0.8", "1.0")),
        ([1200, 5200], ("0", "1,000", "2,000", "3,000", "4,000", "5,000", "6,000")),
        ([-4, 6], ("−4", "−2", "0", "2", "4", "6")),
        ([], ("0.0", "0.2", "0.4", "0.6", "0.8", "1.0")),
    ],
)
def test_an_axis_has_round_ticks(values: list[float], texts: tuple[str, ...]):
    assert drawing.scale(values).texts == texts


# Side by side


def test_bars_start_at_zero_in_the_order_given():
    figure = figures.ranked(ranked())
    bars = figure["data"][0]
    assert figure["layout"]["xaxis"]["range"][0] == 0
    assert bars["y"] == sorted(bars["y"])
    low, high = figure["layout"]["yaxis"]["range"]
    assert low > high, "the first bar is on top"


def test_names_are_written_in_full_in_two_or_three_lines():
    names = figures.ranked(ranked())["data"][-2]["text"]
    assert [" ".join(n.replace("\u00a0", "").split("<br>")) for n in names][2] == LONG
    assert names[2].count("<br>") == 2


def test_the_value_stands_at_the_bars_end_and_a_missing_one_in_words_at_zero():
    values = figures.ranked(ranked())["data"][-1]
    assert (values["x"][0], values["text"][0].strip()) == (498.0, "498 days")
    assert (values["x"][-1], values["text"][-1].strip()) == (0.0, "not published")


def test_this_authority_is_dark_and_england_outlined():
    bars = figures.ranked(ranked())["data"][0]
    assert bars["marker"]["color"][3] == theme.DARK_BLUE
    assert (bars["marker"]["color"][6], bars["marker"]["line"]["color"][6]) == (theme.PAPER, theme.DARK_GREY)


def test_a_bar_leads_to_its_authority():
    assert figures.ranked(ranked())["data"][0]["customdata"][0] == "/indicator?area=0"


def test_a_threshold_is_a_dotted_line_with_its_label():
    figure = figures.ranked(ranked())
    drawn = next(t for t in figure["data"] if t.get("mode") == "lines")
    assert drawn["x"] == [639.0, 639.0] and drawn["line"]["dash"] == "dot"
    assert "Threshold 639 days" in labels(figure)


def test_negative_values_reach_left_of_zero():
    figure = figures.ranked(
        ranked(bars=(Bar("A", -3.0, "−3", "this"), Bar("B", 2.0, "2", "other")), levels=())
    )
    assert figure["layout"]["xaxis"]["range"] == [-3.0, 2.0]


def test_a_level_beyond_the_bars_is_inside_the_plot():
    figure = figures.ranked(ranked(levels=(Level("Threshold", 900.0, "900"),)))
    assert figure["layout"]["xaxis"]["range"][1] == 900.0


# Room for text


def test_text_is_broken_between_words_and_evenly():
    assert lettering.wrap("Hammersmith and Fulham", 120, 14) == ["Hammersmith", "and Fulham"]
    assert lettering.wrap("Leeds", 120, 14) == ["Leeds"]
    assert lettering.wrap("", 120, 14) == [""]
    assert lettering.wrap("Incomprehensibilities", 20, 14) == ["Incomprehensibilities"]


def test_labels_apart_stay_where_they_are_wanted():
    assert lettering.spread([(10, 4), (50, 4)], 0, 100) == [10, 50]


def test_labels_that_touch_share_the_room_around_their_mean():
    assert lettering.spread([(50, 10), (50, 10)], 0, 100) == [45, 55]


def test_labels_keep_inside_the_bounds_and_in_order():
    places = lettering.spread([(99, 10), (98, 10), (2, 10)], 0, 100)
    assert places == [95, 85, 5]


def test_an_undated_mark_without_value_is_no_point():
    marks = (Mark("2010", 2010.5, None, "x", "suppressed"),)
    figure = figures.trend(
        trend(lines=(trend().lines[0].__class__("A", "this", marks),), breaks=(), levels=())
    )
    assert figure["data"][0]["y"] == [None]


# In a room


@pytest.mark.parametrize("name", [name for name in DRAWN if name.endswith("in a room")])
def test_in_a_room_a_chart_is_no_higher_than_there_is_room_for(name: str):
    assert DRAWN[name]()["layout"]["height"] <= ROOM


def test_in_a_room_this_authority_is_named_and_as_many_neighbours_as_fit():
    layout = figures_england.england(authorities(150), ROOM)["layout"]
    named = [one for one in layout["annotations"] if one["text"].startswith("Authority")]
    assert "Authority 9 29%" in {one["text"] for one in named}
    assert 6 <= len(named) < 30
    top, height = layout["margin"]["t"], layout["height"]
    scale = (height - top - layout["margin"]["b"]) / layout["yaxis"]["range"][0]
    places = sorted(one["y"] * scale + one["ay"] for one in named)
    assert min(b - a for a, b in pairwise(places)) >= theme.TEXT_SIZE * theme.LINE_HEIGHT
