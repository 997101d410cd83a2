"""Any view as files: what they say is what the page says, each with where it is from and of which release."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from dashboard import (
    common_sheets,
    listings,
    pixels,
    plotted,
    standalone,
    taken,
    text,
    theme,
    tile_sheet,
    view_sheets,
)
from dashboard.listings import Listing, Told
from dashboard.markup_tree import tree
from dashboard.records import Source
from tests.reading import read
from tests.taken import VIEWS, Files, file, got

if TYPE_CHECKING:
    from flask import Flask


SVG = "{http://www.w3.org/2000/svg}"
OF_PAGES = [view for view in VIEWS if view != "compare"]
PNG = b"\x89PNG\r\n\x1a\n"


def links(files: Files, view: str) -> list[str]:
    """The files that a page offers."""
    page = files.page(view)
    return [one for one in page.links if re.match(r"/[a-z]+\.(csv|xlsx|svg|png)\?", one)]


@pytest.fixture(scope="module")
def files(app: Flask) -> Files:
    """The files of every view of the papers."""
    return Files(app)


# ---- what a page offers


@pytest.mark.parametrize("view", VIEWS)
def test_every_file_that_a_page_offers_is_there(app: Flask, files: Files, view: str):
    offered = links(files, view)
    kinds = {urlsplit(one).path.rpartition(".")[2] for one in offered}
    assert kinds >= {"csv", "xlsx", "svg", "png"}
    for one in offered[:4] + offered[-1:]:  # a page's charts are all drawn in the same way
        got(app, one)


def test_a_page_that_is_not_there_or_has_nothing_offers_no_file(app: Flask):
    for address in ("/indicator?indicator=zeppelins", "/indicator?find=absence", "/compare", "/sources"):
        page = read(app.test_client().get(address).get_data(as_text=True))
        assert not [one for one in page.links if ".csv?" in one and not one.startswith("/api")], address


def test_an_earlier_release_stays_in_the_files_links(app: Flask):
    page = read(got(app, "/?area=865&release=1").get_data(as_text=True))
    offered = [one for one in page.links if one.startswith("/glance.")]
    assert offered and all("release=1" in one for one in offered)
    assert "release-1.csv" in got(app, offered[1]).headers["Content-Disposition"]


# ---- tables


@pytest.mark.parametrize("view", OF_PAGES)
def test_what_the_csv_says_the_page_says(files: Files, view: str):
    page = files.page(view)
    plain = re.sub(r"[\s,.·]+", "", page.text)
    rows = files.rows(view)
    assert len(rows) >= 5
    for row in rows:
        shown = re.sub(r"[\s,.·]+", "", row["shown"].replace("’", "'"))
        assert shown in plain, row["shown"]
        assert row["release"].startswith("Release 1, published ")
        assert row["page"].replace("’", "'") == page.one("h1")


@pytest.mark.parametrize("view", OF_PAGES)
def test_a_figure_of_the_csv_leads_to_its_row(app: Flask, files: Files, view: str):
    led = [row for row in files.rows(view) if row["source_row"]]
    assert led
    for row in led[:: max(1, len(led) // 5)]:
        target = urlsplit(row["source_row"])
        page = read(got(app, f"{target.path}?{target.query}").get_data(as_text=True))
        assert target.fragment in page.ids
        assert row["source"].replace("’", "'") in page.text


def test_a_figure_of_the_csv_says_what_whose_and_of_when_it_is(files: Files):
    rows = [row for row in files.rows("glance") if row["section"] == "How its figures compare"]
    a1 = "Average time between entering care and moving in with the adoptive family (A1)"
    said = {row["row"]: row["shown"] for row in rows}
    assert said[f"{a1}: {text.ITS_FIGURE}: 2008–11"] == "803 days"
    neighbours = "Average of 10 of 10 neighbours (the committee’s table, 2012)"
    assert said[f"{a1}: {neighbours}: 2008–11"] == "535 days"
    assert {row["column"] for row in rows} == {"Figure"}


def test_a_source_whose_id_is_written_in_an_address_has_its_title():
    href = "/sources/a%20b%2F1?release=1#r2"
    cells = [[Told("Leeds"), Told("4", 4.0, href=href)]]
    page = taken.Taken("t", listings=[Listing("", "", ("Area", "Figure"), cells)])
    held = Source("a b/1", "A scorecard", "Leeds", "", "", "OGL", "", "", "", "")
    view = view_sheets.View(page, {"a b/1": held}, "Release 1", "http://site", "/", {"release": "1"})
    (((*_, title, row, _, _, _),),) = view_sheets.rows(view)
    assert (title, row) == ("A scorecard", f"http://site{href}")


def test_a_row_below_the_name_of_its_measure_says_both(files: Files):
    compared = Listing("", "", ("Measure", "Area", "2010"), [[Told("NEET"), Told("Leeds"), Told("4%")]], 2)
    assert compared.named(compared.rows[0]) == "NEET: Leeds"
    row = next(row for row in files.rows("glance") if row["table"] == "Adoption")
    assert row["row"] == "Adopters approved: 2011/12"


def test_numbers_are_numbers_and_what_is_missing_is_none(files: Files):
    rows = files.rows("indicator")
    missing = [row for row in rows if row["shown"] == "not available"]
    assert missing and not any(row["value"] for row in missing)
    months = {row["row"]: row["value"] for row in rows if row["column"] == "Wiltshire"}
    assert months["Mar 2012"] == "52"


@pytest.mark.parametrize(
    ("said", "value", "around"),
    [
        ("46%", 46, ("", "%")),
        ("803 days", 803, ("", " days")),
        ("£1,234.50", 1234.5, ("£", "")),
        ("−3.2", -3.2, ("", "")),
        ("54.6 per 10,000", 54.6, ("", " per 10,000")),
        ("5.5 per 1,000 live births (3 years)", 5.5, ("", " per 1,000 live births (3 years)")),
        (f"5 per 1,000 {'x' * 300}", None, ("", "")),
        ('5 per 1,000 "&[Red]', None, ("", "")),
        ("3 of 10", None, ("", "")),
        ("4–9", None, ("", "")),
        ("about 50", None, ("", "")),
        ("suppressed", None, ("", "")),
        ("1st", None, ("", "")),
        ("–", None, ("", "")),
    ],
)
def test_only_what_is_a_number_is_taken_for_one(said: str, value: float | None, around: tuple[str, str]):
    (cell,) = tree(f"<td>{said}</td>").elements()
    one = listings.told(cell, numeric=True)
    assert (one.text, one.value, one.around) == (said, value, around)
    assert listings.told(cell, numeric=False).value is None, "a year in a column of words is no number"


@pytest.mark.parametrize("view", OF_PAGES)
def test_the_workbook_says_what_it_is_and_where_it_is_from(app: Flask, files: Files, view: str):
    book = files.book(view)
    said = [str(cell.value) for cell in book["Cover"]["A"]]
    assert said[0] == files.page(view).one("h1").replace("'", "’")
    assert any(one.startswith("Release 1, published ") for one in said)
    assert any("Licence: " in one for one in said)
    (back,) = [cell for cell in book["Cover"]["A"] if cell.value == "The same as a page"]
    target = urlsplit(back.hyperlink.target)
    assert "release=1" in target.query
    got(app, f"{target.path}?{target.query}")


@pytest.mark.parametrize("view", OF_PAGES)
def test_a_sheet_holds_one_table_without_an_empty_cell(files: Files, view: str):
    sheets = files.book(view).worksheets[1:]
    for sheet in (one for one in sheets if view != "map" or one.title != tile_sheet.NAME):
        (marked,) = sheet.tables.values()
        head = [cell.value for cell in sheet[4]]
        assert marked.column_names == head and len(set(head)) == len(head)
        assert not sheet.merged_cells.ranges
        if not sheet.title.startswith("Chart"):
            cells = [cell.value for row in sheet.iter_rows(min_row=4) for cell in row]
            assert all(value not in (None, "") for value in cells), f"an empty cell in {sheet.title}"


def test_a_number_of_the_workbook_keeps_its_unit_and_leads_to_its_row(files: Files):
    book = files.book("ranked")
    titles = {str(one["A1"].value): one for one in book.worksheets if one.title.startswith("Table")}
    sheet = next(one for title, one in titles.items() if "11 authorities" in title)
    cell = next(row[2] for row in sheet.iter_rows(min_row=5) if row[0].value == "Wiltshire")
    assert (cell.value, cell.number_format) == (803, '#,##0" days"')
    assert cell.hyperlink is not None and "/sources/wiltshire-adoption-scorecard-2012" in str(
        cell.hyperlink.target
    )


def test_a_source_of_the_workbook_leads_to_its_page_of_the_same_release(app: Flask, files: Files):
    sheet = files.book("ranked")["Sources"]
    head, *rows = sheet.iter_rows(min_row=4)
    assert [cell.value for cell in head] == list(common_sheets.OF_SOURCES)
    assert rows
    for row in rows:
        target = urlsplit(str(row[-1].hyperlink and row[-1].hyperlink.target))
        assert "release=1" in target.query
        page = read(got(app, f"{target.path}?{target.query}").get_data(as_text=True))
        assert str(row[1].value).replace("’", "'") in page.text


# ---- charts that the spreadsheet program draws


def charts(files: Files, view: str) -> Mapping[str, list[list[object]]]:
    """The cells of each sheet with a chart, by the sheet's title."""
    book = files.book(view)
    found = {}
    for sheet in book.worksheets:
        if sheet.title.startswith("Chart"):
            assert len(sheet._charts) == 1, "openpyxl reads a chart that it can draw"  # type: ignore[attr-defined]
            found[str(sheet["A1"].value)] = [
                list(row) for row in sheet.iter_rows(min_row=4, values_only=True)
            ]
    return found


