"""/compare : areas, measures and periods of one's own choice, as a table, as small charts and as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import comparison, components, text, wording_compare
from dashboard.choosing import Choice, Measure, choice, figures_of
from dashboard.page import Page
from dashboard.pages.compare_charts import charts
from dashboard.pages.compare_form import PATH as PATH
from dashboard.pages.compare_form import address, chooser, is_full, years
from dashboard.pages.compare_table import table
from dashboard.queries import Ask
from dashboard.records import Observation, Source
from dashboard.selecting import Selection

NAME = "Compare"

MOST_SERIES = 1000  # areas times measures
MOST_FIGURES = 6000


def page(selection: Selection, ask: Ask) -> Page:
    """What is chosen, how to change it (folded away where there are figures to look at), and the figures."""
    chosen = choice(ask, selection)
    asked = 0 < chosen.series <= MOST_SERIES
    found = figures_of(ask, chosen, chosen.measures) if asked else ()
    figures = comparison.by_measure(chosen, found)
    shown = sum(map(len, figures.values()))
    parts: list[components.Part] = []
    if chosen.series > MOST_SERIES or shown > MOST_FIGURES:
        parts += [_too_many(chosen, selection, shown)]
    elif chosen.series:
        sources = {one.id: one for one in ask.sources()}
        parts += _shown(chosen, figures, selection, sources)
    title = wording_compare.heading(chosen)
    tables = comparison.tables(chosen.areas, figures)
    lead = wording_compare.amount(chosen, tables) if chosen.series else text.COMPARE_LEAD
    of = ", ".join(one.name for one in chosen.measures)
    said = f"{title}: {of}" if of else title
    change: list[components.Part] = [chooser(ask, chosen, selection), years(chosen, selection, _ends(found))]
    if 0 < shown <= MOST_FIGURES and chosen.is_clear and not is_full(chosen, selection):
        change = [components.details(text.CHANGE_COMPARISON, *change)]
    choosing = html.Div(change, className="change")
    return Page(said, components.main(title, lead, _how_to(chosen), choosing, *parts))


def _how_to(chosen: Choice) -> Component | None:
    """How to choose, for whoever has not begun."""
    begun = chosen.chosen or chosen.measures or not chosen.is_clear
    return None if begun else components.notice("Nothing is chosen yet", text.COMPARE_EMPTY)


def _ends(found: Sequence[Observation]) -> list[int]:
    return sorted({int(one.end[:4]) for one in found if one.dated})


def _too_many(chosen: Choice, selection: Selection, shown: int) -> Component:
    said = (
        f"{shown:,} figures" if shown else f"{len(chosen.areas)} areas times {len(chosen.measures)} measures"
    )
    return html.Div([components.notice(said, text.TOO_MANY_FOR_A_PAGE), _files(chosen, selection)])


def _files(chosen: Choice, selection: Selection) -> Component:
    links = [
        html.Li(html.A(said, href=address(chosen, selection, f"/compare.{kind}", show="")))
        for kind, said in (("xlsx", "Download as a spreadsheet (XLSX)"), ("csv", "Download as CSV"))
    ]
    return html.Ul(links, className="files")


def _shown(
    chosen: Choice,
    figures: Mapping[Measure, Sequence[Observation]],
    selection: Selection,
    sources: Mapping[str, Source],
) -> list[components.Part]:
    with_charts = selection.get("show") == "charts"
    tabs = components.tabs(
        "Ways to show it",
        [
            ("Table", address(chosen, selection, show="table"), not with_charts),
            ("Charts", address(chosen, selection, show="charts"), with_charts),
        ],
    )
    empty = [one for one, found in figures.items() if not found]
    none = [_no_figures(one) for one in empty]
    there = {one: found for one, found in figures.items() if found}
    made: list[components.Part]
    if with_charts:
        made = charts(chosen, there, selection, sources)
    else:
        tables = comparison.tables(chosen.areas, there)
        made = [table(one, selection, sources) for one in tables]
        made.append(_notes(tables))
    return [tabs, *none, *made, _files(chosen, selection) if there else None]


def _no_figures(measure: Measure) -> Component:
    return components.notice(f"{measure.name}: no figures", "None of these areas has one in these years.")


def _notes(tables: Sequence[comparison.Table]) -> Component | None:
    if not tables:
        return None
    found = (
        one
        for each in tables
        for block in each.blocks
        for row in block.rows
        for cell in row.cells
        for one in cell
    )
    notes = list(dict.fromkeys(one.note for one in found if one.note))
    folded = (
        components.details(f"Notes on single figures ({len(notes)})", components.bullets(notes))
        if notes
        else None
    )
    apart = html.P(text.KINDS_APART, className="note") if len(tables) > 1 else None
    gaps = any(
        not cell for each in tables for block in each.blocks for row in block.rows for cell in row.cells
    )
    said = html.P(text.NO_FIGURE_IN_CELL, className="note") if gaps else None
    return html.Div([said, apart, folded])
