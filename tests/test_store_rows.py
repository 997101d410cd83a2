"""Rows asked of a release: all columns and types, chosen by value, in batches, from an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import pytest
import sqlalchemy as sa
from sqlalchemy import event

from loaders import schema
from loaders.store import Store, Upload
from tests.stores import upload


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = Store(database)
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


def test_a_character_that_is_no_text_is_marked_as_such(store: Store) -> None:
    rows = [{"source": f"a\0{kind}", "title": "b\0", "publisher": "c"} for kind in "de"]
    tables = {"source": schema.frame(schema.SOURCES, rows)}
    tables["source"]["title"] = tables["source"]["title"].astype("category")
    release = store.publish([Upload("a.csv", b"a", "standard", "a", tables)], note="no\0te")
    assert store.rows("source", release)["source"].tolist() == ["a\ufffdd", "a\ufffde"]
    assert store.rows("source", release)["title"].tolist() == ["b\ufffd", "b\ufffd"]
    assert store.rows("source", release, {"source": "\0"}).empty
    assert store.find(release, "\0", 5) == ([], 0)


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


def test_a_charts_question_is_answered_from_the_index_that_leads_with_what_is_rarest(store: Store) -> None:
    """An area has rows in every edition, an indicator in one or two: the others are passed over at once."""
    for source in ("wiltshire", "leeds", "dfe"):
        release = store.publish([national(source)])
    codes = [str(code) for code in range(801, 814)]
    questions: dict[str, list[dict[str, object]]] = {
        "indicator": [{"indicator": "neet-7", "area": codes}, {"indicator": "neet-7"}],
        "area": [{"area": ["865", "383"], "period": "2008"}],
    }
    with planned() as plans:
        for first, asked in questions.items():
            for where in asked:
                plans.clear()
                store.rows("observation", release, where)
                assert first in re.findall(r"observation_by_(\w+?)_edition", " ".join(plans)), plans
                assert not re.search("SCAN observation|Seq Scan on observation", " ".join(plans)), plans


def national(source: str) -> Upload:
    """Figures of 40 indicators of 150 areas: too many for a planner to read all of them."""
    rows = [
        {
            "indicator": f"neet-{indicator}",
            "area": str(area),
            "period": "2008",
            "value": 1.0,
            "source": source,
        }
        for indicator in range(40)
        for area in range(800, 950)
    ]
    tables = {"observation": schema.frame(schema.OBSERVATION, rows)}
    return Upload(f"{source}.csv", source.encode(), "lait", source, tables)


@contextmanager
def planned() -> Iterator[list[str]]:
    """How the database goes about the questions that are asked of observations meanwhile."""
    plans: list[str] = []

    def explain(connection, _cursor, statement, parameters, *_: object) -> None:
        if "FROM observation" in statement:
            word = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
            found = connection.connection.driver_connection.execute(f"{word} {statement}", parameters)
            plans.extend(" ".join(map(str, line)) for line in found.fetchall())

    event.listen(sa.Engine, "before_cursor_execute", explain)
    try:
        yield plans
    finally:
        event.remove(sa.Engine, "before_cursor_execute", explain)


def test_words_are_found_alike_in_either_database(store: Store) -> None:
    """Plain letters in any case, marks of a pattern as they are; a letter with an accent as it is written."""
    told = {"a": "Élèves (100%)", "b": "Young_people in EDUCATION", "c": "young people"}
    defined = [
        {"indicator": each, "name": name, "topics": "Zoé; Work", "source": "d"} for each, name in told.items()
    ]
    series = [{"indicator": each, "source": "d"} for each in told]
    tables = {
        "indicator": schema.frame(schema.INDICATOR, defined),
        "series": schema.frame(schema.SERIES, series),
    }
    release = store.publish([Upload("d.csv", b"d", "x", "d", tables)])

    def found(said: str) -> list[str]:
        return [each for each, _ in store.find(release, said, 9)[0]]

    assert (found("Élè"), found("élè"), found("ÉLÈ")) == (["a"], [], [])
    assert (found("young"), found("YOUNG_"), found("educ in")) == (["b", "c"], ["b"], ["b"])
    assert (found("100%"), found("1%"), found("zoé"), found("wORK")) == (
        ["a"],
        [],
        ["b", "c", "a"],
        ["b", "c", "a"],
    )
    assert [each for each, _ in store.under(release, "zoé", 9)[0]] == ["b", "c", "a"]
    assert store.under(release, "ZOÉ", 9) == ([], 0)


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
