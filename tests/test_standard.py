"""Our own template: any authorities, each row naming its own; what is wrong is said at its cell."""

from __future__ import annotations

import csv
from copy import deepcopy
from pathlib import Path

import openpyxl
import pytest

from loaders import FORMATS, standard
from loaders.format import Reading, read
from loaders.reference import Reference
from tests.books import Grid, save
from tests.needs import ROOT

ABOUT: Grid = [
    ["Item", "Entry"],
    ["Source", "north-west-reviews"],
    ["Title", "Reviews in the North West"],
    ["Publisher", "A regional partnership"],
    ["Date", "Nov 2012"],
    ["Licence", "Open Government Licence v3.0"],
]
JUDGEMENTS: Grid = [
    [
        *("Authority", "Framework", "Inspection", "Section", "Aspect", "Theme", "Kind", "Judgement"),
        *("Inspected from", "Inspected to", "Published", "Place", "Note"),
    ],
    [
        "Cumbria",
        "slac",
        "Inspection 2012",
        "",
        "Overall effectiveness",
        "safeguarding",
        "",
        "Grade 4 (Inadequate)",
    ],
    ["Leeds", "jar", "Review 2008", "", "Looked after children", "", "additional", "3 – Good"],
]
JUDGEMENTS[1] += ["2012-04-16", "2012-04-27", "2012-05-25", "para 3", ""]
JUDGEMENTS[2] += ["", "", "2008", "", "as printed"]
FIGURES: Grid = [
    [
        "Indicator",
        "Breakdown",
        "Authority",
        "Period",
        "Figure",
        "Numerator",
        "Denominator",
        "Headline",
        "Place",
    ],
    ["neet-16-18", "", "Wiltshire", "Nov 2011", "5.7", "", "", "", ""],
    ["neet-16-18", "Age: 17", "E10000033", "Nov 2011", "[c]", "", "", "", "table 2"],
    ["adoption-a1", "", "Dorset", "2008-11", "625", "", "", "", ""],
    ["adoption-a1", "", "England", "2008-11", "625", "", "", "", ""],
]
THRESHOLDS: Grid = [
    ["Indicator", "Authority", "Period", "Kind", "Threshold", "Due"],
    ["adoption-a1", "", "2008-11", "national threshold", "639", "2013"],
]
BOOK = {"About": ABOUT, "Judgements": JUDGEMENTS, "Figures": FIGURES, "Thresholds": THRESHOLDS}


def messages(reading: Reading) -> list[str]:
    return [str(one) for one in reading.problems]


def test_every_row_is_taken_for_the_authority_it_names(tmp_path: Path, reference: Reference):
    reading = read(save(tmp_path, BOOK), reference, FORMATS)
    assert messages(reading) == []
    assert (reading.format, reading.source) == ("standard", "north-west-reviews")
    judged = reading.tables["judgement"]
    kept = ["authority", "inspection", "theme", "kind", "published_as", "locator", "published_on"]
    assert judged[kept].to_numpy().tolist() == [
        [
            *(
                "909",
                "Cumbria: Inspection 2012",
                "safeguarding",
                "headline",
                "Grade 4 (Inadequate)",
                "para 3",
            ),
            "2012-05-25",
        ],
        ["383", "Leeds: Review 2008", "looked-after", "additional", "3 – Good", "Judgements!H3", "2008"],
    ]
    assert judged["grade"].tolist() == [1, 3]
    observed = reading.tables["observation"]
    assert observed["area"].tolist() == ["865", "865", "835", "E92000001"]
    assert observed["breakdown"].tolist() == ["", "Age: 17", "", ""]
    assert observed["status"].tolist() == ["published", "suppressed", "published", "published"]
    assert observed["locator"].tolist() == ["Figures!E2", "table 2", "Figures!E4", "Figures!E5"]
    (line,) = reading.tables["threshold"].to_dict("records")
    assert (line["indicator"], line["area"], line["value"], line["due"]) == ("adoption-a1", "", 639.0, "2013")
    (source,) = reading.tables["source"].to_dict("records")
    assert (source["authority"], source["published_on"]) == ("", "2012-11")


@pytest.mark.parametrize("name", ["Judgements", "Figures", "Thresholds"])
def test_one_table_may_come_alone_as_values(tmp_path: Path, reference: Reference, name: str):
    path = tmp_path / "reviews_2012.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(BOOK[name])
    reading = read(path, reference, FORMATS)
    (warning,) = reading.problems
    assert warning.severity == "warning" and "title, publisher, licence" in warning.what
    assert (reading.format, reading.source) == ("standard", "reviews-2012")


