"""What is taken of a page -> the rows of a CSV, and the cover and sheets of a workbook. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard import addresses, common_sheets, plotted, text, tile_sheet
from dashboard.cells import Cell, plain_number
from dashboard.listings import Listing, Told
from dashboard.plotted import Plotted
from dashboard.records import Source
from dashboard.striped import Striped
from dashboard.taken import Drawing, Taken, source
from dashboard.workbook import Cover, Linked, Sheet, Shown, Tiled, Value

COLUMNS = (
    *("page", "section", "table", "row", "column", "shown", "value", "source", "source_row"),
    *("compared", "release", "address"),
)
NOTHING, TABLE = "–", "Table {}"
WIDTHS = (46, 22)
LONG = 40  # letters in a cell that make its column wide


@dataclass(frozen=True)
class View:
    """A page that is taken away: what it holds, its sources by id, and where it is to be found again.

    `release` is such as "Release 3, published 5 June 2025", `site` Yardstick's address, `asked` that of the
    page, pinned to its release as `pinned` says.
    """

    taken: Taken
    sources: Mapping[str, Source]
    release: str
    site: str
    asked: str
    pinned: Mapping[str, str]

    @property
    def address(self) -> str:
        """Where the page is, as it was."""
        return self.site + self.asked

    def cited(self, names: Sequence[str]) -> list[str]:
        """Sources with their publisher and licence."""
        return [common_sheets.cited(one) for one in common_sheets.held(self.sources, names)]

    def page(self, source: str) -> str:
        """Where the page of a source is, by its id."""
        return self.site + addresses.to(addresses.source_page(source), self.pinned)


# ---- CSV


def rows(view: View) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """A row for each cell of each table of the page, in the order of COLUMNS; a part a table."""
    compared = " ".join(view.taken.notes)
    for listing in view.taken.listings:
        yield [_row(view, listing, number, at, compared) for number, at in _cells(listing)]


def _cells(listing: Listing) -> Iterator[tuple[int, int]]:
    for number, row in enumerate(listing.rows):
        for at in range(listing.names, len(row)):
            if row[at].text:
                yield number, at


def _row(view: View, listing: Listing, number: int, at: int, compared: str) -> tuple[Cell, ...]:
    row = listing.rows[number]
    cell = row[at]
    value = None if cell.value is None else plain_number(cell.value)
    title = "; ".join(view.sources[one].title if one in view.sources else one for one in source(cell.href))
    return (
        *(view.taken.heading, listing.section, listing.caption, listing.named(row), listing.head[at]),
        *(cell.text, value, title, view.site + cell.href if cell.href else ""),
        *(compared, view.release, view.address),
    )


# ---- XLSX


def cover(view: View) -> Cover:
    """The first sheet: what it is, what must be known of it, where it is from."""
    taken = view.taken
    return Cover(
        taken.heading,
        {
            "What this is": [
                *([taken.lead] if taken.lead else []),
                f"{view.release}, from Yardstick: children’s services in England, side by side.",
                Linked("The same as a page", view.address),
            ],
            **({"What the charts say": said} if (said := _said(taken)) else {}),
            **({"Notes": [*taken.notes, *taken.caveats]} if taken.notes or taken.caveats else {}),
            "How to read it": text.VIEW_WORKBOOK_NOTES,
            "Sources and licences": view.cited(taken.sources) or [text.NO_SOURCES],
        },
    )


def _said(taken: Taken) -> list[str]:
    named = (
        (one.section if one.caption == one.message else one.caption, one.message) for one in taken.drawings
    )
    said: dict[str, str] = {}
    for caption, message in named:
        said.setdefault(message, caption)  # several charts may say the same
    return [f"{caption} {message}".strip() for message, caption in said.items() if message]


def sheets(view: View) -> tuple[Sheet | Tiled, ...]:
    """The charts with their numbers, the map as cells, then every table of the page."""
    charts = tuple(_charts(view.taken))
    tables = {
        number: _listed(view, one, number) for number, one in enumerate(view.taken.listings, 1) if one.rows
    }
    drawn = (
        common_sheets.numbers(title, made, number, said)
        for number, (title, said, made) in enumerate(charts, start=1)
    )
    maps = (tile_sheet.tiled(one, _named(view, one)) for one in view.taken.drawings)
    used = common_sheets.held(view.sources, view.taken.sources)
    sources = [common_sheets.sources(used, view.page)] if used else []
    return (*drawn, *filter(None, maps), *tables.values(), *sources)


def _named(view: View, drawing: Drawing) -> str:
    """The name of the sheet with a chart's own table."""
    number = next((at for at, one in enumerate(view.taken.listings, 1) if one in drawing.listings), 1)
    return TABLE.format(number)


