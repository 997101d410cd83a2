"""What the charts of a page are called in addresses, whatever the page is read from: tree or markup. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from dashboard import ids

SEVERAL = "multiples"  # around small charts on the same axes, which are one picture
STRIPS = "strips"  # of all tables with strips of a page, which are one picture
SMALL = "still"  # a panel's own chart, below the panel's heading


class Names:
    """Names for charts that come in reading order; one that comes again is numbered."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def name(self, element: str, kinds: Collection[str]) -> str:
        """The next chart's name, by the id and the classes of the element around it."""
        own = element.removeprefix(ids.figure("")) or "chart"
        called = {SEVERAL: "panels", SMALL: "panel", STRIPS: STRIPS}
        found = next((name for kind, name in called.items() if kind in kinds), own)
        self._seen[found] += 1
        return found if self._seen[found] == 1 else f"{found}-{self._seen[found]}"
