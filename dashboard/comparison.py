"""Figures of the areas and measures chosen -> tables with periods as columns. Pure.

Different kinds of periods are never in one column, nor in one table: a school year and a financial year of
the same name are not the same months.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import numbers
from dashboard.benchmark import year
from dashboard.choosing import Choice, Measure
from dashboard.records import Observation
from loaders.reference import Area


@dataclass(frozen=True)
class Column:
    """A span of time, by the shortest of the names that sources print for it. ISO dates, empty if undated."""

    label: str
    start: str
    end: str


@dataclass(frozen=True)
class Row:
    """An area's figures, a cell a column: mostly one; none without an entry in the source, or several."""

    area: Area
    cells: tuple[tuple[Observation, ...], ...]


@dataclass(frozen=True)
class Block:
    """A measure's rows, of the areas that have an entry; `without` are the others.

    `changes` are the columns before which its definition changed, with the reason.
    """

    measure: Measure
    rows: tuple[Row, ...]
    without: tuple[Area, ...]
    changes: Mapping[int, str]


@dataclass(frozen=True)
class Table:
    """Everything that was published of the areas chosen for one kind of period (`schema.PERIOD_TYPES`)."""

    kind: str
    areas: tuple[Area, ...]
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]


def printed(one: Observation, measure: Measure) -> str:
    """A figure without its unit, which is said once for all; but with % or £. Or why there is none."""
    unit = measure.indicator.unit
    sign = "%" if unit == "%" else numbers.MONEY if unit.startswith(numbers.MONEY) else ""
    return numbers.shown(one, sign, measure.indicator.decimals)


def by_measure(choice: Choice, observations: Sequence[Observation]) -> dict[Measure, list[Observation]]:
    """The headline figures of each measure chosen, within the years chosen."""
    found: dict[Measure, list[Observation]] = {one: [] for one in choice.measures}
    known = {(one.indicator.id, one.breakdown): one for one in choice.measures}
    for one in observations:
        measure = known.get((one.indicator, one.breakdown))
        if measure is not None and one.headline and choice.holds(one.end):
            found[measure].append(one)
    return found


def tables(areas: Sequence[Area], figures: Mapping[Measure, Sequence[Observation]]) -> tuple[Table, ...]:
    """A table for each kind of period, with the measures that have a figure of it; most figures first."""
    kinds: dict[str, dict[Measure, list[Observation]]] = {}
    for measure, found in figures.items():
        for one in found:
            kinds.setdefault(one.period_type, {}).setdefault(measure, []).append(one)
    order = sorted(kinds, key=lambda kind: (kind == "undated", -sum(map(len, kinds[kind].values()))))
    return tuple(_of_kind(kind, areas, kinds[kind]) for kind in order)


def _of_kind(kind: str, areas: Sequence[Area], figures: Mapping[Measure, Sequence[Observation]]) -> Table:
    columns = _columns([one for found in figures.values() for one in found])
    blocks = [_block(measure, areas, columns, found) for measure, found in figures.items()]
    return Table(kind, tuple(areas), columns, tuple(blocks))


def _columns(found: Sequence[Observation]) -> tuple[Column, ...]:
    labels: dict[tuple[str, str], set[str]] = {}
    for one in found:
        labels.setdefault((one.start, one.end), set()).add(one.period)
    made = [Column(min(said, key=lambda text: (len(text), text)), *span) for span, said in labels.items()]
    return tuple(sorted(made, key=lambda column: (column.end, column.start)))


def _block(
    measure: Measure, areas: Sequence[Area], columns: Sequence[Column], found: Sequence[Observation]
) -> Block:
    here: dict[tuple[str, str, str], list[Observation]] = {}
    for one in found:
        here.setdefault((one.area, one.start, one.end), []).append(one)
    present = {one.area for one in found}
    rows = tuple(
        Row(area, tuple(tuple(here.get((area.code, each.start, each.end), ())) for each in columns))
        for area in areas
        if area.code in present
    )
    without = tuple(area for area in areas if area.code not in present)
    return Block(measure, rows, without, _changes(measure, columns, found))


def _changes(measure: Measure, columns: Sequence[Column], found: Sequence[Observation]) -> dict[int, str]:
    """The columns that begin after a change of definition, compared with the one before that has a figure."""
    spans = {(one.start, one.end): one for one in found if one.dated}
    shown = [(at, spans[key]) for at, one in enumerate(columns) if (key := (one.start, one.end)) in spans]
    changes: dict[int, str] = {}
    for (_, before), (at, last) in itertools.pairwise(shown):
        why = [one.why for one in measure.indicator.breaks if before.opens < year(one.since) < last.closes]
        if why:
            changes[at] = " ".join(why)
    return changes
