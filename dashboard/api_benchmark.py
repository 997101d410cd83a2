"""The view-model behind /indicator, for the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import charting, peers
from dashboard.benchmark import Benchmark, benchmark
from dashboard.queries import Ask
from dashboard.records import NeighbourList
from dashboard.selecting import Look, authority, look
from loaders.reference import Area, Indicator, Reference

ARGUMENTS = ("indicator", "breakdown", "area", "list", "group")


def about(ask: Ask, arguments: Mapping[str, str]) -> tuple[Indicator, Area]:
    """The indicator and the authority asked for. LookupError says which argument names nothing."""
    said = arguments.get("indicator", "")
    indicator = ask.measures.said(said)
    if indicator is None:
        raise LookupError(f"There is no indicator “{said}”. See /api/v1/indicators.json.")
    said = arguments.get("area", "")
    area = authority(ask, arguments) if said else None  # a program is not shown the start page's authority
    if area is None:
        raise LookupError(f"There is no authority “{said}”. See /api/v1/areas.json.")
    return indicator, area


def check_list(area: Area, said: str, lists: Sequence[NeighbourList]) -> None:
    """Raises LookupError if a list is asked for that is not on record for an authority."""
    if said and said not in {one.id for one in lists}:
        raise LookupError(f"{area.name} has no list “{said}”. See /api/v1/neighbours.json.")


def answer(ask: Ask, arguments: Mapping[str, str]) -> dict[str, Any]:
    """The comparison asked for, as plain values. LookupError says which argument names nothing."""
    return _as_dict(_asked(ask, arguments), ask.reference)


def _asked(ask: Ask, arguments: Mapping[str, str]) -> Look:
    indicator, area = about(ask, arguments)
    found = look(ask, indicator, area, arguments)
    if found.unknown:
        raise LookupError(f"There is no authority “{found.unknown[0]}”. See /api/v1/areas.json.")
    check_list(area, arguments.get("list", ""), found.lists)
    breakdown = arguments.get("breakdown", "")
    if breakdown and breakdown not in {one.breakdown for one in found.series}:
        raise LookupError(f"{indicator.id} has no breakdown “{breakdown}”. See /api/v1/observations.json.")
    return found


def _as_dict(found: Look, reference: Reference) -> dict[str, Any]:
    """The comparison as plain values, unrounded; what is not known is null."""
    view = benchmark(found.question)
    region = reference.areas.get(view.area.region)
    standing = view.standing
    return {
        "indicator": view.indicator.id,
        "breakdown": view.breakdown,
        "area": view.area.name,
        "area_code": view.area.ons,
        "period": view.period or None,
        **_figure(view),
        "unit": view.indicator.unit,
        "polarity": view.indicator.polarity,
        "rank": standing.rank if standing else None,
        "ranked_of": standing.of if standing else None,
        "ranked_among": standing.scope if standing else None,
        "ranked_listed": standing.listed if standing else None,
        "quartile": standing.quartile if standing else None,
        "quartile_ranges": _quarters(found),
        "list": view.list or None,
        "neighbour_mean": view.neighbours.mean,
        "neighbour_median": view.neighbours.median,
        "neighbours_used": view.neighbours.used,
        "neighbours_total": view.neighbours.total,
        "region": region.name if region else None,
        "region_value": view.region.value if view.region else None,
        "england_value": view.england.value if view.england else None,
        "threshold": view.threshold.value if view.threshold else None,
        "change": view.change,
        "change_from_period": view.change_from or None,
        "lists": _lists(found),
    }


def _figure(view: Benchmark) -> dict[str, Any]:
    """The figure, where it is from, and its 95% confidence interval where its counts are printed."""
    one, interval = view.latest, view.interval
    return {
        "value": one.value if one else None,
        "published_as": one.printed if one else None,
        "status": one.status if one else None,
        "source": one.source if one else None,
        "locator": one.locator if one else None,
        "interval_lower": interval.lower if interval else None,
        "interval_upper": interval.upper if interval else None,
        "interval_method": interval.method if interval else None,
    }


def _quarters(found: Look) -> dict[str, Any] | None:
    """From where to where each quarter of England's authorities reaches, by its letter."""
    drawn = charting.ranked(found.question, "")
    if drawn is None or not drawn.quarters:
        return None
    return {
        one.letter: {"low": one.low, "high": one.high, "authorities": one.count} for one in drawn.quarters
    }


def _lists(found: Look) -> list[dict[str, Any]]:
    """What each list that the authority can be compared with says of it."""
    told = [peers.told(found.question, one) for one in found.lists]
    return [
        {
            "list": one.list.id,
            "rank": one.rank,
            "ranked_of": one.of or None,
            "neighbours_used": one.average.used,
            "neighbours_total": one.average.total,
            "mean": one.average.mean,
            "median": one.average.median,
        }
        for one in told
    ]
