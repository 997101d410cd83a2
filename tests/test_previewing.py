"""What publishing would change is worked out apart from the pages, within limits, and once."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import re
import signal
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.officers.store_accounts import Accounts
from dashboard.officers.store_drafts import Drafts
from loaders import apart, checking, previewing, previewing_process, previews, progress, schema
from loaders.limited import Limits
from loaders.previewing_process import Task, supervise, tables
from loaders.reference import Reference
from loaders.store import Store
from tests.officers import checked_at_once, post
from tests.stores import upload
from tests.test_leftovers import below
from tests.test_officers_publishing import Desk, desk_of_one
from tests.waiting import until

FORK = multiprocessing.get_context("fork")
HEAD = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
PLACES = {"Wiltshire": ("865", "South West"), "Leeds": ("383", "Yorkshire and The Humber")}


def long_file(path: Path, rows: int, plus: int = 0, each: int = 40) -> Path:
    """A file in the long format with so many figures, each by so much larger, of as many a measure."""
    lines = [
        f"Measure{at // each},Authority figure,{2000 + at % 20},{place},{at + plus}.5,{code},{region}"
        for at in range(rows)
        for place, (code, region) in [list(PLACES.items())[at // 20 % 2]]
    ]
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return path


# Worked out in a process of its own


def test_a_process_of_its_own_finds_the_same_on_either_database(
    database: str, tmp_path: Path, reference: Reference
):
    with closing(Store(database)) as store:
        for plus in (0, 1):
            check = tmp_path / f"check{plus}"
            report = checking.check([long_file(tmp_path / "long.csv", 400, plus)], reference, check)
            assert report.publishable, report
            uploads = checking.uploads([tmp_path / "long.csv"], check)
            folder = tmp_path / "uploads" / f"{plus}" / "preview"
            wanted = previewing.asked(store, report, check)
            assert not previewing.stand(folder, wanted[0]).begun
            previewing.start(store, check, folder, wanted)
            while (found := previewing.stand(folder, wanted[0])).going_on:
                time.sleep(0.05)
            assert found.preview and not found.ended, found
            (one,) = found.preview.files
            old = tables(store, wanted[1], wanted[0].editions[0])
            assert one == previews.of_file("long.csv", plus, old, uploads[0].tables)
            if not plus:
                store.publish(uploads)
        assert (one.added, one.changed, one.removed) == (0, 400, 0)
        assert len(one.told["changed"]) == 200 and one.told["changed"][0].old == "0.5"
        assert one.areas == ("", "383", "865") and one.by_subject.every == 10
        assert len(one.courses) == 6 and one.courses[0].before[0].printed == "0.5"


def test_what_a_store_gives_compactly_is_what_it_gives(database: str):
    with closing(Store(database)) as store:
        release = store.publish([upload("wiltshire", *range(30)), upload("leeds", 7)])
        names = list(schema.OBSERVATION.names)
        plain = store.rows("observation", release, {"edition": 1}, columns=names)
        packed = store.compact("observation", release, {"edition": 1}, names)
        assert packed["area"].dtype == "category" and len(packed) == 30
        texts = {name: "str" for name in names if packed[name].dtype == "category"}
        assert packed.astype(texts).equals(plain[names])
        assert store.compact("judgement", release, {"edition": 1}, ["grade"])["grade"].dtype == "Int64"


# How it can end


@pytest.fixture
def begun(tmp_path: Path, reference: Reference) -> Iterator[tuple[Store, Path, Task]]:
    """A store, a folder and what is asked in it, which nobody has begun."""
    with closing(Store(f"sqlite:///{tmp_path / 'store.db'}")) as store:
        check, folder = tmp_path / "check", tmp_path / "uploads" / "x" / "preview"
        report = checking.check([long_file(tmp_path / "long.csv", 20)], reference, check)
        wanted, _ = previewing.asked(store, report, check)
        folder.mkdir(parents=True)
        task = Task(check, 0, 0, wanted, Limits(), tmp_path / "turns")
        task.write(folder)
        yield store, folder, task


def ended(begun: tuple[Store, Path, Task]) -> str:
    store, folder, task = begun
    supervise(folder, store.engine.url.render_as_string())
    found = previewing.stand(folder, task.asked)
    assert found.preview is None and not found.going_on
    return found.ended


def test_more_memory_than_there_is_for_it_is_said(
    begun: tuple[Store, Path, Task], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(previewing_process, "tables", lambda *_: bytearray(10**9))
    assert ended(begun) == "It takes more than 600 MB of memory."


def test_more_time_than_there_is_for_it_is_said(
    begun: tuple[Store, Path, Task], monkeypatch: pytest.MonkeyPatch
):
    replace(begun[2], limits=Limits(seconds=1)).write(begun[1])
    monkeypatch.setattr(previewing_process, "tables", lambda *_: time.sleep(60))
    assert ended(begun) == "It takes longer than 1 seconds."


def test_a_process_that_is_killed_is_said(begun: tuple[Store, Path, Task], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(previewing_process, "tables", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    assert ended(begun) == "It was stopped from outside before it was done."


def test_where_nobody_saw_the_end_it_was_interrupted(begun: tuple[Store, Path, Task]):
    assert "interrupted" in previewing.stand(begun[1], begun[2].asked).ended
    (begun[1] / previews.FILE).write_text("{}")
    assert "cannot be read back" in previewing.stand(begun[1], begun[2].asked).ended


def test_nothing_is_kept_of_files_that_were_checked_again(begun: tuple[Store, Path, Task]):
    replace(begun[2], asked=replace(begun[2].asked, report="another")).write(begun[1])
    supervise(begun[1], begun[0].engine.url.render_as_string())
    assert not (begun[1] / previews.FILE).exists()


# At once


def test_a_slow_one_holds_no_other_up_and_no_more_than_a_few_work_at_once(
    begun: tuple[Store, Path, Task], monkeypatch: pytest.MonkeyPatch
):
    store, folder, task = begun
    url = store.engine.url.render_as_string()
    slow, third = folder.parent / "slow", folder.parent / "third"
    for other in (slow, third):
        other.mkdir()
        task.write(other)
    with monkeypatch.context() as patch:
        patch.setattr(previewing_process, "tables", lambda *_: time.sleep(60))
        first = FORK.Process(target=supervise, args=(slow, url))
        first.start()
    until((slow / progress.FILE).exists)  # it is at it
    supervise(folder, url)
    assert first.is_alive() and previews.read(folder)
    held = [(task.turns / str(at)).open("w") for at in range(1, previewing_process.AT_ONCE)]
    for turn in held:  # as by two more that are slow
        fcntl.flock(turn, fcntl.LOCK_EX)
    waits = FORK.Process(target=supervise, args=(third, url))
    waits.start()
    time.sleep(0.5)
    assert waits.is_alive() and not (third / progress.FILE).exists()
    fcntl.flock(held[0], fcntl.LOCK_UN)  # those that were forked have the files, too
    waits.join(20)
    assert previews.read(third)
    for process in (first.pid, *below(first.pid or 0)):
        os.kill(process or 0, signal.SIGKILL)
    first.join()
    for turn in held:
        turn.close()


# On the pages


@pytest.fixture
def desk(tmp_path: Path, reference: Reference) -> Iterator[Desk]:
    with desk_of_one(tmp_path, reference) as desk:
        yield desk


def sent(desk: Desk, rows: int, plus: int = 0) -> str:
    return desk.send(desk.boss, long_file(desk.folder / "long.csv", rows, plus).read_bytes(), "long.csv")


def folder_of(desk: Desk) -> Path:
    (folder,) = (one for one in (desk.home / "uploads").iterdir() if one.is_dir())
    return folder / "preview"


def page(desk: Desk, address: str) -> str:
    return " ".join(desk.boss.get(f"{address}/changes").text.split())


def test_the_page_of_a_kept_preview_reads_no_rows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, reference: Reference
):
    checked_at_once(monkeypatch, reference)
    assert desk.publish(desk.boss, sent(desk, 40)).status_code == 303
    address = sent(desk, 40, plus=1)
    first = page(desk, address)
    assert "0 added, 40 changed, 0 removed" in first
    asked: list[str] = []
    event.listen(desk.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    monkeypatch.setattr("pandas.read_parquet", lambda *_: pytest.fail("reads a table of the check"))
    monkeypatch.setattr(Store, "compact", lambda *_: pytest.fail("reads rows of the store"))
    assert page(desk, address) == first
    assert asked and not [one for one in asked if re.search(r"\b(observation|judgement|threshold)\b", one)]


def test_the_memory_of_the_web_process_does_not_grow_with_the_file(desk: Desk, reference: Reference):
    """From asking what would change to reading it, worked out by processes as they are."""
    peaks: list[int] = []
    for rows in (400, 4_000, 24_000):
        address = laid(desk, rows, reference)
        tracemalloc.start()
        while "Look again" in page(desk, address):
            time.sleep(0.1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert f"{rows + rows // 4 + 1:,} added" in page(desk, address)
    _, short, long = peaks  # the first time templates are read
    assert long < 1.3 * short


def laid(desk: Desk, rows: int, reference: Reference) -> str:
    """A file that was received and checked, without a browser; the address of its page."""
    folder = desk.home / "uploads" / str(rows)
    (folder / "files").mkdir(parents=True)
    file = long_file(folder / "files" / "long.csv", rows, each=4)
    assert checking.check([file], reference, folder / "check").publishable
    boss = Accounts(desk.store.engine).named("boss")
    drafts = Drafts(desk.store.engine, desk.home / "uploads")
    return f"/officers/uploads/{drafts.add(boss, folder.name, [file.name])}"


def test_without_a_whole_preview_nothing_can_be_published(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, reference: Reference
):
    checked_at_once(monkeypatch, reference)
    whole = previewing_process.tables
    monkeypatch.setattr(previewing_process, "tables", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    address = sent(desk, 20)
    told = page(desk, address)
    assert "It could not be worked out" in told and "stopped from outside" in told
    assert 'name="note"' not in told and "Begin again" in told
    refused = post(desk.boss, f"{address}/publish", note="x", latest="0")
    assert refused.status_code == 409 and "Nothing was published" in refused.text
    assert desk.store.history() == ()
    monkeypatch.setattr(previewing_process, "tables", whole)
    assert "It could not be worked out" in page(desk, address)  # nothing begins again by itself
    assert post(desk.boss, f"{address}/changes/again").status_code == 303
    assert "22 added" in page(desk, address)
    assert desk.publish(desk.boss, address).status_code == 303


def test_how_far_it_has_come_is_told_without_scripts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, reference: Reference
):
    checked_at_once(monkeypatch, reference)
    address = sent(desk, 20)
    with apart.locked(folder_of(desk)):  # as by a process that is at it
        told = page(desk, address)
        assert "Working out what would change" in told and "Look again" in told
        assert "<b>Rows of the file</b> 22" in told and "data-watch" in told
        assert post(desk.boss, f"{address}/publish", note="x", latest="0").status_code == 409
        assert post(desk.boss, f"{address}/changes/again").status_code == 303
    assert "22 added" in page(desk, address)


def test_it_is_worked_out_again_only_if_its_own_base_moved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, reference: Reference
):
    checked_at_once(monkeypatch, reference)
    address = sent(desk, 20)
    kept = (folder_of(desk) / previews.FILE).stat().st_mtime_ns
    desk.store.publish([upload("wiltshire", 1)])
    assert "nothing: it is new" in page(desk, address)
    assert (folder_of(desk) / previews.FILE).stat().st_mtime_ns == kept
    with closing(Store(str(desk.store.engine.url))) as other:
        check = folder_of(desk).parent / "check"
        one = checking.uploads([folder_of(desk).parent / "files" / "long.csv"], check)[0]
        other.publish([replace(one, content=b"another")])
    assert "0 added, 0 changed, 0 removed, 22 stay as they are" in page(desk, address)
    assert (folder_of(desk) / previews.FILE).stat().st_mtime_ns != kept


def test_what_is_withdrawn_is_not_kept_in_what_would_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, reference: Reference
):
    checked_at_once(monkeypatch, reference)
    assert desk.publish(desk.boss, sent(desk, 20)).status_code == 303
    address = sent(desk, 20, plus=1)
    file = folder_of(desk) / previews.FILE
    assert '"0.5"' in file.read_text()
    path = "/officers/editions/1/withdraw"
    assert post(desk.boss, path, page=path, note="A name in it", sure="yes").status_code == 303
    assert not file.exists()
    assert "22 added, 0 changed" in page(desk, address)
