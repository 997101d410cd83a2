"""Files are checked in a process of its own: the same as read here, within limits, whatever becomes of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from loaders import FORMATS, checked, definitions, progress, schema
from loaders.checking import Limits, Report, Step, check, report, start, uploads
from loaders.format import read_together
from loaders.home import PAPERS
from loaders.limited import environment
from loaders.reference import Reference
from tests.needs import ROOT
from tests.waiting import until

LEEDS = PAPERS / "leeds-jar-2008.xlsx"
SCORECARD = PAPERS / "wiltshire-adoption-scorecard-2012.xlsx"
LONG = ("real/lait/lait_data_dictionary.csv", "real/lait/bds_long.parquet")


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A file that never comes to its end: reading it waits for ever."""
    os.mkfifo(tmp_path / "endless.xlsx")
    return tmp_path / "endless.xlsx"


def worker(folder: Path) -> int:
    """The process that reads the files: the child of the one that has the folder in its arguments."""
    found: list[int] = []

    def looked() -> bool:
        pids = [int(one.parent.name) for one in Path("/proc").glob("[0-9]*/cmdline") if said(one, folder)]
        found[:] = [pid for pid in pids if parent_of(pid) in pids]
        return bool(found)

    until(looked)
    return found[0]


def said(line: Path, folder: Path) -> bool:
    try:
        return bytes(folder) in line.read_bytes().split(b"\0")
    except OSError:  # it is gone meanwhile
        return False


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def same(rows: pd.DataFrame, others: pd.DataFrame) -> bool:
    """True if the tables have the same columns of the same kinds with the same values."""
    return rows.dtypes.equals(others.dtypes) and rows.equals(others)


# What is found


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> tuple[Path, Report, list[Step]]:
    """Two papers and a file that is none, checked together."""
    folder = tmp_path_factory.mktemp("checked")
    (folder / "letter.xlsx").write_bytes(b"Dear committee")
    steps: list[Step] = []
    files = [LEEDS, folder / "letter.xlsx", SCORECARD]
    return folder, check(files, reference, folder / "check", steps.append), steps


def test_what_is_found_is_what_reading_finds(found: tuple[Path, Report, list[Step]], reference: Reference):
    folder, report, _ = found
    files = [LEEDS, folder / "letter.xlsx", SCORECARD]
    readings = read_together(files, reference, FORMATS)
    assert [one.problems for one in report.files] == [one.problems for one in readings]
    assert [one.source for one in report.files] == [one.source for one in readings]
    assert [one.readable for one in report.files] == [True, False, True]
    for at, (one, reading) in enumerate(zip(report.files, readings, strict=True)):
        tables = checked.tables(folder / "check", at, one)
        assert list(tables) == list(reading.tables)
        for name, rows in tables.items():
            assert same(rows, reading.tables[name])


def test_it_is_said_what_a_file_was_recognised_as_and_why(found: tuple[Path, Report, list[Step]]):
    leeds, letter, scorecard = found[1].files
    assert (leeds.format, leeds.title) == ("leeds", "Leeds's committee papers")
    assert leeds.why.startswith("Known by its headings: “")
    assert "”, row 1: " in leeds.why
    assert scorecard.why.startswith("Known by its sheets: About this paper, Comparative Data, ")
    assert (letter.format, letter.title, letter.why) == ("", "", "")


def test_progress_is_told_as_it_is_made(found: tuple[Path, Report, list[Step]]):
    _, report, steps = found
    assert [one.stage for one in steps[:3]] == ["received"] * 3
    of_leeds = [(one.stage, one.detail) for one in steps if one.file == LEEDS.name]
    rows = str(sum(count for name, count in report.files[0].rows.items() if name not in schema.DERIVED))
    assert of_leeds[:3] == [
        ("received", str(LEEDS.stat().st_size)),
        ("opened", "xlsx"),
        ("recognised", report.files[0].title),
    ]
    assert of_leeds[3] == ("read", rows)
    assert of_leeds[4] == ("checked", "0")
    assert [one.at for one in steps] == sorted(one.at for one in steps)


