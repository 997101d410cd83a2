"""What a process that was killed left of uploads is cleared away; what somebody may still want is not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage

from dashboard.officers.leftovers import clear
from dashboard.officers.receiving import MARK, received
from dashboard.officers.store_accounts import Account, Accounts
from dashboard.officers.store_drafts import Drafts
from loaders.store import Store
from tests.officers import account


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
