"""What is chosen on /compare as files: every figure is the store's, and no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from dashboard import compare_sheets, exports, serving, shell, workbook
from dashboard.choosing import Choice, Measure, one_area
from dashboard.plotted import CUT, Plotted
from dashboard.workbook import Cover, Linked, Sheet, Shown
from loaders.reference import Break
from tests.comparing import AREAS, SHARE, figure
from tests.reading import read

if TYPE_CHECKING:
    from flask import Flask
    from openpyxl import Workbook
    from werkzeug.test import TestResponse

    from dashboard.queries import Ask
    from dashboard.settings import Settings
    from loaders.reference import Reference
    from loaders.store import Store

ABSENT, CHILDREN, A8 = "lait-totperabnew", "lait-cpp-num", "lait-avg-attain8-score"
NATIONAL = f"area=865&area=dfe-2025.865&area=201&area=E92000001&indicator={ABSENT}&indicator={CHILDREN}"
PAPERS = "area=865&area=committee-2012.865&indicator=adoption-a1&indicator=neet-16-18"
HEAD = 4  # the row of a sheet's headings


def got(app: Flask, address: str, status: int = 200, known: str = "") -> TestResponse:
    """The answer to an address, asked for by whoever has the answer of an ETag already."""
    answer = app.test_client().get(address, headers={"If-None-Match": known} if known else {})
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    return answer


def as_csv(app: Flask, query: str) -> list[dict[str, str]]:
    text = got(app, f"/compare.csv?{query}").get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(text)))


def as_book(app: Flask, query: str) -> Workbook:
    return load_workbook(io.BytesIO(got(app, f"/compare.xlsx?{query}").get_data()))


def table(book: Workbook, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet by its headings."""
    head, *rows = list(book[name].iter_rows(min_row=HEAD, values_only=True))
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def stored(ask: Ask, indicators: Sequence[str], areas: Sequence[str]) -> dict[tuple[str, str, str], Any]:
    """The figures that the store holds: by indicator, area and period."""
    found = ask.observations(indicator=list(indicators), area=list(areas), breakdown="")
    return {(one.indicator, one.area, one.period): one for one in found if one.headline}


# ---- CSV


def test_the_columns_are_a_promise(app: Flask):
    lines = got(app, f"/compare.csv?{PAPERS}").get_data(as_text=True).splitlines()
    assert lines[0] == (
        "area_code,la_code,area,indicator,indicator_name,breakdown,unit,period,value,published_as,status,"
        "source,locator,note"
    )


def test_every_figure_of_the_csv_is_the_stores_and_none_is_left_out(national_app: Flask, national_ask: Ask):
    rows = as_csv(national_app, NATIONAL)
    codes = {one.ons or one.code: one.code for one in national_ask.reference.areas.values()}
    areas = {codes[row["area_code"]] for row in rows}
    assert len(areas) == 13
    held = stored(national_ask, (ABSENT, CHILDREN), tuple(areas))
    assert len(held) == len(rows) > 200
    for row in rows:
        one = held[row["indicator"], codes[row["area_code"]], row["period"]]
        assert (float(row["value"]) if row["value"] else None) == one.value
        assert (row["published_as"], row["status"]) == (one.printed, one.status)
        assert (row["source"], row["locator"], row["note"]) == (one.source, one.locator, one.note)


def test_rows_come_in_the_order_chosen_then_in_the_order_of_time(national_app: Flask):
    rows = as_csv(national_app, f"area=383&area=865&indicator={A8}&indicator={ABSENT}")
    assert list(dict.fromkeys((row["indicator"], row["area"]) for row in rows)) == [
        (A8, "Leeds"),
        (A8, "Wiltshire"),
        (ABSENT, "Leeds"),
        (ABSENT, "Wiltshire"),
    ]
    leeds = [row["period"] for row in rows if (row["indicator"], row["area"]) == (A8, "Leeds")]
    assert leeds == sorted(leeds)


def test_years_that_are_chosen_limit_the_file_as_they_limit_the_page(national_app: Flask):
    rows = as_csv(national_app, f"area=865&indicator={A8}&from=2022&to=2023")
    assert [row["period"] for row in rows] == ["2022", "2023"]


def test_a_missing_figure_is_empty_and_its_reason_is_kept(national_app: Flask):
    missing = [row for row in as_csv(national_app, f"area=201&indicator={A8}") if not row["value"]]
    assert missing
    assert {row["status"] for row in missing} == {"not available"}


