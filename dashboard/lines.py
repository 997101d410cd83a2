"""Words of a picture in as many lines as they need, as SVG. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from dashboard import lettering, theme

LINE = 1.35  # from one line to the next, in sizes


@dataclass(frozen=True)
class Look:
    """How words are set: size in units, colour, and which end of each line stands at its place."""

    size: float
    ink: str = theme.INK
    bold: bool = False
    anchor: Literal["start", "end"] = "start"


def lines(parts: list[str], said: str, at: tuple[float, float], look: Look, most: float) -> float:
    """Adds words to a picture's parts, no wider than `most`, from the top `at`; how high they are."""
    (x, y), size = at, look.size
    wrapped = lettering.wrap(said, most, size * (1.06 if look.bold else 1))
    spans = [
        f'<tspan x="{x:g}" y="{y + size + k * size * LINE:g}">{escape(line)}</tspan>'
        for k, line in enumerate(wrapped)
    ]
    bold = ' font-weight="bold"' if look.bold else ""
    anchor = "" if look.anchor == "start" else f' text-anchor="{look.anchor}"'
    parts.append(f'<text font-size="{size:g}" fill="{look.ink}"{bold}{anchor}>{"".join(spans)}</text>')
    return len(wrapped) * size * LINE
