"""Workbooks that are no .xlsx: .ods and .xls are read at the right addresses, or it is said why not."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from loaders.sheets import Book, read
from tests.needs import ROOT
from tests.odsbooks import ods
from tests.test_sheets import refused, texts

XLS = ROOT / "tests" / "fixtures" / "lists.xls"
OFSTED = "real/ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"


def saved(folder: Path, content: bytes, file: str = "a.ods") -> Path:
    (folder / file).write_bytes(content)
    return folder / file


def cells(book: Book | None) -> dict[str, str]:
    assert book is not None
    return {f"{sheet.name}!{cell.address}": cell.text for sheet, cell in book.cells()}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("  two \n lines ", "two lines"),
        (301, "301"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (datetime.date(2024, 6, 10), "2024-06-10"),
    ],
)
def test_a_cell_of_an_ods_is_text_at_its_own_address(tmp_path: Path, value: Any, shown: str):
    book, problems = read(saved(tmp_path, ods({"One": [[None, None], [None], [None, None, value]]})))
    assert problems == []
    assert cells(book) == {"One!C3": shown}


def test_repeated_blanks_before_a_table_do_not_shift_it(tmp_path: Path):
    row = ['<table:table-cell table:number-columns-repeated="3"/>', "x", "<table:covered-table-cell/>", "y"]
    book, _ = read(saved(tmp_path, ods({"One": [[None], [None], row]})))
    assert cells(book) == {"One!D3": "x", "One!F3": "y"}


def test_every_sheet_of_an_ods_is_read_and_hidden_ones_are_known(tmp_path: Path):
    book, _ = read(saved(tmp_path, ods({"Shown": [["a"]], "Hidden": [["b"]], "Empty": []}, hidden="Hidden")))
    assert book is not None
    assert [(one.name, one.hidden) for one in book.sheets] == [
        ("Shown", False),
        ("Hidden", True),
        ("Empty", False),
    ]


def test_an_ods_under_the_name_of_an_xlsx_is_read_as_what_it_is(tmp_path: Path):
    assert texts(read(saved(tmp_path, ods({"One": [["a"]]}), "a.xlsx"))[0]) == [["a"]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<table:table-cell office:value-type="percentage" office:value="0.075"/>', "percentages"),
        ('<table:table-cell office:value-type="string" calcext:value-type="error"/>', "show an error"),
        ('<table:table-cell table:formula="of:=[.A1]>2"/>', "never calculated"),
    ],
)
def test_what_would_be_misread_in_an_ods_is_refused(tmp_path: Path, cell: str, said: str):
    assert said in refused(saved(tmp_path, ods({"One": [["a", cell]]}))).what


def test_a_formula_of_an_ods_that_was_calculated_is_read(tmp_path: Path):
    cell = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    assert texts(read(saved(tmp_path, ods({"One": [["a", cell]]})))[0]) == [["a", "2"]]


SPANNED = '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>x</text:p>'
SPANNED += "</table:table-cell><table:covered-table-cell/>"


@pytest.mark.parametrize(("row", "said"), [([SPANNED, "b"], ["beside others"]), ([SPANNED], [])])
def test_merged_cells_of_an_ods_are_said_and_a_title_is_not(tmp_path: Path, row: list[str], said: list[str]):
    book, problems = read(saved(tmp_path, ods({"One": [row, ["a", "b", "c"]]})))
    assert book is not None and book.sheets[0].rows[0][0].text == "x"
    assert [one.severity for one in problems] == ["warning"] * len(said)
    assert all(words in one.what for words, one in zip(said, problems, strict=True))


def test_numbers_that_an_ods_holds_as_text_are_said_at_their_cell(tmp_path: Path):
    rows = [["Figure", "When"], ["7", datetime.date(2024, 6, 10)], [8, datetime.date(2024, 6, 11)]]
    rows += [[9.5, datetime.date(2024, 6, 12)], [3, 45000]]
    book, problems = read(saved(tmp_path, ods({"One": rows})))
    assert book is not None and book.sheets[0].rows[1][0].text == "7"
    assert [(one.severity, one.sheet, one.cell, one.what) for one in problems] == [
        ("warning", "One", "A2", "This is a number stored as text among numbers; read as the number."),
        ("warning", "One", "B5", "This is a number among dates; read as the number."),
    ]


def test_a_cell_far_outside_is_said_not_read(tmp_path: Path):
    far = '<table:table-cell table:number-columns-repeated="16383"/>'
    rows = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    content = ods({"One": [[far, rows]] * 200})
    _, (problem,) = read(saved(tmp_path, content))
    assert (problem.sheet, problem.cell) == ("One", "XFD200")


def test_a_workbook_made_to_fill_the_memory_ends_its_own_process_only(tmp_path: Path):
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
        "<text:p>x</text:p></table:table-cell>"
    )
    bomb = ods({"One": [[cell]] * 20_000})
    assert len(bomb) < 100_000
    assert "memory or time" in refused(saved(tmp_path, bomb)).what


def test_an_old_xls_is_read_with_a_warning_of_what_it_hides(tmp_path: Path):
    renamed = Path(shutil.copy(XLS, tmp_path / "renamed.xlsx"))
    for path in (XLS, renamed):
        book, (warning,) = read(path)
        assert warning.severity == "warning" and "percentage" in warning.what
        assert cells(book) == {
            "Lists!B2": "List: x",
            "Lists!B3": "301",
            "Lists!C3": "0.075",
            "Lists!D3": "2024-06-10",
            "Lists!C4": "TRUE",
            "Lists!D4": "12.5",
            "Hidden!A1": "b",
        }
        assert book is not None and [one.hidden for one in book.sheets] == [False, True]


@pytest.mark.parametrize("kept", [40, 200, -40])
def test_a_workbook_cut_off_is_damaged(tmp_path: Path, kept: int):
    assert "damaged" in refused(saved(tmp_path, ods({"One": [["a"]]})[:kept])).what


def test_an_xls_cut_off_is_damaged(tmp_path: Path):
    assert "damaged" in refused(saved(tmp_path, XLS.read_bytes()[:3000], "a.xls")).what


def test_a_workbook_whose_cells_are_no_xml_is_damaged(tmp_path: Path):
    assert "damaged" in refused(saved(tmp_path, ods({"One": [["<table:broken"]]}))).what


def test_ofsteds_file_has_every_cell_where_the_reader_of_spreadsheets_has_it(shared: Path):
    book, problems = read(shared / OFSTED)
    assert problems == [] and book is not None
    known = CalamineWorkbook.from_path(shared / OFSTED)
    assert [sheet.name for sheet in book.sheets] == known.sheet_names
    history = book.sheets[-1].rows
    assert (history[2][8].text, history[2][8].address) == ("Overall effectiveness", "I3")
    assert (len(history), history[-1][2].text, history[-1][2].address) == (274, "York", "C274")
