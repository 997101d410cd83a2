"""data/reference/authorities.csv: every authority that our figures can be about, and how others print it."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from loaders.reference import Reference, plain_area
from tests.needs import ROOT

Row = Mapping[str, str]
TODAY = "9999-12-31"
REGIONS = {
    "E12000001": ("North East", 12),
    "E12000002": ("North West", 24),
    "E12000003": ("Yorkshire and The Humber", 15),
    "E12000004": ("East Midlands", 10),
    "E12000005": ("West Midlands", 14),
    "E12000006": ("East of England", 11),
    "E12000007": ("London", 33),
    "E12000008": ("South East", 19),
    "E12000009": ("South West", 15),
}
FORMER = {
    "820": "822 823",  # Bedfordshire, 2009
    "875": "895 896",  # Cheshire, 2009
    "835": "838 839",  # Dorset, 2019
    "836": "839",  # Poole, 2019
    "837": "839",  # Bournemouth, 2019
    "928": "940 941",  # Northamptonshire, 2021
    "909": "942 943",  # Cumbria, 2023
}
# A series of the Local Authority Interactive Tool under a definition given up, not a place.
NOT_PLACES = {"England (discontinued)"}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with (ROOT / "data/reference/authorities.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def by_code(rows: list[Row]) -> dict[str, Row]:
    return {row["code"]: row for row in rows}


def names(row: Row) -> list[str]:
    return [row["name"], *(part for part in row["spellings"].split("|") if part)]


def existed(row: Row, day: str) -> bool:
    return row["exists_from"] <= day <= (row["exists_to"] or TODAY)


def authorities(rows: list[Row], day: str = TODAY) -> list[Row]:
    return [row for row in rows if row["kind"] == "authority" and existed(row, day)]


# What is there


@pytest.mark.parametrize(
    ("day", "count"),
    [("2008-11-18", 150), ("2012-05-31", 152), ("2019-04-01", 151), ("2021-04-01", 152), (TODAY, 153)],
)
def test_england_had_so_many_authorities_on_a_day(rows: list[Row], day: str, count: int):
    assert len(authorities(rows, day)) == count


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_has_its_authorities(rows: list[Row], by_code: dict[str, Row], region: str):
    name, count = REGIONS[region]
    assert by_code[region]["name"] == name
    assert Counter(row["region"] for row in authorities(rows))[region] == count


def test_inner_and_outer_london_are_parts_of_the_region_london(rows: list[Row]):
    parts = [row["code"] for row in rows if row["kind"] == "region" and row["region"] == "E12000007"]
    assert parts == ["E13000001", "E13000002"]
    assert Counter(row["kind"] for row in rows if row["kind"] != "authority") == {
        "country": 1,
        "region": len(REGIONS) + len(parts),
        "group": 2,
    }


def test_codes_are_of_their_kind_and_belong_to_one_entry(rows: list[Row]):
    shape = {
        "authority": r"\d{3}",
        "region": r"E1[23]\d{6}",
        "country": "E92000001",
        "group": "group-[a-z-]+",
    }
    for row in rows:
        assert re.fullmatch(shape[row["kind"]], row["code"]), row
        assert re.fullmatch(r"E(06|08|09|10|12|13|92)\d{6}", row["ons"]) or row["kind"] == "group", row
    every = [code for row in rows for code in {row["code"], row["ons"]} if code]
    assert len(every) == len(set(every))


# What became of it


def test_former_authorities_end_the_day_before_their_successors_begin(
    rows: list[Row], by_code: dict[str, Row]
):
    assert {row["code"]: row["successor"] for row in rows if row["exists_to"]} == FORMER
    for code, successors in FORMER.items():
        begin = date.fromisoformat(by_code[code]["exists_to"]) + timedelta(days=1)
        assert {by_code[one]["exists_from"] for one in successors.split()} == {begin.isoformat()}


def test_an_authority_that_only_changed_its_form_kept_its_code(by_code: dict[str, Row]):
    for code, county in {
        "865": "E10000033",
        "908": "E10000005",
        "840": "E10000010",
        "929": "E10000022",
        "893": "E10000026",
    }.items():
        assert not by_code[code]["exists_from"]
        assert county in by_code[code]["spellings"].split("|")


# Codes that the Office for National Statistics gave up -> the authority, under the three digits it kept.
GIVEN_UP = {
    "E10000005": "908",  # Cornwall, 2009
    "E10000010": "840",  # Durham, 2009
    "E10000022": "929",  # Northumberland, 2009, and its boundary with Gateshead, 2013
    "E06000048": "929",
    "E10000026": "893",  # Shropshire, 2009
    "E10000033": "865",  # Wiltshire, 2009
    "E08000020": "390",  # Gateshead, 2013
    "E10000002": "825",  # Buckinghamshire, 2020
    "E10000023": "815",  # North Yorkshire, 2023
    "E10000027": "933",  # Somerset, 2023
    "E08000016": "370",  # Barnsley and Sheffield, 2025
    "E08000019": "373",
    "E10000001": "820",  # authorities that came to an end
    "E10000004": "875",
    "E10000009": "835",
    "E06000029": "836",
    "E06000028": "837",
    "E10000021": "928",
    "E10000006": "909",
}


@pytest.mark.parametrize("code", GIVEN_UP)
def test_a_code_given_up_still_means_its_authority(reference: Reference, code: str):
    area = reference.area(code)
    assert area is not None and area.code == GIVEN_UP[code]


# What it is called


def test_a_name_means_one_entry_at_any_one_time(rows: list[Row]):
    owners: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in {plain_area(name) for name in names(row)}:
            owners[name].append(row)
    for name, sharing in owners.items():
        days = {row["exists_from"] for row in sharing}
        clash = [day for day in days if sum(existed(row, day) for row in sharing) > 1]
        assert not clash, f"{name}: {[row['code'] for row in sharing]} on {clash}"


def test_dorset_in_a_paper_of_2012_is_not_todays_dorset(rows: list[Row]):
    known = {row["code"]: row for row in rows if "dorset" in map(plain_area, names(row))}
    assert [code for code in known if existed(known[code], "2012-05-31")] == ["835"]
    assert [code for code in known if existed(known[code], TODAY)] == ["838"]


@pytest.mark.parametrize("source", ["lait codes", "lait neighbours", "neet", "cla", "ofsted", "centroids"])
def test_every_name_and_code_in_the_national_files_resolves(rows: list[Row], shared: Path, source: str):
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for said in (row["ons"], *names(row)):
            owners[plain_area(said)].add(row["code"])
        owners[row["code"]].add(row["code"])
    printed = list(NATIONAL[source](shared / "real"))
    assert len(printed) > 150
    for said in printed:
        meant = set.intersection(*(owners[plain_area(one)] for one in said))
        assert meant, f"{said}: {[sorted(owners[plain_area(one)]) for one in said]}"


Said = tuple[str, ...]


def lait_codes(real: Path) -> Iterator[Said]:
    sheet = load_workbook(real / "lait/la_code_list.xlsx")["Sheet1"]
    for code, name, region, _ in sheet.iter_rows(min_row=2, values_only=True):
        if name not in NOT_PLACES:
            # the tool numbers regions 970 to 990, codes that only it has
            yield (str(code), str(name)) if int(str(code)) < 970 else (str(name),)
            if region != "NA":
                yield (str(region),)


def lait_neighbours(real: Path) -> Iterator[Said]:
    sheet = load_workbook(real / "lait/sn_may_2025.xlsx")["LA SN Groups"]
    for row in sheet.iter_rows(min_row=4, values_only=True):
        if isinstance(row[0], int):
            yield str(row[0]), str(row[1])
            yield (str(row[4]),)
            yield from ((str(row[column]),) for column in range(5, 25, 2))


def open_data(path: Path) -> Iterator[Said]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["geographic_level"] == "Local authority":
                yield row["old_la_code"], row["new_la_code"], row["la_name"]
            elif row["geographic_level"] == "Regional":
                yield row["region_code"], row["region_name"]
            else:
                yield row["country_code"], row["country_name"]


def ofsted(real: Path) -> Iterator[Said]:
    book = CalamineWorkbook.from_path(real / "ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods")
    for sheet in book.sheet_names[3:]:
        head, *body = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)[2:]
        code, name = head.index("Local authority area code"), head.index("Local authority name")
        yield from ((str(row[code]), str(row[name])) for row in body if row[code])


def centroids(real: Path) -> Iterator[Said]:
    with (real / "geo/authority_centroids.csv").open(encoding="utf-8-sig", newline="") as lines:
        yield from ((row["ons_code"], row["name"]) for row in csv.DictReader(lines))


NATIONAL = {
    "lait codes": lait_codes,
    "lait neighbours": lait_neighbours,
    "neet": lambda real: open_data(real / "neet/UD_NEETNK_LA_dashboard_2022_final.csv"),
    "cla": lambda real: open_data(real / "cla/cla_number_and_rate_per_10k_children.csv"),
    "ofsted": ofsted,
    "centroids": centroids,
}
