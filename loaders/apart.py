"""Work done in a process of its own, in a folder of its own, which outlives whoever began it.

The folder is locked for as long as anybody works in it; all that is known of the work lies there in files.
So whoever began it may go and come back, or be started anew.
"""

from __future__ import annotations

import fcntl
import importlib
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn

from loaders import limited
from loaders.home import ROOT
from loaders.limited import Limits

LOCK, COMPLAINTS = "lock", "errors.txt"
FAILED, OUT_OF_MEMORY = 1, 3
MOMENT, MOMENTS = 0.05, 20  # seconds, and how many of them a lock is waited for


class Busy(Exception):
    """Somebody works in the folder."""


@contextmanager
def locked(folder: Path) -> Generator[int, None, None]:
    """Makes the folder, and locks it for whoever takes the handle over.

    Raises Busy if somebody works in it, OSError if it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        _take(lock)
        yield lock.fileno()


def _take(lock: IO[str]) -> None:
    """Locks it. Who looks whether work goes on has it for less than a moment; who works, for longer."""
    for tried in range(MOMENTS):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:  # as is, too, that no process can be forked; so it has its own name
            if tried == MOMENTS - 1:
                raise Busy from error
            time.sleep(MOMENT)
        else:
            return


def keep(file: Path, text: str) -> None:
    """Writes a file: it is there whole or not at all."""
    half = file.with_name(f"{file.name}.{os.getpid()}")
    half.write_text(text, encoding="utf-8")
    half.replace(file)


def forget(folder: Path, *names: str) -> None:
    """Deletes files of the folder in this order, and what was half written of them."""
    for name in names:
        for half in folder.glob(f"{name}.*"):
            half.unlink(missing_ok=True)
        (folder / name).unlink(missing_ok=True)


def is_going_on(folder: Path) -> bool:
    """True if somebody works in the folder."""
    try:
        with (folder / LOCK).open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def launch(module: str, folder: Path, lock: int, environment: Mapping[str, str]) -> None:
    """Starts one of our modules on the folder, which it has locked until it ends."""
    with (folder / COMPLAINTS).open("ab") as complaints:
        # Our own module; the folder is named by us, and nothing of any file is on the command line.
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", module, str(folder.resolve())],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            pass_fds=(lock,),
            start_new_session=True,
        )
    threading.Thread(target=process.wait, daemon=True).start()  # so that no dead process is left behind


def within(limits: Limits, folder: Path, work: Callable[[], None]) -> int:
    """Has a child of this process do the work within limits, and waits for its end: how that was.

    0 for work that was done, OUT_OF_MEMORY, FAILED (the folder's complaints say how), or minus the number of
    the signal that ended it.
    """
    worker = os.fork()
    if not worker:
        _work(limits, folder, work)
    _, status = os.waitpid(worker, 0)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(worker, signal.SIGKILL)  # what it may have started
    return os.waitstatus_to_exitcode(status)


def _work(limits: Limits, folder: Path, work: Callable[[], None]) -> NoReturn:
    """Does the work; the end of its process."""
    code = FAILED
    try:
        os.setpgid(0, 0)
        os.nice(5)
        _redirect(folder)
        pyarrow = importlib.import_module("pyarrow")
        pyarrow.set_memory_pool(pyarrow.system_memory_pool())  # its own asks for a gigabyte at once
        limited.apply(limits)
        work()
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    # PanicException, calamine's own way to fail, is no Exception.
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)  # whatever the process that it was forked from would do at its end is not done here


def _redirect(folder: Path) -> None:
    complaints = os.open(folder / COMPLAINTS, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream, target in ((0, nothing), (1, nothing), (2, complaints)):
        os.dup2(target, stream)
