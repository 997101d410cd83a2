"""What every officers' page needs, and what every route says: its address, its view, and who may use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote
from zoneinfo import ZoneInfo

from dash import html
from flask import Response, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from dashboard import document, ids, wording
from dashboard.markup import Markup
from dashboard.officers.store_accounts import ADMINISTRATOR, OFFICER, PUBLISHER, Account, Accounts
from dashboard.officers.store_drafts import Drafts
from dashboard.page import Page

EVERYBODY: tuple[str, ...] = ()  # no sign-in asked
SIGNED_IN = (OFFICER, PUBLISHER, ADMINISTRATOR)
THOSE_WHO_PUBLISH = (OFFICER, PUBLISHER)
# The navigation: name, endpoint, who sees it.
TABS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Upload", "officers.uploads", THOSE_WHO_PUBLISH),
    ("History", "officers.history", THOSE_WHO_PUBLISH),
    ("Log", "officers.log", SIGNED_IN),
    ("How to prepare", "officers.prepare", THOSE_WHO_PUBLISH),
    ("Accounts", "officers.people", (ADMINISTRATOR,)),
    ("Your account", "officers.own", SIGNED_IN),
)


@dataclass(frozen=True)
class Office:
    """The store and reference tables, accounts, what was sent, and the addresses of static files."""

    store: Any
    reference: Any
    accounts: Accounts
    drafts: Drafts
    static: Callable[[str], str]

    @property
    def home(self) -> Path:
        """The folder of the settings, in which uploads lie, and what was worked out of them."""
        return self.drafts.home.parent

    def page(self, template: str, title: str, status: int = 200, **values: Any) -> Response:
        """A template within the document that all pages have."""
        account = signed_in()
        said = Markup(
            render_template(f"officers/{template}.html", account=account, office=self, title=title, **values)
        )
        tree = html.Main(said, id=ids.MAIN, tabIndex=-1)
        frame = document.Frame(_tabs(account), self.static)
        text = document.document(Page(title, tree), frame, _no_charts)
        return Response(text, status, content_type="text/html; charset=utf-8")

    def place(self, code: str) -> str:
        """The name of an authority, region or England; the code itself if it is not on record."""
        area = self.reference.areas.get(code)
        return area.name if area else code or "every area"

    def places(self, codes: Sequence[str]) -> str:
        """Names of areas as a sentence has them."""
        return wording.joined([self.place(code) for code in codes])

    @property
    def publishers(self) -> str:
        """Names of those who publish for all, as a sentence has them; empty if nobody does."""
        every = self.accounts.all()
        return wording.joined([one.name for one in every if one.role == PUBLISHER and not one.closed_at])


View: TypeAlias = Callable[..., Answer]


@dataclass(frozen=True)
class Route:
    """An address below /officers, the view that answers (given the office), and the roles that may ask.

    `most_bytes` is how much may be sent to it.
    """

    path: str
    view: View
    roles: tuple[str, ...]
    methods: tuple[str, ...] = ("GET",)
    most_bytes: int = 200_000

    @property
    def name(self) -> str:
        """The name by which addresses of it are made."""
        return self.view.__name__


def signed_in() -> Account | None:
    """The account of whoever asks, if somebody is signed in."""
    return current_user.account if current_user.is_authenticated else None


def who() -> Account:
    """The account of whoever asks, on a page that is only answered to those who are signed in."""
    account = signed_in()
    if account is None:
        raise RuntimeError(f"{request.endpoint} was answered without a sign-in")
    return account


def said(name: str) -> str:
    """What a form's field holds."""
    return request.form.get(name, "").strip()


def go(name: str, done: str = "", **values: Any) -> Answer:
    """On to another page, which first says what was `done`; reloading it does nothing again."""
    if done:
        session["done"] = done
    return redirect(url_for(f"officers.{name}", **values), 303)


def sent(content: bytes, name: str) -> Response:
    """A file to be saved under a name; no browser opens it by itself."""
    told = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    kind = "application/octet-stream"
    return Response(content, content_type=kind, headers={"Content-Disposition": told})


def moment(at: datetime) -> str:
    """A moment as people in England write it."""
    there = at.astimezone(ZoneInfo("Europe/London"))
    return f"{there.day} {there:%B %Y, %H:%M}"


def _tabs(account: Account | None) -> list[document.Tab]:
    return [
        document.Tab(name, url_for(endpoint), request.endpoint == endpoint)
        for name, endpoint, roles in TABS
        if account and account.role in roles
    ]


def _no_charts() -> Any:
    raise TypeError("An officers' page has pictures of charts, which nothing mounts.")
