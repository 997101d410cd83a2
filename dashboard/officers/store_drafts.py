"""What was sent and is not published yet: the files in folders, and who sent them, in the database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from dashboard.officers.store_accounts import Account
from dashboard.officers.store_log import record
from dashboard.officers.store_tables import ACCOUNT, DRAFT
from loaders.releases import Along, as_text
from loaders.store_database import reading, writing

OPEN, PUBLISHED, THROWN_AWAY = "open", "published", "thrown away"


@dataclass(frozen=True)
class Draft:
    """Files that were sent together. `account` and `by` are number and name of who sent them; time is UTC.

    `folder` holds the files, `check` what was found in them.
    """

    number: int
    folder: Path
    account: int
    by: str
    made_at: datetime
    files: tuple[str, ...]
    state: str
    release: int | None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the files lie."""
        return tuple(self.folder / "files" / name for name in self.files)

    @property
    def check(self) -> Path:
        """Where the check of the files lies."""
        return self.folder / "check"

    @property
    def preview(self) -> Path:
        """Where what publishing them would change lies."""
        return self.folder / "preview"

    @property
    def subject(self) -> str:
        """What the log calls it."""
        return f"upload {self.number}: {', '.join(self.files)}"


class Drafts:
    """Drafts in the database of a store, with their files in folders of `home`."""

    def __init__(self, engine: sa.Engine, home: Path) -> None:
        self.engine, self.home = engine, home

    def add(self, account: Account, folder: str, files: Sequence[str]) -> int:
        """Files that are safe in a folder of `home`, from now on a draft; its number."""
        with writing(self.engine) as connection:
            number = (connection.execute(sa.select(sa.func.max(DRAFT.c.number))).scalar() or 0) + 1
            made_at = as_text(datetime.now(UTC))
            row = {"number": number, "folder": folder, "account": account.number, "made_at": made_at}
            connection.execute(DRAFT.insert(), {**row, "files": json.dumps(list(files)), "state": OPEN})
            record(connection, account.name, "sent files", f"upload {number}: {', '.join(files)}")
        return number

    def find(self, number: int) -> Draft | None:
        """The draft of a number, if there is one."""
        return next(iter(self._drafts(DRAFT.c.number == number)), None)

    def open(self, account: Account | None = None) -> tuple[Draft, ...]:
        """What is not published yet, the latest first: of one account, or of all."""
        mine = [] if account is None else [DRAFT.c.account == account.number]
        return self._drafts(DRAFT.c.state == OPEN, *mine)

    def states(self) -> Mapping[str, str]:
        """The state of every draft there ever was, by its folder's name."""
        with reading(self.engine) as connection:
            found = connection.execute(sa.select(DRAFT.c.folder, DRAFT.c.state)).all()
        return {row.folder: row.state for row in found}

    def throw_away(self, draft: Draft, by: str) -> None:
        """Ends a draft that is not published."""
        with writing(self.engine) as connection:
            if _end(connection, draft, THROWN_AWAY):
                record(connection, by, "threw files away", draft.subject)

    def published(self, draft: Draft, by: str, note: str) -> Along:
        """What happens to a draft in the transaction that publishes it."""

        def along(connection: sa.Connection, release: int) -> None:
            if not _end(connection, draft, PUBLISHED, release):
                raise ValueError("These files were published, or thrown away, by somebody else meanwhile.")
            record(connection, by, "published", draft.subject, release=release, note=note)

        return along

    def _drafts(self, *which: sa.ColumnElement[bool]) -> tuple[Draft, ...]:
        query = sa.select(DRAFT, ACCOUNT.c.name.label("by")).join(ACCOUNT).where(*which)
        with reading(self.engine) as connection:
            rows = connection.execute(query.order_by(DRAFT.c.number.desc())).mappings().all()
        return tuple(
            Draft(
                number=row["number"],
                folder=self.home / row["folder"],
                account=row["account"],
                by=row["by"],
                made_at=datetime.fromisoformat(row["made_at"]),
                files=tuple(json.loads(row["files"])),
                state=row["state"],
                release=row["release"],
            )
            for row in rows
        )


def recorded(by: str, what: str, subject: str, note: str) -> Along:
    """Another thing done to what is public, put into the log in its transaction."""

    def along(connection: sa.Connection, release: int) -> None:
        record(connection, by, what, subject, release=release, note=note)

    return along


def _end(connection: sa.Connection, draft: Draft, state: str, release: int | None = None) -> bool:
    """Ends a draft that is open; False if it was ended before."""
    still = DRAFT.update().where(DRAFT.c.number == draft.number, DRAFT.c.state == OPEN)
    return connection.execute(still.values(state=state, release=release)).rowcount == 1
