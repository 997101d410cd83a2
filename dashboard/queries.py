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
    Graded,
    Interval,
    Judgement,
    Latest,
    NeighbourList,
    Observation,
    Place,
    Series,
    Source,
    Standing,
    Threshold,
    years,
)
from loaders import definitions, schema, standings
from loaders.editions import Release
from loaders.reference import Area, Indicator, Reference

MOST_LISTED = 5_000  # figures that a source's page lists; of a longer file it shows a series at a time
# Where the areas of a release are told of.
KNOWN = (("judgement", "authority"), ("standing", "area"))

FORMAL = ("headline", "additional")  # kinds of judgement that are grades, not remarks in running text


class Rows(Tuples, Protocol):
    """What is asked of the store."""

    def counts(self, table: str, release: Release) -> Mapping[str, int]:
        """How many rows of a table each source has."""
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

    def values(self, **where: object) -> Sequence[tuple[str, str, float | None]]:
        """Indicator, area and value of standings, by area and any other column; in no order."""
        columns = ("indicator", "area", "value")
        return self.store.tuples("standing", self.release, where, columns, ordered=False)

    def latest(self, indicator: str, breakdown: str = "", areas: Sequence[str] = ()) -> Latest | None:
        """The latest period of a series with every area's figure; None if nobody has a dated one.

        `areas` asks for the figures of some only. Where several files hold the series, it is worked out from
        all of their figures together.
        """
        where = {"indicator": indicator, "breakdown": breakdown}
        series = self.series(**where)
        if len(series) > 1:
            return self.pooled([indicator], breakdown).get(indicator)
        if not series or not series[0].period:
            return None
        which = {**where, **({"area": areas} if areas else {})}
        return Latest(series[0], {one.area: one for one in self.standings(**which)})

    def pooled(self, indicators: Sequence[str], breakdown: str = "") -> Mapping[str, Latest]:
        """The latest period of series that several files hold, worked out from all of their figures together.

        Reads every figure of the series, so only a few should be asked for at once.
        """
        where = {"indicator": indicators, "breakdown": breakdown}
        found = self.store.rows("observation", self.release, where).drop(columns="edition")
        made = standings.derived(found, self.reference.areas)
        stood: dict[str, dict[str, Standing]] = {}
        for one in map(Standing._make, _tuples(made["standing"])):
            stood.setdefault(one.indicator, {})[one.area] = one
        series = map(Series._make, _tuples(made["series"]))
        return {one.indicator: Latest(one, stood.get(one.indicator, {})) for one in series if one.period}

    def newest(self) -> str:
        """When the newest period ends of which a file lists several authorities; empty if there is none.

        One council's projection does not make all other figures old.
        """
        ends: Sequence[str] = self.store.held("series", self.release, "period_end", few=True)
        for end in sorted(filter(None, ends), key=lambda end: years(end, opening=False), reverse=True):
            where = {"period_end": end}
            if any(
                n > 1 for (n,) in self.store.tuples("series", self.release, where, ["listed"], ordered=False)
            ):
                return end
        return ""

    def intervals(self, **where: object) -> tuple[Interval, ...]:
        """Confidence intervals of figures whose counts are printed, by any column."""
        rows = self.store.tuples("interval", self.release, where, schema.INTERVAL.names)
        return tuple(map(Interval._make, rows))

    def taken(self, table: str) -> Mapping[str, int]:
        """How many rows of a table were taken from each source; none from those that are not named."""
        return self.store.counts(table, self.release)

    def listed(self) -> tuple[str, ...]:
        """The sources of figures that are short enough to be shown whole: papers, not national files."""
        return tuple(source for source, rows in self.taken("observation").items() if rows <= MOST_LISTED)

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
        return self._lists({"authority": authority}, "neighbour")

    def named_by(self, neighbour: str) -> tuple[NeighbourList, ...]:
        """By list the authorities that name another as their neighbour, the newest list first."""
        return self._lists({"neighbour": neighbour}, "authority")

    def _lists(self, where: dict[str, object], members: str) -> tuple[NeighbourList, ...]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self._rows("neighbour", where):
            found.setdefault(row["list"], []).append(row)
        lists = [
            NeighbourList(
                name,
                rows[0]["valid_from"],
                rows[0]["valid_to"],
                tuple(row[members] for row in rows),
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
        return self._authorities

    @cached_property
    def _authorities(self) -> tuple[Area, ...]:
        codes = {
            code for table, column in KNOWN for code in self.store.held(table, self.release, column, few=True)
        }
        found = [self.reference.areas[code] for code in codes if code in self.reference.areas]
        return tuple(sorted((a for a in found if a.kind == "authority"), key=lambda area: area.name))

    def paper_authorities(self) -> tuple[str, ...]:
        """Codes of the authorities whose own papers are in the release."""
        return tuple(dict.fromkeys(one.authority for one in self.sources() if one.authority))

    def indicators(self, area: str = "") -> tuple[str, ...]:
        """Ids of the indicators that have a figure (of an area, if one is named), our own first."""
        if area:
            own = {"area": area, "source": self.listed()}
            told = [*self.store.tuples("observation", self.release, own, ["indicator"])]
            told += self.store.tuples("standing", self.release, {"area": area}, ["indicator"])
            present = {name for (name,) in told}
        else:
            present = set(self.store.held("series", self.release, "indicator"))
        ours = [name for name in self.reference.indicators if name in present]
        return (*ours, *sorted(present.difference(ours)))

    def definitions(self, source: str) -> Iterator[tuple[Indicator, Place]]:
        """The definitions of one source, as it has them, each with its place."""
        names = (*definitions.COLUMNS, "locator", "cell")
        for row in self.store.tuples("indicator", self.release, {"source": source}, names):
            (one,) = definitions.indicators([row[:-2]]).values()
            yield one, Place("indicator", source, row[-2], row[-1])

    @cached_property
    def measures(self) -> Measures:
        """The definitions of the indicators."""
        return Measures(self.store, self.release, self.reference)

    def _rows(self, table: str, where: dict[str, object]) -> Iterator[dict[str, Any]]:
        names = schema.TABLES[table].names
        found = self.store.tuples(table, self.release, where, names)
        return (dict(zip(names, row, strict=True)) for row in found)

    def inspected(self) -> dict[str, tuple[str, ...]]:
        """By framework the authorities that it formally judged, both in the order of the papers."""
        rows = self.store.tuples("judgement", self.release, {"kind": FORMAL}, ["framework", "authority"])
        found: dict[str, dict[str, None]] = {}
        for framework, authority in rows:
            found.setdefault(framework, {})[authority] = None
        return {framework: tuple(authorities) for framework, authorities in found.items()}

    def graded(self, framework: str, theme: str) -> tuple[Graded, ...]:
        """Everybody's formal judgements of one theme under one framework, in the order of the papers."""
        asked = {"framework": framework, "theme": theme, "kind": "headline"}
        days = ["inspected_from", "inspected_to", "published_on"]
        columns = ["authority", "grade", *days, "note"]
        return tuple(
            Graded(authority, grade, began or ended or published, note)
            for authority, grade, began, ended, published, note in self.store.tuples(
                "judgement", self.release, asked, columns
            )
        )


def _place(table: str, row: dict[str, Any]) -> Place:
    return Place(table, row["source"], row["locator"], row["cell"])


def _tuples(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Rows as the store gives them: None is an unknown number."""
    held = [table[name].astype(object).where(table[name].notna(), None) for name in table.columns]
    return zip(*held, strict=True)
