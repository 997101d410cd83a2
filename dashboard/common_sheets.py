"""What all workbooks have in common: a chart's numbers, and where figures are from. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dashboard import text, wording
from dashboard.plotted import Plotted
from dashboard.records import Source
from dashboard.workbook import Linked, Sheet, Value

OF_SOURCES = ("Source", "Title", "Publisher", "Published", "Licence", "File", "Page")
PERIOD_WIDE, NAME_WIDE, NUMBER_WIDE = 16, 40, 18  # letters


def numbers(title: str, drawn: Plotted, number: int) -> Sheet:
    """A chart with the numbers that it is drawn from."""
    first, wide = ("Period", PERIOD_WIDE) if drawn.kind == "lines" else ("Name", NAME_WIDE)
    cells: list[list[Value]] = [[name, *row] for name, row in zip(drawn.rows, drawn.values, strict=True)]
    head, widths = (first, *drawn.series), (wide, NUMBER_WIDE)
    return Sheet(f"Chart {number}", title, text.CHART_NUMBERS, head, cells, widths, drawn=drawn)


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
