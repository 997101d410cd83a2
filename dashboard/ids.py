"""Every element id, in one place. Ids made from a name are made by a function here, nowhere else."""

from __future__ import annotations

MAIN = "main"
HEADING = "heading"
REACT = "react-entry-point"
LAYOUT = "dash-layout"
CALLBACKS = "dash-callbacks"
SCRIPTS = "dash-scripts"

CHART = "chart"


def graph(name: str) -> dict[str, str]:
    """The id by which Dash knows the chart called `name`; callbacks reach all charts by `{CHART: MATCH}`."""
    return {CHART: name}


def mount(name: str) -> str:
    """The wrapper that carries a mounted chart to its painted place."""
    return f"at-{name}"


def one_of(name: str, at: int) -> str:
    """The name of a chart of which a page has several; the first has the name alone."""
    return f"{name}-{at + 1}" if at else name


def figure(name: str) -> str:
    """The figure element around a chart, so that an address can end in `#chart-trend`."""
    return f"chart-{name}"


def field(name: str) -> str:
    """A form's field."""
    return f"choose-{name}"


def offered(name: str) -> str:
    """What a text field offers while one types."""
    return f"offered-{name}"


def section(name: str) -> str:
    """A section that links can point to."""
    return f"section-{name}"


TREND = "trend"
RANKED = "ranked"
TIMELINE = "timeline"
DISTRIBUTION = "distribution"
FINDINGS = "findings"
MAP = "map"
MAP_TABLE = "table"
GRID = "grid"
ENGLAND = "england"
CHOICE = "choice"
FOUND = "found"
QUESTIONS = "questions"
ALONG = "along"
PACK_PART = "part"
