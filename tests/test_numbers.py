"""Numbers as people read them: rounding, units, and figures as their source prints them."""

from __future__ import annotations

import pytest

from dashboard import numbers
from loaders import schema
from tests.comparing import figure, threshold


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (-2.5, 0, "−3"),
        (0.05, 1, "0.1"),
        (-0.05, 1, "−0.1"),
        (2.675, 2, "2.68"),
        (2.4999, 0, "2"),
        (0.3 - 0.25, 1, "0.1"),  # 0.04999999999999999 to a computer
        (1234.5, 0, "1,235"),
        (9440, 0, "9,440"),
        (1_000_000.25, 1, "1,000,000.3"),
        (5, 1, "5.0"),
        (0, 0, "0"),
        (-0.04, 1, "0.0"),  # nothing is not less than nothing
    ],
)
def test_halves_go_away_from_zero_and_thousands_are_separated(value: float, decimals: int, text: str) -> None:
    assert numbers.rounded(value, decimals) == text


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("803", "days", "803 days"),
        ("1", "days", "1 day"),
        ("1", "months", "1 month"),
        ("1.0", "months", "1.0 months"),
        ("71", "%", "71%"),
        ("71%", "%", "71%"),
        ("534 days", "days", "534 days"),
        ("54.6", "rate per 10,000", "54.6 per 10,000"),
        ("4.2", "score out of 10", "4.2 out of 10"),
        ("1.8", "full-time equivalents", "1.8 full-time equivalents"),
        ("25", "number", "25"),
        ("0.68", "ratio", "0.68"),
        ("1", "percentage points", "1 percentage point"),
    ],
)
def test_a_unit_is_said_once_and_agrees_with_its_number(text: str, unit: str, said: str) -> None:
    assert numbers.with_unit(text, unit) == said


def test_a_number_that_we_worked_out_is_rounded_and_has_its_unit() -> None:
    assert numbers.computed(534.9, "days", 0) == "535 days"
    assert numbers.computed(64.95, "%", 1) == "65.0%"


def test_what_could_not_be_worked_out_is_a_dash() -> None:
    assert numbers.computed(None, "days", 0) == "–"


@pytest.mark.parametrize(
    ("printed", "unit", "said"),
    [
        ("803", "days", "803 days"),
        ("9,440", "number", "9,440"),
        ("1201", "number", "1201"),  # as printed: no comma is put in
        ("5.40%", "%", "5.40%"),
        ("46", "%", "46%"),
        ("-5", "days", "-5 days"),
        ("over 67", "%", "over 67%"),
        ("more than 30", "days", "more than 30 days"),
        ("8-10", "days", "8-10 days"),
        ("534 days", "days", "534 days"),
        ("1.8 ftes", "full-time equivalents", "1.8 ftes"),
        ("5 per cent", "%", "5 per cent"),
        ("one in 5", "%", "one in 5"),
        ("28 of 32", "%", "28 of 32"),
        ("Almost all", "%", "Almost all"),
        ("Seventeen", "number", "Seventeen"),
    ],
)
def test_a_figure_is_as_its_source_prints_it_with_its_unit(printed: str, unit: str, said: str) -> None:
    assert numbers.published(figure("865", "2010/11", 1, printed=printed), unit) == said


@pytest.mark.parametrize(
    ("printed", "unit", "said"),
    [("40%", "rate per 10,000", "40 per 10,000"), ("0.68%", "ratio", "0.68"), ("0.68 %", "ratio", "0.68")],
)
def test_a_re_expressed_figure_has_the_unit_that_it_is_in(printed: str, unit: str, said: str) -> None:
    assert numbers.published(figure("865", "2010/11", 1, printed=printed), unit) == said


@pytest.mark.parametrize("status", schema.MISSING_STATUSES)
def test_a_missing_figure_says_why_in_words(status: str) -> None:
    missing = figure("865", "2010/11", None, status=status)
    said = numbers.published(missing, "days")
    assert said == numbers.MISSING[status]
    assert not any(letter.isdigit() for letter in said)


@pytest.mark.parametrize(
    ("printed", "unit", "said"),
    [
        ("639", "days", "639 days"),
        ("639 days", "days", "639 days"),
        ("seven months", "months", "seven months"),
        ("95", "%", "95%"),
        ("At least 15", "number", "At least 15"),
        ("All", "%", "All"),
    ],
)
def test_a_threshold_has_the_unit_that_it_is_printed_in(printed: str, unit: str, said: str) -> None:
    assert numbers.level(threshold(1, printed=printed, unit=unit)) == said


@pytest.mark.parametrize(
    ("printed", "value", "qualifier", "unit", "shown"),
    (
        ("All", 100.0, "", "%", "100%"),
        ("no", 0.0, "", "number", "0"),
        ("twelve", 12.0, "", "number", "12"),
        ("just below a quarter", 25.0, "nearly", "%", "nearly 25%"),
        ("around 60%", 60.0, "about", "%", "around 60%"),
    ),
)
def test_a_panel_shows_digits_where_the_paper_prints_a_word(
    printed: str, value: float, qualifier: str, unit: str, shown: str
) -> None:
    one = figure("865", "2011", value, printed=printed, qualifier=qualifier)
    assert numbers.large(one, unit, 1) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (76.0, 1, "76%"),
        (68.5, 1, "68.5%"),
        (25.96, 1, "26.0%"),
        (4.395, 2, "4.40%"),
        (-0.0, 2, "0%"),
        (None, 1, "–"),
    ],
)
def test_a_worked_out_number_has_no_more_decimals_than_it_needs(
    value: float | None, decimals: int, said: str
):
    assert numbers.brief(value, "%", decimals) == said


@pytest.mark.parametrize(
    ("printed", "unit", "decimals", "said"),
    [
        ("1.3356268339573", "%", 1, "1.3%"),
        ("10", "%", 1, "10%"),  # no more decimals than are printed
        ("1008709709", "pounds", 0, "£1,008,709,709"),
        ("14824.833333", "pounds", 0, "£14,825"),
        ("1234.5", "", 2, "1,234.5"),
        ("-1234", "", 0, "−1,234"),
        ("999", "", 0, "999"),
        ("-0.5", "", 1, "−0.5"),
        ("1234 (r)", "", 0, "1234 (r)"),
    ],
)
def test_a_figure_of_a_data_file_is_made_legible(printed: str, unit: str, decimals: int, said: str) -> None:
    value = float(printed.split(" ")[0])
    one = figure("865", "2010/11", value, printed=printed, locator="data!B7", cell="data!B7")
    assert numbers.shown(one, unit, decimals) == said


def test_a_papers_figure_stays_as_it_is_printed() -> None:
    one = figure("865", "2010/11", 14824.25, printed="14824.25")
    assert numbers.shown(one, "", 0) == "14824.25"
