"""How a page is shown: dark colours keep every contrast, a projector gets one message a screen."""

from __future__ import annotations

import re
from math import cos, pi, sin
from typing import TYPE_CHECKING

import pytest

from dashboard import addresses, display, theme
from tests.live import EXAMPLES, NATIONAL_EXAMPLES
from tests.needs import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.testing import FlaskClient
    from playwright.sync_api import Page

ASSETS = ROOT / "dashboard" / "assets"
PAGES = ("/?area=865", "/inspections?area=865", "/indicator?indicator=adoption-a1&area=865", "/map?area=865")


@pytest.fixture
def client(app) -> FlaskClient:
    return app.test_client()


def found(pattern: str, text: str) -> str:
    said = re.search(pattern, text)
    assert said is not None, pattern
    return said[1]


def test_an_address_says_how_its_page_is_shown_and_every_link_of_it_goes_on_so(client: FlaskClient) -> None:
    text = client.get("/?area=865&view=projector&colours=dark&release=1").text
    inner = re.findall(r'href="(/(?:indicator|inspections|sources/)[^"]*)"', text)
    assert len(inner) > 20
    for address in inner:
        assert {"view=projector", "colours=dark", "release=1"} <= set(re.split(r"[?#]|&amp;", address))


def test_what_nobody_offers_is_not_carried_on(client: FlaskClient) -> None:
    text = client.get("/?area=865&view=huge&colours=pink").text
    assert "projector" not in found("<html([^>]*)>", text)
    assert not re.search(r'href="/indicator[^"]*(huge|pink)', text)


def test_a_file_is_a_file_however_the_page_is_shown() -> None:
    shown = {"view": "projector", "colours": "dark", "release": "2"}
    assert addresses.to("/compare.csv", shown, area="865") == "/compare.csv?area=865&release=2"


def test_forms_keep_how_the_page_is_shown(client: FlaskClient) -> None:
    for page in PAGES:
        text = client.get(f"{page}&colours=dark").text
        forms = re.findall('<form class="choose".*?</form>|<form [^>]*class="choose".*?</form>', text, re.S)
        assert forms
        assert all(re.search('<input [^>]*name="colours"[^>]*value="dark"', form) for form in forms), page


@pytest.mark.parametrize(
    ("colours", "media"),
    [("", "screen and (prefers-color-scheme: dark)"), ("dark", "screen"), ("light", None), ("pink", "…")],
)
def test_dark_colours_are_for_screens_and_as_chosen(
    client: FlaskClient, colours: str, media: str | None
) -> None:
    linked = re.search(r'dark\.css" media="([^"]*)"', client.get(f"/?area=865&colours={colours}").text)
    wanted = "screen and (prefers-color-scheme: dark)" if media == "…" else media
    assert (linked[1] if linked else None) == wanted


def test_other_ways_to_show_a_page_are_links_that_keep_its_whole_address() -> None:
    asked = [("area", "865"), ("area", "873"), ("view", "projector"), ("colours", "")]
    back, dark, light = display.ways(display.Display(projector=True), "/compare", asked)
    assert back.href == "/compare?area=865&area=873"
    assert dark.href == "/compare?area=865&area=873&view=projector&colours=dark"
    assert light.href == "/compare?area=865&area=873&view=projector&colours=light"


# ---- contrast, as the filter of dark.css leaves it


def rgb(code: str) -> tuple[float, ...]:
    full = code.lstrip("#") if len(code) == 7 else "".join(2 * one for one in code.lstrip("#"))
    return tuple(int(full[at : at + 2], 16) / 255 for at in (0, 2, 4))


def turned(code: str, share: float) -> tuple[float, ...]:
    """A colour after invert(share) hue-rotate(180deg), by the matrices of the Filter Effects standard."""
    c, s = cos(pi), sin(pi)
    part = [(1 - share) * one + share * (1 - one) for one in rgb(code)]
    light = (0.213, 0.715, 0.072)
    mixed = (
        (0.213 + c * 0.787 - s * 0.213, 0.715 - c * 0.715 - s * 0.715, 0.072 - c * 0.072 + s * 0.928),
        (0.213 - c * 0.213 + s * 0.143, 0.715 + c * 0.285 + s * 0.140, 0.072 - c * 0.072 - s * 0.283),
        (0.213 - c * 0.213 - s * 0.787, 0.715 - c * 0.715 + s * 0.715, 0.072 + c * 0.928 + s * 0.072),
    )
    assert all(abs(sum(row) - sum(light)) < 1e-9 for row in mixed), "white would not stay grey"
    return tuple(min(1.0, max(0.0, sum(m * p for m, p in zip(row, part, strict=True)))) for row in mixed)


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    def luminance(colour: tuple[float, ...]) -> float:
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour]
        return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def dark_sheet() -> str:
    return (ASSETS / "dark.css").read_text()


def share() -> float:
    return float(found(r"invert\(([.\d]+)\) hue-rotate\(180deg\)", dark_sheet()))


def test_white_paper_turned_is_the_dark_pages_own_colour() -> None:
    page = rgb(found(r"--paper: (#\w+);", dark_sheet()))
    assert all(abs(a - b) < 1 / 255 for a, b in zip(turned(theme.PAPER, share()), page, strict=True))


