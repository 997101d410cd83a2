"""`make bench DATABASE_URL=postgresql://…`: the same measures with the store on that server, beside SQLite.

The stores are copied into databases of their own, `yardstick_bench_…`, and are kept until they are made anew;
the one that the address names is left alone. What a browser does with a page is the same page's matter.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from loaders import reference
from loaders.home import REFERENCE
from loaders.store import Store
from tests.bench import compare, load, memory, profile, publishing, report, serving, stores, visits
from tests.bench.files import LONG_FILE
from tests.bench.goals import GOALS
from tests.bench.report import Result
from tests.needs import ROOT

PAGE = ROOT / "docs" / "benchmarks-postgresql.md"
OPENING = """\
# Benchmarks on PostgreSQL

Made by `make bench DATABASE_URL=…` in one run: the same store in PostgreSQL and in a file of SQLite take
turns, and each number is a median. Trust the ratios."""
HEAD = ("measure", "at", "PostgreSQL", "SQLite", "ratio")
PREFIX = "yardstick_bench_"
PUBLISH = f"{PREFIX}publish"
AT_A_TIME = 40  # choices with one store before it is the other's turn
RUNS = 5
GROWTH = "compare-growth"
COPIED = "Copy of the whole store into it"


class Both:
    """A store in a file, and the same in PostgreSQL."""

    def __init__(self, file: Path, url: str) -> None:
        self.file, self.urls = file, (url, f"sqlite:///{file}")

    @contextmanager
    def opened(self) -> Iterator[tuple[Store, Store]]:
        """Both, that in PostgreSQL first."""
        with closing(Store(self.urls[0])) as server, closing(Store(self.urls[1])) as file:
            yield server, file


Taken = tuple[list[float], list[float]]


def main(url: str, made: Mapping[str, Path], groups: Sequence[str], here: Mapping[str, str]) -> int:
    """Measures the groups, prints each row as it is known; writes the page if it was everything."""
    rows: list[list[str]] = []

    def told(result: Result) -> None:
        rows.append(row(result))
        print(" | ".join(rows[-1]), flush=True)

    both: dict[str, Both] = {}
    for size, file in made.items():
        both[size], seconds = copied(url, file)
        if seconds:
            rows.append([COPIED, f"{size} million", f"{report.number(seconds)} s", "–", "–"])
            print(" | ".join(rows[-1]), flush=True)
    smallest = next(iter(both.values()))
    for group in groups:
        print(f"measuring on PostgreSQL: {group}", file=sys.stderr)
        if group == "compare":
            for result in comparing(both):
                told(result)
        elif group in MEASURES:
            for result in MEASURES[group](smallest, url):
                told(result)
    if set(made) == set(stores.SIZES) and set(groups) >= {"compare", *MEASURES}:
        facts = {**here, "PostgreSQL": version(url)}
        parts = (
            OPENING,
            report.table(HEAD, rows),
            "## Machine",
            report.table(("what", "here"), facts.items()),
        )
        PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


def row(result: Result) -> list[str]:
    """A result as cells under HEAD: ours is PostgreSQL's, beside it SQLite's."""
    goal = GOALS[result.goal]
    unit = "×" if result.goal == GROWTH else goal.unit  # which is how many times as long it takes
    numbers = [f"{report.number(median(one))} {unit}" for one in (result.ours, result.beside)]
    return [goal.measure, result.at or "–", *numbers, f"{report.number(result.ratio or 0)} ×"]


# Databases


def copied(url: str, file: Path) -> tuple[Both, float]:
    """A store with its copy, and the seconds that making the copy took; 0 if it was there."""
    ours = f"{PREFIX}{stores.fingerprint()}"
    drop(url, lambda name: name.startswith(PREFIX) and not name.startswith(ours))
    both = Both(file, made(url, f"{ours}_{file.stem.replace('.', '_')}"))
    with both.opened() as (server, origin):
        if server.history():
            return both, 0.0
        print(f"copying the store of {file.stem} million observations …", file=sys.stderr)
        started = time.perf_counter()
        origin.copy(server)
        return both, time.perf_counter() - started


@contextmanager
def asking(url: str) -> Iterator[sa.Connection]:
    """A connection without transactions: what is done to whole databases is done in none."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def names(connection: sa.Connection) -> list[str]:
    """The databases that there are."""
    return list(connection.exec_driver_sql("SELECT datname FROM pg_database").scalars())


