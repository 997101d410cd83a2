"""Ofsted's outcomes: every judgement once, under its framework; what is no judgement is left out."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from loaders import FORMATS
from loaders.format import Reading, Rows, read
from loaders.ofsted import FORMAT
from loaders.problems import Problem
from loaders.reference import Reference
from loaders.sheets import Book
from tests.books import Grid, book, change, put, save
from tests.test_formats import ODD

OFSTED = "real/ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"
CARE, LEAVERS = (
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
)
LEADERS = "The impact of leaders on social work practice with children and families"
HEAD = ["Local authority area code", "Local authority name", "Inspection date", "Publication date"]
LATEST: Grid = [
    ["Judgements as at 31 March 2025"],
    [*HEAD, "Overall effectiveness", CARE, LEAVERS],
    ["E09000003", "Barnet", "2024-06-10", "2024-07-23", "Good", "Outstanding", "Good"],
    ["E06000055", "Bedford", "2021-11-15", "2022-01-14", "Good", "Good", None],
]
HISTORY: Grid = [
    [*HEAD, "Inspection type", "Overall effectiveness", CARE, LEAVERS],
    [
        "E09000003",
        "Barnet",
        "2024-06-10",
        "2024-07-23",
        "ILACS Short Inspection",
        "Good",
        "Outstanding",
        "Good",
    ],
    [
        "E06000028",
        "Bournemouth",
        "2018-07-16",
        "2018-08-24",
        "ILACS Standard Inspection",
        "Inadequate",
        "Good",
        "[z]",
    ],
    ["E09000003", "Barnet", "2024-11-05", "2024-12-05", "ILACS Focused Visit", None, None, None],
]
BOOK = {"Latest": LATEST, "History": HISTORY}


def tidied(given: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    assert FORMAT.recognises(given)
    return FORMAT.tidy(given, reference)


@pytest.fixture(scope="module")
def national(shared: Path, reference: Reference) -> Reading:
    return read(shared / OFSTED, reference, FORMATS)


@pytest.fixture(scope="module")
def printed(shared: Path) -> list[list[Any]]:
    """The history's rows, read independently: code, name, status, region, two dates, type, judgements."""
    history = CalamineWorkbook.from_path(shared / OFSTED).get_sheet_by_name("ILACS_inspection_history")
    return [row[1:] for row in history.to_python(skip_empty_area=False)[3:]]


def test_the_national_file_is_clean_and_every_judgement_in_it_is_there_once(national: Reading, printed: Any):
    assert (national.problems, national.format) == ((), "ofsted")
    rows = national.tables["judgement"]
    expected = sum(bool(word) for row in printed for word in row[7:])
    assert len(rows) == expected == 1187
    assert not rows.duplicated(["authority", "inspected_from", "aspect"]).any()
    assert rows["inspection"].nunique() == len(printed) == 271
    assert set(rows["framework"]) == {"ilacs"} and set(rows["kind"]) == {"headline"}


def test_the_national_files_words_dates_and_authorities_are_the_files(
    national: Reading, printed: Any, reference: Reference
):
    rows = national.tables["judgement"]
    scale = {"Outstanding": 4, "Good": 3, "Requires improvement to be good": 2, "Inadequate": 1}
    aspects = list(dict.fromkeys(rows["aspect"]))
    assert [reference.theme("", one) for one in aspects] == [
        *("overall", "management", "safeguarding", "looked-after", "care-leavers")
    ]
    found = {
        (row["authority"], row["inspected_from"], row["published_on"], row["aspect"]): (
            row["published_as"],
            row["grade"],
        )
        for _, row in rows.iterrows()
    }
    ons = {
        spelling: area.code for area in reference.areas.values() for spelling in (area.ons, *area.spellings)
    }
    assert found == {
        (ons[row[0]], f"{row[4]:%Y-%m-%d}", f"{row[5]:%Y-%m-%d}", aspect): (word, scale[word])
        for row in printed
        for aspect, word in zip(aspects, row[7:], strict=True)
        if word
    }
    assert all(isinstance(row[4], datetime.date) for row in printed)


def test_each_locator_is_the_cell_that_prints_the_word(national: Reading, shared: Path):
    known = CalamineWorkbook.from_path(shared / OFSTED)
    sheets = {
        name: known.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in known.sheet_names
    }
    for _, row in national.tables["judgement"].iterrows():
        sheet, _, address = str(row["locator"]).rpartition("!")
        line = sheets[sheet][int(address[1:]) - 1]
        assert line["ABCDEFGHIJKLMN".index(address[0])] == row["published_as"]


