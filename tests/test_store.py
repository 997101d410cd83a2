"""The store: editions, what is published and by whom, the first start, opening again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from sqlalchemy import exc

from loaders import releases, schema
from loaders.store import NothingNew, Store, UnknownEdition, Upload
from loaders.store_database import open_engine, writing
from tests.stores import upload, values


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = Store(database)
    yield opened
    opened.close()


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


def test_two_that_start_together_publish_once(bare_database: str) -> None:
    made: list[int] = []
    start = threading.Barrier(4)

    def begin() -> None:
        start.wait()
        own = Store(bare_database)
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


def test_readers_go_on_while_one_writes_and_see_nothing_of_it(store: Store, database: str) -> None:
    first = store.publish([upload("wiltshire", 1)])
    engine = open_engine(database)
    with writing(engine) as connection:
        releases.publish(connection, [upload("wiltshire", 2)], "", "officer", None)
        assert (store.current(), store.history(), len(store.events())) == (first, (first,), 2)
        assert values(store, store.current()) == [1]
    assert values(store, store.current()) == [2]
    engine.dispose()


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
def test_what_was_done_cannot_be_changed(store: Store, database: str, change: str) -> None:
    store.publish([upload("wiltshire", 1)])
    engine = open_engine(database)
    with pytest.raises(exc.IntegrityError, match="append-only"), engine.begin() as connection:
        connection.exec_driver_sql(change)
    engine.dispose()


# Opening


def test_what_was_published_is_there_after_opening_again(database: str) -> None:
    first = Store(database)
    first.publish([upload("wiltshire", 1)])
    first.close()
    again = Store(database)
    assert values(again, again.current()) == [1]
    again.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "duckdb:///x.db"])
def test_an_address_that_is_not_a_files_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"write .*sqlite:///"):
        Store(url)
