"""Comparing: who is ranked with whom, over which period, against which average, and what is no change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.benchmark import ENGLAND, Average, Standing, benchmark, known, series
from dashboard.records import Observation
from tests.comparing import (
    AREAS,
    COUNT,
    DAYS,
    SHARE,
    SHIRES,
    WILTSHIRE,
    asked,
    figure,
    figures,
    neighbours,
    threshold,
)

TEN = SHIRES[:10]
NONE = replace(DAYS, polarity="none")


def everywhere(*values: float | None, period: str = "2010/11") -> list[Observation]:
    """One figure each of Wiltshire and the first shires."""
    return figures(period, dict(zip(("865", *SHIRES), values, strict=False)))


def standing(*values: float | None) -> Standing | None:
    return benchmark(asked(everywhere(*values))).standing


# ---- the period


def test_the_period_is_the_latest_in_which_anybody_has_a_figure() -> None:
    view = benchmark(asked([figure("865", "2009/10", 5), figure("900", "2010/11", 7)]))
    assert (view.period, view.latest, view.standing) == ("2010/11", None, None)


def test_a_later_period_in_which_nobody_has_a_value_is_passed_over() -> None:
    view = benchmark(asked([*everywhere(5, 7), *everywhere(None, None, period="2011/12")]))
    assert view.period == "2010/11"
    assert view.latest is not None
    assert view.latest.value == 5


def test_where_nobody_ever_has_a_value_the_reason_is_kept() -> None:
    view = benchmark(asked(everywhere(None, None)))
    assert view.latest is not None
    assert (view.latest.value, view.latest.status, view.standing) == (None, "suppressed", None)


def test_without_figures_nothing_is_known() -> None:
    view = benchmark(asked([]))
    assert (view.period, view.latest, view.standing, view.change) == ("", None, None, None)
    assert view.neighbours == Average(None, None, 0, 0)


def test_only_periods_of_one_type_are_on_one_axis() -> None:
    months = [figure("865", f"{month} 2012", 1) for month in ("Jan", "Feb", "Mar")]
    years = [figure("865", "2009/10", 8), figure("865", "2010/11", 9)]
    assert [one.period for one in series([*years, *reversed(months)])] == ["Jan 2012", "Feb 2012", "Mar 2012"]


def test_the_figure_that_is_not_the_headline_is_not_compared() -> None:
    other = figure("865", "2010/11", 99, headline=False)
    view = benchmark(asked([*everywhere(5, 7), other]))
    assert view.latest is not None
    assert view.latest.value == 5
    assert known([other]) == ()


# ---- undated figures


def test_undated_figures_of_one_source_are_compared_but_not_ranked() -> None:
    view = benchmark(asked(figures("undated", {"865": 87, "900": 80, ENGLAND: 78}), SHARE))
    assert view.latest is not None
    assert view.england is not None
    assert (view.period, view.latest.value, view.england.value) == ("undated", 87, 78)
    assert (view.standing, view.change) == (None, None)


def test_undated_figures_of_two_sources_are_not_compared() -> None:
    two = [figure("865", "undated", 87), figure(ENGLAND, "undated", 78, source="another")]
    view = benchmark(asked(two))
    assert (view.latest, view.england) == (None, None)


def test_of_two_undated_figures_of_one_area_none_is_chosen() -> None:
    two = [figure("865", "undated", 87), figure("865", "undated", 60)]
    assert benchmark(asked(two)).latest is None


def test_a_dated_figure_puts_the_undated_aside() -> None:
    view = benchmark(asked([figure("865", "undated", 87), figure("865", "2010/11", 60)]))
    assert view.latest is not None
    assert view.latest.value == 60


# ---- rank


@pytest.mark.parametrize(("own", "rank"), [(1, 1), (3, 2), (5, 3)])
def test_low_is_first_where_low_is_good(own: float, rank: int) -> None:
    found = standing(own, 2, 4)
    assert found is not None
    assert (found.rank, found.of) == (rank, 3)


@pytest.mark.parametrize(("own", "rank"), [(1, 3), (3, 2), (5, 1)])
def test_high_is_first_where_high_is_good(own: float, rank: int) -> None:
    found = benchmark(asked(everywhere(own, 2, 4), SHARE)).standing
    assert found is not None
    assert (found.rank, found.of) == (rank, 3)


def test_ties_share_the_smallest_rank_and_are_counted() -> None:
    found = standing(4, 4, 4, 1, 9)
    assert found is not None
    assert (found.rank, found.of, found.tied, found.last) == (2, 5, 2, False)


def test_who_shares_the_worst_figure_is_last() -> None:
    found = standing(9, 9, 1)
    assert found is not None
    assert (found.rank, found.tied, found.last) == (2, 1, True)


def test_a_missing_value_takes_no_place_but_is_listed() -> None:
    found = standing(5, None, 7)
    assert found is not None
    assert (found.rank, found.of, found.listed) == (1, 2, 3)


def test_zero_is_a_value() -> None:
    found = standing(0, 2, 4)
    assert found is not None
    assert (found.rank, found.of) == (1, 3)


@pytest.mark.parametrize("values", [(None, 2, 4), (5,), (5, None)])
def test_there_is_no_place_without_a_value_or_alone(values: tuple[float | None, ...]) -> None:
    assert standing(*values) is None


@pytest.mark.parametrize("indicator", [NONE, replace(DAYS, comparable=False), COUNT])
def test_nobody_is_ranked_without_polarity_nor_by_own_figures_or_counts(indicator: object) -> None:
    assert benchmark(replace(asked(everywhere(5, 2, 4)), indicator=indicator)).standing is None  # type: ignore[arg-type]


def test_england_region_and_groups_are_not_ranked() -> None:
    others = figures("2010/11", {ENGLAND: 1, "SW": 2, "group-similar": 3})
    found = benchmark(asked([*everywhere(5, 7), *others])).standing
    assert found is not None
    assert (found.rank, found.of, found.listed) == (1, 2, 2)


def test_only_authorities_that_exist_in_the_period_are_ranked() -> None:
    both = {"865": 5.0, "835": 1.0, "838": 2.0}
    before, after = (benchmark(asked(figures(year, both))).standing for year in ("2010/11", "2020/21"))
    assert before is not None
    assert after is not None
    assert (before.rank, before.of) == (2, 2)  # with the Dorset of then
    assert (after.rank, after.of) == (2, 2)  # with the Dorset of now
    then = asked(figures("2010/11", both), area=AREAS["835"])
    assert benchmark(then).standing == replace(before, rank=1)
    assert benchmark(replace(then, area=AREAS["838"])).standing is None


# ---- all of England, or a table of chosen authorities


def listing(listed: int, missing: int = 0) -> Standing | None:
    """Wiltshire's place where so many of 20 authorities are listed, some of them without a value."""
    others = listed - 1
    values = [None if place < missing else float(place + 10) for place in range(others)]
    codes = [*SHIRES, "835"][:others]
    return benchmark(
        asked(figures("2010/11", {"865": 5.0, **dict(zip(codes, values, strict=True))}))
    ).standing