def _charts(taken: Taken) -> Iterator[tuple[str, str, Plotted]]:
    """Title, message and numbers of every chart that a spreadsheet program can draw."""
    for drawing in taken.drawings:
        made = _plotted(drawing)
        if made is not None and drawing.map:
            graded = drawing.map.attributes["data-scheme"] == "grades"
            yield text.GRADES_COUNTED if graded else drawing.listings[0].caption, taken.lead, made
        elif made is not None and drawing.striped:
            yield _of_strips(drawing.striped), drawing.message or taken.lead, made
        elif made is not None:
            yield drawing.caption or drawing.section, drawing.message, made
    for listing in taken.listings:
        if listing.head and listing.head[-1].startswith("Grade") and (made := plotted.graded(listing)):
            yield f"{listing.caption}: grades, 4 is best", "", made


def _plotted(drawing: Drawing) -> Plotted | None:
    if drawing.striped is not None:
        return plotted.placed(drawing.striped)
    if drawing.map is not None:
        scheme = drawing.map.attributes["data-scheme"]
        if scheme == "grades":
            return plotted.counted(drawing.keys)
        return plotted.ranked(drawing.listings[0], scheme) if drawing.listings else None
    return plotted.plotted(drawing.figures[0][1]) if len(drawing.figures) == 1 else None


def _of_strips(striped: Striped) -> str:
    """The title of the chart, with how many of the strips are in it."""
    shown = text.STRIPS_SHOWN.format(n=striped.shown, total=striped.total)
    return f"{text.STRIPS_PLACED} {shown}" if striped.shown < striped.total else text.STRIPS_PLACED


def _listed(view: View, listing: Listing, number: int) -> Sheet:
    beside = [
        any(at < len(row) and row[at].beside for row in listing.rows) for at in range(len(listing.head))
    ]
    head: list[str] = []
    for name, has_more in zip(listing.head, beside, strict=True):
        head += [name or "Note", f"{name}: about it"] if has_more else [name or "Note"]
    made = [list(_values(view, row, beside)) for row in listing.rows]
    widths = [_width(at, name, made) for at, name in enumerate(head)]
    about = listing.section if listing.section != listing.caption else view.taken.heading
    title = listing.caption or listing.section or view.taken.heading
    wrapped = any(len(one.text) > LONG for row in listing.rows for one in row)
    return Sheet(TABLE.format(number), title, about, head, made, widths, wrapped=wrapped)


def _width(at: int, name: str, made: Sequence[Sequence[Value]]) -> int:
    longest = max((len(one) if isinstance(one, str) else 12 for row in made for one in (row[at],)), default=0)
    return max(12, min(max(longest + 2, len(name) // 2 + 2), 70 if at else 50))


def _values(view: View, row: Sequence[Told], beside: Sequence[bool]) -> Iterator[Value]:
    for one, has_more in zip(row, beside, strict=True):
        href = view.site + one.href if one.href else ""
        if one.value is not None:
            yield Shown(plain_number(one.value), one.decimals, *one.around, href)
        else:
            yield Linked(one.text, href) if href and one.text else one.text or NOTHING
        if has_more:
            yield one.beside or NOTHING


# ---- pictures


def below(view: View, drawing: Drawing) -> list[str]:
    """What a picture says below its chart: how to read it, where it is from, of which release."""
    keys = list(_numbered(view.taken, drawing))
    cited = view.cited(drawing.sources)
    sources = f"{'Source' if len(cited) == 1 else 'Sources'}: {' '.join(cited)}" if cited else ""
    left_out = text.STRIPS_ONLY if drawing.striped else ""
    said = (*keys, left_out, *drawing.notes, *view.taken.notes, sources, f"{view.release}. {view.address}")
    return list(dict.fromkeys(filter(None, said)))


def _numbered(taken: Taken, drawing: Drawing) -> Iterator[str]:
    """What the numbered points of the timeline are: the lists beside it on the page."""
    if drawing.name != "timeline":
        return
    for one in taken.listings:
        if one.section == drawing.section and one.head and one.head[0] == "Judgement":
            names = dict.fromkeys(row[0].text for row in one.rows)
            yield f"{one.caption}: {'; '.join(f'{k} {name}' for k, name in enumerate(names, start=1))}."
