"""What of a page can be taken away: its sentences, tables and charts, each with where it is from. Pure.

Files are made from the page itself, so that none says other than what is read on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from dashboard import firstpaint, listings, striped
from dashboard.chart_names import SEVERAL, SMALL, STRIPS, Names
from dashboard.listings import Listing
from dashboard.markup import APOSTROPHE
from dashboard.markup_tree import Element, tree
from dashboard.page import Page
from dashboard.striped import Striped

Figure = dict[str, Any]
PASSED = frozenset(("form", "nav", "summary", "script", "opening", "chooser", "forms", "shortcuts", "files"))
SAID_ELSEWHERE = frozenset(("lead", "kicker", "jump", "source", "title", "value", "period", "says"))


@dataclass(frozen=True)
class Drawing:
    """A chart: the sentence that it says, its caption, and one figure, or several small ones with titles.

    `map` is the tile map, and `keys` its legend, as elements; they are None and empty for all others, as is
    `striped`, the rows of all tables with strips.
    `listings` are its figures as tables; `sources` ids of what they are from, `notes` what must be known.
    """

    name: str
    section: str
    message: str
    caption: str
    figures: Sequence[tuple[str, Figure]] = ()
    map: Element | None = None
    keys: Sequence[tuple[Element, str, str]] = ()
    listings: Sequence[Listing] = ()
    sources: Sequence[str] = ()
    notes: Sequence[str] = ()
    striped: Striped | None = None


@dataclass
class Taken:
    """All of a page. `notes` are its sentences that are about no single part of it, `caveats` the others."""

    title: str
    heading: str = ""
    lead: str = ""
    notes: list[str] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)

    @property
    def sources(self) -> Sequence[str]:
        """Ids of all that it is from, in reading order."""
        of_tables = (
            name for one in self.listings for row in one.rows for cell in row for name in source(cell.href)
        )
        of_charts = (name for one in self.drawings for name in one.sources)
        return tuple(dict.fromkeys((*of_tables, *of_charts)))


def taken(page: Page) -> Taken:
    """Reads a page as it is sent. Raises ValueError if a chart of it stands where none is read."""
    root = tree(firstpaint.to_html(page.tree))
    found = Taken(page.title)
    main = root.first("main")
    figures = iter([vars(one)["figure"] for one in firstpaint.graphs(page.tree)])
    if main is not None:
        _Walk(found, figures).main(main)
    if left := list(figures):
        raise ValueError(f"{len(left)} charts of “{page.title}” stand outside a figure")
    return found


@dataclass(frozen=True)
class _Under:
    """The headings above a place."""

    section: str = ""
    panel: str = ""
    scope: Element | None = None  # the closest element that has its own source and notes

    @property
    def both(self) -> str:
        return ": ".join(filter(None, (self.section, self.panel)))


class _Walk:
    """Goes through a page once, in reading order; figures come in the same order as their pictures."""

    def __init__(self, found: Taken, figures: Iterator[Figure]) -> None:
        self.found, self.figures = found, figures
        self.names = Names()
        self.read: dict[str, Callable[[Element, _Under], None]] = {
            "section": self._section,
            "article": self._panel,
            "figure": self._figure,
            "table": self._table,
            "p": self._sentence,
        }

    def main(self, main: Element) -> None:
        heading, lead = main.first("h1"), main.first("p", "lead")
        self.found.heading = heading.text() if heading else ""
        self.found.lead = lead.text() if lead else ""
        self._inside(main, _Under(scope=main))

    def _inside(self, element: Element, under: _Under) -> None:
        for one in element.elements():
            self._one(one, under)

    def _one(self, one: Element, under: _Under) -> None:
        if PASSED.intersection((one.tag, *one.kinds)) or (one.tag == "details" and one.first("form")):
            return
        if SEVERAL in one.kinds and one.first(kind="slot"):
            self._several(one, under)
        elif "judgements" in one.kinds:
            link = under.scope.first("p", "source") if under.scope else None
            report = listings.told(link, numeric=False).href if link else ""
            self.found.listings.append(listings.judgements(one, under.section, under.panel, report))
        elif "findings" in one.kinds:
            self.found.listings.append(listings.findings(one, under.section, under.panel))
        elif one.tag in self.read:
            self.read[one.tag](one, under)
        else:
            self._inside(one, under)

    def _section(self, one: Element, under: _Under) -> None:
        heading = one.first("h2")
        self._inside(one, replace(under, section=heading.text() if heading else "", panel="", scope=one))

    def _panel(self, one: Element, under: _Under) -> None:
        heading = one.first("h3")
        below = replace(under, panel=heading.text() if heading else "", scope=one)
        self._inside(one, below)
        if one.first("p", "value"):
            self._key_figures(listings.key_figure(one, below.section, below.panel))

    def _key_figures(self, made: Listing) -> None:
        """Key figures that follow each other below one heading are one table."""
        last = self.found.listings[-1] if self.found.listings else None
        if last and (last.section, last.head) == (made.section, made.head):
            self.found.listings[-1] = replace(last, rows=[*last.rows, *made.rows])
        else:
            self.found.listings.append(made)

    def _sentence(self, one: Element, under: _Under) -> None:
        said = _said(one)
        kept = self.found.caveats if under.section else self.found.notes
        if said and said not in kept:
            kept.append(said)

    def _table(self, one: Element, under: _Under) -> None:
        self.found.listings.append(listings.table(one, under.section))
        lead = under.scope.first("p", "sublead") if under.scope and under.section else None
        why = lead.text() if lead else ""
        if (made := striped.striped(one, why)) is not None:
            self._strips(made, under, why)

    # ---- charts

    def _figure(self, one: Element, under: _Under) -> None:
        slots = list(one.all(kind="slot"))
        caption = one.first("figcaption")
        drawing = one.first(kind="drawing")
        found = [listings.table(table, under.section) for table in one.all("table")]
        self.found.listings += found
        said = caption.text() if caption else ""
        tiles = one.first("svg", "england")
        if not slots and tiles is None:
            return
        # A panel's own heading stands above its small chart, whose caption is only for who cannot see it.
        small = SMALL in one.kinds
        told = APOSTROPHE.sub("’", drawing.attributes.get("aria-label", "")) if drawing else ""
        self._add(
            Drawing(
                self.names.name(one.attributes.get("id", ""), one.kinds),
                under.section,
                said if small else told,
                under.panel if small else said,
                [("", next(self.figures)) for _ in slots],
                tiles,
                _keys(one) if tiles else (),
                found,
                _sources(one) or _sources(under.scope),
                _notes(one if tiles else under.scope),
            )
        )

    def _several(self, one: Element, under: _Under) -> None:
        """Small charts on the same axes: one picture."""
        shown = [(each.first("figcaption"), each.all(kind="slot")) for each in one.all("figure")]
        titles = [caption.text() if caption else "" for caption, slots in shown for _ in slots]
        labels = [each.attributes.get("aria-label", "") for each in one.all(kind="drawing")]
        self._add(
            Drawing(
                self.names.name(one.attributes.get("id", ""), one.kinds),
                under.section,
                "",
                under.section,
                [(title, next(self.figures)) for title in titles],
                sources=_sources(under.scope),
                notes=(*_notes(under.scope), *(labels if len(labels) <= 3 else ())),
            )
        )

    def _strips(self, made: Striped, under: _Under, why: str) -> None:
        """All strips of a page are one picture, at the place of the first.

        If they stand below several headings it is about the whole page.
        """
        there = self.found.drawings
        at = next((at for at, one in enumerate(there) if one.striped), len(there))
        if at == len(there):
            self._add(Drawing(self.names.name("", (STRIPS,)), under.section, why, under.section))
        one = there[at]
        whole = one.striped.more(made) if one.striped else made
        notes = (each for each in _notes(under.scope) if each != why) if under.section else ()
        there[at] = replace(
            one if under.section == one.section else replace(one, section="", caption="", message=""),
            striped=whole,
            sources=tuple(dict.fromkeys(name for href in whole.links for name in source(href))),
            notes=tuple(dict.fromkeys((*one.notes, *notes))),
        )

    def _add(self, one: Drawing) -> None:
        self.found.drawings.append(one)


def _keys(figure: Element) -> list[tuple[Element, str, str]]:
    """A map's legend: mark, meaning, how many."""
    made: list[tuple[Element, str, str]] = []
    for item in figure.all("li"):
        mark = item.first("svg", "key")
        if mark is not None:
            count = item.first(kind="count")
            made.append((mark, item.text(("count",)), count.text() if count else ""))
    return made


# ---- where it is from, what must be known


def source(href: str) -> Iterator[str]:
    """The id of the source that an address leads to; nothing if it leads elsewhere."""
    path = urlsplit(href).path
    if path.startswith(listings.SOURCES) and len(path) > len(listings.SOURCES):
        yield unquote(path.removeprefix(listings.SOURCES))


def _sources(scope: Element | None) -> tuple[str, ...]:
    links = scope.all("a") if scope else ()
    return tuple(dict.fromkeys(s for one in links for s in source(one.attributes.get("href", ""))))


def _notes(scope: Element | None) -> tuple[str, ...]:
    """Sentences below the same heading: how to read it, what changed, what is missing."""
    return tuple(dict.fromkeys(filter(None, map(_said, scope.all("p") if scope else ()))))


def _said(paragraph: Element) -> str:
    """A paragraph that says something by itself; empty for headings, figures and mere links."""
    said = paragraph.text(listings.UNHEARD)
    is_link = said in [one.text(listings.UNHEARD) for one in paragraph.all("a")]
    return "" if is_link or SAID_ELSEWHERE.intersection(paragraph.kinds) else said
