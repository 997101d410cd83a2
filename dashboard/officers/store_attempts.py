"""Tries to sign in, counted in the database, so that every web process counts the same ones."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from dashboard.officers.store_tables import ATTEMPT
from loaders.releases import as_text
from loaders.store_database import writing

WINDOW = timedelta(minutes=15)
OF_ONE_NAME, OF_ONE_ADDRESS = 5, 50  # an office may share one address


def may_try(engine: sa.Engine, name: str, address: str) -> bool:
    """Counts a try before its password is looked at; False if there were too many in the window.

    Counted first, many tries at once cannot slip through together.
    """
    now = datetime.now(UTC)
    tried, row = ATTEMPT.c, {"at": as_text(now), "name": _checksum(name), "address": address}
    count = sa.select(sa.func.count())
    with writing(engine) as connection:
        connection.execute(ATTEMPT.delete().where(tried.at < as_text(now - WINDOW)))
        of_name = connection.execute(count.where(tried.name == row["name"])).scalar_one()
        of_address = connection.execute(count.where(tried.address == address)).scalar_one()
        if of_name >= OF_ONE_NAME or of_address >= OF_ONE_ADDRESS:
            return False
        connection.execute(ATTEMPT.insert(), row)
        return True


def forget(connection: sa.Connection, name: str) -> None:
    """Whoever signed in did not fail: the tries under that name count no more."""
    connection.execute(ATTEMPT.delete().where(ATTEMPT.c.name == _checksum(name)))


def _checksum(name: str) -> str:
    return hashlib.sha256(name.casefold().encode()).hexdigest()
