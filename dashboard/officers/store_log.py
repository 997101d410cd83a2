"""The log of what accounts do, which only grows; told together with what was done without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from dashboard.officers.store_tables import DEED
from loaders.releases import as_text
from loaders.store_database import reading
from loaders.store_tables import EVENT

# What the store itself notes and no account did: releases from the command line, and planned ones made again.
BY_NOBODY = ("published", "rolled back", "withdrawn")
AGAIN = "carried over"


@dataclass(frozen=True)
class Deed:
    """Something that an account did. Time is UTC; `release` is the one that it made, if any."""

    number: int
    at: datetime
    account: str
    what: str
    subject: str
    release: int | None
    note: str


@dataclass(frozen=True)
class Seen:
    """Which deeds somebody is told of: those of these `kinds`.

    Those that are `uploads` only if one of the `senders` (names of accounts) did them; None is everybody.
    `roles` are the words by which the store notes what an account did.
    """

    kinds: tuple[str, ...]
    uploads: tuple[str, ...]
    senders: tuple[str, ...] | None
    roles: tuple[str, ...]


def record(
    connection: sa.Connection,
    account: str,
    what: str,
    subject: str = "",
    *,
    release: int | None = None,
    note: str = "",
) -> None:
    """Adds a deed, as part of the writing transaction that did it."""
    number = (connection.execute(sa.select(sa.func.max(DEED.c.number))).scalar() or 0) + 1
    row = {"number": number, "at": as_text(datetime.now(UTC)), "account": account, "what": what}
    connection.execute(DEED.insert(), {**row, "subject": subject, "release": release, "note": note})


def deeds(engine: sa.Engine, *, most: int | None = None) -> tuple[Deed, ...]:
    """What was done, the latest first; at most so many."""
    query = sa.select(DEED).order_by(DEED.c.number.desc()).limit(most)
    with reading(engine) as connection:
        found = connection.execute(query).mappings().all()
    return tuple(Deed(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in found)


def count(engine: sa.Engine, seen: Seen) -> int:
    """How many deeds somebody is told of."""
    with reading(engine) as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(_told(seen))).scalar_one()


def told(engine: sa.Engine, seen: Seen, after: int, most: int) -> tuple[Deed, ...]:
    """What somebody is told of, the latest first, but for the first so many; at most so many."""
    every = _told(seen)
    query = sa.select(every).order_by(every.c.at.desc(), every.c.number.desc()).offset(after).limit(most)
    with reading(engine) as connection:
        found = connection.execute(query).mappings().all()
    return tuple(Deed(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in found)


def _told(seen: Seen) -> sa.Subquery:
    """What accounts did, and what the store notes that none did, in the words of the log."""
    of_kind = sa.or_(DEED.c.what.not_in(seen.uploads), DEED.c.account.in_(seen.senders or ()))
    mine = sa.true() if seen.senders is None else of_kind
    deeds = sa.select(DEED).where(DEED.c.what.in_(seen.kinds), mine)
    what = sa.case((EVENT.c.what == "withdrawn", "withdrew"), else_=EVENT.c.what)
    edition = sa.func.coalesce("edition " + sa.cast(EVENT.c.edition, sa.String), "")
    events = sa.select(
        EVENT.c.number,
        EVENT.c.at,
        EVENT.c.author.label("account"),
        what.label("what"),
        edition.label("subject"),
        EVENT.c.release,
        EVENT.c.note,
    ).where(
        what.in_(seen.kinds),
        # What accounts did is among the deeds.
        sa.or_(EVENT.c.what == AGAIN, EVENT.c.what.in_(BY_NOBODY) & EVENT.c.author.not_in(seen.roles)),
    )
    return sa.union_all(deeds, events).subquery()
