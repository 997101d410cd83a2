"""Of /: the questions that a committee could ask, each with the way to its chart and to its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, ids, text, wording_questions, wording_terms
from dashboard.pages.parts import To, behind
from dashboard.profiles import Row
from dashboard.questions import Asked, Outcome, Questions, Wanting
from dashboard.records import NeighbourList, Place
from dashboard.selecting import Selection
from dashboard.targets import Target
from dashboard.wording import list_name
from dashboard.wording_questions import Said
from loaders.reference import Area


class Item(NamedTuple):
    """A question, where its chart is, and where what is known comes from."""

    said: Said
    href: str
    place: Place | None


def section(found: Questions, area: Area, listed: NeighbourList | None, selection: Selection) -> Component:
    """The questions under a heading for each kind; without any, why there are none."""
    if not found:
        why = text.NO_QUESTIONS_WHY.format(area=area.name)
        told = components.notice(text.NO_QUESTIONS, why, text.HOW_TO_ADD)
        return components.section(text.QUESTIONS, told, name=ids.QUESTIONS)

    def to(name: str) -> str:
        chosen = {"indicator": name, "area": area.code, "list": listed.id if listed else ""}
        return addresses.to("/indicator", selection, **chosen)

    shown = sum(became == "unknown" for _, became in found.targets)
    groups = (
        (text.ASK_BEHIND, [_ranked(row, area, wording_questions.behind, to) for row in found.behind]),
        (text.ASK_WANTING, [_wanting(one, selection) for one in found.wanting]),
        (text.ASK_ASKED, [_asked(one, area, selection) for one in found.asked]),
        (text.ASK_TARGETS, [_aimed(one, became, area, selection) for one, became in found.targets]),
        (text.ASK_AHEAD, [_ranked(row, area, wording_questions.ahead, to) for row in found.ahead]),
    )
    more = {text.ASK_TARGETS: wording_questions.more_targets(found.unknown - shown)}
    whom = (
        text.ASK_NEIGHBOURS.format(list_name(listed.id)) if listed and (found.behind or found.ahead) else ""
    )
    made = [_group(title, items, more.get(title, ""), selection) for title, items in groups if items]
    terms = wording_terms.explained(one.said.link for _, items in groups for one in items)
    return components.section(
        text.QUESTIONS,
        html.Div(made, className="questions"),
        html.P(terms, className="note") if terms else None,
        lead=f"{text.ASK_LEAD} {whom}".strip(),
        name=ids.QUESTIONS,
    )


def _ranked(row: Row, area: Area, say: Callable[[Row, Area], Said], to: To) -> Item:
    return Item(say(row, area), to(row.measure.id), row.own.place if row.own else None)


def _wanting(one: Wanting, selection: Selection) -> Item:
    place = one.finding.place if one.finding else one.judgement.place
    return Item(wording_questions.wanting(one), behind(one.judgement, selection), place)


def _asked(one: Asked, area: Area, selection: Selection) -> Item:
    href = addresses.to("/inspections", selection, area=area.code)
    return Item(wording_questions.asked(one), href, one.finding.place)


def _aimed(one: Target, became: Outcome, area: Area, selection: Selection) -> Item:
    chosen = {"indicator": one.indicator.id, "area": area.code, "breakdown": one.breakdown}
    href = addresses.to("/indicator", selection, **chosen)
    return Item(wording_questions.target(one, became, area), href, one.target.place if one.target else None)


def _group(title: str, items: Iterable[Item], more: str, selection: Selection) -> Component:
    said = html.P(more, className="note") if more else None
    return html.Div([html.H3(title), html.Ul([html.Li(_parts(one, selection)) for one in items]), said])


def _parts(one: Item, selection: Selection) -> list[components.Part]:
    before, link, after, known = one.said
    question = html.B([before, components.link(link, one.href), after])
    if one.place is None:
        return [question, f" {known}"]
    source = html.A(text.SOURCE, href=addresses.source(one.place, selection), className="place")
    return [question, f" {known} ", source]
