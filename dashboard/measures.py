"""What is measured: our own definitions first, then those that publishers' files brought into the release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from loaders import definitions
from loaders.editions import Release
from loaders.reference import Indicator, Reference


class Tuples(Protocol):
    """What is asked of the store."""

    def tuples(
        self, table: str, release: Release, where: Mapping[str, object], columns: Sequence[str]
    ) -> Sequence[tuple[Any, ...]]:
        """Rows of a release's table."""
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

    def said(self, said: str) -> Indicator | None:
        """The indicator of an id, or of a name or printed heading of our own."""
        return self.get(said) or self.reference.indicator(said)

    def _published(self, where: Mapping[str, object]) -> dict[str, Indicator]:
        rows = self.store.tuples("indicator", self.release, where, definitions.COLUMNS)
        return definitions.indicators(rows)
