"""The grey lines behind a chart by keyboard, with their figures from the table; pictures told by tap."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dashboard.numbers import MISSING as WHY
from tests.live import EXAMPLES
from tests.test_accessibility import A8
from tests.test_walking import COMPARED, SAID, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVERYBODY = f"/compare?area=865&area=in.E92000001&indicator={A8}&show=charts"
MISSING = WHY["not available"]
# The last column of the table under a chart: each area with its figure, as printed.
LAST = """() => [...document.querySelectorAll("section .compared tbody tr:not(.measure)")]
    .map(row => [row.cells[0].textContent, row.cells[row.cells.length - 1].querySelector("a")?.textContent])
    .filter(([, figure]) => figure)"""
# How far the ring is from the nearest corner of a line behind, in pixels.
OFF = """() => {
    const ring = document.querySelector(".walked i").getBoundingClientRect();
    const line = document.activeElement.querySelector("[data-scale] path"), seen = line.getScreenCTM();
    const corners = [...line.getAttribute("d").matchAll(/([\\d.]+) (-?[\\d.]+)/g)];
    return Math.min(...corners.map(([, x, y]) => new DOMPoint(x, y).matrixTransform(seen))
        .map(({x, y}) => Math.hypot(x - ring.left - ring.width / 2, y - ring.top - ring.height / 2)));
}"""


def on(tab: Page, address: str) -> list[tuple[str, float]]:
    """Opens a comparison and puts the focus on its first chart; the latest figures of its table."""
    tab.goto(address)
    chart = tab.locator("[role=application]").first
    chart.wait_for(state="attached")
    chart.focus()
    return [(name, float(figure)) for name, figure in tab.evaluate(LAST) if figure != MISSING]


def test_every_council_of_england_is_reached_from_the_highest_line_to_the_lowest(
    national_site: str, tab: Page
):
    table = on(tab, national_site + EVERYBODY)
    assert len(table) > 140
    press(tab, "End", *["ArrowUp"] * len(table))
    down = press(tab, "ArrowUp", *["ArrowDown"] * (len(table) + 3))
    ends = [one.rsplit(" (", 1)[0] for one in dict.fromkeys(down)]
    said = (one.rpartition(", 2025: ") for one in ends if not one.endswith(MISSING))
    told = [(name, float(figure)) for name, _, figure in said if name]
    assert sorted(told) == sorted(table)
    figures = [figure for _, figure in told]
    assert figures == sorted(figures, reverse=True), "from the highest down"


def test_the_ring_is_on_the_line_and_its_figure_is_the_tables(national_site: str, tab: Page):
    table = dict(on(tab, national_site + EVERYBODY))
    for said in press(tab, "End", *["ArrowUp"] * 6)[1:]:
        name, _, figure = said.partition(", 2025: ")
        assert float(figure.partition(" (")[0]) == table[name]
    assert tab.evaluate(OFF) < 1.5


def test_small_charts_tell_the_lines_behind_too(national_site: str, tab: Page):
    table = dict(on(tab, national_site + COMPARED))
    said = press(tab, "End", *["ArrowUp"] * len(table), *["ArrowDown"] * len(table))
    assert {one.partition(", 2025: ")[0] for one in said} == set(table)


def test_what_grey_lines_are_is_said_with_them(national_site: str, tab: Page):
    tab.goto(national_site + EVERYBODY)
    assert "Each grey line is one of 151 other areas." in tab.locator("main").inner_text()


@pytest.mark.parametrize("address", [EXAMPLES["glance"], EXAMPLES["compare-charts"]])
def test_a_tap_tells_the_figure_that_is_nearest(site: str, open_tab: Callable[..., Page], address: str):
    tab = open_tab(has_touch=True, viewport={"width": 820, "height": 1180})
    tab.goto(site + address)
    tab.locator("[role=application]").first.wait_for(state="attached")
    point = tab.locator(".still circle[r]:has(title)").nth(1)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box
    tab.touchscreen.tap(box["x"] + box["width"] / 2 + 2, box["y"] + box["height"] / 2 - 2)
    words = point.evaluate("one => one.querySelector('title').textContent")
    assert tab.locator(".walked span").inner_text().endswith(words)
    assert words.replace("\n", ", ") in (tab.locator(SAID).text_content() or "")
    tab.locator("h1").tap()
    assert tab.locator(".walked").count() == 0
