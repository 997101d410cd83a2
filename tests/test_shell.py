"""The shell: addresses, releases, caching, headers, pages in words for what cannot be shown."""

from __future__ import annotations

import json
import logging
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest
from dash import Dash
from flask import Blueprint
from flask.testing import FlaskClient

from dashboard import serving
from dashboard.settings import Settings, SettingsError
from dashboard.shell import create_app
from tests import samples


def shell(tmp_path: Path, store=None, ask=lambda *_: None, **more) -> FlaskClient:
    library = tmp_path / "plotly.js"
    library.write_text("/* plotly */")
    settings = Settings(tmp_path, "127.0.0.1", 0, "sqlite://", library)
    return create_app(
        store or samples.Store(), None, settings, samples.PAGES, ask, **{"blueprints": (), **more}
    ).test_client()


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return shell(tmp_path)


# The document


def test_a_page_is_a_finished_document(client: FlaskClient):
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    text = answer.text
    assert text.startswith('<!DOCTYPE html><html lang="en-GB">')
    assert "<title>Wiltshire at a glance – Yardstick</title>" in text
    assert text.index('href="#main"') < text.index("<header>") < text.index("<main") < text.index("<footer>")
    assert text.count("<h1") == 1


def test_the_navigation_names_the_page_shown_and_keeps_authority_and_release(client: FlaskClient):
    text = client.get("/charts?area=383&release=2&indicator=neet").text
    assert '<nav aria-label="Main">' in text
    current = re.findall(r"<a [^>]*aria-current=\"page\"[^>]*>([^<]*)</a>", text.split("</header>")[0])
    assert current == ["Indicator"]
    assert 'href="/?area=383&amp;release=2"' in text


def test_a_page_without_a_name_is_not_in_the_navigation(client: FlaskClient):
    assert "/failing" not in client.get("/").text


def test_a_page_gets_the_selection_of_its_address(tmp_path: Path):
    assert '<option selected value="383">' in shell(tmp_path).get("/?area=383").text


def test_a_page_asks_of_the_release_that_is_public(tmp_path: Path):
    asked = []
    client = shell(tmp_path, ask=lambda *asking: asked.append(asking[1].number))
    client.get("/")
    client.get("/?release=2")
    assert asked == [3, 2, 3], "an older page also asks what it would say now"


def test_part_of_the_path_belongs_to_the_selection(tmp_path: Path):
    class Source:
        PATH, NAME = "/sources/<source>", ""

        @staticmethod
        def page(selection, ask):  # noqa: ARG004
            return samples.Page(selection["source"], samples.c.main(selection["source"], None))

    settings = Settings(tmp_path, "127.0.0.1", 0, "sqlite://")
    app = create_app(samples.Store(), None, settings, (Source,), lambda *_: None, ())
    assert '<h1 id="heading">pack</h1>' in app.test_client().get("/sources/pack").text


# Scripts


def test_nothing_in_a_page_is_an_inline_script_or_style(client: FlaskClient):
    for address in ("/", "/charts", "/no-such-page"):
        text = client.get(address).text
        for attributes, inside in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.S):
            assert 'type="application/json"' in attributes or not inside.strip()
        assert not re.search(
            r"<style|\sstyle=|\son[a-z]+=", re.sub(r"<script.*?</script>", "", text, flags=re.S)
        )


def test_a_page_without_a_chart_loads_nothing_of_dash(client: FlaskClient):
    text = client.get("/").text
    assert "/dash/" not in text and "react" not in text and "plotly" not in text


def test_a_page_with_a_chart_carries_what_dash_would_ask_for(client: FlaskClient):
    text = client.get("/charts").text
    blocks = dict(re.findall(r'<script id="([^"]+)" type="application/json">(.*?)</script>', text, re.S))
    assert set(blocks) == {"dash-layout", "dash-callbacks", "dash-scripts", "_dash-config"}
    assert {k: json.loads(v) for k, v in blocks.items()}["dash-callbacks"][0]["clientside_function"] == {
        "namespace": "yardstick",
        "function_name": "point",
    }
    assert [Path(s).name for s in json.loads(blocks["dash-scripts"])][-3:-1] == [
        next(Path(s).name for s in json.loads(blocks["dash-scripts"]) if "async-graph" in s),
        "charts.js",
    ]


