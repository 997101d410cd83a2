"""/sources/<id> : one paper, with every row that was taken from it and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, numbers, text, wording
from dashboard.page import Page
from dashboard.pages.parts import select_authority
from dashboard.queries import MOST_LISTED, Ask
from dashboard.records import Observation, Place, Source
from dashboard.selecting import Selection
from loaders.definitions import SEVERAL

PATH = "/sources/<source>"
NAME = ""


def page(selection: Selection, ask: Ask) -> Page:
    """A paper's provenance and all its rows, each with an anchor that figures elsewhere link to."""
    wanted = selection["source"]
    found = next((one for one in ask.sources() if one.id == wanted), None)
    if found is None:
        back = components.link("All sources", addresses.to("/sources", selection))
        lead = f"There is no source called “{wanted}” in this release."
        return Page(
            "Source not found", components.main("Source not found", lead, components.prose(back)), 404
        )
    return Page(
        found.title,
        components.main(
            found.title,
            text.WHAT_IS_LISTED,
            _about(found),
            _judgements(ask, found),
            _findings(ask, found),
            *_observations(ask, found, selection),
            _thresholds(ask, found),
            _neighbours(ask, found),
            _definitions(ask, found, selection),
            kicker="Source",
        ),
    )


def _about(one: Source) -> Component:
    pairs: list[tuple[components.Part, components.Part]] = [
        ("Publisher", one.publisher),
        ("Date", wording.date(one.published_on) or "not stated"),
        ("Licence", one.licence),
        ("Workbook", one.file),
        ("Checksum (SHA-256)", html.Code(one.sha256)),
        ("Left out", one.left_out or "nothing"),
    ]
    if one.text_file:
        pairs.insert(3, ("Text transcribed", one.text_file))
    return components.facts(pairs)


def _at(place: Place, text_: components.Part) -> Component:
    """A row's first cell, with the anchor that links lead to."""
    return html.Span(text_, id=place.anchor)


def _judgements(ask: Ask, one: Source) -> Component | None:
    rows: list[list[components.Part]] = [
        [
            _at(each.place, f"{each.section}: {each.aspect}" if each.section else each.aspect),
            f"“{each.printed}”",
            str(each.grade) if each.grade else "none",
            each.kind,
            each.inspection,
            each.place.locator,
            each.place.cell,
            each.note,
        ]
        for each in ask.judgements(source=one.id)
    ]
    head = ("What was judged", "Printed", "Grade (4 best)", "Kind", "Inspection", "Place", "Cell", "Note")
    return _section("Judgements", head, rows)


def _findings(ask: Ask, one: Source) -> Component | None:
    rows: list[list[components.Part]] = [
        [
            _at(each.place, each.text),
            each.kind,
            each.deadline,
            each.inspection,
            each.place.locator,
            each.place.cell,
        ]
        for each in ask.findings(source=one.id)
    ]
    return _section(
        "Findings, in our own words", ("Finding", "Kind", "Deadline", "Inspection", "Place", "Cell"), rows
    )


def _observations(ask: Ask, one: Source, selection: Selection) -> list[components.Part]:
    """All figures of a paper; of a long file those of one measure and area, which a figure's link names."""
    count = ask.taken("observation").get(one.id, 0)
    if count and one.id not in ask.listed():
        return _long(ask, one, selection, count)
    return [_figures(ask, ask.observations(source=one.id))]


def _long(ask: Ask, one: Source, selection: Selection, count: int) -> list[components.Part]:
    """A form that chooses rows of a long file, and those chosen."""
    where = {name: selection[name] for name in ("indicator", "area") if selection.get(name)}
    form = _choose(ask, one, selection)
    if len(where) == 2:
        table = _figures(ask, ask.observations(source=one.id, **where))
        return [form, table or components.notice(text.NO_ROW, text.NO_ROW_WHY)]
    whole = components.link(text.WHOLE_FILE, f"/api/v1/observations.csv?source={one.id}")
    told = components.notice(text.LONG, text.LONG_FILE, components.prose(whole))
    return [components.section(f"Figures ({count:,})", told, form)]


