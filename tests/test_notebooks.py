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

import pytest

from tests import notebooks
from tests.needs import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TO_THE_SCALE = "01-from-a-council-workbook-to-the-scale.ipynb"
RENEW = "Write its outputs afresh: .venv/bin/python -m tests.notebooks"
MOST_BYTES = 200_000


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every notebook, run afresh in a copy of the project."""
    copy = tmp_path_factory.mktemp("project")
    for folder in ("loaders", "dashboard", "data", "notebooks"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = checksums(copy)
    files = [str(copy / "notebooks" / path.name) for path in NOTEBOOKS]
    command = [sys.executable, "-B", str(ROOT / "tests" / "notebooks.py"), *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert checksums(copy) == before, "a notebook changed the project's files"
    return {Path(file).name: read(Path(file)) for file in files}


def test_there_are_notebooks() -> None:
    assert TO_THE_SCALE in [path.name for path in NOTEBOOKS]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_shows_the_same_when_it_is_run_again(path: Path, again: dict[str, Any]) -> None:
    for kept, fresh in zip(read(path)["cells"], again[path.name]["cells"], strict=True):
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


def test_grades_that_count_downwards_are_turned_over(again: dict[str, Any]) -> None:
    rows = shown(again, "wiltshire-rows").splitlines()
    assert re.search(r"Grade 4 \(Inadequate\)\s+1\b", rows[1])
    assert re.search(r"Grade 3 \(Adequate\)\s+2\b", rows[2])
    assert re.search(r"Grade 2 \(good\)\s+3\b", rows[3])
    assert re.search(r"Grade 1 \(outstanding\)\s+4\b", rows[4])


def test_the_same_number_is_good_in_one_framework_and_adequate_in_another(again: dict[str, Any]) -> None:
    said = [line.split() for line in shown(again, "parse").splitlines()]
    assert ["3", "jar", "3"] in said and ["3", "slac", "2"] in said
    assert "refused" in shown(again, "parse") and "no grade" in shown(again, "parse")


def test_a_wrong_cell_is_named_and_nothing_of_its_file_is_taken(again: dict[str, Any]) -> None:
    said = shown(again, "wrong")
    assert "error in wiltshire-safeguarding-2012.xlsx, Record of main findings!E2" in said
    assert "“Grade 3 (Inadequate)” contradicts itself" in said
    assert "mend: Look the judgement up" in said
    assert "tables to publish: 0" in said


def test_the_release_holds_the_four_files_as_they_were(again: dict[str, Any]) -> None:
    assert shown(again, "publish").count("byte for byte the file: True") == 4


def test_four_judgements_of_safeguarding_stand_on_one_scale(again: dict[str, Any]) -> None:
    rows = re.findall(r"^\d\s+(\w+) .* (\d)\s+(?:para|Ofsted report)", shown(again, "ask"), re.M)
    assert rows == [("Wiltshire", "2"), ("Wiltshire", "1"), ("Leeds", "2"), ("Southwark", "3")]


def test_the_timeline_is_a_picture_with_a_sentence(again: dict[str, Any]) -> None:
    data = next(cell for cell in again[TO_THE_SCALE]["cells"] if cell["id"] == "timeline")["outputs"][0][
        "data"
    ]
    painted = "".join(data["image/svg+xml"])
    assert painted.startswith("<svg") and painted.count("<circle") == 7 + 22
    assert "each in a panel of its own" in "".join(data["text/plain"])


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def code(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [cell for cell in cells if cell["cell_type"] == "code"]


def texts(cell: dict[str, Any]) -> Iterator[str]:
    """What a cell shows, in every form."""
    for output in cell["outputs"]:
        yield "".join(output.get("text", []))
        yield from ("".join(said) for said in output.get("data", {}).values())


def shown(run: dict[str, Any], name: str) -> str:
    """What a cell of the first notebook printed, or its last expression, as plain text."""
    outputs = next(cell for cell in run[TO_THE_SCALE]["cells"] if cell["id"] == name)["outputs"]
    return "\n".join("".join(one.get("text") or one["data"]["text/plain"]) for one in outputs)


def checksums(folder: Path) -> dict[str, str]:
    """Of every file below a folder but the notebooks themselves."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb"]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
