"""/indicator: why figures are missing, what is not drawn, thresholds, and what the measure itself is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import (
    addresses,
    benchmark,
    charting,
    components,
    numbers,
    reasons,
    wording,
    wording_indicator,
)
from dashboard.pages.breakdowns import in_table
from dashboard.records import Observation, Threshold
from dashboard.selecting import Look, Selection
from loaders.reference import Area, Indicator

LONG = 400  # letters of a text after which, from the next sentence on, it is folded away
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def gone(shown: Look, view: benchmark.Benchmark) -> Component | None:
    """Which periods have no figure, and why, as far as the source says; whether the series ended."""
    asked = shown.question
    said = [wording_indicator.gone(asked.area, one) for one in reasons.missing(asked)]
    made: list[components.Part] = []
    if reasons.ended(asked.indicator):
        ended = wording_indicator.ended(asked.indicator, view.period)
        made.append(components.notice("No longer published", ended))
    if said:
        made.append(components.notice("No data", *(html.P(one) for one in said)))
    return components.section("Why figures are missing", *made, name="missing") if made else None


def undated(shown: Look, selection: Selection) -> Component | None:
    """Figures of the authority, or of a table, that stand on no time axis, each with the reason."""
    asked = shown.question
    everyone = [*asked.observations, *(one for one in shown.own if one not in set(asked.observations))]
    series = benchmark.series(asked.observations)
    drawn = {one.place for one in series if one.area == asked.area.code or len({o.area for o in series}) > 1}
    mine = [one for one in everyone if one.breakdown == asked.breakdown]
    rest = [one for one in mine if one.place not in drawn and in_table(one) is None]
    if not rest:
        return None
    rows: list[list[components.Part]] = []
    for one in rest:
        value = components.link(
            numbers.published(one, asked.indicator.unit), addresses.source(one.place, selection)
        )
        rows.append([asked.areas[one.area].name, one.period, value, _why_not_drawn(one)])
    head = ("Area", "Period", "Figure", "Why it is not drawn")
    table = components.Table("Other figures of this measure", head, rows, numbers=(2,))
    return components.section("Also printed", components.table(table), name="also")


def _why_not_drawn(one: Observation) -> str:
    if not one.dated:
        return "No date is given."
    return one.note if one.note else "It covers another kind of period."


def thresholds(area: Area, given: Sequence[Threshold], selection: Selection) -> Component | None:
    """National thresholds, and the authority's own baselines and targets."""
    mine = [one for one in given if one.area in ("", area.code)]
    if not mine:
        return None
    rows: list[list[components.Part]] = []
    for one in mine:
        value = components.link(numbers.level(one), addresses.source(one.place, selection))
        whom = wording.breakdown_words(one.breakdown) if one.breakdown else "all"
        kind = f"{one.kind[:1].upper()}{one.kind[1:]}"
        rows.append([kind, whom, value, one.period or "–", one.due or "–", one.note])
    head = ("Kind", "Group", "Value", "For", "Due", "Note")
    table = components.Table("Thresholds, baselines and targets", head, rows, numbers=(2,))
    return components.section("What it is held against", components.table(table), name="thresholds")


def about(shown: Look, titles: Mapping[str, str], selection: Selection) -> Component:
    """What the measure is: definition, method, unit, direction, dates, sources, the publisher's code.

    `titles` are those of the sources, by id.
    """
    asked = shown.question
    indicator, everyone = asked.indicator, (*asked.observations, *shown.own)
    notes = list(dict.fromkeys(one.note for one in everyone if one.note))
    sources = list(dict.fromkeys(one.source for one in everyone))
    links = [
        components.link(titles.get(name, name), addresses.to(f"/sources/{name}", selection))
        for name in sources
    ]
    kind = asked.stood.series.period_type if asked.stood else ""
    pairs: Mapping[str, components.Part] = {
        "What is counted": _text(indicator.definition),
        "How it is worked out": _text(indicator.methodology),
        "Be careful": indicator.caveat or None,
        "Years": wording_indicator.KINDS.get(kind),
        "Unit": charting.axis_unit(indicator.unit),
        "Direction": wording.direction(indicator.polarity),
        "Last published": wording_indicator.day(indicator.last_update) or None,
        "Next published": wording_indicator.day(indicator.next_update) or None,
        "Publisher’s page": components.link(_host(indicator), indicator.source_url)
        if indicator.source_url
        else None,
        "Publisher’s code": indicator.code or None,
        "Sources": components.bullets(links) if links else None,
    }
    folded = components.details(f"Notes on single figures ({len(notes)})", components.bullets(notes))
    return components.section(
        "About this measure",
        components.facts([(term, said) for term, said in pairs.items() if said]),
        folded if notes else None,
        name="about",
    )


def _text(said: str) -> components.Part:
    """A publisher's text; of a long one the sentences after the first few are folded away."""
    said = said.strip()
    end = SENTENCE.search(said, LONG)
    if not said or end is None:
        return said or None
    return html.Div([said[: end.start()], components.details("Read the rest", said[end.end() :])])


def _host(indicator: Indicator) -> str:
    """Whose page an address leads to."""
    return indicator.source_url.partition("://")[2].partition("/")[0]