def test_the_csv_says_what_the_page_says(app: Flask):
    page = read(got(app, f"/compare?{PAPERS}").get_data(as_text=True))
    for row in as_csv(app, f"{PAPERS}"):
        if row["indicator"] == "adoption-a1":
            assert f"{row['area']} {row['published_as']}" in page.by_tag["tr"]


# ---- XLSX


def test_every_number_of_the_workbook_is_the_stores(national_app: Flask, national_ask: Ask):
    book = as_book(national_app, NATIONAL)
    codes = {one.ons or one.code: one.code for one in national_ask.reference.areas.values()}
    rows = table(book, "Figures")
    held = stored(national_ask, (ABSENT, CHILDREN), tuple({codes[row["Area code"]] for row in rows}))
    assert len(rows) == len(held)
    for row in rows:
        one = held[row["Indicator"], codes[row["Area code"]], row["Period"]]
        assert row["Value"] == ("[x]" if one.value is None else one.value)
        assert row["Value"] is not None and (one.value is None or isinstance(row["Value"], int | float))
    names = {one.name: one.id for one in national_ask.measures.of([ABSENT, CHILDREN]).values()}
    seen = 0
    for name in (name for name in book.sheetnames if name.startswith("Table ")):
        for row in table(book, name):
            periods = {
                k: v for k, v in row.items() if k not in ("Measure", "Unit", "Area code", "Area", "Notes")
            }
            for period, value in periods.items():
                one = held.get((names[row["Measure"]], codes[row["Area code"]], period.split(" ")[0]))
                assert value == ("[x]" if one is None or one.value is None else one.value)
                seen += one is not None
    assert seen == len(held), "every figure stands in a table, too"


def test_numbers_are_shown_with_the_measures_decimals(national_app: Flask):
    sheet = as_book(national_app, f"area=865&indicator={A8}&indicator={CHILDREN}")["Figures"]
    formats = {
        sheet.cell(row, 4).value: sheet.cell(row, 9).number_format for row in range(HEAD + 1, sheet.max_row)
    }
    assert formats == {A8: "#,##0.0", CHILDREN: "#,##0"}


def test_a_sheet_holds_one_table_that_is_marked_filtered_and_keeps_its_headings_in_sight(national_app: Flask):
    book = as_book(national_app, NATIONAL)
    assert book.sheetnames[0] == "Cover" and not book["Cover"].tables
    for sheet in book.worksheets[1:]:
        (marked,) = sheet.tables.values()
        assert marked.ref == f"A{HEAD}:{sheet.dimensions.split(':')[1]}"
        assert marked.autoFilter is not None
        head = [cell.value for cell in sheet[HEAD]]
        assert marked.column_names == head and len(set(head)) == len(head)
        assert str(sheet.freeze_panes).endswith(str(HEAD + 1))
        assert not sheet.merged_cells.ranges
        cells = [cell.value for row in sheet.iter_rows(min_row=HEAD) for cell in row]
        if not sheet.title.startswith("Chart "):  # where a line is drawn from, an empty cell is no figure
            assert all(value not in (None, "") for value in cells), f"an empty cell in {sheet.title}"
        assert all(sheet.column_dimensions[letter].width >= 10 for letter in "ABC")


def test_the_cover_says_what_was_chosen_of_which_release_and_what_symbols_mean(
    national_app: Flask, national_ask: Ask
):
    sheet = as_book(national_app, f"{NATIONAL}&from=2020")["Cover"]
    said = [cell.value for cell in sheet["A"]]
    assert said[0] == "Wiltshire and 12 other areas compared"
    release = national_ask.release.number
    assert any(text.startswith(f"Release {release}, published ") for text in said)
    assert "Wiltshire: statistical neighbours, 2025 (10)" in said
    assert "Total school aged children classed as persistent absentees (%)" in said
    assert "First year: 2020. Last year: no limit." in said
    assert "[x]: not available, or the source has no entry" in said
    assert any("Licence: Open Government Licence v3.0." in text for text in said)
    links = {
        cell.value: cell.hyperlink.target or cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink
    }
    page = urlsplit(links["The same choice as a page"])
    assert (page.netloc, page.path) == ("localhost", "/compare")
    assert f"release={release}" in page.query and "from=2020" in page.query
    assert got(national_app, f"{page.path}?{page.query}").status_code == 200


def test_a_figure_of_the_workbook_leads_to_its_row_on_the_page_of_its_source(app: Flask):
    sheet = as_book(app, PAPERS)["Figures"]
    link = sheet.cell(HEAD + 1, 13).hyperlink
    assert link is not None
    target = urlsplit(link.target or "")
    row = target.fragment or link.location
    assert row
    assert row in read(got(app, f"{target.path}?{target.query}").get_data(as_text=True)).ids


