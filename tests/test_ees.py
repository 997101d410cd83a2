"""Files in the open-data standard: the two national ones value by value, and what others may look like."""

from __future__ import annotations

import csv
import math
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from loaders import FORMATS, ees_times
from loaders.ees import dataset_id
from loaders.format import asked_for, read, read_together
from loaders.problems import has_errors

if TYPE_CHECKING:
    from loaders.format import Reading
    from loaders.reference import Reference

NEET = "real/neet/UD_NEETNK_LA_dashboard_2022_final.csv"
CLA = "real/cla/cla_number_and_rate_per_10k_children.csv"
# Filters of the two files, and the symbols that stand in them for a missing figure.
FILTERS = {NEET: {"Age": "Age"}, CLA: {"population_type": "Population type"}}
SYMBOLS = {"c": "suppressed", "x": "not available", "z": "not applicable"}
TIME_AND_PLACE = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "old_la_code", "new_la_code", "la_name"),
)
HEAD = ",".join(TIME_AND_PLACE)
WILTSHIRE = "Local authority,E92000001,England,E12000009,South West,865,E06000054,Wiltshire"
LEEDS = "Local authority,E92000001,England,E12000003,Yorkshire and The Humber,383,E08000035,Leeds"
ENGLAND = "National,E92000001,England,,,,,"


def letter(at: int) -> str:
    return chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26)


def made(
    folder: Path, *lines: str, head: str = f"{HEAD},sex,pupils,pupils_percent", name: str = "a.csv"
) -> Path:
    path = folder / name
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def observed(reading: Reading) -> list[dict[str, Any]]:
    assert [str(one) for one in reading.problems if one.severity == "error"] == []
    rows = reading.tables["observation"].astype(object).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


# The national files


@pytest.mark.parametrize("file", FILTERS)
def test_every_figure_of_a_national_file_is_there_with_its_place(
    shared: Path, reference: Reference, file: str
):
    found = {str(row["cell"]): row for row in observed(read(shared / file, reference, FORMATS))}
    with (shared / file).open(encoding="utf-8-sig", newline="") as lines:
        head, *rows = list(csv.reader(lines))
    dataset = dataset_id(Path(file).name)
    seen = 0
    for number, row in enumerate(rows, 2):
        said = dict(zip(head, row, strict=True))
        level = said["geographic_level"]
        area = {"National": said["country_code"], "Regional": said["region_code"]}.get(
            level, said["old_la_code"]
        )
        pairs = [f"{label}: {said[column]}" for column, label in FILTERS[file].items()]
        for at, (heading, text) in enumerate(zip(head, row, strict=True)):
            if heading in TIME_AND_PLACE or heading in FILTERS[file]:
                continue
            seen += 1
            one = found[f"{Path(file).stem}!{letter(at)}{number}"]
            assert (one["area"], one["breakdown"], one["period"]) == (
                area,
                "; ".join(pairs),
                said["time_period"],
            )
            assert one["indicator"] == f"{dataset}-{heading}".lower().replace("_", "-")
            assert one["published_as"] == text and one["locator"] == one["cell"]
            assert one["status"] == SYMBOLS.get(text, "published")
            assert math.isnan(one["value"]) if text in SYMBOLS else one["value"] == float(text)
    assert seen == len(found) > 6_000


def test_a_calendar_year_has_its_days_and_a_reporting_year_does_not(shared: Path, reference: Reference):
    spans = {
        file: {
            (row["period_type"], row["period_start"], row["period_end"])
            for row in rows
            if row["period"] == "2022"
        }
        for file in FILTERS
        if (rows := observed(read(shared / file, reference, FORMATS)))
    }
    assert spans == {
        NEET: {("calendar", "2022-01-01", "2022-12-31")},
        CLA: {("reporting year", "2022", "2022")},
    }


@pytest.mark.parametrize("file", FILTERS)
def test_a_national_file_has_only_warnings_that_are_true(shared: Path, reference: Reference, file: str):
    reading = read(shared / file, reference, FORMATS)
    assert {one.severity for one in reading.problems} == {"warning"}
    kinds = {
        next((part for part in ("capital", "no Total", "does not follow") if part in one.what), one.what)
        for one in reading.problems
    }
    assert kinds == ({"capital", "no Total"} if file == NEET else {"no Total", "does not follow"})


