"""`make shots`: a picture of every page, wide and narrow and in every other way it can be shown, into shots/.

First with the papers alone published; then, where the national files are beside the project, with those; then
officers' pages, in every state that an officer, a publisher and an administrator see.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from dashboard.settings import Settings
from dashboard.shell import create_app
from loaders import reference
from loaders.store import Store
from tests.live import EXAMPLES, MOUNTED, NATIONAL_EXAMPLES, SIZES, launched, served
from tests.needs import NEEDS, ROOT
from tests.officers_tour import opened, tour
from tests.stores import publish_national, publish_papers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from loaders.reference import Reference

SHOTS = ROOT / "shots"


@dataclass(frozen=True)
class Way:
    """A way to look at a page: its size in pixels, what its address asks for, media, a filter over it."""

    name: str
    width: int
    height: int
    asked: str = ""
    media: Mapping[str, Any] = field(default_factory=dict)
    filtered: str = ""

    def of(self, address: str) -> str:
        """The address of a page shown so."""
        if not self.asked:
            return address
        path, mark, place = address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}{self.asked}{mark}{place}"


# Beside the two sizes: in dark colours, on a projector, on paper, in grey, in a reader's own few colours.
WAYS = (
    *(Way(size, *measure) for size, measure in SIZES.items()),
    Way("dark", *SIZES["wide"], asked="colours=dark"),
    Way("projector", 1280, 720, asked="view=projector"),
    Way("print", 794, 1123, media={"media": "print"}),
    Way("grey", *SIZES["wide"], filtered="grayscale(1)"),
    Way("forced", *SIZES["wide"], media={"forced_colors": "active", "color_scheme": "dark"}),
)
OFFICERS = "officers"  # every officers' page; each one's name begins with it


def shoot(browser: Browser, site: str, examples: Mapping[str, str]) -> None:
    """Writes shots/<page>-<way>.png for each page, and says what the page's console complains of."""
    for way in WAYS:
        context = browser.new_context(viewport={"width": way.width, "height": way.height})
        tab = context.new_page()
        tab.on("pageerror", lambda error: print(f"  page error: {error}"))
        tab.on("console", lambda said: print(f"  console: {said.text}") if said.type == "error" else None)
        tab.emulate_media(**way.media)
        for name, address in examples.items():
            path = SHOTS / f"{name}-{way.name}.png"
            print(path.relative_to(ROOT))
            tab.goto(site + way.of(address), wait_until="load")
            if "projector" not in way.asked:  # where nothing is mounted
                tab.wait_for_function(MOUNTED)
            tab.evaluate("filter => { document.documentElement.style.filter = filter; }", way.filtered)
            tab.screenshot(path=path, full_page=True, animations="disabled")
        context.close()


def shoot_officers(browser: Browser, home: Path, known: Reference, wanted: Collection[str]) -> None:
    """Writes shots/officers-<page>-<size>.png for officers' pages in every state."""
    for size, (width, height) in SIZES.items():
        kept = home / size
        kept.mkdir()
        open_one = partial(browser.new_page, viewport={"width": width, "height": height})
        with opened(kept, known) as place:
            for view in tour(place, open_one, kept):
                name = f"officers-{view.name}"
                if not wanted or OFFICERS in wanted or name in wanted:
                    path = SHOTS / f"{name}-{size}.png"
                    print(path.relative_to(ROOT))
                    view.tab.screenshot(path=path, full_page=True, animations="disabled")


def main(wanted: list[str]) -> int:
    """Shoots the pages named, or all."""
    chromium = NEEDS["chromium"].find()
    if not chromium:
        print(NEEDS["chromium"].reason)
        return 1
    offered = [*EXAMPLES, *NATIONAL_EXAMPLES, OFFICERS]
    if unknown := [name for name in wanted if name not in offered and not name.startswith(OFFICERS)]:
        print(f"No such page: {', '.join(unknown)}. There are: {', '.join(offered)}")
        return 1
    papers, national = (
        {name: address for name, address in examples.items() if not wanted or name in wanted}
        for examples in (EXAMPLES, NATIONAL_EXAMPLES)
    )
    shared = NEEDS["shared"].find()
    SHOTS.mkdir(exist_ok=True)
    known = reference.load(ROOT / "data" / "reference")
    with TemporaryDirectory() as home, launched(chromium) as browser:
        settings = Settings.from_environment({"YARDSTICK_HOME": home})
        with closing(Store(settings.database_url)) as store:
            publish_papers(store, known)
            with served(create_app(store, known, settings)) as site:
                shoot(browser, site, papers)
                if national and shared:
                    publish_national(store, known, Path(shared) / "real")
                    shoot(browser, site, national)
        if not wanted or any(name.startswith(OFFICERS) for name in wanted):
            shoot_officers(browser, Path(home), known, wanted)
    if national and not shared:
        print(f"Not shot: {', '.join(national)}. {NEEDS['shared'].reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
