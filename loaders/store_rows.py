"""Rows between a DataFrame and the store: how they go in, how they are asked for, how they come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count, repeat
from typing import Any, NamedTuple, cast

import numpy as np
import pandas as pd
import sqlalchemy as sa

from loaders import schema
from loaders.editions import Release, Withdrawn
from loaders.store_tables import EDITION, MANIFEST, ROWS

AT_ONCE = 20_000
NOT_TEXT = "\0"  # the one character that PostgreSQL has no place for
IN_ITS_PLACE = "\ufffd"


def values(table: schema.Table, rows: pd.DataFrame, edition: int) -> Iterator[tuple[object, ...]]:
    """Rows as the store's columns hold them: edition, place in the edition, then the table's own.

    In parts, since as Python's own values all rows of a national file would take ten times their room.
    """
    for start in range(0, len(rows), AT_ONCE):
        part = rows.iloc[start : start + AT_ONCE]
        columns = [_held(part[column.name], column.kind) for column in table.columns]
        yield from zip(repeat(edition), count(start), *columns, strict=False)


def _held(given: pd.Series[Any], kind: schema.Kind) -> list[object]:
    """A column as every database can hold it: an unknown text is empty, an unknown number None."""
    if kind in ("text", "date") and given.str.contains(NOT_TEXT, regex=False).any():
        given = given.astype("str").str.replace(NOT_TEXT, IN_ITS_PLACE, regex=False)
    held = cast("list[object]", given.tolist())
    if not given.hasnans:
        return held
    unknown = "" if kind in ("text", "date") else None
    return [unknown if gap else value for value, gap in zip(held, given.isna().tolist(), strict=True)]


class Asked(NamedTuple):
    """A query, the values it is asked with, and the names of the columns it gives."""

    query: sa.Select[Any]
    values: Mapping[str, object]
    names: Sequence[str]


def select(
    table: str,
    release: Release,
    where: Mapping[str, object],
    columns: Sequence[str] | None,
    *,
    edition: bool = True,
    ordered: bool = True,
) -> Asked:
    """The query for a release's rows; of the columns it gives the edition's is the last.

    Without an order, a query whose columns an index holds need not look at the rows themselves.
    """
    if release.withdrawn:
        raise Withdrawn(f"Release {release.number} held an edition that was withdrawn.")
    if table not in ROWS:
        raise ValueError(f"There is no table {table}; there are {', '.join(ROWS)}.")
    names = tuple(name for name in (columns or schema.TABLES[table].names) if name != "edition")
    names += ("edition",) if edition else ()
    wanted = {name: _several(value) for name, value in where.items()}
    shape = tuple((name, _kind(values)) for name, values in wanted.items())
    said: dict[str, object] = {RELEASE: release.number}
    for name, kind in shape:
        present = [value for value in wanted[name] if value is not None]
        said |= {name: present[0] if kind.startswith(ONE) else present}
    return Asked(_query(table, names, shape, ordered), said, names)


RELEASE = "release"
OF_SERIES = ("standing", "interval")
ONE, MANY, OR_UNKNOWN = "one", "many", " or unknown"


def _several(wanted: object) -> Sequence[object]:
    if isinstance(wanted, Iterable) and not isinstance(wanted, str):
        return list(cast("Iterable[object]", wanted))
    return [wanted]


def _kind(values: Sequence[object]) -> str:
    """How a column is asked for: by one value or many, and whether an unknown one will do."""
    unknown = sum(value is None for value in values)
    return f"{ONE if len(values) - unknown == 1 else MANY}{OR_UNKNOWN if unknown else ''}"


@cache
def _query(
    table: str, names: tuple[str, ...], shape: tuple[tuple[str, str], ...], ordered: bool
) -> sa.Select[Any]:
    """The query of a shape, made once: making it takes longer than finding a few rows with it."""
    source = ROWS[table]
    known = {column.name for column in source.columns} - {"row"}
    unknown = {*names, *(name for name, _ in shape)} - known
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}.")
    query = sa.select(*(source.c[name] for name in names))
    query = query.where(source.c.edition.in_(_inside(table, shape)))
    for name, kind in shape:
        query = query.where(_any_of(source.c[name], name, kind))
        if name == "source":  # so that the editions of other sources are not even looked at
            of = sa.select(EDITION.c.number).where(_any_of(EDITION.c.source, name, kind))
            query = query.where(source.c.edition.in_(of))
    if not ordered:
        return query
    if {name for name, _ in shape} <= {"edition"}:
        return query.order_by(source.c.edition, source.c.row)
    # As sums, so that no planner reads whole editions merely because they lie in this order already.
    return query.order_by(source.c.edition + 0, source.c.row + 0)


def editions(release: int | sa.BindParameter[Any]) -> sa.Select[int]:
    """The editions of a release, to look among; by its number, so that a query does not grow with them."""
    return sa.select(MANIFEST.c.edition).where(MANIFEST.c.release == release)


def _inside(table: str, shape: tuple[tuple[str, str], ...]) -> sa.Select[int]:
    """The editions to look among: of what is worked out of series, only those that have the series asked for.

    An indicator is in one file or two of the many that a release may have, an area is in all of them.
    """
    inside = editions(sa.bindparam(RELEASE))
    asked = [(name, kind) for name, kind in shape if name == "indicator"]
    if table not in OF_SERIES or not asked:
        return inside
    series = ROWS["series"]
    inside = inside.join(series, series.c.edition == MANIFEST.c.edition)
    return inside.where(*(_any_of(series.c.indicator, name, kind) for name, kind in asked))


def _any_of(column: sa.Column[Any], name: str, kind: str) -> sa.ColumnElement[bool]:
    one = kind.startswith(ONE)
    # Of a column of whole numbers any number may be asked for, and 2.5 or 10 to the 30 are then in no row.
    asked = sa.Float() if isinstance(column.type, sa.Integer) and not column.primary_key else None
    value: sa.BindParameter[Any] = sa.bindparam(name, type_=asked, expanding=not one)
    found = column == value if one else column.in_(value)
    return sa.or_(found, column.is_(None)) if kind.endswith(OR_UNKNOWN) else found


def held(table: str, release: Release, column: str) -> tuple[sa.Select[Any], Mapping[str, object]]:
    """The query for what a column of a release's table holds, each once, and its values."""
    query, said, _ = select(table, release, {}, [column], edition=False, ordered=False)
    return query.distinct(), said