def test_not_known_stands_beside_neet_and_both_are_better_low(reference: Reference):
    known = reference.indicators
    neet = known["ud-neetnk-la-dashboard-neet-percent"]
    assert neet.beside == ("ud-neetnk-la-dashboard-notknown-percent",)
    assert {known[name].polarity for name in (neet.id, *neet.beside)} == {"low"}
    assert (
        known["ud-neetnk-la-dashboard-total-participating-in-education-and-training-percent"].polarity
        == "high"
    )
    assert known["ud-neetnk-la-dashboard-cohort-march"].polarity == "none"
    assert neet.breaks[0].since == "2016"


def test_ours_go_before_what_a_file_defines_and_every_column_of_both_is_ours(
    shared: Path, reference: Reference
):
    for file in FILTERS:
        tables = read(shared / file, reference, FORMATS).tables
        published = {row["indicator"]: row for row in tables["indicator"].to_dict("records")}
        assert {one["polarity"] for one in published.values()} == {"none"}
        described = {name: reference.indicators[name] for name in published if name in reference.indicators}
        assert len(described) >= (30 if file == NEET else 3)
        for name, ours in described.items():
            assert published[name]["unit"] in (ours.unit, "number")
            assert ours.code == published[name]["code"]


def test_children_and_population_stand_behind_a_rate_that_follows_from_them(
    shared: Path, reference: Reference
):
    rows = observed(read(shared / CLA, reference, FORMATS))
    rates = [
        row for row in rows if row["indicator"].endswith("rate-per-10000") and row["status"] == "published"
    ]
    without = [row for row in rates if math.isnan(row["numerator"])]
    for row in rates:
        if row not in without:
            assert abs(row["numerator"] / row["denominator"] * 10_000 - row["value"]) <= 0.5 + 1e-9
    assert [row["cell"].partition("!")[2] for row in without] == ["N519", "N533", "N1025", "N1035"]
    assert all("counts" in row["note"] for row in without)
    others = [row for row in rows if not row["indicator"].endswith("rate-per-10000")]
    assert all(math.isnan(row["numerator"]) for row in others)


def test_both_are_published_by_the_command_line_and_found_again(
    shared: Path, database: str, reference: Reference
):
    from loaders import shipped
    from loaders.store import Store

    files = [shared / file for file in FILTERS]
    with closing(Store(database)) as store:
        readings = read_together(files, reference, FORMATS)
        store.publish([shipped.upload(path, one) for path, one in zip(files, readings, strict=True)])
        release = store.current()
        assert release is not None
        name = "ud-neetnk-la-dashboard-neet-percent"
        where = {"indicator": name, "area": "383"}
        (leeds,) = store.rows("standing", release, where, columns=["value", "from_bottom"]).to_dict("records")
    with (shared / NEET).open(encoding="utf-8-sig", newline="") as lines:
        said = {
            row["old_la_code"]: float(row["NEET_percent"])
            for row in csv.DictReader(lines)
            if row["old_la_code"]
        }
    assert leeds["value"] == said["383"]
    assert leeds["from_bottom"] == 1 + sum(other < said["383"] for other in said.values())


# What files may look like


def test_the_other_year_of_a_data_set_has_the_same_indicators():
    same = {
        "UD_NEETNK_LA_dashboard_2022_final.csv",
        "UD_NEETNK_LA_dashboard_2023.csv",
        "ud-neetnk-la-dashboard.csv",
    }
    assert {dataset_id(name) for name in same} == {"ud-neetnk-la-dashboard"}
    assert dataset_id("absence_2019-20_v2.csv") == dataset_id("absence_202021_revised.csv") == "absence"
    assert dataset_id("cla_number_and_rate_per_10k_children.csv") == "cla-number-and-rate-per-10k-children"
    assert dataset_id("2022.csv") == "2022"


def test_total_and_all_are_nobody_in_particular_and_pairs_are_sorted(tmp_path: Path, reference: Reference):
    head = f"{HEAD},sex,age_group,pupils"
    path = made(
        tmp_path,
        f"202223,Academic year,{ENGLAND},Total,ALL,10",
        f"202223,Academic year,{ENGLAND},Total,16; 17,6",
        f"202223,Academic year,{ENGLAND},Girls,16; 17,3",
        head=head,
    )
    rows = observed(read(path, reference, FORMATS))
    assert [row["breakdown"] for row in rows] == ["", "Age group: 16, 17", "Age group: 16, 17; Sex: Girls"]
    assert {row["period"] for row in rows} == {"2022/23"}


