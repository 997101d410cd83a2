"""Problems of the rows of a file in the open-data standard: time, level, blanks, symbols, repeats, totals."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from loaders import columns, ees_times, entries, periods, values
from loaders.columns import Columns
from loaders.ees_columns import TOTALS, Shape, is_number, is_symbol
from loaders.periods import Period
from loaders.problems import Problem
from loaders.screening import HEADING, Fault, Rows, Said, listed, slug, text, where

ALWAYS = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
# What else a file needs if it has rows of a level.
PLACES: Mapping[str, tuple[str, ...]] = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("old_la_code", "new_la_code", "la_name"),
}
# Levels of the standard below or across those that we show.
OTHER_LEVELS = (
    *("RSC region", "Parliamentary constituency", "Local authority district", "Local enterprise partnership"),
    *("English devolved area", "Mayoral combined authority", "Opportunity area", "MAT", "Sponsor", "Ward"),
    *("Planning area", "Institution", "Provider", "School", "Local skills improvement plan area"),
    "Police force area",
)
SYMBOLS = {"suppressed": "c", "not available": "x", "not applicable": "z", "low": "low", "unreliable": "u"}
OF_THE_STANDARD = ("c", "x", "z", "low", "u", "k")
SEPARATORS = re.compile("[,%£ +]")


@dataclass(frozen=True)
class Times:
    """The period of every row, as a position among `periods`."""

    of_row: Rows
    periods: Sequence[Period]


def required(table: Columns, at: Mapping[str, int]) -> list[Problem]:
    """Columns that must be there, and the heading that looks like each one missing."""
    column = at.get("geographic_level")
    levels = [] if column is None else [one.casefold() for one in columns.categories(table.texts[column])]
    needed = [*ALWAYS, *(use for level, uses in PLACES.items() if level.casefold() in levels for use in uses)]
    free = [name for column, name in enumerate(table.headings) if column not in at.values()]
    problems: list[Problem] = []
    for use in dict.fromkeys(needed):
        if use in at:
            continue
        near = difflib.get_close_matches(use, {slug(name): name for name in free}, n=1, cutoff=0.75)
        column = next((c for c, name in enumerate(table.headings) if near and slug(name) == near[0]), 0)
        fix = f"Add the column {use}, or leave out the rows that need it."
        if near:
            fix = f"Did you mean it by “{table.headings[column]}”? Name that column {use}."
        problems.append(table.problem((column, HEADING), f"There is no column {use}.", fix))
    return problems


def blanks(table: Columns, at: Iterable[int], filters: Iterable[int]) -> list[Problem]:
    """Blank cells where a row must say something, and rows that are blank altogether."""
    empty = np.logical_and.reduce(
        [np.isin(columns.codes(one), _codes(one, "")) for one in table.texts], initial=True
    )
    problems = listed(table, Fault("blank rows", "error", [(0, np.flatnonzero(empty))], _blank))

    def say(column: int, _: int) -> Said:
        name = table.headings[column]
        fix = "Write Total for all of them together." if column in filters else "Fill it in."
        return f"{name} is blank.", fix

    cells = [
        (column, rows[~empty[rows]]) for column, rows in where(table, lambda one: not one, [*at, *filters])
    ]
    return problems + listed(table, Fault("blank cells", "error", cells, say))


def _blank(_: int, __: int) -> Said:
    return "The row is blank.", "Take it out."


def _codes(texts: columns.Texts[Any], wanted: str) -> list[int]:
    return [code for code, one in enumerate(columns.categories(texts)) if one == wanted]


def levels(table: Columns, column: int) -> list[Problem]:
    """Levels that the standard has not; rows of levels that are left out."""
    known = {one.casefold(): one for one in (*PLACES, *OTHER_LEVELS)}

    def unknown(column: int, row: int) -> Said:
        said = text(table, column, row)
        near = difflib.get_close_matches(said.casefold(), known, n=1, cutoff=0.6)
        hint = f"Did you mean “{known[near[0]]}”? " if near else ""
        return (
            f"“{said}” is not a geographic level.",
            f"{hint}Use {', '.join(PLACES)} or another of the standard.",
        )

    def spelt(column: int, row: int) -> Said:
        said = text(table, column, row)
        right = known[said.casefold()]
        return f"“{said}” is the level “{right}” with other capitals.", f"Write “{right}”."

    def other(one: str) -> bool:
        return one.casefold() in known and one not in known.values()

    wrong = where(table, lambda one: bool(one) and one.casefold() not in known, [column])
    problems = listed(table, Fault("unknown geographic levels", "error", wrong, unknown))
    spelling = Fault("levels with other capitals", "warning", where(table, other, [column]), spelt)
    return problems + listed(table, spelling)


def times(table: Columns, at: Mapping[str, int]) -> tuple[Times, list[Problem]]:
    """The period of every row, undated where it cannot be read; and what is wrong with times."""
    time, identifier = table.texts[at["time_period"]], table.texts[at["time_identifier"]]
    said, kinds = columns.categories(time), columns.categories(identifier)
    pair, pairs = columns.pairs(time, identifier)
    read = [ees_times.period(said[first], kinds[second]) for first, second in pairs]
    unknown = where(table, lambda one: bool(one) and not ees_times.family(one), [at["time_identifier"]])
    problems = listed(
        table,
        Fault(
            "unknown time identifiers", "error", unknown, lambda column, row: _identifier(table, column, row)
        ),
    )
    bad = [
        position
        for position, (first, second) in enumerate(pairs)
        if read[position] is None and said[first] and ees_times.family(kinds[second])
    ]

    def wrong(column: int, row: int) -> Said:
        one, kind = text(table, column, row), text(table, at["time_identifier"], row)
        example = "202223" if ees_times.digits(kind) == 6 else "2022"
        return (
            f"“{one}” is not a time_period of {kind}.",
            f"Write it with {len(example)} digits, such as {example}.",
        )

    cells = [(at["time_period"], np.flatnonzero(np.isin(pair, bad)))] if bad else []
    problems += listed(table, Fault("time periods that cannot be read", "error", cells, wrong))
    problems += _mixed(table, at["time_identifier"])
    found = [one or periods.UNDATED for one in read]
    return Times(pair, found), problems + _gaps(table, at["time_period"], found)


def _identifier(table: Columns, column: int, row: int) -> Said:
    fix = f"Write one of the standard's, such as {ees_times.EXAMPLES}."
    return f"“{text(table, column, row)}” is not a time identifier.", fix


def _mixed(table: Columns, column: int) -> list[Problem]:
    """Identifiers that may not stand in one file."""
    families: dict[str, tuple[int, str]] = {}
    texts = table.texts[column]
    for one, row in sorted(
        zip(columns.categories(texts), columns.firsts(texts), strict=True), key=lambda x: x[1]
    ):
        if family := ees_times.family(one):
            families.setdefault(family, (row, one))
    first, *others = families.values() or [(0, "")]
    return [
        table.problem(
            (column, row),
            f"“{one}” stands in one file with “{first[1]}”.",
            "Put figures for years of another kind, or for shorter times, in a file of their own.",
        )
        for row, one in others
    ]


def _gaps(table: Columns, column: int, found: Sequence[Period]) -> list[Problem]:
    """Times that are missing between the first and the last."""
    dated = sorted({one for one in found if one.start}, key=lambda one: (one.opens, one.closes))
    steps = [one for one in dated if one.kind in periods.STEPS]
    return [
        table.problem(
            (column, HEADING),
            f"There is nothing between {before.label} and {last.label}.",
            "Add the rows for the time between, or say with the figures why there are none.",
            "warning",
        )
        for before, last in pairwise(steps)
        if last.kind == before.kind and not periods.follows(last, before)
    ]


def figures(table: Columns, measures: Iterable[int], kept: Rows) -> list[Problem]:
    """Figures that are none, and marks for missing ones that the standard has not."""
    among = list(measures)
    alive = np.zeros(len(table), "bool")
    alive[kept] = True

    def cells(wanted: Callable[[str], bool]) -> list[tuple[int, Rows]]:
        found = where(table, wanted, among)
        return [(column, left) for column, rows in found if len(left := rows[alive[rows]])]

    def not_one(column: int, row: int) -> Said:
        said = text(table, column, row)
        bare = SEPARATORS.sub("", said)
        if is_number(bare):
            return f"“{said}” is not a bare number.", f"Write {bare}, without separators or unit."
        return entries.not_a_figure(said)[
            0
        ], "Write the number; or x if not available, c if confidential, z if not applicable."

    def mark(column: int, row: int) -> Said:
        said = text(table, column, row)
        status = values.MISSING[said.casefold()]
        shown = f"“{said}”" if said else "The cell is blank: it"
        return (
            f"{shown} was read as {status}.",
            f"Write {SYMBOLS[status]}, the standard's symbol for {status}.",
        )

    def odd(one: str) -> bool:
        return is_symbol(one) and one not in OF_THE_STANDARD

    wrong = cells(lambda one: not is_number(one) and not is_symbol(one))
    problems = listed(table, Fault("cells that are no figures", "error", wrong, not_one))
    blank = Fault("blank figures", "warning", cells(lambda one: not one), mark)
    other = Fault("symbols of other standards", "warning", cells(lambda one: bool(one) and odd(one)), mark)
    return problems + listed(table, blank) + listed(table, other)


def twice(table: Columns, shape: Shape, kept: Rows, key: Rows) -> list[Problem]:
    """Rows that are about the same time, place and filter values; `key` is one number for all of these."""
    again = np.ones(len(key), "bool")
    first = np.unique(key, return_index=True)[1]
    again[first] = False
    column = shape.at["time_period"]

    def say(_: int, row: int) -> Said:
        number = int(key[np.searchsorted(kept, row)])
        earlier = int(kept[int(np.argmax(key == number))]) + table.top + 1
        what = f"The row is about the same time, place and filter values as row {earlier}."
        fix = (
            "Take one of the two out. If a column of numbers tells them apart,"
            " call it a Filter in a meta file."
        )
        return what, fix

    return listed(table, Fault("rows there twice", "error", [(column, kept[again])], say))


def totals(table: Columns, shape: Shape, kept: Rows) -> list[Problem]:
    """Filters without a total: nothing can be shown for all of their values together."""
    problems: list[Problem] = []
    for column in shape.filters:
        texts = table.texts[column].iloc[kept]
        held = {one.casefold() for one in texts.unique()}
        if held and held.isdisjoint(TOTALS):
            what = f"“{table.headings[column]}” has no Total among its values."
            fix = "Add rows with the value Total, if the values add up to anything."
            problems.append(table.problem((column, HEADING), what, fix, "warning"))
    return problems
