"""Councils' papers with their tables moved about, and a fifth council's."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from loaders import FORMATS, leeds, southwark, wiltshire, worcestershire
from loaders import reference as reference_data
from loaders.format import Format, Rows, read
from loaders.reference import Reference
from tests.books import ABOUT, INSPECTIONS, Grid, change, save
from tests.needs import ROOT
from tests.papers import PAPERS, recognised, shipped, tidied

# Tables may be renamed, reordered and shifted

TABLES = [(path.name, sheet.name) for path in PAPERS for sheet in shipped(path.name).sheets]


@pytest.fixture(scope="module")
def unchanged(reference: Reference) -> dict[str, dict[str, list[str]]]:
    """The rows of every shipped paper."""
    return {path.name: comparable(tidied(shipped(path.name), reference)[0]) for path in PAPERS}


def comparable(rows: Rows) -> dict[str, list[str]]:
    """Rows without their cells, in an order of their own."""
    return {
        table: sorted(repr({key: value for key, value in row.items() if key != "cell"}) for row in found)
        for table, found in rows.items()
    }


def moved(rows: Grid) -> Grid:
    """Three empty rows above, two empty columns to the left, the columns in another order."""
    width = len(rows[0])
    order = [*range(1, width, 2), *range(0, width, 2)][::-1]
    return [[""] * (width + 2)] * 3 + [["", "", *(row[at] for at in order)] for row in rows]


@pytest.mark.parametrize(("name", "sheet"), TABLES, ids=[f"{name[:-5]}-{sheet}" for name, sheet in TABLES])
def test_a_table_renamed_reordered_and_shifted_gives_the_same_rows(
    reference: Reference, unchanged: dict[str, dict[str, list[str]]], name: str, sheet: str
):
    given = change(shipped(name), sheet, moved, rename="Tabelle 1")
    assert [one.name for one in given.sheets] != [one.name for one in shipped(name).sheets]
    assert recognised(given) is recognised(shipped(name))
    assert comparable(tidied(given, reference)[0]) == unchanged[name]


@pytest.mark.parametrize("path", PAPERS, ids=[path.stem for path in PAPERS])
def test_the_order_of_the_sheets_does_not_matter(
    reference: Reference, unchanged: dict[str, dict[str, list[str]]], path: Path
):
    given = shipped(path.name)
    turned = replace(given, sheets=given.sheets[::-1])
    assert comparable(tidied(turned, reference)[0]) == unchanged[path.name]


# A fifth council is reference data alone


@pytest.fixture
def with_testshire(tmp_path: Path) -> Reference:
    """The shipped reference data with a county and a framework that nobody's Python knows."""
    folder = Path(shutil.copytree(ROOT / "data" / "reference", tmp_path / "reference"))
    with (folder / "authorities.csv").open("a", encoding="utf-8") as lines:
        lines.write("999,E99999999,Testshire,authority,E12000009,,,,Shire of Test,a test\n")
    with (folder / "frameworks.toml").open("a", encoding="utf-8") as lines:
        lines.write(
            '\n[[framework]]\nid = "test"\nname = "Test review"\nyears = "2030"\n'
            "words = { splendid = 4, poor = 1 }\n"
            'numbers = { 1 = 4, 2 = 1 }\ndirection = "1 is best."\ncaveat = "None."\nsource = "A test"\n'
        )
    return reference_data.load(folder)


@pytest.mark.parametrize(
    ("format", "aspect", "grade"),
    [
        (leeds.FORMAT, "Area of investigation", "Local services overall"),
        (leeds.FORMAT, "Children and young people's services", "Rating"),
        (worcestershire.FORMAT, "Area", "Local services overall"),
        (worcestershire.FORMAT, "Aspect", "Judgement"),
        (southwark.FORMAT, "Component", "Grade"),
        (wiltshire.FORMAT, "Area inspected", "Judgement"),
    ],
    ids=lambda value: value.id if isinstance(value, Format) else value,
)
def test_a_fifth_councils_paper_is_loaded_by_reference_data_alone(
    tmp_path: Path, with_testshire: Reference, format: Format, aspect: str, grade: str
):
    about = [
        [text.replace("Kent", "Testshire").replace("kent", "testshire") for text in row] for row in ABOUT
    ]
    path = save(
        tmp_path,
        {
            "Paper": about,
            "List": [
                INSPECTIONS[0],
                ["Testshire review", "Test review", None, None, "Nov 2030", "cover", None],
            ],
            "Table": [
                ["Inspection", aspect, grade, "Kind", "Place"],
                ["Testshire review", "Safeguarding", "1 – splendid", "core", "para 1"],
                ["Testshire review", "Looked after children", "2", "core", "para 1"],
            ],
        },
    )
    reading = read(path, with_testshire, FORMATS)
    assert [str(one) for one in reading.problems] == []
    assert (reading.format, reading.source) == (format.id, "testshire-review-2008")
    rows = reading.tables["judgement"]
    assert list(rows["grade"]) == [4, 1]
    assert set(rows["authority"]) == {"999"}
    assert list(rows["theme"]) == ["safeguarding", "looked-after"]
    assert set(rows["published_on"]) == {"2030-11"}
