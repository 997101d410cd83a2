"""Printed figures become number, qualifier and status; what cannot be read is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.schema import MISSING_STATUSES
from loaders.values import MISSING, parse
from tests.properties import PATIENT


@pytest.mark.parametrize(
    ("printed", "unit", "number", "qualifier"),
    [
        ("0", "number", 0, ""),
        ("359", "number", 359, ""),
        ("461,480", "number", 461480, ""),
        ("1, 258", "number", 1258, ""),
        ("7.23", "%", 7.23, ""),
        ("88.6%", "%", 88.6, ""),
        ("88.6 per cent", "%", 88.6, ""),
        ("57 percent", "%", 57, ""),
        ("-3", "number", -3, ""),
        ("−3", "number", -3, ""),
        ("1.2E-3", "%", 0.0012, ""),
        ("12*", "number", 12, ""),
        ("approximately 60%", "%", 60, "about"),
        ("Around 4.5%", "%", 4.5, "about"),
        ("over 500", "number", 500, "more than"),
        (">500", "number", 500, "more than"),
        ("< 5", "number", 5, "less than"),
        ("just below a quarter", "%", 25, "nearly"),
        ("at least 3", "number", 3, "at least"),
        ("8-10", "number", 8, "to 10"),
        ("8 – 10 weeks", "weeks", 8, "to 10"),
        ("between 8 and 10", "number", 8, "to 10"),
        ("four", "number", 4, ""),
        ("no", "number", 0, ""),
        ("nil", "number", 0, ""),
        ("half", "%", 50, ""),
        ("two thirds", "%", 200 / 3, ""),
        ("one in five", "%", 20, ""),
        ("1 in 4", "%", 25, ""),
        ("All", "%", 100, ""),
        ("4ftes", "full-time equivalents", 4, ""),
    ],
)
def test_a_printed_figure_is_read(printed: str, unit: str, number: float, qualifier: str):
    value = parse(printed, unit)
    assert value is not None
    assert value.number == pytest.approx(number, rel=1e-12)
    assert (value.qualifier, value.status, value.printed) == (qualifier, "published", printed)


@pytest.mark.parametrize(
    ("printed", "unit"),
    [("639 days", "days"), ("21 months", "months"), ("71%", "%"), ("seven months", "months")],
)
def test_a_printed_unit_is_told(printed: str, unit: str):
    value = parse(printed, "days")
    assert value is not None
    assert value.printed_unit == unit


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("[c]", "suppressed"),
        ("c", "suppressed"),
        ("*", "suppressed"),
        ("[x]", "not available"),
        ("..", "not available"),
        ("", "not available"),
        ("[z]", "not applicable"),
        (".", "not applicable"),
        ("N/A", "not applicable"),
        ("[low]", "low"),
        ("~", "low"),
        ("[u]", "unreliable"),
    ],
)
def test_a_missing_value_has_its_reason_and_is_never_nought(printed: str, status: str):
    value = parse(printed, "number")
    assert value is not None
    assert (value.number, value.status) == (None, status)


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("about", "number"),
        ("many", "number"),
        ("1.2.3", "number"),
        ("1,23", "number"),
        ("12 of 30", "number"),
        ("5%%", "%"),
        ("half", "number"),
        ("1 in 0", "%"),
        ("10-8", "number"),
        ("2007-08", "number"),
        ("31.03.12", "number"),
        ("1e999", "number"),
        ("9" * 400, "number"),
        ("overtime 5", "number"),
    ],
)
def test_what_is_no_figure_is_refused_not_guessed(printed: str, unit: str):
    assert parse(printed, unit) is None


def test_every_mark_of_a_missing_value_has_a_status_of_the_contract():
    assert set(MISSING.values()) <= set(MISSING_STATUSES)


@PATIENT
@given(st.text(), st.sampled_from(["", "%", "days", "number"]))
def test_no_text_raises_and_a_number_is_finite(text: str, unit: str):
    value = parse(text, unit)
    if value is not None:
        assert (value.number is None) == (value.status in MISSING_STATUSES)
        assert value.number is None or math.isfinite(value.number)


@PATIENT
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_out_is_read_back(number: float):
    value = parse(repr(number), "number")
    assert value is not None
    assert value.number == number


@PATIENT
@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_a_number_with_commas_decimals_and_percent_is_read_back(number: int, decimals: int):
    printed = f"{number / 10**decimals:,.{decimals}f}%"
    value = parse(printed, "%")
    assert value is not None
    assert value.number == pytest.approx(number / 10**decimals)
    assert f"{value.number:,.{decimals}f}%" == printed
