"""What the API's tables are made of: which columns are published, where each comes from, how it is asked for.

Columns are a promise to those who read the files by program; the tests hold it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from dashboard.cells import Cell
from loaders.reference import Area, Indicator, Reference
from loaders.store import Release

Kind = Literal["text", "number", "integer", "flag"]


@dataclass(frozen=True)
class Field:
    """A published column. `base` is the store's column it is made from by `shown`.

    `measure` is what a column tells of the indicator, whose definition may be the release's own.
    `meant` gives the stored values that a query argument may stand for; without it, the argument is the
    value.
    """

    name: str
    base: str
    kind: Kind = "text"
    shown: Callable[[str], str] | None = None
    meant: Callable[[str], set[str]] | None = None
    measure: Literal["", "name", "unit"] = ""


@dataclass(frozen=True)
class Stored:
    """A published table whose rows are a release's, from the store's table `table`."""

    table: str
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The published columns in order."""
        return tuple(field.name for field in self.fields)


def stored_tables(reference: Reference) -> Mapping[str, Stored]:
    """The published tables that a release holds, by their name in the address."""
    area = _area_fields(reference, "area")
    authority = _area_fields(reference, "authority")
    indicator, unit = INDICATOR_FIELDS, UNIT
    value = Field("value", "value", "number")
    neighbour = [
        field for field in _area_fields(reference, "neighbour", "neighbour") if field.name != "la_code"
    ]
    return {
        "judgements": Stored(
            "judgement",
            (*authority, *_plain("framework inspection section aspect theme kind published_as"),
             Field("grade", "grade", "integer"),
             *_plain("inspected_from inspected_to published_on source locator note")),
        ),
        "findings": Stored(
            "finding", (*authority, *_plain("framework inspection theme kind deadline text source locator"))
        ),
        "observations": Stored(
            "observation",
            (*indicator, *_plain("breakdown"), unit, *area, *_plain("period period_start period_end"), value,
             *_plain("qualifier published_as status"),
             Field("numerator", "numerator", "number"), Field("denominator", "denominator", "number"),
             Field("headline", "headline", "flag"), *_plain("source locator note")),
        ),
        "thresholds": Stored(
            "threshold",
            (*indicator, *_plain("breakdown"), *area, *_plain("period kind due"), value,
             *_plain("unit source locator note")),
        ),
        "neighbours": Stored(
            "neighbour",
            (*_plain("list valid_from valid_to"), *(field for field in authority if field.name != "la_code"),
             *neighbour, Field("rank", "rank", "integer"), *_plain("closeness")),
        ),
        "sources": Stored("source", _plain("source title publisher published_on licence file sha256")),
    }  # fmt: skip


def _plain(names: str) -> tuple[Field, ...]:
    return tuple(Field(name, name) for name in names.split())


# Areas and indicators are stored by their code and id, and published with their names


def _area_fields(reference: Reference, base: str, name: str = "area") -> tuple[Field, ...]:
    """`area_code`, `la_code`, `area`: each is asked for by what it shows, the last by any of the three."""
    areas = reference.areas

    def shown(show: Callable[[Area], str], code: str) -> str:
        return show(areas[code]) if code in areas else ""

    def by(show: Callable[[Area], str], said: str) -> set[str]:
        return {code for code, area in areas.items() if show(area) == said} | ({said} - areas.keys())

    def by_any(said: str) -> set[str]:
        return by(area_code, said) | by(la_code, said) | by(_name, said)

    return (
        Field(
            f"{name}_code",
            base,
            shown=lambda code: shown(area_code, code) or code,
            meant=partial(by, area_code),
        ),
        Field("la_code", base, shown=partial(shown, la_code), meant=partial(by, la_code)),
        Field(name, base, shown=lambda code: shown(_name, code) or code, meant=by_any),
    )


def area_code(area: Area) -> str:
    """The latest ONS code; for a group that a source averages, our own id."""
    return area.ons or area.code


def la_code(area: Area) -> str:
    """The Department's three-digit code; empty for regions, England and groups."""
    return area.code if len(area.code) == 3 and area.code.isdigit() else ""


def _name(area: Area) -> str:
    return area.name


INDICATOR_FIELDS = (Field("indicator", "indicator"), Field("indicator_name", "indicator", measure="name"))
UNIT = Field("unit", "indicator", measure="unit")


# Tables that the reference data and the list of releases hold


INDICATORS = (
    *("indicator", "indicator_name", "topic", "unit", "decimals", "polarity", "definition"),
    *("methodology", "caveat", "source_url", "last_update", "next_update"),
)
AREAS = ("area_code", "la_code", "area", "kind", "region", "exists_from", "exists_to", "successor")
RELEASES = ("release", "public_from", "made_at", "author", "note", "editions")
SEVERAL = "; "


def indicator_row(indicator: Indicator) -> tuple[Cell, ...]:
    """An indicator's cells in the order of INDICATORS; several topics are joined by `; `."""
    return (
        indicator.id,
        indicator.name,
        SEVERAL.join(indicator.topics),
        indicator.unit,
        indicator.decimals,
        indicator.polarity,
        indicator.definition,
        indicator.methodology,
        indicator.caveat,
        indicator.source_url,
        indicator.last_update,
        indicator.next_update,
    )


def area_row(area: Area, areas: Mapping[str, Area]) -> tuple[Cell, ...]:
    """An area's cells in the order of AREAS; successors are told by their area codes, joined by `; `."""
    successors = SEVERAL.join(area_code(areas[code]) if code in areas else code for code in area.successor)
    told = (area_code(area), la_code(area), area.name, area.kind, area.region)
    return (*told, area.exists_from, area.exists_to, successors)


def release_row(release: Release) -> tuple[Cell, ...]:
    """A release's cells in the order of RELEASES; editions are joined by `; `, times are UTC."""
    times = (release.public_from.isoformat(timespec="seconds"), release.made_at.isoformat(timespec="seconds"))
    return (release.number, *times, release.author, release.note, SEVERAL.join(map(str, release.editions)))
