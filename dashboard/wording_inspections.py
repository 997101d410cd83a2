"""Inspections in plain English: an authority's course, its neighbours, the grades of all England. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import comparatives, text, wording
from dashboard.histories import Course, Run, Step
from dashboard.records import Judgement, NeighbourList
from dashboard.views import Tally
from loaders.reference import Area, Framework

# Names that do not read as the name of an inspection.
KINDS = {"ilacs": "ILACS inspection of local authority children's services"}
STEPS: dict[Step, str] = {
    "improved": "Improved since {}",
    "declined": "Declined since {}",
    "same": "The same grade as in {}",
    "new": "Not judged before",
    "dropped": "Not judged this time",
    "reworded": "Not compared: what was judged changed",
    "unclear": "Not compared: no single grade",
    "": "–",
}


def kind(framework: Framework) -> str:
    """A framework as a sentence calls it: `joint area review`."""
    return KINDS.get(framework.id, f"{framework.name[:1].lower()}{framework.name[1:]}")


def scale(framework: Framework) -> tuple[str, ...]:
    """The framework's words for the grades 4, 3, 2 and 1."""
    first: dict[int, str] = {}
    for word, grade in framework.scale.words.items():
        first.setdefault(grade, word)
    return tuple(first.get(grade, str(grade)) for grade in (4, 3, 2, 1))


def month(one: Judgement) -> str:
    """The month of an inspection, as far as known: of its first day, else of its report."""
    return wording.date((one.inspected_from or one.inspected_to or one.published_on)[:7]) or "no date printed"


def course(one: Course) -> str:
    """An aspect through the inspections: `Overall effectiveness: “Good” (3 of 4) in June 2019, …`.

    Empty unless two inspections judged it.
    """
    judged = [each[0] for each in one.judged if len(each) == 1]
    if len(judged) < 2:
        return ""
    said = [f"{wording.graded(each)} in {month(each)}" for each in judged]
    return f"{one.aspect}: {', '.join(said)}."


def earlier(one: Course) -> str:
    """What inspections of the same kind judged before the latest; empty where there is no single grade."""
    judged = [each[0] for each in one.judged[:-1] if len(each) == 1]
    if not judged or not one.judged[-1]:
        return ""
    said = [f"{wording.graded(each)} in {month(each)}" for each in judged]
    return f"The same kind of inspection judged it {wording.joined(said)}."


def step(one: Step, since: str) -> str:
    """What became of a grade since the inspection of a month."""
    return STEPS[one].format(since)


def timeline(area: Area, runs: Sequence[Run], frameworks: Mapping[str, Framework]) -> str:
    """How often an authority was judged, and how the newest inspection with an overall grade judged it."""
    inspections = [each for run in runs for each in run.inspections]
    number = comparatives.count(sum(len(each) for each in inspections))
    of = f"{comparatives.count(len(inspections))} inspection{'' if len(inspections) == 1 else 's'}"
    said = f"{wording.capital(wording.called(area.name))}'s judgements: {number} in {of}"
    kinds = f" of {comparatives.count(len(runs))} kinds" if len(runs) > 1 else ""
    return " ".join([f"{said}{kinds}.", *_overall(runs, frameworks)])


def _overall(runs: Sequence[Run], frameworks: Mapping[str, Framework]) -> list[str]:
    """The newest overall grade, by which kind of inspection; and which kinds gave one without a date."""
    graded = [one for run in runs if run.overall for each in run.overall.judged for one in each if one.grade]
    newest = max((one for one in graded if one.when), key=lambda one: one.when, default=None)
    undated = dict.fromkeys(kind(frameworks[one.framework]) for one in graded if not one.when)
    said: list[str] = []
    if newest:
        which = " that has a date" if undated else ""
        by = f"by the {kind(frameworks[newest.framework])} in {month(newest)}"
        said.append(f"The newest overall grade{which}, {by}, is {wording.graded(newest)}.")
    if undated:
        too = ", too" if newest else ""
        gave = f"The {wording.joined(list(undated))} gave an overall grade{too}"
        said.append(f"{gave}, but no date is printed.")
    return said


# ---- neighbours


def beside(area: Area, neighbours: NeighbourList | None, days: Sequence[str]) -> str:
    """Whom a table sets beside an authority, and how many of them were inspected when (ISO days)."""
    if neighbours is None:
        return f"Only {area.name} is shown: no list of its neighbours is on record."
    of = f"{len(days)} of {len(neighbours.neighbours)}"
    between = f", between {_months(min(days), max(days))}" if days else ""
    nearest = ", the nearest first" if any(neighbours.closeness) else ""
    return (
        f"{area.name} beside {wording.list_name(neighbours.id)}{nearest}. {of} have had such an inspection"
        f"{between}. The latest of each is shown.{_ended(neighbours)}"
    )


def _ended(neighbours: NeighbourList) -> str:
    ended = wording.date(neighbours.valid_to[:7])
    return f" This list was in force until {ended} only." if ended else ""


def _months(first: str, last: str) -> str:
    return f"{wording.date(first[:7])} and {wording.date(last[:7])}"


def counted(counts: Sequence[int], words: Sequence[str]) -> str:
    """Grades counted: `2 outstanding (4), 6 good (3) and 1 inadequate (1)`."""
    said = [
        f"{count} {word} ({grade})"
        for count, word, grade in zip(counts, words, (4, 3, 2, 1), strict=True)
        if count
    ]
    return wording.joined(said)


# ---- all England


def state(one: Tally, words: Sequence[str]) -> str:
    """The state of play on a day: `On 24 March 2025, of 153 authorities 36 were outstanding (4), …`."""
    none = f"; {one.none} had none yet" if one.none else ""
    at = f"At the end of {one.label}" if one.label.isdigit() else f"By {wording.date(one.day[:7])}"
    return f"{at}, of {one.of} authorities: {counted(one.counts, words) or 'none'}{none}."


def own(area: Area, grade: int | None, one: Tally, words: Sequence[str]) -> str:
    """How many share an authority's latest grade."""
    if grade is None:
        return f"{area.name} has none yet."
    place = 4 - grade
    others = one.counts[place] - 1
    word = f"{words[place]} ({grade})"
    if not others:
        return f"{area.name} is the only one that is {word}."
    return f"{area.name} is {word}, as {others} others are."


def judged_together(count: int, of: int) -> str:
    """How many latest judgements are of children in care and care leavers in one."""
    return (
        f"{count} of the {of} latest judgements are from before 2023. {text.JUDGED_TOGETHER}" if count else ""
    )


def lineage(area: Area, before: Sequence[Area], after: Sequence[Area]) -> tuple[str, ...]:
    """Which authorities an authority followed, and which followed it: their inspections are their own."""
    said: list[str] = []
    if before:
        names = wording.joined([one.name for one in before])
        said.append(
            f"{area.name} was made on {wording.date(area.exists_from)} out of {names}. "
            f"{'Their' if len(before) > 1 else 'Its'} inspections are not {area.name}’s, and stand apart."
        )
    if after:
        names = wording.joined([one.name for one in after])
        said.append(f"{area.name} ended on {wording.date(area.exists_to)}. After it came {names}.")
    return tuple(said)
