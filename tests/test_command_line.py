"""The command line and the start: exit codes, one line a problem, all files or none, plain refusals."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from dashboard.settings import Settings
from loaders import previews, shipped
from loaders.__main__ import main
from loaders.home import PAPERS, database_url, store_exists
from loaders.limited import Limits
from loaders.previewing_process import Task
from loaders.previews import Asked
from loaders.store import Store
from tests.needs import ROOT
from tests.postgresql import Server

LEEDS = PAPERS / "leeds-jar-2008.xlsx"
WILTSHIRE = PAPERS / "wiltshire-adoption-scorecard-2012.xlsx"
Says = Callable[..., tuple[int, str, str]]


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Says:
    """Runs a command on a store in a folder of this test: exit code, what it says, what it complains of."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("YARDSTICK_HOME", str(tmp_path / "home"))

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def broken(folder: Path) -> Path:
    """A paper of an authority that is unknown; its name has two lines in its cell."""
    import openpyxl

    book = openpyxl.load_workbook(LEEDS)
    about = book.worksheets[0]
    for row in about.iter_rows():
        if row[0].value == "Council":
            about.cell(row[1].row or 0, 2, "Atlantis\nCity")
    book.save(folder / "broken.xlsx")
    return folder / "broken.xlsx"


def unreadable(folder: Path) -> Path:
    (folder / "letter.xlsx").write_bytes(b"Dear committee")
    return folder / "letter.xlsx"


# ---- check


def test_a_file_without_errors_is_fine(says: Says, tmp_path: Path) -> None:
    code, out, err = says("check", LEEDS)
    assert (code, err) == (0, "")
    (line,) = out.splitlines()
    assert line.startswith("fine: leeds-jar-2008.xlsx: ")
    assert "judgement" in line
    assert not (tmp_path / "home").exists()  # to check needs no store


