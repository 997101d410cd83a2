"""Sentences about inspections: when they were, what they said, in whose words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import histories, wording, wording_inspections
from dashboard.records import Judgement, Place, Source
from dashboard.views import Tally
from loaders.reference import Area, Reference
from tests.comparing import WILTSHIRE, neighbours

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


def test_a_kind_of_inspection_is_called_what_people_call_it(reference: Reference) -> None:
    said = {name: wording_inspections.kind(one) for name, one in reference.frameworks.items()}
    assert said["jar"] == "joint area review"
    assert said["ilacs"] == "ILACS inspection of local authority children's services"
    glance = wording.glance(WILTSHIRE, said["ilacs"], [OVERALL], "published April 2012")
    assert "the ILACS inspection" in glance


# ---- one authority, time after time


def course(*printed: tuple[str, int | None, str]) -> histories.Course:
    made = [
        replace(OVERALL, section="", printed=word, grade=grade, inspected_from=day, inspection=day)
        for word, grade, day in printed
    ]
    (run,) = histories.runs([replace(one, published_on=one.inspected_from) for one in made], {})
    return run.courses[0]


TWICE = (("Requires improvement to be good", 2, "2019-06-03"), ("Good", 3, "2023-05-15"))


def test_a_course_is_a_sentence_with_grades_and_months() -> None:
    assert wording_inspections.course(course(*TWICE)) == (
        "Overall effectiveness: “Requires improvement to be good” (2 of 4) in June 2019, "
        "“Good” (3 of 4) in May 2023."
    )
    assert wording_inspections.course(course(TWICE[0])) == ""


def test_what_was_judged_before_is_said_of_the_same_kind_of_inspection() -> None:
    assert wording_inspections.earlier(course(*TWICE)) == (
        "The same kind of inspection judged it “Requires improvement to be good” (2 of 4) in June 2019."
    )
    thrice = (*TWICE, ("Outstanding", 4, "2025-03-01"))
    assert "in June 2019 and “Good” (3 of 4) in May 2023." in wording_inspections.earlier(course(*thrice))
    assert wording_inspections.earlier(course(TWICE[0])) == ""


def judged(framework: str, grade: int, **days: str) -> Judgement:
    undated = {"published_on": "", "inspected_from": "", "inspected_to": ""}
    about = {
        "framework": framework,
        "inspection": framework,
        "section": "",
        "grade": grade,
        "printed": str(grade),
    }
    return replace(OVERALL, **{**undated, **about, **days})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("about", "found", "said"),
    [
        (
            "the kind of inspection is named",
            [judged("ilacs", 3, published_on="2023-05-15"), judged("jar", 2, published_on="2008-11-18")],
            "two in two inspections of two kinds. The newest overall grade, by the ILACS inspection of local "
            "authority children's services in May 2023, is “3” (good, 3 of 4).",
        ),
        (
            "those without a date are not passed over",
            [judged("jar", 2, published_on="2008-11-18"), judged("apa", 3)],
            "two in two inspections of two kinds. The newest overall grade that has a date, by the joint "
            "area review in November 2008, is “2” (adequate, 2 of 4). The annual performance assessment gave "
            "an overall grade, too, but no date is printed.",
        ),
        (
            "none has a date",
            [judged("apa", 3)],
            "one in one inspection. The annual performance assessment gave an overall grade, but no date is "
            "printed.",
        ),
        (
            "there is no overall grade",
            [replace(OVERALL, section="", aspect="Safeguarding")],
            "one in one inspection.",
        ),
    ],
)
def test_the_newest_overall_grade_names_its_kind_of_inspection(
    about: str, found: list[Judgement], said: str, reference: Reference
) -> None:
    runs = histories.runs(found, {})
    told = wording_inspections.timeline(WILTSHIRE, runs, reference.frameworks)
    assert told == f"Wiltshire's judgements: {said}", about


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("improved", "Improved since June 2019"),
        ("declined", "Declined since June 2019"),
        ("same", "The same grade as in June 2019"),
        ("new", "Not judged before"),
        ("reworded", "Not compared: what was judged changed"),
    ],
)
def test_what_became_of_a_grade_names_the_inspection_it_is_held_against(
    step: histories.Step, said: str
) -> None:
    assert wording_inspections.step(step, "June 2019") == said


# ---- neighbours and all of England

WORDS = ("outstanding", "good", "requires improvement to be good", "inadequate")


def test_a_table_of_neighbours_names_the_list_and_how_many_were_inspected_when() -> None:
    ten = neighbours([str(code) for code in range(10)])
    said = wording_inspections.beside(WILTSHIRE, ten, ["2021-11-15", "2019-02-18", "2024-06-10"])
    assert said.startswith(f"Wiltshire beside {wording.list_name(ten.id)}")
    assert "3 of 10 have had such an inspection, between February 2019 and June 2024." in said
    none = wording_inspections.beside(WILTSHIRE, ten, [])
    assert "0 of 10 have had such an inspection. The latest" in none
    assert "no list of its neighbours is on record" in wording_inspections.beside(WILTSHIRE, None, [])


def test_a_list_that_has_ended_says_until_when_it_was_in_force() -> None:
    ten = replace(neighbours(["900"]), valid_to="2012-05")
    assert "in force until May 2012 only" in wording_inspections.beside(WILTSHIRE, ten, [])
    assert "in force" not in wording_inspections.beside(WILTSHIRE, replace(ten, valid_to=""), [])


def test_grades_are_counted_in_words_and_numbers_without_what_nobody_has() -> None:
    assert wording_inspections.counted((2, 0, 1, 0), WORDS) == (
        "2 outstanding (4) and 1 requires improvement to be good (2)"
    )


def test_the_state_of_play_names_the_day_and_of_how_many() -> None:
    ended = Tally("2018-12-31", "2018", "’18", (5, 16, 10, 3), 118)
    assert wording_inspections.state(ended, WORDS) == (
        "At the end of 2018, of 152 authorities: 5 outstanding (4), 16 good (3), "
        "10 requires improvement to be good (2) and 3 inadequate (1); 118 had none yet."
    )
    newest = Tally("2025-03-24", "Mar 2025", "’25", (36, 67, 31, 19), 0)
    said = wording_inspections.state(newest, WORDS)
    assert said.startswith("By March 2025, of 153 authorities: 36 outstanding (4)")
    assert "none" not in said


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        (4, "Wiltshire is outstanding (4), as 2 others are."),
        (3, "Wiltshire is the only one that is good (3)."),
        (None, "Wiltshire has none yet."),
    ],
)
def test_how_many_share_an_authoritys_grade(grade: int | None, said: str) -> None:
    one = Tally("2018-12-31", "2018", "’18", (3, 1, 0, 0), 1)
    assert wording_inspections.own(WILTSHIRE, grade, one, WORDS) == said


def test_an_authority_that_followed_others_is_not_given_their_inspections(reference: Reference) -> None:
    new, old = reference.areas["942"], reference.areas["909"]
    assert wording_inspections.lineage(new, [old], []) == (
        "Cumberland was made on 1 April 2023 out of Cumbria. "
        "Its inspections are not Cumberland’s, and stand apart.",
    )
    assert wording_inspections.lineage(old, [], [new, reference.areas["943"]]) == (
        "Cumbria ended on 31 March 2023. After it came Cumberland and Westmorland and Furness.",
    )
    assert wording_inspections.lineage(WILTSHIRE, [], []) == ()
