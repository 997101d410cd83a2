"""What one authority was judged, inspection after inspection: only ever within one framework. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.records import Judgement, Source
from loaders.ofsted import REWORDED

Step = Literal["improved", "declined", "same", "new", "dropped", "reworded", "unclear", ""]


@dataclass(frozen=True)
class Course:
    """One aspect through the inspections of a run: what each judged of it.

    That is nothing for an inspection that did not judge it, and several things where a source contradicts
    itself.
    """

    section: str
    aspect: str
    judged: tuple[tuple[Judgement, ...], ...]

    @property
    def step(self) -> Step:
        """What became of the grade between the last two inspections; empty where there is nothing to say."""
        return step(self.judged[-2], self.judged[-1]) if len(self.judged) > 1 else ""


@dataclass(frozen=True)
class Run:
    """An authority's inspections under one framework, in time order, and the aspects that they judged."""

    framework: str
    inspections: tuple[tuple[Judgement, ...], ...]
    courses: tuple[Course, ...]

    @property
    def several(self) -> bool:
        """True if there was more than one inspection, so that an aspect has a course."""
        return len(self.inspections) > 1

    def latest(self, sources: Mapping[str, Source]) -> str:
        """The date of the newest inspection."""
        return when(self.inspections[-1][0], sources)

    @property
    def overall(self) -> Course | None:
        """The course of the overall judgement; None if there is none, or one for each section."""
        found = [one for one in self.courses if one.aspect.casefold().startswith("overall")]
        return found[0] if len(found) == 1 else None


def when(one: Judgement, sources: Mapping[str, Source]) -> str:
    """The date to sort by: the judgement's own, else that of the paper that reports it."""
    source = sources.get(one.place.source)
    return one.when or (source.published_on if source else "")


def runs(judged: Sequence[Judgement], sources: Mapping[str, Source]) -> tuple[Run, ...]:
    """An authority's formal judgements as runs, the framework first that inspected it first."""
    ordered = sorted(judged, key=lambda one: when(one, sources))
    made: list[Run] = []
    for framework in dict.fromkeys(one.framework for one in ordered):
        here = [one for one in ordered if one.framework == framework]
        inspections = tuple(
            tuple(one for one in here if one.inspection == name)
            for name in dict.fromkeys(one.inspection for one in here)
        )
        aspects = dict.fromkeys((one.section, one.aspect) for one in here)
        courses = tuple(
            Course(
                section,
                aspect,
                tuple(
                    tuple(one for one in each if (one.section, one.aspect) == (section, aspect))
                    for each in inspections
                ),
            )
            for section, aspect in aspects
        )
        made.append(Run(framework, inspections, courses))
    return tuple(made)


def step(before: Sequence[Judgement], after: Sequence[Judgement]) -> Step:
    """What became of an aspect from one inspection to the next of the same framework."""
    if not before or not after:
        return "new" if after else "dropped" if before else ""
    if len(before) > 1 or len(after) > 1 or before[0].grade is None or after[0].grade is None:
        return "unclear"
    if reworded(before[0].note) != reworded(after[0].note):
        return "reworded"
    if before[0].grade == after[0].grade:
        return "same"
    return "improved" if after[0].grade > before[0].grade else "declined"


def reworded(note: str) -> bool:
    """True if a judgement's note says that children in care and care leavers were judged as one."""
    return REWORDED in note
