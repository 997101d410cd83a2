"""The Department's wide tables of neighbours: a row an authority, columns SN1, SN2, …"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from loaders import FORMATS
from loaders.format import Reading, Rows, read
from loaders.neighbours import FORMAT
from loaders.problems import Problem
from loaders.reference import Reference
from loaders.shipped import files, upload, uploads
from loaders.store import Store
from tests.books import Grid, book, change, put, save, sheet
from tests.needs import ROOT
from tests.test_formats import ODD

FILE = "sn_may_2025.xlsx"
THREE: Grid = [
    ["A", "B", "C", None, None, None, None],
    ["1", "2", "3", "4", "5", "6", "7"],
    ["LA num", "LA Name", "LA number", "SN1", "SNP", "SN2", "SNP"],
    ["886", "Kent", "886", "881", "Very close", "885", "Somewhat Close"],
    ["420", "Isles of Scilly", "420", "-", "-", "-", None],
    [None, None, None, None, None, None, None],
    [None, "Old SNs:", None, None, None, None, None],
    ["835", "Dorset (Pre LG)", "835", "878", "Extremely Close", "836", "close"],
]
ONE: Grid = [
    ["old_la_code", "la_name", "SN_1", "SN_1P", "SN_2", "SN_2P"],
    ["886", "Kent", "881", "Very close", "885", "Somewhat close"],
]
NAMED: Grid = [["Local authority", "SN1", "SN2"], ["Kent", "Essex", "Worcestershire"]]
PAIRS = [("886", "881", 1), ("886", "885", 2)]


def tidied(
    grid: Grid, reference: Reference, file: str = FILE, name: str = "SNs"
) -> tuple[Rows, list[Problem]]:
    given = book({name: grid}, file)
    assert FORMAT.recognises(given)
    return FORMAT.tidy(given, reference)


def pairs(rows: Rows) -> list[tuple[str, str, int]]:
    return [(row["authority"], row["neighbour"], row["rank"]) for row in rows["neighbour"]]


@pytest.fixture(scope="module")
def national(shared: Path, reference: Reference) -> Reading:
    return read(shared / "real/lait" / FILE, reference, FORMATS)


def test_the_national_list_has_every_pair_that_the_file_prints(national: Reading, shared: Path):
    printed = (
        openpyxl.load_workbook(shared / "real/lait" / FILE)
        .worksheets[0]
        .iter_rows(min_row=4, values_only=True)
    )
    expected = {
        (str(line[0]), str(line[at]), rank, str(line[at + 1]).capitalize())
        for line in printed
        if line[0]
        for rank, at in enumerate(range(5, 25, 2), 1)
    }
    assert (national.problems, national.source) == ((), "neighbours-dfe-2025")
    rows = national.tables["neighbour"]
    found = zip(rows["authority"], rows["neighbour"], rows["rank"], rows["closeness"], strict=True)
    assert set(found) == expected and len(rows) == len(expected) == 1580


def test_the_national_list_is_that_of_may_2025_for_153_and_the_last_one_for_five_that_are_no_more(
    national: Reading, reference: Reference
):
    rows = national.tables["neighbour"]
    spans = rows[["list", "valid_from", "valid_to", "authority"]].drop_duplicates()
    now = spans[spans["list"] == "dfe-2025"]
    assert set(now["valid_from"]) == {"2025-05"} and set(now["valid_to"]) == {""}
    assert set(now["authority"]) == {
        one.code for one in reference.areas.values() if one.kind == "authority" and one.existed("2025-05")
    }
    former = spans[spans["list"] == "dfe-2025-former"].set_index("authority")["valid_to"]
    assert former.to_dict() == {
        **dict.fromkeys(("835", "836", "837"), "2019-03-31"),
        "928": "2021-03-31",
        "909": "2023-03-31",
    }


def test_the_shipped_part_of_the_list_is_what_the_national_list_says(national: Reading, reference: Reference):
    columns = ["list", "valid_from", "valid_to", "authority", "neighbour", "rank", "closeness"]
    path = ROOT / "data" / "reference" / "neighbours" / "dfe-2025.csv"
    shipped = read(path, reference, FORMATS)
    assert path in files() and shipped.source == national.source
    whole = set(national.tables["neighbour"][columns].itertuples(index=False, name=None))
    assert set(shipped.tables["neighbour"][columns].itertuples(index=False, name=None)) < whole


def test_published_the_national_list_replaces_the_shipped_part(
    national: Reading, shared: Path, reference: Reference, database: str
):
    store = Store(database)
    store.publish_first(lambda: uploads(reference))
    release = store.publish([upload(shared / "real/lait" / FILE, national)])
    rows = store.rows("neighbour", release, {"authority": "865"})
    assert rows.groupby("list").size().to_dict() == {"committee-2012": 10, "dfe-2025": 10}
    store.close()


@pytest.mark.parametrize(
    "grid", [ONE, NAMED, [line[1:] for line in THREE[2:4]]], ids=["one", "names", "three"]
)
def test_each_layout_gives_the_same_pairs(reference: Reference, grid: Grid):
    rows, problems = tidied(grid, reference)
    assert problems == []
    assert pairs(rows) == PAIRS
    assert {row["list"] for row in rows["neighbour"]} == {"dfe-2025"}


def test_closeness_is_read_in_any_case_and_dashes_are_nobody(reference: Reference):
    rows, problems = tidied(THREE, reference)
    assert problems == []
    assert pairs(rows) == [*PAIRS, ("835", "878", 1), ("835", "836", 2)]
    assert [row["closeness"] for row in rows["neighbour"]] == [
        *("Very close", "Somewhat close", "Extremely close", "Close")
    ]
    assert rows["neighbour"][0]["locator"] == "SNs!D4"


def test_below_old_sns_a_list_was_valid_until_its_authority_ended(reference: Reference):
    rows, _ = tidied(THREE, reference)
    old = rows["neighbour"][2]
    assert (old["list"], old["valid_from"], old["valid_to"]) == ("dfe-2025-former", "", "2019-03-31")


def test_in_a_list_of_its_own_time_a_former_authority_is_one_of_the_list(reference: Reference):
    rows, problems = tidied([["la_name", "SN1"], ["Cumbria", "Dorset"]], reference, "SN 2014.csv")
    assert problems == []
    (row,) = rows["neighbour"]
    assert (row["list"], row["authority"], row["neighbour"]) == ("dfe-2014", "909", "835")


@pytest.mark.parametrize(
    ("file", "name", "above", "said"),
    [
        ("sn_may_2025.xlsx", "SNs", [], ("dfe-2025", "2025-05", "")),
        ("SNs 2021.csv", "SNs", [], ("dfe-2021", "2021", "")),
        ("sn-2025-05-12.csv", "SNs", [], ("dfe-2025", "2025-05", "")),
        ("a.csv", "SN Sept 2014", [], ("dfe-2014", "2014-09", "")),
        ("sn_2025.csv", "SNs", ["Statistical neighbours, May 2021"], ("dfe-2021", "2021-05", "")),
        ("sn_may_2025.csv", "SNs", ["List: ours"], ("ours", "2025-05", "")),
        ("a.csv", "SNs", ["List: ours"], ("ours", "", "")),
        ("a.csv", "SNs", ["List: b", "Valid from: 2014", "Valid to: 2021-04"], ("b", "2014", "2021-04")),
        (
            "2014 to 2025.csv",
            "SNs",
            ["list: dfe-2014", "valid from: 1 Oct 2014"],
            ("dfe-2014", "2014-10-01", ""),
        ),
    ],
)
def test_the_list_is_known_from_what_the_file_says(
    reference: Reference, file: str, name: str, above: list[str], said: tuple[str, str, str]
):
    rows, problems = tidied([*([line] for line in above), *ONE], reference, file, name)
    assert problems == []
    assert {(row["list"], row["valid_from"], row["valid_to"]) for row in rows["neighbour"]} == {said}
    assert rows["source"][0]["source"] == f"neighbours-{said[0]}"


def test_a_label_may_stand_in_a_cell_of_its_own(reference: Reference):
    rows, problems = tidied([["List:", "ours"], *ONE], reference)
    assert problems == [] and rows["neighbour"][0]["list"] == "ours"


@pytest.mark.parametrize(
    ("file", "above", "cell", "what"),
    [
        ("neighbours.csv", [], "A1", "Neither title, sheet nor file names a year"),
        ("2014 and 2021.csv", [], "A1", "The file names 2014, 2021"),
        ("a.csv", ["List: Our List"], "A1", "“Our List” cannot be a list's id"),
        ("a.csv", ["List:"], "A1", "“List” is followed by nothing"),
        ("a.csv", ["List: a", "Valid from: spring"], "A2", "“spring” is not a date"),
    ],
)
def test_a_list_that_cannot_be_known_is_asked_for(
    reference: Reference, file: str, above: list[str], cell: str, what: str
):
    rows, (problem,) = tidied([*([line] for line in above), *ONE], reference, file)
    assert rows["neighbour"] == []
    assert problem.cell == cell and what in problem.what and problem.fix


@pytest.mark.parametrize(
    ("row", "column", "text", "cell", "what"),
    [
        (4, 2, "Essex", "A4", "“886” is Kent, but “Essex” beside it is Essex"),
        (4, 3, "881", "A4", "“886” is Kent, but “881” beside it is Essex"),
        (4, 1, "999", "A4", "“999” is not an authority"),
        (4, 4, "999", "D4", "“999” is not an authority"),
        (4, 4, "886", "D4", "listed as its own neighbour"),
        (4, 4, "820", "D4", "Bedfordshire ended on 2009-03-31, before the list was in force"),
        (4, 5, "Vry close", "E4", "“Vry close” is not a band"),
        (8, 4, "838", "D8", "never existed at the same time"),
        (8, 1, "885", "A8", "“885” is Worcestershire, but"),
        (3, 6, "SN1", "D3", "the column SN1 is there twice"),
        (3, 6, "SN3", "D3", "there is no column SN2"),
    ],
)
def test_an_error_names_its_cell(
    reference: Reference, row: int, column: int, text: str, cell: str, what: str
):
    given = change(book({"SNs": THREE}, FILE), "SNs", put(row, column, text))
    _, problems = FORMAT.tidy(given, reference)
    found = [one for one in problems if what in one.what]
    assert [one.place for one in found] == [f"{FILE}, SNs!{cell}"]
    assert found[0].severity == "error"


def test_an_authority_that_still_exists_does_not_belong_below_old_sns(reference: Reference):
    line = ["881", "Essex", "881", "886", "Close", None, None]
    _, (problem,) = tidied([*THREE, line], reference)
    assert problem.cell == "A9" and "stands below" in problem.what


def test_the_same_neighbour_twice_is_an_error(tmp_path: Path, reference: Reference):
    reading = read(
        save(tmp_path, {"SN 2025": [ONE[0], [886, "Kent", 881, None, 881, None]]}), reference, FORMATS
    )
    assert [one.place for one in reading.problems] == ["paper.xlsx, SN 2025!E2"]


def test_a_table_without_sn1_is_told_what_it_lacks(tmp_path: Path, reference: Reference):
    path = save(tmp_path, {"SN 2025": [["LA Name", "LA num", "SNN1"], ["Kent", 886, 881]]})
    reading = read(path, reference, FORMATS)
    assert not reading.readable
    assert "no column “SN1”" in reading.problems[1].what and "SNN1" in reading.problems[1].fix


def test_a_csv_with_codes_written_as_decimals_is_read(reference: Reference):
    lines = [ONE[0], ["886.0", "Kent", "881.0", None, "885.0", None]]
    given = sheet("sn 2025", lines)
    assert given.rows[1][0].text == "886.0"
    assert pairs(tidied(lines, reference)[0]) == PAIRS


def test_whatever_stands_in_a_cell_is_a_problem_never_a_traceback(reference: Reference):
    given = book({"SNs": THREE}, FILE)
    for one in given.sheets:
        for row, line in enumerate(one.rows, 1):
            for column in range(1, len(line) + 1):
                for odd in ODD:
                    spoilt = change(given, one.name, put(row, column, odd))
                    if FORMAT.recognises(spoilt):
                        rows, _ = FORMAT.tidy(spoilt, reference)
                        assert len(rows["source"]) == 1
