"""Tables of /compare -> sheets with a chart for each measure that has lines to draw. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard import charting, common_sheets, comparison, text, theme
from dashboard.plotted import CUT, Plotted
from dashboard.records import Observation
from dashboard.workbook import Sheet

MOST_LINES = 8  # more cannot be told apart
MOST_CHARTS = 30  # in a workbook
COLOURS = (
    *(one.color for one in theme.SIDE_BY_SIDE),
    *(theme.DARK_GREY, theme.PURPLE, theme.MID_BLUE, theme.LIGHT_BLUE),
)


def charts(found: Sequence[comparison.Table]) -> tuple[Sheet, ...]:
    """A sheet a measure and kind of period; counts of places of different size are not drawn together."""
    drawn = [one for table in found for block in table.blocks for one in _block(block, table.columns)][
        :MOST_CHARTS
    ]
    return tuple(
        common_sheets.numbers(title, plotted, at) for at, (title, plotted) in enumerate(drawn, start=1)
    )


def _block(block: comparison.Block, columns: Sequence[comparison.Column]) -> Iterator[tuple[str, Plotted]]:
    measure = block.measure
    alone = len(block.rows) == 1
    rows = [row for row in block.rows if any(_value(cell) is not None for cell in row.cells)][:MOST_LINES]
    if len(columns) < 2 or not rows or not (alone or measure.alike):
        return
    names: list[str] = []
    values: list[list[float | None]] = []
    for at, column in enumerate(columns):
        if at in block.changes:  # no line is drawn across a change of definition
            names.append(CUT)
            values.append([None] * len(rows))
        names.append(column.label)
        values.append([_value(row.cells[at]) for row in rows])
    whole = len(rows) == len(block.rows)
    title = measure.name if whole else text.FIRST_AREAS.format(name=measure.name, most=len(rows))
    colours = list(COLOURS[: len(rows)])
    unit = charting.axis_unit(measure.indicator.unit)
    yield title, Plotted("lines", names, [row.area.name for row in rows], values, colours, unit)


def _value(cell: Sequence[Observation]) -> float | None:
    return cell[0].value if cell else None
