"""In a browser: a chart is painted, then mounted by Dash in the same place, and nothing complains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.live import MOUNTED, SIZES, served
from tests.style_hashes import LIBRARIES, sample_app, use

WATCH_CHARTS = """const count = () => {
    const slots = [...document.querySelectorAll("[data-graph]")];
    charts.push(slots.filter(slot => slot.querySelector(".js-plotly-plot .main-svg .trace")).length);
    requestAnimationFrame(count);
};
requestAnimationFrame(count);"""
WATCH_SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifted += entry.value; })
    .observe({type: 'layout-shift', buffered: true});"""


@pytest.fixture(scope="module", params=LIBRARIES, ids=["small bundle", "Dash’s own bundle"])
def samples_site(request, tmp_path_factory) -> Iterator[str]:
    library: Path | None = request.param
    if library is not None and not library.is_file():
        pytest.skip(f"{library} is missing. To run it: make .venv/run.done")
    with served(sample_app(tmp_path_factory.mktemp("home"), library)) as address:
        yield address


@pytest.fixture(scope="module")
def one_site(tmp_path_factory) -> Iterator[str]:
    """The same with the bundle that pages load, for what is a matter of the page and not of the bundle."""
    library = next(one for one in LIBRARIES if one is None or one.is_file())
    with served(sample_app(tmp_path_factory.mktemp("home"), library)) as address:
        yield address


def opened(open_tab: Callable[..., Page], site: str, size: str) -> Page:
    width, height = SIZES[size]
    tab = open_tab(viewport={"width": width, "height": height})
    tab.add_init_script(WATCH_SHIFTS)
    tab.goto(f"{site}/charts")
    tab.wait_for_function(MOUNTED)
    tab.wait_for_timeout(300)
    return tab


@pytest.mark.parametrize("size", SIZES)
def test_a_chart_is_mounted_on_its_painting_without_a_shift_or_complaint(samples_site, open_tab, size: str):
    tab = opened(open_tab, samples_site, size)
    assert tab.evaluate("window.shifted") == 0
    for name in ("trend", "ranked", "timeline", "distribution"):
        slot = tab.locator(f'[data-graph="{name}"]')
        assert slot.bounding_box() == slot.locator(".js-plotly-plot").bounding_box()
        assert slot.locator(".paint").evaluate("e => getComputedStyle(e).visibility") == "hidden"
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_chart_need_not_wait_for_the_last(samples_site, open_tab):
    tab = open_tab()
    tab.add_init_script("window.charts = [0];" + WATCH_CHARTS)
    tab.goto(f"{samples_site}/charts")
    tab.wait_for_function(MOUNTED)
    seen = tab.evaluate("charts")
    assert seen[-1] == 4
    assert max(after - before for before, after in pairwise(seen)) == 1, "one a frame"


@pytest.mark.parametrize("size", SIZES)
def test_every_text_of_the_painting_is_where_plotly_draws_it(samples_site, open_tab, size: str):
    tab = opened(open_tab, samples_site, size)
    far = tab.evaluate("""() => {
        const box = (e) => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.right, b.bottom]; };
        const text = (e) => e.textContent.replace(/\\s+/g, '');
        const shown = (e) => e.getClientRects().length > 0;
        const wrong = [];
        for (const slot of document.querySelectorAll('[data-graph]')) {
            const drawn = [...slot.querySelectorAll('.main-svg text')].filter(e => shown(e) && text(e));
            for (const painted of [...slot.querySelectorAll('.paint text')].filter(shown)) {
                const near = drawn.filter(e => text(e) === text(painted))
                    .map(e => Math.max(...box(e).map((v, k) => Math.abs(v - box(painted)[k]))));
                if (!near.length || Math.min(...near) > 3) wrong.push([text(painted), Math.min(...near)]);
            }
        }
        return wrong;
    }""")
    assert far == []


