"""/map : an indicator's latest figures, or a theme's latest grades, over England as equal tiles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, ids, tile_picture, tiling, wording, wording_map
from dashboard.page import Page
from dashboard.pages import indicator_find as find
from dashboard.pages.parts import select_authority, unknown_authority
from dashboard.queries import Ask
from dashboard.records import Judgement, NeighbourList, Place
from dashboard.selecting import Selection, authority, in_force
from dashboard.tiles import Key, Scene, Scheme, Shown, Spread, TileMap
from loaders.reference import Area, Framework, Indicator, Theme

PATH = "/map"
NAME = "Map"

START, START_THEME = "adoption-a1", "overall"
FRAMEWORK = "ilacs"


@dataclass(frozen=True)
class Subject:
    """What a map is about, for one authority: what is known of all by code, in words and bands.

    `rows` are where it is from, `href` gives where a tile leads, `columns` are the table's headings between
    name and note, `end` is the day that the newest of it is of.
    """

    area: Area
    name: str
    title: str
    kind: Scheme
    known: Mapping[str, Shown]
    rows: Mapping[str, Place]
    href: Callable[[str], str]
    neighbours: NeighbourList | None
    columns: Sequence[str]
    end: str


def page(selection: Selection, ask: Ask) -> Page:
    """The message, the form, the map with its legend, the same as a table, how truly the tiles lie."""
    area = authority(ask, selection)
    if area is None:
        return unknown_authority(selection, ask, PATH)
    judged = () if selection.get("indicator") else ask.judgements(framework=FRAMEWORK, kind="headline")
    if selection.get("judgement") or judged:
        return _of_judgements(ask, selection, area, judged)
    return _of_indicator(ask, selection, area)


# ---- an indicator


def latest(ask: Ask, indicator: Indicator, breakdown: str) -> Spread | None:
    """Every area's figure in the indicator's latest period, and their spread; None without figures."""
    areas, found = ask.reference.areas, ask.latest(indicator.id, breakdown)
    if found is not None:
        return tiling.over(indicator, (found.series.period, found.series.end), found.figures, areas)
    return tiling.spread(indicator, ask.observations(indicator=indicator.id, breakdown=breakdown), areas)


def _of_indicator(ask: Ask, selection: Selection, area: Area) -> Page:
    said = selection.get("indicator") or (
        START if ask.series(indicator=START) else next(iter(ask.indicators()), "")
    )
    indicator = ask.measures.said(said)
    if indicator is None:
        lead = f"There is no indicator called “{said}”. Choose one below."
        form = html.Div([find.form(_then(selection), area), find.place()])
        return Page("Indicator not found", components.main("Indicator not found", lead, form), 404)
    groups = list(dict.fromkeys(one.breakdown for one in ask.series(indicator=indicator.id)))
    asked = selection.get("breakdown", "")
    breakdown = asked if asked in groups else "" if "" in groups else next(iter(groups), "")
    name = wording.measure(indicator, breakdown)
    spread = latest(ask, indicator, breakdown)
    lists = ask.neighbour_lists(area.code)
    form = _form(
        ask,
        selection,
        area,
        None,
        _select_group(groups, breakdown),
        _select_list(lists, selection),
        indicator=indicator.id,
    )
    form = html.Div([components.side_by_side(find.form(_then(selection), area), form), find.place()])
    tabs = _tabs(area, selection, judgements=False)
    if spread is None:
        nothing = components.notice("No dated figure", f"Yardstick holds no dated figure for {name}.")
        return Page(
            f"Map: {name}, {area.name}",
            components.main(name, None, tabs, form, nothing, kicker=wording_map.MAP),
        )
    subject = _figures(selection, area, indicator, spread, lists, breakdown)
    own = subject.known.get(area.code)
    message = (
        wording_map.figures_message(area, spread, own, subject.kind, indicator.said),
        wording_map.neighbours_message(subject.known, subject.kind, own, subject.neighbours),
    )
    notes = [
        wording_map.direction(indicator, subject.kind),
        wording_map.quarters_of(spread),
    ]
    return Page(f"Map: {name}, {area.name}", _main(ask, selection, subject, message, (tabs, form), notes))


def _figures(
    selection: Selection,
    area: Area,
    indicator: Indicator,
    spread: Spread,
    lists: Sequence[NeighbourList],
    breakdown: str,
) -> Subject:
    chosen = selection.get("list", "")

    def href(code: str) -> str:
        return addresses.to(
            "/indicator", selection, indicator=indicator.id, area=code, list=chosen, breakdown=breakdown
        )

    with_figure = {code for code, one in spread.figures.items() if one.value is not None}
    return Subject(
        area,
        wording.measure(indicator, breakdown),
        f"{wording.measure(indicator, breakdown)}, {spread.period}",
        tiling.scheme(indicator, spread),
        tiling.figures(indicator, spread),
        {code: one.place for code, one in spread.figures.items()},
        href,
        in_force(lists, chosen, spread.end, with_figure),
        ("Figure", "Quarter", "Place"),
        spread.end,
    )


def _select_group(groups: Sequence[str], chosen: str) -> Component | None:
    if len(groups) < 2:
        return None
    names = [(one, wording.breakdown_words(one) if one else "everybody") for one in sorted(groups)]
    return components.select("breakdown", "Group", names, chosen)


# ---- judgements


def _of_judgements(ask: Ask, selection: Selection, area: Area, judged: Sequence[Judgement]) -> Page:
    said = selection.get("judgement") or START_THEME
    themes = [one for one in ask.reference.themes.values() if any(j.theme == one.id for j in judged)]
    theme = next((one for one in themes if one.id == said), None)
    lists = ask.neighbour_lists(area.code)
    form = _form(ask, selection, area, _select_theme(themes, said), _select_list(lists, selection))
    tabs = _tabs(area, selection, judgements=True)
    if theme is None:
        lead = (
            f"No inspection has judged “{said}”. Choose a theme below."
            if themes
            else wording_map.NO_JUDGEMENTS
        )
        heading = "Theme not found" if themes else "No inspections"
        main = components.main(heading, lead, tabs, form if themes else None, kicker=wording_map.MAP)
        return Page(heading, main, 404 if themes else 200)
    on_theme = [one for one in judged if one.theme == theme.id]
    framework = ask.reference.frameworks[FRAMEWORK]
    subject = _grades(selection, area, (framework, theme), on_theme, lists)
    own = subject.known.get(area.code)
    message = (
        wording_map.grade_message(area, own, theme.name),
        wording_map.neighbours_message(subject.known, "grades", own, subject.neighbours),
    )
    notes = [wording_map.GRADED, framework.caveat if theme.id == "care-leavers" else ""]
    return Page(
        f"Map: {subject.title}, {area.name}", _main(ask, selection, subject, message, (tabs, form), notes)
    )


def _grades(
    selection: Selection,
    area: Area,
    of: tuple[Framework, Theme],
    judged: Sequence[Judgement],
    lists: Sequence[NeighbourList],
) -> Subject:
    newest, chosen = tiling.latest(judged), selection.get("list", "")
    framework, theme = of

    def href(code: str) -> str:
        return addresses.to("/inspections", selection, area=code, framework=FRAMEWORK)

    return Subject(
        area,
        wording_map.graded(theme.name),
        f"{theme.name}: {framework.name}, latest of each authority",
        "grades",
        tiling.grades(newest),
        {code: one.place for code, one in newest.items()},
        href,
        next((one for one in lists if one.id == chosen), lists[0] if lists else None),
        ("Judged", "Grade", "When"),
        max((one.when for one in newest.values()), default=""),
    )


def _select_theme(themes: Sequence[Theme], chosen: str) -> Component:
    return components.select("judgement", "Judgement", [(one.id, one.name) for one in themes], chosen)


# ---- what both have in common


def _sentences(*said: str) -> str:
    return " ".join(one for one in said if one)


def _tabs(area: Area, selection: Selection, *, judgements: bool) -> Component:
    figures = addresses.to(PATH, selection, area=area.code, indicator=selection.get("indicator") or START)
    graded = addresses.to(PATH, selection, area=area.code, judgement=START_THEME)
    links = [(wording_map.JUDGEMENTS, graded, judgements), (wording_map.INDICATORS, figures, not judgements)]
    return components.tabs("What the map shows", links)


def _form(
    ask: Ask, selection: Selection, area: Area, *fields: Component | None, indicator: str = ""
) -> Component:
    """The first field, the authority's, the other fields; the indicator stays as it is."""
    first, *rest = fields
    kept = {**addresses.kept(selection), "indicator": indicator}
    return components.choose(PATH, first, select_authority(ask, area), *rest, kept=kept)


