"""Reading a page as its markup says it, without a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNSHOWN = ("script", "style")
VOID = ("input", "link", "meta", "br", "hr", "img", "path", "rect", "circle", "line")


@dataclass
class Read(HTMLParser):
    """What a page holds: its shown text, links, ids, and the texts of elements by tag."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    by_tag: dict[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    _open: list[tuple[str, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if "aria-label" in given:
            self.labels.append(given["aria-label"])
        if tag not in VOID:
            self._open.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        if not any(opened == tag for opened, _ in self._open):
            return
        while self._open:
            opened, said = self._open.pop()
            text = " ".join(" ".join(said).split())
            drawn = opened == "title" and any(around == "svg" for around, _ in self._open)
            self.by_tag.setdefault("svg title" if drawn else opened, []).append(text)
            if self._open and opened not in UNSHOWN:
                self._open[-1][1].append(text)
            if opened == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][1].append(data)
            if self._open[-1][0] not in UNSHOWN:
                self.words.append(data)

    @property
    def text(self) -> str:
        """Everything shown, with single spaces."""
        return " ".join(" ".join(self.words).split())

    def one(self, tag: str) -> str:
        """The text of the only element of a tag."""
        found = self.by_tag.get(tag, [])
        assert len(found) == 1, f"{len(found)} <{tag}>"
        return found[0]


def read(markup: str) -> Read:
    """A page's markup, read; with the typewriter's apostrophe, so that a test need not care which it is."""
    page = Read()
    page.feed(markup.replace("’", "'"))
    page.close()
    return page
