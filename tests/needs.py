"""What some tests need beyond the Python packages, and the line that would install it.

A test that lacks one of these is not run and is named at the end of the run; with its name in REQUIRE
(`REQUIRE=chromium make test`) it fails instead.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import postgresql

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Need:
    """Something that a machine may lack. `install` is the line that mends that."""

    name: str
    install: str
    find: Callable[[], str | None]

    @property
    def reason(self) -> str:
        return f"{self.name} is missing. To run it: {self.install}"


def _browser() -> str | None:
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


NEEDS = {
    need.name: need
    for need in (
        Need("chromium", "apt-get install chromium", _browser),
        Need("postgresql", "apt-get install postgresql", postgresql.programs),
        Need("libreoffice", "apt-get install libreoffice-calc-nogui", lambda: shutil.which("soffice")),
        Need("pdftotext", "apt-get install poppler-utils", lambda: shutil.which("pdftotext")),
        Need(
            "shared",
            "put the folder `shared`, with the national files, beside this project's folder",
            lambda: str(SHARED) if (SHARED / "real").is_dir() else None,
        ),
    )
}


def required() -> frozenset[str]:
    """The names in REQUIRE. Raises UsageError for a name that is not in NEEDS."""
    names = frozenset(re.findall(r"[^\s,]+", os.environ.get("REQUIRE", "")))
    if unknown := names - NEEDS.keys():
        said, known = ", ".join(sorted(unknown)), ", ".join(sorted(NEEDS))
        raise pytest.UsageError(f"REQUIRE names {said}; what tests can need is: {known}")
    return names


def soaking() -> bool:
    """True in `make soak`, which tries at length what `make test` tries in a minute."""
    return bool(os.environ.get("SOAK"))


def need(name: str) -> str:
    """Where the thing is. Where it is missing the test is not run, or fails if REQUIRE has the name."""
    wanted = NEEDS[name]
    found = wanted.find()
    if found:
        return found
    if name in required():
        pytest.fail(f"REQUIRE={name}, but {wanted.reason}", pytrace=False)
    pytest.skip(wanted.reason)
