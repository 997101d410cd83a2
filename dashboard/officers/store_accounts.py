"""Accounts: who may sign in, as what, and for which authorities."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from dashboard.officers import passwords, store_attempts
from dashboard.officers.store_log import record
from dashboard.officers.store_tables import ACCOUNT
from loaders.releases import as_text
from loaders.store_database import reading, writing

OFFICER, PUBLISHER, ADMINISTRATOR = "officer", "publisher", "administrator"
ROLES = (OFFICER, PUBLISHER, ADMINISTRATOR)
NAME = re.compile(r"[\w.@'’-]+( [\w.@'’-]+)*")
LONGEST_NAME = 60


class AccountError(ValueError):
    """An account that cannot be made or changed as asked; the message says why."""


class TooManyTries(Exception):
    """So many tries to sign in failed that none is looked at for a while."""


@dataclass(frozen=True)
class Account:
    """An account. `authorities` are the three-digit codes that an officer may publish for; times are UTC."""

    number: int
    name: str
    role: str
    authorities: tuple[str, ...]
    must_change: bool
    mark: str
    made_at: datetime
    closed_at: datetime | None


class Accounts:
    """The accounts in the database of a store."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    # Signing in

    def sign_in(self, name: str, password: str, address: str) -> Account | None:
        """The account, if the password is right and it is open. Raises TooManyTries."""
        if not store_attempts.may_try(self.engine, name, address):
            raise TooManyTries
        row = self._row(ACCOUNT.c.name == _plain(name))
        # Without an account as much is worked out: the time taken must not tell which names there are.
        right = passwords.matches(row["password"] if row else passwords.NO_ACCOUNT, password)
        if row is None or not right or row["closed_at"]:
            return None
        with writing(self.engine) as connection:
            store_attempts.forget(connection, name)
            record(connection, row["name"], "signed in")
        return _account(row)

    def signed_in(self, number: int, mark: str) -> Account | None:
        """The account of a session; None once it was closed, or its password changed since."""
        row = self._row(ACCOUNT.c.number == number)
        same = row is not None and not row["closed_at"] and secrets.compare_digest(row["mark"], mark)
        return _account(row) if row is not None and same else None

    def change_password(self, account: Account, now: str, new: str, address: str) -> Account:
        """The account with its new password, which ends its other sessions.

        Raises AccountError if the password up to now is wrong or the new one will not do, TooManyTries.
        """
        if not store_attempts.may_try(self.engine, account.name, address):
            raise TooManyTries
        row = self._row(ACCOUNT.c.number == account.number)
        if row is None or not passwords.matches(row["password"], now):
            raise AccountError("The password up to now is not right. Type the one that you signed in with.")
        if now == new:
            raise AccountError("The new password is the one up to now. Choose another.")
        if why := passwords.wrong_with(new, account.name):
            raise AccountError(why)
        with writing(self.engine) as connection:
            store_attempts.forget(connection, account.name)
            self._set(connection, account.number, password=passwords.hashed(new), must_change=False)
            record(connection, account.name, "changed the password")
        return self.named(account.name)

    # Looking after them

    def all(self) -> tuple[Account, ...]:
        """Every account there ever was, by name."""
        with reading(self.engine) as connection:
            rows = connection.execute(sa.select(ACCOUNT).order_by(ACCOUNT.c.name)).mappings().all()
        return tuple(_account(row) for row in rows)

    def named(self, name: str) -> Account:
        """The account of a name. Raises AccountError."""
        row = self._row(ACCOUNT.c.name == _plain(name))
        if row is None:
            raise AccountError(f"There is no account {name!r}.")
        return _account(row)

    def add(self, name: str, role: str, authorities: Sequence[str], by: str) -> str:
        """Makes an account; the password to sign in with for the first time. Raises AccountError."""
        name = _plain(name)
        if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            raise AccountError(
                f"{name!r} is no name for an account. Use letters, digits, dots, hyphens and single blanks, "
                f"{LONGEST_NAME} at most."
            )
        if role not in ROLES:
            raise AccountError(f"There is no role {role!r}. There are: {', '.join(ROLES)}.")
        if role == OFFICER and not authorities:
            raise AccountError("An officer publishes for an authority. Name at least one.")
        if role != OFFICER and authorities:
            raise AccountError(f"Only an officer has authorities; a {role} needs none.")
        once = passwords.made_up()
        row = {
            "name": name,
            "role": role,
            "authorities": " ".join(sorted(set(authorities))),
            "password": passwords.hashed(once),
            "must_change": True,
            "mark": secrets.token_hex(8),
            "made_at": as_text(datetime.now(UTC)),
        }
        with writing(self.engine) as connection:
            if connection.execute(sa.select(ACCOUNT.c.number).where(ACCOUNT.c.name == name)).first():
                raise AccountError(f"There is an account {name!r} already. Choose another name, or reset it.")
            number = (connection.execute(sa.select(sa.func.max(ACCOUNT.c.number))).scalar() or 0) + 1
            connection.execute(ACCOUNT.insert(), {"number": number, **row})
            record(connection, by, "made an account", name, note=f"{role} {row['authorities']}".strip())
        return once

    def reset(self, name: str, by: str) -> str:
        """Gives an account a password to be used once, opens it if it was closed, and ends its sessions."""
        account, once = self.named(name), passwords.made_up()
        with writing(self.engine) as connection:
            new = {"password": passwords.hashed(once), "must_change": True, "closed_at": None}
            self._set(connection, account.number, **new)
            store_attempts.forget(connection, account.name)
            record(connection, by, "gave a new password", account.name)
        return once

    def close(self, name: str, by: str) -> None:
        """Nobody can sign in with the account any more; what it did stays in the log."""
        account = self.named(name)
        if account.closed_at:
            raise AccountError(f"The account {account.name!r} is closed already.")
        with writing(self.engine) as connection:
            self._set(connection, account.number, closed_at=as_text(datetime.now(UTC)))
            record(connection, by, "closed an account", account.name)

    def _set(self, connection: sa.Connection, number: int, **values: Any) -> None:
        """Changes an account, which ends every session that it has."""
        change = ACCOUNT.update().where(ACCOUNT.c.number == number)
        connection.execute(change.values(mark=secrets.token_hex(8), **values))

    def _row(self, which: sa.ColumnElement[bool]) -> sa.RowMapping | None:
        with reading(self.engine) as connection:
            return connection.execute(sa.select(ACCOUNT).where(which)).mappings().first()


def _plain(name: str) -> str:
    """A name as it is kept: small letters, so that nobody is two."""
    return " ".join(name.casefold().split())


def _account(row: sa.RowMapping) -> Account:
    closed = datetime.fromisoformat(row["closed_at"]) if row["closed_at"] else None
    return Account(
        number=row["number"],
        name=row["name"],
        role=row["role"],
        authorities=tuple(row["authorities"].split()),
        must_change=bool(row["must_change"]),
        mark=row["mark"],
        made_at=datetime.fromisoformat(row["made_at"]),
        closed_at=closed,
    )
