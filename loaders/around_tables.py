"""What stands on a sheet beside its table: a second table, footnotes; and sheets that are hidden."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from loaders.book import Book, Sheet
from loaders.layouts import Layout, header
from loaders.problems import Problem
from loaders.reference import plain

FOOTNOTE = re.compile(
    r"\s*(?:notes?\b|source\b|key\b|\*|†|‡|\[?\(?\d{1,2}[.)\]]|footnotes?\b|data\b.*:|\[\w{1,3}\])", re.I
)
LONG = 60  # letters; a text alone in its row that is longer is a remark, not an entry
FEW = 3  # columns that a table needs for a text alone in its row to stand out

HIDDEN = ("The sheet is hidden; it was read like the others.", "Show it, or delete it if it is not meant.")


def noticed(book: Book, layouts: Sequence[Layout], taken: Collection[str]) -> list[Problem]:
    """Warnings of what is beside the tables of these layouts.

    `taken` are the sheets that rows were taken from: a hidden one that holds lists to choose from is none.
    """
    found = [problem for sheet in book.sheets for problem in _on_sheet(book.file, sheet, layouts)]
    hidden = [sheet for sheet in book.sheets if sheet.hidden and sheet.name in taken]
    return [Problem("warning", book.file, sheet.name, "", *HIDDEN) for sheet in hidden] + found


def _on_sheet(file: str, sheet: Sheet, layouts: Sequence[Layout]) -> Iterator[Problem]:
    def warning(cell: str, what: str, fix: str) -> Problem:
        return Problem("warning", file, sheet.name, cell, what, fix)

    layout = next((one for one in layouts if header(sheet, one)), None)
    found = header(sheet, layout) if layout else None
    if not layout or not found:
        return
    needed = [{plain(one) for one in layout.headings[use]} for use in layout.needed]
    top = found[0]
    for row, said in zip(sheet.rows[top + 1 :], sheet.said[top + 1 :], strict=True):
        held = [cell for cell in row if cell.text]
        if held and len(said) > 1 and not any(spellings.isdisjoint(said) for spellings in needed):
            what = f"The headings of row {top + 1} stand here again, as if a second table began."
            yield warning(
                held[0].address, what, "Put each table on a sheet of its own, or take this row out."
            )
        elif len(held) == 1 and len(layout.headings) >= FEW and _is_remark(held[0].text):
            what = (
                f"“{held[0].text[:LONG]}” stands alone in its row, as a footnote does, and was read as a row."
            )
            yield warning(held[0].address, what, "Move it above the headings, or to a sheet of its own.")


def _is_remark(text: str) -> bool:
    return len(text) > LONG or bool(FOOTNOTE.match(text))
