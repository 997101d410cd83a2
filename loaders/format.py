"""A format: how one kind of spreadsheet is recognised and turned into normalised tables; reading a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten
from typing import Any

import pandas as pd

from loaders import (
    adding_up,
    around_tables,
    columns,
    data_files,
    definitions,
    fractions,
    intervals,
    personal,
    recognising,
    schema,
    sheets,
    small_counts,
    standings,
    validation,
)
from loaders.book import TOO_FAR
from loaders.columns import Columns
from loaders.layouts import Layout, near_misses
from loaders.problems import Problem, has_errors
from loaders.progress import Tell, silent
from loaders.reference import Reference

Rows = Mapping[str, list[dict[str, Any]]]
EMPTY = "Fill in its rows, or look whether they are on another sheet."
MOST_SHOWN = 200  # letters of a row of headings


@dataclass(frozen=True)
class Format:
    """One kind of spreadsheet.

    `recognises` looks at headers, never at names. `tidy` turns a recognised book into rows by table name,
    each row a dict by schema column with its `cell`, and the problems met on the way. `layouts` are its
    tables, for saying what a file that no format recognises comes near to.
    """

    id: str
    title: str
    recognises: Callable[[sheets.Book], bool]
    tidy: Callable[[sheets.Book, Reference], tuple[Rows, list[Problem]]]
    layouts: tuple[Layout, ...] = ()


@dataclass(frozen=True)
class DataFormat:
    """One kind of data file: a single large table, known by its headings and tidied column by column.

    `spellings` are those of its headings by use, `needed` the uses that must be there, for saying what a file
    that no format recognises comes near to. `companion` ends the name of a file that may stand beside one and
    describes its columns (`NAME.meta.csv` beside `NAME.csv`); it is read with it.
    """

    id: str
    title: str
    knows: Callable[[Sequence[str]], bool]
    tidy: Callable[[Columns, Reference], tuple[schema.Tables, list[Problem]]]
    spellings: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    companion: str = ""

    def recognises(self, book: sheets.Book) -> bool:
        """True if a row of a book has its headings."""
        return any(True for _ in _tables(book, (self,)))

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """Its table as a layout."""
        return (Layout(self.title, self.spellings, self.needed),)


AnyFormat = Format | DataFormat


@dataclass(frozen=True)
class Reading:
    """What a file holds. `tables` is empty if any problem is an error: a file with an error loads no row.

    `why` says, in words, by what its format was recognised.
    """

    file: str
    format: str
    source: str
    tables: schema.Tables
    problems: tuple[Problem, ...]
    readable: bool = True
    why: str = ""


def read(path: Path, reference: Reference, formats: Sequence[AnyFormat], tell: Tell = silent) -> Reading:
    """Reads a file with the first format that recognises it. Never raises for what is in the file."""
    reading = _read(path, reference, formats, tell)
    tell("checked", str(len(reading.problems)))
    return reading


def _read(path: Path, reference: Reference, formats: Sequence[AnyFormat], tell: Tell) -> Reading:
    opened = sheets.opened(path)
    if isinstance(opened, Problem):
        return Reading(path.name, "", "", {}, (opened,), readable=False)
    tell("opened", opened.kind)
    data = tuple(one for one in formats if isinstance(one, DataFormat))
    found = data_files.read(
        opened.file,
        opened.content,
        opened.kind,
        lambda headings: any(one.knows(headings) for one in data),
    )
    if found is not None:
        table, problems = found
        return _columns(table, problems, path, Known(reference, data, tell))
    headings = data_files.headings_only(opened.file, opened.content, opened.kind)
    book, problems = (headings, []) if opened.kind == "parquet" else sheets.book(opened)
    if book is None and headings is not None:
        problems += _unrecognised(headings, formats)
    if book is None:
        return Reading(path.name, "", "", {}, tuple(problems), readable=False)
    if any(
        one.what == TOO_FAR for one in problems
    ):  # without that sheet the file would seem to be another kind
        return Reading(path.name, "", "", {}, tuple(problems))
    if private := personal.in_book(book, reference.given_names):
        return Reading(path.name, "", "", {}, tuple(private))
    recognised = next((one for one in formats if isinstance(one, Format) and one.recognises(book)), None)
    if recognised is not None:
        tell("recognised", recognised.title)
        rows, met = recognised.tidy(book, reference)
        tables = {name: schema.frame(schema.TABLES[name], rows[name]) for name in rows if rows[name]}
        tell("read", str(sum(map(len, tables.values()))))
        problems += around_tables.noticed(book, recognised.layouts, _sheets(tables))
        checked = _checked(path.name, recognised.id, tables, [*problems, *met], reference)
        return replace(checked, why=recognising.by_layouts(book, recognised.layouts))
    table = next(_tables(book, data), None)
    if table is not None:
        problems += around_tables.noticed(
            book, [layout for one in data for layout in one.layouts], [table.sheet]
        )
        return _columns(table, problems, path, Known(reference, data, tell))
    # Values with another separator than commas are one column as a book.
    told = headings if headings and len(headings.sheets[0].rows[0]) > _width(book) else book
    return Reading(path.name, "", "", {}, (*problems, *_unrecognised(told, formats)), readable=False)


def _sheets(tables: schema.Tables) -> set[str]:
    """The sheets that rows were taken from."""
    cells = (str(cell) for rows in tables.values() if "cell" in rows for cell in rows["cell"])
    return {cell.rpartition("!")[0] for cell in cells}


def read_together(
    paths: Sequence[Path],
    reference: Reference,
    formats: Sequence[AnyFormat],
    tells: Callable[[Path], Tell] = lambda _: silent,
) -> list[Reading]:
    """Reads files that belong together: what one of them defines, all of them know, in whatever order.

    `tells` gives whom to tell how far the reading of a file has come.
    """
    readings: list[Reading] = []
    for path in paths:
        readings.append(read(path, reference, formats, tells(path)))
        reference = reference.defining(definitions.described(definitions.of(readings[-1].tables).values()))
    for at, reading in enumerate(readings):
        undefined = [one.id for one in definitions.of(reading.tables).values() if not one.definition]
        if any(one.definition for name in undefined if (one := reference.indicators.get(name))):
            readings[at] = read(paths[at], reference, formats, tells(paths[at]))
    return readings


def _tables(book: sheets.Book, formats: Sequence[DataFormat]) -> Iterator[Columns]:
    """The tables of a book's sheets that are a data file's, under whatever row their headings are."""
    for sheet in book.sheets:
        for top, row in enumerate(sheet.rows):
            if any(one.knows([cell.text for cell in row]) for one in formats):
                yield columns.of_sheet(book.file, book.sha256, sheet, top)
                break


@dataclass(frozen=True)
class Known:
    """What a data file is read with: the reference data, the formats of its kind, whom to tell."""

    reference: Reference
    formats: Sequence[DataFormat]
    tell: Tell


def _columns(table: Columns | None, problems: list[Problem], path: Path, known: Known) -> Reading:
    if table is None:
        return Reading(path.name, "", "", {}, tuple(problems), readable=False)
    if private := personal.in_columns(table, known.reference.given_names):
        return Reading(path.name, "", "", {}, tuple(private))
    recognised = next(one for one in known.formats if one.knows(table.headings))
    known.tell("recognised", recognised.title)
    beside = companion(path, recognised)
    if beside and beside.is_file():
        described, met = sheets.read(beside)
        if described and (private := personal.in_book(described, known.reference.given_names)):
            return Reading(path.name, "", "", {}, tuple(private))
        table, problems = replace(table, described=described), [*problems, *met]
    tables, met = recognised.tidy(table, known.reference)
    known.tell("read", str(sum(map(len, tables.values()))))
    checked = _checked(path.name, recognised.id, tables, [*problems, *met], known.reference)
    spellings = (one for spelt in recognised.spellings.values() for one in spelt)
    return replace(checked, why=recognising.by_columns(table, spellings))


def companion(path: Path, format: DataFormat) -> Path | None:
    """Where the file stands that describes a data file, if there is one."""
    return path.with_name(path.stem + format.companion) if format.companion else None


def asked_for(paths: Sequence[Path], formats: Sequence[AnyFormat]) -> list[Path]:
    """The files to read of those asked for: what describes another of them is read with it."""
    known = [one for one in formats if isinstance(one, DataFormat)]
    beside = {path: {companion(path, one) for one in known} for path in paths}
    return [
        path for path in paths if not any(path in names for other, names in beside.items() if other != path)
    ]


def _checked(
    file: str, format: str, tables: schema.Tables, problems: list[Problem], reference: Reference
) -> Reading:
    """What was read, held to the contract, with what can be worked out from it."""
    for name, table in tables.items():
        problems += validation.validate(schema.TABLES[name], table, file)
    problems += _two_headlines(tables.get("observation"), file)
    if not has_errors(problems) and not any(len(rows) for name, rows in tables.items() if name != "source"):
        # Published, it would take away what the file before it held.
        problems.append(
            Problem("error", file, "", "", "The file has headings, but no row below them.", EMPTY)
        )
    if has_errors(problems):
        return Reading(file, format, "", {}, tuple(problems))
    if "source" not in tables:
        raise ValueError(f"format {format} gave no source row for {file}")
    if "observation" in tables:
        units = _units(tables, reference)
        problems += small_counts.warned(tables["observation"], units, reference, file)
        problems += adding_up.warned(tables["observation"], units, file)
        problems += fractions.warned(tables["observation"], units, file)
        made = {
            **standings.derived(tables["observation"], reference.areas),
            "interval": intervals.derived(tables["observation"], units),
        }
        tables = {**tables, **{name: table for name, table in made.items() if len(table)}}
    return Reading(file, format, str(tables["source"]["source"].iloc[0]), tables, tuple(problems))


def _units(tables: schema.Tables, reference: Reference) -> Mapping[str, str]:
    """The unit of every indicator that we or the file define."""
    known = {**definitions.of(tables), **reference.indicators}
    return {name: one.unit for name, one in known.items()}


def source_id(file: str) -> str:
    """The id of a source that has none of its own: its file's name, fit for an address."""
    return "-".join(re.findall("[a-z0-9]+", Path(file).stem.casefold())) or "unnamed"


