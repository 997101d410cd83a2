"""Finds by script what does not agree in the papers, from the rows that the API serves.

Every table is added up, every percentage is computed again from the counts beside it, every measure that
appears twice is compared, every figure is held against its unit, judgements of one thing against each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from loaders import values

if TYPE_CHECKING:
    from loaders.reference import Reference

Row = Mapping[str, str]
Place = tuple[str, str]
Tables = Mapping[str, Mapping[Place, Row]]

PRINTED_TABLE = re.compile(r'table "(.+)", row (.+), column (.+)')
TOTAL_ROWS = ("Grand Total", "Total", "TOTAL ATTENDED", "(unlabelled)")
TOTAL_COLUMNS = ("Total", "SARFs logged")
# The scorecard's columns are cited by their numbers.
ADOPTED, UNDER_21_MONTHS, UNDER_21_MONTHS_PERCENT = "1", "4", "5"

# Measures that a paper sets beside each other though it words them differently.
ALIKE = {"neet-adjusted": "neet-16-18", "young-people-in-learning": "participation"}
# A percentage and a count, and how many young people the paper says there are of that kind.
COHORTS = (
    ("destination-not-known-16-17", "young-people-in-cohort", "Age: 16-17"),
    ("year-11-leavers-in-full-time-education", "young-people-per-cohort", ""),
)
EMPTY_WORDS = frozenset(
    ["of", "and", "the", "in", "for", "to", "service", "children", "young", "people", "with", "or"]
)


@dataclass(frozen=True)
class Contradiction:
    """Something that does not agree as printed, in words, and the rows it is about."""

    what: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sum:
    """A printed total and the cells it should be the sum of."""

    where: str
    total: Row
    parts: tuple[Row, ...]

    @property
    def difference(self) -> float:
        """By how much the parts exceed the total."""
        return sum(number(part) for part in self.parts) - number(self.total)

    @property
    def concerned(self) -> tuple[Row, ...]:
        """The total and the one part that makes the difference; all parts where no single one does."""
        left_out = [part for part in self.parts if number(part) == self.difference]
        return (self.total, *(left_out if len(left_out) == 1 else self.parts))


def found(
    observations: Sequence[Row], thresholds: Sequence[Row], judgements: Sequence[Row], reference: Reference
) -> list[Contradiction]:
    """All that does not agree."""
    return [
        *wrong_sums(observations),
        *wrong_steps(observations),
        *wrong_scorecard_shares(observations),
        *wrong_percentages(observations),
        *wrong_increases(observations),
        *wrong_cohorts(observations),
        *printed_twice([*observations, *(row for row in thresholds if row["kind"] == "baseline")]),
        *impossible_units([*observations, *thresholds], reference),
        *thresholds_of_other_years(thresholds, observations),
        *wrong_difference(thresholds),
        *judged_twice(judgements),
    ]


# Tables are added up


def tables(rows: Iterable[Row]) -> Tables:
    """Printed tables by title: a cell by the headings of its row and column."""
    printed: dict[str, dict[Place, Row]] = defaultdict(dict)
    for row in rows:
        if place := PRINTED_TABLE.fullmatch(row["locator"]):
            printed[place[1]][place[2], place[3]] = row
    return printed


def sums(printed: Tables) -> Iterator[Sum]:
    """Every column that has a total below it, every row that has one beside it."""
    for title, cells in printed.items():
        for (row, column), total in cells.items():
            below = [one for (r, c), one in cells.items() if c == column and r not in TOTAL_ROWS]
            beside = [one for (r, c), one in cells.items() if r == row and c not in TOTAL_COLUMNS]
            if row in TOTAL_ROWS and below:
                yield Sum(f'table "{title}", column {column}', total, tuple(below))
            if column in TOTAL_COLUMNS and beside:
                yield Sum(f'table "{title}", row {row}', total, tuple(beside))


def wrong_sums(rows: Iterable[Row]) -> Iterator[Contradiction]:
    for one in sums(tables(rows)):
        if one.difference:
            printed = number(one.total)
            what = f"{one.where}: {printed + one.difference:g} beside a total of {printed:g}"
            yield Contradiction(what, one.concerned)


def wrong_steps(rows: Sequence[Row]) -> Iterator[Contradiction]:
    """A total in the text beside its parts: figures of one measure, place and time, under one filter."""
    for key, group in grouped(rows, "source", "indicator", "area", "period").items():
        in_text = [row for row in group if not PRINTED_TABLE.fullmatch(row["locator"])]
        totals = [row for row in in_text if not row["breakdown"]]
        parts = [row for row in in_text if re.fullmatch(r"[^:;]+: [^;]+", row["breakdown"])]
        one_filter = len({row["breakdown"].split(":")[0] for row in parts}) == 1
        if totals and len(parts) > 1 and one_filter and totals[0]["unit"] == "number":
            made = sum(number(row) for row in parts)
            if made != number(totals[0]):
                what = f"{key[1]}, {code(totals[0])}, {key[3]}: steps of {made:g}"
                yield Contradiction(f"{what} beside a total of {number(totals[0]):g}", (totals[0], *parts))


# Percentages are computed again


def agrees(computed: float, row: Row) -> bool:
    """True if a computed percentage rounds to the printed one."""
    decimals = re.search(r"\.(\d+)", row["published_as"])
    return abs(computed - number(row)) <= 0.5 * 10 ** -len(decimals[1] if decimals else "") + 1e-9


def wrong_percentages(rows: Iterable[Row]) -> Iterator[Contradiction]:
    for row in rows:
        if row["unit"] == "%" and row["numerator"] and row["denominator"] and not row["qualifier"]:
            computed = 100 * float(row["numerator"]) / float(row["denominator"])
            if not agrees(computed, row):
                what = f"{name(row)}: {row['numerator']} of {row['denominator']} is {computed:.1f}%"
                yield Contradiction(what, (row,))


def wrong_scorecard_shares(rows: Iterable[Row]) -> Iterator[Contradiction]:
    """The scorecard's numbers and shares, beside the one number the shares could be of: all adopted."""
    cells = tables(rows)["Comparative Data"]
    for authority in dict.fromkeys(row for row, _ in cells):
        adopted, waited, share = (
            cells[authority, column] for column in (ADOPTED, UNDER_21_MONTHS, UNDER_21_MONTHS_PERCENT)
        )
        if adopted["value"]:
            computed = 100 * number(waited) / number(adopted)
            if not agrees(computed, share):
                what = f"{authority}: {number(waited):g} of {number(adopted):g} is {computed:.0f}%"
                yield Contradiction(f"{what}, printed {share['published_as']}", (adopted, waited, share))