def made(url: str, name: str) -> str:
    """The address of a database of that name, made if it is absent."""
    with asking(url) as connection:
        if name not in names(connection):
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


def drop(url: str, which: Callable[[str], bool]) -> None:
    """Drops databases that were made for an earlier run."""
    with asking(url) as connection:
        for name in filter(which, names(connection)):
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def version(url: str) -> str:
    """The server's."""
    with asking(url) as connection:
        return str(connection.exec_driver_sql("SHOW server_version").scalar())


# Measures


def comparing(both: Mapping[str, Both]) -> Iterator[Result]:
    """Milliseconds of one authority with ten neighbours, at each size."""
    drawn = visits.of_ours(next(iter(both.values())).file)
    at: dict[str, Taken] = {}
    for size, one in both.items():
        with one.opened() as opened:
            chosen = compare.choices(opened[1], drawn, stores.SIZES[size])
            taken = at[size] = ([], [])
            for start in range(0, len(chosen), AT_A_TIME):
                for place, store in enumerate(opened):
                    part = chosen[start : start + AT_A_TIME]
                    taken[place].extend(compare.timed(store, one.urls[place], part)[0])
        yield Result("compare", *taken, at=f"{size} million")
    if len(at) > 1:
        first, last = next(iter(at)), next(reversed(at))
        growth = [[median(at[last][place]) / median(at[first][place])] for place in (0, 1)]
        yield Result(GROWTH, *growth, at=f"{last} million, in proportion")


def profiling(both: Both, _: str) -> Iterator[Result]:
    """Milliseconds of the profile of one authority after the other."""
    known = reference.load(REFERENCE)
    taken: Taken = ([], [])
    with both.opened() as opened:
        for run in range(profile.RUNS + 1):
            for place, store in enumerate(opened):
                started = time.perf_counter()
                profile.shown(store, known, profile.AREAS[run % len(profile.AREAS)])
                if run:  # the first warms up
                    taken[place].append(1000 * (time.perf_counter() - started))
    yield Result("profile", *taken)


def loading(both: Both, _: str) -> Iterator[Result]:
    """Pages a second: each page's first visit, and later ones."""
    asked = [visits.address(one) for one in visits.of_ours(both.file)]
    first: Taken = ([], [])
    later: Taken = ([], [])
    with TemporaryDirectory() as folder, ExitStack() as servers:
        lines = load.as_file(folder, "addresses", asked)
        sites = [servers.enter_context(serving.yardstick(url)).address for url in both.urls]
        for place, site in enumerate(sites):
            first[place].append(load.every_page(site, asked)[0])
            for turn in range(1, load.TURNS + 1):
                load.every_page(site, asked[turn:] + asked[:turn])
        for _run in range(RUNS):
            for place, site in enumerate(sites):
                later[place].append(load.wrk(site, lines).rate)
    yield Result("first-visits", *first)
    yield Result("change", *later)


def publish(both: Both, url: str) -> Iterator[Result]:
    """Seconds and megabytes of publishing the long file into a new store."""
    seconds: Taken = ([], [])
    peaks: Taken = ([], [])
    for run in range(RUNS + publishing.WATCHED_RUNS):
        measure, taken = (publishing.timed, seconds) if run < RUNS else (publishing.watched, peaks)
        drop(url, lambda name: name == PUBLISH)
        for place, where in enumerate((made(url, PUBLISH), "")):
            taken[place].append(measure("publish", LONG_FILE, where))
    yield Result("publish-parquet", *seconds)
    yield Result("publish-memory", *peaks, at="parquet")


def remembering(both: Both, _: str) -> Iterator[Result]:
    """Megabytes of a worker."""
    taken: Taken = ([], [])
    for _run in range(memory.RUNS):
        for place, url in enumerate(both.urls):
            taken[place].append(memory.after_visits(both.file, url))
    yield Result("memory", *taken)


def starting(both: Both, _: str) -> Iterator[Result]:
    """Seconds to the first page."""
    taken: Taken = ([], [])
    for run in range(RUNS + 1):
        for place, url in enumerate(both.urls):
            with serving.yardstick(url, "/") as server:
                if run:
                    taken[place].append(server.seconds)
    yield Result("start", *taken)


MEASURES: Mapping[str, Callable[[Both, str], Iterator[Result]]] = {
    "profile": profiling,
    "load": loading,
    "publishing": publish,
    "memory": remembering,
    "start": starting,
}
