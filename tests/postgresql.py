"""A PostgreSQL server of the tests' own: in a temporary folder, on loopback, gone when they are done.

PostgreSQL refuses to be run by root; then the user `postgres`, whom its package makes, runs it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from dashboard.officers import store_tables as of_accounts
from loaders import store_tables

ALL = (store_tables.METADATA, of_accounts.METADATA)  # every table of a store's database
HOST = "127.0.0.1"
OWNER = "yardstick"
EMPTY = "empty_store"
START_SECONDS = 60
# Changes with every table, column or index that is made or dropped.
SHAPE = "SELECT count(*), max(attrelid::bigint) FROM pg_attribute"
# What a power cut would lose is of no matter, except where just that is tested.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def programs() -> str | None:
    """The folder of PostgreSQL's programs, the newest if there are several."""
    on_path = shutil.which("postgres")
    found = (
        [Path(on_path)]
        if on_path
        else sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version)
    )
    return str(found[-1].parent) if found else None


def _version(program: Path) -> float:
    return float(program.parts[-3])


@dataclass
class Server:
    """A server on a cluster in `folder`."""

    programs: Path
    folder: Path
    settings: dict[str, str]
    port: int = 0
    process: subprocess.Popen[Any] | None = None
    numbers: Iterator[int] = field(default_factory=count)
    emptied: list[str] = field(default_factory=list)
    shape: tuple[Any, ...] | None = None

    def make(self) -> None:
        """Makes the cluster. Its language sorts as people do, to show where we rely on bytes."""
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        words = ["--pgdata", str(self.data), "--username", OWNER, "--auth", "trust", "--no-sync"]
        words += ["--encoding", "UTF8", "--locale", "C.UTF-8"]
        said = subprocess.run(
            [self.programs / "initdb", "--version"], capture_output=True, text=True, check=True
        )
        if float(said.stdout.split()[2]) >= 15:
            words += ["--locale-provider", "icu", "--icu-locale", "en-GB"]
        with self.log.open("ab") as log:
            subprocess.run([self.programs / "initdb", *words], check=True, stdout=log, stderr=log, **_owner())

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self) -> None:
        """Starts it and waits until it answers, on a port that the system gives when it is started first."""
        self.port = self.port or _free_port()
        settings = {
            "listen_addresses": HOST,
            "port": str(self.port),
            "unix_socket_directories": "",
            **self.settings,
        }
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            process = self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, *words], stdout=log, stderr=log, **_owner()
            )
        for _ in range(START_SECONDS * 20):
            try:
                psycopg.connect(self.address("postgres")).close()
            except psycopg.OperationalError:
                assert process.poll() is None, self.log.read_text()
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"no answer in {START_SECONDS} seconds: {self.log.read_text()}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends it: SIGINT for a fast end, SIGQUIT for one as by a crash, which is recovered from."""
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(START_SECONDS)

    def address(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://{OWNER}@{HOST}:{self.port}/{database}"

    @contextmanager
    def database(self, template: str = EMPTY) -> Iterator[str]:
        """The address of a database of one's own, an empty store's unless another template is named.

        An empty store's that served before is emptied again and taken: to make one costs half a second.
        """
        if template == EMPTY and self.emptied:
            name = self.emptied.pop()
        else:
            name = f"test_{next(self.numbers)}"
            self.do(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self.address(name)
        if template == EMPTY and self._empty(name):
            self.emptied.append(name)
        else:
            self.do(f"DROP DATABASE {name} WITH (FORCE)")

    def _empty(self, name: str) -> bool:
        """Takes every row out of a store's database; False if its tables are no longer those of a new one."""
        with psycopg.connect(self.address(name)) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            unchanged = connection.execute(SHAPE).fetchone() == self.shape
            if unchanged:
                connection.execute("SET LOCAL session_replication_role = replica")  # triggers rest
                for table in (one for made in reversed(ALL) for one in reversed(made.sorted_tables)):
                    connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
            return unchanged

    def do(self, statement: str) -> None:
        """Runs a statement that no transaction may be around."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # pyright: ignore[reportArgumentType, reportCallIssue]


def _owner() -> dict[str, Any]:
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return one.getsockname()[1]


@contextmanager
def running(programs: str, settings: dict[str, str] | None = None) -> Iterator[Server]:
    """A server for as long as the block, with a database to make those of empty stores from."""
    from loaders.store import Store

    folder = Path(tempfile.mkdtemp(prefix="yardstick-postgresql-"))
    server = Server(Path(programs), folder, CARELESS if settings is None else settings)
    try:
        server.make()
        server.start()
        try:
            server.do(f"CREATE DATABASE {EMPTY} TEMPLATE template0")
            with closing(Store(server.address(EMPTY))):
                pass
            with psycopg.connect(server.address(EMPTY)) as connection:
                server.shape = connection.execute(SHAPE).fetchone()
            yield server
        finally:
            server.stop(signal.SIGQUIT)  # nothing of it is kept
    finally:
        shutil.rmtree(folder)
