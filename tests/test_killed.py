"""Killed while an officer publishes, whoever it is and whenever: nothing received is lost, nothing half done.

The web process, the checking process and the database's server are killed as a power cut would, and only what
was killed is started again. SQLite has no server: it is within each process that asks it, and dies with that.
What PostgreSQL's leaves, dead before any statement of a publishing, tests/test_postgresql.py tells.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count, cycle, islice

import pytest

from dashboard.officers import store_attempts
from dashboard.officers.store_drafts import OPEN, PUBLISHED
from dashboard.shell import health
from loaders.store_database import writing
from tests.afar import Broken, Officer, World, world
from tests.mortal import CHECKING, READER, REAL_CHECKS, WEB
from tests.needs import need, soaking
from tests.officers import book
from tests.postgresql import Server, running
from tests.waiting import until

MOMENTS = 200 if soaking() else 10
# What is killed at one moment after the other; to start the whole web server again takes seconds.
AT_RANDOM = {
    "sqlite": (
        "web",
        "checking",
        "web",
        "checking",
        "everything",
        "web",
        "checking",
        "web",
        "checking",
        "web",
    ),
    "postgresql": (*("web", "database", "checking") * 3, "web"),
}
KILLS = "kills"
Count = Callable[[str, object], None]


@pytest.fixture(scope="module")
def database_server() -> Iterator[Server]:
    """One that forgets nothing that it said was done: no disk is waited for, since no computer dies."""
    with running(need("postgresql"), {"fsync": "off"}) as server:
        yield server


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def there(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("killed") / "home"
    if request.param == "sqlite":
        with world(home, f"sqlite:///{home / 'yardstick.db'}") as made:
            yield made
    else:
        with request.getfixturevalue("database_server").database() as url, world(home, url) as made:
            yield made


@pytest.fixture(scope="module")
def served(there: World) -> Iterator[World]:
    with there.served() as serving:
        yield serving


@pytest.fixture(scope="module")
def jane(served: World) -> Officer:
    jane = Officer(served, "jane")
    jane.sign_in()
    return jane


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    """Workbooks of three equal figures, other ones each time."""
    folder = tmp_path_factory.mktemp("books")

    def workbooks() -> Iterator[bytes]:
        for one in count(1):
            value = f"{one / 100:.2f}"
            yield book(folder, *(("Wiltshire", f"Nov {year}", value) for year in (2009, 2010, 2011)))

    return workbooks()


def at_each_deed(
    place: World, who: int, attempt: Callable[[], object], before: Callable[[], object] = lambda: None
) -> int:
    """Kills before the first deed of an attempt, then before the second, until one is done; how many kills.

    `before` each attempt something is done that nobody is killed for.
    """
    for deed in range(1, 300):
        before()
        place.fate.set(who, deed)
        try:
            attempt()
        except Broken:
            assert not place.fate.spared()
        else:
            if place.fate.spared():
                return deed - 1
        place.agrees()
    raise AssertionError("it never came to an end")


# The web process


def test_killed_at_any_deed_of_signing_in(served: World, record_property: Count):
    def forgotten() -> None:
        with writing(served.store.engine) as connection:
            store_attempts.forget(connection, "jane")  # a try that was cut off counts, and five are too many

    def attempt() -> None:
        assert Officer(served, "jane").enter().status == 303

    kills = at_each_deed(served, WEB, attempt, forgotten)
    assert kills > 5
    record_property("counted", [KILLS, kills])


def test_killed_at_any_deed_of_sending_what_is_received_is_there(
    served: World, jane: Officer, figures: Iterator[bytes], record_property: Count
):
    recorded: list[int] = []

    def attempt() -> None:
        before, content = served.everybody(), next(figures)
        new = before
        try:
            jane.send(content)
        finally:
            new = served.everybody()[len(before) :]
            assert [one.paths[0].read_bytes() for one in new] in ([content], [])
            recorded.extend(one.number for one in new)
        assert new, "it was said to be received, and is not there"

    def room() -> None:
        if len(waiting := served.drafts.open()) > 20:
            for one in waiting[:-1]:
                jane.throw_away(one.number)

    kills = at_each_deed(served, WEB, attempt, room)
    assert kills > 10 and len(recorded) > 5
    for number in (recorded[0], recorded[-1]):  # no answer came, or it did
        assert jane.publish(jane.checked(f"/officers/uploads/{number}")).status == 303
    for one in served.drafts.open():
        jane.throw_away(one.number)
    jane.whole_way(next(figures))
    served.tidy()
    record_property("counted", [KILLS, kills])


def test_killed_at_any_deed_of_publishing_it_is_done_wholly_or_not_at_all(
    served: World, jane: Officer, figures: Iterator[bytes], record_property: Count
):
    ready, form = [""], dict[str, str]()

    def another() -> None:
        if not served.drafts.open():
            ready[:] = [jane.checked(jane.send(next(figures)))]
            form.update(jane.form(ready[0]))

    def attempt() -> None:
        try:
            jane.publish(ready[0], form)
        finally:
            nothing_lost(served, jane)

    kills = at_each_deed(served, WEB, attempt, another)
    assert kills > 40 and not served.drafts.open()  # some twenty of them before a statement that only reads
    jane.whole_way(next(figures))
    served.tidy()
    record_property("counted", [KILLS, kills])


def test_killed_at_any_deed_of_throwing_files_away(
    served: World, jane: Officer, figures: Iterator[bytes], record_property: Count
):
    number = [0]

    def another() -> None:
        if number[0] not in {one.number for one in served.drafts.open()}:
            jane.checked(jane.send(next(figures)))
            number[0] = served.everybody()[-1].number

    kills = at_each_deed(served, WEB, lambda: jane.throw_away(number[0]), another)
    assert kills > 5 and not served.drafts.open()
    jane.whole_way(next(figures))
    served.tidy()
    record_property("counted", [KILLS, kills])


# The checking process


# What becomes of one of their processes alone, tests/test_checking.py tells.
@pytest.mark.parametrize("who", [CHECKING, READER] if soaking() else [CHECKING])
def test_killed_at_any_deed_of_checking_and_previewing_it_says_so_and_begins_again(
    served: World, jane: Officer, figures: Iterator[bytes], record_property: Count, who: int
):
    address, kills = jane.checked(jane.send(next(figures))), 0

    def check() -> None:
        jane.ask(f"{address}/check", again="yes")
        jane.looked(address)
        nothing_lost(served, jane)

    def preview() -> None:
        jane.ask(f"{address}/changes/again", again="yes")
        jane.previewed(address)
        nothing_lost(served, jane)

    if served.kind == "sqlite":  # a check knows nothing of the database, so it is killed over one of them
        kills = at_each_deed(served, who, check)
        assert kills > 5
    jane.checked(address)
    more = at_each_deed(served, who, preview)
    assert more > (15 if who == CHECKING else 10)  # it asks the database ten questions
    assert jane.publish(jane.checked(address)).status == 303
    record_property("counted", [KILLS, kills + more])


# All of them, at any time


def test_killed_at_random_moments(
    served: World, figures: Iterator[bytes], record_property: Count, request: pytest.FixtureRequest
):
    chance, killed = random.Random(None if soaking() else 2024), Counter[str]()
    if soaking():
        served.settings[REAL_CHECKS] = "yes"
        served.start()
    jane = Officer(served, "jane")
    jane.sign_in()
    began = time.monotonic()
    jane.whole_way(next(figures))
    took = time.monotonic() - began
    kinds, tries = iter(islice(cycle(AT_RANDOM[served.kind]), MOMENTS)), 0
    kind = next(kinds)
    while kind:
        tries += 1
        assert tries < 10 * MOMENTS, killed
        done = threading.Event()
        with ThreadPoolExecutor(1) as walker:
            walked = walker.submit(walk, jane, figures, done)
            time.sleep(chance.uniform(0, took))
            hit = kill(served, kind, chance, request)
            done.set()
        walked.result()
        go_on(served, jane)
        killed[kind] += hit
        kind = next(kinds, "") if hit else kind  # where there was nothing to kill, it is tried once more
    served.tidy()
    assert sum(killed.values()) == MOMENTS
    record_property("counted", [KILLS, MOMENTS])


def walk(jane: Officer, figures: Iterator[bytes], done: threading.Event) -> None:
    """One upload after the other, until something breaks."""
    with suppress(Broken):
        while not done.is_set():
            jane.whole_way(next(figures))


def kill(place: World, kind: str, chance: random.Random, request: pytest.FixtureRequest) -> bool:
    """Kills it, and starts again what would not start again by itself; False if there was nothing to kill."""
    if kind == "database":
        server: Server = request.getfixturevalue("database_server")
        server.stop(signal.SIGQUIT)
        server.start()
        return True
    if kind == "checking":
        end = time.monotonic() + 2
        while not (doomed := place.checking()) and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.1))
        doomed = chance.sample(doomed, chance.randint(1, len(doomed))) if doomed else []
    else:
        assert place.server
        doomed = [*([place.server.process.pid] if kind == "everything" else []), *place.workers()]
    for process in doomed:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    if kind == "everything":
        place.start()
    return bool(doomed)


def go_on(place: World, jane: Officer) -> None:
    """What was received is there, byte for byte, and can be published; what was published is."""
    until(lambda: health(place.store)[1] == 200)
    place.agrees()
    nothing_lost(place, jane)
    for address in jane.received.keys() - jane.published:
        until(lambda address=address: answered(jane, address))
    for one in place.drafts.open():  # sent, and never acknowledged
        jane.throw_away(one.number)
    place.agrees()


def nothing_lost(place: World, jane: Officer) -> None:
    """Of what she was told is received, and has not thrown away, every byte is there, or it was published."""
    ended = {f"/officers/uploads/{one.number}": one for one in place.everybody()}
    assert all(ended[address].state == PUBLISHED for address in jane.published)
    for address in jane.received.keys() - jane.published:
        one = ended[address]
        if one.state == OPEN:
            assert one.paths[0].read_bytes() == jane.received[address]
        else:  # it was, and the answer never came
            assert one.state == PUBLISHED and one.release
            jane.published.add(address)


def answered(jane: Officer, address: str) -> bool:
    """False while a web process has not noticed yet that its database was started again."""
    try:
        answer = jane.publish(jane.checked(address))
    except Broken:
        return False
    assert answer.status == 303, answer.text
    return True
