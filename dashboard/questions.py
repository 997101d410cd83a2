"""What a committee could ask of an authority: its most telling figures, judgements and targets. Pure.

Nothing is asked of what cannot be compared: of indicators only those that a profile puts in order, of targets
only those in the unit and direction of their figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dashboard import comparatives, histories
from dashboard.benchmark import year
from dashboard.profiles import Row
from dashboard.records import Finding, Judgement, Observation, Source, years
from dashboard.targets import Target
from loaders import periods
from loaders.reference import Framework

EACH = 5  # indicators furthest behind, and furthest ahead
FEW = 2  # judgements, recommendations, targets
MIDDLE = 0.5
GOOD = 3
FORMAL = ("headline", "additional")
# How urgent a deadline is, by a word in it; others come after these.
URGENT = ("immediate", "three months", "six months")

Outcome = Literal["met", "missed", "unknown", "unclear"]


class Day(NamedTuple):
    """When an inspection was reported or, as its report has no date, was; else when a paper tells of it."""

    known: Literal["published", "inspected", "reported"]
    day: str

    @property
    def order(self) -> tuple[bool, str]:
        """What has a date of its own comes after what has none, however old that is."""
        return self.known != "reported", self.day


NO_DAY = Day("reported", "")


@dataclass(frozen=True)
class Wanting:
    """A judgement below good, with a finding behind it; when it was made, and when a later inspection was.

    `later` is the day of the newest inspection of the whole council of another kind; empty without one.
    """

    judgement: Judgement
    finding: Finding | None
    when: Day
    later: str


@dataclass(frozen=True)
class Asked:
    """A recommendation with a deadline, and when the inspection was that made it."""

    finding: Finding
    when: Day


@dataclass(frozen=True)
class Questions:
    """What can be asked, the most telling of each kind first.

    `unknown` counts all targets that nothing is known to have become of; `targets` are some of them after
    those that were missed.
    """

    behind: tuple[Row, ...]
    ahead: tuple[Row, ...]
    wanting: tuple[Wanting, ...]
    asked: tuple[Asked, ...]
    targets: tuple[tuple[Target, Outcome], ...]
    unknown: int

    def __bool__(self) -> bool:
        """True if there is anything to ask."""
        return any((self.behind, self.ahead, self.wanting, self.asked, self.targets))


@dataclass(frozen=True)
class Inspected:
    """What inspectors said of an authority: judgements and findings, and what these refer to."""

    judged: Sequence[Judgement]
    findings: Sequence[Finding]
    sources: Mapping[str, Source]
    frameworks: Mapping[str, Framework]

    def when(self, inspection: str) -> Day:
        """When an inspection was, as far as known."""
        here = [one for one in self.judged if one.inspection == inspection]
        return max(map(self._day, here), key=lambda one: one.order, default=NO_DAY)

    def _day(self, one: Judgement) -> Day:
        known = "published" if one.published_on else "inspected" if one.when else "reported"
        return Day(known, histories.when(one, self.sources))


def questions(ordered: Sequence[Row], inspected: Inspected, aimed: Sequence[Target]) -> Questions:
    """The questions; `ordered` are the rows of a profile in order, the furthest behind first."""
    clear = [row for row in ordered if _clear(row)]
    behind = [row for row in clear if row.behind > MIDDLE]
    ahead = [row for row in reversed(clear) if row.behind < MIDDLE]
    told = [(one, outcome(one)) for one in aimed if one.target]
    unknown = [one for one, became in told if became == "unknown"]
    missed: list[tuple[Target, Outcome]] = [(one, "missed") for one, became in told if became == "missed"]
    asked: list[tuple[Target, Outcome]] = [(one, "unknown") for one in _plainest(unknown)]
    return Questions(
        tuple(behind[:EACH]),
        tuple(ahead[:EACH]),
        tuple(wanting(inspected)[:FEW]),
        tuple(recommended(inspected)[:FEW]),
        (*missed[:FEW], *asked[:FEW]),
        len(unknown),
    )


def _clear(row: Row) -> bool:
    """True if the figure differs from the middle neighbour's by more than rounding hides.

    A figure without a place is of an authority that no longer existed: nothing is asked of it.
    """
    if row.place is None or row.own is None or row.own.value is None or row.middle is None:
        return False
    return bool(comparatives.size(row.own.value - row.middle, row.measure))


# ---- inspections


def wanting(inspected: Inspected) -> list[Wanting]:
    """Judgements below good of the newest inspection of each kind, one a theme.

    The newest inspection first; of it the lowest grade, and of these one with a finding behind it.
    """
    whole = [one for one in inspected.judged if inspected.frameworks[one.framework].whole_council]
    newest: dict[str, str] = {}
    for one in sorted(whole, key=lambda one: inspected.when(one.inspection).order):
        newest[one.framework] = one.inspection
    last = max(map(inspected.when, newest.values()), key=lambda one: one.order, default=NO_DAY)
    low = [
        one
        for one in whole
        if one.inspection == newest[one.framework]
        and one.kind in FORMAL
        and one.grade is not None
        and one.grade < GOOD
    ]
    found: list[Wanting] = []
    for one in low:
        when = inspected.when(one.inspection)
        later = last.day if last.known != "reported" and last.day > when.day else ""
        found.append(Wanting(one, _behind(one, inspected.findings), when, later))
    found.sort(key=lambda one: (one.finding is None, one.judgement.grade))
    found.sort(key=lambda one: one.when.order, reverse=True)
    once: dict[tuple[str, str], Wanting] = {}
    for one in found:
        once.setdefault((one.judgement.inspection, one.judgement.theme), one)
    return list(once.values())


def _behind(one: Judgement, findings: Sequence[Finding]) -> Finding | None:
    """A weakness on a judgement's theme, from the same inspection; None if the paper gives none."""
    return next(
        (
            each
            for each in findings
            if each.kind == "weakness" and (each.inspection, each.theme) == (one.inspection, one.theme)
        ),
        None,
    )