def _unrecognised(book: sheets.Book, formats: Sequence[AnyFormat]) -> list[Problem]:
    """That no format knows the file, and which headings would make it one that is known."""
    known = "; ".join(one.title for one in formats)
    rows = (row for sheet in book.sheets for row in sheet.rows if sum(bool(cell.text) for cell in row) > 1)
    first = ", ".join(cell.text for cell in next(rows, ()) if cell.text)
    found = f" Its first row of several texts is: {shorten(first, MOST_SHOWN)}." if first else ""
    what = f"No table in this file has the headings of a format that Yardstick reads.{found}"
    unknown = Problem("error", book.file, "", "", what, f"Compare its headings with those of: {known}.")
    return [unknown, *near_misses(book, tuple(layout for one in formats for layout in one.layouts))]


def _width(book: sheets.Book) -> int:
    return max((len(row) for sheet in book.sheets for row in sheet.rows[:1]), default=0)


def _two_headlines(observations: pd.DataFrame | None, file: str) -> list[Problem]:
    """Two printed figures for one thing are kept, but one must be marked as the one to show."""
    if observations is None:
        return []
    problems: list[Problem] = []
    key = ["indicator", "breakdown", "area", "period"]
    shown = observations[observations["headline"] & (observations["period_type"] != "undated")]
    again = shown[shown.duplicated(key, keep=False)]
    for _, group in again.groupby(key, sort=False, observed=True):
        for _, row in group.iloc[1:].iterrows():
            sheet, _, cell = str(row["cell"]).rpartition("!")
            first = group.iloc[0]
            what = (
                f"“{row['published_as']}” is printed for the same thing as “{first['published_as']}”"
                f" at {first['cell']} ({row['indicator']}, {row['period']})."
            )
            fix = "Keep both, write “no” under Headline beside the one not to be shown, and say why in Note."
            problems.append(Problem("error", file, sheet, cell, what, fix))
    return problems
