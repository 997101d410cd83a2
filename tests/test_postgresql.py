"""What only a database server can do to a store: fork, die, be set up in another way, be out of reach."""

from __future__ import annotations

import io
import multiprocessing
import os
import random
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.test import TestResponse

from dashboard.officers.store_accounts import Accounts
from dashboard.officers.store_drafts import PUBLISHED, Drafts
from dashboard.officers.store_log import deeds
from dashboard.settings import Settings
from dashboard.shell import create_app, health
from loaders.home import SettingsError, open_store
from loaders.reference import Reference
from loaders.store import NothingNew, Store
from tests.bench.serving import get, gunicorn, ours
from tests.live import EXAMPLES
from tests.mortal import COMMIT, on_statements
from tests.needs import need
from tests.officers import account, book, checked_at_once, post, sign_in, site
from tests.postgresql import Server, running
from tests.stores import upload, values
from tests.waiting import until

FORK = multiprocessing.get_context("fork")
CRASHES = 4
READY = "database system is ready to accept connections"  # as the server's log says it
OURS = "our-neet"
Count = Callable[[str, object], None]


@pytest.fixture
def address(postgresql: Server) -> Iterator[str]:
    with postgresql.database() as address:
        yield address


# Set up in another way


def test_an_address_as_everybody_writes_it_is_enough(address: str) -> None:
    assert address.startswith("postgresql://")
    with closing(Store(address)) as store:
        assert values(store, store.publish([upload("wiltshire", 1)])) == [1]
    with closing(Store(address.replace("postgresql://", "postgres://"))) as store:
        assert values(store, store.current()) == [1]


def test_a_database_that_does_not_hold_every_letter_is_refused(postgresql: Server) -> None:
    postgresql.do("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(SettingsError, match=r"holds text as LATIN1; make one by .*UTF8"):
        open_store(postgresql.address("latin"))


def test_a_server_that_is_out_of_reach_is_one_plain_line() -> None:
    with pytest.raises(SettingsError) as refused:
        open_store("postgresql://user:secret@127.0.0.1:1/yardstick")
    said = str(refused.value)
    assert said.startswith("The database cannot be opened (") and "refused" in said
    assert "secret" not in said and "\n" not in said


def test_text_is_in_the_order_of_its_bytes_whatever_the_servers_language(address: str) -> None:
    with closing(psycopg.connect(address)) as connection:
        order = "SELECT 'a' < 'B', min(source) FROM edition"
        with closing(Store(address)) as store:
            store.publish([upload(source, 1) for source in ("a", "B", "é", "Z")])
            listed = store.held("observation", store.release(1), "source", few=False)
        as_people_sort, first = connection.execute(order).fetchone() or (None, None)
        newest = connection.info.server_version >= 150_000
    assert sorted(listed) == ["B", "Z", "a", "é"]
    assert first == "B"
    assert as_people_sort or not newest, "else this server would not show where its language's order is used"


# The same answers

ASKED = (
    *EXAMPLES.values(),
    "/indicator?find=care",
    "/indicator?find=CARE%20ad",
    "/indicator?topic=adoption",
    "/indicator?indicator=neet-16-18&area=865&breakdown=",
    "/map?judgement=slac&area=865",
    "/inspections?area=865&framework=jar&list=committee-2012&theme=safeguarding",
    "/profile?area=865&sort=name",
    "/compare.csv?area=865&area=873&indicator=adoption-a1&indicator=caf-opened",
    "/api/v1/benchmark.json?indicator=adoption-a1&area=865&list=committee-2012",
    "/api/v1/profile.json?indicator=adoption-a1&area=865&list=committee-2012",
    "/api/v1/observations.json?area=865&value=",
    "/api/v1/observations.csv?status=published&headline=true&unit=days",
    "/api/v1/judgements.csv?grade=&la_code=865",
    "/api/v1/releases.json?release=1",
    *(
        f"/api/v1/{table}.csv"
        for table in ("judgements", "findings", "observations", "thresholds", "neighbours")
    ),
    *(f"/api/v1/{table}.csv" for table in ("indicators", "areas", "sources", "releases")),
)


@pytest.fixture(scope="module")
def clients(
    app: Flask, postgresql_store: Store, reference: Reference, settings: Settings
) -> tuple[FlaskClient, FlaskClient]:
    """Somebody who asks the application over SQLite, and over the same store in PostgreSQL."""
    return app.test_client(), create_app(postgresql_store, reference, settings).test_client()


@pytest.mark.parametrize("asked", ASKED)
def test_pages_and_api_answer_the_same_byte_for_byte(
    clients: tuple[FlaskClient, FlaskClient], asked: str
) -> None:
    from_file, from_server = (client.get(asked) for client in clients)
    assert from_server.status_code == from_file.status_code in (200, 404)
    assert from_server.get_data(as_text=True) == from_file.get_data(as_text=True)
    assert from_server.headers.get("ETag") == from_file.headers.get("ETag")


# Processes that a web server forks


def test_each_process_of_a_web_server_has_connections_of_its_own(address: str) -> None:
    with closing(Store(address)) as store:
        store.publish([upload("wiltshire", 1), upload("leeds", 2)])
    tables = ("observations", "sources", "releases", "indicators")
    asked = [f"/api/v1/{table}.csv" for table in tables] * 15
    with gunicorn(ours(), {"DATABASE_URL": address}, "/healthz") as server, ThreadPoolExecutor(8) as at_once:
        answers = list(at_once.map(lambda path: get(server.address + path), asked))
        with psycopg.connect(address) as connection:
            (connected,) = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'yardstick'"
            ).fetchone() or (0,)
        workers = len(server.workers())
    assert {status for status, _ in answers} == {200}
    assert len({body for _, body in answers}) == 4, "an answer was mixed with another's"
    assert connected >= workers == 2


