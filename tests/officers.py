"""Officers for tests: accounts over a store, and clients that are signed in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.settings import Settings
from dashboard.shell import create_app
from loaders import checking, definitions, previewing, previewing_process
from loaders.checking_process import Asked, supervise
from loaders.limited import Limits
from loaders.reference import Reference
from loaders.store import Store
from tests.books import Grid, save

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from dashboard.officers.store_accounts import Accounts

PASSWORD = "four words of ours"
ABOUT: Grid = [
    ["Item", "Entry"],
    *(["Source", "our-neet"], ["Title", "Young people in Wiltshire"], ["Publisher", "Wiltshire Council"]),
    *(["Date", "Nov 2012"], ["Licence", "Open Government Licence v3.0"]),
]
HEAD = ["Indicator", "Authority", "Period", "Figure"]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def site(home: Path, reference: Reference, *, proxies: int = 0, url: str = "") -> tuple[Flask, Store]:
    """An application over the store in a folder, or at an address, and the store."""
    settings = Settings(home, "127.0.0.1", 0, url or f"sqlite:///{home / 'yardstick.db'}", None, proxies)
    store = Store(settings.database_url)
    return create_app(store, reference, settings), store


def book(folder: Path, *figures: tuple[str, str, str], file: str = "neet.xlsx") -> bytes:
    """A workbook of our template with figures: authority, period, figure."""
    rows = [HEAD, *(["neet-16-18", *one] for one in figures)]
    return save(folder, {"About": ABOUT, "Figures": rows}, file).read_bytes()


def account(accounts: Accounts, name: str, role: str = "officer", *authorities: str) -> str:
    """Makes an account whose password is PASSWORD; its name."""
    once = accounts.add(name, role, authorities or (("865",) if role == "officer" else ()), "test")
    made = accounts.sign_in(name, once, "")
    assert made
    accounts.change_password(made, once, PASSWORD, "")
    return name


def post(client: FlaskClient, path: str, /, page: str = "", **sent: Any) -> TestResponse:
    """Sends a form as a browser does: with the token of a page that has it."""
    found = TOKEN.search(client.get(page or "/officers/account", follow_redirects=True).text)
    assert found
    return client.post(path, data={"csrf_token": found[1], **sent})


def sign_in(app: Flask, name: str, password: str = PASSWORD) -> FlaskClient:
    """A client that is signed in."""
    client = app.test_client()
    answer = post(client, "/officers/sign-in", page="/officers/sign-in", name=name, password=password)
    assert answer.status_code == 303, answer.text
    return client


def checked_at_once(patch: pytest.MonkeyPatch, reference: Reference) -> None:
    """Checks, and works out what would change, in processes that are forked from this one.

    Those start four times as fast; their limits hold.
    """

    def start(files: Sequence[Path], known: Reference, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        Asked(tuple(files), tuple(definitions.rows(known.indicators.values())), Limits()).write(folder)
        supervise(folder, reference)

    def launch(_: str, folder: Path, __: int, environment: Mapping[str, str]) -> None:
        previewing_process.supervise(folder, environment["DATABASE_URL"])

    patch.setattr(checking, "start", start)
    patch.setattr(previewing.apart, "launch", launch)