def test_the_national_file_says_what_it_is_and_what_was_left_out(national: Reading):
    about = national.tables["source"].iloc[0]
    assert about["source"] == "ofsted-inspection-outcomes"
    assert about["title"] == "Local authority inspection outcomes as at 31 March 2025"
    assert (about["publisher"], about["published_on"]) == ("Ofsted", "2025-09-25")
    assert about["licence"] == "Open Government Licence v3.0"
    assert about["left_out"].startswith("60 focused and monitoring visits")


def test_a_revision_that_the_notes_tell_of_stands_beside_its_judgement(national: Reading):
    rows = national.tables["judgement"]
    (noted,) = [row for _, row in rows.iterrows() if "previous publication" in row["note"]]
    assert (noted["authority"], noted["inspected_from"], noted["theme"]) == (
        "860",
        "2023-11-06",
        "care-leavers",
    )


def test_former_authorities_are_judged_as_they_were(national: Reading):
    rows = national.tables["judgement"]
    assert {"837", "909", "928"} <= set(rows["authority"])
    assert set(rows[rows["authority"] == "909"]["inspection"]) == {"Cumbria ILACS inspection, September 2022"}


def test_a_judgement_that_two_tables_print_is_kept_once_and_cited_where_it_comes_first(reference: Reference):
    rows, problems = tidied(book(BOOK), reference)
    assert problems == []
    barnet = [row for row in rows["judgement"] if row["authority"] == "302"]
    assert [row["locator"] for row in barnet] == ["Latest!E3", "Latest!F3", "Latest!G3"]
    assert {row["inspection"] for row in barnet} == {"Barnet ILACS inspection, June 2024"}
    assert [(row["published_as"], row["grade"], row["theme"]) for row in barnet] == [
        ("Good", 3, "overall"),
        ("Outstanding", 4, "looked-after"),
        ("Good", 3, "care-leavers"),
    ]


def test_tables_that_disagree_are_both_kept_and_say_so(reference: Reference):
    rows, (problem,) = tidied(change(book(BOOK), "History", put(2, 6, "Inadequate")), reference)
    both = [row for row in rows["judgement"] if row["authority"] == "302" and row["theme"] == "overall"]
    assert [(row["grade"], row["locator"]) for row in both] == [(3, "Latest!E3"), (1, "History!F2")]
    assert "“Inadequate” for this, at History!F2" in both[0]["note"]
    assert "“Good” for this, at Latest!E3" in both[1]["note"]
    assert (problem.severity, problem.place) == ("warning", "paper.xlsx, History!F2")


def test_before_2023_care_leavers_had_no_judgement_of_their_own_and_care_says_so(reference: Reference):
    rows, problems = tidied(book(BOOK), reference)
    assert problems == []
    old = [row for row in rows["judgement"] if row["authority"] in ("822", "837")]
    assert {row["theme"] for row in old} == {"overall", "looked-after"}
    assert all(("until the end of 2022" in row["note"]) == (row["theme"] == "looked-after") for row in old)


@pytest.mark.parametrize("word", [None, "[z]", "Not judged", "-"])
def test_a_judgement_that_should_be_there_and_is_not_is_a_warning(reference: Reference, word: str | None):
    rows, (problem,) = tidied(change(book(BOOK), "Latest", put(3, 6, word or "")), reference)
    assert (problem.severity, problem.place) == ("warning", "paper.xlsx, Latest!F3")
    assert "One inspection has no judgement" in problem.what and "Barnet" in problem.what
    # The other table prints it.
    assert "History!G2" in [row["locator"] for row in rows["judgement"]]


def test_visits_are_no_judgements_and_are_counted(reference: Reference):
    rows, _ = tidied(book(BOOK), reference)
    assert rows["source"][0]["left_out"].startswith("1 focused and monitoring visits")


