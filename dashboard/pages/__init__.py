"""The public pages, in the order of the navigation."""

from __future__ import annotations

from dashboard.pages import (
    accessibility,
    compare,
    glance,
    indicator,
    inspections,
    pack,
    profile,
    source,
    sources,
)
from dashboard.pages import map as tile_map

PAGES = (glance, inspections, indicator, profile, tile_map, compare, pack, sources, source, accessibility)
