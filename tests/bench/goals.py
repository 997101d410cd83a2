"""What is measured, beside what, and how good it has to be: the rows of docs/benchmarks.md, in order.

A ratio, a number of bytes or of megabytes is a target; milliseconds tell where one stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["ms", "s", "MB", "kB", "requests/s", ""]


@dataclass(frozen=True)
class Target:
    """A limit on the ratio of ours to what stands beside it, or on our own number.

    `within` is a ratio that may stray from one by the limit, either way. `said` is the limit as written.
    """

    of: Literal["ratio", "ours"]
    kind: Literal["at most", "at least", "within"]
    limit: float
    said: str

    def met(self, ours: float, ratio: float | None) -> bool:
        """True if it is. ValueError where a ratio is wanted and nothing stands beside."""
        number = ours if self.of == "ours" else ratio
        if number is None:
            raise ValueError(f"{self.said} is of a ratio, and there is nothing beside")
        if self.kind == "within":
            return abs(number - 1) <= self.limit
        return number <= self.limit if self.kind == "at most" else number >= self.limit


@dataclass(frozen=True)
class Goal:
    """A row (or one for each size or network): what is measured, in what unit, what stands beside it.

    `group` is the measure that ONLY names. Without a target the number is printed for orientation.
    """

    group: str
    measure: str
    beside: str
    unit: Unit
    target: Target | None


def at_most(limit: float, said: str = "") -> Target:
    """Ours is at most so many times what stands beside it."""
    return Target("ratio", "at most", limit, said or f"≤ {limit:g} ×")


def no_more_than(limit: float, unit: Unit) -> Target:
    """Our own number, whatever the other is."""
    return Target("ours", "at most", limit, f"≤ {limit:g} {unit}".strip())


TUTORIAL_CHART = "the tutorial’s page, to its chart"
TUTORIAL_CHANGE = "the tutorial’s page, its change"
IMPORTS = 'python -c "import dash, pandas, sqlalchemy"'

GOALS: Mapping[str, Goal] = {
    "compare": Goal(
        "compare",
        "One authority with ten neighbours: query → view-model → figure → JSON",
        "the bare SQL query",
        "ms",
        at_most(4),
    ),
    "compare-growth": Goal(
        "compare",
        "The same, thirty times the data",
        "the same at the smallest size",
        "ms",
        at_most(1.25),
    ),
    "profile": Goal(
        "profile",
        "/profile over all indicators: query → view-models → HTML",
        "the query that works the ranks out while reading",
        "ms",
        at_most(1 / 3, "≤ 1/3"),
    ),
    "change": Goal(
        "load",
        "Change of indicator over HTTP, second and later visits",
        "the tutorial’s callback",
        "requests/s",
        Target("ratio", "at least", 30, "≥ 30 ×"),
    ),
    "first-visits": Goal(
        "load", "Change of indicator over HTTP, first visits", "the tutorial’s callback", "requests/s", None
    ),
    "publish-parquet": Goal(
        "publishing",
        "Publish the long file, parquet → readable release",
        "pandas reads it, its rows inserted barely",
        "s",
        at_most(3),
    ),
    "publish-xlsx": Goal(
        "publishing",
        "Publish the long file, xlsx → readable release",
        "calamine reads it",
        "s",
        at_most(4),
    ),
    "publish-memory": Goal(
        "publishing", "Peak resident memory while publishing", "", "MB", no_more_than(600, "MB")
    ),
    "first-paint": Goal("browser", "First paint", TUTORIAL_CHART, "ms", at_most(1 / 6, "≤ 1/6")),
    "interactive": Goal(
        "browser", "Chart answers to the pointer", TUTORIAL_CHART, "ms", at_most(1 / 2, "≤ 1/2")
    ),
    "change-drawn": Goal("browser", "Another indicator: chart drawn", TUTORIAL_CHANGE, "ms", at_most(1)),
    "change-interactive": Goal(
        "browser", "Another indicator: chart answers to the pointer", TUTORIAL_CHANGE, "ms", at_most(1.5)
    ),
    "bytes-cold": Goal(
        "browser", "Bytes on the wire, first page", "the tutorial’s page", "kB", at_most(1 / 9, "≤ 1/9")
    ),
    "bytes-second": Goal(
        "browser", "Bytes on the wire, second page", "the tutorial’s page", "kB", no_more_than(30, "kB")
    ),
    "layout-shift": Goal("browser", "Layout shift", "the tutorial’s page", "", no_more_than(0.02, "")),
    "first-response": Goal("pages", "First response of a page, compressed", "", "kB", no_more_than(30, "kB")),
    "first-response-profile": Goal(
        "pages", "First response of /profile over all indicators", "", "kB", no_more_than(60, "kB")
    ),
    "cold-charts": Goal("pages", "All of a first visit, with charts", "", "kB", no_more_than(720, "kB")),
    "cold": Goal("pages", "All of a first visit, without charts", "", "kB", no_more_than(60, "kB")),
    "memory": Goal(
        "memory", "A worker’s own memory (PSS) after 50 visits", "", "MB", no_more_than(120, "MB")
    ),
    "memory-growth": Goal(
        "memory",
        "The same, thirty times the data",
        "the same at the smallest size",
        "MB",
        Target("ratio", "within", 0.1, "± 10 %"),
    ),
    "start": Goal("start", "Start of the server to the first answer, store built", IMPORTS, "s", at_most(2)),
}
GROUPS = tuple(dict.fromkeys(goal.group for goal in GOALS.values()))