@pytest.mark.parametrize(("listed", "scope", "quartile"), [(17, "table", None), (18, "england", "A")])
def test_nine_tenths_of_the_authorities_make_england(listed: int, scope: str, quartile: str | None) -> None:
    found = listing(listed)
    assert found is not None
    assert (found.scope, found.quartile, found.of, found.whole) == (scope, quartile, listed, 20)


def test_authorities_listed_without_a_value_count_as_listed() -> None:
    found = listing(18, missing=9)
    assert found is not None
    assert (found.scope, found.of, found.listed, found.whole) == ("england", 9, 18, 20)


@pytest.mark.parametrize(
    ("own", "low", "high"), [(5, "A", "D"), (14.5, "B", "C"), (20, "C", "B"), (99, "D", "A")]
)
def test_a_quarter_is_by_type_7_quantiles_of_england(own: float, low: str, high: str) -> None:
    values = {"865": float(own), **{code: 10.0 + place for place, code in enumerate(SHIRES)}}
    for indicator, letter in ((DAYS, low), (SHARE, high)):
        found = benchmark(asked(figures("2010/11", values), indicator)).standing
        assert found is not None
        assert found.quartile == letter


def test_there_is_no_quarter_where_the_range_is_too_small() -> None:
    found = benchmark(asked(figures("2010/11", dict.fromkeys(("865", *SHIRES), 5.0)))).standing
    assert found is not None
    assert (found.scope, found.quartile, found.tied) == ("england", None, 18)