def wrong_increases(rows: Sequence[Row]) -> Iterator[Contradiction]:
    """An increase on the year before, beside the numbers of both years."""
    for (indicator, area, period), group in grouped(rows, "indicator", "area", "period").items():
        if not indicator.endswith("-increase"):
            continue
        years = {
            row["period"]: row for row in rows if (row["indicator"], row["area"]) == (indicator[:-9], area)
        }
        now = years[period]
        before = years[f"{int(period[:4]) - 1}/{int(period[:4]) % 100:02}"]
        computed = 100 * (number(now) / number(before) - 1)
        if not agrees(computed, group[0]):
            printed = f"{before['published_as']} to {now['published_as']} is {computed:.1f}%"
            what = f"{indicator}, {code(now)}, {period}: {printed}, printed {group[0]['published_as']}"
            yield Contradiction(what, (*group, now, before))


def wrong_cohorts(rows: Sequence[Row]) -> Iterator[Contradiction]:
    """A percentage and its count say how many there are in all, which the paper prints elsewhere."""
    for share_id, whole_id, breakdown in COHORTS:
        (whole,) = [row for row in rows if (row["indicator"], row["breakdown"]) == (whole_id, breakdown)]
        shares, counts = (
            {
                row["breakdown"]: row
                for row in rows
                if row["indicator"] == one and row["area"] == whole["area"]
            }
            for one in (share_id, f"{share_id}-number")
        )
        for key, share in shares.items():
            if not agrees(100 * number(counts[key]) / number(whole), share):
                what = f"{' '.join((share_id, key)).strip()}, {code(share)}: {share['published_as']}"
                what += f" ({counts[key]['published_as']}) is not of {whole['published_as']}"
                yield Contradiction(what, (share, counts[key], whole))


