"""What of a view has changed between two releases: its cells then and now. Pure.

Both pages are made anew, from a few questions each, so that it costs the same however much was published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.taken import Taken

Key = tuple[str, str, int]


@dataclass(frozen=True)
class Since:
    """How many cells of a view's tables read otherwise now, are new, and are no longer there."""

    changed: int
    new: int
    gone: int


def since(then: Taken, now: Taken) -> Since:
    """Counts the differences; a cell is known by the names of its row and column."""
    before, after = dict(_cells(then)), dict(_cells(now))
    both = before.keys() & after.keys()
    changed = sum(before[key] != after[key] for key in both)
    return Since(changed, len(after.keys() - both), len(before.keys() - both))


def _cells(page: Taken) -> Iterator[tuple[Key, str]]:
    """Every cell but the first of a row; where two have one name they are counted."""
    seen: Counter[tuple[str, str]] = Counter()
    for listing in page.listings:
        for row in listing.rows:
            for at in range(1, len(row)):
                name = (row[0].text, listing.head[at])
                seen[name] += 1
                yield (*name, seen[name]), row[at].text
