"""A profile -> plain-English sentences: where an authority is furthest behind, what is not in order. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import text, wording, wording_benchmark
from dashboard.benchmark import WHOLE_COUNTRY, Standing
from dashboard.profiles import Group, Row
from dashboard.records import NeighbourList
from loaders.reference import Area

NAMED = 3  # measures that the page's sentence names


def lead(area: Area, listed: NeighbourList | None, ordered: Sequence[Row]) -> str:
    """The page's message: the measures on which the authority is furthest behind, in one sentence.

    `ordered` are the rows that can be put in order, the furthest behind first.
    """
    if listed is None:
        return f"No list of neighbours is chosen, so this page shows where {area.name} stands in England."
    whom = wording.list_name(listed.id)
    if not ordered:
        return f"There are not enough figures to say where {area.name} is behind {whom}."
    behind = [row for row in ordered if row.behind_most]
    if not behind:
        which = f"any of {len(ordered)} measures" if len(ordered) > 1 else "the one measure"
        return f"{area.name} is not behind most of {whom} on {which} with enough figures."
    named = wording.joined([f"{name(row)} ({_behind(row)})" for row in behind[:NAMED]])
    return (
        f"{area.name} is furthest behind {whom} on: {named}. Of {_measures(len(ordered))} with enough figures"
        f" it is {_counted('them', ordered)}."
    )


def balance(area: Area, listed: NeighbourList, ordered: Sequence[Row]) -> str:
    """On how many measures an authority is ahead of most of its neighbours, and on how many behind."""
    counted = _counted(wording.list_name(listed.id), ordered)
    return f"Of {_measures(len(ordered))} with enough figures, {wording.called(area.name)} is {counted}."


def _counted(whom: str, ordered: Sequence[Row]) -> str:
    """`behind most of them on 5 and ahead of most on 1`."""
    behind, ahead = sum(row.behind_most for row in ordered), sum(row.ahead_of_most for row in ordered)
    return f"behind most of {whom} on {behind} and ahead of most on {ahead}"


def _behind(row: Row) -> str:
    used = len(row.near)
    return f"behind {row.better} of {used}{' that have a figure' if used < row.total else ''}"


def name(row: Row) -> str:
    """A measure's name, without the unit that its figures have anyway."""
    return row.measure.name.removesuffix(f" ({row.measure.unit})")


def better(row: Row) -> str:
    """How many neighbours do better, of those that have a figure; without direction how many have one."""
    used = len(row.near)
    if not row.total:
        return ""
    if row.reason in ("direction", "missing") or not used:
        return f"{used} of {row.total} have a figure"
    same = f", {row.same} the same" if row.same else ""
    absent = f"; {row.total - used} without a figure" if used < row.total else ""
    return f"{row.better} of {used} do better{same}{absent}"


def beside_place(place: Standing) -> str:
    """What is said with a place in a cell: the quarter with its letter, who is counted, who is missing."""
    said = (
        [f"{place.quartile}: {wording_benchmark.QUARTERS[place.quartile]} quarter"] if place.quartile else []
    )
    if place.scope == "table":
        said.append("in the table")
    elif place.of < WHOLE_COUNTRY * place.whole:
        said.append(f"{place.of} of {place.whole} published")
    return "; ".join(said)


def heading(group: Group, area: Area, seen: int = 0) -> str:
    """A group's heading, with how many measures it holds besides those seen already."""
    words: dict[str, str] = {
        "": group.topic or (text.NEXT_IN_ORDER if seen else text.IN_ORDER),
        "few": text.TOO_FEW,
        "old": text.TOO_OLD,
        "missing": f"No figure for {area.name}",
        "split": text.SPLIT,
        "alone": text.NOT_COMPARED,
        "direction": text.NO_DIRECTION,
        "count": text.COUNTS,
        "own": text.OWN_FIGURES,
    }
    return f"{words[group.reason]}: {_measures(len(group.rows) - seen)}"


def why(group: Group, newest: str) -> str:
    """Why a group's rows are not in order; empty for those that are."""
    reasons: dict[str, str] = {
        "few": text.TOO_FEW_WHY,
        "old": f"{text.TOO_OLD_WHY} ({wording.date(newest)}).",
        "missing": text.MISSING_WHY,
        "split": text.SPLIT_WHY,
        "alone": text.ALONE_WHY,
        "direction": text.NO_DIRECTION_WHY,
        "count": text.COUNTS_WHY,
        "own": text.NOT_RANKED,
    }
    return reasons.get(group.reason, "")


def list_in_force(listed: NeighbourList, rows: Sequence[Row]) -> str:
    """On how many rows the list is used outside its dates; empty if on none."""
    outside = sum(not listed.covers(row.series.end) for row in rows)
    if not outside:
        return ""
    until = f" to {wording.date(listed.valid_to)}" if listed.valid_to else ""
    return (
        f"The list of neighbours is from {wording.date(listed.valid_from)}{until}. {outside} of the"
        f" {len(rows)} figures compared are from outside these dates, and compared with the same authorities."
    )


def needed(area: Area, lists: Sequence[NeighbourList]) -> str:
    """What is missing for an order, and which lists there are."""
    what = (
        f"What is needed: published tables that give {area.name} and most of its neighbours for one recent"
        " period, such as the Department for Education’s national files."
    )
    names = wording.joined([wording.list_name(one.id) for one in lists])
    return (
        f"{what} Lists on record for {area.name}: {names}." if lists else f"{what} {text.NO_LIST_ON_RECORD}"
    )


def _measures(number: int) -> str:
    return "1 measure" if number == 1 else f"{number} measures"
