"""/indicator : one indicator, over time, ranked, against neighbours, and by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash.development.base_component import Component

from dashboard import addresses, benchmark, charting, components, figures, ids, numbers, text, views, wording
from dashboard.page import Page
from dashboard.pages.breakdowns import groups_in_text, in_table, printed_tables
from dashboard.pages.parts import newest, row_link, select_authority, unknown_authority
from dashboard.queries import Ask
from dashboard.records import NeighbourList, Observation, Threshold
from dashboard.selecting import Evidence, Selection, authority, question
from loaders.reference import Area, Indicator

PATH = "/indicator"
NAME = "Indicators"

START = "adoption-a1"


def page(selection: Selection, ask: Ask) -> Page:
    """The indicator's message, charts with their figures, groups, thresholds, definition and sources."""
    area = authority(ask, selection)
    if area is None:
        return unknown_authority(selection, ask, PATH)
    indicator = _indicator(ask, selection)
    if indicator is None:
        return _unknown_indicator(ask, selection, area)
    everyone = ask.observations(indicator=indicator.id)
    thresholds = ask.thresholds(indicator=indicator.id)
    lists = ask.neighbour_lists(area.code)
    breakdown = _breakdown(selection, everyone)
    evidence = Evidence(everyone, thresholds, lists)
    asked = question(ask, indicator, area, evidence, selection.get("list", ""), breakdown)
    view = benchmark.benchmark(asked)
    name = wording.measure(indicator, breakdown)
    return Page(
        f"{name}: {area.name}",
        components.main(
            f"{name}: {area.name}",
            wording.compared(view),
            _form(ask, selection, indicator, area, lists, asked),
            _coverage(asked, view),
            _trend(asked, view, name, selection),
            _ranked(asked, view, name, selection),
            _read_with(ask, asked, selection),
            _beside(ask, asked, view, selection),
            groups_in_text(indicator, area, everyone, selection),
            printed_tables(ask, area, everyone, selection),
            _undated(asked, selection),
            _thresholds(area, thresholds, selection),
            _about(indicator, everyone, selection),
            kicker=indicator.topics[0],
        ),
    )


# ---- choosing


def _indicator(ask: Ask, selection: Selection) -> Indicator | None:
    present = ask.indicators()
    said = selection.get("indicator") or (START if START in present else next(iter(present), ""))
    return ask.measures.said(said)


def _unknown_indicator(ask: Ask, selection: Selection, area: Area) -> Page:
    lead = f"There is no indicator called “{selection.get('indicator', '')}”. Choose one below."
    form = components.choose(PATH, _select_indicator(ask, ""), select_authority(ask, area))
    return Page("Indicator not found", components.main("Indicator not found", lead, form), 404)


def _select_indicator(ask: Ask, chosen: str) -> Component:
    topics: dict[str, list[tuple[str, str]]] = {}
    for name in ask.indicators():
        one = ask.measures[name]
        topics.setdefault(one.topics[0], []).append((one.id, one.name))
    return components.select("indicator", "Indicator", topics, chosen)


def _form(
    ask: Ask,
    selection: Selection,
    indicator: Indicator,
    area: Area,
    lists: Sequence[NeighbourList],
    asked: benchmark.Question,
) -> Component:
    names = [("", "The list of the time"), *((one.id, wording.list_option(one.id)) for one in lists)]
    chosen = selection.get("list", "") or (asked.neighbours.id if asked.neighbours else "")
    select_list = (
        components.select("list", "Compare with", names, chosen) if lists and indicator.comparable else None
    )
    kept = {"release": selection["release"]} if selection.get("release") else {}
    fields = (_select_indicator(ask, indicator.id), select_authority(ask, area), select_list)
    return components.choose(PATH, *fields, kept=kept)


def _breakdown(selection: Selection, everyone: Sequence[Observation]) -> str:
    """The group asked for; else the total; else, where only groups are published, the first of them."""
    present = dict.fromkeys(one.breakdown for one in everyone)
    asked = selection.get("breakdown", "")
    return asked if asked in present else "" if "" in present else next(iter(present), "")


# ---- the comparison


def _coverage(asked: benchmark.Question, view: benchmark.Benchmark) -> Component | None:
    if not asked.indicator.comparable:
        return components.notice("Shown, not ranked", text.NOT_RANKED)
    if view.latest is None:
        return components.notice(
            f"No dated figure of {asked.area.name}", wording.figure(view), text.HOW_TO_ADD
        )
    said = wording.coverage(asked.neighbours, view, view.latest.end)
    scope = text.TABLE_NOT_ENGLAND if view.standing and view.standing.scope == "table" else ""
    moved = wording.change(view)
    return components.prose(said, moved, scope)


