"""Strips by keyboard: those of a table are one stop of the Tab key, each figure on them is read out."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.live import EXAMPLES, NATIONAL_EXAMPLES
from tests.test_walking import SAID, SHOWN

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

    from tests.conftest import Complaints

STRIPS = (Path(__file__).parent / "walked_strips.js").read_text(encoding="utf-8")
# A row with a strip: where its name leads, the drawing; the drawing's paths; places in a path.
ROW = re.compile(r'<tr><th scope="row"><a href="([^"]+)">[^<]*</a></th><td>(<svg.*?</svg>)')
PATH, ACROSS = re.compile(r' d="([^"]+)"'), re.compile(r"[MH](-?\d+)")
PROFILE = NATIONAL_EXAMPLES["england-profile"]
PAGES = {
    "papers": EXAMPLES["profile"],
    "little": NATIONAL_EXAMPLES["england-profile-little"],
    "glance": "/?area=865",
    "topics": "/profile?area=383&sort=topic",
    "pack": "/pack?area=865&part=neighbours",
}


def begun(tab: Page, address: str) -> None:
    """Opens a page with strips, and puts the focus on the name of the first row that has one."""
    tab.goto(address)
    tab.locator(".profile tr:has(svg) th a").first.focus()
    tab.locator(".profile [role=application]").first.wait_for(state="attached")


def said(tab: Page, *keys: str) -> list[str]:
    """What is read out after each key, as soon as it is."""
    told = []
    for key in keys:
        at = tab.evaluate("document.activeElement.closest('tr').rowIndex")
        tab.keyboard.press(key)
        to = at + {"PageDown": 1, "PageUp": -1}.get(key, 0)
        tab.wait_for_function(
            f"""at => document.activeElement.closest("tr").rowIndex === at
                && document.querySelector("{SAID}").textContent""",
            arg=to,
        )
        told.append(tab.locator(SAID).text_content() or "")
    return told


def walked(tab: Page, address: str, rows: int) -> dict[str, Any]:
    """What is wrong with the first strips of each table of a page, how many were walked, their figures."""
    begun(tab, address)
    return tab.evaluate(STRIPS, rows)


@pytest.mark.parametrize("name", PAGES)
def test_the_strips_of_every_kind_of_table_are_walked_from_end_to_end(
    request: pytest.FixtureRequest, tab: Page, name: str
):
    site = request.getfixturevalue("site" if name == "papers" else "national_site")
    found = walked(tab, site + PAGES[name], rows=2)
    assert found["wrong"] == []
    assert found["strips"] >= 2 and found["figures"] > 4 * found["strips"]


@pytest.mark.parametrize("address", [PROFILE, PAGES["little"], PAGES["glance"]])
def test_every_strip_has_all_its_figures_at_their_marks(national_app: Flask, address: str):
    client = national_app.test_client()
    rows = ROW.findall(client.get(address).get_data(as_text=True))
    assert len(rows) >= 10
    for link, drawn in rows:
        asked = urlsplit(unescape(link)).query
        found = client.get(f"/api/v1/profile.json?{asked}").json
        assert found is not None
        there = {round(one["across"] * 1000) for one in found["marks"] if one["across"] is not None}
        seen = {int(at) for path in PATH.findall(drawn) for at in ACROSS.findall(path)}
        assert seen | {0, 1000} >= there >= seen, asked


@pytest.mark.parametrize("way", SHOWN)
def test_strips_are_walked_however_they_are_shown(
    national_site: str, open_tab: Callable[..., Page], way: str
):
    options, asked = SHOWN[way]
    tab = open_tab(**options)
    found = walked(tab, national_site + PROFILE + asked, rows=6)
    assert found["wrong"] == []
    assert found["strips"] > 6
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_strip_tells_each_neighbour_by_name_and_the_page_keys_follow_it_down(national_site: str, tab: Page):
    begun(tab, national_site + PROFILE)
    tab.keyboard.press("Tab")
    row = tab.locator(".first tbody tr").first
    own = row.locator("td").nth(1).locator("a").inner_text()
    (worst,) = said(tab, "Home")
    assert worst.startswith("Worst council, ")
    told = [worst]
    while (one := said(tab, "ArrowRight")[0]) != told[-1]:
        told.append(one)
    assert f"(figure {len(told)} of {len(told)})" in told[-1]
    assert sum(one.startswith("Wiltshire, ") and f": {own} (" in one for one in told) == 1
    at = next(k for k, one in enumerate(told) if one.startswith("Hampshire, "))
    said(tab, "Home", *["ArrowRight"] * at)
    assert said(tab, "PageDown", "PageDown")[-1].startswith("Hampshire, "), "the same neighbour on the next"
    assert tab.evaluate("document.activeElement.closest('tr').rowIndex") == 3
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('tr').rowIndex") == 3, "on to the figure of its row"


def test_its_figures_are_those_of_the_release_of_the_page(national_site: str, tab: Page):
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    begun(tab, f"{national_site}{PROFILE}&release=1")
    tab.keyboard.press("Tab")
    said(tab, "End")
    (one,) = [url for url in asked if "/api/" in url]
    assert "release=1" in one and "list=dfe-2025" in one


def test_where_its_figures_do_not_come_it_says_so_and_asks_again(
    national_site: str, tab: Page, complaints: Complaints
):
    tab.route("**/api/v1/profile.json*", lambda route: route.abort())
    begun(tab, national_site + PROFILE)
    tab.keyboard.press("Tab")
    assert "did not come" in said(tab, "End")[0]
    tab.unroute("**/api/v1/profile.json*")
    tab.keyboard.press("Home")
    tab.wait_for_function(f"() => document.querySelector('{SAID}').textContent.startsWith('Worst')")
    complaints.expect("net::ERR_FAILED")


def test_a_tap_tells_whose_mark_is_there(national_site: str, open_tab: Callable[..., Page]):
    tab = open_tab(has_touch=True)
    tab.goto(national_site + PROFILE)
    tab.locator("h1").tap()
    tab.wait_for_selector(f"{SAID}", state="attached")
    strip = tab.locator(".first tbody svg").nth(2)
    box = strip.bounding_box()
    own = strip.locator(".own:not(.rim)").get_attribute("d") or ""
    assert box
    at = int(own.removeprefix("M").partition(" ")[0]) / 1000
    tab.touchscreen.tap(box["x"] + box["width"] * at, box["y"] + box["height"] / 2)
    tab.wait_for_selector(".first .walked span")
    assert tab.locator(".first .walked span").inner_text().startswith("Wiltshire\n2025: 7%")
    tab.locator("h1").tap()
    assert tab.locator(".walked").count() == 0


def test_until_somebody_comes_to_it_a_profile_asks_for_nothing_more(national_site: str, tab: Page):
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(national_site + PROFILE)
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if "walk.js" in url or "/api/" in url]
