"""Parts of several pages on one: without the names, forms and tabs that only one page may have. Pure."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.markup import Markup
from dashboard.page import Page

ONCE = frozenset(("Form", "Nav"))
HREF = re.compile(r' href="([^"]+)"')
LOWER = {"H2": html.H3, "H3": html.H4}


def sections(page: Page) -> dict[str, Component]:
    """The sections of a page that have a name, by it."""
    inside: Any = getattr(page.tree, "children", None)
    found = (one for one in inside if isinstance(one, Component) and type(one).__name__ == "Section")
    return {vars(one)["id"].removeprefix("section-"): one for one in found if getattr(one, "id", None)}


def still(node: Any, *, lower: bool = False) -> Any:
    """The same to be looked at: charts stay pictures. With `lower` its headings are a level below."""
    if isinstance(node, (list, tuple)):
        return [still(one, lower=lower) for one in node if _stays(one)]
    if not isinstance(node, Component):
        return node
    kind = type(node).__name__
    inside = still(getattr(node, "children", None), lower=lower)
    if lower and kind in LOWER:
        return LOWER[kind](inside)
    made = copy.copy(node)
    vars(made).pop("id", None)
    if inside is not None:
        vars(made)["children"] = inside
    return made


def inside(section: Component) -> Iterator[Any]:
    """What is in a section, its heading a level lower."""
    yield from still(getattr(section, "children", None), lower=True)


def _stays(node: Any) -> bool:
    return type(node).__name__ not in ONCE


def links(node: Any) -> Iterator[str]:
    """Every address that a tree leads to, in reading order."""
    if isinstance(node, Markup):
        yield from (unescape(one) for one in HREF.findall(node))
    elif isinstance(node, (list, tuple)):
        for one in node:
            yield from links(one)
    elif isinstance(node, Component):
        if href := getattr(node, "href", None):
            yield href
        yield from links(getattr(node, "children", None))


def lead(page: Page) -> str:
    """The sentence below a page's heading."""
    return next((one for one in _texts(page.tree, "lead")), "")


def _texts(node: Any, kind: str) -> Iterator[str]:
    for one in node if isinstance(node, (list, tuple)) else (node,):
        if isinstance(one, Component):
            said: Any = getattr(one, "children", None)
            if getattr(one, "className", None) == kind and isinstance(said, str):
                yield said
            yield from _texts(said, kind)
