"""What is measured: our own definitions first, then those that publishers' files brought into the release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from loaders import definitions
from loaders.editions import Release
from loaders.reference import Indicator, Reference


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

    def topics(self) -> tuple[str, ...]:
        """Every topic of a measure, by name."""
        ours = {topic for one in self.reference.indicators.values() for topic in one.topics}
        held: Sequence[str] = self.store.held("indicator", self.release, "topics", few=True)
        return tuple(sorted(ours.union(*(topics.split("; ") for topics in held)), key=str.casefold))

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

    def said(self, said: str) -> Indicator | None:
        """The indicator of an id, or of a name or printed heading of our own."""
        return self.get(said) or self.reference.indicator(said)

    def _published(self, where: Mapping[str, object], most: int | None = None) -> dict[str, Indicator]:
        rows = self.store.tuples("indicator", self.release, where, definitions.COLUMNS, limit=most)
        return definitions.indicators(rows)
