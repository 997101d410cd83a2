"""How people say the figures of the Department's series: every one, in words that agree with its unit."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard import wording_benchmark
from dashboard.benchmark import benchmark
from loaders import FORMATS, definitions, sayings
from loaders.format import read
from loaders.reference import BadReference, load
from tests.comparing import WILTSHIRE, asked, figures
from tests.needs import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.queries import Ask
    from loaders.reference import Indicator, Reference

DICTIONARY = "lait/lait_data_dictionary.csv"
MOST_UNSAID, MOST_WORDS = 16, 45
KNOWN_SHORT = {"GCSE", "AAB"}  # what everybody calls the examination, and three grades
EXPLAINED = {
    "NEET": "not in education, employment or training",
    "CAF": "common assessment",
    "SARF": "single agency referral",
    "RONI": "an indicator of the risk of",
    "AS": "examinations",
}
# Of our own: what the paper does not explain itself, posts printed as “1.8 ftes”, numbers of fifths.
UNSAID = {
    *("entry-to-employment", "care-leavers-eet-ratio", "caf-team-capacity"),
    *(
        f"ud-neetnk-la-dashboard-{of}-quintile"
        for of in ("neet-nk", "neet", "notknown", "participation-et", "sep-guarantee")
    ),
}
# What stands after the value, and what is said before it, of each unit.
AGREES = {
    "%": r"( of .+|.*\b(rate|gap)\b.+ was )",
    "number": r".*\bnumber of .+ was ",
    "full-time equivalents": r".*\bnumber of .+ was ",
    "ratio": r".*\b(average number of .+ was |.+ were at the expected level in )",
    "score": r".*\baverage\b.+ was ",
    "pounds": r".*\bgross spending on .+ was ",
    "pounds a week": r".*\bapproximate unit cost of ",
}
FOLLOWS = {"ratio": ("", " early learning goals on average"), "rate": ("", " children", " live births")}


@pytest.fixture(scope="module")
def series(national_ask: Ask) -> Mapping[str, Indicator]:
    """The Department's series as the dashboard reads them."""
    published = national_ask.measures.published()
    return {name: one for name, one in published.items() if name.startswith("lait-")}


# Every series


def test_every_series_is_said_as_people_say_it_or_a_reason_is_on_record(
    series: Mapping[str, Indicator], reference: Reference
) -> None:
    assert len(series) == 434
    assert set(reference.sayings) == set(series)
    assert {name for name, one in series.items() if reference.sayings[name].name != one.name} == set()
    unsaid = {name: one.because for name, one in reference.sayings.items() if one.because}
    assert {name for name, one in series.items() if not one.said} == set(unsaid)
    assert len(unsaid) <= MOST_UNSAID
    assert all(reason.endswith(".") for reason in unsaid.values())


def test_what_is_said_can_stand_in_any_sentence(reference: Reference) -> None:
    for name, one in reference.sayings.items():
        if not one.said:
            continue
        assert one.said.count("{area}") == one.said.count("{value}") == 1, name
        assert one.said[0].isupper() and one.said.startswith(("In {area} ", "Among ", "By the age of ")), name
        assert one.said[-1].isalpha() or one.said.endswith("{value}"), f"{name}: a number or bracket follows"
        assert len(one.said.split()) <= MOST_WORDS, name
        assert not re.search(r"\b(only|worse|better|improv\w+|declin\w+)\b|  |\)\.", one.said), name
        assert one.said.count("(") == one.said.count(")") <= 1, name


def test_no_short_form_goes_unexplained(reference: Reference) -> None:
    short = re.compile(r"\b[A-Z]{2,}(?=s?\b)|\b(?:KS|Y)\d")
    used = {name: set(short.findall(one.said)) - KNOWN_SHORT for name, one in reference.sayings.items()}
    assert {name: found for name, found in used.items() if found} == {}


def test_our_own_measures_are_said_so_too_but_those_that_nobody_can_say(reference: Reference) -> None:
    unsaid = {name for name, one in reference.indicators.items() if not one.said}
    assert unsaid == UNSAID
    for name, one in reference.indicators.items():
        if name in unsaid:
            continue
        assert one.said.count("{area}") == one.said.count("{value}") == 1, name
        assert not one.said.endswith((")", ".")) and "  " not in one.said, f"{name}: a bracket follows"
        assert len(one.said.split()) <= MOST_WORDS, name
        found = set(re.findall(r"\b[A-Z]{2,}(?=s?\b)", one.said)) - KNOWN_SHORT
        assert all(EXPLAINED[short] in one.said.casefold() for short in found), f"{name}: {found}"


def test_no_year_is_said_but_that_of_the_figure(reference: Reference) -> None:
    assert [name for name, one in reference.sayings.items() if re.search(r"\b(19|20)\d\d\b", one.said)] == []


def test_the_words_agree_with_the_unit(series: Mapping[str, Indicator]) -> None:
    wrong = {name: one.said for name, one in series.items() if one.said and not _agrees(one)}
    assert wrong == {}


