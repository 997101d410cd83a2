"""An address with a release shows what was public then, and says what has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dashboard import wording_since
from dashboard.listings import Listing, Told
from dashboard.pages import indicator
from dashboard.shell import create_app
from dashboard.since import Since, since
from dashboard.taken import Drawing, Taken
from loaders.store import Store
from tests.reading import Read, read
from tests.stores import upload

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from dashboard.page import Page
    from dashboard.queries import Ask
    from dashboard.selecting import Selection
    from dashboard.settings import Settings
    from loaders.editions import Upload
    from loaders.reference import Reference

NEET = "/indicator?indicator=neet-16-18&area=865"


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory, reference: Reference, settings: Settings
) -> Iterator[Flask]:
    """Three releases: NEET figures; one of them corrected and one added; a paper on something else."""
    home: Path = tmp_path_factory.mktemp("since")
    with closing(Store(f"sqlite:///{home / 'store.db'}")) as store:
        store.publish([figures("paper", 4.5, 5.5)])
        store.publish([figures("paper", 4.5, 6.5, 7.5)])
        store.publish([figures("other", 1.5, indicator="adoption-a1")])
        yield create_app(store, reference, settings)


def figures(source: str, *values: float, indicator: str = "neet-16-18") -> Upload:
    """Wiltshire's figures of the years from 2008 on."""
    made = upload(source, *values, indicator=indicator)
    found = made.tables["observation"]
    dated = found.assign(period_start=found["period"] + "-01", period_end=found["period"] + "-12")
    return replace(made, tables={**made.tables, "observation": dated})


def page(app: Flask, address: str) -> Read:
    answer = app.test_client().get(address)
    assert answer.status_code == 200
    return read(answer.get_data(as_text=True))


def notice(shown: Read) -> str:
    found = re.search(r"You are looking at an older release\..*?newest figures", shown.text)
    return found[0] if found else ""


def test_an_older_page_shows_what_was_public_and_says_what_changed(published: Flask):
    shown = page(published, f"{NEET}&release=1")
    assert "5.5%" in shown.text and "6.5%" not in shown.text and "7.5%" not in shown.text
    said = notice(shown)
    assert "Release 1, published" in said and "Newer figures exist: release 3, published" in said
    assert re.search(
        r"In the tables of this page \d+ entr(y|ies) reads? otherwise and \d+ entr(y|ies) (is|are) new", said
    )


def test_the_notice_leads_to_the_same_page_with_the_newest_figures(published: Flask):
    shown = page(published, f"{NEET}&release=1")
    (link,) = [one for one in shown.links if one.startswith("http://localhost") and "release" not in one]
    newest = page(published, link.removeprefix("http://localhost"))
    assert "7.5%" in newest.text and not notice(newest)


def test_where_nothing_on_the_page_changed_it_says_so(published: Flask):
    assert wording_since.NO_CHANGE in page(published, f"{NEET}&release=2").text


def test_the_newest_release_says_nothing_of_newer_ones_even_if_it_is_named(published: Flask):
    assert not notice(page(published, f"{NEET}&release=3"))


def test_an_older_page_is_made_again_when_something_newer_is_published(
    tmp_path: Path, reference: Reference, settings: Settings
):
    with closing(Store(f"sqlite:///{tmp_path / 'store.db'}")) as store:
        store.publish([figures("paper", 4.5)])
        store.publish([figures("paper", 5.5)])
        app = create_app(store, reference, settings)
        before = app.test_client().get(f"{NEET}&release=1")
        assert "Newer figures exist: release 2" in before.get_data(as_text=True)
        store.rollback(1)
        known = {"If-None-Match": before.headers["ETag"]}
        after = app.test_client().get(f"{NEET}&release=1", headers=known)
        assert after.status_code == 200
        assert "release 3 holds the same files" in after.get_data(as_text=True)


