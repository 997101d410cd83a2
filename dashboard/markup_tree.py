"""A page's markup -> a tree of elements, to find in it what can be taken away. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("br", "hr", "img", "input", "link", "meta"))
UNSAID = frozenset(("script", "style", "svg"))
BEFORE_A_STOP = re.compile(r"\s+(?=[,.;:)])|(?<=\()\s+")


@dataclass
class Element:
    """An element with its attributes, and what is in it: elements and words, in order."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def elements(self) -> Iterator[Element]:
        """Those that are right in it."""
        return (one for one in self.inside if isinstance(one, Element))

    def all(self, tag: str = "", kind: str = "") -> Iterator[Element]:
        """Every element of a tag and class below it, in reading order."""
        for one in self.elements():
            if tag in ("", one.tag) and (not kind or kind in one.kinds):
                yield one
            yield from one.all(tag, kind)

    def first(self, tag: str = "", kind: str = "") -> Element | None:
        """The first of those."""
        return next(self.all(tag, kind), None)

    def text(self, without: tuple[str, ...] = ()) -> str:
        """Its words with single spaces, as they are read, without elements of the tags or classes named."""
        said = " ".join(" ".join(self._words(without)).split())
        return BEFORE_A_STOP.sub("", said)

    def _words(self, without: tuple[str, ...]) -> Iterator[str]:
        for one in self.inside:
            if isinstance(one, str):
                yield one
            elif one.tag not in UNSAID and not {one.tag, *one.kinds}.intersection(without):
                yield from one._words(without)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(one)
        if tag not in VOID:
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(markup: str) -> Element:
    """An element without a tag around all that the markup holds; the markup must close what it opens."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.open[0]
