"""From a file that is sent to a release: what is wrong, what it would change, publishing, going back."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.officers.store_accounts import Accounts
from dashboard.officers.store_drafts import Drafts
from dashboard.officers.store_log import deeds
from loaders import marks, previews
from loaders.reference import Reference
from loaders.store import Store
from tests.books import save
from tests.officers import account, book, checked_at_once, post, sign_in, site


@dataclass
class Desk:
    """An application with officers of two councils and a publisher, all signed in."""

    app: Flask
    store: Store
    home: Path
    folder: Path
    jane: FlaskClient
    leeds: FlaskClient
    boss: FlaskClient

    def book(self, *figures: tuple[str, str, str], file: str = "neet.xlsx") -> bytes:
        """A workbook of our template with figures: authority, period, figure."""
        return book(self.folder, *figures, file=file)

    def send(self, who: FlaskClient, content: bytes, name: str = "neet.xlsx") -> str:
        """Sends a file and waits until it is checked; the address of its page."""
        files = [(io.BytesIO(content), name)]
        sent = post(who, "/officers/uploads/new", page="/officers/uploads", files=files)
        assert sent.status_code == 303, sent.text
        address = sent.location
        for _ in range(300):
            if "Look again" not in who.get(address).text:
                return address
            time.sleep(0.1)
        raise AssertionError(who.get(address).text)

    def publish(self, who: FlaskClient, address: str, **sent: str):
        """Publishes what was sent, as the page with the changes offers it."""
        given = {"note": "New figures", **self.form(who, address), **sent}
        return post(who, f"{address}/publish", **given)

    def form(self, who: FlaskClient, address: str) -> dict[str, str]:
        """What the form to publish holds unseen, as the page has it now."""
        page = who.get(f"{address}/changes").text
        return dict(re.findall(r'type="hidden" name="(latest|base)" value="(\w+)"', page))


@contextmanager
def desk_of_one(folder: Path, reference: Reference) -> Generator[Desk]:
    """A desk of a publisher alone, who is at every place."""
    app, store = site(folder / "home", reference)
    account(Accounts(store.engine), "boss", "publisher")
    boss = sign_in(app, "boss")
    yield Desk(app, store, folder / "home", folder, boss, boss, boss)
    store.close()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, reference: Reference) -> None:
    checked_at_once(monkeypatch, reference)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("home")
    app, store = site(home, reference)
    accounts = Accounts(store.engine)
    account(accounts, "jane", "officer", "865")
    account(accounts, "lee", "officer", "383")
    account(accounts, "boss", "publisher")
    clients = (sign_in(app, name) for name in ("jane", "lee", "boss"))
    yield Desk(app, store, home, tmp_path_factory.mktemp("books"), *clients)
    store.close()


def latest(desk: Desk) -> int:
    return len(desk.store.history())


def forged(desk: Desk, address: str) -> dict[str, str]:
    """What a form would hold that the page does not have for this account."""
    draft = Drafts(desk.store.engine, desk.home / "uploads").find(int(address.rpartition("/")[2]))
    kept = previews.read(draft.preview) if draft else None
    assert kept
    return {"latest": str(latest(desk)), "base": kept.asked.base}


def figures(desk: Desk) -> list[tuple[str, ...]]:
    """What the public is told."""
    told = desk.app.test_client().get("/api/v1/observations.csv?indicator=neet-16-18").text
    return [(row["area"], row["period"], row["value"]) for row in csv.DictReader(io.StringIO(told))]


# The report


def test_what_is_wrong_is_said_with_its_cell_and_how_to_mend_it(desk: Desk):
    before = latest(desk)
    content = desk.book(
        ("Wiltshre", "Nov 2011", "5.7"), ("Wiltshire", "lately", "5"), ("Wiltshire", "2010", "many")
    )
    address = desk.send(desk.jane, content)
    page = desk.jane.get(address).text
    assert "Something has to be mended first" in page
    assert "Yardstick&#39;s own template" in page or "Yardstick's own template" in page
    for part in (
        "Figures!B2",
        "Did you mean “Wiltshire”?",
        "Figures!C3",
        "“lately” is not a period",
        "Figures!D4",
    ):
        assert part in page, part
    assert "No row is taken while there are errors" in page
    assert '<td class="bad"><span class="unseen">to be mended: </span>Wiltshre</td>' in page
    copy = desk.jane.get(f"{address}/marked/0")
    assert openpyxl.load_workbook(io.BytesIO(copy.data))["Figures"]["B2"].comment
    assert "neet%20with%20comments.xlsx" in copy.headers["Content-Disposition"]
    assert desk.jane.get(f"{address}/marked/1").status_code == 404
    assert desk.leeds.get(f"{address}/marked/0").status_code == 404
    assert desk.jane.get(f"{address}/changes").status_code == 303
    assert desk.publish(desk.jane, address).status_code == 409
    assert latest(desk) == before


def test_problems_of_one_kind_stand_together(desk: Desk):
    rows = [("Wiltshire", "2010", word) for word in ("many", "few", "some")]
    page = desk.jane.get(desk.send(desk.jane, desk.book(*rows))).text
    assert page.count('<div class="kind error">') == 1
    assert "“…” is not a figure." in page and all(f"“{word}”" in page for _, _, word in rows)


def test_a_file_that_is_nothing_we_read_is_told_what_comes_near(desk: Desk):
    page = desk.jane.get(desk.send(desk.jane, b"a,b\n1,2\n", "notes.csv")).text
    assert "nothing that Yardstick reads" in page and "How to mend it" in page


# Sending


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("neet.xlsx", "neet.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jane\\neet 2012.xlsx", "neet 2012.xlsx"),
        (".htaccess", "unnamed.htaccess"),
        ("..", "unnamed"),
        ("ne\u202eet\x00\n.xlsx", "neet.xlsx"),
        ("<b>&.csv", "<b>&.csv"),
        (f"{'é' * 300}.xlsx", f"{'é' * 57}.xlsx"),
    ],
)
def test_a_files_name_leads_nowhere_and_hides_nothing(given: str, kept: str):
    assert marks.file_name(given) == kept


def test_a_name_with_html_in_it_is_shown_as_text(desk: Desk):
    page = desk.jane.get(desk.send(desk.jane, desk.book(("Wiltshire", "2010", "many")), "<b>bold.xlsx")).text
    assert "<b>bold" not in page and "&lt;b&gt;bold" in page


def test_nothing_and_too_much_are_refused_in_words(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def send(*files: tuple[bytes, str]):
        sent = [(io.BytesIO(content), name) for content, name in files]
        return post(desk.jane, "/officers/uploads/new", page="/officers/uploads", files=sent)

    def folders() -> int:
        return len(list((desk.home / "uploads").iterdir()))

    before = folders()
    assert "No file was chosen" in send().text
    assert "is empty" in send((b"", "a.csv")).text
    assert "Two files are called" in send((b"1", "a.csv"), (b"2", "x/a.csv")).text
    assert "10 at most" in send(*((b"1", f"{n}.csv") for n in range(11))).text
    monkeypatch.setattr("dashboard.officers.receiving.MOST_BYTES", 10)
    assert "more than" in send((b"1" * 11, "a.csv")).text
    assert folders() == before


# What would change, and publishing


def test_a_file_is_checked_looked_at_and_published_with_a_note(desk: Desk):
    address = desk.send(
        desk.jane, desk.book(("Wiltshire", "Nov 2010", "5.5"), ("Wiltshire", "Nov 2011", "5.7"))
    )
    assert "Ready to look at" in desk.jane.get(address).text and "2 figures" in desk.jane.get(address).text
    page = desk.jane.get(f"{address}/changes").text
    assert "nothing: it is new" in page and "3 added, 0 changed, 0 removed" in page
    assert not [one for one in figures(desk) if one[0] == "Wiltshire"]
    before = latest(desk)
    done = desk.publish(desk.jane, address, note="Autumn figures")
    assert done.status_code == 303, done.text
    assert figures(desk) == [("Wiltshire", "Nov 2010", "5.5"), ("Wiltshire", "Nov 2011", "5.7")]
    (release,) = desk.store.history()[before:]
    assert (release.author, release.note) == ("officer", "Autumn figures")
    page = desk.jane.get("/officers/history").text
    assert f"Published: release {release.number} is public now." in page
    assert "by jane, officer" in page and "Autumn figures" in page
    # It is no draft any more. Whoever sends the form again, since no answer came, is told the same.
    told = f"These files are published already, as release {release.number}."
    for again in (desk.jane.get, lambda address: desk.publish(desk.jane, address)):
        answer = again(address)
        assert answer.status_code == 303 and answer.location.endswith("/officers/history")
        assert told in desk.jane.get("/officers/history").text
    assert len(desk.store.history()) == before + 1
    assert desk.leeds.get(address).status_code == 404


def test_old_and_new_stand_side_by_side(desk: Desk):
    desk.publish(
        desk.jane,
        desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2010", "5.5"), ("Wiltshire", "Nov 2011", "5.7"))),
    )
    address = desk.send(
        desk.jane,
        desk.book(
            ("Wiltshire", "Nov 2010", "5.5"),
            ("Wiltshire", "Nov 2011", "6.1"),
            ("Wiltshire", "Nov 2012", "6.1"),
        ),
    )
    page = re.sub(r"\s+", " ", desk.jane.get(f"{address}/changes").text)
    assert "1 added, 1 changed, 0 removed" in page and "neet.xlsx, published" in page
    assert "<td>5.7</td><td>6.1</td><td>Figures!D3</td>" in page
    assert "equal to the one before to every digit" in page
    assert desk.publish(desk.jane, address).status_code == 303


def test_the_second_of_two_is_told_that_the_base_has_moved(desk: Desk):
    first = desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2011", "1.1")))
    second = desk.send(desk.boss, desk.book(("Wiltshire", "Nov 2011", "2.2")))
    seen = str(latest(desk))
    assert desk.publish(desk.jane, first, latest=seen).status_code == 303
    refused = desk.publish(desk.boss, second, latest=seen)
    assert refused.status_code == 409 and "was made since you looked" in refused.text
    assert "<td>1.1</td><td>2.2</td>" in refused.text  # what would change now
    assert figures(desk)[-1][2] == "1.1"
    assert desk.publish(desk.boss, second).status_code == 303
    assert figures(desk)[-1][2] == "2.2"


def test_an_officer_publishes_rows_of_their_own_authorities_only(desk: Desk):
    before = latest(desk)
    for other in ("Leeds", "England"):
        address = desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2011", "3.3"), (other, "Nov 2011", "5")))
        page = desk.jane.get(f"{address}/changes").text
        assert "Your account may not publish all of these rows" in page and other in page
        assert "ask a publisher (boss) to publish it" in page
        assert 'name="note"' not in page
        assert desk.publish(desk.jane, address, **forged(desk, address)).status_code == 422
    assert latest(desk) == before
    assert desk.publish(desk.boss, address).status_code == 303  # a publisher may


def test_an_officer_cannot_take_the_place_of_anothers_rows(desk: Desk):
    assert (
        desk.publish(desk.boss, desk.send(desk.boss, desk.book(("Wiltshire", "Nov 2011", "3")))).status_code
        == 303
    )
    before = latest(desk)
    address = desk.send(desk.leeds, desk.book(("Leeds", "Nov 2011", "4")))  # the same source
    assert "rows about Wiltshire" in desk.leeds.get(f"{address}/changes").text
    assert desk.publish(desk.leeds, address, **forged(desk, address)).status_code == 422
    assert latest(desk) == before


def test_a_draft_is_its_senders_and_the_publishers_only(desk: Desk):
    address = desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2011", "7.7")))
    anonymous = desk.app.test_client()
    for path in ("", "/changes"):
        assert desk.leeds.get(address + path).status_code == 404
        assert anonymous.get(address + path).status_code == 303
        assert desk.boss.get(address + path).status_code == 200
    for path in ("/publish", "/check", "/throw-away"):
        assert post(desk.leeds, address + path, note="x", latest=str(latest(desk))).status_code == 404
        assert anonymous.post(address + path).status_code == 303
    assert address not in desk.leeds.get("/officers/uploads").text
    assert address in desk.boss.get("/officers/uploads").text
    folders = len(list((desk.home / "uploads").iterdir()))
    assert post(desk.jane, f"{address}/throw-away").status_code == 303
    assert len(list((desk.home / "uploads").iterdir())) == folders - 1
    assert desk.jane.get(address).status_code == 404


def test_what_waits_for_its_day_is_not_public_before(desk: Desk):
    address = desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2011", "8.8")))
    for wrong, why in (("2001-01-01T10:00", "has passed"), ("soon", "is not one")):
        answer = desk.publish(desk.jane, address, public_from=wrong)
        assert answer.status_code == 422 and why in answer.text
    assert desk.publish(desk.jane, address, public_from="2199-07-01T09:30").status_code == 303
    assert "public from 1 July 2199, 09:30" in desk.jane.get("/officers/history").text
    assert "8.8" not in [one[2] for one in figures(desk)]
    number = latest(desk)
    for path in (f"/?release={number}", f"/api/v1/observations.csv?release={number}"):
        assert desk.app.test_client().get(path).status_code == 404
    other = desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2011", "9.9")))
    late = desk.publish(desk.jane, other, public_from="2199-08-01T09:30")
    assert late.status_code == 422 and "changes the same file" in late.text


def test_a_note_is_asked_for(desk: Desk):
    address = desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2011", "4.4")))
    answer = desk.publish(desk.jane, address, note=" ")
    assert answer.status_code == 422 and "Say in a sentence why" in answer.text


# Afterwards


def test_a_file_is_downloaded_byte_for_byte_by_those_who_are_signed_in(desk: Desk):
    content = desk.book(("Wiltshire", "Nov 2011", "1.25"))
    desk.publish(desk.jane, desk.send(desk.jane, content, "née t.xlsx"))
    number = desk.store.editions()[-1].number
    answer = desk.leeds.get(f"/officers/editions/{number}/file")
    assert answer.data == content
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''n%C3%A9e%20t.xlsx"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert desk.app.test_client().get(f"/officers/editions/{number}/file").status_code == 303
    assert desk.jane.get("/officers/editions/999/file").status_code == 404


def test_a_publisher_rolls_back_and_withdraws_and_an_officer_does_not(desk: Desk):
    desk.publish(desk.jane, desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2011", "1.5"))))
    current = desk.store.current()
    assert current
    desk.publish(desk.jane, desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2011", "2.5"))))
    edition = desk.store.editions(desk.store.current())[-1].number
    back, away = f"/officers/history/{current.number}/roll-back", f"/officers/editions/{edition}/withdraw"
    for path in (back, away):
        assert desk.jane.get(path).status_code == 403
        assert post(desk.jane, path, note="x", sure="yes").status_code == 403
    assert post(desk.boss, back, page=back, note="").status_code == 422
    assert post(desk.boss, back, page=back, note="Too early").status_code == 303
    assert figures(desk)[-1][2] == "1.5"
    assert post(desk.boss, away, page=away, note="A name in it").status_code == 422
    assert post(desk.boss, away, page=away, note="A name in it", sure="yes").status_code == 303
    assert desk.jane.get(f"/officers/editions/{edition}/file").status_code == 404
    page = desk.jane.get("/officers/history").text
    assert "withdrawn" in page and "A name in it" in page and "by boss, publisher" in page
    assert [one.what for one in deeds(desk.store.engine, most=2)] == ["withdrew", "rolled back"]


def test_the_public_is_told_roles_and_never_names(desk: Desk):
    anonymous = desk.app.test_client()
    for path in ("/api/v1/releases.csv", "/api/v1/releases.json", "/", "/sources", "/healthz"):
        text = anonymous.get(path).text
        assert not re.search(r"\b(jane|lee|boss)\b", text), path
    assert ",publisher," in anonymous.get("/api/v1/releases.csv").text


def test_the_changed_series_is_drawn_as_it_is_and_as_it_would_be(desk: Desk):
    course = [("Wiltshire", f"Nov {year}", f"5.{year - 2004}") for year in range(2004, 2010)]
    desk.publish(desk.jane, desk.send(desk.jane, desk.book(*course)))
    address = desk.send(desk.jane, desk.book(*course[:-1], ("Wiltshire", "Nov 2009", "6.9")))
    page = desk.jane.get(f"{address}/changes").text
    assert page.count('<figure class="panel">') == 1 and "<svg" in page
    assert "5.0 in Nov 2004 to 6.9 in Nov 2009. Public now: 5.5 in Nov 2009." in page
    assert "As it would be" in page and "As it is now" in page


def test_any_two_releases_are_compared(desk: Desk):
    made = []
    for value in ("1.75", "2.75"):
        desk.publish(desk.jane, desk.send(desk.jane, desk.book(("Wiltshire", "Nov 2011", value))))
        made.append(desk.store.current().number)  # type: ignore[union-attr]
    old, new = made
    page = desk.leeds.get(f"/officers/history/compare?from={old}&to={new}").text
    assert "<td>1.75</td><td>2.75</td>" in page
    assert (
        "<td>2.75</td><td>1.75</td>" in desk.leeds.get(f"/officers/history/compare?from={new}&to={old}").text
    )
    assert (
        "Both have the same files." in desk.leeds.get(f"/officers/history/compare?from={new}&to={new}").text
    )
    for query in ("", "?from=1", "?from=x&to=1", "?from=1&to=999"):
        assert desk.leeds.get(f"/officers/history/compare{query}").status_code == 404


# Workbooks to fill in


def test_a_workbook_to_fill_in_is_accepted_as_it_is(desk: Desk):
    made = desk.jane.get("/officers/templates/figures-and-judgements.xlsx")
    assert made.headers["Content-Disposition"].endswith("figures-and-judgements.xlsx")
    assert "Ready to look at" in desk.jane.get(desk.send(desk.jane, made.data, "ours.xlsx")).text


def test_a_file_with_personal_data_is_not_even_kept(desk: Desk):
    rows = [["Indicator", "Authority", "Surname", "Figure"], ["neet-16-18", "Wiltshire", "Lovelace", "5"]]
    content = save(desk.folder, {"Figures": rows}, "private.xlsx").read_bytes()
    before = set((desk.home / "uploads").glob("*"))
    address = desk.send(desk.jane, content, "private.xlsx")
    page = desk.jane.get(address).text
    assert "These files were deleted here" in page and "Lovelace" not in page
    (folder,) = set((desk.home / "uploads").iterdir()) - before
    assert not (folder / "files").exists()
    assert desk.jane.get(f"{address}/marked/0").status_code == 404


def test_nobody_has_more_checked_at_once_than_a_few(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    desk.send(desk.leeds, b"a,b\n1,2\n", "notes.csv")
    monkeypatch.setattr("dashboard.officers.uploading.MOST_CHECKED_AT_ONCE", 1)
    monkeypatch.setattr("loaders.checking.report", lambda _: None)
    files = [(io.BytesIO(b"1"), "a.csv")]
    answer = post(desk.leeds, "/officers/uploads/new", page="/officers/uploads", files=files)
    assert answer.status_code == 422 and "are being checked" in answer.text


def test_the_next_edition_of_a_file_without_its_dictionary_keeps_the_names_of_its_measures(desk: Desk):
    head = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
    for value in ("3.5", "3.6"):
        row = f"InfMort,Infant mortality,2020,Wiltshire,{value},865,South West"
        address = desk.send(desk.boss, f"{head}\n{row}\n".encode(), "long.csv")
        assert desk.publish(desk.boss, address).status_code == 303
        public = desk.app.test_client().get("/indicator?find=infant+mortality&area=865").text
        assert "1 measure about “infant mortality”" in public
