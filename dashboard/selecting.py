"""What a selection in an address stands for: an authority, an indicator, a list; the question it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.benchmark import Question
from dashboard.latest import latest
from dashboard.queries import Ask
from dashboard.records import Interval, Latest, NeighbourList, Observation, Threshold
from loaders.reference import Area, Indicator

Selection = Mapping[str, str]


WILTSHIRE = "865"  # where the project began: what the start page shows until another council is chosen


def authority(ask: Ask, selection: Selection) -> Area | None:
    """The authority that the address names by code or name; without one, where to start; None if unknown."""
    said = selection.get("area", "")
    if not said:
        known = ask.paper_authorities()
        return ask.reference.areas[WILTSHIRE if WILTSHIRE in known else known[0]] if known else None
    area = ask.reference.area(said)
    return area if area and area.kind == "authority" else None


def neighbour_list(
    lists: Sequence[NeighbourList], chosen: str, stood: Latest | None
) -> NeighbourList | None:
    """The list asked for; else the one in force in the latest period that has a figure of its authorities."""
    if chosen:
        return next((one for one in lists if one.id == chosen), None)
    if stood is None or not stood.series.end:
        return None
    present = {code for code, one in stood.figures.items() if one.value is not None}
    in_force = (one for one in lists if one.covers(stood.series.end))
    return next((one for one in in_force if present & set(one.neighbours)), None)


@dataclass(frozen=True)
class Evidence:
    """What questions draw on: figures and thresholds of one or several indicators, an authority's lists.

    With `latest`, where everybody stands on the one indicator that is asked about, the figures may be of some
    areas only. `intervals` are those of the authority's figures.
    """

    observations: Sequence[Observation]
    thresholds: Sequence[Threshold]
    lists: Sequence[NeighbourList]
    latest: Latest | None = None
    intervals: Sequence[Interval] = ()


def question(
    ask: Ask, indicator: Indicator, area: Area, evidence: Evidence, chosen: str = "", breakdown: str = ""
) -> Question:
    """The question of how an authority stands on an indicator.

    The evidence's lists are the authority's; what it holds of other indicators is left aside. `chosen` is a
    list's id, empty for the one in force. Of thresholds only national ones in the indicator's own unit that
    are in force (not due later) apply; one printed several times counts once.
    """
    shown = [
        one for one in evidence.observations if one.indicator == indicator.id and one.breakdown == breakdown
    ]
    levels = [
        one
        for one in evidence.thresholds
        if one.indicator == indicator.id
        and one.breakdown == breakdown
        and one.kind == "national threshold"
        and not one.due
        and one.unit == indicator.unit
        and one.area in ("", area.code)
    ]
    distinct: dict[float, Threshold] = {}
    for one in sorted(levels, key=lambda one: bool(one.period)):  # one for every period stands for all
        distinct.setdefault(one.value, one)
    areas = ask.reference.areas
    stood = evidence.latest or latest(shown, areas)
    neighbours = neighbour_list(evidence.lists, chosen, stood)
    applied = tuple(distinct.values())
    return Question(
        indicator, breakdown, area, shown, neighbours, applied, areas, stood, evidence.intervals
    )
