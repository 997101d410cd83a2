"""One indicator held against others -> plain sentences, exact and hedged where the figures are. Pure."""

from __future__ import annotations

from dashboard import comparatives, numbers, text
from dashboard.benchmark import WHOLE_COUNTRY, Benchmark, Standing
from dashboard.comparatives import Figure
from dashboard.records import Observation
from dashboard.wording import breakdown_words, called, capital, direction, joined, list_name, measure, ordinal
from loaders.reference import Indicator

QUARTERS = {"A": "best", "B": "second-best", "C": "third-best", "D": "last"}
NOT_FINAL = ("provisional", "revised", "estimate")
MISSING = {
    "suppressed": "it is not shown, to protect people",
    "not available": "it is not available",
    "not applicable": "the measure does not apply there",
    "low": "it rounds to zero",
    "unreliable": "it is too unreliable to show",
}
# What publishers write after a year, and what it means.
LABELS = {" (OT)": ", outturn", " (Rev)": ", revised", " (prov)": ", provisional"}


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


def standing_phrase(view: Benchmark, *, named: bool = False) -> str:
    """`the longest of the eleven authorities in the source's table`; empty without a place.

    Always says of how many, and who they are: a place in between is counted from the best. Where the table is
    the list compared with, its authorities are called compared; not where `named` asks for a phrase that
    stands where no list is named.
    """
    place = view.standing
    if place is None:
        return ""
    known = comparatives.words(view.indicator)
    low = view.indicator.polarity == "low"
    first, last = (known.least, known.most) if low else (known.most, known.least)
    ranked = _ranked_with(place, "compared" if view.among_list and not named else text.IN_ITS_TABLE)
    if place.rank == 1 and place.last:
        return f"the same in all {ranked}"
    joint = "joint " if place.tied else ""
    who, few = f"the {ranked}", _few(place)
    if place.rank == 1 or place.last:
        return f"the {joint}{first if place.rank == 1 else last} of {who}{f' ({few})' if few else ''}"
    quarter = f", in the {QUARTERS[place.quartile]} quarter" if place.quartile else ""
    counted = "; ".join(filter(None, (f"{_nth(1, place.of)} is best", few)))
    return f"{joint}{_nth(place.rank, place.of)} of {who} ({counted}){quarter}"


def _nth(rank: int, of: int) -> str:
    """A place in a sentence: in words where it is one of as many as are counted in words."""
    return comparatives.PLACES[rank - 1] if of <= len(comparatives.PLACES) else ordinal(rank)


def _ranked_with(place: Standing, among: str) -> str:
    """`eleven authorities in the source's table`; says that some have no figure."""
    everyone = place.whole if place.scope == "england" else place.listed
    where = "in England" if place.scope == "england" else among
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
    is better. `named` says what is measured and who is counted, for where nothing around it does.
    """
    said = message(view, named=named)
    if view.latest is None or view.latest.value is None:
        return said
    gaps = differences(view)
    also = f"It is also {joined(gaps[1:])}." if gaps[1:] else ""
    better = f"{direction(view.indicator.polarity)}." if view.indicator.polarity != "none" else ""
    beside = text.READ_BESIDE if view.indicator.beside else ""
    return " ".join(part for part in (said, also, better, beside) if part)


def message(view: Benchmark, *, named: bool = False) -> str:
    """The message of a chart, in one sentence: the figure, the first thing it is held against, its place.

    `named` says what is measured and who is counted, for where nothing around it does.
    """
    one = view.latest
    if one is None or one.value is None:
        return f"{measure_said(view)}: {figure(view)}" if named else figure(view)
    before = f"{measure_said(view)}: " if named and not view.indicator.said else ""
    held = [part for part in (*differences(view)[:1], standing_phrase(view, named=named)) if part]
    return f"{before}{_stated(view, one, joined(held))}"


def _stated(view: Benchmark, one: Observation, held: str) -> str:
    """The figure as people say it, with what it is held against and its period, in one sentence."""
    indicator, name = view.indicator, called(view.area.name)
    figure_said = shown(one, indicator)
    period = "no date given" if view.period in ("", "undated") else labelled(view.period)
    about = breakdown_words(view.breakdown)
    status = one.status if one.status in NOT_FINAL and one.status not in period else ""
    said = ", ".join(filter(None, (about, period, status)))
    then = f", {held}" if held else ""
    if "(" in held:  # no bracket right after another
        said, then = "", f" ({said}){then}"
    ended = f" ({said})" if said else ""
    if indicator.said:
        return capital(f"{indicator.said.format(area=name, value=figure_said)}{then}{ended}.")
    return capital(f"{name} had {figure_said}{ended}{then}.")


def shown(one: Observation, indicator: Indicator) -> str:
    """A figure in a sentence: as it is printed, but in digits also where the paper prints a word.

    `Around 4.5%` does not begin the sentence, so it is said as `around 4.5%`.
    """
    if any(letter.isdigit() for letter in one.printed):
        said = numbers.legible(one, indicator)
        return said[0].lower() + said[1:] if one.qualifier else said
    return numbers.large(one, indicator.unit, indicator.decimals)


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
