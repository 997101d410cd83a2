"""Baselines and targets paired, with the newest figure since. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.records import Observation, Threshold, years
from loaders import periods
from loaders.reference import Indicator

KINDS = ("baseline", "target")


@dataclass(frozen=True)
class Target:
    """What a council said it would reach.

    `since` is the newest figure later than the baseline's period, None if there is none. Without a baseline
    that has a date nothing can be called later: `since` is None, `dated` False, and `newest` is the newest
    figure there is.
    """

    indicator: Indicator
    breakdown: str
    baseline: Threshold | None
    target: Threshold | None
    since: Observation | None
    dated: bool = True
    newest: Observation | None = None


def paired(
    thresholds: Sequence[Threshold], observations: Sequence[Observation], indicators: Mapping[str, Indicator]
) -> tuple[Target, ...]:
    """One authority's baselines and targets, paired by indicator, breakdown and order in the paper.

    Of more targets than baselines, the later ones start from the last baseline.
    """
    found: list[Target] = []
    keys = dict.fromkeys((one.indicator, one.breakdown) for one in thresholds if one.kind in KINDS)
    for indicator, breakdown in keys:
        mine = [one for one in thresholds if (one.indicator, one.breakdown) == (indicator, breakdown)]
        baselines = [one for one in mine if one.kind == "baseline"]
        targets = [one for one in mine if one.kind == "target"]
        figures = [
            one
            for one in observations
            if (one.indicator, one.breakdown) == (indicator, breakdown)
            and one.dated
            and one.headline
            and one.value is not None
        ]
        for place in range(max(len(baselines), len(targets))):
            baseline = baselines[min(place, len(baselines) - 1)] if baselines else None
            target = targets[place] if place < len(targets) else None
            found.append(_pair(indicators[indicator], breakdown, baseline, target, figures))
    return tuple(found)


def _pair(
    indicator: Indicator,
    breakdown: str,
    baseline: Threshold | None,
    target: Threshold | None,
    figures: Sequence[Observation],
) -> Target:
    newest = max(figures, key=lambda one: one.closes, default=None)
    start = periods.parse(baseline.period, indicator.period) if baseline and baseline.period else None
    if start is None or not start.end:
        return Target(indicator, breakdown, baseline, target, None, dated=False, newest=newest)
    later = newest is not None and newest.closes > years(start.end, opening=False)
    return Target(indicator, breakdown, baseline, target, newest if later else None, newest=newest)
