"""Finding areas and indicators by a part of their names: what matches, or failing that what looks like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from dashboard.queries import Ask
from loaders.reference import Area, Indicator, Reference, plain

Thing = TypeVar("Thing", Area, Indicator)
MOST = 10


@dataclass(frozen=True)
class Found(Generic[Thing]):
    """The first of those that match, and how many do; where none does, what was perhaps meant."""

    matching: tuple[Thing, ...]
    total: int
    near: tuple[Thing, ...] = ()


def found_areas(reference: Reference, said: str) -> Found[Area]:
    """Areas with every word of what is said in their names, today's if there are any."""
    known = [one for one in reference.areas.values() if one.kind != "group"]
    every = [one for one in known if named(said, (one.name, *one.spellings))]
    found = sorted([one for one in every if not one.exists_to] or every, key=lambda one: one.name)
    near = None if found else reference.area(reference.near_area(said))
    return Found(tuple(found[:MOST]), len(found), (near,) if near else ())


def found_indicators(ask: Ask, said: str) -> Found[Indicator]:
    """Indicators with every word of what is said in name, topic or definition, the nearest first."""
    found = ask.measures.find(said, MOST)
    near = None if found.total else ask.reference.indicator(ask.reference.near_indicator(said))
    return Found(found.indicators, found.total, (near,) if near else ())


def named(said: str, names: Iterable[str]) -> bool:
    """True if each word said begins a word of one of the names."""
    words = plain(said).split()
    return bool(words) and any(all(f" {word}" in f" {plain(name)}" for word in words) for name in names)
