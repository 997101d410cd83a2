"""What a process that was killed left of uploads is cleared away; what somebody may still want is not."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage

from dashboard.officers.leftovers import clear
from dashboard.officers.receiving import MARK, received
from dashboard.officers.store_accounts import Account, Accounts
from dashboard.officers.store_drafts import Drafts
from loaders.scratch import HELD, PREFIX, scratch_folder
from loaders.store import Store
from tests.needs import ROOT
from tests.officers import account
from tests.waiting import until


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Drafts]:
    with closing(Store(f"sqlite:///{tmp_path / 'store.db'}")) as store:
        yield Drafts(store.engine, tmp_path / "uploads")


@pytest.fixture
def jane(drafts: Drafts) -> Account:
    accounts = Accounts(drafts.engine)
    return accounts.named(account(accounts, "jane"))


def sent() -> list[FileStorage]:
    return [FileStorage(io.BytesIO(b"a,b\n1,2\n"), "neet.csv")]


def kept(drafts: Drafts, jane: Account) -> int:
    with received(sent(), drafts.home) as (folder, names):
        return drafts.add(jane, folder, names)


def folders(drafts: Drafts) -> list[Path]:
    return sorted(path for path in drafts.home.iterdir() if path.is_dir())


def test_where_nothing_was_ever_sent_there_is_nothing_to_clear(drafts: Drafts):
    clear(drafts)
    assert not drafts.home.exists()


def test_what_waits_to_be_published_stays(drafts: Drafts, jane: Account):
    found = drafts.find(kept(drafts, jane))
    assert found
    clear(drafts)
    assert found.paths[0].read_bytes() == b"a,b\n1,2\n"
    assert not (found.folder / MARK).exists()


def test_what_nobody_wrote_down_is_cleared(drafts: Drafts):
    with pytest.raises(KeyError), received(sent(), drafts.home):
        raise KeyError  # as good as killed: nothing is tidied up, since it may have been written down
    (drafts.home / "a folder that was only just made").mkdir()
    assert len(folders(drafts)) == 2
    clear(drafts)
    assert folders(drafts) == []


def test_what_was_written_down_stays_though_its_receiver_was_killed(drafts: Drafts, jane: Account):
    with pytest.raises(KeyError), received(sent(), drafts.home) as (folder, names):
        number = drafts.add(jane, folder, names)
        raise KeyError
    found = drafts.find(number)
    assert found and (found.folder / MARK).exists()
    clear(drafts)
    assert found.paths[0].read_bytes() == b"a,b\n1,2\n" and not (found.folder / MARK).exists()


def test_what_is_being_received_is_never_cleared(drafts: Drafts, jane: Account):
    with received(sent(), drafts.home) as (folder, names):
        clear(drafts)
        assert (drafts.home / folder / "files" / "neet.csv").is_file()
        number = drafts.add(jane, folder, names)
    assert drafts.find(number)


def test_what_was_thrown_away_is_cleared(drafts: Drafts, jane: Account):
    found = drafts.find(kept(drafts, jane))
    assert found
    drafts.throw_away(found, "jane")
    assert found.folder.exists()
    clear(drafts)
    assert not found.folder.exists()


def test_the_uploads_of_another_store_stay(drafts: Drafts, jane: Account, tmp_path: Path):
    """As when somebody looks at a backup, which does not know what was sent since."""
    found = drafts.find(kept(drafts, jane))
    assert found
    with closing(Store(f"sqlite:///{tmp_path / 'backup.db'}")) as backup:
        clear(Drafts(backup.engine, drafts.home))
    assert found.paths[0].is_file()


# The command line


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_command_left_is_cleared_by_the_next(temporary: Path):
    left, fresh = (temporary / f"{PREFIX}{name}" for name in ("left", "fresh"))
    for folder in (left, fresh):
        folder.mkdir()
        (folder / HELD).touch()
    os.utime(left, (0, 0))
    with scratch_folder() as folder:
        assert not left.exists() and fresh.exists()
        (folder / "rows").touch()
    assert not folder.exists()


def test_what_another_command_uses_is_left_alone(temporary: Path):
    with scratch_folder() as long:
        os.utime(long, (0, 0))
        (temporary / f"{PREFIX}of another kind").symlink_to(temporary)
        with scratch_folder():
            assert long.is_dir()


def test_a_command_that_is_killed_leaves_what_the_next_one_finds(temporary: Path):
    """With its check still going on, it is not cleared; when that has come to an end, it is."""
    os.mkfifo(temporary / "endless.csv")  # reading it waits for ever
    command = [sys.executable, "-m", "loaders", "check", str(temporary / "endless.csv")]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)}, start_new_session=True
    ) as running:
        until(lambda: any(temporary.glob(f"{PREFIX}*/asked.json")))
        (folder,) = temporary.glob(f"{PREFIX}*")
        until(lambda: len(below(running.pid)) == 2)
        check = below(running.pid)
        os.kill(running.pid, signal.SIGKILL)
    os.utime(folder, (0, 0))
    with scratch_folder():
        assert folder.exists()
    for process in check:
        os.kill(process, signal.SIGKILL)
    os.utime(folder, (0, 0))
    until(lambda: not _exists_after_another(folder))


def below(process: int) -> list[int]:
    """The processes below one."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(one) for child in found for one in (child, *map(str, below(int(child))))]


def _exists_after_another(folder: Path) -> bool:
    with scratch_folder():
        return folder.exists()
