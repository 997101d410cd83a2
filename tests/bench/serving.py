"""Servers of their own processes: ours with the Makefile's options, the tutorial's as gunicorn comes."""

from __future__ import annotations

import http.client
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.live import HOST
from tests.needs import ROOT

PATIENCE = 120  # seconds until a server must have answered
TUTORIAL = ("--workers", "2", "--no-control-socket", "tests.bench.tutorial:server")


@dataclass(frozen=True)
class Server:
    """A server that has answered: its address without a slash at the end, and how many seconds that took."""

    address: str
    process: subprocess.Popen[bytes]
    seconds: float

    def workers(self) -> list[int]:
        """The processes that answer."""
        pid = self.process.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def ours() -> list[str]:
    """What `make run` says to gunicorn, but for the address to listen on."""
    recipe = re.search(r"-m gunicorn (.*?)--bind \S+ (\S+)", (ROOT / "Makefile").read_text(), re.S)
    if recipe is None:
        raise RuntimeError(
            "the Makefile's `run` no longer starts gunicorn as tests/bench/serving.py reads it"
        )
    return [*shlex.split(recipe[1].replace("\\\n", " ")), recipe[2]]


@contextmanager
def yardstick(store: Path | str, first: str = "/healthz") -> Generator[Server]:
    """Yardstick as `make run` serves it, over a store's file or address; `first` is what it must answer."""
    url = store if isinstance(store, str) else f"sqlite:///{store}"
    with gunicorn(ours(), {"DATABASE_URL": url}, first) as server:
        yield server


@contextmanager
def tutorial() -> Generator[Server]:
    """The tutorial's page with two of gunicorn's plain workers."""
    with gunicorn(TUTORIAL, {}, "/") as server:
        yield server


@contextmanager
def gunicorn(options: Sequence[str], settings: Mapping[str, str], first: str) -> Generator[Server]:
    """Starts gunicorn on a free port of this machine, waits for its first answer, and ends it afterwards."""
    address = f"http://{HOST}:{_free_port()}"
    command = [sys.executable, "-m", "gunicorn", "--log-level", "error", "--bind", address[7:], *options]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings})
    try:
        _wait(address + first, process, started)
        yield Server(address, process, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait()


def get(address: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    """Status and body, as they came over the wire, of one request with a connection of its own."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or HOST, parts.port, timeout=PATIENCE)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}", headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        return asked.getsockname()[1]


def _wait(address: str, process: subprocess.Popen[bytes], started: float) -> None:
    while True:
        try:
            status, _ = get(address)
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(f"{process.args} ended with {process.returncode}") from None
            if time.perf_counter() - started > PATIENCE:
                raise TimeoutError(f"{process.args} has not answered for {PATIENCE} seconds") from None
            time.sleep(0.005)
        else:
            if status != 200:
                raise RuntimeError(f"{address} answers {status}")
            return
