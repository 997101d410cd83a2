"""The pictures on the page How to prepare tell the truth: a marked cell is one that a report names."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import openpyxl
import pytest

from dashboard.officers.examples import GOOD, MISTAKES, Drawn, Mistake
from dashboard.officers.sheet_picture import picture
from loaders import FORMATS
from loaders.format import read
from loaders.problems import Problem
from loaders.reference import Reference

SAID = [("Source", "ours"), ("Title", "Ours"), ("Publisher", "Us"), ("Licence", "OGL")]
every = pytest.mark.parametrize("mistake", MISTAKES, ids=[one.title for one in MISTAKES])


def checked(drawn: Drawn, folder: Path, reference: Reference) -> tuple[Problem, ...]:
    """What is found in the sheet of a picture, typed into a workbook."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Figures"
    for row in drawn.rows:
        sheet.append(list(row))
    for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, datetime.date)):
        cell.number_format = "mmm-yy"
    for one in drawn.merged:
        sheet.merge_cells(one)
    about = book.create_sheet("About")
    for line in (("Item", "Entry"), *SAID):
        about.append(line)
    book.save(folder / "ours.xlsx")
    return read(folder / "ours.xlsx", reference, FORMATS).problems


def test_a_good_sheet_is_read_without_a_problem(tmp_path: Path, reference: Reference):
    assert checked(GOOD, tmp_path, reference) == ()


@every
def test_the_marked_cells_are_those_that_a_report_names(
    mistake: Mistake, tmp_path: Path, reference: Reference
):
    named = {one.cell for one in checked(mistake.comes, tmp_path, reference)}
    assert mistake.comes.bad and set(mistake.comes.bad) <= named


@every
def test_the_mended_sheet_is_read_without_a_problem(mistake: Mistake, tmp_path: Path, reference: Reference):
    assert checked(mistake.mended, tmp_path, reference) == () and not mistake.mended.bad


@every
def test_a_picture_shows_every_cell_and_says_it_in_words(mistake: Mistake):
    for drawn in (mistake.comes, mistake.mended):
        svg = picture(drawn)
        texts = re.findall(r"<text[^>]*>(.*?)</text>", svg)
        assert all(shown in texts for row in drawn.rows for shown in row if isinstance(shown, str))
        assert svg.count('stroke-width="3"') == len(drawn.bad)
        said = re.search('aria-label="(.*?)"', svg)
        assert said and all(cell in said[1] for cell in (*drawn.bad, *drawn.merged))
        assert "style=" not in svg and float(re.search(r'width="([\d.]+)" height', svg)[1]) < 360  # type: ignore[index]
