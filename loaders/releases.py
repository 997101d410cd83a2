"""Making releases and editions inside a transaction: what the store does with its own book-keeping.

Every function takes the connection of the transaction it is part of; the ones that change something, the
writer's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from loaders import schedule, schema, store_rows
from loaders.editions import (
    BaseMoved,
    Edition,
    Event,
    NothingNew,
    Release,
    UnknownEdition,
    UnknownRelease,
    Upload,
)
from loaders.schedule import Manifest, Planned
from loaders.store_database import insert_rows
from loaders.store_tables import CONTENT, EDITION, EVENT, MANIFEST, RELEASE, ROWS

Along = Callable[[sa.Connection, int], None]  # what else happens in a transaction that makes a release
MOST_RELEASES = 2**31 - 1  # a number may come from an address, where there is no end to it


def publish(
    connection: sa.Connection, uploads: Sequence[Upload], note: str, author: str, public_from: datetime | None
) -> Release:
    """A release with the uploads in the place of their sources' earlier editions. See `Store.publish`."""
    sources = [upload.source for upload in uploads]
    twice = sorted({source for source in sources if sources.count(source) > 1})
    if twice:
        raise ValueError(
            f"More than one file is of the source {', '.join(twice)}; publish them one after the other."
        )
    now = time_now(connection)
    day = max(public_from or now, now)
    before = schedule.public_at(planned_releases(connection), day)
    manifest: dict[str, int] = dict(before.manifest) if before else {}
    added = [upload for upload in uploads if not _stands(connection, upload, manifest.get(upload.source))]
    if not added:
        raise NothingNew("Every file is already public as it is; nothing was published.")
    numbers = {upload.source: _accept(connection, upload, author) for upload in added}
    made = issue(connection, {**manifest, **numbers}, day, author, note)
    record(connection, "published", author, release=made, note=note)
    return find_release(connection, made)


def issue(connection: sa.Connection, manifest: Manifest, day: datetime, author: str, note: str) -> int:
    """Makes a release of a manifest, and those that wait for a later day again on top of it; its number."""
    planned = planned_releases(connection)
    before = schedule.public_at(planned, day)
    made = _insert_release(connection, manifest, day, author, note)
    for waiting in schedule.waiting_after(planned, day):
        carried = schedule.carried(waiting.manifest, before.manifest if before else {}, manifest)
        again = _insert_release(
            connection, carried, waiting.public_from, author, f"Release {waiting.number} again."
        )
        record(
            connection, "carried over", author, release=again, note=f"release {waiting.number}, after {made}"
        )
    return made


def withdraw(connection: sa.Connection, edition: int, why: str, author: str) -> int:
    """Destroys an edition and makes a release without it; the release's number. See `Store.withdraw`."""
    now = time_now(connection)
    planned = planned_releases(connection)
    # Where nothing is public yet, nothing becomes public by withdrawing.
    base = schedule.public_at(planned, now) or schedule.waiting_after(planned, now)[0]
    for table in ROWS.values():
        connection.execute(table.delete().where(table.c.edition == edition))
    connection.execute(CONTENT.delete().where(CONTENT.c.edition == edition))
    tombstone = EDITION.update().where(EDITION.c.number == edition)
    connection.execute(tombstone.values(withdrawn_at=as_text(now), withdrawn_why=why))
    record(connection, "withdrawn", author, edition=edition, note=why)
    note = f"Edition {edition} withdrawn: {why}"
    return issue(connection, base.manifest, max(now, base.public_from), author, note)


def _insert_release(
    connection: sa.Connection, manifest: Manifest, day: datetime, author: str, note: str
) -> int:
    """Inserts a release, without the editions that were withdrawn; its number."""
    number = _next(connection, RELEASE.c.number)
    made_at = as_text(time_now(connection))
    row = {"number": number, "public_from": as_text(day), "made_at": made_at, "author": author, "note": note}
    connection.execute(RELEASE.insert(), row)
    kept = sa.select(EDITION.c.number).where(
        EDITION.c.number.in_(manifest.values()), EDITION.c.withdrawn_at.is_(None)
    )
    for edition in connection.execute(kept).scalars().all():
        connection.execute(MANIFEST.insert(), {"release": number, "edition": edition})
    return number


def planned_releases(connection: sa.Connection) -> list[Planned]:
    """Every release with its editions by source."""
    query = sa.select(MANIFEST.c.release, EDITION.c.source, EDITION.c.number).join(EDITION)
    manifests: dict[int, dict[str, int]] = {}
    for release, source, edition in connection.execute(query):
        manifests.setdefault(release, {})[source] = edition
    return [
        Planned(release.number, release.public_from, manifests.get(release.number, {}))
        for release in find_releases(connection)
    ]


