"""/indicator: the neighbours one by one, what other lists would say, and a group of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import (
    addresses,
    benchmark,
    components,
    numbers,
    peers,
    text,
    wording,
    wording_benchmark,
    wording_indicator,
)
from dashboard.pages.indicator_charts import PATH, chosen
from dashboard.records import Latest, Standing
from dashboard.selecting import Look, Selection
from loaders.reference import Area

NONE = "–"
Row = list[components.Part]


def neighbours(shown: Look, view: benchmark.Benchmark, selection: Selection) -> Component | None:
    """The authority and each of its neighbours, their average, region and England, groups of its source.

    None where it is beside none of these.
    """
    asked = shown.question
    listed, stood = asked.neighbours, asked.stood
    if stood is None or not asked.indicator.comparable:
        return None
    beside = _beside(asked, stood)
    near = listed.neighbours if listed and stood.series.end else ()
    if not near and (not beside or asked.area.code not in stood.figures):
        return None
    close = dict(zip(near, listed.closeness, strict=True)) if listed and near else {}
    is_close, moved = any(close.values()), _moved(asked)
    is_placed = view.standing is not None and view.standing.scope == "england"

    def cells(name: str, figure: components.Part, change: str, place: str, closeness: str) -> Row:
        """Those of the five that the table has."""
        optional = ((change, moved), (place, is_placed), (closeness, is_close))
        return [name, figure, *(said for said, is_there in optional if is_there)]

    def row(code: str) -> Row:
        one, placed = stood.figures.get(code), benchmark.standing(asked, code)
        place = wording_benchmark.place(placed) if placed else NONE
        figure, change = _figure(asked, one, selection), _change(asked, one)
        return cells(asked.areas[code].name, figure, change, place, close.get(code) or NONE)

    rows = [row(asked.area.code), *map(row, near)]
    rows += [cells(name, figure, NONE, NONE, NONE) for name, figure in _averages(asked, view)]
    rows += [row(code) for code in beside]
    period = view.period if stood.series.end else text.UNDATED
    head = cells(
        "Authority",
        f"Figure, {period}",
        f"Change from {moved} to {view.period}",
        "Place in England",
        "How close",
    )
    numbered = range(1, len(head) - is_close)
    whom = wording.list_name(listed.id) if listed and near else wording.joined(_names(asked, beside))
    caption = f"{asked.area.name} and {whom}, {period}"
    note = None if moved else text.WITHOUT_CHANGE
    table = components.Table(caption, head, rows, numbers=numbered, marked=0, note=note)
    title = "Beside its neighbours" if near else "What it is held against"
    return components.section(title, components.table(table), name="neighbours")


def _beside(asked: benchmark.Question, stood: Latest) -> list[str]:
    """Those of region, England and the groups of the source that have a figure; none of counts."""
    if asked.counts:
        return []
    groups = [code for code in stood.figures if asked.areas[code].kind == "group"]
    return [code for code in (asked.area.region, benchmark.ENGLAND, *groups) if code in stood.figures]


def _names(asked: benchmark.Question, codes: Sequence[str]) -> list[str]:
    return [asked.areas[code].name for code in codes]


def _moved(asked: benchmark.Question) -> str:
    """The period that changes are from; empty where there are none."""
    stood = asked.stood
    if stood is None:
        return ""
    changes = (benchmark.change(asked.indicator, stood.series, one)[1] for one in stood.figures.values())
    return next(filter(None, changes), "")


def _figure(asked: benchmark.Question, one: Standing | None, selection: Selection) -> components.Part:
    if one is None:
        return NONE
    printed = numbers.legible(one, asked.indicator)
    return components.link(printed, addresses.source(one.place, selection))


def _change(asked: benchmark.Question, one: Standing | None) -> str:
    if one is None or asked.stood is None:
        return NONE
    size, _ = benchmark.change(asked.indicator, asked.stood.series, one)
    return NONE if size is None else numbers.signed(size, asked.indicator.decimals)


def _averages(asked: benchmark.Question, view: benchmark.Benchmark) -> list[tuple[str, str]]:
    """The average and the median of the neighbours, each of how many."""
    average, unit, decimals = view.neighbours, asked.indicator.unit, asked.indicator.decimals
    of = f"{average.used} of {average.total} neighbours"
    named = (("Average", average.mean), ("Median", average.median))
    return [
        (f"{name} of {of}", numbers.computed(value, unit, decimals))
        for name, value in named
        if value is not None
    ]


# ---- other lists


def lists(shown: Look, selection: Selection) -> Component | None:
    """What each list says of the place and the average; each leads to the page with it chosen."""
    asked = shown.question
    if asked.stood is None or not asked.indicator.comparable or asked.counts or not shown.lists:
        return None
    told = [peers.told(asked, one) for one in shown.lists]
    told = [one for one in told if one.average.used]
    if not told:
        return None
    unit, decimals = asked.indicator.unit, asked.indicator.decimals
    shows = asked.neighbours.id if asked.neighbours else ""
    rows: list[Sequence[components.Part]] = []
    for one in told:
        name = wording.list_option(one.list.id)
        rows.append(
            [
                name
                if one.list.id == shows
                else components.link(name, with_list(shown, selection, one.list.id)),
                wording_indicator.place(one),
                wording_indicator.covered(one),
                numbers.computed(one.average.mean, unit, decimals),
                numbers.computed(one.average.median, unit, decimals),
            ]
        )
    marked = next((k for k, one in enumerate(told) if one.list.id == shows), None)
    head = ("Compared with", "Place", "Have a figure", "Average", "Median")
    caption = f"{asked.area.name} by each list, {asked.stood.series.period}"
    table = components.Table(caption, head, rows, marked=marked, note=text.MEAN)
    return components.section(
        "What another list would say", components.table(table), lead=text.SWITCH_LEAD, name="lists"
    )


def with_list(shown: Look, selection: Selection, name: str) -> str:
    """The address of this page with a list chosen."""
    return addresses.to(PATH, selection, **chosen(shown, selection, list=name))


def own_group(shown: Look, selection: Selection) -> Component | None:
    """The form in which one ticks the authorities to compare with, region by region."""
    asked = shown.question
    if not asked.indicator.comparable:
        return None
    areas, day = asked.areas, asked.stood.series.end if asked.stood else ""
    ticked = list(shown.group.neighbours) if shown.group else []
    regions: dict[str, list[Area]] = {}
    for area in areas.values():
        if area.kind == "authority" and area.existed(day) and area != asked.area:
            regions.setdefault(area.region, []).append(area)
    boxes = [
        components.ticks("group", areas[code].name if code in areas else "Other", _options(found), ticked)
        for code, found in sorted(regions.items(), key=lambda pair: areas[pair[0]].name if pair[0] else "")
    ]
    kept = chosen(shown, selection, list="", group="")
    form = components.choose(PATH, *boxes, kept=kept, label="Your own group")
    title = f"Your own group ({len(ticked)} chosen)" if ticked else "Compare with a group of your own"
    return components.details(title, html.P(text.OWN_GROUP_HINT, className="note"), form)


def _options(areas: Sequence[Area]) -> list[tuple[str, str]]:
    return sorted(((area.code, area.name) for area in areas), key=lambda pair: pair[1])
