"""The officers' pages under /officers: every route in one list, and one guard before all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Flask, abort, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from dashboard.document import london
from dashboard.officers import (
    history,
    leftovers,
    log,
    people,
    preparing,
    publishing,
    reporting,
    sessions,
    signing_in,
    uploading,
)
from dashboard.officers.office import EVERYBODY, Office, Route, go, moment, signed_in
from dashboard.officers.store_accounts import Accounts
from dashboard.officers.store_drafts import Drafts

ROUTES: tuple[Route, ...] = (
    *signing_in.ROUTES,
    *uploading.ROUTES,
    *publishing.ROUTES,
    *history.ROUTES,
    *log.ROUTES,
    *preparing.ROUTES,
    *people.ROUTES,
)
WHILE_PASSWORD_IS_NOT_OWN = ("own", "sign_out")
TITLES = {
    403: "This is not for your account",
    404: "This is not here",
    413: "That was too much",
}
WORDS = {
    400: "The form was open for too long, or was not one of ours. Open the page again and send it once more.",
    403: "Your account may not do this. Ask a publisher, or whoever looks after the accounts.",
    404: "There is nothing here that your account may see. It may have been thrown away meanwhile.",
    413: "That is more than can be sent at once. A file may have up to 50 MB.",
}


def officers(store: Any, reference: Any, home: Path, static: Callable[[str], str]) -> Blueprint:
    """The blueprint over a store. `home` is the folder of the settings, `static` gives files' addresses."""
    drafts = Drafts(store.engine, home / "uploads")
    leftovers.clear(drafts)
    office = Office(store, reference, Accounts(store.engine), drafts, static)
    csrf = CSRFProtect()
    made = Blueprint("officers", __name__, url_prefix="/officers", template_folder="templates")
    for route in ROUTES:
        made.add_url_rule(route.path, route.name, partial(route.view, office), methods=route.methods)
    made.record_once(lambda state: sessions.prepare(cast(Flask, state.app), office.accounts, home, csrf))
    made.before_request(partial(_guard, csrf, {f"officers.{route.name}": route for route in ROUTES}))
    made.after_request(_never_kept)
    made.register_error_handler(HTTPException, partial(_refused, office))
    made.app_template_filter("day")(london)
    made.app_template_filter("moment")(moment)
    made.app_template_filter("size")(lambda said: reporting.size(int(said)) if said.isdecimal() else said)
    return made


def _guard(csrf: CSRFProtect, routes: Mapping[str, Route]) -> Response | None:
    """Lets nobody through who may not; before any form is read, or a file received."""
    route = routes[request.endpoint or ""]
    request.max_content_length = route.most_bytes
    if route.roles != EVERYBODY:
        account = signed_in()
        if account is None:
            return go("sign_in", then=request.path if request.method == "GET" else None)
        if account.must_change and route.name not in WHILE_PASSWORD_IS_NOT_OWN:
            return go("own")
        if account.role not in route.roles:
            abort(403)
    csrf.protect()
    return None


def _refused(office: Office, error: HTTPException) -> Response | HTTPException:
    if error.response is not None:
        return error
    code = error.code or 500
    title = "This was not done" if isinstance(error, CSRFError) else TITLES.get(code, str(error.name))
    return office.page("refused", title, code, why=WORDS.get(code, "Go back and try another way."))


def _never_kept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
