"""The view-model behind /indicator, for the API."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.benchmark import Benchmark, benchmark
from dashboard.queries import Ask
from dashboard.selecting import Evidence, authority, question
from loaders.reference import Reference

ARGUMENTS = ("indicator", "breakdown", "area", "list")


def look(ask: Ask, arguments: Mapping[str, str]) -> Benchmark:
    """The comparison asked for. LookupError says which argument names nothing."""
    said = arguments.get("indicator", "")
    indicator = ask.measures.said(said)
    if indicator is None:
        raise LookupError(f"There is no indicator “{said}”. See /api/v1/indicators.json.")
    said = arguments.get("area", "")
    area = authority(ask, arguments) if said else None  # a program is not shown the start page's authority
    if area is None:
        raise LookupError(f"There is no authority “{said}”. See /api/v1/areas.json.")
    lists, chosen = ask.neighbour_lists(area.code), arguments.get("list", "")
    if chosen and chosen not in {one.id for one in lists}:
        raise LookupError(f"{area.name} has no list “{chosen}”. See /api/v1/neighbours.json.")
    observations = ask.observations(indicator=indicator.id)
    breakdown = arguments.get("breakdown", "")
    if breakdown and breakdown not in {one.breakdown for one in observations}:
        raise LookupError(f"{indicator.id} has no breakdown “{breakdown}”. See /api/v1/observations.json.")
    evidence = Evidence(observations, ask.thresholds(indicator=indicator.id), lists)
    return benchmark(question(ask, indicator, area, evidence, chosen, breakdown))


def as_dict(view: Benchmark, reference: Reference, release: int) -> dict[str, object]:
    """The comparison as plain values, unrounded; what is not known is null."""
    region = reference.areas.get(view.area.region)
    standing = view.standing
    return {
        "indicator": view.indicator.id,
        "breakdown": view.breakdown,
        "area": view.area.name,
        "area_code": view.area.ons,
        "period": view.period or None,
        "value": view.latest.value if view.latest else None,
        "published_as": view.latest.printed if view.latest else None,
        "unit": view.indicator.unit,
        "polarity": view.indicator.polarity,
        "rank": standing.rank if standing else None,
        "ranked_of": standing.of if standing else None,
        "ranked_among": standing.scope if standing else None,
        "ranked_listed": standing.listed if standing else None,
        "quartile": standing.quartile if standing else None,
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
        "release": release,
    }
