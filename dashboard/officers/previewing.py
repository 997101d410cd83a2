"""What publishing a draft would change, worked out from the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dashboard.officers.store_accounts import PUBLISHER, Account
from loaders import changes, schema
from loaders.changes import Changes
from loaders.editions import Edition, Release, Upload
from loaders.unusual import Unusual, unusual


@dataclass(frozen=True)
class FilePreview:
    """What one file would change. `replaces` is the edition whose place it would take, if there is one.

    `areas` are the codes of all that its rows, or the rows that they replace, are about ("": the country).
    """

    file: str
    title: str
    replaces: Edition | None
    changes: Changes
    unusual: Unusual
    areas: frozenset[str]


@dataclass(frozen=True)
class Preview:
    """What publishing files together would change. `latest` is the number of the latest release by then."""

    files: tuple[FilePreview, ...]
    latest: int

    def beyond(self, account: Account) -> list[str]:
        """The areas that the account may not publish for."""
        if account.role == PUBLISHER:
            return []
        return sorted(frozenset[str]().union(*(one.areas for one in self.files)) - set(account.authorities))


def preview(store: Any, uploads: Sequence[Upload]) -> Preview:
    """What would change if the uploads were published now."""
    releases = store.history()  # first: what is made from now on moves the base
    current = store.current()
    editions = {one.source: one for one in store.editions(current)} if current else {}
    return Preview(
        tuple(_file(store, current, editions.get(one.source), one) for one in uploads),
        releases[-1].number if releases else 0,
    )


def replaced_by_then(store: Any, uploads: Sequence[Upload], day: datetime) -> Release | None:
    """A release that waits, and becomes public before a day with other rows of the uploads' sources."""
    now = store.current()
    standing = {one.source: one.number for one in store.editions(now)} if now else {}
    for waiting in store.history():
        if (now and waiting.number <= now.number) or waiting.public_from > day or waiting.withdrawn:
            continue
        then = {one.source: one.number for one in store.editions(waiting)}
        if any(then.get(one.source) != standing.get(one.source) for one in uploads):
            return waiting
    return None


def _file(store: Any, current: Release | None, replaces: Edition | None, upload: Upload) -> FilePreview:
    old: schema.Tables = {}
    if current and replaces:
        alone = replace(current, editions=(replaces.number,))
        old = {name: store.rows(name, alone)[list(schema.TABLES[name].names)] for name in changes.SIDES}
    found = changes.between(old, upload.tables)
    new = upload.tables.get("observation", schema.frame(schema.OBSERVATION, []))
    before = old.get("observation", schema.frame(schema.OBSERVATION, []))
    return FilePreview(
        file=upload.file,
        title=str(upload.tables["source"]["title"].iloc[0]),
        replaces=replaces,
        changes=found,
        unusual=unusual(before, new, found.rows["observation"]),
        areas=frozenset(changes.areas(upload.tables) | changes.areas(old)),
    )
