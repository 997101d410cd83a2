"""What was published, when, by whom and why; its files; going back, and withdrawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, request
from werkzeug.wrappers import Response

from dashboard.officers import reporting
from dashboard.officers.office import THOSE_WHO_PUBLISH, Office, Route, go, said, sent, who
from dashboard.officers.sides import sides
from dashboard.officers.store_accounts import PUBLISHER
from dashboard.officers.store_drafts import recorded
from dashboard.officers.store_log import deeds
from loaders.editions import Edition, Release, UnknownEdition, UnknownRelease, Withdrawn
from loaders.previewing import compare_again, compared, forget_withdrawn

STAGES = (
    ("understood", "Rows of the second release"),
    ("public", "Rows of the first"),
    ("compared", "Held side by side"),
)


@dataclass(frozen=True)
class Made:
    """A release as the history tells it: who made it (a role where no account did), what is new in it.

    `new` are its editions that the release before had not, each with the one whose place it took.
    """

    release: Release
    by: str
    new: tuple[tuple[Edition, Edition | None], ...]
    gone: tuple[Edition, ...]
    current: bool


def history(office: Office) -> Response:
    """Every release, the latest first."""
    return office.page("history", "History", made=_made(office))


def edition_file(office: Office, number: int) -> Response:
    """A published file, byte for byte as it was uploaded."""
    try:
        content = office.store.content(number)
    except (UnknownEdition, Withdrawn):
        abort(404)
    name = next(one.file for one in office.store.editions() if one.number == number)
    return sent(content, name)


def compare(office: Office) -> Response:
    """What differs between any two releases."""
    one, other = _two(office, request.args)
    found = compared(office.store, one, other, office.home)
    if found.preview is None:
        title = "What differs is not known" if found.ended else "Working out what differs"
        return office.page("comparing", title, found=found, stages=STAGES, one=one, other=other)
    return office.page(
        "compare",
        f"From release {one.number} to release {other.number}",
        sides=sides(office, found.preview.files),
        columns=(f"Release {one.number}", f"Release {other.number}"),
        words=reporting,
    )


def compare_once_more(office: Office) -> Response:
    """Works out once more what differs between two releases, where that ended before its end."""
    one, other = _two(office, request.form)
    compare_again(office.store, one, other, office.home)
    return go("compare", "", **{"from": one.number, "to": other.number})


def _two(office: Office, said: Mapping[str, str]) -> tuple[Release, Release]:
    """The two releases that are named; else 404."""
    numbers = [said.get(name, "") for name in ("from", "to")]
    try:
        one, other = (office.store.release(int(one)) for one in numbers if one.isascii() and one.isdigit())
    except (UnknownRelease, ValueError):
        abort(404)
    if one.withdrawn or other.withdrawn:
        abort(404)
    return one, other


def roll_back(office: Office, number: int) -> Response:
    """Makes an earlier release's files public again, after asking."""
    try:
        release, wrong = office.store.release(number), ""
    except UnknownRelease:
        abort(404)
    if request.method == "POST":
        note, account = said("note"), who()
        try:
            if not note:
                raise ValueError("Say in a sentence why this is done.")
            along = recorded(account.name, "rolled back", f"to release {number}", note)
            made = office.store.rollback(number, author=account.role, note=note, along=along)
            return go(
                "history", f"Release {made.number} has the files of release {number}, and is public now."
            )
        except (ValueError, Withdrawn) as error:
            wrong = str(error)
    title = f"Roll back to release {number}"
    files = office.store.editions(release)
    return office.page("roll_back", title, 422 if wrong else 200, release=release, files=files, wrong=wrong)


def withdraw(office: Office, number: int) -> Response:
    """Destroys an edition, after asking."""
    edition = next((one for one in office.store.editions() if one.number == number), None)
    if edition is None or edition.withdrawn_at:
        abort(404)
    wrong = ""
    if request.method == "POST":
        why, account = said("note"), who()
        try:
            if said("sure") != "yes":
                raise ValueError("Tick the box first: what is destroyed cannot be had back.")
            along = recorded(account.name, "withdrew", f"edition {number}: {edition.file}", why)
            office.store.withdraw(number, why=why, author=account.role, along=along)
            forget_withdrawn(office.store.engine, office.home)
            return go("history", f"{edition.file} is withdrawn; its rows and its bytes are destroyed.")
        except (ValueError, Withdrawn) as error:
            wrong = str(error)
    return office.page("withdraw", "Withdraw a file", 422 if wrong else 200, edition=edition, wrong=wrong)


def _made(office: Office) -> list[Made]:
    by = {one.release: one.account for one in reversed(deeds(office.accounts.engine)) if one.release}
    every = {one.number: one for one in office.store.editions()}
    current, before = office.store.current(), dict[str, Edition]()
    found: list[Made] = []
    for release in office.store.history():
        now = {every[number].source: every[number] for number in release.editions}
        new = tuple((one, before.get(source)) for source, one in now.items() if before.get(source) != one)
        gone = tuple(one for source, one in before.items() if source not in now)
        who_did = f"{by[release.number]}, {release.author}" if release.number in by else release.author
        is_current = current is not None and release.number == current.number
        found.append(Made(release, who_did, new, gone, is_current))
        before = now
    return found[::-1]


ROUTES = (
    Route("/history", history, THOSE_WHO_PUBLISH),
    Route("/history/compare", compare, THOSE_WHO_PUBLISH),
    Route("/history/compare/again", compare_once_more, THOSE_WHO_PUBLISH, ("POST",)),
    Route("/editions/<int:number>/file", edition_file, THOSE_WHO_PUBLISH),
    Route("/history/<int:number>/roll-back", roll_back, (PUBLISHER,), ("GET", "POST")),
    Route("/editions/<int:number>/withdraw", withdraw, (PUBLISHER,), ("GET", "POST")),
)
