"""Baselines and targets paired, with the figure for a target's time and the newest since. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.records import Observation, Threshold
from loaders import periods
from loaders.reference import Indicator

KINDS = ("baseline", "target")


@dataclass(frozen=True)
class Target:
    """What a council said it would reach.

    `since` is the newest figure later than the baseline's period, None if there is none. Without a baseline
    that has a date nothing can be called later: `since` is None, `dated` False, and `newest` is the newest
    figure there is. `reached` is the figure for the very period that the target is for, None if there is none
    or several say otherwise.
    """

    indicator: Indicator
    breakdown: str
    baseline: Threshold | None
    target: Threshold | None
    since: Observation | None
    dated: bool = True
    newest: Observation | None = None
    reached: Observation | None = None

    @property
    def started(self) -> periods.Period | None:
        """The period of the baseline; None without a baseline or without a date."""
        return _dated(self.baseline, self.indicator)

    @property
    def due(self) -> periods.Period | None:
        """The period that the target is for; None without a target or without a date."""
        return _dated(self.target, self.indicator)


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
    reached = _of(_dated(target, indicator), figures)
    start = _dated(baseline, indicator)
    later = start is not None and newest is not None and newest.closes > start.closes
    since = newest if later else None
    return Target(indicator, breakdown, baseline, target, since, start is not None, newest, reached)


def _dated(one: Threshold | None, indicator: Indicator) -> periods.Period | None:
    found = periods.parse(one.period, indicator.period) if one and one.period else None
    return found if found and found.end else None


def _of(due: periods.Period | None, figures: Sequence[Observation]) -> Observation | None:
    """The figure of a period, neither longer nor shorter; None if there is none or several differ."""
    if due is None:
        return None
    then = [one for one in figures if (one.start, one.end) == (due.start, due.end)]
    return then[0] if len({(one.value, one.qualifier) for one in then}) == 1 else None
