"""A page: its title and the tree of components that is its main part."""

from __future__ import annotations

from dataclasses import dataclass

from dash.development.base_component import Component


@dataclass(frozen=True)
class Page:
    """What a page function returns.

    `title` goes into the browser's title, before "– Yardstick". `tree` is an `html.Main` as made by
    `components.main`. `status` is the answer's HTTP status.
    """

    title: str
    tree: Component
    status: int = 200
