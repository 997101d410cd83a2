"""The public pages, in the order of the navigation."""

from __future__ import annotations

from dashboard.pages import accessibility, compare, glance, indicator, inspections, profile, source, sources

PAGES = (glance, inspections, indicator, profile, compare, sources, source, accessibility)
