"""How long the server takes from its start to its first page, beside Python importing the large libraries."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.bench import serving
from tests.bench.report import Result

RUNS = 7
IMPORTS = "import dash, pandas, sqlalchemy"


def measure(store: Path) -> list[Result]:
    """Seconds, in turn; the first of each is left out, as it reads the files from the disk."""
    ours: list[float] = []
    beside: list[float] = []
    for _ in range(RUNS + 1):
        with serving.yardstick(store, "/") as server:
            ours.append(server.seconds)
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", IMPORTS], check=True)
        beside.append(time.perf_counter() - started)
    return [Result("start", ours[1:], beside[1:])]
