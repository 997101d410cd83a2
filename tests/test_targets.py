"""Baselines and targets: what belongs together, and what may be called a figure since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import wording
from dashboard.records import Observation, Threshold
from dashboard.targets import Target, paired
from tests.comparing import DAYS, SHARE, figure, threshold

KNOWN = {"days": DAYS, "share": SHARE}


def one_pair(baseline: Threshold | None, *figures: Observation) -> Target:
    lines = [*([baseline] if baseline else []), threshold(5, "target")]
    (found,) = paired(lines, figures, KNOWN)
    return found


def start(period: str) -> Threshold:
    return threshold(9, "baseline", period=period)


def test_a_baseline_and_a_target_of_one_indicator_and_group_are_a_pair() -> None:
    lines = [
        threshold(9, "baseline", period="2009/10", breakdown="Age: 16"),
        threshold(8, "baseline", period="2009/10", breakdown="Age: 17"),
        threshold(5, "target", breakdown="Age: 16"),
        threshold(4, "target", breakdown="Age: 17"),
        threshold(90, "target", indicator="share"),
    ]
    found = [
        (
            one.indicator.id,
            one.breakdown,
            one.baseline and one.baseline.value,
            one.target and one.target.value,
        )
        for one in paired(lines, [], KNOWN)
    ]
    assert found == [("days", "Age: 16", 9, 5), ("days", "Age: 17", 8, 4), ("share", "", None, 90)]


def test_several_are_paired_in_the_order_of_the_paper() -> None:
    lines = [start("2009/10"), threshold(5, "target"), start("2010/11"), threshold(4, "target")]
    found = paired(lines, [], KNOWN)
    assert [(one.baseline, one.target) for one in found] == [(lines[0], lines[1]), (lines[2], lines[3])]


def test_later_targets_start_from_the_last_baseline() -> None:
    lines = [start("2009/10"), threshold(5, "target"), threshold(4, "target")]
    assert [one.baseline for one in paired(lines, [], KNOWN)] == [lines[0], lines[0]]


def test_a_baseline_without_a_target_is_kept() -> None:
    (found,) = paired([start("2009/10")], [], KNOWN)
    assert (found.baseline, found.target) == (start("2009/10"), None)


def test_a_national_threshold_is_no_target_of_a_councils() -> None:
    assert paired([threshold(639)], [], KNOWN) == ()


def test_the_figure_since_is_the_newest_later_than_the_baseline() -> None:
    newest = figure("865", "2011/12", 6)
    found = one_pair(start("2009/10"), newest, figure("865", "2010/11", 7), figure("865", "2009/10", 9))
    assert found.since == newest
    assert wording.since(found) == "6 days (2011/12)"


@pytest.mark.parametrize(
    ("baseline", "period"),
    [("2009/10", "2009/10"), ("2009/10", "2008/09"), ("2010/11", "Feb 2011"), ("31 March 2011", "2010/11")],
)
def test_there_is_no_figure_since_if_none_is_later(baseline: str, period: str) -> None:
    found = one_pair(start(baseline), figure("865", period, 7))
    assert (found.since, found.dated) == (None, True)
    assert wording.since(found) == "No figure since"


def test_a_month_inside_a_reporting_year_is_not_since_it() -> None:
    reporting = {"days": replace(DAYS, period="reporting")}
    lines = [start("2011/12"), threshold(5, "target")]
    (found,) = paired(lines, [figure("865", "Feb 2012", 7)], reporting)
    assert found.since is None


@pytest.mark.parametrize(
    "passed_over",
    [
        figure("865", "2011/12", None),
        figure("865", "2011/12", 6, headline=False),
        figure("865", "undated", 6),
        figure("865", "2011/12", 6, indicator="share"),
        figure("865", "2011/12", 6, breakdown="Age: 16"),
    ],
)
def test_a_figure_that_is_missing_undated_or_of_something_else_is_not_since(passed_over: Observation) -> None:
    assert one_pair(start("2009/10"), passed_over).since is None


@pytest.mark.parametrize(
    ("baseline", "said"),
    [
        (None, "6 days (2011/12); no baseline is printed"),
        (threshold(9, "baseline"), "6 days (2011/12); the baseline has no date"),
        (start("undated"), "6 days (2011/12); the baseline has no date"),
    ],
)
def test_without_a_dated_baseline_nothing_is_called_since(baseline: Threshold | None, said: str) -> None:
    found = one_pair(baseline, figure("865", "2011/12", 6))
    assert (found.since, found.dated) == (None, False)
    assert wording.since(found) == said


# ---- the figure for the time when a target was due


def due(period: str, *figures: Observation, usual: str = "financial") -> Observation | None:
    known = {"days": replace(DAYS, period=usual)}
    (found,) = paired([threshold(5, "target", period=period)], figures, known)
    return found.reached


def test_what_was_reached_is_the_figure_for_the_targets_own_time() -> None:
    then = figure("865", "2010/11", 5)
    assert due("2010/11", figure("865", "2009/10", 9), then, figure("865", "2012/13", 6)) == then


@pytest.mark.parametrize(
    ("about", "period", "others"),
    [
        ("there are none", "2010/11", []),
        ("the target has no date", "", [figure("865", "2010/11", 5)]),
        ("they are from later", "2010/11", [figure("865", "2012/13", 6)]),
        ("they are from before", "2010/11", [figure("865", "2009/10", 9)]),
        ("they are of a month of it", "2010/11", [figure("865", "Feb 2011", 5)]),
        ("they span more", "Mar 2011", [figure("865", "2010/11", 5)]),
        ("two papers say otherwise", "2010/11", [figure("865", "2010/11", value) for value in (5, 6)]),
    ],
)
def test_there_is_no_figure_for_a_targets_time_if(about: str, period: str, others: list[Observation]) -> None:
    assert due(period, *others) is None, about


def test_two_papers_that_agree_are_one_figure() -> None:
    twice = [figure("865", "2010/11", 5, source=source) for source in ("paper", "other")]
    assert due("2010/11", *twice) == twice[0]


def test_without_any_figure_there_is_none_since() -> None:
    assert wording.since(one_pair(None)) == "No figure since"
