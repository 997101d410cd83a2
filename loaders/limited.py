"""Limits on what a process may take, and a script of ours run within them over bytes from outside.

A damaged or hostile file can make a reader take all memory, run for ever, or end its whole process. What is
read within limits of its own can take nothing else down. As a script of its own this file sets the limits,
then runs another (`python -I limited.py MEMORY SECONDS SCRIPT ARGUMENT…`); it imports nothing of ours, which
would take half a second.
"""

from __future__ import annotations

import importlib
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

# Reading needs nothing of the environment but this: no address of a database, no key.
KEPT = frozenset({"PATH", "LANG", "LC_ALL", "TMPDIR", "TZ"})
# Memory counts when it is asked for. Arrow's own pool would ask for a gigabyte at once, and the threads of
# the algebra, for which reading has no use, for more.
FRUGAL = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
OUT_OF_TIME = (signal.SIGXCPU, signal.SIGALRM)


@dataclass(frozen=True)
class Limits:
    """What a process may take on top of what it has: bytes of memory, seconds by the clock, bytes on disk.

    It may compute for as many seconds, too. `upload` is the most bytes of one file that are looked at.
    """

    memory: int = 600_000_000
    seconds: int = 300
    disk: int = 1_000_000_000
    upload: int = 50_000_000


@dataclass(frozen=True)
class Ran:
    """How a script ended: what it wrote to standard output, and the last line of its complaints.

    `status` is its exit code, or the number of the signal that ended it, below zero.
    """

    output: bytes
    complaint: str
    status: int

    @property
    def out_of_time(self) -> bool:
        """True if it was ended because it took too long."""
        return -self.status in OUT_OF_TIME


def apply(limits: Limits) -> None:
    """Holds this process, and what it starts, to limits for the rest of its life; there is no way back."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # Windows has no such limits
        return
    for name, most in (
        ("RLIMIT_DATA", _data() + limits.memory),
        ("RLIMIT_CPU", limits.seconds),
        ("RLIMIT_FSIZE", limits.disk),
        ("RLIMIT_CORE", 0),
    ):
        _lower(resource, getattr(resource, name), most)
    signal.alarm(limits.seconds)


def _lower(resource: ModuleType, which: int, most: int) -> None:
    """A limit is never raised: what a process starts keeps to its own, too."""
    _, hard = resource.getrlimit(which)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (least, least))


def _data() -> int:
    """Bytes of memory that this process has asked for so far, as RLIMIT_DATA counts them."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), 0)


def environment() -> dict[str, str]:
    """The environment of a process that reads what came from outside."""
    return {**{name: value for name, value in os.environ.items() if name in KEPT}, **FRUGAL}


def run(script: Path, arguments: Sequence[object], content: bytes, limits: Limits) -> Ran:
    """Runs a script of ours over bytes on its standard input; never raises for what they are."""
    own = [str(Path(__file__)), str(limits.memory), str(limits.seconds), str(script)]
    # Nothing of the file is on the command line.
    command = [sys.executable, "-I", *own, *map(str, arguments)]
    done = subprocess.run(  # noqa: S603
        command, input=content, capture_output=True, check=False, env=environment()
    )
    said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return Ran(done.stdout, said, done.returncode)


if __name__ == "__main__":
    apply(Limits(memory=int(sys.argv[1]), seconds=int(sys.argv[2])))
    sys.argv = sys.argv[3:]
    runpy.run_path(sys.argv[0], run_name="__main__")