def test_each_measure_has_a_chart_that_the_program_draws_from_the_stores_figures(
    national_app: Flask, national_ask: Ask
):
    book = as_book(national_app, f"area=865&area=383&indicator={ABSENT}")
    sheet = book["Chart 1"]
    assert len(sheet._charts) == 1 and str(sheet["A1"].value).startswith("Total school aged")  # type: ignore[attr-defined]
    held = stored(national_ask, (ABSENT,), ("865", "383"))
    rows = {row["Period"]: row for row in table(book, "Chart 1") if row["Period"] != CUT}
    assert rows["2020"]["Wiltshire"] is None, "a missing figure is no zero"
    for period, row in rows.items():
        for code, name in (("865", "Wiltshire"), ("383", "Leeds")):
            one = held.get((ABSENT, code, period))
            assert row[name] == (one.value if one else None)


def test_counts_of_several_places_are_not_drawn_together(national_app: Flask):
    names = as_book(national_app, f"area=865&area=383&indicator={CHILDREN}").sheetnames
    assert not [name for name in names if name.startswith("Chart")]
    names = as_book(national_app, f"area=865&indicator={CHILDREN}").sheetnames
    assert [name for name in names if name.startswith("Chart")] == ["Chart 1"]


def test_what_a_number_cannot_say_is_said_at_the_end_of_its_row():
    measure = Measure(SHARE.__class__(**{**vars(SHARE), "breaks": (Break("2011-04", "Counted otherwise."),)}))
    area = AREAS["865"]
    found = [
        figure("865", "2010/11", 4.25, indicator="share"),
        figure("865", "2010/11", 5, indicator="share", locator="para 2"),
        figure("865", "2011/12", 6, indicator="share", status="provisional"),
        figure("865", "2012/13", 7, indicator="share", qualifier="over", printed="over 7"),
        figure("865", "2013/14", None, indicator="share", status="low"),
    ]
    choice = Choice((one_area(area),), (measure,))
    told = compare_sheets.Told(choice, {measure: found}, {}, "Release 1", "http://site", "/compare", {})
    first = next(one for one in compare_sheets.sheets(told) if one.name == "Table 1")
    (row,) = first.rows
    assert row[4:8] == [Shown(4.25, 1), Shown(6, 1), Shown(7, 1), "[low]"]
    assert row[-1] == (
        "2010/11: also printed as “5”. 2011/12: provisional. 2012/13: printed as “over 7”. "
        "From 2011/12: Counted otherwise."
    )


def test_every_reason_for_a_missing_figure_has_its_symbol():
    from loaders.schema import MISSING_STATUSES

    assert set(compare_sheets.SYMBOLS) == set(MISSING_STATUSES)
    assert sorted(compare_sheets.SYMBOLS.values()) == ["[c]", "[low]", "[u]", "[x]", "[z]"]


# ---- what could be taken for a formula, or is no text at all

EVIL: Mapping[str, Any] = {
    "=1+1": "'=1+1",
    "+44 20": "'+44 20",
    "-cmd|' /C calc'!A0": "'-cmd|' /C calc'!A0",
    "@SUM(A1)": "'@SUM(A1)",
    "-3.2": "-3.2",
    "a\x07b\x00c": "abc",
}


def saved(cover: Cover, sheets: Sequence[Sheet]) -> Workbook:
    into = io.BytesIO()
    workbook.written(cover, sheets).save(into)
    return load_workbook(into)


def test_no_text_is_taken_for_a_formula_wherever_it_stands():
    rows = [[text, Linked(text, "http://site/"), Shown(-1.5, 1)] for text in EVIL]
    sheet = Sheet("T", "=title", "@about", ("=a", "+b", "c"), rows, (10,))
    book = saved(Cover("=cover", {"=heading": ["=line"]}), [sheet])
    for page in book.worksheets:
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    for at, written in enumerate(EVIL.values()):
        assert [cell.value for cell in book["T"][HEAD + 1 + at]] == [written, written, -1.5]
    assert book["Cover"]["A1"].value == "'=cover"


def test_a_chart_and_a_numbers_format_hold_nothing_that_a_workbook_may_not():
    drawn = Plotted("lines", ["2010", "2011"], ["=Le\x07eds"], [[1], [2]], ["12436D"], "per\x00 cent")
    rows = [["2010", Shown(1, 0, after=' "per\x07 1,000"')], ["2011", 2]]
    book = saved(Cover("c", {}), [Sheet("T", "t", "a", ("p", "q"), rows, (10,), drawn=drawn)])
    (chart,) = book["T"]._charts  # type: ignore[attr-defined]
    assert chart.series[0].tx.v == "'=Leeds"
    assert chart.y_axis.title.tx.rich.p[0].r[0].t == "per cent"
    assert book["T"][HEAD + 1][1].number_format == '#,##0" per 1,000"'


