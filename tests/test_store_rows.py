"""Rows asked of a release: all columns and types, chosen by value, in batches, from an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from sqlalchemy import event

from loaders import schema
from loaders.store import Store, Upload
from tests.stores import upload


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'yardstick.db'}")
    yield opened
    opened.close()


def test_rows_come_with_the_contracts_columns_and_types_and_their_edition(store: Store) -> None:
    release = store.publish([upload("wiltshire", 1, 2)])
    rows = store.rows("observation", release)
    assert tuple(rows.columns) == (*schema.OBSERVATION.names, "edition")
    expected = upload("wiltshire", 1, 2).tables["observation"].assign(edition=1)
    pd.testing.assert_frame_equal(rows, expected)


def test_every_table_comes_back_as_it_went_in(store: Store) -> None:
    row = {
        "number": 1.5,
        "integer": 3,
        "flag": False,
        "date": "2008-11",
        "text": "“Good” – £5",
    }
    tables = {
        name: schema.frame(
            table, [{column.name: row[column.kind] for column in table.columns}, {"source": "only this"}]
        )
        for name, table in schema.TABLES.items()
    }
    release = store.publish([Upload("all.xlsx", b"all", "standard", "all", tables)])
    for name, table in tables.items():
        pd.testing.assert_frame_equal(store.rows(name, release).drop(columns="edition"), table)


def test_a_table_without_rows_comes_with_its_columns_and_types(store: Store) -> None:
    release = store.publish([upload("wiltshire", 1)])
    empty = store.rows("judgement", release)
    assert empty.empty
    pd.testing.assert_frame_equal(empty.drop(columns="edition"), schema.frame(schema.JUDGEMENT, []))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, [1, 2, 3, 4]),
        ({"source": "wiltshire"}, [1, 2]),
        ({"source": ["wiltshire", "leeds"], "period": "2008"}, [1, 3]),
        ({"value": 4}, [4]),
        ({"value": {1.0, 3.0}}, [1, 3]),
        ({"edition": 2}, [3, 4]),
        ({"headline": True}, [1, 2, 3, 4]),
        ({"headline": False}, []),
        ({"numerator": None}, [1, 2, 3, 4]),
        ({"value": [None, 1]}, [1]),
        ({"source": []}, []),
        ({"source": "'; DROP TABLE observation; --"}, []),
    ],
)
def test_rows_are_chosen_by_value_or_by_any_of_several(store: Store, where, expected: list[float]) -> None:
    release = store.publish([upload("wiltshire", 1, 2), upload("leeds", 3, 4)])
    assert store.rows("observation", release, where)["value"].tolist() == expected


def test_rows_can_be_fewer_columns_and_a_part(store: Store) -> None:
    release = store.publish([upload("wiltshire", 1, 2, 3)])
    part = store.rows("observation", release, columns=["period", "value"], limit=1, offset=1)
    assert part.to_dict("records") == [{"period": "2009", "value": 2.0, "edition": 1}]


def test_what_does_not_exist_is_refused_by_name(store: Store) -> None:
    release = store.publish([upload("wiltshire", 1)])
    with pytest.raises(ValueError, match="no table observations"):
        store.rows("observations", release)
    with pytest.raises(ValueError, match="observation has no column colour"):
        store.rows("observation", release, {"colour": "red"})
    with pytest.raises(ValueError, match="observation has no column row"):
        store.rows("observation", release, columns=["row"])


def test_rows_come_in_batches_too(store: Store) -> None:
    release = store.publish([upload("wiltshire", 1, 2, 3), upload("leeds", 4)])
    batches = list(store.batches("observation", release, size=3))
    assert [batch["value"].tolist() for batch in batches] == [[1, 2, 3], [4]]


def test_a_reader_in_the_middle_is_not_held_up_and_sees_one_moment(store: Store) -> None:
    release = store.publish([upload("wiltshire", 1, 2, 3)])
    batches = store.batches("observation", release, size=1)
    assert next(batches)["value"].tolist() == [1]
    store.publish([upload("wiltshire", 7)])
    assert [batch["value"].tolist() for batch in batches] == [[2], [3]]


@pytest.mark.parametrize(
    ("where", "first"),
    [
        ({"indicator": "neet", "area": [str(code) for code in range(801, 814)]}, "indicator"),
        ({"indicator": "neet"}, "indicator"),
        ({"area": ["865", "383"], "period": "2008"}, "area"),
    ],
)
def test_a_charts_question_is_answered_from_the_index_that_leads_with_what_is_rarest(
    store: Store, where: dict[str, object], first: str
) -> None:
    """An area has rows in every edition, an indicator in one or two: the others are passed over at once."""
    store.publish([upload("wiltshire", 1)])
    release = store.publish([upload("leeds", 1)])
    plans: list[str] = []

    def explain(connection, _cursor, statement, parameters, *_: object) -> None:
        if "FROM observation" in statement:
            found = connection.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append(found.fetchall()[0][3])

    event.listen(sa.Engine, "before_cursor_execute", explain)
    store.rows("observation", release, where)
    event.remove(sa.Engine, "before_cursor_execute", explain)
    assert [plan.split("_edition")[0] for plan in plans] == [
        f"SEARCH observation USING INDEX observation_by_{first}"
    ]


def test_few_values_in_many_rows_are_stepped_through(store: Store) -> None:
    old = store.publish([upload("wiltshire", *range(50))])
    new = store.publish([upload("wiltshire", 1, 2, indicator="eet"), upload("leeds", *range(50))])
    for table, column in (("observation", "indicator"), ("observation", "area"), ("judgement", "authority")):
        for release in (old, new):
            assert sorted(store.held(table, release, column, few=True)) == sorted(
                store.held(table, release, column)
            )
    assert store.held("observation", old, "indicator", few=True) == ["neet"]
    assert store.held("observation", new, "indicator", few=True) == ["eet", "neet"]


def test_rows_without_an_order_are_the_same_rows(store: Store) -> None:
    release = store.publish([upload("wiltshire", 3, 1, 2)])
    asked = ("observation", release, {"area": "865"}, ["value", "period"])
    assert sorted(store.tuples(*asked, ordered=False)) == sorted(store.tuples(*asked))
    assert store.tuples(*asked, limit=2) == store.tuples(*asked)[:2]
