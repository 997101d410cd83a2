"""axe-core in a page that is open already: injected once a document, with only those rules that count."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reach import ALIKE

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
RUN = """async ([tags, colours, alike]) => {
    const exclude = alike.filter(one => document.querySelector(one)).map(one => [one]);
    const rules = {"color-contrast": {enabled: colours}};
    const found = await axe.run({exclude}, {runOnly: tags, rules, resultTypes: ["violations"]});
    return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`));
}"""


def violations(tab: Page, *, colours: bool = True) -> list[str]:
    """What axe finds wrong with the page as it is now: rule and element. Colours take most of the time."""
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(_source())
    return tab.evaluate(RUN, [AXE_RULES["runOnly"], colours, ALIKE])


@cache
def _source() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
