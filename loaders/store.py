"""The store: editions of uploaded files, and the releases that make them public.

Each change is one transaction of the one writer: killed at any moment, it leaves the releases before it
whole. A `Store` belongs to one process; its threads may share it. Readers are never held up by a writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from loaders import releases, store_copy, store_find, store_rows, store_schema
from loaders.editions import (
    BaseMoved,
    Edition,
    Event,
    NothingNew,
    Release,
    UnknownEdition,
    UnknownRelease,
    Upload,
    Withdrawn,
)
from loaders.releases import Along
from loaders.store_database import forget_deleted, one_moment, open_engine, reading, writing
from loaders.store_tables import CONTENT, EDITION, EVENT, ROWS

__all__ = [
    "BaseMoved",
    "Edition",
    "Event",
    "NothingNew",
    "Release",
    "Store",
    "UnknownEdition",
    "UnknownRelease",
    "Upload",
    "Withdrawn",
]

COMMAND_LINE = "command line"
BATCH = 20_000


class Store:
    """Editions and releases in a database, SQLite's or PostgreSQL's. `url` is SQLAlchemy's.

    The tables are made if they are absent, and changed if they are those of an earlier Yardstick.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self._public: dict[int, Release] = {}  # the one that is public, since every page asks for it
        store_schema.bring_up_to_date(self._engine)

    @property
    def engine(self) -> sa.Engine:
        """The database, for tables that others keep beside the store's own."""
        return self._engine

    def close(self) -> None:
        """Lets go of every connection."""
        self._engine.dispose()

    # Changing what is public

    def publish(
        self,
        uploads: Sequence[Upload],
        *,
        note: str = "",
        author: str = COMMAND_LINE,
        public_from: datetime | None = None,
        latest: int | None = None,
        along: Along | None = None,
    ) -> Release:
        """A release with these uploads in the place of the earlier editions of their sources: all or none.

        `public_from` (with a time zone) makes it wait for its day; a past one means now. An upload whose
        bytes and format are those of the edition it would replace is left out. `latest` is the number of the
        latest release when somebody looked at what would change (0: there was none). `along` is called with
        the number of the new release and does its own part in the same transaction. Raises NothingNew if no
        upload is left, BaseMoved if a release was made since, and ValueError if two are of one source.
        """
        with writing(self._engine) as connection:
            if latest is not None:
                releases.must_be_latest(connection, latest)
            made = releases.publish(connection, uploads, note, author, public_from)
            if along:
                along(connection, made.number)
            return made

    def publish_first(
        self, make_uploads: Callable[[], Sequence[Upload]], *, note: str = "", author: str = COMMAND_LINE
    ) -> Release | None:
        """Publishes what `make_uploads` gives if there is no release yet; None if there is one.

        Of two processes that start together one publishes, and the other waits until that is done.
        """
        if self.history():
            return None
        with writing(self._engine) as connection:
            if releases.find_releases(connection):
                return None
            return releases.publish(connection, make_uploads(), note, author, None)

    def rollback(
        self, to: int, *, author: str = COMMAND_LINE, note: str = "", along: Along | None = None
    ) -> Release:
        """A new release, public at once, of the editions of an earlier one. `along`: see `publish`.

        Raises UnknownRelease, Withdrawn if an edition of it was withdrawn, ValueError if it is not public
        yet.
        """
        with writing(self._engine) as connection:
            wanted = releases.find_release(connection, to)
            if wanted.withdrawn:
                raise Withdrawn(
                    f"Release {to} held an edition that was withdrawn; roll back to another release."
                )
            now = releases.time_now(connection)
            if wanted.public_from > now:
                raise ValueError(
                    f"Release {to} is not public before {wanted.public_from:%d %B %Y %H:%M} UTC."
                )
            planned = {release.number: release for release in releases.planned_releases(connection)}
            made = releases.issue(connection, planned[to].manifest, now, author, note)
            releases.record(
                connection, "rolled back", author, release=made, note=f"to release {to}. {note}".strip()
            )
            if along:
                along(connection, made)
            return releases.find_release(connection, made)

    def withdraw(
        self, edition: int, *, why: str, author: str = COMMAND_LINE, along: Along | None = None
    ) -> Release:
        """Destroys an edition's rows and bytes for ever, and makes a new release without it.

        What is left is the edition's own line, with the date and `why`. Raises UnknownEdition, Withdrawn if
        that was done before, ValueError without a reason. `along`: see `publish`.
        """
        if not why.strip():
            raise ValueError("Say why the edition is withdrawn.")
        with writing(self._engine) as connection:
            if releases.find_edition(connection, edition).withdrawn_at is not None:
                raise Withdrawn(f"Edition {edition} was withdrawn before.")
            made = releases.withdraw(connection, edition, why, author)
            if along:
                along(connection, made)
        forget_deleted(self._engine, (CONTENT, *ROWS.values()))
        return self.release(made)

    # All of it, elsewhere

    def backup(self, file: Path) -> Mapping[str, int]:
        """Writes everything into one file, as it is at one moment; how many rows of which table that were.

        Raises ValueError if there is such a file already, or it cannot be written.
        """
        return store_copy.backup(self._engine, file)

    def restore(self, file: Path) -> Mapping[str, int]:
        """Fills this store, which must be empty, from a backup; all of it or nothing.

        Raises ValueError if the store is not empty, or the file no whole backup.
        """
        return store_copy.restore(file, self._engine)

    def copy(self, target: Store) -> Mapping[str, int]:
        """Fills another store, which must be empty, with everything, as it is at one moment."""
        return store_copy.copy(self._engine, target._engine)

    # What there is

    def history(self) -> tuple[Release, ...]:
        """Every release, the oldest first, those that wait for their day included."""
        with reading(self._engine) as connection:
            return tuple(releases.find_releases(connection))

    def editions(self, release: Release | None = None) -> tuple[Edition, ...]:
        """The editions of a release, or all there ever were; the oldest first."""
        query = sa.select(EDITION).order_by(EDITION.c.number)
        if release is not None:
            query = query.where(EDITION.c.number.in_(store_rows.editions(release.number)))
        with reading(self._engine) as connection:
            return tuple(releases.edition_of(row) for row in connection.execute(query).mappings())

    def events(self) -> tuple[Event, ...]:
        """Everything that was done, the oldest first. Events are never changed or deleted."""
        with reading(self._engine) as connection:
            found = connection.execute(sa.select(EVENT).order_by(EVENT.c.number)).mappings()
            return tuple(releases.event_of(row) for row in found)

    def current(self, at: datetime | None = None) -> Release | None:
        """The release that is (or at a time was) public; None before the first."""
        with one_moment(self._engine) as connection:
            number = releases.public_number(connection, at)
            if number is None:
                return None
            if number not in self._public:
                # One that is public now was not withdrawn: to withdraw makes a later one.
                found = releases.find_release(connection, number)
                if at is not None or found.withdrawn:
                    return found
                self._public = {number: found}
            return self._public[number]

    def release(self, number: int) -> Release:
        """The release of a number, public or not. Raises UnknownRelease."""
        with one_moment(self._engine) as connection:
            return releases.find_release(connection, number)

    def public_release(self, number: int) -> Release:
        """The release of a number, if its day has come. Raises UnknownRelease, for one that waits too."""
        with one_moment(self._engine) as connection:
            release = releases.find_release(connection, number)
            if release.public_from > releases.time_now(connection):
                raise UnknownRelease(f"There is no release {number}.")
            return release

    def content(self, edition: int) -> bytes:
        """The bytes that were uploaded. Raises UnknownEdition, Withdrawn."""
        with one_moment(self._engine) as connection:
            if releases.find_edition(connection, edition).withdrawn_at is not None:
                raise Withdrawn(f"Edition {edition} was withdrawn; its bytes are destroyed.")
            return connection.execute(
                sa.select(CONTENT.c.bytes).where(CONTENT.c.edition == edition)
            ).scalar_one()

    def rows(
        self,
        table: str,
        release: Release,
        where: Mapping[str, object] | None = None,
        *,
        columns: Sequence[str] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> pd.DataFrame:
        """Rows of a release's table by edition, then in the file's order; the last column is `edition`.

        `where` holds a value, or several of which any will do, by column; None is an empty number. `columns`
        picks some. Raises ValueError for a table or column that does not exist, Withdrawn if the release is.
        """
        query, said, names = store_rows.select(table, release, where or {}, columns)
        with reading(self._engine) as connection:
            found = connection.execute(query.limit(limit).offset(offset), said).all()
        return store_rows.frame(table, names, found)

    def tuples(
        self,
        table: str,
        release: Release,
        where: Mapping[str, object],
        columns: Sequence[str],
        *,
        ordered: bool = True,
        limit: int | None = None,
    ) -> Sequence[tuple[Any, ...]]:
        """As `rows`, only the columns named, as the database gives them: None is an unknown number.

        In no order it is faster where an index holds all columns that are asked for or by.
        """
        query, said, _ = store_rows.select(table, release, where, columns, edition=False, ordered=ordered)
        with reading(self._engine) as connection:
            return connection.execute(query if limit is None else query.limit(limit), said).all()

    def held(self, table: str, release: Release, column: str, *, few: bool = False) -> Sequence[Any]:
        """What a column of a release's table holds, each once; `few` for few values in many indexed rows."""
        query, said = (store_rows.held_few if few else store_rows.held)(table, release, column)
        with reading(self._engine) as connection:
            return connection.execute(query, said).scalars().all()

    def find(self, release: Release, said: str, limit: int) -> tuple[list[tuple[str, int]], int]:
        """The indicators nearest to what is said (id, how near: see `store_find`), and how many there are."""
        with reading(self._engine) as connection:
            return store_find.answer(connection.execute(store_find.saying(release, said, limit)).all())

    def under(self, release: Release, topic: str, limit: int) -> tuple[list[tuple[str, int]], int]:
        """The first indicators of a topic, and how many there are."""
        with reading(self._engine) as connection:
            return store_find.answer(connection.execute(store_find.under(release, topic, limit)).all())

    def counts(self, table: str, release: Release) -> Mapping[str, int]:
        """How many rows of a table each source of a release has; told by the number of its last row."""
        rows, edition = ROWS[table].c, EDITION.c
        last = sa.select(sa.func.max(rows.row)).where(rows.edition == edition.number).scalar_subquery()
        query = sa.select(edition.source, last + 1).where(
            edition.number.in_(store_rows.editions(release.number))
        )
        with reading(self._engine) as connection:
            found = connection.execute(query.order_by(edition.number)).all()
        return {source: height for source, height in found if height is not None}

    def batches(
        self, table: str, release: Release, where: Mapping[str, object] | None = None, *, size: int = BATCH
    ) -> Iterator[pd.DataFrame]:
        """As `rows`, in frames of at most `size` rows, all seen at one moment: for answers of any length."""
        return self._batches(table, store_rows.select(table, release, where or {}, None), size)

    def _batches(self, table: str, asked: store_rows.Asked, size: int) -> Iterator[pd.DataFrame]:
        with one_moment(self._engine) as connection:
            found = connection.execution_options(yield_per=size).execute(asked.query, asked.values)
            for part in found.partitions():
                yield store_rows.frame(table, asked.names, part)

    def compact(
        self, table: str, release: Release, where: Mapping[str, object], columns: Sequence[str]
    ) -> pd.DataFrame:
        """As `rows`, only the columns named, with texts as categories: for a whole table of any length."""
        asked = store_rows.select(table, release, where, columns, edition=False)
        with one_moment(self._engine) as connection:
            found = connection.execution_options(yield_per=BATCH).execute(asked.query, asked.values)
            return store_rows.compact(table, asked.names, found.partitions())