def test_many_authorities_may_print_the_same_name_for_an_inspection(tmp_path: Path, reference: Reference):
    rows = [JUDGEMENTS[0], *([name, *JUDGEMENTS[2][1:]] for name in ("Leeds", "Kent", "York"))]
    reading = read(save(tmp_path, {**BOOK, "Judgements": rows}), reference, FORMATS)
    assert messages(reading) == []
    assert reading.tables["judgement"]["authority"].tolist() == ["383", "886", "816"]


BROKEN = {
    "an unknown authority": ("Judgements", "A2", "Cumbra", "Did you mean “Cumbria”?"),
    "a region for an authority": ("Judgements", "A2", "North West", "is not an authority"),
    "an unknown framework": ("Judgements", "B2", "ofsted", "Use one of: "),
    "no inspection": ("Judgements", "C2", None, "The inspection has no name."),
    "an unknown theme": ("Judgements", "F2", "care", "“care” is not a theme on record."),
    "an unknown kind": ("Judgements", "G2", "main", "Kind is “main”."),
    "a grade that contradicts itself": ("Judgements", "H2", "Grade 1 (Inadequate)", "Grade 1"),
    "a grade on no scale": ("Judgements", "H3", "7", "7"),
    "an impossible date": ("Judgements", "K2", "31 Feb 2012", "is not a date"),
    "an end before the beginning": ("Judgements", "J2", "2012-04-01", "before it begins"),
    "an unknown indicator": ("Figures", "A2", "neets", "is not an indicator on record"),
    "a breakdown without a value": ("Figures", "B3", "Age", "is not a breakdown"),
    "an unknown area": ("Figures", "C2", "Wiltshre", "Did you mean “Wiltshire”?"),
    "a period that is none": ("Figures", "D2", "lately", "“lately” is not a period."),
    "a figure that is none": ("Figures", "E2", "many", "“many” is not a figure."),
    "a numerator that is none": ("Figures", "F2", "many", "“many” is not a figure."),
    "a threshold without a number": ("Thresholds", "E2", "[x]", "is not a figure"),
    "a threshold of an unknown kind": ("Thresholds", "D2", "wish", "Kind is “wish”."),
    "a bad id": ("About", "B2", "North West", "cannot stand in an address"),
    "a date that is none": ("About", "B5", "lately", "“lately” is not a date."),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_an_error_at_its_cell(tmp_path: Path, reference: Reference, case: str):
    sheet, address, text, said = BROKEN[case]
    book = deepcopy(BOOK)
    book[sheet][int(address[1:]) - 1]["ABCDEFGHIJKLM".index(address[0])] = text
    reading = read(save(tmp_path, book), reference, FORMATS)
    assert reading.tables == {}
    found = [
        (one.sheet, one.cell, f"{one.what} {one.fix}") for one in reading.problems if one.severity == "error"
    ]
    assert any((at, cell) == (sheet, address) and said in message for at, cell, message in found), found


def test_two_frameworks_under_one_inspection_are_an_error(tmp_path: Path, reference: Reference):
    again = ["Leeds", "apa", *JUDGEMENTS[2][2:4], "Enjoying and achieving", *JUDGEMENTS[2][5:]]
    reading = read(save(tmp_path, {**BOOK, "Judgements": [*JUDGEMENTS, again]}), reference, FORMATS)
    assert any("another framework here than at Judgements!H3" in one for one in messages(reading))


def test_a_misspelt_heading_and_a_sheet_that_nothing_reads_are_errors(tmp_path: Path, reference: Reference):
    misspelt = [["Indicatr", *FIGURES[0][1:]], *FIGURES[1:]]
    odd: Grid = [["Fruit", "Price"], ["Apple", 3]]
    reading = read(save(tmp_path, {**BOOK, "Figures": misspelt, "Odd": odd}), reference, FORMATS)
    assert {(one.sheet, one.cell) for one in reading.problems} == {("Figures", "A1"), ("Odd", "A1")}
    assert any("Write “Indicator”" in one for one in messages(reading))


def test_the_template_has_the_headings_that_are_read_and_no_rows():
    book = openpyxl.load_workbook(ROOT / "docs" / "template.xlsx")
    headings = {sheet.title: [cell.value for cell in sheet[1]] for sheet in book}
    wanted = {
        name: [spellings[0] for spellings in layout.headings.values()]
        for name, layout in zip(("Judgements", "Figures", "Thresholds"), standard.TABLES, strict=True)
    }
    assert headings == {"About": ["Item", "Entry"], **wanted}
    assert {book[name].max_row for name in wanted} == {1}
