"""A council's real workbook with twelve mistakes in it, and an officer who knows what she meant."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl

from tests.needs import ROOT

BOOK = ROOT / "data" / "papers" / "wiltshire-jar-2008.xlsx"
MISTAKES: dict[str, str | None] = {
    "Inspections!B2": "Joint Aria Review",
    "Inspections!C3": "2008-13",
    "Inspections!D2": "2008-01",
    "Judgements!A6": "Wiltshire review",
    "Judgements!C2": "#N/A",
    "Judgements!D3": "main",
    "Narrative judgements!E2": "safegarding",
    "Findings!B4": "safety",
    "Figures in the text!A2": "Child protection reviews",
    "Figures in the text!D3": "recently",
    "Figures in the text!E3": "most",
    "Thresholds and targets!D2": "twenty ten",
}
# What she has to publish: one judgement is another, and one figure is new.
NEWS: dict[str, str | None] = {"Judgements!C5": "adequate", "Figures in the text!E2": "95%"}
OFFERED = re.compile(r"Did you mean “(.+?)”|[Uu]se one of: (.+)\.")


def written(path: Path, cells: dict[str, str | None]) -> Path:
    """The workbook with other contents in some cells."""
    book = openpyxl.load_workbook(BOOK)
    for address, value in cells.items():
        sheet, _, cell = address.rpartition("!")
        book[sheet][cell] = value
    book.save(path)
    return path


def meant(address: str) -> str | None:
    """What the cell should hold."""
    sheet, _, cell = address.rpartition("!")
    value = openpyxl.load_workbook(BOOK)[sheet][cell].value
    return None if value is None else str(value)


def mended(cells: dict[str, str | None], problems: dict[str, str]) -> dict[str, str | None]:
    """The contents after she did what a report says, and nothing else.

    `problems` are the report's words on how to mend it by cell. Where these offer something, what she meant
    must be among it.
    """
    after = dict(cells)
    for address, fix in problems.items():
        right = meant(address)
        if offered := OFFERED.search(fix):
            assert right and right.casefold() in (offered[1] or offered[2]).casefold(), (address, fix)
        after[address] = right
    return after
