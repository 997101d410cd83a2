"""HTML made as text, for what a page has so often that a tree of components would take too long. Pure.

`Markup` is text that is HTML already: `firstpaint` writes it as it is. All words in it come from `words`.
"""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

__all__ = ["Markup", "words"]

APOSTROPHE = re.compile(r"(?<=\w)'")  # typewriter's, in our sentences and in the papers: set as printers do


def words(text: str) -> str:
    """Text for the inside of an element."""
    return escape(APOSTROPHE.sub("’", text) if "'" in text else text, quote=False)