def test_without_a_meta_file_numbers_are_indicators_and_names_become_readable(
    tmp_path: Path, reference: Reference
):
    head = f"{HEAD},sex,rate_per_10000,pupils_percent,all_marks"
    path = made(tmp_path, f"2022,Calendar year,{WILTSHIRE},Total,-1.25,c,z", head=head)
    found = read(path, reference, FORMATS).tables["indicator"].to_dict("records")
    assert [(one["name"], one["unit"], one["decimals"]) for one in found] == [
        ("Rate per 10,000", "rate per 10,000", 2),
        ("Pupils percent", "%", 0),
        ("All marks", "number", 0),
    ]
    assert {one["polarity"] for one in found} == {"none"}


META = (
    "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp"
    ",filter_hint,filter_grouping_column"
)


def meta(folder: Path, *lines: str) -> Path:
    return made(folder, *lines, head=META, name="a.meta.csv")


def test_a_meta_file_beside_it_names_units_decimals_topics_and_filters(tmp_path: Path, reference: Reference):
    head = f"{HEAD},age,age_kind,pupils"
    data = made(tmp_path, f"2022,Calendar year,{WILTSHIRE},16,young,5.25", head=head)
    beside = meta(
        tmp_path,
        "age,Filter,Age in years,,,,,age_kind",
        "pupils,Indicator,Pupils who read,Reading,%,1,,",
    )
    for files in ([data], [data, beside], [beside, data]):
        (path,) = asked_for(files, FORMATS)
        reading = read(path, reference, FORMATS)
        (row,) = observed(reading)
        assert row["breakdown"] == "Age in years: 16"
        (one,) = reading.tables["indicator"].to_dict("records")
        assert (one["name"], one["topics"], one["unit"], one["decimals"]) == (
            "Pupils who read",
            "Reading",
            "%",
            1,
        )
        assert one["cell"] == "a.meta!C3"
        assert "a.meta.csv" in reading.tables["source"]["title"].iloc[0]


def test_a_meta_file_alone_is_told_to_bring_its_data(tmp_path: Path, reference: Reference):
    (path,) = asked_for([meta(tmp_path, "pupils,Indicator,Pupils,,,,,")], FORMATS)
    (problem,) = read(path, reference, FORMATS).problems
    assert problem.severity == "error" and "a.csv" in problem.fix and "no figures" in problem.what


@pytest.mark.parametrize(
    ("line", "cell", "said"),
    [
        ("pupil,Indicator,Pupils,,,,,", "A3", "Did you mean “pupils”?"),
        ("pupils,Number,Pupils,,,,,", "B3", "Write Filter or Indicator."),
        ("pupils,Indicator,,,,,,", "C3", "“pupils” has no label."),
        ("pupils,Indicator,Pupils,,,many,,", "F3", "“many” is not a number of decimals."),
        ("sex,Filter,Sex again,,,,,", "A3", "“sex” is described twice."),
    ],
)
def test_what_is_wrong_in_a_meta_file_is_said_at_its_cell(
    tmp_path: Path, reference: Reference, line: str, cell: str, said: str
):
    meta(tmp_path, "sex,Filter,Sex,,,,,", line)
    data = made(tmp_path, f"2022,Calendar year,{WILTSHIRE},Total,5", head=f"{HEAD},sex,pupils")
    reading = read(data, reference, FORMATS)
    found = [(one.file, one.cell, f"{one.what} {one.fix}") for one in reading.problems]
    assert any(file == "a.meta.csv" and at == cell and said in text for file, at, text in found)
    assert reading.tables == {}


def test_a_column_that_the_meta_file_forgets_is_an_error(tmp_path: Path, reference: Reference):
    meta(tmp_path, "sex,Filter,Sex,,,,,")
    data = made(tmp_path, f"2022,Calendar year,{WILTSHIRE},Total,5", head=f"{HEAD},sex,pupils")
    (problem,) = [one for one in read(data, reference, FORMATS).problems if one.severity == "error"]
    assert problem.cell == "L1" and "not described" in problem.what


def test_other_levels_are_left_out_and_said_to_be(tmp_path: Path, reference: Reference):
    path = made(
        tmp_path,
        f"2022,Calendar year,{WILTSHIRE},Total,5,1",
        "2022,Calendar year,School,E92000001,England,,,,,,Total,5,1",
        "2022,Calendar year,School,E92000001,England,,,,,,Total,6,1",
    )
    reading = read(path, reference, FORMATS)
    assert len(observed(reading)) == 2
    assert reading.tables["source"]["left_out"].tolist() == ["2 rows of the levels School"]
    assert any("2 rows of the levels School were left out" in one.what for one in reading.problems)


