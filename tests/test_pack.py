"""A committee's pack: what is ticked of an authority's pages, on one page and in one workbook."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from dashboard import text
from tests.reading import read
from tests.taken import got

if TYPE_CHECKING:
    from flask import Flask

    from tests.reading import Read

FULL = "/pack?area=865&" + "&".join(f"part={part}" for part in text.PACK_PARTS) + "&indicator=adoption-a1"


def page(app: Flask, address: str) -> Read:
    return read(got(app, address).get_data(as_text=True))


def headings(shown: Read) -> list[str]:
    return [one for one in shown.by_tag["h2"] if one != text.ALONG]


def test_until_something_is_ticked_it_is_a_usual_pack(app: Flask):
    shown = page(app, "/pack?area=865")
    assert shown.one("h1") == "Wiltshire: a pack for the committee"
    assert headings(shown) == ["What inspectors said", "What it aimed for", "The sources of all this"]


def test_what_is_ticked_is_there_in_the_order_of_the_list_and_nothing_else(app: Flask):
    shown = page(app, "/pack?area=865&part=sources&part=timeline&indicator=adoption-a1&indicator=caf-opened")
    assert headings(shown) == [
        "Wiltshire's inspections, one after the other",
        "Average time between entering care and moving in with the adoptive family (A1)",
        "Common assessments (CAFs) opened",
        "The sources of all this",
    ]


def test_its_figures_are_those_of_the_pages_that_they_are_from(app: Flask):
    shown, own = page(app, FULL), page(app, "/indicator?indicator=adoption-a1&area=865")
    rows = [row for row in own.by_tag["tr"] if row.startswith(("Wiltshire", "West Berkshire"))]
    assert rows and all(row in shown.by_tag["tr"] for row in rows[:2])
    for lead in (own.by_tag["p"][2], "Safeguarding and looked after children inspection"):
        assert lead in shown.text


def test_recommendations_come_with_their_deadlines(app: Flask):
    shown = page(app, "/pack?area=865&part=recommendation")
    (heading,) = headings(shown)
    assert heading.startswith("Recommendations: ")
    assert "By when: immediate" in shown.text


def test_no_name_is_there_twice_and_no_chart_is_mounted(app: Flask):
    shown = page(app, f"{FULL}&indicator=caf-opened")
    assert [name for name, count in Counter(shown.ids).items() if count > 1] == []
    assert "data-graph" not in got(app, FULL).get_data(as_text=True)


def test_the_address_holds_the_choice(app: Flask):
    markup = got(app, "/pack?area=865&part=targets&indicator=adoption-a1").get_data(as_text=True)
    assert 'value="targets" checked' in markup and 'value="adoption-a1" checked' in markup
    assert 'value="judged" checked' not in markup


def test_an_indicator_can_be_named_as_people_say_it_and_what_is_none_is_said(app: Flask):
    shown = page(app, "/pack?area=865&part=sources&indicator=zeppelins")
    assert "There is no indicator called “zeppelins”." in shown.text


def test_an_authority_of_which_little_is_known_has_a_pack_that_says_so(app: Flask):
    assert text.PACK_EMPTY.replace("’", "'") in page(app, "/pack?area=210&part=targets").text


def test_the_pack_is_one_workbook_with_charts(app: Flask):
    book = load_workbook(io.BytesIO(got(app, FULL.replace("/pack?", "/pack.xlsx?")).get_data()))
    titles = [str(sheet["A1"].value) for sheet in book.worksheets]
    assert titles[0] == "Wiltshire: a pack for the committee"
    assert "Wiltshire’s targets" in titles and "Where the figures are from" in titles
    assert any(sheet.title.startswith("Chart") and sheet._charts for sheet in book.worksheets)  # type: ignore[attr-defined]
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert 803 in cells


@pytest.mark.parametrize("address", ["/?area=865", "/indicator?indicator=adoption-a1&area=865"])
def test_a_page_leads_to_a_pack_with_what_it_shows(app: Flask, address: str):
    shown = page(app, address)
    (link,) = [one for one in shown.links if one.startswith("/pack?")]
    assert "area=865" in link and ("indicator=adoption-a1" in link) == ("indicator" in address)
    got(app, link)
