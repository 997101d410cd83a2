"""Yardstick served on this machine, and a browser to look at it with: for tests and for `make shots`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser

HOST = "127.0.0.1"
# What a window brings along that nobody sees: the list below an address bar is two documents of its own, and
# to make these costs more than a page of ours. Of two such lists the last counts; so what Playwright switches
# off stands here again, as far as it is of any matter to us.
WITHOUT = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    "ThirdPartyStoragePartitioning",
)
CHROMIUM = (
    *("--no-sandbox", "--headless=new", "--disable-gpu", "--disable-background-networking"),
    f"--disable-features={','.join(WITHOUT)}",
)

# One address of every public page, with a selection that shows what the page can do.
EXAMPLES = {
    "glance": "/?area=865",
    "inspections": "/inspections?area=865",
    "few-figures": "/?area=210",
    "judgement": "/inspections?area=865&framework=slac&judgement=judgement-record-of-main-findings-d3",
    "indicator": "/indicator?indicator=adoption-a1&area=865&list=committee-2012",
    "tables": "/indicator?indicator=caf-opened&area=865",
    "profile": "/profile?area=865&topic=Adoption",
    "profile-empty": "/profile?area=383",
    "map": "/map?indicator=adoption-a1&area=865&list=committee-2012",
    "compare": "/compare?area=865&area=committee-2012.865&indicator=adoption-a1&indicator=neet-16-18",
    "pack": "/pack?area=865&part=judged&part=targets&part=sources&indicator=adoption-a1",
    "compare-charts": "/compare?area=865&area=873&indicator=adoption-a1&indicator=caf-opened&show=charts",
    "compare-unclear": "/compare?area=Leedz&area=north&indicator=children",
    "compare-nothing": "/compare",
    "sources": "/sources",
    "source": "/sources/wiltshire-adoption-scorecard-2012",
    "accessibility": "/accessibility",
    "not-found": "/no-such-page",
}
# The same with the national files published too, for the pictures: much, little and nothing to show.
NATIONAL_EXAMPLES = {
    "england-glance": "/?area=865",
    "england-glance-little": "/?area=420",
    "england-indicator": "/indicator?indicator=lait-totperabnew&area=865&list=dfe-2025",
    "england-find": "/indicator?find=absence&area=865",
    "england-profile": "/profile?area=865&list=dfe-2025",
    "england-profile-little": "/profile?area=420",
    "england-map": "/map?indicator=lait-totperabnew&area=865&list=dfe-2025",
    "england-map-grades": "/map?judgement=overall&area=865",
    "england-compare": "/compare?area=865&area=dfe-2025.865&indicator=lait-totperabnew&indicator=adoption-a1",
    "england-inspections": "/inspections?area=865",
    "england-source": "/sources/lait",
}
STATUS = {"not-found": 404}
# True when Dash has drawn every chart of a page, if it has any; it does so after the first paint.
MOUNTED = """() => [...document.querySelectorAll("[data-graph]")]
    .every(slot => slot.querySelector(".js-plotly-plot .main-svg .trace"))"""
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serves an application on a free port of this machine; gives its address without a slash at the end."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log_request(self, code: object = "-", size: object = "-") -> None:
            """A test's output is not an access log."""

    server = make_server(HOST, 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def launched(chromium: str) -> Iterator[Browser]:
    """The browser at that path, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        yield browser
        browser.close()
