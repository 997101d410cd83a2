"""The part of a sheet around a bad cell, and the copy of a workbook with comments."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from loaders import checking, marking, personal
from loaders.checked import kept_of
from loaders.marking import Excerpt
from loaders.problems import Problem
from loaders.reference import Reference
from tests.books import save, sheet


def problem(cell: str, sheet: str = "Figures", fix: str = "Write the number.") -> Problem:
    return Problem("error", "a.xlsx", sheet, cell, "“many” is not a figure.", fix)


ROWS = [["A note", None, None, None], *([f"{letter}{row}" for letter in "ABCD"] for row in range(2, 9))]


def test_the_part_has_the_neighbouring_cells_and_the_headings():
    found = marking.excerpts([sheet("Figures", ROWS)], [problem("D6")])
    columns, rows = ("B", "C", "D"), (2, 5, 6, 7)
    assert found == {
        "Figures!D6": Excerpt(columns, rows, tuple(tuple(f"{c}{r}" for c in columns) for r in rows))
    }


def test_at_a_sheets_edge_there_is_less():
    found = marking.excerpts([sheet("Figures", ROWS)], [problem("A8"), problem("B2", "Other"), problem("")])
    assert list(found) == ["Figures!A8"]
    assert (found["Figures!A8"].columns, found["Figures!A8"].rows) == (("A", "B", "C"), (2, 7, 8))


def test_a_long_text_is_cut():
    (one,) = marking.excerpts([sheet("Figures", [["x" * 100, "y"]])], [problem("A1")]).values()
    assert one.texts[0][0] == "x" * 39 + "…"


def test_the_copy_says_at_each_cell_what_is_wrong(tmp_path: Path):
    path = save(tmp_path, {"About": [["x"]], "Figures": ROWS})
    marking.marked(
        path, [problem("B3"), problem("B3", fix="Or leave it blank."), problem("", "")], tmp_path / "m.xlsx"
    )
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    comment = book["Figures"]["B3"].comment
    assert (
        comment
        and comment.text.count("“many” is not a figure.") == 2
        and "Or leave it blank." in comment.text
    )
    assert book["Figures"]["B3"].value == "B3" and book["Figures"]["B3"].fill.fgColor.rgb == marking.PINK
    assert book["About"]["A1"].comment and book["Figures"]["B4"].comment is None


def test_the_inside_of_merged_cells_is_no_obstacle(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "Figures"  # type: ignore[union-attr]
    book["Figures"].merge_cells("A1:C1")
    book.save(tmp_path / "a.xlsx")
    marking.marked(tmp_path / "a.xlsx", [problem("B1"), problem("A2")], tmp_path / "m.xlsx")
    assert openpyxl.load_workbook(tmp_path / "m.xlsx")["Figures"]["A2"].comment


def test_of_personal_data_nothing_is_repeated(tmp_path: Path):
    path = save(tmp_path, {"Figures": ROWS}, "a.xlsx")
    marking.write(tmp_path / "kept", path, [problem("B3", fix=personal.FIX)])
    assert not (tmp_path / "kept").exists() and marking.read(tmp_path / "kept") == {}


def test_both_are_made_while_a_file_is_checked(tmp_path: Path, reference: Reference):
    rows = [["Indicator", "Authority", "Period", "Figure"], ["neet-16-18", "Wiltshire", "2011", "many"]]
    path = save(tmp_path, {"Figures": rows}, "a.xlsx")
    report = checking.check((path,), reference, tmp_path / "check")
    kept = kept_of(tmp_path / "check", 0)
    assert report.files[0].has_errors
    assert "many" in marking.read(kept)["Figures!D2"].texts[1]
    assert openpyxl.load_workbook(kept / marking.MARKED)["Figures"]["D2"].comment


@pytest.mark.parametrize("said", ["", "[]", '{"A1": 3}', '{"A1": {"columns": []}}'])
def test_what_makes_no_sense_is_nothing(tmp_path: Path, said: str):
    (tmp_path / marking.EXCERPTS).write_text(said)
    assert marking.read(tmp_path) == {}
