"""What publishing a draft would change, worked out from the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.officers.drawn import Drawn, drawn
from dashboard.officers.store_accounts import PUBLISHER, Account
from loaders import changes, schema
from loaders.changes import Changes
from loaders.editions import Edition, Release, Upload
from loaders.reference import Reference
from loaders.unusual import Unusual, unusual


@dataclass(frozen=True)
class FilePreview:
    """What one file would change. `replaces` is the edition whose place it would take, if there is one."""

    file: str
    title: str
    replaces: Edition | None
    changes: Changes
    unusual: Unusual
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True)
class Preview:
    """What publishing files together would change. `latest` is the number of the latest release by then."""

    files: tuple[FilePreview, ...]
    latest: int


def beyond(store: Any, uploads: Sequence[Upload], account: Account) -> list[str]:
    """The areas of rows that would come or be replaced, and that the account may not publish for."""
    if account.role == PUBLISHER:
        return []
    release = store.current()
    editions = {one.source: one for one in store.editions(release)} if release else {}
    found: set[str] = set()
    for upload in uploads:
        found |= changes.areas(upload.tables)
        if replaced := editions.get(upload.source):
            found |= _areas(store, release, replaced)
    return sorted(found - set(account.authorities))


def _areas(store: Any, release: Release, edition: Edition) -> set[str]:
    """As `changes.areas`, of an edition."""
    asked, found = {"edition": edition.number}, set[str]()
    for name, side in changes.SIDES.items():
        if name != "source":
            column = side.area or side.subject
            codes = {code for (code,) in store.tuples(name, release, asked, [column], ordered=False)}
            found |= codes if side.area or not codes else {""}
    return found


def preview(store: Any, uploads: Sequence[Upload], known: Reference) -> Preview:
    """What would change if the uploads were published now."""
    releases = store.history()  # first: what is made from now on moves the base
    current = store.current()
    editions = {one.source: one for one in store.editions(current)} if current else {}

    def one_file(upload: Upload) -> FilePreview:
        replaces = editions.get(upload.source)
        return _file(upload.file, replaces, _tables(store, current, replaces), upload.tables, known)

    return Preview(tuple(map(one_file, uploads)), releases[-1].number if releases else 0)


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


def compared(store: Any, one: Release, other: Release, known: Reference) -> tuple[FilePreview, ...]:
    """What differs in another release, a file each; one that only one of them has is all removed or new."""
    before, after = ({found.source: found for found in store.editions(release)} for release in (one, other))
    made: list[FilePreview] = []
    for source in sorted({*before, *after}):
        was, comes = before.get(source), after.get(source)
        if was != comes:
            old, new = _tables(store, one, was), _tables(store, other, comes)
            made.append(_file((comes or before[source]).file, was, old, new, known))
    return tuple(made)


def _tables(store: Any, release: Release | None, edition: Edition | None) -> schema.Tables:
    """All rows of an edition of a release; none if there is no such edition."""
    if release is None or edition is None:
        return {}
    return {name: _rows(store, release, edition, name) for name in changes.SIDES}


def _rows(store: Any, release: Release, edition: Edition, name: str) -> pd.DataFrame:
    """Rows of an edition, as far as they are compared; where they stand is left empty."""
    columns = schema.TABLES[name].names
    asked = changes.compared(columns, changes.SIDES[name])
    # In parts: as single values all rows of a national file would take many times their room.
    parts = [part[asked] for part in store.batches(name, release, {"edition": edition.number})]
    found = pd.concat(parts or [schema.frame(schema.TABLES[name], [])[asked]], ignore_index=True)
    unasked = {column: "" for column in columns if column not in asked}
    return found.assign(**unasked)[list(columns)]


def _file(
    file: str, replaces: Edition | None, old: schema.Tables, new: schema.Tables, known: Reference
) -> FilePreview:
    found = changes.between(old, new)
    before, after = (tables.get("observation", schema.frame(schema.OBSERVATION, [])) for tables in (old, new))
    fresh = found.rows["observation"]
    return FilePreview(
        file=file,
        title=str((new or old)["source"]["title"].iloc[0]),
        replaces=replaces,
        changes=found,
        unusual=unusual(before, after, fresh),
        drawn=drawn(before, after, fresh, known),
    )
