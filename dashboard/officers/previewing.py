"""What publishing a draft would change: worked out apart, kept with the draft, and asked for by its pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dashboard.officers.store_accounts import PUBLISHER, Account
from dashboard.officers.store_drafts import Draft
from loaders import previewing
from loaders.checked import Report
from loaders.editions import Release
from loaders.previewing import Preview, Stand


def looked_at(store: Any, given: Draft, report: Report) -> Stand:
    """How far the preview of a draft is that holds for what is public now; begun if nobody has yet."""
    wanted = previewing.asked(store, report, given.check)
    found = previewing.stand(given.preview, wanted[0])
    if found.begun:
        return found
    previewing.start(store, given.check, given.preview, wanted)
    return previewing.stand(given.preview, wanted[0])


def begin_again(store: Any, given: Draft, report: Report) -> None:
    """Begins to work a draft's preview out, whatever there is of it."""
    wanted = previewing.asked(store, report, given.check)
    previewing.start(store, given.check, given.preview, wanted)


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
