"""Notebooks run from top to bottom, show what they show again, and touch nothing."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tests import notebooks, raw_national
from tests.needs import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TO_THE_SCALE = "01-from-a-council-workbook-to-the-scale.ipynb"
AGAINST_WHOM = "02-against-whom.ipynb"
GRADES_AND_FIGURES = "03-do-grades-and-figures-agree.ipynb"
NATIONAL = (AGAINST_WHOM, GRADES_AND_FIGURES)
RENEW = "Write its outputs afresh: .venv/bin/python -m tests.notebooks"
MOST_BYTES = 200_000
WILTSHIRE = 865


Runs = dict[str, Any]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """The notebooks that need nothing but the project, run afresh in a copy of it."""
    return run_in_a_copy(tmp_path_factory.mktemp("alone"), [p for p in NOTEBOOKS if p.name not in NATIONAL])


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Runs:
    """Those that need the national files, run afresh with these beside the copy."""
    folder = tmp_path_factory.mktemp("national")
    (folder / "shared").symlink_to(shared.resolve())
    return run_in_a_copy(folder, [path for path in NOTEBOOKS if path.name in NATIONAL])


def run_in_a_copy(folder: Path, paths: list[Path]) -> Runs:
    """The notebooks of these names with new outputs; nothing else in the copy may change."""
    copy = folder / "project"
    for name in ("loaders", "dashboard", "data", "notebooks"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)  # it names the steps that make a store's tables
    before = checksums(copy)
    files = [str(copy / "notebooks" / path.name) for path in paths]
    command = [sys.executable, "-B", str(ROOT / "tests" / "notebooks.py"), *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert checksums(copy) == before, "a notebook changed the project's files"
    return {Path(file).name: read(Path(file)) for file in files}


def test_there_are_notebooks() -> None:
    assert {TO_THE_SCALE, *NATIONAL} <= {path.name for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_shows_the_same_when_it_is_run_again(path: Path, request: pytest.FixtureRequest) -> None:
    runs: Runs = request.getfixturevalue("national" if path.name in NATIONAL else "again")
    for kept, fresh in zip(read(path)["cells"], runs[path.name]["cells"], strict=True):
        assert fresh.get("outputs") == kept.get("outputs"), f"{path.name}, cell {kept['id']}. {RENEW}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_has_no_trace_of_a_machine_or_a_moment(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    traces = re.findall(r"/(?:home|root|tmp|var/folders|Users|work)/|0x[0-9a-f]{6,}|\b\d\d:\d\d:\d\d\b", said)
    assert traces == []
    assert str(ROOT) not in said


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_small_and_its_cells_have_names_of_their_own(path: Path) -> None:
    cells = read(path)["cells"]
    assert path.stat().st_size < MOST_BYTES
    assert len({cell["id"] for cell in cells}) == len(cells)
    assert max(len(line) for cell in code(cells) for line in cell["source"]) <= 110 + len("\n")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_asks_nothing_of_a_network(path: Path) -> None:
    shown = [text for cell in code(read(path)["cells"]) for text in texts(cell)]
    addresses = {one for text in shown for one in re.findall(r"(?:https?:)?//[\w./-]+", text)}
    assert addresses <= {"http://www.w3.org/2000/svg"}  # SVG's name, which is never fetched


def test_a_cell_that_fails_is_named() -> None:
    cell = {"cell_type": "code", "source": ["1 / 0"]}
    with pytest.raises(notebooks.CellFailed, match=r"x\.ipynb, code cell 2: ZeroDivisionError"):
        notebooks.run({"cells": [{"cell_type": "code", "source": ["1"]}, cell]}, "x.ipynb")


# From a council's workbook to the scale


def test_grades_that_count_downwards_are_turned_over(again: Runs) -> None:
    rows = shown(again, "wiltshire-rows").splitlines()
    assert re.search(r"Grade 4 \(Inadequate\)\s+1\b", rows[1])
    assert re.search(r"Grade 3 \(Adequate\)\s+2\b", rows[2])
    assert re.search(r"Grade 2 \(good\)\s+3\b", rows[3])
    assert re.search(r"Grade 1 \(outstanding\)\s+4\b", rows[4])


def test_the_same_number_is_good_in_one_framework_and_adequate_in_another(again: Runs) -> None:
    said = [line.split() for line in shown(again, "parse").splitlines()]
    assert ["3", "jar", "3"] in said and ["3", "slac", "2"] in said
    assert "refused" in shown(again, "parse") and "no grade" in shown(again, "parse")


def test_a_wrong_cell_is_named_and_nothing_of_its_file_is_taken(again: Runs) -> None:
    said = shown(again, "wrong")
    assert "error in wiltshire-safeguarding-2012.xlsx, Record of main findings!E2" in said
    assert "“Grade 3 (Inadequate)” contradicts itself" in said
    assert "mend: Look the judgement up" in said
    assert "tables to publish: 0" in said


def test_the_release_holds_the_four_files_as_they_were(again: Runs) -> None:
    assert shown(again, "publish").count("byte for byte the file: True") == 4


def test_four_judgements_of_safeguarding_stand_on_one_scale(again: Runs) -> None:
    rows = re.findall(r"^\d\s+(\w+) .* (\d)\s+(?:para|Ofsted report)", shown(again, "ask"), re.M)
    assert rows == [("Wiltshire", "2"), ("Wiltshire", "1"), ("Leeds", "2"), ("Southwark", "3")]


def test_the_timeline_is_a_picture_with_a_sentence(again: Runs) -> None:
    data = next(cell for cell in again[TO_THE_SCALE]["cells"] if cell["id"] == "timeline")["outputs"][0][
        "data"
    ]
    painted = "".join(data["image/svg+xml"])
    assert painted.startswith("<svg") and painted.count("<circle") == 7 + 22
    assert "each in a panel of its own" in "".join(data["text/plain"])


# Against whom?


def test_a_list_of_neighbours_is_not_the_same_from_both_ends(national: Runs, shared: Path) -> None:
    listed = raw_national.neighbours(shared)
    links = {(one, other) for one, ten in listed.items() for other in ten}
    returned = sum((other, one) in links for one, other in links)
    unnamed = set(listed) - {other for _, other in links}
    said = shown(national, "groups-said", AGAINST_WHOM)
    assert f"Of {len(links):,} links, {100 * returned / len(links):.0f} per cent are returned" in said
    assert re.search(rf"\b{len(unnamed)} authorities are on nobody's list", said)


def test_wiltshires_place_among_its_neighbours_is_that_of_the_files(national: Runs, shared: Path) -> None:
    absence = raw_national.figures(shared)["totperabnew"]
    ten = absence[raw_national.neighbours(shared)[WILTSHIRE]].dropna()
    wanted = f"{(ten > absence[WILTSHIRE]).sum() + 1} of {len(ten) + 1}"
    rows = shown(national, "wiltshire-table", AGAINST_WHOM).splitlines()
    absent = next(row for row in rows if row.startswith("Persistent absence"))
    assert re.findall(r"\d+ of \d+", absent)[0] == wanted


def test_halves_that_change_are_counted_afresh(national: Runs, shared: Path) -> None:
    figures, listed = raw_national.figures(shared), raw_national.neighbours(shared)
    changed = judged = 0
    for authority, ten in listed.items():
        own, halves = figures.loc[authority].to_numpy(), []
        for others in (figures.loc[ten].to_numpy(), figures.drop(index=authority).to_numpy()):
            ahead, behind, level = ((way(others, own)).sum(axis=0) for way in (np.less, np.greater, np.equal))
            enough = ahead + behind + level >= 7
            halves.append(np.where(enough, np.sign(ahead - behind), 0))
        both = (halves[0] != 0) & (halves[1] != 0)
        judged += both.sum()
        changed += (halves[0] != halves[1])[both].sum()
    said = shown(national, "verdict-said", AGAINST_WHOM)
    assert f"**{100 * changed / judged:.0f} of 100 figures change halves**" in said


def test_the_committees_own_list_keeps_its_place_in_2008_to_2011(national: Runs) -> None:
    said = shown(national, "committee-said", AGAINST_WHOM)
    assert "Wiltshire comes 11 of 11, 6 of 11 and 11 of 11 on the list of 2012" in said
    assert "outside the years of that list" in said


# Do grades and figures agree?


def test_the_grades_are_those_of_ofsteds_latest_sheet(national: Runs, shared: Path) -> None:
    counts = raw_national.grades(shared).value_counts()
    rows = shown(national, "grades", GRADES_AND_FIGURES).splitlines()[1:]
    assert [int(re.findall(r"\d+", row)[0]) for row in rows] == [counts[grade] for grade in (4, 3, 2, 1)]


def test_the_strongest_agreement_is_counted_pair_by_pair(national: Runs, shared: Path) -> None:
    grades = raw_national.grades(shared)
    agency = raw_national.figures(shared)["work_force_agecy_rate"].dropna()
    pairs = [
        (agency[better] > agency[worse]) + (agency[better] == agency[worse]) / 2
        for better in agency.index
        for worse in agency.index
        if grades[better] > grades[worse]
    ]
    said = shown(national, "example-said", GRADES_AND_FIGURES)
    assert said.startswith("**Agency social workers (%)**")
    assert f"Of 100 pairs with different grades {100 * sum(pairs) / len(pairs):.0f} agree" in said


def test_what_passes_among_all_is_what_the_rule_lets_pass(national: Runs, shared: Path) -> None:
    figures, grades = raw_national.figures(shared), raw_national.grades(shared)
    kept = figures.loc[:, figures.notna().sum() >= 100]
    tests: Any = [stats.kendalltau(grades[one.notna()], one.dropna()) for _, one in kept.items()]
    found = sorted(one.pvalue for one in tests)
    last = max(k for k, p in enumerate(found, 1) if p <= 0.05 * k / len(found))
    said = shown(national, "all-said", GRADES_AND_FIGURES)
    assert f"{sum(p < 0.05 for p in found)} of {len(found)} indicators" in said
    assert f"**With care {last} pass**" in said


def test_nothing_is_said_of_causes(national: Runs) -> None:
    cells = national[GRADES_AND_FIGURES]["cells"]
    prose = " ".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    prose += " ".join(
        shown(national, cell["id"], GRADES_AND_FIGURES) for cell in code(cells) if cell["outputs"]
    )
    assert "Agreement is not cause" in prose
    assert not re.search(r"\b(?:causes|caused|leads to|led to|results in|because of|thanks to)\b", prose)


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def code(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [cell for cell in cells if cell["cell_type"] == "code"]


def texts(cell: dict[str, Any]) -> Iterator[str]:
    """What a cell shows, in every form."""
    for output in cell["outputs"]:
        yield "".join(output.get("text", []))
        yield from ("".join(said) for said in output.get("data", {}).values())


def shown(runs: Runs, name: str, notebook: str = TO_THE_SCALE) -> str:
    """What a cell of a notebook printed, or its last expression, as plain text."""
    outputs = next(cell for cell in runs[notebook]["cells"] if cell["id"] == name)["outputs"]
    return "\n".join("".join(one.get("text") or one["data"]["text/plain"]) for one in outputs)


def checksums(folder: Path) -> dict[str, str]:
    """Of every file below a folder but the notebooks themselves."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb"]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
