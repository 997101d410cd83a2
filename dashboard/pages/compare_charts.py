"""The charts of /compare: small panels for each measure, on the same axes, with their figures as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import (
    comparison,
    components,
    display,
    figures,
    figures_compare,
    panels,
    text,
    wording_compare,
)
from dashboard.choosing import Choice, Measure
from dashboard.pages.compare_table import table
from dashboard.records import Observation, Source
from dashboard.selecting import Selection
from dashboard.views import Panel

MOST = 150  # panels on a page


def charts(
    chosen: Choice,
    there: Mapping[Measure, Sequence[Observation]],
    selection: Selection,
    sources: Mapping[str, Source],
) -> list[components.Part]:
    """A section for each measure, as many as a page can show; the others are named."""
    each = len(chosen.areas) if len(chosen.areas) <= panels.APART else 1
    most = max(1, MOST // each)
    made: list[components.Part] = [
        _section(measure, chosen, found, selection, sources) for measure, found in list(there.items())[:most]
    ]
    rest = [one.name for one in there][most:]
    if rest:
        said = f"The charts of {len(rest)} more measures are left out. Choose fewer areas or measures to see:"
        made.append(components.notice("More than a page can show", f"{said} {'; '.join(rest)}."))
    return made


def _section(
    measure: Measure,
    chosen: Choice,
    found: Sequence[Observation],
    selection: Selection,
    sources: Mapping[str, Source],
) -> Component:
    tables = [table(one, selection, sources) for one in comparison.tables(chosen.areas, {measure: found})]
    return components.section(
        measure.name,
        *_drawn(measure, chosen, found, display.room(selection)),
        components.details("The figures behind the charts", *tables),
        lead=wording_compare.described(measure),
    )


def _drawn(
    measure: Measure, chosen: Choice, found: Sequence[Observation], room: int
) -> list[components.Part]:
    if not measure.alike and len(chosen.areas) > 1:
        own = not measure.indicator.comparable
        why = text.OWN_FIGURES_IN_TABLE_ONLY if own else text.COUNTS_IN_TABLE_ONLY
        return [components.notice("In the table only", why)]
    drawn = panels.charted(measure, chosen.areas, found)
    if drawn is None:
        return [components.notice("No chart", "There is one figure, or none with a date. The table has it.")]
    if drawn.bars is not None:
        bars = drawn.bars.bars
        ends = wording_compare.ends(bars, measure.indicator)
        listed = "; ".join(f"{b.name}: {b.printed}" for b in bars)
        said = f"{drawn.bars.period}, in the order chosen. {ends}".strip()
        return [
            _figure(said, figures.ranked(drawn.bars, room), f"{measure.name}, {drawn.bars.period}. {listed}")
        ]
    shown = panels.latest(measure, chosen.areas, found)
    message = wording_compare.latest(shown, measure.indicator) if shown else ""
    if drawn.large is not None:
        one = drawn.large
        behind = text.GREY_LINES.format(n=len(one.context)) if one.context else ""
        figure = _figure(message or _sentence(one), figures_compare.large(one, room), _sentence(one))
        return [figure, components.prose(behind), *_below(one)]
    first = drawn.small[0]
    small = [_figure(one.title, figures_compare.small(one), _sentence(one)) for one in drawn.small]
    said = components.prose(message, _how_to_read(first))
    return [said, html.Div(small, className="multiples"), *_below(first)]


def _figure(caption: str, drawn: components.Figure, sentence: str) -> Component:
    return html.Figure([html.Figcaption(caption), components.painted(drawn, sentence)], className="chart")


def _sentence(one: Panel) -> str:
    return " ".join(wording_compare.line(line) for line, _ in one.lines)


def _how_to_read(first: Panel) -> str:
    """What the lines of small panels are, and where their axis starts."""
    start = figures_compare.starts_at(first, figures_compare.SMALL)
    axis = f" The axis starts at {start}, not at zero." if start else ""
    return f"{text.SMALL_PANELS.format(first=first.title)}{axis}"


def _below(one: Panel) -> list[components.Part]:
    """What must be known of the lines: changes of definition, and gaps."""
    broken = [components.notice("The definition changed", each.why, kind="caution") for each in one.breaks]
    lines = [*(line for line, _ in one.lines), *one.context]
    return [*broken, components.prose(wording_compare.gaps(lines))]
