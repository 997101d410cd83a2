"""Thresholds, baselines and targets that a paper prints -> rows of the threshold table."""

from __future__ import annotations

from loaders import entries, layouts
from loaders.entries import Found, Made
from loaders.layouts import Layout, Record
from loaders.periods import UNDATED
from loaders.reference import Reference
from loaders.schema import THRESHOLD_KINDS
from loaders.sheets import Book

THRESHOLDS = Layout(
    "thresholds and targets",
    {
        "measure": ("Measure",),
        "breakdown": ("Breakdown",),
        "area": ("Area",),
        "period": ("Period",),
        "kind": ("Kind",),
        "figure": ("Figure",),
        "due": ("Due",),
        "place": ("Place",),
        "note": ("Note",),
    },
    ("measure", "area", "kind", "figure", "due", "place"),
)


def thresholds(book: Book, source: str, reference: Reference, layout: Layout = THRESHOLDS) -> Found:
    """Thresholds, baselines and targets from a list of them; a blank area is every area."""
    made = [_threshold(book.file, source, record, reference) for record in layouts.records(book, layout)]
    return [row for row, _ in made if row], [problem for _, met in made for problem in met]


def _threshold(file: str, source: str, record: Record, reference: Reference) -> Made:
    measure, problems = entries.indicator(file, record, reference)
    if measure is None:
        return None, problems
    period, met = entries.period(file, record, measure.period)
    problems += met
    area = None
    if record.text("area"):
        area, met = entries.area(file, record, reference, period.end if period else "")
        problems += met
    value, met = entries.figure(file, record, measure)
    problems += met
    if value and value.number is None:
        problems.append(record.problem(file, "figure", *entries.not_a_figure(record.text("figure"))))
    breakdown, met = entries.breakdown(file, record)
    problems += met
    kind, met = entries.kind(file, record, THRESHOLD_KINDS)
    problems += met
    if not kind or period is None or value is None or value.number is None:
        return None, problems
    return {
        "indicator": measure.id,
        "breakdown": breakdown,
        "area": area.code if area else "",
        "period": "" if period == UNDATED else period.label,
        "kind": kind,
        "due": record.text("due"),
        "value": value.number,
        "unit": value.printed_unit or measure.unit,
        "published_as": value.printed,
        "source": source,
        "locator": record.text("place"),
        "cell": record.cell("figure"),
        "note": record.text("note"),
    }, problems
