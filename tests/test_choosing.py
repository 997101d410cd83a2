"""What an address of /compare chooses: areas and groups of them, measures, years, words that are unclear."""

from __future__ import annotations

import pytest

from dashboard.addresses import Query, to
from dashboard.choosing import Choice, choice
from dashboard.queries import Ask
from loaders.reference import Reference
from loaders.store import Store


@pytest.fixture(scope="module")
def ask(store: Store, reference: Reference) -> Ask:
    release = store.current()
    assert release is not None
    return Ask(store, release, reference)


def chosen(ask: Ask, **said: str | list[str]) -> Choice:
    """The choice of an address that says so."""
    pairs = [
        (name, v) for name, value in said.items() for v in ([value] if isinstance(value, str) else value)
    ]
    return choice(ask, Query(tuple(pairs)))


def codes(found: Choice) -> list[str]:
    return [area.code for area in found.areas]


def ids(found: Choice) -> list[str]:
    return [one.token for one in found.measures]


# ---- areas


@pytest.mark.parametrize("said", ["865", "E06000054", "Wiltshire", "wiltshire council", "wilts"])
def test_an_area_is_said_by_code_by_name_or_by_a_part_that_only_it_has(ask: Ask, said: str) -> None:
    assert codes(chosen(ask, area=said)) == ["865"]


def test_areas_are_kept_in_the_order_of_the_address_and_each_once(ask: Ask) -> None:
    assert codes(chosen(ask, area=["England", "Leeds", "865", "383", "E12000009"])) == [
        "E92000001",
        "383",
        "865",
        "E12000009",
    ]


def test_an_exact_name_wins_over_longer_ones_that_hold_it(ask: Ask) -> None:
    assert [one.name for one in chosen(ask, area="york").chosen] == ["York"]


def test_a_part_that_several_have_is_asked_about_and_none_is_taken(ask: Ask) -> None:
    found = chosen(ask, area="north")
    assert found.areas == ()
    (unclear,) = found.unclear_areas
    assert unclear.total > 5
    assert ("815", "North Yorkshire") in unclear.near


def test_a_misspelt_area_is_never_taken_for_another_but_offered(ask: Ask) -> None:
    found = chosen(ask, area="Leedz")
    assert found.areas == ()
    assert found.unclear_areas[0].near == (("383", "Leeds"),)
    assert found.unclear_areas[0].total == 0


def test_a_region_stands_for_its_authorities_of_today(ask: Ask) -> None:
    (group,) = chosen(ask, area="in.E12000009").chosen
    assert group.is_group
    assert group.name == "All 15 authorities of the South West"
    names = [area.name for area in group.members]
    assert names == sorted(names)
    assert "Wiltshire" in names and "Dorset (until 2019)" not in names


def test_london_holds_the_authorities_of_inner_and_outer_london(ask: Ask, reference: Reference) -> None:
    inner = codes(chosen(ask, area="in.E13000001"))
    outer = codes(chosen(ask, area="in.E13000002"))
    london = codes(chosen(ask, area="in.E12000007"))
    assert len(london) == 33
    assert set(inner) | set(outer) <= set(london)


def test_england_stands_for_all_153_in_an_address_of_few_letters(ask: Ask) -> None:
    found = chosen(ask, area="in.E92000001")
    assert len(found.areas) == 153
    assert len(to("/compare", {}, area=[one.token for one in found.chosen])) < 40


def test_a_list_stands_for_an_authoritys_neighbours_closest_first(ask: Ask) -> None:
    (group,) = chosen(ask, area="dfe-2025.865").chosen
    assert [area.name for area in group.members][:3] == ["Hampshire", "Gloucestershire", "North Somerset"]
    assert len(group.members) == 10


def test_members_of_a_group_that_were_chosen_before_are_not_repeated(ask: Ask) -> None:
    found = codes(chosen(ask, area=["850", "dfe-2025.865"]))  # Hampshire
    assert found[0] == "850"
    assert len(found) == 10


@pytest.mark.parametrize("said", ["in.865", "dfe-2025.", "no-such-list.865", "in.E99", ".."])
def test_a_group_that_there_is_not_is_unclear(ask: Ask, said: str) -> None:
    found = chosen(ask, area=said)
    assert found.areas == ()
    assert [one.said for one in found.unclear_areas] == [said]


def test_an_average_that_a_paper_prints_for_a_group_is_no_area_to_choose(ask: Ask) -> None:
    assert chosen(ask, area="group-similar-authorities").areas == ()


# ---- measures


def test_a_measure_is_said_by_its_id_or_its_name(ask: Ask, reference: Reference) -> None:
    name = reference.indicators["adoption-a2"].name
    assert ids(chosen(ask, indicator=["adoption-a1", name])) == ["adoption-a1", "adoption-a2"]


def test_words_of_a_name_that_several_have_are_asked_about(ask: Ask) -> None:
    found = chosen(ask, indicator="children")
    assert found.measures == ()
    (unclear,) = found.unclear_measures
    assert len(unclear.near) == 10 < unclear.total


@pytest.mark.parametrize("said", ["neet-16-19", "lait-neet-16-17", "attendence at the opera"])
def test_words_that_match_nothing_are_never_taken_for_a_measure(ask: Ask, said: str) -> None:
    found = chosen(ask, indicator=said)
    assert found.measures == ()
    assert found.unclear_measures[0].total == 0


def test_one_group_of_a_measure_can_be_chosen_and_the_others_are_offered(ask: Ask) -> None:
    everything = chosen(ask, indicator="caf-opened")
    assert everything.measures[0].breakdown == ""
    group = everything.groups[0]
    found = chosen(ask, indicator=group.token)
    assert found.measures == (group,)
    assert group not in found.groups and everything.measures[0] in found.groups


def test_a_group_that_a_measure_has_not_is_unclear_and_those_it_has_are_offered(ask: Ask) -> None:
    found = chosen(ask, indicator="caf-opened~Shoe size: 9")
    assert found.measures == ()
    assert found.unclear_measures[0].near


def test_a_choice_comes_back_as_it_was_from_the_address_that_says_it(ask: Ask) -> None:
    group = chosen(ask, indicator="caf-opened").groups[0]
    first = chosen(ask, area=["865", "dfe-2025.383"], indicator=["adoption-a1", group.token])
    again = chosen(
        ask,
        area=[one.token for one in first.chosen],
        indicator=[one.token for one in first.measures],
    )
    assert (again.chosen, again.measures) == (first.chosen, first.measures)


# ---- years


@pytest.mark.parametrize(
    ("first", "last", "end", "held"),
    [
        ("2018", "2020", "2018-03-31", True),
        ("2018", "2020", "2020-12-31", True),
        ("2018", "2020", "2017-12-31", False),
        ("2018", "2020", "2021-03-31", False),
        ("2018", "", "2030", True),
        ("", "2018", "2019", False),
        ("", "", "", True),
        ("2018", "", "", False),  # nobody knows whether an undated figure is within the years
        ("twelve", "20١8", "1999", True),  # what is no year is no limit
    ],
)
def test_a_period_belongs_to_the_year_in_which_it_ends(
    ask: Ask, first: str, last: str, end: str, held: bool
) -> None:
    assert chosen(ask, **{"from": first, "to": last}).holds(end) is held


def test_nothing_said_is_nothing_chosen(ask: Ask) -> None:
    assert chosen(ask, area="", indicator="") == Choice()
