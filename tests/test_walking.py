"""Charts by keyboard: one stop of the Tab key each, the arrow keys within, every figure read out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brotli
import pytest

from dashboard.officers.drawn import drawn
from loaders.courses import Course, Point
from tests import samples
from tests.live import EXAMPLES, MOUNTED, STATUS, served
from tests.style_hashes import LIBRARIES, sample_app
from tests.test_accessibility import A8, ABSENT, NATIONAL

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page, Route

    from loaders.reference import Reference
    from tests.conftest import Complaints

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

WALKED = (Path(__file__).parent / "walked.js").read_text(encoding="utf-8")
COMPARED = f"/compare?area=865&area=dfe-2025.865&area=E92000001&indicator={A8}&show=charts"
# Pages of which a picture is worth walking, beside those that are looked at for everything else.
MORE = {
    "one period": "/compare?area=865&area=committee-2012.865&indicator=adoption-a1&show=charts",
    "all of a pack": "/pack?area=865&part=timeline&part=figures&indicator=adoption-a1",
    "England: neighbours": f"{COMPARED}&indicator={ABSENT}",
    "England: everybody": f"/compare?area=865&area=in.E92000001&indicator={A8}&show=charts",
    "England: the last year": f"{COMPARED}&from=2024",
    "England: glance of papers": "/?area=885",
}
SEVERAL = ("under18concep", "work-force-agecy-rate", "work-force-to-rate", "work-force-vac-rate")
STATES = {**EXAMPLES, **NATIONAL, **MORE}
SHOWN = {  # ways to look at the pages with small charts: Playwright's options, and what the address says
    "narrow": ({"viewport": {"width": 390, "height": 844}}, ""),
    "projector": ({}, "&view=projector"),
    "dark": ({}, "&colours=dark"),
    "forced colours": ({"forced_colors": "active"}, ""),
}

# Of the figures of a section's tables, those that no chart above them says, by area and period.
BESIDE = """() => {
    let found = 0;
    const missing = [];
    for (const section of document.querySelectorAll("section")) {
        const said = [...section.querySelectorAll(".still circle > title")].map(one => {
            const line = one.parentNode.parentNode.dataset.line;
            return (line ? `${line}\n` : "") + one.textContent;
        });
        if (!said.length) continue;
        for (const table of section.querySelectorAll(".compared table")) {
            const periods = [...table.tHead.rows[0].cells].map(one => one.firstChild.textContent);
            for (const cell of table.querySelectorAll("tbody tr:not(.measure) td:has(a)")) {
                const area = cell.parentNode.cells[0].textContent, period = periods[cell.cellIndex];
                const words = `${area}\\n${period}: ${cell.querySelector("a").textContent}`;
                if (said.includes(words)) found += 1; else missing.push(words);
            }
        }
    }
    return {found, missing};
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


# Every chart of every page: one that cannot be walked fails, whatever draws it.


def walked(tab: Page, address: str) -> dict[str, Any]:
    """What is wrong with the charts of a page when they are walked, how many they are, and their figures."""
    tab.goto(address)
    tab.wait_for_function(MOUNTED)
    if tab.locator(".slot, svg.england").count():  # the script comes after the page
        tab.locator("[role=application], .england a[tabindex='-1']").first.wait_for(state="attached")
    return tab.evaluate(WALKED)


@pytest.mark.parametrize("name", STATES)
def test_every_chart_of_a_page_is_walked_from_its_first_figure_to_its_last(
    request: pytest.FixtureRequest, complaints: Complaints, tab: Page, name: str
):
    site = request.getfixturevalue("national_site" if name.startswith("England") else "site")
    found = walked(tab, site + STATES[name])
    if name in STATUS:
        complaints.expect(str(STATUS[name]))
    assert found["wrong"] == []
    assert (found["figures"] > 0) == (tab.locator(".slot").count() > 0)


@pytest.mark.parametrize("way", SHOWN)
@pytest.mark.parametrize("name", ["glance", "England: their charts", "one period"])
def test_small_charts_are_walked_however_they_are_shown(
    request: pytest.FixtureRequest, open_tab: Callable[..., Page], name: str, way: str
):
    site = request.getfixturevalue("national_site" if name.startswith("England") else "site")
    options, said = SHOWN[way]
    tab = open_tab(**options)
    found = walked(tab, site + STATES[name] + said)
    assert found["wrong"] == []
    assert found["charts"] > 0
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_course_that_officers_look_at_before_they_publish_is_walked(
    site: str, tab: Page, reference: Reference
):
    days = [(f"{year}/{year - 1999}", f"{year}-04-01", f"{year + 1}-03-31") for year in (2008, 2009, 2010)]
    old, new = (
        tuple(Point(*day, value, f"{value}%") for day, value in zip(days, values, strict=True))
        for values in ((5.1, 4.9, 4.6), (5.1, 4.8, 4.6))
    )
    (shown,) = drawn([Course("neet-16-18", "", "865", old, new)], {"neet-16-18": "NEET"}, reference)
    figure = f"<figure class='panel'><figcaption>{shown.title}</figcaption>{shown.picture}</figure></main>"

    def with_course(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", figure))

    tab.route("**/accessibility", with_course)
    found = walked(tab, f"{site}/accessibility")
    assert found == {"wrong": [], "charts": 1, "figures": 6}
    tab.locator("[role=application]").focus()
    assert press(tab, "Home", "ArrowRight")[1] == "As it would be, 2009/10: 4.8% (figure 2 of 3)"


# Small charts on the same axes are one stop; the page keys go from one to the next.


def test_small_charts_are_one_stop_and_the_page_keys_go_from_area_to_area(national_site: str, tab: Page):
    tab.goto(national_site + COMPARED)
    areas = tab.locator(".multiples figcaption").all_inner_texts()
    charts = tab.locator(".multiples [role=application]")
    charts.first.focus()
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Tab")
    assert "Page Down" in tab.locator(".walked span").inner_text(), "the way to the next chart is said"
    (said,) = press(tab, "End")
    period = said.removeprefix("Wiltshire, ").partition(": ")[0]
    assert areas[0] == "Wiltshire" and f"Wiltshire, {period}: " in said
    for at, area in enumerate(areas[1:4], start=1):
        (said,) = press(tab, "PageDown")
        assert said.startswith(f"{area}, {period}: "), "in the same period"
        assert charts.nth(at).evaluate("one => one === document.activeElement && one.tabIndex === 0")
    assert press(tab, "PageUp")[0].startswith(f"{areas[2]}, {period}: ")
    assert tab.locator(".multiples [role=application][tabindex='0']").count() == 1
    tab.keyboard.press("Tab")
    assert tab.evaluate("!document.activeElement.closest('.multiples')"), "one stop for all of them"
    tab.keyboard.press("Shift+Tab")
    assert charts.nth(2).evaluate("one => one === document.activeElement"), "back where it was left"
    charts.nth(len(areas) - 1).focus()
    press(tab, "Home")
    assert press(tab, "PageDown")[0].startswith(areas[-1]), "there is none after the last"


@pytest.mark.parametrize("name", ["England: neighbours", "England: a few lines", "one period"])
def test_small_charts_say_what_their_table_says(request: pytest.FixtureRequest, tab: Page, name: str):
    site = request.getfixturevalue("national_site" if name.startswith("England") else "site")
    tab.goto(site + STATES[name])
    wrong = tab.evaluate(BESIDE)
    assert wrong["found"] > 5 and wrong["missing"] == []


@pytest.mark.parametrize(
    "address",
    ["/?area=865", f"{COMPARED}&indicator={ABSENT}{''.join(f'&indicator=lait-{m}' for m in SEVERAL)}"],
)
def test_a_page_with_many_small_charts_is_light(national_app: Flask, address: str):
    answer = national_app.test_client().get(address, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert brotli.decompress(answer.data).count(b'class="paint') >= 11
    assert len(answer.data) <= 30_000


def test_a_point_of_a_small_chart_tells_the_pointer_what_it_is(site: str, open_tab: Callable[..., Page]):
    tab = open_tab(java_script_enabled=False)
    tab.goto(site + EXAMPLES["glance"])
    assert tab.locator(".panel circle > title", has_text="Nov 2010: 184").count() == 1
    assert tab.locator("[role=application], .slot[tabindex]").count() == 0
