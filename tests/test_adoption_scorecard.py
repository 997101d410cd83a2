"""Adoption scorecards: any number of authorities and periods, wherever the columns stand."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.adoption_scorecard import FORMAT
from loaders.format import Rows
from loaders.problems import Problem
from loaders.reference import Reference
from loaders.sheets import Book, read
from tests.books import Grid, book, change, put
from tests.needs import ROOT

A1 = (
    "Average time between a child entering care and moving in with its adoptive family, for children who have"
    " been adopted (days)"
)
ADOPTED = "Adoptions from care (number adopted)"
WAITING = (
    "Children who wait less than 21 months between entering care and moving in with their adoptive family"
    " (number)"
)
CARD: Grid = [
    ["Local authority", "Period", ADOPTED, A1],
    ["Kent", "2008-11", 70, 468],
    ["Leeds", "2009-12", 25, "[c]"],
]


def tidied(given: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    assert FORMAT.recognises(given)
    return FORMAT.tidy(given, reference)


def observations(given: Book, reference: Reference) -> list[dict[str, Any]]:
    rows, problems = tidied(given, reference)
    assert [str(one) for one in problems] == []
    return rows["observation"]


def brief(rows: list[dict[str, Any]]) -> set[tuple[str, str, str, float | None]]:
    return {(row["area"], row["period"], row["indicator"], row["value"]) for row in rows}


@pytest.fixture(scope="module")
def briefing() -> Book:
    """The shipped briefing of 2012."""
    given, _ = read(ROOT / "data" / "papers" / "wiltshire-adoption-scorecard-2012.xlsx")
    assert given is not None
    return given


def test_the_briefings_table_is_cited_by_row_and_printed_column(reference: Reference, briefing: Book):
    rows = observations(briefing, reference)
    (a1,) = [row for row in rows if row["locator"] == 'table "Comparative Data", row Wiltshire, column 2']
    assert (a1["indicator"], a1["value"], a1["period"], a1["status"]) == (
        "adoption-a1",
        803,
        "2008–11",
        "published",
    )
    table = [row for row in rows if "Comparative Data" in row["locator"]]
    assert len(table) == 12 * 5
    assert {row["area"] for row in table if "Dorset" in row["locator"]} == {"835"}


def test_a_scorecard_by_itself_is_cited_by_cell(reference: Reference):
    rows, problems = tidied(book({"Card": CARD}, "Scorecards 2012 (final).xlsx"), reference)
    assert problems == []
    assert [row["locator"] for row in rows["observation"]] == ["Card!C2", "Card!D2", "Card!C3", "Card!D3"]
    assert rows["source"][0]["source"] == "scorecards-2012-final"
    assert rows["observation"][3]["status"] == "suppressed"


def test_any_number_of_authorities_and_periods(reference: Reference):
    names = [area.name for area in reference.areas.values() if area.kind == "authority" and area.existed("")]
    assert len(names) == 153
    periods = [f"{year}-{(year + 3) % 100:02}" for year in range(2008, 2021)]
    lines: Grid = [[name, period, 10, 500] for period in periods for name in names]
    rows = observations(book({"Card": [CARD[0], *lines]}), reference)
    assert len(rows) == 2 * 153 * 13
    assert len({row["period"] for row in rows}) == 13


def test_the_period_may_stand_above_and_tables_below_one_another(reference: Reference):
    head = [CARD[0][0], *CARD[0][2:]]
    stacked: Grid = [
        ["Period: 2008-11"],
        head,
        ["Kent", 70, 468],
        [],
        ["Period: 2009-12"],
        head,
        ["Leeds", 25, "[c]"],
    ]
    expected = brief(observations(book({"Card": CARD}), reference))
    assert brief(observations(book({"Card": stacked}), reference)) == expected
    split: dict[str, Grid] = {"One": stacked[:3], "Two": stacked[4:]}
    assert brief(observations(book(split), reference)) == expected


def test_renamed_reordered_and_shifted_it_is_the_same(reference: Reference):
    expected = brief(observations(book({"Card": CARD}), reference))

    def moved(rows: Grid) -> Grid:
        return [[""] * 5, [""] * 5, *(["", *row[::-1]] for row in rows)]

    given = change(book({"Card": CARD}), "Card", moved, rename="Blatt 7")
    assert brief(observations(given, reference)) == expected


def test_an_authority_without_a_figure_is_kept_and_a_footnote_is_not(reference: Reference):
    more: Grid = [*CARD, ["Devon", "2008-11", None, None], ["Source: the Department"]]
    rows = [row for row in observations(book({"Card": more}), reference) if row["area"] == "878"]
    assert [(row["value"], row["status"], row["published_as"]) for row in rows] == [
        (None, "not available", "(blank)")
    ] * 2


@pytest.mark.parametrize(
    ("row", "column", "text", "cell", "what", "fix"),
    [
        (2, 1, "Kemt", "A2", "“Kemt” is not an authority", "Did you mean “Kent”?"),
        (2, 1, "", "A2", "“” is not an authority", "the sheet Lists"),
        (1, 4, A1.replace("days", "day"), "D1", "is not a measure on record", "Did you mean “Average time"),
        (
            1,
            4,
            "Adopters",
            "D1",
            "The column “Adopters” is not a measure",
            "ask an administrator to have this one added",
        ),
        (1, 4, ADOPTED, "D1", "is there twice", "Delete"),
        (2, 2, "lately", "B2", "“lately” of this row is not three years", "2008-11"),
        (2, 2, "Nov 2008", "B2", "“Nov 2008” of this row is not three years", "as text"),
        (2, 2, "", "B2", "“” of this row is not three years", "2008-11"),
        (2, 3, "many", "C2", "“many” is not a figure", "[x]"),
    ],
)
def test_an_error_names_the_cell_and_the_mend(
    reference: Reference, row: int, column: int, text: str, cell: str, what: str, fix: str
):
    wide: Grid = [[*CARD[0], WAITING], *([*line, 30] for line in CARD[1:])]
    given = change(book({"Card": wide}), "Card", put(row, column, text))
    found = [one for one in FORMAT.tidy(given, reference)[1] if what in one.what]
    assert [one.place for one in found] == [f"paper.xlsx, Card!{cell}"]
    assert fix in found[0].fix


def test_a_note_on_a_cell_that_is_not_there_is_an_error(reference: Reference, briefing: Book):
    given = change(briefing, "Notes on tables", put(2, 2, "Narnia"))
    (problem,) = tidied(given, reference)[1]
    assert problem.place == f"{briefing.file}, Notes on tables!B2"
