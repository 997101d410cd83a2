"""/sources : every paper and file, what was taken and left out, the scales, contradictions within papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, text, wording
from dashboard.page import Page
from dashboard.queries import Ask
from dashboard.records import Place, Source
from dashboard.selecting import Selection

PATH = "/sources"
NAME = "Sources"

TAKEN = (
    ("judgement", "judgement", "judgements"),
    ("finding", "finding", "findings"),
    ("observation", "figure", "figures"),
    ("threshold", "threshold or target", "thresholds and targets"),
    ("indicator", "definition", "definitions"),
    ("neighbour", "pair of neighbours", "pairs of neighbours"),
)


def page(selection: Selection, ask: Ask) -> Page:
    """Papers, scales, contradictions."""
    sources = ask.sources()
    taken = {name: ask.taken(name) for name, _, _ in TAKEN}
    return Page(
        "Sources",
        components.main(
            "Where every figure comes from",
            "Each figure and judgement on these pages leads here, to its row and its place in the paper.",
            components.section(
                "Papers and files", components.panels(*(_paper(one, taken, selection) for one in sources))
            ),
            _scales(ask),
            _contradictions(ask, selection),
        ),
    )


def _paper(one: Source, taken: Mapping[str, Mapping[str, int]], selection: Selection) -> Component:
    counts = {name: found[one.id] for name, found in taken.items() if one.id in found}
    told = [
        f"{counts[name]:,} {single if counts[name] == 1 else many}"
        for name, single, many in TAKEN
        if name in counts
    ]
    return components.panel(
        one.title,
        html.P(
            f"{one.publisher} · {wording.date(one.published_on)}" if one.published_on else one.publisher,
            className="period",
        ),
        html.P(f"Taken: {wording.joined(told)}."),
        components.details("Left out", components.prose(one.left_out)) if one.left_out else None,
        html.P(f"Licence: {one.licence}", className="note"),
        href=addresses.to(f"/sources/{one.id}", selection),
    )


def _scales(ask: Ask) -> Component:
    rows: list[list[components.Part]] = [
        [
            f"{one.name}, {one.years}",
            _by_grade(one.scale.words),
            _numbers(one.scale.numbers),
            one.direction,
            one.caveat,
            one.source,
        ]
        for one in ask.reference.frameworks.values()
    ]
    head = (
        "Inspection",
        "Our grade, from its words",
        "From its numbers",
        "Direction",
        "Be careful",
        "Source of the scale",
    )
    table = components.table(components.Table("Scales", head, rows, numbers=()))
    return components.section("Scales, and which way they run", table, lead=text.SCALE, name="scales")


def _by_grade(words: Mapping[str, int]) -> str:
    """A line for each of our grades, the best first, with the words that it stands for."""
    grades = sorted(set(words.values()), reverse=True)
    return "\n".join(
        f"{grade}: {', '.join(w for w, one in words.items() if one == grade)}" for grade in grades
    )


def _numbers(numbered: Mapping[int, int]) -> str:
    """What becomes of printed numbers, a line each unless they stay."""
    if not numbered:
        return "words only"
    if all(number == grade for number, grade in numbered.items()):
        return "as printed"
    return "\n".join(f"{number} becomes {grade}" for number, grade in sorted(numbered.items()))


def _contradictions(ask: Ask, selection: Selection) -> Component:
    noted: list[tuple[str, str, Place]] = []
    noted += [(f"{one.aspect}: “{one.printed}”", one.note, one.place) for one in ask.judgements() if one.note]
    indicators = ask.measures
    for one in ask.observations(source=ask.listed()):
        if one.note:
            said = (
                f"{wording.measure(indicators[one.indicator], one.breakdown)}, {one.period}: “{one.printed}”"
            )
            noted.append((said, one.note, one.place))
    for one in ask.thresholds():
        if one.note:
            said = (
                f"{wording.measure(indicators[one.indicator], one.breakdown)} ({one.kind}): “{one.printed}”"
            )
            noted.append((said, one.note, one.place))
    titles = {one.id: one.title for one in ask.sources()}
    folded = [
        components.details(f"{titles[source]} ({len(here)})", _notes(titles[source], here, selection))
        for source in dict.fromkeys(place.source for _, _, place in noted)
        if (here := [one for one in noted if one[2].source == source])
    ]
    title = f"Contradictions, misprints and other notes ({len(noted)})"
    return components.section(title, *folded, lead=text.KEPT_AS_PRINTED, name="notes")


def _notes(title: str, noted: Sequence[tuple[str, str, Place]], selection: Selection) -> Component:
    rows: list[list[components.Part]] = [
        [said, html.A(place.locator, href=addresses.source(place, selection)), note]
        for said, note, place in noted
    ]
    return components.table(components.Table(title, ("What is printed", "Place", "Note"), rows, numbers=()))