def _trend(
    asked: benchmark.Question, view: benchmark.Benchmark, name: str, selection: Selection
) -> Component | None:
    drawn = charting.trend(asked, name)
    if drawn is None or not any(len(line.marks) > 1 for line in drawn.lines):
        return None
    data = _trend_table(asked, drawn, selection)
    own = next(line for line in drawn.lines if line.role == "this")
    first, last = own.marks[0], own.marks[-1]
    said = f"{asked.area.name}: {first.printed} in {first.period}, {last.printed} in {last.period}."
    broken = [components.notice("The definition changed", one.why, kind="caution") for one in drawn.breaks]
    rolling = components.prose(text.ROLLING) if own.marks and "–" in own.marks[0].period else None
    chart = components.chart(ids.TREND, figures.trend(drawn), said, wording.compared(view), data)
    return components.section("Over time", chart, rolling, *broken, name="trend")


def _trend_table(asked: benchmark.Question, drawn: views.Trend, selection: Selection) -> components.Table:
    periods = list(dict.fromkeys(mark.period for line in drawn.lines for mark in line.marks))
    found = {(one.area, one.period): one for one in benchmark.series(asked.observations)}
    codes = {asked.areas[one.area].name: one.area for one in found.values()}
    rows: list[list[components.Part]] = []
    for period in periods:
        row: list[components.Part] = [period]
        for line in drawn.lines:
            mark = next((one for one in line.marks if one.period == period), None)
            row.append(
                _linked(mark.printed, found.get((codes.get(line.name, ""), period)), selection)
                if mark
                else "–"
            )
        rows.append(row)
    return components.Table(drawn.title, ("Period", *(line.name for line in drawn.lines)), rows)


def _linked(printed: str, one: Observation | None, selection: Selection) -> components.Part:
    return components.link(printed, addresses.source(one.place, selection)) if one else printed


def _ranked(
    asked: benchmark.Question, view: benchmark.Benchmark, name: str, selection: Selection
) -> Component | None:
    drawn = charting.ranked(asked, name)
    if drawn is None:
        return None
    drawn = replace(drawn, bars=tuple(replace(bar, href=_of(bar, asked, selection)) for bar in drawn.bars))
    found = {asked.areas[one.area].name: one for one in asked.observations if one.period == drawn.period}
    rows: list[list[components.Part]] = []
    for bar in drawn.bars:
        place = wording.ordinal(bar.rank) if bar.rank else "not ranked"
        rows.append([bar.name, place, _linked(bar.printed, found.get(bar.name), selection)])
    marked = next((at for at, bar in enumerate(drawn.bars) if bar.role == "this"), None)
    caption = f"{name}, {drawn.period}: {sum(bar.rank is not None for bar in drawn.bars)} authorities"
    data = components.Table(caption, ("Area", "Place", "Figure"), rows, numbers=(2,), marked=marked)
    better = {"low": "best (lowest) first", "high": "best (highest) first"}.get(
        asked.indicator.polarity, "largest first"
    )
    said = f"{wording.figure(view)} {wording.standing(view)}".strip()
    chart = components.chart(ids.RANKED, figures.ranked(drawn), said, wording.compared(view), data)
    return components.section(f"Side by side, {drawn.period}, {better}", chart, name="ranked")


def _of(bar: views.Bar, asked: benchmark.Question, selection: Selection) -> str:
    """Where a click on an authority's bar leads: this page, for it. England has no page of its own."""
    if asked.areas[bar.area].kind != "authority":
        return ""
    return addresses.to(
        PATH, selection, indicator=asked.indicator.id, area=bar.area, breakdown=asked.breakdown
    )


def _beside(
    ask: Ask, asked: benchmark.Question, view: benchmark.Benchmark, selection: Selection
) -> Component | None:
    """The other measures that the same printed table gives for this authority and period."""
    if view.latest is None or not view.latest.place.locator.startswith("table"):
        return None
    table = view.latest.place.locator.partition(", row")[0]
    same = [
        one
        for one in ask.observations(area=asked.area.code, period=view.period, source=view.latest.place.source)
        if one.place.locator.startswith(table) and one.indicator != asked.indicator.id and not one.breakdown
    ]
    if not same or asked.breakdown:
        return None
    names = [one.indicator for one in same]
    evidence = Evidence(
        ask.observations(indicator=names, breakdown=""),
        ask.thresholds(indicator=names),
        ask.neighbour_lists(asked.area.code),
    )
    made: list[Component] = []
    for one in same:
        indicator = ask.measures[one.indicator]
        other = question(ask, indicator, asked.area, evidence, selection.get("list", ""))
        made.append(_beside_panel(benchmark.benchmark(other), one, selection))
    return components.section("In the same table", components.panels(*made), name="beside")


