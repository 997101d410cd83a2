"""What /compare says: headings, kinds of periods, how much was chosen. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dashboard import charting, wording
from dashboard.choosing import Choice, Measure
from dashboard.comparison import Block, Table
from dashboard.views import Line

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "calendar": "Calendar years",
        "academic": "School years (September to August)",
        "financial": "Financial years (April to March)",
        "reporting year": "Years whose months the source does not say",
        "month": "Months",
        "quarter": "Quarters",
        "months": "Several months",
        "point in time": "Single days",
        "three-year average": "Averages over three years",
        "undated": "No date given",
    }
)
NAMED = 3  # areas that a heading names


def heading(choice: Choice) -> str:
    """The page's heading: the first areas by name, and how many more there are."""
    names = [area.name for area in choice.areas]
    if not names:
        return "Compare areas"
    if len(names) == 1:
        return f"{names[0]}: figures side by side"
    if len(names) <= NAMED:
        return f"{wording.joined(names)} compared"
    return f"{names[0]} and {len(names) - 1} other areas compared"


def amount(choice: Choice, tables: Sequence[Table]) -> str:
    """How much is compared, and over which periods."""
    said = f"{_several(len(choice.areas), 'area')} and {_several(len(choice.measures), 'measure')}"
    dated = [column for table in tables for column in table.columns if column.end]
    if not dated:
        return f"{said}."
    first, last = min(dated, key=lambda one: one.end), max(dated, key=lambda one: one.end)
    return f"{said}, {first.label} to {last.label}." if first != last else f"{said}, {last.label}."


def _several(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def described(measure: Measure) -> str:
    """A measure's unit and direction."""
    unit = charting.axis_unit(measure.indicator.unit)
    return f"{unit}. {wording.direction(measure.indicator.polarity)}."


def without(block: Block) -> str:
    """Which of the areas chosen have no entry for a measure; empty if all have one."""
    names = [area.name for area in block.without]
    if not names:
        return ""
    if len(names) > NAMED:
        names = [*names[:2], f"{len(names) - 2} others"]
    return f"Nothing was published here about {wording.joined(names)}."


def line(shown: Line) -> str:
    """The first and the last figure of a line."""
    known = [mark for mark in shown.marks if mark.value is not None]
    if not known:
        return f"{shown.name}: no figure."
    first, last = known[0], known[-1]
    if first == last:
        return f"{shown.name}: {last.printed} in {last.period}."
    return f"{shown.name}: {first.printed} in {first.period}, {last.printed} in {last.period}."
