"""What the store asks of its database in a way that every database answers differently: here, SQLite."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event

WAIT_SECONDS = 120
AGAIN_SECONDS = 0.01
ROWS_AT_ONCE = 10_000


def open_engine(address: sa.URL) -> sa.Engine:
    """An engine on a database file, whose folder is made if it is absent.

    Raises ValueError for an address that is not a file's.
    """
    if address.database in (None, "", ":memory:"):
        shown = address.render_as_string(hide_password=True)
        raise ValueError(
            f"The database address {shown} is not a file's; write it as sqlite:///var/yardstick.db."
        )
    Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def new_file(path: Path) -> sa.Engine:
    """An engine on a file that is thrown away if anything fails while it is filled: one file, and fast."""
    return _file(
        path, {}, "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -65536"
    )


def read_file(path: Path) -> sa.Engine:
    """An engine on a file that is only read, and not even touched."""
    return _file(path, {"mode": "ro"})


def _file(path: Path, options: Mapping[str, str], *pragmas: str) -> sa.Engine:
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma)

    address = sa.URL.create("sqlite", database=f"file:{quote(str(path))}", query={**options, "uri": "true"})
    engine = sa.create_engine(address)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Sets a connection up: readers go on while one writes, and what is deleted is overwritten."""
    connection.isolation_level = (
        None  # the driver would begin by itself, and so late that two writers collide
    )
    _set_to_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")  # a release that was announced survives a power cut
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _set_to_wal(connection: Any) -> None:
    """Readers go on while one writes. Of several that open a new file at once, SQLite refuses some."""
    ends = time.monotonic() + WAIT_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > ends:
                raise
            time.sleep(AGAIN_SECONDS)


def _begin(connection: sa.Connection) -> None:
    """Begins as the writer where one was asked for: a reader that turns writer fails instead of waiting.

    A single question needs no transaction: it sees one moment by itself.
    """
    options = connection.get_execution_options()
    if not options.get("single", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing", False) else "BEGIN")


@contextmanager
def writing(engine: sa.Engine) -> Generator[sa.Connection, None, None]:
    """The one writing transaction: waits for those of others; all of it happens or nothing."""
    with engine.execution_options(writing=True).begin() as connection:
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Generator[sa.Connection, None, None]:
    """A connection for a single question."""
    with engine.execution_options(single=True).connect() as connection:
        yield connection


@contextmanager
def one_moment(engine: sa.Engine) -> Generator[sa.Connection, None, None]:
    """A transaction that sees what there was when its first question was asked."""
    with engine.begin() as connection:
        yield connection


def forbid_changes(connection: sa.Connection, table: str) -> None:
    """Makes every change of a table's rows an error."""
    for change in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[object, ...]]) -> None:
    """Inserts rows in the order of the table's columns; three times as fast as through compiled inserts."""
    statement = str(table.insert().compile(connection.engine))
    remaining = iter(rows)
    while part := list(islice(remaining, ROWS_AT_ONCE)):
        connection.exec_driver_sql(statement, part)


def go_on_counting(connection: sa.Connection, table: sa.Table) -> None:
    """Nothing: the next number of a table is one more than its largest."""


def forget_deleted(engine: sa.Engine, tables: Sequence[sa.Table]) -> None:  # noqa: ARG001 - all of them
    """Takes deleted rows out of the write-ahead log too; waits for readers of older states."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
