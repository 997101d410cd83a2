"""What somebody sees in Chromium: first paint, the chart, another indicator, bytes; the tutorial's beside."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench import serving, visits
from tests.bench.report import Result
from tests.live import SIZES, launched
from tests.needs import NEEDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

WATCH = Path(__file__).with_name("watch.js")
RUNS = 9
WILTSHIRE, WILTSHIRE_BY_NAME = "865", "Wiltshire"
PATIENCE = 60_000
ANSWERS = "() => window.bench?.interactive > 0 && window.bench.painted > 0 && window.bench.drawn > 0"
# Megabits a second become bytes; the delay is in milliseconds.
NETWORKS: dict[str, dict[str, float]] = {
    "loopback": {},
    "10 Mbit/s, 40 ms": {"latency": 40, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6},
}


@dataclass(frozen=True)
class Seen:
    """One visit and one change of indicator: milliseconds, kilobytes on the wire, the larger layout shift."""

    painted: float
    drawn: float
    interactive: float
    change_drawn: float
    change_interactive: float
    cold: float
    second: float
    shift: float


@dataclass
class Wire:
    """Counts what comes over the wire, with headers, while a tab is open."""

    session: CDPSession
    received: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", lambda one: self.received.append(one["encodedDataLength"]))

    def kilobytes(self) -> float:
        """What has come since the last time this was asked."""
        total = sum(self.received) / 1000
        self.received.clear()
        return total


def measure(store: Path) -> list[Result]:
    """Nine visits of each, in turn, over each network; every visit in a fresh profile."""
    chromium = NEEDS["chromium"].find()
    if chromium is None:
        raise FileNotFoundError(NEEDS["chromium"].reason)
    # Each change is to a page that nobody has asked for yet.
    mine = iter(visits.of_ours(store, WILTSHIRE))
    theirs = iter(visits.of_tutorial(WILTSHIRE_BY_NAME))
    results: list[Result] = []
    with serving.yardstick(store) as yardstick, serving.tutorial() as tutorial, launched(chromium) as browser:
        for network, conditions in NETWORKS.items():
            ours: list[Seen] = []
            beside: list[Seen] = []
            for run in range(RUNS + 1):  # the first warms the servers up
                with opened(browser, conditions) as (tab, wire):
                    seen = visit_ours(tab, wire, yardstick.address, (next(mine), next(mine)))
                    ours += [seen] if run else []
                with opened(browser, conditions) as (tab, wire):
                    seen = visit_tutorial(tab, wire, tutorial.address, next(theirs).indicator)
                    beside += [seen] if run else []
            results += compared(network, ours, beside)
    return results


@contextmanager
def opened(browser: Browser, conditions: dict[str, float]) -> Generator[tuple[Page, Wire]]:
    """A tab in a profile of its own, on a network of those conditions."""
    width, height = SIZES["wide"]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(PATIENCE)
    tab = context.new_page()
    tab.add_init_script(path=WATCH)
    session = context.new_cdp_session(tab)
    wire = Wire(session)
    if conditions:
        session.send("Network.emulateNetworkConditions", {"offline": False, **conditions})
    yield tab, wire
    context.close()


def visit_ours(tab: Page, wire: Wire, site: str, asked: tuple[visits.Visit, visits.Visit]) -> Seen:
    """Our page of one indicator, then of another, chosen by a link to it."""
    first, second = asked
    told = _settled(tab, site + visits.address(first))
    cold = wire.kilobytes()
    with tab.expect_navigation(wait_until="commit"):
        chosen = tab.evaluate("address => window.chooseByLink(address)", visits.address(second))
    again = _settled(tab)
    return Seen(
        told["painted"] - told["started"],
        told["drawn"] - told["started"],
        told["interactive"] - told["started"],
        again["drawn"] - chosen,
        again["interactive"] - chosen,
        cold,
        wire.kilobytes(),
        max(told["shift"], again["shift"]),
    )


def visit_tutorial(tab: Page, wire: Wire, site: str, indicator: str) -> Seen:
    """The tutorial's page, then another indicator."""
    told = _settled(tab, site)
    cold = wire.kilobytes()
    change = tab.evaluate("indicator => window.chooseByDash(indicator)", indicator)
    tab.wait_for_load_state("networkidle")
    shift = tab.evaluate("window.bench.shift")
    painted, drawn, interactive = (told[one] - told["started"] for one in ("painted", "drawn", "interactive"))
    return Seen(painted, drawn, interactive, change, change, cold, wire.kilobytes(), shift)


def _settled(tab: Page, address: str = "") -> dict[str, Any]:
    """What was seen of a page until its chart answers and nothing more is loaded."""
    if address:
        tab.goto(address, wait_until="commit")
    tab.wait_for_function(ANSWERS)
    tab.wait_for_load_state("networkidle")
    told = tab.evaluate("window.bench")
    # A picture that is in the page is drawn when the page is painted, which the browser dates a little later.
    return {**told, "drawn": max(told["drawn"], told["painted"])}


def compared(network: str, ours: list[Seen], beside: list[Seen]) -> list[Result]:
    """The rows of one network."""

    def result(goal: str, mine: str, theirs: str) -> Result:
        return Result(
            goal, [getattr(one, mine) for one in ours], [getattr(one, theirs) for one in beside], network
        )

    return [
        result("first-paint", "painted", "drawn"),
        result("interactive", "interactive", "drawn"),
        result("change-drawn", "change_drawn", "change_drawn"),
        result("change-interactive", "change_interactive", "change_drawn"),
        result("bytes-cold", "cold", "cold"),
        result("bytes-second", "second", "second"),
        result("layout-shift", "shift", "shift"),
    ]
