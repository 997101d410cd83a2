"""What one authority was judged, time after time: within one kind of inspection, of the same thing."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard import histories
from dashboard.records import Judgement, Place, Source
from loaders.ofsted import REWORDED

OVERALL = "Overall effectiveness"


def judged(day: str, grade: int | None, aspect: str = OVERALL, **more: Any) -> Judgement:
    framework = more.get("framework", "ilacs")
    return Judgement(
        "865",
        framework,
        f"{framework} {day}",
        more.get("section", ""),
        aspect,
        "",
        "headline",
        "a word",
        grade,
        "",
        "",
        day,
        more.get("note", ""),
        Place("judgement", more.get("source", "paper"), f"{day} {aspect}", ""),
    )


def test_each_kind_of_inspection_is_a_run_of_its_own_the_first_first():
    found = [judged("2023-05", 3), judged("2012-04", 1, framework="slac"), judged("2019-06", 2)]
    runs = histories.runs(found, {})
    assert [(run.framework, len(run.inspections)) for run in runs] == [("slac", 1), ("ilacs", 2)]
    assert [one.step for run in runs for one in run.courses] == ["", "improved"]


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [(2, 3, "improved"), (3, 1, "declined"), (3, 3, "same"), (3, None, "unclear"), (None, 3, "unclear")],
)
def test_what_became_of_a_grade(before: int | None, after: int | None, step: str):
    (run,) = histories.runs([judged("2019", before), judged("2023", after)], {})
    assert run.courses[0].step == step


def test_of_three_inspections_the_last_two_are_held_together():
    (run,) = histories.runs([judged("2018", 1), judged("2021", 4), judged("2024", 3)], {})
    assert run.courses[0].step == "declined"


def test_an_aspect_that_is_new_or_was_left_out_says_so():
    care = "Care leavers"
    (run,) = histories.runs([judged("2019", 3), judged("2023", 3), judged("2023", 4, care)], {})
    assert [one.step for one in run.courses] == ["same", "new"]
    (run,) = histories.runs([judged("2019", 3), judged("2019", 4, care), judged("2023", 3)], {})
    assert [one.step for one in run.courses] == ["same", "dropped"]


def test_the_same_words_in_two_parts_of_a_report_are_two_things():
    found = [
        judged(day, grade, section=part) for day in ("2019", "2023") for part, grade in (("A", 1), ("B", 4))
    ]
    (run,) = histories.runs(found, {})
    assert [(one.section, one.step) for one in run.courses] == [("A", "same"), ("B", "same")]
    assert run.overall is None, "two overall judgements are not one"


def test_where_what_is_judged_changed_nothing_is_compared():
    found = [judged("2019", 2, "Children in care", note=REWORDED), judged("2023", 4, "Children in care")]
    (run,) = histories.runs(found, {})
    assert run.courses[0].step == "reworded"
    both = [
        judged("2019", 2, "Children in care", note=REWORDED),
        judged("2021", 4, "Children in care", note=REWORDED),
    ]
    (run,) = histories.runs(both, {})
    assert run.courses[0].step == "improved", "both under the old wording"


def test_a_grade_that_is_printed_twice_and_otherwise_is_not_compared():
    (run,) = histories.runs([judged("2019", 2), judged("2023", 3), judged("2023", 4)], {})
    assert run.courses[0].step == "unclear"
    assert len(run.courses[0].judged[1]) == 2, "both are shown"


def test_an_inspection_without_a_date_stands_where_its_paper_was_published():
    paper = Source("paper", "", "", "865", "2008-11", "", "", "", "", "")
    undated, later, before = (
        judged("", 2, framework="apa"),
        judged("2010", 2),
        judged("2007", 3, framework="jar"),
    )
    runs = histories.runs([later, undated, before], {"paper": paper})
    assert [run.framework for run in runs] == ["jar", "apa", "ilacs"]
