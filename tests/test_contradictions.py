"""The papers' contradictions and misprints are kept as printed, each with a note.

They are found by script (contradictions.py) from the rows that are served. Whatever does not agree must
carry a note on every row concerned.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import contradictions as script
from tests.contradictions import Contradiction, Row, name, number, tables

if TYPE_CHECKING:
    from loaders.reference import Reference


@pytest.fixture(scope="module")
def contradictions(
    observations: list[Row], thresholds: list[Row], judgements: list[Row], reference: Reference
) -> list[Contradiction]:
    """All that the script finds."""
    return script.found(observations, thresholds, judgements, reference)


# What is promised


def test_every_row_of_a_contradiction_has_a_note(contradictions: list[Contradiction]) -> None:
    bare = [
        f"{one.what}: {name(row)}" for one in contradictions for row in one.rows if not row["note"].strip()
    ]
    assert bare == []


def test_all_of_them_are_found(contradictions: list[Contradiction]) -> None:
    assert len(contradictions) >= 60
    assert len({one.what for one in contradictions}) == len(contradictions)


@pytest.mark.parametrize(
    "known",
    [
        'table "Step down from Social Care to CAF", column Nov 2011: 22 beside a total of 19',
        'table "Evaluation of Outcomes/Effectiveness of CAF - to 31.03.12",'
        " column Sept - Dec 2011 No. Responses: 157 beside a total of 177",
        'table "Category 3 CAF training undertaken by Agency January 2011 to March 2012", row Other:'
        " 32 beside a total of 5",
        "caf-opened, 865, Sep 2011: 66, 62, 62",
        "caf-opened, 865, Jan 2012: 70, 68, 68",
        "adopter-contacts, 865, 2011/12: steps of 190 beside a total of 129",
        "Hampshire: 145 of 130 is 112%, printed 65",
        "Cambridgeshire: 70 of 70 is 100%, printed 71",
        "apprenticeships-16-18-increase, 865, 2010/11: 1,112 to 1,137 is 2.2%, printed 4%",
        "destination-not-known-16-17, 865: 9.2% (1201) is not of 9,780",
        "unknown-destinations-to-find: 1201 less 852 is 349, printed 359",
        "neet-16-18, 865: 5.7%, around 6%, 5.40%, around 6%, 7.23%",
        "participation Age: 17, 865, Nov 2011: 83.2%, 84%, 84%",
        "population, 865: 456,100, 461,480",
        "fixed-term-exclusions, 865, undated: 467, 433",
        "lac-pep, 885, undated: 62%, 78%",
        "lac-rate, 885: printed as 40%, in rate per 10,000",
        "lac-rate, E92000001: printed as 54.6%, in rate per 10,000",
        "care-leavers-eet-ratio, 885: printed as 0.68%, in ratio",
        "adoption-a1: a threshold for 2010–13 beside 803 of 2008–11",
        "Wiltshire joint area review 2008: Safeguarding adequate (para 11),"
        " Arrangements for safeguarding good (para 24)",
        "Wiltshire safeguarding and looked after children inspection 2012: leadership of safeguarding"
        " satisfactory (Ofsted report, para 19), leadership and management of the wider safeguarding services"
        " good (Ofsted report, para 57)",
    ],
)
def test_a_known_contradiction_is_found(contradictions: list[Contradiction], known: str) -> None:
    assert known in [one.what for one in contradictions]


def test_most_of_the_tables_add_up(observations: list[Row]) -> None:
    checked = list(script.sums(tables(observations)))
    wrong = list(script.wrong_sums(observations))
    assert len(checked) >= 65
    assert len(wrong) == 4


def test_the_months_of_all_years_make_2525(observations: list[Row]) -> None:
    (whole,) = [
        row for row in observations if (row["indicator"], row["published_as"]) == ("caf-opened", "2525")
    ]
    months = tables(observations)["CAFs by Month in which they were opened"]
    assert number(whole) == sum(number(row) for (_, column), row in months.items() if column != "Total")


@pytest.mark.parametrize("invented", ["92.2", "93.5"])
def test_examples_that_the_guidance_invents_are_nobodys_figures(
    observations: list[Row], thresholds: list[Row], invented: str
) -> None:
    assert [name(row) for row in [*observations, *thresholds] if row["value"] == invented] == []


def test_the_schools_that_the_guidance_invents_are_nobodys(
    observations: list[Row], thresholds: list[Row]
) -> None:
    schools = [row for row in [*observations, *thresholds] if "schools" in row["indicator"]]
    assert schools
    assert [name(row) for row in schools if row["value"] in ("28", "32")] == []


def test_notes_are_short_plain_and_about_the_paper(
    observations: list[Row], thresholds: list[Row], judgements: list[Row]
) -> None:
    """A reader knows nothing of workbooks, rows and sheets."""
    notes = {row["note"] for row in [*observations, *thresholds, *judgements] if row["note"]}
    ours = re.compile(
        r"headline row|a row for each|one row each|\bworkbook|\bentered\b|\bloader|\bsheet\b", re.IGNORECASE
    )
    assert [note for note in notes if ours.search(note)] == []
    assert [note for note in notes if len(note.split()) > 75] == []
    assert [
        note for note in notes if not re.search(r"[.?]”?$", note) or not re.match(r"[A-Z0-9“\"]", note)
    ] == []
