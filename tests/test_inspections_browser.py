"""The inspections of all England in a real browser, wide and narrow: read, reached, without complaint."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.live import SIZES
from tests.test_browser import choose, mounted

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADDRESSES = {"wiltshire": "/inspections?area=865", "three inspections": "/inspections?area=840"}


@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_a_chart_is_cut_or_overlaps_another(
    national_site: str, open_tab: Callable[..., Page], size: str
):
    width, height = SIZES[size]
    tab = open_tab(viewport={"width": width, "height": height})
    tab.goto(national_site + ADDRESSES["three inspections"])
    mounted(tab)
    wrong = tab.evaluate("""() => {
        const found = [];
        for (const slot of document.querySelectorAll('[data-graph]')) {
            const edge = slot.getBoundingClientRect();
            const boxes = [...slot.querySelectorAll('.main-svg text')].filter(e => e.textContent.trim())
                .map(e => [e.textContent, e.getBoundingClientRect()]).filter(([, b]) => b.width);
            boxes.forEach(([text, a], k) => {
                if (a.left < edge.left - 1 || a.right > edge.right + 1) found.push(`cut: ${text}`);
                for (const [other, b] of boxes.slice(k + 1))
                    if (a.left < b.right - 1 && b.left < a.right - 1
                        && a.top < b.bottom - 2 && b.top < a.bottom - 2)
                        found.push(`${text} over ${other}`);
            });
        }
        return found;
    }""")
    assert wrong == []


def test_on_a_narrow_screen_the_names_stay_in_sight_while_the_grades_are_scrolled(
    national_site: str, open_tab: Callable[..., Page]
):
    tab = open_tab(viewport={"width": 390, "height": 844})
    tab.goto(national_site + ADDRESSES["wiltshire"])
    region = tab.locator(".by-council .scroll")
    name = region.locator("tbody th").nth(1)
    before = name.bounding_box()
    first = region.locator("tbody tr").nth(1).locator("td .grade").first.bounding_box()
    assert before and first
    assert first["x"] + first["width"] <= 390, "the overall grade is seen without scrolling"
    region.evaluate("e => e.scrollLeft = e.scrollWidth")
    after, last = name.bounding_box(), region.locator("tbody tr").nth(1).locator("td").last.bounding_box()
    assert after and last
    assert after["x"] == before["x"]
    assert last["x"] >= after["x"] + after["width"] - 1


def test_grades_can_be_reached_and_chosen_by_keyboard(national_site: str, tab: Page):
    tab.goto(national_site + ADDRESSES["wiltshire"])
    link = tab.locator(".by-council tbody tr").nth(1).locator("td a").first
    link.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**area=850**judgement=**")
    assert tab.locator("#section-findings").is_visible()
    assert "Hampshire" in tab.locator("h1").inner_text()


def test_another_theme_and_another_list_are_kept_together_in_the_address(national_site: str, tab: Page):
    tab.goto(national_site + ADDRESSES["wiltshire"])
    tab.locator("#section-england").get_by_role("link", name="Safeguarding").click()
    tab.wait_for_url("**theme=safeguarding**")
    choose(tab, **{"Compare with": "committee-2012"})
    tab.wait_for_url("**list=committee-2012**")
    assert "theme=safeguarding" in tab.url
    assert tab.locator("#chart-distribution figcaption").inner_text().startswith("Safeguarding.")


def test_pointing_at_a_number_of_the_distribution_tells_of_how_many(national_site: str, tab: Page):
    tab.goto(national_site + ADDRESSES["wiltshire"])
    mounted(tab)
    chart = tab.locator("#chart-distribution")
    number = chart.locator(".main-svg text", has_text="36").first
    number.scroll_into_view_if_needed()
    box = number.bounding_box()
    assert box
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    chart.locator(".hovertext", has_text="of 153: outstanding (4)").wait_for()
