"""A chart's numbers -> a chart that the spreadsheet program draws itself, beside the cells that it shows."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from dashboard.plotted import Plotted

WIDE = 24.0  # centimetres
TALL, BAR = 11.0, 0.75  # of lines, of each bar
THIN, MANY = 0.36, 40  # of each bar where there are so many
LONGEST = 250  # letters of a title
POINT = 12_700  # of which lines are measured
OWN, OTHERS = 34_000, 22_000


def chart(sheet: Any, plotted: Plotted, head: int, title: str) -> Any:
    """A chart of a sheet's cells: rows' names in the first column below row `head`, a column a series."""
    made: Any = _lines(plotted) if plotted.kind == "lines" else _bars(plotted)  # its types are too narrow
    last = head + len(plotted.rows)
    names = Reference(sheet, min_col=1, min_row=head + 1, max_row=last)
    for at, colour in enumerate(plotted.colours):
        cells = Reference(sheet, min_col=at + 2, min_row=head + 1, max_row=last)
        series = Series(cells, title=plotted.series[at])
        _colour(series, colour, lines=plotted.kind == "lines", first=at == 0)
        made.series.append(series)
    made.set_categories(names)
    made.title, made.width = _heading(title[:LONGEST]), WIDE
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


def _bars(plotted: Plotted) -> Any:
    made: Any = BarChart()
    made.type, made.gapWidth = "bar", 30
    made.x_axis.scaling.orientation = "maxMin"  # the first row on top, as in the table
    made.y_axis.crosses = "max"
    made.height = 4 + (THIN if len(plotted.rows) > MANY else BAR) * len(plotted.rows)
    made.y_axis.scaling.min = 0 if all((row[0] or 0) >= 0 for row in plotted.values) else None
    if plotted.unit == "grade":
        made.y_axis.scaling.max, made.y_axis.majorUnit = 4, 1
    made.layout = Layout(manualLayout=ManualLayout(x=0.36, y=0.12, w=0.6, h=0.74, xMode="edge", yMode="edge"))
    return made


def _colour(series: Any, colour: str, *, lines: bool, first: bool) -> None:
    if not lines:
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        return
    series.graphicalProperties = GraphicalProperties(ln=_line(colour, OWN if first else OTHERS))
    series.smooth = False
    series.marker.symbol, series.marker.size = "circle", 7 if first else 5
    series.marker.graphicalProperties = GraphicalProperties(solidFill=colour, ln=_line(colour, POINT // 2))


def _line(colour: str, width: int) -> Any:
    return LineProperties(solidFill=colour, w=width)
