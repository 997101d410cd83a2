"""What a committee could ask -> the questions, word by word. Pure.

Each is a question, and beside it what is known, with its period and of how many: never why, never a verdict.
"""

from __future__ import annotations

from typing import NamedTuple

from dashboard import numbers, text, wording, wording_benchmark, wording_profile
from dashboard.profiles import Row
from dashboard.questions import Asked, Day, Outcome, Wanting
from dashboard.targets import Target
from loaders.reference import Area


class Said(NamedTuple):
    """A question in three parts, the middle one a link, and what is known."""

    before: str
    link: str
    after: str
    known: str


def behind(row: Row, area: Area) -> Said:
    """Why most of the neighbours do better on a measure."""
    return Said(f"Why do {_of(row, row.better)} do better on ", _name(row), "?", _known(row, area))


def ahead(row: Row, area: Area) -> Said:
    """What puts an authority ahead of most of its neighbours on a measure."""
    worse = len(row.near) - row.better - row.same
    before = f"What puts {wording.called(area.name)} ahead of {_of(row, worse)} on "
    return Said(before, _name(row), ", and will it last?", _known(row, area))


def _of(row: Row, number: int) -> str:
    used = len(row.near)
    which = "neighbours" if used == row.total else "neighbours that have a figure"
    return f"all {used} {which}" if number == used else f"{number} of the {used} {which}"


def _name(row: Row) -> str:
    return wording_profile.name(row).strip()


def _known(row: Row, area: Area) -> str:
    """The authority's figure and the middle neighbour's, with the period."""
    one, measure = row.own, row.measure
    if one is None:
        return ""
    middle = numbers.brief(row.middle, measure.unit, measure.decimals)
    period = wording_benchmark.labelled(row.series.period)
    status = (
        f", {one.status}" if one.status in wording_benchmark.NOT_FINAL and one.status not in period else ""
    )
    return (
        f"{_subject(area)} had {numbers.legible(one, measure)}, the middle neighbour {middle} "
        f"({period}{status})."
    )


def wanting(one: Wanting) -> Said:
    """What was done about a judgement below good."""
    judged = one.judgement
    aspect = f"{judged.section}: {wording.small(judged.aspect)}" if judged.section else judged.aspect
    after = f"” as {wording.graded(judged)} {_in(one.when)}?"
    found = f"They found: {one.finding.text}" if one.finding else text.NO_FINDING_BEHIND
    return Said("What has been done since inspectors judged “", aspect, after, f"{found}{_later(one.later)}")


def _later(day: Day | None) -> str:
    if day is None:
        return ""
    was = "was reported" if day.known == "published" else "was"
    return f" A later inspection, of another kind, {was} in {wording.date(day.day[:7])}."


def asked(one: Asked) -> Said:
    """Whether a recommendation was carried out."""
    after = f" {_in(one.when)} ({text.DEADLINE}: {wording.small(one.finding.deadline)})?"
    return Said("Has this been done, which ", text.INSPECTORS_ASKED, after, one.finding.text)


def target(one: Target, became: Outcome, area: Area) -> Said:
    """Why a target was missed, how it stands now where only later figures are held, or what became of it."""
    aim, then, newest = one.target, one.reached, one.newest
    if aim is None:
        return Said("", "", "", "")
    due = (aim.due or aim.period).removeprefix("by ")
    aimed = f"{_subject(area)} aimed for {numbers.level(aim)}{f' ({text.DEADLINE}: {due})' if due else ''}"
    name = wording.measure(one.indicator, one.breakdown)
    if became == "missed" and then is not None:
        figure = f"{numbers.published(then, one.indicator.unit)} ({then.period})"
        return Said("Why was the target missed for ", name, "?", f"{aimed}; the figure then was {figure}.")
    if became == "later" and newest is not None:
        figure = f"{numbers.published(newest, one.indicator.unit)} ({newest.period})"
        known = f"{aimed}. No single figure for {aim.period} is held here; the newest is {figure}."
        return Said("How does it stand now with ", name, "?", known)
    base = one.baseline
    from_where = f", from {numbers.level(base)}{f' ({base.period})' if base.period else ''}" if base else ""
    return Said("What became of the target for ", name, "?", f"{aimed}{from_where}. {text.NOTHING_SINCE}")


def more_targets(number: int) -> str:
    """How many more targets nothing is known to have become of; empty without any."""
    if number < 1:
        return ""
    return f"{number} more {'target has' if number == 1 else 'targets have'} no figure since either."


def _in(when: Day) -> str:
    """When something was, in a sentence: the month is enough."""
    month = wording.date(when.day[:7])
    if not month:
        return "at an unknown date"
    if when.known == "reported":
        return f"in an inspection that a paper of {month} describes"
    return f"in a report of {month}" if when.known == "published" else f"in {month}"


def _subject(area: Area) -> str:
    return wording.capital(wording.called(area.name))
