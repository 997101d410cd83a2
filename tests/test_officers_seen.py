"""What is published is what was seen: else it is told, and nothing that was typed is lost."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from loaders import apart, checked, checking, previewing, previewing_process, releases
from loaders.reference import Reference
from loaders.store import Upload
from tests.officers import checked_at_once, post
from tests.test_officers_publishing import Desk, desk_of_one

SEEN = "Since you looked, something else became public or the files were checked again"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: Reference) -> Iterator[Desk]:
    checked_at_once(monkeypatch, reference)
    with desk_of_one(tmp_path, reference) as desk:
        yield desk


def sent(desk: Desk, value: str) -> str:
    return desk.send(desk.boss, desk.book(("Wiltshire", "Nov 2011", value)))


def folder_of(desk: Desk) -> Path:
    (folder,) = (one for one in (desk.home / "uploads").iterdir() if one.is_dir())
    return folder


def planned(desk: Desk, value: str, day: datetime) -> None:
    """Somebody publishes other figures of the same source, to be public from a day."""
    address = sent(desk, value)
    check = folder_of(desk) / "check"
    files: list[Upload] = checking.uploads([folder_of(desk) / "files" / "neet.xlsx"], check)
    desk.store.publish(files, public_from=day)
    assert post(desk.boss, f"{address}/throw-away").status_code == 303


class Tomorrow(datetime):
    """What the clock says a day from now."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        """The time, a day later."""
        return datetime.now(tz) + timedelta(days=1)


def test_a_planned_release_that_becomes_public_changes_what_was_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    planned(desk, "1.1", datetime.now(UTC) + timedelta(hours=1))
    address = sent(desk, "2.2")
    form = desk.form(desk.boss, address)
    assert desk.store.current() is None
    monkeypatch.setattr(releases, "datetime", Tomorrow)
    assert desk.store.current() is not None
    refused = post(desk.boss, f"{address}/publish", note="As I saw it", **form)
    assert refused.status_code == 409 and SEEN in refused.text
    assert "<td>1.1</td><td>2.2</td>" in refused.text  # what would change now
    assert 'value="As I saw it"' in refused.text
    assert len(desk.store.history()) == 1
    assert desk.publish(desk.boss, address).status_code == 303


def test_files_that_were_checked_again_have_to_be_looked_at_again(desk: Desk):
    address = sent(desk, "2.2")
    form = desk.form(desk.boss, address)
    assert post(desk.boss, f"{address}/check").status_code == 303
    refused = post(desk.boss, f"{address}/publish", note="x", **form)
    assert refused.status_code == 409 and SEEN in refused.text
    assert not desk.store.history()
    assert desk.publish(desk.boss, address).status_code == 303


def test_files_that_are_checked_again_while_they_are_read_are_not_published(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    address, whole = sent(desk, "2.2"), checking.uploads
    form = desk.form(desk.boss, address)

    def meanwhile(files: list[Path], check: Path) -> list[Upload]:
        found = whole(files, check)
        report = checked.read(check)
        assert report
        checked.write(check, checked.Report(report.files, seconds=1000))
        return found

    monkeypatch.setattr(checking, "uploads", meanwhile)
    refused = post(desk.boss, f"{address}/publish", note="x", **form)
    assert refused.status_code == 409 and SEEN in refused.text
    assert not desk.store.history()


def test_a_preview_that_is_not_there_is_told_as_what_it_is_and_what_was_typed_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    address = sent(desk, "2.2")
    form = desk.form(desk.boss, address)
    typed = {"note": "Autumn “figures”", "public_from": "2199-07-01T09:30"}
    with apart.locked(folder_of(desk) / "preview"):
        refused = post(desk.boss, f"{address}/publish", **typed, **form)
        assert refused.status_code == 409 and SEEN not in refused.text
        assert "what would change is not known" in refused.text and "Look again" in refused.text
        assert f'data-watch="{address}/changes"' in refused.text  # the page of the form cannot be asked for
    (folder_of(desk) / "preview" / "preview.json").unlink()
    whole = previewing_process.tables
    monkeypatch.setattr(previewing_process, "tables", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    post(desk.boss, f"{address}/changes/again")
    refused = post(desk.boss, f"{address}/publish", **typed, **form)
    assert refused.status_code == 409 and SEEN not in refused.text
    assert "It was stopped from outside before it was done." in refused.text
    monkeypatch.setattr(previewing_process, "tables", whole)
    post(desk.boss, f"{address}/changes/again")
    page = desk.boss.get(f"{address}/changes").text
    assert 'value="Autumn “figures”"' in page and 'value="2199-07-01T09:30"' in page
    other = desk.send(desk.boss, desk.book(("Wiltshire", "Nov 2011", "3.3")))
    assert "Autumn" not in desk.boss.get(f"{other}/changes").text


@pytest.mark.parametrize(
    ("wrong", "why"),
    [(errno.EAGAIN, "Resource temporarily unavailable"), (errno.ENOSPC, "No space left on device")],
)
def test_where_no_process_can_be_started_the_page_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, wrong: int, why: str
):
    def launch(*_: object) -> None:
        raise OSError(wrong, os.strerror(wrong))  # EAGAIN makes it a BlockingIOError

    begins = apart.launch
    monkeypatch.setattr(apart, "launch", launch)
    address = sent(desk, "2.2")
    told = desk.boss.get(f"{address}/changes")
    assert told.status_code == 200 and f"This computer could not begin it ({why})" in told.text
    again = post(desk.boss, f"{address}/changes/again")
    assert again.status_code == 303 and any(why in str(one.exc_info) for one in caplog.records)
    monkeypatch.setattr(apart, "launch", begins)
    assert post(desk.boss, f"{address}/changes/again").status_code == 303
    assert desk.publish(desk.boss, address).status_code == 303


def test_files_whose_check_begins_again_while_a_page_is_made_are_being_checked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    address, mark = sent(desk, "2.2"), previewing_process.mark
    form = desk.form(desk.boss, address)

    def meanwhile(check: Path) -> str:
        (check / checked.FILE).unlink(missing_ok=True)
        return mark(check)

    report = folder_of(desk) / "check" / checked.FILE
    kept = report.read_bytes()
    monkeypatch.setattr(previewing, "mark", meanwhile)
    for ask in (
        lambda: desk.boss.get(address),
        lambda: desk.boss.get(f"{address}/changes"),
        lambda: post(desk.boss, f"{address}/changes/again"),
        lambda: post(desk.boss, f"{address}/publish", note="x", **form),
    ):
        report.write_bytes(kept)
        answer = ask()
        assert (answer.status_code, answer.location) == (303, address)
