"""Change of indicator over HTTP: a thousand different pages, full answers, ours and the tutorial's in turn.

wrk asks: it is quick enough to leave the two cores to the servers.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from tests.bench import serving, visits
from tests.bench.report import Result

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 8  # as many as ours has threads
SECONDS, RUNS = 8, 5
TURNS = 10
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@dataclass(frozen=True)
class Load:
    """What came of a load: answers a second, and kilobytes an answer with its headers."""

    rate: float
    kilobytes: float


def measure(store: Path) -> list[Result]:
    """Requests a second: ours on the first visit of each page, ours on later ones, the tutorial's beside."""
    if shutil.which("wrk") is None:
        raise FileNotFoundError("wrk is missing: apt-get install wrk")
    asked = [visits.address(one) for one in visits.of_ours(store)]
    bodies = [visits.body(one) for one in visits.of_tutorial()]
    with TemporaryDirectory() as folder, serving.yardstick(store) as ours, serving.tutorial() as tutorial:
        mine, theirs = as_file(folder, "addresses", asked), as_file(folder, "bodies", bodies)
        first, size = every_page(ours.address, asked)
        for turn in range(
            1, TURNS + 1
        ):  # with other connections each time, so that each worker meets each page
            every_page(ours.address, asked[turn:] + asked[:turn])
        wrk(tutorial.address, theirs, visits.CALLBACK)
        later: list[Load] = []
        beside: list[Load] = []
        for _ in range(RUNS):
            later.append(wrk(ours.address, mine))
            beside.append(wrk(tutorial.address, theirs, visits.CALLBACK))
    if (got := fmean(one.kilobytes for one in later)) < 0.9 * size:
        raise AssertionError(f"later visits got {got:.1f} kB a page, the first ones {size:.1f}")
    rates = [one.rate for one in beside]
    said = f"{len(asked):,} pages, {size:.1f} kB each, compressed; "
    said += f"the tutorial’s {fmean(one.kilobytes for one in beside):.1f} kB, as it leaves them"
    return [
        Result("change", [one.rate for one in later], rates, note=said),
        Result("first-visits", [first], rates, note="one run: a page has one first visit only"),
    ]


def wrk(site: str, lines: Path, posted_to: str = "") -> Load:
    """A load of some seconds. AssertionError if an answer is missing or an error."""
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{SECONDS}s",
        "--timeout",
        "60s",
        "-s",
        str(SCRIPT),
        site,
        "--",
        str(lines),
    ]
    said = subprocess.run([*command, *filter(None, [posted_to])], check=True, capture_output=True, text=True)
    told = json.loads(said.stdout.splitlines()[-1])
    if told["refused"] or told["failed"] or not told["answers"]:
        raise AssertionError(f"{site}: {told}")
    return Load(told["answers"] / told["seconds"], told["bytes"] / told["answers"] / 1000)


def every_page(site: str, asked: Sequence[str]) -> tuple[float, float]:
    """Pages a second and kilobytes a body, each page asked for once. AssertionError for one that fails."""
    started = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        parts = pool.map(lambda at: _ask_all(site, asked[at::CONNECTIONS]), range(CONNECTIONS))
        sizes = [size for part in parts for size in part]
    return len(sizes) / (time.perf_counter() - started), fmean(sizes) / 1000


def _ask_all(site: str, asked: Sequence[str]) -> list[int]:
    """The sizes of the answers to one connection's requests."""
    parts = urlsplit(site)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=serving.PATIENCE)
    sizes: list[int] = []
    for path in asked:
        connection.request("GET", path, headers=BROWSER)
        answer = connection.getresponse()
        if answer.status != 200:
            raise AssertionError(f"{path} answers {answer.status}")
        sizes.append(len(answer.read()))
    connection.close()
    return sizes


def as_file(folder: str, name: str, lines: Sequence[str]) -> Path:
    path = Path(folder) / name
    path.write_text(os.linesep.join(lines) + os.linesep)
    return path
