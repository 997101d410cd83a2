"""Questions to the store: a release, a few columns' values -> records. One indexed query each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from dashboard.records import (
    Finding,
    Graded,
    Judgement,
    NeighbourList,
    Observation,
    Place,
    Source,
    Threshold,
)
from loaders.editions import Release
from loaders.reference import Area, Reference

FORMAL = ("headline", "additional")  # kinds of judgement that are grades, not remarks in running text


class Rows(Protocol):
    """What is asked of the store."""

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
        return tuple(
            Observation(
                row["indicator"],
                row["breakdown"],
                row["area"],
                row["period"],
                row["period_type"],
                row["period_start"],
                row["period_end"],
                row["value"],
                row["qualifier"],
                row["published_as"],
                row["status"],
                row["numerator"],
                row["denominator"],
                row["headline"],
                row["note"],
                _place("observation", row),
            )
            for row in self._rows("observation", where)
        )

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
        codes = set(self._column("judgement", "authority")) | set(self._column("observation", "area"))
        found = [self.reference.areas[code] for code in codes if code in self.reference.areas]
        return tuple(sorted((a for a in found if a.kind == "authority"), key=lambda area: area.name))

    def paper_authorities(self) -> tuple[str, ...]:
        """Codes of the authorities whose own papers are in the release."""
        return tuple(dict.fromkeys(one.authority for one in self.sources() if one.authority))

    def indicators(self, area: str = "") -> tuple[str, ...]:
        """Ids of the indicators that have a figure (of an area, if one is named), in reference order."""
        where = {"area": area} if area else {}
        present = set(self._column("observation", "indicator", where))
        return tuple(name for name in self.reference.indicators if name in present)

    def _column(self, table: str, column: str, where: Mapping[str, object] | None = None) -> list[str]:
        return self.store.rows(table, self.release, where or {}, columns=[column])[column].unique().tolist()

    def _rows(self, table: str, where: dict[str, object]) -> Iterator[dict[str, Any]]:
        frame = self.store.rows(table, self.release, where)
        held = {
            name: frame[name].astype(object).where(frame[name].notna(), None).tolist()
            for name in frame.columns
        }
        names = list(held)
        return (dict(zip(names, values, strict=True)) for values in zip(*held.values(), strict=True))

    def inspected(self) -> dict[str, tuple[str, ...]]:
        """By framework the authorities that it formally judged, both in the order of the papers."""
        asked = {"kind": FORMAL}
        frame = self.store.rows("judgement", self.release, asked, columns=["framework", "authority"])
        found: dict[str, dict[str, None]] = {}
        for framework, authority in zip(frame["framework"], frame["authority"], strict=True):
            found.setdefault(framework, {})[authority] = None
        return {framework: tuple(authorities) for framework, authorities in found.items()}

    def graded(self, framework: str, theme: str) -> tuple[Graded, ...]:
        """Everybody's formal judgements of one theme under one framework, in the order of the papers."""
        asked = {"framework": framework, "theme": theme, "kind": "headline"}
        days = ["inspected_from", "inspected_to", "published_on"]
        columns = ["authority", "grade", *days, "note"]
        frame = self.store.rows("judgement", self.release, asked, columns=columns)
        rows = zip(*(frame[name].tolist() for name in columns), strict=True)
        return tuple(
            Graded(authority, None if pd.isna(grade) else int(grade), began or ended or published, note)
            for authority, grade, began, ended, published, note in rows
        )


def _place(table: str, row: dict[str, Any]) -> Place:
    return Place(table, row["source"], row["locator"], row["cell"])
