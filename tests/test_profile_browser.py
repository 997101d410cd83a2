"""The profile with national figures in a real browser: one screen answers, nothing is cut, keys suffice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.live import SIZES

if TYPE_CHECKING:
    from playwright.sync_api import Page

WILTSHIRE, LEEDS, CITY, SCILLY, CUMBERLAND, BOURNEMOUTH = "865", "383", "201", "420", "942", "839"
SEVERAL = (WILTSHIRE, LEEDS, CITY, SCILLY, CUMBERLAND, BOURNEMOUTH)
OpenTab = Callable[..., "Page"]
# Boxes with words that are wider than they are, or that lie on another cell of their row.
WRONG = """() => {
    const shown = one => { const box = one.getBoundingClientRect(); return box.width > 2 && box.height > 2; };
    const cut = [...document.querySelectorAll(".profile th, .profile td, .profile small, .marks span")]
        .filter(one => shown(one) && getComputedStyle(one).display !== "inline")
        .filter(one => one.scrollWidth > one.clientWidth + 1)
        .map(one => "cut: " + one.innerText);
    const over = [...document.querySelectorAll(".profile tr")].flatMap(row => {
        const boxes = [...row.children].filter(shown).map(one => one.getBoundingClientRect());
        return boxes.flatMap((a, k) => boxes.slice(k + 1)
            .filter(b => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
            .map(() => "over: " + row.innerText));
    });
    const range = document.createRange(), broken = [];
    for (const one of document.querySelectorAll(".profile th, .profile td")) {
        const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        for (let node; node = walk.nextNode();) for (const word of node.data.matchAll(/[\\p{L}\\d]+/gu)) {
            range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
            const boxes = [...range.getClientRects()].filter(box => box.width > 1);
            if (new Set(boxes.map(box => Math.round(box.top))).size > 1) broken.push("broken: " + word[0]);
        }
    }
    return [...cut, ...over, ...broken].slice(0, 20);
}"""


@pytest.fixture
def opened(national_site: str, open_tab: OpenTab) -> Callable[..., Page]:
    """Opens the profile of an authority, 1280 by 720 unless told."""

    def one(query: str, width: int = 1280, height: int = 720, **options: Any) -> Page:
        tab = open_tab(viewport={"width": width, "height": height}, **options)
        tab.goto(f"{national_site}/profile?{query}", timeout=60_000)
        return tab

    return one


@pytest.mark.parametrize("code", SEVERAL)
def test_one_screen_holds_the_sentence_and_the_five_furthest_behind(opened: Callable[..., Page], code: str):
    tab = opened(f"area={code}")
    bottoms = tab.locator(".lead, .first tbody tr").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 6
    assert max(bottoms) <= 720, "without scrolling"
    strips = tab.locator(".first tbody svg").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert min(strips) >= 200


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ("area=865", "area=420&topic=Key+Stage+2", "area=383&sort=topic"))
def test_the_profile_cuts_no_word(opened: Callable[..., Page], query: str, size: str):
    tab = opened(query, *SIZES[size])
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert tab.evaluate(WRONG) == []


@pytest.mark.parametrize("width", (320, 620, 768, 1024, 1920))
def test_nothing_is_cut_at_any_width(opened: Callable[..., Page], width: int):
    tab = opened("area=839&topic=Children+Looked+After", width)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.evaluate(WRONG) == []


def test_on_a_narrow_screen_the_strip_is_under_the_name_and_figures_say_what_they_are(
    opened: Callable[..., Page],
):
    tab = opened("area=865", *SIZES["narrow"])
    row = tab.locator(".first tbody tr").first
    name, strip, own = (row.locator(part).bounding_box() for part in ("th", "td >> nth=0", "td >> nth=1"))
    assert name and strip and own
    assert name["y"] + name["height"] <= strip["y"] + 1 and strip["y"] + strip["height"] <= own["y"] + 1
    assert strip["width"] > 300
    said = row.locator("td").evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    assert said[1:] == ['"Its figure"', '"Middle neighbour"', '"England"', '"Place: "']


@pytest.mark.parametrize("size", SIZES)
def test_what_the_ends_of_the_strips_mean_stays_in_sight(opened: Callable[..., Page], size: str):
    tab = opened("area=865", *SIZES[size])
    row = tab.locator("section .profile tbody tr").nth(60)
    row.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 300)")
    ends = tab.locator("section .profile thead th:nth-child(2)").first
    box = ends.bounding_box()
    assert box and 0 <= box["y"] < 40
    assert "worst council" in ends.inner_text() and "best council" in ends.inner_text()


def test_a_name_leads_to_its_indicator_with_area_and_list_by_keyboard(opened: Callable[..., Page]):
    tab = opened("area=383&list=dfe-2025")
    link = tab.locator(".first tbody a").first
    name = link.inner_text()
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/indicator?area=383&list=dfe-2025&indicator=**")
    assert tab.locator("h1").inner_text().startswith(name)


def test_a_dot_is_round_and_as_large_however_the_strip_is_stretched(opened: Callable[..., Page]):
    for width in (390, 1280):
        own = opened("area=865", width, 900).locator(".first tbody .own:not(.rim)").first
        shape = own.evaluate(
            """one => {
                const style = getComputedStyle(one);
                return [style.strokeWidth, style.strokeLinecap, style.vectorEffect];
            }"""
        )
        assert shape == ["14px", "round", "non-scaling-stroke"]


def test_the_order_and_the_topic_are_chosen_by_keyboard_and_kept_in_the_address(opened: Callable[..., Page]):
    tab = opened("area=383")
    tab.keyboard.press("Shift")
    tab.get_by_label("Topic").select_option("Adoption")
    tab.get_by_label("Order").select_option("name")
    tab.get_by_role("button", name="Show").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**topic=Adoption**sort=name**")
    names = tab.locator("section .profile >> nth=0").locator("tbody th a").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    assert tab.locator("h1").inner_text() == "Leeds beside its neighbours: Adoption"


def test_it_reads_the_same_without_javascript(opened: Callable[..., Page]):
    read = [opened("area=865", java_script_enabled=on).locator("main").inner_text() for on in (True, False)]
    assert read[0] == read[1]


def test_the_tables_of_the_page_at_a_glance_say_which_is_which(national_site: str, open_tab: OpenTab):
    tab = open_tab()
    tab.goto(f"{national_site}/?area={WILTSHIRE}")
    said = tab.locator("#section-neighbours caption b")
    assert said.all_inner_texts() == ["Furthest behind first", "Furthest ahead first"]
    for box in (said.nth(at).bounding_box() for at in range(2)):
        assert box and box["height"] > 10
