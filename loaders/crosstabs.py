"""Tables of figures with a heading on both sides (CAFs by agency and month) -> one cell a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.reference import plain
from loaders.sheets import Book, Cell, Sheet


@dataclass(frozen=True)
class Measure:
    """What a cell measures, by the heading of its column and the label of its row (regular expressions, whole).

    `period` is a template: `{column}` and `{row}` stand for the printed texts. `total_shown` is False where another
    table prints the same total and is the one to show.
    """

    column: str
    indicator: str
    period: str
    row: str = ".*"
    total_shown: bool = True


@dataclass(frozen=True)
class Crosstab:
    """A printed table. `filter` is the breakdown its rows fill (empty: the rows are years); rows labelled as one of
    `totals` are the total. `corner` is the heading above the row labels, empty where none is printed."""

    title: str
    corner: str
    filter: str
    measures: tuple[Measure, ...]
    totals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One cell of a printed table. `measure` is None where the column's heading is not known."""

    crosstab: Crosstab
    sheet: str
    row: str
    column: str
    cell: Cell
    measure: Measure | None

    @property
    def period(self) -> str:
        """The period as the headings say it."""
        return self.measure.period.format(column=self.column, row=self.row) if self.measure else ""

    @property
    def breakdown(self) -> str:
        """`Filter: row`, or empty for a total or where rows are years."""
        total = not self.crosstab.filter or self.row in self.crosstab.totals or not self.row
        return "" if total else f"{self.crosstab.filter}: {self.row}"

    @property
    def headline(self) -> bool:
        """False for a total that another table prints too and that is shown from there."""
        return bool(self.breakdown) or self.measure is None or self.measure.total_shown

    @property
    def locator(self) -> str:
        """The figure's place in the table."""
        return f'table "{self.crosstab.title}", row {self.row or "(unlabelled)"}, column {self.column}'


def has_table(book: Book, crosstab: Crosstab) -> bool:
    """True if a sheet prints the table's title above headings that it knows."""
    return any(_found(sheet, crosstab) for sheet in book.sheets)


def cells(book: Book, crosstabs: tuple[Crosstab, ...]) -> Iterator[Figure]:
    """Every figure of the tables found in a book. Rows without any figure (sub-headings, footnotes) are passed over."""
    for sheet in book.sheets:
        for crosstab in crosstabs:
            found = _found(sheet, crosstab)
            if found:
                yield from _figures(sheet, crosstab, *found)
                break


def _found(sheet: Sheet, crosstab: Crosstab) -> tuple[int, int] | None:
    """Where the header row is, and which column holds the row labels."""
    titled = False
    for index, row in enumerate(sheet.rows):
        alone = [cell.text for cell in row if cell.text]
        titled = titled or (len(alone) == 1 and plain(alone[0]) == plain(crosstab.title))
        known = [at for at, cell in enumerate(row) if cell.text and _known(crosstab, cell.text)]
        if not titled or not known:
            continue
        if not crosstab.corner:
            return index, min(known) - 1
        corner = [at for at, cell in enumerate(row) if plain(cell.text) == plain(crosstab.corner)]
        if corner:
            return index, corner[0]
    return None


def _known(crosstab: Crosstab, heading: str) -> bool:
    return any(re.fullmatch(measure.column, heading) for measure in crosstab.measures)


def _figures(sheet: Sheet, crosstab: Crosstab, top: int, label_at: int) -> Iterator[Figure]:
    headings = {at: cell.text for at, cell in enumerate(sheet.rows[top]) if cell.text and at != label_at}
    for row in sheet.rows[top + 1 :]:
        if not any(row[at].text for at in headings if at < len(row)):
            continue
        label = row[label_at].text.rstrip("* ")
        for at, heading in headings.items():
            measure = next((one for one in crosstab.measures if _is(one, heading, label)), None)
            if measure is None and not row[at].text:
                continue
            yield Figure(crosstab, sheet.name, label, heading, row[at], measure)


def _is(measure: Measure, column: str, row: str) -> bool:
    return bool(re.fullmatch(measure.column, column) and re.fullmatch(measure.row, row))
