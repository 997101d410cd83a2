"""Small charts of areas side by side: the same axes everywhere, nothing joined that does not follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import figures, figures_compare, panels, picture, theme, wording_compare
from dashboard.benchmark import ENGLAND
from dashboard.choosing import Measure
from dashboard.records import Observation
from dashboard.views import Panel
from loaders.reference import Break
from tests.comparing import AREAS, DAYS, SHARE, SHIRES
from tests.comparing import figures as figures_of

YEARS = ("2008/09", "2009/10", "2010/11", "2011/12")
Figure = dict[str, Any]


def found(values: Mapping[str, Sequence[float | None]]) -> list[Observation]:
    """Figures of areas in YEARS."""
    return [
        one
        for at, period in enumerate(YEARS)
        for one in figures_of(period, {code: each[at] for code, each in values.items()})
    ]


def charted(measure: Measure, values: Mapping[str, Sequence[float | None]]) -> panels.Charted:
    drawn = panels.charted(measure, [AREAS[code] for code in values], found(values))
    assert drawn is not None
    return drawn


def large(values: Mapping[str, Sequence[float | None]], measure: Measure | None = None) -> Panel:
    panel = charted(measure or Measure(SHARE), values).large
    assert panel is not None
    return panel


FOUR = {"865": (1, 2, 3, 4), "838": (2, 3, None, 5), "900": (9, 8, 7, 6), ENGLAND: (4, 4, 4, 4)}
MANY = {code: (k, k + 1, k + 2, k + 3) for k, code in enumerate(("865", *SHIRES[:9], ENGLAND), start=1)}
MADE = {
    "a few": lambda: figures_compare.large(large(FOUR)),
    "one of many": lambda: figures_compare.small(charted(Measure(SHARE), MANY).small[3]),
    "far from zero": lambda: figures_compare.large(large({"865": (90, 91, 92, 93), "838": (95, 96, 97, 98)})),
}


@pytest.mark.parametrize("name", MADE)
def test_plotly_accepts_every_figure_and_it_can_be_painted(name: str) -> None:
    figure = MADE[name]()
    go.Figure(figure)
    assert "<svg" in picture.svg(figure)


@pytest.mark.parametrize("name", MADE)
def test_a_figure_is_drawn_on_pixels_known_beforehand(name: str) -> None:
    layout = MADE[name]()["layout"]
    for side in "lr":
        assert layout["margin"][side] % theme.MARGIN_STEP == 0
        assert 0 < layout["margin"][side] <= theme.MARGIN_MOST


# ---- which panels there are


def test_up_to_four_areas_and_england_share_a_panel_each_named_at_its_end() -> None:
    panel = large(FOUR)
    assert [said for _, said in panel.lines] == ["Wiltshire", "Dorset", "Shire 00", "England"]
    assert panel.context == ()
    labels = {a["text"]: a for a in figures_compare.large(panel)["layout"]["annotations"]}
    assert labels["Wiltshire"]["font"]["weight"] == "bold"
    assert labels["Dorset"]["font"]["weight"] == "normal"


def test_lines_that_stand_out_differ_in_more_than_colour() -> None:
    lines = [t for t in figures_compare.large(large(FOUR))["data"] if t["mode"] == "lines+markers"]
    looks = {(t["line"]["dash"], t["line"]["width"], t["line"]["color"]) for t in lines}
    assert len(looks) == 4
    assert len({t["line"]["dash"] for t in lines}) >= 2


def test_more_areas_have_a_panel_each_with_the_first_and_all_the_others_behind() -> None:
    small = charted(Measure(SHARE), MANY).small
    assert [panel.title for panel in small] == [AREAS[code].name for code in MANY]
    third = small[3]
    assert [said for _, said in third.lines] == ["7%", "Wiltshire"]
    assert len(third.context) == len(MANY) - 2
    assert [said for _, said in small[0].lines] == ["4%"]


def test_all_panels_of_a_measure_have_the_same_axes_and_are_equally_wide() -> None:
    layouts = [figures_compare.small(panel)["layout"] for panel in charted(Measure(SHARE), MANY).small]
    for part in ("xaxis", "yaxis"):
        assert len({tuple(layout[part]["range"]) for layout in layouts}) == 1
        assert len({tuple(layout[part]["ticktext"]) for layout in layouts}) == 1
    assert len({(layout["margin"]["l"], layout["margin"]["r"], layout["height"]) for layout in layouts}) == 1


def test_of_too_many_areas_only_the_first_and_england_stand_out_before_thin_lines() -> None:
    everyone = dict.fromkeys(("865", *SHIRES, *(f"x{n}" for n in range(20)), ENGLAND), (1, 2, 3, 4))
    areas = [AREAS.get(code, replace(AREAS["900"], code=code, name=code)) for code in everyone]
    drawn = panels.charted(Measure(SHARE), areas, found(everyone))
    assert drawn is not None and drawn.large is not None
    assert [said for _, said in drawn.large.lines] == ["Wiltshire", "England"]
    assert len(drawn.large.context) == len(everyone) - 2
    behind = next(t for t in figures_compare.large(drawn.large)["data"] if t["mode"] == "lines")
    assert behind["line"]["width"] < theme.STROKES["other"].width


def test_a_single_period_is_drawn_as_bars_in_the_order_chosen() -> None:
    one_year = figures_of("2010/11", {"838": 5, "865": 3, ENGLAND: None})
    drawn = panels.charted(Measure(SHARE), [AREAS[c] for c in ("838", "865", ENGLAND)], one_year)
    assert drawn is not None and drawn.bars is not None
    assert [(bar.name, bar.printed) for bar in drawn.bars.bars] == [
        ("Dorset", "5%"),
        ("Wiltshire", "3%"),
        ("England", "not shown, to protect people"),
    ]
    go.Figure(figures.ranked(drawn.bars))


def test_nothing_is_drawn_of_one_figure_alone_or_of_figures_without_a_date() -> None:
    areas = [AREAS["865"], AREAS["838"]]
    assert panels.charted(Measure(SHARE), areas, figures_of("2010/11", {"865": 3})) is None
    assert panels.charted(Measure(SHARE), areas, figures_of("undated", {"865": 3, "838": 4})) is None
    assert panels.charted(Measure(SHARE), areas, []) is None


def test_a_latest_figure_that_is_older_than_the_others_says_its_period() -> None:
    values = {**MANY, "900": (3, 4, 5, None)}
    panel = next(one for one in charted(Measure(SHARE), values).small if one.title == "Shire 00")
    assert panel.lines[0][1] == "5% (2010/11)"


# ---- honest lines


def runs(figure: Figure, name: str) -> list[list[float]]:
    """The unbroken parts of a line."""
    trace = next(t for t in figure["data"] if t.get("name") == name)
    parts: list[list[float]] = [[]]
    for value in trace["y"]:
        if value is None:
            parts.append([])
        else:
            parts[-1].append(value)
    return [part for part in parts if part]


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    assert runs(figures_compare.large(large(FOUR)), "Dorset") == [[2, 3], [5]]


def test_a_line_is_broken_where_its_area_has_no_entry_and_others_have() -> None:
    rows = [one for one in found(FOUR) if (one.area, one.period) != ("865", "2009/10")]
    drawn = panels.charted(Measure(SHARE), [AREAS[code] for code in FOUR], rows)
    assert drawn is not None and drawn.large is not None
    assert runs(figures_compare.large(drawn.large), "Wiltshire") == [[1], [3, 4]]


def test_a_line_is_broken_where_a_year_is_missing_altogether() -> None:
    rows = [one for one in found(FOUR) if one.period != "2009/10"]
    drawn = panels.charted(Measure(SHARE), [AREAS[code] for code in FOUR], rows)
    assert drawn is not None and drawn.large is not None
    assert runs(figures_compare.large(drawn.large), "Wiltshire") == [[1], [3, 4]]


def test_no_line_is_drawn_across_a_change_of_definition_which_is_marked() -> None:
    changed = Measure(replace(SHARE, breaks=(Break("2010-04", "Counted otherwise."),)))
    figure = figures_compare.large(large(FOUR, changed))
    assert runs(figure, "Wiltshire") == [[1, 2], [3, 4]]
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [2010.25]


def test_the_lines_behind_are_one_trace_in_which_no_area_runs_into_the_next() -> None:
    behind = next(t for t in MADE["one of many"]()["data"] if t["mode"] == "lines")
    parts = "".join("." if value is None else "x" for value in behind["y"]).split(".")
    assert [len(part) for part in parts if part] == [len(YEARS)] * (len(MANY) - 2)


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    said = [a["text"] for a in MADE["far from zero"]()["layout"]["annotations"]]
    assert any("The axis starts at 90, not at zero" in text for text in said)
    assert not any("not at zero" in a["text"] for a in MADE["a few"]()["layout"]["annotations"])


def test_a_sentence_says_where_a_line_begins_and_ends_and_what_is_missing() -> None:
    lines = [line for line, _ in large(FOUR).lines]
    assert wording_compare.line(lines[0]) == "Wiltshire: 1% in 2008/09, 4% in 2011/12."
    assert wording_compare.gaps(lines) == "Some figures are missing of Dorset; the table says why."
    nobody: dict[str, Sequence[float | None]] = {"865": (1, None, 3, 4), "838": (2, None, 3, 4)}
    said = wording_compare.gaps([line for line, _ in large(nobody).lines])
    assert said == "There is no figure of any of these areas for 2009/10."


def test_days_are_not_repeated_at_every_line_but_said_above() -> None:
    panel = charted(Measure(DAYS), MANY).small[3]
    assert panel.unit == "Days"
    assert panel.lines[0][1] == "7"
