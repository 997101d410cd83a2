"""Addresses: a selection lives in them, and a pinned release stays pinned."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard import addresses
from dashboard.records import Place


def test_a_choice_is_in_the_address_and_what_is_empty_is_not() -> None:
    made = addresses.to("/indicator", {}, indicator="adoption-a1", area="865", list="")
    assert made == "/indicator?indicator=adoption-a1&area=865"
    assert addresses.to("/sources", {}) == "/sources"


def test_a_pinned_release_stays_pinned_and_nothing_else_is_carried() -> None:
    selection = {"release": "3", "area": "383"}
    assert addresses.to("/", selection, area="865") == "/?area=865&release=3"
    assert addresses.to("/sources", selection) == "/sources?release=3"


@pytest.mark.parametrize("odd", ["Age: 16; Sex: Female", "a&b=c#d", "50 % + x", "Bournemouth, é"])
def test_whatever_is_chosen_comes_back_as_it_was(odd: str) -> None:
    parts = urlsplit(addresses.to("/indicator", {}, breakdown=odd))
    assert (parts.path, parse_qs(parts.query), parts.fragment) == ("/indicator", {"breakdown": [odd]}, "")


def test_a_figure_leads_to_its_row_on_the_page_of_its_source() -> None:
    place = Place("observation", "pack-2012", "para 24", "Adoption scorecard!B7")
    assert addresses.source(place, {"release": "2"}) == (
        "/sources/pack-2012?release=2#observation-adoption-scorecard-b7"
    )


def test_without_a_cell_the_place_in_the_paper_names_the_row() -> None:
    place = Place("judgement", "pack-2012", "annex B, para 3", "")
    assert addresses.source(place, {}) == "/sources/pack-2012#judgement-annex-b-para-3"


def test_a_source_cannot_leave_its_page() -> None:
    place = Place("finding", "../a b?c", "para 1", "")
    assert urlsplit(addresses.source(place, {})).path == "/sources/..%2Fa%20b%3Fc"
