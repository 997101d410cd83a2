"""What the numbers were measured on: nothing that names the machine or a place on it."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.needs import NEEDS

LIBRARIES = ("pandas", "dash", "plotly", "SQLAlchemy", "gunicorn", "python-calamine")


def facts() -> dict[str, str]:
    """Facts by name, as docs/benchmarks.md lists them."""
    return {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "processors": f"{os.cpu_count()} × {_processor()}",
        "memory": f"{_memory():.0f} GB",
        "load when started": f"{os.getloadavg()[0]:.1f} waiting",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        "browser": _browser(),
    }


def _processor() -> str:
    found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.M)
    return found[1] if found else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _browser() -> str:
    chromium = NEEDS["chromium"].find()
    if chromium is None:
        return "none"
    said = subprocess.run([chromium, "--version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"\w+ [\d.]+", said)
    return found[0] if found else "unknown"
