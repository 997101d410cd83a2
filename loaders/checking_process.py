"""The process that checks files: it forks a worker that reads them within limits, and sees how that ends.

Started by checking.py, as a process of its own that outlives whoever started it. Its arguments, or else the
lines of its standard input, are folders with what is asked (ASKED); each is written to standard output when
it holds a report. This process looks at none of the files: what happens to the worker over them cannot happen
to it.
"""

from __future__ import annotations

import hashlib
import json
import resource
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from loaders import FORMATS, apart, checked, definitions, limited, marking, progress, reference
from loaders.apart import COMPLAINTS
from loaders.checked import Checked, Report
from loaders.format import Reading, read_together
from loaders.home import REFERENCE
from loaders.limited import Limits
from loaders.problems import Problem
from loaders.reference import Reference

ASKED = "asked.json"
SIMPLER = "Take out what does not belong to the table, or save the table as CSV, then try again."
AGAIN = "Try again."
TELL = "Save the table in another file, or as CSV, and tell whoever looks after Yardstick of this one."


@dataclass(frozen=True)
class Asked:
    """Files to check together, what files that are public define, and the limits."""

    files: tuple[Path, ...]
    definitions: tuple[tuple[Any, ...], ...]
    limits: Limits

    def write(self, folder: Path) -> None:
        """Leaves it in the folder for the process."""
        files = [str(path) for path in self.files]
        said = {"files": files, "definitions": self.definitions, "limits": vars(self.limits)}
        apart.keep(folder / ASKED, json.dumps(said))


def asked(folder: Path) -> Asked:
    """What is asked in a folder."""
    said = json.loads((folder / ASKED).read_text(encoding="utf-8"))
    return Asked(
        tuple(map(Path, said["files"])), tuple(map(tuple, said["definitions"])), Limits(**said["limits"])
    )


def main() -> None:
    """Checks what is asked in each folder named."""
    known = reference.load(REFERENCE)
    for folder in sys.argv[1:] or (line.rstrip("\n") for line in sys.stdin):
        supervise(Path(folder), known)
        sys.stdout.write(f"{folder}\n")
        sys.stdout.flush()


def supervise(folder: Path, known: Reference) -> None:
    """Has a worker check what is asked in the folder. Afterwards a report is there, however that went."""
    wanted = asked(folder)
    status = apart.within(wanted.limits, folder, partial(_check, folder, wanted, known))
    if not (folder / checked.FILE).exists():
        checked.write(folder, ended(folder, status))


# The worker


def _check(folder: Path, wanted: Asked, known: Reference) -> None:
    began, before = time.monotonic(), _memory()
    known = known.defining(definitions.indicators(wanted.definitions).values())
    fit = [path for path in wanted.files if _fits(path, wanted.limits)]
    read = read_together(fit, known, FORMATS, lambda path: partial(progress.tell, folder, path.name))
    by_path = dict(zip(fit, read, strict=True))
    readings = [by_path.get(path) or _too_large(path, wanted.limits) for path in wanted.files]
    files = tuple(
        checked.checked(one, _sha256(path) if path in by_path else "", FORMATS)
        for path, one in zip(wanted.files, readings, strict=True)
    )
    report = Report(files, time.monotonic() - began, _memory() - before)
    checked.write(folder, report, readings)
    # The report stands, whatever becomes of these. A file in which no cell is wrong may be one that must not
    # be opened at all.
    for at, one in enumerate(readings):
        if any(problem.cell for problem in one.problems):
            with suppress(Exception):
                marking.write(checked.kept_of(folder, at), wanted.files[at], one.problems)


def _fits(path: Path, limits: Limits) -> bool:
    try:
        return path.stat().st_size <= limits.upload
    except OSError:
        return True  # to be told that it cannot be opened


def _too_large(path: Path, limits: Limits) -> Reading:
    size = f"The file has {path.stat().st_size / 1e6:,.0f} MB; the most is {limits.upload / 1e6:,.0f} MB."
    problem = Problem("error", path.name, "", "", size, "Save the table alone, or as .parquet, or in parts.")
    return Reading(path.name, "", "", {}, (problem,), readable=False)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _memory() -> int:
    """The most bytes of memory that this process has had, or one that it started if that had more."""
    own, others = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(own, others) * (1 if sys.platform == "darwin" else 1024)


# How it ended


def ended(folder: Path, status: int | None) -> Report:
    """A report on files whose checking ended before its end. `status` is None if nobody saw how it ended.

    The file that was being read then is to blame; the others could not be checked for its sake.
    """
    try:
        wanted = asked(folder)
        names = [path.name for path in wanted.files]
        seconds = wanted.limits.seconds
    except (OSError, ValueError, TypeError, KeyError):
        return Report(())
    done = {one.file for one in progress.steps(folder) if one.stage == "checked"}
    current = next((name for name in names if name not in done), "")
    what, fix = _why(status, seconds, folder)
    files: list[Checked] = []
    for name in names:
        said = (what, fix)
        if status is not None and current and name != current:
            said = f"It was not checked, because checking {current} failed.", "Check it without that file."
        files.append(Checked(name, problems=(Problem("error", name, "", "", *said),)))
    return Report(tuple(files))


def _why(status: int | None, seconds: int, folder: Path) -> tuple[str, str]:
    if status is None:
        return "The checking was interrupted before it was done.", AGAIN
    if -status in limited.OUT_OF_TIME:
        return f"Checking this file takes longer than {seconds} seconds, more than any table.", SIMPLER
    if status == apart.OUT_OF_MEMORY:
        return "Checking this file takes more memory than any table.", SIMPLER
    if status == -signal.SIGKILL:
        return "The checking of this file was stopped from outside before it was done.", AGAIN
    if status < 0:
        name = signal.Signals(-status).name
        return f"The program that reads such files breaks down over this one ({name}).", TELL
    return f"Yardstick fails over this file{_complaint(folder)}.", TELL


def _complaint(folder: Path) -> str:
    """The kind of the last error written down, in brackets."""
    try:
        lines: Sequence[str] = (
            (folder / COMPLAINTS).read_text(encoding="utf-8", errors="replace").splitlines()
        )
    except OSError:
        return ""
    kind = lines[-1].partition(":")[0] if lines else ""
    return f" ({kind})" if kind.isidentifier() else ""


if __name__ == "__main__":
    main()
