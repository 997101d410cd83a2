"""At the end of a view: the files that it can be taken away as. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import addresses, components, display, firstpaint, ids, text
from dashboard.addresses import Query
from dashboard.chart_names import SEVERAL, STRIPS, Names
from dashboard.page import Page
from dashboard.strips import Strips

FEW = 4  # charts whose links are shown at once
# What the files of a view are called, by its path.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "/": "glance",
        "/inspections": "inspections",
        "/indicator": "indicator",
        "/profile": "profile",
        "/map": "map",
        "/compare": "compare",
        "/pack": "pack",
    }
)
TABLES = ("/", "/inspections", "/profile", "/pack")  # have tables, also where they have no chart
PACK = "/pack"
OWN = "/compare"  # offers its spreadsheets itself


@dataclass(frozen=True)
class Chart:
    """A chart of a page: the name under which it can be asked for, and the heading that it stands below."""

    name: str
    title: str


def with_files(page: Page, path: str, selection: Query) -> Page:
    """The page with links to its files; as it is, if there is nothing to take.

    `path` is its own, `selection` what it was asked for: but how a screen shows it is no part of a file.
    """
    name = NAMES.get(path)
    charts = tuple(named(page.tree)) if name else ()
    if name is None or page.status != 200 or not (path in TABLES or charts):
        return page

    def href(suffix: str, chart: str = "") -> str:
        asked = selection.without(display.VIEW).without(display.COLOURS)
        pairs = {one: asked.all(one) for one in asked}
        return addresses.to(f"/{name}.{suffix}", asked, **{**pairs, ids.CHART: chart})

    files = [html.Li(_link(said, href(suffix))) for suffix, said in text.FILES.items()]
    made = components.section(
        text.ALONG,
        html.Ul(files, className="files") if path != OWN else None,
        _to_pack(selection) if path != PACK else None,
        _pictures(charts, href),
        lead=text.ALONG_LEAD,
        name=ids.ALONG,
    )
    inside: Any = page.tree
    return replace(page, tree=_extended(inside, made))


def _to_pack(selection: Query) -> Component:
    """The way to the committee's pack, with what is shown here already in it."""
    chosen = {"area": selection.get("area", ""), "indicator": selection.get("indicator", "")}
    return components.prose(_link(text.PACK_LINK, addresses.to(PACK, selection, **chosen)))


def _link(said: str, href: str, label: str = "") -> Component:
    """A link that a machine which reads all pages should not follow: what it leads to is made for each."""
    return html.A(said, href=href, rel="nofollow", **(components.aria("label", label) if label else {}))


def _extended(main: Component, made: Component) -> Component:
    kept: Any = {name: value for name, value in vars(main).items() if name in ("id", "tabIndex", "className")}
    inside: Any = getattr(main, "children", None)
    return html.Main([*inside, made], **kept)


def _pictures(charts: Sequence[Chart], href: Callable[[str, str], str]) -> Component | None:
    if not charts:
        return None
    listed = html.Ul([html.Li(_picture(one, href)) for one in charts], className="pictures")
    shown = html.Div([html.P(text.AS_PICTURES), listed]) if len(charts) <= FEW else listed
    return shown if len(charts) <= FEW else components.details(text.ALL_PICTURES.format(n=len(charts)), shown)


def _picture(one: Chart, href: Callable[[str, str], str]) -> list[components.Part]:
    links: list[components.Part] = [one.title]
    for suffix, said in text.PICTURES.items():
        links += [" ", _link(said, href(suffix, one.name), f"{one.title}: {said}")]
    return links


# ---- which charts there are


def named(tree: Any) -> Iterator[Chart]:
    """The charts of a page in reading order, as `taken` finds them."""
    names, has_strips = Names(), False
    for element, kinds, title in _charts(tree, ""):
        if STRIPS in kinds:
            if has_strips:
                continue
            has_strips = True
        yield Chart(names.name(element, kinds), title)


def _charts(node: Any, title: str) -> Iterator[tuple[str, Sequence[str], str]]:
    """The id, classes and title of what is around a chart, or around several that are one picture."""
    if isinstance(node, (list, tuple)):
        for one in node:
            yield from _charts(one, title)
        return
    if isinstance(node, Strips):
        yield "", (STRIPS,), text.STRIPS_PICTURE
    if not isinstance(node, Component):
        return
    inside: Any = getattr(node, "children", None)
    kind, name = type(node).__name__, getattr(node, "id", None) or ""
    classes = (getattr(node, "className", None) or "").split()
    if kind == "Figure":
        if _drawn(inside) or name == ids.figure(ids.MAP):
            yield name, classes, title or _words(next(_of(inside, "Figcaption"), None))
    elif SEVERAL in classes and _drawn(inside):
        yield name, classes, title
    else:
        headings = {"Section": "H2", "Article": "H3"}
        heading = next(_of(inside, headings[kind]), None) if kind in headings else None
        yield from _charts(inside, _words(heading) or title)


def _drawn(inside: Any) -> bool:
    return next(firstpaint.graphs(inside), None) is not None


def _of(inside: Any, kind: str) -> Iterator[Component]:
    for one in inside if isinstance(inside, (list, tuple)) else (inside,):
        if isinstance(one, Component) and type(one).__name__ == kind:
            yield one


def _words(node: Any) -> str:
    if isinstance(node, Component):
        return _words(getattr(node, "children", None))
    if isinstance(node, (list, tuple)):
        return "".join(map(_words, node))
    return node if isinstance(node, str) else ""
