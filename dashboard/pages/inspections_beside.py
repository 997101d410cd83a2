"""Of /inspections: the latest judgements of one kind of inspection, an authority beside others."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, histories, ids, tallies, text, wording, wording_inspections
from dashboard.pages.inspections_chosen import PATH, Chosen
from dashboard.pages.parts import behind
from dashboard.queries import Ask
from dashboard.records import Judgement
from dashboard.selecting import Selection
from loaders.reference import Framework, Theme


def section(ask: Ask, choice: Chosen, judged: Sequence[Judgement]) -> Component | None:
    """The councils of a framework, a column each; where these are many, neighbours, a row each."""
    framework = choice.framework
    if framework is None:
        return None
    latest = _latest([one for one in judged if one.framework == framework.id and one.kind != "narrative"])
    themes = [
        theme for theme in ask.reference.themes.values() if any(one.theme == theme.id for one in latest)
    ]
    draw = _neighbours if choice.many else _grid
    return components.section(
        "Side by side, one kind of inspection at a time",
        components.tabs("Kind of inspection", _kinds(ask, choice)),
        *draw(ask, choice, framework, themes, latest),
        lead=f"{text.SCALE} {text.CHOOSE_A_JUDGEMENT}",
        name=ids.GRID,
    )


def _kinds(ask: Ask, choice: Chosen) -> list[tuple[str, str, bool]]:
    """The kinds of inspection that the authority has had, and the one shown; all, where it has had none."""
    had = [name for name, codes in choice.inspected.items() if choice.area.code in codes]
    had = had or list(choice.inspected)
    current = choice.framework.id if choice.framework else ""
    kinds = [ask.reference.frameworks[name] for name in dict.fromkeys((*had, current)) if name]
    at = ids.section(ids.GRID)
    return [(one.name, choice.address(at, framework=one.id), one.id == current) for one in kinds]


def _latest(judged: Sequence[Judgement]) -> list[Judgement]:
    """Of each council, the judgements of its newest inspection."""
    newest: dict[str, Judgement] = {}
    for one in judged:
        if one.authority not in newest or one.when > newest[one.authority].when:
            newest[one.authority] = one
    return [one for one in judged if one.inspection == newest[one.authority].inspection]


# ---- a column a council


def _grid(
    ask: Ask, choice: Chosen, framework: Framework, themes: Sequence[Theme], latest: Sequence[Judgement]
) -> list[Component | None]:
    councils = choice.councils
    names = [ask.reference.areas[code].name for code in councils]
    rows: list[list[components.Part]] = [
        [theme.name, *(_cell(latest, code, theme, choice.selection) for code in councils)] for theme in themes
    ]
    words = components.Table(
        f"{framework.name} ({framework.years}): {wording.joined(names)}",
        ("Theme", *names),
        rows,
        numbers=(),
        note=f"{framework.direction} {framework.caveat}",
    )
    only = f"Only {names[0]} has one of these in the papers we hold." if len(names) == 1 else ""
    return [components.prose(only) if only else None, components.table(words)]


def _cell(latest: Sequence[Judgement], code: str, theme: Theme, selection: Selection) -> components.Part:
    judged = [one for one in latest if one.authority == code and one.theme == theme.id]
    if not judged:
        return html.Span("not judged", className="hint")
    return html.Div([_judgement(one, selection, alone=len(judged) == 1) for one in judged], className="cell")


def _judgement(one: Judgement, selection: Selection, *, alone: bool) -> Component:
    word = wording.word(one)
    shown = (
        html.Span(f"“{one.printed}”")
        if selection.get("show") == "printed"
        else components.grade(one.grade, word)
    )
    title = f"{one.section}: {one.aspect}" if one.section else one.aspect
    together = histories.reworded(one.note)
    label = text.WITH_CARE_LEAVERS if together else None if alone else title
    named = components.aria("label", f"{title}{f', {label}' if together else ''}: {word}")
    return html.A(
        [shown, html.Span(label, className="hint") if label else None], href=behind(one, selection), **named
    )


# ---- a row a council


def _neighbours(
    ask: Ask, choice: Chosen, framework: Framework, themes: Sequence[Theme], latest: Sequence[Judgement]
) -> list[Component | None]:
    rows: list[list[components.Part]] = []
    for code in choice.councils:
        here = [one for one in latest if one.authority == code]
        cells = [
            _cell(here, code, theme, choice.selection)
            if here
            else html.Span(text.NOT_INSPECTED, className="hint")
            for theme in themes
        ]
        rows.append([_name(ask, choice, code, here), *cells])
    words = components.Table(
        f"{framework.name} ({framework.years}): the latest judgements",
        (_names_head(), *(theme.name for theme in themes)),
        rows,
        numbers=(),
        marked=0,
        note=f"{framework.direction} {framework.caveat}",
    )
    said = components.prose(*_said(choice, framework, latest))
    return [said, html.Div(components.table(words), className="by-council")]


def _names_head() -> Component:
    return html.Div(["Authority", html.Span("and when it was inspected", className="hint")])


def _name(ask: Ask, choice: Chosen, code: str, here: Sequence[Judgement]) -> Component:
    """A row's header: the council, how near it is, and when it was inspected."""
    name = ask.reference.areas[code].name
    selection, framework = choice.selection, here[0].framework if here else ""
    hints = [wording_inspections.month(here[0]) if here else text.NOT_INSPECTED]
    if code != choice.area.code and choice.neighbours:
        near = dict(zip(choice.neighbours.neighbours, choice.neighbours.closeness, strict=True))[code]
        hints = [*([near[:1].lower() + near[1:]] if near else []), *hints]
        link = addresses.to(PATH, selection, area=code, framework=framework, show=selection.get("show", ""))
        shown: components.Part = components.link(name, link)
    else:
        shown = name
    return html.Div([shown, *(html.Span(hint, className="hint") for hint in hints)])


def _said(choice: Chosen, framework: Framework, latest: Sequence[Judgement]) -> list[str]:
    """Whom the table sets beside the authority, and how these were judged overall."""
    others = [one for one in latest if one.authority != choice.area.code]
    days = {one.authority: one.inspected_from or one.when for one in others}
    said = [wording_inspections.beside(choice.area, choice.neighbours, list(days.values()))]
    grades = [one.grade for one in others if one.theme == "overall"]
    if grades:
        counts = [grades.count(level) for level in tallies.LEVELS]
        counted = wording_inspections.counted(counts, wording_inspections.scale(framework))
        said.append(f"Judged overall, of these {len(days)}: {counted}.")
    return said
