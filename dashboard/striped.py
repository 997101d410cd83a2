"""Tables with a strip in each row, as a page has them -> what pictures and charts are made of. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard import text
from dashboard.markup_tree import Element

MOST = 40  # rows of a picture: more would be too small to read, and too tall for a page
BESIDE = ("small",)
FIRST = 2  # cells of a row before its figures: its name, its strip
PLACE = re.compile(r"M(-?\d+) ")


@dataclass(frozen=True)
class Marks:
    """The marks of a strip in drawing order: the class of each, and its path."""

    paths: Sequence[tuple[str, str]] = ()

    def at(self, kind: str) -> int | None:
        """How far a mark is from the strip's left end, in thousandths of its width; None without it."""
        found = next((PLACE.match(path) for one, path in self.paths if one == kind), None)
        return int(found[1]) if found else None


@dataclass(frozen=True)
class Row:
    """A measure: its name, its strip, and cells of what is said of it: main words, those beside.

    `links` are all addresses that the row leads to.
    """

    name: str
    marks: Marks
    cells: Sequence[tuple[str, str]]
    links: Sequence[str]


@dataclass(frozen=True)
class Table:
    """Rows below one heading; `why` they are there is said below it.

    `ends` are the words at the ends of its strips, `head` names its cells.
    """

    caption: str
    why: str
    ends: tuple[str, str]
    head: Sequence[str]
    rows: Sequence[Row]

    @property
    def has_direction(self) -> bool:
        """True if its strips go from the worst to the best."""
        return self.ends == text.WORST_TO_BEST


@dataclass(frozen=True)
class Striped:
    """The first rows with a strip of a page, no more than MOST; it has `total` of them.

    `keys` are the marks with what they mean; the first means the authority.
    """

    tables: Sequence[Table]
    keys: Sequence[tuple[Marks, str]]
    total: int

    @property
    def shown(self) -> int:
        """How many rows there are."""
        return sum(len(one.rows) for one in self.tables)

    @property
    def links(self) -> Sequence[str]:
        """All addresses that the rows lead to."""
        return [link for table in self.tables for row in table.rows for link in row.links]

    def more(self, other: Striped) -> Striped:
        """Those of another, too, as far as there is room."""
        room = MOST - self.shown
        added = (replace(one, rows=one.rows[:room]) for one in other.tables) if room else ()
        return replace(self, tables=(*self.tables, *added), total=self.total + other.total)


def striped(drawn: Element, why: str) -> Striped | None:
    """What a table of a page shows, and why; None if none of its rows has a strip."""
    body = [one for part in drawn.all("tbody") for one in part.all("tr")] if "profile" in drawn.kinds else []
    rows = [row for row in map(_row, body) if row.marks.paths]
    if not rows:
        return None
    caption, head = drawn.first("caption"), drawn.first("thead")
    bold = caption.first("b") if caption else None
    heads = list(head.all("th")) if head else []
    low, high = (one.text() for one in heads[1].all("span"))
    keys = (
        [(_marks(one), one.text()) for one in caption.all("span") if "marks" not in one.kinds]
        if caption
        else []
    )
    said = [one.text() for one in heads[FIRST:]]
    table = Table(bold.text() if bold else "", why, (low, high), said, rows[:MOST])
    return Striped((table,), keys, len(rows))


def _row(drawn: Element) -> Row:
    name, strip, *figures = drawn.elements()
    said = [(one.text(BESIDE), ", ".join(each.text() for each in one.all("small"))) for one in figures]
    links = [one.attributes.get("href", "") for one in drawn.all("a")]
    return Row(name.text(), _marks(strip), said, links)


def _marks(around: Element) -> Marks:
    return Marks([(one.attributes.get("class", ""), one.attributes["d"]) for one in around.all("path")])
