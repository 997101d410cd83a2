"""What a reader sees before, or without, JavaScript: a tree of components -> HTML, a figure dict -> SVG.

The only file that knows Dash's insides. They are private names, so Dash is pinned exactly and
tests/test_firstpaint.py fails loudly when an upgrade changes one of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from dash import Dash, html
from dash._utils import to_json
from dash.development.base_component import Component

from dashboard import ids, markup, picture

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
NAMES = {"className": "class", "htmlFor": "for", "httpEquiv": "http-equiv", "acceptCharset": "accept-charset"}
TAGS = {"MapEl": "map", "ObjectEl": "object"}
SILENT = frozenset({"Store", "Location", "Interval", "Download"})  # dcc components that draw nothing
FIELDS = frozenset({"hidden", "text"})  # a native input is labelled and reached like any other
LEADING = frozenset({"href", "action", "src"})
NOT_WRITTEN = frozenset({"children", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "key"})


def to_html(node: Any) -> str:
    """The HTML of a component, a list of them, text, Markup, a number or None; TypeError for the rest."""
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, markup.Markup):
        return str(node)
    if isinstance(node, (str, int, float)):
        return markup.words(str(node))
    if isinstance(node, (list, tuple)):
        return "".join(map(to_html, node))
    if not isinstance(node, Component):
        raise TypeError(f"no first paint for {type(node).__name__}")
    if node._namespace == "dash_html_components":
        tag = TAGS.get(node._type, node._type.lower())
        inside = "" if tag in VOID else to_html(getattr(node, "children", None)) + f"</{tag}>"
        return f"<{tag}{_attributes(node)}>{inside}"
    if node._type in SILENT:
        return ""
    if node._type == "Input" and getattr(node, "type", "") in FIELDS:  # Dash's html has no input of its own
        return f"<input{_attributes(node)}>"
    if node._type == "Checklist":
        return _boxes(vars(node))
    if node._type == "Graph":
        name = getattr(node, "id", None)
        place = f' data-graph="{escape(chart_name(node))}"' if name else ""
        painted = picture.svg(vars(node)["figure"], told=not name)
        return f'<div class="slot"{place}>{painted}</div>'
    raise TypeError(f"no first paint for {node._namespace}.{node._type}: use a native element")


def _boxes(given: dict[str, Any]) -> str:
    """Native checkboxes in their labels, which Dash's html has not; a checklist's id is their name."""
    return "".join(
        f'<label><input type="checkbox" name="{escape(given["id"])}" value="{escape(one["value"])}"'
        f"{' checked' if one['value'] in given['value'] else ''}>{to_html(one['label'])}</label>"
        for one in given["options"]
    )


def _attributes(node: Component) -> str:
    """The element's attributes, of which vars() holds more; to_plotly_json() takes four times as long."""
    written = []
    for name, value in sorted(vars(node).items()):  # Dash keeps no order
        free = name.startswith(("aria-", "data-"))
        if name in NOT_WRITTEN or not (free or name in node._prop_names) or value is None:
            continue
        if value is False and not free:
            continue
        if name == "style":
            raise TypeError("style= is refused by the Content-Security-Policy: use className")
        if name in LEADING:
            markup.checked_address(name, str(value))
        attribute = NAMES.get(name, name if free else name.lower())
        text = str(value).lower() if value is False else str(value)
        written.append(f" {attribute}" if value is True else f' {attribute}="{escape(text)}"')
    return "".join(written)


def chart_name(graph: Component) -> str:
    """The name under which `ids.graph` gave a chart its id."""
    return vars(graph)["id"][ids.CHART]


def charts(tree: Component) -> Iterator[Component]:
    """The graphs of a page that Dash will mount: those with an id. The others stay pictures.

    Dash's own way through a tree makes a name for every part on it, which takes as long as to write the page.
    """
    inside: Any = getattr(tree, "children", None)
    for node in inside if isinstance(inside, (list, tuple)) else (inside,):
        if isinstance(node, Component):
            if node._type == "Graph" and getattr(node, "id", None):
                yield node
            yield from charts(node)


def graphs(tree: Any) -> Iterator[Component]:
    """Every graph of a page in reading order, mounted or not."""
    for node in tree if isinstance(tree, (list, tuple)) else (tree,):
        if isinstance(node, Component):
            if node._type == "Graph":
                yield node
            yield from graphs(getattr(node, "children", None))


@dataclass(frozen=True)
class Engine:
    """What a page with a chart needs of Dash: scripts in loading order; configuration, callbacks as JSON."""

    scripts: tuple[str, ...]
    config: str
    callbacks: str


def engine(app: Dash, graph_library: str, *ours: str) -> Engine:
    """Reads Dash's own index page and callback list once. `graph_library` is plotly.js's address, or "".

    `ours` are the addresses of our own scripts, the last of which starts Dash (see `start_script`).
    """
    path = app.config.requests_pathname_prefix
    with app.server.test_request_context(path):
        app._setup_server()  # finishes the list of callbacks; does nothing the second time
        index = app.index()
        callbacks = app.dependencies().get_data(as_text=True)
    text = index if isinstance(index, str) else index.get_data(as_text=True)
    # The data table's script is never needed; the polyfill's is, or regeneratorRuntime is missing.
    found = [s for s in re.findall(r'<script src="([^"]+)"', text) if "/dash_table/" not in s]
    core = next(s for s in found if "/dash_core_components.v" in s)
    plotly = graph_library or f"{path}_dash-component-suites/plotly/package_data/plotly.min.js"
    graph = core.replace("dash_core_components.v", "async-graph.v")
    config = re.search(r'<script id="_dash-config"[^>]*>(.*?)</script>', text, re.S)
    if config is None:
        raise RuntimeError("Dash's index page has no _dash-config: see firstpaint.engine")
    return Engine((*found, plotly, graph, *ours), _quiet(config[1]), callbacks)


def _quiet(config: str) -> str:
    """Dash's configuration without what tells of this machine, asks another one, or differs on every load.

    `end_id` is for background callbacks, of which there are none; with it no two answers would be the same.
    """
    kept = {k: v for k, v in json.loads(config).items() if k not in ("end_id", "python_version")}
    return json.dumps({**kept, "dash_version_url": "", "disable_version_check": True})


def start_script(app: Dash) -> str:
    """The line of JavaScript that starts Dash, which its own index page has inline."""
    return app.renderer


def layout(charts: Iterable[Component]) -> str:
    """Dash's layout as JSON: only the page's charts, each in the wrapper that is moved onto its painting."""
    mounts = [html.Div(c, id=ids.mount(chart_name(c)), className="mount") for c in charts]
    return to_json(html.Div(mounts)) or ""


def block(name: str, text: str) -> str:
    """JSON within the page, for site.js to read; no script's end can hide in it."""
    return f'<script id="{name}" type="application/json">{text.replace("<", chr(92) + "u003c")}</script>'


def live(charts: Iterable[Component], dash: Engine) -> str:
    """What follows the page when it has charts: Dash's entry point and what Dash would ask for first."""
    return "".join(
        (
            f'<div id="{ids.REACT}" aria-hidden="true"></div>',
            block(ids.LAYOUT, layout(charts)),
            block(ids.CALLBACKS, dash.callbacks),
            block(ids.SCRIPTS, json.dumps(dash.scripts)),
            block("_dash-config", dash.config),
        )
    )
