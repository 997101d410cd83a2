"""Stores of three sizes: the national files as published, and the same replicated under new indicator ids.

Each copy is an edition of its own in the same release, as if thirty publishers had a file of that size. The
stores are kept until a loader, the reference data or a national file changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from tests.bench.files import CACHE, DICTIONARY, LONG_FILE, NEIGHBOURS
from tests.needs import ROOT

# Millions of observations, and how many times the long file that is.
SIZES: Mapping[str, int] = {"0.64": 1, "6.4": 10, "19.2": 30}
FILES = (LONG_FILE, DICTIONARY, NEIGHBOURS)
PER_COPY = 250e6  # bytes on the disk that a copy of the long file takes, indexes included, with some to spare
# The editions of the long file and of its dictionary: those with most figures and with most definitions.
LARGEST = "SELECT edition FROM {} GROUP BY edition ORDER BY count(*) DESC LIMIT 1"
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


def build(sizes: Sequence[str]) -> dict[str, Path]:
    """Stores by size, in millions, the smallest first; those that are there already are used as they are."""
    folder = CACHE / fingerprint()
    for other in CACHE.glob("*/*.db"):
        if other.parent != folder:
            shutil.rmtree(other.parent, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    base = folder / "0.64.db"
    made = {size: folder / f"{size}.db" for size in SIZES if size in sizes}
    missing = [size for size, path in made.items() if not path.exists()]
    room_for(sum(SIZES[size] for size in missing) * PER_COPY, folder)
    if not base.exists():
        _complete(base, publish)
    for size in missing:
        if made[size] != base:
            _complete(made[size], lambda path, size=size: replicated(base, path, SIZES[size]))
    return made


def fingerprint() -> str:
    """A name for everything that shapes a store."""
    code = [ROOT / "loaders", ROOT / "data", Path(__file__)]
    files = [f for one in code for f in ([one] if one.is_file() else one.rglob("*")) if f.suffix != ".pyc"]
    together = hashlib.sha256()
    for path in sorted(path for path in (*files, *FILES) if path.is_file()):
        together.update(hashlib.sha256(path.read_bytes()).digest())
    return together.hexdigest()[:12]


def room_for(wanted: float, folder: Path) -> None:
    """Raises OSError if the disk has less room than that many bytes."""
    free = shutil.disk_usage(folder).free
    if free < wanted:
        said = f"the stores need {wanted / 1e9:.0f} GB more and the disk has {free / 1e9:.0f} GB"
        raise OSError(f"{said}: make room, or measure smaller ones with SIZES=0.64")


def _complete(path: Path, make: Callable[[Path], None]) -> None:
    """A file that is there is whole: it gets its name when it is."""
    print(f"making the store of {path.stem} million observations …", file=sys.stderr)
    unfinished = path.with_suffix(".unfinished")
    for leftover in path.parent.glob(f"{unfinished.name}*"):
        leftover.unlink()
    make(unfinished)
    unfinished.rename(path)


def publish(path: Path) -> None:
    """The shipped papers and the national files, published as people publish them."""
    settings = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
    subprocess.run([sys.executable, "-c", "import app"], cwd=ROOT, env=settings, check=True)
    command = [sys.executable, "-m", "loaders", "publish", *map(str, FILES)]
    subprocess.run(command, cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL)
    with closing(sqlite3.connect(path)) as database:  # all of it into the one file
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def replicated(base: Path, path: Path, times: int) -> None:
    """The base with the long file and its dictionary so many times, each copy under ids of its own."""
    shutil.copyfile(base, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        largest = [LARGEST.format(table) for table in ("indicator", "observation")]
        editions = [database.execute(query).fetchone()[0] for query in largest]
        indexes = database.execute(INDEXES).fetchall()
        for name, _ in indexes:  # built once at the end, which takes a tenth of the time
            database.execute(f'DROP INDEX "{name}"')
        database.execute("BEGIN")
        for copy in range(2, times + 1):
            for edition in editions:
                _copy(database, edition, copy)
        database.execute("COMMIT")
        for _, sql in indexes:
            database.execute(sql)
        database.execute("PRAGMA journal_mode = WAL")


def copied(name: str, copy: int) -> str:
    """The id that an indicator has in a copy; in the first, its own."""
    return f"{name}-{copy}" if copy > 1 else name


def _copy(database: sqlite3.Connection, edition: int, copy: int) -> None:
    """One more edition like that one, with indicators and source of its own, in the same releases."""
    (number,) = database.execute("SELECT max(number) + 1 FROM edition").fetchone()
    new = {"edition": str(number), "number": str(number)}
    new |= {name: f"{name} || '{copied('', copy)}'" for name in ("indicator", "source")}
    # Bytes of its own, too, and their sum: an edition whose bytes are others' is refused by `copy`.
    content = database.execute("SELECT bytes FROM content WHERE edition = ?", [edition]).fetchone()[0]
    content += copied("", copy).encode()
    database.create_function("content_of_the_copy", 0, lambda: content)
    new |= {"bytes": "content_of_the_copy()", "sha256": f"'{hashlib.sha256(content).hexdigest()}'"}
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
        key = "number" if table == "edition" else "edition"
        if table == "event" or key not in columns:
            continue
        values = ", ".join(new.get(name, f'"{name}"') for name in columns)
        database.execute(f'INSERT INTO "{table}" SELECT {values} FROM "{table}" WHERE {key} = ?', [edition])
