"""A publishing that is killed, whenever it is, leaves the release before it whole; and none of many is lost.

A killed process is a fork of this one: it has the interpreter and the packages already, and its own store.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pandas as pd
import pytest

from loaders.store import Release, Store, Upload
from loaders.store_database import open_engine, reading
from tests.mortal import on_statements
from tests.stores import upload

KILLED = 9
MOMENTS = {"sqlite": 50, "postgresql": 10}
FORK = multiprocessing.get_context("fork")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows go in two at a time, so that a publishing can die between parts of one table."""
    monkeypatch.setattr("loaders.store_sqlite.ROWS_AT_ONCE", 2)


def uploads(value: float) -> list[Upload]:
    return [upload("wiltshire", value, value, value), upload("leeds", value)]


def seen(store: Store) -> tuple[Release | None, pd.DataFrame, tuple[Release, ...], int, int]:
    """All that a reader or an officer could see."""
    current = store.current()
    assert current is not None
    for edition in store.editions(current):
        assert store.content(edition.number).startswith(edition.source.encode())
    rows = store.rows("observation", current)
    return current, rows, store.history(), len(store.editions()), len(store.events())


def same(before: tuple, after: tuple) -> bool:
    return all(
        one.equals(other) if isinstance(one, pd.DataFrame) else one == other
        for one, other in zip(before, after, strict=True)
    )


def forked(task: Callable[[], object]) -> BaseProcess:
    process = FORK.Process(target=task)
    process.start()
    return process


def changes() -> list[tuple[str, Callable[[Store], Release]]]:
    return [
        ("publish", lambda store: store.publish(uploads(2))),
        ("rollback", lambda store: store.rollback(1)),
        ("withdraw", lambda store: store.withdraw(1, why="Names a child")),
    ]


def die_before(statement: int) -> None:
    """Ends this process before its n-th statement, row of a COPY or commit from now on."""
    count = iter(range(1, 10_000))

    def reached(*_: object) -> None:
        if next(count) == statement:
            os._exit(KILLED)

    on_statements(reached)


@pytest.mark.parametrize(
    ("name", "change"), changes(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_killed_before_any_statement_the_release_before_is_whole(
    database: str, name: str, change: Callable[[Store], Release]
) -> None:
    store = Store(database)
    store.publish(uploads(1))
    before = seen(store)
    store.close()

    def killed(statement: int) -> None:
        own = Store(database)
        die_before(statement)
        change(own)
        os._exit(0)

    statements = 0
    for statement in range(1, 200):
        process = forked(lambda statement=statement: killed(statement))
        process.join()
        if process.exitcode == 0:
            break
        assert process.exitcode == KILLED
        statements = statement
        store = Store(database)
        after = seen(store)
        store.close()
        if len(after[2]) == 2:  # a withdrawal is complete before the log is emptied
            assert name == "withdraw"
            break
        assert same(before, after), f"killed before statement {statement}"
    assert statements > 8
    store = Store(database)
    assert len(store.history()) == 2
    assert store.publish(uploads(3)).number == 3
    assert set(store.rows("observation", store.release(3))["value"]) == {3}
    store.close()


def test_killed_at_random_moments_every_release_is_whole(database: str) -> None:
    store = Store(database)
    store.publish(uploads(0))

    ready, took = FORK.Event(), FORK.Value("d", 0.0)

    def publish_for_ever(attempt: int) -> None:
        own = Store(database)
        began = time.monotonic()
        own.publish(uploads(attempt * 100_000))
        took.value = time.monotonic() - began
        ready.set()
        for value in range(1, 100_000):
            own.publish(uploads(attempt * 100_000 + value))

    chance, moments = random.Random(2008), MOMENTS[database.partition(":")[0]]
    completed = 0
    for attempt in range(1, moments + 1):
        ready.clear()
        process = forked(lambda attempt=attempt: publish_for_ever(attempt))
        # Somewhere within the publishings that follow its first, however slow this machine is just now.
        assert ready.wait(60)
        time.sleep(chance.uniform(0, 2 * took.value))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert process.exitcode == -signal.SIGKILL
        current = seen(store)[0]
        assert current is not None
        values = store.rows("observation", current)["value"]
        assert len(values) == 4
        assert values.nunique() == 1, "half of one release and half of another"
        completed = current.number
    history = store.history()
    assert [release.number for release in history] == list(range(1, completed + 1))
    assert len(store.editions()) == 2 * completed
    assert completed > moments, "each published at least once before it was killed"
    assert store.publish(uploads(-1)).number == completed + 1
    store.close()


def test_four_processes_that_open_a_new_file_at_once_all_open_it(tmp_path: Path) -> None:
    for attempt in range(20):
        start = FORK.Barrier(4)

        def opened(name: str = f"sqlite:///{tmp_path / str(attempt)}.db", start: Barrier = start) -> None:
            engine = open_engine(name)
            start.wait()
            with reading(engine) as connection:
                assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"

        processes = [forked(opened) for _ in range(4)]
        for process in processes:
            process.join(60)
        assert [process.exitcode for process in processes] == [0, 0, 0, 0]


def test_four_processes_that_publish_at_once_lose_nothing(database: str) -> None:
    start = FORK.Barrier(4)

    def publish(source: str) -> None:
        start.wait()
        own = Store(database)
        for value in range(10):
            own.publish([replace(upload(source, value), file=f"{source}-{value}.xlsx")])

    processes = [forked(lambda source=source: publish(source)) for source in ("a", "b", "c", "d")]
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    store = Store(database)
    assert [release.number for release in store.history()] == list(range(1, 41))
    accepted = sorted(edition.file for edition in store.editions())
    assert accepted == sorted(f"{source}-{value}.xlsx" for source in "abcd" for value in range(10))
    current = store.current()
    assert current is not None
    assert store.rows("observation", current)["value"].tolist() == [9, 9, 9, 9]
    store.close()


def test_processes_that_start_together_on_nothing_publish_the_papers_once(
    bare_database: str, tmp_path: Path
) -> None:
    start = FORK.Barrier(4)

    def begin() -> None:
        start.wait()
        own = Store(bare_database)

        def read_papers() -> list[Upload]:
            time.sleep(0.2)
            (tmp_path / f"read-by-{os.getpid()}").touch()
            return uploads(1)

        own.publish_first(read_papers)
        assert own.current() is not None

    processes = [forked(begin) for _ in range(4)]
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert len(list(tmp_path.glob("read-by-*"))) == 1
    store = Store(bare_database)
    assert len(store.history()) == 1
    store.close()