def test_what_one_file_defines_the_others_know(tmp_path: Path, shared: Path, reference: Reference):
    files = [shared / name for name in reversed(LONG)]
    found = check(files, reference, tmp_path / "check")
    assert found.publishable
    assert found.files[0].rows["observation"] == 641_070
    assert found.memory < Limits().memory
    tables = uploads(files, tmp_path / "check")[0].tables
    (read, _) = read_together(files, reference, FORMATS)
    for name, rows in tables.items():
        assert same(rows, read.tables[name])


def test_what_is_public_is_known(tmp_path: Path, reference: Reference):
    file = tmp_path / "long.csv"
    head = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
    file.write_text(f"{head}\nA new measure,Authority figure,2022,Leeds,5.5,383,Yorkshire and The Humber\n")
    unknown = check([file], reference, tmp_path / "check")
    named = uploads([file], tmp_path / "check")[0].tables
    (one,) = definitions.of(named).values()
    known = check([file], reference.defining([replace(one, definition="Counted so.")]), tmp_path / "check")
    assert "no definition on record" in unknown.files[0].problems[0].what
    assert known.files[0].problems == ()


# Published is what was checked


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Path:
    """The folder in which a paper was checked."""
    folder = tmp_path_factory.mktemp("once") / "check"
    check([LEEDS], reference, folder)
    return folder


@pytest.fixture
def leeds(once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(once, tmp_path / "check")


def test_the_same_bytes_and_rows_are_ready_to_be_published(leeds: Path):
    (made,) = uploads([LEEDS], leeds)
    assert (made.file, made.content, made.format) == (LEEDS.name, LEEDS.read_bytes(), "leeds")
    assert len(made.tables["judgement"]) > 10


def test_a_file_that_was_changed_since_is_not_published(tmp_path: Path, leeds: Path):
    file = tmp_path / LEEDS.name
    file.write_bytes(LEEDS.read_bytes())
    assert uploads([file], leeds)
    file.write_bytes(SCORECARD.read_bytes())
    with pytest.raises(ValueError, match="changed after it was checked"):
        uploads([file], leeds)


def test_rows_that_are_not_those_reported_are_not_published(leeds: Path):
    rows = leeds / "tables" / "0" / "judgement.parquet"
    pd.read_parquet(rows).iloc[1:].to_parquet(rows)
    with pytest.raises(ValueError, match="not those that were reported"):
        uploads([LEEDS], leeds)
    rows.write_bytes(b"PAR1 nonsense")
    with pytest.raises(ValueError, match="not there any more"):
        uploads([LEEDS], leeds)


def test_a_file_with_errors_is_not_published(found: tuple[Path, Report, list[Step]]):
    with pytest.raises(ValueError, match="no errors"):
        uploads([LEEDS, found[0] / "letter.xlsx", SCORECARD], found[0] / "check")


# Limits


def only(found: Report) -> str:
    """The one problem of the one file, which is an error with a way to mend it."""
    (one,) = found.files
    (problem,) = one.problems
    assert (problem.severity, problem.file) == ("error", one.file)
    assert problem.fix
    assert not found.publishable and not one.readable and not one.rows
    return problem.what


def test_a_file_that_takes_for_ever_is_ended(tmp_path: Path, endless: Path, reference: Reference):
    what = only(check([endless], reference, tmp_path / "check", limits=Limits(seconds=1)))
    assert what == "Checking this file takes longer than 1 seconds, more than any table."


def test_a_file_that_needs_too_much_memory_is_ended(tmp_path: Path, reference: Reference):
    (tmp_path / "big.csv").write_text("a,b\n" + "1,2\n" * 400_000)
    what = only(
        check([tmp_path / "big.csv"], reference, tmp_path / "check", limits=Limits(memory=60_000_000))
    )
    assert what == "Checking this file takes more memory than any table."


def test_a_file_that_is_too_large_is_not_looked_at(tmp_path: Path, reference: Reference):
    with (tmp_path / "large.xlsx").open("wb") as file:
        file.truncate(50_000_001)
    found = check([tmp_path / "large.xlsx"], reference, tmp_path / "check")
    assert only(found) == "The file has 50 MB; the most is 50 MB."
    assert found.memory < 30_000_000


def test_the_process_knows_nothing_that_it_need_not(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@host/yardstick")
    monkeypatch.setenv("SECRET_KEY", "secret")
    assert "secret" not in repr(environment())
    assert "PATH" in environment()


# Whatever becomes of it


@pytest.mark.parametrize(
    ("sent", "said"),
    [(signal.SIGSEGV, "breaks down over this one (SIGSEGV)"), (signal.SIGKILL, "stopped from outside")],
)
def test_a_process_that_breaks_down_is_a_problem(
    tmp_path: Path, endless: Path, reference: Reference, sent: signal.Signals, said: str
):
    folder = tmp_path / "check"
    start([LEEDS, endless, SCORECARD], reference, folder)
    until(lambda: any(one.stage == "checked" for one in progress.steps(folder)))
    assert report(folder) is None
    os.kill(worker(folder), sent)
    until(lambda: report(folder))
    found = report(folder)
    assert found is not None
    leeds, at_fault, other = (one.problems[0] for one in found.files)
    assert said in at_fault.what
    for one in (leeds, other):
        assert one.what == "It was not checked, because checking endless.xlsx failed."
        assert one.fix == "Check it without that file."


def test_a_check_that_was_interrupted_says_so(tmp_path: Path, endless: Path, reference: Reference):
    folder = tmp_path / "check"
    start([endless], reference, folder)
    reading = worker(folder)
    os.kill(parent_of(reading), signal.SIGKILL)
    os.kill(reading, signal.SIGKILL)
    until(lambda: report(folder))
    found = report(folder)
    assert found is not None
    assert only(found) == "The checking was interrupted before it was done."


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"files": [{}], "seconds": 1, "memory": 1}', '{"files": 3}']
)
def test_a_report_that_makes_no_sense_is_a_problem(leeds: Path, content: str):
    (leeds / "report.json").write_text(content)
    found = report(leeds)
    assert found is not None
    assert only(found) == "What was found in the files cannot be read back."


