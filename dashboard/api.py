"""The API: every table of a release as CSV and JSON, filterable by its columns.

    /api/v1/observations.csv?indicator=neet&area=865&area=E08000035&release=3

A column named twice asks for rows with either value; two columns ask for rows that meet both. Areas may be
asked for by name or by either code. Answers carry an ETag of release and query.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Literal, cast

import pandas as pd
from flask import Blueprint, Response, request

from dashboard import api_benchmark, api_profile, api_tables
from dashboard.answers import Refused, cached, etag, refusal, release_of
from dashboard.api_tables import SEVERAL, Field, Stored
from dashboard.cells import Cell, csv_lines, plain_number
from dashboard.measures import Measures
from dashboard.queries import Ask
from loaders.reference import Reference
from loaders.store import Release, Store

Arguments = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Table:
    """A table to answer from: its columns, and the rows of a release that meet the arguments, in parts."""

    names: tuple[str, ...]
    rows: Callable[[Release, Arguments], Iterator[Sequence[tuple[Cell, ...]]]]
    pinned: bool = True  # whether `release` names the release to answer from, not a column


@dataclass(frozen=True)
class View:
    """What is behind a page, as plain values: by which arguments it is asked for, and the answer."""

    arguments: tuple[str, ...]
    answer: Callable[[Ask, Mapping[str, str]], Mapping[str, Any]]


def api(store: Store, reference: Reference, build: str = "") -> Blueprint:
    """The routes below /api/v1. `build` makes the ETags of one build of Yardstick differ from another's."""
    blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
    for name, table in _tables(store, reference).items():
        for suffix in ("json", "csv"):
            view = partial(_answer, store, name, table, suffix, build)
            blueprint.add_url_rule(f"/{name}.{suffix}", f"{name}_{suffix}", view)
    for name, view in _views().items():
        answer = partial(_view, store, reference, name, view, build)
        blueprint.add_url_rule(f"/{name}.json", name, answer)
    return blueprint


def _tables(store: Store, reference: Reference) -> Mapping[str, Table]:
    areas = reference.areas
    area_rows = [api_tables.area_row(area, areas) for area in areas.values()]
    return {
        **{
            name: Table(stored.names, partial(_stored_rows, store, reference, stored))
            for name, stored in api_tables.stored_tables(reference).items()
        },
        "indicators": Table(api_tables.INDICATORS, partial(_indicator_rows, store, reference)),
        "areas": Table(api_tables.AREAS, partial(_held_rows, api_tables.AREAS, area_rows)),
        "releases": Table(api_tables.RELEASES, partial(_release_rows, store), pinned=False),
    }


def _views() -> Mapping[str, View]:
    return {
        "benchmark": View(api_benchmark.ARGUMENTS, api_benchmark.answer),
        "profile": View(api_profile.ARGUMENTS, api_profile.answer),
    }


# One answer


def _answer(store: Store, name: str, table: Table, suffix: Literal["json", "csv"], build: str) -> Response:
    try:
        arguments = dict(request.args.lists())
        pinned = arguments.pop("release", []) if table.pinned else []
        release = release_of(store, pinned)
        _check(name, table, arguments)
        tag = etag(release, build)
        if tag in request.if_none_match:
            return cached(Response(status=304), tag)
        parts = table.rows(release, arguments)
        # The first part is asked for now, so that what is wrong with an argument is said before the answer
        # begins.
        parts = chain([next(parts, [])], parts)
    except Refused as refused:
        return refusal(refused, suffix)
    body = csv_lines(table.names, parts) if suffix == "csv" else _json(release, table.names, parts)
    answer = Response(body, content_type="text/csv; charset=utf-8" if suffix == "csv" else "application/json")
    if suffix == "csv":
        file = f"yardstick-{name}-release-{release.number}.csv"
        answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return cached(answer, tag)


def _view(store: Store, reference: Reference, name: str, view: View, build: str) -> Response:
    """The view-model behind a page."""
    try:
        arguments = request.args.to_dict()
        pinned = arguments.pop("release", "")
        release = release_of(store, [pinned] if pinned else [])
        unknown = [one for one in arguments if one not in view.arguments]
        if unknown:
            allowed = ", ".join((*view.arguments, "release"))
            raise Refused(400, f"{name} cannot be asked for by “{unknown[0]}”. It can be by: {allowed}.")
        tag = etag(release, build)
        if tag in request.if_none_match:
            return cached(Response(status=304), tag)
        found = view.answer(Ask(store, release, reference), arguments)
    except LookupError as unknown_thing:
        return refusal(Refused(404, str(unknown_thing.args[0])), "json")
    except Refused as refused:
        return refusal(refused, "json")
    body = json.dumps({**found, "release": release.number}, ensure_ascii=False, indent=1)
    return cached(Response(body, content_type="application/json"), tag)


def _check(name: str, table: Table, arguments: Arguments) -> None:
    unknown = [argument for argument in arguments if argument not in table.names]
    if unknown:
        allowed = ", ".join(table.names + (("release",) if table.pinned else ()))
        raise Refused(400, f"{name} cannot be filtered by “{unknown[0]}”. It can be by: {allowed}.")


# Rows


def _stored_rows(
    store: Store, reference: Reference, stored: Stored, release: Release, arguments: Arguments
) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """A release's rows as published."""
    measures = Measures(store, release, reference)
    where: dict[str, set[Any]] = {}
    for field in stored.fields:
        if field.name in arguments:
            wanted = set(chain.from_iterable(_meant(field, said, measures) for said in arguments[field.name]))
            where[field.base] = where.get(field.base, wanted) & wanted
    for batch in store.batches(stored.table, release, where):
        columns = (_shown(field, batch[field.base], measures) for field in stored.fields)
        yield list(zip(*columns, strict=True))


def _meant(field: Field, said: str, measures: Measures) -> set[Any]:
    """The stored values that an argument stands for. Raises Refused for a word where a number is wanted."""
    if field.measure:
        return measures.telling(field.measure, said)
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


def _shown(field: Field, values: pd.Series[Any], measures: Measures) -> list[Cell]:
    """A stored column as published: names for codes, whole numbers without `.0`, None for what is missing."""
    held = cast(list[Any], values.tolist())
    if field.measure:
        known = {name: str(getattr(one, field.measure)) for name, one in measures.of(held).items()}
        return [known.get(name, "") for name in held]
    if field.shown:
        told = {value: field.shown(value) for value in set(held)}
        return [told[value] for value in held]
    if field.kind in ("number", "integer"):
        return [None if pd.isna(value) else plain_number(value) for value in held]
    return held


def _indicator_rows(
    store: Store, reference: Reference, release: Release, arguments: Arguments
) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """Our own indicators, then those that a file of the release defines."""
    published = Measures(store, release, reference).published()
    rows = map(api_tables.indicator_row, (*reference.indicators.values(), *published.values()))
    return _held_rows(api_tables.INDICATORS, rows, release, arguments)


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
