"""Charts as they are taken away: every view has its own, in a spreadsheet each says what it shows."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from dashboard import (
    along,
    firstpaint,
    ids,
    pages,
    plotted,
    striped,
    strips,
    text,
    theme,
    tile_sheet,
    view_exports,
)
from dashboard.addresses import Query
from dashboard.listings import Listing, Told
from dashboard.markup import Markup
from dashboard.markup_tree import tree
from dashboard.queries import Ask
from tests.reading import read
from tests.taken import VIEWS, Files, file, got

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from loaders.reference import Reference
    from loaders.store import Store

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
PNG = b"\x89PNG\r\n\x1a\n"
PACK = "/pack?area=865&part=timeline&part=figures&indicator=adoption-a1&indicator=caf-opened"
# An address of every page with something to take along, and of the others.
ALL = {**VIEWS, "pack": PACK, "judged": "/map?area=865&judgement=overall"}
WITHOUT = {
    "/sources": "/sources",
    "/accessibility": "/accessibility",
    "/sources/<source>": "/sources/wiltshire-committee-pack-2012",
}


@pytest.fixture(scope="module")
def files(app: Flask) -> Files:
    """The files of every view of the papers."""
    return Files(app)


# ---- every view has its files


def test_every_page_is_walked_through_here():
    known = {urlsplit(one).path for one in ALL.values()} | WITHOUT.keys()
    assert {one.PATH for one in pages.PAGES} == known


@pytest.mark.parametrize("path", WITHOUT)
def test_a_page_that_offers_no_file_has_no_chart(app: Flask, path: str):
    page = got(app, WITHOUT[path]).get_data(as_text=True)
    main = tree(page).first("main")
    assert main is not None and not list(main.all("svg"))


@pytest.mark.parametrize("view", [one for one in ALL if one != "judged"])
def test_every_view_offers_its_tables_and_each_chart_as_svg_and_png(app: Flask, view: str):
    page = read(got(app, ALL[view]).get_data(as_text=True))
    offered = [urlsplit(one) for one in page.links if re.match(r"/[a-z]+\.(csv|xlsx|svg|png)\?", one)]
    kinds: dict[str, list[str]] = {}
    for one in offered:
        kind = one.path.rpartition(".")[2]
        kinds.setdefault(kind, []).append(dict(parse_qsl(one.query)).get(ids.CHART, ""))
    assert len(kinds["csv"]) == len(kinds["xlsx"]) == 1
    assert kinds["svg"] == kinds["png"] and len(set(kinds["svg"])) == len(kinds["svg"]) >= 1
    for name in kinds["svg"]:
        drawn = ElementTree.fromstring(got(app, file(ALL[view], "svg", chart=name)).get_data())
        said = " ".join(" ".join(drawn.itertext()).split())
        assert "Release 1, published " in said and "Licence: " in said, name
    assert got(app, file(ALL[view], "png", chart=kinds["png"][0])).get_data().startswith(PNG)


@pytest.mark.parametrize("view", [one for one in ALL if one != "judged"])
def test_what_is_drawn_on_a_page_is_all_in_its_pictures(store: Store, reference: Reference, view: str):
    """A graph, a map or strips that no picture holds would be on screen only."""
    release = store.current()
    assert release is not None
    target = urlsplit(ALL[view])
    (module,) = [one for one in view_exports.VIEWS if target.path == one.PATH]
    page = module.page(Query(tuple(parse_qsl(target.query))), Ask(store, release, reference))
    found = view_exports.taken(page).drawings
    assert found
    assert sum(len(one.figures) for one in found) == len(list(firstpaint.graphs(page.tree)))
    markup = firstpaint.to_html(page.tree)
    assert ('class="england"' in markup) == any(one.map for one in found)
    assert ('class="own"' in markup) == any(one.striped for one in found)
    assert [one.name for one in along.named(page.tree)] == [one.name for one in found]


# ---- strips


def test_a_picture_of_a_profile_has_name_strip_figures_and_period_of_each_measure(files: Files):
    drawn = files.picture("profile", "strips")
    said = " ".join(" ".join(drawn.itertext()).split())
    page = tree(got(files.app, VIEWS["profile"]).get_data(as_text=True))
    (table,) = [
        one for one in page.all("table", "profile") if one.first("path", "own") and one.first("tbody")
    ][:1]
    for row in (row for row in table.all("tr") if row.first("path", "near") and row.first("td")):
        cells = [" ".join(one.text().split()) for one in row.elements()]
        for cell in cells:
            for word in cell.split():
                assert word in said, f"{word} of {cells}"
    for words in (*text.WORST_TO_BEST, "a neighbour each", "committee’s 2012 table", "46%", "2008–11"):
        assert words in said
    assert len(list(drawn.iter(f"{SVG}circle"))) >= 4, "its dots and the one of the legend"


def test_a_mark_of_a_strip_lies_in_the_picture_where_it_lies_on_the_page():
    body = (
        '<tr><th>Days</th><td><svg><path class="near" d="M250 4V24"/><path class="own rim" d="M500 14h0"/>'
        '<path class="own" d="M500 14h0"/></svg></td><td>5</td></tr>'
    )
    found = striped.striped(next(iter(tree(_table(body)).elements())), "")
    assert found is not None
    ((row,),) = [table.rows for table in found.tables]
    assert (row.marks.at("own"), row.marks.at("eng")) == (500, None)
    made = plotted.placed(found)
    assert made is not None
    assert (made.rows, made.series, made.values) == (["Days"], ["Leeds", "England"], [[50, None]])


def _table(body: str, ends: tuple[str, str] = text.WORST_TO_BEST) -> str:
    key = (
        '<span class="marks"><b>First</b><span><svg><path class="own" d="M12 14h0"/></svg>Leeds</span></span>'
    )
    spans = "".join(f"<span>{one}</span>" for one in ends)
    head = f"<tr><th>Measure</th><th>{spans}</th><th>Its figure</th></tr>"
    return (
        f'<table class="profile"><caption>{key}</caption><thead>{head}</thead><tbody>{body}</tbody></table>'
    )


def test_strips_without_a_better_end_are_in_no_chart_of_best_and_worst():
    body = '<tr><th>Share</th><td><svg><path class="own" d="M500 14h0"/></svg></td><td>5</td></tr>'
    found = striped.striped(next(iter(tree(_table(body, text.SMALLEST_TO_LARGEST)).elements())), "")
    assert found is not None and plotted.placed(found) is None


def test_a_picture_of_many_strips_holds_the_first_and_says_of_how_many():
    one = '<tr><th>Days</th><td><svg><path class="own" d="M500 14h0"/></svg></td><td>5</td></tr>'
    first, more = (
        striped.striped(next(iter(tree(_table(one * count)).elements())), "") for count in (30, 100)
    )
    assert first is not None and more is not None
    whole = first.more(more)
    assert (whole.shown, whole.total) == (striped.MOST, 130)


def test_a_national_profile_is_cut_to_forty_and_says_so(national_app: Flask):
    drawn = ElementTree.fromstring(got(national_app, "/profile.svg?area=865").get_data())
    said = " ".join(" ".join(drawn.itertext()).split())
    found = re.search(r"The first 40 of (\d+) measures that have a line, in the order of the page", said)
    assert found and int(found[1]) > 300
    assert "Local Authority Interactive Tool" in said and "Licence: " in said
    _, _, width, height = map(float, drawn.attrib["viewBox"].split())
    assert height < 4_000, "it can be made a PNG"
    for one in drawn.iter(f"{SVG}text"):
        for line in one:
            wide = float(one.attrib["font-size"]) * 0.45 * len(line.text or "")
            x = float(line.attrib["x"])
            left, right = (x - wide, x) if one.attrib.get("text-anchor") == "end" else (x, x + wide)
            assert left > 0 and right < width and 0 < float(line.attrib["y"]) < height, line.text


def test_a_table_is_a_chart_if_strips_are_in_it():
    assert issubclass(strips.Strips, Markup)
    assert list(along.named([Markup("<table></table>")])) == []
    assert [one.name for one in along.named([strips.Strips("<svg></svg>")] * 2)] == ["strips"]


# ---- the map in a spreadsheet


def test_the_map_is_in_its_workbook_as_cells_and_says_where_the_same_is_a_table(files: Files):
    book = files.book("map")
    sheet = book[tile_sheet.NAME]
    cells = [cell for row in sheet.iter_rows(min_row=6) for cell in row if "\n" in str(cell.value)]
    drawn = files.picture("map", "map")
    shown = [one for one in drawn.iter(f"{SVG}g") if one.find(f"{SVG}title") is not None]
    assert len(cells) == len(shown) == 153
    (own,) = [cell for cell in cells if str(cell.value).startswith("[")]
    assert str(own.value).splitlines()[0] == "[Wil]"
    assert str(own.border.left.color.rgb)[2:] == theme.TILE_FRAMES["this"].lstrip("#").upper()
    assert not sheet.merged_cells.ranges
    (table,) = re.findall(r"on the sheet called (Table \d+)\.", str(sheet["A2"].value))
    names = {str(row[0].value) for row in book[table].iter_rows(min_row=5)}
    assert {"Wiltshire", "Leeds"} < names
    assert len(names) >= len(cells)


def test_the_shade_and_mark_of_a_cell_are_those_of_the_map(app: Flask, files: Files):
    sheet = files.book("map")[tile_sheet.NAME]
    wanted = {}
    for one in tree(got(app, VIEWS["map"]).get_data(as_text=True)).all("svg", "england"):
        for tile in one.all("a"):
            square = tile.first("rect", "t")
            label, mark = tile.first("text", "l"), tile.first("text", "m")
            assert square and label and mark
            wanted[label.text(), mark.text()] = square.attributes["fill"].lstrip("#")
    for row in sheet.iter_rows(min_row=6):
        for cell in row:
            if "\n" in str(cell.value):
                label, mark = str(cell.value).strip("[").replace("]", "").splitlines()
                assert str(cell.fill.fgColor.rgb)[2:] == wanted[label, mark]


def test_figures_of_a_map_are_bars_in_order_of_their_place():
    head = ("Authority", "Figure", "Quarter", "Place", "On the map")

    def row(name: str, value: float | None, place: str) -> list[Told]:
        return [Told(name), Told(f"{value}%", value, around=("", "%")), Told("–"), Told(place), Told("")]

    rows = [row("Leeds", 5, "2nd of 3"), row("Bath", 4, "joint 1st of 3"), row("Kent", 9, "3rd of 3")]
    listing = Listing("", "", head, [*rows, row("Old Dorset", 1, "–"), row("York", None, "–")])
    made = plotted.ranked(listing, "quarters")
    assert made is not None
    assert (made.rows, made.values) == (["Bath", "Leeds", "Kent"], [[4], [5], [9]])
    unranked = Listing("", "", head, [row(name, value, "–") for name, value in (("A", 1), ("B", 2))])
    sizes = plotted.ranked(unranked, "sizes")
    assert sizes is not None and sizes.rows == ["B", "A"], "the highest first"
    assert plotted.ranked(listing, "apart") is None, "counts are never held against each other"


def test_grades_of_a_map_are_counted(national_app: Flask):
    files = Files(national_app)
    page = got(national_app, "/map?judgement=overall&area=865").get_data(as_text=True)
    counted = [one.text() for one in tree(page).all(kind="count")]
    book = files.opened(file("/map?judgement=overall&area=865", "xlsx"))
    rows = list(book["Chart 1"].iter_rows(min_row=5, values_only=True))
    assert [str(row[1]) for row in rows] == counted[: len(rows)]
    assert rows[0][0] == "Outstanding"
    assert tile_sheet.NAME in book.sheetnames


# ---- charts that the spreadsheet program draws say what they show


def frames(content: bytes) -> Iterator[ElementTree.Element]:
    """What is told of each chart and picture of a workbook."""
    with ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                yield from ElementTree.fromstring(packed.read(name)).iter(f"{DRAWING}cNvPr")


@pytest.mark.parametrize("view", [one for one in ALL if one != "judged"])
def test_every_chart_of_every_workbook_says_what_it_shows_to_who_cannot_see_it(files: Files, view: str):
    content = got(files.app, file(ALL[view], "xlsx")).get_data()
    told = [one.attrib.get("descr", "") for one in frames(content)]
    book = files.opened(file(ALL[view], "xlsx"))
    charts = [one for one in book.worksheets if one._charts]  # type: ignore[attr-defined]
    assert len(told) == len(charts) >= 1
    titles = [str(one["A1"].value) for one in charts]
    for title in titles:
        (said, *_) = [one for one in told if one.startswith(title)]
        assert re.search(r"(\d+ bars|Lines of .+), from .+ to .+\. ", said), said
        assert said.endswith(text.CHART_BESIDE)


def test_a_chart_with_a_message_says_it(files: Files):
    (said,) = [one.attrib["descr"] for one in frames(files.content("ranked"))]
    assert "Wiltshire" in said and "803 days" in said
