"""Percentages that look like fractions (0.075 for 7.5 %): warned of, and read as they stand."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.problems import Problem

FEW = 2  # figures of one measure; a single one may well be small
FIX = "If they are fractions, write 7.5 for 0.075, or show them as percentages and save as .xlsx."


def warned(observations: pd.DataFrame, units: Mapping[str, str], file: str) -> list[Problem]:
    """A warning for each measure in per cent whose figures all lie between 0 and 1, with the first cell."""
    shares = observations["indicator"].isin([name for name, unit in units.items() if unit == "%"])
    figures = observations[shares & (observations["value"] > 0)]
    problems: list[Problem] = []
    for name, group in figures.groupby("indicator", sort=False, observed=True):
        if len(group) >= FEW and (group["value"] < 1).all():
            sheet, _, cell = str(group["cell"].iloc[0]).rpartition("!")
            what = f"All {len(group)} percentages of {name} are below 1, as if they were fractions."
            problems.append(Problem("warning", file, sheet, cell, what, FIX))
    return problems
