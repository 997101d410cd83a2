"""What was done is told to everybody whom it concerns: by whom, to what, and nothing of it is ever lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.officers import log
from dashboard.officers.store_accounts import Accounts
from dashboard.officers.store_drafts import Drafts, recorded
from dashboard.officers.store_log import record
from loaders.reference import Reference
from loaders.store import Store
from loaders.store_database import writing
from tests.officers import account, sign_in, site
from tests.stores import upload

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>')
CELL = re.compile(r"<td>(.*?)</td>")


@dataclass(frozen=True)
class Office:
    """A store with something of every kind done to it, and a client for everybody."""

    store: Store
    accounts: Accounts
    clients: dict[str, FlaskClient]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Iterator[Office]:
    app, store = site(tmp_path_factory.mktemp("home"), reference)
    accounts = Accounts(store.engine)
    names = {
        "jane": ("officer", "865"),
        "jim": ("officer", "865"),
        "joan": ("officer", "383", "865"),
        "lee": ("officer", "383"),
        "boss": ("publisher",),
        "root": ("administrator",),
    }
    for name, given in names.items():
        account(accounts, name, *given)
    drafts = Drafts(store.engine, Path("nowhere"))
    store.publish([upload("ours", 1, 2)], note="From the command line")
    jane, lee, joan = (accounts.named(name) for name in ("jane", "lee", "joan"))
    for who, file in ((jane, "wiltshire.xlsx"), (lee, "leeds.xlsx"), (joan, "both.xlsx")):
        drafts.add(who, "f" * 8, [file])
    sent = drafts.find(1)
    assert sent
    along = drafts.published(sent, "jane", "For the committee")
    store.publish([upload("ours", 3, 4)], author="officer", note="For the committee", along=along)
    store.rollback(
        1, author="publisher", note="Oh", along=recorded("boss", "rolled back", "to release 1", "Oh")
    )
    store.withdraw(
        2, why="A name in it", author="publisher", along=recorded("boss", "withdrew", "edition 2", "A name")
    )
    yield Office(store, accounts, {name: sign_in(app, name) for name in names})
    store.close()


def told(office: Office, who: str, query: str = "") -> list[tuple[str, str, str]]:
    """Who did what to what, as the page has it."""
    page = office.clients[who].get(f"/officers/log{query}").text
    rows = (CELL.findall(cells) for _, cells in ROW.findall(page))
    return [(by, what, f"{subject} {note}".strip()) for by, what, subject, note in rows]


RELEASES = [
    ("boss", "withdrew", "edition 2: release 4 A name"),
    ("boss", "rolled back", "to release 1: release 3 Oh"),
    ("jane", "published", "upload 1: wiltshire.xlsx: release 2 For the committee"),
]
COMMAND_LINE = ("command line", "published", "release 1 From the command line")
SENT = {
    "jane": ("jane", "sent files", "upload 1: wiltshire.xlsx"),
    "lee": ("lee", "sent files", "upload 2: leeds.xlsx"),
    "joan": ("joan", "sent files", "upload 3: both.xlsx"),
}


@pytest.mark.parametrize(
    ("who", "senders"),
    [
        ("jane", ("jane",)),
        ("jim", ("jane",)),  # of the same council
        ("lee", ("lee",)),
        ("joan", ("joan", "lee", "jane")),  # publishes for both councils
        ("boss", ("joan", "lee", "jane")),
    ],
)
def test_everybody_is_told_what_was_published_and_of_the_uploads_of_their_own_councils(
    office: Office, who: str, senders: tuple[str, ...]
):
    assert told(office, who) == [*RELEASES, *(SENT[one] for one in senders), COMMAND_LINE]


def test_only_an_administrator_is_told_of_accounts_and_sign_ins(office: Office):
    kinds = {what for _, what, _ in told(office, "root")}
    assert {"signed in", "made an account", "sent files", "published"} <= kinds
    for who in ("jane", "boss"):
        page = office.clients[who].get("/officers/log").text
        assert "signed in</td>" not in page and "made an account" not in page
        for kind in log.ACCOUNTS:
            assert office.clients[who].get("/officers/log", query_string={"kind": kind}).status_code == 404


def test_one_kind_can_be_asked_for(office: Office):
    assert told(office, "boss", "?kind=withdrew") == RELEASES[:1]
    assert told(office, "jane", "?kind=published") == [RELEASES[2], COMMAND_LINE]
    assert (
        "Nothing of this kind was done."
        in office.clients["jane"].get("/officers/log?kind=threw+files+away").text
    )
    for query in ("?kind=nothing", "?page=0", "?page=2", "?page=x", "?page=999999999999"):
        assert office.clients["jane"].get(f"/officers/log{query}").status_code == 404, query


def test_a_long_log_is_turned_page_by_page_and_every_deed_is_on_one(office: Office):
    with writing(office.store.engine) as connection:
        for number in range(log.MOST_SHOWN):
            record(connection, "lee", "threw files away", f"upload {number + 100}: old.xlsx")
    first = office.clients["lee"].get("/officers/log").text
    assert "page 1 of 2" in first and 'rel="prev"' not in first
    following = re.search(r'rel="next" href="/officers/log(\?page=2)"', first)
    assert following
    both = [*told(office, "lee"), *told(office, "lee", following[1])]
    assert len(both) == len(set(both)) == log.MOST_SHOWN + 5
    assert both[0] == ("lee", "threw files away", f"upload {log.MOST_SHOWN + 99}: old.xlsx")
    assert both[-1] == COMMAND_LINE
    assert told(office, "jane", "?kind=threw+files+away") == []


def test_a_planned_release_that_is_made_again_is_told_of(office: Office):
    later = datetime.now(UTC) + timedelta(days=9)
    office.store.publish([upload("planned", 1, 2)], note="Later", public_from=later)
    office.store.publish([upload("meanwhile", 1, 2)], note="Now")
    assert any(what == "carried over" for _, what, _ in told(office, "jane", "?kind=carried+over"))
