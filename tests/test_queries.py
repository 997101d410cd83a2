"""Questions to the store: the shipped papers as records of one release."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from dashboard.queries import Ask
from loaders import schema
from loaders.reference import Reference
from loaders.store import Release, Store, Upload
from tests.stores import upload


@pytest.fixture(scope="module")
def ask(either_store: Store, reference: Reference) -> Ask:
    release = either_store.current()
    assert release is not None
    return Ask(either_store, release, reference)


def test_a_figure_is_traced_to_its_cell(ask: Ask) -> None:
    (one,) = ask.observations(indicator="adoption-a2", area="865", headline=True)
    assert (one.value, one.printed, one.period, one.status) == (107, "107", "2008–11", "published")
    assert one.place.locator == 'table "Comparative Data", row Wiltshire, column 3'
    assert "!" in one.place.cell
    assert (one.numerator, one.headline) == (None, True)


def test_a_missing_value_is_none_and_keeps_its_reason(ask: Ask) -> None:
    missing = [one for one in ask.observations() if one.value is None]
    assert {one.status for one in missing} == {"not available", "not applicable"}


def test_several_values_of_a_column_can_be_asked_for(ask: Ask) -> None:
    found = ask.observations(indicator=["adoption-a1", "adoption-a2"], area="835")
    assert [(one.indicator, one.value) for one in found] == [("adoption-a1", 502), ("adoption-a2", 50)]


def test_judgements_have_whole_grades_or_none(ask: Ask) -> None:
    found = ask.judgements(authority="865", framework="slac", kind="headline")
    assert len(found) == 22
    assert {type(one.grade) for one in found} == {int}
    words = [one for one in ask.judgements() if one.grade is None]
    assert words
    assert all(one.printed for one in words)


def test_findings_sources_and_thresholds_are_records_too(ask: Ask) -> None:
    assert {one.kind for one in ask.findings(authority="383")} <= {"strength", "weakness", "recommendation"}
    assert ask.findings(authority="383")
    assert "wiltshire-adoption-scorecard-2012" in {one.id for one in ask.sources()}
    assert {one.value for one in ask.thresholds(indicator="adoption-a1", unit="days")} == {639}


def test_an_authoritys_lists_are_the_newest_first(ask: Ask) -> None:
    newest, committee = ask.neighbour_lists("865")
    assert (newest.id, committee.id) == ("dfe-2025", "committee-2012")
    assert newest.neighbours[:3] == ("850", "916", "802")  # Hampshire, Gloucestershire, North Somerset
    assert newest.closeness[0] == "Extremely close"
    assert len(committee.neighbours) == len(newest.neighbours) == 10
    assert ask.neighbour_lists("835") == ()


def test_a_list_is_the_closest_first_whatever_the_order_of_its_file(
    database: str, reference: Reference
) -> None:
    rows = [
        {"list": "x", "authority": "865", "neighbour": code, "rank": rank, "source": "x", "locator": code}
        for code, rank in (("916", None), ("850", 2), ("802", 10), ("938", 1))
    ]
    tables: dict[str, pd.DataFrame] = {"neighbour": schema.frame(schema.NEIGHBOUR, rows)}
    store = Store(database)
    release = store.publish([Upload("x.csv", b"x", "neighbours", "x", tables)])
    (listed,) = Ask(store, release, reference).neighbour_lists("865")
    store.close()
    assert listed.neighbours == ("938", "850", "802", "916")


def test_the_authorities_are_those_of_which_something_is_known_by_name(ask: Ask) -> None:
    names = [area.name for area in ask.authorities()]
    assert names == sorted(names)
    assert {"Wiltshire", "Leeds", "Southwark", "Worcestershire", "Dorset (until 2019)"} <= set(names)
    assert not {"England", "South West", "Dorset"} & set(names)
    assert set(ask.paper_authorities()) == {"865", "383", "210", "885"}


def test_the_indicators_are_those_that_have_a_figure_in_reference_order(ask: Ask) -> None:
    everywhere, wiltshire = ask.indicators(), ask.indicators("865")
    assert set(wiltshire) < set(everywhere)
    assert list(everywhere) == [name for name in ask.reference.indicators if name in set(everywhere)]
    assert "adoption-a1" in ask.indicators("835")
    assert "neet-16-18" not in ask.indicators("835")


def test_a_question_keeps_its_release(database: str, reference: Reference) -> None:
    store = Store(database)
    releases: list[Release] = [store.publish([upload("paper", value)]) for value in (5, 7)]
    found = [Ask(store, release, reference).observations()[0].value for release in releases]
    store.close()
    assert found == [5, 7]


def test_the_newest_period_is_one_of_several_authorities_not_one_councils_projection(ask: Ask) -> None:
    assert max(one.end for one in ask.series()) == "2015-12-31", "a fall that Wiltshire expected"
    assert ask.newest() == "2011-03-31", "of the adoption scorecard"


def test_values_are_those_of_the_standings(ask: Ask) -> None:
    where = {"area": ["865", "E92000001"], "breakdown": ""}
    expected = [(one.indicator, one.area, one.value) for one in ask.standings(**where)]
    assert sorted(ask.values(**where)) == sorted(expected)
    assert len(expected) > 60


def test_topics_and_the_measures_of_one_are_found_in_files_too(database: str, reference: Reference) -> None:
    def defined(name: str, topics: str) -> dict[str, Any]:
        row: dict[str, Any] = {"indicator": name, "name": name, "topics": topics, "unit": "%", "decimals": 1}
        return row | {"polarity": "low", "period": "academic", "source": "d", "locator": name}

    rows = [defined("x", "Zoo"), defined("y", "Adoption; Zoo"), defined("adoption-a1", "Zoo")]
    tables: dict[str, pd.DataFrame] = {"indicator": schema.frame(schema.INDICATOR, rows)}
    store = Store(database)
    release = store.publish([Upload("d.csv", b"d", "x", "d", tables)])
    measures = Ask(store, release, reference).measures
    assert measures.topics() == ("Adoption", "Zoo"), "not those of which the release has nothing"
    assert list(measures.about("Zoo", 10)) == ["x", "y"], "our own definition of A1 goes first"
    assert "y" in measures.about("Adoption", 100) and "x" not in measures.about("Adoption", 100)
    assert set(measures.about("", 1_000)) == {*reference.indicators, "x", "y"}
    assert len(measures.about("", 5)) == 5
    store.close()
