"""Everything that can be taken away is safe to open: whatever was published, no cell of it runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.cells import csv_lines
from dashboard.shell import create_app
from loaders import FORMATS, shipped
from loaders.format import read
from loaders.problems import has_errors
from loaders.store import Store
from tests.books import Grid, save
from tests.properties import PATIENT

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.settings import Settings
    from loaders.reference import Reference

TABLES = (
    "judgements",
    "findings",
    "observations",
    "thresholds",
    "neighbours",
    "indicators",
    "areas",
    "sources",
)
EVIL = "=cmd|' /C calc'!A0"
ABOUT: Grid = [
    ["Item", "Entry"],
    ["Source", "evil"],
    ["Title", EVIL],
    ["Publisher", "@SUM(1+1)*cmd|' /C calc'!A0"],
    ["Date", "2012"],
    ["Licence", "+1+cmd|' /C calc'!A0"],
]
JUDGEMENTS: Grid = [
    ["Authority", "Framework", "Inspection", "Section", "Aspect", "Judgement", "Published", "Place", "Note"],
    ["Leeds", "jar", "=Review", "-1+1", '=HYPERLINK("http://evil/")', "3 – Good", "2008", "=place", "@note"],
]
FIGURES: Grid = [
    ["Indicator", "Breakdown", "Authority", "Period", "Figure", "Place", "Note"],
    ["adoption-a1", "", "Leeds", "2008-11", "-5", "+place", EVIL],
    ["adoption-a1", "=Age: =1+1", "Leeds", "2008-11", "+3", "=place", EVIL],
]


def starts_a_formula(text: str) -> bool:
    """As a spreadsheet program might see it; a number, or a dash alone, is none."""
    first = text.lstrip()[:1]
    return (first in tuple("=+-@＝＋－＠") or text[:1] in tuple("\t\r\n")) and not re.fullmatch(
        r"[=+\-@＝＋－＠]|[+-]?[\d.,]+\s?%?", text
    )


@pytest.fixture(scope="module")
def evil(
    tmp_path_factory: pytest.TempPathFactory, reference: Reference, settings: Settings
) -> Iterator[Flask]:
    """The application over a store in which a file of formulas was published."""
    home = tmp_path_factory.mktemp("evil")
    file = save(home, {"About": ABOUT, "Judgements": JUDGEMENTS, "Figures": FIGURES}, "=evil.xlsx")
    workbook = load_workbook(file)
    for row in (row for sheet in workbook.worksheets for row in sheet.iter_rows()):
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text, as one that was typed after an apostrophe
    workbook.save(file)
    reading = read(file, reference, FORMATS)
    assert not has_errors(reading.problems)
    with closing(Store(f"sqlite:///{home / 'store.db'}")) as store:
        store.publish([shipped.upload(file, reading)], note=EVIL)
        yield create_app(store, reference, settings)


def texts(app: Flask, address: str) -> list[str]:
    """Every cell of a CSV that is served."""
    answer = app.test_client().get(address)
    assert answer.status_code == 200
    return [text for row in csv.reader(io.StringIO(answer.get_data(as_text=True))) for text in row]


def test_no_cell_of_the_api_starts_a_formula(evil: Flask):
    cells = [text for table in (*TABLES, "releases") for text in texts(evil, f"/api/v1/{table}.csv")]
    assert {f"'{EVIL}", "'=place", "'-1+1", "'@note", "'=Age: =1+1", "'=evil.xlsx"} <= set(cells)
    assert {"-5", "+3"} <= set(cells)
    assert [text for text in cells if starts_a_formula(text)] == []


def test_no_cell_of_a_comparison_starts_a_formula(evil: Flask):
    asked = "area=383&indicator=adoption-a1"
    cells = texts(evil, f"/compare.csv?{asked}")
    assert f"'{EVIL}" in cells and "-5" in cells
    assert [text for text in cells if starts_a_formula(text)] == []
    book = load_workbook(io.BytesIO(evil.test_client().get(f"/compare.xlsx?{asked}").get_data()))
    held = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(EVIL in str(cell.value) for cell in held)
    assert -5 in [cell.value for cell in held]
    assert [cell.value for cell in held if cell.data_type == "f" or starts_a_formula(f"{cell.value}")] == []


@pytest.mark.parametrize("asked", ["indicator?indicator=adoption-a1&area=383", "inspections?area=383"])
def test_no_cell_of_a_view_starts_a_formula(evil: Flask, asked: str):
    page, _, query = asked.partition("?")
    assert [text for text in texts(evil, f"/{page}.csv?{query}") if starts_a_formula(text)] == []
    book = load_workbook(io.BytesIO(evil.test_client().get(f"/{page}.xlsx?{query}").get_data()))
    held = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any("place" in str(cell.value) or EVIL in str(cell.value) for cell in held)
    assert [cell.value for cell in held if cell.data_type == "f" or starts_a_formula(f"{cell.value}")] == []


def test_no_picture_runs_anything(evil: Flask):
    drawn = evil.test_client().get("/inspections.svg?area=383&chart=timeline").get_data(as_text=True)
    assert EVIL in drawn.replace("&#x27;", "'"), "what was published is drawn as text"
    assert "<script" not in drawn and "<a " not in drawn and "HYPERLINK(&quot;" in drawn


@given(st.lists(st.lists(st.text() | st.floats() | st.integers(), min_size=2, max_size=2), max_size=5))
@PATIENT
def test_whatever_a_cell_holds_it_is_read_back_and_starts_no_formula(rows: Sequence[Sequence[str | float]]):
    lines = "".join(csv_lines(("a", "b"), [rows]))
    _, *found = list(csv.reader(io.StringIO(lines, newline="")))
    for row, cells in zip(rows, found, strict=True):
        for one, text in zip(row, cells, strict=True):
            assert text in (f"{one}", f"'{one}")
            assert not isinstance(one, str) or not starts_a_formula(text)
