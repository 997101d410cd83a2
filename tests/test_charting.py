"""Comparisons drawn: which lines and bars there are, in which order, with which words beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import charting
from dashboard.benchmark import ENGLAND
from dashboard.records import Observation
from dashboard.views import Level, Mark
from loaders.reference import Break
from tests.comparing import COUNT, DAYS, SHARE, SHIRES, asked, figures, neighbours, threshold

TEN = neighbours(SHIRES[:10])
TWO_YEARS = [
    *figures("2009/10", {"865": 5, "900": 6, "901": 9, ENGLAND: 7, "SW": 8, "group-similar": 4}),
    *figures("2010/11", {"865": 4, "900": 6, ENGLAND: 7, "SW": 8, "group-similar": 3}),
]


# ---- over time


def test_the_authority_comes_first_then_neighbours_region_england_and_groups() -> None:
    drawn = charting.trend(asked(TWO_YEARS, listed=TEN), "Days")
    assert drawn is not None
    assert [(line.name, line.role) for line in drawn.lines] == [
        ("Wiltshire", "this"),
        ("Average of neighbours", "neighbours"),
        ("South West", "region"),
        ("England", "england"),
        ("Similar authorities", "other"),
    ]
    assert (drawn.title, drawn.unit) == ("Days", "Days")


def test_every_mark_has_its_value_and_is_printed_with_its_unit() -> None:
    drawn = charting.trend(asked(TWO_YEARS), "Days")
    assert drawn is not None
    assert drawn.lines[0].marks == (
        Mark("2009/10", 2009.75, 5, "5 days"),
        Mark("2010/11", 2010.75, 4, "4 days"),
    )


def test_the_average_of_neighbours_says_each_year_how_many_have_a_figure() -> None:
    drawn = charting.trend(asked(TWO_YEARS, listed=TEN), "Days")
    assert drawn is not None
    assert [(mark.value, mark.printed) for mark in drawn.lines[1].marks] == [
        (7.5, "8 days (2 of 10)"),
        (6, "6 days (1 of 10)"),
    ]


def test_a_missing_year_is_kept_with_its_reason() -> None:
    drawn = charting.trend(
        asked([*figures("2009/10", {"865": None}), *figures("2010/11", {"865": 4})]), "Days"
    )
    assert drawn is not None
    missing = drawn.lines[0].marks[0]
    assert (missing.value, missing.printed, missing.status) == (
        None,
        "not shown, to protect people",
        "suppressed",
    )


def test_of_a_count_only_the_authority_is_drawn() -> None:
    drawn = charting.trend(asked(TWO_YEARS, COUNT, TEN), "Children")
    assert drawn is not None
    assert [line.role for line in drawn.lines] == ["this"]


def test_a_new_definition_between_two_marks_is_marked() -> None:
    breaks = (Break("2010-04", "Counted by residence."), Break("2014-04", "Later."))
    drawn = charting.trend(asked(TWO_YEARS, replace(DAYS, breaks=breaks)), "Days")
    assert drawn is not None
    assert [(one.at, one.why) for one in drawn.breaks] == [(2010.25, "Counted by residence.")]


def test_only_the_national_threshold_is_a_line_across() -> None:
    levels = [threshold(639, printed="639 days"), threshold(500, "target")]
    drawn = charting.trend(asked(TWO_YEARS, levels=levels), "Days")
    assert drawn is not None
    assert drawn.levels == (Level("National threshold", 639, "639 days"),)


@pytest.mark.parametrize(
    "observations",
    [[], figures("2010/11", {"900": 1}), figures("undated", {"865": 1}), figures("2010/11", {"865": None})],
)
def test_nothing_is_drawn_without_a_dated_value_of_the_authority(observations: list[Observation]) -> None:
    assert charting.trend(asked(observations), "Days") is None


# ---- side by side


def bars(values: dict[str, float | None], indicator: object = DAYS) -> list[tuple[str, int | None]]:
    drawn = charting.ranked(replace(asked(figures("2010/11", values)), indicator=indicator), "Days")  # type: ignore[arg-type]
    assert drawn is not None
    return [(bar.name, bar.rank) for bar in drawn.bars]


VALUES: dict[str, float | None] = {"865": 5, "900": 6, "901": 4, ENGLAND: 5.5}


def test_the_best_comes_first_and_england_has_no_place() -> None:
    low = [("Shire 01", 1), ("Wiltshire", 2), ("England", None), ("Shire 00", 3)]
    high = [("Shire 00", 1), ("England", None), ("Wiltshire", 2), ("Shire 01", 3)]
    assert bars(VALUES) == low
    assert bars(VALUES, SHARE) == high


def test_without_polarity_the_largest_comes_first_and_nobody_has_a_place() -> None:
    names = [("Shire 00", None), ("England", None), ("Wiltshire", None), ("Shire 01", None)]
    assert bars(VALUES, replace(DAYS, polarity="none")) == names


def test_equal_figures_share_a_place_and_stand_by_name() -> None:
    assert bars({"865": 5, "901": 5, "900": 5, "902": 9}) == [
        ("Shire 00", 1),
        ("Shire 01", 1),
        ("Wiltshire", 1),
        ("Shire 02", 4),
    ]


def test_an_authority_without_a_value_stands_last_with_the_reason() -> None:
    drawn = charting.ranked(asked(figures("2010/11", {"865": 5, "900": None, "901": 0})), "Days")
    assert drawn is not None
    shown = [(bar.name, bar.value, bar.printed, bar.rank) for bar in drawn.bars]
    assert shown == [
        ("Shire 01", 0, "0 days", 1),
        ("Wiltshire", 5, "5 days", 2),
        ("Shire 00", None, "not shown, to protect people", None),
    ]


def test_an_authority_that_did_not_exist_has_no_place() -> None:
    assert bars({"865": 5, "835": 4, "838": 3}) == [
        ("Dorset", None),
        ("Dorset (until 2019)", 1),
        ("Wiltshire", 2),
    ]


def test_counts_have_no_places_and_no_england() -> None:
    assert bars(VALUES, COUNT) == [("Shire 01", None), ("Wiltshire", None), ("Shire 00", None)]


def test_the_part_that_each_plays_is_told() -> None:
    drawn = charting.ranked(asked(figures("2010/11", {**VALUES, "917": 9}), listed=TEN), "Days")
    assert drawn is not None
    assert {bar.name: bar.role for bar in drawn.bars} == {
        "Wiltshire": "this",
        "Shire 00": "neighbours",
        "Shire 01": "neighbours",
        "Shire 17": "other",
        "England": "england",
    }


def test_the_latest_period_is_shown_unless_another_is_asked_for() -> None:
    latest, earlier = (charting.ranked(asked(TWO_YEARS), "Days", period) for period in ("", "2009/10"))
    assert latest is not None
    assert earlier is not None
    assert (latest.period, earlier.period) == ("2010/11", "2009/10")
    assert (len(latest.bars), len(earlier.bars)) == (4, 5)  # with England and the region


@pytest.mark.parametrize(
    ("values", "period"),
    [
        ({"865": 5.0}, "2010/11"),
        ({"865": 5.0, "900": None}, "2010/11"),
        ({"865": 5.0, "900": 6.0}, "undated"),
    ],
)
def test_nothing_stands_side_by_side_without_two_dated_values(
    values: dict[str, float | None], period: str
) -> None:
    assert charting.ranked(asked(figures(period, values)), "Days") is None


def test_a_councils_own_figures_do_not_stand_beside_others() -> None:
    own = replace(DAYS, comparable=False)
    assert charting.ranked(asked(figures("2010/11", VALUES), own), "Days") is None


@pytest.mark.parametrize(
    ("unit", "said"),
    [("%", "Per cent"), ("number", "Number"), ("days", "Days"), ("rate per 10,000", "Rate per 10,000")],
)
def test_an_axis_says_its_unit(unit: str, said: str) -> None:
    assert charting.axis_unit(unit) == said


def test_charts_do_not_depend_on_the_order_of_the_rows() -> None:
    backwards = asked(list(reversed(TWO_YEARS)), listed=TEN)
    assert charting.trend(backwards, "Days") == charting.trend(asked(TWO_YEARS, listed=TEN), "Days")
    assert charting.ranked(backwards, "Days") == charting.ranked(asked(TWO_YEARS, listed=TEN), "Days")
