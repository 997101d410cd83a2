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
        ("Child DOB", "dates of birth"),
        ("Pupil's date of birth", "dates of birth"),
        ("Mother's surname", "names of people"),
        ("Full name of child", "names of people"),
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


# What most of a column reads as

CHILDREN = {
    "first name first": (
        "Jessica Akhtar",
        "Harry O'Brien",
        "Zofia Nowak",
        "Mohammed Ali",
        "Lily-May Cole",
        "Jo Ward",
    ),
    "surname first": (
        "Akhtar, Jessica",
        "O'Brien, Harry",
        "Nowak, Zofia",
        "Ali, Mohammed",
        "Cole, Lily",
        "Ward, Jo",
    ),
    "with titles": ("Mrs J Akhtar", "Mr O'Brien", "Miss Nowak", "Ms S. Cole", "Mr A Ward", "Nikita Bell"),
    "first names": ("Jessica", "Harry", "Zofia", "Mohammed", "Lily", "Ryan", "Amelia"),
}
BIRTHS = {
    "as England writes": ("03/09/2009", "14/01/2012", "30/11/2017", "02/02/2014", "25/12/2010", "19/06/2008"),
    "as computers write": (
        "2009-09-03",
        "2012-01-14",
        "2017-11-30",
        "2014-02-02",
        "2010-12-25",
        "2008-06-19",
    ),
    "in words": ("3 Sep 2009", "14 Jan 2012", "30 Nov 2017", "2 Feb 2014", "25 Dec 2010", "19 Jun 2008"),
}


def case_list(folder: Path, heading: str, texts: tuple[str, ...]) -> Path:
    rows = [["Authority", heading, "Days"], *(["Leeds", text, str(n)] for n, text in enumerate(texts))]
    return save(folder, {"Cases": rows})


@pytest.mark.parametrize("texts", CHILDREN.values(), ids=CHILDREN)
def test_a_column_of_names_is_refused_whatever_it_is_headed(
    texts: tuple[str, ...], tmp_path: Path, reference: Reference
):
    (said,) = refused(read(case_list(tmp_path, "Case", texts), reference, FORMATS), *texts)
    assert said.startswith("Cases!B2 Most of this column reads as names of people.")


# Surnames that are, or begin as, a word for a place; in the first rows of a list whose heading says nothing.
LIKE_PLACES = ("Woodward P", "Townsend, L", "Ward P")


@pytest.mark.parametrize("first", range(3))
@pytest.mark.parametrize("days", [True, False])
def test_a_surname_that_sounds_like_a_place_is_no_heading(
    first: int, days: bool, tmp_path: Path, reference: Reference
):
    texts = (*LIKE_PLACES[first:], *CHILDREN["surname first"][:5])
    rows = [["Leeds", text, str(n) if days else "open"] for n, text in enumerate(texts)]
    path = save(tmp_path, {"Cases": [["Cases of 2012"], ["Authority", "Case", "Days"], *rows]})
    (said,) = refused(read(path, reference, FORMATS), *texts)
    assert "Most of this column reads as names of people." in said


@pytest.mark.parametrize("texts", BIRTHS.values(), ids=BIRTHS)
def test_a_column_of_dates_of_birth_is_refused_whatever_it_is_headed(
    texts: tuple[str, ...], tmp_path: Path, reference: Reference
):
    (said,) = refused(read(case_list(tmp_path, "Date", texts), reference, FORMATS), *texts)
    assert said.startswith("Cases!B2 Most of this column reads as dates of birth.")


def test_so_it_is_in_a_data_file_and_in_the_file_that_describes_one(tmp_path: Path, reference: Reference):
    rows = [f"a,b,2022,Leeds,{n},383,Yorkshire,{name}" for n, name in enumerate(CHILDREN["first name first"])]
    (tmp_path / "long.csv").write_text("\n".join([f"{LAIT},Case", *rows]))
    (said,) = refused(read(tmp_path / "long.csv", reference, FORMATS), *CHILDREN["first name first"])
    assert said.startswith("long!H2 Most of this column reads as names of people.")
    data, meta = tmp_path / "neet.csv", tmp_path / "neet.meta.csv"
    data.write_text(
        "time_period,time_identifier,geographic_level,country_code,country_name,neet\n"
        "2022,Calendar year,National,E92000001,England,5\n"
    )
    meta.write_text("col_name,col_type,label\nneet,Indicator,ask zaphod.beeblebrox@example.org\n")
    (said,) = refused(read(data, reference, FORMATS), "zaphod")
    assert "one of e-mail addresses" in said
    assert read(data, reference, FORMATS).problems[0].file == "neet.meta.csv"


NO_PEOPLE = {
    "schools": (
        "Case",
        ("George Dixon Academy", "St Mary's Church", "Harris Academy", "King's Park", "Oak Hill"),
    ),
    "wards": ("Ward", ("Lawrence Hill", "Bradley Stoke", "Stoke Bishop", "Frome Vale", "Harry Stoke")),
    "wards of a data file": ("WardName", CHILDREN["first name first"]),
    "places of a data file": ("place_name", CHILDREN["first name first"]),
    "days of a data file": ("datePublished", BIRTHS["as computers write"]),
    "places": ("Case", ("Bishop Auckland", "Chester Moor", "Long Eaton", "Kirkby Lonsdale", "Market Rasen")),
    "authorities": (
        "Case",
        ("Bath and North East Somerset", "Milton Keynes", "West Berkshire", "Kent", "Leeds"),
    ),
    "measures": ("Case", ("Average time", "Days to match", "Children waiting", "Adopters approved", "Total")),
    "inspections": ("Date of inspection", BIRTHS["as England writes"]),
    "publications": ("Published on", BIRTHS["as computers write"]),
    "months of one year": ("Case", ("01/04/2012", "01/05/2012", "01/06/2012", "01/07/2012", "01/08/2012")),
    "days of one paper": (
        "Case",
        ("24/05/2012", "24/05/2012", "14/06/2009", "24/05/2012", "03/03/2015", "24/05/2012"),
    ),
    "days long ago": ("Case", ("03/09/1939", "14/01/1952", "30/11/1947", "02/02/1944", "25/12/1950")),
    "years": ("Case", ("2009", "2012", "2017", "2014", "2010", "2008")),
    "few": ("Case", ("Jessica Akhtar", "Harry O'Brien", "Zofia Nowak")),
}


@pytest.mark.parametrize("above", [[["Figures of 2012"]], [["Place", "", "Figures"], ["", "Ward", "Number"]]])
def test_a_heading_is_found_below_a_title_or_another(
    above: list[list[str]], tmp_path: Path, reference: Reference
):
    rows = [["Leeds", text, str(n)] for n, text in enumerate(CHILDREN["first name first"])]
    head = [] if len(above) > 1 else [["Authority", "Ward", "Number"]]
    found = read(save(tmp_path, {"Wards": [*above, *head, *rows]}), reference, FORMATS).problems
    assert not [one for one in found if one.fix == personal.FIX]


@pytest.mark.parametrize(("heading", "texts"), NO_PEOPLE.values(), ids=NO_PEOPLE)
def test_a_column_of_something_else_is_not_taken_for_people(
    heading: str, texts: tuple[str, ...], tmp_path: Path, reference: Reference
):
    found = read(case_list(tmp_path, heading, texts), reference, FORMATS).problems
    assert not [one for one in found if one.fix == personal.FIX]


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
