"""Every public page in a real browser: it can be read, reached by keyboard, and complains of nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.live import EXAMPLES, SIZES, STATUS

if TYPE_CHECKING:
    from playwright.sync_api import Page

pages = pytest.mark.parametrize("name", EXAMPLES)
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def test_every_page_has_an_example():
    from dashboard.pages import PAGES

    shown = {urlsplit(address).path for address in EXAMPLES.values()}
    assert [page.PATH for page in PAGES if page.PATH not in shown] == []


@pages
@pytest.mark.parametrize("size", SIZES)
def test_a_page_opens_without_complaint_and_passes_axe(
    site: str, open_tab: Callable[..., Page], complaints, name: str, size: str
):
    from axe_playwright_python.sync_playwright import Axe

    width, height = SIZES[size]
    tab = open_tab(viewport={"width": width, "height": height})
    answer = tab.goto(site + EXAMPLES[name])
    assert answer and answer.status == STATUS.get(name, 200)
    if answer.status != 200:
        complaints.expect("Failed to load resource")
    assert tab.locator("h1").count() == 1
    mounted(tab)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    result = Axe().run(tab, options=AXE_RULES)
    assert result.violations_count == 0, result.generate_report()


@pages
def test_a_page_reads_the_same_without_javascript(
    site: str, open_tab: Callable[..., Page], complaints, name: str
):
    read = {}
    for scripts in (True, False):
        tab = open_tab(java_script_enabled=scripts)
        answer = tab.goto(site + EXAMPLES[name])
        assert answer
        if answer.status != 200:
            complaints.expect("Failed to load resource")
        read[scripts] = [tab.title(), *tab.locator("main h1, main h2, main p, main th").all_inner_texts()]
    assert read[False] == read[True]


def test_the_first_tab_stop_skips_to_the_page_itself(site: str, tab: Page):
    tab.goto(site + EXAMPLES["glance"])
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").get_attribute("href") == "#main"
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#main"


def mounted(tab: Page) -> None:
    """Waits until Dash has mounted every chart of a page that has any."""
    if tab.locator("#dash-layout").count():
        tab.wait_for_function(
            """() => {
                const charts = [...document.querySelectorAll(".js-plotly-plot")];
                return charts.length > 0 && charts.every(chart => chart.querySelector(".main-svg"));
            }"""
        )