@pytest.mark.parametrize("stroke", [*theme.STROKES.values(), theme.LEVEL, *theme.SIDE_BY_SIDE])
def test_a_charts_words_and_lines_can_be_read_in_the_dark(stroke: theme.Stroke) -> None:
    paper = turned(theme.PAPER, share())
    assert contrast(turned(stroke.ink, share()), paper) >= 4.5
    lit, dark = contrast(rgb(stroke.color), rgb(theme.PAPER)), contrast(turned(stroke.color, share()), paper)
    assert dark >= min(lit, 3.0), "a line stands out less than on white"


def test_words_on_filled_marks_can_be_read_in_the_dark() -> None:
    sets = (theme.BARS, theme.GRADES, *theme.TILES.values())
    for fill in (one for fills in sets for one in fills.values()):
        assert contrast(turned(fill.ink, share()), turned(fill.color, share())) >= 4.5, fill


def test_every_colour_that_the_stylesheets_name_is_there_and_used() -> None:
    """In the dark the same names have other colours; none is left over, and none is half replaced."""
    site, dark = (ASSETS / "site.css").read_text(), dark_sheet()
    defined = set(re.findall(r"(--[\w-]+):", site.partition("}")[0]))
    assert defined == set(re.findall(r"var\((--[\w-]+)\)", site + dark)) - {"--zoom", "--screen"}
    assert set(re.findall(r"(--[\w-]+):", dark)) <= defined
    assert re.findall(r"var\([^)]*\)[\w#]+", site + dark) == []


# ---- as a room sees it


def test_on_a_projector_each_section_fills_the_screen_in_large_type(site: str, tab: Page) -> None:
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.goto(f"{site}/indicator?indicator=adoption-a1&area=865&list=committee-2012&view=projector")
    seen = tab.evaluate("""() => ({
        wide: document.documentElement.scrollWidth <= innerWidth,
        short: [...document.querySelectorAll('main > section')].filter(one => one.checkVisibility())
            .filter(one => one.getBoundingClientRect().height < innerHeight - 1).length,
        sections: document.querySelectorAll('main > section').length,
        dash: !!document.getElementById('react-entry-point'),
        choosing: [...document.querySelectorAll('.choose, header nav, .tabs')]
            .filter(one => one.offsetHeight).length,
        letters: Math.min(...[...document.querySelectorAll('.paint text, .lead, h2')]
            .map(one => parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom)),
    })""")
    assert seen == {**seen, "wide": True, "short": 0, "dash": False, "choosing": 0}
    assert seen["sections"] >= 3
    assert seen["letters"] >= 18
    tab.keyboard.press("PageDown")
    tab.wait_for_function("""() => Math.abs(
        document.querySelector('main > section').getBoundingClientRect().top) < 3""")


# What may be taller than a room's screen: rows of a table, of a list that stands for one, of judgements. Who
# needs them in a room takes the page.
TABLES = "table, .facts, .judgements, .links, .found"
ROOMS = ((1280, 720), (1920, 1080))
MORE_NATIONAL = {
    "a judgement": EXAMPLES["judgement"],
    "small charts": "/compare?area=865&area=873&indicator=lait-totperabnew&show=charts",
    "a city of few": "/?area=201",
    "few beside many": "/indicator?indicator=lait-totperabnew&area=201",
    "a list of 32": "/indicator?indicator=lait-totperabnew&area=202&list=region",
    "many questions": "/?area=383",
    "more lines": "/indicator?indicator=lait-totperabnew&area=865&with=873,383,201",
}


def too_tall(tab: Page, room: tuple[int, int], site: str, pages: Iterable[str]) -> list[str]:
    """The messages of pages that do not fit on a room's screen, of those that are no tables."""
    tab.set_viewport_size({"width": room[0], "height": room[1]})
    found: list[str] = []
    seen = 0
    for page in pages:
        tab.goto(f"{site}{page}{'&' if '?' in page else '?'}view=projector")
        screens = tab.evaluate((ROOT / "tests" / "screens.js").read_text(), TABLES)
        seen += len(screens)
        found += [f"{page}: {one['said']}: {one['share']}" for one in screens if one["share"] > 1]
    assert seen > 40
    return found


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_each_message_is_on_one_screen_of_a_room(site: str, tab: Page, room: tuple[int, int]) -> None:
    pages = [one for name, one in EXAMPLES.items() if name != "not-found"]
    assert too_tall(tab, room, site, pages) == []


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_each_message_about_all_of_england_is_too(
    national_site: str, tab: Page, room: tuple[int, int]
) -> None:
    pages = [*NATIONAL_EXAMPLES.values(), *MORE_NATIONAL.values()]
    assert too_tall(tab, room, national_site, pages) == []


def test_a_message_that_is_taller_is_found(site: str, tab: Page) -> None:
    tab.set_viewport_size({"width": 1280, "height": 300})
    tab.goto(f"{site}/indicator?indicator=adoption-a1&area=865&view=projector")
    found = tab.evaluate((ROOT / "tests" / "screens.js").read_text(), TABLES)
    assert any(one["share"] > 1 and "Side by side" in one["said"] for one in found)
