"""Sentences on what has been published since the release that a page shows. Pure."""

from __future__ import annotations

from dashboard import wording
from dashboard.since import Since

OLDER = "You are looking at an older release. {release}"
SAME = "Nothing has been changed since: release {newest} holds the same files."
NEWER = "Newer figures exist: release {newest}, published {date}."
NO_CHANGE = "None of them changes what this page says."
ELSEWHERE = "The tables of this page are the same, but its sentences or charts are not."
TO_NEWEST = "This page with the newest figures"


def told(since: Since | None) -> str:
    """How a page differs from the same of the newest release; empty where they cannot be compared."""
    if since is None:
        return ""
    parts = [
        f"{count} {'entry' if count == 1 else 'entries'} {one if count == 1 else several}"
        for count, one, several in (
            (since.changed, "reads otherwise", "read otherwise"),
            (since.new, "is new", "are new"),
            (since.gone, "is no longer there", "are no longer there"),
        )
        if count
    ]
    if not parts:
        return ELSEWHERE if since.elsewhere else NO_CHANGE
    return f"In the tables of this page {wording.joined(parts)}."
