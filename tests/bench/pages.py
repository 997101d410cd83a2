"""How many kilobytes each kind of page is: its first response, and all that a first visit brings."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from loaders import reference
from loaders.home import REFERENCE
from loaders.store import Store
from tests.bench import serving
from tests.bench.browser import opened
from tests.bench.files import CACHE
from tests.bench.report import Result
from tests.live import MOUNTED, NATIONAL_EXAMPLES, launched
from tests.needs import NEEDS, SHARED
from tests.stores import publish_national, publish_papers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ALL_MEASURES = "/profile"
# With England's map of grades there is that of figures, with areas of few figures those of many.
LEFT_OUT = ("england-glance-little", "england-profile-little", "england-find")


def measure() -> list[Result]:
    """Of every kind of page, over the papers and every national file: packed, as a browser asks for it."""
    chromium = NEEDS["chromium"].find()
    if chromium is None:
        raise FileNotFoundError(NEEDS["chromium"].reason)
    asked = [address for name, address in NATIONAL_EXAMPLES.items() if name not in LEFT_OUT]
    results: list[Result] = []
    with (
        TemporaryDirectory(dir=CACHE) as folder,
        serving.yardstick(published(Path(folder) / "whole.db")) as server,
        launched(chromium) as browser,
    ):
        for address in asked:
            whole = "first-response-profile" if address.startswith(ALL_MEASURES) else "first-response"
            results.append(Result(whole, [first_response(server.address + address)], at=address))
        for address in asked:
            kilobytes, charts = first_visit(browser, server.address + address)
            results.append(Result("cold-charts" if charts else "cold", [kilobytes], at=address))
    return results


def published(path: Path) -> Path:
    """A store with the papers and every national file, at that place."""
    known = reference.load(REFERENCE)
    with closing(Store(f"sqlite:///{path}")) as store:
        publish_papers(store, known)
        publish_national(store, known, SHARED / "real")
    return path


def first_response(address: str) -> float:
    """Kilobytes of a page's own text as it comes over the wire. Raises ValueError if it is not there."""
    status, body = serving.get(address, {"Accept-Encoding": "br"})
    if status != 200:
        raise ValueError(f"{address}: {status}")
    return len(body) / 1000


def first_visit(browser: Browser, address: str) -> tuple[float, bool]:
    """Kilobytes of all that a browser without a cache fetches, with headers, and whether it mounts charts."""
    with opened(browser, {}) as (tab, wire):
        tab.goto(address, wait_until="load")
        tab.wait_for_function(MOUNTED)
        tab.wait_for_load_state("networkidle")
        return wire.kilobytes(), tab.locator("[data-graph]").count() > 0
