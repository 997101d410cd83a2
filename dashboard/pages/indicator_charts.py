"""/indicator: the measure over time, and every authority in England side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard import (
    addresses,
    benchmark,
    charting,
    components,
    display,
    figures,
    figures_england,
    ids,
    markup,
    text,
    views,
    wording,
    wording_benchmark,
    wording_indicator,
    wording_trend,
)
from dashboard.pages.parts import authority_options
from dashboard.queries import Ask
from dashboard.records import Observation
from dashboard.selecting import Look, Selection

PATH = "/indicator"
MANY = 40  # authorities of which each cannot have a bar with its name
MANY_IN_A_ROOM = 14
ALL = 314  # pixels that every authority may have of a room's screen
BETTER = {"low": "best (lowest) first", "high": "best (highest) first"}


def chosen(shown: Look, selection: Selection, **changed: str) -> dict[str, str]:
    """All that the address of this page chooses, with something changed."""
    asked = shown.question
    return {
        "indicator": asked.indicator.id,
        "area": asked.area.code,
        "list": selection.get("list", ""),
        "breakdown": asked.breakdown,
        "group": ",".join(shown.group.neighbours if shown.group else ()),
        "with": ",".join(shown.more),
        **addresses.kept(selection),
        **changed,
    }


# ---- over time


def trend(ask: Ask, shown: Look, name: str, selection: Selection) -> Component | None:
    """The measure over time, with a form to add authorities; None where it has a single period."""
    asked = shown.question
    drawn = charting.trend(asked, name, shown.more)
    if drawn is None or not any(len(line.marks) > 1 for line in drawn.lines):
        return None
    own = drawn.lines[0]
    said = wording_trend.course(own, asked.indicator)
    broken = [components.notice("The definition changed", one.why, kind="caution") for one in drawn.breaks]
    rolling = components.prose(text.ROLLING) if "–" in own.marks[0].period else None
    chart = components.chart(
        ids.TREND,
        figures.trend(drawn, display.room(selection, said)),
        said,
        wording_trend.alone(name, said, wording_trend.others(drawn)),
        _trend_table(asked, drawn, selection),
    )
    band = components.prose(text.BAND) if drawn.band else None
    return components.section(
        "Over time", chart, band, rolling, *broken, _several(ask, shown, selection), name="trend"
    )


def _several(ask: Ask, shown: Look, selection: Selection) -> Component | None:
    """The form that adds an authority to the lines, and links that take one away; none for counts."""
    asked = shown.question
    if asked.counts or not asked.indicator.comparable:
        return None
    options = {"": [("", "Choose one")], **authority_options(ask)}
    field = components.select("with", "Add an authority to the lines", options, "")
    names = asked.areas
    less: list[components.Part] = [
        components.link(
            f"Take {names[code].name} away",
            addresses.to(PATH, selection, **chosen(shown, selection, **{"with": _without(shown.more, code)})),
        )
        for code in shown.more
    ]
    kept = chosen(shown, selection)
    form = components.choose(PATH, field, kept=kept, label="Add an authority to the lines", button="Add")
    return html.Div([form, components.bullets(less) if less else None], className="several")


def _without(codes: Sequence[str], code: str) -> str:
    return ",".join(one for one in codes if one != code)


def _trend_table(asked: benchmark.Question, drawn: views.Trend, selection: Selection) -> components.Table:
    rows: list[list[components.Part]] = []
    spread = {one.period: one.printed for one in drawn.band}
    printed = [{mark.period: mark.printed for mark in line.marks} for line in drawn.lines]
    for period, now in asked.course.items():
        cells: list[components.Part] = [period]
        for line, marks in zip(drawn.lines, printed, strict=True):
            cells.append(_linked(marks.get(period, "–"), now.get(line.area), selection))
        rows.append([*cells, spread.get(period, "–")] if spread else cells)
    head = ["Period", *(line.name for line in drawn.lines)]
    head += ["Neighbours, smallest to largest"] if spread else []
    return components.Table(drawn.title, head, rows)


def _linked(printed: str, one: Observation | None, selection: Selection) -> components.Part:
    return markup.link(printed, addresses.source(one.place, selection)) if one else printed


# ---- side by side


def ranked(shown: Look, view: benchmark.Benchmark, name: str, selection: Selection) -> Component | None:
    """Every authority listed, in order, and England's quarters; None where fewer than two have a figure."""
    asked = shown.question
    drawn = charting.ranked(asked, name, more=shown.more)
    if drawn is None:
        return None
    bars = tuple(replace(bar, href=_of(bar, asked, selection)) for bar in drawn.bars)
    drawn = replace(drawn, bars=bars)
    said, alone = wording_benchmark.message(view), wording_benchmark.message(view, named=True)
    many = len(bars) > (MANY_IN_A_ROOM if display.display(selection).projector else MANY)
    room = display.room(selection, said, ALL if many else display.ROOM)
    figure = figures_england.england(drawn, room) if many else figures.ranked(drawn, room)
    table = _ranked_table(asked, drawn, name, selection)
    chart = components.chart(ids.RANKED, figure, said, alone, table)
    better = BETTER.get(asked.indicator.polarity, "largest first")
    whole = view.standing is not None and view.standing.scope == "england"
    title = "Every authority in England" if whole else "Side by side"
    return components.section(
        f"{title}, {drawn.period}, {better}",
        chart,
        components.prose(text.OUTLINE_IN_A_ROOM if room else text.OUTLINE) if many else None,
        _quarters(drawn, view),
        components.prose(components.link(text.ON_A_MAP, _on_a_map(asked, selection))) if whole else None,
        name="ranked",
    )