def test_the_graph_library_is_the_small_one_if_it_was_installed_else_dashs_own(
    tmp_path: Path, client: FlaskClient
):
    assert "plotly-basic.min.js" in client.get("/charts").text
    bare = Settings(tmp_path, "127.0.0.1", 0, "sqlite://", tmp_path / "missing.js")
    app = create_app(samples.Store(), None, bare, samples.PAGES, lambda *_: None, ())
    scripts = json.loads(
        re.findall(r'id="dash-scripts"[^>]*>(.*?)</script>', app.test_client().get("/charts").text)[0]
    )
    own = next(s for s in scripts if s.endswith("plotly.min.js"))
    assert app.test_client().get(own).status_code == 200


def test_scripts_are_served_to_whoever_asks_first_though_several_ask_at_once(
    tmp_path: Path, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    """Dash finds its scripts at the first request, and meanwhile refuses them to everybody else."""
    scripts = json.loads(re.findall(r'id="dash-scripts"[^>]*>(.*?)</script>', client.get("/charts").text)[0])
    finding = Dash._generate_scripts_html
    monkeypatch.setattr(Dash, "_generate_scripts_html", lambda app: (time.sleep(0.05), finding(app))[1])
    fresh = shell(tmp_path).application
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda script: fresh.test_client().get(script).status_code, scripts))
    assert answers == [200] * len(scripts)


def test_of_dash_only_scripts_and_callbacks_are_served(client: FlaskClient):
    for hidden in ("/dash/", "/dash/_dash-layout", "/dash/_dash-dependencies", "/dash/any/page"):
        assert client.get(hidden).status_code == 404


# Releases


def test_an_older_release_says_so(client: FlaskClient):
    assert "You are looking at an older release" in client.get("/?release=2").text
    assert "You are looking at an older release" not in client.get("/?release=3").text
    assert "Release 3, published 5 June 2025" in client.get("/").text


@pytest.mark.parametrize("number", ["99", "0", "-1", "abc", "4", "２", "1_0"])
def test_an_unknown_or_future_release_is_not_found(client: FlaskClient, number: str):
    answer = client.get("/", query_string={"release": number})
    assert answer.status_code == 404
    assert "Release not found" in answer.text and f"“{number}”" in answer.text


def test_a_withdrawn_release_is_gone(client: FlaskClient):
    answer = client.get("/?release=1")
    assert answer.status_code == 410
    assert "withdrawn" in answer.text


def test_an_empty_store_is_said_in_words(tmp_path: Path):
    store = samples.Store(samples.Release(1, samples.datetime(2999, 1, 1, tzinfo=samples.UTC)))
    answer = shell(tmp_path, store).get("/")
    assert answer.status_code == 503
    assert "Nothing has been published yet" in answer.text


def test_what_an_address_holds_is_shown_as_text(client: FlaskClient):
    assert "<b>" not in client.get("/?release=<b>").text


# Caching