def test_bars_of_the_workbook_are_the_pages(files: Files):
    ((_, rows),) = charts(files, "ranked").items()
    assert dict(rows[1:])["Wiltshire"] == 803  # type: ignore[arg-type]
    assert len(rows) == 13


def test_bars_of_the_workbook_have_the_pages_colours(files: Files):
    (sheet,) = (one for one in files.book("ranked").worksheets if one._charts)  # type: ignore[attr-defined]
    ((series,),) = (chart.series for chart in sheet._charts)  # type: ignore[attr-defined]
    names = [str(row[0]) for row in sheet.iter_rows(min_row=5, max_col=1, values_only=True)]
    fills = {
        name: (look.solidFill.srgbClr, look.ln.solidFill.srgbClr)
        for name, look in zip(names, (point.graphicalProperties for point in series.dPt), strict=True)
    }
    assert fills["Wiltshire"] == ("12436D", "12436D")
    assert fills["England"] == ("FFFFFF", theme.DARK_GREY[1:])
    beside = theme.BARS["neighbours"]
    assert list(fills.values()).count((beside.color[1:], beside.edge[1:])) == 10


def test_a_line_is_cut_where_a_figure_is_missing(files: Files):
    ((_, rows),) = charts(files, "indicator").items()
    by_month = {str(row[0]): row[1] for row in rows[1:]}
    assert by_month["Mar 2012"] == 52
    assert by_month["Aug 2008"] is None, "a missing figure is no zero"


