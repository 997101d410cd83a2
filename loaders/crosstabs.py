"""Tables of figures with a heading on both sides (CAFs by agency and month) -> one cell a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.reference import plain
from loaders.sheets import Book, Cell, Sheet


@dataclass(frozen=True)
class Measure:
    """What a cell measures, by the heading of its column and the label of its row (regular expressions).

    `period` is a template: `{column}` and `{row}` stand for the printed texts. `total_shown` is False where
    another table prints the same total and is the one to show.
    """

    column: str
    indicator: str
    period: str
    row: str = ".*"
    total_shown: bool = True


@dataclass(frozen=True)
class Crosstab:
    """A printed table, known by its title and the headings below it.

    `filter` is the breakdown its rows fill (empty: the rows are years); rows labelled as one of `totals` are
    the total. `corner` is the heading above the row labels, empty where none is printed.
    """

    title: str
    corner: str
    filter: str
    measures: tuple[Measure, ...]
    totals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One cell of a printed table. `fault` says what is wrong with its headings, if anything."""

    crosstab: Crosstab
    sheet: str
    row: str
    column: str
    cell: Cell
    measure: Measure | None
    fault: tuple[str, str] | None = None

    @property
    def period(self) -> str:
        """The period as the headings say it."""
        return self.measure.period.format(column=self.column, row=self.row) if self.measure else ""

    @property
    def breakdown(self) -> str:
        """`Filter: row`, or empty for a total or where rows are years."""
        total = plain(self.row) in [plain(one) for one in self.crosstab.totals]
        return "" if total or not self.crosstab.filter else f"{self.crosstab.filter}: {self.row}"

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


def on_sheet(sheet: Sheet, crosstabs: tuple[Crosstab, ...]) -> bool:
    """True if a sheet holds one of the tables."""
    return any(_found(sheet, crosstab) for crosstab in crosstabs)


def cells(book: Book, crosstabs: tuple[Crosstab, ...]) -> Iterator[Figure]:
    """Every figure of the tables found in a book; rows without any (sub-headings, footnotes) are left out."""
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
        if not titled or not any(cell.text and _known(crosstab, cell.text) for cell in row):
            continue
        corners = [at for at, cell in enumerate(row) if plain(cell.text) == plain(crosstab.corner)]
        labels = [at for at in corners if any(below[at].text for below in sheet.rows[index + 1 :])]
        if labels:
            return index, labels[0]
    return None


def _known(crosstab: Crosstab, heading: str) -> bool:
    return any(re.fullmatch(measure.column, heading) for measure in crosstab.measures)


def _figures(sheet: Sheet, crosstab: Crosstab, top: int, label_at: int) -> Iterator[Figure]:
    header = sheet.rows[top]
    unknown = {at for at, cell in enumerate(header) if not _known(crosstab, cell.text)} - {label_at}
    for at in sorted(unknown):
        filled = next((row[at] for row in sheet.rows[top + 1 :] if row[at].text), None)
        if filled:
            cell = header[at] if header[at].text else filled
            what = f"The column “{header[at].text}” is not one that this table is known to have."
            fix = "Use the headings as the council prints them."
            yield Figure(crosstab, sheet.name, "", header[at].text, cell, None, (what, fix))
    for row in sheet.rows[top + 1 :]:
        headings = {at: cell.text for at, cell in enumerate(header) if at not in unknown and at != label_at}
        if any(row[at].text for at in headings):
            label = row[label_at].text.rstrip("* ")
            for at, heading in headings.items():
                yield from _figure(sheet, crosstab, label, heading, row[at])


def _figure(sheet: Sheet, crosstab: Crosstab, label: str, heading: str, cell: Cell) -> Iterator[Figure]:
    measure = next((one for one in crosstab.measures if _is(one, heading, label)), None)
    fault = None
    if crosstab.filter and not label:
        fault = ("This row has figures but no label.", "Write what the row is about in its first column.")
    elif measure is None:
        what = f"The row “{label}” is not one that this table is known to have under “{heading}”."
        fault = (what, "Label the row as the council prints it.")
    if cell.text or (measure and not fault):
        yield Figure(crosstab, sheet.name, label, heading, cell, measure, fault)


def _is(measure: Measure, column: str, row: str) -> bool:
    return bool(re.fullmatch(measure.column, column) and re.fullmatch(measure.row, row))
