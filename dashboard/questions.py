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
from dashboard.records import Finding, Judgement, Observation, Source
from dashboard.targets import Target
from loaders.reference import Framework, Indicator

EACH = 5  # indicators furthest behind, and furthest ahead
FEW = 2  # judgements, recommendations, targets
GOOD = 3
FORMAL = ("headline", "additional")
# How urgent a deadline is, by a word in it; others come after these.
URGENT = ("immediate", "three months", "six months")

Outcome = Literal["met", "missed", "later", "unknown", "unclear"]
OPEN: tuple[Outcome, ...] = ("missed", "later", "unknown")  # what is asked about, in this order


class Day(NamedTuple):
    """When an inspection was reported or, as its report has no date, was; else when a paper tells of it."""

    known: Literal["published", "inspected", "reported"]
    day: str

    @property
    def order(self) -> tuple[bool, str]:
        """What has a date of its own comes after what has none, however old that is."""
        return self.known != "reported", self.day

    def after(self, other: Day) -> bool:
        """True if it is known to be later: by the year or month where one of the two has no more."""
        known = min(len(self.day), len(other.day))
        return self.known != "reported" and self.day[:known] > other.day[:known]


NO_DAY = Day("reported", "")


@dataclass(frozen=True)
class Wanting:
    """A judgement below good, with a finding behind it; when it was made, and when a later inspection was.

    `later` is the day of the newest inspection of the whole council of another kind; None unless it is known
    to be later.
    """

    judgement: Judgement
    finding: Finding | None
    when: Day
    later: Day | None


@dataclass(frozen=True)
class Asked:
    """A recommendation with a deadline, and when the inspection was that made it."""

    finding: Finding
    when: Day


@dataclass(frozen=True)
class Questions:
    """What can be asked, the most telling of each kind first.

    `unknown` counts all targets that nothing is known to have become of; `targets` are some of them after
    those that were missed and those of which there are only figures from after their time.
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
    behind = [row for row in clear if row.behind_most]
    ahead = [row for row in reversed(clear) if row.ahead_of_most]
    told: list[tuple[Target, Outcome]] = [(one, outcome(one)) for one in aimed if one.target]
    missed, later, unknown = ([pair for pair in told if pair[1] == wanted] for wanted in OPEN)
    # Some of either, where there are both.
    rest = [*_plainest(later)[: FEW - bool(unknown)], *_plainest(unknown)]
    return Questions(
        tuple(behind[:EACH]),
        tuple(ahead[:EACH]),
        tuple(wanting(inspected)[:FEW]),
        tuple(recommended(inspected)[:FEW]),
        (*missed[:FEW], *rest[:FEW]),
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
        found.append(Wanting(one, _behind(one, inspected.findings), when, last if last.after(when) else None))
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
    """What became of a target, as far as can be said: judged by the figure for its own time alone.

    Later if there are only figures from after its time, unknown without even these. Unclear where figure and
    target cannot be set side by side: without date or direction, in another unit, after a change of
    definition, or if the figure is not exact.
    """
    target, due, figure = one.target, one.due, one.reached or one.newest
    if target is None:
        return "unclear"
    if figure is None:
        return "unknown"
    if due is None:
        return "unclear"
    if figure.closes < due.closes:
        return "unknown"
    if target.unit != one.indicator.unit or not _alike(one, figure):
        return "unclear"
    if one.reached is None:  # none for its time; or several, of which the newest is one
        return "unclear" if figure.period == due.label else "later"
    return _reached(one.indicator, one.reached, target.value)


def _alike(one: Target, figure: Observation) -> bool:
    """True if a figure counts what the target did, exactly, and one end is better."""
    changed = any(_start(one) < year(each.since) < figure.closes for each in one.indicator.breaks)
    return not (figure.qualifier or figure.value is None or changed or one.indicator.polarity == "none")


def _reached(indicator: Indicator, figure: Observation, level: float) -> Outcome:
    over = (figure.value or 0.0) - level
    short = over < 0 if indicator.polarity == "high" else over > 0
    return "missed" if short and comparatives.size(over, indicator) else "met"


def _start(one: Target) -> float:
    """From when on a definition must not have changed: the baseline's period, else the target's."""
    start = one.started or one.due
    return start.opens if start else 0.0


def _plainest(found: Sequence[tuple[Target, Outcome]]) -> list[tuple[Target, Outcome]]:
    """One a measure: first those that say where the council started and by when, then as in the papers."""
    once: dict[str, tuple[Target, Outcome]] = {}
    for pair in sorted(found, key=lambda pair: _vagueness(pair[0])):
        once.setdefault(pair[0].indicator.id, pair)
    return list(once.values())


def _vagueness(one: Target) -> int:
    target, baseline = one.target, one.baseline
    return (
        (not (baseline and baseline.period)) + (not (target and target.period)) + (one.indicator.unit != "%")
    )
