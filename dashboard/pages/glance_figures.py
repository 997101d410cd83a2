"""Of /: the figures that can be held against something, each in a panel with what it is held against."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import (
    addresses,
    benchmark,
    charting,
    components,
    figures,
    numbers,
    text,
    views,
    wording,
    wording_benchmark,
    wording_trend,
)
from dashboard.pages.parts import figure_link, level_link, newest, row_link
from dashboard.queries import Ask
from dashboard.records import Observation, Threshold
from dashboard.selecting import Evidence, Selection, question
from loaders.reference import Area

FEW = 5


def compared(
    ask: Ask,
    area: Area,
    own: Sequence[Observation],
    thresholds: Sequence[Threshold],
    listed: Sequence[str],
) -> list[tuple[benchmark.Benchmark, benchmark.Question]]:
    """An authority's figures that can be held against something; what can be compared best comes first."""
    names = list(dict.fromkeys(one.indicator for one in own if not one.breakdown and one.headline))
    if not names:
        return []
    everyone = ask.observations(indicator=names, breakdown="", source=listed)
    evidence = Evidence(everyone, thresholds, ask.neighbour_lists(area.code))
    found: list[tuple[benchmark.Benchmark, benchmark.Question]] = []
    for name in names:
        asked = question(ask, ask.measures[name], area, evidence)
        view = benchmark.benchmark(asked)
        if _held_against(view, asked):
            found.append((view, asked))
    return sorted(found, key=lambda pair: (not pair[0].indicator.comparable, -_comparators(pair[0])))


def _comparators(view: benchmark.Benchmark) -> int:
    """How many things a figure is held against: what can be compared best comes first."""
    known = (view.england, view.region, view.threshold, view.neighbours.mean, view.standing)
    return sum(one is not None for one in known) + len(view.groups)


def _held_against(view: benchmark.Benchmark, asked: benchmark.Question) -> bool:
    if view.latest is None or view.latest.value is None:
        return False
    points = sum(one.area == asked.area.code for one in benchmark.series(asked.observations))
    ours = view.indicator.comparable and view.indicator.polarity != "none"
    return _comparators(view) > 0 or points > 1 or ours


def why_few(ask: Ask, area: Area, own: Sequence[Observation]) -> str:
    """Why there is little to show of it: its own paper prints little, or we hold none of its papers."""
    if area.code in ask.paper_authorities():
        return text.FEW_FIGURES_WHY
    return text.NO_PAPER_WHY if own else text.NO_FIGURES_WHY


def panels(
    held: Sequence[tuple[benchmark.Benchmark, benchmark.Question]],
    own: Sequence[Observation],
    selection: Selection,
    why_few: str,
) -> Component:
    """A panel for each figure; without any, why there are none."""
    title = "How its figures compare"
    if not held:
        heading = text.FEW_FIGURES if own else text.NO_FIGURES
        return components.section(title, components.notice(heading, why_few, text.HOW_TO_ADD))
    made = [_panel(view, asked, own, selection) for view, asked in held]
    few = components.notice(text.FEW_FIGURES, why_few) if len(own) <= FEW else None
    return components.section(title, components.panels(*made), few, name="figures")


def _panel(
    view: benchmark.Benchmark, asked: benchmark.Question, own: Sequence[Observation], selection: Selection
) -> Component | None:
    indicator, latest = view.indicator, view.latest
    if latest is None:
        return None
    drawn = charting.trend(asked, indicator.name)
    many = drawn is not None and any(len(line.marks) > 1 for line in drawn.lines)
    course = wording_trend.course(drawn.lines[0], indicator) if drawn and many else ""
    return components.key_figure(
        components.KeyFigure(
            name=indicator.name,
            value=numbers.large(latest, indicator.unit, indicator.decimals),
            period="no date given" if view.period == "undated" else view.period,
            direction=wording.direction(indicator.polarity) if indicator.polarity != "none" else "",
            says=wording_benchmark.message(view) if _comparators(view) else course or None,
            comparisons=[*_comparisons(view, asked, selection), *_read_with(asked, own, selection)],
            figure=figures.small_trend(drawn) if drawn and many else None,
            sentence=wording_trend.alone(indicator.name, course),
            href=addresses.to("/indicator", selection, indicator=indicator.id, area=view.area.code),
            source=row_link(latest.place, selection),
        )
    )


def _comparisons(
    view: benchmark.Benchmark, asked: benchmark.Question, selection: Selection
) -> list[components.Comparison]:
    unit = view.indicator.unit
    held: list[components.Comparison] = []
    if view.neighbours.mean is not None:
        listed = wording.small(wording.list_option(view.list))
        name = f"Average of {view.neighbours.used} of {view.neighbours.total} neighbours ({listed})"
        value = numbers.computed(view.neighbours.mean, unit, view.indicator.decimals)
        held.append(components.Comparison(name, value, "neighbours"))
    named: tuple[tuple[str, Observation | None, views.Role], ...] = (
        (asked.areas[view.area.region].name if view.area.region else "", view.region, "region"),
        ("England", view.england, "england"),
    )
    held += [
        components.Comparison(n, figure_link(one, unit, selection), role) for n, one, role in named if one
    ]
    held += [components.Comparison(n, figure_link(one, unit, selection), "other") for n, one in view.groups]
    if view.threshold:
        held.append(
            components.Comparison("National threshold", level_link(view.threshold, selection), "level")
        )
    return held


def _read_with(
    asked: benchmark.Question, own: Sequence[Observation], selection: Selection
) -> list[components.Comparison]:
    """The indicators that must be read with this one, such as "not known" beside NEET."""
    held: list[components.Comparison] = []
    for name in asked.indicator.beside:
        one = newest([each for each in own if each.indicator == name])
        if one:
            held.append(
                components.Comparison(f"Not known ({one.period})", figure_link(one, "%", selection), "other")
            )
    return held
