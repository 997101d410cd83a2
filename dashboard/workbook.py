"""A cover and sheets of one table each -> an .xlsx workbook that is accessible and safe to open.

After the Government Analysis Function's "Releasing statistics in spreadsheets": one table a sheet with its
title above it, marked as a table, no merged or blank cells, numbers as numbers, symbols in square brackets
where there is none. Rows are written as they come (openpyxl's write-only mode), so that memory stays bounded.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from dashboard import workbook_charts
from dashboard.cells import Cell, safe_text
from dashboard.plotted import Plotted

TITLE_ROWS = 3  # above the headings: title, what the sheet holds, the way back
LINE, LETTER = 15.5, 1.12  # points of a line; columns' widths that a letter of a sentence takes
FACE = "Calibri"  # of all cells: a look without a face is shown in any
LINKED = 60  # letters of a link, which not every program wraps
COVER = 70  # letters: a single column wider than the paper is cut by some programs, not made smaller
A4 = 9  # as the format counts papers
LONGEST = 32_767  # letters that a cell holds
TILE_WIDE, TILE_TALL = 5.6, 30  # letters, points


@dataclass(frozen=True)
class Linked:
    """A cell that leads to an address, or to a place in the workbook (`#'Table 1'!A1`)."""

    text: str
    href: str


@dataclass(frozen=True)
class Shown:
    """A number with the decimals, and the words before and after it, that it is shown with.

    With `href` it leads to an address.
    """

    value: float
    decimals: int
    before: str = ""
    after: str = ""
    href: str = ""


Value = Cell | Linked | Shown
WriteOnlySheet = Any  # its published types leave out all that it takes over from a worksheet


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table. `widths` are in letters, the last of them for all columns that follow.

    The headings and the first `fixed` columns stay in sight. `wrapped` is for columns of sentences. Beside a
    table of numbers stands the chart that is `drawn` from them; what it shows is `said` to who cannot see it.
    """

    name: str
    title: str
    about: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]
    fixed: int = 1
    wrapped: bool = False
    drawn: Plotted | None = None
    said: str = ""


@dataclass(frozen=True)
class Tile:
    """A cell that is a tile of a map, counted from 1, with its short name and what stands in it.

    Colours are six hexadecimal digits; `frame` is empty for a tile without one. It leads nowhere: some
    programs show what leads somewhere in a colour of their own, which cannot be read on a dark tile.
    """

    column: int
    row: int
    label: str
    mark: str
    fill: str
    edge: str
    ink: str
    frame: str


@dataclass(frozen=True)
class Tiled:
    """A sheet that is a map made of cells, with what its marks mean below it: a tile, and words."""

    name: str
    title: str
    about: Sequence[str]
    tiles: Sequence[Tile]
    keys: Sequence[tuple[Tile, str]]


@dataclass(frozen=True)
class Cover:
    """The first sheet: a title, then headings with lines of text."""

    title: str
    parts: Mapping[str, Sequence[Value]]


def written(cover: Cover, sheets: Sequence[Sheet | Tiled]) -> Workbook:
    """The workbook, to be saved. A cell's text is never taken for a formula."""
    book = Workbook(write_only=True)
    book.properties.title = _plain(cover.title)
    book.properties.creator = "Yardstick"
    _cover(_Rows(book.create_sheet("Cover")), cover, sheets)
    for number, sheet in enumerate(sheets, start=1):
        rows = _Rows(book.create_sheet(sheet.name))
        if isinstance(sheet, Tiled):
            _tiled(rows, sheet)
        else:
            _sheet(rows, sheet, number)
    return book


class _Rows:
    """Writes rows to a sheet; a value is bare where it needs no look of its own, which is much quicker."""

    def __init__(self, sheet: WriteOnlySheet) -> None:
        self.sheet, self.rows = sheet, 0
        self.title, self.bold = Font(FACE, 14, bold=True), Font(FACE, 11, bold=True)
        self._link, self._wrapped = (
            Font(FACE, 11, color="0563C1", underline="single"),
            Alignment("general", "top", wrap_text=True),
        )

    def write(self, values: Sequence[Value], font: Font | None = None, *, wrapped: bool = False) -> None:
        """Appends a row; one of sentences is made as high as its lines need, which not every program does."""
        self.rows += 1
        if wrapped:
            self.sheet.row_dimensions[self.rows].height = LINE * max(
                map(self._lines, range(len(values)), values)
            )
        self.sheet.append([self._cell(value, font, wrapped=wrapped) for value in values])

    def tiles(self, there: Sequence[Tile | None], means: str = "") -> None:
        """Appends a row of tiles, with words after them."""
        self.rows += 1
        self.sheet.row_dimensions[self.rows].height = TILE_TALL
        words = WriteOnlyCell(self.sheet, _plain(means))
        words.alignment = Alignment("left", "center", indent=1)
        cells = [one and self._tile(one) for one in there]
        self.sheet.append([*cells, words] if means else cells)

    def _tile(self, one: Tile) -> Any:
        cell = WriteOnlyCell(self.sheet, _plain("\n".join(filter(None, (one.label, one.mark)))))
        cell.font = Font(FACE, 9, bold=True, color=one.ink)
        cell.fill = PatternFill("solid", fgColor=one.fill)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        edge = Side("thick", one.frame) if one.frame else Side("thin", one.edge)
        cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
        return cell

    def _lines(self, at: int, value: Value) -> int:
        """How many lines a text takes in its column."""
        said = value.text if isinstance(value, Linked) else value
        wide = self.sheet.column_dimensions[get_column_letter(at + 1)].width
        return math.ceil(len(said) * LETTER / wide) if isinstance(said, str) and said else 1

    def _cell(self, value: Value, font: Font | None, *, wrapped: bool) -> Any:
        text: Any = _plain(value) if isinstance(value, str) else value
        if not (font or wrapped or isinstance(value, Linked | Shown)):
            return text
        cell = WriteOnlyCell(self.sheet)
        if isinstance(value, Shown):
            cell.value, cell.number_format = value.value, _format(value)
            if value.href:
                cell.hyperlink, cell.font = value.href, self._link
            return cell
        if isinstance(value, Linked):
            cell.hyperlink, cell.font = value.href, self._link
            text = _plain(value.text)
        elif font:
            cell.font = font
        cell.value = text
        if wrapped:
            cell.alignment = self._wrapped
        return cell


