"""View-models of charts: what a chart shows, with every number beside the text it is printed as. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["this", "neighbours", "region", "england", "chosen", "other"]


@dataclass(frozen=True)
class Mark:
    """One figure on a time axis: `at` is its period's middle in years (2011.5); `value` None is missing.

    `limits` are the lower and upper end of its confidence interval, where it has one.
    """

    period: str
    at: float
    value: float | None
    printed: str
    status: str = "published"
    limits: tuple[float, float] | None = None


@dataclass(frozen=True)
class Spread:
    """Between which figures the neighbours lie in one period: the smallest and the largest, also as printed.

    None where fewer than two of them have a figure.
    """

    period: str
    at: float
    ends: tuple[float, float] | None
    printed: str


@dataclass(frozen=True)
class Line:
    """One area's (or group's) figures in time order, with the part it plays; `area` is the area's code."""

    name: str
    role: Role
    marks: tuple[Mark, ...]
    area: str = ""


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
    """An indicator over time.

    `band` is how far the neighbours lie apart, in the periods that it is known of. `gaps` are times between
    two periods that do not follow each other: no line is drawn across one, as none is across a break.
    """

    title: str
    unit: str
    lines: tuple[Line, ...]
    levels: tuple[Level, ...] = ()
    breaks: tuple[Break, ...] = ()
    band: tuple[Spread, ...] = ()
    gaps: tuple[float, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One area's figure among others; `rank` counts only areas that have a value, None without polarity.

    `area` is the area's code, `href` where a click on the bar leads. `qualifier` is what is printed before a
    figure that is not exact.
    """

    name: str
    value: float | None
    printed: str
    role: Role
    rank: int | None = None
    href: str = ""
    area: str = ""
    qualifier: str = ""


@dataclass(frozen=True)
class Quarter:
    """A quarter of England's authorities: its letter, A the best, how many they are, and their range.

    `low` and `high` are printed with so many decimals that every figure is in its own quarter's range only.
    """

    letter: str
    count: int
    low: str
    high: str


@dataclass(frozen=True)
class Ranked:
    """Areas side by side for one period, in the order to draw them (top first).

    `quarters` are those of England, the first of them drawn first; none of a table of chosen authorities.
    """

    title: str
    unit: str
    period: str
    bars: tuple[Bar, ...]
    levels: tuple[Level, ...] = ()
    quarters: tuple[Quarter, ...] = ()


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


@dataclass(frozen=True)
class Panel:
    """One of several charts of a measure that share their axes.

    `lines` stand out, the first most, each with what is said at its end; `context` are the lines of other
    areas, unnamed. Together they are the same lines in every panel, so that the axes are the same. No line is
    drawn across a break, nor across `gaps` (years, as `Mark.at`), where a period is missing altogether.
    """

    title: str
    unit: str
    lines: tuple[tuple[Line, str], ...]
    context: tuple[Line, ...]
    breaks: tuple[Break, ...] = ()
    gaps: tuple[float, ...] = ()
