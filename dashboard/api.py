"""The API: every table of a release as CSV and JSON, filterable by its columns.

    /api/v1/observations.csv?indicator=neet&area=865&area=E08000035&release=3

A column named twice asks for rows with either value; two columns ask for rows that meet both. Areas may be
asked for by name or by either code. Answers carry an ETag of release and query.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Literal, cast

import pandas as pd
from flask import Blueprint, Response, request

from dashboard import api_benchmark, api_tables
from dashboard.api_tables import SEVERAL, Cell, Field, Stored
from dashboard.queries import Ask
from loaders.reference import Reference
from loaders.store import Release, Store, UnknownRelease

FORMULA = re.compile(r"[=+\-@\t\r].")
NUMBER = re.compile(r"[+\-]?[\d.,]+\s?%?")
Suffix = Literal["json", "csv"]
Arguments = Mapping[str, Sequence[str]]


class Refused(Exception):
    """A question that has no answer: the status, and what to say."""

    def __init__(self, status: int, what: str) -> None:
        super().__init__(what)
        self.status = status
        self.what = what


@dataclass(frozen=True)
class Table:
    """A table to answer from: its columns, and the rows of a release that meet the arguments, in parts."""

    names: tuple[str, ...]
    rows: Callable[[Release, Arguments], Iterator[Sequence[tuple[Cell, ...]]]]
    pinned: bool = True  # whether `release` names the release to answer from, not a column


def api(store: Store, reference: Reference, build: str = "") -> Blueprint:
    """The routes below /api/v1. `build` makes the ETags of one build of Yardstick differ from another's."""
    blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
    for name, table in _tables(store, reference).items():
        for suffix in ("json", "csv"):
            view = partial(_answer, store, name, table, suffix, build)
            blueprint.add_url_rule(f"/{name}.{suffix}", f"{name}_{suffix}", view)
    blueprint.add_url_rule("/benchmark.json", "benchmark", partial(_benchmark, store, reference, build))
    return blueprint


def _tables(store: Store, reference: Reference) -> Mapping[str, Table]:
    areas = reference.areas
    indicator_rows = [api_tables.indicator_row(indicator) for indicator in reference.indicators.values()]
    area_rows = [api_tables.area_row(area, areas) for area in areas.values()]
    return {
        **{
            name: Table(stored.names, partial(_stored_rows, store, stored))
            for name, stored in api_tables.stored_tables(reference).items()
        },
        "indicators": Table(
            api_tables.INDICATORS, partial(_held_rows, api_tables.INDICATORS, indicator_rows)
        ),
        "areas": Table(api_tables.AREAS, partial(_held_rows, api_tables.AREAS, area_rows)),
        "releases": Table(api_tables.RELEASES, partial(_release_rows, store), pinned=False),
    }


# One answer


def _answer(store: Store, name: str, table: Table, suffix: Suffix, build: str) -> Response:
    try:
        arguments = dict(request.args.lists())
        pinned = arguments.pop("release", []) if table.pinned else []
        release = _release(store, pinned)
        _check(name, table, arguments)
        etag = _etag(release, build)
        if etag in request.if_none_match:
            return _cached(Response(status=304), etag)
        parts = table.rows(release, arguments)
        # The first part is asked for now, so that what is wrong with an argument is said before the answer
        # begins.
        parts = chain([next(parts, [])], parts)
    except Refused as refused:
        return _refusal(refused, suffix)
    body = _csv(table.names, parts) if suffix == "csv" else _json(release, table.names, parts)
    answer = Response(body, content_type="text/csv; charset=utf-8" if suffix == "csv" else "application/json")
    if suffix == "csv":
        file = f"yardstick-{name}-release-{release.number}.csv"
        answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return _cached(answer, etag)


def _benchmark(store: Store, reference: Reference, build: str) -> Response:
    """The view-model behind /indicator."""
    try:
        arguments = request.args.to_dict()
        pinned = arguments.pop("release", "")
        release = _release(store, [pinned] if pinned else [])
        unknown = [name for name in arguments if name not in api_benchmark.ARGUMENTS]
        if unknown:
            allowed = ", ".join((*api_benchmark.ARGUMENTS, "release"))
            raise Refused(400, f"benchmark cannot be asked for by “{unknown[0]}”. It can be by: {allowed}.")
        etag = _etag(release, build)
        if etag in request.if_none_match:
            return _cached(Response(status=304), etag)
        found = api_benchmark.asked(Ask(store, release, reference), arguments)
    except LookupError as unknown_thing:
        return _refusal(Refused(404, str(unknown_thing.args[0])), "json")
    except Refused as refused:
        return _refusal(refused, "json")
    body = json.dumps(api_benchmark.as_dict(found, reference, release.number), ensure_ascii=False, indent=1)
    return _cached(Response(body, content_type="application/json"), etag)


