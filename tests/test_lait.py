"""The Department's long file and its data dictionary, as they come and as they may come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pandas as pd
import pytest

from loaders import FORMATS
from loaders.format import read, read_together

if TYPE_CHECKING:
    from dashboard.queries import Ask
    from loaders.format import Reading
    from loaders.reference import Reference
    from loaders.store import Store

HEAD = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
LONG, DICTIONARY = "lait/bds_long.parquet", "lait/lait_data_dictionary.csv"


@pytest.fixture(scope="module")
def printed(shared: Path) -> pd.DataFrame:
    """The long file as anybody would read it."""
    return pd.read_parquet(shared / "real" / LONG)


def long_file(folder: Path, *lines: str, name: str = "long.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def errors(reading: Reading) -> list[str]:
    return [str(one) for one in reading.problems if one.severity == "error"]


# As they come


def test_every_row_of_the_long_file_is_published_with_its_value_place_and_area(
    national_store: Store, printed: pd.DataFrame, reference: Reference
):
    release = national_store.current()
    assert release is not None
    rows = national_store.rows(
        "observation", release, {"source": "lait"}, columns=["value", "area", "period", "cell", "status"]
    )
    assert len(rows) == len(printed) == 641_070
    digits = printed["Values"].map(lambda text: None if text == "-" else f"{float(text):.15g}")
    expected = pd.to_numeric(digits).to_numpy(dtype="float64", na_value=np.nan)
    assert np.array_equal(rows["value"].to_numpy(), expected, equal_nan=True)
    assert set(rows.loc[np.isnan(expected), "status"]) == {"not available"}
    assert rows["cell"].tolist() == [f"bds_long!E{row}" for row in range(2, len(printed) + 2)]
    numbers = printed["LA Number"].astype(int).astype(str)
    regions = {area.ons for area in reference.areas.values() if area.kind in ("region", "country")}
    authority = numbers.to_numpy() < "970"
    assert (rows["area"].to_numpy()[authority] == numbers.to_numpy()[authority]).all()
    assert set(rows["area"][~authority]) == regions
    years = printed["Years"].replace("0", "undated").tolist()
    assert rows["period"].tolist() == years


def test_a_single_year_is_the_one_that_ends_in_it(national_ask: Ask):
    def span(indicator: str, period: str) -> tuple[str, str, str]:
        (one,) = national_ask.observations(indicator=indicator, area="865", period=period)
        return one.period_type, one.start, one.end

    assert span("lait-rta", "2014-16") == ("three-year average", "2014-01-01", "2016-12-31")
    academic = next(n for n, i in national_ask.measures.published().items() if i.period == "academic")
    kind, start, end = span(academic, "2019")
    assert (kind, start, end) == ("academic", "2018-09-01", "2019-08-31")
    assert span("lait-totallacfinance", "2023-24 (OT)") == ("financial", "2023-04-01", "2024-03-31")


def test_the_dictionary_defines_every_series_of_the_long_file(
    national_ask: Ask, printed: pd.DataFrame, shared: Path
):
    published = national_ask.measures.published()
    dictionary = pd.read_csv(shared / "real" / DICTIONARY, keep_default_na=False)
    assert {one.code for one in published.values()} == set(printed["Short Desc"])
    assert len(published) == 434
    by_code = {one.code: one for one in published.values()}
    for row in dictionary.drop_duplicates("Measure_short").to_dict("records"):
        one = by_code[row["Measure_short"]]
        assert one.name == " ".join(row["Chart_title"].split())
        assert one.polarity == {"High": "high", "Low": "low"}.get(row["Polarity"], "none")
        assert one.decimals == int(row["dps"] if row["dps"] not in ("NA", "") else 1)
        assert one.quartiles == (row["No_Quartile"] != "N")
        topics = dictionary.loc[dictionary["Measure_short"] == row["Measure_short"], "Topic"]
        assert set(one.topics) == {topic.replace("\\", " and ") for topic in topics}
    assert by_code["InfMort"].last_update == "2025-06-01"
    assert {one.next_update for one in published.values()} >= {"TBC", "Discontinued"}


def test_money_per_cent_and_rates_are_told_apart(national_ask: Ask):
    units = {one.code: one.unit for one in national_ask.measures.published().values()}
    assert units["InfMort"] == "rate per 1,000"
    assert units["LACFinance"] == "pounds a week"
    assert units["TotalLACFinance"] == "pounds"
    assert units["CINAuthAb_3Term"] == "%"
    assert units["SEN_CASES_JAN"] == "number"
    assert units["PreChildDea"] == "number"  # its axis says “% of deaths”, and England's figure is 882


# As they may come


def test_the_long_file_may_come_as_values_or_workbook_with_the_same_rows(
    tmp_path: Path, printed: pd.DataFrame, reference: Reference
):
    some = printed[printed["Short Desc"].isin(["RTA", "LAC_Fixed_ Ex"])].copy()
    some["LA Number"] = some["LA Number"].astype(int)
    some.to_csv(tmp_path / "long.csv", index=False)
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(list(some.columns))
    for row in some.itertuples(index=False):
        book.active.append([None if value is pd.NA or value != value else value for value in row])
    book.save(tmp_path / "long.xlsx")
    some.to_parquet(tmp_path / "long.parquet")
    found = [read(tmp_path / f"long.{kind}", reference, FORMATS) for kind in ("csv", "xlsx", "parquet")]
    assert [errors(one) for one in found] == [[], [], []]
    kept = ["indicator", "area", "period", "value", "published_as", "status"]
    first, *others = [one.tables["observation"][kept].astype(object) for one in found]
    assert len(first) == len(some)
    for other in others:
        pd.testing.assert_frame_equal(first, other)


def test_a_large_workbook_is_read_in_a_process_of_its_own_with_the_same_rows(
    tmp_path: Path, printed: pd.DataFrame, reference: Reference, monkeypatch: pytest.MonkeyPatch
):
    from loaders import data_files

    monkeypatch.setattr(data_files, "LARGE_SHEET", 1000)
    some = printed[printed["Short Desc"] == "RTA"]
    some = some.assign(Values=some["Values"].replace("12.13", 12.13))
    some.to_excel(tmp_path / "long.xlsx", index=False, sheet_name="Data")
    reading = read(tmp_path / "long.xlsx", reference, FORMATS)
    assert errors(reading) == []
    rows = reading.tables["observation"]
    shown = [text if text == "-" else f"{float(text):.15g}" for text in some["Values"]]
    assert rows["published_as"].astype(str).tolist() == shown
    assert rows["cell"].iloc[0] == "Data!E2"


def test_a_definition_is_known_whichever_file_comes_first(shared: Path, reference: Reference, tmp_path: Path):
    row = "InfMort,Infant mortality,2020,Wiltshire,3.5,865,South West"
    files = [long_file(tmp_path, row), shared / "real" / DICTIONARY]
    for order in (files, files[::-1]):
        readings = {one.format: one for one in read_together(order, reference, FORMATS)}
        long = readings["lait"]
        assert [str(one) for one in long.problems] == []
        assert long.tables["observation"]["period_type"].tolist() == ["calendar"]


def test_without_the_dictionary_the_figures_are_kept_and_nothing_is_ranked(
    tmp_path: Path, reference: Reference
):
    reading = read(
        long_file(tmp_path, "InfMort,Infant mortality,2020,Wiltshire,3.5,865,South West"), reference, FORMATS
    )
    (warning,) = reading.problems
    assert warning.severity == "warning" and "lait_data_dictionary.csv" in warning.fix
    (defined,) = reading.tables["indicator"].to_dict("records")
    assert (defined["name"], defined["polarity"]) == ("Infant mortality", "none")


@pytest.mark.parametrize(
    ("line", "cell", "what"),
    [
        ("RTA,Hurt,2014-16,Wiltshire,twelve,865,South West", "E2", "“twelve” is not a figure."),
        ("RTA,Hurt,2014-16,Wiltshire,,865,South West", "E2", "“” is not a figure."),
        ("RTA,Hurt,lately,Wiltshire,12,865,South West", "C2", "“lately” is not a period."),
        (
            "RTA,Hurt,2014-16,Leeds,12,865,South West",
            "D2",
            "“865” is Wiltshire, but “Leeds” beside it is Leeds.",
        ),
        ("RTA,Hurt,2014-16,Narnia,12,,", "D2", "“Narnia” is not an authority, region or group on record."),
        (",Hurt,2014-16,Wiltshire,12,865,South West", "A2", "The series is blank."),
        ("RTA,Hurt,2014-16,Wiltshire,12,865", "A2", "Row 2 has 6 values, fewer than the 7 headings."),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(
    tmp_path: Path, reference: Reference, line: str, cell: str, what: str
):
    reading = read(long_file(tmp_path, line), reference, FORMATS)
    found = [(one.sheet, one.cell, one.what) for one in reading.problems if one.severity == "error"]
    assert ("long", cell, what) in found
    assert reading.tables == {}


def test_a_row_that_is_there_twice_is_an_error(tmp_path: Path, reference: Reference):
    line = "RTA,Hurt,2014-16,Wiltshire,12,865,South West"
    reading = read(long_file(tmp_path, line, line.replace("12", "13")), reference, FORMATS)
    assert any("is printed for the same thing as" in one for one in errors(reading))


def test_semicolons_and_windows_characters_are_read_and_said(tmp_path: Path, reference: Reference):
    path = tmp_path / "long.csv"
    lines = [HEAD, "RTA,Hurt – badly,2014-16,Wiltshire,12,865,South West"]
    path.write_bytes("\n".join(lines).replace(",", ";").encode("windows-1252"))
    reading = read(path, reference, FORMATS)
    assert errors(reading) == []
    said = " ".join(one.what for one in reading.problems)
    assert "semicolons" in said and "Windows-1252" in said
    assert reading.tables["indicator"]["name"].tolist() == ["Hurt – badly"]


def test_figures_that_are_printed_the_same_are_the_same_and_share_a_place(national_ask: Ask):
    """97.2 and 97.19999999999999 stand in the file: what is left over of a spreadsheet's arithmetic."""
    latest = national_ask.latest("lait-3-4yr-ofsted-rating")
    assert latest is not None
    same = [one for one in latest.figures.values() if one.printed == "97.2"]
    assert len(same) == 4
    assert {(one.value, one.from_top) for one in same} == {(97.2, 36)}
