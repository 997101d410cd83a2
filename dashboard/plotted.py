"""A chart's figure -> the numbers that a spreadsheet program draws the same chart from. Pure.

A missing figure is nothing, never zero; where a line is cut because a definition changed or a period is left
out, a row without a figure keeps it cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dashboard import theme
from dashboard.listings import Listing
from dashboard.taken import Figure

CUT = "Line is cut here"
BREAK = "<br>"
COLOUR = theme.DARK_BLUE[1:]  # of bars


@dataclass(frozen=True)
class Plotted:
    """Series of numbers by row: periods for lines, names for bars.

    `colours` are those of the series, six hexadecimal digits each.
    """

    kind: Literal["lines", "bars"]
    rows: Sequence[str]
    series: Sequence[str]
    values: Sequence[Sequence[float | None]]
    colours: Sequence[str]
    unit: str = ""


def plotted(figure: Figure) -> Plotted | None:
    """The chart's numbers; None of one that says of no point what it is."""
    unit = _unit(figure)
    for trace in figure["data"]:
        if trace["type"] == "bar" and trace.get("hovertext"):
            return _bars(trace, unit)
    lines = [one for one in figure["data"] if one["type"] == "scatter" and one.get("hovertext")]
    return _lines(lines, unit) if lines and all("lines" in one["mode"] for one in lines) else None


def graded(listing: Listing) -> Plotted | None:
    """Judgements as bars from 0 to 4, each with its month where there are several of an aspect.

    None of fewer than two grades.
    """
    rows = [row for row in listing.rows if row[-1].value is not None]
    if len(rows) < 2:
        return None
    values = [[row[-1].value] for row in rows]
    names = [", ".join(filter(None, (one.text for one in row[: listing.names]))) for row in rows]
    return Plotted("bars", names, [listing.head[-1]], values, [COLOUR], "grade")


def _unit(figure: Figure) -> str:
    """The first words of a chart stand at its axis and say what it is in."""
    first = next(iter(figure["layout"].get("annotations", ())), None)
    return " ".join(first["text"].split(BREAK)) if first and first["xref"] == "paper" else ""


def _bars(trace: Figure, unit: str) -> Plotted:
    said = [text.split(BREAK) for text in trace["hovertext"]]
    values = [[value] for value in trace["x"]]
    return Plotted("bars", [one[0] for one in said], [unit or "Figure"], values, [COLOUR], unit)


def _lines(traces: Sequence[Figure], unit: str) -> Plotted:
    """The authority, which is drawn last, comes first."""
    drawn = traces[::-1]
    at: dict[float, str] = {}
    for trace in drawn:
        for x, said in _points(trace):
            at[x] = at.get(x) or said
    order = sorted(at)
    found = [dict(zip(trace["x"], trace["y"], strict=True)) for trace in drawn]
    values = [[each.get(x) for each in found] for x in order]
    colours = [trace["line"]["color"].lstrip("#") for trace in drawn]
    return Plotted(
        "lines", [at[x] or CUT for x in order], [one["name"] for one in drawn], values, colours, unit
    )


def _points(trace: Figure) -> Iterator[tuple[float, str]]:
    """Where the points of a line are, and of which period each is: empty where the line is cut."""
    said: Any
    for x, said in zip(trace["x"], trace["hovertext"], strict=True):
        _, _, told = said.partition(BREAK)
        yield x, told.partition(": ")[0]
