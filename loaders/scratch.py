"""A folder for a check that nobody comes back to, as the command line needs one.

It is gone when it has served. Whoever was killed could not see to that, so the next one does: what is left
may hold rows of a file that was never published.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

PREFIX, HELD = "yardstick-check-", "held"  # HELD is locked by whoever uses the folder, and by its check
NEW = 60  # seconds for which a folder may not be locked yet


@contextmanager
def scratch_folder() -> Generator[Path, None, None]:
    """A folder for as long as the block; those that others left are deleted first."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _is_left(left):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as made, (Path(made) / HELD).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield Path(made)


def _is_left(folder: Path) -> bool:
    """True if it is ours, has been there for a while, and nobody holds it."""
    try:
        known = folder.lstat()
        if not stat.S_ISDIR(known.st_mode) or known.st_uid != os.getuid():
            return False
        if time.time() - known.st_mtime < NEW:
            return False
        with (folder / HELD).open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