def held_few(table: str, release: Release, column: str) -> tuple[sa.Select[Any], Mapping[str, object]]:
    """As `held`, for a column of few values in many rows: steps from one to the next in an index of it.

    What a table holds many thousand times over is found in as many steps as there are values.
    """
    source = ROWS[table]
    value = source.c[column]
    # As a sum, so that the planner takes the next value in the index instead of every edition's least.
    inside = (source.c.edition + 0).in_(editions(release.number))

    def first(*beyond: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
        return sa.select(value).where(inside, *beyond).order_by(value).limit(1).scalar_subquery()

    found = sa.select(first().label("held")).cte("found", recursive=True)
    here = found.c.held
    found = found.union_all(sa.select(first(value > here)).where(here.is_not(None)))
    return sa.select(found.c.held).where(found.c.held.is_not(None)), {}


def frame(table: str, names: Sequence[str], found: Sequence[sa.Row[Any]]) -> pd.DataFrame:
    """Rows as a DataFrame with the contract's types."""
    kinds = {column.name: schema.DTYPES[column.kind] for column in schema.TABLES[table].columns}
    kinds["edition"] = "int64"
    columns = list(zip(*found, strict=True)) or [()] * len(names)
    held: dict[str, Any] = {
        name: pd.array(values, dtype=cast(Any, kinds[name]))
        for name, values in zip(names, columns, strict=True)
    }
    return pd.DataFrame(held, columns=list(names))


def compact(table: str, names: Sequence[str], parts: Iterable[Sequence[sa.Row[Any]]]) -> pd.DataFrame:
    """Rows that come in parts as a DataFrame whose texts are categories, in a tenth of the room."""
    dtypes = {column.name: schema.DTYPES[column.kind] for column in schema.TABLES[table].columns}
    codes: dict[str, dict[str, int]] = {name: {} for name in names if dtypes[name] == "str"}
    held: dict[str, list[Any]] = {name: [] for name in names}
    for part in parts:
        for name, values in zip(names, zip(*part, strict=True), strict=True):
            plain: Any = dtypes[name]
            held[name].append(_coded(values, codes[name]) if name in codes else pd.array(values, dtype=plain))
    whole = {
        name: _categories(found, codes[name]) if name in codes else _joined(found, dtypes[name])
        for name, found in held.items()
    }
    return pd.DataFrame(whole)


def _coded(values: Sequence[object], codes: dict[str, int]) -> np.ndarray[Any, Any]:
    """The code of each text, among those that are known; a new one gets the next."""
    here, texts = pd.factorize(np.array(values, dtype=object))
    return np.array([codes.setdefault(text, len(codes)) for text in texts.tolist()], "int32")[here]


def _categories(parts: Sequence[Any], codes: Mapping[str, int]) -> Any:
    of_rows = np.concatenate([np.array([], "int32"), *parts])
    texts: Any = pd.Index(list(codes), dtype="str")
    return pd.Categorical.from_codes(of_rows, categories=texts)


def _joined(parts: Sequence[Any], dtype: Any) -> pd.Series[Any]:
    every: list[Any] = [pd.array([], dtype=dtype), *parts]
    return pd.concat([pd.Series(part) for part in every], ignore_index=True)
