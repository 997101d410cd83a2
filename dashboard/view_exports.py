"""Any view as files: /indicator.csv, .xlsx, each of its charts as .svg and .png, asked for as the page is."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from types import MappingProxyType
from typing import Any

from flask import Blueprint, Response, request

from dashboard import addresses, display, ids, pixels, standalone, view_sheets, workbook
from dashboard.addresses import Query
from dashboard.along import NAMES, OWN
from dashboard.answers import Refused, cached, etag, refusal, release_of
from dashboard.cells import csv_lines
from dashboard.document import london
from dashboard.exports import SPREADSHEET
from dashboard.pages import compare, glance, indicator, inspections, pack, profile
from dashboard.pages import map as tile_map
from dashboard.queries import Ask
from dashboard.taken import Drawing, taken
from dashboard.view_sheets import View
from loaders.reference import Reference
from loaders.store import Store

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
Body = str | bytes | Iterator[str]


def view_exports(store: Store, reference: Reference, build: str = "") -> Blueprint:
    """The routes. `build` makes the ETags of one build of Yardstick differ from another's."""
    blueprint = Blueprint("views", __name__)
    for module in VIEWS:
        name = NAMES[module.PATH]
        for suffix in KINDS:
            if module.PATH == OWN and suffix in OF_ROWS:
                continue  # made of its choice, not of its page: see dashboard/exports.py
            view = partial(_answer, store, reference, (name, module), suffix, build)
            blueprint.add_url_rule(f"/{name}.{suffix}", f"{name}_{suffix}", view)
    return blueprint


def _answer(store: Store, reference: Reference, page: tuple[str, Any], suffix: str, build: str) -> Response:
    name, module = page
    try:
        asked = Query(tuple(request.args.items(multi=True)))
        release = release_of(store, asked.all("release"))
        tag = etag(release, build)
        if request.if_none_match.contains_weak(tag):
            return cached(Response(status=304), tag, weak=True)
        ask = Ask(store, release, reference)
        made = module.page(asked, ask)
        if made.status != 200:
            raise Refused(made.status, f"{made.title}. Ask as on the page: {module.PATH}?area=865")
        shown = asked.without(ids.CHART).without(display.VIEW).without(display.COLOURS)
        pinned = {key: shown.all(key) for key in shown if key != "release"}
        address = addresses.to(module.PATH, {"release": str(release.number)}, **pinned)
        said = f"Release {release.number}, published {london(release.public_from)}"
        sources = {one.id: one for one in ask.sources()}
        view = View(taken(made), sources, said, request.host_url.rstrip("/"), address)
        body, what = _made(view, suffix, asked.get(ids.CHART, ""))
    except Refused as refused:
        return refusal(refused, "csv")
    answer = Response(body, content_type=KINDS[suffix])
    of = "-".join(filter(None, ("yardstick", name, what, f"release-{release.number}")))
    answer.headers["Content-Disposition"] = f'attachment; filename="{of}.{suffix}"'
    return cached(answer, tag, weak=True)  # a workbook's bytes hold the time at which it was made


def _made(view: View, suffix: str, chart: str) -> tuple[Body, str]:
    """The file, and the name of the chart that it shows."""
    if suffix in OF_ROWS:
        make: Callable[[View], Body] = _csv if suffix == "csv" else _xlsx
        return make(view), ""
    drawing = _chart(view, chart)
    picture = svg(view, drawing)
    return (picture if suffix == "svg" else pixels.png(picture)), drawing.name


def _csv(view: View) -> Body:
    return csv_lines(view_sheets.COLUMNS, view_sheets.rows(view))


def _xlsx(view: View) -> Body:
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
    heading = drawing.caption or drawing.message or drawing.section
    kicker = "" if heading.startswith(view.taken.heading) else view.taken.heading
    sentence = drawing.message or (view.taken.lead if drawing.map else "")
    said = "" if sentence == heading else sentence
    around = standalone.Around(kicker, heading, said, view_sheets.below(view, drawing))
    return standalone.svg(drawing, around)
