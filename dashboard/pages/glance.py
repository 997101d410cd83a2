"""/ : one authority at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import (
    addresses,
    benchmark,
    charting,
    components,
    figures,
    numbers,
    targets,
    text,
    views,
    wording,
    wording_benchmark,
    wording_profile,
    wording_trend,
)
from dashboard.page import Page
from dashboard.pages import glance_questions
from dashboard.pages.glance_profile import FEWEST, among, furthest
from dashboard.pages.parts import (
    before,
    choose_authority,
    figure_link,
    inspection_panel,
    level_link,
    newest,
    row_link,
    standing,
    unknown_authority,
)
from dashboard.profile_evidence import Choice
from dashboard.profiles import Row
from dashboard.queries import Ask
from dashboard.questions import Inspected, questions
from dashboard.records import Observation, Threshold
from dashboard.selecting import Evidence, Selection, authority, question
from loaders.reference import Area, Indicator

PATH = "/"
NAME = "At a glance"

FEW = 5
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
    compared = _compared(ask, area, own, mine, listed)
    sources = {one.id: one for one in ask.sources()}
    judged = [one for one in ask.judgements(authority=area.code) if one.kind != "narrative"]
    findings = ask.findings(authority=area.code) if judged else ()
    chosen, ordered = among(ask, area)
    strips = furthest(chosen, ordered, selection)
    pairs = _aimed(ask, area, own, mine)
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
            _panels(compared, own, selection, _why_few(ask, area, own)) if own or strips is None else None,
            _targets(area, pairs, selection),
            _others(ask, own, {view.indicator.id for view, _ in compared}, selection, area),
        ),
    )


def _lead(
    inspected: str,
    chosen: Choice,
    ordered: Sequence[Row],
    compared: Sequence[tuple[benchmark.Benchmark, benchmark.Question]],
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


# ---- figures that can be held against something


def _compared(
    ask: Ask,
    area: Area,
    own: Sequence[Observation],
    thresholds: Sequence[Threshold],
    listed: Sequence[str],
) -> list[tuple[benchmark.Benchmark, benchmark.Question]]:
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


def _why_few(ask: Ask, area: Area, own: Sequence[Observation]) -> str:
    """Why there is little to show of it: its own paper prints little, or we hold none of its papers."""
    if area.code in ask.paper_authorities():
        return text.FEW_FIGURES_WHY
    return text.NO_PAPER_WHY if own else text.NO_FIGURES_WHY


def _panels(
    compared: Sequence[tuple[benchmark.Benchmark, benchmark.Question]],
    own: Sequence[Observation],
    selection: Selection,
    why_few: str,
) -> Component:
    title = "How its figures compare"
    if not compared:
        heading = text.FEW_FIGURES if own else text.NO_FIGURES
        return components.section(title, components.notice(heading, why_few, text.HOW_TO_ADD))
    made = [_panel(view, asked, own, selection) for view, asked in compared]
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
        name = f"Average of {view.neighbours.used} of {view.neighbours.total} neighbours"
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


# ---- targets


def _aimed(
    ask: Ask, area: Area, own: Sequence[Observation], thresholds: Sequence[Threshold]
) -> tuple[targets.Target, ...]:
    mine = [one for one in thresholds if one.area == area.code]
    return targets.paired(mine, own, ask.measures.of(one.indicator for one in mine))


def _targets(area: Area, pairs: Sequence[targets.Target], selection: Selection) -> Component | None:
    if not pairs:
        return None
    aimed = [one for one in pairs if one.target]
    started = [one for one in aimed if one.baseline]
    rest = [one for one in aimed if not one.baseline]
    told = components.details(
        f"Targets without a printed baseline ({len(rest)})",
        _target_table(f"{area.name}'s targets without a printed baseline", area, rest, selection),
        is_open=not started,
    )
    first = _target_table(f"{area.name}'s targets", area, started, selection) if started else None
    return components.section(
        "What it aimed for", first, told if rest else None, lead=text.TARGETS_LEAD, name="targets"
    )


def _target_table(
    caption: str, area: Area, aimed: Sequence[targets.Target], selection: Selection
) -> Component:
    head = ("What", "Baseline", "Target", "Due", "Newest figure since")
    rows = [_target_row(one, selection, area) for one in aimed]
    return components.table(components.Table(caption, head, rows, numbers=()))


def _target_row(one: targets.Target, selection: Selection, area: Area) -> list[components.Part]:
    name = wording.measure(one.indicator, one.breakdown)
    href = addresses.to(
        "/indicator", selection, indicator=one.indicator.id, area=area.code, breakdown=one.breakdown
    )
    target, baseline = one.target, one.baseline
    dated = f" ({baseline.period})" if baseline and baseline.period else ""
    started = html.Span([level_link(baseline, selection), dated]) if baseline else "none printed"
    due = (target.due or target.period or "not said") if target else "–"
    shown = one.since or (None if one.dated else one.newest)
    since = wording.since(one)
    newest_figure = components.link(since, addresses.source(shown.place, selection)) if shown else since
    return [components.link(name, href), started, level_link(target, selection), due, newest_figure]


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
