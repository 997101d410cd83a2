"""What all charts have in common: value axes, margins, texts and rules, as parts of Plotly's own dict. Pure.

Every chart has a fixed height, fixed margins, explicit ranges, tick values and tick texts, so that the
painting of `firstpaint` and Plotly's drawing land on the same pixels, at whatever width.
Text has no mark-up but <br>: Plotly writes inline styles for the rest, which the page's policy refuses.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import lettering, theme
from dashboard.views import Mark, Ranked

Figure = dict[str, Any]

FAR_FROM_ZERO = 0.7  # the axis may leave zero out when the smallest value is above this share of the greatest
NARROW_PLOT, WIDE_PLOT = 190, 540  # the least width of a plot on a narrow screen, and on others


@dataclass(frozen=True)
class Scale:
    """A value axis: its ends, its ticks, and their texts."""

    low: float
    high: float
    ticks: tuple[float, ...]
    texts: tuple[str, ...]

    def share(self, value: float) -> float:
        """How far up the axis a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale(values: Sequence[float], *, most_ticks: int = 6, from_zero: bool = False) -> Scale:
    """An axis over `values` with round ticks, from zero unless they are all far from it."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if from_zero or not (low > FAR_FROM_ZERO * high or high < FAR_FROM_ZERO * low):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (0.0, 1.0) if low == 0 else (min(0.0, low), max(0.0, high))
    step = _step((high - low) / most_ticks)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    ticks = tuple(round(k * step, 10) for k in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, tuple(f"{t:,.{decimals}f}".replace("-", "−") for t in ticks))


def _step(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * k for k in (1, 2, 5, 10) if power * k >= least * (1 - 1e-9))


def margin(least: float) -> int:
    """The smallest margin that the painting has a class for and that is not below `least`."""
    return min(math.ceil(least / theme.MARGIN_STEP) * theme.MARGIN_STEP, theme.MARGIN_MOST)


def layout(
    height: float, margins: tuple[int, int, int, int], shapes: list[Figure], texts: list[Figure]
) -> Figure:
    """The layout that all charts share; `margins` are left, right, top, bottom."""
    left, right, top, bottom = margins
    axis = {
        "zeroline": False,
        "fixedrange": True,
        "showgrid": False,
        "tickangle": 0,
        "ticks": "outside",
        "ticklen": theme.STANDOFF,
        "tickcolor": "rgba(0,0,0,0)",
        "showline": False,
    }
    axis |= {"tickmode": "array", "tickfont": {"size": theme.TEXT_SIZE, "color": theme.QUIET_INK}}
    return {
        "height": round(height),
        "autosize": True,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        "showlegend": False,
        "font": {"family": theme.FONT, "size": theme.TEXT_SIZE, "color": theme.INK},
        "paper_bgcolor": theme.PAPER,
        "plot_bgcolor": theme.PAPER,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.INK,
            "font": {"color": theme.PAPER, "size": theme.TEXT_SIZE},
            "align": "left",
        },
        "dragmode": False,
        "shapes": shapes,
        "annotations": texts,
        "xaxis": {**axis, "linecolor": theme.AXIS, "linewidth": 1},
        "yaxis": {**axis, "gridcolor": theme.GRID, "gridwidth": 1},
    }


def font(ink: str, size: int = theme.TEXT_SIZE, weight: str = "normal") -> Figure:
    """A colour, a size in pixels and a weight, as Plotly writes them."""
    return {"color": ink, "size": size, "weight": weight}


def text(
    lines: Sequence[str],
    at: tuple[float, float],
    shift: tuple[float, float],
    anchor: tuple[str, str],
    set_in: Figure,
    xref: str = "paper",
) -> Figure:
    """A text at (x, share of the plot's height), moved by `shift` pixels right and up, set in a `font`."""
    return {
        "text": "<br>".join(lines),
        "x": at[0],
        "y": at[1],
        "xref": xref,
        "yref": "paper",
        "xshift": round(shift[0]),
        "yshift": round(shift[1]),
        "xanchor": anchor[0],
        "yanchor": anchor[1],
        "align": anchor[0],
        "showarrow": False,
        "borderwidth": 0,
        "borderpad": 0,
        "font": set_in,
    }


def across(value: float, stroke: theme.Stroke) -> Figure:
    """A line over the plot's whole width at a value."""
    line = {"color": stroke.color, "width": stroke.width, "dash": stroke.dash}
    ends = {"x0": 0, "x1": 1, "y0": value, "y1": value, "xref": "paper", "yref": "y"}
    return {"type": "line", "layer": "above", **ends, "line": line}


def upright(
    x: float, height: float, *, color: str = theme.AXIS, width: float = 1, dash: str = "dot"
) -> Figure:
    """An upright line at `x` from the plot's foot to `height`, as a share of the plot's height."""
    ends = {"x0": x, "x1": x, "y0": 0, "y1": height, "xref": "x", "yref": "paper"}
    return {"type": "line", "layer": "above", **ends, "line": {"color": color, "width": width, "dash": dash}}


def texts(x: Sequence[float], y: Sequence[float], text: Sequence[str]) -> Figure:
    """Texts at places of the plot, without marks."""
    place = {"type": "scatter", "mode": "text", "x": list(x), "y": list(y), "text": list(text)}
    return {**place, "cliponaxis": False, "hoverinfo": "skip"}


def bar_words(view: Ranked) -> list[str]:
    """What is said of each bar when a pointer or the keyboard is on it: area, period, figure and place."""
    ranks = [bar.rank for bar in view.bars if bar.rank is not None]
    when = f"{view.period}: " if view.period else ""
    words = []
    for bar in view.bars:
        joint = "joint " if ranks.count(bar.rank or 0) > 1 else ""
        place = f"<br>{joint}place {bar.rank} of {len(ranks)}" if bar.rank else ""
        words.append(f"{bar.name}<br>{when}{bar.printed}{place}")
    return words


def period_ticks(marks: Sequence[Mark]) -> tuple[Figure, Figure, tuple[float, float]]:
    """Ticks for a wide and for a narrow plot, and the ends of the axis, in years."""
    periods = dict(sorted({m.at: m.period for m in marks}.items()))
    if not periods:
        return {"tickvals": [], "ticktext": []}, {"tickvals": [], "ticktext": []}, (0.0, 1.0)
    years = list(periods)
    pad = 0.03 * (years[-1] - years[0]) or 1.0
    ends = (years[0] - pad, years[-1] + pad)
    fits = [_fitting(periods, room / (ends[1] - ends[0])) for room in (WIDE_PLOT, NARROW_PLOT)]
    wide, narrow = ({"tickvals": f, "ticktext": [periods[at] for at in f]} for f in fits)
    return wide, narrow, ends


def _fitting(periods: dict[float, str], pixels_a_year: float) -> list[float]:
    """The periods whose names fit side by side: the last, then every second, third … counted back from it."""
    years = list(periods)
    half = {at: lettering.width(text, theme.TEXT_SIZE) / 2 + 5 for at, text in periods.items()}
    for every in range(1, len(years)):
        kept = years[::-1][::every]
        if all((b - a) * pixels_a_year >= half[a] + half[b] for b, a in itertools.pairwise(kept)):
            return kept[::-1]
    return years[-1:]
