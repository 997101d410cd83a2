"""`python -m tests.style_hashes`: writes dashboard/assets/style-hashes.json anew.

Dash and plotly put style elements and attributes of their own into a page. The page's policy names each by
its hash and refuses all others. Run this after either is upgraded; until then
tests/test_charts_mount.py fails.
The hashes are read from the browser's own complaints, round by round, until it has none.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from playwright.sync_api import Browser, Page

from dashboard.settings import ROOT, Settings
from dashboard.shell import create_app
from tests import samples
from tests.live import SIZES, launched, served
from tests.needs import NEEDS

FILE = ROOT / "dashboard" / "assets" / "style-hashes.json"
LIBRARIES = (ROOT / ".venv" / "share" / "plotly-basic.min.js", None)  # the small bundle, and Dash's own
ROUNDS = 6


def sample_app(home: Path, library: Path | None) -> Flask:
    """The shell around the sample pages."""
    settings = Settings(home, "127.0.0.1", 0, "sqlite://", library)
    return create_app(samples.Store(), None, settings, samples.PAGES, lambda *_: None, ())


def use(tab: Page) -> None:
    """Does with the charts what readers do: points at them, clicks, makes the window narrower."""
    tab.wait_for_function("() => document.querySelectorAll('.slot .main-svg').length > 0")
    tab.wait_for_timeout(500)
    for drag in tab.locator(".js-plotly-plot .nsewdrag").all():
        drag.scroll_into_view_if_needed()
        box = drag.bounding_box()
        if box:
            for across in (0.04, 0.2, 0.5, 0.9):
                tab.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] / 2)
                tab.wait_for_timeout(60)
    tab.set_viewport_size({"width": 600, "height": 800})
    tab.wait_for_timeout(300)


def refused(browser: Browser, site: str) -> set[str]:
    """The hashes of the styles that the browser refused on the chart page, wide and narrow."""
    found: set[str] = set()
    for width, height in SIZES.values():
        context = browser.new_context(viewport={"width": width, "height": height})
        tab = context.new_page()
        tab.on("console", lambda said: found.update(re.findall(r"'sha256-[^']+'", said.text)))
        tab.goto(f"{site}/charts")
        use(tab)
        context.close()
    return found


def main() -> int:
    """Collects until the browser refuses nothing."""
    known: set[str] = set()
    with TemporaryDirectory() as home, launched(NEEDS["chromium"].find() or "chromium") as browser:
        for _ in range(ROUNDS):
            FILE.write_text(json.dumps(sorted(known), indent=1) + "\n")
            more: set[str] = set()
            for library in LIBRARIES:
                with served(sample_app(Path(home), library)) as site:
                    more |= refused(browser, site)
            if more <= known:
                print(f"{len(known)} hashes")
                return 0
            known |= more
    print(f"After {ROUNDS} rounds styles are still refused: {sorted(more)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
