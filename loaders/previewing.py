"""What publishing would change is worked out in a process of its own, with limits (previewing_process.py).

It is kept in a folder of its own, and holds for the files that were checked and for the editions whose place
they would take. So it is worked out once, however often it is looked at, and again only when one of these is
another. A process that ends before its end is told in words, and never an exception here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders import apart, limited, previews, progress
from loaders.checked import Report
from loaders.limited import Limits
from loaders.previewing_process import ASKED, ENDED, Task, mark, task
from loaders.previews import FILE, Asked, Preview
from loaders.progress import Step
from loaders.store import Release, Store

__all__ = ["Preview", "Stand", "compared", "forget", "stand", "start"]

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


def start(store: Store, check: Path, folder: Path, wanted: tuple[Asked, Release | None]) -> None:
    """Begins to work out what is wanted, and does not wait for it; nothing if that is going on already."""
    what, release = wanted
    _begin(store, folder, Task(check.absolute(), release.number if release else 0, 0, what, Limits()))


def compared(store: Store, one: Release, other: Release, home: Path, *, again: bool = False) -> Stand:
    """How far the comparison of a release with another is, kept in a folder of `home`; begun if it is not.

    One that ended before its end is begun anew only if that is asked for.
    """
    folder = home / f"{one.number}-{other.number}"
    what = Asked(folder.name, tuple(sorted({*one.editions, *other.editions})))
    found = stand(folder, what)
    if found.begun and not (found.ended and again):
        return found
    for old in sorted(home.glob("*-*"), key=lambda kept: kept.stat().st_mtime)[: -MOST_KEPT + 1]:
        shutil.rmtree(old, ignore_errors=True)
    _begin(store, folder, Task(None, one.number, other.number, what, Limits()))
    return stand(folder, what)


def _begin(store: Store, folder: Path, task: Task) -> None:
    try:
        with apart.locked(folder) as lock:
            forget(folder)
            task.write(folder)
            apart.launch("loaders.previewing_process", folder, lock, _environment(store))
    except BlockingIOError:
        return


def forget(folder: Path) -> None:
    """Throws away what was worked out in a folder."""
    for name in (FILE, progress.FILE, ASKED, ENDED, apart.COMPLAINTS):
        (folder / name).unlink(missing_ok=True)
    for half in folder.glob(f"{FILE}.*"):
        half.unlink()


def _environment(store: Store) -> Mapping[str, str]:
    """It reads nothing that came from outside, and asks the same database, so it is told where that is."""
    url = store.engine.url
    if url.get_backend_name() == "sqlite" and url.database:
        url = url.set(database=str(Path(url.database).absolute()))  # it works in another folder than we
    return {**os.environ, **limited.FRUGAL, "DATABASE_URL": url.render_as_string(hide_password=False)}
