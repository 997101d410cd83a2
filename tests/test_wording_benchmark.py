"""Sentences about a comparison: plain, exact, hedged where the figures are, and never a judgement of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dashboard import wording_benchmark
from dashboard.benchmark import ENGLAND, Benchmark, Standing, benchmark
from tests.comparing import (
    COUNT,
    DAYS,
    SHARE,
    SHIRES,
    asked,
    figure,
    figures,
    neighbours,
    threshold,
)

NONE = replace(SHARE, polarity="none")
MONTHS = replace(DAYS, unit="months")
RATE = replace(SHARE, unit="rate per 10,000")
POUNDS = replace(DAYS, unit="pounds per child")


def view(values: Mapping[str, float | None], indicator: Any = DAYS, **more: Any) -> Benchmark:
    return benchmark(asked(figures("2010/11", values), indicator, **more))


# ---- the figure


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Wiltshire: 5 days (2010/11)."),
        ({"printed": "more than 5", "qualifier": "more than"}, "Wiltshire: more than 5 days (2010/11)."),
        ({"status": "provisional"}, "Wiltshire: 5 days (2010/11, provisional)."),
    ],
)
def test_the_figure_is_as_printed_with_its_period(changed: dict[str, Any], said: str) -> None:
    assert wording_benchmark.figure(benchmark(asked([figure("865", "2010/11", 5, **changed)]))) == said


def test_a_figure_without_a_date_says_so() -> None:
    assert (
        wording_benchmark.figure(benchmark(asked([figure("865", "undated", 5)])))
        == "Wiltshire: 5 days (no date given)."
    )


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("suppressed", "it is not shown, to protect people"),
        ("not available", "it is not available"),
        ("not applicable", "the measure does not apply there"),
        ("low", "it rounds to zero"),
        ("unreliable", "it is too unreliable to show"),
    ],
)
def test_a_missing_figure_says_why_and_is_held_against_nothing(status: str, why: str) -> None:
    missing = figure("865", "2010/11", None, status=status)
    said = benchmark(asked([missing, *figures("2010/11", {"900": 5, ENGLAND: 6})], levels=[threshold(4)]))
    assert wording_benchmark.compared(said) == f"Wiltshire has no figure for 2010/11: {why}."
    assert wording_benchmark.differences(said) == []


def test_an_authority_without_a_figure_has_none_for_that_period() -> None:
    assert wording_benchmark.compared(view({"900": 5, "901": 6})) == "Wiltshire has no figure for 2010/11."


def test_where_nothing_is_dated_no_more_is_claimed() -> None:
    said = "Yardstick holds no dated figure of Wiltshire for this measure."
    assert wording_benchmark.compared(benchmark(asked([]))) == said
    assert wording_benchmark.compared(benchmark(asked([figure("900", "undated", 5)]))) == said


# ---- differences


@pytest.mark.parametrize(
    ("indicator", "own", "said"),
    [
        (DAYS, 803, "164 days longer than"),
        (DAYS, 640, "1 day longer than"),
        (DAYS, 639, "the same as"),
        (DAYS, 639.4, "about the same as"),
        (DAYS, 639.5, "1 day longer than"),
        (DAYS, 107, "532 days shorter than"),
        (replace(DAYS, comparatives=("quicker", "slower")), 107, "532 days quicker than"),
        (replace(DAYS, comparatives=("quicker", "slower")), 640, "1 day slower than"),
        (MONTHS, 641, "2 months longer than"),
        (COUNT, 640, "1 more than"),
        (COUNT, 600, "39 fewer than"),
        (SHARE, 640.5, "1.5 percentage points higher than"),
        (SHARE, 639.04, "about the same as"),
        (replace(SHARE, decimals=0), 638, "1 percentage point lower than"),
        (RATE, 640, "1 per 10,000 higher than"),
        (POUNDS, 640, "£1 per child more than"),
        (POUNDS, 600, "£39 per child less than"),
    ],
)
def test_how_far_a_figure_is_from_the_threshold(indicator: Any, own: float, said: str) -> None:
    level = threshold(639, unit=indicator.unit, printed="639 days")
    (found,) = wording_benchmark.differences(view({"865": own}, indicator, levels=[level]))
    assert found == f"{said} the national threshold of 639 days"


def test_every_thing_a_figure_is_held_against_is_said_in_one_sentence() -> None:
    values = {"865": 80.0, "900": 70.0, "901": 71.0, ENGLAND: 75.0, "SW": 80.0, "group-similar": 81.5}
    levels = [threshold(90, unit="%", printed="90%")]
    said = wording_benchmark.compared(view(values, SHARE, listed=neighbours(SHIRES[:10]), levels=levels))
    assert said == (
        "Wiltshire had 80% (2010/11), 10 percentage points lower than the national threshold of 90% and the "
        "highest of the three authorities in the source's table. "
        "It is also 5 percentage points higher than England’s 75%, the same as the region’s 80%, "
        "1.5 percentage points lower than the 81.5% that the paper gives for similar authorities and "
        "9.5 percentage points higher than 70.5%, the average of the ten authorities in the committee's 2012 "
        "table (2 of 10 have a figure). "
        "Higher is better."
    )


def test_a_missing_figure_of_another_place_is_left_out() -> None:
    assert wording_benchmark.differences(view({"865": 80, ENGLAND: None, "SW": None}, SHARE)) == []


@pytest.mark.parametrize(
    ("own", "englands", "said"),
    [
        ("about", "", ["about 5 percentage points higher than England’s 75%"]),
        ("", "nearly", ["about 5 percentage points higher than England’s 75%"]),
        ("more than", "", []),
        ("", "less than", []),
        ("to 90", "", []),
    ],
)
def test_a_difference_from_a_figure_that_is_not_exact_is_hedged(
    own: str, englands: str, said: list[str]
) -> None:
    two = [figure("865", "2010/11", 80, qualifier=own), figure(ENGLAND, "2010/11", 75, qualifier=englands)]
    assert wording_benchmark.differences(benchmark(asked(two, SHARE))) == said


# ---- place


@pytest.mark.parametrize(
    ("indicator", "own", "others", "said"),
    [
        (DAYS, 5, (6, 7), "It is the shortest of the three authorities in the source's table."),
        (DAYS, 9, (6, 7), "It is the longest of the three authorities in the source's table."),
        (DAYS, 6.5, (6, 7), "It is second of the three authorities in the source's table (first is best)."),
        (DAYS, 6, (6, 7), "It is the joint shortest of the three authorities in the source's table."),
        (DAYS, 7, (6, 7), "It is the joint longest of the three authorities in the source's table."),
        (
            DAYS,
            7,
            (6, 7, 8),
            "It is joint second of the four authorities in the source's table (first is best).",
        ),
        (DAYS, 6, (6, 6), "It is the same in all three authorities in the source's table."),
        (SHARE, 9, (6, 7), "It is the highest of the three authorities in the source's table."),
        (SHARE, 5, (6, 7), "It is the lowest of the three authorities in the source's table."),
        (RATE, 5, (6, 7), "It is the lowest of the three authorities in the source's table."),
        (POUNDS, 5, (6, 7), "It is the lowest of the three authorities in the source's table."),
        (
            DAYS,
            6.5,
            (6, 7, None),
            "It is second of the three authorities in the source's table that have a figure (first is best).",
        ),
        (NONE, 5, (6, 7), ""),
        (COUNT, 5, (6, 7), ""),
        (DAYS, 5, (), ""),
    ],
)
def test_the_place_says_of_how_many_and_who_they_are(
    indicator: Any, own: float, others: tuple[float | None, ...], said: str
) -> None:
    values = {"865": own, **dict(zip(SHIRES, others, strict=False))}
    assert wording_benchmark.standing(view(values, indicator)) == said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            Standing(6, 153, 153, "england", "A", 153),
            "6th of the 153 authorities in England (1st is best), in the best quarter.",
        ),
        (
            Standing(140, 153, 153, "england", "D", 153),
            "140th of the 153 authorities in England (1st is best), in the last quarter.",
        ),
        (Standing(153, 153, 153, "england", "D", 153), "the longest of the 153 authorities in England."),
        (
            Standing(6, 150, 152, "england", None, 153),
            "6th of the 150 authorities in England that have a figure (1st is best).",
        ),
        (
            Standing(6, 120, 150, "england", "A", 153),
            "6th of the 120 authorities in England that have a figure (1st is best; 120 of 153 published), "
            "in the best quarter.",
        ),
        (
            Standing(120, 120, 150, "england", "D", 153),
            "the longest of the 120 authorities in England that have a figure (120 of 153 published).",
        ),
    ],
)
def test_a_place_in_england_says_how_many_have_published(place: Standing, said: str) -> None:
    assert wording_benchmark.standing(replace(view({"865": 5}), standing=place)) == f"It is {said}"


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(11, 11, 11, "table", None), "11th of 11"),
        (Standing(2, 11, 11, "table", None, 153, 1), "joint 2nd of 11"),
        (None, "not ranked"),
    ],
)
def test_a_place_in_a_tables_cell(standing: Standing | None, said: str) -> None:
    assert wording_benchmark.place(standing) == said


def test_without_polarity_neither_place_nor_direction_is_said() -> None:
    assert wording_benchmark.compared(view({"865": 80, "900": 70}, NONE)) == "Wiltshire had 80% (2010/11)."


# ---- change


@pytest.mark.parametrize(
    ("indicator", "first", "last", "said"),
    [
        (DAYS, 803, 765, "Down by 38 days between 2009/10 and 2010/11."),
        (DAYS, 5, 6, "Up by 1 day between 2009/10 and 2010/11."),
        (SHARE, 5.4, 8.5, "Up by 3.1 percentage points between 2009/10 and 2010/11."),
        (COUNT, 1112, 1137, "Up by 25 between 2009/10 and 2010/11."),
        (SHARE, 5.41, 5.42, "No change between 2009/10 and 2010/11."),
        (DAYS, 5, 5, "No change between 2009/10 and 2010/11."),
    ],
)
def test_a_change_names_both_periods(indicator: Any, first: float, last: float, said: str) -> None:
    two = [figure("865", "2009/10", first), figure("865", "2010/11", last)]
    assert wording_benchmark.change(benchmark(asked(two, indicator))) == said


def test_there_is_no_change_from_one_year_only() -> None:
    assert wording_benchmark.change(view({"865": 5})) == ""


@pytest.mark.parametrize("polarity", ["low", "high", "none"])
@pytest.mark.parametrize("values", [(9, 5), (5, 9), (5, 5)])
def test_nothing_is_ever_called_improved(polarity: str, values: tuple[float, float]) -> None:
    two = [
        figure("865", "2009/10", values[0]),
        figure("865", "2010/11", values[1]),
        figure("900", "2010/11", 6),
    ]
    found = benchmark(asked(two, replace(DAYS, polarity=polarity), neighbours(SHIRES[:10])))
    said = f"{wording_benchmark.compared(found)} {wording_benchmark.change(found)}".casefold()
    assert "2010/11" in said
    assert not any(word in said for word in ("improv", "declin", "worse", "deteriorat", "progress"))