def _on_a_map(asked: benchmark.Question, selection: Selection) -> str:
    chosen = {"indicator": asked.indicator.id, "area": asked.area.code, "breakdown": asked.breakdown}
    return addresses.to("/map", selection, **chosen, list=selection.get("list", ""))


def _ranked_table(
    asked: benchmark.Question, drawn: views.Ranked, name: str, selection: Selection
) -> components.Table:
    found = asked.stood.figures if asked.stood else {}
    rows: list[list[components.Part]] = []
    for bar in drawn.bars:
        place = wording.ordinal(bar.rank) if bar.rank else "not ranked"
        source = addresses.source(found[bar.area].place, selection)
        rows.append([bar.name, place, markup.link(bar.printed, source)])
    marked = next((at for at, bar in enumerate(drawn.bars) if bar.role == "this"), None)
    caption = f"{name}, {drawn.period}: {sum(bar.rank is not None for bar in drawn.bars)} authorities"
    return components.Table(caption, ("Area", "Place", "Figure"), rows, marked=marked)


def _of(bar: views.Bar, asked: benchmark.Question, selection: Selection) -> str:
    """Where a click on an authority's bar leads: this page, for it. England and regions have none."""
    if asked.areas[bar.area].kind != "authority":
        return ""
    kept = {"indicator": asked.indicator.id, "area": bar.area, "breakdown": asked.breakdown}
    return addresses.to(PATH, selection, **kept)


def _quarters(drawn: views.Ranked, view: benchmark.Benchmark) -> Component | None:
    """The four quarters with their ranges; the authority's own is marked."""
    standing = view.standing
    if standing is None or standing.scope != "england":
        return None
    if not drawn.quarters:
        return components.prose(text.NO_QUARTERS)
    rows: list[Sequence[components.Part]] = [
        [
            wording_indicator.quarter(one.letter),
            wording_indicator.span(one, view.indicator),
            str(one.count),
        ]
        for one in drawn.quarters
    ]
    marked = next((k for k, one in enumerate(drawn.quarters) if one.letter == standing.quartile), None)
    caption = f"Quarters of England’s authorities, {drawn.period}"
    head = ("Quarter", "From and to", "How many")
    table = components.Table(caption, head, rows, numbers=(1, 2), marked=marked, note=text.QUARTERS_LEAD)
    return html.Div(components.table(table), className="short-table")
