"""Workbooks of views as another program opens and prints them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard import workbook
from dashboard.workbook import Cover, Sheet
from tests.needs import need
from tests.taken import VIEWS, Files

if TYPE_CHECKING:
    from flask import Flask

OF_PAGES = [view for view in VIEWS if view != "compare"]


@pytest.fixture(scope="module")
def files(app: Flask) -> Files:
    """The files of every view of the papers."""
    return Files(app)


@pytest.fixture(scope="module")
def opened(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The text of each view's workbook as LibreOffice prints it, all opened in one go."""
    office, home = need("libreoffice"), tmp_path_factory.mktemp("office")
    for view in OF_PAGES:
        (home / f"{view}.xlsx").write_bytes(files.content(view))
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
    yield {view: printed(home / f"{view}.pdf") for view in OF_PAGES}


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
        "profile": ("46%", "days, 2008–11"),
        "map": ("803 days", "Cambridgeshire"),
    }.items():
        for figure in figures:
            assert figure in opened[view], f"{figure} of {view}"
        assert "Release 1, published" in opened[view]


def test_libreoffice_cuts_no_sentence_of_a_cover(files: Files, opened: Mapping[str, str]):
    words = " ".join(opened["ranked"].split())
    for cell in files.book("ranked")["Cover"]["A"]:
        for word in str(cell.value).split():
            assert word in words, f"“{word}” of “{cell.value}”"


def test_a_cell_of_sentences_is_as_high_as_its_lines():
    book = workbook.written(
        Cover("c", {"h": ["word " * 100]}), [Sheet("T", "t", "a", ("p",), [["x"]], (10,))]
    )
    book.save(io.BytesIO())
    heights = [one.height for one in book["Cover"].row_dimensions.values() if one.height]
    assert max(heights) > 5 * 15
