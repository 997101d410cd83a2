"""The tables of /compare: rows are measures and areas, columns periods, every figure leads to its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, comparison, components, wording_benchmark, wording_compare
from dashboard.choosing import Measure
from dashboard.comparison import Block, Column, Row, Table
from dashboard.records import Observation, Source
from dashboard.selecting import Selection

NOT_THERE = "–"


def table(one: Table, selection: Selection, sources: Mapping[str, Source]) -> Component:
    """A table with a body for each measure, whose first row says what it is, its unit and its source."""
    caption = wording_compare.KINDS[one.kind]
    columns = [html.Th(_period(each, one.kind), scope="col", className="number") for each in one.columns]
    head = html.Thead(html.Tr([html.Th("Area", scope="col"), *columns]))
    bodies = [_body(block, one, selection, sources) for block in one.blocks]
    inside = html.Table([html.Caption(caption), head, *bodies])
    label = components.aria("label", caption)
    return html.Div(inside, className="scroll compared", tabIndex=0, role="region", **label)


def _body(block: Block, one: Table, selection: Selection, sources: Mapping[str, Source]) -> Component:
    said = [
        html.A(block.measure.name, href=_own_page(block, selection)),
        html.Span(wording_compare.described(block.measure), className="hint"),
        _sources(block, selection, sources),
        *(
            html.Span(f"From {one.columns[at].label}: {why}", className="hint")
            for at, why in block.changes.items()
        ),
    ]
    others = (wording_compare.other_labels(block, one.columns), wording_compare.without(block))
    said += [html.Span(words, className="hint") for words in others if words]
    width: Any = len(one.columns) + 1
    title = html.Tr(html.Th(html.Div(said), scope="rowgroup", colSpan=width), className="measure")
    return html.Tbody([title, *(_row(row, block, one, selection) for row in block.rows)])


def _period(column: Column, kind: str) -> list[components.Part]:
    """A period as published, with both its years where the label has only one of them."""
    said = wording_compare.both_years(column, kind)
    return [column.label, html.Span(said, className="hint") if said else None]


def _own_page(block: Block, selection: Selection) -> str:
    first = next((row.area.code for row in block.rows if row.area.kind == "authority"), "")
    return addresses.to(
        "/indicator",
        selection,
        indicator=block.measure.indicator.id,
        area=first,
        breakdown=block.measure.breakdown,
    )


def _sources(block: Block, selection: Selection, sources: Mapping[str, Source]) -> Component:
    names = dict.fromkeys(one.source for row in block.rows for cell in row.cells for one in cell)
    links: list[components.Part] = []
    for name in names:
        title = sources[name].title if name in sources else name
        links += [
            ", " if links else "Source: ",
            html.A(title, href=addresses.to(f"/sources/{name}", selection)),
        ]
    return html.Span(links, className="hint")


def _row(row: Row, block: Block, one: Table, selection: Selection) -> Component:
    cells: list[Component] = []
    for at, found in enumerate(row.cells):
        changed = at in block.changes
        end = one.columns[at].end
        alive = not end or row.area.existed(end)
        inside = _cell(found, block.measure, selection, alive=alive)
        told = html.Span("new definition ", className="unseen") if changed else None
        kind = "number changed" if changed else "number"
        cells.append(html.Td([told, *inside], className=kind))
    first = len(one.areas) > 1 and row.area == one.areas[0]
    return html.Tr([html.Th(row.area.name, scope="row"), *cells], className="marked" if first else None)


def _cell(
    found: Sequence[Observation], measure: Measure, selection: Selection, *, alive: bool
) -> list[components.Part]:
    if not found:
        return [NOT_THERE if alive else html.Span("did not exist", className="why")]
    return [part for one in found for part in _figure(one, measure, selection)]


def _figure(one: Observation, measure: Measure, selection: Selection) -> list[components.Part]:
    said = comparison.printed(one, measure)
    link = html.A(
        said, href=addresses.source(one.place, selection), className="why" if one.value is None else None
    )
    status = html.Span(one.status, className="hint") if one.status in wording_benchmark.NOT_FINAL else None
    return [link, status]
