"""A chart's numbers -> a chart that the spreadsheet program draws itself, beside the cells that it shows."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import cm_to_EMU

from dashboard.plotted import Plotted

WIDE = 24.0  # centimetres
TALL, BAR, MORE = 11.0, 0.75, 0.25  # of lines, of each bar, of one more beside it
THIN, MANY = 0.4, 40  # of each bar where there are so many
NAMES, WIDEST_NAMES = 0.24, 0.46  # of the width, beside bars
LONG_NAME, WIDEST_LETTERS, NAME_LINE = 30, 46, 0.45  # letters of a line of names; its centimetres
TITLE, TITLE_LINE, TITLE_SHARE = 0.9, 0.55, 0.02  # centimetres above bars, of each line, of the height
TITLE_LETTERS = 54  # of a line
BELOW, LEGEND = 1.7, 0.8  # centimetres: axis, legend
PLAIN, SMALL = 900, 700  # hundredths of a point
LONGEST = 250  # letters of a title
GAP = 90_000  # below the upper edge of its first cell, in the units in which charts are placed
POINT = 12_700  # of which lines are measured
OWN, OTHERS = 34_000, 22_000


class Described(OneCellAnchor):
    """A chart's place on its sheet, with what is said to who cannot see it.

    The frame around a chart is made when the workbook is saved, without a text of its own.
    """

    __elements__ = OneCellAnchor.__elements__

    def __init__(self, at: AnchorMarker, size: XDRPositiveSize2D, said: str) -> None:
        super().__init__(_from=at, ext=size)
        self.said = said

    def to_tree(self, tagname: Any = None, idx: Any = None, namespace: Any = None) -> Any:
        """The place as it is saved, when its frame is there."""
        frame: Any = self.graphicFrame
        frame.nvGraphicFramePr.cNvPr.descr = self.said
        return super().to_tree(tagname, idx, namespace)


def place(made: Any, column: int, row: int, said: str) -> None:
    """Puts a chart's upper left corner into a cell, counted from 1; `said` is told to who cannot see it."""
    size = XDRPositiveSize2D(cm_to_EMU(made.width), cm_to_EMU(made.height))
    made.anchor = Described(AnchorMarker(col=column - 1, row=row - 1, rowOff=GAP), size, said)


def chart(sheet: Any, plotted: Plotted, head: int, title: str) -> Any:
    """A chart of a sheet's cells: rows' names in the first column below row `head`, a column a series."""
    title = title[:LONGEST]
    made: Any  # openpyxl's types are too narrow
    made = _lines(plotted) if plotted.kind == "lines" else _bars(plotted, title)
    last = head + len(plotted.rows)
    names = Reference(sheet, min_col=1, min_row=head + 1, max_row=last)
    for at, colour in enumerate(one.lstrip("#") for one in plotted.colours):
        cells = Reference(sheet, min_col=at + 2, min_row=head + 1, max_row=last)
        series = Series(cells, title=plotted.series[at])
        _colour(series, colour, lines=plotted.kind == "lines", first=at == 0)
        series.data_points = [_bar(row, *fill) for row, fill in enumerate(plotted.fills)]
        made.series.append(series)
    made.set_categories(names)
    made.title, made.width = _heading(title), WIDE
    made.legend.position = "b"
    if len(plotted.series) == 1:
        made.legend = None
    made.x_axis.delete = made.y_axis.delete = False  # else programs of today leave the axes out
    made.y_axis.title = plotted.unit or None
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_line("E3E7EB", POINT // 2))
    made.display_blanks = "gap"
    return made


def _heading(said: str) -> Title:
    """A title over the chart, in letters no larger than those of the sheet's own."""
    look = CharacterProperties(sz=1200, b=True)
    lines = [Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=said)])]
    return Title(tx=Text(rich=RichText(p=lines)), overlay=False)


def _lines(plotted: Plotted) -> Any:
    made: Any = LineChart()
    made.height = TALL
    values = [one for row in plotted.values for one in row if one is not None]
    if values and min(values) >= 0 and min(values) < 0.7 * max(values):
        made.y_axis.scaling.min = 0
    return made


def _bars(plotted: Plotted, title: str) -> Any:
    made: Any = BarChart()
    made.type, made.gapWidth = "bar", 30
    made.x_axis.scaling.orientation = "maxMin"  # the first row on top, as in the table
    made.x_axis.tickLblSkip = 1  # every bar has its name
    made.y_axis.crosses = "max"
    many = len(plotted.rows) > MANY
    below = BELOW + (LEGEND if len(plotted.series) > 1 else 0)
    long = max(map(len, plotted.rows), default=0)
    beside, letters = (WIDEST_NAMES, WIDEST_LETTERS) if long > LONG_NAME else (NAMES, LONG_NAME)
    one = max(BAR + MORE * (len(plotted.series) - 1), NAME_LINE * math.ceil(long / letters))
    bars = (THIN if many else one) * len(plotted.rows)
    above = TITLE + TITLE_LINE * math.ceil(len(title) / TITLE_LETTERS) + TITLE_SHARE * bars
    made.height = above + bars + below
    made.x_axis.txPr = _letters(SMALL if many else PLAIN)
    made.y_axis.scaling.min = 0 if all((one or 0) >= 0 for row in plotted.values for one in row) else None
    if plotted.most is not None:
        made.y_axis.scaling.max, made.y_axis.majorUnit = plotted.most, 1 if plotted.unit == "grade" else 20
    inside = ManualLayout(xMode="edge", yMode="edge", layoutTarget="inner")
    inside.x, inside.y = beside, above / made.height
    inside.w, inside.h = 0.96 - beside, 1 - (above + below) / made.height
    made.layout = Layout(manualLayout=inside)
    return made


def _letters(size: int) -> RichText:
    """Letters of an axis, in hundredths of a point."""
    look = ParagraphProperties(defRPr=CharacterProperties(sz=size))
    return RichText(p=[Paragraph(pPr=look, endParaRPr=CharacterProperties(sz=size))])


def _colour(series: Any, colour: str, *, lines: bool, first: bool) -> None:
    if not lines:
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        return
    series.graphicalProperties = GraphicalProperties(ln=_line(colour, OWN if first else OTHERS))
    series.smooth = False
    series.marker.symbol, series.marker.size = "circle", 7 if first else 5
    series.marker.graphicalProperties = GraphicalProperties(solidFill=colour, ln=_line(colour, POINT // 2))


def _bar(row: int, colour: str, edge: str) -> DataPoint:
    look = GraphicalProperties(solidFill=colour.lstrip("#"), ln=_line(edge.lstrip("#"), POINT))
    return DataPoint(idx=row, spPr=look)


def _line(colour: str, width: int) -> Any:
    return LineProperties(solidFill=colour, w=width)
