"""What was done, the latest first: to each what concerns them."""

from __future__ import annotations

from flask import abort, request
from werkzeug.wrappers import Response

from dashboard.officers import store_log
from dashboard.officers.office import SIGNED_IN, Office, Route, who
from dashboard.officers.store_accounts import ADMINISTRATOR, OFFICER, ROLES, Account
from dashboard.officers.store_log import Seen

MOST_SHOWN = 50
UPLOADS = {"sent files": "Files sent", "threw files away": "Files thrown away"}
RELEASES = {
    "published": "Published",
    "carried over": "Planned release made again",
    "rolled back": "Rolled back",
    "withdrew": "Withdrawn",
}
ACCOUNTS = {
    "signed in": "Signed in",
    "changed the password": "Password changed",
    "made an account": "Account made",
    "gave a new password": "New password given",
    "closed an account": "Account closed",
}


def log(office: Office) -> Response:
    """A page of the log, of all kinds or of one."""
    account = who()
    kinds = {**UPLOADS, **RELEASES, **(ACCOUNTS if account.role == ADMINISTRATOR else {})}
    kind, page = request.args.get("kind", ""), request.args.get("page", "1")
    if (kind and kind not in kinds) or not (page.isascii() and page.isdecimal() and 0 < len(page) < 9):
        abort(404)
    seen = Seen((kind,) if kind else tuple(kinds), tuple(UPLOADS), _senders(office, account), ROLES)
    count = store_log.count(office.accounts.engine, seen)
    last, at = max(1, -(-count // MOST_SHOWN)), int(page)
    if not 0 < at <= last:
        abort(404)
    deeds = store_log.told(office.accounts.engine, seen, (at - 1) * MOST_SHOWN, MOST_SHOWN)
    return office.page(
        "log", "What was done", deeds=deeds, kinds=kinds, kind=kind, count=count, page=at, last=last
    )


def _senders(office: Office, account: Account) -> tuple[str, ...] | None:
    """Whose uploads somebody may know of; None for everybody's.

    An officer knows of those by officers who publish for no other authorities than they do themselves.
    """
    if account.role != OFFICER:
        return None
    theirs = set(account.authorities)
    alike = (one for one in office.accounts.all() if one.role == OFFICER and set(one.authorities) <= theirs)
    return tuple(one.name for one in alike)


ROUTES = (Route("/log", log, SIGNED_IN),)
