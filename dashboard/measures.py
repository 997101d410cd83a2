"""What is measured: our own definitions first, then those that publishers' files brought into the release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal, Protocol

from loaders import definitions, sayings
from loaders.editions import Release
from loaders.reference import Indicator, Reference
from loaders.store_find import BEFORE_A_WORD, IN_DEFINITION, IN_NAME, IN_TOPIC, NAME_BEGINS


class Tuples(Protocol):
    """What is asked of the store."""

    def tuples(
        self,
        table: str,
        release: Release,
        where: Mapping[str, object],
        columns: Sequence[str],
        *,
        ordered: bool = True,
        limit: int | None = None,
    ) -> Sequence[tuple[Any, ...]]:
        """Rows of a release's table."""
        ...

    def held(self, table: str, release: Release, column: str, *, few: bool = False) -> Sequence[Any]:
        """What a column holds."""
        ...

    def find(self, release: Release, said: str, limit: int) -> tuple[Sequence[tuple[str, int]], int]:
        """The indicators nearest to what is said, and how many there are."""
        ...

    def under(self, release: Release, topic: str, limit: int) -> tuple[Sequence[tuple[str, int]], int]:
        """The first indicators of a topic, and how many there are."""
        ...


@dataclass(frozen=True)
class Found:
    """The first indicators of an answer, the nearest first, and how many there are in all."""

    indicators: tuple[Indicator, ...]
    total: int


@dataclass(frozen=True)
class Measures:
    """The indicators of a release by id, each asked for once."""

    store: Tuples
    release: Release
    reference: Reference
    _found: dict[str, Indicator] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> Indicator:
        """The indicator of an id. Raises KeyError."""
        return self.of([name])[name]

    def get(self, name: str) -> Indicator | None:
        """The indicator of an id; None if it is defined nowhere."""
        return self.of([name]).get(name)

    def of(self, names: Iterable[str]) -> Mapping[str, Indicator]:
        """The indicators of several ids, without those that are defined nowhere: one question."""
        wanted = list(dict.fromkeys(names))
        ours = self.reference.indicators
        asked = [name for name in wanted if name not in ours and name not in self._found]
        if asked:
            self._found.update(self._published({"indicator": asked}))
        known = {**self._found, **ours}
        return {name: known[name] for name in wanted if name in known}

    def published(self) -> Mapping[str, Indicator]:
        """Every indicator that a file of the release defines and we do not, by topic, then as published."""
        found = self._published({})
        return {name: one for name, one in found.items() if name not in self.reference.indicators}

    def about(self, topic: str, most: int) -> Mapping[str, Indicator]:
        """The indicators of a topic, or of all if it is empty; `most` at most, our own first."""
        ours = {
            name: one for name, one in self.reference.indicators.items() if not topic or topic in one.topics
        }
        where: dict[str, object] = {}
        if topic:
            held: Sequence[str] = self.store.held("indicator", self.release, "topics", few=True)
            where["topics"] = [topics for topics in held if topic in topics.split("; ")]
        theirs = self._published(where, most)
        found = {**ours, **{name: theirs[name] for name in theirs if name not in self.reference.indicators}}
        return dict(islice(found.items(), most))

    def telling(self, what: Literal["name", "unit"], said: str) -> set[str]:
        """Ids of the indicators whose name or unit is what is said."""
        held = self.store.tuples("indicator", self.release, {what: said}, ["indicator"])
        ours = self.reference.indicators
        found = {name for (name,) in held if name not in ours}
        return found | {name for name, one in ours.items() if getattr(one, what) == said}

    def said(self, said: str) -> Indicator | None:
        """The indicator of an id, or of a name or printed heading of our own."""
        return self.all_said([said])[said]

    def all_said(self, several: Iterable[str]) -> Mapping[str, Indicator | None]:
        """The same of several: one question."""
        wanted = list(dict.fromkeys(several))
        found = self.of(wanted)
        return {said: found.get(said) or self.reference.indicator(said) for said in wanted}

    def find(self, said: str, most: int) -> Found:
        """Indicators with every word said, or its beginning, in name, topic or definition; with figures."""
        words = said.split()
        if not words:
            return Found((), 0)
        ours = {one.id: near for one in self._ours() if (near := nearness(one, words)) is not None}
        return self._first(ours, self.store.find(self.release, said, most), most)

    def under(self, topic: str, most: int) -> Found:
        """Indicators of a topic, however its capitals are, that have figures."""
        key = topic.casefold()
        ours = {one.id: 0 for one in self._ours() if key in [each.casefold() for each in one.topics]}
        return self._first(ours, self.store.under(self.release, topic, most), most)

    def topics(self) -> tuple[str, ...]:
        """Every topic of which there is an indicator with figures, in the order of the alphabet."""
        told = self.store.held("indicator", self.release, "topics", few=True)
        found = [topic for one in told for topic in one.split(definitions.SEVERAL)]
        found += [topic for one in self._ours() for topic in one.topics]
        once = {topic.casefold(): topic for topic in reversed(found)}
        return tuple(once[key] for key in sorted(once))

    def _ours(self) -> list[Indicator]:
        """Our own indicators that have figures in the release."""
        ids = list(self.reference.indicators)
        held = {name for (name,) in self._tuples("series", {"indicator": ids}, ["indicator"])}
        return [one for one in self.reference.indicators.values() if one.id in held]

    def _first(
        self, ours: Mapping[str, int], found: tuple[Sequence[tuple[str, int]], int], most: int
    ) -> Found:
        near = {**{name: at for name, at in found[0] if name not in self.reference.indicators}, **ours}
        known = self.of(near)
        order = sorted(known.values(), key=lambda one: (near[one.id], one.name))
        return Found(tuple(order[:most]), found[1] + len(ours))

    def _tuples(
        self, table: str, where: Mapping[str, object], columns: Sequence[str]
    ) -> Sequence[tuple[Any, ...]]:
        return self.store.tuples(table, self.release, where, columns)

    def _published(self, where: Mapping[str, object], most: int | None = None) -> dict[str, Indicator]:
        rows = self.store.tuples("indicator", self.release, where, definitions.COLUMNS, limit=most)
        found = definitions.indicators(rows)
        return {name: sayings.spoken(one, self.reference.sayings) for name, one in found.items()}


def nearness(one: Indicator, words: Sequence[str]) -> int | None:
    """How near an indicator is to some words, as `loaders/store_find.py` has it; None if one is missing."""
    said = [word.casefold() for word in words]
    name = one.name.casefold()
    shown = " ".join((name, *one.topics, *one.wordings, one.code)).casefold()
    if name.startswith(" ".join(said)):
        return NAME_BEGINS
    for near, text in ((IN_NAME, name), (IN_TOPIC, shown), (IN_DEFINITION, f"{shown} {one.definition}")):
        if all(any(f"{each}{word}" in f" {text.casefold()}" for each in BEFORE_A_WORD) for word in said):
            return near
    return None