def test_the_check_goes_on_when_whoever_started_it_is_gone(tmp_path: Path):
    folder = tmp_path / "check"
    program = (
        "import os, signal; from loaders import checking, home, reference; from pathlib import Path\n"
        f"file, folder = Path({str(LEEDS)!r}), Path({str(folder)!r})\n"
        "checking.start([file], reference.load(home.REFERENCE), folder)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    until(lambda: report(folder))
    found = report(folder)
    assert found is not None and found.publishable
    assert [one.stage for one in progress.steps(folder)][-1] == "checked"


def test_a_process_with_one_thread_is_split_and_finds_the_same(
    tmp_path: Path, found: tuple[Path, Report, list[Step]]
):
    """As on the command line. Tests have threads, or may have: so it is done in a process without."""
    folder = tmp_path / "check"
    program = (
        "import sys, threading; from loaders import checking, home, reference; from pathlib import Path\n"
        "files, folder = [Path(one) for one in sys.argv[2:]], Path(sys.argv[1])\n"
        "steps = []\n"
        "report = checking.check(files, reference.load(home.REFERENCE), folder, steps.append)\n"
        "assert threading.active_count() == 1 and len(steps) > 5\n"
        "print(len(checking.uploads(files[::2], folder)) if report.publishable else 'no')"
    )
    files = [LEEDS, found[0] / "letter.xlsx", SCORECARD]
    ran = subprocess.run(
        [sys.executable, "-c", program, folder, *files], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "no\n", "")
    made = report(folder)
    assert made is not None
    assert made.files == found[1].files


def test_checking_again_in_the_same_folder_forgets_what_was_there(
    leeds: Path, tmp_path: Path, reference: Reference
):
    assert (leeds / "tables").exists()
    found = check([tmp_path / "nowhere.xlsx"], reference, leeds)
    assert only(found).startswith("The file cannot be opened")
    assert not (leeds / "tables").exists()
