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
from dashboard.selecting import Selection, authority
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
    asked = every(selection, "indicator")
    known = [one for said in asked if (one := ask.measures.said(said))]
    measures = list(dict.fromkeys(known))[:MOST]
    strangers = [said for said in asked if ask.measures.said(said) is None]
    chosen = {**_pinned(selection), "area": area.code}
    made = list(_parts(ask, area, parts, measures, chosen))
    return Page(
        f"Committee pack: {area.name}",
        components.main(
            f"{area.name}: a pack for the committee",
            text.PACK_LEAD,
            _form(ask, area, parts, measures, selection),
            _not_found(strangers),
            *(made or [components.notice("Nothing to show", text.PACK_EMPTY)]),
        ),
    )


def _pinned(selection: Selection) -> dict[str, str]:
    return addresses.kept(selection)


def _not_found(strangers: Sequence[str]) -> Component | None:
    if not strangers:
        return None
    said = wording.joined([f"“{one}”" for one in strangers])
    return components.notice("Not every indicator was found", f"There is no indicator called {said}.")


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
        kept=_pinned(selection),
        label="Choose what goes into the pack",
        button="Put together",
    )


# ---- what is chosen


def _parts(
    ask: Ask, area: Area, parts: Sequence[str], measures: Sequence[Indicator], chosen: Mapping[str, str]
) -> Iterator[Component]:
    """Sections of the pages that they are from, each asked for once."""
    at_a_glance = still.sections(glance.page(chosen, ask)) if set(parts) & set(OF_GLANCE) else {}
    for part in parts:
        if part in at_a_glance:
            yield still.still(at_a_glance[part])
        elif part == "timeline":
            shown = still.sections(inspections.page(chosen, ask))
            if part in shown:
                yield still.still(shown[part])
        elif part in FINDINGS:
            yield from _findings(ask, area, part, chosen)
    for one in measures:
        yield _measure(ask, area, one, chosen)
    if "sources" in parts:
        yield _sources(ask, area, chosen)


def _findings(ask: Ask, area: Area, kind: str, chosen: Selection) -> Iterator[Component]:
    """Those of a kind, of the latest inspection that has any findings."""
    found = ask.findings(authority=area.code)
    when = {one.inspection: one.when for one in ask.judgements(authority=area.code)}
    latest = max((one.inspection for one in found), key=lambda name: when.get(name, ""), default="")
    shown = [one for one in found if one.inspection == latest and one.kind == kind]
    if shown:
        yield components.section(f"{FINDINGS[kind]}: {latest}", finding_lists(shown, chosen, html.H3))


def _measure(ask: Ask, area: Area, one: Indicator, chosen: Mapping[str, str]) -> Component:
    """An indicator's message, its charts with their figures, and its neighbours."""
    shown = indicator.page({**chosen, "indicator": one.id}, ask)
    found = still.sections(shown)
    inside = [part for name in OF_INDICATOR if name in found for part in still.inside(found[name])]
    href = addresses.to("/indicator", chosen, indicator=one.id, area=area.code)
    return components.section(
        one.name, *inside, components.prose(components.link("Its own page", href)), lead=still.lead(shown)
    )


def _sources(ask: Ask, area: Area, chosen: Selection) -> Component:
    """The authority's own papers, and the files of every authority."""
    rows: list[list[components.Part]] = []
    for one in ask.sources():
        if one.authority in ("", area.code):
            link = components.link(one.title, addresses.to(f"/sources/{one.id}", chosen))
            rows.append([link, one.publisher, wording.date(one.published_on) or "not stated", one.licence])
    words = components.Table("Papers and files", ("Title", "Publisher", "Published", "Licence"), rows, ())
    return components.section(text.PACK_PARTS["sources"], components.table(words))
