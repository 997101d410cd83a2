"""Yardstick as a web server serves it, for tests that kill it: before a deed that they counted out.

A deed is any statement, one that only reads, too, a row of a COPY, a commit, what comes after a commit, and
whatever is written, made or removed of an upload on the disk.

`server` is what gunicorn is told to serve; MORTAL names the file in which the test counts. What
checks files, and works out what would change, is forked off here, as on the command line, which saves the
second in which Python starts, unless REAL_CHECKS is set.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import psycopg
import sqlalchemy as sa
from sqlalchemy import event

VARIABLE, REAL_CHECKS = "MORTAL", "REAL_CHECKS"
NOBODY, WEB, CHECKING, READER = range(4)  # READER: the child of a process that checks, alone
ON_FILES = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree"}
COMMIT, COPIED = "COMMIT", "ROW of a COPY"
WRITES = os.O_WRONLY | os.O_RDWR
FORKER = "forker"  # beside the file that the test counts in
LAYOUT = struct.Struct("qq")


class Fate:
    """Who dies, and after how many deeds; shared by all processes that have the file."""

    def __init__(self, file: Path) -> None:
        with file.open("r+b") as opened:
            self.shared = mmap.mmap(opened.fileno(), LAYOUT.size)

    def set(self, who: int, deeds: int) -> None:
        LAYOUT.pack_into(self.shared, 0, who, deeds)

    def spared(self) -> bool:
        """Spares everybody from now on; True if nobody had died."""
        _, left = LAYOUT.unpack_from(self.shared)
        self.set(NOBODY, 0)
        return left > 0

    def deed(self, who: int) -> bool:
        """Counts a deed; True if it must not be done any more."""
        doomed, left = LAYOUT.unpack_from(self.shared)
        if doomed != who and not (doomed == CHECKING and who == READER):
            return False
        self.set(doomed, left - 1)
        return left == 1


def on_statements(reached: Callable[[str], object]) -> Callable[[], None]:
    """Has a function told of each statement, row of a COPY and commit of this process before it is done.

    From now on, until what is given back is called.
    """
    copy, write_row = psycopg.Cursor.copy, psycopg.Copy.write_row

    def executing(*told: Any) -> None:
        reached(told[2])

    def committing(_: sa.Connection) -> None:
        reached(COMMIT)

    def copying(*told: Any, **more: Any) -> Any:
        reached(told[1])
        return copy(*told, **more)

    def writing(*told: Any) -> None:
        reached(COPIED)
        write_row(*told)

    def end() -> None:
        event.remove(sa.Engine, "before_cursor_execute", executing)
        event.remove(sa.Engine, "commit", committing)
        psycopg.Cursor.copy, psycopg.Copy.write_row = copy, write_row  # type: ignore[method-assign]

    event.listen(sa.Engine, "before_cursor_execute", executing)
    event.listen(sa.Engine, "commit", committing)
    psycopg.Cursor.copy, psycopg.Copy.write_row = copying, writing  # type: ignore[method-assign]
    return end


def made_mortal(file: Path, home: Path) -> None:
    """From now on this process, and those that it forks, die as their fate says."""
    fate, role, here = Fate(file), {"": WEB}, f"{home}/uploads"
    committed: set[int] = set()

    def committing(connection: sa.Connection) -> None:
        committed.add(id(connection.connection.dbapi_connection))

    def given_back(connection: object, _: object) -> None:
        if id(connection) in committed:
            committed.discard(id(connection))
            reached()

    def reached(*_: object) -> None:
        who = role[""]
        if fate.deed(who):
            doomed = LAYOUT.unpack_from(fate.shared)[0]
            if doomed == CHECKING and who == READER:
                os.kill(os.getppid(), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)

    def on_file(name: str, told: tuple[Any, ...]) -> None:
        path, _, flags = (*told, 0, 0, 0)[:3]
        if name in ON_FILES and str(path).startswith(here) and (name != "open" or flags & WRITES):
            reached()

    on_statements(reached)
    event.listen(sa.Engine, "commit", committing)
    event.listen(sa.pool.Pool, "checkin", given_back)
    sys.addaudithook(on_file)
    if REAL_CHECKS not in os.environ:
        fork_checks(role, file.with_name(FORKER))


def fork_checks(role: dict[str, int], told_of: Path) -> None:
    """Has checks and previews forked off by a process that has no connection and no socket of the server's.

    It ends when the last of the server's processes has; `told_of` is the file with its number.
    """
    from loaders import apart

    asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    work = apart._work

    def reader(*told: Any) -> NoReturn:
        role[""] = READER
        work(*told)

    def launch(module: str, folder: Path, lock: int, environment: Mapping[str, str]) -> None:
        said = [module, str(folder.resolve()), environment.get("DATABASE_URL", "")]
        socket.send_fds(asking, [json.dumps(said).encode()], [lock])

    apart._work, apart.launch = reader, launch
    if between := os.fork():
        os.waitpid(between, 0)
    elif os.fork():
        os._exit(0)  # so it is no child of the server's, and not killed as one that answers
    else:
        asking.close()
        told_of.write_text(str(os.getpid()))
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while (told := socket.recv_fds(asked, 10_000, 1))[0]:
            if not os.fork():
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                role[""] = CHECKING
                work_on(*json.loads(told[0]))
            os.close(told[1][0])
        os._exit(0)
    asked.close()


def work_on(module: str, folder: str, url: str) -> NoReturn:
    """Does what a process that was started with the module would do."""
    from loaders import checking_process, previewing_process, reference
    from loaders.home import REFERENCE

    try:
        os.setsid()
        if module == checking_process.__name__:
            checking_process.supervise(Path(folder), reference.load(REFERENCE))
        else:
            previewing_process.supervise(Path(folder), url)
    finally:
        os._exit(0)


if VARIABLE in os.environ:
    from app import server
    from loaders.home import home as home_of

    # What every new process would have to do anew.
    import_module("pyarrow.dataset")
    import_module("psycopg.types.string")
    server.test_client().get("/officers/sign-in")
    gc.freeze()
    made_mortal(Path(os.environ[VARIABLE]), home_of(os.environ))