def test_two_inspections_of_one_month_are_told_apart_by_their_day(reference: Reference):
    again = ["E09000003", "Barnet", "2024-06-24", "2024-08-01", "ILACS", "Good", "Good", "Good"]
    rows, problems = tidied(book({"History": [*HISTORY, again]}), reference)
    assert problems == []
    assert {row["inspection"] for row in rows["judgement"] if row["authority"] == "302"} == {
        "Barnet ILACS inspection, June 2024 (from 2024-06-10)",
        "Barnet ILACS inspection, June 2024 (from 2024-06-24)",
    }


SINGLE = [*HEAD, "Overall effectiveness", "Leadership, management and governance", "Adoption performance"]


def test_inspections_before_ilacs_are_of_the_single_framework(reference: Reference):
    lines = ["", "Kent", "14 March 2017", "June 2017", "Requires improvement", "Good", "Outstanding"]
    rows, problems = tidied(book({"Latest": [SINGLE, lines]}), reference)
    assert problems == []
    assert [(row["framework"], row["theme"], row["grade"]) for row in rows["judgement"]] == [
        ("sif", "overall", 2),
        ("sif", "management", 3),
        ("sif", "adoption", 4),
    ]


@pytest.mark.parametrize(
    ("sheet", "row", "column", "text", "cell", "said"),
    [
        (
            "Latest",
            3,
            1,
            "E09000002",
            "Latest!B3",
            "“E09000002” is Barking and Dagenham, but “Barnet” beside it",
        ),
        ("Latest", 3, 2, "Barnit", "Latest!B3", "“Barnit” is not an authority"),
        ("Latest", 3, 3, "spring", "Latest!C3", "“spring” is not a date"),
        ("Latest", 3, 4, "", "Latest!D3", "“” is not a date"),
        ("Latest", 3, 4, "2024-05-01", "Latest!D3", "dated before its inspection"),
        ("Latest", 3, 5, "Goood", "Latest!E3", "“Goood” is not a judgement"),
        ("Latest", 3, 5, "2", "Latest!E3", "has a number"),
        ("Latest", 4, 3, "2009-01", "Latest!C4", "does not tell by which framework"),
        ("History", 3, 3, "2020-07-16", "History!B3", "did not exist on 2020-07-16"),
        ("History", 2, 5, "JTAI", "History!E2", "“JTAI” does not tell by which framework"),
        ("History", 4, 6, "Good", "History!E4", "“ILACS Focused Visit” is a visit"),
        ("Latest", 4, 1, "E09000003", "Latest!B4", "“E09000003” is Barnet"),
    ],
)
def test_an_error_names_its_cell(
    reference: Reference, sheet: str, row: int, column: int, text: str, cell: str, said: str
):
    _, problems = tidied(change(book(BOOK), sheet, put(row, column, text)), reference)
    found = [one for one in problems if said in one.what]
    assert [one.place for one in found] == [f"paper.xlsx, {cell}"]
    assert found[0].severity == "error" and found[0].fix


def test_an_inspection_listed_twice_in_one_table_is_an_error(reference: Reference):
    _, (problem,) = tidied(book({"Latest": [*LATEST, LATEST[2]]}), reference)
    assert (problem.severity, problem.place) == ("error", "paper.xlsx, Latest!E5")
    assert "is listed at E3" in problem.what


def test_a_column_of_judgements_of_no_theme_is_read_with_a_warning(reference: Reference):
    rows, problems = tidied(change(book({"Latest": LATEST}), "Latest", put(2, 6, "Kindness")), reference)
    assert [(one.severity, one.place) for one in problems] == [("warning", "paper.xlsx, Latest!F2")]
    assert {row["aspect"] for row in rows["judgement"] if not row["theme"]} == {"Kindness"}


def test_a_file_that_lacks_a_heading_is_told_which(tmp_path: Path, reference: Reference):
    lacking = [row[:4] + row[5:] for row in LATEST[1:]]
    reading = read(save(tmp_path, {"Latest": lacking}), reference, FORMATS)
    assert not reading.readable
    assert "no column “Overall effectiveness”" in reading.problems[1].what


def test_whatever_stands_in_a_cell_is_a_problem_never_a_traceback(reference: Reference):
    given = book(BOOK)
    for one in given.sheets:
        for row, line in enumerate(one.rows, 1):
            for column in range(1, len(line) + 1):
                for odd in ODD:
                    spoilt = change(given, one.name, put(row, column, odd))
                    if FORMAT.recognises(spoilt):
                        rows, _ = FORMAT.tidy(spoilt, reference)
                        assert len(rows["source"]) == 1
