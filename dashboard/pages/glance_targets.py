"""Of /: what a council aimed for: each target with its baseline and the newest figure since."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, targets, text, wording
from dashboard.pages.parts import level_link
from dashboard.queries import Ask
from dashboard.records import Observation, Threshold
from dashboard.selecting import Selection
from loaders.reference import Area


def aimed(
    ask: Ask, area: Area, own: Sequence[Observation], thresholds: Sequence[Threshold]
) -> tuple[targets.Target, ...]:
    """An authority's own targets, each with the figures that can be held against it."""
    mine = [one for one in thresholds if one.area == area.code]
    return targets.paired(mine, own, ask.measures.of(one.indicator for one in mine))


def section(area: Area, pairs: Sequence[targets.Target], selection: Selection) -> Component | None:
    """The targets in two tables, those without a printed baseline apart; None without any."""
    if not pairs:
        return None
    aimed = [one for one in pairs if one.target]
    started = [one for one in aimed if one.baseline]
    rest = [one for one in aimed if not one.baseline]
    told = components.details(
        f"Targets without a printed baseline ({len(rest)})",
        _target_table(f"{area.name}'s targets without a printed baseline", area, rest, selection),
        is_open=not started,
    )
    first = _target_table(f"{area.name}'s targets", area, started, selection) if started else None
    return components.section(
        "What it aimed for", first, told if rest else None, lead=text.TARGETS_LEAD, name="targets"
    )


def _target_table(
    caption: str, area: Area, aimed: Sequence[targets.Target], selection: Selection
) -> Component:
    head = ("What", "Baseline", "Target", "Due", "Newest figure since")
    rows = [_target_row(one, selection, area) for one in aimed]
    return components.table(components.Table(caption, head, rows, numbers=()))


def _target_row(one: targets.Target, selection: Selection, area: Area) -> list[components.Part]:
    name = wording.measure(one.indicator, one.breakdown)
    href = addresses.to(
        "/indicator", selection, indicator=one.indicator.id, area=area.code, breakdown=one.breakdown
    )
    target, baseline = one.target, one.baseline
    dated = f" ({baseline.period})" if baseline and baseline.period else ""
    started = html.Span([level_link(baseline, selection), dated]) if baseline else "none printed"
    due = (target.due or target.period or "not said") if target else "–"
    shown = one.since or (None if one.dated else one.newest)
    since = wording.since(one)
    newest_figure = components.link(since, addresses.source(shown.place, selection)) if shown else since
    return [components.link(name, href), started, level_link(target, selection), due, newest_figure]
