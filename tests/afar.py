"""Yardstick served by gunicorn to somebody who has no more than a browser without JavaScript."""

from __future__ import annotations

import http.client
import io
import re
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from dashboard.officers import leftovers
from dashboard.officers.store_accounts import Accounts
from dashboard.officers.store_drafts import PUBLISHED, Draft, Drafts
from dashboard.officers.store_log import deeds
from loaders.store import Store
from tests.bench.serving import Server, gunicorn, ours
from tests.mortal import FORKER, VARIABLE, Fate
from tests.officers import PASSWORD, TOKEN, account
from tests.stores import upload, values

PATIENCE = 60  # seconds
INDICATOR, SOURCE = "neet-16-18", "our-neet"
LATEST = re.compile(r'name="latest" value="(\d+)"><input type="hidden" name="base" value="(\w+)"')


class Broken(Exception):
    """The connection broke before an answer came, or it was told that something is out of order."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    location: str


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Where one is sent on is looked at by the test."""


class Officer:
    """Somebody who signs in."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name, self.token = world, name, ""
        self.received: dict[str, bytes] = {}  # what was acknowledged, by its address
        self.published: set[str] = set()
        self.cookies = urllib.request.HTTPCookieProcessor()
        self.opener = urllib.request.build_opener(Stay, self.cookies)

    def ask(self, path: str, **sent: object) -> Answer:
        """A page, or what answers a form. Raises Broken."""
        head: dict[str, str] = {}
        body = None
        if sent:
            boundary, body = encode_multipart({"csrf_token": self.token, **sent})
            head = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        asked = urllib.request.Request(self.world.address + path, body, head)
        try:
            answer = self.opener.open(asked, timeout=PATIENCE)
        except HTTPError as refused:
            answer = refused
        except (OSError, http.client.HTTPException) as error:
            raise Broken from error
        with answer:
            try:
                text = answer.read().decode()
            except (OSError, http.client.HTTPException) as error:
                raise Broken from error
        status, told = answer.status or 0, answer.headers
        if status >= 500:
            raise Broken(text)
        return Answer(status, text, str(told["Location"] or "").removeprefix(self.world.address))

    def enter(self) -> Answer:
        """Signs in, and looks at nothing."""
        self.token = self._token("/officers/sign-in")
        return self.ask("/officers/sign-in", name=self.name, password=PASSWORD)

    def sign_in(self) -> None:
        """Signs in, ready to send forms."""
        self.enter()
        self.token = self._token("/officers/account")

    def _token(self, path: str) -> str:
        found = TOKEN.search(self.ask(path).text)
        return found[1] if found else ""

    def send(self, content: bytes) -> str:
        """Sends a file; the address of its page, which is as much as to say that it was received."""
        answer = self.ask("/officers/uploads/new", files=FileStorage(io.BytesIO(content), "neet.xlsx"))
        assert answer.status == 303, answer.text
        self.received[answer.location] = content
        return answer.location

    def looked(self, address: str) -> Answer:
        """The page of what was sent, as soon as nothing is being checked."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            page = self.ask(address)
            if "Look again" not in page.text:
                return page
            time.sleep(0.02)
        raise AssertionError("waited in vain for the check")

    def checked(self, address: str) -> str:
        """The same address when it is checked; checks again, as the page offers, if that broke off."""
        while "Ready to look at" not in (page := self.looked(address)).text:
            assert "Check again" in page.text, page.text
            assert "was interrupted" in page.text or "stopped from outside" in page.text, page.text
            self.ask(f"{address}/check", again="yes")
        return address

    def previewed(self, address: str) -> Answer:
        """The page with what would change, as soon as nothing is worked out."""
        return self.looked(f"{address}/changes")

    def form(self, address: str) -> dict[str, str]:
        """The form to publish; what would change is worked out again, as the page offers, if it broke off."""
        while not (found := LATEST.search((page := self.previewed(address)).text)):
            if page.status == 303:
                break
            assert "Begin again" in page.text, page.text
            self.ask(f"{address}/changes/again", again="yes")
        latest, base = found.groups() if found else ("none", "none")
        return {"note": "New figures", "latest": latest, "base": base}

    def publish(self, address: str, form: Mapping[str, str] | None = None) -> Answer:
        """Publishes what was sent, as the page with the changes offers it."""
        answer = self.ask(f"{address}/publish", **(form or self.form(address)))
        if answer.location.endswith("/officers/history"):
            self.published.add(address)
        return answer

    def throw_away(self, number: int) -> Answer:
        """Throws away what was sent."""
        self.received.pop(f"/officers/uploads/{number}", None)
        return self.ask(f"/officers/uploads/{number}/throw-away", sure="yes")

    def whole_way(self, content: bytes) -> None:
        """From sending to publishing."""
        answer = self.publish(self.checked(self.send(content)))
        assert answer.status == 303, answer.text


