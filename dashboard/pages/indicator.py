"""/indicator : one indicator, over time, ranked, against neighbours, and by group."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import (
    addresses,
    benchmark,
    components,
    numbers,
    text,
    wording,
    wording_benchmark,
    wording_indicator,
    wording_terms,
)
from dashboard.choosing import Measure, list_token
from dashboard.page import Page
from dashboard.pages import indicator_charts as charts
from dashboard.pages import indicator_find as find
from dashboard.pages import indicator_notes as notes
from dashboard.pages import indicator_peers as beside
from dashboard.pages.breakdowns import groups_in_text, printed_tables
from dashboard.pages.parts import newest, row_link, select_authority, unknown_authority
from dashboard.queries import Ask
from dashboard.records import Observation
from dashboard.selecting import Evidence, Look, Selection, authority, look, question
from loaders.reference import Area

PATH = "/indicator"
NAME = "Indicators"

START = "adoption-a1"
GROUPS = 60  # groups that a table of all of them has room for


def page(selection: Selection, ask: Ask) -> Page:
    """The indicator's message, charts with their figures, lists, groups, definition and sources.

    With `find` or `topic` in the address, the measures that fit instead.
    """
    area = authority(ask, selection)
    if area is None:
        return unknown_authority(selection, ask, PATH)
    if "find" in selection or "topic" in selection:
        return find.answer(ask, selection, area)
    said = selection.get("indicator") or START
    indicator = ask.measures.said(said)
    if indicator is None and selection.get("indicator"):
        return _unknown(selection, area)
    if indicator is None or (said == START and not ask.series(indicator=START)):
        return find.answer(ask, {**selection, "topic": find.ALL}, area)
    return _indicator(ask, selection, look(ask, indicator, area, selection))


def _indicator(ask: Ask, selection: Selection, shown: Look) -> Page:
    asked = shown.question
    indicator, area = asked.indicator, asked.area
    view = benchmark.benchmark(asked)
    name = wording.measure(indicator, asked.breakdown)
    return Page(
        f"{name}: {area.name}",
        components.main(
            f"{name}: {area.name}",
            wording_benchmark.compared(view),
            components.side_by_side(find.form(selection, area), _form(ask, selection, shown)),
            find.place(),
            _from(view, selection),
            _unknown_names(shown),
            _coverage(shown, view, selection),
            charts.trend(ask, shown, name, selection),
            notes.gone(shown, view),
            charts.ranked(shown, view, name, selection),
            _to_compare(shown, selection),
            beside.neighbours(shown, view, selection),
            beside.lists(shown, selection),
            beside.own_group(shown, selection),
            _read_with(ask, asked, selection),
            _beside(ask, asked, view, selection),
            groups_in_text(indicator, area, shown.own, selection) if len(shown.series) <= GROUPS else None,
            printed_tables(ask, area, shown.own, selection),
            notes.undated(shown, selection),
            notes.thresholds(area, shown.thresholds, selection),
            notes.about(shown, {one.id: one.title for one in ask.sources()}, selection),
            kicker=indicator.topics[0],
        ),
    )


def _to_compare(shown: Look, selection: Selection) -> Component:
    """The way to a comparison of one's own choice; it begins with the published list that is shown."""
    asked = shown.question
    listed = asked.neighbours if asked.neighbours in shown.published else None
    areas = [asked.area.code, *([list_token(listed.id, asked.area)] if listed else []), benchmark.ENGLAND]
    measure = Measure(asked.indicator, asked.breakdown).token
    href = addresses.to("/compare", selection, area=areas, indicator=measure)
    return components.prose(components.link(text.TO_COMPARE, href))


# ---- choosing


def _unknown(selection: Selection, area: Area) -> Page:
    lead = f"There is no indicator called “{selection.get('indicator', '')}”. Find one below."
    links = components.prose(find.all_topics(selection, area))
    form = find.form(selection, area)
    tree = components.main("Indicator not found", lead, form, find.place(), links)
    return Page("Indicator not found", tree, 404)


def _form(ask: Ask, selection: Selection, shown: Look) -> Component:
    """Whom the page is about and with whom it compares; the measure stays."""
    asked = shown.question
    lists = [one for one in shown.lists if one is not shown.group] if asked.indicator.comparable else []
    names = [("", "The list of the time"), *((one.id, wording.list_option(one.id)) for one in lists)]
    if shown.group:
        names.append((shown.group.id, wording.list_option(shown.group.id)))
    chosen = selection.get("list", "") or (asked.neighbours.id if asked.neighbours else "")
    groups = [one.breakdown for one in shown.series if one.listed > 1]
    kept = charts.chosen(shown, selection, area="", list="")
    kept["breakdown"] = "" if len(groups) > 1 else asked.breakdown
    fields = (
        select_authority(ask, asked.area),
        components.select("list", "Compare with", names, chosen) if lists else None,
        components.select("breakdown", "Group", [(b, _group(b)) for b in groups], asked.breakdown)
        if len(groups) > 1
        else None,
    )
    return components.choose(PATH, *fields, kept=kept)


def _group(breakdown: str) -> str:
    return wording.breakdown_words(breakdown) if breakdown else "All"


def _unknown_names(shown: Look) -> Component | None:
    if not shown.unknown:
        return None
    names = wording.joined([f"“{one}”" for one in shown.unknown])
    return components.notice("Not every authority was found", f"There is no authority called {names}.")


# ---- the comparison


def _from(view: benchmark.Benchmark, selection: Selection) -> Component | None:
    """Where the figure of the page's message is from."""
    one = view.latest
    if one is None or one.value is None:
        return None
    place = html.A(one.place.locator, href=addresses.source(one.place, selection))
    return html.P(
        [f"{wording_benchmark.shown(one, view.indicator)} is from ", place, "."], className="source"
    )


def _coverage(shown: Look, view: benchmark.Benchmark, selection: Selection) -> Component | None:
    """With whom it is compared, how sure the figure is, how it changed."""
    asked = shown.question
    if not asked.indicator.comparable:
        return components.notice("Shown, not ranked", text.NOT_RANKED)
    if view.latest is None:
        return components.notice(
            f"No dated figure of {asked.area.name}", wording_benchmark.figure(view), text.HOW_TO_ADD
        )
    said = wording.coverage(asked.neighbours, view, view.latest.end)
    scope = text.TABLE_NOT_ENGLAND if view.standing and view.standing.scope == "table" else ""
    offered: list[components.Part] = [
        components.link(
            f"Compare with {wording.list_name(one.id)}", beside.with_list(shown, selection, one.id)
        )
        for one in shown.published
        if asked.neighbours is None and asked.stood and set(one.neighbours) & set(asked.stood.figures)
    ]
    terms = wording_terms.explained([asked.indicator.name])
    told = (wording_indicator.interval(view), said, *offered, wording_benchmark.change(view), scope, terms)
    return components.prose(*told)


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
    gaps = wording_benchmark.differences(view)
    gaps += [wording_benchmark.standing_phrase(view)] if view.standing else []
    says = f"{wording.joined(gaps)}." if gaps else ""
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