def _cover(rows: _Rows, cover: Cover, sheets: Sequence[Sheet | Tiled]) -> None:
    rows.sheet.column_dimensions["A"].width = COVER
    _printed(rows.sheet, "portrait")
    rows.write([cover.title], rows.title)
    contents = [line for one in sheets for line in _entry(one)]
    for heading, lines in {**cover.parts, "Sheets": contents}.items():
        rows.write([heading], rows.bold)
        for line in lines:
            rows.write([line], wrapped=True)


def _entry(sheet: Sheet | Tiled) -> Iterator[Value]:
    """A sheet in the contents: a link, and its title in it or, if it is long, below it."""
    whole = f"{sheet.name}: {sheet.title}"
    short = len(whole) <= LINKED
    yield Linked(whole if short else sheet.name, _place(sheet.name))
    if not short:
        yield sheet.title


def _sheet(rows: _Rows, sheet: Sheet, number: int) -> None:
    last = len(sheet.head)
    for at in range(1, last + 1):
        width = sheet.widths[min(at, len(sheet.widths)) - 1]
        rows.sheet.column_dimensions[get_column_letter(at)].width = width
    _printed(rows.sheet, "landscape")
    rows.sheet.print_title_rows = f"{TITLE_ROWS + 1}:{TITLE_ROWS + 1}"
    rows.sheet.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}{TITLE_ROWS + 2}"
    head = list(_unique(sheet.head))
    if sheet.rows:
        ref = f"A{TITLE_ROWS + 1}:{get_column_letter(last)}{TITLE_ROWS + 1 + len(sheet.rows)}"
        rows.sheet._tables.add(
            _marked(f"Table_{number}", ref, head)
        )  # add_table warns that columns are missing
    rows.write([sheet.title], rows.title)
    rows.write([sheet.about])
    rows.write([Linked("Back to the cover", _place("Cover"))])
    rows.write(head, rows.bold, wrapped=True)
    for row in sheet.rows:
        rows.write(row, wrapped=sheet.wrapped)
    if sheet.drawn:
        said = {"series": list(map(_plain, sheet.drawn.series)), "unit": _plain(sheet.drawn.unit)}
        drawn = replace(sheet.drawn, **said)
        made = workbook_charts.chart(rows.sheet, drawn, TITLE_ROWS + 1, _plain(sheet.title))
        below_head = TITLE_ROWS + 2  # on paper the headings' row is repeated, with what lies over it
        workbook_charts.place(made, last + 2, below_head, _plain(sheet.said or sheet.title))
        rows.sheet.add_chart(made)


def _tiled(rows: _Rows, sheet: Tiled) -> None:
    """A cell a tile, where it lies; nothing is merged."""
    across = max(one.column for one in sheet.tiles)
    for at in range(1, across + 1):
        rows.sheet.column_dimensions[get_column_letter(at)].width = TILE_WIDE
    _printed(rows.sheet, "portrait")
    rows.sheet.page_setup.fitToHeight = 1
    rows.sheet.sheet_view.showGridLines = False
    rows.write([sheet.title], rows.title)
    for said in sheet.about:
        rows.write([said])
    rows.write([Linked("Back to the cover", _place("Cover"))])
    rows.write([])
    lying: dict[int, dict[int, Tile]] = {}
    for one in sheet.tiles:
        lying.setdefault(one.row, {})[one.column] = one
    for at in range(1, max(lying) + 1):
        there = lying.get(at, {})
        rows.tiles([there.get(column) for column in range(1, across + 1)])
    rows.write([])
    for tile, means in sheet.keys:
        rows.tiles([tile], means)


def _printed(sheet: WriteOnlySheet, orientation: str) -> None:
    """On paper as wide as a page, with the sheet's name and the page's number below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.7, bottom=0.8)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text = "&A, page &P of &N"


def _marked(name: str, ref: str, head: Sequence[str]) -> Table:
    """What marks cells as a table, with a filter."""
    columns = [TableColumn(id=at, name=text) for at, text in enumerate(head, start=1)]
    table = Table(displayName=name, ref=ref, tableColumns=columns, autoFilter=AutoFilter(ref=ref))
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    return table


def _unique(head: Sequence[str]) -> Iterator[str]:
    """A table's headings must differ."""
    seen: dict[str, int] = {}
    for text in map(_plain, head):
        seen[text] = seen.get(text, 0) + 1
        yield text if seen[text] == 1 else f"{text} ({seen[text]})"


def _place(sheet: str) -> str:
    return f"#'{sheet}'!A1"


def _format(shown: Shown) -> str:
    number = f"#,##0.{'0' * shown.decimals}" if shown.decimals else "#,##0"
    said = (ILLEGAL_CHARACTERS_RE.sub("", one).replace('"', "") for one in (shown.before, shown.after))
    before, after = (f'"{one}"' if one else "" for one in said)
    return f"{before}{number}{after}"


def _plain(text: str) -> str:
    """Text as a cell may hold it."""
    return safe_text(ILLEGAL_CHARACTERS_RE.sub("", text))[:LONGEST]
