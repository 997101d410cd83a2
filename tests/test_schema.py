"""The contract of the normalised tables: types, required columns, words allowed, dates, keys."""

from __future__ import annotations

import random
import string
from contextlib import closing
from typing import Any

import pandas as pd
import pytest

from loaders.schema import DTYPES, JUDGEMENT, OBSERVATION, TABLES, THRESHOLD, Column, Table, frame
from loaders.store import Store, Upload
from loaders.store_tables import INDEXES
from loaders.validation import is_date, validate

GOOD: dict[str, dict[str, Any]] = {
    "judgement": {
        "authority": "865",
        "framework": "jar",
        "inspection": "Wiltshire review",
        "aspect": "Safeguarding",
        "kind": "headline",
        "published_as": "adequate",
        "grade": 2,
        "source": "paper",
        "locator": "para 11",
        "cell": "Judgements!C2",
    },
    "observation": {
        "indicator": "neet",
        "area": "865",
        "period": "2011",
        "period_type": "calendar",
        "value": 5.7,
        "published_as": "5.7%",
        "status": "published",
        "source": "paper",
        "locator": "para 5",
        "cell": "Figures!E2",
    },
}


def with_(table: Table, **changes: Any) -> dict[str, Any]:
    return GOOD[table.name] | changes


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_column_is_described_and_keys_are_columns(table: Table):
    assert all(column.meaning and column.kind in DTYPES for column in table.columns)
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_an_empty_frame_has_the_columns_and_types(table: Table):
    made = frame(table, [])
    assert tuple(made.columns) == table.names
    assert [str(made[column.name].dtype) for column in table.columns] == [
        DTYPES[column.kind] for column in table.columns
    ]
    assert validate(table, made, "a.xlsx") == []


def test_what_is_unknown_is_empty_text_no_number_and_shown_by_default():
    row = frame(OBSERVATION, [with_(OBSERVATION, value=None, note=None)]).iloc[0]
    assert row["breakdown"] == row["note"] == ""
    assert pd.isna(row["value"]) and pd.isna(row["numerator"])
    assert bool(row["headline"]) is True
    assert frame(JUDGEMENT, [with_(JUDGEMENT, grade=None)])["grade"].isna().all()


@pytest.mark.parametrize("table", [JUDGEMENT, OBSERVATION])
def test_a_good_row_has_no_problem(table: Table):
    assert validate(table, frame(table, [with_(table)]), "a.xlsx") == []


@pytest.mark.parametrize(
    ("table", "changes", "said"),
    [
        (JUDGEMENT, {"aspect": ""}, "aspect is empty"),
        (JUDGEMENT, {"aspect": None}, "aspect is empty"),
        (JUDGEMENT, {"locator": ""}, "locator is empty"),
        (JUDGEMENT, {"kind": "core"}, "kind is “core”"),
        (JUDGEMENT, {"published_on": "18 Nov"}, "published_on is “18 Nov”"),
        (JUDGEMENT, {"published_on": "2008-02-30"}, "published_on is “2008-02-30”"),
        (OBSERVATION, {"status": "missing"}, "status is “missing”"),
        (OBSERVATION, {"period_type": "year"}, "period_type is “year”"),
        (OBSERVATION, {"area": ""}, "area is empty"),
    ],
)
def test_a_broken_rule_is_an_error_at_the_rows_cell(table: Table, changes: dict[str, Any], said: str):
    rows = frame(table, [with_(table, **changes)])
    (problem,) = validate(table, rows, "a.xlsx")
    assert problem.severity == "error"
    assert said in problem.what
    assert problem.place == f"a.xlsx, {GOOD[table.name]['cell']}"
    assert problem.fix


def test_the_same_thing_twice_is_an_error_naming_both_cells():
    rows = [
        with_(JUDGEMENT),
        with_(JUDGEMENT, aspect="Other"),
        with_(JUDGEMENT, grade=3, cell="Judgements!C9"),
    ]
    (problem,) = validate(JUDGEMENT, frame(JUDGEMENT, rows), "a.xlsx")
    assert problem.place == "a.xlsx, Judgements!C9"
    assert "Judgements!C2" in problem.what


def test_two_grades_for_one_aspect_in_two_places_are_both_kept():
    rows = [with_(JUDGEMENT), with_(JUDGEMENT, grade=3, locator="para 24")]
    assert validate(JUDGEMENT, frame(JUDGEMENT, rows), "a.xlsx") == []


def test_a_frame_of_other_columns_is_our_mistake_not_the_officers():
    with pytest.raises(ValueError, match="the contract has"):
        validate(THRESHOLD, pd.DataFrame({"value": [1.0]}), "a.xlsx")


@pytest.mark.parametrize(
    ("text", "true"),
    [
        *(("2008", True), ("2008-11", True), ("2008-11-18", True), ("2012-02-29", True)),
        *(("2011-02-29", False), ("2008-13", False), ("0000", False), ("08", False), ("2008-1-1", False)),
    ],
)
def test_dates_are_days_of_the_calendar_months_or_years(text: str, true: bool):
    assert is_date(text) is true


def test_a_name_too_long_to_be_found_by_is_an_error_at_its_cell():
    long = "Ward: " + "n" * 1_494
    assert validate(OBSERVATION, frame(OBSERVATION, [with_(OBSERVATION, breakdown=long)]), "a.xlsx") == []
    for longer in (f"{long}n", f"{long[:-1]}é"):
        (problem,) = validate(
            OBSERVATION, frame(OBSERVATION, [with_(OBSERVATION, breakdown=longer)]), "a.xlsx"
        )
        assert problem.severity == "error" and problem.cell
        assert "breakdown has" in problem.what and "“Ward: nnn" in problem.what and len(problem.what) < 200
        assert "1,500 letters at most" in problem.fix


def test_the_longest_row_of_every_index_fits_into_one_of_postgresql():
    for name, indexes in INDEXES.items():
        columns = {column.name: column for column in TABLES[name].columns}
        for index in indexes:
            texts = [columns[one] for one in index if one in columns and columns[one].kind == "text"]
            assert all(one.longest for one in texts), (name, index)
            assert sum(one.longest for one in texts) <= 2_500, (name, index)


def test_the_longest_names_can_be_published_on_either_database(database: str):
    letters = random.Random(4)  # of no pattern, so that no database makes them short

    def longest(column: Column) -> Any:
        if column.kind == "text":
            return "".join(letters.choices(string.ascii_letters, k=column.longest or 3))
        return {"date": "2012", "flag": True}.get(column.kind, 1)

    tables = {
        name: frame(table, [{one.name: longest(one) for one in table.columns}])
        for name, table in TABLES.items()
    }
    with closing(Store(database)) as store:
        release = store.publish([Upload("a.xlsx", b"a", "standard", "a", tables)])
        said = tables["standing"]["breakdown"].iloc[0]
        assert len(said) == 1_500
        assert len(store.rows("standing", release, {"breakdown": said})) == 1
