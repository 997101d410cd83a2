"""A committee's pack: what is ticked of an authority's pages, on one page and in one workbook."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from dashboard import text, wording
from dashboard.measures import Measures
from tests.reading import read
from tests.taken import got

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flask import Flask

    from loaders.reference import Indicator
    from tests.reading import Read

A8 = "lait-avg-attain8-score"
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


def test_a_ticked_part_of_which_nothing_is_known_is_named(app: Flask):
    """Else a committee takes its absence for good news."""
    shown = page(app, "/pack?area=210&part=judged&part=timeline&part=figures&part=targets")
    assert headings(shown) == ["What inspectors said", "Southwark's inspections, one after the other"]
    said = text.PACK_WITHOUT_WHAT.format(
        parts=wording.joined([f"“{text.PACK_PARTS[one]}”" for one in ("figures", "targets")])
    ).replace("’", "'")
    assert said in shown.text
    assert text.PACK_WITHOUT not in page(app, "/pack?area=865&part=judged&part=sources").text


def test_its_sources_are_those_that_its_parts_lead_to(app: Flask):
    shown = page(app, "/pack?area=865&part=sources&indicator=adoption-a1")
    of_parts = page(app, "/pack?area=865&part=recommendation&indicator=adoption-a1")
    led = {urlsplit(one).path for one in of_parts.links if one.startswith("/sources/")}
    listed = {urlsplit(one).path for one in shown.links if one.startswith("/sources/") and "#" not in one}
    assert len(led) == 2 and len(listed) == 1 and listed < led
    assert "The sources of all this" not in headings(page(app, "/pack?area=210&part=sources"))


def test_a_neighbours_paper_is_among_the_sources_and_a_file_that_is_not_used_is_not(national_app: Flask):
    shown = page(national_app, f"/pack?area=865&part=sources&indicator={A8}")
    listed = {one for one in shown.links if one.startswith("/sources/") and "#" not in one}
    used = {urlsplit(one).path for one in shown.links if one.startswith("/sources/") and "#" in one}
    assert {urlsplit(one).path for one in listed} == used != set()


def test_more_indicators_than_a_pack_holds_are_said_to_be_cut(app: Flask, monkeypatch: pytest.MonkeyPatch):
    asked: list[list[str]] = []
    all_said = Measures.all_said

    def counted(self: Measures, several: Iterable[str]) -> Mapping[str, Indicator | None]:
        asked.append(list(several))
        return all_said(self, asked[-1])

    monkeypatch.setattr(Measures, "all_said", counted)
    many = "".join(f"&indicator=zeppelins-{at}" for at in range(500))
    shown = page(app, f"/pack?area=865&part=judged&indicator=adoption-a1&indicator=adoption-a1{many}")
    assert text.PACK_CUT_AFTER.format(most=12, n=501) in shown.text
    (first, *_) = [one for one in asked if len(one) > 1]
    assert first == ["adoption-a1", *(f"zeppelins-{at}" for at in range(11))]
    assert "“zeppelins-10”" in shown.text and "“zeppelins-11”" not in shown.text
    few = page(app, "/pack?area=865&part=judged&indicator=adoption-a1")
    assert text.PACK_CUT not in few.text


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
