"""Every officers' page in every state that people see, one after the other: for tests and `make shots`."""

from __future__ import annotations

import fcntl
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.officers.store_accounts import Accounts
from dashboard.officers.store_drafts import Drafts
from loaders import FORMATS, apart, previews, progress, shipped
from loaders.apart import LOCK
from loaders.format import read
from loaders.reference import Reference
from loaders.store import Store
from tests.live import served
from tests.mistakes import BOOK, MISTAKES, NEWS, written
from tests.officers import PASSWORD, account, site

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True)
class Place:
    """The address of an application, its store and its accounts, and the folder of all that it keeps."""

    url: str
    store: Store
    accounts: Accounts
    home: Path


@dataclass(frozen=True)
class View:
    """A page as somebody sees it: a name for it, and the status that a browser's console complains of."""

    name: str
    tab: Page
    complaint: str = ""


@contextmanager
def opened(home: Path, reference: Reference) -> Iterator[Place]:
    """An application with one paper published, served."""
    app, store = site(home, reference)
    store.publish([shipped.upload(BOOK, read(BOOK, reference, FORMATS))], note="The paper as it was")
    with served(app) as url:
        yield Place(url, store, Accounts(store.engine), home)
    store.close()


def sign_in(tab: Page, place: Place, name: str, password: str = PASSWORD) -> None:
    """Signs in by the form."""
    tab.goto(f"{place.url}/officers/")
    tab.get_by_label("Name of your account").fill(name)
    tab.get_by_label("Password").fill(password)
    tab.get_by_role("button", name="Sign in").click()


def send(tab: Page, path: Path, scripts: bool = True) -> None:
    """Sends a file and waits for its report."""
    tab.get_by_role("link", name="Upload", exact=True).click()
    tab.get_by_label("Files").set_input_files(path)
    tab.get_by_role("button", name="Send and check").click()
    tab.wait_for_url(re.compile(r"/officers/uploads/\d+$"))
    if scripts:  # the page follows by itself
        tab.locator("h1", has_text=re.compile("Ready to look at|mended")).wait_for(timeout=60_000)
        return
    look_again(tab, "Checking")


def look_again(tab: Page, while_headed: str) -> None:
    """Looks again and again, as a reader without scripts does, until a page is headed otherwise."""
    for _ in range(200):
        if tab.locator("h1").inner_text() != while_headed:
            return
        tab.wait_for_timeout(300)
        tab.get_by_role("link", name="Look again").click()
    raise AssertionError(tab.content())


def look_at_changes(tab: Page, scripts: bool = True) -> None:
    """Asks what would change, and waits until that is worked out."""
    tab.get_by_role("link", name="See what would change").click()
    if scripts:
        tab.locator("h1", has_text=re.compile("^What would change$")).wait_for(timeout=60_000)
    else:
        look_again(tab, "Working out what would change")


def tour(place: Place, open_one: Callable[[], Page], folder: Path) -> Iterator[View]:
    """Every page in every state; `folder` is for the workbooks that are sent."""
    once = place.accounts.add("new", "officer", ("865",), "test")
    for name, role, *codes in (
        ("jane", "officer"),
        ("lee", "officer", "383"),
        ("boss", "publisher"),
        ("root", "administrator"),
    ):
        account(place.accounts, name, role, *codes)
    yield from _signing_in(place, open_one(), once)
    yield from _officer(place, open_one(), folder)
    yield from _not_hers(place, open_one(), folder)
    yield from _publisher(place, open_one())
    yield from _administrator(place, open_one())


def _signing_in(place: Place, tab: Page, once: str) -> Iterator[View]:
    tab.goto(f"{place.url}/officers/sign-in")
    yield View("sign-in", tab)
    sign_in(tab, place, "jane", "not the password")
    tab.get_by_text("The name or the password is not right.").wait_for()
    yield View("sign-in-wrong", tab, "403")
    sign_in(tab, place, "new", once)
    _headed(tab, "Choose a password of your own")
    yield View("first-password", tab)


