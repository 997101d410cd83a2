"""`make bench`: measures everything in one run and writes docs/benchmarks.md.

ONLY=compare,load measures those alone and writes nothing; SIZES=0.64,6.4 takes stores of those millions of rows.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.bench import browser, load, machine, memory, report, start, stores
from tests.bench.goals import GROUPS
from tests.bench.report import Result
from tests.needs import NEEDS, ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
WHY = Path(__file__).with_name("why.toml")
Stores = Mapping[str, Path]
Measure = Callable[[Stores], Sequence[Result]]


def smallest(made: Stores) -> Path:
    """The store that everything is measured with which is not about size."""
    return next(iter(made.values()))


# By the group of goals.py that ONLY names; the browser and the load have the machine to themselves as all do.
MEASURES: Mapping[str, Measure] = {
    "load": lambda made: load.measure(smallest(made)),
    "browser": lambda made: browser.measure(smallest(made)),
    "memory": memory.measure,
    "start": lambda made: start.measure(smallest(made)),
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
    results: list[Result] = []
    for group in groups:
        print(f"{group} …", file=sys.stderr)
        for result in MEASURES[group](made):
            print(" | ".join(report.row(result)))
            results.append(result)
    if (groups, sizes) == (list(GROUPS), list(stores.SIZES)):
        PAGE.write_text(report.document(results, here, tomllib.loads(WHY.read_text())), encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
