"""Reference data: names, spellings, dates of authorities; scales, themes, measures; bad entries refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders.reference import BadReference, Reference, load, plain
from tests.needs import ROOT

SHIPPED = ROOT / "data" / "reference"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped reference data, to be spoilt."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "reference"))


@pytest.mark.parametrize(
    ("said", "day", "code"),
    [
        ("Wiltshire", "", "865"),
        ("wiltshire council", "", "865"),
        ("Wiltshire County Council", "2008-11-18", "865"),
        ("865", "", "865"),
        ("E06000054", "", "865"),
        ("E10000033", "", "865"),
        ("Leeds City Council", "", "383"),
        ("Southwark", "2009-01-27", "210"),
        ("Dorset", "2011-03-31", "835"),
        ("Dorset", "2011", "835"),
        ("Dorset", "2019-03-31", "835"),
        ("Dorset", "2019-04-01", "838"),
        ("Dorset", "", "838"),
        ("Bournemouth, Christchurch & Poole", "", "839"),
        ("Bournemouth", "", "837"),
        ("England", "", "E92000001"),
    ],
)
def test_a_name_or_code_means_the_area_of_that_day(reference: Reference, said: str, day: str, code: str):
    area = reference.area(said, day)
    assert area is not None
    assert area.code == code


@pytest.mark.parametrize("said", ["Wiltshir", "Narnia", "", "86", "Council"])
def test_an_unknown_area_is_not_guessed(reference: Reference, said: str):
    assert reference.area(said) is None


def test_a_near_name_is_only_suggested(reference: Reference):
    assert reference.near_area("Wiltshir") == "Wiltshire"
    assert reference.near_area("Gloucestershre") == "Gloucestershire"
    assert reference.near_area("Narnia") == ""
    assert "(A1)" in reference.near_indicator("adoption-a1 ")
    assert reference.near_indicator("Price of fish") == ""


def test_frameworks_indicators_and_themes_are_found_by_any_name(reference: Reference):
    for said in ("jar", "JAR", "Joint Area Review"):
        framework = reference.framework(said)
        assert framework is not None
        assert framework.id == "jar"
    assert reference.framework("Joint") is None
    for indicator in reference.indicators.values():
        for said in (indicator.id, indicator.name, *indicator.wordings):
            assert reference.indicator(said) is indicator
    assert reference.theme("", "Looked after children") == "looked-after"
    assert reference.theme("Safeguarding services", "Overall effectiveness") == "safeguarding"
    assert reference.theme("", "Overall effectiveness") == "overall"
    assert reference.theme("", "The weather") == ""


def test_slac_is_turned_over_and_the_others_are_not(reference: Reference):
    scales = {one.id: dict(one.scale.numbers) for one in reference.frameworks.values() if one.scale.numbers}
    upright = {1: 1, 2: 2, 3: 3, 4: 4}
    assert scales == {"jar": upright, "apa": upright, "yot": upright, "slac": {1: 4, 2: 3, 3: 2, 4: 1}}


def test_names_are_compared_without_case_marks_and_spaces():
    assert plain("  Children & Young-People’s  Plan ") == plain("children and young people's plan")
    assert plain("A/B") != plain("A B")


AREA = "999,E99999999,Testshire,authority,,,,,,a test\n"
FRAMEWORK = """
[[framework]]
id = "{id}"
name = "{name}"
years = "2030"
words = {words}
direction = "Words only."
caveat = "None."
source = "A test"
{more}
"""
INDICATOR = """
[[indicator]]
id = "{id}"
name = "{name}"
topics = ["Test"]
unit = "%"
decimals = 0
polarity = "{polarity}"
period = "{period}"
definition = "A test."
{more}
"""


def framework(id: str = "new", name: str = "New", words: str = "{ good = 3 }", more: str = "") -> str:
    return FRAMEWORK.format(id=id, name=name, words=words, more=more)


def indicator(
    id: str = "new", name: str = "New", polarity: str = "high", period: str = "academic", more: str = ""
) -> str:
    return INDICATOR.format(id=id, name=name, polarity=polarity, period=period, more=more)


@pytest.mark.parametrize(
    ("file", "entry"),
    [("authorities.csv", AREA), ("frameworks.toml", framework()), ("indicators.toml", indicator())],
)
def test_a_good_entry_is_taken(folder: Path, file: str, entry: str):
    (folder / file).write_text((folder / file).read_text("utf-8") + entry, "utf-8")
    found = load(folder)
    new = (found.area("Testshire"), found.framework("New"), found.indicator("New"))
    assert sum(one is not None for one in new) == 1


@pytest.mark.parametrize(
    ("file", "entry", "said"),
    [
        ("authorities.csv", AREA.replace("999", "865"), "865"),
        ("authorities.csv", AREA.replace("Testshire", "Wiltshire"), "“wiltshire” is both 865 and 999"),
        ("authorities.csv", AREA.replace("authority", "council"), "kind is “council”"),
        ("authorities.csv", AREA.replace("authority,", "authority,E19"), "E19"),
        ("authorities.csv", AREA.replace(",,,,,", ",,2009,,,"), "exists_from"),
        ("authorities.csv", "999,E99999999,Testshire\n", "fewer values"),
        ("frameworks.toml", framework(id="jar"), "two entries"),
        ("frameworks.toml", framework(name="Joint Area Review"), "both jar and new"),
        ("frameworks.toml", framework(words="{ good = 5 }"), "5 is not a grade"),
        ("frameworks.toml", framework(words='{ good = "high" }'), "framework new"),
        ("frameworks.toml", framework(more='ungraded = ["good"]'), "on the scale and off it"),
        ("frameworks.toml", framework(more='ungradd = ["fair"]'), "“ungradd”"),
        ("frameworks.toml", framework(more='theme = "no-such"'), "no theme “no-such”"),
        ("frameworks.toml", '[[framework]]\nid = "new"\n', "there is no 'words'"),
        ("frameworks.toml", "[[framework\n", "is not TOML"),
        ("indicators.toml", indicator(id="adoption-a1"), "two entries"),
        ("indicators.toml", indicator(polarity="up"), "polarity is “up”"),
        ("indicators.toml", indicator(period="2010/11"), "period is “2010/11”"),
        ("indicators.toml", indicator(more='wordngs = ["x"]'), "“wordngs”"),
        ("indicators.toml", '[[indicator]]\nid = "new"\n', "indicator new"),
        (
            "themes.toml",
            '[[theme]]\nid = "new"\nname = "New"\naspects = ["Safeguarding"]\n',
            "both safeguarding and new",
        ),
    ],
)
def test_a_bad_entry_is_refused_by_name(folder: Path, file: str, entry: str, said: str):
    (folder / file).write_text(
        f"{(folder / file).read_text('utf-8')}\n{entry}".replace("\n\n999", "\n999"), "utf-8"
    )
    with pytest.raises(BadReference, match=r".") as refused:
        load(folder)
    assert said in str(refused.value)


def test_a_file_without_entries_is_refused(folder: Path):
    (folder / "themes.toml").write_text("", "utf-8")
    with pytest.raises(BadReference, match=r"themes\.toml has no entries"):
        load(folder)
