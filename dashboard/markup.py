"""HTML made as text, for what a page has so often that a tree of components would take too long. Pure.

`Markup` is text that is HTML already: `firstpaint` writes it as it is. All words in it come from `words`.
"""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

__all__ = ["Markup", "checked_address", "element", "link", "words"]

ADDRESSES = ("/", "#", "?", "https://", "http://", "mailto:")
NAMES = {"kind": "class"}
APOSTROPHE = re.compile(r"(?<=\w)'")  # typewriter's, in our sentences and in the papers: set as printers do


def words(text: str) -> str:
    """Text for the inside of an element."""
    return escape(APOSTROPHE.sub("’", text) if "'" in text else text, quote=False)


def checked_address(name: str, value: str) -> str:
    """The address for an attribute. Raises TypeError for one that may run a script or lead astray."""
    if not value.startswith(ADDRESSES):
        raise TypeError(f"{name}={value!r}: only absolute paths and http addresses")
    return value


def element(tag: str, inside: str, *, chosen: bool = False, **attributes: str) -> Markup:
    """An element around words or Markup. `kind` is its class; `chosen` marks an option.

    The value of an option is written even if it is empty, other attributes only if they are not.
    """
    said = "".join(
        f' {NAMES.get(name, name)}="{escape(value)}"'
        for name, value in attributes.items()
        if value or name == "value"
    )
    written = inside if isinstance(inside, Markup) else words(inside)
    opened = f"<{tag}{' selected' if chosen else ''}{said}>"
    return Markup(f"{opened}{written}</{tag}>")  # noqa: S704 - every part of it is escaped above


def link(text: str, href: str) -> Markup:
    """A link within Yardstick."""
    return element("a", text, href=checked_address("href", href))
