"""The log of what accounts do, which only grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from dashboard.officers.store_tables import DEED
from loaders.releases import as_text
from loaders.store_database import reading


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
