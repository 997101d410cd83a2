"""A page on paper is a committee paper: whole, numbered, with its sources, its release and its address."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.live import EXAMPLES, MOUNTED
from tests.needs import need

if TYPE_CHECKING:
    from playwright.sync_api import Browser

A4 = (595, 842)  # points
MILLIMETRE = 72 / 25.4
XHTML = "{http://www.w3.org/1999/xhtml}"
PRINTED = (
    "glance",
    "inspections",
    "indicator",
    "tables",
    "profile",
    "map",
    "compare",
    "compare-charts",
    "pack",
)


@dataclass(frozen=True)
class Word:
    """A word on a page, in points from its top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Paper:
    """A page as printed: its text, and the words of each sheet with its size."""

    text: str
    sheets: list[tuple[tuple[float, float], list[Word]]]


def words(path: Path) -> Iterator[tuple[tuple[float, float], list[Word]]]:
    told = subprocess.run(
        [need("pdftotext"), "-bbox", str(path), "-"], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    clean = re.sub(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]", "", told)
    for sheet in ElementTree.fromstring(clean).iter(f"{XHTML}page"):
        size = (float(sheet.attrib["width"]), float(sheet.attrib["height"]))
        found = [
            Word(one.text or "", *(float(one.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")))
            for one in sheet.iter(f"{XHTML}word")
        ]
        yield size, found


@pytest.fixture(scope="module")
def papers(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """Every view, printed by the browser."""
    home, made = tmp_path_factory.mktemp("paper"), {}
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    for name in PRINTED:
        tab.goto(site + EXAMPLES[name], wait_until="load")
        tab.wait_for_function(MOUNTED)
        path = home / f"{name}.pdf"
        tab.pdf(path=path, prefer_css_page_size=True, print_background=True)
        sheets = list(words(path))
        made[name] = Paper(" ".join(word.text for _, found in sheets for word in found), sheets)
    tab.close()
    return made


@pytest.mark.parametrize("name", PRINTED)
def test_a_page_is_a4_and_numbered_and_nothing_leaves_the_paper(papers: dict[str, Paper], name: str):
    sheets = papers[name].sheets
    for number, (size, found) in enumerate(sheets, start=1):
        assert sorted(map(round, size)) == sorted(A4)
        foot = " ".join(word.text for word in found if word.top > size[1] - 18 * MILLIMETRE)
        assert f"Page {number} of {len(sheets)}" in foot
        for word in found:
            assert word.left > 8 * MILLIMETRE and word.right < size[0] - 8 * MILLIMETRE, word


@pytest.mark.parametrize("name", PRINTED)
def test_no_text_lies_over_another(papers: dict[str, Paper], name: str):
    for _, found in papers[name].sheets:
        clashes = [
            (one.text, other.text)
            for at, one in enumerate(found)
            for other in found[at + 1 :]
            if not _twice(one, other) and _share(one, other) > 0.3
        ]
        assert clashes == []


def _twice(one: Word, other: Word) -> bool:
    """True of a word with a halo, which is printed twice on the same place."""
    return one.text == other.text and abs(one.left - other.left) + abs(one.top - other.top) < 4


def _share(one: Word, other: Word) -> float:
    """How much of the smaller word lies on the other; letters fill about two thirds of a word's box."""
    inset = 0.17 * (one.bottom - one.top), 0.17 * (other.bottom - other.top)
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom - inset[0], other.bottom - inset[1]) - max(one.top + inset[0], other.top + inset[1])
    smaller = min((w.right - w.left) * (w.bottom - w.top) for w in (one, other))
    return max(0, across) * max(0, down) / smaller if smaller else 0


@pytest.mark.parametrize("name", PRINTED)
def test_paper_says_where_the_page_is_and_of_which_release(papers: dict[str, Paper], name: str):
    said = papers[name].text
    assert re.search(r"Release 1, published \d+ \w+ \d{4}\.", said)
    address = said.partition("This page as it is here: ")[2].replace(" ", "")
    assert EXAMPLES[name].partition("?")[0] in address[:80] and "release=1" in address[:300]


@pytest.mark.parametrize("name", PRINTED)
def test_what_only_works_on_a_screen_is_not_printed(papers: dict[str, Paper], name: str):
    said = papers[name].text
    for control in (
        "Find an indicator",
        "Take it along",
        "Download as",
        "Skip to main",
        "Sign in",
        "Authority Compare",
    ):
        assert control not in said


def test_figures_judgements_and_what_was_folded_are_printed(papers: dict[str, Paper]):
    assert "803 days" in papers["glance"].text and "inadequate" in papers["glance"].text
    assert "Adopters approved" in papers["glance"].text, "a short table that is folded on the screen"
    assert "Too long for paper, and left out" in papers["glance"].text, "393 findings"
    assert "414 days" in papers["indicator"].text, "the figures behind the chart"
    assert "Mar 2012" in papers["tables"].text


def test_a_figures_source_is_printed_with_its_address(papers: dict[str, Paper]):
    said = papers["glance"].text.replace(" ", "")
    assert "/sources/wiltshire-adoption-scorecard-2012#observation" in said


def test_a_chart_is_on_one_sheet(papers: dict[str, Paper]):
    """The labels at its ends are on the same sheet as the caption above it."""
    for _, found in papers["indicator"].sheets:
        said = [word.text for word in found]
        if "longest" in said and "Berkshire" in said:
            break
    else:
        pytest.fail("no sheet has the chart with its caption and its bars")


def test_a_heading_is_never_the_last_of_a_sheet(papers: dict[str, Paper]):
    for name in ("glance", "inspections", "indicator", "tables"):
        for size, found in papers[name].sheets[:-1]:
            body = [word for word in found if word.top < size[1] - 18 * MILLIMETRE]
            last = max(body, key=lambda word: word.bottom)
            assert last.bottom - last.top < 16, f"{name}: “{last.text}” is set as a heading"