def _then(selection: Selection) -> Selection:
    """The same, for finding a measure that is to be shown here."""
    return {**selection, "then": "map"}


def _select_list(lists: Sequence[NeighbourList], selection: Selection) -> Component | None:
    if not lists:
        return None
    names = [("", "The list of the time"), *((one.id, wording.list_option(one.id)) for one in lists)]
    return components.select("list", "Outline the neighbours on", names, selection.get("list", ""))


def _main(
    ask: Ask,
    selection: Selection,
    subject: Subject,
    message: Sequence[str],
    choices: Sequence[Component],
    notes: Sequence[str],
) -> Component:
    near = subject.neighbours.neighbours if subject.neighbours else ()
    scene = Scene(ask.reference.layout, ask.reference.areas, subject.area.code, near)
    lead = _sentences(*message)
    drawn = tiling.tile_map(f"{subject.title}. {lead}", subject.kind, subject.known, scene, subject.href)
    said = [*notes, wording_map.outlined(subject.neighbours, scene, subject.end)]
    return components.main(
        subject.name,
        lead,
        *choices,
        _figure(
            f"{subject.title}. {message[0]}",
            drawn,
            tiling.legend(drawn, subject.known, scene),
            said,
            _as_table(subject, scene, selection),
        ),
        components.section(wording_map.HOW, components.prose(wording_map.layout(scene.layout.kept))),
        kicker=wording_map.MAP,
    )


