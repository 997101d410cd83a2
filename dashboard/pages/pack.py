"""/pack : what is chosen from an authority's pages, as one paper and one workbook for a committee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, ids, still, text, wording
from dashboard.addresses import every
from dashboard.page import Page
from dashboard.pages import glance, indicator, inspections
from dashboard.pages.parts import finding_lists, select_authority, unknown_authority
from dashboard.queries import Ask
from dashboard.questions import Inspected, latest
from dashboard.selecting import Selection, authority
from dashboard.taken import source
from loaders.reference import Area, Indicator

PATH = "/pack"
NAME = ""

USUAL = ("judged", "neighbours", "targets", "sources")  # until something is chosen
OF_GLANCE = ("judged", "neighbours", "figures", "targets")
OF_INDICATOR = ("trend", "ranked", "neighbours")
MOST = 12  # indicators in a pack
FINDINGS = {"recommendation": "Recommendations", "weakness": "Weaknesses"}


def page(selection: Selection, ask: Ask) -> Page:
    """The form, then what is ticked in it, in the order of the form."""
    area = authority(ask, selection)
    if area is None:
        return unknown_authority(selection, ask, PATH)
    parts = [one for one in text.PACK_PARTS if one in every(selection, ids.PACK_PART)] or list(USUAL)
    asked = list(dict.fromkeys(every(selection, "indicator")))
    said = ask.measures.all_said(asked[:MOST])
    measures = list(dict.fromkeys(one for one in said.values() if one))
    chosen = {**addresses.kept(selection), "area": area.code}
    made = _made(ask, area, parts, measures, chosen)
    shown = [one for several in made.values() for one in several]
    return Page(
        f"Committee pack: {area.name}",
        components.main(
            f"{area.name}: a pack for the committee",
            text.PACK_LEAD,
            _form(ask, area, parts, measures, selection),
            _not_found([name for name, one in said.items() if one is None]),
            _cut(len(asked)),
            _without([text.PACK_PARTS[part] for part in parts if not made[part]]) if shown else None,
            *(shown or [components.notice("Nothing to show", text.PACK_EMPTY)]),
        ),
    )


def _not_found(strangers: Sequence[str]) -> Component | None:
    if not strangers:
        return None
    said = wording.joined([f"“{one}”" for one in strangers])
    return components.notice("Not every indicator was found", f"There is no indicator called {said}.")


def _cut(count: int) -> Component | None:
    if count <= MOST:
        return None
    return components.notice(text.PACK_CUT, text.PACK_CUT_AFTER.format(most=MOST, n=count), kind="caution")


def _without(parts: Sequence[str]) -> Component | None:
    """Which of the ticked parts have nothing to show."""
    if not parts:
        return None
    said = text.PACK_WITHOUT_WHAT.format(parts=wording.joined([f"“{one}”" for one in parts]))
    return components.notice(text.PACK_WITHOUT, said)


# ---- choosing


def _form(
    ask: Ask, area: Area, parts: Sequence[str], measures: Sequence[Indicator], selection: Selection
) -> Component:
    chosen = [(one.id, one.name) for one in measures]
    one_more = components.words(
        "indicator", "Add an indicator", "Its name or id, as its own page is called. Up to 12."
    )
    return components.choose(
        PATH,
        select_authority(ask, area),
        components.ticks(ids.PACK_PART, "What goes into it", list(text.PACK_PARTS.items()), parts),
        components.ticks("indicator", "Indicators in full", chosen, [name for name, _ in chosen])
        if chosen
        else None,
        one_more,
        kept=addresses.kept(selection),
        label="Choose what goes into the pack",
        button="Put together",
    )


# ---- what is chosen


def _made(
    ask: Ask, area: Area, parts: Sequence[str], measures: Sequence[Indicator], chosen: Mapping[str, str]
) -> Mapping[str, list[Component]]:
    """What is shown by part, in order; the pages that it is from are asked for once."""
    at_a_glance = still.sections(glance.page(chosen, ask)) if set(parts) & set(OF_GLANCE) else {}
    timeline = still.sections(inspections.page(chosen, ask)) if "timeline" in parts else {}
    found = {**at_a_glance, "timeline": timeline.get("timeline")}
    inspected = _inspected(ask, area) if set(parts) & set(FINDINGS) else None
    made: dict[str, list[Component]] = {}
    for part in (one for one in parts if one != "sources"):
        if inspected and part in FINDINGS:
            made[part] = list(_findings(inspected, part, chosen))
        else:
            section = found.get(part)
            made[part] = [still.still(section)] if section else []
    made[""] = [_measure(ask, area, one, chosen) for one in measures]
    if "sources" in parts:
        made["sources"] = list(_sources(ask, list(made.values()), chosen))
    return made


def _inspected(ask: Ask, area: Area) -> Inspected:
    judged = [one for one in ask.judgements(authority=area.code) if one.kind != "narrative"]
    sources = {one.id: one for one in ask.sources()}
    return Inspected(judged, ask.findings(authority=area.code), sources, ask.reference.frameworks)


def _findings(inspected: Inspected, kind: str, chosen: Selection) -> Iterator[Component]:
    """Those of a kind, of the newest inspection that has any findings."""
    name = latest(inspected)
    shown = [one for one in inspected.findings if one.inspection == name and one.kind == kind]
    if shown:
        yield components.section(f"{FINDINGS[kind]}: {name}", finding_lists(shown, chosen, html.H3))


def _measure(ask: Ask, area: Area, one: Indicator, chosen: Mapping[str, str]) -> Component:
    """An indicator's message, its charts with their figures, and its neighbours."""
    shown = indicator.page({**chosen, "indicator": one.id}, ask)
    found = still.sections(shown)
    inside = [part for name in OF_INDICATOR if name in found for part in still.inside(found[name])]
    href = addresses.to("/indicator", chosen, indicator=one.id, area=area.code)
    return components.section(
        one.name, *inside, components.prose(components.link("Its own page", href)), lead=still.lead(shown)
    )


def _sources(ask: Ask, made: Sequence[object], chosen: Selection) -> Iterator[Component]:
    """The papers and files that the parts of the pack lead to, in reading order."""
    held = {one.id: one for one in ask.sources()}
    names = dict.fromkeys(name for href in still.links(made) for name in source(href))
    rows: list[list[components.Part]] = []
    for one in (held[name] for name in names if name in held):
        link = components.link(one.title, addresses.to(addresses.source_page(one.id), chosen))
        rows.append([link, one.publisher, wording.date(one.published_on) or "not stated", one.licence])
    if rows:
        words = components.Table("Papers and files", ("Title", "Publisher", "Published", "Licence"), rows, ())
        yield components.section(text.PACK_PARTS["sources"], components.table(words))
