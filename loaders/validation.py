"""Does a table keep to the contract? Every row that does not, as a problem at the cell it came from."""

from __future__ import annotations

import calendar
import re
from typing import Any

import numpy as np
import pandas as pd

from loaders.problems import Problem
from loaders.schema import Column, Table

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def validate(table: Table, rows: pd.DataFrame, file: str) -> list[Problem]:
    """Every row that breaks the contract, as errors naming the cell the row came from."""
    problems: list[Problem] = []
    if tuple(rows.columns) != table.names:
        raise ValueError(
            f"{table.name}: columns are {list(rows.columns)}, the contract has {list(table.names)}"
        )
    for column in table.columns:
        problems += [
            _problem(file, rows, position, *why) for position, why in _faults(column, rows[column.name])
        ]
    for position in np.flatnonzero(rows.duplicated(list(table.key), keep="first")).tolist():
        row = rows.iloc[position]
        same = (rows[list(table.key)] == row[list(table.key)]).all(axis=1)
        first = next(index for index, alike in enumerate(same) if alike)
        earlier = str(rows["cell"].iloc[first] if "cell" in rows else "") or f"row {first + 1}"
        said = ", ".join(str(row[name]) for name in table.key if str(row[name]))
        problems.append(
            _problem(
                file,
                rows,
                position,
                f"this is the same {table.name} as {earlier}: {said}.",
                "Delete one of the two rows, or give each its own place in the paper.",
            )
        )
    return problems


def is_date(text: str) -> bool:
    """True for an ISO day that the calendar has, a month or a year."""
    if not DATE.fullmatch(text):
        return False
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return year > 0 and day <= calendar.monthrange(year, month)[1]


def _faults(column: Column, values: pd.Series[Any]) -> list[tuple[int, tuple[str, str]]]:
    """Positions in a column that break its rules, with what is wrong and how to mend it.

    Each text is looked at once, however often it comes.
    """
    is_free = column.kind == "text" and not column.one_of and not column.longest
    if column.kind not in ("text", "date") or is_free:
        if not column.required:
            return []
        missing = values.isna() if column.kind != "text" else values.isna() | (values == "")
        wrong = _fault(column, "")
        return [(position, wrong) for position in np.flatnonzero(missing.to_numpy()).tolist() if wrong]
    codes, texts = pd.factorize(values, use_na_sentinel=False)
    faults = {code: fault for code, text in enumerate(texts) if (fault := _fault(column, text))}
    if not faults:
        return []
    return [(position, faults[code]) for position, code in enumerate(codes.tolist()) if code in faults]


def _fault(column: Column, value: object) -> tuple[str, str] | None:
    """What is wrong with one value, and how to mend it; an unknown one is empty or NA."""
    if value is None or value is pd.NA or value == "" or value != value:
        return (f"{column.name} is empty.", f"Fill it in: {column.meaning}.") if column.required else None
    if column.one_of and value not in column.one_of:
        return f"{column.name} is “{value}”.", f"Use one of: {', '.join(column.one_of)}."
    if column.longest and len(str(value).encode("utf-8", "replace")) > column.longest:
        return _too_long(column, str(value))
    if column.kind == "date" and not is_date(str(value)):
        return f"{column.name} is “{value}”.", "Write it as 2008-11-18, 2008-11 or 2008."
    return None


def _too_long(column: Column, text: str) -> tuple[str, str]:
    return (
        f"{column.name} has {len(text):,} letters, too many to be found by: “{text[:60]}…”.",
        f"Shorten it to {column.longest:,} letters at most; one that is not in the English alphabet counts "
        "as two or three.",
    )


def _problem(file: str, rows: pd.DataFrame, position: int, what: str, fix: str) -> Problem:
    address = str(rows["cell"].iloc[position]) if "cell" in rows else ""
    sheet, _, cell = address.rpartition("!")
    return Problem("error", file, sheet, cell, what, fix)