def test_a_line_is_cut_where_a_definition_changed():
    trace = {"type": "scatter", "mode": "lines+markers", "name": "Leeds", "line": {"color": "#12436D"}}
    said = ["Leeds<br>2010: 4", "", "Leeds<br>2011: 6"]
    figure = {
        "data": [{**trace, "x": [2010.5, 2011.0, 2011.5], "y": [4, None, 6], "hovertext": said}],
        "layout": {},
    }
    made = plotted.plotted(figure)
    assert made is not None
    assert list(zip(made.rows, made.values, strict=True)) == [
        ("2010", [4]),
        (plotted.CUT, [None]),
        ("2011", [6]),
    ]


def test_grades_are_bars_from_nothing_to_four(files: Files):
    found = charts(files, "inspections")
    rows = next(cells for title, cells in found.items() if title.startswith("Joint area review"))
    assert rows[0] == ["Name", "Grade (1 to 4, 4 is best)"]
    assert dict(rows[1:])["Safeguarding"] == 2  # type: ignore[arg-type]


def test_grades_of_an_aspect_that_was_judged_twice_have_bars_of_different_names():
    head = ("Judgement", "When", "Judged", "Grade (1 to 4, 4 is best)")
    rows = [[Told("Overall"), Told(when), Told("good"), Told("3", 3.0)] for when in ("May 2010", "June 2012")]
    made = plotted.graded(Listing("", "", head, rows, 2))
    assert made is not None and made.rows == ["Overall, May 2010", "Overall, June 2012"]


# ---- pictures


@pytest.mark.parametrize(
    ("view", "chart", "heading", "source"),
    [
        ("indicator", "trend", "39 in Jan 2008 to 52 in Mar 2012", "CAF"),
        ("ranked", "ranked", "803 days", "Adoption scorecard"),
        ("inspections", "timeline", "Wiltshire’s judgements: 29 in two inspections", "Joint Area Review"),
        ("map", "map", "moving in with the adoptive family (A1), 2008–11", "Adoption scorecard"),
        ("compare", "chart", "2008–11, in the order chosen", "Adoption scorecard"),
        ("profile", "strips", "Wiltshire beside its neighbours: Adoption", "Adoption scorecard"),
        ("glance", "panel", "Average time between entering care and the decision", "Adoption scorecard"),
    ],
)
def test_a_picture_says_by_itself_what_it_is(files: Files, view: str, chart: str, heading: str, source: str):
    drawn = files.picture(view, chart)
    said = " ".join(" ".join(drawn.itertext()).split())
    assert heading in said
    assert source.lower() in said.lower() and "Licence: " in said
    assert re.search(r"Release 1, published \d+ \w+ \d{4}\. http://localhost/\S*release=1", said)
    for one in drawn.iter():
        assert "class" not in one.attrib and "style" not in one.attrib, "it needs no stylesheet"
        assert not any("%" in value for value in one.attrib.values()), "it stretches nothing"


