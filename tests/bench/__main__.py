"""`make bench`: measures everything in one run and writes docs/benchmarks.md.

With DATABASE_URL, a PostgreSQL server's, it measures the same there beside SQLite, into a page of its own.
ONLY=compare,load measures those alone, SIZES=0.64,6.4 takes stores of those millions of rows: then nothing is
written, since the page is of one run.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.bench import (
    browser,
    compare,
    load,
    machine,
    memory,
    on_postgresql,
    pages,
    profile,
    publishing,
    report,
    start,
    stores,
)
from tests.bench.goals import GROUPS
from tests.bench.report import Result
from tests.needs import NEEDS, ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
WHY = Path(__file__).with_name("why.toml")
Stores = Mapping[str, Path]
Measured = tuple[Sequence[Result], Sequence[str]]


def smallest(made: Stores) -> Path:
    """The store that everything is measured with which is not about size."""
    return next(iter(made.values()))


# By the group of goals.py that ONLY names: results, and lines on where the time goes.
MEASURES: Mapping[str, Callable[[Stores], Measured]] = {
    "compare": compare.measure,
    "profile": profile.measure,
    "load": lambda made: (load.measure(smallest(made)), ()),
    "publishing": lambda _: (publishing.measure(), ()),
    "browser": lambda made: (browser.measure(smallest(made)), ()),
    "pages": lambda _: (pages.measure(), ()),
    "memory": lambda made: (memory.measure(made), ()),
    "start": lambda made: (start.measure(smallest(made)), ()),
}


def chosen(name: str, among: Sequence[str]) -> list[str]:
    """What the environment's variable names, in the order of `among`; all if it is not set."""
    said = re.findall(r"[^\s,]+", os.environ.get(name, ""))
    if unknown := set(said) - set(among):
        raise SystemExit(f"{name} names {', '.join(sorted(unknown))}; there are: {', '.join(among)}")
    return [one for one in among if one in said] if said else list(among)


def main() -> int:
    """Measures, prints each row as it is known, and writes the page if everything was measured."""
    if NEEDS["shared"].find() is None:
        print(NEEDS["shared"].reason, file=sys.stderr)
        return 1
    groups, sizes = chosen("ONLY", GROUPS), chosen("SIZES", list(stores.SIZES))
    here = machine.facts()
    made = stores.build(sizes)
    if url := os.environ.get("DATABASE_URL"):
        return on_postgresql.main(url, made, groups, here)
    results: list[Result] = []
    spent: list[str] = []
    failed: list[str] = []
    for group in groups:
        print(f"measuring: {group}", file=sys.stderr)
        try:
            found, lines = MEASURES[group](made)
        except Exception:  # whatever it is, the other measures are still worth having
            traceback.print_exc()
            failed.append(group)
            continue
        for result in found:
            print(" | ".join(report.row(result)), flush=True)
        results += found
        spent += lines
    if failed:
        print(f"could not be measured: {', '.join(failed)}; nothing is written", file=sys.stderr)
        return 1
    if (groups, sizes) == (list(GROUPS), list(stores.SIZES)):
        why = tomllib.loads(WHY.read_text(encoding="utf-8"))
        PAGE.write_text(report.document(results, here, why, spent), encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    else:
        print("\n".join(spent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
