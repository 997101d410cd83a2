"""What is wrong with a file in the open-data standard is said at its cell, as a screener would say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loaders import FORMATS
from loaders.format import read

if TYPE_CHECKING:
    from loaders.format import Reading
    from loaders.reference import Reference

HEAD = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "old_la_code", "new_la_code", "la_name", "sex", "pupils", "rate"),
)
COUNTRY = ("E92000001", "England")
SOUTH_WEST, YORKSHIRE = ("E12000009", "South West"), ("E12000003", "Yorkshire and The Humber")
WILTSHIRE = ("Local authority", *COUNTRY, *SOUTH_WEST, "865", "E06000054", "Wiltshire")
LEEDS = ("Local authority", *COUNTRY, *YORKSHIRE, "383", "E08000035", "Leeds")
REGION = ("Regional", *COUNTRY, *SOUTH_WEST, "", "", "")
ENGLAND = ("National", *COUNTRY, "", "", "", "", "")
YEAR = ("202223", "Academic year")


@dataclass(frozen=True)
class Given:
    """A file: its name, its headings and its rows."""

    rows: tuple[tuple[str, ...], ...] = (
        (*YEAR, *ENGLAND, "Total", "100", "1.5"),
        (*YEAR, *REGION, "Total", "50", "z"),
        (*YEAR, *WILTSHIRE, "Total", "50", "c"),
        (*YEAR, *WILTSHIRE, "Girls", "20", "2.5"),
    )
    head: tuple[str, ...] = HEAD
    name: str = "pupils.csv"
    separator: str = ","
    encoding: str = "utf-8"

    def read(self, folder: Path, reference: Reference) -> Reading:
        path = folder / self.name
        lines = (self.separator.join(row) for row in (self.head, *self.rows))
        path.write_bytes("\n".join(lines).encode(self.encoding) + b"\n")
        return read(path, reference, FORMATS)


Spoil = Callable[[Given], Given]


def cell(address: str, text: str) -> Spoil:
    """The file with another text in a cell; A1 is the first heading."""
    column, row = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(address[0]), int(address[1:]) - 2

    def put(line: tuple[str, ...]) -> tuple[str, ...]:
        return (*line[:column], text, *line[column + 1 :])

    def spoil(given: Given) -> Given:
        if row < 0:
            return replace(given, head=put(given.head))
        return replace(given, rows=(*given.rows[:row], put(given.rows[row]), *given.rows[row + 1 :]))

    return spoil


def cells(**texts: str) -> Spoil:
    def spoil(given: Given) -> Given:
        for address, text in texts.items():
            given = cell(address, text)(given)
        return given

    return spoil


def row(*line: str) -> Spoil:
    """The file with one more row."""
    return lambda given: replace(given, rows=(*given.rows, line))


def without(*headings: str) -> Spoil:
    """The file without some columns."""

    def spoil(given: Given) -> Given:
        kept = [at for at, name in enumerate(given.head) if name not in headings]
        rows = tuple(tuple(line[at] for at in kept) for line in given.rows)
        return replace(given, head=tuple(given.head[at] for at in kept), rows=rows)

    return spoil


def called(**changes: str) -> Spoil:
    return lambda given: replace(given, **changes)


def every_year(column: str, *texts: str) -> Spoil:
    """The file with its first row once for each text of a column."""
    at = HEAD.index(column)

    def spoil(given: Given) -> Given:
        first = given.rows[0]
        return replace(given, rows=tuple((*first[:at], text, *first[at + 1 :]) for text in texts))

    return spoil


def said(reading: Reading, severity: str) -> list[tuple[str, str]]:
    return [(one.cell, f"{one.what} {one.fix}") for one in reading.problems if one.severity == severity]


def test_a_file_that_keeps_to_the_standard_has_no_problem(tmp_path: Path, reference: Reference):
    reading = Given().read(tmp_path, reference)
    assert reading.problems == ()
    assert len(reading.tables["observation"]) == 8


# Errors: a figure could be another's, or be lost. Nothing is loaded.

ERRORS: dict[str, tuple[Spoil, str, str]] = {
    "a name without letters": (called(name="£.csv"), "", "has no letter or digit"),
    "a heading there twice": (cell("M1", "pupils"), "M1", "“pupils” has the name of “pupils” before it"),
    "a heading there twice but for its spelling": (
        cell("M1", "Pupils"),
        "M1",
        "“Pupils” has the name of “pupils”",
    ),
    "a column without a name": (cell("M1", ""), "M1", "The column has no name."),
    "a required column misspelt": (
        cell("B1", "time_identifer"),
        "B1",
        "Did you mean it by “time_identifer”?",
    ),
    "another misspelt": (cell("J1", "la_nme"), "J1", "Name that column la_name."),
    "a required column missing": (without("country_name"), "A1", "There is no column country_name."),
    "a region's columns missing": (without("region_code"), "A1", "There is no column region_code."),
    "a blank time": (cell("A3", ""), "A3", "time_period is blank."),
    "a blank level": (cell("C3", ""), "C3", "geographic_level is blank."),
    "a blank filter": (cell("K3", ""), "K3", "Write Total for all of them together."),
    "a blank row": (row(*[""] * 13), "A6", "The row is blank."),
    "a year of four digits": (
        cell("A4", "2022"),
        "A4",
        "“2022” is not a time_period of Academic year. Write it with 6",
    ),
    "a year with a stroke": (cell("A4", "2022/23"), "A4", "such as 202223"),
    "years that do not follow": (
        cell("A4", "202224"),
        "A4",
        "“202224” is not a time_period of Academic year.",
    ),
    "an unknown identifier": (cell("B4", "School year"), "B4", "“School year” is not a time identifier."),
    "two kinds of year": (cells(A5="2022", B5="Calendar year"), "B5", "in one file with “Academic year”"),
    "an unknown level": (cell("C4", "Locl authority"), "C4", "Did you mean “Local authority”?"),
    "a code and name that disagree": (
        cell("J4", "Leeds"),
        "J4",
        "“865” is Wiltshire, but “Leeds” beside it is Leeds",
    ),
    "two codes that disagree": (cell("I4", "E08000035"), "J4", "“E08000035” beside it is Leeds"),
    "an unknown authority": (cells(H4="", I4="", J4="Wiltshre"), "J4", "Did you mean “Wiltshire”?"),
    "an unknown code": (cell("H4", "999"), "J4", "“999” is not an authority, region or group on record."),
    "no authority at its own level": (cells(H4="", I4="", J4=""), "J4", "The row names no authority."),
    "a region and its code that disagree": (
        cell("G4", "London"),
        "G4",
        "“E12000009” is South West, but “London”",
    ),
    "a country that is another": (cell("E4", "Wales"), "E4", "“Wales” is not an authority, region or group"),
    "a region under the level of authorities": (
        cells(H4="E12000001", I4="", J4="North East"),
        "J4",
        "North East is not of the level Local authority.",
    ),
    "an authority under the level of a region": (cell("J3", "Wiltshire"), "J3", "names “Wiltshire”"),
    "a region under the level of England": (cell("G2", "London"), "G2", "names “London”"),
    "a word for a figure": (cell("L3", "twelve"), "L3", "“twelve” is not a figure."),
    "a comma in a number": (cell("L3", '"1,250"'), "L3", "Write 1250, without separators or unit."),
    "a percent sign": (cell("M3", "4.5%"), "M3", "Write 4.5, without separators or unit."),
    "an error of a spreadsheet": (cell("M3", "#N/A"), "M3", "“#N/A” is not a figure."),
    "a programmer's nothing": (cell("M3", "NULL"), "M3", "x if not available"),
    "a row there twice": (row(*YEAR, *WILTSHIRE, "Girls", "3", "3"), "A6", "filter values as row 5"),
    "a row there twice under two spellings": (
        row(*YEAR, *WILTSHIRE[:5], "865", "E10000033", "wiltshire council", "Girls", "3", "3"),
        "A6",
        "filter values as row 5",
    ),
    "no column of figures": (without("pupils", "rate"), "", "The file has no column of figures."),
    "a row that is too short": (
        row(*YEAR, "National"),
        "A6",
        "Row 6 has 3 values, fewer than the 13 headings.",
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_what_could_change_a_figure_is_an_error_at_its_cell(tmp_path: Path, reference: Reference, case: str):
    spoil, address, what = ERRORS[case]
    reading = spoil(Given()).read(tmp_path, reference)
    found = said(reading, "error")
    assert any(at == address and what in text for at, text in found), reading.problems
    assert len(found) == 1 and reading.tables == {}


# Warnings: it is loaded, and what was made of it is said.

WARNINGS: dict[str, tuple[Spoil, str, str]] = {
    "spaces in the file's name": (called(name="my pupils.csv"), "", "such as my_pupils.csv"),
    "odd characters in the file's name": (called(name="pupils&staff.csv"), "", "has the characters &"),
    "a very long name": (called(name="p" * 160 + ".csv"), "", "has 160 characters, more than 150"),
    "spaces in a heading": (cell("L1", "all pupils"), "L1", "Name it all_pupils."),
    "spaces around a heading": (cell("L1", " pupils "), "L1", "“ pupils ” has spaces in it."),
    "capitals in a heading": (cell("L1", "Pupils"), "L1", "Name it pupils."),
    "odd characters in a heading": (
        cell("M1", "rate(%)"),
        "M1",
        "“rate(%)” has odd characters in it. Name it rate.",
    ),
    "capitals in a required heading": (cell("A1", "Time_Period"), "A1", "Name it time_period."),
    "spaces around a text": (cell("J4", "Wiltshire "), "J4", "Write “Wiltshire”."),
    "spaces around a figure": (cell("L4", " 5"), "L4", "“ 5” has spaces around it."),
    "a hard space": (cell("K4", "Total\u00a0"), "K4", "Write “Total”."),
    "a level in small letters": (cell("C4", "local authority"), "C4", "Write “Local authority”."),
    "a level that is not shown": (
        row(*YEAR, "School", *COUNTRY, *[""] * 5, "Total", "1", "1"),
        "C1",
        "1 rows of",
    ),
    "a blank figure": (cell("L4", ""), "L4", "The cell is blank: it was read as not available. Write x"),
    "n/a": (cell("L4", "n/a"), "L4", "“n/a” was read as not applicable. Write z"),
    "a hyphen": (cell("L4", "-"), "L4", "“-” was read as not available. Write x"),
    "an asterisk": (cell("L4", "*"), "L4", "“*” was read as suppressed. Write c"),
    "two points": (cell("L4", ".."), "L4", "“..” was read as not available. Write x"),
    "a tilde": (cell("L4", "~"), "L4", "“~” was read as low. Write low"),
    "a symbol in brackets": (cell("L4", "[c]"), "L4", "“[c]” was read as suppressed. Write c"),
    "a symbol in capitals": (cell("L4", "Z"), "L4", "Write z, the standard's symbol for not applicable."),
    "a year missing": (
        every_year("time_period", "202021", "202122", "202324"),
        "A1",
        "There is nothing between 2021/22 and 2023/24.",
    ),
    "no total": (every_year("sex", "Girls", "Boys"), "K1", "“sex” has no Total among its values."),
    "an empty column": (
        lambda given: replace(
            given, head=(*given.head, "notes"), rows=tuple((*line, "") for line in given.rows)
        ),
        "N1",
        "“notes” is empty; it was left out.",
    ),
    "an authority after its time": (
        row(*YEAR, *WILTSHIRE[:5], "835", "E10000009", "Dorset", "Total", "1", "1"),
        "J6",
        "Dorset (until 2019) has a figure for 2022/23, but it existed until 2019-03-31 only.",
    ),
    "semicolons": (called(separator=";"), "", "separated by semicolons"),
    "old characters": (
        lambda given: replace(cell("K5", "Girls – all")(given), encoding="windows-1252"),
        "",
        "Windows-1252",
    ),
}


@pytest.mark.parametrize("case", WARNINGS)
def test_what_is_understood_in_one_way_only_is_a_warning(tmp_path: Path, reference: Reference, case: str):
    spoil, address, what = WARNINGS[case]
    reading = spoil(Given()).read(tmp_path, reference)
    assert said(reading, "error") == []
    found = said(reading, "warning")
    assert len(found) == 1 and found[0][0] == address and what in found[0][1], found
    assert len(reading.tables["observation"]) >= 4


FINE: dict[str, Spoil] = {
    "the standard's other symbols": cells(L2="low", L3="u", L4="k", M2="x"),
    "a byte order mark": called(encoding="utf-8-sig"),
    "negative figures and powers of ten": cells(L2="-5", M2="1e3"),
    "a former authority without a figure": row(
        *YEAR, *WILTSHIRE[:5], "835", "E10000009", "Dorset", "Total", "z", "z"
    ),
    "an authority under the code it once had": cell("I4", "E10000033"),
    "no codes but a name": cells(H4="z", I4="z"),
    "inner London as its region": row(
        *YEAR,
        *("Local authority", *COUNTRY, "E13000001", "Inner London", "202", "E09000007", "Camden"),
        *("Total", "1", "1"),
    ),
    "months of two years in one file": lambda given: replace(
        given, rows=tuple(("2022", month, *given.rows[0][2:]) for month in ("January", "February", "March"))
    ),
}


@pytest.mark.parametrize("case", FINE)
def test_what_is_right_is_let_be(tmp_path: Path, reference: Reference, case: str):
    assert FINE[case](Given()).read(tmp_path, reference).problems == ()


# Many of a kind


def test_the_first_fifty_of_a_kind_are_listed_and_the_rest_counted(tmp_path: Path, reference: Reference):
    months = [f"{year}{(year + 1) % 100:02}" for year in range(1905, 2005)]
    every = every_year("time_period", *months)(Given())
    spoilt = replace(every, rows=tuple((*line[:11], "many", "n/a") for line in every.rows))
    spoilt = cells(L2="5", L3="1.5", M2="3")(spoilt)
    reading = spoilt.read(tmp_path, reference)
    figures = [one for one in reading.problems if one.severity == "error"]
    assert len(figures) == 51
    assert [one.cell for one in figures[:50]] == [f"L{number}" for number in range(4, 54)]
    assert figures[50].what == "And 48 more like it (cells that are no figures)." and not figures[50].cell
    symbols = [one for one in reading.problems if one.severity == "warning"]
    assert len(symbols) == 51 and symbols[50].what.startswith("And 49 more like it")


def test_several_kinds_are_told_at_once(tmp_path: Path, reference: Reference):
    reading = cells(L2="many", J4="Leeds", A1="Time_period")(Given()).read(tmp_path, reference)
    assert {one.cell for one in reading.problems} == {"A1", "J4", "L2"}
