"""One authority with ten neighbours: figures' query, view-model, chart and its JSON, at three sizes.

Beside it the same rows with their places by one plain statement. What the page's form has chosen already
(the indicator's definition and the neighbours) is given to both. The files of all sizes are in the computer's
memory, as those of a server that has run for a while.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import sqlalchemy as sa

from dashboard import benchmark, charting, figures
from dashboard.queries import Ask
from dashboard.records import NeighbourList
from dashboard.selecting import Evidence, question
from loaders import reference
from loaders.home import REFERENCE
from loaders.reference import Area, Indicator
from loaders.store import Store
from tests.bench import stores, visits
from tests.bench.report import Result

TIMES = 400
PART = 1 << 24  # bytes of a file that are read at a time
STEPS = ("query", "view-model", "figure", "JSON")
BARE = """SELECT o.area, o.period, o.period_start, o.period_end, o.value, o.published_as, o.status,
        s.from_top, s.from_bottom, s.before
    FROM observation o LEFT JOIN standing s
        ON s.area = o.area AND s.edition = o.edition AND s.indicator = o.indicator AND s.breakdown = ''
    WHERE o.indicator = :indicator AND o.breakdown = '' AND o.edition IN :editions AND o.area IN :areas
    ORDER BY o.area, o.period_end"""


@dataclass(frozen=True)
class Chosen:
    """What is compared: an indicator and an authority, with the neighbours that its newest list gives."""

    indicator: Indicator
    area: Area
    neighbours: NeighbourList

    @property
    def areas(self) -> list[str]:
        """The authority, its neighbours, its region and England."""
        return [self.area.code, *self.neighbours.neighbours, self.area.region, benchmark.ENGLAND]


def measure(made: Mapping[str, Path]) -> tuple[list[Result], list[str]]:
    """Milliseconds by size, of as many different choices; and which step takes how much of it."""
    ours: dict[str, list[float]] = {}
    results: list[Result] = []
    spent: list[str] = []
    drawn = visits.of_ours(next(iter(made.values())))
    for size, path in made.items():
        _remember(path)
        with closing(Store(f"sqlite:///{path}")) as store:
            chosen = choices(store, drawn, stores.SIZES[size])
            ours[size], bare, steps = timed(store, f"sqlite:///{path}", chosen)
        results.append(Result("compare", ours[size], bare, at=f"{size} million"))
        spent.append(_spent(size, steps))
    smallest, largest = next(iter(ours)), next(reversed(ours))
    if smallest != largest:
        results.append(Result("compare-growth", ours[largest], ours[smallest], at=f"{largest} million"))
    return results, spent


def _remember(path: Path) -> None:
    """Reads a store's file from end to end, so that the computer has it in memory as far as there is room."""
    with path.open("rb", buffering=0) as file:
        while file.read(PART):
            pass


def timed(
    store: Store, url: str, chosen: Sequence[Chosen]
) -> tuple[list[float], list[float], list[dict[str, float]]]:
    """Milliseconds of ours, of the bare query, and of our steps, for each choice in turn."""
    ask = _ask(store)
    statement = sa.text(BARE).bindparams(
        sa.bindparam("editions", expanding=True), sa.bindparam("areas", expanding=True)
    )
    ours: list[float] = []
    bare: list[float] = []
    steps: list[dict[str, float]] = []
    engine = sa.create_engine(url)
    for run, one in enumerate(chosen):
        said = {"indicator": one.indicator.id, "editions": ask.release.editions, "areas": one.areas}
        started = time.perf_counter()
        with engine.connect() as connection:
            rows = connection.execute(statement, said).all()
        taken = 1000 * (time.perf_counter() - started)
        took = _steps(ask, one)
        if not rows:
            raise AssertionError(f"{one.indicator.id} has no row")
        if run >= len(chosen) // 10:  # the first tenth warms both up
            bare.append(taken)
            steps.append(took)
            ours.append(sum(took.values()))
    engine.dispose()
    return ours, bare, steps


def _steps(ask: Ask, one: Chosen) -> dict[str, float]:
    """Milliseconds of each step. AssertionError if nothing is drawn."""
    clock = [time.perf_counter()]
    stood = ask.latest(one.indicator.id, areas=one.areas)
    found = ask.observations(indicator=one.indicator.id, breakdown="", area=one.areas)
    clock.append(time.perf_counter())
    evidence = Evidence(found, (), [one.neighbours], stood)
    asked = question(ask, one.indicator, one.area, evidence, one.neighbours.id)
    view, drawn = benchmark.benchmark(asked), charting.trend(asked, one.indicator.name)
    if view.latest is None or drawn is None:
        raise AssertionError(f"{one.indicator.id} of {one.area.name} has no line")
    clock.append(time.perf_counter())
    figure = figures.trend(drawn)
    clock.append(time.perf_counter())
    json.dumps(figure)
    clock.append(time.perf_counter())
    return {step: 1000 * (clock[n + 1] - clock[n]) for n, step in enumerate(STEPS)}


def _ask(store: Store) -> Ask:
    release = store.current()
    if release is None:
        raise LookupError("the store has no release")
    return Ask(store, release, reference.load(REFERENCE))


def choices(store: Store, drawn: Sequence[visits.Visit], copies: int) -> list[Chosen]:
    """Choices over every copy of the indicators, the same ones in every run."""
    ask, which = _ask(store), random.Random(7)
    found: list[Chosen] = []
    for one in drawn:
        lists = ask.neighbour_lists(one.area)
        name = stores.copied(one.indicator, which.randint(1, copies))
        defined = ask.measures.get(name)
        if lists and defined and one.indicator.startswith("lait-"):
            found.append(Chosen(defined, ask.reference.areas[one.area], lists[0]))
        if len(found) == TIMES:
            break
    return found


def _spent(size: str, steps: Sequence[Mapping[str, float]]) -> str:
    """A line on the share of each step."""
    medians = {step: median(one[step] for one in steps) for step in STEPS}
    whole = sum(medians.values())
    said = ", ".join(f"{step} {value / whole:.0%}" for step, value in medians.items())
    return f"Compare at {size} million rows: {said} of {whole:.2f} ms."
