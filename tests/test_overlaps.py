"""Nothing lies over anything else, is cut or sticks out: for councils with much, little and long names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.overlaps import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from dashboard.queries import Ask

WIDTHS = (360, 768, 1280, 1920)
PAGES = {
    "glance": "/?area={}",
    "inspections": "/inspections?area={}",
    "indicator": "/indicator?indicator=lait-totperabnew&area={}",
    "map": "/map?judgement=overall&area={}",
    "compare": "/compare?area={0}&area=dfe-2025.{0}&indicator=lait-totperabnew&indicator=adoption-a1",
    "profile": "/profile?area={}&topic=Children+Looked+After",
}
FEW = 5


def councils(ask: Ask) -> list[str]:
    """Codes of the five authorities of today with most series, with fewest, and with the longest names."""
    now = [one for one in ask.authorities() if not one.exists_to]
    measured = {one.code: len(ask.indicators(one.code)) for one in now}
    by_count = sorted(measured, key=measured.__getitem__)
    by_name = sorted(now, key=lambda one: len(one.name))
    return list(dict.fromkeys([*by_count[:FEW], *by_count[-FEW:], *(one.code for one in by_name[-FEW:])]))


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    """A page whose scripts are never sent: the charts stay as they are first painted."""
    tab = browser.new_page()
    tab.route("**/*.js", lambda route: route.abort())
    yield tab
    tab.close()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_overlaps_or_is_cut_at_any_width(
    page: str, national_site: str, national_ask: Ask, bare: Page
) -> None:
    found: list[str] = []
    for code in councils(national_ask):
        bare.goto(national_site + PAGES[page].format(code))
        for width in WIDTHS:
            bare.set_viewport_size({"width": width, "height": 900})
            found += [f"{code} at {width}: {fault}" for fault in faults(bare)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('<p class="one">First words</p><p class="over">Second words</p>', "words over"),
        ('<div class="cut">A long name that is cut</div>', "cut words"),
        (
            '<svg width="300" height="40"><text x="9" y="20">One</text><text x="15" y="20">Two</text></svg>',
            "words over",
        ),
        ('<div class="place"><div class="wide">x</div></div>', "a box outside its place"),
        (
            '<select class="narrow" name="area"><option>Bath and North East Somerset</option></select>',
            "a choice",
        ),
        ('<p class="far">Words</p>', "words outside the screen"),
    ],
)
def test_what_a_designer_would_see_is_found(bare: Page, wrong: str, said: str) -> None:
    style = """<style>p { margin: 0 } .over { margin-top: -12px } .far { margin-left: 2000px }
        .cut { overflow: hidden; width: 60px; white-space: nowrap }
        .place { width: 100px } .wide { width: 140px } .narrow { width: 120px }</style>"""
    bare.goto("about:blank")  # which has no policy against styles
    bare.set_content(f"{style}<main><p>All is well here</p></main>")
    assert not faults(bare)
    bare.set_content(f"{style}<main><p>All is well here</p>{wrong}</main>")
    assert any(one.startswith(said) for one in faults(bare)), faults(bare)
