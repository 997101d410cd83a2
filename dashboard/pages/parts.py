"""What pages have in common: choosing an authority, an inspection in a box, links to rows of sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard import (
    addresses,
    components,
    histories,
    ids,
    numbers,
    text,
    views,
    wording,
    wording_inspections,
)
from dashboard.page import Page
from dashboard.queries import Ask
from dashboard.records import Finding, Judgement, Observation, Place, Source, Threshold
from dashboard.selecting import Selection
from dashboard.strips import Ways
from loaders.reference import Area, Framework

To = Callable[[str], str]

LONG = 5  # judgements in a box that then takes the whole width
MOST = 40  # findings of a kind that a box has room for, where an inspection has hundreds
FINDING_TITLES = {"strength": "Strengths", "weakness": "Weaknesses", "recommendation": "Recommendations"}


def authority_options(ask: Ask) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The authorities to choose from: first those whose papers we hold, then all others known."""
    known, own = ask.authorities(), set(ask.paper_authorities())
    groups = {
        "Councils whose papers we hold": [(area.code, area.name) for area in known if area.code in own],
        "Other authorities": [(area.code, area.name) for area in known if area.code not in own],
    }
    return {name: pairs for name, pairs in groups.items() if pairs}


def select_authority(ask: Ask, area: Area | None) -> Component:
    """A native select of authorities; one of which nothing is known can be chosen while it is shown."""
    options = authority_options(ask)
    if area and not any(area.code == code for pairs in options.values() for code, _ in pairs):
        options = {"Shown now": [(area.code, area.name)], **options}
    return components.select("area", "Authority", options, area.code if area else "")


def choose_authority(
    ask: Ask, selection: Selection, path: str, area: Area | None, *more: Component, **kept: str
) -> Component:
    """The form that chooses an authority (and `more`), keeping what every form keeps, and what is `kept`."""
    held = {**kept, **addresses.kept(selection)}
    return components.choose(path, select_authority(ask, area), *more, kept=held)


def unknown_authority(selection: Selection, ask: Ask, path: str) -> Page:
    """The address names an authority that does not exist: says so, and offers those that do."""
    said = selection.get("area", "")
    near = ask.reference.near_area(said)
    hint = f"Did you mean {near}? " if near else ""
    lead = f"There is no authority called “{said}”. {hint}Choose one below."
    return Page(
        "Authority not found",
        components.main("Authority not found", lead, choose_authority(ask, selection, path, None)),
        404,
    )


def row_link(place: Place, selection: Selection) -> Component:
    """Where a figure comes from, with a link to its row on the page of its source."""
    return components.source(place.locator, addresses.source(place, selection))


def judgement_list(judged: Sequence[Judgement], selection: Selection, start: int = 1) -> Component:
    """Judgements with badge and printed words, linked to what is behind them; numbered as in the timeline."""
    return components.judgements(
        [
            views.Judged(
                one.aspect,
                one.grade,
                wording.word(one),
                behind(one, selection),
                text.ADDITIONAL if one.kind == "additional" else "",
            )
            for one in judged
        ],
        start,
    )


def behind(one: Judgement, selection: Selection) -> str:
    """The address that shows what is behind a judgement."""
    kept = {name: selection.get(name, "") for name in ("show", "list", "theme")}
    chosen = {"area": one.authority, "framework": one.framework, **kept, "judgement": one.place.anchor}
    return f"{addresses.to('/inspections', selection, **chosen)}#{ids.section(ids.FINDINGS)}"


def standing(ask: Ask, area: Area, judged: Sequence[Judgement], sources: Mapping[str, Source]) -> str:
    """Where an authority stands by its latest inspection of the whole council."""
    whole = [one for one in judged if ask.reference.frameworks[one.framework].whole_council]
    counted = [one for one in whole if one.kind == "headline"]
    if not counted:
        return wording.glance(area, "", [], "")
    newest = max([one for one in counted if one.when] or counted, key=lambda one: one.when)
    shown = [one for one in counted if one.inspection == newest.inspection]
    overall = [one for one in shown if one.aspect.casefold().startswith("overall")] or shown[:3]
    kind = wording_inspections.kind(ask.reference.frameworks[newest.framework])
    return wording.glance(area, kind, overall, wording.when(newest, sources.get(newest.place.source)))


