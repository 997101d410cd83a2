"""What a selection stands for: the authority, the list in force, the thresholds that apply."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.latest import latest
from dashboard.queries import Ask
from dashboard.records import Threshold
from dashboard.selecting import Evidence, authority, neighbour_list, question
from loaders.reference import Reference
from loaders.store import Store
from tests.comparing import AREAS, DAYS, figure, figures, neighbours, threshold

LISTS = (
    replace(neighbours(["900"], "2025-05", ""), id="dfe-2025"),
    replace(neighbours(["901"]), id="committee-2012"),
)


@pytest.fixture(scope="module")
def ask(store: Store, reference: Reference) -> Ask:
    release = store.current()
    assert release is not None
    return Ask(store, release, reference)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("865", "865"),
        ("E06000054", "865"),
        ("Wiltshire", "865"),
        ("wiltshire council", "865"),
        ("835", "835"),
        ("838", "838"),
        ("", "865"),
    ],
)
def test_an_authority_is_named_by_either_code_or_by_name(ask: Ask, said: str, code: str) -> None:
    found = authority(ask, {"area": said} if said else {})
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("said", ["Atlantis", "999999", "E92000001", "South West"])
def test_what_is_no_authority_is_none(ask: Ask, said: str) -> None:
    assert authority(ask, {"area": said}) is None


@pytest.mark.parametrize(
    ("period", "chosen", "found"),
    [
        ("2010/11", "", "committee-2012"),
        ("2025/26", "", "dfe-2025"),
        ("2012/13", "", None),  # neither was in force
        ("2010/11", "dfe-2025", "dfe-2025"),  # on request
        ("2012/13", "committee-2012", "committee-2012"),
        ("2010/11", "no-such-list", None),
        ("undated", "", None),
        ("undated", "dfe-2025", "dfe-2025"),
    ],
)
def test_a_list_outside_its_dates_is_used_only_on_request(
    period: str, chosen: str, found: str | None
) -> None:
    everyone = {code: 5.0 for listed in LISTS for code in ("865", *listed.neighbours)}
    listed = neighbour_list(LISTS, chosen, latest(figures(period, everyone), AREAS))
    assert (listed.id if listed else None) == found


def test_a_list_of_which_nobody_has_a_figure_is_used_only_on_request() -> None:
    alone = figures("2010/11", {"865": 5, LISTS[0].neighbours[0]: None})
    assert neighbour_list(LISTS, "", latest(alone, AREAS)) is None
    asked = neighbour_list(LISTS, "committee-2012", latest(alone, AREAS))
    assert asked is not None and asked.id == "committee-2012"


def test_the_list_is_that_of_the_latest_period_with_a_figure() -> None:
    both = [figure("865", "2010/11", 5), figure("865", "2025/26", None)]
    both += [figure(code, "2010/11", 5) for listed in LISTS for code in listed.neighbours]
    listed = neighbour_list(LISTS, "", latest(both, AREAS))
    assert listed is not None
    assert listed.id == "committee-2012"


def test_without_figures_or_lists_there_is_no_list() -> None:
    assert neighbour_list(LISTS, "", latest([], AREAS)) is None
    assert neighbour_list([], "", latest(figures("2010/11", {"865": 5}), AREAS)) is None


def levels(ask: Ask, *given: Threshold, breakdown: str = "") -> list[tuple[float, str]]:
    area = ask.reference.areas["865"]
    evidence = Evidence(figures("2010/11", {"865": 5}), given, LISTS)
    found = question(ask, DAYS, area, evidence, breakdown=breakdown)
    return [(one.value, one.period) for one in found.levels]


@pytest.mark.parametrize(
    "other",
    [
        threshold(14, unit="months"),
        threshold(426, due="within four years"),
        threshold(500, "target"),
        threshold(500, "baseline"),
        threshold(500, area="383"),
        threshold(500, breakdown="Age: 16"),
    ],
)
def test_a_threshold_of_something_else_does_not_apply(ask: Ask, other: Threshold) -> None:
    assert levels(ask, other, threshold(639)) == [(639, "")]


def test_an_authoritys_own_threshold_applies(ask: Ask) -> None:
    assert levels(ask, threshold(600, area="865")) == [(600, "")]


def test_a_threshold_that_is_printed_several_times_counts_once(ask: Ask) -> None:
    printed = (threshold(639, period="2010–13"), threshold(639), threshold(639))
    assert levels(ask, *printed) == [(639, "")]


def test_different_thresholds_stay_in_the_order_of_the_paper(ask: Ask) -> None:
    assert levels(ask, threshold(639), threshold(426), threshold(639)) == [(639, ""), (426, "")]


def test_the_figures_are_those_of_the_group_asked_for(ask: Ask) -> None:
    one, other = figure("865", "2010/11", 5), figure("865", "2010/11", 6, breakdown="Age: 16")
    area = ask.reference.areas["865"]
    for breakdown, kept in (("", one), ("Age: 16", other)):
        made = question(ask, DAYS, area, Evidence([one, other], [], LISTS), breakdown=breakdown)
        assert list(made.observations) == [kept]
        assert made.breakdown == breakdown
