"""Any view as files: /indicator.csv, .xlsx, each of its charts as .svg and .png, asked for as the page is."""

from __future__ import annotations

import io
from functools import partial
from threading import BoundedSemaphore
from types import MappingProxyType
from typing import Any

from flask import Blueprint, Response, request

from dashboard import addresses, display, ids, pixels, standalone, text, view_sheets, workbook
from dashboard.addresses import Query
from dashboard.along import NAMES, OWN
from dashboard.answers import Refused, cached, etag, refusal, release_of
from dashboard.cells import csv_lines
from dashboard.document import london
from dashboard.exports import SPREADSHEET
from dashboard.kept import Kept
from dashboard.pages import compare, glance, indicator, inspections, pack, profile
from dashboard.pages import map as tile_map
from dashboard.queries import Ask
from dashboard.taken import Drawing, taken
from dashboard.view_sheets import View
from loaders.reference import Reference
from loaders.store import Release, Store

VIEWS: tuple[Any, ...] = (glance, inspections, indicator, profile, tile_map, compare, pack)
KINDS = MappingProxyType(
    {
        "csv": "text/csv; charset=utf-8",
        "xlsx": SPREADSHEET,
        "svg": "image/svg+xml; charset=utf-8",
        "png": "image/png",
    }
)
OF_ROWS = ("csv", "xlsx")
MOST_KEPT = 16_000_000  # bytes of finished files that one process keeps
AT_ONCE = 2  # pictures of pixels that one process paints side by side: each takes a second and 48 MB
PATIENCE = 20  # seconds that one waits for its turn


def view_exports(store: Store, reference: Reference, build: str = "") -> Blueprint:
    """The routes. `build` makes the ETags of one build of Yardstick differ from another's."""
    blueprint = Blueprint("views", __name__)
    views = _Views(store, reference, build)
    for module in VIEWS:
        name = NAMES[module.PATH]
        for suffix in KINDS:
            if module.PATH == OWN and suffix in OF_ROWS:
                continue  # made of its choice, not of its page: see dashboard/exports.py
            view = partial(views.answer, name, module, suffix)
            blueprint.add_url_rule(f"/{name}.{suffix}", f"{name}_{suffix}", view)
    return blueprint


class _Views:
    """Answers for files: makes each once, and not too many pictures at a time."""

    def __init__(self, store: Store, reference: Reference, build: str) -> None:
        self.store, self.reference, self.build = store, reference, build
        self.kept, self.painting = Kept(MOST_KEPT), BoundedSemaphore(AT_ONCE)

    def answer(self, name: str, module: Any, suffix: str) -> Response:
        """A view's file, or the reason why there is none."""
        try:
            asked = Query(tuple(request.args.items(multi=True)))
            release = release_of(self.store, asked.all("release"))
            tag = etag(release, self.build)
            if request.if_none_match.contains_weak(tag):
                return cached(Response(status=304), tag, weak=True)
            what, body = self.file(f"{request.host_url} {tag}", (release, asked, module, suffix))
        except Refused as refused:
            return refusal(refused, "csv")
        answer = Response(body, content_type=KINDS[suffix])
        of = "-".join(filter(None, ("yardstick", name, what, f"release-{release.number}")))
        answer.headers["Content-Disposition"] = f'attachment; filename="{of}.{suffix}"'
        return cached(answer, tag, weak=True)  # a workbook's bytes hold the time at which it was made

    def file(self, key: str, asked: tuple[Release, Query, Any, str]) -> tuple[str, bytes]:
        """The name of the chart that a file shows, and the file: kept under `key`, after that name."""
        release, selection, module, suffix = asked
        held = self.kept.get(key)
        if held is not None:
            what, _, body = held.partition(b"\n")
            return what.decode(), body
        view = _view(Ask(self.store, release, self.reference), selection, module)
        if suffix in OF_ROWS:
            what, body = "", (_csv if suffix == "csv" else _xlsx)(view)
        else:
            drawing = _chart(view, selection.get(ids.CHART, ""))
            picture = svg(view, drawing)
            what, body = drawing.name, self.png(picture) if suffix == "png" else picture.encode()
        self.kept.keep(key, what.encode() + b"\n" + body)
        return what, body

    def png(self, picture: str) -> bytes:
        """The picture in pixels, when its turn comes. Raises Refused."""
        if not self.painting.acquire(timeout=PATIENCE):
            raise Refused(503, text.MANY_PICTURES)
        try:
            return pixels.png(picture)
        except pixels.TooLarge as large:
            raise Refused(400, text.LARGE_PICTURE) from large
        finally:
            self.painting.release()


def _view(ask: Ask, asked: Query, module: Any) -> View:
    """A page as it is taken away. Raises Refused."""
    made = module.page(asked, ask)
    if made.status != 200:
        raise Refused(made.status, f"{made.title}. Ask as on the page: {module.PATH}?area=865")
    number, published = ask.release.number, ask.release.public_from
    shown = asked.without(ids.CHART).without(display.VIEW).without(display.COLOURS)
    pinned = {"release": str(number)}
    chosen = {key: shown.all(key) for key in shown if key != "release"}
    address = addresses.to(module.PATH, pinned, **chosen)
    sources = {one.id: one for one in ask.sources()}
    said = f"Release {number}, published {london(published)}"
    return View(taken(made), sources, said, request.host_url.rstrip("/"), address, pinned)


def _csv(view: View) -> bytes:
    return "".join(csv_lines(view_sheets.COLUMNS, view_sheets.rows(view))).encode()


def _xlsx(view: View) -> bytes:
    into = io.BytesIO()
    workbook.written(view_sheets.cover(view), view_sheets.sheets(view)).save(into)
    return into.getvalue()


def _chart(view: View, name: str) -> Drawing:
    """The chart of that name, or the first. Raises Refused."""
    there = view.taken.drawings
    found = next((one for one in there if one.name == (name or one.name)), None)
    if found is None:
        names = ", ".join(one.name for one in there) or "none"
        raise Refused(404, f"There is no chart “{name}” here. Charts of this view: {names}.")
    return found


def svg(view: View, drawing: Drawing) -> str:
    """A chart as a picture that says all by itself."""
    heading = drawing.caption or drawing.message or drawing.section or view.taken.heading
    kicker = "" if heading.startswith(view.taken.heading) else view.taken.heading
    sentence = drawing.message or ("" if drawing.figures else view.taken.lead)
    said = "" if sentence == heading else sentence
    around = standalone.Around(kicker, heading, said, view_sheets.below(view, drawing))
    return standalone.svg(drawing, around)
