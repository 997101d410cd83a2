"""Sending files, and what was found in them."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from flask import abort, request
from werkzeug.wrappers import Response

from dashboard.officers import leftovers, receiving, reporting
from dashboard.officers.office import THOSE_WHO_PUBLISH, Office, Route, go, sent, who
from dashboard.officers.previewing import asked_of, looked_at
from dashboard.officers.store_accounts import PUBLISHER
from dashboard.officers.store_drafts import OPEN, PUBLISHED, Draft
from loaders import FORMATS, checked, checking, definitions, marking, personal, progress
from loaders.format import asked_for

log = logging.getLogger(__name__)
MOST_OPEN, MOST_CHECKED_AT_ONCE = 30, 3
MOST_BYTES = receiving.MOST_FILES * receiving.MOST_BYTES + 1_000_000
STAGES = (
    ("received", "Received"),
    ("opened", "Opened"),
    ("recognised", "Recognised"),
    ("read", "Rows read"),
    ("checked", "Checked"),
)


def uploads(office: Office) -> Response:
    """A form to send files, and what was sent before."""
    return _page(office)


def receive(office: Office) -> Response:
    """Takes files, and begins to check them."""
    account = who()
    try:
        waiting = office.drafts.open(account)
        if sum(checking.report(one.check) is None for one in waiting) >= MOST_CHECKED_AT_ONCE:
            raise receiving.NotReceived(
                f"{MOST_CHECKED_AT_ONCE} uploads of yours are being checked. Wait for them, then send again."
            )
        if len(waiting) >= MOST_OPEN:
            raise receiving.NotReceived(
                f"{MOST_OPEN} uploads of yours are waiting. Publish some or throw them away, then send again."
            )
        leftovers.clear(office.drafts)  # before more room is taken
        with receiving.received(request.files.getlist("files"), office.drafts.home) as (folder, names):
            number = office.drafts.add(account, folder, names)
    except receiving.NotReceived as error:
        return _page(office, str(error))
    draft = office.drafts.find(number)
    assert draft  # noqa: S101 - it was added just now
    begin(office, draft)
    return go("draft", number=draft.number)


def draft(office: Office, number: int) -> Response:
    """How far the check has come, and then what was found."""
    given = theirs(office, number)
    if checking.interrupted(given.check):
        return office.page("interrupted", "The check was interrupted", draft=given)
    report = checking.report(given.check)
    if report is None:
        steps = progress.steps(given.check)
        return office.page("checking", "Checking", draft=given, steps=steps, stages=STAGES)
    title = "Ready to look at" if report.publishable else "Something has to be mended first"
    if report.publishable:
        looked_at(
            office.store, given, asked_of(office.store, given, report)
        )  # begun while the report is read
    problems = [problem for one in report.files for problem in one.problems]
    if private := any(one.fix == personal.FIX for one in problems):
        shutil.rmtree(given.folder / "files", ignore_errors=True)
    kept = [checked.kept_of(given.check, at) for at in range(len(report.files))]
    return office.page(
        "report",
        title,
        draft=given,
        report=report,
        words=reporting,
        private=private,
        excerpts=[marking.read(folder) for folder in kept],
        marked=[(folder / marking.MARKED).is_file() for folder in kept],
    )


def marked_copy(office: Office, number: int, place: int) -> Response:
    """The workbook as it was sent, with comments on its bad cells."""
    given = theirs(office, number)
    report = checking.report(given.check)
    file = checked.kept_of(given.check, place) / marking.MARKED
    if report is None or place >= len(report.files) or not file.is_file():
        abort(404)
    return sent(file.read_bytes(), f"{Path(report.files[place].file).stem} with comments.xlsx")


def check_again(office: Office, number: int) -> Response:
    """Checks what was sent before once more."""
    given = theirs(office, number)
    if checking.report(given.check) is not None:
        begin(office, given)
    return go("draft", number=number)


def throw_away(office: Office, number: int) -> Response:
    """Ends a draft and deletes its files."""
    given = theirs(office, number)
    office.drafts.throw_away(given, who().name)
    shutil.rmtree(given.folder, ignore_errors=True)
    return go("uploads", "The files are thrown away. Nothing that is public has changed.")


def theirs(office: Office, number: int) -> Draft:
    """A draft that is open and may be seen by whoever asks: their own, or any for a publisher; else 404.

    Whoever comes back to one that is published, perhaps because the answer never came, is told that it is.
    """
    found, account = office.drafts.find(number), who()
    if found is None or (found.account != account.number and account.role != PUBLISHER):
        abort(404)
    if found.state == PUBLISHED:
        abort(go("history", f"These files are published already, as release {found.release}."))
    if found.state != OPEN:
        abort(404)
    return found


def begin(office: Office, given: Draft) -> None:
    """Begins to check a draft's files, in a process of its own.

    Where that cannot be done the files are there all the same, and their page offers to check them.
    """
    known = definitions.on_record(office.store, office.reference)
    try:
        checking.start(asked_for(given.paths, FORMATS), known, given.check)
    except checking.Busy:
        pass  # somebody else began meanwhile
    except OSError:
        log.exception("%s cannot be checked", given.subject)


def _page(office: Office, wrong: str = "") -> Response:
    account = who()
    waiting = office.drafts.open(None if account.role == PUBLISHER else account)
    return office.page("uploads", "Upload figures", 422 if wrong else 200, waiting=waiting, wrong=wrong)


ROUTES = (
    Route("/uploads", uploads, THOSE_WHO_PUBLISH),
    Route("/uploads/new", receive, THOSE_WHO_PUBLISH, ("POST",), MOST_BYTES),
    Route("/uploads/<int:number>", draft, THOSE_WHO_PUBLISH),
    Route("/uploads/<int:number>/marked/<int:place>", marked_copy, THOSE_WHO_PUBLISH),
    Route("/uploads/<int:number>/check", check_again, THOSE_WHO_PUBLISH, ("POST",)),
    Route("/uploads/<int:number>/throw-away", throw_away, THOSE_WHO_PUBLISH, ("POST",)),
)