def before(framework: str, judged: Sequence[Judgement], sources: Mapping[str, Source]) -> str:
    """An authority's overall judgements under a framework in one line; empty unless there are several."""
    found = [one.overall for one in histories.runs(judged, sources) if one.framework == framework]
    return wording_inspections.course(found[0]) if found and found[0] else ""


def sectioned(judged: Sequence[Judgement], selection: Selection) -> list[components.Part]:
    """Lists of judgements under the sections of the report; one list where the report has no sections."""
    sections = list(dict.fromkeys(one.section for one in judged))
    lists: list[components.Part] = []
    start = 1
    for section in sections:
        here = [one for one in judged if one.section == section]
        lists += [
            html.H4(section) if section and len(sections) > 1 else None,
            judgement_list(here, selection, start),
        ]
        start += len(here)
    return lists


def inspection_panel(
    framework: Framework,
    judged: Sequence[Judgement],
    findings: Sequence[Finding],
    source: Source | None,
    selection: Selection,
    before: str = "",
) -> Component:
    """One inspection in a box: its judgements, its framework's caveat, the findings behind it, its source.

    `before` is a sentence on what was judged before, under the same framework.
    """
    first = judged[0]
    folded = (
        components.details(f"Why: {len(findings)} findings", finding_lists(findings, selection, most=MOST))
        if findings
        else None
    )
    return components.panel(
        framework.name,
        html.P(f"{first.inspection} · {wording.when(first, source)}", className="period"),
        html.P(before, className="says") if before else None,
        *sectioned(judged, selection),
        html.P(framework.caveat, className="caveat"),
        folded,
        row_link(first.place, selection),
        is_long=len(judged) > LONG,
    )


def finding_lists(
    findings: Sequence[Finding],
    selection: Selection,
    heading: Callable[[str], Component] = html.H4,
    most: int = 0,
) -> Component:
    """Strengths, weaknesses and recommendations with their deadlines, each with its place in the report.

    `heading` is the level that fits where the lists stand; with `most`, of each kind no more than that.
    """
    cut = text.FINDINGS_CUT.format(most) if most and len(findings) > most * len(FINDING_TITLES) else ""
    made: list[Component] = []
    for kind, title in FINDING_TITLES.items():
        here = [one for one in findings if one.kind == kind]
        if here:
            made.append(
                html.Div(
                    [
                        heading(f"{title} ({len(here)})"),
                        html.Ul(
                            [_finding(f, selection) for f in (here[:most] if cut else here)],
                            className="bullets",
                        ),
                    ]
                )
            )
    said = f"{cut} {text.FINDINGS_ARE_OURS}".strip()
    return html.Div([*made, html.P(said, className="note")], className="findings")


def _finding(one: Finding, selection: Selection) -> Component:
    due = f" By when: {one.deadline}." if one.deadline else ""
    place = html.A(one.place.locator, href=addresses.source(one.place, selection), className="place")
    return html.Li([f"{one.text}{due} ", place])


def figure_link(one: Observation | None, unit: str, selection: Selection) -> components.Part:
    """A figure as printed, linked to its row; a dash where there is none."""
    return (
        components.link(numbers.published(one, unit), addresses.source(one.place, selection)) if one else "–"
    )


def level_link(one: Threshold | None, selection: Selection) -> components.Part:
    """A threshold, baseline or target as printed, linked to its row; a dash where there is none."""
    return components.link(numbers.level(one), addresses.source(one.place, selection)) if one else "–"


def newest(observations: Sequence[Observation]) -> Observation | None:
    """The newest dated headline figure with a value, of the total if there is one; None if there is none."""
    dated = [one for one in observations if one.dated and one.headline and one.value is not None]
    return max(dated, key=lambda one: (one.end, not one.breakdown), default=None)


def ways(selection: Selection, area: Area, listed: str) -> Ways:
    """Where rows of an authority's profile lead, held against a list."""
    start = addresses.to("/indicator", selection, area=area.code, list=listed).replace("&", "&amp;")
    return Ways(
        lambda name: f"{start}&amp;indicator={quote(name)}",
        lambda place: escape(addresses.source(place, selection)),
    )
