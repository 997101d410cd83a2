"""Workbooks to fill in: one for each format that an officer writes, read clean when filled in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from dashboard.officers.store_accounts import Accounts
from loaders import FORMATS, ees_meta
from loaders.format import Reading, read
from loaders.reference import Reference
from loaders.template_files import HOW, LISTS, TOP
from loaders.templates import PUBLISHED, templates
from loaders.wiltshire import CROSSTABS
from tests.officers import account, sign_in, site

if TYPE_CHECKING:
    from flask.testing import FlaskClient

# What an officer of Worcestershire types in a new row, by heading; the rest is as in the worked row.
TYPED: Mapping[str, object] = {
    **dict.fromkeys(("Authority", "Local authority", "authority", "la_name"), "Worcestershire"),
    "neighbour": "Wiltshire",
    "rank": 2,
    "old_la_code": 885,
    "new_la_code": "E10000034",
    "region_code": "E12000005",
    "region_name": "West Midlands",
    "pupils": 2000,
    "pupils_percent": 6.2,
    "Figure": 6.25,
    "Period": "Nov 2011",
}
# Sheets that have one row for each of their things, which the worked row is.
ONCE = ("About", "Inspections")
COUNCILS = {
    "paper-leeds": "383",
    "paper-southwark": "210",
    "paper-wiltshire": "865",
    "paper-worcestershire": "885",
}


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Iterator[FlaskClient]:
    app, store = site(tmp_path_factory.mktemp("home"), reference)
    account(Accounts(store.engine), "jane")
    yield sign_in(app, "jane")
    store.close()


@pytest.fixture(scope="module")
def downloaded(officer: FlaskClient) -> dict[str, bytes]:
    """Every file that the page offers, by its name."""
    page = officer.get("/officers/prepare").text
    return {
        name: officer.get(f"/officers/templates/{name}").data
        for name in re.findall(r'href="/officers/templates/([^"]+)"', page)
    }


def filled(content: bytes) -> bytes:
    """A workbook with a row more on every sheet, typed below the worked one as an officer would."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        if not sheet.tables or sheet.title in ONCE:
            continue
        row, typed = sheet.max_row + 1, {**TYPED, "Place": f"para 99, {sheet.title}"}
        typed |= {"Period": "2009-12"} if sheet.title == "Scorecard" else {}
        for head, worked in zip(sheet[TOP], sheet[TOP + 1], strict=True):
            sheet.cell(row, worked.column, typed.get(str(head.value), worked.value))  # type: ignore[arg-type]
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def checked(folder: Path, files: Mapping[str, bytes], name: str, known: Reference) -> Reading:
    for file, content in files.items():
        (folder / file).write_bytes(content)
    return read(folder / name, known, FORMATS)


def test_every_format_has_a_workbook_to_fill_in_or_a_place_to_take_its_files_from(reference: Reference):
    offered = [one.format.id for one in templates(reference)]
    taken = [one.format.id for one in PUBLISHED]
    # A meta file is read with its data file, and offered with it.
    assert sorted([*offered, *taken, ees_meta.FORMAT.id]) == sorted(one.id for one in FORMATS)


def test_the_page_offers_every_file_and_says_where_the_others_are_published(
    officer: FlaskClient, downloaded: dict[str, bytes], reference: Reference
):
    assert list(downloaded) == [name for one in templates(reference) for name in one.files]
    page = officer.get("/officers/prepare").text
    assert all(one.address in page and one.by in page for one in PUBLISHED)
    assert officer.get("/officers/templates/nothing.xlsx").status_code == 404


def test_each_is_read_by_its_format_clean_as_it_is_and_filled_in_and_about_its_council(
    downloaded: dict[str, bytes], reference: Reference, tmp_path: Path
):
    for one in templates(reference):
        files = {name: downloaded[name] for name in one.files}
        empty = checked(tmp_path, files, one.files[0], reference)
        files[one.files[0]] = filled(files[one.files[0]])
        typed = checked(tmp_path, files, one.files[0], reference)
        for reading in (empty, typed):
            assert reading.format == one.format.id
            assert [str(problem) for problem in reading.problems] == [], one.id
        sheets = [sheet for sheet in one.sheets if sheet.name not in ONCE]
        rows = {name: len(table) for name, table in empty.tables.items()}
        more = {name: len(table) - rows[name] for name, table in typed.tables.items() if name != "source"}
        assert sum(rows.values()) > len(sheets) and sum(more.values()) >= len(sheets), (one.id, rows, more)
        if code := COUNCILS.get(one.id):
            assert set(empty.tables["judgement"]["authority"]) == {code}
            assert list(empty.tables["source"]["authority"]) == [code]


