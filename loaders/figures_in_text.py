"""Figures that stand in a paper's running text -> observations."""

from __future__ import annotations

from loaders import entries, layouts, values
from loaders.entries import Found, Made
from loaders.layouts import Layout, Record
from loaders.reference import Reference
from loaders.sheets import Book

FIGURES = Layout(
    "figures in the text",
    {
        "measure": ("Measure",),
        "breakdown": ("Breakdown",),
        "area": ("Area",),
        "period": ("Period",),
        "figure": ("Figure",),
        "numerator": ("Numerator",),
        "denominator": ("Denominator",),
        "headline": ("Headline",),
        "status": ("Status",),
        "place": ("Place",),
        "note": ("Note",),
    },
    ("measure", "area", "period", "figure", "place", "headline"),
)


def figures(book: Book, source: str, reference: Reference, layout: Layout = FIGURES) -> Found:
    """Observations from a list of figures, by default that of figures in the text."""
    made = [_figure(book.file, source, record, reference) for record in layouts.records(book, layout)]
    return [row for row, _ in made if row], [problem for _, met in made for problem in met]


def _figure(file: str, source: str, record: Record, reference: Reference) -> Made:
    measure, problems = entries.indicator(file, record, reference)
    if measure is None:
        return None, problems
    period, met = entries.period(file, record, measure.period)
    problems += met
    area, met = entries.area(file, record, reference, period.end if period else "")
    problems += met
    value, met = entries.figure(file, record, measure)
    problems += met
    breakdown, met = entries.breakdown(file, record)
    problems += met
    headline = record.text("headline").casefold()
    if headline not in ("", "yes", "no"):
        what = f"Headline is “{record.text('headline')}”."
        problems.append(record.problem(file, "headline", what, "Leave it blank, or write no."))
    counts = {name: values.parse(record.text(name)) for name in ("numerator", "denominator")}
    for name, count in counts.items():
        if count is None:
            problems.append(record.problem(file, name, *entries.not_a_figure(record.text(name))))
    if period is None or area is None or value is None:
        return None, problems
    where = {"source": source, "locator": record.text("place"), "cell": record.cell("figure")}
    row = entries.observed(measure, area, period, value, **where, note=record.text("note"))
    row |= {name: count.number for name, count in counts.items() if count}
    row |= {"breakdown": breakdown, "headline": headline != "no"}
    said = record.text("status").casefold()  # provisional, revised, …; blank is as published
    return row | ({"status": said} if said else {}), problems
