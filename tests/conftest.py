"""Fixtures that several files use, and the list of tests that were not run."""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.live import HOST, launched, served
from tests.needs import ROOT, need, required
from tests.postgresql import EMPTY, Server, running
from tests.served import served as served_table

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

    from dashboard.queries import Ask
    from dashboard.settings import Settings
    from loaders.reference import Reference
    from loaders.store import Store

BROWSER_PATIENCE = 60_000  # milliseconds: a busy machine is slow
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
    told(`${event.violatedDirective} refused ${event.blockedURI || event.sample} on ${location.href}`))"""


# Yardstick itself: read once, changed by no test. A test that publishes makes a store of its own.


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The reference data that the project ships."""
    from loaders import reference

    return reference.load(ROOT / "data" / "reference")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose store is in a folder of this run."""
    from dashboard.settings import Settings

    return Settings.from_environment({"YARDSTICK_HOME": str(tmp_path_factory.mktemp("home"))})


@pytest.fixture(scope="session")
def store(settings: Settings, reference: Reference) -> Iterator[Store]:
    """A store with the shipped papers published as its first release."""
    from loaders.store import Store
    from tests.stores import publish_papers

    with closing(Store(settings.database_url)) as store:
        publish_papers(store, reference)
        yield store


@pytest.fixture(scope="session")
def app(store: Store, reference: Reference, settings: Settings) -> Flask:
    """The Flask application over that store."""
    from dashboard.shell import create_app

    return create_app(store, reference, settings)


# The same with the national files published too, for as long as the tests run.


@pytest.fixture(scope="session")
def national_store(
    tmp_path_factory: pytest.TempPathFactory, shared: Path, reference: Reference
) -> Iterator[Store]:
    """A store with the papers as its first release and every national file as its second.

    Of several processes that run tests the first publishes it, and the others wait: none of them changes it.
    """
    from loaders.store import Store
    from tests.stores import publish_national, publish_papers

    home = tmp_path_factory.getbasetemp()
    home = home.parent if "PYTEST_XDIST_WORKER" in os.environ else home
    place, growing = home / "national.db", home / "national-growing.db"
    with (home / "national.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            with closing(Store(f"sqlite:///{growing}")) as store:
                publish_papers(store, reference)
                publish_national(store, reference, shared / "real")
            growing.rename(place)
    with closing(Store(f"sqlite:///{place}")) as store:
        yield store


@pytest.fixture(scope="session")
def national_ask(national_store: Store, reference: Reference) -> Ask:
    """What pages ask, of the release with the national files."""
    from dashboard.queries import Ask

    release = national_store.current()
    assert release is not None
    return Ask(national_store, release, reference)


@pytest.fixture(scope="session")
def national_app(national_store: Store, reference: Reference, settings: Settings) -> Flask:
    """The Flask application over that store."""
    from dashboard.shell import create_app

    return create_app(national_store, reference, settings)


@pytest.fixture(scope="session")
def national_site(national_app: Flask) -> Iterator[str]:
    """The address of that application, served for as long as the tests run."""
    with served(national_app) as address:
        yield address


# What holds for a store holds on either database.


KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server for as long as the tests run."""
    with running(need("postgresql")) as server:
        yield server


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a store without a release, this test's own; its test runs once on each database."""
    yield from _database(request.param, request, tmp_path, EMPTY)


