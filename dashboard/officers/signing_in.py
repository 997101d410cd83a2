"""Signing in and out, and one's own account."""

from __future__ import annotations

import re

from flask import request, session
from flask_login import logout_user
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from dashboard.officers import sessions
from dashboard.officers.office import EVERYBODY, SIGNED_IN, Office, Route, go, said, signed_in, who
from dashboard.officers.store_accounts import ADMINISTRATOR, AccountError, TooManyTries

OURS = re.compile(r"/officers/[\w/-]*")
WRONG = "The name or the password is not right. Check both; capitals count in the password."
TOO_MANY = "Too many tries have failed. Wait 15 minutes, then try again."


def sign_in(office: Office) -> Response:
    """The form, and what it sends."""
    wanted = request.values.get("then", "")
    then = wanted if OURS.fullmatch(wanted) else ""
    if signed_in():
        return go("start")
    if request.method != "POST":
        return office.page("sign_in", "Sign in", then=then, wrong="", name="")
    name = said("name")
    try:
        account = office.accounts.sign_in(name, request.form.get("password", ""), request.remote_addr or "")
        status, wrong = 403, WRONG
    except TooManyTries:
        account, status, wrong = None, 429, TOO_MANY
    if account is None:
        return office.page("sign_in", "Sign in", status, then=then, wrong=wrong, name=name)
    sessions.begin(account)
    return redirect(then, 303) if then else go("start")


def sign_out(office: Office) -> Response:  # noqa: ARG001 - every view is given the office
    """Ends the session."""
    logout_user()
    session.clear()
    return go("sign_in", "You are signed out.")


def start(office: Office) -> Response:  # noqa: ARG001 - every view is given the office
    """The page to begin at, by role."""
    return go("people" if who().role == ADMINISTRATOR else "uploads")


def own(office: Office) -> Response:
    """One's own account, and a form to change its password."""
    account, wrong = who(), ""
    if request.method == "POST":
        now, new, again = (request.form.get(name, "") for name in ("now", "new", "again"))
        try:
            if new != again:
                raise AccountError("The new password was typed in two ways. Type it twice the same.")
            changed = office.accounts.change_password(account, now, new, request.remote_addr or "")
            sessions.begin(changed)
            return go("start" if account.must_change else "own", "Your password is changed.")
        except AccountError as error:
            wrong = str(error)
        except TooManyTries:
            wrong = TOO_MANY
    title = "Choose a password of your own" if account.must_change else "Your account"
    return office.page("own", title, 422 if wrong else 200, wrong=wrong)


ROUTES = (
    Route("/sign-in", sign_in, EVERYBODY, ("GET", "POST")),
    Route("/sign-out", sign_out, SIGNED_IN, ("POST",)),
    Route("/", start, SIGNED_IN),
    Route("/account", own, SIGNED_IN, ("GET", "POST")),
)