def test_a_picture_names_the_list_it_compares_with_and_how_many_have_a_figure(files: Files):
    said = " ".join(files.picture("ranked", "ranked").itertext())
    assert "Compared with the ten authorities in the committee’s 2012 table" in " ".join(said.split())
    assert "10 of 10 have a figure" in " ".join(said.split())


def test_a_picture_of_the_timeline_says_what_its_numbers_are(files: Files):
    said = " ".join(" ".join(files.picture("inspections", "timeline").itertext()).split())
    assert "Joint area review: 1 Safeguarding; 2 Looked After Children and Young People;" in said
    assert "Different inspections looked at different things" in said


def test_colours_of_a_picture_are_the_pages(files: Files):
    fills = {one.attrib.get("fill") for one in files.picture("ranked", "ranked").iter(f"{SVG}rect")}
    assert {"#12436D", "#FCE0D1", "#FFFFFF"} <= fills


def test_nothing_of_a_picture_is_cut(files: Files):
    for view, chart in (
        ("ranked", "ranked"),
        ("indicator", "trend"),
        ("inspections", "timeline"),
        ("map", "map"),
    ):
        drawn = files.picture(view, chart)
        _, _, width, height = map(float, drawn.attrib["viewBox"].split())
        for one in drawn:
            if one.tag == f"{SVG}text":
                for line in one:
                    assert 0 < float(line.attrib["y"]) < height
                    assert float(line.attrib["x"]) + 4 * len(line.text or "") < width


def test_letters_that_no_picture_may_hold_are_left_out():
    """Whoever published them: in the sentences around a chart, and in the names that it shows."""
    figure = plain()
    figure["layout"]["xaxis"] |= {"tickvals": [0.5], "ticktext": ["Lee\x07ds\ud800 & all"]}
    drawing = taken.Drawing("x", "", "", "", [("", figure)])
    around = standalone.Around("", "a\x07 <b> & c", "", ["=1+1 \x00"])
    drawn = standalone.svg(drawing, around)
    said = "".join(ElementTree.fromstring(drawn).itertext())
    assert "a <b> & c" in said and "Leeds & all" in said and "\x07" not in said
    assert pixels.png(drawn).startswith(PNG)


def plain() -> dict[str, Any]:
    axis: dict[str, Any] = {
        "range": [0, 1],
        "tickvals": [],
        "ticktext": [],
        "showgrid": False,
        "showline": False,
    }
    axis |= {"tickfont": {"size": 14, "color": "#000"}}
    return {
        "data": [],
        "layout": {"height": 100, "margin": dict.fromkeys("lrtb", 8), "xaxis": dict(axis), "yaxis": axis},
    }


def test_a_png_is_the_same_picture_with_letters_in_it(app: Flask, files: Files):
    drawn = got(app, file(VIEWS["compare"], "png", chart="chart"))
    assert drawn.content_type == "image/png" and drawn.get_data().startswith(PNG)
    width, height = (int.from_bytes(drawn.get_data()[at : at + 4], "big") for at in (16, 20))
    size = [float(one) for one in files.picture("compare", "chart").attrib["viewBox"].split()[2:]]
    assert [width, height] == [2 * one for one in size]
    letters = pixels.png(f'<svg {standalone_size()}><text x="9" y="40" font-size="30">Wiltshire</text></svg>')
    nothing = pixels.png(f"<svg {standalone_size()}></svg>")
    assert len(letters) > 2 * len(nothing), "our own letters are found and drawn"


def standalone_size() -> str:
    return 'xmlns="http://www.w3.org/2000/svg" width="200" height="60" font-family="Arial, sans-serif"'


# ---- asking


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/indicator.csv?indicator=zeppelins", 404, "Indicator not found"),
        ("/indicator.svg?indicator=adoption-a1&area=865&chart=pie", 404, "There is no chart “pie” here"),
        ("/profile.svg?area=383", 404, "There is no chart"),
        ("/glance.csv?area=Leedz", 404, "Authority not found"),
        ("/glance.xlsx?area=865&release=99", 404, "There is no release “99”"),
    ],
)
def test_what_cannot_be_given_is_said_in_words(app: Flask, address: str, status: int, said: str):
    answer = got(app, address, status)
    assert said in answer.get_data(as_text=True)
    assert answer.content_type.startswith("text/plain")


def test_a_file_is_kept_until_something_new_is_published(app: Flask):
    first = got(app, file(VIEWS["map"], "svg"))
    assert first.headers["Content-Disposition"] == 'attachment; filename="yardstick-map-map-release-1.svg"'
    known = {"If-None-Match": first.headers["ETag"]}
    assert app.test_client().get(file(VIEWS["map"], "svg"), headers=known).status_code == 304
