"""The store: editions, releases, roll-back, withdrawal, and rows asked of a release."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from sqlalchemy import event, exc

from loaders import schema
from loaders.store import NothingNew, Release, Store, UnknownEdition, UnknownRelease, Upload, Withdrawn
from tests.stores import upload

DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "yardstick.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{path}")
    yield opened
    opened.close()


def values(store: Store, release: Release | None) -> list[float]:
    assert release is not None
    return store.rows("observation", release)["value"].tolist()


# Publishing


def test_a_new_store_has_no_release(store: Store) -> None:
    assert store.history() == ()
    assert store.current() is None
    assert store.editions() == ()
    assert store.events() == ()


def test_publishing_makes_a_numbered_release_that_is_public_at_once(store: Store) -> None:
    before = datetime.now(UTC)
    release = store.publish([upload("wiltshire", 1, 2)], note="First", author="officer")
    assert (release.number, release.author, release.note) == (1, "officer", "First")
    assert release.public_from == release.made_at or before <= release.public_from <= release.made_at
    assert release.public_from.utcoffset() == timedelta(0)
    assert store.current() == release == store.release(1)
    assert store.history() == (release,)


def test_an_edition_tells_which_file_it_was(store: Store) -> None:
    release = store.publish([upload("wiltshire", 1, 2)])
    (edition,) = store.editions(release)
    assert (edition.number, edition.source, edition.format, edition.file) == (
        1,
        "wiltshire",
        "standard",
        "wiltshire.xlsx",
    )
    assert edition.rows == 3  # two observations and the source
    assert len(edition.sha256) == 64
    assert edition.withdrawn_at is None


def test_the_uploaded_bytes_are_kept(store: Store) -> None:
    store.publish([upload("wiltshire", 1)])
    assert store.content(1) == upload("wiltshire", 1).content
    with pytest.raises(UnknownEdition, match="no edition 2"):
        store.content(2)


def test_an_edition_takes_the_place_of_the_earlier_one_of_its_source_only(store: Store) -> None:
    store.publish([upload("wiltshire", 1), upload("leeds", 2)])
    second = store.publish([upload("wiltshire", 3)])
    assert second.editions == (2, 3)
    assert values(store, second) == [2, 3]


def test_an_earlier_release_still_shows_what_was_public_then(store: Store) -> None:
    first = store.publish([upload("wiltshire", 1)])
    second = store.publish([upload("wiltshire", 2)])
    assert values(store, first) == [1]
    assert values(store, second) == [2]
    assert store.current(first.public_from) == first


def test_a_file_that_is_public_already_changes_nothing(store: Store) -> None:
    store.publish([upload("wiltshire", 1)])
    with pytest.raises(NothingNew):
        store.publish([upload("wiltshire", 1, file="copy.xlsx")])
    with pytest.raises(NothingNew):
        store.publish([])
    assert len(store.history()) == len(store.editions()) == 1


def test_of_old_and_new_files_only_the_new_become_editions(store: Store) -> None:
    store.publish([upload("wiltshire", 1)])
    second = store.publish([upload("wiltshire", 1), upload("leeds", 2)])
    assert [edition.source for edition in store.editions(second)] == ["wiltshire", "leeds"]
    assert len(store.editions()) == 2


def test_the_same_bytes_read_by_another_format_are_a_new_edition(store: Store) -> None:
    store.publish([upload("wiltshire", 1)])
    again = store.publish([replace(upload("wiltshire", 1), format="wiltshire")])
    assert [edition.format for edition in store.editions(again)] == ["wiltshire"]


def test_two_files_of_one_source_are_refused_and_nothing_is_published(store: Store) -> None:
    with pytest.raises(ValueError, match="source wiltshire"):
        store.publish([upload("leeds", 1), upload("wiltshire", 1), upload("wiltshire", 2)])
    assert store.history() == ()
    assert store.editions() == ()


def test_a_failure_half_way_publishes_nothing(store: Store) -> None:
    store.publish([upload("wiltshire", 1)])
    bad = upload("leeds", 2)
    unbindable = bad.tables["observation"].assign(note=pd.Series([object()], dtype=object))
    with pytest.raises(exc.SQLAlchemyError):
        store.publish([upload("wiltshire", 3), replace(bad, tables={"observation": unbindable})])
    assert values(store, store.current()) == [1]
    assert len(store.editions()) == 1
    assert store.publish([upload("leeds", 2)]).number == 2


def test_tables_must_be_the_contracts() -> None:
    rows = schema.frame(schema.OBSERVATION, [])
    with pytest.raises(ValueError, match="there is no table observations"):
        Upload("a.csv", b"", "standard", "a", {"observations": rows})
    with pytest.raises(ValueError, match="columns of observation"):
        Upload("a.csv", b"", "standard", "a", {"observation": rows.drop(columns="note")})


# The first start


def test_the_first_publishing_happens_once(store: Store) -> None:
    first = store.publish_first(lambda: [upload("wiltshire", 1)])
    assert first is not None
    assert first.number == 1
    assert store.publish_first(lambda: pytest.fail("read again")) is None


def test_two_that_start_together_publish_once(path: Path) -> None:
    made: list[int] = []
    start = threading.Barrier(4)

    def begin() -> None:
        start.wait()
        own = Store(f"sqlite:///{path}")
        own.publish_first(lambda: made.append(1) or [upload("wiltshire", 1)])
        assert own.current() is not None
        own.close()

    run_together(begin, begin, begin, begin)
    assert made == [1]


def test_threads_that_publish_at_once_all_succeed(store: Store) -> None:
    def publish(source: str) -> None:
        for value in range(5):
            store.publish([upload(source, value)])

    run_together(*(lambda source=source: publish(source) for source in ("a", "b", "c", "d")))
    assert [release.number for release in store.history()] == list(range(1, 21))
    assert values(store, store.current()) == [4, 4, 4, 4]


def run_together(*tasks) -> None:
    failures: list[BaseException] = []

    def guarded(task) -> None:
        try:
            task()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=guarded, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


# Waiting for a day


def test_a_release_waits_for_its_day(store: Store) -> None:
    now = datetime.now(UTC)
    first = store.publish([upload("wiltshire", 1)])
    second = store.publish([upload("wiltshire", 2)], public_from=now + DAY)
    assert store.current() == first
    assert store.current(now + 2 * DAY) == second
    assert store.history() == (first, second)


def test_a_release_that_waits_is_not_to_be_known_of(store: Store) -> None:
    first = store.publish([upload("wiltshire", 1)])
    store.publish([upload("wiltshire", 2)], public_from=datetime.now(UTC) + DAY)
    assert store.public_release(1) == first
    for number in (2, 3):
        with pytest.raises(UnknownRelease, match=f"no release {number}"):
            store.public_release(number)


def test_nothing_is_public_before_the_first_day(store: Store) -> None:
    store.publish([upload("wiltshire", 1)], public_from=datetime.now(UTC) + DAY)
    assert store.current() is None


def test_a_past_day_means_now(store: Store) -> None:
    release = store.publish([upload("wiltshire", 1)], public_from=datetime.now(UTC) - DAY)
    assert store.current(datetime.now(UTC) - timedelta(hours=1)) is None
    assert store.current() == release


def test_a_day_without_time_zone_is_refused(store: Store) -> None:
    with pytest.raises((ValueError, TypeError)):
        store.publish([upload("wiltshire", 1)], public_from=datetime(2030, 1, 1))  # noqa: DTZ001
    assert store.history() == ()


def test_publishing_meanwhile_neither_leaks_nor_loses_what_waits(store: Store) -> None:
    tomorrow = datetime.now(UTC) + DAY
    store.publish([upload("wiltshire", 1), upload("leeds", 1)])
    store.publish([upload("wiltshire", 2)], public_from=tomorrow)
    meanwhile = store.publish([upload("leeds", 3)])
    assert store.current() == meanwhile
    assert sorted(values(store, store.current())) == [1, 3]
    assert sorted(values(store, store.current(tomorrow))) == [2, 3]


def test_a_correction_meanwhile_does_not_undo_the_edition_that_waits(store: Store) -> None:
    tomorrow = datetime.now(UTC) + DAY
    store.publish([upload("wiltshire", 1)])
    store.publish([upload("wiltshire", 2)], public_from=tomorrow)
    store.publish([upload("wiltshire", 1.5)])
    assert values(store, store.current()) == [1.5]
    assert values(store, store.current(tomorrow)) == [2]


def test_a_release_for_today_may_be_followed_by_one_for_the_day_between(store: Store) -> None:
    now = datetime.now(UTC)
    store.publish([upload("a", 1)], public_from=now + 3 * DAY)
    store.publish([upload("b", 2)], public_from=now + DAY)
    assert values(store, store.current(now + DAY)) == [2]
    assert sorted(values(store, store.current(now + 3 * DAY))) == [1, 2]


def test_a_clock_that_is_set_back_hides_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.publish([upload("wiltshire", 1)])

    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - DAY

    monkeypatch.setattr("loaders.releases.datetime", Earlier)
    assert values(store, store.current()) == [1]
    assert sorted(values(store, store.publish([upload("leeds", 2)]))) == [1, 2]
    assert sorted(values(store, store.current())) == [1, 2]


# Rolling back


def test_rolling_back_makes_a_new_release_of_the_older_editions(store: Store) -> None:
    first = store.publish([upload("wiltshire", 1)])
    store.publish([upload("wiltshire", 2), upload("leeds", 3)])
    back = store.rollback(1, author="officer", note="Wrong file")
    assert (back.number, back.editions, back.author, back.note) == (
        3,
        first.editions,
        "officer",
        "Wrong file",
    )
    assert store.current() == back
    assert len(store.editions()) == 3  # nothing is copied


def test_rolling_back_to_what_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UnknownRelease, match="no release 7"):
        store.rollback(7)


def test_rolling_back_to_what_is_not_public_yet_is_refused(store: Store) -> None:
    store.publish([upload("wiltshire", 1)])
    store.publish([upload("wiltshire", 2)], public_from=datetime.now(UTC) + DAY)
    with pytest.raises(ValueError, match="Release 2 is not public before"):
        store.rollback(2)


def test_what_waits_comes_after_a_roll_back_too(store: Store) -> None:
    tomorrow = datetime.now(UTC) + DAY
    store.publish([upload("wiltshire", 1)])
    store.publish([upload("wiltshire", 2)])
    store.publish([upload("leeds", 3)], public_from=tomorrow)
    store.rollback(1)
    assert values(store, store.current()) == [1]
    assert sorted(values(store, store.current(tomorrow))) == [1, 3]


# Withdrawing


def test_withdrawing_destroys_an_editions_rows_and_bytes(store: Store, path: Path) -> None:
    secret = upload("wiltshire", 1, file="secret.xlsx")
    private = secret.tables["observation"].assign(note="Jane Roe of 5 Acacia Avenue")
    content = b"PK: Jane Roe of 5 Acacia Avenue, " * 999
    store.publish([replace(secret, content=content, tables={**secret.tables, "observation": private})])
    store.publish([upload("leeds", 2)])
    release = store.withdraw(1, why="Names a child", author="officer")
    assert values(store, release) == [2]
    assert store.current() == release
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"Acacia Avenue" not in left
    with pytest.raises(Withdrawn):
        store.content(1)


def test_a_withdrawn_edition_leaves_its_dated_line(store: Store) -> None:
    store.publish([upload("wiltshire", 1)])
    release = store.withdraw(1, why="Names a child")
    (tombstone,) = store.editions()
    assert (tombstone.file, tombstone.withdrawn_why) == ("wiltshire.xlsx", "Names a child")
    assert tombstone.withdrawn_at is not None
    assert release.editions == ()
    assert not release.withdrawn


def test_releases_that_held_it_say_so_and_show_nothing(store: Store) -> None:
    store.publish([upload("wiltshire", 1)])
    store.publish([upload("leeds", 2)])
    store.publish([upload("wiltshire", 3)])
    store.withdraw(1, why="Names a child")
    assert [release.withdrawn for release in store.history()] == [True, True, False, False]
    with pytest.raises(Withdrawn, match="Release 1"):
        store.rows("observation", store.release(1))
    with pytest.raises(Withdrawn, match="roll back to another"):
        store.rollback(2)
    assert store.rollback(3).number == 5


def test_what_waits_is_made_again_without_it(store: Store) -> None:
    tomorrow = datetime.now(UTC) + DAY
    store.publish([upload("wiltshire", 1)])
    store.publish([upload("leeds", 2)], public_from=tomorrow)
    store.withdraw(1, why="Names a child")
    assert values(store, store.current()) == []
    assert values(store, store.current(tomorrow)) == [2]


def test_withdrawing_what_is_not_public_yet_publishes_nothing(store: Store) -> None:
    tomorrow = datetime.now(UTC) + DAY
    store.publish([upload("wiltshire", 1), upload("leeds", 2)], public_from=tomorrow)
    store.withdraw(1, why="Names a child")
    assert store.current() is None
    assert values(store, store.current(tomorrow)) == [2]


def test_a_withdrawal_needs_an_edition_and_a_reason_and_happens_once(store: Store) -> None:
    store.publish([upload("wiltshire", 1)])
    with pytest.raises(UnknownEdition):
        store.withdraw(2, why="Names a child")
    with pytest.raises(ValueError, match="Say why"):
        store.withdraw(1, why=" ")
    store.withdraw(1, why="Names a child")
    with pytest.raises(Withdrawn):
        store.withdraw(1, why="Names a child")


# What was done


def test_everything_done_is_recorded_in_order(store: Store) -> None:
    store.publish([upload("wiltshire", 1)], note="First")
    store.publish([upload("wiltshire", 2)], author="officer")
    store.rollback(1, author="officer")
    store.withdraw(2, why="Names a child", author="officer")
    done = [(event.what, event.author, event.release, event.edition) for event in store.events()]
    assert done == [
        ("accepted", "command line", None, 1),
        ("published", "command line", 1, None),
        ("accepted", "officer", None, 2),
        ("published", "officer", 2, None),
        ("rolled back", "officer", 3, None),
        ("withdrawn", "officer", None, 2),
    ]
    assert [event.number for event in store.events()] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("change", ["UPDATE event SET author = 'nobody'", "DELETE FROM event"])
def test_what_was_done_cannot_be_changed(store: Store, path: Path, change: str) -> None:
    store.publish([upload("wiltshire", 1)])
    engine = sa.create_engine(f"sqlite:///{path}")
    with pytest.raises(exc.IntegrityError, match="append-only"), engine.begin() as connection:
        connection.exec_driver_sql(change)
    engine.dispose()


# Rows


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
    "where",
    [
        {"indicator": "neet", "area": ["865", "383"]},
        {"indicator": "neet"},
        {"area": ["865", "383"], "period": "2008"},
    ],
)
def test_a_charts_question_is_answered_from_an_index(store: Store, where: dict[str, object]) -> None:
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
    assert [plan.split(" (")[0].split("_by_")[0] for plan in plans] == [
        "SEARCH observation USING INDEX observation"
    ]


# Opening


def test_what_was_published_is_there_after_opening_again(path: Path) -> None:
    first = Store(f"sqlite:///{path}")
    first.publish([upload("wiltshire", 1)])
    first.close()
    again = Store(f"sqlite:///{path}")
    assert values(again, again.current()) == [1]
    again.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "duckdb:///x.db"])
def test_an_address_that_is_not_a_files_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="write it as sqlite:///"):
        Store(url)
