"""What several pages have in common: choosing an authority, an inspection in a box, links to rows of sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, text, wording
from dashboard.page import Page
from dashboard.queries import Ask
from dashboard.records import Finding, Judgement, Place, Source
from dashboard.selecting import Selection
from loaders.reference import Area, Framework

FINDING_TITLES = {"strength": "Strengths", "weakness": "Weaknesses", "recommendation": "Recommendations"}


def authority_options(ask: Ask) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The authorities to choose from: first those whose papers we hold, then those that have any figure."""
    known, own = ask.authorities(), set(ask.paper_authorities())
    groups = {
        "Councils whose papers we hold": [(area.code, area.name) for area in known if area.code in own],
        "Other authorities with figures": [(area.code, area.name) for area in known if area.code not in own],
    }
    return {name: pairs for name, pairs in groups.items() if pairs}


def select_authority(ask: Ask, area: Area | None) -> Component:
    """A native select of authorities."""
    return components.select("area", "Authority", authority_options(ask), area.code if area else "")


def choose_authority(
    ask: Ask, selection: Selection, path: str, area: Area | None, *more: Component, **kept: str
) -> Component:
    """The form that chooses an authority (and `more`), keeping the release and whatever else is `kept`."""
    held = {**kept, **({"release": selection["release"]} if selection.get("release") else {})}
    return components.choose(path, select_authority(ask, area), *more, kept=held)


def unknown_authority(selection: Selection, ask: Ask, path: str) -> Page:
    """The address names an authority that does not exist: says so, and offers those that do."""
    said = selection.get("area", "")
    near = ask.reference.near_area(said)
    hint = f"Did you mean {near}? " if near else ""
    lead = f"There is no authority called “{said}”. {hint}Choose one below."
    return Page("Authority not found", components.main("Authority not found", lead, choose_authority(ask, selection, path, None)), 404)


def row_link(place: Place, selection: Selection) -> Component:
    """Where a figure comes from, with a link to its row on the page of its source."""
    return components.source(place.locator, addresses.source(place, selection))


def judgement_list(judged: Sequence[Judgement], selection: Selection, *, link: bool = True) -> Component:
    """Judgements with badge and printed words, each linked to what is behind it."""
    rows: list[Component] = []
    for one in judged:
        href = addresses.to(
            "/inspections", selection, area=one.authority, judgement=one.place.anchor, framework=one.framework
        )
        label = html.A(one.aspect, href=href + "#section-findings") if link else one.aspect
        kind = html.Span(text.ADDITIONAL, className="hint") if one.kind == "additional" else None
        badge = components.grade(one.grade, one.printed.split(";")[0].strip())
        rows.append(html.Li([html.Span([label, kind]), badge]))
    return html.Ul(rows, className="judgements plain")


def inspection_panel(
    framework: Framework,
    judged: Sequence[Judgement],
    findings: Sequence[Finding],
    source: Source | None,
    selection: Selection,
) -> Component:
    """One inspection in a box: its judgements, the caveat of its framework, the findings behind it, its source."""
    sections = list(dict.fromkeys(one.section for one in judged))
    lists: list[components.Part] = []
    for section in sections:
        here = [one for one in judged if one.section == section]
        lists += [html.H4(section) if section and len(sections) > 1 else None, judgement_list(here, selection)]
    first = judged[0]
    folded = components.details(f"Why: {len(findings)} findings", finding_lists(findings, selection)) if findings else None
    return components.panel(
        framework.name,
        html.P(f"{first.inspection} · {wording.when(first, source)}", className="period"),
        *lists,
        html.P(framework.caveat, className="caveat"),
        folded,
        row_link(first.place, selection),
    )


def finding_lists(findings: Sequence[Finding], selection: Selection) -> Component:
    """Strengths, weaknesses and recommendations with their deadlines, each with its place in the report."""
    made: list[Component] = []
    for kind, title in FINDING_TITLES.items():
        here = [one for one in findings if one.kind == kind]
        if here:
            made.append(html.Div([html.H4(f"{title} ({len(here)})"), html.Ul([_finding(f, selection) for f in here], className="bullets")]))
    return html.Div([*made, html.P(text.FINDINGS_ARE_OURS, className="note")])


def _finding(one: Finding, selection: Selection) -> Component:
    due = f" By when: {one.deadline}." if one.deadline else ""
    place = html.A(one.place.locator, href=addresses.source(one.place, selection), className="place")
    return html.Li([f"{one.text}{due} ", place])
