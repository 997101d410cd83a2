"""One process that checks many files, each check in a worker of its own: Python is started once.

It is the process that Yardstick starts (`python -m loaders.checking_process`), told its folders one by one.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders import checked, definitions, limited
from loaders.checked import Report
from loaders.checking_process import Asked
from loaders.limited import Limits
from loaders.reference import Reference
from loaders.schema import Tables
from tests.needs import ROOT

BROKEN = ("fails over", "breaks down", "was interrupted", "stopped from outside", "cannot be read back")


@dataclass
class Checker:
    """The process, and what it has taken so far."""

    process: subprocess.Popen[str]
    home: Path
    known: Reference
    memory: int = 0
    checks: int = 0

    @property
    def folder(self) -> Path:
        """Where the latest check lies; earlier ones are thrown away."""
        return self.home / str(self.checks)

    def check(self, files: Sequence[Path], limits: Limits | None = None) -> Report:
        """The report on files that are checked together."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.checks += 1
        folder = self.folder
        folder.mkdir()
        known = tuple(definitions.rows(self.known.indicators.values())) if len(files) > 1 else ()
        Asked(tuple(files), known, limits or Limits()).write(folder)
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{folder}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == f"{folder}\n", "the process itself broke down"
        found = checked.read(folder)
        assert found is not None
        self.memory = max(self.memory, found.memory)
        return found

    def tables(self, report: Report) -> Tables:
        """The rows of the first file of the latest report."""
        return checked.tables(self.folder, 0, report.files[0])


@contextmanager
def checker(home: Path, known: Reference) -> Iterator[Checker]:
    """The process for as long as it is wanted."""
    with subprocess.Popen(
        [sys.executable, "-m", "loaders.checking_process"],
        cwd=ROOT,
        env=limited.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Checker(process, home, known)
        assert process.stdin
        process.stdin.close()


def sound(report: Report) -> None:
    """Whatever was in the files, each has its answer: an error with a way to mend it, or rows."""
    for one in report.files:
        assert not [said for said in one.problems if any(word in said.what for word in BROKEN)], one.problems
        assert all(said.what and said.fix for said in one.problems)
        assert one.has_errors or one.rows
