"""A chart's figure -> the numbers that a spreadsheet program draws the same chart from. Pure.

A missing figure is nothing, never zero; where a line is cut because a definition changed or a period is left
out, a row without a figure keeps it cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dashboard import text, theme
from dashboard.listings import Listing
from dashboard.markup_tree import Element
from dashboard.striped import Striped
from dashboard.strips import ACROSS
from dashboard.taken import Figure

CUT = "Line is cut here"
BREAK = "<br>"
COLOUR, GREY = theme.DARK_BLUE, theme.CONTEXT_EDGE  # of bars
MOST_GRADE, BEST = 4, 100
COMPARED = ("quarters", "sizes", "few", "close")  # schemes of maps whose figures are compared
PLACE = re.compile(r"(?:joint )?(\d+)\w\w of ")


@dataclass(frozen=True)
class Plotted:
    """Series of numbers by row: periods for lines, names for bars.

    `colours` are those of the series, a hash and six hexadecimal digits each. An axis from 0 ends at `most`,
    where there is a most. `fills` are the colours of each bar and of its edge, if they tell whose it is.
    """

    kind: Literal["lines", "bars"]
    rows: Sequence[str]
    series: Sequence[str]
    values: Sequence[Sequence[float | None]]
    colours: Sequence[str]
    unit: str = ""
    most: float | None = None
    fills: Sequence[tuple[str, str]] = ()


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
    return Plotted("bars", names, [listing.head[-1]], values, [COLOUR], "grade", MOST_GRADE)


def ranked(listing: Listing, scheme: str) -> Plotted | None:
    """The figures of a map as bars, the first place on top, or the highest where nobody is ranked.

    `scheme` is the map's. None of figures that are not compared between authorities, or of fewer than two.
    """
    if scheme not in COMPARED or "Place" not in listing.head:
        return None
    figure, place = listing.names, listing.head.index("Place")
    rows = [row for row in listing.rows if row[figure].value is not None]
    if places := [(int(found[1]), row) for row in rows if (found := PLACE.match(row[place].text))]:
        rows = [row for _, row in sorted(places, key=lambda one: one[0])]
    else:
        rows.sort(key=lambda row: row[figure].value or 0, reverse=True)
    if len(rows) < 2:
        return None
    unit = "".join(rows[0][figure].around).strip()
    values = [[row[figure].value] for row in rows]
    named = f"{listing.head[figure]} ({unit})" if unit else listing.head[figure]
    return Plotted("bars", [listing.named(row) for row in rows], [named], values, [COLOUR], unit)


def counted(keys: Sequence[tuple[Element, str, str]]) -> Plotted | None:
    """How many authorities have each mark of a map's legend, as bars; None of fewer than two."""
    known = [(means, float(count)) for mark, means, count in keys if count and mark.first("text")]
    if len(known) < 2:
        return None
    values = [[count] for _, count in known]
    return Plotted("bars", [means for means, _ in known], ["Authorities"], values, [COLOUR], "authorities")


def placed(striped: Striped) -> Plotted | None:
    """Where an authority and England lie on each strip that has a better end: from the worst, 0, to the best.

    The ends are one unit for all measures: the figure of the worst authority and that of the best. None if
    the authority is on none of them.
    """
    better = [row for table in striped.tables if table.has_direction for row in table.rows]
    rows = [row for row in better if row.marks.at("own") is not None]
    if not rows:
        return None
    found = [[row.marks.at(kind) for kind in ("own", "eng")] for row in rows]
    values = [[None if one is None else one * BEST / ACROSS for one in each] for each in found]
    names = [row.name for row in rows]
    series = [striped.keys[0][1], "England"]
    return Plotted("bars", names, series, values, [COLOUR, GREY], text.STRIPS_UNIT, BEST)


def _unit(figure: Figure) -> str:
    """The first words of a chart stand at its axis and say what it is in."""
    first = next(iter(figure["layout"].get("annotations", ())), None)
    return " ".join(first["text"].split(BREAK)) if first and first["xref"] == "paper" else ""


def _bars(trace: Figure, unit: str) -> Plotted:
    said = [text.split(BREAK) for text in trace["hovertext"]]
    values = [[value] for value in trace["x"]]
    names, marker = [one[0] for one in said], trace["marker"]
    edges = zip(marker["color"], marker["line"]["color"], marker["line"]["width"], strict=True)
    fills = [(colour, edge if width else colour) for colour, edge, width in edges]
    return Plotted("bars", names, [unit or "Figure"], values, [COLOUR], unit, fills=fills)


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
    colours = [trace["line"]["color"] for trace in drawn]
    return Plotted(
        "lines", [at[x] or CUT for x in order], [one["name"] for one in drawn], values, colours, unit
    )


def _points(trace: Figure) -> Iterator[tuple[float, str]]:
    """Where the points of a line are, and of which period each is: empty where the line is cut."""
    said: Any
    for x, said in zip(trace["x"], trace["hovertext"], strict=True):
        _, _, told = said.partition(BREAK)
        yield x, told.partition(": ")[0]