# A server that dies


def publish_for_ever(address: str, first: int, acknowledged: Callable[[int], None]) -> None:
    store = Store(address)
    try:
        for value in count(first):
            # What was kept of the writer before, without a word to it, is public already.
            with suppress(NothingNew):
                made = store.publish([upload("wiltshire", *[value] * 200), upload("leeds", value)])
                acknowledged(made.number)
    except SQLAlchemyError:
        os._exit(1)


def crash(server: Server) -> None:
    """The whole server ends at once, as by a power cut, and is started again."""
    server.stop(signal.SIGQUIT)
    server.start()


def kill_the_writer(server: Server) -> None:
    """The process that serves the writer is killed: the server drops every other, and recovers by itself."""
    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'yardstick' AND state <> 'idle'"
            " AND backend_type = 'client backend'"
        ).fetchall()
    began = server.log.read_text().count(READY)
    for (pid,) in found[:1]:
        os.kill(pid, signal.SIGKILL)
        until(lambda: server.log.read_text().count(READY) > began)  # until it has noticed, it still answers
    if not found:
        crash(server)


def test_a_server_that_dies_while_publishing_keeps_whole_releases_and_all_that_it_acknowledged() -> None:
    chance = random.Random(2012)
    told = FORK.Value("i", 1)

    def acknowledged(number: int) -> None:
        told.value = number

    with (
        running(need("postgresql"), {}) as server,
        server.database() as address,
        closing(Store(address)) as store,
    ):
        store.publish([upload("wiltshire", *[0.0] * 200), upload("leeds", 0)])
        for attempt in range(CRASHES):
            before = told.value
            publisher = forked(lambda before=before: publish_for_ever(address, before, acknowledged))
            until(lambda before=before: told.value > before)
            time.sleep(chance.uniform(0, 0.1))
            (crash, kill_the_writer)[attempt % 2](server)
            publisher.join(10)
            publisher.kill()  # one that was between two publishings may not have noticed
            publisher.join()
            until(lambda: health(store)[1] == 200)
            check_whole(store, told.value)


@dataclass
class Desk:
    """A store, what was sent to it, and an officer who is signed in."""

    store: Store
    drafts: Drafts
    jane: FlaskClient

    def publish(self, path: str, form: Mapping[str, str], before: Callable[[str], object]) -> TestResponse:
        """What answers the form; of every statement of that something is told before it is done."""
        end = on_statements(before)
        try:
            return self.jane.post(f"{path}/publish", data=form)
        finally:
            end()


@contextmanager
def desk(home: Path, reference: Reference, address: str) -> Iterator[Desk]:
    """The application with three figures public, and an officer, jane, who is signed in."""
    app, store = site(home, reference, url=address)
    with closing(store):
        store.publish([upload(OURS, 0, 0, 0, indicator="neet-16-18")])
        account(Accounts(store.engine), "jane")
        yield Desk(store, Drafts(store.engine, home / "uploads"), sign_in(app, "jane"))


