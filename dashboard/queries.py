"""Questions to the store: a release, a few columns' values -> records. One indexed query each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import pandas as pd

from dashboard.measures import Measures, Tuples
from dashboard.records import (
    Finding,
    Judgement,
    NeighbourList,
    Observation,
    Place,
    Series,
    Source,
    Standing,
    Threshold,
)
from loaders import schema, standings
from loaders.editions import Release
from loaders.reference import Area, Reference

# Where the areas of a release are told of.
KNOWN = (("judgement", "authority"), ("standing", "area"))


@dataclass(frozen=True)
class Latest:
    """The latest period of a series, and the figure of every area that has a row in it."""

    series: Series
    figures: Mapping[str, Standing]


class Rows(Tuples, Protocol):
    """What is asked of the store."""

    def held(self, table: str, release: Release, column: str) -> Sequence[Any]:
        """What a column holds."""
        ...

    def rows(
        self,
        table: str,
        release: Release,
        where: Mapping[str, object] | None = None,
        *,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Rows of a release's table."""
        ...


@dataclass(frozen=True)
class Ask:
    """Everything a page may ask, of one release. A page keeps its release through all its questions."""

    store: Rows
    release: Release
    reference: Reference

    # A frozen dataclass without slots: `measures` below is kept in the instance.

    def judgements(self, **where: object) -> tuple[Judgement, ...]:
        """Judgements by any column, in the order of the papers."""
        return tuple(
            Judgement(
                row["authority"],
                row["framework"],
                row["inspection"],
                row["section"],
                row["aspect"],
                row["theme"],
                row["kind"],
                row["published_as"],
                None if row["grade"] is None else int(row["grade"]),
                row["inspected_from"],
                row["inspected_to"],
                row["published_on"],
                row["note"],
                _place("judgement", row),
            )
            for row in self._rows("judgement", where)
        )

    def findings(self, **where: object) -> tuple[Finding, ...]:
        """Findings by any column."""
        return tuple(
            Finding(
                row["authority"],
                row["inspection"],
                row["theme"],
                row["kind"],
                row["deadline"],
                row["text"],
                _place("finding", row),
            )
            for row in self._rows("finding", where)
        )

    def observations(self, **where: object) -> tuple[Observation, ...]:
        """Printed figures by any column."""
        rows = self.store.tuples("observation", self.release, where, schema.OBSERVATION.names)
        return tuple(map(Observation._make, rows))

    def series(self, **where: object) -> tuple[Series, ...]:
        """What the files hold of indicators and breakdowns, by any column; a row a file."""
        rows = self.store.tuples("series", self.release, where, schema.SERIES.names)
        return tuple(map(Series._make, rows))

    def standings(self, **where: object) -> tuple[Standing, ...]:
        """Areas' figures in the latest period of each file's series, by any column."""
        rows = self.store.tuples("standing", self.release, where, schema.STANDING.names)
        return tuple(map(Standing._make, rows))

    def latest(self, indicator: str, breakdown: str = "") -> Latest | None:
        """The latest period of a series with every area's figure; None if nobody has a dated one.

        Where several files hold the series, it is worked out from all of their figures together.
        """
        where = {"indicator": indicator, "breakdown": breakdown}
        series = self.series(**where)
        if len(series) > 1:
            found = self.store.rows("observation", self.release, where).drop(columns="edition")
            made = standings.derived(found, self.reference.areas)
            series = tuple(map(Series._make, _tuples(made["series"])))
            stood = tuple(map(Standing._make, _tuples(made["standing"])))
        else:
            stood = self.standings(**where)
        if not series or not series[0].period:
            return None
        return Latest(series[0], {one.area: one for one in stood})

    def thresholds(self, **where: object) -> tuple[Threshold, ...]:
        """Thresholds, baselines and targets by any column."""
        return tuple(
            Threshold(
                row["indicator"],
                row["breakdown"],
                row["area"],
                row["period"],
                row["kind"],
                row["due"],
                row["value"],
                row["unit"],
                row["published_as"],
                row["note"],
                _place("threshold", row),
            )
            for row in self._rows("threshold", where)
        )

    def sources(self) -> tuple[Source, ...]:
        """Every source of the release."""
        return tuple(
            Source(
                row["source"],
                row["title"],
                row["publisher"],
                row["authority"],
                row["published_on"],
                row["licence"],
                row["text_file"],
                row["file"],
                row["sha256"],
                row["left_out"],
            )
            for row in self._rows("source", {})
        )

    def neighbour_lists(self, authority: str) -> tuple[NeighbourList, ...]:
        """An authority's lists of comparators, the newest first; each closest first where it has an order."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self._rows("neighbour", {"authority": authority}):
            found.setdefault(row["list"], []).append(row)
        lists = [
            NeighbourList(
                name,
                rows[0]["valid_from"],
                rows[0]["valid_to"],
                tuple(row["neighbour"] for row in rows),
                tuple(row["closeness"] for row in rows),
                _place("neighbour", rows[0]),
            )
            for name, listed in found.items()
            for rows in [sorted(listed, key=lambda row: (row["rank"] is None, row["rank"] or 0))]
        ]
        return tuple(sorted(lists, key=lambda one: one.valid_from, reverse=True))

    def pairs(self, **where: object) -> tuple[tuple[str, str, str, str, Place], ...]:
        """Pairs of a list: authority, neighbour, rank (empty without an order), closeness, place."""
        return tuple(
            (
                row["authority"],
                row["neighbour"],
                "" if row["rank"] is None else str(int(row["rank"])),
                row["closeness"],
                _place("neighbour", row),
            )
            for row in self._rows("neighbour", where)
        )

    def authorities(self) -> tuple[Area, ...]:
        """The authorities of which the release knows anything, by name."""
        codes = {code for table, column in KNOWN for code in self.store.held(table, self.release, column)}
        found = [self.reference.areas[code] for code in codes if code in self.reference.areas]
        return tuple(sorted((a for a in found if a.kind == "authority"), key=lambda area: area.name))

    def paper_authorities(self) -> tuple[str, ...]:
        """Codes of the authorities whose own papers are in the release."""
        return tuple(dict.fromkeys(one.authority for one in self.sources() if one.authority))

    def indicators(self, area: str = "") -> tuple[str, ...]:
        """Ids of the indicators that have a figure (of an area, if one is named), our own first."""
        if area:
            found = self.store.tuples("observation", self.release, {"area": area}, ["indicator"])
            present = {name for (name,) in found}
        else:
            present = set(self.store.held("series", self.release, "indicator"))
        ours = [name for name in self.reference.indicators if name in present]
        return (*ours, *sorted(present.difference(ours)))

    @cached_property
    def measures(self) -> Measures:
        """The definitions of the indicators."""
        return Measures(self.store, self.release, self.reference)

    def _rows(self, table: str, where: dict[str, object]) -> Iterator[dict[str, Any]]:
        names = schema.TABLES[table].names
        found = self.store.tuples(table, self.release, where, names)
        return (dict(zip(names, row, strict=True)) for row in found)


def _place(table: str, row: dict[str, Any]) -> Place:
    return Place(table, row["source"], row["locator"], row["cell"])


def _tuples(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Rows as the store gives them: None is an unknown number."""
    held = [table[name].astype(object).where(table[name].notna(), None) for name in table.columns]
    return zip(*held, strict=True)
