"""Of /inspections: how many of England's authorities stood at each grade, year by year."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import (
    components,
    display,
    figures_inspections,
    histories,
    ids,
    tallies,
    text,
    views,
    wording,
    wording_inspections,
)
from dashboard.pages.inspections_chosen import Chosen
from dashboard.queries import Ask
from dashboard.records import Graded, Judgement
from loaders.reference import Framework, Theme

START = "overall"
MOST_DAYS = 8  # columns that a narrow screen has room for: the table has them all


def section(ask: Ask, choice: Chosen, judged: Sequence[Judgement]) -> Component | None:
    """The state of play at each year's end; None for a framework of which only a few councils' are held."""
    framework = choice.framework
    if framework is None or not tallies.nationwide(choice.there, ask.reference.areas):
        return None
    known = ask.reference.themes
    present = {one.theme for one in judged if one.framework == framework.id}
    themes = [one for one in known.values() if one.id in present] or [known[START]]
    theme = next((one for one in themes if one.id == choice.selection.get("theme", "")), themes[0])
    graded = ask.graded(framework.id, theme.id)
    days = tallies.tallies(graded, ask.reference.areas)
    if not days:
        return None
    words = wording_inspections.scale(framework)
    title = f"{theme.name}: authorities of England by their latest grade"
    view = views.Distribution(title, words, days[-MOST_DAYS:])
    first, newest = view.tallies[0], view.tallies[-1]
    caption = f"{theme.name}. {wording_inspections.state(newest, words)}"
    sentence = f"{caption} {wording_inspections.state(first, words)}"
    figure = figures_inspections.distribution(view, display.room(choice.selection))
    at = ids.section(ids.ENGLAND)
    links = [(one.name, choice.address(at, theme=one.id), one is theme) for one in themes]
    return components.section(
        "All of England, year by year",
        components.tabs("What was judged", links),
        components.chart(ids.DISTRIBUTION, figure, caption, sentence, _days(choice, view, days, graded)),
        components.prose(*_said(ask, choice, graded, view)),
        components.details("Inspections of each year", _years(framework, theme, graded, words)),
        lead=text.WHAT_IS_COUNTED,
        name=ids.ENGLAND,
    )


def _said(ask: Ask, choice: Chosen, graded: Sequence[Graded], view: views.Distribution) -> list[str]:
    """Where the authority stands among them, and what must be known of the counts."""
    days, newest, words = view.tallies, view.tallies[-1], view.words
    area, current = choice.area, tallies.latest(graded, newest.day)
    there = tallies.existing(ask.reference.areas, newest.day)
    own = current.get(area.code)
    here = [one for code, one in current.items() if code in there]
    together = sum(histories.reworded(one.note) for one in here)
    return [
        wording_inspections.own(area, own.grade if own else None, newest, words)
        if area.code in there
        else f"{area.name} no longer existed.",
        text.NONE_YET if any(one.none for one in days) else "",
        wording_inspections.judged_together(together, len(here)),
    ]


def _days(
    choice: Chosen, view: views.Distribution, days: Sequence[views.Tally], graded: Sequence[Graded]
) -> components.Table:
    area = choice.area
    rows: list[list[components.Part]] = []
    for one in days:
        own = tallies.latest(graded, one.day).get(area.code)
        stood = f"{view.words[4 - own.grade]} ({own.grade})" if own and own.grade else text.NOT_INSPECTED
        shown = stood if area.existed(one.day) else "did not exist"
        rows.append(
            [wording.date(one.day), *map(str, one.counts), str(one.none), str(one.of), shown],
        )
    head = ("On", *_heads(view.words), "None yet", "Authorities", area.name)
    return components.Table(view.title, head, rows, numbers=range(1, 7))


def _years(framework: Framework, theme: Theme, graded: Sequence[Graded], words: Sequence[str]) -> Component:
    """The inspections that began in each year, by what they found."""
    rows: list[list[components.Part]] = [
        [year, *map(str, counts), str(sum(counts))] for year, counts in tallies.years(graded)
    ]
    head = ("Year in which it began", *_heads(words), "Inspections")
    caption = f"{theme.name}: the inspections of each year ({framework.name})"
    return components.table(components.Table(caption, head, rows))


def _heads(words: Sequence[str]) -> list[str]:
    return [
        f"{word[:1].upper()}{word[1:]} ({grade})" for word, grade in zip(words, tallies.LEVELS, strict=True)
    ]
