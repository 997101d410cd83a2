"""The whole journey of an officer in a real browser, with a real workbook; each page against WCAG."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loaders import FORMATS, shipped
from loaders.format import read
from loaders.reference import Reference
from tests.axe import violations
from tests.live import SIZES
from tests.mistakes import BOOK, MISTAKES, NEWS, mended, written
from tests.officers import PASSWORD, account, checked_at_once
from tests.officers_tour import Place, look_at_changes, opened, send, sign_in, tour
from tests.reach import DRAWN, FITS
from tests.test_walking import WALKED

if TYPE_CHECKING:
    from playwright.sync_api import Page


SPILT = """() => [...document.querySelectorAll("figure svg")].some(
    one => one.getBoundingClientRect().right > one.closest("figure").getBoundingClientRect().right)"""


@pytest.fixture
def place(tmp_path: Path, reference: Reference) -> Iterator[Place]:
    with opened(tmp_path, reference) as place:
        yield place


def problems(tab: Page) -> dict[str, str]:
    """How to mend it, by cell, as the report has it."""
    found: dict[str, str] = {}
    for kind in tab.locator(".kind.error").all():
        said = kind.inner_text()
        for cell in re.findall(r"[A-Z][\w ]+![A-Z]+\d+", said):
            found[cell] = said.partition("How to mend it")[2]
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_officer_mends_twelve_mistakes_by_the_reports_words_and_publishes(
    open_tab: Callable[..., Page], place: Place, tmp_path: Path, scripts: bool
):
    once = place.accounts.add("jane", "officer", ("865",), "test")
    tab = open_tab(java_script_enabled=scripts)
    sign_in(tab, place, "jane", once)
    tab.get_by_label("Password up to now").fill(once)
    tab.get_by_label("New password", exact=False).nth(0).fill(PASSWORD)
    tab.get_by_label("New password again").fill(PASSWORD)
    tab.get_by_role("button", name="Change the password").click()
    assert "Your password is changed." in tab.locator("main").inner_text()

    cells = {**MISTAKES, **NEWS}
    send(tab, written(tmp_path / BOOK.name, cells), scripts)
    assert tab.locator("h1").inner_text() == "Something has to be mended first"
    told = problems(tab)
    assert set(told) == set(MISTAKES)
    assert place.store.history()[-1].number == 1

    path = written(tmp_path / BOOK.name, mended(cells, told))
    send(tab, path, scripts)
    assert problems(tab) == {}
    look_at_changes(tab, scripts)
    page = " ".join(tab.locator("main").inner_text().split())
    assert "0 added, 2 changed, 0 removed" in page
    assert "good: grade 3 adequate: grade 2" in page
    tab.get_by_label("Why is this published?").fill("Corrected after the committee")
    tab.get_by_role("button", name="Publish").click()
    assert "Published: release 2 is public now." in tab.locator("main").inner_text()

    with tab.expect_download() as download:
        tab.get_by_role("link", name=BOOK.name, exact=True).first.click()
    assert sha(download.value.path()) == sha(path)
    tab.get_by_role("button", name="Sign out").click()
    assert "You are signed out." in tab.locator("main").inner_text()

    tab.goto(f"{place.url}/?area=865")
    assert "Release 2" in tab.locator("footer").inner_text()
    assert "jane" not in tab.content()


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_is_refused_is_said_why_where_it_was_sent(
    tab: Page,
    place: Place,
    tmp_path: Path,
    complaints,
    reference: Reference,
    monkeypatch: pytest.MonkeyPatch,
):
    checked_at_once(monkeypatch, reference)
    account(place.accounts, "jane")
    sign_in(tab, place, "jane")
    empty = tmp_path / "empty.csv"
    empty.touch()
    tab.get_by_label("Files").set_input_files(empty)
    tab.get_by_role("button", name="Send and check").click()
    tab.get_by_text("empty.csv is empty.").wait_for()
    complaints.expect("422")
    send(tab, BOOK)
    assert tab.locator("h1").inner_text() == "Ready to look at"


def test_a_publisher_goes_back_with_the_keyboard_alone(tab: Page, place: Place, reference: Reference):
    account(place.accounts, "boss", "publisher")
    paper = shipped.upload(BOOK, read(BOOK, reference, FORMATS))
    place.store.publish([replace(paper, content=b"other bytes")], note="A mistake")

    def on_to(name: str, role: str = "link") -> None:
        wanted = tab.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        for _ in range(60):
            tab.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"no way to {name} by keyboard")

    tab.goto(f"{place.url}/officers/history")
    on_to("Name of your account", "textbox")
    tab.keyboard.type("boss")
    tab.keyboard.press("Tab")
    tab.keyboard.type(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/officers/history")  # where she wanted to go
    on_to("Roll back to release 1")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/roll-back")
    on_to(
        "Why is this done? A sentence for the history, which everybody can read: leave names out", "textbox"
    )
    tab.keyboard.type("The figures were last year's")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/officers/history")
    assert "Release 3 has the files of release 1" in tab.locator("main").inner_text()
    now = place.store.current()
    assert now and now.editions == place.store.release(1).editions


def test_every_officers_page_passes_axe_and_fits(
    open_tab: Callable[..., Page],
    complaints,
    place: Place,
    tmp_path: Path,
    reference: Reference,
    monkeypatch: pytest.MonkeyPatch,
):
    """What is pressed on the way is pressed on a narrow screen; each page is looked at on a wide one, too."""
    checked_at_once(monkeypatch, reference)
    width, height = SIZES["narrow"]
    narrow = {"width": width, "height": height}
    seen: list[str] = []
    for view in tour(place, lambda: open_tab(viewport=narrow), tmp_path):
        assert view.tab.locator("h1").count() == 1, view.name
        for name in ("wide", "narrow"):
            width, height = SIZES[name]
            view.tab.set_viewport_size({"width": width, "height": height})
            assert wrong(view.tab) == [], f"{view.name}, {name}"
        assert view.tab.evaluate(WALKED)["wrong"] == [], view.name
        if view.complaint:
            complaints.expect(view.complaint)
        seen.append(view.name)
    assert len(seen) == len(set(seen)) > 25


def wrong(tab: Page) -> list[str]:
    """What is wrong with a page at the size that it has now."""
    tab.evaluate(DRAWN)
    found = violations(tab)
    if not tab.evaluate(FITS):
        found.append("it scrolls sideways")
    if tab.evaluate(SPILT):
        found.append("a picture is wider than its frame")
    return found
