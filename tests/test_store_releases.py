"""Releases of the store: waiting for a day, rolling back, withdrawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from loaders.store import BaseMoved, Store, UnknownEdition, UnknownRelease, Withdrawn
from loaders.store_database import open_engine
from tests.stores import upload, values

DAY = timedelta(days=1)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = Store(database)
    yield opened
    opened.close()


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


def test_withdrawing_destroys_an_editions_rows_and_bytes(store: Store, database: str) -> None:
    secret = upload("wiltshire", 1, file="secret.xlsx")
    private = secret.tables["observation"].assign(note="Jane Roe of 5 Acacia Avenue")
    content = b"PK: Jane Roe of 5 Acacia Avenue, " * 999
    store.publish([replace(secret, content=content, tables={**secret.tables, "observation": private})])
    store.publish([upload("leeds", 2)])
    release = store.withdraw(1, why="Names a child", author="officer")
    assert values(store, release) == [2]
    assert store.current() == release
    assert b"Acacia Avenue" not in left_in(database)
    with pytest.raises(Withdrawn):
        store.content(1)


def left_in(database: str) -> bytes:
    """All that is left: the bytes of the files, or of everything that PostgreSQL gives out."""
    address = sa.make_url(database)
    if address.get_backend_name() == "sqlite":
        assert address.database is not None
        return b"".join(file.read_bytes() for file in Path(address.database).parent.iterdir())
    engine = open_engine(database)
    tables = sa.MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        left = [str(row) for table in tables.sorted_tables for row in connection.execute(table.select())]
    engine.dispose()
    assert len(left) > 10
    return "".join(left).encode()


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


# What somebody looked at before


def test_the_second_of_two_is_told_that_something_was_published_since(store: Store) -> None:
    store.publish([upload("wiltshire", 1)], latest=0)
    store.publish([upload("wiltshire", 2)], latest=1)
    with pytest.raises(BaseMoved, match=r"Release 2 was made since you looked\."):
        store.publish([upload("leeds", 3)], latest=1)
    assert len(store.history()) == 2
    assert store.publish([upload("leeds", 3)], latest=2).number == 3


@pytest.mark.parametrize("does", ["publish", "rollback", "withdraw"])
def test_what_goes_along_with_a_release_happens_with_it_or_not_at_all(store: Store, does: str) -> None:
    store.publish([upload("wiltshire", 1), upload("leeds", 2)])

    def run(along) -> None:
        if does == "publish":
            store.publish([upload("kent", 3)], along=along)
        elif does == "rollback":
            store.rollback(1, along=along)
        else:
            store.withdraw(1, why="a name in it", along=along)

    def fail(_connection: sa.Connection, _number: int) -> None:
        raise RuntimeError

    before = (store.history(), store.events(), store.editions())
    with pytest.raises(RuntimeError):
        run(fail)
    assert (store.history(), store.events(), store.editions()) == before
    made: list[int] = []
    run(lambda _, number: made.append(number))
    assert made == [2]