def _figure(
    caption: str, drawn: TileMap, legend: Sequence[Key], notes: Sequence[str], data: Component
) -> Component:
    keys = [html.Li([html.Span(tile_picture.key(one)), html.Span(one.means), _count(one)]) for one in legend]
    table = ids.section(ids.MAP_TABLE)
    return html.Figure(
        [
            html.Figcaption(caption),
            html.P(components.link(wording_map.TO_THE_TABLE, f"#{table}"), className="note"),
            html.Div(
                [
                    html.Div(tile_picture.svg(drawn), className="drawn"),
                    html.Div([html.Ul(keys, className="keys"), components.prose(*notes)]),
                ],
                className="tiles",
            ),
            html.Div(components.details(wording_map.AS_A_TABLE, data), id=table),
        ],
        id=ids.figure(ids.MAP),
        className="chart",
    )


def _count(one: Key) -> Component | None:
    return html.Span(f"{one.count}", className="count") if one.count is not None else None


def _as_table(subject: Subject, scene: Scene, selection: Selection) -> Component:
    areas = scene.areas
    codes = {*scene.layout.tiles, *(code for code in subject.known if areas[code].kind == "authority")}
    ordered = sorted(codes, key=lambda code: areas[code].name)
    rows: list[list[components.Part]] = []
    for code in ordered:
        one = subject.known.get(code, Shown())
        figure, *rest = wording_map.cells(one, subject.kind)
        place = subject.rows.get(code)
        shown = components.link(figure, addresses.source(place, selection)) if place else figure
        name = components.link(areas[code].name, subject.href(code))
        rows.append([name, shown, *rest, wording_map.note(code, areas[code], scene)])
    marked = ordered.index(subject.area.code) if subject.area.code in codes else None
    head = ("Authority", *subject.columns, "On the map")
    numbers_at = () if subject.kind == "grades" else (1,)
    return components.table(components.Table(subject.title, head, rows, numbers=numbers_at, marked=marked))