def _release(store: Store, pinned: Sequence[str]) -> Release:
    """The release asked for, or the one that is public now."""
    current = store.current()
    if current is None:
        raise Refused(503, "Nothing has been published yet. Try again later.")
    if not pinned:
        return current
    said = pinned[-1]
    try:
        release = store.public_release(int(said) if re.fullmatch(r"[0-9]{1,9}", said) else 0)
    except UnknownRelease as unknown:
        what = f"There is no release “{said}”. /api/v1/releases.json lists those there are."
        raise Refused(404, what) from unknown
    if release.withdrawn:
        raise Refused(
            410, f"Release {said} held data that were withdrawn. /api/v1/releases.json lists the others."
        )
    return release


def _check(name: str, table: Table, arguments: Arguments) -> None:
    unknown = [argument for argument in arguments if argument not in table.names]
    if unknown:
        allowed = ", ".join(table.names + (("release",) if table.pinned else ()))
        raise Refused(400, f"{name} cannot be filtered by “{unknown[0]}”. It can be by: {allowed}.")


def _etag(release: Release, build: str) -> str:
    asked = f"{build} {release.number} {request.path}?{request.query_string.decode('latin-1')}"
    return hashlib.sha256(asked.encode()).hexdigest()[:32]


def _cached(answer: Response, etag: str) -> Response:
    """An answer to keep, but to ask after each time: a release may have come, or been withdrawn."""
    answer.set_etag(etag)
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


def _refusal(refused: Refused, suffix: Suffix) -> Response:
    if suffix == "json":
        body = json.dumps({"error": refused.what}, ensure_ascii=False)
        return Response(body, refused.status, content_type="application/json")
    return Response(refused.what + "\n", refused.status, content_type="text/plain; charset=utf-8")


# Rows


def _stored_rows(
    store: Store, stored: Stored, release: Release, arguments: Arguments
) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """A release's rows as published."""
    where: dict[str, set[Any]] = {}
    for field in stored.fields:
        if field.name in arguments:
            wanted = set(chain.from_iterable(_meant(field, said) for said in arguments[field.name]))
            where[field.base] = where.get(field.base, wanted) & wanted
    for batch in store.batches(stored.table, release, where):
        yield list(zip(*(_shown(field, batch[field.base]) for field in stored.fields), strict=True))


def _meant(field: Field, said: str) -> set[Any]:
    """The stored values that an argument stands for. Raises Refused for a word where a number is wanted."""
    if field.meant:
        return field.meant(said)
    if field.kind == "text":
        return {said}
    if field.kind == "flag" and said in ("true", "false"):
        return {said == "true"}
    if field.kind in ("number", "integer"):
        if not said:
            return {None}
        try:
            return {float(said)}
        except ValueError:
            pass
    wanted = "true or false" if field.kind == "flag" else "a number, or nothing for a missing one"
    raise Refused(400, f"{field.name} cannot be “{said}”. Ask for {wanted}.")


def _shown(field: Field, values: pd.Series[Any]) -> list[Cell]:
    """A stored column as published: names for codes, whole numbers without `.0`, None for what is missing."""
    held = cast(list[Any], values.tolist())
    if field.shown:
        told = {value: field.shown(value) for value in set(held)}
        return [told[value] for value in held]
    if field.kind in ("number", "integer"):
        return [None if pd.isna(value) else plain_number(value) for value in held]
    return held


def plain_number(value: float) -> float | int:
    """A number as it is printed: 12.0 is 12."""
    return int(value) if math.isfinite(value) and value == int(value) and abs(value) < 1e15 else value


def _release_rows(
    store: Store, current: Release, arguments: Arguments
) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """The releases that are or were public."""
    now = max(current.public_from, current.made_at)  # whatever else is public came before
    rows = [api_tables.release_row(release) for release in store.history() if release.public_from <= now]
    return _held_rows(api_tables.RELEASES, rows, current, arguments)


def _held_rows(
    names: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], _release: Release, arguments: Arguments
) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """Rows held in memory; a cell that lists several is met by each of them, an area by its codes too."""
    wanted = [(_places(names, name), set(said)) for name, said in arguments.items()]
    yield [
        row
        for row in rows
        if all(said & _words(row[place] for place in places) for places, said in wanted)
    ]  # fmt: skip


def _places(names: tuple[str, ...], name: str) -> list[int]:
    asked = ("area_code", "la_code", "area") if name == "area" else (name,)
    return [names.index(one) for one in asked]


def _words(cells: Iterable[Cell]) -> set[str]:
    """What may be said to ask for any of some cells: the whole, or one of the several that it lists."""
    texts = ["" if cell is None else str(cell) for cell in cells]
    return {word for text in texts for word in (text, *text.split(SEVERAL))}


# Writing


def _csv(names: tuple[str, ...], parts: Iterable[Sequence[tuple[Cell, ...]]]) -> Iterator[str]:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(names)
    for part in parts:
        writer.writerows([csv_cell(cell) for cell in row] for row in part)
        yield lines.getvalue()
        lines.seek(0)
        lines.truncate()


def csv_cell(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before text that looks like one."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _json(
    release: Release, names: tuple[str, ...], parts: Iterable[Sequence[tuple[Cell, ...]]]
) -> Iterator[str]:
    yield f'{{"release": {release.number}, "rows": ['
    before = "\n"
    for part in parts:
        rows = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in part)
        text = ",\n".join(rows)
        if text:
            yield before + text
            before = ",\n"
    yield "\n]}\n"
