"""/profile : one authority across the indicators of a topic, against a list of comparators."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import addresses, benchmark, charting, components, figures, numbers, text, wording
from dashboard.page import Page
from dashboard.pages.parts import figure_link, level_link, select_authority, unknown_authority
from dashboard.queries import Ask
from dashboard.records import NeighbourList
from dashboard.selecting import Evidence, Selection, authority, question
from loaders.reference import Area

PATH = "/profile"
NAME = "Profile"

START = "Adoption"


def page(selection: Selection, ask: Ask) -> Page:
    """Every comparable measure of a topic: the authority, its comparators' average, England, its place."""
    area = authority(ask, selection)
    if area is None:
        return unknown_authority(selection, ask, PATH)
    topics = _topics(ask)
    topic = selection.get("topic", "") if selection.get("topic", "") in topics else START
    lists = ask.neighbour_lists(area.code)
    views = _views(ask, area, topic, lists, selection.get("list", ""))
    chosen = next((asked.neighbours for _, asked in views if asked.neighbours), None)
    return Page(
        f"{area.name}: {topic}",
        components.main(
            f"{area.name} against its comparators: {topic}",
            _lead(area, topic, views, chosen),
            _form(ask, selection, area, _select_topic(topics, topic), _select_list(lists, chosen)),
            _body(area, views, chosen, lists, selection),
        ),
    )


def _topics(ask: Ask) -> list[str]:
    found = {topic for name in ask.indicators() for topic in ask.measures[name].topics}
    return sorted(found)


def _form(ask: Ask, selection: Selection, area: Area, *fields: components.Part) -> Component:
    kept = {"release": selection["release"]} if selection.get("release") else {}
    return components.choose(PATH, select_authority(ask, area), *fields, kept=kept)


def _select_topic(topics: Sequence[str], chosen: str) -> Component:
    return components.select("topic", "Topic", [(one, one) for one in topics], chosen)


def _select_list(lists: Sequence[NeighbourList], chosen: NeighbourList | None) -> Component | None:
    if not lists:
        return None
    names = [("", "The list of the time"), *((one.id, wording.list_option(one.id)) for one in lists)]
    return components.select("list", "Compare with", names, chosen.id if chosen else "")


Views = list[tuple[benchmark.Benchmark, benchmark.Question]]


def _views(ask: Ask, area: Area, topic: str, lists: Sequence[NeighbourList], chosen: str) -> Views:
    """The topic's comparable measures that have figures of at least two authorities."""
    names = [name for name in ask.indicators() if topic in ask.measures[name].topics]
    names = [name for name in names if ask.measures[name].comparable]
    if not names:
        return []
    evidence = Evidence(
        ask.observations(indicator=names, breakdown=""), ask.thresholds(indicator=names), lists
    )
    found: Views = []
    for name in names:
        asked = question(ask, ask.measures[name], area, evidence, chosen)
        if charting.ranked(asked, name) is not None:
            found.append((benchmark.benchmark(asked), asked))
    return found


def _lead(area: Area, topic: str, views: Views, chosen: NeighbourList | None) -> str:
    with_figure = [view for view, _ in views if view.latest and view.latest.value is not None]
    if not with_figure or chosen is None:
        return f"How {area.name} compares with other authorities on {topic.lower()}."
    worst = [
        view.indicator.name
        for view in with_figure
        if view.standing and view.standing.rank == view.standing.of
    ]
    best = [view.indicator.name for view in with_figure if view.standing and view.standing.rank == 1]
    said = [f"{area.name} has {len(with_figure)} figures to compare with {wording.list_name(chosen.id)}."]
    said += [f"It comes last of {_of(with_figure, name)} on: {name}." for name in worst]
    said += [f"It comes first of {_of(with_figure, name)} on: {name}." for name in best]
    return " ".join(said)


def _of(views: Sequence[benchmark.Benchmark], name: str) -> int:
    return next(view.standing.of for view in views if view.indicator.name == name and view.standing)


def _body(
    area: Area,
    views: Views,
    chosen: NeighbourList | None,
    lists: Sequence[NeighbourList],
    selection: Selection,
) -> Component:
    shown = [(view, asked) for view, asked in views if view.latest is not None]
    if not shown or chosen is None:
        why = (
            f"There are no figures of {area.name} for this topic, list and period. What is needed: a "
            f"published table that gives {area.name} and its neighbours for one period, such as an adoption "
            "scorecard."
        )
        names = wording.joined([wording.list_name(one.id) for one in lists])
        other = (
            f"Lists on record for {area.name}: {names}."
            if lists
            else f"No list of neighbours is on record for {area.name}."
        )
        return components.notice("No figures for this list and period", why, other)
    rows = [_row(view, selection) for view, _ in shown]
    head = (
        "Measure",
        "Period",
        area.name,
        "Average of neighbours",
        "England",
        "Threshold",
        "Place in the table",
    )
    note = f"{text.TABLE_NOT_ENGLAND} {text.ROLLING}"
    table = components.Table(f"{area.name} and {wording.list_name(chosen.id)}", head, rows, note=note)
    charts = [_chart(view, asked, selection) for view, asked in shown]
    return components.section(
        "All measures", components.table(table), components.panels(*charts), name="measures"
    )


def _row(view: benchmark.Benchmark, selection: Selection) -> list[components.Part]:
    unit, average = view.indicator.unit, view.neighbours
    href = addresses.to(
        "/indicator", selection, indicator=view.indicator.id, area=view.area.code, list=view.list
    )
    mean = (
        f"{numbers.computed(average.mean, unit, view.indicator.decimals)} ({average.used} of {average.total})"
    )
    return [
        components.link(view.indicator.name, href),
        view.period,
        figure_link(view.latest, unit, selection),
        mean,
        figure_link(view.england, unit, selection),
        level_link(view.threshold, selection),
        wording.place(view.standing),
    ]


def _chart(view: benchmark.Benchmark, asked: benchmark.Question, selection: Selection) -> Component | None:
    drawn = charting.ranked(asked, view.indicator.name)
    if drawn is None:
        return None
    direction = wording.direction(view.indicator.polarity)
    return components.panel(
        view.indicator.name,
        components.prose(f"{view.period}. {direction}. {wording.standing(view)}"),
        components.painted(figures.ranked(drawn), wording.compared(view)),
        href=addresses.to(
            "/indicator", selection, indicator=view.indicator.id, area=view.area.code, list=view.list
        ),
    )
