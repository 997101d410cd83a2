"""The pages with Ofsted's national file and the Department's neighbour lists published."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.reading import Read, read

if TYPE_CHECKING:
    from flask import Flask

    from loaders.reference import Reference

Get = Callable[[str], Read]


@pytest.fixture(scope="module")
def get(national_app: Flask) -> Get:
    """Asks for an address; the answer must be a page."""
    client = national_app.test_client()

    def ask(address: str) -> Read:
        answer = client.get(address)
        assert answer.status_code == 200, address
        return read(answer.get_data(as_text=True))

    return ask


def test_every_authority_of_england_can_be_chosen_and_opened(national_app: Flask, reference: Reference):
    client = national_app.test_client()
    current = [one for one in reference.areas.values() if one.kind == "authority" and not one.exists_to]
    assert len(current) == 153
    wrong = [
        f"{path}?area={area.code}"
        for area in current
        for path in ("/", "/inspections")
        if client.get(f"{path}?area={area.code}").status_code != 200
    ]
    assert wrong == []


def test_small_authorities_with_little_have_their_page_too(get: Get):
    for name in ("City of London", "Isles of Scilly"):
        page = get(f"/?area={name}")
        assert name in page.one("h1")
        assert f"{name} was judged: overall effectiveness" in page.text


def test_a_council_stands_beside_its_neighbours_not_beside_all_of_england(get: Get):
    page = get("/inspections?area=302&framework=ilacs")
    table = next(text for text in page.by_tag["table"] if text.startswith("Inspecting local authority"))
    assert table.count("not judged") < 10 and "Wiltshire" not in table
    said = r"Barnet beside the ten statistical neighbours of May 2025, the nearest first. \d+ of 10 have had"
    assert re.search(said, page.text)
    rows = [text for text in page.by_tag["tr"] if "close" in text]
    assert len(rows) == 10


def test_wiltshires_frameworks_stand_one_after_the_other_and_are_never_joined(get: Get):
    page = get("/inspections?area=865")
    wanted = ("Joint area review", "Safeguarding and looked after", "Inspecting local authority")
    places = [
        next(at for at, text in enumerate(page.by_tag["h3"]) if text.startswith(name)) for name in wanted
    ]
    assert places == sorted(places), "in time order"
    assert "One scale is not one standard" in page.text


def test_a_judgement_of_the_national_file_leads_to_its_cell(get: Get):
    page = get("/inspections?area=302&framework=ilacs")
    link = next(one for one in page.links if "judgement=" in one and "framework=ilacs" in one)
    chosen = get(link.partition("#")[0])
    source = next(one for one in chosen.links if one.startswith("/sources/ofsted") and "#judgement-" in one)
    address, _, row = source.partition("#")
    assert row in get(address).ids


def test_the_national_list_replaces_the_shipped_part(get: Get):
    page = get("/indicator?indicator=adoption-a1&area=865&list=dfe-2025")
    assert re.search(r"\d of 10 have a figure", page.text)
    assert "of 20" not in page.text
    rows = get("/sources/neighbours-dfe-2025").by_tag["tr"]
    assert any(row.startswith("Wiltshire Hampshire 1 Extremely close") for row in rows)


def test_the_rows_of_a_long_file_are_found_by_measure_and_authority(get: Get):
    page = get("/sources/lait")
    options = page.by_tag["option"]
    assert "Total school aged children classed as persistent absentees (%)" in options and "Leeds" in options
    assert len(options) > 434 + 150
    assert "Figures (641,070)" in page.text
    rows = get("/sources/lait?indicator=lait-totperabnew&area=383").by_tag["tr"]
    assert len(rows) > 9 and all("Leeds" in row for row in rows[1:])
    assert any("bds_long!E" in row for row in rows)
    none = get("/sources/lait?indicator=lait-totperabnew&area=000")
    assert "No figure of this measure and authority" in none.text and "Leeds" in none.by_tag["option"]
