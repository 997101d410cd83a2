"""Everything that a store holds, into another: a backup, a store from a backup, from SQLite to PostgreSQL.

A backup is a store in one SQLite file, whichever database it was made from: it can be looked into, and even
served. Rows go through in parts, so that a store may be larger than the memory.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from loaders import schema, store_schema
from loaders.store_database import go_on_counting, insert_rows, one_moment, writing
from loaders.store_sqlite import new_file, read_file
from loaders.store_tables import CONTENT, EDITION, ROWS

AT_ONCE = 20_000
# What every database holds and gives in the same way; a row with anything else goes through by itself.
PLAIN = (sa.Integer, sa.Float, sa.String, sa.Boolean)


class NotEmpty(ValueError):
    """A store that was to be filled holds something already."""


class NotWhole(ValueError):
    """A file is no backup, or no longer the one that was written."""


def backup(origin: sa.Engine, file: Path) -> Mapping[str, int]:
    """Writes a store into a file that is not there yet. See `Store.backup`."""
    if file.exists():
        raise ValueError(f"{file} is there already; name a file that is not.")
    try:
        handle, made = tempfile.mkstemp(".part", f".{file.name}.", file.parent)
    except OSError as error:
        raise ValueError(f"{file} cannot be written ({error.strerror}); name another file.") from error
    part = Path(made)
    engine = new_file(part)
    try:
        copied = copy(origin, engine)
        engine.dispose()
        os.fsync(handle)
        part.rename(file)
    finally:
        engine.dispose()
        os.close(handle)
        part.unlink(missing_ok=True)
    return copied


def restore(file: Path, target: sa.Engine) -> Mapping[str, int]:
    """Fills a store from a backup. See `Store.restore`."""
    if not file.is_file():
        raise NotWhole(f"There is no file {file}.")
    origin = read_file(file)
    try:
        if not _is_whole(origin):
            raise NotWhole(f"{file} is not a whole backup of a store; nothing was restored.")
        return copy(origin, target)
    finally:
        origin.dispose()


def _is_whole(origin: sa.Engine) -> bool:
    try:
        with origin.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                return False
            return bool(store_schema.schema_of(connection))
    except DatabaseError:
        return False


def copy(origin: sa.Engine, target: sa.Engine) -> Mapping[str, int]:
    """Fills a store with all that another holds at one moment: how many rows of which table.

    The tables are made as they are in the other, filled, and then brought up to date. Raises NotEmpty, and
    NotWhole if what has come in is not what was accepted once.
    """
    with one_moment(origin) as source, writing(target) as connection:
        _make_ready(connection, store_schema.schema_of(source))
        held, tables = _tables(source), _tables(connection)
        if strange := sorted(held.tables.keys() - tables.tables.keys()):
            raise ValueError(f"No step in loaders/migrations makes the tables {', '.join(strange)}.")
        indexes = [index for table in tables.sorted_tables for index in table.indexes]
        for index in indexes:  # made at the end they cost a fraction
            index.drop(connection)
        copied = {
            table.name: _copy_table(source, held.tables[table.name], connection, table)
            for table in tables.sorted_tables
        }
        for index in indexes:
            index.create(connection)
        store_schema.move(connection)
        _check(connection)
    return copied


def _make_ready(connection: sa.Connection, schema_of_origin: tuple[str, ...]) -> None:
    """Makes the tables of a store as they are in the other one."""
    there = _tables(connection).sorted_tables
    full = [
        table.name for table in there if connection.execute(sa.select(table).limit(1)).first() is not None
    ]
    if full:
        raise NotEmpty(
            f"The store to be filled is not empty: it has rows in {', '.join(full)}."
            " Name a new one by DATABASE_URL or YARDSTICK_HOME."
        )
    if set(store_schema.schema_of(connection)) != set(schema_of_origin):
        store_schema.take_away(connection)
        store_schema.move(connection, schema_of_origin)


def _tables(connection: sa.Connection) -> sa.MetaData:
    """The tables that there are, those of other packages too, but for the mark of the steps."""
    found = sa.MetaData()
    found.reflect(connection, only=lambda name, _: name != store_schema.MARK)
    return found


def _copy_table(source: sa.Connection, held: sa.Table, connection: sa.Connection, table: sa.Table) -> int:
    """Takes the rows of a table over, in parts; how many they were."""
    plain = all(isinstance(column.type, PLAIN) for column in table.columns)
    query = sa.select(*(held.c[column.name] for column in table.columns))
    found = source.execute(query.execution_options(yield_per=AT_ONCE if plain else 1))
    counter = count()
    rows = (tuple(row) for row, _ in zip(found, counter, strict=False))
    if plain:
        insert_rows(connection, table, rows)
    else:
        for row in rows:
            connection.execute(table.insert(), dict(zip(table.columns.keys(), row, strict=True)))
    go_on_counting(connection, table)
    return next(counter)


def _check(connection: sa.Connection) -> None:
    """Raises NotWhole unless every edition has the bytes and the rows with which it was accepted."""
    query = sa.select(EDITION.c.file, EDITION.c.sha256, CONTENT.c.bytes)
    query = query.join(CONTENT, CONTENT.c.edition == EDITION.c.number, isouter=True)
    query = query.where(EDITION.c.withdrawn_at.is_(None)).execution_options(yield_per=1)
    wrong = [
        file
        for file, sha256, content in connection.execute(query)
        if hashlib.sha256(content or b"").hexdigest() != sha256
    ]
    height: sa.ColumnElement[int] = sa.literal(0)
    for name, table in ROWS.items():
        if name not in schema.DERIVED:
            rows = sa.select(sa.func.count()).where(table.c.edition == EDITION.c.number)
            height = height + rows.scalar_subquery()
    short = sa.select(EDITION.c.file).where(EDITION.c.withdrawn_at.is_(None), height != EDITION.c.rows)
    wrong += connection.execute(short).scalars()
    if wrong:
        raise NotWhole(f"What came in is not what was accepted: {', '.join(wrong)}. Nothing was kept.")