def _read_with(ask: Ask, asked: benchmark.Question, selection: Selection) -> Component | None:
    """Indicators that must be read with this one, such as "not known" beside NEET."""
    made: list[Component] = []
    for name in asked.indicator.beside:
        one = newest(ask.observations(indicator=name, area=asked.area.code))
        if one is None:
            continue
        other = ask.measures[name]
        made.append(
            components.key_figure(
                components.KeyFigure(
                    name=wording.measure(other, one.breakdown),
                    value=numbers.large(one, other.unit, other.decimals),
                    period=one.period,
                    direction=wording.direction(other.polarity),
                    says=other.caveat or other.definition,
                    href=addresses.to(PATH, selection, indicator=name, area=asked.area.code),
                    source=row_link(one.place, selection),
                )
            )
        )
    return (
        components.section("Read it together with", components.panels(*made), name="with") if made else None
    )


def _beside_panel(view: benchmark.Benchmark, one: Observation, selection: Selection) -> Component:
    gaps = wording.differences(view)
    says = f"{wording.joined(gaps)}. {wording.standing(view)}" if gaps else wording.standing(view)
    return components.key_figure(
        components.KeyFigure(
            name=view.indicator.name,
            value=numbers.large(one, view.indicator.unit, view.indicator.decimals),
            period=one.period,
            direction=wording.direction(view.indicator.polarity) if view.indicator.polarity != "none" else "",
            says=says[:1].upper() + says[1:] if says else None,
            href=addresses.to(
                PATH, selection, indicator=view.indicator.id, area=view.area.code, list=view.list
            ),
            source=row_link(one.place, selection),
        )
    )


# ---- what is not drawn


def _undated(asked: benchmark.Question, selection: Selection) -> Component | None:
    shown = benchmark.series(asked.observations)
    drawn = {one.place for one in shown if one.area == asked.area.code or len({o.area for o in shown}) > 1}
    rest = [one for one in asked.observations if one.place not in drawn and in_table(one) is None]
    if not rest:
        return None
    rows: list[list[components.Part]] = []
    for one in rest:
        value = components.link(
            numbers.published(one, asked.indicator.unit), addresses.source(one.place, selection)
        )
        rows.append([asked.areas[one.area].name, one.period, value, _why_not_drawn(one)])
    head = ("Area", "Period", "Figure", "Why it is not drawn")
    table = components.Table("Other figures of this measure", head, rows, numbers=(2,))
    return components.section("Also printed", components.table(table), name="also")


def _why_not_drawn(one: Observation) -> str:
    if not one.dated:
        return "No date is given."
    return one.note if one.note else "It covers another kind of period."


def _thresholds(area: Area, thresholds: Sequence[Threshold], selection: Selection) -> Component | None:
    mine = [one for one in thresholds if one.area in ("", area.code)]
    if not mine:
        return None
    rows: list[list[components.Part]] = []
    for one in mine:
        value = components.link(numbers.level(one), addresses.source(one.place, selection))
        whom = wording.breakdown_words(one.breakdown) if one.breakdown else "all"
        rows.append(
            [
                f"{one.kind[:1].upper()}{one.kind[1:]}",
                whom,
                value,
                one.period or "–",
                one.due or "–",
                one.note,
            ]
        )
    head = ("Kind", "Group", "Value", "For", "Due", "Note")
    table = components.Table("Thresholds, baselines and targets", head, rows, numbers=(2,))
    return components.section("What it is held against", components.table(table), name="thresholds")


def _about(indicator: Indicator, everyone: Sequence[Observation], selection: Selection) -> Component:
    notes = list(dict.fromkeys(one.note for one in everyone if one.note))
    sources = list(dict.fromkeys(one.place.source for one in everyone))
    links = [components.link(name, addresses.to(f"/sources/{name}", selection)) for name in sources]
    pairs: Mapping[str, components.Part] = {
        "What is counted": indicator.definition,
        "Unit": charting.axis_unit(indicator.unit),
        "Direction": wording.direction(indicator.polarity),
        "Be careful": indicator.caveat or None,
        "How it is worked out": indicator.methodology or None,
        "Sources": components.bullets(links) if links else None,
    }
    return components.section(
        "About this measure",
        components.facts([(term, said) for term, said in pairs.items() if said]),
        components.details(f"Notes on single figures ({len(notes)})", components.bullets(notes))
        if notes
        else None,
        name="about",
    )
