"""Tables of a page, and lists that read as tables -> rows of cells with their numbers and sources. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from dashboard import text
from dashboard.markup_tree import Element

SOURCES = "/sources/"
UNHEARD = ("unseen",)
SMALL = ("small", "hint", *UNHEARD)
JUDGED = ("Judgement", "When", "Judged", "Grade (1 to 4, 4 is best)")
KEY_FIGURE = ("Measure", "Whose", "Period", "Figure")
NUMBER = re.compile(
    r"(?P<minus>[-−])?(?P<before>£?)(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?P<after>%| (?:days?|weeks?|months?|years?|percentage points?|per [\d,]+(?: [\w ’'(),/–-]{1,80})?))?"
)


@dataclass(frozen=True)
class Told:
    """A cell: what is read in it, the number that this is (None: it is none), and the row it is from.

    `decimals` are those that the number is printed with, `around` the words before and after it, `beside`
    what else the cell says; `href` is the row's address on its source's page.
    """

    text: str
    value: float | None = None
    decimals: int = 0
    href: str = ""
    around: tuple[str, str] = ("", "")
    beside: str = ""


@dataclass(frozen=True)
class Listing:
    """A table, or a list that reads as one, under the headings of the page that it stands below.

    Its first `names` columns say what a row is about, the others what is said of it.
    """

    section: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Told]]
    names: int = 1

    def named(self, row: Sequence[Told]) -> str:
        """What a row is about, such as "NEET: England: 2010/11"."""
        return ": ".join(filter(None, (one.text for one in row[: self.names])))


def told(element: Element, *, numeric: bool) -> Told:
    """A cell with the number in it, if it is a column of numbers, and the row that it leads to."""
    href = next(
        (a.attributes["href"] for a in element.all("a") if SOURCES in a.attributes.get("href", "")), ""
    )
    main = element.text(SMALL)
    beside = [one.text() for one in (*element.all("small"), *element.all(kind="hint"))]
    said = ", ".join(filter(None, (main, *beside)))
    found = NUMBER.fullmatch(main) if numeric else None
    if found is None:
        return Told(said, href=href)
    number = found["number"].replace(",", "")
    value = float(number) * (-1 if found["minus"] else 1)
    around = (found["before"], found["after"] or "")
    return Told(said, value, len(number.partition(".")[2]), href, around, ", ".join(beside))


def table(drawn: Element, section: str) -> Listing:
    """A table as it is read; a row that names a measure for those below it becomes a column."""
    caption, head = drawn.first("caption"), drawn.first("thead")
    heads = list(head.all("th")) if head else []
    names = [one.text(UNHEARD) for one in heads]
    about = next((at for at, one in enumerate(heads) if at and "number" in one.kinds), 1)
    strips = "profile" in drawn.kinds
    rows: list[list[Told]] = []
    group = ""
    for row in (row for body in drawn.all("tbody") for row in body.all("tr")):
        cells = [one for one in row.elements() if one.tag in ("th", "td")]
        if len(cells) == 1 and len(names) > 1:
            link = cells[0].first("a")
            group = link.text() if link else cells[0].text()
            continue
        made = [told(cells[0], numeric=False)]
        made += [told(one, numeric=strips or "number" in one.kinds) for one in cells[1:]]
        rows.append([Told(group), *made] if group else made)
    if group:
        names, about = ["Measure", *names], about + 1
    return _full(Listing(section, _caption(caption), names, rows, about))


def _caption(caption: Element | None) -> str:
    if caption is None:
        return ""
    bold = caption.first("b")
    return (bold or caption).text()


def _full(listing: Listing) -> Listing:
    """Without columns in which nothing is said, such as those of strips."""
    told_of = range(len(listing.head))
    kept = [at for at in told_of if any(at < len(row) and row[at].text for row in listing.rows)]
    rows = [[row[at] if at < len(row) else Told("") for at in kept] for row in listing.rows]
    names = max(1, sum(at < listing.names for at in kept))
    return replace(listing, head=[listing.head[at] for at in kept], rows=rows, names=names)


def judgements(judged: Element, section: str, panel: str, report: str) -> Listing:
    """Judgements with their grades; `report` is the address of a row of the report that they are from."""
    rows: list[list[Told]] = []
    for item in judged.elements():
        badges = list(item.all(kind="grade"))
        aspect = next(item.elements(), None)
        link = item.first("a")
        row = parse_qs(urlsplit(link.attributes["href"]).query).get("judgement", [""])[0] if link else ""
        href = f"{report.partition('#')[0]}#{row}" if report and row else report
        for badge in badges:
            number, word = badge.first(kind="number"), badge.first(kind="word")
            printed = number.text() if number else ""
            grade = Told(printed, float(printed) if printed.isdigit() else None, href=href)
            said = aspect.text(("grade",)) if aspect else ""
            rows.append([Told(said), Told(_when(item, badge)), Told(word.text() if word else ""), grade])
    return _full(Listing(section, panel or section, JUDGED, rows, JUDGED.index("Judged")))


def _when(item: Element, badge: Element) -> str:
    """The month of a judgement, where an aspect was judged several times."""
    for then in item.all(kind="then"):
        hint = then.first(kind="hint")
        if hint and any(one is badge for one in then.all(kind="grade")):
            return hint.text()
    return ""


def findings(told_in: Element, section: str, panel: str) -> Listing:
    """Findings with their kind and their place in the report."""
    rows: list[list[Told]] = []
    for part in told_in.elements():
        heading = next((one for one in part.elements() if one.tag in ("h3", "h4")), None)
        kind = heading.text().partition(" (")[0] if heading else ""
        for item in part.all("li"):
            place = item.first("a", "place")
            where = Told(place.text(), href=place.attributes.get("href", "")) if place else Told("")
            rows.append([Told(kind), Told(item.text(("place",))), where])
    return Listing(section, f"Findings: {panel or section}", ("Kind", "Finding", "Place in the report"), rows)


def key_figure(panel: Element, section: str, name: str) -> Listing:
    """The figure of a panel, and those that it is held against, a row each: what, whose and of when."""
    value, period = panel.first("p", "value"), panel.first("p", "period")
    source = panel.first("p", "source")
    when = period.text(("direction",)) if period else ""
    href = told(source, numeric=False).href if source else ""
    own = told(value, numeric=True) if value else Told("")
    rows = [[Told(name), Told(text.ITS_FIGURE), Told(when), replace(own, href=href)]]
    for one in panel.all("div"):
        term, said = one.first("dt"), one.first("dd")
        if term and said and any(each is term for each in one.elements()):
            rows.append([Told(name), Told(term.text()), Told(when), told(said, numeric=True)])
    return Listing(section, section, KEY_FIGURE, rows, KEY_FIGURE.index("Figure"))
