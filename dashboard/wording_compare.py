"""What /compare says: headings, kinds of periods, how much was chosen. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dashboard import charting, comparatives, numbers, wording
from dashboard.choosing import Choice, Measure
from dashboard.comparison import Block, Column, Table
from dashboard.views import Bar, Line, Ranked
from loaders.reference import Indicator

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


def both_years(column: Column, kind: str) -> str:
    """`2017/18` for a school or financial year that its source calls 2018; else empty."""
    first, last = column.start[:4], column.end[:4]
    if kind not in ("academic", "financial") or first in column.label or first == last:
        return ""
    return f"{first}/{last[2:]}"


def period(column: Column, kind: str) -> str:
    """A period as published, with both its years where the label has only one of them."""
    both = both_years(column, kind)
    return f"{column.label} ({both})" if both else column.label


def other_labels(block: Block, columns: Sequence[Column]) -> str:
    """How a measure's source names periods that the columns name otherwise; empty if in no other way."""
    found = [
        one.period
        for at, column in enumerate(columns)
        for row in block.rows
        for one in row.cells[at]
        if one.period != column.label and one.dated
    ]
    names = list(dict.fromkeys(found))
    return f"Published as {wording.joined(names)}." if names else ""


def line(shown: Line) -> str:
    """The first and the last figure of a line."""
    known = [mark for mark in shown.marks if mark.value is not None]
    if not known:
        return f"{shown.name}: no figure."
    first, last = known[0], known[-1]
    if first == last:
        return f"{shown.name}: {last.printed} in {last.period}."
    return f"{shown.name}: {first.printed} in {first.period}, {last.printed} in {last.period}."


def ends(shown: Sequence[Bar], indicator: Indicator) -> str:
    """Who has most and who least; empty of fewer than two, or where one is printed as over, about or such.

    Nobody is called first or last before another whose figure is printed the same.
    """
    known = [
        (one.value, one.name, numbers.with_unit(one.printed, indicator.unit))
        for one in shown
        if one.value is not None
    ]
    if len(known) < 2 or any(one.qualifier for one in shown):
        return ""
    low, high = (end(known, key=lambda one: one[0]) for end in (min, max))
    if low[0] == high[0] or low[2] == high[2]:
        return f"All have the same figure, {known[0][2]}."
    words = comparatives.words(indicator)
    said: list[str] = []
    for word, (end, _, printed) in ((words.most, high), (words.least, low)):
        names = [name for value, name, as_printed in known if value == end or as_printed == printed]
        said.append(f"the {word} is {printed} ({wording.joined(names)})")
    return f"{wording.capital(said[0])}, {said[1]}."


def latest(shown: Ranked, indicator: Indicator) -> str:
    """Who has most and least in a period, of how many, and what the first chosen has; empty as `ends` is."""
    said = ends(shown.bars, indicator)
    if not said:
        return ""
    known = sorted((one.value, one.printed) for one in shown.bars if one.value is not None)
    first = shown.bars[0]
    named = any(first.value == value or first.printed == printed for value, printed in (known[0], known[-1]))
    own = ""
    if first.role == "this" and not named:
        figure = first.printed if first.value is None else numbers.with_unit(first.printed, indicator.unit)
        own = f" {first.name}: {figure}."
    return f"{shown.period}, {len(known)} areas with a figure. {said}{own}"


def gaps(lines: Sequence[Line]) -> str:
    """Which periods nobody has a figure for, and which areas lack some of the others; empty if none."""
    known = {mark.period for one in lines for mark in one.marks if mark.value is not None}
    periods = dict.fromkeys(mark.period for one in lines for mark in one.marks)
    nobody = [period for period in periods if period not in known]
    short = [one.name for one in lines if known - {m.period for m in one.marks if m.value is not None}]
    if len(short) > NAMED:
        short = [*short[:2], f"{len(short) - 2} others"]
    said = [f"There is no figure of any of these areas for {wording.joined(nobody)}."] if nobody else []
    said += [f"Some figures are missing of {wording.joined(short)}; the table says why."] if short else []
    return " ".join(said)
