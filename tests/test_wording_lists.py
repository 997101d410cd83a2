"""Sentences about the list that is compared with, and what the adoption page says of the shipped papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard import text, wording
from dashboard.benchmark import Benchmark, benchmark
from dashboard.records import NeighbourList
from tests.comparing import COUNT, DAYS, SHIRES, asked, figures, neighbours


def view(values: Mapping[str, float | None], indicator: Any = DAYS, **more: Any) -> Benchmark:
    return benchmark(asked(figures("2010/11", values), indicator, **more))


# ---- which list


@pytest.mark.parametrize("missing", [3, 10])
def test_few_neighbours_are_counted(missing: int) -> None:
    values: dict[str, float | None] = {"865": 5.0, **dict.fromkeys(SHIRES[: 10 - missing], 6.0)}
    listed = neighbours(SHIRES[:10])
    said = wording.coverage(listed, view(values, listed=listed), "2011-03-31")
    assert said == (
        "Compared with the ten authorities in the committee's 2012 table, 2010/11: "
        f"{10 - missing} of 10 have a figure."
    )


def test_a_list_outside_its_dates_says_so() -> None:
    listed = neighbours(SHIRES[:10])
    found = view({"865": 5, "900": 6}, listed=listed)
    assert text.OUTSIDE_ITS_DATES in wording.coverage(listed, found, "2012-06-30")
    assert text.OUTSIDE_ITS_DATES not in wording.coverage(listed, found, "2012-05-31")
    assert text.LIST_UNDATED in wording.coverage(listed, found, "")


def test_of_counts_there_is_no_average_but_the_coverage_is_true() -> None:
    listed = neighbours(SHIRES[:10])
    said = wording.coverage(listed, view({"865": 5, "900": 6}, COUNT, listed=listed), "2011-03-31")
    assert "1 of 10 have a figure." in said
    assert text.COUNTS_NOT_COMPARED in said


def test_without_a_list_it_says_what_to_do() -> None:
    assert "Choose one above" in wording.coverage(None, view({"865": 5}), "2011-03-31")


@pytest.mark.parametrize(
    ("named", "said"), [("dfe-2025", "the ten statistical neighbours of May 2025"), ("x-1", "the list “x-1”")]
)
def test_a_list_has_a_name(named: str, said: str) -> None:
    assert wording.list_name(named) == said


def test_a_list_is_in_force_from_its_first_to_its_last_month() -> None:
    listed: NeighbourList = neighbours(["900"])
    days = ("2008-03-31", "2008-04-01", "2008", "2012-05-31", "2012-06-01", "")
    assert [listed.covers(day) for day in days] == [False, True, True, True, False, False]
    assert replace(listed, valid_to="").covers("2999-01-01")


# ---- the shipped papers


def said_by(client: FlaskClient, indicator: str) -> str:
    answer = client.get(f"/indicator?indicator={indicator}&area=865")
    assert answer.status_code == 200
    return answer.text


def test_the_adoption_page_says_what_the_committee_was_told(app: Any) -> None:
    page = said_by(app.test_client(), "adoption-a1")
    assert (
        "Children adopted from Wiltshire waited 803 days on average to move in with their new family, "
        "164 days longer than the national threshold of 639 days and the longest of the eleven authorities "
        "compared (2008–11)."
    ) in page
    assert "178 days longer than England’s 625 days" in page
    assert "Lower is better." in page


def test_the_second_adoption_measure_is_held_against_england(app: Any) -> None:
    page = said_by(app.test_client(), "adoption-a2")
    assert (
        "Once a court agreed, matching a child in Wiltshire with a new family took 107 days on average "
        "(2008–11), 106 days quicker than the national threshold of 213 days and sixth of the eleven "
        "authorities compared (first is best)."
    ) in page
    assert "64 days quicker than England’s 171 days" in page


def test_with_another_list_than_the_papers_the_place_is_not_said_to_be_among_it(app: Any) -> None:
    page = said_by(app.test_client(), "adoption-a1&list=dfe-2025")
    assert "the longest of the eleven authorities in the source’s table (2008–11)." in page
    assert "authorities compared" not in page


def test_the_start_page_which_names_no_list_in_its_message_says_whose_table_it_counts(app: Any) -> None:
    page = app.test_client().get("/?area=865").text
    lead = page[page.index('class="lead"') :].partition("</p>")[0]
    assert "the longest of the eleven authorities in the source’s table (2008–11)." in lead
    assert "compared" not in lead
