"""Finding areas and indicators by a part of their names."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.queries import Ask
from loaders.reference import Area, Indicator, Reference, plain

MOST = 10


def found_areas(reference: Reference, said: str) -> tuple[Area, ...]:
    """Areas with every word of what is said in their names, today's if any; else one that looks like it."""
    known = [one for one in reference.areas.values() if one.kind != "group"]
    found = [one for one in known if _has(said, (one.name, *one.spellings))]
    found = [one for one in found if not one.exists_to] or found
    if not found:
        near = reference.area(reference.near_area(said))
        found = [near] if near else []
    return tuple(sorted(found, key=lambda one: one.name)[:MOST])


def found_indicators(ask: Ask, said: str) -> tuple[Indicator, ...]:
    """At most ten indicators with every word of what is said in their names, our own first."""
    known = [*ask.reference.indicators.values(), *ask.measures.published().values()]
    found = [one for one in known if _has(said, (one.name, *one.wordings))]
    if not found:
        near = ask.reference.indicator(ask.reference.near_indicator(said))
        found = [near] if near else []
    return tuple(found[:MOST])


def _has(said: str, names: Iterable[str]) -> bool:
    """True if each word said begins a word of one of the names."""
    words = plain(said).split()
    return bool(words) and any(all(f" {word}" in f" {plain(name)}" for word in words) for name in names)
