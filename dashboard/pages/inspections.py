"""/inspections : judgements on the 1 to 4 scale: an authority beside others, in time, and all of England."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, histories, ids, text, wording, wording_inspections
from dashboard.page import Page
from dashboard.pages import inspections_beside, inspections_england, inspections_history
from dashboard.pages.inspections_chosen import PATH, Chosen, chosen
from dashboard.pages.parts import (
    choose_authority,
    finding_lists,
    row_link,
    standing,
    unknown_authority,
)
from dashboard.queries import Ask
from dashboard.records import Judgement, Source
from dashboard.selecting import Selection, authority
from loaders.reference import Area

NAME = "Inspections"


def page(selection: Selection, ask: Ask) -> Page:
    """An authority beside others, the judgement chosen, its inspections in time order, all of England."""
    area = authority(ask, selection)
    if area is None:
        return unknown_authority(selection, ask, PATH)
    choice = chosen(ask, selection, area)
    judged = ask.judgements(authority=list(dict.fromkeys((area.code, *choice.councils))))
    own = [one for one in judged if one.authority == area.code]
    formal = [one for one in own if one.kind != "narrative"]
    sources = {one.id: one for one in ask.sources()}
    picked = next((one for one in own if one.place.anchor == selection.get("judgement", "")), None)
    kind = ask.reference.frameworks[picked.framework].name if picked else ""
    return Page(
        f"{picked.aspect}: {area.name}, {kind}" if picked else f"Inspections: {area.name}",
        components.main(
            f"Inspections of children's services: {area.name}",
            _lead(ask, area, formal, sources),
            _form(ask, choice),
            _behind(ask, picked, sources, selection) if picked else None,
            inspections_beside.section(ask, choice, judged),
            inspections_history.section(ask, choice, formal, sources),
            inspections_england.section(ask, choice, judged),
            _narrative(own, selection),
        ),
    )


def _lead(ask: Ask, area: Area, formal: Sequence[Judgement], sources: Mapping[str, Source]) -> str:
    """The latest inspection, and what those of its kind judged overall before it."""
    whole = [one for one in formal if ask.reference.frameworks[one.framework].whole_council]
    newest = max(histories.runs(whole, sources), key=lambda run: run.latest(sources), default=None)
    if newest is None:
        return text.NO_JUDGEMENTS
    earlier = wording_inspections.earlier(newest.overall) if newest.overall else ""
    return f"{standing(ask, area, formal, sources)} {earlier}".strip()


def _form(ask: Ask, choice: Chosen) -> Component:
    lists = [(one.id, wording.list_option(one.id)) for one in choice.lists]
    listed = choice.neighbours.id if choice.neighbours else ""
    shows = (("scale", "On the 1–4 scale"), ("printed", "As printed"))
    return choose_authority(
        ask,
        choice.selection,
        PATH,
        choice.area,
        *([components.select("list", "Compare with", lists, listed)] if lists else []),
        components.select("show", "Show grades", shows, choice.selection.get("show", "scale")),
        framework=choice.framework.id if choice.framework else "",
        theme=choice.selection.get("theme", ""),
    )


# ---- the chosen judgement


def _behind(ask: Ask, picked: Judgement, sources: Mapping[str, Source], selection: Selection) -> Component:
    framework = ask.reference.frameworks[picked.framework]
    findings = [
        one for one in ask.findings(authority=picked.authority) if one.inspection == picked.inspection
    ]
    same = [one for one in findings if one.theme == picked.theme]
    shown = same or findings
    scope = "about this theme" if same else "of the whole inspection, since none is about this theme alone"
    title = f"{picked.section}: {picked.aspect}" if picked.section else picked.aspect
    word = wording.word(picked)
    facts = [
        ("Judged", components.grade(picked.grade, word)),
        ("Printed as", f"“{picked.printed}”"),
        ("Inspection", f"{picked.inspection}, {wording.when(picked, sources.get(picked.place.source))}"),
        ("Scale", framework.direction),
    ]
    return components.section(
        title,
        components.facts(facts),
        components.notice("Note", picked.note, kind="caution") if picked.note else None,
        row_link(picked.place, selection),
        components.prose(f"Findings {scope}: {len(shown)}.")
        if shown
        else components.notice("No findings", text.NO_FINDINGS),
        finding_lists(shown, selection, html.H3) if shown else None,
        name=ids.FINDINGS,
    )


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
