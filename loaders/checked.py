"""What checking files found: a report as JSON, and beside it the tables as parquet, ready to be published.

A report is written by the process that read the files and read by others, so it holds plain data only, and
one that makes no sense is a ValueError and nothing worse.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from loaders import apart, schema
from loaders.format import AnyFormat, Reading
from loaders.problems import Problem, has_errors

FILE, TABLES = "report.json", "tables"


@dataclass(frozen=True)
class Checked:
    """What was found in one file.

    `format` is the id of the format that it was recognised as, `title` what that is called and `why` by what
    it was known, in words; all three are empty if it was not. `rows` counts what was understood by table; it
    is empty if any problem is an error. `readable` is False if no table could be had from it at all.
    """

    file: str
    sha256: str = ""
    format: str = ""
    title: str = ""
    why: str = ""
    source: str = ""
    readable: bool = False
    rows: Mapping[str, int] = field(default_factory=dict[str, int])
    problems: tuple[Problem, ...] = ()

    @property
    def has_errors(self) -> bool:
        """True if the file cannot be published as it is."""
        return has_errors(self.problems)


@dataclass(frozen=True)
class Report:
    """What was found in files that were checked together, in their order.

    `seconds` is how long that took, `memory` the most bytes that it took on top of what the program takes.
    """

    files: tuple[Checked, ...]
    seconds: float = 0.0
    memory: int = 0

    @property
    def publishable(self) -> bool:
        """True if every file can be published."""
        return bool(self.files) and all(one.source and not one.has_errors for one in self.files)


def checked(reading: Reading, sha256: str, formats: Sequence[AnyFormat]) -> Checked:
    """A reading without its rows. `sha256` is the checksum of the bytes that were read."""
    titles = {one.id: one.title for one in formats}
    return Checked(
        reading.file,
        sha256,
        reading.format,
        titles.get(reading.format, ""),
        reading.why,
        reading.source,
        reading.readable,
        {name: len(rows) for name, rows in reading.tables.items()},
        reading.problems,
    )


# Written


def write(folder: Path, report: Report, readings: Sequence[Reading] = ()) -> None:
    """Writes the tables, then the report: it is there whole or not at all."""
    for at, reading in enumerate(readings):
        for name, rows in reading.tables.items():
            path = _table(folder, at, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            rows.to_parquet(path)
    apart.keep(folder / FILE, json.dumps(asdict(report)))


# Read


def read(folder: Path) -> Report | None:
    """The report in a folder; None if there is none yet. Raises ValueError if it is not readable."""
    try:
        said: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        files = tuple(map(_checked, said["files"]))
        return Report(files, float(said["seconds"]), int(said["memory"]))
    except FileNotFoundError:
        return None
    except (OSError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{FILE} is not a report ({error}).") from error


def _checked(said: Mapping[str, Any]) -> Checked:
    texts = {name: str(said[name]) for name in ("file", "sha256", "format", "title", "why", "source")}
    rows = {str(name): int(count) for name, count in said["rows"].items()}
    if strange := rows.keys() - schema.TABLES.keys():
        raise ValueError(f"{FILE} names a table that there is not: {min(strange)}.")
    problems = tuple(map(_problem, said["problems"]))
    return Checked(**texts, readable=said["readable"] is True, rows=rows, problems=problems)


def _problem(said: Mapping[str, Any]) -> Problem:
    where = {name: str(said[name]) for name in ("file", "sheet", "cell", "what", "fix")}
    return Problem("warning" if said["severity"] == "warning" else "error", **where)


def tables(folder: Path, at: int, one: Checked) -> schema.Tables:
    """The rows of the file at a place in a report. Raises ValueError if they are not those reported."""
    found: dict[str, pd.DataFrame] = {}
    for name, count in one.rows.items():
        try:
            rows = pd.read_parquet(_table(folder, at, name))
        except (OSError, ValueError) as error:  # ArrowInvalid is a ValueError
            raise ValueError(f"The rows of {one.file} are not there any more; check it again.") from error
        if tuple(rows.columns) != schema.TABLES[name].names or len(rows) != count:
            raise ValueError(f"The rows of {one.file} are not those that were reported; check it again.")
        found[name] = rows
    return found


def kept_of(folder: Path, at: int) -> Path:
    """Where the rows of the file at a place in a report lie, and what else is kept of it."""
    return folder / TABLES / str(at)


def _table(folder: Path, at: int, name: str) -> Path:
    return kept_of(folder, at) / f"{name}.parquet"
