"""Any file in the open-data standard of Explore Education Statistics: a row a time, place and filter values.

Its indicators stand side by side in columns; each cell of one becomes an observation. An indicator's id is
made of the data set, which is told by the file's name without its year, and of the column's name, so that
the file of another year holds the same indicators. Direction is never read from a file: it is none until
data/reference/indicators.toml says which end is better.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from loaders import (
    columns,
    ees_columns,
    ees_meta,
    ees_places,
    ees_times,
    schema,
    screening,
    screening_rows,
    values,
)
from loaders.columns import Columns
from loaders.ees_columns import STANDARD, TOTALS, Measure, Shape, is_number
from loaders.ees_places import Located
from loaders.ees_worked_out import counts
from loaders.entries import BLANK
from loaders.format import DataFormat, source_id
from loaders.problems import Problem, has_errors
from loaders.reference import Dataset, Reference
from loaders.schema import Tables
from loaders.screening import Rows

# Two of these and a file is taken for one of the standard, and told what else it lacks.
TELLING = ("time_period", "time_identifier", "geographic_level")
NEEDED = screening_rows.ALWAYS
PERIOD = {"period": "label", "period_type": "kind", "period_start": "start", "period_end": "end"}
YEARS = re.compile(r"-(?:19|20)[0-9]{2}(?:-?[0-9]{2})?(?=-|$)")
VERSION = re.compile(r"-(?:final|provisional|revised|latest|v[0-9]+)(?=-|$)")


def dataset_id(file: str) -> str:
    """The id of a data set: its file's name without year and version."""
    whole = f"-{source_id(file)}"
    return VERSION.sub("", YEARS.sub("", whole)).strip("-") or source_id(file)


def indicator_id(dataset: str, column: str) -> str:
    """Our id of a column of a data set, given the column's slug."""
    return f"{dataset}-{column.replace('_', '-')}"


def knows(headings: Sequence[str]) -> bool:
    """True if enough of the headings of time and place are there to tell the standard by."""
    found = ees_columns.standing(headings)
    return sum(use in found for use in TELLING) >= 2


def tidy(table: Columns, reference: Reference) -> tuple[Tables, list[Problem]]:
    """Every cell of an indicator as an observation, with the indicators' definitions as far as known."""
    problems = [*screening.file_name(table.file), *screening.headings(table)]
    table, met = screening.stripped(table)
    at = ees_columns.standing(table.headings)
    problems += met + screening_rows.required(table, at)
    described, met = ees_meta.described(table.described, table.headings)
    problems += met
    if has_errors(problems):
        return {}, problems
    shape, met = ees_columns.shape(table, described)
    problems += met + screening_rows.blanks(table, [at[use] for use in NEEDED], shape.filters)
    problems += screening_rows.levels(table, at["geographic_level"])
    times, met = screening_rows.times(table, at)
    problems += met
    kept, left_out, met = _kept(table, at["geographic_level"])
    problems += met
    problems += [] if has_errors(problems) else _nothing(table, kept, shape)
    if has_errors(problems):
        return {}, problems
    where, met = ees_places.located(table, at, kept, times, reference)
    breakdowns, names = _breakdowns(table, shape, kept)
    problems += met + screening_rows.figures(table, [one.column for one in shape.measures], kept)
    problems += screening_rows.twice(table, shape, kept, where.about * len(names) + breakdowns)
    problems += screening_rows.totals(table, shape, kept)
    problems += ees_places.outside(table, at, kept, where, _valued(table, shape))
    if has_errors(problems):
        return {}, problems
    dataset = dataset_id(table.file)
    made = reference.datasets.get(dataset)
    counted, met = counts(table, shape, kept, made)
    rows = {"breakdown": columns.coded(breakdowns, names), **_when_and_where(where)}
    observed = [
        _observed(table, one, kept, rows | counted.get(one.slug, {}), indicator_id(dataset, one.slug))
        for one in shape.measures
    ]
    usual = ees_times.usual(str(table.texts[at["time_identifier"]].iloc[kept[0]]))
    return {
        "source": _about(table, made, left_out),
        "observation": _one_below_the_other(observed),
        "indicator": _indicators(table, shape.measures, made, usual),
    }, problems + met


FORMAT = DataFormat(
    "ees",
    "The open-data standard (Explore Education Statistics)",
    knows,
    tidy,
    STANDARD,
    NEEDED,
    companion=ees_meta.ENDING,
)


def _kept(table: Columns, column: int) -> tuple[Rows, str, list[Problem]]:
    """The rows of levels that are shown, and what is said of the others."""
    shown = {one.casefold() for one in screening_rows.PLACES}
    levels = columns.categories(table.texts[column])
    codes = columns.codes(table.texts[column])
    kept = np.isin(codes, [code for code, one in enumerate(levels) if one.casefold() in shown])
    others = [
        one for one in levels if one and one.casefold() not in shown and (codes == levels.index(one)).any()
    ]
    rows = np.flatnonzero(kept)
    if not others:
        return rows, "", []
    said = f"{int((~kept).sum()):,} rows of the levels {', '.join(sorted(others))}"
    what = f"{said} were left out: Yardstick shows England, its regions and authorities."
    return rows, said, [table.problem((column, -1), what, "There is nothing to mend.", "warning")]


