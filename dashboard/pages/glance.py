"""/ : one authority at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import addresses, components, numbers, text, wording, wording_benchmark, wording_profile
from dashboard.benchmark import Benchmark, Question
from dashboard.page import Page
from dashboard.pages import glance_figures, glance_questions, glance_targets
from dashboard.pages.glance_profile import FEWEST, among, furthest
from dashboard.pages.parts import (
    before,
    choose_authority,
    inspection_panel,
    standing,
    unknown_authority,
)
from dashboard.profile_evidence import Choice
from dashboard.profiles import Row
from dashboard.queries import Ask
from dashboard.questions import Inspected, questions
from dashboard.records import Observation
from dashboard.selecting import Selection, authority
from loaders.reference import Area, Indicator

PATH = "/"
NAME = "At a glance"

MESSAGES = 2  # figures that the page's message gives
TABLE_PERIODS = 3


def page(selection: Selection, ask: Ask) -> Page:
    """One authority: what inspectors said, how its figures compare, what it aimed for."""
    area = authority(ask, selection)
    if area is None:
        return unknown_authority(selection, ask, PATH)
    listed = ask.listed()
    own = ask.observations(area=area.code, source=listed)
    mine = tuple(one for one in ask.thresholds() if one.area in ("", area.code))
    compared = glance_figures.compared(ask, area, own, mine, listed)
    sources = {one.id: one for one in ask.sources()}
    judged = [one for one in ask.judgements(authority=area.code) if one.kind != "narrative"]
    findings = ask.findings(authority=area.code) if judged else ()
    chosen, ordered = among(ask, area)
    strips = furthest(chosen, ordered, selection)
    pairs = glance_targets.aimed(ask, area, own, mine)
    inspected = Inspected(judged, findings, sources, ask.reference.frameworks)
    asked = questions(ordered, inspected, pairs)
    return Page(
        f"{area.name} at a glance",
        components.main(
            f"{area.name} at a glance",
            _lead(standing(ask, area, judged, sources) if judged or own else "", chosen, ordered, compared),
            choose_authority(ask, selection, PATH, area),
            glance_questions.section(asked, area, chosen.listed, selection),
            _inspections(inspected, area, selection),
            strips,
            glance_figures.panels(compared, own, selection, glance_figures.why_few(ask, area, own))
            if own or strips is None
            else None,
            glance_targets.section(area, pairs, selection),
            _others(ask, own, {view.indicator.id for view, _ in compared}, selection, area),
        ),
    )


def _lead(
    inspected: str,
    chosen: Choice,
    ordered: Sequence[Row],
    compared: Sequence[tuple[Benchmark, Question]],
) -> str:
    """The page's message: how inspectors judged the council, and how its figures stand among its neighbours'.

    Where few can be put in order, what the first of them say that have a place among others.
    """
    if chosen.listed and len(ordered) >= FEWEST:
        figures_say = [wording_profile.balance(chosen.area, chosen.listed, ordered)]
    else:
        figures_say = [wording_benchmark.message(view, named=True) for view, _ in compared if view.standing][
            :MESSAGES
        ]
    return " ".join([inspected or text.NO_JUDGEMENTS, *figures_say])


# ---- inspections


def _inspections(inspected: Inspected, area: Area, selection: Selection) -> Component:
    judged, sources = inspected.judged, inspected.sources
    title = "What inspectors said"
    if not judged:
        told = components.notice("No inspection on record", text.NO_JUDGEMENTS, text.ANOTHER_AUTHORITY)
        return components.section(title, told)
    by_inspection = dict.fromkeys(
        one.inspection for one in sorted(judged, key=lambda one: one.when, reverse=True)
    )
    seen: set[str] = set()
    panels: list[Component] = []
    for inspection in by_inspection:
        here = [one for one in judged if one.inspection == inspection]
        framework = inspected.frameworks[here[0].framework]
        if framework.id in seen:
            continue
        seen.add(framework.id)
        said = [one for one in inspected.findings if one.inspection == inspection]
        source = sources.get(here[0].place.source)
        earlier = before(framework.id, judged, sources)
        panels.append(inspection_panel(framework, here, said, source, selection, earlier))
    more = components.link("All inspections, findings and a timeline", _to_inspections(area, selection))
    return components.section(
        title, components.panels(*panels, loose=True), components.prose(more), lead=text.SCALE, name="judged"
    )


def _to_inspections(area: Area, selection: Selection) -> str:
    return addresses.to("/inspections", selection, area=area.code)


# ---- everything else


def _others(
    ask: Ask, own: Sequence[Observation], shown: set[str], selection: Selection, area: Area
) -> Component | None:
    topics: dict[str, list[Indicator]] = {}
    for name in dict.fromkeys(one.indicator for one in own):
        if name not in shown:
            indicator = ask.measures[name]
            topics.setdefault(indicator.topics[0], []).append(indicator)
    if not topics:
        return None
    folded = [
        components.details(f"{topic} ({len(found)})", _topic_table(topic, found, own, selection, area))
        for topic, found in sorted(topics.items())
    ]
    lead = "Figures that the papers print without anything to hold them against, by topic."
    return components.section("All other figures", *folded, lead=lead, name="others")


def _topic_table(
    topic: str, found: Sequence[Indicator], own: Sequence[Observation], selection: Selection, area: Area
) -> Component:
    rows: list[list[components.Part]] = []
    for indicator in found:
        mine = [one for one in own if one.indicator == indicator.id and one.headline]
        total = [one for one in mine if not one.breakdown] or mine
        href = addresses.to("/indicator", selection, indicator=indicator.id, area=area.code)
        for one in _newest(total):
            name = wording.measure(indicator, one.breakdown)
            value = components.link(
                numbers.published(one, indicator.unit), addresses.source(one.place, selection)
            )
            rows.append([components.link(name, href), one.period, value])
    return components.table(components.Table(topic, ("What", "Period", "Figure"), rows, numbers=(2,)))


def _newest(found: Sequence[Observation]) -> list[Observation]:
    """The newest of dated figures, or a few of each group where the paper gives several or no dates."""
    dated = [one for one in found if one.dated]
    if dated:
        end = max(one.end for one in dated)
        return [one for one in dated if one.end == end][:TABLE_PERIODS]
    return list(found)[:TABLE_PERIODS]
