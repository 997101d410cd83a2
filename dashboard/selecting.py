"""What a selection in an address stands for: an authority, an indicator, a list; and the question it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.benchmark import Question, series
from dashboard.queries import Ask
from dashboard.records import NeighbourList, Observation, Threshold
from loaders.reference import Area, Indicator

Selection = Mapping[str, str]


def authority(ask: Ask, selection: Selection) -> Area | None:
    """The authority that the address names by code or name, or the first paper's; None if there is no such."""
    said = selection.get("area", "")
    if not said:
        known = ask.paper_authorities()
        return ask.reference.areas[WILTSHIRE if WILTSHIRE in known else known[0]] if known else None
    area = ask.reference.area(said)
    return area if area and area.kind == "authority" else None


WILTSHIRE = "865"  # where the project began: what the start page shows until another council is chosen


def neighbour_list(
    lists: Sequence[NeighbourList], chosen: str, observations: Sequence[Observation]
) -> NeighbourList | None:
    """The list asked for; else the one in force in the latest period. None where neither exists."""
    if chosen:
        return next((one for one in lists if one.id == chosen), None)
    found = series(observations)
    return next((one for one in lists if found and one.covers(found[-1].end)), None)


def question(
    ask: Ask,
    indicator: Indicator,
    area: Area,
    observations: Sequence[Observation],
    thresholds: Sequence[Threshold],
    lists: Sequence[NeighbourList],
    chosen: str = "",
    breakdown: str = "",
) -> Question:
    """The question of how an authority stands on an indicator; `observations` and `thresholds` are the indicator's."""
    shown = [one for one in observations if one.breakdown == breakdown]
    levels = [
        one
        for one in thresholds
        if one.breakdown == breakdown
        and one.kind == "national threshold"
        and not one.due
        and one.unit == indicator.unit
        and one.area in ("", area.code)
    ]
    distinct = list({one.value: one for one in reversed(levels)}.values())
    neighbours = neighbour_list(lists, chosen, shown)
    return Question(indicator, breakdown, area, shown, neighbours, distinct, ask.reference.areas)
