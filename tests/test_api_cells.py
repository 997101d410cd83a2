"""How a cell of the API is written: whole numbers without a point, no text taken for a formula."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.cells import csv_cell, plain_number


@pytest.mark.parametrize(
    ("number", "plain"), [(12.0, "12"), (-3.0, "-3"), (0.1, "0.1"), (1e-7, "1e-07"), (1e18, "1e+18")]
)
def test_whole_numbers_have_no_point(number: float, plain: str) -> None:
    assert str(plain_number(number)) == plain


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-cmd|' /C calc'", "'-cmd|' /C calc'"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("=", "="),
        ("=\ncmd", "'=\ncmd"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("\r", "'\r"),
        ("＝1+1", "'＝1+1"),
        ("-3 (revised)", "'-3 (revised)"),
        ("-1+1", "'-1+1"),
        ("+3", "+3"),
        ("-3.2", "-3.2"),
        ("+5%", "+5%"),
        ("-1,234", "-1,234"),
        ("-", "-"),
        ("3 - Good", "3 - Good"),
        ("", ""),
        (-3.2, -3.2),
        (None, None),
        (True, "true"),
    ],
)
def test_no_cell_is_taken_for_a_formula_and_no_number_is_changed(cell: Any, written: Any) -> None:
    assert csv_cell(cell) == written
