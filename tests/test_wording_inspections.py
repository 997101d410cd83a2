"""Sentences about inspections: when they were, what they said, in whose words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import wording
from dashboard.records import Judgement, Place, Source
from loaders.reference import Area
from tests.comparing import WILTSHIRE

PLACE = Place("judgement", "paper", "para 1", "")
OVERALL = Judgement(
    *("865", "jar", "Review", "Safeguarding services", "Overall effectiveness", "", "headline"),
    *("inadequate", 1, "2012-03-01", "2012-03-16", "2012-04-24", "", PLACE),
)
PAPER = Source("paper", "A paper", "A council", "865", "2008-11", "not stated", "", "paper.xlsx", "", "")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "published 24 April 2012"),
        ({"published_on": ""}, "inspected 16 March 2012"),
        ({"published_on": "", "inspected_to": "", "inspected_from": "2012-03"}, "inspected March 2012"),
        (
            {"published_on": "", "inspected_to": "", "inspected_from": ""},
            "no date printed; reported November 2008",
        ),
    ],
)
def test_when_an_inspection_was_is_said_as_far_as_known(changed: dict[str, str], said: str) -> None:
    assert wording.when(replace(OVERALL, **changed), PAPER) == said


def test_without_a_paper_there_is_no_date() -> None:
    undated = replace(OVERALL, published_on="", inspected_to="", inspected_from="")
    assert wording.when(undated, None) == "no date printed"


@pytest.mark.parametrize(
    ("printed", "grade", "badge", "said"),
    [
        ("inadequate", 1, "inadequate", "“inadequate” (1 of 4)"),
        ("Grade 4 (Inadequate)", 1, "Grade 4 (Inadequate)", "“Grade 4 (Inadequate)” (1 of 4)"),
        ("3", 3, "good, printed 3", "“3” (good, 3 of 4)"),
        ("satisfactory", None, "satisfactory", "“satisfactory” (on no scale)"),
    ],
)
def test_the_printed_word_stands_beside_the_grade(
    printed: str, grade: int | None, badge: str, said: str
) -> None:
    one = replace(OVERALL, printed=printed, grade=grade)
    assert (wording.word(one), wording.graded(one)) == (badge, said)


def test_where_an_authority_stands_is_one_sentence() -> None:
    capacity = replace(OVERALL, section="", aspect="Capacity for improvement", printed="adequate", grade=2)
    assert wording.glance(WILTSHIRE, "Joint area review", [OVERALL, capacity], "published April 2012") == (
        "At the latest inspection we hold, the joint area review (published April 2012), Wiltshire was "
        "judged: safeguarding services “inadequate” (1 of 4) "
        "and capacity for improvement “adequate” (2 of 4)."
    )


def test_an_authority_without_inspections_says_so() -> None:
    said = wording.glance(Area("900", "", "Shire", "authority"), "", [], "")
    assert said.startswith("No inspection of this authority")
    assert "Shire" in said
