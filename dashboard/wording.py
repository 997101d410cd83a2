"""View-model -> plain-English sentences, exact and hedged where the figures are. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from dashboard import numbers, text
from dashboard.benchmark import Benchmark, Standing
from dashboard.records import Judgement, NeighbourList, Source
from loaders.reference import Area, Indicator

GRADES = {4: "outstanding", 3: "good", 2: "adequate", 1: "inadequate"}
ORDINALS = {1: "st", 2: "nd", 3: "rd"}
LIST_NAMES = {
    "committee-2012": "the ten authorities in the committee's 2012 table",
    "dfe-2025": "the ten statistical neighbours of May 2025",
}
LIST_OPTIONS = {
    "committee-2012": "The committee's table, 2012",
    "dfe-2025": "Statistical neighbours, 2025",
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
    return LIST_NAMES.get(list_id, list_id)


def list_option(list_id: str) -> str:
    """A neighbour list in a few words, for choosing it."""
    return LIST_OPTIONS.get(list_id, list_id)


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
    word = one.printed.split(";")[0].strip()
    return f"“{word}” ({one.grade} of 4)" if one.grade else f"“{word}” (on no scale)"


def glance(area: Area, framework: str, latest: Sequence[Judgement], said_when: str) -> str:
    """Where an authority stands, by its latest inspection: the judgements given, in one sentence."""
    if not latest:
        return f"{text.NO_JUDGEMENTS} Figures that other papers print about {area.name} are below."
    said = [f"{_subject(one)} {graded(one)}" for one in latest]
    return f"At the latest inspection we hold, the {framework[:1].lower()}{framework[1:]} ({said_when}), {area.name} was judged: {joined(said)}."


def _subject(one: Judgement) -> str:
    if one.section and one.aspect.casefold().startswith("overall"):
        return one.section.casefold()
    return one.aspect[:1].casefold() + one.aspect[1:] if not one.aspect[:2].isupper() else one.aspect


def figure(view: Benchmark) -> str:
    """What the latest figure is."""
    name, period = view.area.name, view.period
    if view.latest is None:
        return (
            f"No figure of {name} is in the papers we hold."
            if not period
            else f"{name} has no figure for {period}."
        )
    if view.latest.value is None:
        return f"{name}'s figure for {period} is {numbers.published(view.latest, view.indicator.unit)}."
    when = "no date given" if period == "undated" else period
    return f"{name}: {numbers.published(view.latest, view.indicator.unit)} ({when})."


def differences(view: Benchmark) -> list[str]:
    """How far the latest figure is from the threshold, England, the region and the neighbours' average."""
    if view.latest is None or view.latest.value is None:
        return []
    unit, decimals = view.indicator.unit, view.indicator.decimals
    found: list[str] = []
    held: list[tuple[str, float, str]] = []
    if view.threshold:
        held.append(("the national threshold of", view.threshold.value, numbers.level(view.threshold)))
    if view.england and view.england.value is not None:
        held.append(("England's", view.england.value, numbers.published(view.england, unit)))
    if view.region and view.region.value is not None:
        held.append(("the region's", view.region.value, numbers.published(view.region, unit)))
    for name, one in view.groups:
        if one.value is not None:
            held.append((f"the figure that the paper gives for {name.lower()},", one.value, numbers.published(one, unit)))
    for whose, value, printed in held:
        found.append(f"{_gap(view.latest.value - value, unit, decimals)} {whose} {printed}")
    average = view.neighbours
    if average.mean is not None:
        printed = numbers.computed(average.mean, unit, decimals)
        gap = _gap(view.latest.value - average.mean, unit, decimals)
        found.append(
            f"{gap} the average of {printed} of {list_name(view.list)} ({average.used} of {average.total} have a figure)"
        )
    return found


def _gap(difference: float, unit: str, decimals: int) -> str:
    size = numbers.rounded(abs(difference), decimals)
    if float(size.replace(",", "")) == 0:
        return "the same as"
    measured = f"{size} percentage points" if unit == "%" else numbers.with_unit(size, unit)
    return f"{measured} {'above' if difference > 0 else 'below'}"


def standing(view: Benchmark) -> str:
    """The place among those compared; empty without one. Always says of how many, and who they are."""
    place = view.standing
    if place is None:
        return ""
    who = "authorities in England" if place.scope == "england" else f"{place.of} authorities in the table"
    low = view.indicator.polarity == "low"
    if place.scope == "table":
        if place.rank == place.of:
            return f"It is the {'highest' if low else 'lowest'} of the {who}."
        if place.rank == 1:
            return f"It is the {'lowest' if low else 'highest'} of the {who}."
    published = f" ({place.of} of {place.listed} published)" if place.of < WHOLE * place.listed else ""
    return f"It is {ordinal(place.rank)} best of the {who if place.scope == 'table' else f'{place.of} {who}'}{published}."


WHOLE = 0.9


def place(standing: Standing | None) -> str:
    """`11th of 11`, for a table's cell."""
    return f"{ordinal(standing.rank)} of {standing.of}" if standing else "not ranked"


def compared(view: Benchmark) -> str:
    """The whole message of an indicator's page and chart: the figure, what it is held against, the place."""
    gaps = differences(view)
    sentence = f" That is {joined(gaps)}." if gaps else ""
    better = f" {direction(view.indicator.polarity)}." if view.indicator.polarity != "none" else ""
    return f"{figure(view)}{sentence} {standing(view)}{better}".replace("  ", " ").strip()


def change(view: Benchmark) -> str:
    """The change from the period right before, naming both; empty where there is none to give."""
    if view.change is None or view.latest is None:
        return ""
    unit, decimals = view.indicator.unit, view.indicator.decimals
    size = numbers.rounded(abs(view.change), decimals)
    if float(size.replace(",", "")) == 0:
        return f"No change between {view.change_from} and {view.period}."
    measured = f"{size} percentage points" if unit == "%" else numbers.with_unit(size, unit)
    return (
        f"{'Up' if view.change > 0 else 'Down'} by {measured} between {view.change_from} and {view.period}."
    )


def coverage(neighbours: NeighbourList | None, view: Benchmark, end: str) -> str:
    """Which list a comparison uses, whether it was in force, and how many of its authorities have a figure."""
    if neighbours is None:
        return f"{text.NO_LIST}. {text.NO_LIST_WHY}"
    average = view.neighbours
    outside = "" if neighbours.covers(end) else f" {text.OUTSIDE_ITS_DATES}"
    return (
        f"Compared with {list_name(neighbours.id)}, {view.period or 'no period'}: "
        f"{average.used} of {average.total} have a figure.{outside}"
    )


def measure(indicator: Indicator, breakdown: str) -> str:
    """An indicator's name with the group that a figure is about."""
    return f"{indicator.name}: {breakdown_words(breakdown)}" if breakdown else indicator.name


def breakdown_words(breakdown: str) -> str:
    """`Age: 16; Sex: Female` as people say it."""
    return ", ".join(
        f"{name.strip().lower()} {value.strip()}"
        for name, _, value in (p.partition(":") for p in breakdown.split(";"))
    )
