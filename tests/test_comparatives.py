"""How far one figure is from another: what is said agrees with the figures as they are shown, and is true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import comparatives
from dashboard.comparatives import Figure
from loaders.reference import Indicator
from tests.comparing import DAYS, SHARE

FINE = replace(SHARE, decimals=2)
RATE = replace(FINE, unit="rate per 10,000")
SCORE = replace(FINE, unit="score")
WEEKLY = replace(DAYS, unit="pounds a week")


@pytest.mark.parametrize(
    ("about", "indicator", "own", "other", "said"),
    [
        ("as both are shown", SHARE, (31.5, "31.5%"), (36.2, "36.2%"), "4.7 percentage points lower than"),
        (
            "a digit off: a decimal less is true of both",
            FINE,
            (20.60664, "20.61%"),
            (22.61459, "22.61%"),
            "2 percentage points lower than",
        ),
        (
            "the same of a rate",
            RATE,
            (96.4467, "96.45 per 10,000"),
            (93.31426, "93.31 per 10,000"),
            "3.1 per",
        ),
        ("of scores below zero", SCORE, (-1.284, "−1.28"), (-0.875, "−0.88"), "0.4 lower than"),
        (
            "nearer than it is shown",
            FINE,
            (8.254, "8.25%"),
            (8.005, "8.01%"),
            "0.2 percentage points higher than",
        ),
        (
            "a decimal less would part them again",
            FINE,
            (4.146, "4.15%"),
            (1.002, "1.00%"),
            "about 3.14 percentage points higher than",
        ),
        (
            "one decimal is not taken away",
            SHARE,
            (12.44, "12.4%"),
            (10.06, "10.1%"),
            "about 2.4 percentage points higher than",
        ),
        (
            "nor is there one of whole numbers",
            DAYS,
            (803, "803 days"),
            (639.4, "639 days"),
            "164 days longer",
        ),
        ("or a last day off", DAYS, (803, "803 days"), (639.5, "640 days"), "about 164 days longer than"),
        (
            "what is about stays so",
            DAYS,
            (803, "about 803 days"),
            (639.5, "640 days"),
            "about 164 days longer",
        ),
        ("pounds", WEEKLY, (2020.4, "£2,020 a week"), (2100, "£2,100 a week"), "£80 a week less than"),
        (
            "shown with more decimals than it is said with",
            SHARE,
            (5, "5%"),
            (4.61, "4.61%"),
            "0.4 percentage",
        ),
        ("one and several", DAYS, (1, "1 day"), (3, "3 days"), "2 days shorter than"),
        ("in units of their own", DAYS, (803, "803 days"), (639, "21 months"), "164 days longer than"),
    ],
)
def test_a_difference_is_true_of_what_is_measured_and_of_what_is_shown(
    about: str, indicator: Indicator, own: tuple[float, str], other: tuple[float, str], said: str
) -> None:
    first, second = (
        Figure(value, "about" if "about" in shown else "", shown) for value, shown in (own, other)
    )
    assert comparatives.gap(first, second, indicator).startswith(said), about
