"""/inspections : judgements on the 1 to 4 scale: councils side by side, one council's timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, figures, ids, text, views, wording
from dashboard.page import Page
from dashboard.pages.parts import (
    LONG,
    behind,
    choose_authority,
    finding_lists,
    row_link,
    sectioned,
    unknown_authority,
)
from dashboard.queries import Ask
from dashboard.records import Judgement, Source
from dashboard.selecting import Selection, authority
from loaders.reference import Area, Framework

PATH = "/inspections"
NAME = "Inspections"

PRINTED = "printed"
MOST_COUNCILS = 12


def page(selection: Selection, ask: Ask) -> Page:
    """The grid of one framework, the chosen judgement's findings, the council's inspections in time order."""
    area = authority(ask, selection)
    if area is None:
        return unknown_authority(selection, ask, PATH)
    everyone = ask.judgements()
    formal = [one for one in everyone if one.kind != "narrative"]
    own = [one for one in everyone if one.authority == area.code]
    framework = _framework(ask, selection, formal, area)
    sources = {one.id: one for one in ask.sources()}
    chosen = next((one for one in own if one.place.anchor == selection.get("judgement", "")), None)
    return Page(
        f"Inspections: {area.name}",
        components.main(
            f"Inspections of children's services: {area.name}",
            text.SCALE,
            choose_authority(
                ask, selection, PATH, area, _show_as(selection), framework=framework.id if framework else ""
            ),
            _behind(ask, chosen, sources, selection) if chosen else None,
            _grid(ask, framework, formal, area, selection) if framework else None,
            _timeline(ask, area, own, sources, selection),
            _narrative(own, selection),
            components.notice("One scale is not one standard", text.NOT_ONE_STANDARD, kind="caution"),
        ),
    )


def _framework(ask: Ask, selection: Selection, formal: Sequence[Judgement], area: Area) -> Framework | None:
    """The framework asked for; else the one with most councils among those that inspected this one."""
    present = dict.fromkeys(one.framework for one in formal)
    asked = ask.reference.framework(selection.get("framework", ""))
    if asked and asked.id in present:
        return asked
    councils = {name: {one.authority for one in formal if one.framework == name} for name in present}
    best = max(present, key=lambda name: (area.code in councils[name], len(councils[name])), default="")
    return ask.reference.frameworks.get(best)


def _show_as(selection: Selection) -> Component:
    pairs = (("scale", "On the 1–4 scale"), (PRINTED, "As printed"))
    return components.select("show", "Show grades", pairs, selection.get("show", "scale"))


# ---- the grid


def _grid(
    ask: Ask, framework: Framework, formal: Sequence[Judgement], area: Area, selection: Selection
) -> Component:
    here = _latest([one for one in formal if one.framework == framework.id])
    councils, chosen = _side_by_side(ask, here, area)
    here = [one for one in here if one.authority in councils]
    themes = [theme for theme in ask.reference.themes.values() if any(one.theme == theme.id for one in here)]
    rows: list[list[components.Part]] = []
    for theme in themes:
        cells = [
            _cell([one for one in here if one.theme == theme.id and one.authority == c], selection)
            for c in councils
        ]
        rows.append([theme.name, *cells])
    present = [ask.reference.frameworks[name] for name in dict.fromkeys(one.framework for one in formal)]
    links = [(one.name, _with_framework(one, area, selection), one.id == framework.id) for one in present]
    names = [ask.reference.areas[code].name for code in councils]
    only = f"Only {names[0]} has one of these in the papers we hold." if len(names) == 1 else chosen
    table = components.table(
        components.Table(
            f"{framework.name} ({framework.years})"
            if chosen
            else f"{framework.name} ({framework.years}): {wording.joined(names)}",
            ("Theme", *names),
            rows,
            numbers=(),
            note=f"{framework.direction} {framework.caveat}",
        )
    )
    return components.section(
        "Side by side, one kind of inspection at a time",
        components.tabs("Kind of inspection", links),
        components.prose(only) if only else None,
        table,
        lead=text.CHOOSE_A_JUDGEMENT,
        name="grid",
    )


def _latest(judged: Sequence[Judgement]) -> list[Judgement]:
    """Of each council, the judgements of its newest inspection."""
    newest: dict[str, Judgement] = {}
    for one in judged:
        if one.authority not in newest or one.when > newest[one.authority].when:
            newest[one.authority] = one
    return [one for one in judged if one.inspection == newest[one.authority].inspection]


def _side_by_side(ask: Ask, judged: Sequence[Judgement], area: Area) -> tuple[list[str], str | None]:
    """The councils to show beside each other, this one first; where there are many, it and its neighbours."""
    present = dict.fromkeys(one.authority for one in judged)
    if len(present) <= MOST_COUNCILS:
        return sorted(present, key=lambda code: (code != area.code, code)), None
    lists = ask.neighbour_lists(area.code)
    near = [code for code in (lists[0].neighbours if lists else ()) if code in present]
    shown = [code for code in (area.code, *near) if code in present]
    if not shown:
        return list(present)[:MOST_COUNCILS], text.TOO_MANY_COUNCILS
    return shown, wording.side_by_side(area, lists[0] if lists else None, len(near), len(present))


def _with_framework(framework: Framework, area: Area, selection: Selection) -> str:
    shown = selection.get("show", "")
    return addresses.to(PATH, selection, area=area.code, framework=framework.id, show=shown) + "#section-grid"


def _cell(judged: Sequence[Judgement], selection: Selection) -> components.Part:
    if not judged:
        return html.Span("not judged", className="hint")
    made: list[Component] = []
    for one in judged:
        word = wording.word(one)
        shown = (
            html.Span(f"“{one.printed}”")
            if selection.get("show") == PRINTED
            else components.grade(one.grade, word)
        )
        title = f"{one.section}: {one.aspect}" if one.section else one.aspect
        label = html.Span(title, className="hint") if len(judged) > 1 else None
        named = components.aria("label", f"{title}: {word}")
        made.append(html.A([shown, label], href=behind(one, selection), **named))
    return html.Div(made, className="cell")


# ---- the chosen judgement


def _behind(ask: Ask, chosen: Judgement, sources: Mapping[str, Source], selection: Selection) -> Component:
    framework = ask.reference.frameworks[chosen.framework]
    findings = [
        one for one in ask.findings(authority=chosen.authority) if one.inspection == chosen.inspection
    ]
    same = [one for one in findings if one.theme == chosen.theme]
    shown = same or findings
    scope = "about this theme" if same else "of the whole inspection, since none is about this theme alone"
    title = f"{chosen.section}: {chosen.aspect}" if chosen.section else chosen.aspect
    word = wording.word(chosen)
    facts = [
        ("Judged", components.grade(chosen.grade, word)),
        ("Printed as", f"“{chosen.printed}”"),
        ("Inspection", f"{chosen.inspection}, {wording.when(chosen, sources.get(chosen.place.source))}"),
        ("Scale", framework.direction),
    ]
    return components.section(
        title,
        components.facts(facts),
        components.notice("Note", chosen.note, kind="caution") if chosen.note else None,
        row_link(chosen.place, selection),
        components.prose(f"Findings {scope}: {len(shown)}.")
        if shown
        else components.notice(
            "No findings", "The paper gives this judgement without strengths, weaknesses or recommendations."
        ),
        finding_lists(shown, selection, html.H3) if shown else None,
        name=ids.FINDINGS,
    )


# ---- one council


def _timeline(
    ask: Ask, area: Area, own: Sequence[Judgement], sources: Mapping[str, Source], selection: Selection
) -> Component:
    title = f"{area.name}'s inspections, one after the other"
    formal = [one for one in own if one.kind != "narrative"]
    if not formal:
        return components.section(title, components.notice("No inspection on record", text.NO_JUDGEMENTS))
    blocks: list[views.Block] = []
    panels: list[Component] = []
    for inspection in dict.fromkeys(
        one.inspection for one in sorted(formal, key=lambda one: _sortable(one, sources))
    ):
        here = [one for one in formal if one.inspection == inspection]
        framework = ask.reference.frameworks[here[0].framework]
        source = sources.get(here[0].place.source)
        said = wording.when(here[0], source)
        blocks.append(
            views.Block(
                framework.name,
                inspection,
                said,
                _year(_sortable(here[0], sources)),
                _judged(here),
                framework.caveat,
            )
        )
        panels.append(_panel(framework, here, said, selection))
    view = views.Timeline(f"{area.name}'s judgements", tuple(blocks))
    summary = (
        f"{area.name}: {len(formal)} judgements in {len(blocks)} inspections, each in a panel of its own "
        "because their tests differ."
    )
    chart = components.chart(ids.TIMELINE, figures.timeline(view), view.title, summary, None)
    return components.section(
        title, chart, components.panels(*panels, loose=True), lead=text.NOT_ONE_STANDARD, name="timeline"
    )


def _panel(framework: Framework, here: Sequence[Judgement], said: str, selection: Selection) -> Component:
    return components.panel(
        framework.name,
        html.P(f"{here[0].inspection} · {said}", className="period"),
        *sectioned(here, selection),
        html.P(framework.caveat, className="caveat"),
        row_link(here[0].place, selection),
        is_long=len(here) > LONG,
    )


def _judged(here: Sequence[Judgement]) -> tuple[views.Judged, ...]:
    return tuple(
        views.Judged(f"{one.aspect} ({one.section})" if one.section else one.aspect, one.grade, one.printed)
        for one in here
    )


def _sortable(one: Judgement, sources: Mapping[str, Source]) -> str:
    source = sources.get(one.place.source)
    return one.when or (source.published_on if source else "")


def _year(date: str) -> float:
    year, month = ([int(part) for part in date.split("-")] + [6])[:2] if date else (2000, 1)
    return year + (month - 1) / 12


# ---- what reports say in passing


def _narrative(own: Sequence[Judgement], selection: Selection) -> Component | None:
    said = [one for one in own if one.kind == "narrative"]
    if not said:
        return None
    rows: list[list[components.Part]] = []
    for one in said:
        word = wording.word(one)
        place = html.A(one.place.locator, href=addresses.source(one.place, selection))
        rows.append([one.aspect, components.grade(one.grade, word), one.inspection, place, one.note])
    head = ("Service or arrangement", "Judged", "Inspection", "Place", "Note")
    table = components.table(components.Table(text.NARRATIVE, head, rows, numbers=()))
    folded = components.details(f"{len(said)} judgements in running text", table)
    return components.section(text.NARRATIVE, folded, lead=text.NARRATIVE_LEAD, name="narrative")