def wrong_difference(rows: Sequence[Row]) -> Iterator[Contradiction]:
    """How many young people are to be found: a baseline less a target."""
    ((to_find,),) = [[row for row in rows if row["indicator"] == "unknown-destinations-to-find"]]
    of = {row["kind"]: row for row in rows if row["indicator"] == "destination-not-known-16-17-number"}
    computed = number(of["baseline"]) - number(of["target"])
    if computed != number(to_find):
        printed = f"{of['baseline']['value']} less {of['target']['value']} is {computed:g}"
        what = f"{to_find['indicator']}: {printed}, printed {to_find['value']}"
        yield Contradiction(what, (to_find, of["baseline"], of["target"]))


# Figures that appear twice are compared


def printed_twice(rows: Sequence[Row]) -> Iterator[Contradiction]:
    """Two values for one measure, place and time, in any papers. An undated figure may be of any time."""
    alike = [
        dict(row) | {"measure": ALIKE.get(row["indicator"], row["indicator"])} for row in rows if row["value"]
    ]
    for (measure, breakdown, _), group in grouped(alike, "measure", "breakdown", "area").items():
        what = f"{' '.join((measure, breakdown)).strip()}, {code(group[0])}"
        dated = grouped(group, "period")
        if ("undated",) in dated and len(dated) > 1:
            dated = {("",): group}
        for (period,), same in dated.items():
            if len({row["value"] for row in same}) > 1:
                when = f"{what}, {period}" if period else what
                printed = ", ".join(row.get("published_as") or row["value"] + row["unit"] for row in same)
                yield Contradiction(f"{when}: {printed}", tuple(same))


def thresholds_of_other_years(
    thresholds: Iterable[Row], observations: Sequence[Row]
) -> Iterator[Contradiction]:
    """A threshold for some years beside a figure of others, in one paragraph."""
    for line in thresholds:
        if line["kind"] != "national threshold" or not line["period"]:
            continue
        for row in observations:
            beside = (row["indicator"], row["locator"]) == (line["indicator"], line["locator"])
            if beside and row["period"] != line["period"]:
                printed = f"a threshold for {line['period']} beside {row['published_as']} of {row['period']}"
                yield Contradiction(f"{row['indicator']}: {printed}", (line, row))


def impossible_units(rows: Iterable[Row], reference: Reference) -> Iterator[Contradiction]:
    """Figures in a unit that is not the measure's: a rate per 10,000 printed as a percentage."""
    for row in rows:
        usual = reference.indicators[row["indicator"]].unit
        read = values.parse(row.get("published_as", ""), usual)
        unit = (read.printed_unit if read else "") or row["unit"]
        if unit != usual:
            printed = row.get("published_as") or f"{row['value']} {unit} ({row['locator']})"
            where = ", ".join(one for one in (row["indicator"], code(row)) if one)
            yield Contradiction(f"{where}: printed as {printed}, in {usual}", (row,))


def judged_twice(rows: Sequence[Row]) -> Iterator[Contradiction]:
    """Two grades in one inspection for things of which one is named within the other."""
    for (inspection,), group in grouped(rows, "inspection").items():
        for one, other in combinations(group, 2):
            apart = one["section"] and other["section"] and one["section"] != other["section"]
            a, b = words(one["aspect"]), words(other["aspect"])
            if one["grade"] != other["grade"] and not apart and (a <= b or b <= a):
                said = ", ".join(f"{r['aspect']} {r['published_as']} ({r['locator']})" for r in (one, other))
                yield Contradiction(f"{inspection}: {said}", (one, other))


# Reading


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return groups


def number(row: Row) -> float:
    """The value; nothing where the cell is blank."""
    return float(row["value"] or 0)


def code(row: Row) -> str:
    return row["la_code"] or row["area_code"]


def name(row: Row) -> str:
    """A row in words, for a failure."""
    what = row.get("indicator") or row.get("aspect", "")
    said = (
        what,
        row.get("breakdown", ""),
        row.get("period", ""),
        row.get("published_as") or row.get("value", ""),
    )
    return ", ".join(one for one in (*said, row["source"], row["locator"]) if one)


def words(aspect: str) -> frozenset[str]:
    """The words that name a thing, without plurals."""
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z0-9]+", aspect.lower())) - EMPTY_WORDS