def test_a_page_in_other_colours_is_not_held_against_the_newest_release_again(
    published: Flask, monkeypatch: pytest.MonkeyPatch
):
    """What has changed since is the same however a page is shown."""
    made: list[str] = []
    page_of = indicator.page

    def counted(selection: Selection, ask: Ask) -> Page:
        made.append(str(ask.release.number))
        return page_of(selection, ask)

    monkeypatch.setattr(indicator, "page", counted)
    shown = [
        notice(page(published, f"{NEET}&list=nothing&release=1{more}"))
        for more in ("", "&view=projector", "&colours=dark")
    ]
    assert made == ["1", "3", "1", "1"]
    assert "reads otherwise" in shown[0] or "read otherwise" in shown[0]
    assert len(set(shown)) == 1


def listing(*rows: tuple[str, str]) -> Taken:
    found = Taken("t")
    cells = [[Told(name), Told(said)] for name, said in rows]
    found.listings.append(Listing("", "", ("Area", "Figure"), cells))
    return found


@pytest.mark.parametrize(
    ("then", "now", "counted"),
    [
        ([("Leeds", "1")], [("Leeds", "1")], (0, 0, 0)),
        ([("Leeds", "1")], [("Leeds", "2")], (1, 0, 0)),
        ([("Leeds", "1")], [("Leeds", "1"), ("Essex", "3")], (0, 1, 0)),
        ([("Leeds", "1"), ("Essex", "3")], [("Leeds", "not available")], (1, 0, 1)),
        ([("Leeds", "1"), ("Leeds", "2")], [("Leeds", "1"), ("Leeds", "3")], (1, 0, 0)),
    ],
)
def test_cells_are_counted_by_their_row_and_column(
    then: list[tuple[str, str]], now: list[tuple[str, str]], counted: tuple[int, int, int]
):
    assert since(listing(*then), listing(*now)) == Since(*counted)


def figured(*rows: tuple[str, str, str], caption: str = "") -> Taken:
    """A page with a table in which two cells say what a row is about."""
    found = Taken("t")
    cells = [[Told(one) for one in row] for row in rows]
    found.listings.append(Listing("", caption, ("Measure", "Area", "Figure"), cells, 2))
    return found


def test_a_row_on_top_of_others_about_the_same_measure_is_one_new_entry():
    """Not every row below it."""
    then = [("NEET", f"Area {at}", str(at)) for at in range(3)]
    now = [("NEET", "Leeds", "9"), *then]
    assert since(figured(*then), figured(*now)) == Since(0, 1, 0)


def test_a_finding_on_top_of_others_is_one_new_row_of_two_entries():
    def findings(*said: str) -> Taken:
        rows = [[Told("Strengths"), Told(one), Told("para 1")] for one in said]
        found = Taken("t")
        found.listings.append(Listing("", "", ("Kind", "Finding", "Place in the report"), rows))
        return found

    assert since(findings("a", "b", "c"), findings("z", "a", "b", "c")) == Since(0, 2, 0)


def test_tables_of_different_captions_are_not_taken_for_one():
    both = figured(("NEET", "Leeds", "1"), caption="2010")
    both.listings += figured(("NEET", "Leeds", "2"), caption="2011").listings
    turned = replace(both, listings=both.listings[::-1])
    assert since(both, turned) == Since(0, 0, 0)


@pytest.mark.parametrize(
    "now",
    [
        replace(figured(), lead="Leeds is first."),
        replace(figured(), caveats=["Counted in another way."]),
        replace(figured(), drawings=[Drawing("timeline", "", "Two inspections.", "")]),
    ],
)
def test_what_is_said_outside_the_tables_is_compared_too(now: Taken):
    """Else "none of them changes what this page says" would not be true."""
    assert since(figured(), figured()) == Since(0, 0, 0)
    assert wording_since.told(since(figured(), now)) == wording_since.ELSEWHERE


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ((0, 0, 0), wording_since.NO_CHANGE),
        ((1, 0, 0), "In the tables of this page 1 entry reads otherwise."),
        ((2, 1, 0), "In the tables of this page 2 entries read otherwise and 1 entry is new."),
        (
            (1, 2, 3),
            "In the tables of this page 1 entry reads otherwise, 2 entries are new "
            "and 3 entries are no longer there.",
        ),
    ],
)
def test_what_changed_is_said_in_words(counted: tuple[int, int, int], said: str):
    assert wording_since.told(Since(*counted)) == said
