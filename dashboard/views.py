"""View-models of charts: what a chart shows, with every number beside the text it is printed as. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["this", "neighbours", "region", "england", "other"]


@dataclass(frozen=True)
class Mark:
    """One figure on a time axis: `at` is its period's middle in years (2011.5); `value` None is missing."""

    period: str
    at: float
    value: float | None
    printed: str
    status: str = "published"


@dataclass(frozen=True)
class Line:
    """One area's (or group's) figures in time order, with the part it plays in the chart."""

    name: str
    role: Role
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Level:
    """A line across a chart that figures are held against, such as a national threshold."""

    name: str
    value: float
    printed: str


@dataclass(frozen=True)
class Break:
    """Where a definition changed (years, as `Mark.at`): no line is drawn across it."""

    at: float
    why: str


@dataclass(frozen=True)
class Trend:
    """An indicator over time."""

    title: str
    unit: str
    lines: tuple[Line, ...]
    levels: tuple[Level, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One area's figure among others; `rank` counts only areas that have a value, None without polarity.

    `area` is the area's code, `href` where a click on the bar leads.
    """

    name: str
    value: float | None
    printed: str
    role: Role
    rank: int | None = None
    href: str = ""
    area: str = ""


@dataclass(frozen=True)
class Ranked:
    """Areas side by side for one period, in the order to draw them (top first)."""

    title: str
    unit: str
    period: str
    bars: tuple[Bar, ...]
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class Judged:
    """One judgement on the 1–4 scale; `grade` None is a word on no scale. `hint` is said below the label.

    `number` is its number in the page's list; 0 is its place among the judgements it stands with.
    """

    label: str
    grade: int | None
    printed: str
    href: str = ""
    hint: str = ""
    number: int = 0


@dataclass(frozen=True)
class Block:
    """One inspection under one framework. Blocks are never joined by a line: their standards differ."""

    framework: str
    inspection: str
    when: str
    at: float
    judgements: tuple[Judged, ...]
    caveat: str


@dataclass(frozen=True)
class Timeline:
    """An authority's inspections, those under one framework next to each other in time order."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Tally:
    """The latest grade of every authority that existed on a day, counted.

    `counts` are of the grades 4, 3, 2 and 1; `none` is how many had no grade yet. `label` and `short` stand
    under an axis where there is much and little room.
    """

    day: str
    label: str
    short: str
    counts: tuple[int, ...]
    none: int

    @property
    def of(self) -> int:
        """How many authorities there were."""
        return sum(self.counts) + self.none


@dataclass(frozen=True)
class Distribution:
    """How many authorities stood at each grade, day by day; `words` name the grades 4, 3, 2 and 1."""

    title: str
    words: tuple[str, ...]
    tallies: tuple[Tally, ...]
