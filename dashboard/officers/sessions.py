"""Sessions of those who are signed in: the key that signs them, their cookie, their end, whose they are."""

from __future__ import annotations

import os
import secrets
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, login_user
from flask_wtf.csrf import CSRFProtect

from dashboard.officers.store_accounts import Account, Accounts

KEY_FILE = "secret-key"
UNUSED, AT_MOST = timedelta(hours=1), timedelta(hours=12)
PATH = "/officers"  # the public pages are never sent the cookie
BEGAN = "began"


class SignedIn(UserMixin):
    """An account as Flask-Login knows it: by number and mark, so that a new mark ends its sessions."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        """What the session holds."""
        return f"{self.account.number} {self.account.mark}"


class Cookies(SecureCookieSessionInterface):
    """The session's cookie, kept to HTTPS wherever the page was asked for by HTTPS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - as Flask calls it
        """True if this request came by HTTPS."""
        return request.is_secure


def prepare(app: Flask, accounts: Accounts, home: Path, csrf: CSRFProtect) -> None:
    """Gives an application its key, its cookie and its sign-in.

    Forms are protected where the officers' pages ask for it; everywhere, Dash's requests would be refused.
    """
    app.secret_key = secret_key(home)
    app.session_interface = Cookies()
    app.config.update(
        SESSION_COOKIE_NAME="officer",
        SESSION_COOKIE_PATH=PATH,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=UNUSED,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # a form is good for as long as its session
    )
    manager = LoginManager()

    @manager.user_loader
    def load(held: str) -> SignedIn | None:
        number, _, mark = held.partition(" ")
        account = accounts.signed_in(int(number), mark) if not _outlived() else None
        return SignedIn(account) if account else None

    # Not init_app: it would look into the session for every answer, and the public pages have none.
    app.login_manager = manager  # type: ignore[attr-defined]
    csrf.init_app(app)


def begin(account: Account) -> None:
    """Begins a session; nothing that was in the one before it is kept."""
    session.clear()
    session.permanent = True  # ends an hour after it was last used, not when the browser is closed
    session[BEGAN] = datetime.now(UTC).isoformat()
    login_user(SignedIn(account))


def _outlived() -> bool:
    began = session.get(BEGAN, "")
    return not began or datetime.now(UTC) - datetime.fromisoformat(began) > AT_MOST


def secret_key(home: Path) -> str:
    """The key that signs sessions, made when it is first needed; only its owner may read the file.

    Two processes that start together get the same one.
    """
    file = home / KEY_FILE
    if not file.exists():
        handle, made = tempfile.mkstemp(dir=home)  # with mode 600
        with os.fdopen(handle, "w") as written:
            written.write(secrets.token_hex(32))
            written.flush()
            os.fsync(written.fileno())
        try:
            os.link(made, file)
        except FileExistsError:
            pass  # another process was first
        finally:
            Path(made).unlink()
    return file.read_text()
