"""What a picky designer sees at once: words over words, cut words, boxes that stick out of their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.needs import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOUCH = 2  # words of a line that meet by less than so many pixels do so by the font's own spacing


def faults(tab: Page) -> list[str]:
    """What is wrong with how the page is laid out now, in words; nothing on a page that is in order."""
    return tab.evaluate((ROOT / "tests" / "overlaps.js").read_text(), TOUCH)