def _choose(ask: Ask, one: Source, selection: Selection) -> Component:
    """The measures that a file has figures of, by topic, and the authorities."""
    held = dict.fromkeys(each.indicator for each in ask.series(source=one.id))
    topics: dict[str, list[tuple[str, str]]] = {}
    for each in sorted(ask.measures.of(held).values(), key=lambda each: each.name.casefold()):
        topics.setdefault(each.topics[0], []).append((each.id, each.name))
    measures = {topic: topics[topic] for topic in sorted(topics)}
    area = ask.reference.areas.get(selection.get("area", ""))
    return components.choose(
        addresses.source_page(one.id),
        components.select("indicator", "Measure", measures, selection.get("indicator", "")),
        select_authority(ask, area),
        kept=addresses.kept(selection),
        label="Choose rows",
    )


def _figures(ask: Ask, found: Sequence[Observation]) -> Component | None:
    rows: list[list[components.Part]] = []
    measures = ask.measures.of(each.indicator for each in found)
    for each in found:
        indicator = measures[each.indicator]
        value = numbers.MISSING[each.status] if each.value is None else f"{each.value:,.10g}"
        rows.append(
            [
                _at(each.place, wording.measure(indicator, each.breakdown)),
                ask.reference.areas[each.area].name,
                each.period,
                f"“{each.printed}”",
                value,
                indicator.unit,
                each.place.locator,
                each.place.cell,
                each.note,
            ]
        )
    head = ("Measure", "Area", "Period", "Printed", "Value", "Unit", "Place", "Cell", "Note")
    return _section("Figures", head, rows)


def _thresholds(ask: Ask, one: Source) -> Component | None:
    rows: list[list[components.Part]] = []
    for each in ask.thresholds(source=one.id):
        indicator = ask.measures[each.indicator]
        name = wording.measure(indicator, each.breakdown)
        rows.append(
            [
                _at(each.place, name),
                each.kind,
                f"“{each.printed}”",
                each.unit,
                each.period,
                each.due,
                each.place.locator,
                each.place.cell,
                each.note,
            ]
        )
    head = ("Measure", "Kind", "Printed", "Unit", "For", "Due", "Place", "Cell", "Note")
    return _section("Thresholds, baselines and targets", head, rows)


def _neighbours(ask: Ask, one: Source) -> Component | None:
    areas = ask.reference.areas
    rows: list[list[components.Part]] = [
        [
            _at(place, areas[authority].name),
            areas[neighbour].name,
            rank or "no order",
            close,
            place.locator,
            place.cell,
        ]
        for authority, neighbour, rank, close, place in ask.pairs(source=one.id)
    ]
    head = ("Authority", "Neighbour", "Place in the list", "Closeness", "Where printed", "Cell")
    return _section("Neighbours", head, rows)


def _definitions(ask: Ask, one: Source, selection: Selection) -> Component | None:
    if ask.taken("indicator").get(one.id, 0) > MOST_LISTED:
        return None
    rows: list[list[components.Part]] = [
        [
            _at(place, components.link(each.name, addresses.to("/indicator", selection, indicator=each.id))),
            SEVERAL.join(each.topics),
            each.unit,
            wording.direction(each.polarity),
            each.code,
            place.cell,
        ]
        for each, place in ask.definitions(one.id)
    ]
    head = ("Measure", "Topics", "Unit", "Direction", "The publisher's code", "Cell")
    return _section("Definitions", head, rows)


def _section(title: str, head: Sequence[str], rows: Sequence[Sequence[components.Part]]) -> Component | None:
    if not rows:
        return None
    table = components.table(components.Table(title, head, rows, numbers=()))
    return components.section(f"{title} ({len(rows)})", table)
