"""Workbooks to fill in: read without a problem as they are, with what is on record to choose from."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from loaders import FORMATS, templates
from loaders.format import read
from loaders.reference import Reference
from loaders.templates import LISTS, TEMPLATES

every = pytest.mark.parametrize("name", TEMPLATES)


@every
def test_its_worked_rows_are_read_without_a_problem(name: str, tmp_path: Path, reference: Reference):
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(templates.workbook(TEMPLATES[name], reference))
    reading = read(path, reference, FORMATS)
    assert [str(one) for one in reading.problems] == []
    assert reading.source and sum(len(rows) for rows in reading.tables.values()) > len(TEMPLATES[name].sheets)


@every
def test_it_says_how_to_fill_it_in(name: str, reference: Reference):
    book = openpyxl.load_workbook(io.BytesIO(templates.workbook(TEMPLATES[name], reference)))
    assert book.sheetnames[0] == templates.HOW and len(list(book[templates.HOW].rows)) > 3
    assert book.sheetnames[-1] == LISTS


@pytest.mark.parametrize(
    ("sheet", "heading", "words"),
    [
        ("Judgements", "Authority", {"Leeds", "Wiltshire", "Kent"}),
        ("Judgements", "Framework", {"Joint area review"}),
        ("Judgements", "Judgement", {"outstanding", "good", "inadequate"}),
        ("Figures", "Authority", {"Leeds"}),
        ("Thresholds", "Kind", {"target", "baseline"}),
    ],
)
def test_what_is_on_record_can_be_chosen(sheet: str, heading: str, words: set[str], reference: Reference):
    made = templates.workbook(TEMPLATES["figures-and-judgements"], reference)
    book = openpyxl.load_workbook(io.BytesIO(made))
    heads = [cell.value for cell in book[sheet][1]]
    letter = openpyxl.utils.get_column_letter(heads.index(heading) + 1)  # type: ignore[attr-defined]
    (offer,) = (
        one
        for one in book[sheet].data_validations.dataValidation
        if f"{letter}2" in str(one.sqref).split(":")[0]
    )
    place = str(offer.formula1).partition("!")[2].replace("$", "")
    offered = {row[0].value for row in book[LISTS][place]}
    assert words <= offered and "Bournemouth" not in offered  # abolished in 2019
