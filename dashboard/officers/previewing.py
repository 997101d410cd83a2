"""What publishing a draft would change: worked out apart, kept with the draft, and asked for by its pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

from flask import abort

from dashboard.officers.office import go
from dashboard.officers.store_accounts import PUBLISHER, Account
from dashboard.officers.store_drafts import Draft
from loaders import previewing
from loaders.checked import Report
from loaders.editions import Release
from loaders.previewing import Preview, Stand
from loaders.previews import Asked

Wanted: TypeAlias = tuple[Asked, Release | None]  # and the release that the files are held against


def asked_of(store: Any, given: Draft, report: Report) -> Wanted:
    """What a preview of a draft has to hold for now. To the draft's page if it is being checked once more."""
    try:
        return previewing.asked(store, report, given.check)
    except FileNotFoundError:
        abort(go("draft", number=given.number))


def looked_at(store: Any, given: Draft, wanted: Wanted) -> Stand:
    """How far the preview of a draft is that holds for what is wanted; begun if nobody has yet."""
    found = previewing.stand(given.preview, wanted[0])
    return found if found.begun else begin_again(store, given, wanted)


def begin_again(store: Any, given: Draft, wanted: Wanted) -> Stand:
    """Begins to work a draft's preview out, whatever there is of it."""
    return previewing.start(store, given.check, given.preview, wanted)


def beyond(preview: Preview, account: Account) -> list[str]:
    """The areas of rows that would come or be replaced, and that the account may not publish for."""
    if account.role == PUBLISHER:
        return []
    found = {area for file in preview.files for area in file.areas}
    return sorted(found - set(account.authorities))


def replaced_by_then(store: Any, sources: Sequence[str], day: datetime) -> Release | None:
    """A release that waits, and becomes public before a day with other rows of the sources."""
    now = store.current()
    standing = {one.source: one.number for one in store.editions(now)} if now else {}
    for waiting in store.history():
        if (now and waiting.number <= now.number) or waiting.public_from > day or waiting.withdrawn:
            continue
        then = {one.source: one.number for one in store.editions(waiting)}
        if any(then.get(one) != standing.get(one) for one in sources):
            return waiting
    return None
