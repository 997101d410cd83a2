"""How much memory a worker has to itself after fifty visits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path

from tests.bench import serving, visits
from tests.bench.report import Result

VISITS = 50
RUNS = 3
# One indicator's page after another, as somebody reads them, and of the other pages one now and then.
OTHERS = ("/?area={area}", "/profile?area={area}", "/inspections?area={area}", "/sources")


def measure(stores: Mapping[str, Path]) -> list[Result]:
    """Megabytes of the larger of two workers, by the store's size."""
    found: dict[str, list[float]] = {size: [] for size in stores}
    for _ in range(RUNS):
        for size, store in stores.items():
            found[size].append(after_visits(store))
    results = [Result("memory", values, at=size) for size, values in found.items()]
    smallest, largest = next(iter(found)), next(reversed(found))
    if smallest != largest:
        results.append(Result("memory-growth", found[largest], found[smallest], at=largest))
    return results


def after_visits(store: Path, url: str = "") -> float:
    """Megabytes, after as many visits as there are workers times fifty; `url` names a copy of the store."""
    with serving.yardstick(url or store) as server:
        workers = server.workers()
        for path in islice(cycle(_mixed(store)), VISITS * len(workers)):
            status, _ = serving.get(server.address + path, {"Accept-Encoding": "br"})
            if status != 200:
                raise AssertionError(f"{path} answers {status}")
        return max(map(proportional, workers))


def _mixed(store: Path) -> list[str]:
    drawn = visits.of_ours(store)[: 4 * VISITS]
    others = cycle(OTHERS)
    return [
        next(others).format(area=one.area) if place % 5 == 4 else visits.address(one)
        for place, one in enumerate(drawn)
    ]


def proportional(pid: int) -> float:
    """A process's memory in megabytes; what it shares with others counts in proportion."""
    said = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    if said is None:
        raise RuntimeError("this kernel tells no proportional memory (smaps_rollup)")
    return int(said[1]) * 1024 / 1e6
