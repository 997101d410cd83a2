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
    """One judgement on the 1–4 scale; `grade` None is a word on no scale. `hint` is said below the label."""

    label: str
    grade: int | None
    printed: str
    href: str = ""
    hint: str = ""


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
    """An authority's inspections in time order, each a block of its own."""

    title: str
    blocks: tuple[Block, ...]


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
