"""Every series and authority of the Department's file: what we compare is what pandas makes of it anew."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from dashboard import charting
from dashboard.benchmark import Question, benchmark
from tests.recounted import Files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from dashboard.queries import Ask
    from dashboard.records import Latest, NeighbourList
    from loaders.reference import Indicator

LIST = "dfe-2025"


@pytest.fixture(scope="module")
def files(shared: Path) -> Files:
    return Files(shared / "real" / "lait")


@pytest.fixture(scope="module")
def listed(national_ask: Ask) -> dict[str, NeighbourList]:
    """The May 2025 list of every authority that has one."""
    areas = [one for one in national_ask.reference.areas.values() if one.kind == "authority"]
    found = {area.code: national_ask.neighbour_lists(area.code) for area in areas}
    return {code: one for code, lists in found.items() for one in lists if one.id == LIST}


@pytest.fixture(scope="module")
def latest(national_ask: Ask, files: Files) -> dict[str, tuple[Indicator, Latest]]:
    """Each series by the publisher's code, as the store worked it out."""
    known = {one.code: one for one in national_ask.measures.published().values()}
    found: dict[str, tuple[Indicator, Latest]] = {}
    for name in files.series:
        stood = national_ask.latest(known[name].id)
        assert stood is not None, name
        found[name] = (known[name], stood)
    return found


def test_every_series_is_there_with_its_latest_period(files: Files, latest: dict[str, Any]):
    assert len(files.series) == len(latest) == 434
    wrong = [name for name, one in files.series.items() if latest[name][1].series.period != one.period]
    assert wrong == []


def test_every_place_quarter_average_and_change_is_what_the_file_makes(
    national_ask: Ask, files: Files, latest: dict[str, Any], listed: dict[str, NeighbourList]
):
    """434 series, 153 authorities: about 66,000 comparisons."""
    areas = national_ask.reference.areas
    compared, wrong = 0, []
    for name, one in files.series.items():
        indicator, stood = latest[name]
        for code, expected in one.figures.items():
            question = Question(indicator, "", areas[str(code)], (), listed.get(str(code)), (), areas, stood)
            view = benchmark(question)
            place = view.standing
            told = (
                None if view.latest is None else view.latest.value,
                place.rank if place else None,
                place.of if place else None,
                place.quartile if place else None,
                view.neighbours.used,
            )
            value = None if expected.value != expected.value else expected.value
            of = one.of if expected.rank else None
            if told != (value, expected.rank, of, expected.quartile, expected.used):
                wrong.append((name, code, told, expected))
            pairs = (
                (view.neighbours.mean, expected.mean),
                (view.neighbours.median, expected.median),
                (view.change, expected.change),
            )
            wrong += [(name, code, ours, theirs) for ours, theirs in pairs if not _same(ours, theirs)]
            compared += 1
    assert wrong == []
    assert compared > 66_000


def _same(ours: float | None, theirs: float | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= 1e-9 * max(1.0, abs(theirs))


def test_a_tie_is_told_by_how_many_have_the_same_figure(
    files: Files, latest: dict[str, Any], national_ask: Ask
):
    areas = national_ask.reference.areas
    for name, one in random.Random(1).sample(sorted(files.series.items()), 60):
        indicator, stood = latest[name]
        places = [each.rank for each in one.figures.values()]
        for code, expected in one.figures.items():
            if expected.rank:
                place = benchmark(
                    Question(indicator, "", areas[str(code)], (), None, (), areas, stood)
                ).standing
                assert place is not None
                assert place.tied == places.count(expected.rank) - 1, (name, code)


def test_the_figure_that_is_shown_is_in_the_printed_range_of_its_own_quarter_and_in_no_other(
    national_ask: Ask, files: Files, latest: dict[str, Any]
):
    areas = national_ask.reference.areas
    shown = 0
    for name, one in files.series.items():
        indicator, stood = latest[name]
        drawn = charting.ranked(Question(indicator, "", areas["865"], (), None, (), areas, stood), name)
        assert drawn is not None
        assert bool(drawn.quarters) == any(each.quartile for each in one.figures.values()), name
        ranges = {each.letter: (_number(each.low), _number(each.high)) for each in drawn.quarters}
        for bar in drawn.bars if ranges else ():
            if bar.rank is not None:
                value = _number(bar.printed)
                inside = [letter for letter, (low, high) in ranges.items() if low <= value <= high]
                assert inside == [one.figures[int(bar.area)].quartile], (name, bar)
                shown += 1
    assert shown > 40_000


def _number(printed: str) -> float:
    text = printed.replace("−", "-").replace(",", "").replace("£", "").partition(" ")[0].rstrip("%")
    return float(text)


@pytest.fixture(scope="module")
def sampled(files: Files) -> Iterator[tuple[str, int]]:
    which = random.Random(20)
    return iter(
        [
            (name, which.choice(sorted(files.series[name].figures)))
            for name in which.sample(sorted(files.series), 40)
        ]
    )


def test_the_api_says_the_same(
    national_app: Flask, files: Files, latest: dict[str, Any], sampled: Iterator[tuple[str, int]]
):
    client = national_app.test_client()
    for name, code in sampled:
        expected, indicator = files.series[name].figures[code], latest[name][0]
        asked = {"indicator": indicator.id, "area": str(code), "list": LIST}
        answer = client.get("/api/v1/benchmark.json", query_string=asked)
        if code not in files.neighbours:
            assert answer.status_code == 404
            continue
        found = answer.json
        assert found is not None
        assert (found["rank"], found["quartile"]) == (expected.rank, expected.quartile), (name, code)
        assert found["neighbours_used"] == expected.used
        pairs = ((found["neighbour_mean"], expected.mean), (found["change"], expected.change))
        assert all(_same(*pair) for pair in pairs), (name, code)
