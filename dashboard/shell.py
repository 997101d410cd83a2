"""The web application: addresses, releases, caching, policy headers, and Dash under /dash/.

Everything that a page needs reaches it through `create_app`; nothing is kept in a module.
"""

from __future__ import annotations

import importlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from dash import MATCH, ClientsideFunction, Dash, Input, Output, State, html
from flask import Blueprint, Flask, Response, abort, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard import addresses, along, display, document, firstpaint, ids, notices, serving, wording_since
from dashboard.kept import Kept
from dashboard.page import Page
from dashboard.settings import Settings
from dashboard.since import since
from dashboard.taken import taken

FIXED = ("/static/", "/dash/_dash-component-suites/")
MOST_KEPT = 24_000_000  # bytes of finished pages that one process keeps: some 1,400
log = logging.getLogger(__name__)


AskFactory = Callable[[Any, Any, Any], Any]


def create_app(
    store: Any,
    reference: Any,
    settings: Settings,
    pages: Sequence[Any] | None = None,
    ask: AskFactory | None = None,
    blueprints: Iterable[Blueprint] | None = None,
) -> Flask:
    """The application over a store and reference tables.

    `pages` (modules with PATH, NAME for the navigation or "", and `page(selection, ask) -> Page`),
    `ask` (store, release, reference -> what pages ask) and `blueprints` are those of the dashboard
    unless given.
    """
    shown: Sequence[Any] = importlib.import_module("dashboard.pages").PAGES if pages is None else pages
    asking: AskFactory = importlib.import_module("dashboard.queries").Ask if ask is None else ask
    server = Flask("yardstick", static_folder=None)
    _compress(server)
    dash = _dash(server)
    static = serving.static_files(settings, dash)
    site = _Site(store, reference, shown, asking, dash, static)
    if blueprints is None:
        wanted = ("api", "exports", "view_exports", "officers.blueprint")
        api, exports, views, desk = (importlib.import_module(f"dashboard.{name}") for name in wanted)
        blueprints = (
            api.api(store, reference, site.build),
            exports.exports(store, reference, site.build),
            views.view_exports(store, reference, site.build),
            desk.officers(store, reference, settings.home, site.address),
        )
    for module in shown:
        server.add_url_rule(module.PATH, f"page {module.PATH}", site.view(module))
    server.add_url_rule("/static/<build>/<name>", "static", serving.send_static(static))
    server.add_url_rule("/healthz", "health", lambda: health(store))
    for blueprint in blueprints:
        server.register_blueprint(blueprint)
    server.before_request(_hide_dash)
    server.after_request(serving.policy(json.loads((serving.ASSETS / "style-hashes.json").read_text())))
    server.register_error_handler(HTTPException, site.refuse)
    server.register_error_handler(Exception, site.fail)
    if (n := settings.proxies) > 0:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=n, x_proto=n, x_host=n)
    site.engine()  # Dash serves its scripts from now on: who is asked for one may not have shown a chart yet
    return server


