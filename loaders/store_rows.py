"""Rows between a DataFrame and the store: how they go in, how they are asked for, how they come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, repeat
from typing import Any, cast

import pandas as pd
import sqlalchemy as sa

from loaders import schema
from loaders.editions import Release, Withdrawn
from loaders.store_tables import ROWS

AT_ONCE = 20_000


def values(table: schema.Table, rows: pd.DataFrame, edition: int) -> Iterator[tuple[object, ...]]:
    """Rows as the store's columns hold them: edition, place in the edition, then the table's own.

    In parts, since as Python's own values all rows of a national file would take ten times their room.
    """
    for start in range(0, len(rows), AT_ONCE):
        part = rows.iloc[start : start + AT_ONCE]
        columns = [_held(part[column.name], column.kind) for column in table.columns]
        yield from zip(repeat(edition), count(start), *columns, strict=False)


def _held(given: pd.Series[Any], kind: schema.Kind) -> list[object]:
    """A column as the store holds it: an unknown text is empty, an unknown number None."""
    held = cast("list[object]", given.tolist())
    if not given.hasnans:
        return held
    unknown = "" if kind in ("text", "date") else None
    return [unknown if gap else value for value, gap in zip(held, given.isna().tolist(), strict=True)]


def select(
    table: str,
    release: Release,
    where: Mapping[str, object],
    columns: Sequence[str] | None,
    *,
    edition: bool = True,
) -> tuple[sa.Select[Any], list[str]]:
    """The query for a release's rows, and the names of the columns it gives; the edition's is the last."""
    if release.withdrawn:
        raise Withdrawn(f"Release {release.number} held an edition that was withdrawn.")
    if table not in ROWS:
        raise ValueError(f"There is no table {table}; there are {', '.join(ROWS)}.")
    source = ROWS[table]
    names = [name for name in (columns or schema.TABLES[table].names) if name != "edition"]
    names += ["edition"] if edition else []
    known = {column.name for column in source.columns} - {"row"}
    unknown = {*names, *where} - known
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}.")
    query = sa.select(*(source.c[name] for name in names)).where(source.c.edition.in_(release.editions))
    for name, wanted in where.items():
        query = query.where(_any_of(source.c[name], wanted))
    if not where:
        return query.order_by(source.c.edition, source.c.row), names
    # As sums, so that no planner reads whole editions merely because they lie in this order already.
    return query.order_by(source.c.edition + 0, source.c.row + 0), names


def _any_of(column: sa.Column[Any], wanted: object) -> sa.ColumnElement[bool]:
    values: list[object] = [wanted]
    if isinstance(wanted, Iterable) and not isinstance(wanted, str):
        values = list(cast("Iterable[object]", wanted))
    present = [value for value in values if value is not None]
    found = column.in_(present) if len(present) != 1 else column == present[0]
    return sa.or_(found, column.is_(None)) if len(present) < len(values) else found


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
