"""Confidence intervals: those of published worked examples, and only of what the counts make."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

from loaders import intervals, schema
from loaders.intervals import interval
from tests.comparing import figure
from tests.needs import ROOT

# R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998),
# table I, method 3 (score): count, of, limits as printed.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("count", "of", "lower", "upper"), NEWCOMBE)
def test_a_percentage_has_wilsons_interval_as_newcombe_prints_it(
    count: int, of: int, lower: float, upper: float
):
    found = interval(round(100 * count / of, 1), count, of, "%")
    assert found is not None
    assert found.method == "Wilson"
    assert (round(found.lower / 100, 4), round(found.upper / 100, 4)) == (lower, upper)


# What PHStatsMethods 0.1.16 gives, the Department of Health and Social Care's package of the methods that
# public health indicators are published with: events, limits.
PUBLIC_HEALTH = [(100, 81.36210549052788, 121.6279375792065), (65, 50.16318771045943, 82.84913854593984)]


@pytest.mark.parametrize(("count", "lower", "upper"), PUBLIC_HEALTH)
def test_a_rate_has_byars_interval_as_public_health_practice_has_it(count: int, lower: float, upper: float):
    found = interval(count / 10, count, 1_000_000, "rate per 100,000")
    assert found is not None
    assert found.method == "Byar"
    assert (10 * found.lower, 10 * found.upper) == pytest.approx((lower, upper), rel=1e-12)


# F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936), 95% limits as printed.
GARWOOD = [(0, 0.0, 3.69), (1, 0.025, 5.57), (3, 0.619, 8.77), (9, 4.12, 17.08)]


@pytest.mark.parametrize(("count", "lower", "upper"), GARWOOD)
def test_of_few_events_the_limits_are_exact(count: int, lower: float, upper: float):
    found = intervals.poisson(count)
    assert found[2] == "exact"
    assert found[:2] == pytest.approx((lower, upper), abs=0.005)


def test_byar_is_near_the_exact_limits_where_it_takes_over():
    """Within 0.2% for counts of ten or more, says the technical guide of Public Health England."""
    from scipy.stats import chi2

    lower, upper, method = intervals.poisson(10)
    assert method == "Byar"
    assert lower == pytest.approx(chi2.ppf(0.025, 20) / 2, rel=0.002)
    assert upper == pytest.approx(chi2.ppf(0.975, 22) / 2, rel=0.002)


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "unit"),
    [
        (50, 50, 100, "number"),  # a count, whatever stands below it
        (803, 8030, 10, "days"),
        (31.5, 148, 478, "%"),  # not what the counts make
        (120, 12, 10, "%"),  # more than all
        (0, 0, 0, "%"),
        (50, 1.5, 3, "%"),  # no persons
    ],
)
def test_there_is_none_of_anything_else(value: float, numerator: float, denominator: float, unit: str):
    assert interval(value, numerator, denominator, unit) is None


@pytest.mark.parametrize("value", [31, 31.0, 30.96])
def test_a_figure_may_be_rounded_as_it_is_printed(value: float):
    assert interval(value, 148, 478, "%") is not None


def test_only_dated_exact_headline_figures_have_one():
    counts = {"numerator": 148, "denominator": 478}
    given = [
        figure("865", "2010/11", 31, **counts),
        figure("900", "2010/11", 31, qualifier="about", **counts),
        figure("901", "2010/11", 31, headline=False, **counts),
        figure("902", "undated", 31, **counts),
        figure("903", "2010/11", 31, numerator=148),
    ]
    names = {"start": "period_start", "end": "period_end", "printed": "published_as"}
    rows = [{names.get(key, key): value for key, value in one._asdict().items()} for one in given]
    made = intervals.derived(schema.frame(schema.OBSERVATION, rows), {"days": "%"})
    assert list(made["area"]) == ["865"]
    assert intervals.derived(schema.frame(schema.OBSERVATION, rows), {}).empty


def test_scipy_is_loaded_only_where_counts_are_printed():
    code = "import sys, app_parts, loaders.intervals, loaders.format; sys.exit('scipy' in sys.modules)"
    code = code.replace("app_parts, ", "dashboard.queries, dashboard.pages, ")
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
    none = pd.DataFrame(schema.frame(schema.OBSERVATION, []))
    assert intervals.derived(none, {}).empty