def _officer(place: Place, tab: Page, folder: Path) -> Iterator[View]:
    sign_in(tab, place, "jane")
    _headed(tab, "Upload figures")
    yield View("upload-nothing-yet", tab)
    (folder / "empty.csv").touch()
    tab.get_by_label("Files").set_input_files(folder / "empty.csv")
    tab.get_by_role("button", name="Send and check").click()
    tab.get_by_text("empty.csv is empty.").wait_for()
    yield View("upload-refused", tab, "422")
    with _being_checked(place) as number:
        tab.goto(f"{place.url}/officers/uploads/{number}")
        yield View("checking", tab)
        tab.goto(f"{place.url}/officers/uploads")  # left before it is gone, since it asks again by itself
    private = folder / "private.csv"
    private.write_text("Indicator,Authority,Surname,Figure\nneet-16-18,Wiltshire,Lovelace,5%\n")
    send(tab, private)
    yield View("report-refused", tab)
    send(tab, written(folder / BOOK.name, MISTAKES))
    yield View("report-mistakes", tab)
    send(tab, written(folder / BOOK.name, NEWS))
    yield View("report-clean", tab)
    look_at_changes(tab)
    yield View("preview", tab)
    (sent,) = Drafts(place.store.engine, place.home / "uploads").open()[:1]
    with apart.locked(sent.preview):
        tab.goto(tab.url)
        yield View("previewing", tab)
    (sent.preview / previews.FILE).unlink()  # as if it had been killed
    tab.goto(f"{place.url}/officers/uploads/{sent.number}/changes")
    yield View("preview-interrupted", tab)
    tab.get_by_role("button", name="Begin again").click()
    tab.locator("h1", has_text=re.compile("^What would change$")).wait_for(timeout=60_000)
    tab.get_by_label("Why is this published?").fill("Corrected after the committee")
    tab.get_by_role("button", name="Publish").click()
    tab.get_by_text("is public now.").wait_for()
    yield View("history-published", tab)
    tab.get_by_role("button", name="Compare").click()
    tab.locator("h1", has_text="From release").wait_for(timeout=60_000)
    yield View("releases-compared", tab)
    for name, path in (
        *(("upload", "uploads"), ("log", "log"), ("log-of-a-kind", "log?kind=published")),
        *(("prepare", "prepare"), ("account", "account")),
    ):
        tab.goto(f"{place.url}/officers/{path}")
        yield View(name, tab)
    tab.goto(f"{place.url}/officers/history/1/roll-back")
    yield View("not-allowed", tab, "403")
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_text("You are signed out.").wait_for()
    yield View("signed-out", tab)


def _not_hers(place: Place, tab: Page, folder: Path) -> Iterator[View]:
    """A paper about a council that the officer's account does not publish for."""
    sign_in(tab, place, "lee")
    send(tab, written(folder / BOOK.name, {"Judgements!C5": "good", "Figures in the text!E2": "96%"}))
    look_at_changes(tab)
    yield View("preview-not-hers", tab)


def _publisher(place: Place, tab: Page) -> Iterator[View]:
    sign_in(tab, place, "boss")
    _headed(tab, "Upload figures")
    for name, path in (
        *(("upload-of-all", "uploads"), ("history", "history")),
        *(("roll-back", "history/1/roll-back"), ("withdraw", "editions/1/withdraw")),
    ):
        tab.goto(f"{place.url}/officers/{path}")
        yield View(name, tab)


def _administrator(place: Place, tab: Page) -> Iterator[View]:
    sign_in(tab, place, "root")
    _headed(tab, "Accounts")
    yield View("people", tab)
    tab.locator("#choose-name").fill("ann")
    tab.locator("#choose-authorities").fill("Wiltshire")
    tab.get_by_role("button", name="Make the account").click()
    tab.get_by_text("It is shown only now").wait_for()
    yield View("once", tab)
    for name, path in (("log-of-accounts", "log"), ("missing", "no-such-page")):
        tab.goto(f"{place.url}/officers/{path}")
        yield View(name, tab, "404" if name == "missing" else "")


def _headed(tab: Page, heading: str) -> None:
    """Waits for the page of a heading: what was clicked may still be on its way."""
    tab.locator("h1", has_text=heading).wait_for()


@contextmanager
def _being_checked(place: Place) -> Iterator[int]:
    """An upload whose check goes on for as long as this is open; its number."""
    drafts = Drafts(place.store.engine, place.home / "uploads")
    found = drafts.find(drafts.add(place.accounts.named("jane"), "c" * 8, ["figures-2012.xlsx"]))
    assert found
    found.check.mkdir(parents=True)
    with (found.check / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for stage, detail in (("received", "48213"), ("opened", "xlsx"), ("recognised", FORMATS[0].title)):
            progress.tell(found.check, found.files[0], stage, detail)  # type: ignore[arg-type]
        yield found.number
    drafts.throw_away(found, "jane")
