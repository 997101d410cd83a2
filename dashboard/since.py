"""What of a view has changed between two releases: its cells then and now. Pure.

Both pages are made anew, from a few questions each, so that it costs the same however much was published.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.taken import Taken

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Since:
    """How many cells of a view's tables read otherwise now, are new, and are no longer there.

    `elsewhere` is true if what it says outside its tables, or what its charts show, is not the same.
    """

    changed: int
    new: int
    gone: int
    elsewhere: bool = False


def since(then: Taken, now: Taken) -> Since:
    """Counts the differences; cells of one name are counted by what they say, wherever they stand."""
    before, after = _cells(then), _cells(now)
    changed = new = gone = 0
    for key in before.keys() | after.keys():
        left, come = before[key] - after[key], after[key] - before[key]
        both = min(left.total(), come.total())
        changed, new, gone = changed + both, new + come.total() - both, gone + left.total() - both
    return Since(changed, new, gone, _beside(then) != _beside(now))


def _cells(page: Taken) -> Mapping[Key, Counter[str]]:
    """What is said by section, caption, heading and what its row is about."""
    found: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for one in page.listings:
        for row in one.rows:
            for heading, cell in list(zip(one.head, row, strict=True))[one.names :]:
                found[one.section, one.caption, heading, one.named(row)][cell.text] += 1
    return found


def _beside(page: Taken) -> object:
    """All that a page says besides its tables; a map's tiles are told in its table."""
    charts = [
        (one.message, one.caption, one.notes, one.figures, [key[1:] for key in one.keys])
        for one in page.drawings
    ]
    return page.heading, page.lead, page.notes, page.caveats, charts