def test_what_only_looks_makes_no_store(
    says: Says, bare_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", bare_database)
    assert says("check", LEEDS)[0] == 0
    assert says("history") == (0, "Nothing has been published yet.\n", "")
    assert not store_exists({"DATABASE_URL": bare_database})


def test_a_problem_is_one_line_with_severity_cell_what_and_mend(says: Says, tmp_path: Path) -> None:
    code, out, _ = says("check", broken(tmp_path))
    assert code == 1
    lines = out.splitlines()
    assert lines
    assert all(line.startswith(("error: broken.xlsx", "warning: broken.xlsx")) for line in lines)
    assert all(" Mend: " in line for line in lines)
    about = [line for line in lines if "Atlantis City" in line]
    assert about
    assert "!B" in about[0]


@pytest.mark.parametrize("make", [unreadable, lambda folder: folder / "nowhere.xlsx", lambda folder: folder])
def test_what_cannot_be_read_is_2(says: Says, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    code, out, _ = says("check", make(tmp_path))
    assert code == 2
    assert out.startswith("error: ")
    assert " Mend: " in out


def test_the_worst_of_several_files_decides(says: Says, tmp_path: Path) -> None:
    bad, none = broken(tmp_path), unreadable(tmp_path)
    assert says("check", LEEDS, bad)[0] == 1
    assert says("check", bad, LEEDS)[0] == 1
    assert says("check", none, bad, LEEDS)[0] == 2


@pytest.mark.parametrize(
    "asked", [[], ["check"], ["publish"], ["rollback", "one"], ["withdraw", "1"], ["dance"]]
)
def test_what_makes_no_sense_is_2(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(asked)
    assert ended.value.code == 2
    assert "usage: python -m loaders" in capsys.readouterr().err


# ---- publish, history, rollback, withdraw


def test_publishing_makes_a_release_with_its_note_in_the_folder_named(says: Says, tmp_path: Path) -> None:
    assert says("history")[:2] == (0, "Nothing has been published yet.\n")
    code, out, _ = says("publish", LEEDS, WILTSHIRE, "--note", "The first two")
    assert code == 0
    assert out.splitlines()[-1].startswith("release 1, public from ")
    assert out.splitlines()[-1].endswith("UTC, 2 editions: The first two")
    assert (tmp_path / "home" / "yardstick.db").is_file()
    history = says("history")[1]
    assert "The first two" in history
    assert "edition 1: leeds-jar-2008.xlsx (" in history
    assert "edition 2: wiltshire-adoption-scorecard-2012.xlsx (" in history


@pytest.mark.parametrize(("make", "code"), [(broken, 1), (unreadable, 2)])
def test_all_files_are_published_or_none(
    says: Says, tmp_path: Path, make: Callable[[Path], Path], code: int
) -> None:
    found, _, err = says("publish", LEEDS, make(tmp_path))
    assert (found, err) == (code, "Nothing was published.\n")
    assert says("history")[1] == "Nothing has been published yet.\n"


def test_publishing_the_same_again_changes_nothing(says: Says) -> None:
    says("publish", LEEDS)
    code, _, err = says("publish", LEEDS)
    assert (code, err) == (2, "Every file is already public as it is; nothing was published.\n")
    assert says("history")[1].count("release ") == 1


def test_two_files_of_one_source_are_refused_together(says: Says) -> None:
    code, _, err = says("publish", LEEDS, LEEDS)
    assert code == 2
    assert "More than one file is of the source" in err
    assert says("history")[1] == "Nothing has been published yet.\n"


def test_the_next_edition_of_a_file_without_its_dictionary_keeps_the_names_of_its_measures(
    says: Says, tmp_path: Path
) -> None:
    file = tmp_path / "long.csv"
    for value in ("3.5", "3.6"):
        rows = f"InfMort,Infant mortality,2020,Wiltshire,{value},865,South West"
        file.write_text(
            f"Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n{rows}\n", encoding="utf-8"
        )
        code, out, _ = says("publish", file)
        assert code == 0 and "1 observation, 1 indicator rows" in out


def test_rolling_back_makes_a_new_release_of_the_old_editions(says: Says) -> None:
    says("publish", LEEDS)
    says("publish", WILTSHIRE)
    code, out, _ = says("rollback", 1, "--note", "Too early")
    assert code == 0
    assert out.startswith("release 3, ")
    assert out.endswith("1 edition: Too early\n")
    newest = says("history")[1].splitlines()[:2]
    assert newest[0].startswith("release 3, ")
    assert "edition 1: leeds-jar-2008.xlsx" in newest[1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("rollback", 9), "There is no release 9."),
        (("withdraw", 9, "--why", "a name"), "There is no edition 9."),
        (("withdraw", 1, "--why", " "), "Say why the edition is withdrawn."),
    ],
)
def test_what_cannot_be_done_is_one_line(says: Says, asked: tuple[object, ...], said: str) -> None:
    says("publish", LEEDS)
    assert says(*asked) == (2, "", f"{said}\n")


def test_a_withdrawn_edition_is_gone_and_its_releases_answer_410(
    says: Says, bare_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", bare_database)
    says("publish", LEEDS, WILTSHIRE)
    code, out, _ = says("withdraw", 1, "--why", "It named a child")
    assert code == 0
    assert out.startswith("release 2, ")
    history = says("history")[1]
    assert "Edition 1 withdrawn: It named a child" in history
    assert "  withdrawn: it held an edition that was destroyed" in history
    assert says("rollback", 1)[0] == 2

    client = start_app(Settings.from_environment()).test_client()
    for address in ("/?release=1", "/api/v1/observations.json?release=1", "/api/v1/benchmark.json?release=1"):
        assert client.get(address).status_code == 410
    assert client.get("/?area=865").status_code == 200
    sources = client.get("/api/v1/sources.csv").text
    assert "wiltshire-adoption-scorecard-2012" in sources
    assert "leeds" not in sources


def test_what_was_worked_out_of_a_withdrawn_edition_is_destroyed_with_it(says: Says, tmp_path: Path) -> None:
    says("publish", LEEDS)
    says("publish", WILTSHIRE)
    home = tmp_path / "home"
    folders = {home / "comparisons" / "1-2": (1, 2), home / "uploads" / "x" / "preview": (2,)}
    for folder, editions in folders.items():
        folder.mkdir(parents=True)
        Task(None, 1, 2, Asked("", editions), Limits(), home / "turns").write(folder)
        (folder / previews.FILE).write_text("rows")
    assert says("withdraw", 1, "--why", "It named a child")[0] == 0
    assert [one for one in folders if (one / previews.FILE).exists()] == [home / "uploads" / "x" / "preview"]


# ---- backup, restore, copy


def test_a_backup_is_restored_elsewhere(says: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says("publish", LEEDS, WILTSHIRE, "--note", "The first two")
    history = says("history")
    kept = tmp_path / "kept.db"
    code, out, err = says("backup", kept)
    assert (code, err) == (0, "")
    assert re.fullmatch(rf"{re.escape(str(kept))} holds 1 release of 2 editions with \d+ rows\.\n", out)
    assert says("restore", kept)[0] == 2, "this store is not empty"
    monkeypatch.setenv("YARDSTICK_HOME", str(tmp_path / "elsewhere"))
    code, out, err = says("restore", kept)
    assert (code, err) == (0, "")
    assert out.startswith("The store holds 1 release of 2 editions with ")
    assert says("history") == history


def test_a_store_moves_to_postgresql(says: Says, postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    says("publish", LEEDS, "--note", "Moves on")
    history = says("history")
    with postgresql.database("template0") as address:
        code, out, err = says("copy", address)
        assert (code, err) == (0, "")
        assert out.startswith("The other store holds 1 release of 1 edition with ")
        monkeypatch.setenv("DATABASE_URL", address)
        assert says("history") == history


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("restore", "nowhere.db"), "There is no file nowhere.db."),
        (("restore", LEEDS), "is not a whole backup of a store; nothing was restored."),
        (("backup", LEEDS), "is there already; name a file that is not."),
        (("backup", "nowhere/kept.db"), "nowhere/kept.db cannot be written (No such file or directory)"),
        (("copy", "elsewhere.db"), "The database cannot be opened"),
        (("copy", "postgresql://user:secret@127.0.0.1:1/yardstick"), "The database cannot be opened"),
    ],
)
def test_what_cannot_be_kept_or_filled_is_one_line(says: Says, asked: tuple[object, ...], said: str) -> None:
    code, out, err = says(*asked)
    assert (code, out) == (2, "")
    assert said in err and len(err.splitlines()) == 1
    assert "secret" not in err


def start_app(settings: Settings) -> Flask:
    """app.wire. Its module starts an application when it is imported: on the folder of the environment."""
    import app

    return app.wire(settings)


# ---- as a process


def process(*arguments: str, home: Path, **environment: str) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PORT")}
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**clean, "YARDSTICK_HOME": str(home), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_the_exit_code_reaches_the_shell(tmp_path: Path) -> None:
    ran = process("-m", "loaders", "check", str(unreadable(tmp_path)), home=tmp_path)
    out, err = ran.communicate(timeout=60)
    assert (ran.returncode, err) == (2, "")
    assert out.startswith("error: letter.xlsx")


def test_of_two_that_start_together_one_publishes_the_shipped_papers(tmp_path: Path) -> None:
    both = [process("-c", "import app", home=tmp_path) for _ in range(2)]
    assert [(one.communicate(timeout=120)[1], one.returncode) for one in both] == [("", 0), ("", 0)]
    store = Store(database_url({"YARDSTICK_HOME": str(tmp_path)}))
    releases, editions = store.history(), store.editions()
    store.close()
    assert [one.note for one in releases] == ["The papers that come with Yardstick"]
    assert len(editions) == len(shipped.files())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("YARDSTICK_HOME", "/dev/null/x"),
        ("YARDSTICK_HOME", "~nobody-of-this-name/x"),
        ("PORT", "eighty"),
        ("PORT", "9" * 5000),
        ("DATABASE_URL", "yardstick.db"),
        ("DATABASE_URL", "://x"),
        ("DATABASE_URL", "postgresql://user:secret@127.0.0.1:1/yardstick"),
        ("DATABASE_URL", "sqlite:////dev/null/x.db"),
    ],
)
def test_a_bad_setting_ends_the_start_with_one_plain_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv("YARDSTICK_HOME", str(tmp_path))
    import app

    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        app.start()
    assert ended.value.code == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Yardstick cannot start. ")
    assert name in line
    assert "secret" not in line


def test_the_command_line_says_the_same_of_a_bad_setting(says: Says, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////dev/null/x.db")
    code, out, err = says("history")
    assert (code, out) == (2, "")
    assert err.startswith("The database cannot be opened")
    assert len(err.splitlines()) == 1


def test_gunicorn_gives_up_with_the_plain_line(tmp_path: Path) -> None:
    words = ("-m", "gunicorn", "--no-control-socket", "--bind", "127.0.0.1:0", "app:server")
    ran = process(*words, home=tmp_path, YARDSTICK_HOME="/dev/null/x")
    _, err = ran.communicate(timeout=60)
    assert ran.returncode == 3
    assert "Yardstick cannot start. YARDSTICK_HOME is '/dev/null/x'" in err
    assert "Traceback" not in err
