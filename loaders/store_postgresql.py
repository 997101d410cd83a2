"""What the store asks of its database in a way that every database answers differently: here, PostgreSQL.

Text is compared byte by byte, as in SQLite, whatever the server's language: see TEXT in `store_tables.py`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from loaders.store_rows import IN_ITS_PLACE, NOT_TEXT

WAIT_SECONDS = 120
CONNECT_SECONDS = 10
IDLE_SECONDS = 1
LAST_USED = "last used"
MANY_ROWS = 1_000  # from here on the planner is told anew what a table holds
WRITER = 0x59415244  # the lock that writers take, "YARD": a number is all that tells such locks apart


def open_engine(address: sa.URL) -> sa.Engine:
    """An engine on a database of a PostgreSQL server; connects when it is first asked.

    Raises ValueError then, if the database does not hold text as UTF-8.
    """
    engine = sa.create_engine(
        address.set(drivername="postgresql+psycopg"),
        connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "yardstick"},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "checkout", partial(_look_after, engine.dialect))
    event.listen(engine, "checkin", _note_the_time)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Sets a connection up: no wait is for ever, and no text is refused for a character."""
    from psycopg.types.string import StrDumper  # not needed, and not waited for, where the store is a file

    class Storable(StrDumper):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace(NOT_TEXT, IN_ITS_PLACE))

    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise ValueError(
            f"The database holds text as {encoding}; make one by CREATE DATABASE … ENCODING 'UTF8'"
        )
    connection.adapters.register_dumper(str, Storable)
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.autocommit = False


def _look_after(dialect: sa.Dialect, connection: Any, record: Any, _proxy: object) -> None:
    """Before a connection is used again: one that a restarted server has forgotten is replaced by a new one.

    To ask before every question would cost as much again as the questions.
    """
    if time.monotonic() - record.info.get(LAST_USED, math.inf) < IDLE_SECONDS:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise exc.InvalidatePoolError() from error


def _note_the_time(_connection: object, record: Any) -> None:
    record.info[LAST_USED] = time.monotonic()


@contextmanager
def writing(engine: sa.Engine) -> Generator[sa.Connection, None, None]:
    """The one writing transaction. Every statement of it sees what the writer before it has done."""
    asked = engine.connect().execution_options(isolation_level="READ COMMITTED")
    with asked as connection, connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Generator[sa.Connection, None, None]:
    """A connection for a single question, asked without a transaction around it."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection


@contextmanager
def one_moment(engine: sa.Engine) -> Generator[sa.Connection, None, None]:
    """A transaction that sees what there was when its first question was asked."""
    asked = engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with asked as connection, connection.begin():
        yield connection


def forbid_changes(connection: sa.Connection, table: str) -> None:
    """Makes every change of a table's rows an error."""
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only',"
        " ERRCODE = 'integrity_constraint_violation';"
        " END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    )


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[object, ...]]) -> None:
    """Inserts rows in the order of the table's columns by COPY, ten times as fast as through inserts."""
    from psycopg.types.string import StrDumper

    names = connection.dialect.identifier_preparer
    columns = ", ".join(names.quote(column.name) for column in table.columns)
    copying = f"COPY {names.format_table(table)} ({columns}) FROM STDIN"
    height = 0
    driver: Any = connection.connection.driver_connection
    failure: Any = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor:
            cursor.adapters.register_dumper(str, StrDumper)  # `store_rows.py` sees to what is no text
            with cursor.copy(copying) as copy:
                for height, row in enumerate(rows, 1):  # noqa: B007 - counts
                    copy.write_row(row)
    except failure as error:
        raise exc.DBAPIError.instance(copying, None, error, failure) from error
    if height >= MANY_ROWS:
        connection.exec_driver_sql(f"ANALYZE {names.format_table(table)}")


def go_on_counting(connection: sa.Connection, table: sa.Table) -> None:
    """Sets the counter of a table's numbers, if it has one, to the largest there is."""
    number = table.autoincrement_column
    if number is not None:
        counter = sa.func.pg_get_serial_sequence(table.name, number.name)
        connection.execute(sa.select(sa.func.setval(counter, sa.func.max(number))))


def forget_deleted(engine: sa.Engine, tables: Sequence[sa.Table]) -> None:
    """Gives the place of deleted rows back to new ones; holds no reader up.

    Until that place is written to, and the server has gone on from its write-ahead log of that time, their
    bytes are still on its disk.
    """
    names = ", ".join(engine.dialect.identifier_preparer.format_table(table) for table in tables)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"VACUUM (ANALYZE) {names}")
