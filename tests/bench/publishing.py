"""Publishing the long file, until its release can be read; beside it what nobody could do without.

Each run is a process of its own with a new store; what is timed begins when its imports are done. Beside
parquet: pandas reads it and its rows go into a bare table. Beside the workbook: calamine reads it, no more.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.files import CACHE, DICTIONARY, LONG_FILE
from tests.bench.report import Result
from tests.needs import ROOT

RUNS, WATCHED_RUNS = 5, 2
BARE = "CREATE TABLE bare (series, item, year, name, value, number, region)"
SHEET = "BDS_Long"


def measure() -> list[Result]:
    """Seconds for either kind of file, ours and beside in turn; then megabytes at the highest point.

    To look at a process's memory takes its time, so the runs that are watched are not timed.
    """
    workbook = as_workbook()
    files = {"parquet": LONG_FILE, "xlsx": workbook}
    turns = [(what, name) for name in files for what in ("publish", f"bare-{name}")]
    seconds: dict[tuple[str, str], list[float]] = {}
    peaks: dict[tuple[str, str], list[float]] = {}
    for run in range(RUNS + WATCHED_RUNS):
        for what, name in turns:
            if run < RUNS:
                seconds.setdefault((what, name), []).append(timed(what, files[name]))
            else:
                peaks.setdefault((what, name), []).append(watched(what, files[name]))
    said = "the data dictionary is public already, as it is when a new file comes"
    took = [(seconds["publish", name], seconds[f"bare-{name}", name]) for name in files]
    return [
        Result("publish-parquet", *took[0], note=said),
        Result("publish-xlsx", *took[1]),
        *(
            Result("publish-memory", peaks["publish", name], peaks[f"bare-{name}", name], at=name)
            for name in files
        ),
    ]


def timed(what: str, file: Path, url: str = "") -> float:
    """Seconds that a process takes, from when everything is imported."""
    with started(what, file, url) as process:
        said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{what} {file.name} ended with {process.returncode}")
    return float(said.split()[-1])


def watched(what: str, file: Path, url: str = "") -> float:
    """The most megabytes that a process and those it started had together."""
    with started(what, file, url) as process:
        peak = _Peak(process.pid)
        process.communicate()
        megabytes = peak.stop()
    if process.returncode:
        raise RuntimeError(f"{what} {file.name} ended with {process.returncode}")
    return megabytes


@contextlib.contextmanager
def started(what: str, file: Path, url: str) -> Generator[subprocess.Popen[bytes]]:
    """A process that does one thing with a store of its own: a new file, or what `url` names."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=CACHE) as folder:
        yield subprocess.Popen(
            [sys.executable, "-m", "tests.bench.publishing", what, str(file)],
            cwd=ROOT,
            env={**os.environ, "YARDSTICK_HOME": folder, "DATABASE_URL": url},
            stdout=subprocess.PIPE,
        )


class _Peak:
    """Watches how much memory a process and its children have, until it is stopped."""

    def __init__(self, pid: int) -> None:
        self.pid, self.most, self.done = pid, 0, threading.Event()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()

    def stop(self) -> float:
        """The most that was seen, in megabytes."""
        self.done.set()
        self.thread.join()
        return self.most / 1e6

    def _watch(self) -> None:
        while not self.done.wait(0.05):
            self.most = max(self.most, _resident(self.pid))


def _resident(pid: int) -> int:
    """Bytes of a process and its children, what they share counted once; 0 for one that has ended."""
    try:
        (share,) = re.findall(r"^Pss: +(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except (OSError, ValueError):  # gone, or about to be
        return 0
    return 1024 * int(share) + sum(map(_resident, children))


def as_workbook() -> Path:
    """The long file as a workbook; made once."""
    path = CACHE / f"{LONG_FILE.stem}.xlsx"
    if not path.exists():
        import openpyxl
        import pandas as pd

        print("making the long file’s workbook …", file=sys.stderr)
        CACHE.mkdir(parents=True, exist_ok=True)
        rows = pd.read_parquet(LONG_FILE)
        # The figures as numbers, as a spreadsheet holds them.
        numbers = pd.to_numeric(rows["Values"], errors="coerce")
        rows["Values"] = numbers.astype(object).where(numbers.notna(), rows["Values"])
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet(SHEET)
        sheet.append(list(rows.columns))
        for row in rows.itertuples(index=False, name=None):
            sheet.append(row)
        unfinished = path.with_suffix(".unfinished")
        book.save(unfinished)
        unfinished.rename(path)
    return path


# What a process of its own does: everything is imported, then the clock starts.


def _publish(file: Path) -> Callable[[], None]:
    from loaders.__main__ import main

    def quietly(*files: Path) -> None:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            if main(["publish", *map(str, files)]):
                raise RuntimeError(said.getvalue()[-2000:])

    quietly(DICTIONARY)
    return lambda: quietly(file)


def _bare_parquet(file: Path) -> Callable[[], None]:
    import pandas as pd

    def read_and_insert() -> None:
        table = pd.read_parquet(file)
        # Column by column: three times as fast as pandas' own way through the rows.
        rows = zip(*(table[name].tolist() for name in table), strict=True)
        database = sqlite3.connect(Path(os.environ["YARDSTICK_HOME"]) / "bare.db")
        with database:
            database.execute(BARE)
            database.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        database.close()

    return read_and_insert


def _bare_xlsx(file: Path) -> Callable[[], None]:
    from python_calamine import CalamineWorkbook

    def read() -> None:
        for _ in CalamineWorkbook.from_path(str(file)).get_sheet_by_name(SHEET).iter_rows():
            pass

    return read


WHATS: Mapping[str, Callable[[Path], Callable[[], None]]] = {
    "publish": _publish,
    "bare-parquet": _bare_parquet,
    "bare-xlsx": _bare_xlsx,
}

if __name__ == "__main__":
    work = WHATS[sys.argv[1]](Path(sys.argv[2]))
    begun = time.perf_counter()
    work()
    print(time.perf_counter() - begun)
