"""Formats are recognised by headings, never by names; a file of no format gets a useful answer."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pandas as pd
import pytest

from loaders import FORMATS
from loaders.format import Format, read
from loaders.problems import has_errors
from loaders.reference import Reference
from loaders.schema import TABLES
from loaders.sheets import read as read_book
from tests.books import Grid, change, put, save
from tests.needs import ROOT

PAPERS = ROOT / "data" / "papers"
SHIPPED = {
    "leeds-jar-2008.xlsx": "leeds",
    "southwark-jar-apa-2009.xlsx": "southwark",
    "wiltshire-adoption-scorecard-2012.xlsx": "adoption-scorecard",
    "wiltshire-caf-report-2012.xlsx": "wiltshire",
    "wiltshire-committee-pack-2012.xlsx": "committee-paper",
    "worcestershire-jar-2008.xlsx": "worcestershire",
}
ODD = [
    "",
    "x",
    "-1",
    "9" * 400,
    "1e999",
    "{row}",
    "(a)" * 3000,
    "2008-11",
    "‮3 – Good",
    "=1+1",
    "²",
    "0",
    "[c]",
    ";;;",
]


def test_formats_have_ids_and_titles_of_their_own():
    assert len({one.id for one in FORMATS}) == len({one.title for one in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_file_is_known_by_its_headings_whatever_its_name(tmp_path: Path, reference: Reference, name: str):
    copied = Path(shutil.copy(PAPERS / name, tmp_path / "Book1.xlsx"))
    reading = read(copied, reference, FORMATS)
    assert (reading.format, reading.source) == (SHIPPED[name], Path(name).stem)
    assert set(reading.tables["source"]["file"]) == {"Book1.xlsx"}


@pytest.mark.parametrize("name", SHIPPED)
def test_at_most_the_general_format_also_knows_a_file(name: str):
    given, _ = read_book(PAPERS / name)
    assert given is not None
    assert {one.id for one in FORMATS if one.recognises(given)} <= {SHIPPED[name], "committee-paper"}


def test_a_file_of_no_format_is_told_which_formats_there_are(tmp_path: Path, reference: Reference):
    reading = read(save(tmp_path, {"Sheet1": [["Fruit", "Price"], ["Apple", 3]]}), reference, FORMATS)
    assert not reading.readable and reading.tables == {}
    (problem,) = reading.problems
    assert problem.severity == "error"
    assert all(one.title in problem.fix for one in FORMATS)


def test_a_file_that_comes_near_to_a_format_is_told_the_heading(tmp_path: Path, reference: Reference):
    grid: Grid = [["list", "authorty", "neighbour"], ["a", "Kent", "Devon"]]
    reading = read(save(tmp_path, {"Sheet1": grid}), reference, FORMATS)
    assert not reading.readable
    assert [one.place for one in reading.problems[1:]] == ["paper.xlsx, Sheet1!B1"]
    assert "Write “authority”" in reading.problems[1].fix


def test_a_file_that_cannot_be_read_is_not_readable(tmp_path: Path, reference: Reference):
    (tmp_path / "a.xlsx").write_bytes(b"nothing")
    reading = read(tmp_path / "a.xlsx", reference, FORMATS)
    assert not reading.readable and has_errors(reading.problems)


@pytest.mark.parametrize("name", SHIPPED)
def test_whatever_stands_in_a_cell_is_a_problem_never_a_traceback(reference: Reference, name: str):
    given, _ = read_book(PAPERS / name)
    assert given is not None
    chance = random.Random(name)
    met = 0
    for _ in range(60):
        sheet = chance.choice(given.sheets)
        row, column = chance.randrange(len(sheet.rows)), chance.randrange(len(sheet.rows[0]))
        spoilt = change(given, sheet.name, put(row + 1, column + 1, chance.choice(ODD)))
        for one in FORMATS:
            if isinstance(one, Format) and one.recognises(spoilt):
                rows, problems = one.tidy(spoilt, reference)
                assert set(rows) <= set(TABLES) and len(rows["source"]) == 1
                met += len(problems)
                break
    assert met > 0


NEAR = {
    "time_period": 2022,
    "time_identifer": "Calendar year",
    "geographic_lvel": "National",
    "country_code": "E92000001",
    "country_name": "England",
    "pupils": 5,
}


@pytest.mark.parametrize("kind", ["csv", "semicolons", "parquet", "xlsx"])
def test_a_data_file_that_comes_near_is_told_the_headings_whatever_its_kind(
    tmp_path: Path, reference: Reference, kind: str
):
    table = pd.DataFrame([NEAR])
    path = tmp_path / f"near.{'csv' if kind == 'semicolons' else kind}"
    if kind == "parquet":
        table.to_parquet(path)
    elif kind == "xlsx":
        table.to_excel(path, index=False)
    else:
        table.to_csv(path, index=False, sep=";" if kind == "semicolons" else ",")
    reading = read(path, reference, FORMATS)
    assert not reading.readable
    unknown, *near = reading.problems
    assert "time_identifer" in unknown.what and all(one.title in unknown.fix for one in FORMATS)
    assert [(one.cell, one.fix) for one in near] == [
        ("B1", "Is “time_identifer” meant? Write “time_identifier”."),
        ("C1", "Is “geographic_lvel” meant? Write “geographic_level”."),
    ]


def test_a_list_of_authorities_is_of_no_format_and_not_taken_for_near_to_one(
    shared: Path, reference: Reference
):
    (problem,) = read(shared / "real/lait/la_code_list.xlsx", reference, FORMATS).problems
    assert "LA Number, LA Name, Region, Type" in problem.what


@pytest.mark.parametrize("name", ["a.parquet", "a.csv"])
def test_columns_of_nothing_known_are_named(tmp_path: Path, reference: Reference, name: str):
    table = pd.DataFrame({"fruit": ["apple"], "price": [3]})
    table.to_parquet(tmp_path / name) if name == "a.parquet" else table.to_csv(tmp_path / name, index=False)
    (problem,) = read(tmp_path / name, reference, FORMATS).problems
    assert "fruit, price" in problem.what
