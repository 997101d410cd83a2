"""What was sent, kept in either database: a draft is ended once, and in the transaction that publishes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.officers.store_accounts import Account, Accounts
from dashboard.officers.store_drafts import PUBLISHED, Drafts
from dashboard.officers.store_log import Seen, count, deeds, told
from loaders.store import BaseMoved, Store
from tests.officers import account
from tests.stores import upload, values


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with closing(Store(database)) as opened:
        yield opened


@pytest.fixture
def drafts(store: Store, tmp_path: Path) -> Drafts:
    return Drafts(store.engine, tmp_path)


@pytest.fixture
def jane(store: Store) -> Account:
    accounts = Accounts(store.engine)
    return accounts.named(account(accounts, "jane"))


def test_a_draft_is_its_senders_until_it_is_ended(drafts: Drafts, jane: Account, tmp_path: Path):
    first, second = (drafts.add(jane, folder, ["a.xlsx", "b.csv"]) for folder in ("x", "y"))
    found = drafts.find(first)
    assert found and (found.by, found.files, found.state) == ("jane", ("a.xlsx", "b.csv"), "open")
    assert found.paths == (tmp_path / "x" / "files" / "a.xlsx", tmp_path / "x" / "files" / "b.csv")
    assert (
        [one.number for one in drafts.open(jane)] == [one.number for one in drafts.open()] == [second, first]
    )
    drafts.throw_away(found, "jane")
    assert [one.number for one in drafts.open()] == [second]
    assert drafts.find(99) is None


def test_a_draft_is_published_with_its_release_and_only_once(store: Store, drafts: Drafts, jane: Account):
    found = drafts.find(drafts.add(jane, "x", ["a.xlsx"]))
    assert found
    made = store.publish([upload("wiltshire", 1)], along=drafts.published(found, "jane", "Why"))
    ended = drafts.find(found.number)
    assert ended and (ended.state, ended.release) == (PUBLISHED, made.number)
    (deed,) = deeds(store.engine, most=1)
    assert (deed.account, deed.what, deed.release, deed.note) == ("jane", "published", 1, "Why")
    with pytest.raises(ValueError, match="by somebody else meanwhile"):
        store.publish([upload("wiltshire", 2)], along=drafts.published(found, "jane", "Why"))
    assert values(store, store.current()) == [1] and len(store.history()) == 1


def test_what_is_not_published_stays_a_draft_and_out_of_the_log(store: Store, drafts: Drafts, jane: Account):
    store.publish([upload("wiltshire", 1)])
    found = drafts.find(drafts.add(jane, "x", ["a.xlsx"]))
    assert found
    with pytest.raises(BaseMoved):
        along = drafts.published(found, "jane", "Why")
        store.publish([upload("wiltshire", 2)], latest=0, along=along)
    assert drafts.find(found.number) == found
    assert deeds(store.engine, most=1)[0].what == "sent files"


def test_what_no_account_did_is_told_with_what_accounts_did(store: Store, drafts: Drafts, jane: Account):
    drafts.add(jane, "x", ["a.xlsx"])
    store.publish([upload("ours", 1)], note="By hand")
    store.withdraw(1, why="A name")
    store.publish([upload("ours", 2)], author="officer")
    seen = Seen(("sent files", "published", "withdrew"), ("sent files",), ("jane",), ("officer",))
    found = [(one.account, one.what, one.subject) for one in told(store.engine, seen, 0, 9)]
    assert found == [
        ("command line", "withdrew", "edition 1"),
        ("command line", "published", ""),
        ("jane", "sent files", "upload 1: a.xlsx"),
    ]
    assert count(store.engine, seen) == 3
    assert [one.what for one in told(store.engine, seen, 1, 1)] == ["published"]
