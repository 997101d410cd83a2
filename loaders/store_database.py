"""What the store asks of its database, answered by the module of the one that its address names.

A third database needs a module like these two: an engine, a transaction that waits for the other writers,
questions that see one moment, tables that only grow, a fast way in for many rows, and a way to forget.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Protocol

import sqlalchemy as sa

from loaders import store_postgresql, store_sqlite


class _Database(Protocol):
    """A module for one kind of database. What each function does is told below."""

    def open_engine(self, address: sa.URL) -> sa.Engine: ...
    def writing(self, engine: sa.Engine) -> AbstractContextManager[sa.Connection]: ...
    def reading(self, engine: sa.Engine) -> AbstractContextManager[sa.Connection]: ...
    def one_moment(self, engine: sa.Engine) -> AbstractContextManager[sa.Connection]: ...
    def forbid_changes(self, connection: sa.Connection, table: str) -> None: ...
    def insert_rows(
        self, connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[object, ...]]
    ) -> None: ...
    def go_on_counting(self, connection: sa.Connection, table: sa.Table) -> None: ...
    def forget_deleted(self, engine: sa.Engine, tables: Sequence[sa.Table]) -> None: ...


DATABASES: Mapping[str, _Database] = MappingProxyType(
    # Some write the latter's name in short.
    {"sqlite": store_sqlite, "postgresql": store_postgresql, "postgres": store_postgresql}
)
EXAMPLES = "sqlite:////srv/yardstick.db or postgresql://yardstick@localhost/yardstick"


def open_engine(url: str) -> sa.Engine:
    """An engine on the database of an address; a file's folder is made if it is absent.

    Raises ValueError for an address of neither kind.
    """
    address = sa.make_url(url)
    kind = DATABASES.get(address.get_backend_name())
    if kind is None:
        shown = address.render_as_string(hide_password=True)
        raise ValueError(f"The database address {shown} is of no kind that is known; write {EXAMPLES}.")
    return kind.open_engine(address)


def writing(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    """The one writing transaction: waits for those of others; all of it happens or nothing."""
    return _kind(engine).writing(engine)


def reading(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    """A connection for a single question, which sees one moment by itself."""
    return _kind(engine).reading(engine)


def one_moment(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    """A connection whose questions, however many and long, all see the same moment; changes nothing."""
    return _kind(engine).one_moment(engine)


def forbid_changes(connection: sa.Connection, table: str) -> None:
    """From now on rows can only be added to a table."""
    _kind(connection).forbid_changes(connection, table)


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[object, ...]]) -> None:
    """Inserts rows in the order of the table's columns, by the fastest way there is."""
    _kind(connection).insert_rows(connection, table, rows)


def go_on_counting(connection: sa.Connection, table: sa.Table) -> None:
    """After rows were inserted with their numbers: the numbers that the database gives come after them."""
    _kind(connection).go_on_counting(connection, table)


def forget_deleted(engine: sa.Engine, tables: Sequence[sa.Table]) -> None:
    """Gives the place of rows that were deleted from tables back."""
    _kind(engine).forget_deleted(engine, tables)


def _kind(of: sa.Engine | sa.Connection) -> _Database:
    return DATABASES[of.dialect.name]
