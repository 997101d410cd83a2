"""Counts behind a percentage or rate: other columns of the same row, where our reference data says which.

data/reference/datasets.toml names the columns of a data set that a figure was worked out from. That is held
against every row: where the printed figure does not follow from the two counts, they are not put beside it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from loaders import columns
from loaders.columns import Columns
from loaders.ees_columns import Shape, is_number
from loaders.problems import Problem
from loaders.reference import Dataset
from loaders.screening import Fault, Rows, Said, listed, text

SLACK = 1e-9


def counts(
    table: Columns, shape: Shape, kept: Rows, dataset: Dataset | None
) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """By the slug of a column: numerator, denominator and note of every kept row; what does not follow."""
    found: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    at = {one.slug: one.column for one in shape.measures}
    for one in dataset.worked_out if dataset else ():
        if not {one.column, one.above, one.below} <= at.keys():
            continue
        figure, above, below = (
            _numbers(table, at[name], kept) for name in (one.column, one.above, one.below)
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            meant = above / below * one.per
        decimals = _decimals(table, at[one.column], kept)
        known = np.isfinite(figure) & np.isfinite(meant)
        follows = known & (np.abs(figure - meant) <= 0.5 * 10.0**-decimals + SLACK)
        wrong = np.flatnonzero(known & ~follows)
        note = pd.Series("", index=range(len(kept)), dtype="str")
        shown = {int(row): f"{meant[row]:,.2f}" for row in wrong}
        for row, number in shown.items():
            note.iloc[row] = f"Does not follow from the rounded counts beside it, which give {number}."
        found[one.column] = {
            "numerator": np.where(follows, above, np.nan),
            "denominator": np.where(follows, below, np.nan),
            "note": note,
        }
        by_row = {int(kept[row]): number for row, number in shown.items()}

        def say(column: int, row: int, meant: dict[int, str] = by_row) -> Said:
            said = text(table, column, row)
            what = f"“{said}” does not follow from the counts in its row, which give {meant[row]}."
            return what, "It was kept as printed, without the counts; check them if they are not rounded."

        kind = "figures that do not follow from their counts"
        problems += listed(table, Fault(kind, "warning", [(at[one.column], kept[wrong])], say))
    return found, problems


def _numbers(table: Columns, column: int, kept: Rows) -> Rows:
    texts = table.texts[column]
    numbers = [float(one) if is_number(one) else np.nan for one in columns.categories(texts)]
    return np.array(numbers)[columns.codes(texts)][kept]


def _decimals(table: Columns, column: int, kept: Rows) -> Rows:
    """With how many decimals each figure is printed."""
    texts = table.texts[column]
    said = [len(one.partition(".")[2]) if is_number(one) else 0 for one in columns.categories(texts)]
    return np.array(said, "float64")[columns.codes(texts)][kept]
