"""Files of a view as a server makes them: once, not too large, and not too many at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dashboard import pixels, text, view_exports
from dashboard.pages import indicator
from dashboard.shell import create_app
from tests.taken import VIEWS, file, got

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.page import Page
    from dashboard.queries import Ask
    from dashboard.selecting import Selection
    from dashboard.settings import Settings
    from loaders.reference import Reference
    from loaders.store import Store


@pytest.mark.parametrize("suffix", ["png", "csv", "xlsx"])
def test_a_file_that_was_asked_for_before_is_not_made_again(
    store: Store, reference: Reference, settings: Settings, monkeypatch: pytest.MonkeyPatch, suffix: str
):
    """Its page, its charts and its pixels take seconds; whoever asks next gets the same file."""
    app = create_app(store, reference, settings)
    made: list[str] = []
    page_of = indicator.page

    def counted(selection: Selection, ask: Ask) -> Page:
        made.append("page")
        return page_of(selection, ask)

    monkeypatch.setattr(indicator, "page", counted)
    first, again = (got(app, file(VIEWS["ranked"], suffix)) for _ in range(2))
    assert made == ["page"]
    assert first.get_data() == again.get_data()
    for name in ("Content-Disposition", "Content-Type", "ETag"):
        assert first.headers[name] == again.headers[name]
    elsewhere = app.test_client().get(file(VIEWS["ranked"], suffix), base_url="http://elsewhere")
    assert elsewhere.status_code == 200 and made == ["page", "page"], "a file holds its own address"


def test_a_picture_that_is_too_tall_for_pixels_is_refused_in_words(
    store: Store, reference: Reference, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pixels, "MOST", 100_000)
    app = create_app(store, reference, settings)
    answer = got(app, file(VIEWS["ranked"], "png"), 400)
    assert text.LARGE_PICTURE in answer.get_data(as_text=True)
    got(app, file(VIEWS["ranked"], "svg"))


def test_a_picture_has_never_more_pixels_than_there_is_memory_for():
    tall = 'xmlns="http://www.w3.org/2000/svg" width="1000" height="{}"'
    with pytest.raises(pixels.TooLarge):
        pixels.png(f"<svg {tall.format(60_000)}></svg>")
    drawn = pixels.png(f"<svg {tall.format(12_000)}></svg>")
    width, height = (int.from_bytes(drawn[at : at + 4], "big") for at in (16, 20))
    assert width * height <= pixels.MOST


def test_only_so_many_pictures_are_painted_at_a_time_and_who_waits_too_long_is_told(
    store: Store, reference: Reference, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(view_exports, "PATIENCE", 0.05)
    app = create_app(store, reference, settings)
    inside: list[int] = []

    def painted(picture: str) -> bytes:
        """Asks for other pictures while it is painted, as other readers would."""
        inside.append(len(inside) + 1)
        answer = app.test_client().get(file(VIEWS["compare"], "png", depth=str(len(inside))))
        said.append((answer.status_code, answer.get_data()))
        return picture.encode()

    said: list[tuple[int, bytes]] = []
    monkeypatch.setattr(pixels, "png", painted)
    got(app, file(VIEWS["ranked"], "png"))
    assert len(inside) == view_exports.AT_ONCE
    assert said[0][0] == 503 and text.MANY_PICTURES in said[0][1].decode()
    assert said[1][0] == 200


def test_machines_that_read_all_pages_are_asked_to_leave_files_alone(app: Flask):
    markup = got(app, VIEWS["indicator"]).get_data(as_text=True)
    made = re.findall(r'<a [^>]*href="/(?:indicator\.\w+|pack)\?[^>]*>', markup)
    assert len(made) >= 5 and all('rel="nofollow"' in one for one in made)
