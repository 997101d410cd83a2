"""Of /inspections: one authority's inspections in time order, in which only one framework's are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import (
    components,
    display,
    figures_inspections,
    histories,
    ids,
    text,
    views,
    wording,
    wording_inspections,
)
from dashboard.pages.inspections_chosen import Chosen
from dashboard.pages.parts import LONG, behind, row_link, sectioned
from dashboard.queries import Ask
from dashboard.records import Judgement, Source
from dashboard.selecting import Selection
from loaders.reference import Area, Framework


def section(
    ask: Ask, choice: Chosen, formal: Sequence[Judgement], sources: Mapping[str, Source]
) -> Component:
    """A panel a framework, as a chart and in words, with the authorities that came before or after."""
    area = choice.area
    title = f"{area.name}'s inspections, one after the other"
    line = _lineage(ask, choice)
    if not formal:
        told = components.notice("No inspection on record", text.NO_JUDGEMENTS, text.ANOTHER_AUTHORITY)
        return components.section(title, told, line, name="timeline")
    runs = histories.runs(formal, sources)
    panels = [_panel(ask.reference.frameworks[run.framework], run, sources, choice.selection) for run in runs]
    return components.section(
        title,
        line,
        *_charts(ask, area, runs, sources, in_a_room=display.room(choice.selection) > 0),
        components.panels(*panels, loose=True),
        lead=text.NOT_ONE_STANDARD,
        name="timeline",
    )


# ---- as a chart


def _charts(
    ask: Ask,
    area: Area,
    runs: Sequence[histories.Run],
    sources: Mapping[str, Source],
    *,
    in_a_room: bool,
) -> list[Component]:
    """All frameworks' panels in one chart; in a room, where that would not be on one screen, a chart each."""
    frameworks = ask.reference.frameworks
    drawn: list[Component] = []
    for several in [[run] for run in runs] if in_a_room else [runs]:
        blocks = tuple(block for run in several for block in _blocks(frameworks[run.framework], run, sources))
        figure = figures_inspections.timeline(views.Timeline(f"{area.name}'s judgements", blocks))
        caption = wording_inspections.timeline(area, several, frameworks)
        name = ids.one_of(ids.TIMELINE, len(drawn))
        summary = f"{caption} {text.PANEL_EACH}"
        drawn.append(components.chart(name, figure, caption, summary, None))
    return drawn


def _blocks(framework: Framework, run: histories.Run, sources: Mapping[str, Source]) -> list[views.Block]:
    numbers = {(one.section, one.aspect): k + 1 for k, one in enumerate(run.courses)} if run.several else {}
    made: list[views.Block] = []
    for here in run.inspections:
        first = here[0]
        said = (
            wording_inspections.month(first)
            if run.several
            else wording.when(first, sources.get(first.place.source))
        )
        judged = tuple(
            views.Judged(
                _aspect(one), one.grade, one.printed, number=numbers.get((one.section, one.aspect), 0)
            )
            for one in here
        )
        at = _year(histories.when(first, sources))
        made.append(views.Block(framework.name, first.inspection, said, at, judged, framework.caveat))
    return made


def _aspect(one: Judgement | histories.Course) -> str:
    return f"{one.aspect} ({one.section})" if one.section else one.aspect


def _year(date: str) -> float:
    year, month = ([int(part) for part in date.split("-")] + [6])[:2] if date else (2000, 1)
    return year + (month - 1) / 12


# ---- in words


def _panel(
    framework: Framework, run: histories.Run, sources: Mapping[str, Source], selection: Selection
) -> Component:
    if run.several:
        return _course_panel(framework, run, selection)
    here = run.inspections[0]
    said = wording.when(here[0], sources.get(here[0].place.source))
    return components.panel(
        framework.name,
        html.P(f"{here[0].inspection} · {said}", className="period"),
        *sectioned(here, selection),
        html.P(framework.caveat, className="caveat"),
        row_link(here[0].place, selection),
        is_long=len(here) > LONG,
    )


def _course_panel(framework: Framework, run: histories.Run, selection: Selection) -> Component:
    """Several inspections under one framework: each aspect through them, and what became of its grade."""
    firsts = [here[0] for here in run.inspections]
    notes = dict.fromkeys(one.note for here in run.inspections for one in here if one.note)
    months = [wording_inspections.month(one) for one in firsts]
    published = [f"{month}, {wording.when(one, None)}" for month, one in zip(months, firsts, strict=True)]
    courses = [_course(one, months, number, selection) for number, one in enumerate(run.courses, 1)]
    return components.panel(
        framework.name,
        html.P(" · ".join(published), className="period"),
        html.Ol(courses, className="judgements courses"),
        *(html.P(one, className="caveat") for one in (framework.caveat, *notes)),
        *(row_link(one.place, selection) for one in firsts),
        is_long=True,
    )


def _course(one: histories.Course, months: Sequence[str], number: int, selection: Selection) -> Component:
    """An aspect: its judgements with their months, then what became of the grade."""
    judged = [
        html.Span([html.Span(month, className="hint"), *_judged(each, selection)], className="then")
        for month, each in zip(months, one.judged, strict=True)
    ]
    step = html.Span(wording_inspections.step(one.step, months[-2]), className="step")
    return components.numbered(
        number, html.Span(_aspect(one)), html.Span([*judged, step], className="course")
    )


def _judged(each: Sequence[Judgement], selection: Selection) -> list[Component]:
    return [
        html.A(
            components.grade(one.grade, wording.word(one)),
            href=behind(one, selection),
            **components.aria(
                "label", f"{one.aspect}, {wording_inspections.month(one)}: {wording.word(one)}"
            ),
        )
        for one in each
    ] or [html.Span("not judged", className="hint")]


# ---- the authorities before and after it


def _lineage(ask: Ask, choice: Chosen) -> Component | None:
    areas = ask.reference.areas
    older = [one for one in areas.values() if choice.area.code in one.successor]
    newer = [areas[code] for code in choice.area.successor]
    said = wording_inspections.lineage(choice.area, older, newer)
    if not said:
        return None
    seen = {code for codes in choice.inspected.values() for code in codes}
    links = [
        components.link(f"Inspections of {one.name}", choice.address("", area=one.code).rstrip("#"))
        for one in (*older, *newer)
        if one.code in seen
    ]
    return html.Div([components.prose(*said), components.bullets(links) if links else None])
