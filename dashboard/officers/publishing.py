"""What publishing would change, and publishing."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import session
from werkzeug.wrappers import Response

from dashboard.officers import reporting
from dashboard.officers.office import THOSE_WHO_PUBLISH, Office, Route, go, moment, said, who
from dashboard.officers.previewing import asked_of, begin_again, beyond, looked_at, replaced_by_then
from dashboard.officers.sides import sides
from dashboard.officers.store_drafts import Draft
from dashboard.officers.uploading import theirs
from loaders import FORMATS, checking
from loaders.checked import Report
from loaders.editions import Release
from loaders.format import asked_for
from loaders.previewing import Preview
from loaders.store import BaseMoved

LONGEST_NOTE = 500
MOVED = (
    "Nothing was published. Since you looked, something else became public or the files were checked again, "
    "so other things would change. Look at what would change now, and send it again."
)
NOT_KNOWN = "Nothing was published, since what would change is not known. What you wrote is kept."
TYPED = "typed"  # what was written into a form that could not be answered, in the session
STAGES = (
    ("understood", "Rows of the file"),
    ("public", "Rows that are public now"),
    ("compared", "Held side by side"),
)


class NotPublished(ValueError):
    """What was asked for cannot be published so; the message says why and how to mend it."""


def changes(office: Office, number: int) -> Response:
    """What would change for the public, and the form to publish it."""
    given = theirs(office, number)
    report = checking.report(given.check)
    if report is None or not report.publishable:
        return go("draft", number=number)
    return _page(office, given, report)


def work_out_again(office: Office, number: int) -> Response:
    """Works out once more what would change, where that ended before its end."""
    given = theirs(office, number)
    report = checking.report(given.check)
    if report and report.publishable:
        begin_again(office.store, given, asked_of(office.store, given, report))
    return go("changes", number=number)


def publish(office: Office, number: int) -> Response:
    """Publishes a draft, if what would change is what was looked at."""
    given = theirs(office, number)
    report = checking.report(given.check)
    if report is None or not report.publishable:
        return _refused(office, "Only files that were checked, and have no errors, can be published.")
    session[TYPED] = [number, said("note")[:LONGEST_NOTE], said("public_from")[:LONGEST_NOTE]]
    wanted = asked_of(office.store, given, report)
    found = looked_at(office.store, given, wanted)
    try:
        if said("base") != wanted[0].base:
            raise BaseMoved(MOVED)
        if found.preview is None:
            return _page(office, given, report, 409, wrong=NOT_KNOWN)
        made = _published(office, given, report, found.preview)
    except BaseMoved as error:
        return _page(office, given, report, 409, wrong=str(error))
    except ValueError as error:  # nothing new, two files of one source, changed after they were checked
        return _page(office, given, report, 422, wrong=str(error))
    session.pop(TYPED)
    shutil.rmtree(given.folder, ignore_errors=True)  # the store has the bytes
    public = "public now" if made.public_from <= made.made_at else f"public from {moment(made.public_from)}"
    return go("history", f"Published: release {made.number} is {public}.")


def _published(office: Office, given: Draft, report: Report, preview: Preview) -> Release:
    """The release of a draft whose preview was looked at. Raises ValueError that says what is wrong."""
    account, note, latest, day = who(), said("note"), said("latest"), _day(said("public_from"))
    if not note or len(note) > LONGEST_NOTE:
        raise NotPublished(f"Say in a sentence why this is published: {LONGEST_NOTE} letters at most.")
    if not (latest.isascii() and latest.isdigit()):
        raise NotPublished("The form was not whole. Look at what would change, and send it again.")
    if beyond(preview, account):
        raise NotPublished("Your account may not publish all of these rows; see below.")
    sources = [one.source for one in report.files]
    if day and (other := replaced_by_then(office.store, sources, day)):
        raise NotPublished(
            f"Release {other.number} becomes public on {moment(other.public_from)} and changes the same "
            "file. Choose an earlier moment, or wait until then and look again."
        )
    files = checking.uploads(asked_for(given.paths, FORMATS), given.check)
    if asked_of(office.store, given, report)[0] != preview.asked:  # while they were read
        raise BaseMoved(MOVED)
    return office.store.publish(
        files,
        note=note,
        author=account.role,
        public_from=day,
        latest=int(latest),
        along=office.drafts.published(given, account.name, note),
    )


def _page(office: Office, given: Draft, report: Report, status: int = 200, wrong: str = "") -> Response:
    releases = office.store.history()  # first: what is made from now on moves the base
    found = looked_at(office.store, given, asked_of(office.store, given, report))
    if found.preview is None:
        title = "What would change is not known" if found.ended else "Working out what would change"
        return office.page(
            "previewing",
            title,
            status,
            draft=given,
            found=found,
            stages=STAGES,
            files=report.files,
            wrong=wrong,
        )
    return office.page(
        "changes",
        "What would change",
        status,
        draft=given,
        sides=sides(office, found.preview.files),
        latest=releases[-1].number if releases else 0,
        base=found.preview.asked.base,
        beyond=beyond(found.preview, who()),
        words=reporting,
        wrong=wrong,
        typed=_typed(given),
    )


def _typed(given: Draft) -> dict[str, str]:
    """What was written into the form when it was last sent, so that nobody has to write it again."""
    number, note, public_from = session.get(TYPED) or (0, "", "")
    kept = {"note": note, "public_from": public_from} if number == given.number else {}
    return {name: said(name) or kept.get(name, "") for name in ("note", "public_from")}


def _refused(office: Office, why: str) -> Response:
    return office.page("refused", "The files have to be checked again", 409, why=why)


def _day(text: str) -> datetime | None:
    """A moment as a form's field gives it, in England's time; None for now. Raises NotPublished."""
    if not text:
        return None
    try:
        day = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotPublished("The date is not one. Write it as 2026-05-01T09:30, or leave it out.") from error
    day = day.replace(tzinfo=ZoneInfo("Europe/London")) if day.tzinfo is None else day
    if day <= datetime.now(UTC):
        raise NotPublished("That moment has passed. Choose a later one, or leave it out to publish now.")
    return day


ROUTES = (
    Route("/uploads/<int:number>/changes", changes, THOSE_WHO_PUBLISH),
    Route("/uploads/<int:number>/changes/again", work_out_again, THOSE_WHO_PUBLISH, ("POST",)),
    Route("/uploads/<int:number>/publish", publish, THOSE_WHO_PUBLISH, ("POST",)),
)