def test_two_columns_of_one_name_are_told_apart():
    book = saved(Cover("c", {}), [Sheet("T", "t", "a", ("p", "p", "q"), [[1, 2, 3]], (10,))])
    assert [cell.value for cell in book["T"][HEAD]] == ["p", "p (2)", "q"]


def test_a_sheet_without_a_row_is_no_table():
    book = saved(Cover("c", {}), [Sheet("T", "t", "a", ("p",), [], (10,))])
    assert not book["T"].tables


# ---- asking


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_file_is_named_and_kept_until_something_new_is_published(app: Flask, suffix: str):
    first = got(app, f"/compare.{suffix}?{PAPERS}")
    assert (
        first.headers["Content-Disposition"] == f'attachment; filename="yardstick-compare-release-1.{suffix}"'
    )
    again = got(app, f"/compare.{suffix}?{PAPERS}", 304, known=first.headers["ETag"])
    assert again.get_data() == b""
    other = got(app, f"/compare.{suffix}?{PAPERS}&to=2012", known=first.headers["ETag"])
    assert other.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        (
            "area=865&area=Leedz&indicator=adoption-a1",
            404,
            "There is no area called “Leedz”. Did you mean “Leeds”?",
        ),
        ("area=865&indicator=zeppelins", 404, "There is no measure called “zeppelins”"),
        ("area=north&indicator=adoption-a1", 404, "areas match “north”"),
        ("area=865", 400, "Choose at least one area and one indicator"),
        ("indicator=adoption-a1", 400, "Choose at least one area and one indicator"),
        ("area=865&indicator=adoption-a1&aera=1", 400, "“aera” means nothing here"),
        ("area=865&indicator=adoption-a1&release=99", 404, "There is no release “99”"),
        ("area=865&indicator=adoption-a1&release=1e0", 404, "There is no release “1e0”"),
    ],
)
def test_what_cannot_be_given_is_said_in_words(app: Flask, suffix: str, query: str, status: int, said: str):
    answer = got(app, f"/compare.{suffix}?{query}", status)
    assert said in answer.get_data(as_text=True)
    assert answer.content_type.startswith("text/plain")


def test_a_pinned_release_gives_what_was_public_then(national_app: Flask):
    """Release 1 is the papers alone."""
    then = got(national_app, "/compare.csv?area=865&indicator=adoption-a1&release=1")
    assert "yardstick-compare-release-1.csv" in then.headers["Content-Disposition"]
    assert got(national_app, f"/compare.csv?area=865&indicator={A8}&release=1", 404)
    assert len(as_csv(national_app, f"area=865&indicator={A8}")) > 5


def test_too_much_for_a_workbook_is_refused_before_it_is_made(
    national_app: Flask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(exports, "MOST_FIGURES", 100)
    answer = got(national_app, f"/compare.xlsx?{NATIONAL}", 400)
    assert "more than 100 figures" in answer.get_data(as_text=True)
    assert "take the CSV" in answer.get_data(as_text=True)
    assert len(as_csv(national_app, NATIONAL)) > 100, "a CSV is sent as it is read, and may be longer"


def test_too_much_for_any_file_is_refused(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exports, "MOST_SERIES", 20)
    answer = got(app, f"/compare.csv?{PAPERS}", 400).get_data(as_text=True)
    assert "11 areas times 2 measures are more than a file from here holds (20)" in answer
    assert "/api/v1/observations.csv" in answer


def test_the_page_links_to_both_files_of_the_same_choice(app: Flask):
    page = read(got(app, f"/compare?{PAPERS}&release=1&from=2010").get_data(as_text=True))
    for suffix in ("csv", "xlsx"):
        (link,) = [link for link in page.links if link.startswith(f"/compare.{suffix}?")]
        assert "from=2010" in link and "release=1" in link and "area=committee-2012.865" in link
        got(app, link)


@pytest.mark.parametrize("address", [f"/compare.csv?{PAPERS}", "/api/v1/releases.csv"])
def test_a_file_kept_from_before_an_upgrade_is_not_taken_for_todays(
    app: Flask,
    store: Store,
    reference: Reference,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
):
    monkeypatch.setattr(serving, "build_name", lambda _: "another build")
    upgraded = shell.create_app(store, reference, settings)
    kept = got(app, address).headers["ETag"]
    got(app, address, 304, known=kept)
    assert got(upgraded, address, known=kept).headers["ETag"] != kept
