"""What all workbooks have in common: a chart's numbers, and where figures are from. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dashboard import text, wording
from dashboard.plotted import Plotted
from dashboard.records import Source
from dashboard.workbook import Linked, Sheet, Value

OF_SOURCES = ("Source", "Title", "Publisher", "Published", "Licence", "File", "Page")
PERIOD_WIDE, LEAST_WIDE, MOST_WIDE, NUMBER_WIDE = 16, 24, 64, 18  # letters


def numbers(title: str, drawn: Plotted, number: int, said: str = "") -> Sheet:
    """A chart with the numbers that it is drawn from; `said` is its message, where its title is another."""
    longest = max(map(len, drawn.rows), default=0)
    first, wide = ("Period", PERIOD_WIDE) if drawn.kind == "lines" else ("Name", max(LEAST_WIDE, longest + 2))
    cells: list[list[Value]] = [[name, *row] for name, row in zip(drawn.rows, drawn.values, strict=True)]
    head, widths = (first, *drawn.series), (min(wide, MOST_WIDE), NUMBER_WIDE)
    return Sheet(
        f"Chart {number}",
        title,
        text.CHART_NUMBERS,
        head,
        cells,
        widths,
        wrapped=longest > MOST_WIDE,
        drawn=drawn,
        said=_told(title, said, drawn),
    )


def _told(title: str, said: str, drawn: Plotted) -> str:
    """What is told of a chart to who cannot see it."""
    ends = f"from {drawn.rows[0]} to {drawn.rows[-1]}" if drawn.rows else ""
    shape = f"Lines of {wording.joined(drawn.series)}" if drawn.kind == "lines" else f"{len(drawn.rows)} bars"
    whole = (title, said, f"{shape}, {ends}", text.CHART_BESIDE)
    return " ".join(one if one.endswith(".") else f"{one}." for one in dict.fromkeys(whole) if one)


def held(sources: Mapping[str, Source], names: Iterable[str]) -> list[Source]:
    """The sources of some ids, without those that the release does not have."""
    return [sources[name] for name in names if name in sources]


def cited(one: Source) -> str:
    """A source with its publisher and licence, in one line."""
    return f"{one.title} ({one.publisher}). Licence: {one.licence}."


def sources(found: Sequence[Source], page: Callable[[str], str]) -> Sheet:
    """A row for each source; `page` gives the whole address of the page of one, by its id."""
    rows: list[list[Value]] = [
        [
            *(one.id, one.title, one.publisher, wording.date(one.published_on) or "Not stated"),
            *(one.licence, one.file, Linked("Its page", page(one.id))),
        ]
        for one in found
    ]
    title, widths = "Where the figures are from", (30, 60, 34, 18, 44, 36, 14)
    return Sheet("Sources", title, text.WORKBOOK_SOURCES, OF_SOURCES, rows, widths, wrapped=True)
