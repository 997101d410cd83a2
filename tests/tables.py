"""Writes docs/tables.md, the description of the normalised tables, from loaders/schema.py.

python -m tests.tables
"""

from __future__ import annotations

import sys

from loaders.schema import TABLES, Column, Table
from tests.needs import ROOT

FILE = ROOT / "docs" / "tables.md"
KINDS = {
    "text": "text",
    "number": "number",
    "integer": "whole number",
    "flag": "yes or no",
    "date": "date: a day, a month or a year, as ISO text",
}
OPENING = """\
# The normalised tables

What every spreadsheet becomes, whatever its council or publisher. `loaders/schema.py` is the contract, and
this page is made from it: `.venv/bin/python -m tests.tables`.

A row that breaks a rule is not loaded, nor is any other row of its file. No two rows of one edition share a
key. Text that is unknown is empty, and so is a number or a date.
"""


def document() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(section(table) for table in TABLES.values())])


def section(table: Table) -> str:
    """A table with its columns."""
    key = ", ".join(f"`{name}`" for name in table.key)
    head = f"## {table.name}\n\n{table.meaning}. Key: {key}.\n"
    rows = ["| column | holds | must be filled | meaning |", "|---|---|---|---|", *map(line, table.columns)]
    return "\n".join([head, *rows, ""])


def line(column: Column) -> str:
    """A column as a row."""
    holds = f"one of: {', '.join(column.one_of)}" if column.one_of else KINDS[column.kind]
    meaning = column.meaning.replace("|", "\\|")
    return f"| `{column.name}` | {holds} | {'yes' if column.required else ''} | {meaning} |"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"{FILE.relative_to(ROOT)}: {len(TABLES)} tables\n")
