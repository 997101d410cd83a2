"""Counting grades: each authority of the day once, by its latest; nobody who was not there, no average."""

from __future__ import annotations

import pytest

from dashboard import tallies
from dashboard.records import Graded
from loaders.reference import Area

AREAS = {
    "1": Area("1", "E1", "Oldshire", "authority", exists_to="2019-03-31", successor=("2",)),
    "2": Area("2", "E2", "Newshire", "authority", exists_from="2019-04-01"),
    "3": Area("3", "E3", "Elsewhere", "authority"),
    "E12": Area("E12", "E12", "A region", "region"),
}


def graded(authority: str, grade: int | None, day: str) -> Graded:
    return Graded(authority, grade, day, "")


def counted(*found: Graded) -> dict[str, tuple[tuple[int, ...], int, int]]:
    return {one.label: (one.counts, one.none, one.of) for one in tallies.tallies(found, AREAS)}


def test_the_latest_grade_of_each_counts_at_every_years_end_and_on_the_newest_day():
    found = (graded("3", 2, "2018-05-01"), graded("3", 4, "2020-02-03"))
    assert counted(*found) == {
        "2018": ((0, 0, 1, 0), 1, 2),
        "2019": ((0, 0, 1, 0), 1, 2),
        "Feb 2020": ((1, 0, 0, 0), 1, 2),
    }


def test_an_abolished_authority_takes_its_grade_with_it():
    found = (graded("1", 1, "2018-05-01"), graded("3", 3, "2020-06-01"))
    assert counted(*found)["2018"] == ((0, 0, 0, 1), 1, 2)
    assert counted(*found)["2019"] == ((0, 0, 0, 0), 2, 2), "its successor has none yet"


def test_an_inspection_counts_from_the_day_it_began():
    found = (graded("3", 3, "2018-12-31"), graded("2", 2, "2019-12-31"), graded("2", 4, "2020-01-01"))
    assert counted(*found)["2018"][0] == (0, 1, 0, 0)
    assert counted(*found)["2019"][0] == (0, 1, 1, 0)
    assert counted(*found)["Jan 2020"][0] == (1, 1, 0, 0)


def test_a_newest_day_that_ends_a_year_is_not_counted_twice():
    assert list(counted(graded("3", 3, "2018-02-01"), graded("2", 2, "2019-12-31"))) == ["2018", "2019"]


def test_a_word_on_no_scale_is_no_grade_and_an_undated_one_no_state_of_any_day():
    assert counted(graded("3", None, "2018-05-01")) == {"May 2018": ((0, 0, 0, 0), 2, 2)}
    assert counted(graded("3", 4, "")) == {}
    assert tallies.latest([graded("3", 4, "")], "2020-12-31") == {}


def test_of_two_printings_of_one_inspection_the_first_counts():
    first, second = graded("3", 4, "2018-05-01"), graded("3", 1, "2018-05-01")
    assert tallies.latest([first, second], "2018-12-31") == {"3": first}


def test_the_inspections_of_a_year_are_counted_each():
    found = [graded("3", 2, "2019-01-05"), graded("3", 4, "2019-12-01"), graded("1", 2, "2018-03-01")]
    assert tallies.years(found) == (("2018", (0, 0, 1, 0)), ("2019", (1, 0, 1, 0)))


@pytest.mark.parametrize(("inspected", "is_it"), [(("2", "3"), True), (("3",), False), (("1", "3"), False)])
def test_a_picture_of_england_needs_nine_in_ten_of_todays_authorities(
    inspected: tuple[str, ...], is_it: bool
):
    assert tallies.nationwide(inspected, AREAS) is is_it
