"""`make shots`: a picture of every page, wide and narrow, into shots/, with the shipped papers published."""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.live import EXAMPLES, SIZES, launched, served
from tests.needs import NEEDS, ROOT

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser

SHOTS = ROOT / "shots"
# Dash mounts its charts after the first paint; a picture shows them mounted where there are any.
SETTLED = """() => !document.querySelector("#dash-layout")
    || document.querySelectorAll(".js-plotly-plot .main-svg").length > 0"""


def shipped(home: str) -> Flask:
    """The application over a new store in a folder, with the shipped papers published."""
    from dashboard.settings import Settings
    from dashboard.shell import create_app
    from loaders import reference, shipped
    from loaders.store import Store

    known = reference.load(ROOT / "data" / "reference")
    settings = Settings.from_environment({"YARDSTICK_HOME": home})
    store = Store(settings.database_url)
    store.publish_first(lambda: shipped.uploads(known))
    return create_app(store, known, settings)


def shoot(browser: Browser, site: str, wanted: list[str]) -> None:
    """Writes shots/<page>-<size>.png for each page wanted, and says what the page's console complains of."""
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height})
        tab = context.new_page()
        tab.on("pageerror", lambda error: print(f"  page error: {error}"))
        tab.on("console", lambda said: print(f"  console: {said.text}") if said.type == "error" else None)
        for name in wanted:
            path = SHOTS / f"{name}-{size}.png"
            print(path.relative_to(ROOT))
            tab.goto(site + EXAMPLES[name], wait_until="load")
            tab.wait_for_function(SETTLED)
            tab.screenshot(path=path, full_page=True, animations="disabled")
        context.close()


def main(wanted: list[str]) -> int:
    """Shoots the pages named, or all."""
    chromium = NEEDS["chromium"].find()
    if not chromium:
        print(NEEDS["chromium"].reason)
        return 1
    if unknown := [name for name in wanted if name not in EXAMPLES]:
        print(f"No such page: {', '.join(unknown)}. There are: {', '.join(EXAMPLES)}")
        return 1
    SHOTS.mkdir(exist_ok=True)
    with TemporaryDirectory() as home, served(shipped(home)) as site, launched(chromium) as browser:
        shoot(browser, site, wanted or list(EXAMPLES))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
