"""What is public when: pure arithmetic on releases and their editions.

A release may wait for its day (`public_from`). What is made meanwhile must neither bring its figures out
early nor push them aside when their day comes, so every waiting release is made again on top of what was
published before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Manifest = Mapping[str, int]  # source -> number of the edition that stands for it


@dataclass(frozen=True)
class Planned:
    """A release with its editions by source."""

    number: int
    public_from: datetime
    manifest: Manifest


def public_at(releases: Sequence[Planned], at: datetime) -> Planned | None:
    """The release that is public at a time: the latest made of those whose day has come."""
    come = [release for release in releases if release.public_from <= at]
    return max(come, key=lambda release: release.number, default=None)


def waiting_after(releases: Sequence[Planned], at: datetime) -> list[Planned]:
    """The releases that become public after a time, in the order in which they will."""
    days = sorted({release.public_from for release in releases if release.public_from > at})
    by_day = [public_at(releases, day) for day in days]
    return [
        release for release, day in zip(by_day, days, strict=True) if release and release.public_from == day
    ]


def carried(waiting: Manifest, before: Manifest, after: Manifest) -> Manifest:
    """A waiting release's editions once `before` became `after`: what it did not change itself, follows."""
    own = {source: edition for source, edition in waiting.items() if before.get(source) != edition}
    left_out = before.keys() - waiting.keys()
    follows = {source: edition for source, edition in after.items() if source not in left_out}
    return {**follows, **own}
