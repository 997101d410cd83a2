"""Files made to harm, or harmed: a clear message or the clean file's rows, and within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import marks
from loaders.__main__ import main
from loaders.checked import Report
from loaders.home import PAPERS
from loaders.limited import Limits
from loaders.reference import Reference
from loaders.schema import Tables
from tests.checkers import Checker, checker, sound
from tests.hostile import (
    ASKED_NAMES,
    CASES,
    CLEAN,
    LAIT,
    NAMES,
    PAPER,
    SAME,
    SHEET,
    Case,
    changed_parquet,
    cut_off,
    packed,
)
from tests.properties import PATIENT

MOST = 400_000_000  # bytes of memory on top of what the program takes; none of the files is worth more
Counted = Callable[[str, object], None]


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Iterator[Checker]:
    with checker(tmp_path_factory.mktemp("checks"), reference) as made:
        yield made


@pytest.fixture(scope="module")
def clean(checks: Checker) -> Tables:
    """The rows of the paper that most cases are made of."""
    return checks.tables(checks.check([PAPER]))


def saved(folder: Path, content: bytes, name: str) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def is_same(checks: Checker, found: Report, clean: Tables) -> bool:
    """True if a report's rows are those of the clean paper; its file has another name and checksum."""
    if not found.publishable:
        return False
    rows = checks.tables(found)
    return rows.keys() == clean.keys() and all(
        rows[name].equals(clean[name]) for name in rows if name != "source"
    )


def refusal(found: Report) -> str:
    """What the errors of the one file say."""
    (one,) = found.files
    return " ".join(said.what for said in one.problems if said.severity == "error")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_hostile_file_is_refused_in_words_or_changes_nothing(
    case: Case, tmp_path: Path, checks: Checker, clean: Tables, record_property: Counted
):
    found = checks.check([saved(tmp_path, case.build(), f"file{case.ending}")])
    sound(found)
    assert found.memory < MOST
    if case.said == SAME:
        assert is_same(checks, found, clean)
    elif case.said:
        assert case.said in refusal(found)
        assert not found.publishable
    else:
        assert is_same(checks, found, clean) or not found.publishable
    record_property("counted", ["hostile files", 1])


def test_a_paper_cut_off_anywhere_is_refused(tmp_path: Path, checks: Checker, record_property: Counted):
    files = [saved(tmp_path, content, f"{number}.xlsx") for number, content in enumerate(cut_off(), 1)]
    found = checks.check(files)
    sound(found)
    assert len(files) > 40
    assert not [one.file for one in found.files if one.readable or "damaged" not in one.problems[0].what]
    record_property("counted", ["hostile files", len(files)])


def test_a_parquet_file_changed_anywhere_is_refused_or_read(
    tmp_path: Path, checks: Checker, record_property: Counted
):
    files = [saved(tmp_path, content, f"{n}.parquet") for n, content in enumerate(changed_parquet())]
    for file in files:
        sound(checks.check([file]))
    record_property("counted", ["hostile files", len(files)])


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(), "The file has 1,000 MB; the most is 50 MB."),
        (Limits(upload=2_000_000_000), "Checking this file takes more memory than any table."),
    ],
    ids=["as it is", "were such files let in"],
)
def test_a_line_of_a_gigabyte_is_refused(limits: Limits, said: str, tmp_path: Path, checks: Checker):
    with (tmp_path / "line.csv").open("wb") as file:
        file.write(LAIT.encode() + b"x")
        file.truncate(1_000_000_000)  # the rest is zeros, which take no room on the disk
    found = checks.check([tmp_path / "line.csv"], limits)
    assert refusal(found) == said
    assert found.memory < MOST


@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_changes_nothing(name: str, tmp_path: Path, checks: Checker, clean: Tables):
    found = checks.check([saved(tmp_path, CLEAN(), name)])
    assert is_same(checks, found, clean)
    assert found.files[0].file == name


@pytest.mark.parametrize("said", ASKED_NAMES)
def test_a_file_is_kept_under_a_name_that_is_only_a_name(said: str, tmp_path: Path):
    kept = marks.file_name(said)
    assert kept == ASKED_NAMES[said]
    assert (tmp_path / kept).parent == tmp_path
    saved(tmp_path, b"x", kept)
    assert marks.visible(kept) == kept


@given(st.text())
@PATIENT
def test_any_name_becomes_one_that_can_be_kept(said: str):
    kept = marks.file_name(said)
    assert Path(kept).name == kept not in ("", ".", "..")
    assert len(kept.encode()) <= 130 and marks.visible(kept) == kept and not kept.startswith(".")
    assert marks.file_name(kept) == kept


def test_what_is_not_seen_is_not_read_and_is_shown_where_it_stood(
    tmp_path: Path, checks: Checker, clean: Tables
):
    marked = packed({SHEET: lambda content: content.replace(b"Leeds", "L\u200be\u202eeds\ufeff".encode())})
    assert is_same(checks, checks.check([saved(tmp_path, marked, "marked.xlsx")]), clean)
    assert marks.visible("a\u202eb\x1b[2J") == "a[U+202E]b[U+001B][2J"


def test_nothing_hostile_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """All that is refused, together with a good paper: what was public stays public, and only that."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("YARDSTICK_HOME", str(tmp_path / "home"))
    assert main(["publish", str(PAPER)]) == 0
    before = (tmp_path / "home" / "yardstick.db").read_bytes()
    refused = [case for case in CASES if case.said and case.said != SAME]
    files = [saved(tmp_path, case.build(), f"{n}{case.ending}") for n, case in enumerate(refused)]
    capsys.readouterr()
    assert main(["publish", *map(str, files), str(PAPERS / "wiltshire-jar-2008.xlsx")]) == 2
    said = capsys.readouterr()
    assert said.err == "Nothing was published.\n"
    assert {line.split(": ")[1].split(",")[0] for line in said.out.splitlines() if "error: " in line} >= {
        path.name for path in files
    }
    assert main(["history"]) == 0
    assert capsys.readouterr().out.count("release ") == 1
    assert (tmp_path / "home" / "yardstick.db").read_bytes() == before