def test_the_second_file_of_open_data_gives_its_columns_their_names(
    downloaded: dict[str, bytes], reference: Reference, tmp_path: Path
):
    files = {name: downloaded[name] for name in ("open-data.xlsx", "open-data.meta.csv")}
    defined = checked(tmp_path, files, "open-data.xlsx", reference).tables["indicator"]
    assert list(defined["name"]) == ["Pupils", "Share of pupils"]
    heads = next(csv.reader(io.StringIO(files["open-data.meta.csv"].decode("utf-8-sig"))))
    assert heads == list(ees_meta.META.headings)


def test_they_are_laid_out_so_that_everybody_can_read_them(
    downloaded: dict[str, bytes], reference: Reference
):
    """The Government Analysis Function's guidance: titles, one marked-up table a sheet, nothing merged."""
    for one in templates(reference):
        book = openpyxl.load_workbook(io.BytesIO(downloaded[one.files[0]]))
        assert book.properties.title == one.title
        assert book.sheetnames == [HOW, *(sheet.name for sheet in one.sheets), LISTS]
        told = [str(row[0]) for row in book[HOW].values]
        assert all(f"{sheet.name}: {sheet.title}" in told for sheet in one.sheets) and len(told) > 8
        for sheet in book.worksheets:
            assert sheet["A1"].value and not sheet.merged_cells.ranges
            assert sheet.sheet_state == "visible"
        for sheet in one.sheets:
            (table,) = book[sheet.name].tables.values()
            assert table.ref.startswith(f"A{TOP}:")
            assert [cell.value for cell in book[sheet.name][TOP]] == [
                column.heading for column in sheet.columns
            ]
            assert book[sheet.name].freeze_panes == f"A{TOP + 1}"
            # What is typed further down stays as typed, too: 2008-11 is no date.
            assert book[sheet.name].column_dimensions["A"].number_format == "@"


def test_tables_that_are_read_as_printed_are_told_of(downloaded: dict[str, bytes]):
    book = openpyxl.load_workbook(io.BytesIO(downloaded["paper-wiltshire.xlsx"]))
    told = " ".join(str(row[0]) for row in book[HOW].values)
    assert all(one.title in told for one in CROSSTABS)


CHOSEN = [
    ("figures-and-judgements", "Judgements", "Authority", {"Leeds", "Wiltshire", "Kent"}),
    ("figures-and-judgements", "Judgements", "Framework", {"Joint area review"}),
    ("figures-and-judgements", "Judgements", "Judgement", {"outstanding", "good", "inadequate"}),
    ("figures-and-judgements", "Figures", "Authority", {"Leeds"}),
    ("figures-and-judgements", "Thresholds", "Kind", {"target", "baseline"}),
    ("neighbours", "Neighbours", "neighbour", {"Leeds"}),
    ("adoption-scorecard", "Scorecard", "Local authority", {"Leeds"}),
    ("open-data", "Data", "la_name", {"Leeds"}),
    ("open-data", "Data", "geographic_level", {"National", "Local authority"}),
    ("committee-paper", "Inspections", "Framework", {"Joint area review"}),
    ("committee-paper", "Judgements in words", "Judged", {"good"}),
    ("committee-paper", "Findings", "Kind", {"weakness"}),
    ("paper-leeds", "Judgements 1", "Local services overall", {"good"}),
    ("paper-leeds", "Judgements 1", "Kind", {"core", "additional"}),
]


@pytest.mark.parametrize(("name", "sheet", "heading", "words"), CHOSEN)
def test_what_is_on_record_can_be_chosen(
    name: str, sheet: str, heading: str, words: set[str], downloaded: dict[str, bytes]
):
    book = openpyxl.load_workbook(io.BytesIO(downloaded[f"{name}.xlsx"]))
    heads = [cell.value for cell in book[sheet][TOP]]
    first = f"{get_column_letter(heads.index(heading) + 1)}{TOP + 1}"
    (offer,) = (
        offer
        for offer in book[sheet].data_validations.dataValidation
        if str(offer.sqref).split(":")[0] == first
    )
    place = str(offer.formula1).partition("!")[2].replace("$", "")
    offered = {row[0].value for row in book[LISTS][place]}
    assert words <= offered and "Bournemouth" not in offered  # abolished in 2019
