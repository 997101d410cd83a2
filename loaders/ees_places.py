"""Which area every row of a file in the open-data standard is about, by its level, codes and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from loaders import columns, identity
from loaders.columns import Columns
from loaders.periods import Period
from loaders.problems import Problem
from loaders.reference import Area, Reference
from loaders.screening import Fault, Rows, Said, listed
from loaders.screening_rows import PLACES, Times

Refused = tuple[str, Said]  # the level whose name is wrong, what, and how to mend it

KINDS = {"National": "country", "Regional": "region", "Local authority": "authority"}
# What stands for “no code”.
NO_CODE = ("", "z", "x", ":", "n/a")


@dataclass(frozen=True)
class Place:
    """What a row says of its place: level, then the codes and names of country, region and authority."""

    level: str
    country: tuple[str, ...]
    region: tuple[str, ...]
    authority: tuple[str, ...]

    @property
    def own(self) -> tuple[str, ...]:
        """The codes and name of its level."""
        return {"National": self.country, "Regional": self.region}.get(self.level, self.authority)

    @property
    def below(self) -> tuple[str, ...]:
        """What it says of places smaller than its level, which should be nothing."""
        return {"National": (*self.region, *self.authority), "Regional": self.authority}.get(self.level, ())


def together(texts: Sequence[columns.Texts[Any]]) -> tuple[Rows, list[tuple[str, ...]]]:
    """The texts that stand in a row together: a number for each row's, and the texts of each number."""
    code = np.zeros(len(texts[0]), "int64")
    for one in texts:
        _, code = np.unique(code * len(one.cat.categories) + columns.codes(one), return_inverse=True)
    first = np.unique(code, return_index=True)[1].tolist()
    return code, [tuple(str(one.iloc[row]) for one in texts) for row in first]


@dataclass(frozen=True)
class Located:
    """Area and period of every kept row, as a position in `found`; no area where it cannot be told."""

    found: Sequence[tuple[Area | None, Period]]
    of_kept: Rows

    @property
    def about(self) -> Rows:
        """One number for every kept row: the same for the same area and period, however they are spelt."""
        names = [(area.code if area else "", period) for area, period in self.found]
        numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
        return np.array([numbers[name] for name in names])[self.of_kept]


def located(
    table: Columns, at: Mapping[str, int], kept: Rows, times: Times, reference: Reference
) -> tuple[Located, list[Problem]]:
    """What every kept row is about; and codes and names that are unknown or disagree."""
    uses = ("geographic_level", *(use for one in PLACES.values() for use in one))
    blank = columns.coded(np.zeros(len(table), "int8"), [""])
    code, said = together([(table.texts[at[use]] if use in at else blank).iloc[kept] for use in uses])
    places = [_place(one) for one in said]
    problems: list[Problem] = []
    for kind, rule in RULES.items():
        wrong = {position: one for position, place in enumerate(places) if (one := rule(place, reference))}
        problems += listed(table, _fault(kind, at, kept, code, wrong))
    width = max(len(times.periods), 1)
    moments, of_kept = np.unique(code * width + times.of_row[kept], return_inverse=True)
    found: list[tuple[Area | None, Period]] = []
    refused: dict[int, Refused] = {}
    for position, moment in enumerate(map(int, moments)):
        place, period = places[moment // width], times.periods[moment % width]
        area = _area(place, period, reference)
        found.append((area if isinstance(area, Area) else None, period))
        if not isinstance(area, Area):
            refused[position] = place.level, area
    kind = "places that are unknown or disagree"
    problems += listed(table, _fault(kind, at, kept, of_kept, refused))
    return Located(found, of_kept), problems


def outside(table: Columns, at: Mapping[str, int], kept: Rows, where: Located, valued: Rows) -> list[Problem]:
    """Figures of authorities at a time when they were not. `valued` tells which rows have a figure at all."""
    wrong = {
        position: (area, period)
        for position, (area, period) in enumerate(where.found)
        if area and period.start and not area.existed(period.start) and not area.existed(period.end)
    }
    rows = kept[np.isin(where.of_kept, list(wrong)) & valued[kept]] if wrong else kept[:0]
    by_row: dict[int, int] = dict(
        zip(rows.tolist(), where.of_kept[np.isin(kept, rows)].tolist(), strict=True)
    )

    def say(_: int, row: int) -> Said:
        area, period = wrong[by_row[row]]
        when = f"until {area.exists_to}" if area.exists_to else f"since {area.exists_from}"
        what = f"{area.name} has a figure for {period.label}, but it existed {when} only."
        return what, "Say whose figure it is: the authority's that took its place, or that before it."

    column = at["la_name"] if "la_name" in at else at["geographic_level"]
    return listed(table, Fault("figures of authorities outside their time", "warning", [(column, rows)], say))


def _place(said: tuple[str, ...]) -> Place:
    codes = tuple("" if one.casefold() in NO_CODE else one for one in said)
    level = next(one for one in PLACES if one.casefold() == said[0].casefold())
    return Place(level, codes[1:3], codes[3:5], codes[5:8])


def _area(place: Place, period: Period, reference: Reference) -> Area | Said:
    """The area of a place's own codes and name."""
    area = identity.area(place.own, reference, period.end)
    if isinstance(area, Area) and area.kind != KINDS[place.level]:
        return f"{area.name} is not of the level {place.level}.", "Correct the level, or the code and name."
    return area


def _unlike(place: Place, reference: Reference) -> Refused | None:
    """The country or region of a row whose code or name is unknown, or whose two disagree."""
    above = {"National": (), "Regional": (("National", place.country),)}
    for level, said in above.get(place.level, (("National", place.country), ("Regional", place.region))):
        found = identity.area(said, reference) if any(said) else None
        if isinstance(found, tuple):
            return level, found
    return None


def _too_much(place: Place, _: Reference) -> Refused | None:
    """A place named that is smaller than the level of its row."""
    below = next((one for one in place.below if one), "")
    if not below:
        return None
    what = f"The row is of the level {place.level}, but names “{below}”."
    return "Local authority" if any(place.authority) else "Regional", (
        what,
        "Correct the level, or leave the smaller place blank.",
    )


def _fault(kind: str, at: Mapping[str, int], kept: Rows, code: Rows, wrong: Mapping[int, Refused]) -> Fault:
    """The kept rows whose number is among those that are wrong, at the name of the level that is meant."""
    rows = kept[np.isin(code, list(wrong))] if wrong else kept[:0]
    numbers = dict(zip(rows.tolist(), code[np.isin(kept, rows)].tolist(), strict=True))
    cells: dict[int, list[int]] = {}
    for row, number in numbers.items():
        level = wrong[number][0]
        column = next((at[use] for use in reversed(PLACES[level]) if use in at), at["geographic_level"])
        cells.setdefault(column, []).append(row)
    found = [(column, np.array(rows)) for column, rows in sorted(cells.items())]
    return Fault(kind, "error", found, lambda _, row: wrong[numbers[row]][1])


RULES = {
    "countries and regions that are unknown or disagree": _unlike,
    "places smaller than the level of their row": _too_much,
}
