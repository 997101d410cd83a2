"""Medians, ratios, and the page that holds them. Pure: what was measured goes in, text comes out."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.goals import GOALS, Goal

OPENING = """\
# Benchmarks

Made by `make bench` in one run: ours and what stands beside it take turns, and each number is a median.
Trust the ratios, the bytes and the memory; milliseconds belong to the machine below."""
HEAD = ("measure", "at", "ours", "beside", "ratio", "target", "met")


@dataclass(frozen=True)
class Result:
    """What was measured for a goal (a key of GOALS), in its unit; one number a run, alternating.

    `at` is the size of the store or the network, where there are several. `beside` is empty where nothing
    stands beside. `note` says what a reader must know of these numbers.
    """

    goal: str
    ours: Sequence[float]
    beside: Sequence[float] = ()
    at: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours in proportion to what stands beside it, of the medians; None where that is nothing or zero."""
        other = statistics.median(self.beside) if self.beside else 0
        return statistics.median(self.ours) / other if other else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        target = GOALS[self.goal].target
        return None if target is None else target.met(statistics.median(self.ours), self.ratio)


def number(value: float) -> str:
    """Three significant figures, without an exponent; figures before the point are all kept."""
    places = 0 if value == 0 else max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{places}f}"


def _measured(values: Sequence[float], unit: str) -> str:
    return f"{number(statistics.median(values))} {unit}".strip() if values else "–"


def row(result: Result) -> list[str]:
    """A result as cells under HEAD."""
    goal = GOALS[result.goal]
    beside = _measured(result.beside, goal.unit)
    met = {True: "yes", False: "**no**", None: "–"}[result.met]
    return [
        goal.measure,
        result.at or "–",
        _measured(result.ours, goal.unit),
        f"{beside}, {goal.beside}" if goal.beside and result.beside else beside,
        f"{number(result.ratio)} ×" if result.ratio is not None else "–",
        goal.target.said if goal.target else "–",
        met,
    ]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def in_order(results: Iterable[Result]) -> list[Result]:
    """Results in the order of GOALS, those of one goal as they were measured."""
    order = list(GOALS)
    return sorted(results, key=lambda result: order.index(result.goal))


def reasons(results: Sequence[Result], why: Mapping[str, str]) -> list[str]:
    """A line for each missed target: what the time is spent on, by goal, from `why`."""
    missed = dict.fromkeys(result.goal for result in results if result.met is False)
    return [f"- {_name(GOALS[goal])}: {why.get(goal, 'not looked into yet.')}" for goal in missed]


def _name(goal: Goal) -> str:
    return f"**{goal.measure}** ({goal.target.said})" if goal.target else f"**{goal.measure}**"


def document(
    results: Sequence[Result], machine: Mapping[str, str], why: Mapping[str, str], spent: Sequence[str]
) -> str:
    """The whole page. `machine` is facts by name, `spent` lines on where the time of a measure goes."""
    results = in_order(results)
    missed = reasons(results, why)
    notes = [
        f"- {GOALS[one.goal].measure}{f' ({one.at})' if one.at else ''}: {one.note}"
        for one in results
        if one.note
    ]
    parts = [
        OPENING,
        table(HEAD, map(row, results)),
        "## Missed targets\n\n" + "\n".join(missed) if missed else "Every target is met.",
        "## Where the time goes\n\n" + "\n".join(f"- {line}" for line in spent) if spent else "",
        "## Notes\n\n" + "\n".join(notes) if notes else "",
        "## Machine\n\n" + table(("what", "here"), machine.items()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
