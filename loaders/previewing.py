"""What publishing would change is worked out in a process of its own, with limits (previewing_process.py).

It is kept in a folder of its own, and holds for the files that were checked and for the editions whose place
they would take. So it is worked out once, however often it is looked at, and again only when one of these is
another. A process that ends before its end is told in words, and never an exception here.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from loaders import apart, limited, previews, progress
from loaders.checked import Report
from loaders.limited import Limits
from loaders.previewing_process import ASKED, ENDED, Task, mark, task
from loaders.previews import FILE, Asked, Preview
from loaders.progress import Step
from loaders.store import Release, Store
from loaders.store_database import reading
from loaders.store_tables import EDITION

__all__ = ["Preview", "Stand", "compare_again", "compared", "forget_withdrawn", "stand", "start"]

log = logging.getLogger(__name__)
# Below the home folder: of drafts, of releases, and the turns that all take.
PREVIEWS, COMPARISONS, TURNS = "uploads/*/preview", "comparisons", "turns"
MOST_KEPT = 20  # comparisons of releases


@dataclass(frozen=True)
class Stand:
    """How far a preview is: there, or being worked out (`going_on`), or not begun, or `ended` without one.

    `ended` says why, in a sentence.
    """

    preview: Preview | None = None
    going_on: bool = False
    ended: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def begun(self) -> bool:
        """False if nobody has asked for it yet."""
        return bool(self.preview or self.going_on or self.ended)


def asked(store: Store, report: Report, check: Path) -> tuple[Asked, Release | None]:
    """What a preview of checked files has to hold for now, and the release that they are held against."""
    release = store.current()
    standing = {one.source: one.number for one in store.editions(release)} if release else {}
    return Asked(mark(check), tuple(standing.get(one.source, 0) for one in report.files)), release


def stand(folder: Path, wanted: Asked) -> Stand:
    """How far what is wanted is in a folder."""
    if apart.is_going_on(folder):
        return Stand(going_on=True, steps=progress.steps(folder))
    try:
        kept = previews.read(folder)
        if kept and kept.asked == wanted:
            return Stand(kept)
        if kept or task(folder).asked != wanted:
            return Stand()
        return Stand(ended=(folder / ENDED).read_text(encoding="utf-8"))
    except FileNotFoundError:
        interrupted = (folder / ASKED).is_file()
        return Stand(ended="It was interrupted before it was done.") if interrupted else Stand()
    except (OSError, ValueError):
        return Stand(ended="What was worked out cannot be read back.")


def start(store: Store, check: Path, folder: Path, wanted: tuple[Asked, Release | None]) -> Stand:
    """Begins to work out what is wanted, and does not wait for it; nothing if that is going on already.

    How far it is then. `folder` is a draft's, PREVIEWS in the home folder.
    """
    what, release = wanted
    turns = folder.absolute().parents[2] / TURNS
    return _begin(
        store, folder, Task(check.absolute(), release.number if release else 0, 0, what, Limits(), turns)
    )


def compared(store: Store, one: Release, other: Release, home: Path) -> Stand:
    """How far the comparison of a release with another is, kept below the home folder; begun if it is not.

    One that ended before its end is not begun anew; see `compare_again`.
    """
    folder, what = _comparison(one, other, home)
    found = stand(folder, what)
    return found if found.begun else compare_again(store, one, other, home)


def compare_again(store: Store, one: Release, other: Release, home: Path) -> Stand:
    """Begins to compare a release with another, whatever there is of it; how far that is then."""
    folder, what = _comparison(one, other, home)
    _make_room(folder.parent)
    return _begin(
        store, folder, Task(None, one.number, other.number, what, Limits(), home.absolute() / TURNS)
    )


def _comparison(one: Release, other: Release, home: Path) -> tuple[Path, Asked]:
    folder = home / COMPARISONS / f"{one.number}-{other.number}"
    return folder, Asked(folder.name, tuple(sorted({*one.editions, *other.editions})))


def _make_room(comparisons: Path) -> None:
    """Deletes the oldest comparisons in which nobody works; another process may do so at the same time."""
    kept: list[tuple[float, Path]] = []
    for folder in comparisons.glob("*-*"):
        with suppress(FileNotFoundError):
            if not apart.is_going_on(folder):
                kept.append((folder.stat().st_mtime, folder))
    for _, old in sorted(kept)[: -MOST_KEPT + 1]:
        shutil.rmtree(old, ignore_errors=True)


def _begin(store: Store, folder: Path, task: Task) -> Stand:
    try:
        with apart.locked(folder) as lock:
            forget(folder)
            task.write(folder)
            apart.launch("loaders.previewing_process", folder, lock, _environment(store))
    except apart.Busy:
        pass  # somebody else began meanwhile
    except OSError as error:
        log.exception("%s: it cannot be begun to work out what would change", folder)
        ended = f"This computer could not begin it ({error.strerror or error})."
        with suppress(OSError):  # the disk may be full
            apart.keep(folder / ENDED, ended)
        return Stand(ended=ended)
    return stand(folder, task.asked)


def forget(folder: Path) -> None:
    """Throws away what was worked out in a folder; last of all what it was."""
    apart.forget(folder, FILE, progress.FILE, ENDED, apart.COMPLAINTS, ASKED)


def forget_withdrawn(engine: sa.Engine, home: Path) -> None:
    """Deletes whatever below the home folder was worked out of an edition that is withdrawn now.

    Also where somebody works: who is done looks once more. Raises OSError for what cannot be deleted.
    """
    with reading(engine) as connection:
        found = connection.execute(sa.select(EDITION.c.number).where(EDITION.c.withdrawn_at.is_not(None)))
        gone = set(found.scalars())
    for folder in (*home.glob(PREVIEWS), *home.glob(f"{COMPARISONS}/*")):
        try:
            if gone.isdisjoint(task(folder).asked.editions):
                continue
        except (OSError, ValueError):
            pass  # nobody can tell any more of what it is
        forget(folder)


def _environment(store: Store) -> Mapping[str, str]:
    """It reads nothing that came from outside, and asks the same database, so it is told where that is."""
    url = store.engine.url
    if url.get_backend_name() == "sqlite" and url.database:
        url = url.set(database=str(Path(url.database).absolute()))  # it works in another folder than we
    return {**os.environ, **limited.FRUGAL, "DATABASE_URL": url.render_as_string(hide_password=False)}
