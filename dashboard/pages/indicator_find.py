"""/indicator: finding one of some hundred measures by typing or by topic.

The form works by itself; assets/site.js fills the same place while one types, with what this page answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import addresses, components, ids, text, wording_indicator
from dashboard.measures import Found
from dashboard.page import Page
from dashboard.queries import Ask
from dashboard.records import Series
from dashboard.selecting import Selection
from loaders.reference import Area, Indicator

PATH = "/indicator"
MOST = 20  # measures of an answer
MOST_OF_A_TOPIC = 100
SNIPPET = 160  # letters of a definition around the first word found
FIND = "find"
ALL = "all"  # in the place of a topic: only the topics
THEN = {"map": "/map"}  # where a measure that is looked for is to be shown, if not on its own page


def form(selection: Selection, area: Area, said: str = "") -> Component:
    """The text field that finds measures; its answer appears in the `place`."""
    kept = {"area": area.code, **addresses.kept(selection), **_kept(selection)}
    hint = html.Span(text.FIND_HINT, className="hint")
    field = html.Div(
        [
            html.Label([text.FIND, hint], htmlFor=ids.field(FIND)),
            dcc.Input(
                type="text", id=ids.field(FIND), name=FIND, value=said, autoComplete="off", maxLength=100
            ),
        ],
        className="field",
    )
    return components.choose(PATH, field, kept=kept, label=text.FIND, button="Find")


def place(count: str = "", items: Sequence[Component] = ()) -> Component:
    """Where an answer stands, or will stand while one types."""
    inside = [html.P(count, className="count", role="status"), html.Ol(list(items), className="found")]
    return html.Div(inside, id=ids.FOUND)


def _kept(selection: Selection) -> dict[str, str]:
    """With whom one compares, and where to go then, stay as they are while one looks for a measure."""
    kept = {name: selection.get(name, "") for name in ("list", "then")}
    return {**kept, "group": ",".join(addresses.every(selection, "group"))}


def answer(ask: Ask, selection: Selection, area: Area) -> Page:
    """What the words said find, or one topic's measures; with the topics below."""
    said, topic = " ".join(selection.get(FIND, "").split()), selection.get("topic", "")
    topic = "" if topic == ALL else topic
    title = f"Measures about “{said}”" if said else topic or "Measures by topic"
    found = ask.measures.find(said, MOST) if said else ask.measures.under(topic, MOST_OF_A_TOPIC)
    tree = components.main(
        title,
        None,
        form(selection, area, said),
        _found(ask, found, selection, area, said) if said or topic else place(),
        topics(ask, selection, area),
        kicker=f"Measures, for {area.name}",
    )
    return Page(f"{title}: {area.name}", tree)


def _found(ask: Ask, found: Found, selection: Selection, area: Area, said: str) -> Component:
    held = {
        one.indicator: one for one in reversed(ask.series(indicator=[one.id for one in found.indicators]))
    }
    asked = said or selection.get("topic", "")
    items = [_item(one, held.get(one.id), selection, area, said) for one in found.indicators]
    count = wording_indicator.counted(found.total, len(found.indicators), asked)
    return place(count, items)


def _item(one: Indicator, held: Series | None, selection: Selection, area: Area, said: str) -> Component:
    """A measure: its name, how far it reaches, and its definition around words that its name has not."""
    kept = _kept(selection)
    path = THEN.get(kept.pop("then"), PATH)
    href = addresses.to(path, selection, indicator=one.id, area=area.code, **kept)
    words = said.split()
    scale = wording_indicator.scale(held, one) if held else ""
    around = _around(one.definition, [w for w in words if not _pattern([w]).search(one.name)])
    return html.Li(
        [
            html.A(_marked(one.name, words), href=href),
            html.Span(_marked(scale, words), className="hint") if scale else None,
            html.Span(_marked(around, words), className="hint") if around else None,
        ]
    )


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Where one of some words begins."""
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}" for word in words), re.IGNORECASE)


def _marked(said: str, words: Sequence[str]) -> list[components.Part]:
    """A text with the words that were found marked."""
    if not words:
        return [said]
    parts: list[components.Part] = []
    end = 0
    for found in _pattern(words).finditer(said):
        parts += [said[end : found.start()], html.Mark(found[0])]
        end = found.end()
    return [*parts, said[end:]]


def _around(definition: str, words: Sequence[str]) -> str:
    """The part of a definition around the first of some words; empty without any."""
    found = _pattern(words).search(definition) if words else None
    if found is None:
        return ""
    start = max(0, found.start() - SNIPPET // 2)
    end = start + SNIPPET
    cut = " ".join(definition[start:end].split())
    first = cut.partition(" ")[2] if start else cut
    last = first.rpartition(" ")[0] if end < len(definition) else first
    return f"{'… ' if start else ''}{last}{' …' if end < len(definition) else ''}"


def topics(ask: Ask, selection: Selection, area: Area) -> Component:
    """Every topic, as links to its measures."""
    chosen = selection.get("topic", "")
    links: list[components.Part] = []
    once = {topic.casefold(): topic for topic in reversed(ask.measures.topics())}
    for _, topic in sorted(once.items()):
        href = addresses.to(PATH, selection, topic=topic, area=area.code, **_kept(selection))
        current: dict[str, Any] = components.aria("current", "page") if topic == chosen else {}
        links.append(html.A(topic, href=href, **current))
    return components.section("Topics", html.Ul([html.Li(one) for one in links], className="links"))


def all_topics(selection: Selection, area: Area) -> Component:
    """The link to the topics."""
    return components.link("All topics", addresses.to(PATH, selection, topic=ALL, area=area.code))