def find_releases(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[Release]:
    """The releases that meet all conditions, the oldest first."""
    query = (
        sa.select(RELEASE, MANIFEST.c.edition, EDITION.c.withdrawn_at)
        .outerjoin(MANIFEST, MANIFEST.c.release == RELEASE.c.number)
        .outerjoin(EDITION, EDITION.c.number == MANIFEST.c.edition)
        .where(*conditions)
        .order_by(RELEASE.c.number, MANIFEST.c.edition)
    )
    found = connection.execute(query).mappings()
    return [_release_of(list(rows)) for _, rows in groupby(found, key=lambda row: row["number"])]


def _release_of(rows: Sequence[sa.RowMapping]) -> Release:
    """A release from its lines, one an edition."""
    first = rows[0]
    return Release(
        number=first["number"],
        public_from=datetime.fromisoformat(first["public_from"]),
        made_at=datetime.fromisoformat(first["made_at"]),
        author=first["author"],
        note=first["note"],
        editions=tuple(row["edition"] for row in rows if row["edition"] is not None),
        withdrawn=any(row["withdrawn_at"] is not None for row in rows),
    )


def public_number(connection: sa.Connection, at: datetime | None) -> int | None:
    """The number of the release that is public at a time (None: now); None before the first."""
    day = sa.literal(as_text(at or datetime.now(UTC)))
    if at is None:  # never earlier than the latest was made: see time_now
        made = sa.select(sa.func.coalesce(sa.func.max(RELEASE.c.made_at), "")).scalar_subquery()
        day = sa.case((made > day, made), else_=day)
    return connection.execute(
        sa.select(sa.func.max(RELEASE.c.number)).where(RELEASE.c.public_from <= day)
    ).scalar()


def find_release(connection: sa.Connection, number: int) -> Release:
    """The release of a number. Raises UnknownRelease."""
    if number <= MOST_RELEASES:
        for release in find_releases(connection, RELEASE.c.number == number):
            return release
    raise UnknownRelease(f"There is no release {number}.")


def _accept(connection: sa.Connection, upload: Upload, author: str) -> int:
    """Inserts an edition with its bytes and rows; its number."""
    number = _next(connection, EDITION.c.number)
    row = {
        "number": number,
        "source": upload.source,
        "format": upload.format,
        "file": upload.file,
        "sha256": hashlib.sha256(upload.content).hexdigest(),
        "accepted_at": as_text(time_now(connection)),
        "rows": sum(len(rows) for name, rows in upload.tables.items() if name not in schema.DERIVED),
    }
    connection.execute(EDITION.insert(), row)
    connection.execute(CONTENT.insert(), {"edition": number, "bytes": upload.content})
    for name, rows in upload.tables.items():
        insert_rows(connection, ROWS[name], store_rows.values(schema.TABLES[name], rows, number))
    record(connection, "accepted", author, edition=number, note=upload.file)
    return number


def _stands(connection: sa.Connection, upload: Upload, edition: int | None) -> bool:
    """True if an upload is, byte for byte, the edition that it would take the place of."""
    if edition is None:
        return False
    standing = find_edition(connection, edition)
    return (standing.sha256, standing.format) == (hashlib.sha256(upload.content).hexdigest(), upload.format)


def must_be_latest(connection: sa.Connection, number: int) -> None:
    """Raises BaseMoved if a release was made after that of the number (0: before any)."""
    latest = connection.execute(sa.select(sa.func.max(RELEASE.c.number))).scalar() or 0
    if latest != number:
        raise BaseMoved(f"Release {latest} was made since you looked. Look again at what would change.")


def find_edition(connection: sa.Connection, number: int) -> Edition:
    """The edition of a number. Raises UnknownEdition."""
    for row in connection.execute(sa.select(EDITION).where(EDITION.c.number == number)).mappings():
        return edition_of(row)
    raise UnknownEdition(f"There is no edition {number}.")


def edition_of(row: sa.RowMapping) -> Edition:
    """An edition from its line."""
    times = {
        name: datetime.fromisoformat(row[name]) if row[name] else None
        for name in ("accepted_at", "withdrawn_at")
    }
    values: dict[str, Any] = {**row, **times}
    return Edition(**values)


def event_of(row: sa.RowMapping) -> Event:
    """An event from its line."""
    values: dict[str, Any] = {**row, "at": datetime.fromisoformat(row["at"])}
    return Event(**values)


def record(
    connection: sa.Connection,
    what: str,
    author: str,
    *,
    release: int | None = None,
    edition: int | None = None,
    note: str = "",
) -> None:
    """Adds an event. `what` is accepted, published, carried over, rolled back or withdrawn."""
    row = {
        "number": _next(connection, EVENT.c.number),
        "at": as_text(time_now(connection)),
        "what": what,
        "author": author,
    }
    connection.execute(EVENT.insert(), {**row, "release": release, "edition": edition, "note": note})


def _next(connection: sa.Connection, number: sa.Column[int]) -> int:
    """The next number without a gap; only ever asked by the one writer."""
    return (connection.execute(sa.select(sa.func.max(number))).scalar() or 0) + 1


def time_now(connection: sa.Connection) -> datetime:
    """The time, which never runs back: a clock set back must not make what is public wait again."""
    latest = connection.execute(sa.select(sa.func.max(RELEASE.c.made_at))).scalar()
    now = datetime.now(UTC)
    return max(now, datetime.fromisoformat(latest)) if latest else now


def as_text(time: datetime) -> str:
    """A time as the store holds it: UTC, to the microsecond. Raises ValueError without a time zone."""
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone.")
    return time.astimezone(UTC).isoformat(timespec="microseconds")
