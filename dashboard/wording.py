"""View-model -> plain-English sentences, exact and hedged where the figures are. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from dashboard import comparatives, numbers, text
from dashboard.benchmark import WHOLE_COUNTRY, Benchmark, Standing
from dashboard.comparatives import Figure
from dashboard.records import Judgement, NeighbourList, Observation, Source
from dashboard.targets import Target
from loaders.reference import Area, Indicator

GRADES = {4: "outstanding", 3: "good", 2: "adequate", 1: "inadequate"}
ORDINALS = {1: "st", 2: "nd", 3: "rd"}
QUARTERS = {"A": "best", "B": "second-best", "C": "third-best", "D": "last"}
NOT_FINAL = ("provisional", "revised", "estimate")
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
WITH_ARTICLE = ("City of", "Isle", "East Riding")
# What publishers write after a year, and what it means.
LABELS = {" (OT)": ", outturn", " (Rev)": ", revised", " (prov)": ", provisional"}
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


def figure(view: Benchmark) -> str:
    """What the latest figure is, or that there is none and why."""
    name, one = capital(called(view.area.name)), view.latest
    dated = view.period not in ("", "undated")
    if one is None:
        return (
            f"{name} has no figure for {view.period}."
            if dated
            else f"Yardstick holds no dated figure of {called(view.area.name)} for this measure."
        )
    if one.value is None:
        period = f" for {view.period}" if dated else ""
        return f"{name} has no figure{period}: {MISSING.get(one.status, MISSING['not available'])}."
    said = view.period if dated else "no date given"
    status = f", {one.status}" if one.status in NOT_FINAL else ""
    return f"{name}: {numbers.legible(one, view.indicator)} ({said}{status})."


def differences(view: Benchmark) -> list[str]:
    """How far the latest figure is from the threshold, England, the region, groups and neighbours' average.

    Nothing is subtracted from a figure that is printed as more or less than a number, and nothing is made of
    a difference that rounding hides or that chance alone could make.
    """
    one, indicator = view.latest, view.indicator
    if one is None or one.value is None:
        return []
    own = Figure(one.value, one.qualifier, numbers.legible(one, indicator))
    limits = (view.interval.lower, view.interval.upper) if view.interval else None
    found = ((comparatives.gap(own, other, indicator, limits), whose) for other, whose in _held(view))
    return [f"{gap} {whose}" for gap, whose in found if gap]


def _held(view: Benchmark) -> list[tuple[Figure, str]]:
    """What the latest figure is held against, and whose it is, with the figure."""
    held: list[tuple[Figure, str]] = []
    if view.threshold:
        level = numbers.level(view.threshold)
        held.append((Figure(view.threshold.value, "", level), f"the national threshold of {level}"))
    printed: list[tuple[str, Observation | None]] = [
        ("England’s {}", view.england),
        ("the region’s {}", view.region),
        *((f"the {{}} that the paper gives for {name.lower()}", one) for name, one in view.groups),
    ]
    for words, one in printed:
        if one is not None and one.value is not None:
            shown = numbers.legible(one, view.indicator)
            held.append((Figure(one.value, one.qualifier, shown), words.format(shown)))
    average = view.neighbours
    if average.mean is not None:
        mean = numbers.computed(average.mean, view.indicator.unit, view.indicator.decimals)
        known = f"{average.used} of {average.total} have a figure"
        whose = f"{mean}, the average of {list_name(view.list)} ({known})"
        held.append((Figure(average.mean, "", mean), whose))
    return held


def standing(view: Benchmark) -> str:
    """The place among those compared as a sentence of its own; empty without one."""
    said = standing_phrase(view)
    return f"It is {said}." if said else ""


def standing_phrase(view: Benchmark) -> str:
    """`the longest of the eleven authorities compared`; empty without a place.

    Always says of how many, and who they are: a place in between is counted from the best.
    """
    place = view.standing
    if place is None:
        return ""
    known = comparatives.words(view.indicator)
    low = view.indicator.polarity == "low"
    first, last = (known.least, known.most) if low else (known.most, known.least)
    if place.rank == 1 and place.last:
        return f"the same in all {_ranked_with(place)}"
    joint = "joint " if place.tied else ""
    who, few = f"the {_ranked_with(place)}", _few(place)
    if place.rank == 1 or place.last:
        return f"the {joint}{first if place.rank == 1 else last} of {who}{f' ({few})' if few else ''}"
    quarter = f", in the {QUARTERS[place.quartile]} quarter" if place.quartile else ""
    counted = "; ".join(filter(None, (f"{_nth(1, place.of)} is best", few)))
    return f"{joint}{_nth(place.rank, place.of)} of {who} ({counted}){quarter}"


def _nth(rank: int, of: int) -> str:
    """A place in a sentence: in words where it is one of as many as are counted in words."""
    return comparatives.PLACES[rank - 1] if of <= len(comparatives.PLACES) else ordinal(rank)


def _ranked_with(place: Standing) -> str:
    """`eleven authorities compared`; says that some have no figure."""
    everyone = place.whole if place.scope == "england" else place.listed
    where = "in England" if place.scope == "england" else "compared"
    missing = " that have a figure" if place.of < everyone else ""
    return f"{comparatives.count(place.of)} authorities {where}{missing}"


def _few(place: Standing) -> str:
    """`120 of 153 published`, where so many of England's have not; else empty."""
    few = place.scope == "england" and place.of < WHOLE_COUNTRY * place.whole
    return f"{place.of} of {place.whole} published" if few else ""


