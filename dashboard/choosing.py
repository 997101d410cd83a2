"""What an address of /compare chooses: areas and groups of them, measures, years; words that were unclear.

    ?area=865&area=in.E12000009&indicator=neet&indicator=neet~Age: 16&from=2018&to=2025&show=charts

An area is said by name or code, or is a group that stands for several, so that an address stays short:
`in.E12000009` are the authorities of a region (`in.E92000001` those of England), `dfe-2025.865` the
neighbours of an authority on a list. A measure is an indicator, with `~` and a breakdown for one group of it.
Whatever else is said is looked for: the only match is taken, several are offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dashboard import wording
from dashboard.addresses import every
from dashboard.benchmark import COUNTS, ENGLAND
from dashboard.finding import MOST, found_areas, found_indicators, named
from dashboard.queries import Ask
from dashboard.records import Observation
from dashboard.selecting import Selection
from loaders.reference import Area, Indicator, plain

Entry = TypeVar("Entry", "Chosen", "Measure")
INSIDE = "in"
OF_GROUP = "~"


@dataclass(frozen=True)
class Chosen:
    """One entry of the areas chosen: an area, or a group with its members in their order."""

    token: str
    name: str
    members: tuple[Area, ...]

    @property
    def is_group(self) -> bool:
        """True for an entry that stands for several areas."""
        return self.token != self.members[0].code


@dataclass(frozen=True)
class Measure:
    """An indicator, of everybody or of one group (a breakdown)."""

    indicator: Indicator
    breakdown: str = ""

    @property
    def token(self) -> str:
        """How the address says it."""
        return f"{self.indicator.id}{OF_GROUP}{self.breakdown}" if self.breakdown else self.indicator.id

    @property
    def name(self) -> str:
        """Its name, with the group."""
        return wording.measure(self.indicator, self.breakdown)

    @property
    def alike(self) -> bool:
        """True if areas' figures may be held against each other: no counts, no council's own figures."""
        return self.indicator.comparable and self.indicator.unit not in COUNTS


@dataclass(frozen=True)
class Unclear:
    """Words that name several things, or nothing.

    `near` are (token, name) pairs: the first of `total` that match, or of what looks like it if none does.
    """

    said: str
    near: tuple[tuple[str, str], ...] = ()
    total: int = 0


@dataclass(frozen=True)
class Choice:
    """What was chosen, in the order of the address.

    `first` and `last` are years, None without a limit. `groups` are the measures that the release holds
    besides, of the same indicators.
    """

    chosen: tuple[Chosen, ...] = ()
    measures: tuple[Measure, ...] = ()
    groups: tuple[Measure, ...] = ()
    unclear_areas: tuple[Unclear, ...] = ()
    unclear_measures: tuple[Unclear, ...] = ()
    first: int | None = None
    last: int | None = None

    @property
    def areas(self) -> tuple[Area, ...]:
        """Every area once, those of groups included."""
        return tuple(dict.fromkeys(area for one in self.chosen for area in one.members))

    @property
    def series(self) -> int:
        """How many lines of figures that makes: areas times measures."""
        return len(self.areas) * len(self.measures)

    @property
    def is_clear(self) -> bool:
        """True if all that was said names something."""
        return not (self.unclear_areas or self.unclear_measures)

    def holds(self, end: str) -> bool:
        """True if a period that ends on an ISO day (or month, or year) is within the years chosen.

        What has no date is only where no years are chosen.
        """
        if not end:
            return self.first is None and self.last is None
        year = int(end[:4])
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


def choice(ask: Ask, selection: Selection) -> Choice:
    """What a selection chooses; a few questions, however much that is."""
    areas = [_area(ask, said) for said in dict.fromkeys(every(selection, "area"))]
    said = _measures(ask, list(dict.fromkeys(every(selection, "indicator"))))
    held = _held(ask, [one.indicator for one in said if isinstance(one, Measure)])
    measures = [_present(one, held) if isinstance(one, Measure) else one for one in said]
    shown = _once(one for one in measures if isinstance(one, Measure))
    return Choice(
        _once(one for one in areas if isinstance(one, Chosen)),
        shown,
        tuple(one for one in held if one not in shown),
        tuple(one for one in areas if isinstance(one, Unclear)),
        tuple(one for one in measures if isinstance(one, Unclear)),
        _year(selection.get("from", "")),
        _year(selection.get("to", "")),
    )


def figures_of(ask: Ask, choice: Choice, measures: Sequence[Measure]) -> tuple[Observation, ...]:
    """The figures of the areas chosen, of some measures, in all years: one question."""
    return ask.observations(
        indicator=list(dict.fromkeys(one.indicator.id for one in measures)),
        area=[area.code for area in choice.areas],
        breakdown=list(dict.fromkeys(one.breakdown for one in measures)),
    )


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each entry once, though it be said by name and by code."""
    found: dict[str, Entry] = {}
    for one in entries:
        found.setdefault(one.token, one)
    return tuple(found.values())


