"""The page /map: papers only, all of England in quarters, and Ofsted's grades. Read without a browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from loaders import ranking
from tests.books import Grid, save
from tests.live import served
from tests.reading import Read, read

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

    from dashboard.settings import Settings
    from loaders.reference import Reference
    from loaders.store import Store

OUTCOMES = "real/ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"
LISTS = "real/lait/sn_may_2025.xlsx"
A1 = (
    "Average time between a child entering care and moving in with its adoptive family, for children who have"
    " been adopted (days)"
)
ADOPTED = "Adoptions from care (number adopted)"
Get = Callable[..., Read]
TILE = re.compile(r'<a href="([^"]+)"[^>]*><title>([^<]+)</title>(.*?)</a>')


def getting(app: Flask) -> Get:
    """Asks for an address; the answer must be a page with the status."""
    client = app.test_client()

    def ask(address: str, status: int = 200) -> Read:
        answer = client.get(address)
        assert answer.status_code == status, address
        return read(answer.get_data(as_text=True))

    return ask


def tiles(app: Flask, address: str) -> dict[str, tuple[str, str]]:
    """Of every tile by code: the letter or number in it, and its title."""
    text = app.test_client().get(address).get_data(as_text=True)
    found = {}
    for href, title, inside in TILE.findall(text):
        code = parse_qs(urlsplit(unescape(href)).query)["area"][0]
        found[code] = (re.findall(r"<text[^>]*>([^<]*)</text>", inside)[1], unescape(title))
    return found


@pytest.fixture(scope="module")
def papers(app: Flask) -> Get:
    return getting(app)


# ---- with the papers only


def test_every_authority_has_a_tile_that_leads_to_its_own_page(app: Flask, reference: Reference):
    client = app.test_client()
    text = client.get("/map?indicator=adoption-a1&area=865").get_data(as_text=True)
    hrefs = [unescape(href) for href, _, _ in TILE.findall(text)]
    assert len(hrefs) == 153
    assert [href for href in hrefs if client.get(href).status_code != 200] == []
    assert hrefs == [f"/indicator?indicator=adoption-a1&area={code}" for code in reference.layout.tiles]


def test_eleven_authorities_are_no_england_so_there_are_no_quarters(app: Flask, papers: Get):
    page = papers("/map?indicator=adoption-a1&area=865&list=committee-2012")
    assert "Too few of England's authorities are in this source" in page.text
    assert "11 of England's 152 authorities have a figure for 2008–11; 141 have none" in page.text
    assert Counter(mark for mark, _ in tiles(app, "/map?indicator=adoption-a1").values()) == {
        "•": 10,
        "–": 143,
    }
    assert "waited 803 days on average to move in with their new family (2008–11)." in page.text
    assert "It is 11th of 11 in this source." in page.text


def test_a_former_authority_has_no_tile_and_the_table_says_so(papers: Get):
    page = papers("/map?indicator=adoption-a1&area=865&list=committee-2012")
    row = next(row for row in page.by_tag["tr"] if row.startswith("Dorset (until 2019) 502 days"))
    assert "no tile: it existed until 31 March 2019" in row
    assert "Dorset (until 2019) no longer exists and has no tile." in page.text


def test_a_figure_in_the_table_leads_to_its_row(papers: Get):
    page = papers("/map?indicator=adoption-a1&area=865")
    source = next(link for link in page.links if link.startswith("/sources/wiltshire-adoption"))
    address, _, row = source.partition("#")
    assert row in papers(address).ids


def test_counts_are_shown_and_not_shaded(papers: Get):
    page = papers("/map?indicator=adoption-adopted&area=865")
    assert "not compared between authorities" in page.text
    assert not re.search(r"\d+(st|nd|rd|th) of \d+", page.text)


def test_without_a_choice_the_papers_show_figures_since_they_have_no_national_grades(papers: Get):
    assert "(A1)" in papers("/map").one("h1")


def test_no_grades_are_said_to_be_missing(papers: Get):
    page = papers("/map?judgement=overall")
    assert "No inspection of this kind is in the release shown." in page.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/map?area=Wiltshyre", "Did you mean Wiltshire?"),
        ("/map?indicator=price-of-fish", "no indicator called “price-of-fish”"),
    ],
)
def test_what_is_unknown_is_said(papers: Get, address: str, said: str):
    assert said in papers(address, 404).text


def test_a_group_can_be_chosen_where_there_are_groups(papers: Get):
    page = papers("/map?indicator=year-11-leavers-in-full-time-education")
    assert len(page.by_tag["label"]) >= 2
    assert page.one("h1")


def test_a_release_that_was_asked_for_is_kept(app: Flask):
    text = app.test_client().get("/map?indicator=adoption-a1&release=1").get_data(as_text=True)
    assert all("release=1" in href for href, _, _ in TILE.findall(text))


def test_a_map_says_how_truly_its_tiles_lie(papers: Get, reference: Reference):
    kept = reference.layout.kept
    said = papers("/map").text
    assert f"{kept.mean_displacement_kilometres:.0f} km ({kept.mean_displacement_tiles} tiles)" in said
    assert f"{kept.neighbouring_pairs_kept} ({100 * kept.share_of_neighbouring_pairs_kept:.0f}%)" in said


# ---- with figures of all of England: a made-up scorecard, a row an authority


@pytest.fixture(scope="module")
def figures(reference: Reference) -> dict[str, int | str]:
    """Days by code: whole numbers with ties; two are kept back, and one has none."""
    codes = sorted(reference.layout.tiles)
    made: dict[str, int | str] = {code: 400 + 7 * (n * 37 % 101) for n, code in enumerate(codes)}
    return {**made, "420": "[c]", "201": "[x]"}


@pytest.fixture(scope="module")
def everywhere(
    tmp_path_factory: pytest.TempPathFactory,
    reference: Reference,
    settings: Settings,
    figures: dict[str, int | str],
) -> Iterator[Flask]:
    from dashboard.shell import create_app

    folder = tmp_path_factory.mktemp("everywhere")
    names = [[reference.areas[code].name, "2022-25", 10, value] for code, value in figures.items()]
    card: Grid = [["Local authority", "Period", ADOPTED, A1], *names]
    with closing(
        published(folder, [save(folder, {"Card": card}, "scorecard-2025.xlsx")], reference)
    ) as store:
        yield create_app(store, reference, settings)


def published(folder: Path, files: list[Path], reference: Reference) -> Store:
    """A store of a folder with the papers and some more files published."""
    from loaders import FORMATS, shipped
    from loaders.format import read as read_file
    from loaders.store import Store

    store = Store(f"sqlite:///{folder / 'store.db'}")
    store.publish(shipped.uploads(reference))
    store.publish([shipped.upload(path, read_file(path, reference, FORMATS)) for path in files])
    return store


def test_the_letters_on_the_map_are_those_of_the_ranking(everywhere: Flask, figures: dict[str, int | str]):
    values = {code: float(value) for code, value in figures.items() if isinstance(value, int)}
    bands = ranking.bands(values)
    letters = {code: ranking.letter(value, bands, "low") for code, value in values.items()}
    shown = tiles(everywhere, "/map?indicator=adoption-a1&area=865")
    assert {code: mark for code, (mark, _) in shown.items() if mark != "–"} == letters
    assert {code for code, (mark, _) in shown.items() if mark == "–"} == {"420", "201"}


def test_a_tile_says_name_figure_place_and_quarter(everywhere: Flask, figures: dict[str, int | str]):
    ranks = ranking.rank({c: float(v) for c, v in figures.items() if isinstance(v, int)}, "low")
    _, title = tiles(everywhere, "/map?indicator=adoption-a1&area=865")["865"]
    joint = "joint " if list(ranks.values()).count(ranks["865"]) > 1 else ""
    assert re.fullmatch(
        rf"Wiltshire: {figures['865']} days, {joint}{ranks['865']}(st|nd|rd|th) of 151, "
        r"(best|second-best|third-best|last) quarter \([ABCD]\)",
        title,
    )
    assert tiles(everywhere, "/map?indicator=adoption-a1")["420"][1] == (
        "Isles of Scilly: not shown, to protect people"
    )


def test_the_message_places_the_authority_among_england_and_its_neighbours(everywhere: Flask):
    lead = getting(everywhere)("/map?indicator=adoption-a1&area=865&list=dfe-2025").by_tag["p"]
    said = next(text for text in lead if "adopted from Wiltshire waited" in text)
    assert re.search(r"of 151 in England, in the [a-z-]+ quarter \([ABCD]\)\.", said)
    counted = re.findall(r"(\d+) (?:is|are) in (?:a better|the same|a worse) quarter", said)
    assert sum(map(int, counted)) == 10
    assert "Of the ten statistical neighbours of May 2025" in said


def test_the_neighbours_of_the_list_are_outlined_and_named_in_the_table(everywhere: Flask):
    page = getting(everywhere)("/map?indicator=adoption-a1&area=865&list=dfe-2025")
    assert sum("neighbour on the list" in row for row in page.by_tag["tr"]) == 10
    assert any(row.startswith("Wiltshire") and row.endswith("chosen") for row in page.by_tag["tr"])
    titles = [title for _, title in tiles(everywhere, "/map?indicator=adoption-a1&list=dfe-2025").values()]
    assert sum(title.endswith("neighbour on the list") for title in titles) == 10


def test_the_table_says_the_same_as_the_tiles(everywhere: Flask):
    page = getting(everywhere)("/map?indicator=adoption-a1&area=865")
    rows = {row for row in page.by_tag["tr"] if " days " in row}
    for _, title in tiles(everywhere, "/map?indicator=adoption-a1&area=865").values():
        name, _, said = title.partition(": ")
        parts = said.replace(", neighbour on the list", "").split(", ")
        if len(parts) == 3:
            assert any(row.startswith(f"{name} {parts[0]} {parts[2]} {parts[1]}") for row in rows), title


def test_what_better_means_is_said(everywhere: Flask):
    page = getting(everywhere)("/map?indicator=adoption-a1")
    assert "Lower is better, so A is the quarter of authorities with the lowest figures." in page.text
    assert "151 of England's 153 authorities have a figure for 2022–25; 2 have none." in page.text
    keys = [text for text in page.by_tag["li"] if "quarter: " in text]
    assert len(keys) == 4
    assert sum(int(key.split()[-1]) for key in keys) == 151


# ---- with Ofsted's national file


@pytest.fixture(scope="module")
def national(
    tmp_path_factory: pytest.TempPathFactory, shared: Path, reference: Reference, settings: Settings
) -> Iterator[Flask]:
    from dashboard.shell import create_app

    files = [shared / OUTCOMES, shared / LISTS]
    with closing(published(tmp_path_factory.mktemp("national"), files, reference)) as store:
        yield create_app(store, reference, settings)


@pytest.fixture(scope="module")
def graded(national: Flask) -> dict[str, tuple[str, str]]:
    return tiles(national, "/map?judgement=overall&area=865")


def test_all_153_authorities_are_graded(graded: dict[str, tuple[str, str]]):
    assert len(graded) == 153
    assert {mark for mark, _ in graded.values()} == {"1", "2", "3", "4"}


def test_a_tile_has_the_latest_grade(national: Flask, graded: dict[str, tuple[str, str]]):
    assert graded["865"] == ("4", "Wiltshire: Outstanding (4 of 4), published 12 December 2023")
    answer = national.test_client().get("/api/v1/judgements.json?framework=ilacs&theme=overall")
    newest: dict[str, dict[str, str]] = {}
    for row in answer.get_json()["rows"]:
        if row["la_code"] not in newest or row["published_on"] > newest[row["la_code"]]["published_on"]:
            newest[row["la_code"]] = row
    assert {code: mark for code, (mark, _) in graded.items()} == {
        code: str(row["grade"]) for code, row in newest.items() if code in graded
    }


def test_grades_are_the_start_where_there_are_any_and_lead_to_inspections(national: Flask):
    page = getting(national)("/map?area=865")
    assert page.one("h1") == "Inspection grades: overall"
    assert "/inspections?area=302&framework=ilacs" in page.links
    assert "4 have the same grade and 6 have a lower grade" in page.text


def test_a_theme_that_some_were_not_judged_on_says_so(national: Flask):
    page = getting(national)("/map?judgement=care-leavers&area=865")
    assert "“Experiences of care leavers” has been judged on its own only since January 2023" in page.text
    shown = tiles(national, "/map?judgement=care-leavers")
    missing = [title for mark, title in shown.values() if mark == "–"]
    assert 40 < len(missing) < 60
    assert all("no such judgement" in title for title in missing)


def test_former_authorities_grades_are_in_the_table_only(national: Flask):
    rows = getting(national)("/map?judgement=overall").by_tag["tr"]
    assert sum("no tile: it existed until" in row for row in rows) == 3


def test_an_unknown_theme_is_said(national: Flask):
    assert "No inspection has judged “weather”" in getting(national)("/map?judgement=weather", 404).text


# ---- in a browser


@pytest.fixture(scope="module")
def site(national: Flask) -> Iterator[str]:
    with served(national) as address:
        yield address


# Every tile that the arrow keys lead to from the one that has the focus.
WALKED = """() => {
    const seen = new Set([document.activeElement]);
    for (const tile of seen) for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
        tile.focus();
        tile.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
        seen.add(document.activeElement);
    }
    return [...seen].map(one => one.querySelector("title").textContent);
}"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return {
        href: one.getAttribute("href"),
        tile: one.matches(".england a"),
        seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3,
        told: getComputedStyle(one.nextElementSibling ?? one).visibility === "visible",
        name: one.querySelector("title")?.textContent,
    };
}"""


def test_the_map_is_one_stop_and_the_arrow_keys_reach_every_tile(site: str, tab: Page, reference: Reference):
    tab.goto(f"{site}/map?area=865")
    tab.wait_for_selector('.england a[tabindex="0"]')
    tab.get_by_role("link", name="Go to the map as a table").focus()
    tab.keyboard.press("Tab")
    for key, name in ((None, "Wiltshire"), ("Home", "Newcastle upon Tyne"), ("ArrowRight", "North Tyneside")):
        if key:
            tab.keyboard.press(key)
        at = tab.evaluate(FOCUSED)
        assert at["tile"] and at["seen"] and at["told"], name
        assert at["name"].startswith(f"{name}: ")
    assert len(tab.evaluate(WALKED)) == len(reference.layout.tiles)
    tab.keyboard.press("Tab")
    assert not tab.evaluate(FOCUSED)["tile"]


def test_without_scripts_the_tab_key_reaches_the_tiles_row_by_row(
    site: str, open_tab: Callable[..., Page], reference: Reference
):
    tab = open_tab(java_script_enabled=False)
    tab.goto(f"{site}/map?area=865")
    links = tab.locator(".england a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert [parse_qs(urlsplit(one).query)["area"][0] for one in links] == list(reference.layout.tiles)
    assert tab.locator(".england a[tabindex]").count() == 0


def test_a_tile_leads_to_its_authority_with_the_enter_key(site: str, tab: Page):
    tab.goto(f"{site}/map?area=865")
    tab.get_by_role("link", name=re.compile("^Leeds: ")).first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/inspections?area=383**")
    assert "Leeds" in tab.locator("h1").inner_text()


def test_the_keyboard_can_pass_the_map_by(site: str, tab: Page):
    tab.goto(f"{site}/map?area=865")
    tab.get_by_role("link", name="Go to the map as a table").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").inner_text() == "The map as a table"
    tab.keyboard.press("Enter")
    assert tab.get_by_role("table").is_visible()


def test_only_the_tile_that_is_pointed_at_tells(site: str, tab: Page):
    tab.goto(f"{site}/map?area=865")
    told = tab.locator(".england .told")
    shown = """nodes => nodes.filter(one => getComputedStyle(one).visibility === 'visible')
        .map(one => one.textContent)"""
    assert told.evaluate_all(shown) == []
    tab.locator(".england a").nth(10).focus()
    tab.keyboard.press("ArrowRight")
    assert len(told.evaluate_all(shown)) == 1
    tab.locator(".england a").nth(60).hover()
    (said,) = told.evaluate_all(shown)
    title = tab.locator(".england a title").nth(60).text_content() or ""
    assert said.replace(" ", "").startswith(title.partition(":")[0].replace(" ", ""))


@pytest.mark.parametrize("width", [360, 390])
def test_tiles_are_targets_large_enough_for_a_finger(site: str, open_tab: Callable[..., Page], width: int):
    tab = open_tab(viewport={"width": width, "height": 844})
    tab.goto(f"{site}/map?area=865")
    sizes = tab.locator(".england a .t").evaluate_all(
        "nodes => nodes.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert len(sizes) == 153
    assert min(min(size) for size in sizes) >= 24
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_told_stands_in_the_sea(site: str, open_tab: Callable[..., Page]):
    """What the map writes of a tile covers no tile, however long the name is and however narrow the page."""
    for width in (390, 1280):
        tab = open_tab(viewport={"width": width, "height": 844})
        tab.goto(f"{site}/map?area=865")
        covered = tab.evaluate(
            """() => {
                const tiles = [...document.querySelectorAll(".england .t")]
                    .map(one => one.getBoundingClientRect());
                return [...document.querySelectorAll(".england .told")].filter(one => {
                    const box = one.getBBox && one.getBoundingClientRect();
                    return tiles.some(tile => tile.left < box.right && box.left < tile.right
                        && tile.top < box.bottom && box.top < tile.bottom);
                }).map(one => one.textContent);
            }"""
        )
        assert covered == []
