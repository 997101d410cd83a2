"""Personal data is refused, by name of column and by pattern, and never repeated; figures are none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import FORMATS, personal
from loaders.format import read
from loaders.home import PAPERS
from loaders.personal import by_heading, by_shape, checks_out
from tests.books import save
from tests.needs import ROOT
from tests.odsbooks import ods
from tests.properties import PATIENT

if TYPE_CHECKING:
    from loaders.format import Reading
    from loaders.reference import Reference

# Made up; the check digits and letters are right.
PUPIL, HEALTH = "A123456789012", "943 476 5919"
LAIT = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"


def refused(reading: Reading, *secrets: str) -> list[str]:
    """What is said of a file that is refused for personal data; what it holds is not in it."""
    assert reading.problems
    assert not reading.tables
    assert {one.severity for one in reading.problems} == {"error"}
    assert all("only figures of groups" in one.fix for one in reading.problems)
    said = [f"{one.sheet}!{one.cell} {one.what}" for one in reading.problems]
    assert not [secret for secret in secrets if secret in " ".join(map(str, reading.problems))]
    return said


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Forename", "names of people"),
        ("child_name", "names of people"),
        ("Child's name", "names of people"),
        ("SURNAME", "names of people"),
        ("DOB", "dates of birth"),
        ("D.O.B.", "dates of birth"),
        ("Date of birth", "dates of birth"),
        ("UPN", "pupil numbers"),
        ("NHS Number", "NHS numbers"),
        ("nhs_no", "NHS numbers"),
        ("Post code", "postcodes"),
        ("E-mail", "e-mail addresses"),
        ("Home address", "addresses"),
    ],
)
def test_a_column_is_refused_by_its_name(heading: str, kind: str, tmp_path: Path, reference: Reference):
    assert by_heading(heading) == kind
    file = save(tmp_path, {"Cases": [["Authority", heading], ["Leeds", "Zaphod"]]})
    (said,) = refused(read(file, reference, FORMATS), "Zaphod")
    assert said == f"Cases!B1 This column is named as one of {kind} is."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PUPIL, "pupil numbers"),
        (PUPIL.lower(), "pupil numbers"),
        (HEALTH, "NHS numbers"),
        ("NHS number 943-476-5919 as told", "NHS numbers"),
        ("9434765919", "NHS numbers"),
        ("AB 12 34 56 C", "national insurance numbers"),
        ("BA14 8JN", "postcodes"),
        ("sw1a1aa", "postcodes"),
        ("zaphod.beeblebrox@example.org", "e-mail addresses"),
        ("write to z.b@example.org about it", "e-mail addresses"),
        ("ask jane.smith@wiltshire.gov.uk", "e-mail addresses"),
        ("born 12/03/2004", "dates of birth"),
        ("DOB: 12.3.04", "dates of birth"),
    ],
)
def test_a_cell_is_refused_by_what_it_holds(text: str, kind: str, tmp_path: Path, reference: Reference):
    assert by_shape(text) == kind
    file = save(tmp_path, {"Cases": [["Authority", "Note"], ["Leeds", ""], ["Leeds", text]]})
    (said,) = refused(read(file, reference, FORMATS), text)
    assert said == f"Cases!B3 The cell holds what looks like one of {kind}."


@pytest.mark.parametrize(
    "text",
    [
        *("A123456789013", "943 476 5918", "9434765918", "1234567890", "943 476 5919.5", "0.9434765919"),
        *(
            "E10000033",
            "E06000054",
            "865",
            "2008/09",
            "14 to 16",
            "3 – Good",
            "A1",
            "Wiltshire",
            "10 out of 12",
        ),
        *(
            "data.statistics@education.gov.uk",
            "enquiries@ofsted.gov.uk",
            "SN1",
            "24 May 2012",
            "born in 2004",
        ),
        *("15,234,567,890", "-9434765919", "5.7%", "page 125, table 2", "NI 117", "EY 123456"),
    ],
)
def test_what_is_no_personal_data_is_not_taken_for_it(text: str):
    assert by_shape(text) == ""


@pytest.mark.parametrize(
    "heading",
    [
        "LA name",
        "Name",
        "Local authority name",
        "Address of the page",
        "Born in care",
        "NHS",
        "Post",
        "Young people",
    ],
)
def test_a_column_of_something_else_is_not_refused_by_its_name(heading: str):
    assert by_heading(heading) == ""


def test_a_word_that_heads_no_column_is_none(tmp_path: Path, reference: Reference):
    """A paper may speak of surnames or addresses; only a heading with something below it is a column."""
    file = save(
        tmp_path, {"Notes": [["Item", "Entry"], ["Address"], ["Surname", "is not kept"], ["", "of anyone"]]}
    )
    said = [str(one) for one in read(file, reference, FORMATS).problems]
    assert not [one for one in said if "column is named" in one]


def test_a_large_file_is_looked_through_too(tmp_path: Path, reference: Reference):
    rows = "\n".join(f"a,b,2022,Leeds,{n},383,Yorkshire" for n in range(500))
    (tmp_path / "long.csv").write_text(
        f"{LAIT},UPN,Note\n" + "\n".join(f"{one},x,{HEALTH}" for one in rows.splitlines())
    )
    said = refused(read(tmp_path / "long.csv", reference, FORMATS), HEALTH)
    assert said == [
        "long!H1 This column is named as one of pupil numbers is.",
        "long!I2 The cell holds what looks like one of NHS numbers.",
    ]


def test_an_ods_is_looked_through_too(tmp_path: Path, reference: Reference):
    (tmp_path / "a.ods").write_bytes(ods({"One": [["Authority", "Surname"], ["Leeds", "Dent"]]}))
    assert refused(read(tmp_path / "a.ods", reference, FORMATS), "Dent") == [
        "One!B1 This column is named as one of names of people is."
    ]


def test_many_are_counted_not_listed(tmp_path: Path, reference: Reference):
    rows = [["Authority", "Note"], *(["Leeds", f"BA14 {n}JN"] for n in range(9))]
    (said,) = refused(read(save(tmp_path, {"Cases": rows}), reference, FORMATS))
    assert said == "Cases!B2 The cell holds what looks like one of postcodes, and so do 8 more."


@given(st.integers(0, 10**9 - 1))
@PATIENT
def test_one_digit_in_ten_is_the_check_digit_or_none(nine: int):
    right = [digit for digit in range(10) if checks_out(f"{nine:09}{digit}")]
    assert len(right) <= 1


# What is published already


def test_no_real_file_is_taken_for_personal_data(shared: Path, reference: Reference):
    real = [path for path in sorted((shared / "real").glob("*/*")) if path.is_file()]
    shipped = [
        *PAPERS.glob("*.xlsx"),
        ROOT / "docs" / "template.xlsx",
        *(ROOT / "data/reference").rglob("*.csv"),
    ]
    assert len(real) > 6 and len(shipped) > 12
    wrong = [
        str(problem)
        for path in (*real, *shipped)
        for problem in read(path, reference, FORMATS).problems
        if problem.fix == personal.FIX
    ]
    assert wrong == []