def recommended(inspected: Inspected) -> list[Asked]:
    """Recommendations that have a deadline, of the newest inspection with any; the most urgent first."""
    dated = [one for one in inspected.findings if one.kind == "recommendation" and one.deadline]
    days = {one.inspection: inspected.when(one.inspection) for one in dated}
    newest = max(days.values(), key=lambda one: one.order, default=NO_DAY)
    found = [Asked(one, newest) for one in dated if days[one.inspection] == newest]
    return sorted(found, key=lambda one: _urgency(one.finding.deadline))


def latest(inspected: Inspected) -> str:
    """The newest inspection that has any findings; empty without one."""
    names = dict.fromkeys(one.inspection for one in inspected.findings)
    return max(names, key=lambda name: inspected.when(name).order, default="")


def _urgency(deadline: str) -> int:
    return next((at for at, word in enumerate(URGENT) if word in deadline.casefold()), len(URGENT))


# ---- targets


def outcome(one: Target) -> Outcome:
    """What became of a target, as far as can be said.

    Unknown without a figure for its time or later. Unclear where figure and target cannot be set side by
    side: without date or direction, in another unit, after a change of definition, or if the figure is not
    exact.
    """
    target, figure = one.target, one.newest
    due = periods.parse(target.period, one.indicator.period) if target and target.period else None
    if target is None:
        return "unclear"
    if figure is None:
        return "unknown"
    if due is None or not due.end:
        return "unclear"
    if figure.closes < years(due.end, opening=False):
        return "unknown"
    return _reached(one, figure, target.value) if target.unit == one.indicator.unit else "unclear"


def _reached(one: Target, figure: Observation, level: float) -> Outcome:
    changed = any(year(each.since) > _start(one) for each in one.indicator.breaks)
    if figure.qualifier or figure.value is None or changed or one.indicator.polarity == "none":
        return "unclear"
    short = figure.value < level if one.indicator.polarity == "high" else figure.value > level
    return "missed" if short and comparatives.size(figure.value - level, one.indicator) else "met"


def _start(one: Target) -> float:
    """From when on a definition must not have changed: the baseline's period, else the target's."""
    first = one.baseline if one.baseline and one.baseline.period else one.target
    start = periods.parse(first.period, one.indicator.period) if first else None
    return years(start.start, opening=True) if start and start.start else 0.0


def _plainest(unknown: Sequence[Target]) -> list[Target]:
    """One a measure: first those that say where the council started and by when, then as in the papers."""
    ordered = sorted(unknown, key=_vagueness)
    once: dict[str, Target] = {}
    for one in ordered:
        once.setdefault(one.indicator.id, one)
    return list(once.values())


def _vagueness(one: Target) -> int:
    target, baseline = one.target, one.baseline
    return (
        (not (baseline and baseline.period)) + (not (target and target.period)) + (one.indicator.unit != "%")
    )