def place(standing: Standing | None) -> str:
    """`11th of 11`, for a table's cell."""
    if standing is None:
        return "not ranked"
    return f"{'joint ' if standing.tied else ''}{ordinal(standing.rank)} of {standing.of}"


def compared(view: Benchmark, *, named: bool = False) -> str:
    """The message of an indicator's page, in one to three sentences.

    The figure with the first thing it is held against and its place; what else it is held against; which way
    is better. `named` begins with the measure's name, for where no heading gives it.
    """
    said = message(view, named=named)
    if view.latest is None or view.latest.value is None:
        return said
    gaps = differences(view)
    also = f"It is also {joined(gaps[1:])}." if gaps[1:] else ""
    better = f"{direction(view.indicator.polarity)}." if view.indicator.polarity != "none" else ""
    return " ".join(part for part in (said, also, better) if part)


def message(view: Benchmark, *, named: bool = False) -> str:
    """The message of a chart, in one sentence: the figure, the first thing it is held against, its place."""
    one = view.latest
    if one is None or one.value is None:
        return f"{measure_said(view)}: {figure(view)}" if named else figure(view)
    before = f"{measure_said(view)}: " if named and not view.indicator.said else ""
    held = [part for part in (*differences(view)[:1], standing_phrase(view)) if part]
    return f"{before}{_stated(view, one, joined(held))}"


def _stated(view: Benchmark, one: Observation, held: str) -> str:
    """The figure as people say it, with what it is held against and its period, in one sentence."""
    indicator, name = view.indicator, called(view.area.name)
    in_digits = any(letter.isdigit() for letter in one.printed)
    shown = (
        numbers.legible(one, indicator)
        if in_digits
        else numbers.large(one, indicator.unit, indicator.decimals)
    )
    period = "no date given" if view.period in ("", "undated") else labelled(view.period)
    about = breakdown_words(view.breakdown)
    status = one.status if one.status in NOT_FINAL and one.status not in period else ""
    said = ", ".join(filter(None, (about, period, status)))
    then = f", {held}" if held else ""
    if "(" in held:  # no bracket right after another
        said, then = "", f" ({said}){then}"
    ended = f" ({said})" if said else ""
    if indicator.said:
        return capital(f"{indicator.said.format(area=name, value=shown)}{then}{ended}.")
    return capital(f"{name} had {shown}{ended}{then}.")


def labelled(period: str) -> str:
    """A period within brackets: what its publisher adds in brackets is said in words."""
    for written, means in LABELS.items():
        period = period.replace(written, means)
    return period


def measure_said(view: Benchmark) -> str:
    """A measure's name as it begins a sentence: without the unit that its figures have anyway."""
    return measure(view.indicator, view.breakdown).removesuffix(f" ({view.indicator.unit})")


def change(view: Benchmark) -> str:
    """The change from the period right before, naming both; empty where there is none to give."""
    if view.change is None:
        return ""
    size = comparatives.size(view.change, view.indicator)
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
