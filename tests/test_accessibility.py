"""Every public page in every state that somebody needs: no violation of WCAG 2.2 AA, nothing out of reach.

One window goes from page to page and is made narrow, forced into colours, or set for print. What axe does not
look at is in `reach`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from dashboard import theme
from tests import axe, reach
from tests.conftest import listen
from tests.live import EXAMPLES, MOUNTED, STATUS
from tests.test_firstpaint import luminance

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, Page

A8, ABSENT, COUNT = "lait-avg-attain8-score", "lait-totperabnew", "lait-cpp-num"
NATIONAL = {
    "England: glance": "/?area=420",
    "England: indicator": f"/indicator?indicator={ABSENT}&area=865&list=dfe-2025",
    "England: find": "/indicator?find=absence&area=865",
    "England: profile": "/profile?area=865&list=dfe-2025",
    "England: little": "/profile?area=420&topic=Key+Stage+2",
    "England: map of grades": "/map?judgement=overall&area=865",
    "England: thirteen areas": f"/compare?area=865&area=dfe-2025.865&area=E92000001&indicator={A8}"
    f"&indicator={COUNT}",
    "England: their charts": f"/compare?area=865&area=dfe-2025.865&area=E92000001&indicator={A8}&show=charts",
    "England: a few lines": f"/compare?area=865&area=383&area=E92000001&indicator={ABSENT}&show=charts",
    "England: missing": f"/compare?area=201&area=420&indicator={A8}&indicator={COUNT}",
    "England: all of it": f"/compare?area=865&area=in.E92000001&indicator={ABSENT}",
    "England: inspections": "/inspections?area=865",
    "England: city": "/inspections?area=201&theme=care-leavers",
    "England: three inspections": "/inspections?area=840",
    "England: abolished": "/inspections?area=909&show=printed",
    "England: never inspected": "/inspections?area=836",
}
CHARTS = ("indicator", "inspections", "compare-charts", "map")
WIDE, NARROW = 1280, 390
MEASURED = {"target": reach.SMALL, "word": reach.BROKEN, "chart": reach.CHARTS, "table": reach.TABLES}
FINE: dict[str, Any] = {
    "media": "screen",
    "forced_colors": "none",
    "reduced_motion": "no-preference",
    "color_scheme": "light",
}


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A window and what it complains of."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    tab, heard = context.new_page(), []
    listen(tab, heard)
    yield tab, heard
    context.close()


def look(tab: Page, width: int, **media: Any) -> list[str]:
    """What is wrong by measure with the page at a width, set for a medium; on a screen it has to fit."""
    tab.emulate_media(**{**FINE, **media})
    tab.set_viewport_size({"width": width, "height": 900})
    tab.evaluate(reach.DRAWN)
    paper = media.get("media") == "print"  # on which nothing is pressed or scrolled
    if not paper:
        tab.wait_for_function(reach.FITS)
    measured = {} if paper else MEASURED
    found = [f"{kind}: {one}" for kind, js in measured.items() for one in tab.evaluate(js)]
    found += [f"contrast {one}" for one in tab.evaluate(reach.CONTRAST, paper)]
    return [f"{width} {' '.join(media.values())}: {one}" for one in found]


@pytest.mark.parametrize("name", [*EXAMPLES, *NATIONAL])
def test_a_page_is_for_everyone(window: tuple[Page, list[str]], request: pytest.FixtureRequest, name: str):
    tab, heard = window
    heard.clear()
    site = request.getfixturevalue("national_site" if name in NATIONAL else "site")
    tab.set_viewport_size({"width": WIDE, "height": 900})
    answer = tab.goto(site + (EXAMPLES | NATIONAL)[name])
    assert answer and answer.status == STATUS.get(name, 200)
    assert tab.locator("h1").count() == 1
    tab.wait_for_function(MOUNTED)
    wrong = [*look(tab, WIDE), *axe.violations(tab)]
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    wrong += look(tab, WIDE, forced_colors="active")
    wrong += look(tab, WIDE, media="print")
    wrong += look(tab, WIDE, color_scheme="dark")
    walk(tab)
    wrong += [*look(tab, NARROW, reduced_motion="reduce"), *axe.violations(tab, colours=False)]
    wrong += tab.evaluate(reach.FOCUS, [True, ", ".join(reach.ALIKE)])
    for width in (320, 360, 640, 768, 1920):
        wrong += look(tab, width)
    assert wrong == []
    assert [one for one in heard if answer.status == 200 or str(answer.status) not in one] == []


def walk(tab: Page) -> None:
    """From now on the focus is the keyboard's; it is on the first figure of a chart, if one can be walked."""
    tab.keyboard.press("Tab")
    chart = tab.locator("[role=application]").first
    if chart.count():
        chart.focus()
        tab.keyboard.press("Home")