def _nothing(table: Columns, kept: Rows, shape: Shape) -> list[Problem]:
    """That a file which is otherwise right holds nothing to show."""
    if not len(kept):
        what = "The file has no row of the levels National, Regional or Local authority."
        return [Problem("error", table.file, table.sheet, "", what, "Add the rows of these levels.")]
    if not shape.measures:
        what = "The file has no column of figures."
        return [Problem("error", table.file, table.sheet, "", what, "Add a column for each indicator.")]
    return []


def _valued(table: Columns, shape: Shape) -> Rows:
    """Which rows have a figure in any column."""
    found = np.zeros(len(table), "bool")
    for _, rows in screening.where(table, is_number, [one.column for one in shape.measures]):
        found[rows] = True
    return found


def _breakdowns(table: Columns, shape: Shape, kept: Rows) -> tuple[Rows, list[str]]:
    """The breakdown of every kept row, as a position among the different ones."""
    if not shape.filters:
        return np.zeros(len(kept), "int64"), [""]
    code, said = ees_places.together([table.texts[column].iloc[kept] for column in shape.filters])
    labels = [label.replace(";", ",").replace(":", " –") for label in shape.filters.values()]
    names = [
        "; ".join(
            sorted(
                f"{label}: {value.replace(';', ',')}"
                for label, value in zip(labels, one, strict=True)
                if value.casefold() not in TOTALS
            )
        )
        for one in said
    ]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names])[code], list(numbers)


def _when_and_where(where: Located) -> dict[str, pd.Series[Any]]:
    """The columns of area and period of every kept row."""
    made = {"area": columns.coded(where.of_kept, [area.code if area else "" for area, _ in where.found])}
    for column, attribute in PERIOD.items():
        said = [str(getattr(period, attribute)) for _, period in where.found]
        made[column] = columns.coded(where.of_kept, said)
    return made


def _observed(
    table: Columns, measure: Measure, kept: Rows, rows: Mapping[str, Any], indicator: str
) -> pd.DataFrame:
    """The observations of one column."""
    texts = table.texts[measure.column].iloc[kept]
    said = columns.categories(texts)
    numbers = [float(one) if is_number(one) else np.nan for one in said]
    statuses = ["published" if is_number(one) else values.MISSING[one.casefold()] for one in said]
    places = table.places(measure.column).iloc[kept].reset_index(drop=True)
    return schema.frame_of(
        schema.OBSERVATION,
        len(kept),
        {
            **rows,
            "indicator": indicator,
            "value": np.array(numbers)[columns.codes(texts)],
            "published_as": columns.mapped(texts, [one or BLANK for one in said]),
            "status": columns.mapped(texts, statuses),
            "headline": True,
            "source": source_id(table.file),
            "locator": places,
            "cell": places,
        },
    )


def _one_below_the_other(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Frames of the same columns as one, categories kept as such."""
    made: dict[str, Any] = {}
    for name in frames[0].columns:
        parts = [frame[name] for frame in frames]
        if all(isinstance(part.dtype, pd.CategoricalDtype) for part in parts):
            made[name] = pd.Series(pd.api.types.union_categoricals(parts))
        else:
            made[name] = pd.concat([_plain(part) for part in parts], ignore_index=True)
    return pd.DataFrame(made)


def _plain(part: pd.Series[Any]) -> pd.Series[Any]:
    return part.astype("str") if isinstance(part.dtype, pd.CategoricalDtype) else part


def _about(table: Columns, dataset: Dataset | None, left_out: str) -> pd.DataFrame:
    described = f", described by {table.described.file}" if table.described else ""
    said = {
        "source": source_id(table.file),
        "title": f"{dataset.title if dataset else ees_columns.readable(Path(table.file).stem)}{described}",
        "publisher": dataset.publisher if dataset else "not stated in the file",
        "licence": dataset.licence if dataset else "not stated",
        "file": table.file,
        "sha256": table.sha256,
        "left_out": left_out or "nothing",
    }
    return schema.frame(schema.SOURCES, [said])


def _indicators(
    table: Columns, measures: Sequence[Measure], dataset: Dataset | None, usual: str
) -> pd.DataFrame:
    """A definition for every column of figures, as far as the file goes: its name, unit and decimals."""
    name = dataset_id(table.file)
    topic = dataset.topic if dataset else ees_columns.readable(name.replace("-", " "))
    rows: list[dict[str, Any]] = [
        {
            "indicator": indicator_id(name, one.slug),
            "name": one.name,
            "topics": one.topic or topic,
            "unit": one.unit,
            "decimals": one.decimals,
            "polarity": "none",
            "period": usual,
            "code": table.headings[one.column],
            "source": source_id(table.file),
            "locator": one.place,
            "cell": one.place,
        }
        for one in measures
    ]
    return schema.frame(schema.INDICATOR, rows)
