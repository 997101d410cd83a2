"""A spreadsheet once it is read: sheets of addressed cells, each as the text a person sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from loaders.reference import plain

# A sheet that reaches further holds a stray cell far outside its table.
MOST_CELLS, MOST_COLUMNS = 2_000_000, 16_384
TOO_FAR = "The sheet reaches as far as here."
CUT = "Delete the rows and columns beyond the table, with their formatting."


@dataclass(frozen=True)
class Cell:
    """What a cell shows, as text (empty if blank), and where it stands (`B7`)."""

    text: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows of cells, from A1 on, all of one width; `hidden` sheets are read like the others."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False

    @cached_property
    def said(self) -> tuple[Mapping[str, int], ...]:
        """For every row: its texts as `plain`, each with the first column that has it."""
        return tuple(
            {plain(cell.text): at for at, cell in reversed(list(enumerate(row))) if cell.text}
            for row in self.rows
        )


@dataclass(frozen=True)
class Book:
    """A spreadsheet file: its name, its bytes' checksum and its sheets."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]

    def cells(self) -> Iterator[tuple[Sheet, Cell]]:
        """Every cell that is not blank."""
        for sheet in self.sheets:
            for row in sheet.rows:
                for cell in row:
                    if cell.text:
                        yield sheet, cell
