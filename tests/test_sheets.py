"""Spreadsheets become cells of text as a person sees them; what cannot be read is said, never raised."""

from __future__ import annotations

import datetime
import io
import random
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loaders.problems import Problem
from loaders.sheets import Book, read
from tests.books import save
from tests.needs import ROOT

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def texts(book: Book | None) -> list[list[str]]:
    assert book is not None
    return [[cell.text for cell in row] for row in book.sheets[0].rows]


def refused(path: Path) -> Problem:
    book, problems = read(path)
    assert book is None
    (problem,) = problems
    assert (problem.severity, problem.file) == ("error", path.name)
    assert problem.fix
    return problem


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (3, "General", "3"),
        (3.0, "General", "3"),
        (5.75, "General", "5.75"),
        (0.1 + 0.2, "General", "0.3"),
        (461480, "#,##0", "461,480"),
        (1258.5, "#,##0.00", "1,258.50"),
        (7.25, "0.0", "7.3"),
        (0.886, "0.0%", "88.6%"),
        (0.72, "0%", "72%"),
        (0.7, "0.00%", "70.00%"),
        (-4, "#,##0;[Red]-#,##0", "-4"),
        (12, '0" days"', "12"),
        (0, "General", "0"),
        (True, "General", "TRUE"),
        (datetime.date(2008, 11, 18), "dd/mm/yyyy", "2008-11-18"),
        (datetime.date(2008, 11, 1), "mmm-yy", "Nov 2008"),
        (datetime.date(2008, 1, 1), "yyyy", "2008"),
        ("2008-11", "@", "2008-11"),
        ("3 – Good", "General", "3 – Good"),
        ("  two \n lines ", "General", "two lines"),
    ],
)
def test_a_cell_shows_what_a_person_sees(tmp_path: Path, value: Any, number_format: str, shown: str):
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = "first"
    sheet["B2"] = value
    sheet["B2"].number_format = number_format
    workbook.save(tmp_path / "a.xlsx")
    book, problems = read(tmp_path / "a.xlsx")
    assert problems == []
    assert book is not None
    assert book.sheets[0].rows[1][1].text == shown
    assert book.sheets[0].rows[1][1].address == "B2"


def test_hidden_sheets_are_read_too_and_known_as_hidden(tmp_path: Path):
    workbook = openpyxl.load_workbook(save(tmp_path, {"Shown": [["a"]], "Hidden": [["b"]]}))
    workbook["Hidden"].sheet_state = "hidden"
    workbook.save(tmp_path / "b.xlsx")
    book, _ = read(tmp_path / "b.xlsx")
    assert book is not None
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Shown", False), ("Hidden", True)]


def rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with the text of its first sheet changed, as another program might have written it."""
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith("sheet1.xml"):
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return changed


def test_a_formula_that_was_never_calculated_is_an_error_at_its_cell(tmp_path: Path):
    book, (problem,) = read(save(tmp_path, {"Sums": [["a"], ["=1+1"]]}))
    assert book is not None
    assert "never calculated" in problem.what
    assert problem.place == "paper.xlsx, Sums!A2"


def test_a_formula_that_was_calculated_is_its_value(tmp_path: Path):
    path = save(tmp_path, {"Sums": [["a"], ["=1+1"]]})
    book, problems = read(rewritten(path, b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"))
    assert problems == []
    assert texts(book) == [["a"], ["2"]]


def test_a_formula_that_gave_an_empty_text_is_blank(tmp_path: Path):
    path = save(tmp_path, {"Sums": [["a"], ['=""']]})
    book, problems = read(rewritten(path, b'<c r="A2"><f>', b'<c r="A2" t="str"><f>'))
    assert problems == []
    assert texts(book) == [["a"], [""]]


def test_an_error_in_a_cell_is_an_error_at_its_cell(tmp_path: Path):
    _, (problem,) = read(save(tmp_path, {"Sums": [["a"], ["#DIV/0!"]]}))
    assert "#DIV/0!" in problem.what
    assert problem.place == "paper.xlsx, Sums!A2"


def test_a_stray_cell_far_outside_is_said_not_read(tmp_path: Path):
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["XFD1048576"] = "x"
    workbook.save(tmp_path / "far.xlsx")
    _, (problem,) = read(tmp_path / "far.xlsx")
    assert problem.cell == "XFD1048576"


@pytest.mark.parametrize("stray", ["CV19999", "J190000", "ZZ900"])
def test_a_stray_cell_far_from_a_small_table_is_said_too(tmp_path: Path, stray: str):
    workbook = openpyxl.load_workbook(ROOT / "data" / "papers" / "leeds-jar-2008.xlsx")
    workbook.worksheets[0][stray] = "x"
    workbook.save(tmp_path / "stray.xlsx")
    _, (problem,) = read(tmp_path / "stray.xlsx")
    assert (problem.cell, problem.severity) == (stray, "error")


def test_cells_that_are_only_formatted_are_not_read(tmp_path: Path):
    workbook = openpyxl.load_workbook(ROOT / "data" / "papers" / "leeds-jar-2008.xlsx")
    for row in range(100, 1_000):
        workbook.worksheets[0].cell(row, 400).number_format = "0.0"
    workbook.save(tmp_path / "formatted.xlsx")
    clean, _ = read(ROOT / "data" / "papers" / "leeds-jar-2008.xlsx")
    book, problems = read(tmp_path / "formatted.xlsx")
    assert problems == []
    assert book is not None and clean is not None
    assert book.sheets == clean.sheets


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ("Börde,2\n".encode(), "Börde"),
        ("Börde,2\n".encode("utf-8-sig"), "Börde"),
        ("Börde,2\n".encode("windows-1252"), "Börde"),
        ("Börde,2\n".encode("utf-16"), "Börde"),
        ("“quoted, comma”,2\n".encode(), "“quoted"),
        (b'"a, b",2\n', "a, b"),
        (b'"two\nlines",2\n', "two lines"),
    ],
)
def test_csv_is_read_in_the_encodings_that_programs_write(tmp_path: Path, content: bytes, first: str):
    (tmp_path / "a.csv").write_bytes(content)
    book, problems = read(tmp_path / "a.csv")
    assert problems == []
    assert texts(book)[0][0] == first


def test_rows_of_a_csv_are_all_of_one_width_and_addressed_as_in_a_spreadsheet(tmp_path: Path):
    (tmp_path / "list.csv").write_text("a,b,c\n1\n\n2,3\n")
    book, _ = read(tmp_path / "list.csv")
    assert texts(book) == [["a", "b", "c"], ["1", "", ""], ["", "", ""], ["2", "3", ""]]
    assert book is not None
    assert (book.sheets[0].name, book.sheets[0].rows[3][1].address) == ("list", "B4")


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls kind"),
        ("old renamed.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls kind"),
        ("export.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        ("export.csv", b"\r\n <!DOCTYPE html>", "web page"),
        ("notes.txt", b"hello", "neither an .xlsx workbook nor a .csv"),
        ("table.xlsx", b"a,b\n1,2\n", "text under another name"),
        ("noise.xlsx", b"\x00\x01\x02", "neither an .xlsx workbook nor a .csv"),
        ("empty.xlsx", b"", "is empty"),
        ("report.xlsx", b"%PDF-1.7", "is a PDF"),
        ("long.csv.xlsx", b"PAR1", "Parquet"),
        ("feed.xls", b"<?xml version='1.0'?><Workbook/>", "is XML"),
        ("locked.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("letter.xls", OLD + "WordDocument".encode("utf-16-le"), "old Word document"),
        ("hollow.xls", OLD + "Workbook".encode("utf-16-le"), "damaged"),
        ("cut.xlsx", b"PK\x03\x04", "damaged"),
        ("strange.csv", b"\x81\x8d\xff", "neither UTF-8 nor Windows-1252"),
        ("long.csv", b"a" * 200_000, "comma-separated"),
        ("wide.csv", b"," * 20_000, "more than any table"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(tmp_path: Path, file: str, content: bytes, said: str):
    (tmp_path / file).write_bytes(content)
    assert said in refused(tmp_path / file).what


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("content.xml", "<office/>", "zip archive, not an .xlsx workbook"),
        ("mimetype", "application/vnd.oasis.opendocument.text", "OpenDocument text, not a spreadsheet"),
        ("word/document.xml", "", "Word document, not an .xlsx workbook"),
        ("xl/workbook.bin", "", ".xlsb"),
    ],
)
def test_another_kind_of_zip_is_not_a_workbook(tmp_path: Path, name: str, content: str, said: str):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    (tmp_path / "sheet.xlsx").write_bytes(packed.getvalue())
    assert said in refused(tmp_path / "sheet.xlsx").what


def test_an_archive_that_unpacks_to_more_than_any_table_is_not_unpacked(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(50):
                sheet.write(bytes(10_000_000))
    assert "unpack to 500 MB" in refused(tmp_path / "bomb.xlsx").what


def test_a_file_that_is_not_there_is_said(tmp_path: Path):
    assert "cannot be opened" in refused(tmp_path / "missing.xlsx").what


def test_a_damaged_workbook_is_never_a_traceback(tmp_path: Path):
    whole = (ROOT / "data" / "papers" / "wiltshire-committee-pack-2012.xlsx").read_bytes()
    chance = random.Random(1)
    refusals = 0
    for number in range(25):
        broken = bytearray(whole[: chance.randrange(10, len(whole))] if number % 5 == 0 else whole)
        for _ in range(20):
            broken[chance.randrange(4, len(broken))] = chance.randrange(256)
        (tmp_path / "a.xlsx").write_bytes(broken)
        book, problems = read(tmp_path / "a.xlsx")
        if book is None:
            refusals += 1
            assert len(problems) == 1 and problems[0].fix
    assert refusals > 10
