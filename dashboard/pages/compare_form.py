"""Choosing on /compare: what is chosen, how to take it out, how to add more. Links and forms, no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, text
from dashboard.choosing import Choice, Chosen, Measure, Unclear, inside, neighbours, one_area
from dashboard.pages.indicator_find import ALL
from dashboard.queries import Ask
from dashboard.selecting import Selection
from loaders.reference import Area

PATH = "/compare"
FULL = 3400  # letters in an address to which nothing more is added: web servers take some 4,000
SPLIT = 30  # members of a group that may be chosen one by one in its place
OFFERED = 12  # groups of a measure that are offered
SHOWN = ("table", "charts")
FIRST_COUNCILS = 4
# What committees ask about first: offered while no measure is chosen.
STARTERS = (
    *("lait-totperabnew", "lait-avg-attain8-score", "lait-16-17-neet", "lait-lac"),
    *("lait-cpp-rate", "lait-rereferral", "adoption-a1", "neet-16-18"),
)

Pairs = Mapping[str, str | Sequence[str]]


def pairs(choice: Choice, selection: Selection) -> dict[str, str | Sequence[str]]:
    """The names and values by which an address says a choice."""
    said = selection.get("show", "")
    return {
        "area": [one.token for one in choice.chosen],
        "indicator": [one.token for one in choice.measures],
        "from": str(choice.first or ""),
        "to": str(choice.last or ""),
        "show": said if said in SHOWN else "",
    }


def address(choice: Choice, selection: Selection, path: str = PATH, /, **changed: str | Sequence[str]) -> str:
    """The address of a choice, with some of it changed."""
    return addresses.to(path, selection, **{**pairs(choice, selection), **changed})


def is_full(choice: Choice, selection: Selection) -> bool:
    """True if the address of a choice has no room for more."""
    return len(address(choice, selection)) > FULL


def chooser(ask: Ask, choice: Choice, selection: Selection) -> Component:
    """The two boxes in which areas and measures are chosen."""
    full = is_full(choice, selection)
    return html.Div(
        [
            _areas(ask, choice, selection, full=full),
            _measures(ask, choice, selection, full=full),
            components.notice("The address is full", text.ADDRESS_FULL, kind="caution") if full else None,
        ],
        className="panels loose chooser",
    )


def years(choice: Choice, selection: Selection, ends: Sequence[int]) -> Component | None:
    """The form that chooses the first and the last year."""
    known = sorted({*ends, *(one for one in (choice.first, choice.last) if one)})
    if len(known) < 2:
        return None
    options = [(str(one), str(one)) for one in known]
    kept = {**pairs(choice, selection), "from": "", "to": "", **addresses.kept(selection)}
    first, last = str(choice.first or ""), str(choice.last or "")
    return components.choose(
        PATH,
        components.select("from", "From", [("", "the first there is"), *options], first, text.FROM_HINT),
        components.select("to", "To", [("", "the last there is"), *options], last, text.TO_HINT),
        kept=kept,
        label="Choose years",
    )


# ---- areas


def _areas(ask: Ask, choice: Choice, selection: Selection, *, full: bool) -> Component:
    tokens = [one.token for one in choice.chosen]
    chips = [_area_chip(one, choice, selection, tokens) for one in choice.chosen]
    names = sorted(one.name for one in ask.reference.areas.values() if one.kind != "group")
    add = components.words("area", "Add an area", text.ADD_AREA_HINT, names)
    near = [_unclear(one, "area", choice, selection) for one in choice.unclear_areas]
    return _box(
        f"Areas ({len(choice.areas)})",
        _chips(chips, "" if near else text.NO_AREAS_YET, "chips led"),
        None if full else _adding(add, choice, selection, "More areas"),
        *near,
        None if full else _shortcuts(ask, choice, selection),
    )


def _area_chip(one: Chosen, choice: Choice, selection: Selection, tokens: Sequence[str]) -> Component:
    rest = [token for token in tokens if token != one.token]
    split: Component | None = None
    if one.is_group and len(one.members) <= SPLIT:
        members = [area.code for area in one.members if area.code not in rest]
        at = tokens.index(one.token)
        href = address(choice, selection, area=[*tokens[:at], *members, *tokens[at + 1 :]])
        split = html.A(["List singly", _unseen(f": {one.name}")], href=href)
    return _chip(one.name, address(choice, selection, area=rest), split)


def _shortcuts(ask: Ask, choice: Choice, selection: Selection) -> Component | None:
    """What goes with the first authority chosen: its neighbours, region and country; else where to start."""
    first = next((area for area in choice.areas if area.kind == "authority"), None)
    offered = [*(_around(ask, first) if first else _beginning(ask)), *_england(ask)]
    tokens = [one.token for one in choice.chosen]
    links = {
        one.name: address(choice, selection, area=[*tokens, one.token])
        for one in offered
        if one.token not in tokens
    }
    return _offers(links)


def _offers(links: Mapping[str, str]) -> Component | None:
    """Links that add what they name."""
    if not links:
        return None
    items = [html.Li(html.A([_unseen("Add "), name], href=href)) for name, href in links.items()]
    return html.Div([html.P("Or add:", className="hint"), html.Ul(items)], className="shortcuts")


def _beginning(ask: Ask) -> list[Chosen]:
    """The first of the councils whose own papers we hold."""
    return [one_area(ask.reference.areas[code]) for code in ask.paper_authorities()[:FIRST_COUNCILS]]


def _around(ask: Ask, area: Area) -> list[Chosen]:
    region = ask.reference.areas.get(area.region)
    found = list(neighbours(ask, area))
    if region is not None:
        whole = inside(ask, region)
        found += [one_area(region), *([whole] if whole else [])]
    return found


def _england(ask: Ask) -> list[Chosen]:
    england = ask.reference.area("England")
    whole = inside(ask, england) if england else None
    return [one for one in (one_area(england) if england else None, whole) if one]


# ---- measures


def _measures(ask: Ask, choice: Choice, selection: Selection, *, full: bool) -> Component:
    tokens = [one.token for one in choice.measures]
    chips = [
        _chip(one.name, address(choice, selection, indicator=[t for t in tokens if t != one.token]))
        for one in choice.measures
    ]
    near = [_unclear(one, "indicator", choice, selection) for one in choice.unclear_measures]
    add = components.words("indicator", "Add a measure", text.ADD_MEASURE_HINT)
    return _box(
        f"Measures ({len(choice.measures)})",
        _chips(chips, "" if near else text.NO_MEASURES_YET, "chips"),
        None if full else _adding(add, choice, selection, "More measures"),
        *near,
        html.P(components.link(text.MEASURES_BY_TOPIC, _topics(choice, selection)), className="shortcuts"),
        None if full else _groups(choice.groups, choice, selection),
        None if choice.measures or near else _offers(_starters(ask, choice, selection)),
    )


def _topics(choice: Choice, selection: Selection) -> str:
    """The list of topics, for the first authority chosen."""
    first = next((area.code for area in choice.areas if area.kind == "authority"), "")
    return addresses.to("/indicator", selection, topic=ALL, area=first)


def _starters(ask: Ask, choice: Choice, selection: Selection) -> dict[str, str]:
    """Measures to start with, of those that the release holds."""
    held = {one.indicator for one in ask.series(indicator=STARTERS, breakdown="")}
    known = ask.measures.of(name for name in STARTERS if name in held)
    return {one.name: address(choice, selection, indicator=one.id) for one in known.values()}


def _groups(groups: Sequence[Measure], choice: Choice, selection: Selection) -> Component | None:
    """The groups of the measures chosen that can be added."""
    if not groups:
        return None
    tokens = [one.token for one in choice.measures]
    links = [
        html.Li(html.A(one.name, href=address(choice, selection, indicator=[*tokens, one.token])))
        for one in groups[:OFFERED]
    ]
    more = (
        html.P(f"And {len(groups) - OFFERED} more on the measure's own page.")
        if len(groups) > OFFERED
        else None
    )
    return components.details(f"Add a group of these measures ({len(groups)})", html.Ul(links), more)


# ---- both


def _box(title: str, *parts: components.Part) -> Component:
    """What is chosen of one kind, and then what adds to it: the next stops of the keyboard after adding."""
    return html.Article([html.H2(title), *parts], className="panel")


def _adding(field: Component, choice: Choice, selection: Selection, label: str) -> Component:
    kept = {**pairs(choice, selection), **addresses.kept(selection)}
    return components.choose(PATH, field, kept=kept, label=label, button="Add")


def _chips(chips: Sequence[Component], none_yet: str, kind: str) -> Component | None:
    """What is chosen, in its order."""
    if chips:
        return html.Ol(list(chips), className=kind)
    return html.P(none_yet) if none_yet else None


def _chip(name: str, without: str, more: Component | None = None) -> Component:
    remove = html.A(["Remove", _unseen(f" {name}")], href=without)
    return html.Li([html.Span(name), more, remove])


def _unseen(words: str) -> Component:
    """Words for who cannot see what they would repeat."""
    return html.Span(words, className="unseen")


def _unclear(one: Unclear, what: str, choice: Choice, selection: Selection) -> Component:
    """Words that name nothing, or several things, with links that add what may be meant."""
    tokens = [each.token for each in (choice.chosen if what == "area" else choice.measures)]
    links = [
        html.Li(html.A(f"Add {name}", href=address(choice, selection, **{what: [*tokens, token]})))
        for token, name in one.near
    ]
    kind = "area" if what == "area" else "measure"
    if one.total:
        more = (
            f" These are the first {len(links)} of {one.total}: say more of its name."
            if one.total > len(links)
            else ""
        )
        return components.notice(f"Which {kind} is “{one.said}”?", more or None, html.Ul(links))
    mend = "Try another spelling." if what == "area" else "Try fewer or other words."
    near = html.Div([html.P("Did you mean:"), html.Ul(links)]) if links else mend
    return components.notice(f"There is no {kind} called “{one.said}”", near)
