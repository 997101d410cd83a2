"""Addresses of pages. A selection lives in its address: any view can be kept, sent and returned to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from dashboard import display
from dashboard.records import Place

FILES = (".csv", ".json", ".xlsx", ".svg", ".png")


@dataclass(frozen=True)
class Query(Mapping[str, str]):
    """What an address asks for, as a mapping to the first value of each name; `all` gives every value."""

    pairs: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        for each, value in self.pairs:
            if each == name:
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for name, _ in self.pairs))

    def __len__(self) -> int:
        return len(set(self))

    def without(self, name: str) -> Query:
        """The same without a name."""
        return Query(tuple(pair for pair in self.pairs if pair[0] != name))

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name in the order of the address, without those that are empty."""
        return tuple(value for each, value in self.pairs if each == name and value)


def every(selection: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Every value that a selection has of a name."""
    if isinstance(selection, Query):
        return selection.all(name)
    return tuple(filter(None, [selection.get(name, "")]))


def kept(selection: Mapping[str, str]) -> dict[str, str]:
    """What every page's links and forms keep of an address: the release it is pinned to, how it is shown."""
    return {**_pinned(selection), **display.kept(display.display(selection))}


def _pinned(selection: Mapping[str, str]) -> dict[str, str]:
    return {"release": selection["release"]} if selection.get("release") else {}


def to(path: str, selection: Mapping[str, str], **chosen: str | Sequence[str]) -> str:
    """The address of a page with a choice; a name that has several values is written once for each.

    A release that the selection is pinned to stays pinned, and the next page is shown as this one is; a file
    is a file.
    """
    stays = _pinned(selection) if path.endswith(FILES) else kept(selection)
    pairs = {name: value for name, value in {**chosen, **stays}.items() if value}
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path


def source_page(name: str) -> str:
    """The path of the page of a source, by its id."""
    return f"/sources/{quote(name, safe='')}"


def source(place: Place, selection: Mapping[str, str]) -> str:
    """The address of a row on the page of its source, and of its series where that is a data file.

    Such a file is too long to be shown whole; its rows have no other place than their cell.
    """
    page = source_page(place.source)
    indicator, area = place.about if place.locator == place.cell else ("", "")
    return f"{to(page, selection, indicator=indicator, area=area)}#{place.anchor}"
