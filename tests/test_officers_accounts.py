"""Accounts: a password for one time, throttled sign-in, sessions that end, an administrator's page."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from dashboard.officers import passwords, sessions, store_attempts
from dashboard.officers.__main__ import main
from dashboard.officers.store_accounts import Account, AccountError, Accounts, TooManyTries
from dashboard.officers.store_log import deeds
from dashboard.officers.store_tables import ACCOUNT, ATTEMPT, DEED
from loaders.reference import Reference
from loaders.store import Store
from loaders.store_database import writing
from tests.officers import PASSWORD, TOKEN, account, post, sign_in, site


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, reference: Reference
) -> Iterator[tuple[Flask, Accounts]]:
    app, store = site(tmp_path_factory.mktemp("home"), reference)
    yield app, Accounts(store.engine)
    store.close()


@pytest.fixture
def web(served: tuple[Flask, Accounts]) -> tuple[Flask, Accounts]:
    """An application without accounts."""
    with writing(served[1].engine) as connection:
        connection.execute(ACCOUNT.delete())
        connection.execute(ATTEMPT.delete())
    return served


@pytest.fixture
def accounts(database: str) -> Iterator[Accounts]:
    """Accounts in either database."""
    with closing(Store(database)) as store:
        yield Accounts(store.engine)


# Accounts


def test_a_new_account_has_a_password_for_one_time(accounts: Accounts):
    once = accounts.add("Jane", "officer", ("865",), "test")
    made = accounts.sign_in("jane", once, "")
    assert made and (made.role, made.authorities, made.must_change) == ("officer", ("865",), True)
    changed = accounts.change_password(made, once, PASSWORD, "")
    assert not changed.must_change
    assert accounts.sign_in("jane", once, "") is None
    assert accounts.sign_in("JANE", PASSWORD, "")


def test_no_password_is_kept(accounts: Accounts):
    account(accounts, "jane")
    with accounts.engine.connect() as connection:
        kept = connection.execute(sa.select(ACCOUNT.c.password)).scalar_one()
    assert kept.startswith("$argon2id$") and PASSWORD not in kept


@pytest.mark.parametrize(
    ("name", "role", "authorities", "why"),
    [
        ("", "officer", ("865",), "no name"),
        ("<b>", "publisher", (), "no name"),
        ("x" * 61, "publisher", (), "no name"),
        ("eve", "owner", (), "no role"),
        ("eve", "officer", (), "Name at least one"),
        ("eve", "publisher", ("865",), "Only an officer"),
        ("JANE", "publisher", (), "already"),
    ],
)
def test_an_account_that_cannot_be_made_is_said_why(accounts: Accounts, name, role, authorities, why):
    accounts.add("jane", "administrator", (), "test")
    with pytest.raises(AccountError, match=why):
        accounts.add(name, role, authorities, "test")


@pytest.mark.parametrize(
    ("now", "new", "why"),
    [
        ("not it", "four other words", "is not right"),
        (PASSWORD, PASSWORD, "is the one up to now"),
        (PASSWORD, "short", "5 characters"),
        (PASSWORD, "aaaaaaaaaaaaaaaa", "few different"),
        (PASSWORD, "jane and the rest", "name of the account"),
        (PASSWORD, "long " * 100, "longer than"),
    ],
)
def test_a_password_that_will_not_do_is_said_why(accounts: Accounts, now: str, new: str, why: str):
    made = accounts.named(account(accounts, "jane"))
    with pytest.raises(AccountError, match=why):
        accounts.change_password(made, now, new, "")
    assert accounts.sign_in("jane", PASSWORD, "")


def test_what_accounts_do_is_logged_and_can_only_be_added_to(accounts: Accounts):
    account(accounts, "jane")
    accounts.close("jane", "boss")
    said = [(one.account, one.what, one.subject) for one in reversed(deeds(accounts.engine))]
    assert said == [
        ("test", "made an account", "jane"),
        ("jane", "signed in", ""),
        ("jane", "changed the password", ""),
        ("boss", "closed an account", "jane"),
    ]
    for change in (DEED.update().values(account="nobody"), DEED.delete()):
        with pytest.raises(DBAPIError), writing(accounts.engine) as connection:
            connection.execute(change)


# Trying to sign in


def test_after_five_wrong_passwords_the_right_one_has_to_wait(accounts: Accounts, monkeypatch):
    account(accounts, "jane")
    for _ in range(store_attempts.OF_ONE_NAME):
        assert accounts.sign_in("jane", "wrong", "10.0.0.1") is None
    for name in ("jane", "JANE"):
        with pytest.raises(TooManyTries):
            accounts.sign_in(name, PASSWORD, "10.0.0.2")
    monkeypatch.setattr(store_attempts, "WINDOW", timedelta(0))
    assert accounts.sign_in("jane", PASSWORD, "10.0.0.1")


def test_tries_from_one_address_are_counted_whatever_the_name(accounts: Accounts):
    account(accounts, "jane")
    for number in range(store_attempts.OF_ONE_ADDRESS):
        assert store_attempts.may_try(accounts.engine, f"name {number}", "10.0.0.1")
    with pytest.raises(TooManyTries):
        accounts.sign_in("jane", PASSWORD, "10.0.0.1")
    assert accounts.sign_in("jane", PASSWORD, "10.0.0.2")


def test_two_processes_count_the_same_tries(accounts: Accounts, database: str):
    with closing(Store(database)) as second:
        for number in range(store_attempts.OF_ONE_NAME):
            assert Accounts((accounts.engine, second.engine)[number % 2]).sign_in("nobody", "x", "") is None
        with pytest.raises(TooManyTries):
            accounts.sign_in("nobody", "x", "")


def test_a_name_without_an_account_takes_as_long(accounts: Accounts, monkeypatch):
    looked_at = []
    monkeypatch.setattr(passwords, "matches", lambda kept, _: bool(looked_at.append(kept)))
    accounts.sign_in("nobody", "x", "")
    assert looked_at == [passwords.NO_ACCOUNT]
    monkeypatch.undo()
    assert not passwords.matches(passwords.NO_ACCOUNT, "x")


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(web: tuple[Flask, Accounts]):
    app, accounts = web
    account(accounts, "jane")
    answers = set()
    for name in ("jane", "nobody"):
        answer = post(
            app.test_client(), "/officers/sign-in", page="/officers/sign-in", name=name, password="x" * 12
        )
        assert answer.status_code == 403
        answers.add(TOKEN.sub("", answer.text).replace(name, ""))
    assert len(answers) == 1 and "is not right" in answers.pop()


# Sessions


def test_the_cookie_is_out_of_reach_of_scripts_other_sites_and_public_pages(tmp_path: Path, reference):
    app, store = site(tmp_path, reference, proxies=1)
    for scheme, secure in (("http", False), ("https", True)):
        answer = app.test_client().get("/officers/sign-in", headers={"X-Forwarded-Proto": scheme})
        (cookie,) = answer.headers.getlist("Set-Cookie")
        assert {"HttpOnly", "SameSite=Lax", "Path=/officers"} <= set(cookie.split("; "))
        assert ("Secure" in cookie.split("; ")) is secure
    store.close()


def test_signing_in_leads_to_the_page_that_was_wanted_here_only(web: tuple[Flask, Accounts]):
    app, accounts = web
    account(accounts, "jane")
    client = app.test_client()
    asked = client.get("/officers/account")
    assert asked.status_code == 303 and asked.location == "/officers/sign-in?then=/officers/account"
    given = {"page": "/officers/sign-in", "name": "jane", "password": PASSWORD}
    assert (
        post(client, "/officers/sign-in", **given, then="/officers/account").location == "/officers/account"
    )
    for then in ("//evil.example", "https://evil.example/officers/", "/officers//../x?y", "javascript:x"):
        answer = post(app.test_client(), "/officers/sign-in", **given, then=then)
        assert answer.location == "/officers/"


def test_a_session_ends_when_it_was_not_used_and_after_a_day_at_work(web, monkeypatch):
    app, accounts = web
    account(accounts, "jane")
    client = sign_in(app, "jane")
    assert client.get("/officers/account").status_code == 200
    monkeypatch.setitem(app.config, "PERMANENT_SESSION_LIFETIME", timedelta(seconds=-1))
    assert client.get("/officers/account").status_code == 303
    monkeypatch.undo()
    client = sign_in(app, "jane")
    monkeypatch.setattr(sessions, "AT_MOST", timedelta(0))
    assert client.get("/officers/account").status_code == 303


@pytest.mark.parametrize("change", ["close", "reset", "password", "sign out"])
def test_whatever_ends_an_accounts_trust_ends_its_sessions(web, change: str):
    app, accounts = web
    account(accounts, "jane")
    client, elsewhere = sign_in(app, "jane"), sign_in(app, "jane")
    if change == "password":
        new = "four newer words"
        assert post(client, "/officers/account", now=PASSWORD, new=new, again=new).status_code == 303
        assert client.get("/officers/account").status_code == 200
    elif change == "sign out":
        assert post(elsewhere, "/officers/sign-out").status_code == 303
    else:
        getattr(accounts, change)("jane", "test")
        assert client.get("/officers/account").status_code == 303
    assert elsewhere.get("/officers/account").status_code == 303


def test_until_the_password_is_ones_own_nothing_else_can_be_done(web):
    app, accounts = web
    once = accounts.add("boss", "administrator", (), "test")
    client = sign_in(app, "boss", once)
    assert client.get("/officers/accounts").location == "/officers/account"
    assert "works only once" in client.get("/officers/account").text
    post(client, "/officers/account", now=once, new=PASSWORD, again=PASSWORD)
    assert client.get("/officers/accounts").status_code == 200


def test_a_form_without_its_token_does_nothing(web):
    app, accounts = web
    account(accounts, "boss", "administrator")
    client = sign_in(app, "boss")
    answer = client.post("/officers/accounts/new", data={"name": "eve", "role": "publisher"})
    assert answer.status_code == 400 and "Open the page again" in answer.text
    assert [one.name for one in accounts.all()] == ["boss"]


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path):
    key = sessions.secret_key(tmp_path)
    assert len(key) == 64 and sessions.secret_key(tmp_path) == key
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


# The administrator's page, and the command line


def test_an_administrator_makes_resets_and_closes_accounts(web):
    app, accounts = web
    account(accounts, "boss", "administrator")
    boss = sign_in(app, "boss")
    made = post(boss, "/officers/accounts/new", name="Jane", role="officer", authorities="Wiltshire, 383")
    once = re.search(r"<code>(.+?)</code>", made.text)
    assert once and sign_in(app, "jane", once[1])
    assert accounts.named("jane").authorities == ("383", "865")
    again = re.search(r"<code>(.+?)</code>", post(boss, "/officers/accounts/reset", name="jane").text)
    assert again and again[1] != once[1] and sign_in(app, "jane", again[1])
    assert post(boss, "/officers/accounts/close", name="jane").status_code == 303
    assert accounts.sign_in("jane", again[1], "") is None
    page = boss.get("/officers/accounts").text
    assert "The account of jane is closed." in page and "Leeds and Wiltshire" in page
    assert "gave a new password" in boss.get("/officers/log").text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "eve", "role": "officer", "authorities": "Wiltshre"}, "Not an authority: Wiltshre"),
        ({"name": "eve", "role": "officer", "authorities": "England"}, "Not an authority: England"),
        ({"name": "eve", "role": "queen"}, "no role"),
    ],
)
def test_an_account_that_cannot_be_made_leaves_the_form_as_it_was(web, sent, said):
    app, accounts = web
    account(accounts, "boss", "administrator")
    answer = post(sign_in(app, "boss"), "/officers/accounts/new", **sent)
    assert answer.status_code == 422 and said in answer.text and 'value="eve"' in answer.text


def test_an_administrator_cannot_lock_themselves_out(web):
    app, accounts = web
    account(accounts, "boss", "administrator")
    answer = post(sign_in(app, "boss"), "/officers/accounts/close", name="boss")
    assert answer.status_code == 422 and accounts.named("boss").closed_at is None


def test_accounts_are_made_listed_reset_and_closed_on_the_command_line(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("YARDSTICK_HOME", str(tmp_path))
    assert main(["add", "Jane", "--role", "officer", "--authority", "865", "Leeds"]) == 0
    once = capsys.readouterr().out.split()[1]
    with closing(Store(f"sqlite:///{tmp_path / 'yardstick.db'}")) as store:
        made = Accounts(store.engine).sign_in("jane", once, "")
    assert isinstance(made, Account) and made.made_at <= datetime.now(UTC)
    assert main(["reset", "jane"]) == 0 and once not in capsys.readouterr().out
    assert main(["close", "jane"]) == 0
    assert main(["list"]) == 0
    assert re.search(r"^jane: officer 383 865, closed \d{4}-\d\d-\d\d$", capsys.readouterr().out, re.M)
    assert main(["add", "Eve", "--role", "officer", "--authority", "Narnia"]) == 2
    assert "'Narnia' is not an authority" in capsys.readouterr().err
    assert main(["close", "nobody"]) == 2
