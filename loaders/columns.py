"""A data file: one table of text columns under one row of headings, as large as a national file is.

Papers are read cell by cell (book.py). A national file has millions of cells but few different texts, so each
column is kept as categories of text, and a cell's address is worked out only where it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter

from loaders.book import Book, Sheet
from loaders.problems import Problem, Severity
from loaders.reference import plain

Texts = pd.Series  # of categories of text, one a row; blank is ""


@dataclass(frozen=True)
class Columns:
    """A table: its headings as they stand, and a column of texts for each, blank ones as "".

    `top` is the row of the headings in the sheet, counted from 1; `described` is a file beside it that says
    what its columns are, if there is one.
    """

    file: str
    sha256: str
    sheet: str
    headings: tuple[str, ...]
    texts: tuple[Texts[Any], ...]
    top: int = 1
    described: Book | None = None

    def __len__(self) -> int:
        """How many rows there are below the headings."""
        return len(self.texts[0]) if self.texts else 0

    def address(self, column: int, row: int) -> str:
        """The address of a cell; column and row are counted from 0, the headings' row is not counted."""
        return f"{get_column_letter(column + 1)}{row + self.top + 1}"

    def places(self, column: int) -> pd.Series[Any]:
        """`sheet!address` of every cell of a column."""
        rows = pd.Series(range(self.top + 1, self.top + 1 + len(self))).astype("str")
        return f"{self.sheet}!{get_column_letter(column + 1)}" + rows

    def problem(self, at: tuple[int, int], what: str, fix: str, severity: Severity = "error") -> Problem:
        """A problem at a cell (column, row)."""
        return Problem(severity, self.file, self.sheet, self.address(*at), what, fix)


def said(headings: Iterable[str]) -> dict[str, int]:
    """The first column of every heading, by its text as `plain`."""
    return {plain(heading): at for at, heading in reversed(list(enumerate(headings))) if heading.strip()}


def found(headings: Sequence[str], spellings: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column is headed for which use, given the spellings of each use's heading."""
    known = said(headings)
    at = {
        use: next((known[one] for one in map(plain, names) if one in known), None)
        for use, names in spellings.items()
    }
    return {use: column for use, column in at.items() if column is not None}


def of_sheet(file: str, sha256: str, sheet: Sheet, top: int) -> Columns:
    """The table below a sheet's row of headings (from 0), to its last row with anything in it."""
    last = max((at for at, row in enumerate(sheet.rows) if any(cell.text for cell in row)), default=top)
    lines = sheet.rows[top + 1 : last + 1]
    texts = [
        pd.Series([row[at].text for row in lines], dtype="category") for at in range(len(sheet.rows[top]))
    ]
    return Columns(
        file, sha256, sheet.name, tuple(cell.text for cell in sheet.rows[top]), tuple(texts), top + 1
    )


def categories(texts: Texts[Any]) -> list[str]:
    """The different texts of a column, by code."""
    return [str(text) for text in texts.cat.categories]


def codes(texts: Texts[Any]) -> np.ndarray[Any, Any]:
    """The code of each row's text."""
    return texts.cat.codes.to_numpy()


def firsts(texts: Texts[Any]) -> list[int]:
    """The first row of each text, by code; 0 for one that no row has."""
    found = np.zeros(len(texts.cat.categories), "int64")
    held, rows = np.unique(codes(texts), return_index=True)
    found[held[held >= 0]] = rows[held >= 0]
    return found.tolist()


def mapped(texts: Texts[Any], values: Sequence[str]) -> pd.Series[Any]:
    """A column of other texts: `values` holds one for each of the column's own, by code."""
    return coded(codes(texts), values)


def coded(at: np.ndarray[Any, Any], values: Sequence[str]) -> pd.Series[Any]:
    """A column of texts: that of each row is `values` at its code; the same text may stand there twice."""
    made, different = pd.factorize(pd.Series(values, dtype="str"))
    return pd.Series(pd.Categorical.from_codes(made[at], categories=different))


def pairs(first: Texts[Any], second: Texts[Any]) -> tuple[np.ndarray[Any, Any], list[tuple[int, int]]]:
    """The pairs of texts that stand in a row together: the pair of each row, and the codes of each pair."""
    width = len(second.cat.categories)
    pair, together = pd.factorize(codes(first).astype("int64") * width + codes(second))
    return pair, [(code // width, code % width) for code in together.tolist()]
