"""Words that all sentences share: dates, lists, judgements, targets, names of measures. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from dashboard import numbers, text
from dashboard.benchmark import Benchmark
from dashboard.records import Judgement, NeighbourList, Source
from dashboard.targets import Target
from loaders.reference import Area, Indicator

GRADES = {4: "outstanding", 3: "good", 2: "adequate", 1: "inadequate"}
ORDINALS = {1: "st", 2: "nd", 3: "rd"}
LIST_NAMES = {
    "committee-2012": "the ten authorities in the committee's 2012 table",
    "dfe-2025": "the ten statistical neighbours of May 2025",
    "dfe-2025-former": "the last ten statistical neighbours of a former authority",
    "own-group": "your own group",
    "region": "the other authorities of its region",
}
WITH_ARTICLE = ("City of", "Isle", "East Riding")
NAMED_BY = "named-by-"  # before the id of a list that is read the other way round
LIST_OPTIONS = {
    "committee-2012": "The committee's table, 2012",
    "dfe-2025": "Statistical neighbours, 2025",
    "dfe-2025-former": "Statistical neighbours, last list",
    "own-group": "Your own group",
    "region": "Its region",
}


def date(iso: str) -> str:
    """An ISO date in words, as far as it is known."""
    if not iso:
        return ""
    year, month, day = [*iso.split("-"), "", ""][:3]
    parts = [str(int(day)) if day else "", calendar.month_name[int(month)] if month else "", year]
    return " ".join(part for part in parts if part)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else ORDINALS.get(number % 10, "th")
    return f"{number}{ending}"


def direction(polarity: str) -> str:
    """Which way is better."""
    return {"low": text.LOWER, "high": text.HIGHER}.get(polarity, text.NO_DIRECTION)


def list_name(list_id: str) -> str:
    """A neighbour list as people call it."""
    if list_id.startswith(NAMED_BY):
        return (
            f"the authorities that name it as theirs ({list_option(list_id.removeprefix(NAMED_BY)).lower()})"
        )
    return LIST_NAMES.get(list_id, f"the list “{list_id}”")


def list_option(list_id: str) -> str:
    """A neighbour list in a few words, for choosing it."""
    if list_id.startswith(NAMED_BY):
        return f"Those that name it: {list_option(list_id.removeprefix(NAMED_BY)).lower()}"
    return LIST_OPTIONS.get(list_id, list_id)


def called(name: str) -> str:
    """An authority's name within a sentence: the City of London."""
    return f"the {name}" if name.startswith(WITH_ARTICLE) else name


def capital(said: str) -> str:
    """A sentence with a capital letter."""
    return f"{said[:1].upper()}{said[1:]}"


def small(said: str) -> str:
    """A heading within a sentence."""
    return f"{said[:1].lower()}{said[1:]}"


def joined(parts: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def when(one: Judgement, source: Source | None) -> str:
    """When an inspection was, as far as its paper says."""
    if one.published_on:
        return f"published {date(one.published_on)}"
    if one.inspected_to or one.inspected_from:
        return f"inspected {date(one.inspected_to or one.inspected_from)}"
    return f"no date printed; reported {date(source.published_on)}" if source else "no date printed"


def word(one: Judgement) -> str:
    """What a badge says beside the grade: the printed word; for a bare number also what it means."""
    printed = one.printed.split(";")[0].strip()
    return f"{GRADES[one.grade]}, printed {printed}" if printed.isdigit() and one.grade else printed


def graded(one: Judgement) -> str:
    """A judgement in a sentence: `inadequate (1 of 4)`."""
    said = one.printed.split(";")[0].strip()
    if not one.grade:
        return f"“{said}” (on no scale)"
    meant = f"{GRADES[one.grade]}, " if said.isdigit() else ""
    return f"“{said}” ({meant}{one.grade} of 4)"


def glance(area: Area, framework: str, latest: Sequence[Judgement], said_when: str) -> str:
    """Where an authority stands, by its latest inspection: the judgements given, in one sentence."""
    if not latest:
        return f"{text.NO_JUDGEMENTS} Figures that other papers print about {area.name} are below."
    said = [f"{subject(one)} {graded(one)}" for one in latest]
    kind = framework if framework[:2].isupper() else f"{framework[:1].lower()}{framework[1:]}"
    return (
        f"At the latest inspection we hold, the {kind} ({said_when}), {area.name} was judged: {joined(said)}."
    )


def subject(one: Judgement) -> str:
    """What was judged, within a sentence."""
    if one.section and one.aspect.casefold().startswith("overall"):
        return one.section.casefold()
    return one.aspect[:1].casefold() + one.aspect[1:] if not one.aspect[:2].isupper() else one.aspect


def since(target: Target) -> str:
    """The newest figure since a baseline; without a dated baseline the newest there is, which it says."""
    unit = target.indicator.unit
    if target.since:
        return f"{numbers.published(target.since, unit)} ({target.since.period})"
    if target.newest and not target.dated:
        newest = f"{numbers.published(target.newest, unit)} ({target.newest.period})"
        return f"{newest}; {'the baseline has no date' if target.baseline else 'no baseline is printed'}"
    return text.NO_FIGURE_SINCE


def coverage(neighbours: NeighbourList | None, view: Benchmark, end: str) -> str:
    """Which list a comparison uses, whether it was in force, and how many of it have a figure."""
    if neighbours is None:
        return f"{text.NO_LIST}. {text.NO_LIST_WHY}"
    average = view.neighbours
    period = f", {view.period}" if end else ""
    said = [
        f"Compared with {list_name(neighbours.id)}{period}: {average.used} of {average.total} have a figure."
    ]
    if average.used and average.mean is None:
        said.append(text.COUNTS_NOT_COMPARED)
    if not neighbours.covers(end):
        said.append(_outside(neighbours, view.indicator.last_update) if end else text.LIST_UNDATED)
    return " ".join(said)


def _outside(neighbours: NeighbourList, published: str) -> str:
    """That a list was not in force in the period shown; whether it was when the figures were published."""
    return text.IN_FORCE_WHEN_PUBLISHED if neighbours.covers(published) else text.OUTSIDE_ITS_DATES


def measure(indicator: Indicator, breakdown: str) -> str:
    """An indicator's name with the group that a figure is about."""
    return f"{indicator.name}: {breakdown_words(breakdown)}" if breakdown else indicator.name


def breakdown_words(breakdown: str) -> str:
    """`Age: 16; Sex: Female` as people say it."""
    return ", ".join(
        f"{name.strip().lower()} {value.strip()}"
        for name, _, value in (p.partition(":") for p in breakdown.split(";") if p.strip())
    )
