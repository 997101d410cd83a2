"""Tables with headings on both sides: Wiltshire's CAF report, and what is wrong with a heading."""

from __future__ import annotations

from typing import Any

import pytest

from loaders import wiltshire
from loaders.format import Rows
from loaders.problems import Problem
from loaders.reference import Reference
from loaders.sheets import Book, read
from tests.books import ABOUT, Grid, book, change, put
from tests.needs import ROOT

STEP_DOWN: Grid = [
    ["Step down from Social Care to CAF"],
    ["Assessment outcomes", "Sep 2011", "Nov 2011"],
    ["Contact - CAF", 5, 6],
    ["Core Assessment - Referral to CAF *", 2, None],
    ["* a footnote"],
    ["Total", 7, 19],
]
NOTES: Grid = [
    ["Table", "Row", "Column", "Note"],
    ["Step down from Social Care to CAF", "Total", "Nov 2011", "The rows sum to 6"],
]
SHEETS = {"About": ABOUT, "Step down": STEP_DOWN, "Notes": NOTES}


def tidied(given: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    assert wiltshire.FORMAT.recognises(given)
    return wiltshire.FORMAT.tidy(given, reference)


def observations(given: Book, reference: Reference) -> list[dict[str, Any]]:
    rows, problems = tidied(given, reference)
    assert problems == []
    return rows["observation"]


@pytest.fixture(scope="module")
def report(reference: Reference) -> list[dict[str, Any]]:
    """The figures of the shipped CAF report."""
    given, _ = read(ROOT / "data" / "papers" / "wiltshire-caf-report-2012.xlsx")
    assert given is not None
    return observations(given, reference)


def test_every_cell_is_a_figure_of_its_row_and_column(reference: Reference):
    rows = observations(book(SHEETS), reference)
    assert [(row["breakdown"], row["period"], row["value"], row["locator"]) for row in rows] == [
        (
            f"Assessment outcome: {label}" if label != "Total" else "",
            period,
            value,
            f'table "Step down from Social Care to CAF", row {label}, column {period}',
        )
        for label, period, value in [
            ("Contact - CAF", "Sep 2011", 5),
            ("Contact - CAF", "Nov 2011", 6),
            ("Core Assessment - Referral to CAF", "Sep 2011", 2),
            ("Core Assessment - Referral to CAF", "Nov 2011", None),
            ("Total", "Sep 2011", 7),
            ("Total", "Nov 2011", 19),
        ]
    ]
    assert [row["note"] for row in rows] == ["", "", "", "", "", "The rows sum to 6"]
    assert rows[3]["status"] == "not available" and rows[3]["published_as"] == "(blank)"


@pytest.mark.parametrize(
    ("locator", "value", "period", "headline"),
    [
        ('table "CAFs by Month in which they were opened", row 2011, column June', 101, "Jun 2011", True),
        ('table "CAFs by Month in which they were opened", row 2008, column Aug', None, "Aug 2008", True),
        ('table "CAFs by Month in which they were opened", row 2010, column Total', 905, "2010", True),
        ('table "CAF Report by Agency", row Childrens Centre, column Sep 2011', 10, "Sep 2011", True),
        (
            'table "CAF Report by Agency", row Childrens Centre, column Active CAFs as at 31.03.12',
            103,
            "31 Mar 2012",
            True,
        ),
        (
            'table "Single Agency Referrals - to 31.03.12", row EMAS, column SARFs logged',
            2,
            "Sep 2011–Mar 2012",
            True,
        ),
    ],
)
def test_a_figure_of_the_report_is_found_by_its_place(
    report: list[dict[str, Any]], locator: str, value: float | None, period: str, headline: bool
):
    (row,) = [row for row in report if row["locator"] == locator]
    assert (row["value"], row["period"], row["headline"]) == (value, period, headline)


def test_a_total_printed_in_two_tables_is_shown_from_one(report: list[dict[str, Any]]):
    totals = [
        row
        for row in report
        if (row["indicator"], row["breakdown"], row["period"]) == ("caf-opened", "", "Nov 2011")
    ]
    assert len(totals) == 3
    assert [row["locator"].split('"')[1] for row in totals if row["headline"]] == [
        "CAFs by Month in which they were opened"
    ]


def test_a_score_out_of_ten_and_one_in_percent_are_different_measures(report: list[dict[str, Any]]):
    scores = {(row["indicator"], row["value"]) for row in report if "Average Score" in row["locator"]}
    assert {("caf-evaluation-score-percent", 72), ("caf-evaluation-score-ten", 7.5)} <= scores


@pytest.mark.parametrize(
    ("sheet", "row", "column", "text", "cell", "what"),
    [
        ("Step down", 2, 3, "Novembr 2011", "C2", "The column “Novembr 2011” is not one"),
        ("Step down", 2, 3, "", "C3", "The column “” is not one"),
        ("Step down", 3, 1, "", "B3", "no label"),
        ("Step down", 3, 2, "many", "B3", "“many” is not a figure"),
        ("Step down", 1, 1, "Step up", "A1", "Nothing on this sheet was read"),
        ("Notes", 2, 2, "Totl", "B2", "which is not there"),
        ("Notes", 2, 1, "Step up", "B2", "which is not there"),
    ],
)
def test_a_wrong_heading_or_figure_is_an_error_that_names_its_cell(
    reference: Reference, sheet: str, row: int, column: int, text: str, cell: str, what: str
):
    given = change(book(SHEETS), sheet, put(row, column, text))
    _, problems = wiltshire.FORMAT.tidy(given, reference)
    problem = next(one for one in problems if what in one.what)
    assert (problem.severity, problem.place) == ("error", f"paper.xlsx, {sheet}!{cell}")
    assert problem.fix


def test_a_row_that_a_table_of_years_cannot_have_is_an_error(reference: Reference):
    table: Grid = [["CAFs by Month in which they were opened"], ["Year", "Jan", "Total"], ["Later", 3, 4]]
    _, problems = tidied(book({"About": ABOUT, "Months": table}), reference)
    assert [one.cell for one in problems] == ["B3", "C3"]
    assert "The row “Later”" in problems[0].what


def test_a_total_is_known_whatever_its_case(reference: Reference):
    rows = observations(change(book(SHEETS), "Step down", put(6, 1, "TOTAL")), reference)
    assert [row["breakdown"] for row in rows[-2:]] == ["", ""]