def test_a_workbook_and_a_file_of_any_name_and_order_of_columns_are_known(
    tmp_path: Path, reference: Reference
):
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["pupils", "la_name", "new_la_code", "old_la_code", *TIME_AND_PLACE[:7]])
    book.active.append(
        [5, "Leeds", "E08000035", 383, 202223, "Academic year", "Local authority", *LEEDS.split(",")[1:5]]
    )
    book.save(tmp_path / "Book1.xlsx")
    reading = read(tmp_path / "Book1.xlsx", reference, FORMATS)
    (row,) = observed(reading)
    assert (reading.format, row["area"], row["value"], row["cell"]) == ("ees", "383", 5.0, "Sheet!A2")
    assert (row["period_start"], row["period_end"]) == ("2022-09-01", "2023-08-31")


def test_dorset_is_the_one_of_its_code_and_of_its_time(tmp_path: Path, reference: Reference):
    before = "Local authority,E92000001,England,E12000009,South West,835,E10000009,Dorset"
    bare = "Local authority,E92000001,England,E12000009,South West,,,Dorset"
    path = made(
        tmp_path,
        f"2015,Calendar year,{before},Total,5,1",
        f"2016,Calendar year,{bare},Total,5,1",
        f"2020,Calendar year,{bare},Total,5,1",
    )
    rows = observed(read(path, reference, FORMATS))
    assert {(row["period"], row["area"]) for row in rows} == {
        ("2015", "835"),
        ("2016", "835"),
        ("2020", "838"),
    }


@pytest.mark.parametrize(
    ("time", "identifier", "label", "kind", "start", "end"),
    [
        ("2022", "Calendar year", "2022", "calendar", "2022-01-01", "2022-12-31"),
        ("202223", "Academic year", "2022/23", "academic", "2022-09-01", "2023-08-31"),
        ("202223", "Financial year", "2022/23", "financial", "2022-04-01", "2023-03-31"),
        ("202223", "Tax year", "2022/23", "financial", "2022-04-06", "2023-04-05"),
        ("199900", "Academic year", "1999/00", "academic", "1999-09-01", "2000-08-31"),
        ("2022", "Reporting year", "2022", "reporting year", "2022", "2022"),
        ("2022", "February", "Feb 2022", "month", "2022-02-01", "2022-02-28"),
        ("2022", "May", "May 2022", "month", "2022-05-01", "2022-05-31"),
        ("2022", "Week 1", "Week 1 2022", "point in time", "2022-01-03", "2022-01-09"),
        ("2022", "Calendar year Q2", "Q2 2022", "quarter", "2022-04-01", "2022-06-30"),
        ("202223", "Financial year Q4", "Q4 2022/23", "quarter", "2023-01-01", "2023-03-31"),
        ("202223", "Academic year Q1-Q3", "Q1–Q3 2022/23", "months", "2022-09-01", "2023-05-31"),
        ("202223", "Spring term", "Spring term 2022/23", "months", "2023-01-01", "2023-03-31"),
        (
            "202223",
            "Part 2 (October to March)",
            "Part 2 (October to March) 2022/23",
            "months",
            "2022-10-01",
            "2023-03-31",
        ),
    ],
)
def test_a_time_is_read_with_its_identifier(
    time: str, identifier: str, label: str, kind: str, start: str, end: str
):
    found = ees_times.period(time, identifier)
    assert found is not None
    assert (found.label, found.kind, found.start, found.end) == (label, kind, start, end)


@pytest.mark.parametrize(
    ("time", "identifier"),
    [
        *(
            ("202224", "Academic year"),
            ("2022", "Academic year"),
            ("202223", "Calendar year"),
            ("22", "January"),
        ),
        *(("2022", "Week 53"), ("2022", "Sometimes"), ("20²2", "Calendar year"), ("1066", "Calendar year")),
        ("202223", "Financial year Q3-Q1"),
    ],
)
def test_a_time_that_does_not_go_with_its_identifier_is_none(time: str, identifier: str):
    assert ees_times.period(time, identifier) is None


def test_a_meta_file_in_another_folder_is_not_taken_for_its_own(tmp_path: Path, reference: Reference):
    (tmp_path / "one").mkdir()
    data = made(tmp_path, f"2022,Calendar year,{WILTSHIRE},Total,5,1")
    moved = Path(shutil.move(meta(tmp_path, "sex,Filter,Sex,,,,,"), tmp_path / "one" / "a.meta.csv"))
    assert asked_for([data, moved], FORMATS) == [data, moved]
    assert has_errors(read(moved, reference, FORMATS).problems)
