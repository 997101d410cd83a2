"""Workbooks of views as another program opens and prints them."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard import workbook
from dashboard.workbook import Cover, Sheet
from tests.needs import need
from tests.taken import VIEWS, Files, file, got

if TYPE_CHECKING:
    from flask import Flask

PACK = "/pack?area=865&part=judged&part=targets&indicator=adoption-a1"
ADDRESSES = {**VIEWS, "pack": PACK}


@pytest.fixture(scope="module")
def files(app: Flask) -> Files:
    """The files of every view of the papers."""
    return Files(app)


@pytest.fixture(scope="module")
def opened(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The text of each view's workbook as LibreOffice prints it, all opened in one go."""
    office, home = need("libreoffice"), tmp_path_factory.mktemp("office")
    for view, address in ADDRESSES.items():
        (home / f"{view}.xlsx").write_bytes(got(files.app, file(address, "xlsx")).get_data())
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    books = sorted(str(path) for path in home.glob("*.xlsx"))
    done = subprocess.run(
        [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(home), *books],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "Error" not in done.stderr
    yield {view: printed(home / f"{view}.pdf") for view in ADDRESSES}


def printed(path: Path) -> str:
    """The text of a printed file, as it lies on its pages."""
    told = subprocess.run(
        [need("pdftotext"), "-layout", str(path), "-"], capture_output=True, text=True, timeout=60, check=True
    )
    return told.stdout


def test_libreoffice_opens_every_workbook_and_prints_its_figures(opened: Mapping[str, str]):
    for view, figures in {
        "glance": ("803 days", "inadequate"),
        "inspections": ("Safeguarding", "adequate"),
        "indicator": ("Mar 2012", "52"),
        "ranked": ("803 days", "West Berkshire", "414 days"),
        "profile": ("46%", "days, 2008–11", "between the worst council’s (0) and the best council’s (100)"),
        "map": ("803 days", "Cambridgeshire", "[Wil]", "Tile map, page"),
        "compare": ("803", "Cambridgeshire", "Mar 2012"),
        "pack": ("803 days", "for the committee"),
    }.items():
        for figure in figures:
            assert figure in opened[view], f"{figure} of {view}"
        assert "Release 1, published" in opened[view]


@pytest.mark.parametrize("view", ADDRESSES)
def test_libreoffice_cuts_no_sentence_of_a_cover(files: Files, opened: Mapping[str, str], view: str):
    words = " ".join(re.sub(r"\s+Cover, page \d+ of \d+\s+", " ", opened[view]).split())
    for cell in files.opened(file(ADDRESSES[view], "xlsx"))["Cover"]["A"]:
        assert " ".join(str(cell.value).split()) in words, f"all of “{cell.value}”"


@pytest.mark.parametrize("view", ADDRESSES)
def test_libreoffice_prints_every_name_beside_its_numbers_whole(
    files: Files, opened: Mapping[str, str], view: str
):
    """A name that its neighbouring cell covers is no name."""
    words = "".join(opened[view].split())
    for sheet in files.opened(file(ADDRESSES[view], "xlsx")).worksheets:
        for row in sheet.iter_rows(min_row=5, max_col=1) if sheet.title.startswith("Chart") else ():
            for word in str(row[0].value).split():
                assert word in words, f"“{word}” of “{row[0].value}” on {sheet.title}"


def test_a_cell_of_sentences_is_as_high_as_its_lines():
    book = workbook.written(
        Cover("c", {"h": ["word " * 100]}), [Sheet("T", "t", "a", ("p",), [["x"]], (10,))]
    )
    book.save(io.BytesIO())
    heights = [one.height for one in book["Cover"].row_dimensions.values() if one.height]
    assert max(heights) > 5 * 15
