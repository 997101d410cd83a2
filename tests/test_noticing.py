"""What a workbook hides, or holds otherwise than it shows it, is said at its cell and never guessed away."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from loaders import FORMATS
from loaders.format import Reading, read
from tests.books import Grid, save
from tests.odsbooks import ods

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from loaders.reference import Reference

ABOUT: Grid = [
    ["Item", "Entry"],
    *(["Source", "x"], ["Title", "x"], ["Publisher", "x"], ["Date", "2012"], ["Licence", "not stated"]),
]
HEAD = ["Indicator", "Breakdown", "Authority", "Period", "Figure", "Note"]
AREAS = ["Wiltshire", "Leeds", "Southwark", "Kent", "Dorset", "Surrey"]


def figures(*values: Any, indicator: str = "neet-16-18", period: str = "2010/11") -> Grid:
    """A row an authority."""
    rows = zip(values, AREAS, strict=False)
    return [[indicator, "", area, period, value, ""] for value, area in rows]


def told(
    folder: Path, reference: Reference, rows: Grid, change: Callable[[Worksheet], object] = print
) -> Reading:
    """What is said of a file of figures, changed as a spreadsheet program might."""
    path = save(folder, {"About": ABOUT, "Figures": [HEAD, *rows]})
    book = openpyxl.load_workbook(path)
    if change is not print:
        change(book["Figures"])
    book.save(path)
    return read(path, reference, FORMATS)


def warnings(reading: Reading) -> list[str]:
    return [f"{one.sheet}!{one.cell} {one.what}" for one in reading.problems if one.severity == "warning"]


def test_a_file_with_nothing_odd_is_said_nothing_of(tmp_path: Path, reference: Reference):
    assert told(tmp_path, reference, figures(5, 6.5, 7)).problems == ()


def test_hidden_rows_and_columns_are_said_and_read(tmp_path: Path, reference: Reference):
    def hide(sheet: Worksheet) -> None:
        for row in (3, 4, 6):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions.group("E", "E", hidden=True)
        sheet.column_dimensions["H"].hidden = True  # nothing is there

    reading = told(tmp_path, reference, figures(5, 6.5, 7, 8, 9), hide)
    assert warnings(reading) == [
        "Figures!A3 Rows 3 to 4 are hidden; what is there was read like the rest.",
        "Figures!A6 Row 6 is hidden; what is there was read like the rest.",
        "Figures!E1 Column E is hidden; what is there was read like the rest.",
    ]
    assert len(reading.tables["observation"]) == 5


def test_a_hidden_sheet_is_said_and_read(tmp_path: Path, reference: Reference):
    def hide(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    reading = told(tmp_path, reference, figures(5, 6.5), hide)
    assert warnings(reading) == ["Figures! The sheet is hidden; it was read like the others."]
    assert len(reading.tables["observation"]) == 2


def test_a_hidden_sheet_of_an_ods_is_said(tmp_path: Path, reference: Reference):
    rows = [[None if cell == "" else cell for cell in row] for row in (HEAD, *figures(5))]
    (tmp_path / "a.ods").write_bytes(ods({"About": ABOUT, "Figures": rows}, hidden="Figures"))
    assert warnings(read(tmp_path / "a.ods", reference, FORMATS)) == [
        "Figures! The sheet is hidden; it was read like the others."
    ]


def test_hidden_rows_of_an_ods_are_said(tmp_path: Path, reference: Reference):
    rows = [[None if cell == "" else cell for cell in row] for row in (HEAD, *figures(5, 6))]
    with zipfile.ZipFile(io.BytesIO(ods({"About": ABOUT, "Figures": rows}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    shown = parts["content.xml"]
    parts["content.xml"] = b'<table:table-row table:visibility="collapse">'.join(
        shown.rsplit(b"<table:table-row>", 1)
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    reading = read(tmp_path / "a.ods", reference, FORMATS)
    (one,) = warnings(reading)
    assert one == "! Rows or columns of the workbook are hidden; what is there was read like the rest."
    assert len(reading.tables["observation"]) == 2


def test_merged_cells_beside_others_are_said_and_a_title_is_not(tmp_path: Path, reference: Reference):
    def merge(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "Young people not in education"
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("C3:C4")

    assert warnings(told(tmp_path, reference, figures(5, 6.5), merge)) == [
        "Figures!C3 The cells C3:C4 are merged; what they say was read as standing in C3 only."
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((5, 6, 7, "8.5"), "E5 This is a number stored as text among numbers; read as the number."),
        ((5, 6, 7, "8", "9"), "E5 This and 1 more cells are numbers stored as text among numbers"),
        ((5, 6, 7, "8%"), "E5 This is a percentage written as text among numbers; read as written."),
    ],
)
def test_a_cell_of_another_kind_than_its_column_is_said(
    values: tuple[Any, ...], said: str, tmp_path: Path, reference: Reference
):
    reading = told(tmp_path, reference, figures(*values))
    (one,) = warnings(reading)
    assert one.startswith(f"Figures!{said}")
    assert reading.tables["observation"]["value"].tolist() == [float(str(one).strip("%")) for one in values]


def test_a_column_that_is_all_text_is_not_said(tmp_path: Path, reference: Reference):
    assert told(tmp_path, reference, figures("5", "6", "7", 8)).problems == ()


def test_a_fraction_among_percentages_is_said(tmp_path: Path, reference: Reference):
    def as_percentages(sheet: Worksheet) -> None:
        for row in (2, 3, 4):
            sheet[f"E{row}"].number_format = "0.0%"

    reading = told(tmp_path, reference, figures(0.05, 0.06, 0.07, 0.08), as_percentages)
    (one,) = warnings(reading)
    assert one.startswith("Figures!E5 This is a fraction among percentages; read as it stands")
    assert reading.tables["observation"]["value"].tolist() == [5, 6, 7, 0.08]


def test_percentages_that_are_all_fractions_are_said(tmp_path: Path, reference: Reference):
    reading = told(tmp_path, reference, figures(0.05, 0.061, 0.07))
    assert warnings(reading) == [
        "Figures!E2 All 3 percentages of neet-16-18 are below 1, as if they were fractions."
    ]


def test_a_number_among_dates_is_said(tmp_path: Path, reference: Reference):
    def dates(sheet: Worksheet) -> None:
        sheet["H1"] = "Looked up"
        for row in (2, 3, 4):
            sheet[f"H{row}"] = datetime.date(2011, 11, row)
        sheet["H5"] = 40_000

    assert warnings(told(tmp_path, reference, figures(5, 6, 7, 8), dates)) == [
        "Figures!H5 This is a number among dates; read as the number."
    ]


def test_headings_that_stand_there_again_are_said(tmp_path: Path, reference: Reference):
    reading = told(tmp_path, reference, [*figures(5, 6), [None], HEAD, *figures(7)])
    assert "Figures!A5 The headings of row 1 stand here again, as if a second table began." in warnings(
        reading
    )


@pytest.mark.parametrize(
    "note", ["Source: the council", "* provisional", "1. As at March", "Note 2", "x" * 80]
)
def test_a_footnote_is_said(note: str, tmp_path: Path, reference: Reference):
    reading = told(tmp_path, reference, [*figures(5, 6), [note]])
    assert f"Figures!A4 “{note[:60]}” stands alone in its row, as a footnote does" in " ".join(
        warnings(reading)
    )


# Totals

PARTS = [["caf-opened", f"Agency: {name}", "Wiltshire", "2010/11", 10, ""] for name in "abc"]


def total(value: int, note: str = "") -> Grid:
    return [*PARTS, ["caf-opened", "", "Wiltshire", "2010/11", value, note]]


def test_a_total_that_is_not_the_sum_of_its_parts_is_said(tmp_path: Path, reference: Reference):
    assert warnings(told(tmp_path, reference, total(31))) == [
        "Figures!E5 The total is 31, but its 3 parts by Agency add up to 30."
    ]


def test_a_total_that_adds_up_or_is_explained_is_not_said(tmp_path: Path, reference: Reference):
    assert warnings(told(tmp_path, reference, total(30))) == []
    assert warnings(told(tmp_path, reference, total(31, "printed so"))) == []
    missing = [[*PARTS[0][:4], "[c]", ""], *total(31)[1:]]
    assert warnings(told(tmp_path, reference, missing)) == []


def test_every_warning_says_how_to_mend_it(tmp_path: Path, reference: Reference):
    def all_at_once(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("C3:C4")
        sheet.sheet_state = "hidden"

    rows = [*figures(5, 6, 7, "8", "9%"), HEAD, ["Source: x"]]
    problems = told(tmp_path, reference, rows, all_at_once).problems
    assert len(problems) >= 6
    assert all(one.fix.endswith(".") and one.file == "paper.xlsx" for one in problems)
