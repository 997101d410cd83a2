"""Checks files in a process of its own, with limits of memory and time (checking_process.py).

A check lives in a folder of its own, and all that is known of it lies there in files: how far it has come
(progress.py), its report and the rows understood (checked.py). So whoever started it may go and come back,
or be started anew: `report` and `progress.steps` of the folder tell the same to anybody. A process that ends
before its end, however it does, is a problem in the report and never an exception here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from loaders import apart, checked, definitions, limited, progress
from loaders.apart import COMPLAINTS, Busy
from loaders.checked import Checked, Report
from loaders.checking_process import AGAIN, ASKED, Asked, ended, supervise
from loaders.limited import Limits
from loaders.problems import Problem
from loaders.progress import Step
from loaders.reference import Reference
from loaders.store import Upload

__all__ = [
    "Busy",
    "Checked",
    "Limits",
    "Report",
    "Step",
    "check",
    "interrupted",
    "report",
    "start",
    "uploads",
]

MOMENT = 0.05  # seconds


def start(files: Sequence[Path], known: Reference, folder: Path, limits: Limits | None = None) -> None:
    """Begins to check files together, and does not wait for it.

    `known` is what is on record with the definitions that are public. `folder` is made; an earlier check in
    it is forgotten. The process outlives this one. Raises Busy if a check is going on in the folder, and
    OSError if that cannot be written or no process be started.
    """
    with _asking(files, known, folder, limits) as lock:
        apart.launch("loaders.checking_process", folder, lock, limited.environment())


@contextmanager
def _asking(
    files: Sequence[Path], known: Reference, folder: Path, limits: Limits | None
) -> Generator[int, None, None]:
    """Leaves in the folder what is asked, and has it locked for whoever takes the lock over."""
    with apart.locked(folder) as lock:
        _forget(folder)
        wanted = tuple(path.absolute() for path in files)
        Asked(wanted, tuple(definitions.rows(known.indicators.values())), limits or Limits()).write(folder)
        for path in files:
            if path.is_file():
                progress.tell(folder, path.name, "received", str(path.stat().st_size))
        yield lock


def report(folder: Path) -> Report | None:
    """What was found; None while the files are being checked."""
    if apart.is_going_on(folder):
        return None
    try:
        return checked.read(folder) or ended(folder, None)
    except ValueError:
        return _unreadable(folder)


def interrupted(folder: Path) -> bool:
    """True if a check ended before its end and nobody is left to tell how, or was never begun."""
    return not apart.is_going_on(folder) and not (folder / checked.FILE).exists()


def check(
    files: Sequence[Path],
    known: Reference,
    folder: Path,
    said: Callable[[Step], None] = lambda _: None,
    limits: Limits | None = None,
) -> Report:
    """Checks files together and waits for the report; `said` is called with each step as it is made.

    A process that has one thread only is split in two for it, as on the command line: that shares its memory,
    and the half second in which Python starts is saved. One with more would take their locks along.
    """
    child = 0
    if threading.active_count() > 1:
        start(files, known, folder, limits)
    else:
        with _asking(files, known, folder, limits):
            child = _split(folder.resolve(), known)
    told = 0
    while True:
        found = report(folder)
        for step in progress.steps(folder)[told:]:
            said(step)
            told += 1
        if found:
            if child:
                os.waitpid(child, 0)
            return found
        time.sleep(MOMENT)


def _split(folder: Path, known: Reference) -> int:
    """Does in a child of this process what the process of its own does; the child's number."""
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        supervise(folder, known)
    finally:
        os._exit(0)  # nothing of this process's end is done in the child


def uploads(files: Sequence[Path], folder: Path) -> list[Upload]:
    """What was checked in the folder, ready to be published: the same bytes and rows, nothing is read anew.

    Raises ValueError if there is no report, if it has errors, or if a file is not the one that was checked.
    """
    found = report(folder)
    if not found or not found.publishable or len(found.files) != len(files):
        raise ValueError("Only files that were checked, and have no errors, can be published.")
    made: list[Upload] = []
    for at, (path, one) in enumerate(zip(files, found.files, strict=True)):
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != one.sha256:
            raise ValueError(f"{one.file} was changed after it was checked; check it again.")
        made.append(Upload(one.file, content, one.format, one.source, checked.tables(folder, at, one)))
    return made


def _unreadable(folder: Path) -> Report:
    what = "What was found in the files cannot be read back."
    files = (one.file for one in ended(folder, None).files)
    return Report(
        tuple(Checked(one, problems=(Problem("error", one, "", "", what, AGAIN),)) for one in files)
    )


def _forget(folder: Path) -> None:
    apart.forget(folder, checked.FILE, progress.FILE, ASKED, COMPLAINTS)
    shutil.rmtree(folder / checked.TABLES, ignore_errors=True)
