"""What publishing would change: the rows of an edition held against those that would take their place. Pure.

Rows are matched by what they are about, not by where they stand in the file: a figure that was moved to
another row has not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, repeat
from typing import Any, Literal, cast

import numpy as np
import pandas as pd

from loaders import schema

What = Literal["added", "changed", "removed"]
WHATS: tuple[What, ...] = ("added", "changed", "removed")
MOST = 200  # changes of a kind that are told one by one; all are counted
Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Positions = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Side:
    """How the rows of a table are held side by side.

    `area` and `subject` are the columns that changes are counted by (an area, an indicator or inspection),
    `key` those that tell which rows are about the same, `shown` the one that is shown old and new.
    """

    area: str
    subject: str
    key: tuple[str, ...]
    shown: str


SIDES = {
    "judgement": Side(
        "authority", "inspection", ("authority", "inspection", "section", "aspect", "kind"), "published_as"
    ),
    "observation": Side("area", "indicator", ("area", "indicator", "breakdown", "period"), "published_as"),
    "threshold": Side(
        "area",
        "indicator",
        ("area", "indicator", "breakdown", "period", "kind", "due", "unit"),
        "published_as",
    ),
    "finding": Side("authority", "inspection", ("authority", "inspection", "kind", "text"), "text"),
    "neighbour": Side("authority", "list", ("authority", "list", "neighbour"), "neighbour"),
    "indicator": Side("", "indicator", ("indicator",), "name"),
    "source": Side("", "source", ("source",), "title"),
}
WHERE_ONLY = ("locator", "cell", "file", "sha256", "source")  # a row that differs in these is the same row


@dataclass(frozen=True)
class Change:
    """One row that would be added, changed or removed.

    `about` tells the rest of what the row is about (breakdown and period, section and aspect, …). `old` and
    `new` are as printed, empty where there is no such row; grades are those of judgements. `also` names the
    other columns that differ. `cell` is where the new row stands in the file.
    """

    table: str
    what: What
    area: str
    subject: str
    about: tuple[str, ...]
    old: str
    new: str
    old_grade: int | None = None
    new_grade: int | None = None
    also: tuple[str, ...] = ()
    cell: str = ""


@dataclass(frozen=True)
class Count:
    """How many rows of a table, area and subject would be added, changed and removed."""

    table: str
    area: str
    subject: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True)
class Changes:
    """What would change: counted by table, area and subject, the first of them one by one; `same` rows stay.

    `regraded` are the first judgements that change grade, wherever among the changes they are. `rows` are
    the new rows that were added or changed, by table: positions in the new table.
    """

    counts: tuple[Count, ...]
    changes: tuple[Change, ...]
    regraded: tuple[Change, ...]
    same: int
    rows: dict[str, list[int]]

    def total(self, what: What) -> int:
        """How many rows would be added, changed or removed."""
        return sum(getattr(count, what) for count in self.counts)


def between(old: schema.Tables, new: schema.Tables) -> Changes:
    """What changes where the tables of `new` take the place of those of `old`."""
    counts: list[Count] = []
    told: list[Change] = []
    regraded: list[Change] = []
    same, rows, left = 0, dict[str, list[int]](), dict.fromkeys(WHATS, MOST)
    for name, side in SIDES.items():
        was, comes = (_whole(tables, name) for tables in (old, new))
        matched = _matched(was, comes, side)
        same += len(comes) - len(matched.added) - len(matched.changed[1])
        counts += _counts(name, side, was, comes, matched)
        told += _told(name, side, was, comes, matched, left)
        if name == "judgement":
            again = replace(matched, changed=_regraded(was, comes, matched))
            regraded += _told(name, side, was, comes, again, {"changed": MOST, "removed": 0, "added": 0})
        rows[name] = np.sort(np.concatenate([matched.added, matched.changed[1]])).tolist()
    return Changes(tuple(counts), tuple(told), tuple(regraded), same, rows)


def areas(tables: schema.Tables) -> set[str]:
    """The codes of all areas that have rows; "" stands for all of them, or the country."""
    found: set[str] = set()
    for name, side in SIDES.items():
        if name in tables and name != "source" and len(tables[name]):
            found |= set(tables[name][side.area].unique().tolist()) if side.area else {""}
    return found


def _whole(tables: schema.Tables, name: str) -> pd.DataFrame:
    """A table whose texts are categories: of a large one each different text is looked at once."""
    table = schema.TABLES[name]
    given = tables.get(name)
    if given is None:
        given = schema.frame(table, [])
    looked_at = compared(table.names, SIDES[name])
    texts = {
        column.name: "category"
        for column in table.columns
        if column.kind in ("text", "date") and column.name in looked_at
    }
    return given[list(table.names)].astype(texts).reset_index(drop=True)


# Matching


@dataclass(frozen=True)
class Matched:
    """Positions of rows: new ones without an old, old ones without a new, pairs (old, new) that differ."""

    added: Positions
    removed: Positions
    changed: tuple[Positions, Positions]


def _matched(was: pd.DataFrame, comes: pd.DataFrame, side: Side) -> Matched:
    """Rows that are equal stay; of the rest those about the same are pairs, in the order they stand in."""
    told = compared(was.columns, side)
    old_all, new_all = (_numbered(frame[told]) for frame in (was, comes))
    old_at = np.flatnonzero(~np.isin(old_all, new_all))
    new_at = np.flatnonzero(~np.isin(new_all, old_all))
    keys = list(side.key)
    old_key, new_key = (_numbered(frame.iloc[at][keys]) for frame, at in ((was, old_at), (comes, new_at)))
    _, in_old, in_new = np.intersect1d(old_key, new_key, assume_unique=True, return_indices=True)
    order = np.argsort(in_new)
    return Matched(
        added=np.delete(new_at, in_new),
        removed=np.delete(old_at, in_old),
        changed=(old_at[in_old[order]], new_at[in_new[order]]),
    )


def compared(columns: Iterable[str], side: Side) -> list[str]:
    """The columns in which a row must differ to be another."""
    return [name for name in columns if name not in WHERE_ONLY or name in side.key]


def _numbered(frame: pd.DataFrame) -> Hashes:
    """A number for each row, which equal rows share; the second, third … of them have one of their own."""
    hashes = pd.Series(np.asarray(pd.util.hash_pandas_object(frame, index=False), dtype=np.uint64))
    again = hashes.groupby(hashes).cumcount().to_numpy().astype(np.uint64)
    return hashes.to_numpy() + again * np.uint64(0x9E3779B97F4A7C15)


# Telling


def _counts(name: str, side: Side, was: pd.DataFrame, comes: pd.DataFrame, matched: Matched) -> list[Count]:
    by = [column for column in (side.area, side.subject) if column]
    found: dict[tuple[str, str], dict[str, int]] = {}
    rows: dict[What, pd.DataFrame] = {
        "added": comes.iloc[matched.added][by],
        "changed": comes.iloc[matched.changed[1]][by],
        "removed": was.iloc[matched.removed][by],
    }
    for what, frame in rows.items():
        sizes = frame.groupby(by, observed=True, sort=False).size().reset_index().to_numpy().tolist()
        for *area, subject, height in sizes:
            found.setdefault(("".join(area), subject), {})[what] = int(height)
    return [
        Count(name, area, subject, *(said.get(what, 0) for what in WHATS))
        for (area, subject), said in sorted(found.items())
    ]


def _told(
    name: str, side: Side, was: pd.DataFrame, comes: pd.DataFrame, matched: Matched, left: dict[What, int]
) -> list[Change]:
    """The first rows that change, one by one; `left` is how many of each kind may still be told."""
    of_kind: dict[What, Iterable[tuple[Any, Any]]] = {
        "changed": zip(*matched.changed, strict=True),
        "removed": zip(matched.removed, repeat(None)),
        "added": zip(repeat(None), matched.added),
    }
    told: list[Change] = []
    for what, pairs in of_kind.items():
        ones = [
            _change(name, side, what, _row(was, old), _row(comes, new))
            for old, new in islice(pairs, left[what])
        ]
        left[what] -= len(ones)
        told += ones
    return told


def _row(frame: pd.DataFrame, at: Any) -> pd.Series[Any] | None:
    return None if at is None else cast("pd.Series[Any]", frame.iloc[at])


def _regraded(was: pd.DataFrame, comes: pd.DataFrame, matched: Matched) -> tuple[Positions, Positions]:
    """Of the pairs that differ, those that have two grades."""
    grades = [frame["grade"].to_numpy(dtype=float, na_value=np.nan) for frame in (was, comes)]
    old, new = (held[at] for held, at in zip(grades, matched.changed, strict=True))
    two = ~np.isnan(old) & ~np.isnan(new) & (old != new)
    return matched.changed[0][two], matched.changed[1][two]


def _change(
    name: str, side: Side, what: What, before: pd.Series[Any] | None, now: pd.Series[Any] | None
) -> Change:
    here = now if now is not None else before
    assert here is not None  # noqa: S101 - one of the two is there
    about = tuple(
        str(here[key]) for key in side.key if key not in (side.area, side.subject) and here[key] != ""
    )
    also: Sequence[str] = ()
    if before is not None and now is not None:
        skip = {*WHERE_ONLY, side.shown}
        if before[side.shown] != now[side.shown]:
            skip |= {"value", "grade"}  # what is printed tells these along
        also = [one for one in before.index if one not in skip and not _equal(before[one], now[one])]
    old, new = ("" if row is None else str(row[side.shown]) for row in (before, now))
    return Change(
        table=name,
        what=what,
        area=str(here[side.area]) if side.area else "",
        subject=str(here[side.subject]),
        about=about if name not in ("finding", "neighbour") else about[:-1],
        old=old,
        new=new,
        old_grade=_grade(before),
        new_grade=_grade(now),
        also=tuple(also),
        cell="" if now is None else str(now.get("cell", "")),
    )


def _grade(row: pd.Series[Any] | None) -> int | None:
    grade = cast("int | None", None if row is None else row.get("grade"))
    return None if grade is None or grade is pd.NA else int(grade)


def _equal(one: Any, other: Any) -> bool:
    gaps = [value is None or value is pd.NA or value != value for value in (one, other)]
    return all(gaps) or (not any(gaps) and bool(one == other))
