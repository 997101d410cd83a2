"""Addresses of pages. A selection lives in its address: any view can be kept, sent and returned to."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from dashboard.records import Place


def to(path: str, selection: Mapping[str, str], **chosen: str) -> str:
    """The address of a page with a choice; a release that the selection is pinned to stays pinned."""
    pinned = {"release": selection["release"]} if selection.get("release") else {}
    pairs = {name: value for name, value in {**chosen, **pinned}.items() if value}
    return f"{path}?{urlencode(pairs)}" if pairs else path


def source(place: Place, selection: Mapping[str, str]) -> str:
    """The address of a row on the page of its source, and of its series where that is a data file.

    Such a file is too long to be shown whole; its rows have no other place than their cell.
    """
    page = f"/sources/{quote(place.source, safe='')}"
    indicator, area = place.about if place.locator == place.cell else ("", "")
    return f"{to(page, selection, indicator=indicator, area=area)}#{place.anchor}"