@dataclass
class World:
    """A store, Yardstick served over it, and who dies next."""

    home: Path
    url: str
    store: Store
    fate: Fate
    server: Server | None = None
    serving: ExitStack = field(default_factory=ExitStack)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        assert self.server
        return self.server.address

    @property
    def kind(self) -> str:
        return self.url.partition(":")[0]

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.store.engine, self.home / "uploads")

    @contextmanager
    def served(self, **settings: str) -> Iterator[World]:
        """Serves it for as long as the block."""
        self.settings = {
            "YARDSTICK_HOME": str(self.home),
            "DATABASE_URL": self.url,
            VARIABLE: str(self.home / "fate"),
            **settings,
        }
        with self.serving:
            self.start()
            yield self

    def start(self) -> None:
        """Starts the web server, anew if it was killed."""
        self.serving.close()
        options = [*ours()[:-1], "--log-level", "critical", "tests.mortal:server"]
        self.server = self.serving.enter_context(gunicorn(options, self.settings, "/healthz"))

    def everybody(self) -> list[Draft]:
        """Every draft there ever was."""
        return sorted(self.drafts._drafts(), key=lambda one: one.number)

    def agrees(self) -> None:
        """What is public is a whole release, and drafts, folders and log tell of the same things."""
        history, events, drafts = self.store.history(), self.store.events(), self.everybody()
        assert [one.number for one in history] == list(range(1, len(history) + 1))
        figures = values(self.store, self.store.current())
        assert len(figures) == 3 and len(set(figures)) == 1, "half of one release and half of another"
        assert [one.release for one in events if one.what == "published"] == [one.number for one in history]
        editions = [one.number for one in self.store.editions()]
        assert [one.edition for one in events if one.what == "accepted"] == editions
        log = deeds(self.store.engine)[::-1]
        assert [one.number for one in log] == list(range(1, len(log) + 1))
        released: list[int | None] = [one.number for one in history if one.author == "officer"]
        assert [one.release for one in log if one.what == "published"] == released
        assert sorted(one.release or 0 for one in drafts if one.state == PUBLISHED) == released
        told = [one.subject for one in log if one.what == "sent files"]
        assert told == [one.subject for one in drafts]
        for one in self.drafts.open():
            assert all(path.stat().st_size for path in one.paths)

    def tidy(self) -> None:
        """Nothing is left of what was cut off: every folder is that of an upload that waits."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            leftovers.clear(self.drafts)
            folders = {path for path in self.drafts.home.iterdir() if path.is_dir()}
            if folders == {one.folder for one in self.drafts.open()}:
                return
            time.sleep(0.1)  # a check goes on in a folder that was thrown away
        raise AssertionError("something is left")

    def workers(self) -> list[int]:
        """The processes that answer."""
        assert self.server
        return self.server.workers()

    def checking(self) -> list[int]:
        """The processes that check something just now, or work out what would change: they hold its lock."""
        assert self.server
        servers = {self.server.process.pid, *self.workers()}
        found: list[int] = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                held = [str(one.readlink()) for one in (process / "fd").iterdir()]
            except OSError:  # gone meanwhile
                continue
            if any(Path(one).match("uploads/*/*/lock") and one.startswith(str(self.home)) for one in held):
                found.append(int(process.name))
        forker = self.home / FORKER  # has every lock for a moment
        if forker.exists():
            servers.add(int(forker.read_text()))
        return [one for one in found if one not in servers]


@contextmanager
def world(home: Path, url: str) -> Iterator[World]:
    """A store with one release of three equal figures and an officer, jane, not served yet."""
    home.mkdir()
    (home / "fate").write_bytes(bytes(16))
    with closing(Store(url)) as store:
        store.publish([upload(SOURCE, 0, 0, 0, indicator=INDICATOR)])
        account(Accounts(store.engine), "jane")
        yield World(home, url, store, Fate(home / "fate"))