class _Site:
    """Answers for pages: finds the release, asks the page, puts the document around it."""

    def __init__(
        self,
        store: Any,
        reference: Any,
        pages: Sequence[Any],
        ask: AskFactory,
        dash: Dash,
        static: Mapping[str, bytes],
    ) -> None:
        self.store, self.reference, self.pages, self.ask = store, reference, pages, ask
        self.build = serving.build_name(static)
        library = self.address(serving.LIBRARY) if serving.LIBRARY in static else ""
        ours = (self.address("charts.js"), self.address("start.js"))
        self.kept = Kept(MOST_KEPT)
        self.engine = cache(lambda: firstpaint.engine(dash, library, *ours))

    def address(self, name: str) -> str:
        """A static file's address, which changes with every build."""
        return f"/static/{self.build}/{name}"

    def view(self, module: Any) -> Callable[..., Response]:
        """The view function of a page."""

        def show(**in_path: str) -> Response:
            release, newest, refusal = self.release()
            if refusal is not None:
                return self.answer(refusal)
            then = f"{release.number} {newest.number if newest else ''}"
            tag = serving.tag(f"{then} {self.build} {request.host_url} {request.full_path}")
            if request.if_none_match.contains_weak(tag):
                return serving.tagged(Response(status=304), tag)
            packed = serving.packing(request.accept_encodings)
            body = self.kept.get(f"{packed} {tag}")
            if body is None:
                selection = addresses.Query((*in_path.items(), *request.args.items(multi=True)))
                page = module.page(selection, self.ask(self.store, release, self.reference))
                older = self.older(module, selection, page, release, newest) if newest else ""
                page = along.with_files(page, module.PATH, selection)
                answer = self.answer(page, module.PATH, release, older)
                if page.status != 200:
                    return answer
                body = serving.PACKINGS[packed](answer.get_data())
                self.kept.keep(f"{packed} {tag}", body)
            return serving.tagged(serving.packed(body, packed), tag)

        return show

    def older(self, module: Any, selection: addresses.Query, page: Page, release: Any, newest: Any) -> str:
        """That a page shows an older release, and what of it has changed since."""
        said = [wording_since.OLDER.format(release=_published(release))]
        if release.editions == newest.editions:
            return " ".join([*said, wording_since.SAME.format(newest=newest.number)])
        said.append(
            wording_since.NEWER.format(newest=newest.number, date=document.london(newest.public_from))
        )
        if module.PATH in along.NAMES and page.status == 200:
            asked = selection.without("release").without(display.VIEW).without(display.COLOURS)
            key = serving.tag(f"since {release.number} {newest.number} {module.PATH} {asked.pairs}")
            told = self.kept.get(key)
            if told is None:
                now = module.page(asked, self.ask(self.store, newest, self.reference))
                both = since(taken(page), taken(now)) if now.status == 200 else None
                told = wording_since.told(both).encode()
                self.kept.keep(key, told)
            said.append(told.decode())
        return " ".join(filter(None, said))

    def release(self) -> tuple[Any, Any, Page | None]:
        """The release asked for, the newest if that is another, or the page that says why there is none."""
        now, current = datetime.now(UTC), self.store.current()
        wanted = request.args.get("release", "")
        if not wanted:
            return current, None, notices.nothing_published() if current is None else None
        try:
            # int() also reads ' 1_0 ' and other alphabets' digits
            release = self.store.release(int(wanted)) if wanted.isascii() and wanted.isdigit() else None
        except LookupError:
            release = None
        if release is None or now < release.public_from:
            return None, None, notices.unknown_release(wanted)
        if release.withdrawn:
            return None, None, notices.withdrawn(release.number)
        is_newest = current is None or release.number == current.number
        return release, None if is_newest else current, None

    def answer(self, page: Page, path: str = "", release: Any = None, older: str = "") -> Response:
        """A page in its document, as an answer; `older` says what has been published since."""
        said = asked = newest = ""
        if release is not None:
            said, asked = _published(release), self.asked(release.number)
            newest = self.asked() if older else ""
        shown = display.display(request.args)
        ways = display.ways(shown, request.path, request.args.items(multi=True))
        frame = document.Frame(self.tabs(path), self.address, said, older, asked, newest, shown, ways)
        text = document.document(page, frame, self.engine)
        return Response(text, page.status, content_type="text/html; charset=utf-8")

    def asked(self, release: int | None = None) -> str:
        """Where the page at hand can be found: pinned to a release, or whatever is the newest."""
        left = ("release", display.VIEW, display.COLOURS)
        pairs = [pair for pair in request.args.items(multi=True) if pair[0] not in left and pair[1]]
        pairs += [] if release is None else [("release", str(release))]
        return f"{request.base_url}?{urlencode(pairs)}" if pairs else request.base_url

    def tabs(self, path: str) -> list[document.Tab]:
        """The navigation; it keeps the authority and the release that were chosen."""
        area = self.authority()
        kept = urlencode(({"area": area} if area else {}) | addresses.kept(request.args))
        tail = f"?{kept}" if kept else ""
        return [document.Tab(m.NAME, m.PATH + tail, path == m.PATH) for m in self.pages if m.NAME]

    def authority(self) -> str:
        """The first authority that the address names; a page of comparisons names regions and groups, too."""
        said = request.args.getlist("area")
        if self.reference is None:  # a shell without data, as some tests have it
            return next(iter(said), "")
        found = ((one, self.reference.area(one)) for one in said)
        return next((one for one, area in found if area and area.kind == "authority"), "")

    def refuse(self, error: HTTPException) -> Response | HTTPException:
        """An error of HTTP as a page; the API's own answers stay as they are."""
        if error.response is not None:
            return error
        if error.code == 404:
            return self.answer(notices.not_found())
        return self.answer(notices.not_answered(error.code or 500, error.name))

    def fail(self, error: Exception) -> Response:
        """An error of ours: recorded in full, shown in words."""
        log.error("no answer to %s", request.full_path, exc_info=error)
        return self.answer(notices.failed())


def _published(release: Any) -> str:
    return f"Release {release.number}, published {document.london(release.public_from)}."


# ---- Dash


def _dash(server: Flask) -> Dash:
    """Dash on its own path, with the callbacks that live inside charts (assets/charts.js)."""
    app = Dash(
        "yardstick",
        server=server,  # type: ignore[arg-type] - Dash's own hint leaves Flask out
        url_base_pathname="/dash/",
        compress=True,
        assets_folder="none",
        update_title="",
        suppress_callback_exceptions=True,
    )
    app.layout = html.Div()
    graph = {ids.CHART: MATCH}
    app.clientside_callback(
        ClientsideFunction("yardstick", "point"),
        Output(graph, "figure"),
        Input(graph, "clickData"),
        State(graph, "figure"),
        prevent_initial_call=True,
    )
    return app


def _hide_dash() -> None:
    """Of Dash only its scripts and callbacks are served: its own index page is not one of ours."""
    shown = ("/dash/_dash-component-suites/", "/dash/_dash-update-component")
    if request.path.startswith("/dash/") and not request.path.startswith(shown):
        abort(404)


class _Kept(dict[str, Any]):
    """Compressed scripts, kept in memory under "br;" and our key; those with an empty key are not kept."""

    def set(self, key: str, value: Any) -> None:
        if not key.endswith(";"):
            self[key] = value


def _compress(server: Flask) -> None:
    """Before Dash is made, which starts Flask-Compress. Only files that never change have a key."""
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=serving.BROTLI,
        COMPRESS_CACHE_BACKEND=_Kept,
        COMPRESS_EVALUATE_CONDITIONAL_REQUEST=False,
        COMPRESS_CACHE_KEY=lambda r: r.full_path if r.path.startswith(FIXED) else "",
    )


# ---- health


def health(store: Any) -> tuple[dict[str, Any], int]:
    """Whether Yardstick can answer: JSON of status, release number and database."""
    try:
        release = store.current()
    except Exception:  # whatever the database says, the answer is that it cannot be reached
        log.exception("the database cannot be reached")
        return {"status": "failing", "release": None, "database": "unreachable"}, 503
    number = None if release is None else release.number
    status = "ok" if number is not None else "nothing published"
    return {"status": status, "release": number, "database": "ok"}, 200 if number is not None else 503