@pytest.mark.parametrize("name", CHARTS)
def test_a_page_is_for_everyone_before_dash_has_drawn_its_charts(
    window: tuple[Page, list[str]], site: str, name: str
):
    tab, _ = window
    tab.route("**/start.js", lambda route: route.fulfill(body=""))
    tab.set_viewport_size({"width": WIDE, "height": 900})
    tab.goto(site + EXAMPLES[name])
    assert tab.locator(".js-plotly-plot").count() == 0
    assert [*look(tab, WIDE), *axe.violations(tab)] == []
    tab.unroute("**/start.js")


TITLES = {
    "glance": ("Wiltshire",),
    "inspections": ("Inspections", "Wiltshire"),
    "judgement": ("Wiltshire", "Safeguarding"),
    "indicator": ("Average time between entering care", "Wiltshire"),
    "profile": ("Wiltshire", "Adoption"),
    "map": ("Map", "Average time between entering care", "Wiltshire"),
    "compare": ("Wiltshire", "10 other areas", "Average time between entering care"),
    "source": ("Adoption Scorecard",),
}


@pytest.mark.parametrize("name", TITLES)
def test_a_windows_title_says_the_selection(app: Flask, name: str):
    title = re.findall(r"<title>(.*?)</title>", app.test_client().get(EXAMPLES[name]).text)[0]
    assert [one for one in TITLES[name] if one.casefold() not in title.casefold()] == []


def test_any_two_lines_of_a_chart_are_told_apart_without_colour():
    """By their dashes, a pixel of width, or how light they are; each is named at its end besides."""
    strokes = {**theme.STROKES, "level": theme.LEVEL}
    for (one, a), (other, b) in combinations(strokes.items(), 2):
        high, low = sorted((luminance(a.color), luminance(b.color)), reverse=True)
        by_light = (high + 0.05) / (low + 0.05) >= 1.4
        assert by_light or a.dash != b.dash or abs(a.width - b.width) >= 1, (one, other)


def test_axe_finds_what_is_wrong(window: tuple[Page, list[str]], site: str):
    """So that no rule is off by mistake: a page that is spoilt in six ways is found to be."""
    tab, _ = window
    tab.set_viewport_size({"width": WIDE, "height": 900})
    tab.goto(site + EXAMPLES["accessibility"])
    tab.evaluate(
        """() => {
            const main = document.querySelector("main");
            main.insertAdjacentHTML("beforeend", `<img src="data:,"><h5>Far</h5><input>
                <button>small</button><table><tr><td><a href="/">1</a></td></tr></table>
                <div class="scroll"><table><caption>Long</caption><tr><th scope="row">A</th>
                <td>${"word".repeat(400)}</td></tr></table></div>`);
            const small = main.querySelector("button");
            Object.assign(small.style, {color: "#fff", background: "#eee", minHeight: "10px", padding: 0});
        }"""
    )
    found = {one.split(":")[0] for one in axe.violations(tab)}
    assert found >= {"image-alt", "heading-order", "label", "color-contrast", "scrollable-region-focusable"}
    assert any("button" in one for one in tab.evaluate(reach.CONTRAST, False))
    assert any("button" in one for one in tab.evaluate(reach.SMALL))
    assert any("no named stop" in one for one in tab.evaluate(reach.TABLES))
