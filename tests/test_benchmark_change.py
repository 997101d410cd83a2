"""Change: only from the period right before, of one type, length and definition, between exact figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.benchmark import benchmark
from loaders.reference import Break
from tests.comparing import DAYS, asked, figure


def moved(first: str, last: str, usual: str = "financial", **changed: object) -> tuple[float | None, str]:
    two = [figure("865", last, 7, usual=usual), figure("865", first, 5, usual=usual)]
    view = benchmark(replace(asked(two), **changed))  # type: ignore[arg-type]
    return view.change, view.change_from


@pytest.mark.parametrize(
    ("first", "last", "usual"),
    [
        ("2009/10", "2010/11", "financial"),
        ("2009/10", "2010/11", "academic"),
        ("2009/10", "2010/11", "reporting"),
        ("2009", "2010", "calendar"),
        ("2007–10", "2008–11", "three-year"),
        ("Q4 2011", "Q1 2012", "quarter"),
        ("Dec 2011", "Jan 2012", "month"),
        ("Feb 2012", "Mar 2012", "month"),
    ],
)
def test_change_is_from_the_period_right_before(first: str, last: str, usual: str) -> None:
    assert moved(first, last, usual) == (2, first)


@pytest.mark.parametrize(
    ("first", "last", "usual"),
    [
        ("2008/09", "2010/11", "financial"),
        ("2008", "2010", "calendar"),
        ("2005–08", "2008–11", "three-year"),
        ("Jan 2012", "Mar 2012", "month"),
        ("Mar 2011", "Mar 2012", "month"),
        ("Q1 2011", "Q1 2012", "quarter"),
        ("2012", "2011 to 2015", "calendar"),  # of one type, one after the other, but not as long
        ("Jan–Mar 2011", "Apr–Jun 2011", "month"),  # spans of no fixed length
        ("31 March 2011", "31 March 2012", "point"),
    ],
)
def test_there_is_no_change_across_a_gap_or_between_unlike_spans(first: str, last: str, usual: str) -> None:
    assert moved(first, last, usual) == (None, "")


def test_there_is_no_change_between_period_types() -> None:
    two = [figure("865", "2009/10", 5, usual="academic"), figure("865", "2010/11", 7)]
    assert benchmark(asked(two)).change is None


@pytest.mark.parametrize(
    ("since", "change"),
    [
        ("2009-04", 2),  # both periods are after it
        ("2009-05", None),  # inside the earlier one
        ("2010-04", None),  # between them
        ("2010-11", None),  # inside the later one
        ("2011-04", 2),  # both are before it
        ("2010", None),
    ],
)
def test_there_is_no_change_across_a_new_definition(since: str, change: float | None) -> None:
    new = replace(DAYS, breaks=(Break(since, "Counted by residence."),))
    assert moved("2009/10", "2010/11", indicator=new)[0] == change


def test_a_missing_value_is_never_zero_nor_passed_over() -> None:
    early, late = figure("865", "2008/09", 5), figure("865", "2010/11", 7)
    view = benchmark(asked([early, figure("865", "2009/10", None), late]))
    assert (view.change, view.change_from) == (None, "")


def test_there_is_no_change_if_the_latest_period_has_no_figure_of_the_authority() -> None:
    own = [figure("865", "2008/09", 5), figure("865", "2009/10", 7)]
    assert benchmark(asked([*own, figure("900", "2010/11", 1)])).change is None


def test_nothing_is_subtracted_from_a_figure_that_is_not_exact() -> None:
    two = [figure("865", "2009/10", 5, qualifier="more than"), figure("865", "2010/11", 7)]
    assert benchmark(asked(two)).change is None
