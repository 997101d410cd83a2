"""Rank and quartile: ties, missing values, both polarities, and the bands at their boundaries."""

from __future__ import annotations

import math

import pytest

from loaders.ranking import Bands, bands, letter, rank

VALUES = {"Wiltshire": 3.0, "Leeds": 5.0, "Southwark": 3.0, "Worcestershire": 1.0}


def by_name(*values: float | None) -> dict[str, float | None]:
    return {f"area {place}": value for place, value in enumerate(values)}


def test_the_largest_is_first_where_high_is_good() -> None:
    assert rank(VALUES, "high") == {"Leeds": 1, "Wiltshire": 2, "Southwark": 2, "Worcestershire": 4}


def test_the_smallest_is_first_where_low_is_good() -> None:
    assert rank(VALUES, "low") == {"Worcestershire": 1, "Wiltshire": 2, "Southwark": 2, "Leeds": 4}


def test_nobody_is_ranked_without_polarity() -> None:
    assert rank(VALUES, "none") == {}


@pytest.mark.parametrize("missing", [None, math.nan])
def test_a_missing_value_has_no_rank_and_takes_no_place(missing: float | None) -> None:
    assert rank({**VALUES, "Leeds": missing}, "high") == {"Wiltshire": 1, "Southwark": 1, "Worcestershire": 3}


def test_zero_is_a_value() -> None:
    assert rank({"Leeds": 0.0, "Wiltshire": 1.0}, "low") == {"Leeds": 1, "Wiltshire": 2}


def test_nothing_to_rank_gives_nothing() -> None:
    assert rank({}, "high") == {}


@pytest.mark.parametrize("polarity", ["High", "", "up"])
def test_an_unknown_polarity_is_refused(polarity: str) -> None:
    with pytest.raises(ValueError, match="use high, low or none"):
        rank(VALUES, polarity)
    with pytest.raises(ValueError, match="use high, low or none"):
        letter(1.0, bands(by_name(1, 2, 3, 4)), polarity)


def test_bands_are_type_7_quantiles() -> None:
    # R: quantile(c(1, 2, 3, 10)) gives 1.00 1.75 2.50 4.75 10.00
    assert bands(by_name(10, 1, 3, 2)) == Bands(1, 1.75, 2.5, 4.75, 10)


def test_bands_leave_missing_values_out() -> None:
    assert bands(by_name(1, None, 2, math.nan, 3, 10)) == bands(by_name(1, 2, 3, 10))


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (0, "A", "D"),
        (25, "A", "D"),
        (25.001, "B", "C"),
        (50, "B", "C"),
        (50.001, "C", "B"),
        (75, "C", "B"),
        (75.001, "D", "A"),
        (100, "D", "A"),
    ],
)
def test_a_boundary_belongs_to_the_band_below_it(value: float, low: str, high: str) -> None:
    five = bands(by_name(0, 25, 50, 75, 100))
    assert five == Bands(0, 25, 50, 75, 100)
    assert letter(value, five, "low") == low
    assert letter(value, five, "high") == high


@pytest.mark.parametrize(
    "values",
    [
        (),
        (1, 2, 3),
        (5, 5, 5, 5),
        (1, 1, 1, 1, 9),
        (40, 60, 80, 100, 100, 100),  # a quarter at the top: nobody could be above q75
    ],
)
def test_there_are_no_bands_where_the_range_is_too_small(values: tuple[float, ...]) -> None:
    assert bands(by_name(*values)) is None


def test_many_at_the_bottom_still_make_a_band() -> None:
    assert bands(by_name(0, 0, 0, 1, 2, 3, 4, 5)) == Bands(0, 0, 1.5, 3.25, 5)


def test_there_is_no_letter_without_value_bands_or_polarity() -> None:
    four = bands(by_name(1, 2, 3, 4))
    assert letter(None, four, "high") is None
    assert letter(math.nan, four, "high") is None
    assert letter(1, None, "high") is None
    assert letter(1, four, "none") is None


@pytest.mark.parametrize("value", [0.9, 4.1])
def test_a_value_that_was_not_counted_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="is not between"):
        letter(value, bands(by_name(1, 2, 3, 4)), "high")