@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_a_chart_is_cut_or_overlaps_another(one_site, open_tab, size: str):
    tab = opened(open_tab, one_site, size)
    wrong = tab.evaluate("""() => {
        const found = [];
        for (const slot of document.querySelectorAll('[data-graph]')) {
            const edge = slot.getBoundingClientRect();
            const texts = [...slot.querySelectorAll('.main-svg text')].filter(e => e.textContent.trim());
            const boxes = texts.map(e => [e.textContent, e.getBoundingClientRect()])
                .filter(([, b]) => b.width);
            boxes.forEach(([text, a], k) => {
                if (a.left < edge.left - 1 || a.right > edge.right + 1 || a.top < edge.top - 1
                    || a.bottom > edge.bottom + 1) found.push(`cut: ${text}`);
                for (const [other, b] of boxes.slice(k + 1))
                    if (a.left < b.right - 1 && b.left < a.right - 1
                        && a.top < b.bottom - 2 && b.top < a.bottom - 2)
                        found.push(`${text} over ${other}`);
            });
        }
        return found;
    }""")
    assert wrong == []


def test_pointing_clicking_and_resizing_complain_of_nothing(samples_site, open_tab):
    tab = opened(open_tab, samples_site, "wide")
    use(tab)


def test_a_click_on_a_bar_leads_to_its_authority(samples_site, open_tab, complaints):
    tab = opened(open_tab, samples_site, "wide")
    bar = tab.locator('[data-graph="ranked"] .bars .point path').nth(1)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    with tab.expect_navigation():
        tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert tab.url.endswith("/indicator?area=1")
    complaints.expect("404")


def test_a_click_on_a_line_brings_it_forward_and_a_second_puts_it_back(samples_site, open_tab):
    tab = opened(open_tab, samples_site, "wide")
    chart = tab.locator('[data-graph="trend"] .js-plotly-plot')
    faint = "e => e.data.map(trace => trace.opacity ?? 'all').join()"
    before = chart.evaluate(faint)
    point = tab.locator('[data-graph="trend"] .scatterlayer .trace').last.locator(".points path").last
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.click(x, y)
    tab.wait_for_function(
        "() => document.querySelector('[data-graph=trend] .js-plotly-plot').data.at(-1).opacity === 1"
    )
    assert "0.25" in chart.evaluate(faint)
    tab.wait_for_timeout(400)  # sooner, it would be a double click
    tab.mouse.click(x, y)
    tab.wait_for_function(
        "() => document.querySelector('[data-graph=trend] .js-plotly-plot').data.at(-1).opacity !== 1"
    )
    assert chart.evaluate(faint) == before


def test_an_axis_has_as_many_periods_as_it_has_room_for(one_site, open_tab):
    tab = opened(open_tab, one_site, "wide")
    ticks = tab.locator('[data-graph="trend"] .xtick')
    wide = ticks.count()
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.wait_for_function(f"() => document.querySelectorAll('[data-graph=trend] .xtick').length < {wide}")


def test_without_javascript_charts_and_tables_can_be_read(one_site, open_tab):
    tab = open_tab(java_script_enabled=False)
    tab.goto(f"{one_site}/charts")
    assert tab.locator(".slot .paint").count() == 4
    assert tab.locator('[data-graph="ranked"]').get_by_text("Gloucestershire").is_visible()
    summary = tab.get_by_text("The figures behind this chart")
    summary.click()
    assert tab.get_by_role("table").is_visible()


def test_a_pointers_choice_shows_at_once_and_the_keyboards_on_show(one_site, open_tab):
    tab = open_tab()
    tab.goto(f"{one_site}/")
    tab.locator("#choose-area").focus()
    tab.keyboard.press("ArrowDown")
    assert tab.locator("#choose-area").input_value() == "383"
    assert "area=" not in tab.url
    with tab.expect_navigation():
        tab.get_by_role("button", name="Show").click()
    assert "area=383" in tab.url
    tab.mouse.click(5, 5)
    tab.locator("#choose-area").focus()
    with tab.expect_navigation():
        tab.locator("#choose-area").select_option("865")
    assert "area=865" in tab.url
    tab.wait_for_function("() => document.activeElement.id === 'choose-area'")
    tab.go_back()
    assert tab.locator("#choose-area").input_value() == "383"
