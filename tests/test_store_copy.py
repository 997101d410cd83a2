"""Backup, restore and copy: everything, as it was at one moment, in either database, or nothing at all."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from loaders import schema, store_copy, store_schema
from loaders.store import NothingNew, Store, Upload, Withdrawn
from loaders.store_copy import NotEmpty, NotWhole
from loaders.store_database import open_engine, reading, writing
from tests.stores import upload, values
from tests.test_store_schema import TELLS_WHY, as_before_the_steps, step, structure

FORK = multiprocessing.get_context("fork")
DAY = timedelta(days=1)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with closing(Store(database)) as opened:
        yield opened


@pytest.fixture
def other(other_database: str) -> Iterator[Store]:
    """Another store, empty, in the other database."""
    with closing(Store(other_database)) as opened:
        yield opened


def lived_in(store: Store) -> None:
    """Gives a store a life: all tables, every kind of event, a release that waits, an edition withdrawn."""
    cells: dict[str, object] = {
        "number": 0.1,
        "integer": 3,
        "flag": True,
        "date": "2008-11",
        "text": "“É” – £5\t\\N",
    }
    full = {
        name: schema.frame(
            table, [{column.name: cells[column.kind] for column in table.columns}, {"source": "x"}]
        )
        for name, table in schema.TABLES.items()
    }
    store.publish([Upload("all.xlsx", bytes(range(256)) * 300, "standard", "all", full)], note="All\nof it")
    store.publish([upload("wiltshire", 1, 2)], author="officer")
    store.publish([replace(upload("leeds", 3), file="secret.xlsx")])
    store.publish([upload("wiltshire", 4)], public_from=datetime.now(UTC) + DAY)
    store.rollback(1, note="Wrong file")
    store.withdraw(3, why="Names a child")


def seen(store: Store) -> dict[str, Any]:
    """All that can be asked of a store."""
    shown = [release for release in store.history() if not release.withdrawn]
    return {
        "history": store.history(),
        "editions": store.editions(),
        "events": store.events(),
        "bytes": [store.content(one.number) for one in store.editions() if one.withdrawn_at is None],
        "rows": [
            store.tuples(name, release, {}, table.names)
            for name, table in schema.TABLES.items()
            for release in shown
        ],
        "now": store.current(),
        "tomorrow": store.current(datetime.now(UTC) + 2 * DAY),
    }


# There and back


def test_what_comes_back_from_a_backup_is_all_that_there_was(
    store: Store, other: Store, tmp_path: Path
) -> None:
    lived_in(store)
    before = seen(store)
    written = store.backup(tmp_path / "kept.db")
    assert other.restore(tmp_path / "kept.db") == written
    assert written["release"] == len(before["history"]) > 5
    assert seen(other) == before == seen(store)
    with pytest.raises(Withdrawn):
        other.content(3)


def test_a_restored_store_goes_on(store: Store, other: Store, tmp_path: Path) -> None:
    store.publish([upload("wiltshire", 1)])
    store.backup(tmp_path / "kept.db")
    other.restore(tmp_path / "kept.db")
    with pytest.raises(NothingNew):
        other.publish([upload("wiltshire", 1)])
    assert other.publish([upload("leeds", 2)]).number == 2
    assert other.events()[-1].number == 4
    assert other.withdraw(1, why="Names a child").number == 3


def test_a_copy_is_the_same_and_has_the_same_tables(
    store: Store, database: str, other: Store, other_database: str
) -> None:
    lived_in(store)
    fresh = open_engine(other_database)
    before = structure(fresh)
    store.copy(other)
    assert seen(other) == seen(store)
    assert structure(fresh) == before
    with pytest.raises(IntegrityError, match="append-only"), writing(fresh) as connection:
        connection.exec_driver_sql("DELETE FROM event")
    fresh.dispose()


def test_a_backup_is_one_file_that_only_its_owner_may_read_and_that_can_be_asked(
    store: Store, tmp_path: Path
) -> None:
    lived_in(store)
    kept = tmp_path / "kept.db"
    store.backup(kept)
    assert [file.name for file in tmp_path.glob("*kept*")] == ["kept.db"]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with closing(Store(f"sqlite:///{kept}")) as opened:
        assert seen(opened) == seen(store)


def test_a_backup_is_not_touched_by_being_read(store: Store, other: Store, tmp_path: Path) -> None:
    store.publish([upload("wiltshire", 1)])
    kept = tmp_path / "a folder" / "kept #1?.db"
    kept.parent.mkdir()
    store.backup(kept)
    before = kept.read_bytes()
    kept.chmod(0o400)
    other.restore(kept)
    assert kept.read_bytes() == before
    assert list(kept.parent.iterdir()) == [kept]


def test_rows_go_through_in_parts(store: Store, other: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_copy, "AT_ONCE", 3)
    store.publish([upload("wiltshire", *range(10))])
    store.copy(other)
    assert values(other, other.current()) == list(range(10))


# While publishing goes on


def publish_for_ever(database: str) -> None:
    store = Store(database)
    for value in count(1):
        store.publish([upload("wiltshire", value, value, value), upload("leeds", value)])


@contextmanager
def publishing(database: str) -> Iterator[None]:
    """Another process publishes one release after the other meanwhile."""
    process = FORK.Process(target=publish_for_ever, args=(database,))
    process.start()
    yield
    assert process.is_alive()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def test_backups_made_while_another_process_publishes_are_each_of_one_moment(
    database: str, other_database: str, tmp_path: Path
) -> None:
    with closing(Store(database)) as store:
        store.publish([upload("wiltshire", 0, 0, 0), upload("leeds", 0)])
    numbers: list[int] = [1]
    with publishing(database):
        for attempt in range(4):
            with closing(Store(database)) as store:
                while (before := len(store.history())) <= numbers[-1]:
                    time.sleep(0.01)  # the other process may not have had its turn since the last
                store.backup(tmp_path / f"{attempt}.db")
            with closing(Store(f"sqlite:///{tmp_path / f'{attempt}.db'}")) as kept:
                assert before <= check_whole(kept)
                numbers.append(len(kept.history()))
    assert numbers == sorted(set(numbers)), "publishing went on"
    with closing(Store(other_database)) as other:
        other.restore(tmp_path / "3.db")
        assert check_whole(other) == numbers[-1]


def check_whole(store: Store) -> int:
    """Half of a release is nowhere; how many releases there are."""
    current, history = store.current(), store.history()
    assert current is not None
    found = values(store, current)
    assert len(found) == 4 and len(set(found)) == 1
    assert [release.number for release in history] == list(range(1, current.number + 1))
    assert len(store.editions()) == 2 * current.number
    assert len(store.events()) == 3 * current.number
    return current.number


def test_a_copy_made_while_another_process_publishes_is_of_one_moment(
    database: str, other_database: str
) -> None:
    with closing(Store(database)) as store:
        store.publish([upload("wiltshire", 0, 0, 0), upload("leeds", 0)])
    with publishing(database), closing(Store(database)) as store, closing(Store(other_database)) as other:
        while len(store.history()) < 5:
            pass
        store.copy(other)
        assert check_whole(other) >= 5


# All or nothing


def test_only_an_empty_store_is_filled(store: Store, other: Store, tmp_path: Path) -> None:
    store.publish([upload("wiltshire", 1)])
    store.backup(tmp_path / "kept.db")
    other.publish([upload("leeds", 2)])
    before = seen(other)
    for fill in (lambda: other.restore(tmp_path / "kept.db"), lambda: store.copy(other)):
        with pytest.raises(NotEmpty, match=r"is not empty: it has rows in .*release"):
            fill()
    assert seen(other) == before


def test_a_file_that_is_there_is_not_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "kept.db").write_bytes(b"dear")
    with pytest.raises(ValueError, match="is there already"):
        store.backup(tmp_path / "kept.db")
    assert (tmp_path / "kept.db").read_bytes() == b"dear"


def cut(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])


def letter(kept: Path) -> None:
    kept.write_bytes(b"Dear committee, " * 500)


def other_bytes(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as opened, opened:
        opened.execute("UPDATE content SET bytes = x'00' WHERE edition = 2")


def fewer_rows(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as opened, opened:
        opened.execute("DELETE FROM observation WHERE edition = 2")


def no_tables(kept: Path) -> None:
    kept.unlink()
    with closing(sqlite3.connect(kept)) as opened, opened:
        opened.execute("CREATE TABLE memo (text TEXT)")


@pytest.mark.parametrize("spoil", [cut, letter, other_bytes, fewer_rows, no_tables, Path.unlink])
def test_what_is_no_whole_backup_restores_nothing(
    store: Store, other: Store, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    for value in (1, 2):
        store.publish([upload("wiltshire", value, value)])
    store.backup(tmp_path / "kept.db")
    spoil(tmp_path / "kept.db")
    with pytest.raises(NotWhole):
        other.restore(tmp_path / "kept.db")
    assert (other.history(), other.editions(), other.events()) == ((), (), ())
    assert other.publish([upload("leeds", 1)]).number == 1


def test_a_backup_that_fails_leaves_no_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.publish([upload("wiltshire", 1)])

    def full(*_: object) -> int:
        raise OSError("No space left on device")

    monkeypatch.setattr(store_copy, "_copy_table", full)
    with pytest.raises(OSError, match="No space"):
        store.backup(tmp_path / "backups.db")
    assert list(tmp_path.glob("*backups*")) == []


def test_a_table_that_no_step_makes_is_not_left_behind_in_silence(
    store: Store, database: str, other: Store
) -> None:
    store.publish([upload("wiltshire", 1)])
    engine = open_engine(database)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE memo (text TEXT)")
    engine.dispose()
    with pytest.raises(ValueError, match=r"No step .* makes the tables memo"):
        store.copy(other)
    assert other.history() == ()


def test_a_restore_that_is_killed_has_restored_nothing(
    store: Store, other: Store, other_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.publish([upload("wiltshire", 1)])
    store.backup(tmp_path / "kept.db")
    other.close()

    def killed() -> None:
        copied = store_copy._copy_table

        def die_at_the_figures(*told: Any) -> int:
            if told[3].name == "observation":
                os._exit(9)
            return copied(*told)

        monkeypatch.setattr(store_copy, "_copy_table", die_at_the_figures)
        Store(other_database).restore(tmp_path / "kept.db")

    process = FORK.Process(target=killed)
    process.start()
    process.join(60)
    assert process.exitcode == 9
    assert (other.history(), other.editions(), other.events()) == ((), (), ())
    other.restore(tmp_path / "kept.db")
    assert seen(other) == seen(store)


# Of another time, and of another package


def test_a_stores_file_from_before_the_steps_is_as_good_as_a_backup(
    other_database: str, tmp_path: Path
) -> None:
    path = tmp_path / "yardstick.db"
    with closing(Store(f"sqlite:///{path}")) as old:
        lived_in(old)
        before = seen(old)
    engine = open_engine(f"sqlite:///{path}")
    with writing(engine) as connection:
        as_before_the_steps(connection)
    engine.dispose()
    with closing(Store(other_database)) as other:
        other.restore(path)
        assert seen(other) == before


def test_a_backup_from_before_a_step_is_restored_and_brought_up_to_date(
    store: Store, other_database: str, tmp_path: Path
) -> None:
    store.publish([upload("wiltshire", 1, 2)])
    store.backup(tmp_path / "kept.db")
    engine = open_engine(other_database)
    untold = '    op.drop_index("release_by_why", "release")\n    op.drop_column("release", "why")'
    with step(tmp_path, "0002", TELLS_WHY, untold):
        store_schema.bring_up_to_date(engine)
        store_copy.restore(tmp_path / "kept.db", engine)
    with reading(engine) as connection:
        assert set(store_schema.schema_of(connection)) == {"0002", "officers_0001"}
        assert connection.exec_driver_sql("SELECT why FROM release").scalar_one() == "not told"
        assert connection.exec_driver_sql("SELECT count(*) FROM observation").scalar_one() == 2
    engine.dispose()


def test_another_packages_tables_are_copied_too_and_go_on_counting(
    database: str, other_database: str, tmp_path: Path
) -> None:
    kinds = {"name": "Text", "seen_at": "DateTime", "photo": "LargeBinary"}
    columns = "".join(f', sa.Column("{name}", sa.{kind})' for name, kind in kinds.items())
    makes = f'    op.create_table("another", sa.Column("id", sa.Integer, primary_key=True){columns})\n'
    account = sa.table(
        "another", sa.column("id"), *(sa.column(n, getattr(sa, k)()) for n, k in kinds.items())
    )
    told = {"name": "Ada", "seen_at": datetime(2026, 11, 27, 9, 30), "photo": b"\x00\xff"}  # noqa: DTZ001
    origin, target = open_engine(database), open_engine(other_database)
    with step(tmp_path, "another_0001", makes, '    op.drop_table("another")', after=None):
        store_schema.bring_up_to_date(origin)
        with writing(origin) as connection:
            connection.execute(account.insert(), [told, {**told, "name": "Bo"}])
        store_copy.copy(origin, target)
    with writing(target) as connection:
        connection.execute(account.insert(), told)
        found = connection.execute(account.select().order_by(account.c.id)).fetchall()
    named = enumerate(("Ada", "Bo", "Ada"), 1)
    assert found == [(number, name, told["seen_at"], told["photo"]) for number, name in named]
    origin.dispose()
    target.dispose()
