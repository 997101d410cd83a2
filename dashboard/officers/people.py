"""The administrator's page: every account, and making, closing and resetting one."""

from __future__ import annotations

from werkzeug.wrappers import Response

from dashboard.officers.office import Office, Route, go, said, who
from dashboard.officers.store_accounts import ADMINISTRATOR, OFFICER, PUBLISHER, AccountError

ROLES = (
    (OFFICER, "Officer: uploads and publishes for the authorities named below"),
    (PUBLISHER, "Publisher: publishes for all, rolls back, withdraws"),
    (ADMINISTRATOR, "Administrator: looks after the accounts"),
)


def people(office: Office) -> Response:
    """Every account, and a form for a new one."""
    return _page(office)


def new_person(office: Office) -> Response:
    """Makes an account; the answer is the only one that shows its password."""
    name, role = said("name"), said("role")
    codes, unknown = [], []
    for one in filter(None, map(str.strip, said("authorities").replace(";", ",").split(","))):
        area = office.reference.area(one)
        if area is not None and area.kind == "authority":
            codes.append(area.code)
        else:
            unknown.append(one)
    try:
        if unknown:
            raise AccountError(f"Not an authority: {', '.join(unknown)}. Give a name or a three-digit code.")
        once = office.accounts.add(name, role, codes, who().name)
    except AccountError as error:
        return _page(office, 422, wrong=str(error), name=name, role=role, authorities=said("authorities"))
    return office.page("once", "A new account", name=name, once=once)


def reset_person(office: Office) -> Response:
    """Gives an account a new password to be used once."""
    return _change(office, "reset")


def close_person(office: Office) -> Response:
    """Closes an account."""
    return _change(office, "close")


def _change(office: Office, what: str) -> Response:
    name, by = said("name"), who().name
    try:
        if name == by:
            raise AccountError(
                "That is your own account. Ask another administrator, or use the command line."
            )
        if what == "reset":
            return office.page("once", "A new password", name=name, once=office.accounts.reset(name, by))
        office.accounts.close(name, by)
    except AccountError as error:
        return _page(office, 422, wrong=str(error))
    return go("people", f"The account of {name} is closed.")


def _page(office: Office, status: int = 200, **values: str) -> Response:
    given = {"wrong": "", "name": "", "role": OFFICER, "authorities": "", **values}
    everyone = office.accounts.all()
    return office.page("people", "Accounts", status, everyone=everyone, roles=ROLES, **given)


ROUTES = (
    Route("/accounts", people, (ADMINISTRATOR,)),
    Route("/accounts/new", new_person, (ADMINISTRATOR,), ("POST",)),
    Route("/accounts/reset", reset_person, (ADMINISTRATOR,), ("POST",)),
    Route("/accounts/close", close_person, (ADMINISTRATOR,), ("POST",)),
)
