"""Councils' papers: each dialect's rows, and errors that name their cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loaders import FORMATS, leeds, southwark, wiltshire, worcestershire
from loaders.format import Format, Reading, read
from loaders.problems import Problem
from loaders.reference import Reference
from loaders.sheets import Book
from tests.books import ABOUT, INSPECTIONS, Grid, book, change, put, save
from tests.papers import PAPERS, recognised, shipped, tidied

JUDGED: Grid = [
    ["Inspection", "Area of investigation", "Local services overall", "Kind", "Place", "Note"],
    ["Kent review", "Safeguarding", "3", "core", "para 3.1", None],
    ["Kent review", "CAMHS", "Good", "additional", "para 3.1", "Below the table"],
]
KENT = {"About": ABOUT, "Inspections": INSPECTIONS, "Grades": JUDGED}


def judgements(given: Book, reference: Reference) -> list[dict[str, Any]]:
    rows, problems = tidied(given, reference)
    assert problems == []
    return rows["judgement"]


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, [str(one) for one in problems]
    return problems[0]


# What the shipped papers hold


# Printed in public in 2012, by agency and community area.
SMALL_COUNTS = {
    name: [f"{count} counts from 1 to 4 are of groups within an authority, and may point to single people."]
    for name, count in (("wiltshire-adoption-scorecard-2012", 3), ("wiltshire-caf-report-2012", 174))
}


@pytest.mark.parametrize("path", PAPERS, ids=[path.stem for path in PAPERS])
def test_a_shipped_paper_is_read_without_a_problem(reference: Reference, path: Path):
    reading = read(path, reference, FORMATS)
    said = [one.what for one in reading.problems]
    assert said == SMALL_COUNTS.get(path.stem, [])
    assert reading.source == path.stem
    assert sum(len(rows) for name, rows in reading.tables.items() if name != "source") > 0
    for name, rows in reading.tables.items():
        if name != "source":
            assert set(rows["source"]) == {path.stem}
            derived = name in ("series", "interval")  # worked out of several rows, or of one that has its own
            assert derived or (all(rows["locator"]) and all(rows["cell"]))


@pytest.mark.parametrize(
    ("name", "format", "counts"),
    [
        ("wiltshire-jar-2008.xlsx", wiltshire.FORMAT, {"headline": 5, "additional": 2}),
        ("leeds-jar-2008.xlsx", leeds.FORMAT, {"headline": 13, "additional": 2}),
        ("southwark-jar-apa-2009.xlsx", southwark.FORMAT, {}),
        ("worcestershire-jar-2008.xlsx", worcestershire.FORMAT, {}),
        ("wiltshire-safeguarding-2012.xlsx", wiltshire.FORMAT, {"headline": 22}),
    ],
)
def test_a_paper_is_read_in_its_councils_dialect(
    reference: Reference, name: str, format: Format, counts: dict[str, int]
):
    assert recognised(shipped(name)) is format
    kinds = [row["kind"] for row in judgements(shipped(name), reference)]
    assert {kind: kinds.count(kind) for kind in counts} == counts


@pytest.mark.parametrize(
    ("name", "section", "aspect", "published_as", "grade"),
    [
        ("wiltshire-jar-2008.xlsx", "", "Safeguarding", "adequate", 2),
        ("leeds-jar-2008.xlsx", "", "Safeguarding", "2", 2),
        ("leeds-jar-2008.xlsx", "", "CAMHS Services", "Good", 3),
        ("southwark-jar-apa-2009.xlsx", "", "Looked After Children", "3 – Good", 3),
        ("southwark-jar-apa-2009.xlsx", "", "Work in the courts", "3", 3),
        ("worcestershire-jar-2008.xlsx", "", "Looked after children", "3", 3),
        (
            "wiltshire-safeguarding-2012.xlsx",
            "Safeguarding services",
            "Overall effectiveness",
            "inadequate; Grade 4 (Inadequate)",
            1,
        ),
    ],
)
def test_grades_come_out_1_to_4_with_4_best(
    reference: Reference, name: str, section: str, aspect: str, published_as: str, grade: int
):
    rows = [
        row
        for row in judgements(shipped(name), reference)
        if (row["section"], row["aspect"], row["kind"] == "narrative") == (section, aspect, False)
    ]
    assert [(row["published_as"], row["grade"]) for row in rows] == [(published_as, grade)]


def test_satisfactory_is_kept_as_printed_with_no_grade(reference: Reference):
    rows = judgements(shipped("worcestershire-jar-2008.xlsx"), reference)
    satisfactory = [row for row in rows if "satisfactory" in row["published_as"].casefold()]
    assert satisfactory
    assert {row["grade"] for row in satisfactory} == {None}


# Errors name file, sheet, cell and the mend


@pytest.mark.parametrize(
    ("sheet", "row", "column", "text", "what", "fix"),
    [
        ("Grades", 3, 3, "terrible", "is not a judgement", "Use one of: outstanding"),
        ("Grades", 3, 3, "goood", "is not a judgement", "Did you mean “good”?"),
        ("Grades", 2, 3, "4 – Good", "contradicts itself", "correct the number or the word"),
        ("Grades", 2, 3, "7", "has no grade", "Use one of: 1, 2, 3, 4"),
        ("Grades", 2, 3, "", "is not a judgement", "Use one of"),
        ("Grades", 2, 4, "main", "Kind is “main”", "Write core"),
        ("Grades", 2, 1, "Kent revue", "is not among the inspections", "Kent review"),
        ("Inspections", 2, 2, "Joint", "is not an inspection framework", "Joint area review"),
        ("Inspections", 2, 3, "summer", "“summer” is not a date", "18 Nov 2008"),
        ("Inspections", 2, 4, "2008-05", "ends on 2008-05, before it begins", "Correct"),
        ("About", 5, 2, "Kemt", "is not an authority", "Did you mean “Kent”?"),
        ("About", 5, 2, "London", "is not an authority", "the sheet Lists"),
        ("About", 2, 2, "Kent review", "cannot stand in an address", "hyphens"),
        ("About", 6, 2, "18.13.2008", "is not a date", "Nov 2008"),
    ],
)
def test_a_wrong_cell_is_an_error_that_names_it(
    reference: Reference, sheet: str, row: int, column: int, text: str, what: str, fix: str
):
    _, problems = tidied(change(book(KENT), sheet, put(row, column, text)), reference)
    problem = next(one for one in problems if what in one.what)
    assert problem.severity == "error"
    assert problem.place == f"paper.xlsx, {sheet}!{'ABCDEF'[column - 1]}{row}"
    assert fix in problem.fix


def test_a_finding_of_an_unknown_kind_is_an_error_at_its_kind(reference: Reference):
    heads = ["Inspection", "Theme", "Kind", "Deadline", "Finding", "Place"]
    finding = ["Kent review", "safeguarding", "stength", "", "Visits are prompt.", "para 3"]
    _, problems = tidied(book({**KENT, "Findings": [heads, finding]}), reference)
    problem = next(one for one in problems if "Kind is “stength”" in one.what)
    assert problem.place == "paper.xlsx, Findings!C2"
    assert problem.fix == "Use one of: strength, weakness, recommendation."


def test_a_bare_number_of_unknown_direction_is_an_error(reference: Reference):
    given = change(book(KENT), "Inspections", put(2, 2, "Corporate assessment"))
    problem = only(tidied(given, reference)[1][:1])
    assert "which way" in problem.what
    assert problem.place == "paper.xlsx, Grades!C2"


def test_a_word_and_a_number_in_two_columns_must_agree(reference: Reference):
    given = change(
        shipped("wiltshire-safeguarding-2012.xlsx"), "Record of main findings", put(2, 5, "Grade 3")
    )
    problem = only(tidied(given, reference)[1])
    assert "are not the same grade" in problem.what
    assert problem.place == "wiltshire-safeguarding-2012.xlsx, Record of main findings!E2"


def test_a_printed_key_that_says_otherwise_than_the_scale_is_an_error(reference: Reference):
    key = "4: outstanding; 3: good; 2: adequate; 1: inadequate"
    keyed = {**KENT, "Grades": [[key], *JUDGED]}
    assert [one for one in tidied(book(keyed), reference)[1] if one.severity == "error"] == []
    turned = {**KENT, "Grades": [["1: outstanding, 2: good, 3: adequate, 4: inadequate"], *JUDGED]}
    errors = [one for one in tidied(book(turned), reference)[1] if one.severity == "error"]
    assert {one.place for one in errors} == {"paper.xlsx, Grades!A1"}


def test_an_aspect_of_no_theme_is_loaded_with_a_warning(reference: Reference):
    rows, problems = tidied(change(book(KENT), "Grades", put(2, 2, "The weather")), reference)
    assert [row["aspect"] for row in rows["judgement"]] == ["The weather", "CAMHS"]
    assert {one.severity for one in problems} == {"warning"}


def test_a_missing_entry_of_what_the_paper_is_names_the_sheet(reference: Reference):
    problem = only(tidied(book({**KENT, "About": ABOUT[:-1]}), reference)[1][:1])
    assert "no entry for “Licence”" in problem.what
    assert problem.sheet == "About"


def test_a_misspelt_heading_is_an_error_that_suggests_the_right_one(reference: Reference):
    both: dict[str, Grid] = {
        **KENT,
        "Findings": [["Inspection", "Theme", "Sort", "Findng", "Place"], ["Kent review"] * 5],
    }
    places = {one.cell: one for one in tidied(book(both), reference)[1] if one.sheet == "Findings"}
    assert "Write “Finding”" in places["D1"].fix
    assert "Add a column headed “Kind”" in places["A1"].fix


def test_a_table_that_nothing_reads_is_an_error_not_a_loss(reference: Reference):
    strange: dict[str, Grid] = {**KENT, "More": [["Agency", "Opened"], ["School", 3]]}
    problem = only([one for one in tidied(book(strange), reference)[1] if one.severity == "error"])
    assert problem.place == "paper.xlsx, More!A1"
    assert "Nothing on this sheet was read" in problem.what


def kent(folder: Path, reference: Reference, judged: Grid, **more: Grid) -> Reading:
    return read(save(folder, {**KENT, "Grades": judged, **more}), reference, FORMATS)


def test_a_file_with_an_error_loads_no_row(tmp_path: Path, reference: Reference):
    reading = kent(
        tmp_path, reference, [*JUDGED[:2], ["Kent review", "CAMHS", "goood", "core", "para 3.1", None]]
    )
    assert reading.readable
    assert reading.tables == {} and reading.source == ""
    assert [one.place for one in reading.problems if one.severity == "error"] == ["paper.xlsx, Grades!C3"]


def test_a_duplicate_is_an_error_and_another_place_is_not(tmp_path: Path, reference: Reference):
    again = ["Kent review", "Safeguarding", "2", "core", "para 3.1", None]
    reading = kent(tmp_path, reference, [*JUDGED, again])
    (problem,) = [one for one in reading.problems if one.severity == "error"]
    assert problem.place == "paper.xlsx, Grades!C4"
    assert "Grades!C2" in problem.what
    again[4] = "para 9"
    reading = kent(tmp_path, reference, [*JUDGED, again])
    assert len(reading.tables["judgement"]) == 3


FIGURES: Grid = [
    [
        "Measure",
        "Breakdown",
        "Area",
        "Period",
        "Figure",
        "Numerator",
        "Denominator",
        "Place",
        "Headline",
        "Note",
    ],
    ["adoption-a1", "B: 2; A:1", "Kent", "2008-11", "about 639", None, None, "para 1", None, None],
]


@pytest.mark.parametrize(
    ("column", "text", "what"),
    [
        (1, "adoption-a11", "is not an indicator"),
        (2, "boys", "is not a breakdown"),
        (3, "Kemt", "is not an authority"),
        (4, "lately", "is not a period"),
        (5, "many", "is not a figure"),
        (5, "21 months", "printed in months, but the measure is in days"),
        (6, "many", "is not a figure"),
        (9, "perhaps", "Headline is “perhaps”"),
    ],
)
def test_a_wrong_cell_among_figures_is_an_error_that_names_it(
    reference: Reference, column: int, text: str, what: str
):
    given = change(book({**KENT, "Figures": FIGURES}), "Figures", put(2, column, text))
    problem = only([one for one in tidied(given, reference)[1] if one.severity == "error"])
    assert what in problem.what
    assert problem.place == f"paper.xlsx, Figures!{'ABCDEFGHI'[column - 1]}2"


def test_a_figure_keeps_qualifier_sorted_breakdown_and_period(reference: Reference):
    (row,) = tidied(book({**KENT, "Figures": FIGURES}), reference)[0]["observation"]
    assert (row["value"], row["qualifier"], row["published_as"]) == (639, "about", "about 639")
    assert (row["breakdown"], row["area"], row["period"]) == ("A: 1; B: 2", "886", "2008–11")


def test_of_two_printed_figures_for_one_thing_one_must_be_the_headline(tmp_path: Path, reference: Reference):
    second = ["adoption-a1", "A: 1; B: 2", "Kent", "2008-11", "640", None, None, "para 9", None, None]
    reading = kent(tmp_path, reference, JUDGED, Figures=[*FIGURES, second])
    (problem,) = [one for one in reading.problems if one.severity == "error"]
    assert problem.place == "paper.xlsx, Figures!E3"
    assert "Figures!E2" in problem.what
    second[8] = "no"
    assert len(kent(tmp_path, reference, JUDGED, Figures=[*FIGURES, second]).tables["observation"]) == 2
