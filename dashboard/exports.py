"""What is chosen on /compare as files: /compare.csv and /compare.xlsx, asked for as the page is."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from flask import Blueprint, Response, request

from dashboard import addresses, compare_sheets, wording, workbook
from dashboard.addresses import Query
from dashboard.answers import Refused, cached, etag, refusal, release_of
from dashboard.api_tables import area_code, la_code
from dashboard.cells import Cell, csv_lines, plain_number
from dashboard.choosing import Choice, Measure, Unclear, choice, figures_of
from dashboard.comparison import by_measure
from dashboard.document import london
from dashboard.queries import Ask
from dashboard.records import Observation
from loaders.reference import Reference
from loaders.store import Store

ARGUMENTS = ("area", "indicator", "from", "to", "show", "release")
COLUMNS = (
    *("area_code", "la_code", "area", "indicator", "indicator_name", "breakdown", "unit", "period"),
    *("value", "published_as", "status", "source", "locator", "note"),
)
MOST_SERIES = 20_000  # areas times measures in a file
MOST_FIGURES = 15_000  # in a workbook, which is made whole before it is sent: a third of a millisecond each
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Suffix = Literal["csv", "xlsx"]
Made = Callable[[Ask, Choice], Iterator[str] | bytes]


def exports(store: Store, reference: Reference, build: str = "") -> Blueprint:
    """The two routes. `build` makes the ETags of one build of Yardstick differ from another's."""
    blueprint = Blueprint("exports", __name__)
    made: dict[Suffix, tuple[str, Made]] = {
        "csv": ("text/csv; charset=utf-8", _csv),
        "xlsx": (SPREADSHEET, _xlsx),
    }
    for suffix, (kind, make) in made.items():
        view = partial(_answer, store, reference, suffix, kind, make, build)
        blueprint.add_url_rule(f"/compare.{suffix}", f"compare_{suffix}", view)
    return blueprint


def _answer(
    store: Store, reference: Reference, suffix: Suffix, kind: str, make: Made, build: str
) -> Response:
    try:
        asked = Query(tuple(request.args.items(multi=True)))
        if unknown := [name for name in asked if name not in ARGUMENTS]:
            raise Refused(400, f"“{unknown[0]}” means nothing here. Ask by: {', '.join(ARGUMENTS)}.")
        release = release_of(store, asked.all("release"))
        tag = etag(release, build)
        if request.if_none_match.contains_weak(tag):
            return cached(Response(status=304), tag, weak=True)
        ask = Ask(store, release, reference)
        body = make(ask, _checked(choice(ask, asked)))
    except Refused as refused:
        return refusal(refused, suffix)
    answer = Response(body, content_type=kind)
    file = f"yardstick-compare-release-{release.number}.{suffix}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return cached(answer, tag, weak=True)  # a workbook's bytes hold the time at which it was made


def _checked(chosen: Choice) -> Choice:
    """A choice that a file can be made of. Raises Refused, with what to do."""
    for kind, unclear in (("area", chosen.unclear_areas), ("measure", chosen.unclear_measures)):
        for one in unclear:
            raise Refused(404, _not_found(kind, one))
    if not chosen.series:
        raise Refused(
            400, "Choose at least one area and one indicator, as /compare?area=865&indicator=… does."
        )
    if chosen.series > MOST_SERIES:
        said = f"{len(chosen.areas)} areas times {len(chosen.measures)} measures"
        raise Refused(
            400,
            f"{said} are more than a file from here holds ({MOST_SERIES:,}). Choose fewer of either, "
            "or take whole tables from /api/v1/observations.csv.",
        )
    return chosen


def _not_found(kind: str, one: Unclear) -> str:
    near = f" Did you mean {wording.joined([f'“{name}”' for _, name in one.near])}?" if one.near else ""
    count = f"{one.total} {kind}s match" if one.total else f"There is no {kind} called"
    return f"{count} “{one.said}”.{near}"


# ---- CSV


def _csv(ask: Ask, chosen: Choice) -> Iterator[str]:
    """A part for each measure, each asked for when its turn comes."""
    return csv_lines(COLUMNS, (rows(ask, chosen, one) for one in chosen.measures))


def rows(ask: Ask, chosen: Choice, measure: Measure) -> Sequence[tuple[Cell, ...]]:
    """A measure's figures in the columns of the file: by area as chosen, then by period."""
    return [row(ask, measure, one) for one in _ordered(ask, chosen, measure)]


def _ordered(ask: Ask, chosen: Choice, measure: Measure) -> list[Observation]:
    place = {area.code: at for at, area in enumerate(chosen.areas)}
    found = by_measure(chosen, figures_of(ask, chosen, [measure]))[measure]
    return sorted(found, key=lambda one: (place[one.area], one.end, one.start))


def row(ask: Ask, measure: Measure, one: Observation) -> tuple[Cell, ...]:
    """A figure's cells, in the order of COLUMNS."""
    area, indicator = ask.reference.areas[one.area], measure.indicator
    value = None if one.value is None else plain_number(one.value)
    return (
        *(area_code(area), la_code(area), area.name),
        *(indicator.id, indicator.name, one.breakdown, indicator.unit, one.period),
        *(value, one.printed, one.status, one.source, one.locator, one.note),
    )


# ---- XLSX


def _xlsx(ask: Ask, chosen: Choice) -> bytes:
    """The whole workbook. Raises Refused if it would hold too much to be made while somebody waits."""
    found: dict[Measure, list[Observation]] = {}
    for measure in chosen.measures:
        found[measure] = _ordered(ask, chosen, measure)
        if sum(map(len, found.values())) > MOST_FIGURES:
            raise Refused(
                400,
                f"That is more than {MOST_FIGURES:,} figures, too many for a spreadsheet made on request. "
                "Choose fewer areas or measures or a later first year, or take the CSV.",
            )
    into = io.BytesIO()
    told = _told(ask, chosen, found)
    workbook.written(compare_sheets.cover(told), compare_sheets.sheets(told)).save(into)
    return into.getvalue()


def _told(ask: Ask, chosen: Choice, found: Mapping[Measure, Sequence[Observation]]) -> compare_sheets.Told:
    release = ask.release
    pinned = {"release": str(release.number)}
    page = addresses.to("/compare", pinned, **dict(request.args.lists()))
    return compare_sheets.Told(
        chosen,
        found,
        {one.id: one for one in ask.sources()},
        f"Release {release.number}, published {london(release.public_from)}",
        request.host_url.rstrip("/"),
        page,
        pinned,
    )