def _agrees(one: Indicator) -> bool:
    """A share is `of` something, a rate has its `per 10,000` in the value, a number is called a number."""
    before, after = one.said.split("{value}")
    said_twice = re.search(r"%|per cent|\bper \d|£|\bpounds\b|\bweekly\b|full-time equivalents", one.said)
    if said_twice:
        return False
    if one.unit.startswith("rate per"):
        return after in FOLLOWS["rate"] and bool(re.search(r"\brate\b.* was $", before))
    if one.unit == "%":
        return after.startswith(" of ") or (
            after == "" and bool(re.search(r"\b(rate|gap)\b.* was $", before))
        )
    return after in FOLLOWS.get(one.unit, ("",)) and bool(re.fullmatch(AGREES[one.unit], before))


# A figure of none, of one and of many


@pytest.mark.parametrize(
    ("series", "value", "said"),
    [
        ("lacnum", 0, "the number of children looked after on 31 March was 0"),
        ("lacnum", 1, "the number of children looked after on 31 March was 1"),
        ("premium", 20000, "the number of pupils eligible for the pupil premium was 20,000"),
        ("children-away", 0, "0% of looked-after children were away from their placement without permission "
         "during the year"),
        ("children-missing", 1, "1% of looked-after children went missing during the year"),
        ("cpp-rate", 1.4, "the rate of children with a child protection plan on 31 March was 1.4 per 10,000 "
         "children"),
        ("work-force-nosw", 1.4, "the number of children and family social workers was 1.4 full-time "
         "equivalents"),
        ("work-force-avgnumcase-sw", 1, "the average number of cases for each full-time equivalent children "
         "and family social worker was 1"),
        ("fspaveprechild", 1.4, "children at the end of the early years foundation stage (usually reception "
         "year) were at the expected level in 1.4 early learning goals on average"),
        ("ks2w-prog-va", -1, "pupils’ average score for progress in writing, from age 7 to age 11, was −1"),
        ("otherchildren-familyfinance", 0, "gross spending on other services for children and families was "
         "£0"),
        ("lacfinance", 1, "services for looked-after children had an approximate unit cost of £1 a week"),
    ],
)  # fmt: skip
def test_it_is_a_sentence_of_none_of_one_and_of_many(
    national_ask: Ask, series: str, value: float, said: str
) -> None:
    one = national_ask.measures[f"lait-{series}"]
    found = [each._replace(cell=each.locator) for each in figures("2010/11", {"865": value})]
    assert wording_benchmark.message(benchmark(asked(found, one))) == f"In Wiltshire {said} (2010/11)."


@pytest.mark.parametrize(
    ("name", "begins"), [("England", "In England 5% of "), ("City of London", "In the City of London 5% of ")]
)
def test_every_name_of_an_area_stands_in_it(national_ask: Ask, name: str, begins: str) -> None:
    one = national_ask.measures["lait-rereferral"]
    view = benchmark(asked(figures("2010/11", {"865": 5}), one, area=replace(WILTSHIRE, name=name)))
    assert wording_benchmark.message(view).startswith(begins)


# Only while the series is the one it was written for


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Children looked after (num)", True),
        ("Children looked after and care leavers (num)", False),
    ],
)
def test_a_series_that_a_new_edition_renames_gets_the_general_form_again(
    shared: Path, tmp_path: Path, reference: Reference, title: str, said: bool
) -> None:
    text = (shared / "real" / DICTIONARY).read_text(encoding="utf-8-sig")
    assert '"Children looked after (num)"' in text
    edition = tmp_path / "lait_data_dictionary.csv"
    edition.write_text(text.replace('"Children looked after (num)"', f'"{title}"'), encoding="utf-8")
    published = definitions.of(read(edition, reference, FORMATS).tables)["lait-lacnum"]
    assert published.name == title and published.said == ""
    found = sayings.spoken(published, reference.sayings)
    assert bool(found.said) is said
    assert replace(found, said="") == published


def test_a_series_that_nobody_has_written_of_keeps_the_general_form(reference: Reference) -> None:
    one = replace(next(iter(reference.indicators.values())), id="lait-new", said="")
    assert sayings.spoken(one, reference.sayings) == one


# The file


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('id = "new"\nname = "New"\nsaid = "{area} had {value}"', ""),
        ('id = "new"\nname = "New"\nbecause = "The unit is not known."', ""),
        ('id = "new"\nname = "New"\nsaid = "{area} had some"', "needs {area} and {value}, once each"),
        ('id = "new"\nname = "New"\nsaid = "{value} of {value} in {area}"', "needs {area} and {value}"),
        ('id = "new"\nname = "New"\nsaid = "{area} had {value}"\nbecause = "So."', "either said or because"),
        ('id = "new"\nname = "New"', "either said or because"),
        ('id = "new"\nname = ""\nbecause = "So."', "either said or because"),
        ('id = "new"\nsaid = "{area} had {value}"', "the publisher's name"),
        ('id = "lait-lacnum"\nname = "New"\nsaid = "{area} had {value}"', "two entries"),
        ("id = new", "is not TOML"),
    ],
)
def test_an_entry_is_a_sentence_for_one_name_or_the_reason_why_there_is_none(
    tmp_path: Path, entry: str, said: str
) -> None:
    folder = Path(shutil.copytree(ROOT / "data" / "reference", tmp_path / "reference"))
    with (folder / "sayings.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[[saying]]\n{entry}\n")
    if not said:
        assert "new" in load(folder).sayings
        return
    with pytest.raises(BadReference, match=r"sayings\.toml") as refused:
        load(folder)
    assert said in str(refused.value)
