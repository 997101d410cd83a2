"""What is worked out when a file is read is what the comparison works out from the figures themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard import benchmark
from dashboard.benchmark import Question
from dashboard.queries import Ask
from loaders import ranking, schema, standings
from tests.comparing import AREAS, figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.records import Observation
    from loaders.reference import Reference
    from loaders.schema import Tables
    from loaders.store import Store


@pytest.fixture(scope="module")
def ask(store: Store, reference: Reference) -> Ask:
    release = store.current()
    assert release is not None
    return Ask(store, release, reference)


def derived(found: Iterable[Observation]) -> Tables:
    names = ("period_start", "start"), ("period_end", "end"), ("published_as", "printed")
    rows = [one._asdict() | {new: getattr(one, old) for new, old in names} for one in found]
    kept = [{name: row[name] for name in schema.OBSERVATION.names} for row in rows]
    return standings.derived(schema.frame(schema.OBSERVATION, kept), AREAS)


def test_every_series_of_the_papers_has_the_latest_period_figures_and_places_of_its_comparison(ask: Ask):
    compared = 0
    for indicator, breakdown in {(one.indicator, one.breakdown) for one in ask.series()}:
        found = ask.observations(indicator=indicator, breakdown=breakdown)
        known = [one for one in benchmark.known(found) if one.dated]
        latest = ask.latest(indicator, breakdown)
        if not known:
            assert latest is None
            continue
        assert latest is not None
        now = {one.area: one for one in known if one.period == known[-1].period}
        assert latest.series.period == known[-1].period
        assert {code: (one.value, one.printed) for code, one in latest.figures.items()} == {
            code: (one.value, one.printed) for code, one in now.items()
        }
        measure = ask.measures[indicator]
        for code in now:
            area = ask.reference.areas[code]
            view = benchmark.benchmark(
                Question(measure, breakdown, area, found, None, (), ask.reference.areas)
            )
            one = latest.figures[code]
            if view.standing:
                assert view.standing.rank == (one.from_top if measure.polarity == "high" else one.from_bottom)
                assert (view.standing.of, view.standing.listed, view.standing.whole) == (
                    latest.series.valued,
                    latest.series.listed,
                    latest.series.whole,
                )
            if view.change is not None and one.value is not None and one.before is not None:
                assert view.change == one.value - one.before
                assert view.change_from == one.before_period
            compared += 1
    assert compared > 300


def test_places_are_counted_from_either_end_and_only_among_authorities_of_that_day():
    areas = {code: value for value, code in enumerate([*AREAS][:8]) if AREAS[code].kind == "authority"}
    made = derived(figures("2010/11", {**areas, "E92000001": 99.0}))["standing"].set_index("area")
    assert made.loc["E92000001", "from_top"] is not made.loc["E92000001", "value"]
    places = {code: (row["from_top"], row["from_bottom"]) for code, row in made.iterrows()}
    counted = [code for code in areas if AREAS[code].existed("2011-03-31")]
    assert len(counted) > 2
    for place, code in enumerate(sorted(counted, key=lambda code: -areas[code]), 1):
        assert places[code] == (place, len(counted) + 1 - place)
    assert all(place is pd.NA for place in places["E92000001"])


def test_the_quantiles_are_those_of_the_figures_shown(ask: Ask):
    latest = ask.latest("adoption-a1")
    assert latest is not None
    values = {c: o.value for c, o in latest.figures.items() if ask.reference.areas[c].kind == "authority"}
    spread = ranking.quantiles(values)
    assert spread is not None
    shown = latest.series
    assert (shown.smallest, shown.q25, shown.q50, shown.q75, shown.largest) == (
        spread.min,
        spread.q25,
        spread.q50,
        spread.q75,
        spread.max,
    )


def test_nothing_is_taken_for_a_change_across_a_gap_or_from_a_rough_figure():
    code = next(code for code, area in AREAS.items() if area.kind == "authority")
    gap = derived([*figures("2008/09", {code: 5.0}), *figures("2010/11", {code: 7.0})])["standing"]
    assert gap["before"].isna().all() and set(gap["before_period"]) == {""}
    then = figures("2009/10", {code: 5.0}, qualifier="about")
    rough = derived([*then, *figures("2010/11", {code: 7.0})])["standing"]
    assert rough["before"].isna().all()
    exact = derived([*figures("2009/10", {code: 5.0}), *figures("2010/11", {code: 7.0})])["standing"]
    assert exact["before"].tolist() == [5.0] and exact["before_period"].tolist() == ["2009/10"]
