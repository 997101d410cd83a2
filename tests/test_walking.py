"""Charts by keyboard: one stop of the Tab key each, the arrow keys within, every figure read out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests import samples
from tests.live import EXAMPLES, MOUNTED, served
from tests.style_hashes import LIBRARIES, sample_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

A1 = "/indicator?indicator=adoption-a1&area=865"
SAID = ".unseen[role=status]"
# How far the ring is from the nearest point of the drawing that is seen, in pixels; Infinity without a ring.
OFF = """name => {
    const middle = one => { const box = one.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2]; };
    const slot = document.querySelector(`[data-graph=${name}]`), ring = slot.querySelector(".walked i");
    if (!ring?.checkVisibility()) return Infinity;
    const [x, y] = middle(ring);
    const seen = slot.querySelector(".main-svg .trace") ? ".scatterlayer .points path" : ".paint circle";
    return Math.min(...[...slot.querySelectorAll(seen)].map(middle)
        .map(([a, b]) => Math.hypot(a - x, b - y)));
}"""


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with every kind of chart."""
    with served(sample_app(tmp_path_factory.mktemp("home"), LIBRARIES[0])) as address:
        yield f"{address}/charts"


def on(tab: Page, address: str, chart: str, *, drawn: bool = True) -> None:
    """Opens a page and puts the focus on one of its charts."""
    tab.goto(address)
    if drawn:
        tab.wait_for_function(MOUNTED)
    tab.locator(f"#chart-{chart} [role=application]").focus()


def press(tab: Page, *keys: str) -> list[str]:
    """What is read out after each key."""
    said = []
    for key in keys:
        tab.keyboard.press(key)
        said.append(tab.locator(SAID).text_content() or "")
    return said


def test_the_figures_of_a_line_are_walked_with_left_and_right_and_read_out_as_printed(charts: str, tab: Page):
    on(tab, charts, "trend")
    marks = samples.trend().lines[0].marks
    said = press(tab, *["ArrowRight"] * len(marks))
    for place, (mark, words) in enumerate(zip(marks, said, strict=True), start=1):
        assert words == f"Wiltshire, {mark.period}: {mark.printed} (figure {place} of {len(marks)})"
    assert "not published" in said[3], "what is missing is said, too"
    assert press(tab, "ArrowRight", "ArrowLeft", "Home", "End") == [said[-1], said[-2], said[0], said[-1]]


def test_up_and_down_go_to_the_lines_above_and_below_in_the_same_period(charts: str, tab: Page):
    on(tab, charts, "trend")
    first = {line.name: line.marks[0].value or 0 for line in samples.trend().lines}
    order = sorted(first, key=lambda name: (first[name], name == "Wiltshire"))  # it is walked to first
    own = order.index("Wiltshire")
    press(tab, "Home")
    up = press(tab, *["ArrowUp"] * (len(order) - own))
    assert [one.partition(", 2006/07: ")[0] for one in up] == [*order[own + 1 :], order[-1]]
    down = press(tab, *["ArrowDown"] * (len(order) - 1))
    assert [one.partition(", 2006/07: ")[0] for one in down] == order[-2::-1]


@pytest.mark.parametrize("drawn", [False, True], ids=["painted", "mounted"])
def test_the_ring_is_on_the_point_whether_dash_has_drawn_or_not(
    charts: str, open_tab: Callable[..., Page], drawn: bool
):
    tab = open_tab(viewport={"width": 390, "height": 844})
    if not drawn:
        tab.route("**/start.js", lambda route: route.fulfill(body=""))
    on(tab, charts, "trend", drawn=drawn)
    for key in ("Home", "ArrowRight", "ArrowUp", "End"):
        tab.keyboard.press(key)
        assert tab.evaluate(OFF, "trend") < 1.5, key
    box = tab.locator(".walked span").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    tab.set_viewport_size({"width": 800, "height": 844})
    tab.wait_for_timeout(400)
    assert tab.evaluate(OFF, "trend") < 1.5, "after the window changed"
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_bar_says_its_place_of_how_many_and_enter_leads_to_its_authority(site: str, tab: Page):
    on(tab, site + A1, "ranked")
    first, second = press(tab, "Home", "ArrowDown")
    assert first.startswith("West Berkshire, 2008–11: ") and "place 1 of 11" in first
    assert "place 2 of 11" in second
    press(tab, "ArrowUp")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**area=869**")


def test_enter_brings_a_line_forward_as_a_click_does(charts: str, tab: Page):
    on(tab, charts, "trend")
    press(tab, "Home", "Enter")
    tab.wait_for_function(
        "() => document.querySelector('#chart-trend .js-plotly-plot').data.some(one => one.opacity === 1)"
    )


def test_a_judgement_says_its_inspection_and_its_printed_grade(site: str, tab: Page):
    on(tab, site + EXAMPLES["inspections"], "timeline")
    (said,) = press(tab, "Home")
    first, grade = tab.locator(".judgements > li").first.inner_text().split("\n")[::2]
    assert said.startswith("Joint area review, ") and f"1. {first}, " in said and grade in said


def test_escape_leaves_the_figures_and_tab_the_chart(site: str, tab: Page):
    on(tab, site + A1, "ranked")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Tab")
    assert "Arrow keys" in tab.locator(".walked span").inner_text(), "seen as soon as the keyboard is there"
    assert tab.locator(SAID).text_content() == "", "nothing is read out before a key asks for it"
    press(tab, "ArrowRight")
    assert press(tab, "Escape") == [""]
    assert tab.locator(".walked").count() == 0
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.tagName") == "SUMMARY", "its figures as a table come next"
    assert tab.locator("#chart-ranked [tabindex='0']:not(.scroll)").count() == 1


def test_without_scripts_a_chart_is_a_picture_with_a_sentence(site: str, open_tab: Callable[..., Page]):
    tab = open_tab(java_script_enabled=False)
    tab.goto(site + A1)
    assert tab.locator("#chart-ranked [role=img][aria-label]").count() == 1
    assert tab.locator("[role=application]").count() == 0


def test_on_a_projector_too(charts: str, tab: Page):
    on(tab, f"{charts}?view=projector", "trend", drawn=False)
    mark = samples.trend().lines[0].marks[0]
    (said,) = press(tab, "ArrowRight")
    assert mark.printed in said and mark.period in said
    assert tab.evaluate(OFF, "trend") < 3, "the ring is on its point in large type as well"