# ---- neighbours


def test_the_average_is_unweighted_over_the_neighbours_with_a_value() -> None:
    figures_of = everywhere(100, 1, 2, 6, None, 0)
    view = benchmark(asked(figures_of, listed=neighbours(TEN)))
    assert view.list == "committee-2012"
    assert view.neighbours == Average(2.25, 1.5, 4, 10)


def test_there_is_no_average_if_no_neighbour_has_a_value() -> None:
    view = benchmark(asked(everywhere(100, None, None), listed=neighbours(TEN)))
    assert view.neighbours == Average(None, None, 0, 10)


def test_without_a_list_there_are_no_neighbours() -> None:
    view = benchmark(asked(everywhere(100, 1, 2)))
    assert (view.list, view.neighbours) == ("", Average(None, None, 0, 0))


def test_the_neighbours_figures_are_those_of_the_period_shown() -> None:
    old = figures("2009/10", dict.fromkeys(TEN, 1.0))
    view = benchmark(asked([*old, *everywhere(100, 7)], listed=neighbours(TEN)))
    assert view.neighbours == Average(7, 7, 1, 10)


def test_a_councils_own_figures_have_no_average() -> None:
    view = benchmark(asked(everywhere(100, 7), replace(DAYS, comparable=False), neighbours(TEN)))
    assert view.neighbours.mean is None


# ---- England, region, groups; counts


def test_england_the_own_region_and_printed_groups_stand_beside_it() -> None:
    others = figures("2010/11", {ENGLAND: 6, "SW": 7, "group-similar": 8})
    view = benchmark(asked([*everywhere(5), *others]))
    assert view.england is not None
    assert view.region is not None
    assert (view.england.value, view.region.value) == (6, 7)
    assert [(name, one.value) for name, one in view.groups] == [("Similar authorities", 8)]


def test_figures_of_england_of_another_period_are_not_beside_it() -> None:
    assert benchmark(asked([*everywhere(5), figure(ENGLAND, "2009/10", 6)])).england is None


@pytest.mark.parametrize("unit", ["number", "full-time equivalents"])
def test_counts_are_never_held_against_other_places(unit: str) -> None:
    others = figures("2010/11", {ENGLAND: 6, "SW": 7, "group-similar": 8})
    counted = replace(DAYS, unit=unit)
    view = benchmark(asked([*everywhere(5, 3), *others], counted, neighbours(TEN)))
    assert (view.england, view.region, view.groups, view.standing) == (None, None, (), None)
    assert view.neighbours == Average(None, None, 1, 10)  # how many have one can be said


# ---- thresholds


def test_the_threshold_is_the_national_one() -> None:
    levels = [threshold(500, "target"), threshold(639), threshold(600, "baseline")]
    view = benchmark(asked(everywhere(803), levels=levels))
    assert view.threshold is not None
    assert view.threshold.value == 639


@pytest.mark.parametrize(
    ("printed_for", "value"),
    [(("2010/11", ""), 1), (("", "2010/11"), 2), (("2009/10", ""), 2), (("2009/10", "2011/12"), None)],
)
def test_a_threshold_of_another_period_does_not_apply(
    printed_for: tuple[str, str], value: float | None
) -> None:
    levels = [threshold(place, period=period) for place, period in enumerate(printed_for, 1)]
    view = benchmark(asked(everywhere(5), levels=levels))
    assert (view.threshold.value if view.threshold else None) == value


def test_the_view_is_of_the_authority_asked_for() -> None:
    view = benchmark(asked(everywhere(5, 7)))
    assert (view.area, view.indicator, view.breakdown) == (WILTSHIRE, DAYS, "")
