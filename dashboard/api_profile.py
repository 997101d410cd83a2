"""A row of /profile for the API, with all that its strip shows from one end to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from dashboard import api_benchmark, numbers, profiles, strips, text
from dashboard.profile_evidence import choice, evidence
from dashboard.profiles import WITHOUT_ENDS, Row
from dashboard.queries import Ask
from loaders.reference import Area

ARGUMENTS = ("indicator", "area", "list")
Kind = Literal["end", "quarter", "middle", "neighbour", "england", "own"]
OVER: Mapping[Kind, int] = {"own": 0, "england": 1, "middle": 2, "quarter": 3, "neighbour": 4}  # at one place


@dataclass(frozen=True)
class _Mark:
    """A figure on a strip: whose or which it is, and how it is read out.

    `across` is how far it is from the strip's left end, of its width; None of what is not drawn.
    """

    kind: Kind
    name: str
    value: float | None
    said: str
    across: float | None


@dataclass(frozen=True)
class _Asked:
    """A row of an authority's profile beside a list, and the latest figure by neighbour; None without one."""

    area: Area
    list: str
    row: Row
    near: Mapping[str, float | None]
    names: Mapping[str, str]


def answer(ask: Ask, arguments: Mapping[str, str]) -> dict[str, Any]:
    """The row asked for, as plain values. LookupError says which argument names nothing."""
    return _as_dict(_asked(ask, arguments))


def _asked(ask: Ask, arguments: Mapping[str, str]) -> _Asked:
    indicator, area = api_benchmark.about(ask, arguments)
    chosen = choice(ask, arguments, area)
    api_benchmark.check_list(area, arguments.get("list", ""), chosen.lists)
    known = evidence(ask, chosen, indicator)
    row = next(iter(profiles.rows(known)), None)
    if row is None:
        raise LookupError(f"{indicator.id} has no latest figure of {area.name} or of one to compare it with.")
    values = known.values.get(indicator.id, {})
    near = {code: values.get(code) for code in known.neighbours}
    names = {code: ask.reference.areas[code].name for code in near}
    return _Asked(area, chosen.listed.id if chosen.listed else "", row, near, names)


def _as_dict(found: _Asked) -> dict[str, Any]:
    """The row as plain values, unrounded; what is not known is null."""
    row, measure = found.row, found.row.measure
    place = row.place
    return {
        "indicator": measure.id,
        "area": found.area.name,
        "area_code": found.area.ons,
        "period": row.series.period,
        "unit": measure.unit,
        "polarity": measure.polarity,
        "list": found.list or None,
        "neighbours_better": None if row.reason in WITHOUT_ENDS else row.better,
        "neighbours_same": None if row.reason in WITHOUT_ENDS else row.same,
        "neighbours_used": len(row.near),
        "neighbours_total": row.total,
        "rank": place.rank if place else None,
        "ranked_of": place.of if place else None,
        "quartile": place.quartile if place else None,
        "marks": [asdict(one) for one in _marks(found)],
    }


def _marks(found: _Asked) -> list[_Mark]:
    """All figures of a strip from its left end to its right, then what is not on it; none without a strip."""
    row = found.row
    ends, place = row.ends, strips.placing(row)
    if ends is None or place is None:
        return []

    def mark(kind: Kind, name: str, value: float | None, said: str = text.NO_FIGURE) -> _Mark:
        if value is None:
            return _Mark(kind, name, None, said, None)
        at = place(value)  # England's may be beyond the ends, which are those of authorities
        told = said if kind == "own" else numbers.brief(value, row.measure.unit, row.measure.decimals)
        return _Mark(kind, name, value, told, at / strips.ACROSS if 0 <= at <= strips.ACROSS else None)

    own = row.own
    shown = numbers.shown(own, row.measure.unit, row.measure.decimals) if own else text.NOT_LISTED
    made = [
        mark("own", found.area.name, own.value if own else None, shown),
        mark("england", "England", row.england),
        *(mark("neighbour", found.names[code], value) for code, value in found.near.items()),
        *(mark(kind, name, value) for kind, name, value in _quarters(row)),
    ]
    there = sorted((one for one in made if one.across is not None), key=_from_the_left)
    left, right = text.SMALLEST_TO_LARGEST if row.reason in WITHOUT_ENDS else text.WORST_TO_BEST
    first, last = (mark("end", said.capitalize(), at) for said, at in zip((left, right), ends, strict=True))
    return [first, *there, last, *(one for one in made if one.across is None)]


def _from_the_left(one: _Mark) -> tuple[float, int]:
    return one.across or 0.0, OVER[one.kind]


def _quarters(row: Row) -> Iterator[tuple[Kind, str, float]]:
    """The edges of the box, in which the middle half of England's authorities lie, and its middle."""
    bands = row.bands
    if bands is None:
        return
    low, high = text.HERE_OR_LOWER if row.reason in WITHOUT_ENDS else text.HERE_OR_WORSE
    if row.measure.polarity == "low" and row.reason not in WITHOUT_ENDS:
        low, high = high, low
    yield "quarter", low, bands.q25
    yield "middle", text.MIDDLE_COUNCIL, bands.q50
    yield "quarter", high, bands.q75