def test_a_page_that_has_not_changed_is_not_sent_again(client: FlaskClient):
    first = client.get("/?area=865")
    tag = first.headers["ETag"]
    again = client.get("/?area=865", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert first.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_compressed_page_is_not_sent_again_either(client: FlaskClient, encoding: str):
    first = client.get("/", headers={"Accept-Encoding": encoding})
    assert first.headers.get("Content-Encoding", "identity") == encoding
    again = client.get("/", headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_every_page_has_its_own_body_when_compressed(client: FlaskClient):
    bodies = {client.get(a, headers={"Accept-Encoding": "br"}).data for a in ("/", "/?area=383", "/charts")}
    assert len(bodies) == 3


def test_another_selection_or_release_has_another_tag(tmp_path: Path, client: FlaskClient):
    tags = {client.get(a).headers["ETag"] for a in ("/", "/?area=383", "/charts", "/?release=2")}
    tags.add(shell(tmp_path, samples.Store(samples.Release(7))).get("/").headers["ETag"])
    assert len(tags) == 5


def test_a_release_that_is_no_longer_current_has_another_tag(tmp_path: Path, client: FlaskClient):
    newer = shell(tmp_path, samples.Store(samples.Release(3), samples.Release(5)))
    assert client.get("/?release=3").headers["ETag"] != newer.get("/?release=3").headers["ETag"]


def test_an_error_page_is_not_kept(client: FlaskClient):
    assert "ETag" not in client.get("/?release=99").headers


def test_static_files_are_kept_for_ever_under_the_builds_name(client: FlaskClient):
    address = re.findall(r'href="(/static/[^"]+site.css)"', client.get("/").text)[0]
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get(address.replace("site.css", "../shell.py")).status_code == 404


# Policy


@pytest.mark.parametrize("address", ["/", "/charts", "/no-such-page", "/healthz", "/failing"])
def test_every_answer_has_the_policy(client: FlaskClient, address: str):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_part_of_a_page_has_its_type_only_and_is_packed_as_tightly_as_can_be(client: FlaskClient):
    (address,) = re.findall(r'href="(/static/[^"]+site.css)"', client.get("/").text)
    whole = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Security-Policy" not in packed.headers
    assert packed.headers["X-Content-Type-Options"] == "nosniff"
    assert packed.headers["Content-Encoding"] == "br" and "Accept-Encoding" in packed.headers["Vary"]
    assert brotli.decompress(packed.get_data()) == whole.get_data()
    assert len(packed.get_data()) < len(brotli.compress(whole.get_data(), quality=serving.BROTLI))


def test_comments_stay_in_the_source_and_all_else_is_sent(client: FlaskClient):
    (start,) = re.findall(r'href="(/static/[^"]+)site.css"', client.get("/").text)
    for path in sorted(serving.ASSETS.glob("*.css")) + sorted(serving.ASSETS.glob("*.js")):
        source, sent = path.read_text(), client.get(start + path.name).text
        assert not re.search(r"(?m)^ *(//|/\*)", sent), path.name
        left = iter(sent.splitlines())
        kept = [line for line in source.splitlines() if not re.match(r" *//|/\*.*\*/$", line)]
        told = [line for line in kept if not re.search(r"/\*|\*/", line)]
        assert all(line in left for line in told) and len(told) > 20, (
            f"{path.name} has all its lines, in order"
        )


# When something is wrong


def test_an_unknown_address_is_answered_in_words(client: FlaskClient):
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "Page not found" in answer.text and 'href="/"' in answer.text


def test_an_error_of_ours_is_recorded_and_shown_in_words(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.ERROR):
        answer = client.get("/failing")
    assert answer.status_code == 500
    assert "there is a problem with this page" in answer.text
    assert "secret detail" not in answer.text
    assert "secret detail" in caplog.text


def test_a_method_that_a_page_does_not_take_is_refused(client: FlaskClient):
    assert client.post("/").status_code == 405


def test_a_blueprint_answers_for_itself(tmp_path: Path):
    api = Blueprint("api", __name__, url_prefix="/api")
    api.add_url_rule("/x", "x", lambda: {"x": 1})
    assert shell(tmp_path, blueprints=(api,)).get("/api/x").json == {"x": 1}


def test_health_tells_status_release_and_database(tmp_path: Path, client: FlaskClient):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "release": 3, "database": "ok"})

    class Broken(samples.Store):
        def current(self):
            raise OSError("no database")

    answer = shell(tmp_path, Broken()).get("/healthz")
    assert (answer.status_code, answer.get_json()["database"]) == (503, "unreachable")


def test_two_applications_live_side_by_side(tmp_path: Path):
    one, two = shell(tmp_path), shell(tmp_path, samples.Store(samples.Release(9)))
    assert one.get("/healthz").get_json()["release"] == 3
    assert two.get("/healthz").get_json()["release"] == 9
    assert one.get("/charts").status_code == two.get("/charts").status_code == 200


# Settings


def test_settings_have_defaults(tmp_path: Path):
    settings = Settings.from_environment({"YARDSTICK_HOME": str(tmp_path / "new")})
    assert settings.home.is_dir()
    assert (settings.host, settings.port) == ("127.0.0.1", 8050)
    assert settings.database_url == f"sqlite:///{tmp_path / 'new' / 'yardstick.db'}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("DATABASE_URL", "yardstick.db"),
        ("YARDSTICK_HOME", "/dev/null/x"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str):
    with pytest.raises(SettingsError, match=f"{name} is {value!r}"):
        Settings.from_environment({"YARDSTICK_HOME": str(tmp_path), name: value})


def test_the_environment_is_read_when_asked_not_at_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(os.environ, "YARDSTICK_HOME", str(tmp_path))
    monkeypatch.setitem(os.environ, "PORT", "9001")
    assert Settings.from_environment().port == 9001
