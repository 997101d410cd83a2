"""The process that works out what publishing would change: it forks a worker that does so within limits.

Started by previewing.py, as a process of its own that outlives whoever started it. Its arguments are folders
with what is asked (ASKED). The files themselves are not looked at: the rows that their check has understood
are held against those in the store.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import IO

import pandas as pd

from loaders import apart, changes, checked, limited, previews, progress, schema
from loaders.editions import Release
from loaders.home import database_url, open_store
from loaders.limited import Limits
from loaders.previews import Asked, FilePreview, Preview
from loaders.store import Store

ASKED, ENDED = "asked.json", "ended.txt"
AT_ONCE = 3  # processes that work


@dataclass(frozen=True)
class Task:
    """What to work out: for which check, held against which release, for what it will hold, within limits.

    `check` is the folder of a check, or None to compare the release with another; a 0 stands for no release.
    `turns` is the folder of the turns that all such processes take.
    """

    check: Path | None
    release: int
    other: int
    asked: Asked
    limits: Limits
    turns: Path

    def write(self, folder: Path) -> None:
        """Leaves it in the folder for the process."""
        said = {**asdict(self), "check": str(self.check or ""), "turns": str(self.turns)}
        apart.keep(folder / ASKED, json.dumps(said))


def task(folder: Path) -> Task:
    """What is asked in a folder. Raises OSError if nothing is, ValueError if that makes no sense."""
    try:
        said = json.loads((folder / ASKED).read_text(encoding="utf-8"))
        return Task(
            check=Path(said["check"]) if said["check"] else None,
            release=int(said["release"]),
            other=int(said["other"]),
            asked=previews.asked(said["asked"]),
            limits=Limits(**said["limits"]),
            turns=Path(said["turns"]),
        )
    except (TypeError, KeyError) as error:
        raise ValueError(f"{ASKED} asks nothing ({error}).") from error


def mark(check: Path) -> str:
    """The checksum of a report; of the same files checked again it is another. Raises OSError without one."""
    return hashlib.sha256((check / checked.FILE).read_bytes()).hexdigest()


def main() -> None:
    """Works out what is asked in each folder named, over the store of the environment."""
    for folder in map(Path, sys.argv[1:]):
        supervise(folder, database_url(os.environ))


def supervise(folder: Path, url: str) -> None:
    """Has a worker do what is asked in the folder. Afterwards a preview is there, or why there is none."""
    wanted = task(folder)
    with _turn(wanted.turns):
        status = apart.within(wanted.limits, folder, partial(_work_out, folder, wanted, url))
    if status:
        apart.keep(folder / ENDED, _why(status, wanted.limits))


@contextmanager
def _turn(turns: Path) -> Generator[None, None, None]:
    """A few at once, since each may take much memory; the others wait until one of these is done.

    The worker has the turn, too, so that it ends with the last of both.
    """
    turns.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        each = [opened.enter_context((turns / str(at)).open("w")) for at in range(AT_ONCE)]
        while not any(map(_had, each)):
            time.sleep(apart.MOMENT)
        yield


def _had(turn: IO[str]) -> bool:
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _work_out(folder: Path, wanted: Task, url: str) -> None:
    with closing(open_store(url)) as store:
        if wanted.check:
            files = _of_draft(store, folder, wanted, wanted.check)
        else:
            files = _of_releases(store, folder, store.release(wanted.release), store.release(wanted.other))
        # First written, then looked whether it may be: who withdraws deletes what is written by then.
        previews.write(folder, Preview(wanted.asked, files))
        gone = any(one.withdrawn_at for one in store.editions() if one.number in wanted.asked.editions)
    if gone:
        apart.forget(folder, previews.FILE)
        raise ValueError("What would be replaced was withdrawn meanwhile.")


def _of_draft(store: Store, folder: Path, wanted: Task, check: Path) -> tuple[FilePreview, ...]:
    report = checked.read(check)
    if report is None or mark(check) != wanted.asked.report:
        raise ValueError("The files were checked again meanwhile.")
    release = store.release(wanted.release) if wanted.release else None
    made: list[FilePreview] = []
    for at, (one, edition) in enumerate(zip(report.files, wanted.asked.editions, strict=True)):
        new = partial(checked.tables, check, at, one)
        made.append(_file(folder, one.file, edition, (partial(tables, store, release, edition), new)))
    if mark(check) != wanted.asked.report:
        raise ValueError("The files were checked again meanwhile.")
    return tuple(made)


def _of_releases(store: Store, folder: Path, one: Release, other: Release) -> tuple[FilePreview, ...]:
    """What differs in another release, a file each; one that only one of them has is all removed or new."""
    before, after = ({found.source: found for found in store.editions(release)} for release in (one, other))
    made: list[FilePreview] = []
    for source in sorted({*before, *after}):
        was, comes = before.get(source), after.get(source)
        if was != comes:
            old = partial(tables, store, one, was.number if was else 0)
            new = partial(tables, store, other, comes.number if comes else 0)
            file = (comes or before[source]).file
            made.append(_file(folder, file, was.number if was else 0, (old, new)))
    return tuple(made)


def _file(
    folder: Path,
    file: str,
    edition: int,
    sides: tuple[Callable[[], schema.Tables], Callable[[], schema.Tables]],
) -> FilePreview:
    tell, (old_of, new_of) = partial(progress.tell, folder, file), sides
    new = new_of()
    tell("understood", str(sum(len(rows) for name, rows in new.items() if name in changes.SIDES)))
    old = old_of()
    tell("public", str(sum(map(len, old.values()))))
    found = previews.of_file(file, edition, old, new)
    tell("compared", str(found.added + found.changed + found.removed))
    return found


def tables(store: Store, release: Release | None, edition: int) -> schema.Tables:
    """All rows of an edition of a release, as far as they are compared; none of no edition."""
    if release is None or not edition:
        return {}
    return {name: _rows(store, release, edition, name) for name in changes.SIDES}


def _rows(store: Store, release: Release, edition: int, name: str) -> pd.DataFrame:
    columns = schema.TABLES[name].names
    asked = changes.compared(columns, changes.SIDES[name])
    found = store.compact(name, release, {"edition": edition}, asked)
    return found.assign(**{column: "" for column in columns if column not in asked})[list(columns)]


# How it ended


def _why(status: int, limits: Limits) -> str:
    if -status in limited.OUT_OF_TIME:
        return f"It takes longer than {limits.seconds} seconds."
    if status == apart.OUT_OF_MEMORY:
        return f"It takes more than {limits.memory / 1e6:,.0f} MB of memory."
    if status == -signal.SIGKILL:
        return "It was stopped from outside before it was done."
    if status < 0:
        return f"The program broke down ({signal.Signals(-status).name})."
    return "Yardstick failed over it."


if __name__ == "__main__":
    main()
