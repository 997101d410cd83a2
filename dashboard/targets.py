"""Baselines and targets paired, with the newest figure since. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.records import Observation, Threshold
from loaders import periods
from loaders.reference import Indicator


@dataclass(frozen=True)
class Target:
    """What a council said it would reach. `since` is the newest figure later than the baseline, None if none is."""

    indicator: Indicator
    breakdown: str
    baseline: Threshold | None
    target: Threshold | None
    since: Observation | None


def paired(
    thresholds: Sequence[Threshold], observations: Sequence[Observation], indicators: Mapping[str, Indicator]
) -> tuple[Target, ...]:
    """One authority's baselines and targets, paired by indicator, breakdown and order in the paper."""
    found: list[Target] = []
    keys = dict.fromkeys((one.indicator, one.breakdown) for one in thresholds if one.kind != "national threshold")
    for indicator, breakdown in keys:
        mine = [one for one in thresholds if (one.indicator, one.breakdown) == (indicator, breakdown)]
        baselines = [one for one in mine if one.kind == "baseline"]
        targets = [one for one in mine if one.kind == "target"]
        figures = [one for one in observations if (one.indicator, one.breakdown) == (indicator, breakdown)]
        for place in range(max(len(baselines), len(targets))):
            baseline = baselines[min(place, len(baselines) - 1)] if baselines else None
            target = targets[place] if place < len(targets) else None
            since = _since(baseline, target, figures, indicators[indicator].period)
            found.append(Target(indicators[indicator], breakdown, baseline, target, since))
    return tuple(found)


def _since(
    baseline: Threshold | None, target: Threshold | None, figures: Sequence[Observation], usual: str
) -> Observation | None:
    """The newest dated figure after the baseline's period; without a dated baseline nothing can be called since."""
    start = periods.parse(baseline.period, usual) if baseline and baseline.period else None
    if target is None or start is None or not start.end:
        return None
    later = [one for one in figures if one.dated and one.headline and one.value is not None and one.end > start.end]
    return max(later, key=lambda one: one.end, default=None)
