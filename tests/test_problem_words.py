"""What is said of a mistake is something that an officer can do: nothing names a file of this project."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from loaders import FORMATS
from loaders.format import read
from loaders.reference import Reference
from tests.books import Grid, save
from tests.needs import ROOT

OURS = re.compile(r"\b(?:data/|docs/|loaders/|dashboard/|tests/|notebooks/)|\.(?:toml|py)\b")
# Their words are for those who run Yardstick: why it cannot start, and what docs/tables.md says.
FOR_OTHERS = ("reference.py", "schema.py", "store_copy.py")

JUDGED = ["Authority", "Framework", "Inspection", "Aspect", "Judgement"]
REVIEW = ["Leeds", "Joint area review", "Leeds review"]
FIGURES = ["Indicator", "Authority", "Period", "Figure"]
CARD = [
    "Local authority",
    "Period",
    "Adoptions from care (number adopted)",
    "Time to adoption",
]
MISTAKES: list[tuple[Grid, str]] = [
    ([FIGURES, ["neet-16-18", "Narnia", "2011", "5%"]], "“Narnia” is not an authority"),
    ([FIGURES, ["Happiness", "Leeds", "2011", "5%"]], "“Happiness” is not an indicator"),
    ([JUDGED, [*REVIEW, "Gardening", "good"]], "“Gardening” belongs to no theme"),
    ([JUDGED, ["Leeds", "Youth inspection", "Leeds youth", "Quality", "3"]], "“3” has a number"),
    ([CARD, ["Leeds", "2008-11", "45", "7"]], "“Time to adoption” is not a measure"),
]


@pytest.mark.parametrize(("grid", "what"), MISTAKES, ids=[what for _, what in MISTAKES])
def test_what_is_not_on_record_is_mended_by_choosing_or_by_asking(
    grid: Grid, what: str, tmp_path: Path, reference: Reference
):
    told = [str(one) for one in read(save(tmp_path, {"Ours": grid}), reference, FORMATS).problems]
    assert not [one for one in told if OURS.search(one)]
    (said,) = (one for one in told if what in one)
    assert "administrator" in said


def test_no_words_of_ours_name_a_file_of_the_project():
    named: list[str] = []
    for path in sorted((ROOT / "loaders").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        described = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        words = (
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and " " in str(node.value) and id(node) not in described
        )
        if path.name not in FOR_OTHERS:
            named += [f"{path.name}: {said}" for said in words if OURS.search(str(said))]
    assert named == []
