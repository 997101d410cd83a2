"""The document around a page: head, skip link, header with navigation, the page itself, footer. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from dash import html
from dash.development.base_component import Component

from dashboard import firstpaint, ids, wording_since
from dashboard.display import DARK, LIGHT, Display, Way
from dashboard.page import Page

NAME = "Yardstick"
TAGLINE = "Children’s services in England, side by side"
FOOT = (
    ("Sources", "/sources"),
    ("Accessibility", "/accessibility"),
    ("Sign in to publish figures", "/officers/sign-in"),
    ("Data for analysts (CSV and JSON)", "/api/v1/releases.json"),
)


@dataclass(frozen=True)
class Tab:
    """A link of the navigation."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True)
class Frame:
    """What the document says around a page.

    `release` is such as "Release 3, published 5 June 2025"; `older` says so when it is not the current one,
    and what has changed since, with the address of the page in the `newest`.
    `address` gives the address of a static file; `asked` is where the page is, as paper names
    it. `ways` are links to the same page shown in other ways.
    """

    tabs: Sequence[Tab]
    address: Callable[[str], str]
    release: str = ""
    older: str = ""
    asked: str = ""
    newest: str = ""
    display: Display = field(default_factory=Display)
    ways: Sequence[Way] = ()


def document(page: Page, frame: Frame, engine: Callable[[], firstpaint.Engine]) -> str:
    """The whole page as HTML; `engine` is asked only if there is a chart for Dash to mount.

    On a projector nobody points at a chart: all of them stay pictures, which can be walked by key.
    """
    charts, follows = tuple(firstpaint.charts(page.tree)), ""
    if charts:
        figures = firstpaint.block(ids.LAYOUT, firstpaint.layout(charts))
        follows = figures if frame.display.projector else firstpaint.live(charts, engine())
    head = (
        f"<title>{escape(page.title)} – {NAME}</title>"
        f'<link rel="icon" href="{frame.address("icon.svg")}" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{frame.address("site.css")}">{_dark(frame)}'
        f'<script defer src="{frame.address("site.js")}"></script>'
    )
    kind = ' class="projector"' if frame.display.projector else ""
    body = firstpaint.to_html([_skip(), _header(frame), _older(frame), page.tree, _footer(frame)])
    return (
        f'<!DOCTYPE html><html lang="en-GB"{kind}><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>'
        f"<body>{body}{follows}</body></html>"
    )


def _dark(frame: Frame) -> str:
    """The stylesheet of dark colours: always, never, or as the reader's screen is set; paper stays white."""
    if frame.display.colours == LIGHT:
        return ""
    media = "screen" if frame.display.colours == DARK else "screen and (prefers-color-scheme: dark)"
    return f'<link rel="stylesheet" href="{frame.address("dark.css")}" media="{media}">'


def london(moment: datetime) -> str:
    """A moment's date as people in England write it."""
    there = moment.astimezone(ZoneInfo("Europe/London"))
    return f"{there.day} {there:%B %Y}"


def _skip() -> Component:
    return html.A("Skip to main content", href=f"#{ids.MAIN}", className="skip")


def _header(frame: Frame) -> Component:
    name = html.A(html.Span(NAME, className="wordmark"), href="/", className="name")
    current: dict[str, Any] = {"aria-current": "page"}
    label: dict[str, Any] = {"aria-label": "Main"}
    links = [
        html.Li(html.A(tab.name, href=tab.href, **(current if tab.current else {}))) for tab in frame.tabs
    ]
    nav = html.Nav(html.Ul(links), **label) if links else None
    line = html.P(TAGLINE, className="tagline")
    ways = [html.Li(html.A(way.text, href=way.href), className=way.name) for way in frame.ways]
    told: dict[str, Any] = {"aria-label": "Ways to show this page"}
    other = html.Ul(ways, className="ways", **told) if ways else None
    return html.Header(html.Div([html.Div([name, line], className="brand"), other, nav], className="wide"))


def _older(frame: Frame) -> Component | None:
    if not frame.older:
        return None
    link = [" ", html.A(wording_since.TO_NEWEST, href=frame.newest)] if frame.newest else []
    return html.Div(html.P([frame.older, *link], className="wide"), className="older", role="note")


def _footer(frame: Frame) -> Component:
    links = html.Ul([html.Li(html.A(text, href=href)) for text, href in FOOT])
    said = [
        html.P(frame.release) if frame.release else None,
        html.P(f"This page as it is here: {frame.asked}", className="on-paper") if frame.asked else None,
        html.P("Every figure keeps the licence of the paper it is from, which Sources names."),
    ]
    return html.Footer(html.Div([links, *said], className="wide"))
