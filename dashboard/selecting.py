"""What a selection in an address stands for: an authority, an indicator, a list; the question it makes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard import charting, peers, quarters
from dashboard.addresses import every
from dashboard.benchmark import ENGLAND, Question
from dashboard.latest import latest
from dashboard.queries import Ask
from dashboard.records import Interval, Latest, NeighbourList, Observation, Series, Threshold
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
    lists: Sequence[NeighbourList], chosen: str, stood: Latest | None, published: str = ""
) -> NeighbourList | None:
    """The list asked for; else the one in force in the latest period that has a figure of its authorities."""
    figures = stood.figures if stood else {}
    present = {code for code, one in figures.items() if one.value is not None}
    return in_force(lists, chosen, stood.series.end if stood else "", present, published)


def in_force(
    lists: Sequence[NeighbourList],
    chosen: str,
    end: str,
    with_figure: Collection[str],
    published: str = "",
) -> NeighbourList | None:
    """The list asked for; else the one in force at a period's end, if any of its authorities has a figure.

    Where none was, the one in force on the later day when the figures were `published`, if that is known: it
    is what their publisher compares them with.
    """
    if chosen:
        return next((one for one in lists if one.id == chosen), None)
    days = [end, *([published] if published > end else [])] if end else []
    covering = (one for day in days for one in lists if one.covers(day))
    return next((one for one in covering if not set(one.neighbours).isdisjoint(with_figure)), None)


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
    stood = evidence.latest if chosen or evidence.latest else latest(shown, areas)
    neighbours = neighbour_list(evidence.lists, chosen, stood, indicator.last_update)
    applied = tuple(distinct.values())
    return Question(indicator, breakdown, area, shown, neighbours, applied, areas, stood, evidence.intervals)


# ---- one indicator of one authority


@dataclass(frozen=True)
class Look:
    """All that the page of one indicator draws on: a bounded part of what the release holds.

    `own` are all figures of the authority, of every group; `published` are its lists, `lists` all that it can
    be compared with; `more` codes of further authorities; `unknown` what was said and names nobody.
    """

    question: Question
    own: Sequence[Observation]
    series: Sequence[Series]
    thresholds: Sequence[Threshold]
    published: Sequence[NeighbourList]
    lists: Sequence[NeighbourList]
    group: NeighbourList | None
    more: Sequence[str]
    unknown: Sequence[str]


def look(ask: Ask, indicator: Indicator, area: Area, selection: Selection) -> Look:
    """Asks for the figures of the authority, those it is compared with, its region and England, no more."""
    series = ask.series(indicator=indicator.id)
    breakdown = _breakdown(selection, series)
    stood = ask.latest(indicator.id, breakdown)
    group, strangers = _said(ask, selection, "group")
    more, unknown = _said(ask, selection, "with")
    own_group = peers.own_group(area, group)
    published = ask.neighbour_lists(area.code)
    lists = [*published, *peers.reversed_lists(ask.named_by(area.code))]
    region = peers.region(area, ask.reference.areas, stood.series.end if stood else "")
    lists += [one for one in (region, own_group) if one is not None]
    chosen = selection.get("list", "") or (peers.OWN if own_group else "")
    listed = neighbour_list(lists if chosen else published, chosen, stood, indicator.last_update)
    more = [code for code in more if code != area.code]
    drawn = [area.code, *(listed.neighbours if listed else ()), area.region, ENGLAND, *more]
    drawn += [one.code for one in ask.reference.areas.values() if one.kind == "group"]
    asked: dict[str, object] = {"area": list(dict.fromkeys(filter(None, drawn)))} if stood else {}
    figures = ask.observations(indicator=indicator.id, breakdown=breakdown, **asked)
    thresholds = ask.thresholds(indicator=indicator.id)
    evidence = Evidence(
        figures, thresholds, [listed] if listed else [], stood, _intervals(ask, area, figures)
    )
    found = _finer(question(ask, indicator, area, evidence, listed.id if listed else "", breakdown))
    alone = len(series) == 1 and series[0].breakdown == breakdown
    own = (
        [one for one in figures if one.area == area.code]
        if alone
        else ask.observations(indicator=indicator.id, area=area.code)
    )
    unfound = (*strangers, *unknown)
    return Look(found, own, series, thresholds, published, lists, own_group, more, unfound)


def _finer(asked: Question) -> Question:
    """With so many decimals that no figure that is shown contradicts the range of its quarter."""
    needed = max(map(quarters.decimals, charting.england_quarters(asked)), default=0)
    if needed <= asked.indicator.decimals:
        return asked
    return replace(asked, indicator=replace(asked.indicator, decimals=needed))


def _breakdown(selection: Selection, series: Sequence[Series]) -> str:
    """The group asked for; else the total; else, where only groups are published, the first of them."""
    present = dict.fromkeys(one.breakdown for one in series)
    asked = selection.get("breakdown", "")
    return asked if asked in present else "" if "" in present else next(iter(present), "")


def _said(ask: Ask, selection: Selection, name: str) -> tuple[list[str], list[str]]:
    """Codes of the authorities that an address names, alone or several with commas, and what is none."""
    codes: list[str] = []
    strangers: list[str] = []
    for said in _parts(every(selection, name), ask):
        area = ask.reference.area(said)
        if area is None or area.kind != "authority":
            strangers.append(said)
        elif area.code not in codes:
            codes.append(area.code)
    return codes, strangers


def _parts(values: Iterable[str], ask: Ask) -> Iterable[str]:
    """Values as they are if they name an area (some names have a comma), else what stands between commas."""
    for value in values:
        yield from [value] if ask.reference.area(value) else filter(None, map(str.strip, value.split(",")))


def _intervals(ask: Ask, area: Area, figures: Sequence[Observation]) -> Sequence[Interval]:
    """Those of the authority's figures; nothing is asked where no counts are printed."""
    own = next((one for one in figures if one.area == area.code and one.denominator is not None), None)
    if own is None:
        return ()
    return ask.intervals(indicator=own.indicator, breakdown=own.breakdown, area=area.code)
