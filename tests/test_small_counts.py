"""Counts of 1 to 4 within an authority are warned of, and no others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from loaders import FORMATS
from loaders.format import read
from tests.books import Grid, save

if TYPE_CHECKING:
    from loaders.problems import Problem
    from loaders.reference import Reference

ABOUT: Grid = [
    ["Item", "Entry"],
    *(["Source", "x"], ["Title", "x"], ["Publisher", "x"], ["Date", "2012"], ["Licence", "not stated"]),
]
HEAD = ["Indicator", "Breakdown", "Authority", "Period", "Figure", "Numerator", "Denominator"]


def found(folder: Path, reference: Reference, *rows: list[Any]) -> list[Problem]:
    """What is said of figures within an authority; they are read all the same."""
    reading = read(save(folder, {"About": ABOUT, "Figures": [HEAD, *rows]}), reference, FORMATS)
    assert len(reading.tables["observation"]) == len(rows)
    return [one for one in reading.problems if "single people" in one.what]


def test_they_are_counted_and_the_first_is_named(tmp_path: Path, reference: Reference):
    rows = [["caf-opened", f"Area: {n}", "Wiltshire", "2010/11", n] for n in range(7)]
    (problem,) = found(tmp_path, reference, *rows)
    assert problem.severity == "warning"
    assert problem.what.startswith("4 counts from 1 to 4 are of groups within an authority")
    assert (problem.sheet, problem.cell) == ("Figures", "E3")
    assert problem.fix


def test_the_count_behind_a_rate_is_one(tmp_path: Path, reference: Reference):
    (problem,) = found(
        tmp_path, reference, ["neet-16-18", "Age: 17", "Wiltshire", "Nov 2011", "5", "2", "40"]
    )
    assert problem.what.startswith("1 count from 1 to 4 is of a group within")


@pytest.mark.parametrize(
    "row",
    [
        ["caf-opened", "", "Wiltshire", "2010/11", 3],
        ["caf-opened", "Area: Calne", "England", "2010/11", 3],
        ["caf-opened", "Area: Calne", "Wiltshire", "2010/11", 5],
        ["caf-opened", "Area: Calne", "Wiltshire", "2010/11", 0],
        ["caf-opened", "Area: Calne", "Wiltshire", "2010/11", "[c]"],
        ["neet-16-18", "Age: 17", "Wiltshire", "Nov 2011", 3],
        ["secondary-schools", "Judged: good", "Wiltshire", "2010/11", 3],
    ],
    ids=["a whole authority", "England", "five", "none", "suppressed", "a rate", "schools"],
)
def test_what_points_to_nobody_is_not_warned_of(tmp_path: Path, reference: Reference, row: list[Any]):
    assert found(tmp_path, reference, row) == []
