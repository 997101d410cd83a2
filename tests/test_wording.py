"""Words that all sentences share: dates, places, lists of things, directions, names of measures."""

from __future__ import annotations

import pytest

from dashboard import wording
from tests.comparing import SHARE


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2008-11-18", "18 November 2008"),
        ("2008-11-03", "3 November 2008"),
        ("2008-11", "November 2008"),
        ("2008", "2008"),
        ("", ""),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(iso: str, said: str) -> None:
    assert wording.date(iso) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *[(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th")],
        *[(21, "21st"), (101, "101st"), (111, "111th"), (112, "112th"), (122, "122nd")],
    ],
)
def test_a_place_has_its_ending(number: int, said: str) -> None:
    assert wording.ordinal(number) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_several_things_are_joined(parts: list[str], said: str) -> None:
    assert wording.joined(parts) == said


@pytest.mark.parametrize(
    ("polarity", "said"),
    [
        ("low", "Lower is better"),
        ("high", "Higher is better"),
        ("none", "Neither high nor low is better"),
    ],
)
def test_the_direction_is_said_in_words(polarity: str, said: str) -> None:
    assert wording.direction(polarity) == said


@pytest.mark.parametrize(
    ("breakdown", "said"),
    [
        ("", "Share"),
        ("Age: 16", "Share: age 16"),
        ("Age: 16; Sex: Female", "Share: age 16, sex Female"),
    ],
)
def test_a_group_is_named_after_the_measure(breakdown: str, said: str) -> None:
    assert wording.measure(SHARE, breakdown) == said