@pytest.fixture
def other_database(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """For a test that needs two: a store without a release in the database that `database` is not."""
    (other,) = (kind for kind in KINDS if not database.startswith(kind))
    yield from _database(other, request, tmp_path / "other", EMPTY)


@pytest.fixture(params=KINDS)
def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without even tables."""
    yield from _database(request.param, request, tmp_path, "template0")


def _database(kind: str, request: pytest.FixtureRequest, folder: Path, template: str) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'var' / 'yardstick.db'}"
        return
    server: Server = request.getfixturevalue("postgresql")
    with server.database(template) as address:
        yield address


@pytest.fixture(scope="session")
def postgresql_store(postgresql: Server, store: Store) -> Iterator[Store]:
    """The store with the shipped papers, copied to PostgreSQL."""
    from loaders.store import Store

    with postgresql.database() as address, closing(Store(address)) as copied:
        store.copy(copied)
        yield copied


@pytest.fixture(scope="session", params=KINDS)
def either_store(request: pytest.FixtureRequest) -> Store:
    """The store with the shipped papers, on each database."""
    return request.getfixturevalue("store" if request.param == "sqlite" else "postgresql_store")


# Its tables, as the API serves them.


@pytest.fixture(scope="session")
def observations(app: Flask) -> list[Mapping[str, str]]:
    """Every observation served."""
    return served_table(app, "observations")


@pytest.fixture(scope="session")
def thresholds(app: Flask) -> list[Mapping[str, str]]:
    """Every threshold, baseline and target served."""
    return served_table(app, "thresholds")


@pytest.fixture(scope="session")
def judgements(app: Flask) -> list[Mapping[str, str]]:
    """Every judgement served."""
    return served_table(app, "judgements")


@pytest.fixture(scope="session")
def site(app: Flask) -> Iterator[str]:
    """The address of the application, served for as long as the tests run."""
    with served(app) as address:
        yield address


# What a machine may lack.


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of national files and papers beside the project."""
    return Path(need("shared"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with launched(need("chromium")) as browser:
        yield browser


@dataclass(frozen=True)
class Complaints:
    """What a browser complained of while pages were open. A test that provokes one says so with `expect`."""

    heard: list[str] = field(default_factory=list)

    def expect(self, part: str) -> None:
        """Takes the complaints that hold `part` off the list; there must be at least one."""
        expected = [one for one in self.heard if part in one]
        assert expected, f"no complaint holds “{part}”; heard: {self.heard}"
        self.heard[:] = [one for one in self.heard if part not in one]


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Console and page errors, policy violations, requests to other hosts; none may be left at the end."""
    complaints = Complaints()
    yield complaints
    assert complaints.heard == []


Profiles = dict[str, list["BrowserContext"]]


@pytest.fixture(scope="module")
def profiles() -> Iterator[Profiles]:
    """Profiles of a browser that nobody uses just now, by how they were set up.

    One keeps the scripts and styles of pages; to make one, and to fetch these, takes longer than most tests.
    """
    profiles: Profiles = {}
    yield profiles
    for context in (one for alike in profiles.values() for one in alike):
        context.close()


@pytest.fixture
def open_tab(browser: Browser, profiles: Profiles, complaints: Complaints) -> Iterator[Callable[..., Page]]:
    """Opens a page in a profile of its own; arguments are Playwright's, `java_script_enabled=False` say."""
    taken: list[tuple[str, BrowserContext]] = []

    def open_one(viewport: Any = None, **options: Any) -> Page:
        key = repr(sorted(options.items()))
        idle = profiles.setdefault(key, [])
        context = idle.pop() if idle else browser.new_context(**options)
        taken.append((key, context))
        context.set_default_timeout(BROWSER_PATIENCE)
        tab = context.new_page()
        tab.set_viewport_size(viewport or {"width": 1280, "height": 900})
        listen(tab, complaints.heard)
        return tab

    yield open_one
    for key, context in taken:
        for tab in context.pages:
            tab.close()
        context.clear_cookies()  # a page of ours keeps nothing else
        profiles[key].append(context)


@pytest.fixture
def tab(open_tab: Callable[..., Page]) -> Page:
    """A page 1280 pixels wide."""
    return open_tab()


def listen(tab: Page, heard: list[str]) -> None:
    """Writes down whatever a page should not do."""

    def foreign(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.hostname != HOST:
            heard.append(f"request to another host: {request.url}")

    tab.on("request", foreign)
    tab.on("pageerror", lambda error: heard.append(f"page error: {error}"))

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.append(f"console error: {message.text} ({message.location['url']})")

    tab.on("console", said)
    tab.expose_function("told", lambda violation: heard.append(f"policy: {violation}"))
    tab.add_init_script(TELL_VIOLATIONS)


# The end of a run.


def pytest_configure(config: pytest.Config) -> None:
    required()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many of a kind were tried, and names every test that was not run, and why."""
    tried: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", []):
        for _, (kind, count) in (one for one in report.user_properties if one[0] == "counted"):
            tried[kind] += count
    if tried:
        said = ", ".join(f"{count:,} {kind}" for kind, count in sorted(tried.items()))
        terminalreporter.section(f"tried: {said}", sep="-")
    not_run: dict[str, list[str]] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        not_run.setdefault(reason.removeprefix("Skipped: "), []).append(report.nodeid)
    for reason, tests in not_run.items():
        terminalreporter.section(f"{len(tests)} not run: {reason}", sep="-")
        terminalreporter.write_line("\n".join(tests))