def test_a_server_that_dies_before_any_statement_of_a_publishing_has_done_nothing_of_it(
    reference: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Count
) -> None:
    """Asked for on the page: the release, the end of the upload and its line in the log, or none of them."""
    checked_at_once(monkeypatch, reference)
    content = book(tmp_path, *(("Wiltshire", f"Nov {year}", "1.00") for year in (2009, 2010, 2011)))
    reached: list[str] = []
    # Only the server dies, not the computer: what was written is there though no disk was waited for.
    with (
        running(need("postgresql"), {"fsync": "off"}) as server,
        server.database() as address,
        desk(tmp_path, reference, address) as at,
    ):
        path, form = ready(at.jane, content)
        before = told_of(at.store)
        for statement in count(1):
            reached.clear()
            answer = at.publish(path, form, partial(dies, server, reached, statement))
            if len(reached) < statement:
                break
            assert answer.status_code >= 500, f"killed before {reached[-1]}"
            server.start()
            until(lambda: health(at.store)[1] == 200)
            assert told_of(at.store) == before, f"killed before {reached[-1]}"
            (waits,) = at.drafts.open()
            assert waits.paths[0].read_bytes() == content, f"killed before {reached[-1]}"
        assert answer.status_code == 303
        releases, events, log, states, figures = told_of(at.store)
    assert (len(releases), set(states.values()), figures) == (2, {PUBLISHED}, [1, 1, 1])
    assert len(events) > len(before[1]) and len(log) == len(before[2]) + 1
    assert {"SELECT", "INSERT", "UPDATE", "COPY", "ROW", COMMIT} <= {one.split()[0] for one in reached}
    record_property("counted", ["kills", statement - 1])


def ready(jane: FlaskClient, content: bytes) -> tuple[str, dict[str, str]]:
    """Files that were sent and checked, and what would change is known: their address, and the form."""
    sent = post(
        jane, "/officers/uploads/new", "/officers/uploads", files=[(io.BytesIO(content), "neet.xlsx")]
    )
    until(lambda: "Ready to look at" in jane.get(sent.location).text)
    until(lambda: 'name="base"' in jane.get(f"{sent.location}/changes").text)
    page = jane.get(f"{sent.location}/changes").text
    hidden = re.findall(r'type="hidden" name="(csrf_token|latest|base)" value="([^"]+)"', page)
    return sent.location, {"note": "New figures", **dict(hidden)}


def dies(server: Server, reached: list[str], statement: int, said: str) -> None:
    """Ends the server at once before a statement, row of a COPY or commit."""
    reached.append(said)
    if len(reached) == statement:
        server.stop(signal.SIGQUIT)


def told_of(store: Store) -> tuple[Any, ...]:
    """Releases, events, the officers' log, the state of every draft, and the figures that are public."""
    states = Drafts(store.engine, Path()).states()
    return store.history(), store.events(), deeds(store.engine), states, values(store, store.current())


def check_whole(store: Store, acknowledged: int) -> None:
    current, history = store.current(), store.history()
    assert current is not None and current == history[-1]
    assert acknowledged <= current.number <= acknowledged + 1
    assert [release.number for release in history] == list(range(1, current.number + 1))
    found = values(store, current)
    assert len(found) == 201 and len(set(found)) == 1, "half of one release and half of another"
    assert [edition.number for edition in store.editions()] == list(range(1, 2 * current.number + 1))
    events = store.events()
    assert [event.number for event in events] == list(range(1, 3 * current.number + 1))
    assert [event.release for event in events if event.what == "published"] == [one.number for one in history]


def forked(task: Callable[[], object]) -> BaseProcess:
    process = FORK.Process(target=task)
    process.start()
    return process


def test_while_the_server_is_away_the_health_page_says_so() -> None:
    with (
        running(need("postgresql")) as server,
        server.database() as address,
        closing(Store(address)) as store,
    ):
        store.publish([upload("wiltshire", 1)])
        assert health(store) == ({"status": "ok", "release": 1, "database": "ok"}, 200)
        server.stop()
        assert health(store) == ({"status": "failing", "release": None, "database": "unreachable"}, 503)
        server.start()
        assert health(store)[1] == 200
