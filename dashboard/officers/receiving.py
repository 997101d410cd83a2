"""Receiving files: onto the disk as they come, under names that can do no harm, whole or not at all.

A folder is marked for as long as nobody has written down whose it is. A process that is killed leaves the
mark there, and so it is known what may be cleared away; whoever clears is alone meanwhile.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from werkzeug.datastructures import FileStorage

from loaders import marks

MOST_FILES, MOST_BYTES = 10, 50_000_000
CHUNK = 1_000_000
LOCK, MARK = "lock", "being-received"


class NotReceived(ValueError):
    """Files that are not taken; the message says why and how to mend it."""


@contextmanager
def received(files: Sequence[FileStorage], home: Path) -> Generator[tuple[str, tuple[str, ...]], None, None]:
    """Writes files into a new folder of `home`; its name, and the files' names. Raises NotReceived.

    Within the block they are written down as somebody's. Where that fails they stay: whether it was done for
    all that, who clears away will find out.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        folder, names = _receive(files, home)
        yield folder, names
        (home / folder / MARK).unlink()


@contextmanager
def nothing_received(home: Path) -> Generator[bool, None, None]:
    """True if nobody receives anything just now, and nobody will within the block."""
    with (home / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _receive(files: Sequence[FileStorage], home: Path) -> tuple[str, tuple[str, ...]]:
    given = [one for one in files if one.filename]
    if not given:
        raise NotReceived("No file was chosen. Choose one or several.")
    if len(given) > MOST_FILES:
        raise NotReceived(f"{len(given)} files were chosen. Send {MOST_FILES} at most at once.")
    names = tuple(marks.file_name(one.filename or "") for one in given)
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise NotReceived(f"Two files are called {twice}. Give them names of their own.")
    folder = secrets.token_hex(16)
    inside = home / folder / "files"
    inside.parent.mkdir(mode=0o700)
    (inside.parent / MARK).touch()
    inside.mkdir(mode=0o700)
    try:
        for name, one in zip(names, given, strict=True):
            _write(one, inside / name)
        _sync(inside)
    except BaseException:
        shutil.rmtree(home / folder)
        raise
    return folder, names


def _write(one: FileStorage, path: Path) -> None:
    """A file as it was sent; on the disk for good before anybody is told that it was received."""
    left = MOST_BYTES
    with path.open("xb") as written:
        while chunk := one.stream.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise NotReceived(
                    f"{path.name} has more than {MOST_BYTES // 1_000_000} MB. Take out what does not belong "
                    "to the tables, or save it as .parquet or as several files."
                )
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    if left == MOST_BYTES:
        raise NotReceived(f"{path.name} is empty. Choose the file that holds the figures.")


def _sync(folder: Path) -> None:
    """Puts the names of a folder's files, and the folder's own, on the disk for good."""
    for path in (folder, *list(folder.parents)[:3]):
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