def _year(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) == 4 else None


# ---- areas


def _area(ask: Ask, said: str) -> Chosen | Unclear:
    area = ask.reference.area(said)
    if area is not None and area.kind != "group":
        return one_area(area)
    group = _group(ask, said)
    if group is not None:
        return group
    found = found_areas(ask.reference, said)
    if found.total == 1:
        return one_area(found.matching[0])
    near = tuple((one.code, one.name) for one in found.matching or found.near)
    return Unclear(said, near, found.total)


def one_area(area: Area) -> Chosen:
    """An area by itself."""
    return Chosen(area.code, area.name, (area,))


def _group(ask: Ask, said: str) -> Chosen | None:
    kind, _, code = said.rpartition(".")
    area = ask.reference.areas.get(code)
    if area is None or not kind:
        return None
    if kind == INSIDE:
        return inside(ask, area)
    return next((one for one in neighbours(ask, area) if one.token == said), None)


def inside(ask: Ask, area: Area) -> Chosen | None:
    """Today's authorities of a region or of England, by name; None for an area that holds none."""
    areas = ask.reference.areas

    def is_in(one: Area) -> bool:
        parent = areas.get(one.region)
        return area.code in (ENGLAND, one.region, parent.region if parent else "")

    found = [one for one in areas.values() if one.kind == "authority" and not one.exists_to and is_in(one)]
    if not found or area.kind == "authority":
        return None
    name = f"All {len(found)} authorities of {_the(area.name)}"
    return Chosen(f"{INSIDE}.{area.code}", name, tuple(sorted(found, key=lambda one: one.name)))


def neighbours(ask: Ask, area: Area) -> tuple[Chosen, ...]:
    """An authority's neighbours on each of its lists, the newest list first; closest first."""
    return tuple(
        Chosen(
            list_token(one.id, area),
            f"{area.name}: {_small(wording.list_option(one.id))} ({len(one.neighbours)})",
            tuple(ask.reference.areas[code] for code in one.neighbours),
        )
        for one in ask.neighbour_lists(area.code)
        if one.neighbours
    )


def list_token(listed: str, area: Area) -> str:
    """How the address says an authority's neighbours on a list."""
    return f"{listed}.{area.code}"


def _the(region: str) -> str:
    """A region as a sentence says it: those named for a point of the compass have an article."""
    return f"the {region}" if region.split()[0] in ("North", "South", "East", "West") else region


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


# ---- measures


def _measures(ask: Ask, said: Sequence[str]) -> list[Measure | Unclear]:
    known = ask.measures.of(one.partition(OF_GROUP)[0] for one in said)
    found: list[Measure | Unclear] = []
    for words in said:
        name, _, breakdown = words.partition(OF_GROUP)
        indicator = known.get(name) or ask.reference.indicator(name)
        found.append(Measure(indicator, breakdown) if indicator else _looked_for(ask, words))
    return found


def _looked_for(ask: Ask, words: str) -> Measure | Unclear:
    found = found_indicators(ask, words)
    exact = [one for one in found.matching if plain(one.name) == plain(words)]
    if found.total == 1:
        exact = [one for one in found.matching if named(words, (one.name, *one.wordings))]
    if len(exact) == 1:
        return Measure(exact[0])
    near = tuple((one.id, one.name) for one in found.matching or found.near)
    return Unclear(words, near, found.total)


def _held(ask: Ask, indicators: Sequence[Indicator]) -> tuple[Measure, ...]:
    """The measures that the release holds of some indicators."""
    known = {one.id: one for one in indicators}
    found = ask.series(indicator=list(known)) if known else ()
    return tuple(dict.fromkeys(Measure(known[one.indicator], one.breakdown) for one in found))


def _present(asked: Measure, held: Sequence[Measure]) -> Measure | Unclear:
    """What was asked for; where only groups are published and none was named, the first of them."""
    same = [one for one in held if one.indicator == asked.indicator]
    if asked in same or not same:
        return asked
    if asked.breakdown:
        return Unclear(asked.token, tuple((one.token, one.name) for one in same[:MOST]), len(same))
    return same[0]
