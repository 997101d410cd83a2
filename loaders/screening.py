"""Problems of a data file to the standard of a statistics screener: its name, its headings, its texts.

The first fifty of each kind are listed with their cells, the rest counted. An error is what could make a
figure another's or lose it; what a reader still understands in one way only is a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from loaders import columns
from loaders.columns import Columns
from loaders.problems import Problem, Severity

Said = tuple[str, str]
Rows = np.ndarray[Any, Any]
MOST_LISTED = 50
MOST_LETTERS = 150
HEADING = -1  # the row of the headings, counted as the others are
IN_FILE_NAME, IN_HEADING = re.compile(r"[^A-Za-z0-9_. -]"), re.compile(r"[^A-Za-z0-9_ -]")


@dataclass(frozen=True)
class Fault:
    """Cells with one kind of fault.

    `kind` names them in the plural, for the count of those not listed; `cells` are columns, each with its
    rows; `say` gives what is wrong with the cell of a column and row, and how to mend it.
    """

    kind: str
    severity: Severity
    cells: Sequence[tuple[int, Rows]]
    say: Callable[[int, int], Said]


def listed(table: Columns, fault: Fault) -> list[Problem]:
    """The first fifty cells of a fault, and how many more there are."""
    found = [
        table.problem((column, row), *fault.say(column, row), fault.severity)
        for column, row in islice(_cells(fault), MOST_LISTED)
    ]
    more = sum(len(rows) for _, rows in fault.cells) - len(found)
    if more:
        what = f"And {more:,} more like it ({fault.kind})."
        found.append(Problem(fault.severity, table.file, table.sheet, "", what, found[-1].fix))
    return found


def _cells(fault: Fault) -> Iterator[tuple[int, int]]:
    for column, rows in fault.cells:
        for row in rows:
            yield column, int(row)


def text(table: Columns, column: int, row: int) -> str:
    """What a cell, or a heading, shows."""
    return table.headings[column] if row == HEADING else str(table.texts[column].iloc[row])


def where(table: Columns, wanted: Callable[[str], bool], among: Sequence[int]) -> list[tuple[int, Rows]]:
    """The rows of each of some columns whose text is wanted; each different text is looked at once."""
    found: list[tuple[int, Rows]] = []
    for column in among:
        texts = table.texts[column]
        meant = [code for code, one in enumerate(columns.categories(texts)) if wanted(one)]
        rows = np.flatnonzero(np.isin(columns.codes(texts), meant)) if meant else np.array([], "int64")
        if len(rows):
            found.append((column, rows))
    return found


def file_name(file: str) -> list[Problem]:
    """What is wrong with a file's name. Data sets are told apart by it, so it needs a letter or digit."""
    stem = Path(file).stem
    better = "_".join(re.findall("[A-Za-z0-9]+", stem))
    if not better:
        what = f"The file's name “{file}” has no letter or digit."
        return [Problem("error", file, "", "", what, "Name it after its data set, such as neet_2022.csv.")]
    wrong = [
        "has spaces" if " " in stem else "",
        f"has the characters {' '.join(dict.fromkeys(found))}"
        if (found := IN_FILE_NAME.findall(stem))
        else "",
        f"has {len(stem)} characters, more than {MOST_LETTERS}" if len(stem) > MOST_LETTERS else "",
    ]
    fix = f"Use letters, digits, _ and - only, such as {better[:MOST_LETTERS]}{Path(file).suffix}."
    return [Problem("warning", file, "", "", f"The file's name {one}.", fix) for one in wrong if one]


def slug(heading: str) -> str:
    """A heading as it should be written: small letters, digits and _."""
    return "_".join(re.findall("[a-z0-9]+", heading.casefold()))


def headings(table: Columns) -> list[Problem]:
    """What is wrong with the names of columns, whatever they are for."""
    names = table.headings
    times = Counter(slug(name) for name in names)
    blank = [at for at, name in enumerate(names) if not slug(name)]
    twice = [at for at, name in enumerate(names) if slug(name) and slug(name) in map(slug, names[:at])]
    spaced = [at for at, name in enumerate(names) if re.search(r"\s", name) and times[slug(name)] == 1]
    special = [at for at, name in enumerate(names) if slug(name) and IN_HEADING.search(name.strip())]
    capital = [at for at, name in enumerate(names) if name != name.lower()]

    def fault(kind: str, severity: Severity, at: list[int], what: str, fix: str) -> Fault:
        def say(column: int, _: int) -> Said:
            name = names[column]
            first = next((one for one in names if slug(one) == slug(name)), name)
            return what.format(name=name, first=first), fix.format(slug=slug(name))

        return Fault(kind, severity, [(column, np.array([HEADING])) for column in at], say)

    rename = "Name it {slug}."
    faults = (
        fault("blank column names", "error", blank, "The column has no name.", "Name it, or take it out."),
        fault(
            "column names there twice",
            "error",
            twice,
            "The column “{name}” has the name of “{first}” before it.",
            "Give each column a name of its own, or take one out.",
        ),
        fault("column names with spaces", "warning", spaced, "“{name}” has spaces in it.", rename),
        fault("odd column names", "warning", special, "“{name}” has odd characters in it.", rename),
        fault("column names with capitals", "warning", capital, "“{name}” has capital letters.", rename),
    )
    return [problem for one in faults for problem in listed(table, one)]


def stripped(table: Columns) -> tuple[Columns, list[Problem]]:
    """The table without spaces around its texts, and the cells that had any."""
    every = range(len(table.headings))
    stray = where(table, lambda one: one != one.strip(), every)
    if not stray:
        return _named(table), []

    def say(column: int, row: int) -> Said:
        one = text(table, column, row)
        return f"“{one}” has spaces around it.", f"Write “{one.strip()}”."

    texts = list(table.texts)
    for column, _ in stray:
        held = texts[column]
        texts[column] = columns.mapped(held, [one.strip() for one in columns.categories(held)])
    problems = listed(table, Fault("cells with spaces around their text", "warning", stray, say))
    return _named(replace(table, texts=tuple(texts))), problems


def _named(table: Columns) -> Columns:
    return replace(table, headings=tuple(name.strip() for name in table.headings))
