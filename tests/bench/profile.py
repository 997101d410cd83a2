"""One authority over all indicators: the page from the places kept in the store, beside working them out.

Beside it stands the statement that finds every series' latest period and ranks all authorities in it while
reading. It reads a table of its own with four columns and the key that suits it best: the store's own rows
are five times as wide, and would flatter us.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard import firstpaint
from dashboard.pages import profile
from dashboard.queries import Ask
from loaders import reference
from loaders.home import REFERENCE
from loaders.store import Store
from tests.bench.files import CACHE
from tests.bench.report import Result

RUNS = 21
FEWEST_ROWS = 300  # of 434 series: some have no figure of an authority
AREAS = ("865", "383", "210", "885", "330", "881", "316")
NARROW = """CREATE TABLE narrow (indicator TEXT, period_end TEXT, area TEXT, value REAL,
    PRIMARY KEY (indicator, period_end, area)) WITHOUT ROWID"""
FILL = """INSERT OR IGNORE INTO narrow SELECT indicator, period_end, area, value FROM wide.observation
    WHERE headline AND breakdown = '' AND period_end <> '' AND value IS NOT NULL"""
RANKED = """WITH latest AS (SELECT indicator, max(period_end) AS period_end FROM narrow GROUP BY indicator),
    placed AS (
        SELECT indicator, area, value, count(*) OVER everyone AS ranked,
            rank() OVER (PARTITION BY indicator ORDER BY value DESC) AS from_top,
            rank() OVER (PARTITION BY indicator ORDER BY value) AS from_bottom
        FROM latest CROSS JOIN narrow USING (indicator, period_end) WHERE length(area) = 3
        WINDOW everyone AS (PARTITION BY indicator))
    SELECT * FROM placed WHERE area = ?"""


def measure(made: Mapping[str, Path]) -> tuple[list[Result], list[str]]:
    """Milliseconds at each size, authority after authority, ours and the statement in turn."""
    known = reference.load(REFERENCE)
    results: list[Result] = []
    for size, path in [next(iter(made.items()))]:  # more indicators would be more to write
        ours: list[float] = []
        beside: list[float] = []
        with (
            TemporaryDirectory(dir=CACHE) as folder,
            closing(narrow(path, Path(folder))) as database,
            closing(Store(f"sqlite:///{path}")) as store,
        ):
            for run in range(RUNS + 1):
                area = AREAS[run % len(AREAS)]
                started = time.perf_counter()
                shown(store, known, area)
                between = time.perf_counter()
                if not database.execute(RANKED, [area]).fetchall():
                    raise AssertionError(f"nobody ranks {area}")
                if run:  # the first warms both up
                    ours.append(1000 * (between - started))
                    beside.append(1000 * (time.perf_counter() - between))
        results.append(Result("profile", ours, beside, at=f"{size} million"))
    return results, []


def shown(store: Store, known: reference.Reference, area: str) -> str:
    """The page's main part as HTML. AssertionError if it does not go over all indicators."""
    release = store.current()
    if release is None:
        raise LookupError("the store has no release")
    page = profile.page({"area": area}, Ask(store, release, known))
    text = firstpaint.to_html(page.tree)
    if (rows := text.count("<tr")) < FEWEST_ROWS:
        raise AssertionError(f"the profile of {area} has {rows} rows: it is not one of all indicators")
    return text


def narrow(store: Path, folder: Path) -> sqlite3.Connection:
    """The figures alone, in a database of their own."""
    database = sqlite3.connect(folder / "narrow.db", isolation_level=None)
    database.execute(f"ATTACH 'file:{store}' AS wide")
    database.execute(NARROW)
    database.execute(FILL)
    database.execute("DETACH wide")
    return database
