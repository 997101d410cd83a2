"""Every public page in a real browser: it can be read, reached by keyboard, and complains of nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from dashboard import text
from tests.live import EXAMPLES, MOUNTED

if TYPE_CHECKING:
    from playwright.sync_api import Page

pages = pytest.mark.parametrize("name", EXAMPLES)


def test_every_page_has_an_example():
    from dashboard.pages import PAGES

    shown = [urlsplit(address).path for address in EXAMPLES.values()]
    patterns = {page.PATH: re.sub("<[^>]+>", "[^/]+", page.PATH) for page in PAGES}
    missed = [
        path for path, pattern in patterns.items() if not any(re.fullmatch(pattern, one) for one in shown)
    ]
    assert missed == []


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
        # What is unseen is said of keys that only scripts listen to.
        shown = tab.locator("main h1, main h2, main p:not(.unseen), main th")
        read[scripts] = [tab.title(), *shown.all_inner_texts()]
    assert read[False] == read[True]


def test_the_first_tab_stop_skips_to_the_page_itself(site: str, tab: Page):
    tab.goto(site + EXAMPLES["glance"])
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").get_attribute("href") == "#main"
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#main"


A1 = "/indicator?indicator=adoption-a1&area=865"


def test_a_selection_changes_the_chart_and_the_address(site: str, tab: Page):
    tab.goto(site + A1)
    mounted(tab)
    tab.get_by_role("textbox", name=text.FIND).fill("court authority")
    tab.locator("ol.found a").first.click()
    tab.wait_for_url("**indicator=adoption-a2**")
    mounted(tab)
    assert "107 days" in tab.locator("p.lead").inner_text()
    assert "107 days" in tab.locator("#chart-ranked .js-plotly-plot").inner_text()
    assert "803 days" not in tab.locator("#chart-ranked").inner_text()


def test_back_and_forward_return_and_the_form_shows_the_pages_own_choice(site: str, tab: Page):
    tab.goto(site + A1)
    choose(tab, Authority="885")
    tab.wait_for_url("**area=885**")
    assert tab.locator("h1").inner_text().endswith("Worcestershire")
    tab.go_back()
    tab.wait_for_url("**area=865")
    assert tab.locator("h1").inner_text().endswith("Wiltshire")
    assert tab.get_by_label("Authority").input_value() == "865"
    tab.go_forward()
    tab.wait_for_url("**area=885**")
    assert tab.get_by_label("Authority").input_value() == "885"


def test_an_address_opened_afresh_shows_the_same(site: str, open_tab: Callable[..., Page]):
    first = open_tab()
    first.goto(site + "/profile")
    choose(first, Authority="865", **{"Compare with": "dfe-2025"})
    first.wait_for_url("**list=dfe-2025**")
    second = open_tab()
    second.goto(first.url)
    assert second.locator("main").inner_text() == first.locator("main").inner_text()


def test_a_bar_leads_to_its_authority(site: str, tab: Page):
    tab.goto(site + A1)
    mounted(tab)
    bar = tab.locator("#chart-ranked .bars .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    tab.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)
    tab.wait_for_url("**area=869**")
    assert tab.locator("h1").inner_text().endswith("West Berkshire")


def test_everything_is_reached_by_keyboard_alone_in_a_sensible_order(site: str, tab: Page):
    """Tab by tab through the page: focus is always visible and within the main part never goes up."""
    tab.goto(site + A1)
    mounted(tab)
    wanted = tab.evaluate(
        """() => [...document.querySelectorAll("a[href], button, select, summary, [tabindex='0']")]
            .filter(one => one.checkVisibility()).length"""
    )
    seen, tops = 0, []
    for _ in range(wanted):
        tab.keyboard.press("Tab")
        at = tab.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one);
                const shown = style.outlineStyle !== "none" || style.boxShadow !== "none";
                const top = one.getBoundingClientRect().top + scrollY;
                return {top, shown, main: !!one.closest("main"), tag: one.tagName};
            }"""
        )
        if at["tag"] == "BODY":
            break
        seen += 1
        assert at["shown"], f"stop {seen} ({at['tag']}) has no visible focus"
        if at["main"]:
            tops.append(at["top"])
    assert seen >= wanted - 1
    assert sum(later < earlier - 60 for earlier, later in pairwise(tops)) <= 4


def test_a_judgement_is_chosen_with_the_keyboard_and_its_findings_are_shown(site: str, tab: Page):
    tab.goto(site + "/inspections?area=383")
    link = tab.locator("#section-grid a", has_text="adequate").first
    link.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**judgement=**")
    assert tab.locator("#section-findings").is_visible()
    assert "Strengths" in tab.locator("#section-findings").inner_text()


def test_a_source_link_leads_to_the_row_itself(site: str, tab: Page):
    tab.goto(site + A1)
    tab.locator("article", has_text="(A2)").get_by_role("link", name="table", exact=False).last.click()
    tab.wait_for_url("**/sources/**")
    row = tab.locator(":target")
    assert row.count() == 1
    assert "107" in row.locator("xpath=ancestor::tr").inner_text()


def choose(tab: Page, **choices: str) -> None:
    """Chooses as someone at a keyboard does, and presses Show; a pointer's choice would show at once."""
    tab.keyboard.press("Shift")
    for label, value in choices.items():
        tab.get_by_label(label).select_option(value)
    tab.get_by_role("button", name="Show").focus()
    tab.keyboard.press("Enter")


def mounted(tab: Page) -> None:
    """Waits until Dash has mounted every chart of a page that has any."""
    tab.wait_for_function(MOUNTED)
