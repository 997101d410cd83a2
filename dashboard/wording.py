"""View-model -> plain-English sentences, exact and hedged where the figures are. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from dashboard import numbers, text
from dashboard.benchmark import WHOLE_COUNTRY, Benchmark, Standing
from dashboard.records import Judgement, NeighbourList, Observation, Source
from dashboard.targets import Target
from loaders.reference import Area, Indicator

GRADES = {4: "outstanding", 3: "good", 2: "adequate", 1: "inadequate"}
ORDINALS = {1: "st", 2: "nd", 3: "rd"}
# What is said of a difference in a unit; of all others above and below.
THAN = {
    "days": ("more than", "less than"),
    "months": ("more than", "less than"),
    "number": ("more than", "fewer than"),
    "full-time equivalents": ("more than", "fewer than"),
}
ENDS = {"days": ("shortest", "longest"), "months": ("shortest", "longest")}
QUARTERS = {"A": "best", "B": "second-best", "C": "third-best", "D": "last"}
NOT_FINAL = ("provisional", "revised", "estimate")
NEAR = ("about", "nearly")  # printed before a number that is not exact, but near
MISSING = {
    "suppressed": "it is not shown, to protect people",
    "not available": "it is not available",
    "not applicable": "the measure does not apply there",
    "low": "it rounds to zero",
    "unreliable": "it is too unreliable to show",
}
LIST_NAMES = {
    "committee-2012": "the ten authorities in the committee's 2012 table",
    "dfe-2025": "the ten statistical neighbours of May 2025",
    "dfe-2025-former": "the last ten statistical neighbours of a former authority",
    "own-group": "your own group",
    "region": "the other authorities of its region",
}
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
    said = [f"{_subject(one)} {graded(one)}" for one in latest]
    kind = framework if framework[:2].isupper() else f"{framework[:1].lower()}{framework[1:]}"
    return (
        f"At the latest inspection we hold, the {kind} ({said_when}), {area.name} was judged: {joined(said)}."
    )


def _subject(one: Judgement) -> str:
    if one.section and one.aspect.casefold().startswith("overall"):
        return one.section.casefold()
    return one.aspect[:1].casefold() + one.aspect[1:] if not one.aspect[:2].isupper() else one.aspect


def figure(view: Benchmark) -> str:
    """What the latest figure is, or that there is none and why."""
    name, one = view.area.name, view.latest
    dated = view.period not in ("", "undated")
    if one is None:
        return (
            f"{name} has no figure for {view.period}."
            if dated
            else f"Yardstick holds no dated figure of {name} for this measure."
        )
    if one.value is None:
        period = f" for {view.period}" if dated else ""
        return f"{name} has no figure{period}: {MISSING.get(one.status, MISSING['not available'])}."
    said = view.period if dated else "no date given"
    status = f", {one.status}" if one.status in NOT_FINAL else ""
    return f"{name}: {numbers.legible(one, view.indicator)} ({said}{status})."


def differences(view: Benchmark) -> list[str]:
    """How far the latest figure is from the threshold, England, the region, groups and neighbours' average.

    Nothing is subtracted from a figure that is printed as more or less than a number.
    """
    if view.latest is None or view.latest.value is None:
        return []
    unit, decimals, own = view.indicator.unit, view.indicator.decimals, view.latest.value
    held: list[tuple[float, str, str]] = []
    if view.threshold:
        held.append((view.threshold.value, "", f"the national threshold of {numbers.level(view.threshold)}"))
    printed: list[tuple[str, Observation | None]] = [
        ("England’s {}", view.england),
        ("the region’s {}", view.region),
        *((f"the {{}} that the paper gives for {name.lower()}", one) for name, one in view.groups),
    ]
    for words, one in printed:
        if one is not None and one.value is not None:
            held.append((one.value, one.qualifier, words.format(numbers.legible(one, view.indicator))))
    average = view.neighbours
    if average.mean is not None:
        mean = numbers.computed(average.mean, unit, decimals)
        known = f"{average.used} of {average.total} have a figure"
        held.append((average.mean, "", f"{mean}, the average of {list_name(view.list)} ({known})"))
    return [
        f"{'about ' if qualifier or view.latest.qualifier else ''}{_gap(own - value, unit, decimals)} {whose}"
        for value, qualifier, whose in held
        if all(one in ("", *NEAR) for one in (qualifier, view.latest.qualifier))
    ]


def _gap(difference: float, unit: str, decimals: int) -> str:
    more, less = THAN.get(unit, ("above", "below"))
    measured = _size(difference, unit, decimals)
    return f"{measured} {more if difference > 0 else less}" if measured else "the same as"


def _size(difference: float, unit: str, decimals: int) -> str:
    """A difference without its sign, with its unit; empty if it rounds to nothing."""
    size = numbers.rounded(abs(difference), decimals)
    if not size.strip("0."):
        return ""
    return numbers.with_unit(size, "percentage points" if unit == "%" else unit)


def standing(view: Benchmark) -> str:
    """The place among those compared; empty without one. Always says of how many, and who they are."""
    place = view.standing
    if place is None:
        return ""
    who = _ranked_with(place)
    lowest, highest = ENDS.get(view.indicator.unit, ("lowest", "highest"))
    first, last = (lowest, highest) if view.indicator.polarity == "low" else (highest, lowest)
    if place.rank == 1 and place.last:
        return f"All of {who} have the same figure."
    joint = "joint " if place.tied else ""
    if place.rank == 1 or place.last:
        return f"It is the {joint}{first if place.rank == 1 else last} of {who}."
    quarter = f", in the {QUARTERS[place.quartile]} quarter" if place.quartile else ""
    return f"It is the {joint}{ordinal(place.rank)} best of {who}{quarter}."


def _ranked_with(place: Standing) -> str:
    """`the 11 authorities in the table`; says how many have a figure where some have none."""
    everyone = place.whole if place.scope == "england" else place.listed
    where = "in England" if place.scope == "england" else "in the table"
    missing = " that have a figure" if place.of < everyone else ""
    few = place.scope == "england" and place.of < WHOLE_COUNTRY * place.whole
    published = f" ({place.of} of {place.whole} published)" if few else ""
    return f"the {place.of} authorities {where}{missing}{published}"


def place(standing: Standing | None) -> str:
    """`11th of 11`, for a table's cell."""
    if standing is None:
        return "not ranked"
    return f"{'joint ' if standing.tied else ''}{ordinal(standing.rank)} of {standing.of}"


def compared(view: Benchmark) -> str:
    """The whole message of an indicator's page and chart: the figure, what it is held against, the place."""
    gaps = differences(view)
    valued = view.latest is not None and view.latest.value is not None
    better = f"{direction(view.indicator.polarity)}." if valued and view.indicator.polarity != "none" else ""
    said = (figure(view), f"That is {joined(gaps)}." if gaps else "", standing(view), better)
    return " ".join(one for one in said if one)


def change(view: Benchmark) -> str:
    """The change from the period right before, naming both; empty where there is none to give."""
    if view.change is None:
        return ""
    size = _size(view.change, view.indicator.unit, view.indicator.decimals)
    between = f"between {view.change_from} and {view.period}"
    if not size:
        return f"No change {between}."
    return f"{'Up' if view.change > 0 else 'Down'} by {size} {between}."


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
