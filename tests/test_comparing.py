"""Releases are compared apart from the pages, when somebody asks; nothing withdrawn is kept of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dashboard.officers import leftovers
from dashboard.officers.store_drafts import Drafts
from loaders import apart, previewing, previewing_process, previews
from loaders.limited import Limits
from loaders.previewing_process import Task, supervise
from loaders.reference import Reference
from loaders.store import Release, Store
from tests.officers import checked_at_once, post
from tests.stores import upload
from tests.test_officers_publishing import Desk, desk_of_one
from tests.test_previewing import sent


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: Reference) -> Iterator[Desk]:
    checked_at_once(monkeypatch, reference)
    with desk_of_one(tmp_path, reference) as desk:
        yield desk


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 'store.db'}")) as store:
        yield store


def test_two_releases_are_compared_apart_from_the_page_too(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    for plus in (0, 1):
        assert desk.publish(desk.boss, sent(desk, 20, plus)).status_code == 303
    address = "/officers/history/compare?from=1&to=2"
    with apart.locked(desk.home / "comparisons" / "1-2"):  # as by a process that is at it
        told = desk.boss.get(address).text
        assert "Working out what differs" in told and "Look again" in told
    assert "0 added, 20 changed, 0 removed" in " ".join(desk.boss.get(address).text.split())
    monkeypatch.setattr(Store, "compact", lambda *_: pytest.fail("reads rows of the store"))
    assert "20 changed" in desk.boss.get(address).text
    path = "/officers/editions/1/withdraw"
    assert post(desk.boss, path, page=path, note="A name in it", sure="yes").status_code == 303
    assert [one.name for one in (desk.home / "comparisons").glob("*/*")] == ["lock"]


def test_a_comparison_that_failed_begins_again_only_if_somebody_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    for plus in (0, 1):
        assert desk.publish(desk.boss, sent(desk, 20, plus)).status_code == 303
    begun: list[str] = []
    launch, whole = apart.launch, previewing_process.tables

    def counted(module: str, *told: Any) -> None:
        begun.append(module)
        launch(module, *told)

    monkeypatch.setattr(apart, "launch", counted)
    monkeypatch.setattr(previewing_process, "tables", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    address = "/officers/history/compare?from=1&to=2"
    for path in (address, f"{address}&again=yes", address):  # as a page does that looks again by itself
        told = desk.boss.get(path).text
        assert "What differs is not known" in told and "again=yes" not in told
    assert len(begun) == 1
    again = "/officers/history/compare/again"
    assert 'name="from" value="1"' in told and f'method="post" action="{again}"' in told
    assert desk.boss.get(again).status_code == 405
    assert desk.boss.post(again, data={"from": "1", "to": "2"}).status_code == 400  # no token
    assert post(desk.boss, again, **{"from": "1", "to": "9"}).status_code == 404
    assert len(begun) == 1
    monkeypatch.setattr(previewing_process, "tables", whole)
    answer = post(desk.boss, again, **{"from": "1", "to": "2"})
    assert (answer.status_code, answer.location) == (303, address)
    assert len(begun) == 2 and "20 changed" in desk.boss.get(address).text


def test_room_for_comparisons_is_made_where_nobody_works(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    made: list[Release] = []
    monkeypatch.setattr(apart, "launch", lambda *_: None)
    for value in range(previewing.MOST_KEPT + 4):
        made.append(store.publish([upload("wiltshire", value)]))
    first = tmp_path / "comparisons" / "1-2"
    with apart.locked(first):
        os.utime(first, (0, 0))
        for other in made[2:]:
            previewing.compared(store, made[0], other, tmp_path)
        assert first.is_dir()
        glob = Path.glob
        gone = tmp_path / "comparisons" / "7-8"  # another process deleted it a moment ago
        monkeypatch.setattr(Path, "glob", lambda *asked: [gone, *glob(*asked)])
        previewing.compared(store, made[1], made[2], tmp_path)
    assert len(list((tmp_path / "comparisons").iterdir())) == previewing.MOST_KEPT + 1


def test_what_is_withdrawn_while_it_is_compared_is_not_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    folder, asked = tmp_path / "comparisons" / "1-2", previews.Asked("1-2", (1, 2))
    folder.mkdir(parents=True)
    url, write = store.engine.url.render_as_string(), previews.write
    for value in (1, 2):
        store.publish([upload("wiltshire", value)])

    def meanwhile(folder: Path, preview: previews.Preview) -> None:
        with closing(Store(url)) as other:
            other.withdraw(1, why="A name in it")
        write(folder, preview)

    monkeypatch.setattr(previews, "write", meanwhile)
    Task(None, 1, 2, asked, Limits(), tmp_path / "turns").write(folder)
    supervise(folder, url)
    assert not list(folder.glob(f"{previews.FILE}*"))
    assert previewing.stand(folder, asked).ended


def test_what_a_killed_process_left_of_a_withdrawn_edition_is_cleared_away(store: Store, tmp_path: Path):
    """Whole or half, of drafts and of releases; what holds nothing of it stays."""
    for source in ("wiltshire", "leeds"):
        store.publish([upload(source, 1)])
    kept = {"1-1": (1,), "1-2": (1, 2), "2-3": (2,)}
    places = {tmp_path / "comparisons" / name: editions for name, editions in kept.items()}
    places[tmp_path / "uploads" / "x" / "preview"] = (0, 1)
    for place, editions in places.items():
        place.mkdir(parents=True, exist_ok=True)
        Task(None, 1, 2, previews.Asked("", editions), Limits(), tmp_path / "turns").write(place)
        (place / previews.FILE).write_text("rows")
        (place / f"{previews.FILE}.1234").write_text("half of the rows")
    store.withdraw(1, why="A name in it")  # and killed
    leftovers.clear(Drafts(store.engine, tmp_path / "uploads"))
    left = {place.name for place in places if list(place.glob("*"))}
    assert left == {"2-3"}
