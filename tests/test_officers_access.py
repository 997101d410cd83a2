"""Who reaches what: every address of the application, asked as everybody who should not get an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from dashboard.officers.blueprint import ROUTES
from dashboard.officers.store_accounts import ROLES, Accounts
from dashboard.officers.store_drafts import Drafts
from loaders.checking import check
from loaders.reference import Reference
from tests.books import save
from tests.officers import account, post, sign_in, site
from tests.stores import upload

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.routing import Rule

OPEN = {"officers.sign_in"}
FIGURE, FILE = "77.123456", "not-public-yet"


@dataclass(frozen=True)
class World:
    """An application with something published and a draft, and a client for every kind of person.

    The draft is the officer's; "other" is an officer of another authority.
    """

    app: Flask
    clients: dict[str, FlaskClient]
    draft: int


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Iterator[World]:
    home = tmp_path_factory.mktemp("home")
    app, store = site(home, reference)
    store.publish([upload("wiltshire", 1, 2)], author="officer")
    accounts = Accounts(store.engine)
    for role in ROLES:
        account(accounts, f"the-{role}", role)
    account(accounts, "the-other", "officer", "383")
    clients = {role: sign_in(app, f"the-{role}") for role in (*ROLES, "other")}
    folder = home / "uploads" / ("f" * 8)
    (folder / "files").mkdir(parents=True)
    book = {
        "Figures": [
            ["Indicator", "Authority", "Period", "Figure"],
            ["neet-16-18", "Wiltshire", "2011", FIGURE],
        ]
    }
    path = save(folder / "files", book, f"{FILE}.xlsx")
    draft = Drafts(accounts.engine, home / "uploads").add(
        accounts.named("the-officer"), folder.name, [path.name]
    )
    check((path,), reference, folder / "check")
    yield World(app, {"anonymous": app.test_client(), **clients}, draft)
    store.close()


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/officers")]


def ask(client: FlaskClient, rule: Rule, method: str):
    path = (
        rule.rule.replace("<int:number>", "1")
        .replace("<int:place>", "0")
        .replace("<name>", "neighbours.xlsx")
    )
    return client.open(path, method=method)


def test_every_officers_address_belongs_to_the_guarded_blueprint_and_names_its_roles(world: World):
    roles = {f"officers.{route.name}": route.roles for route in ROUTES}
    assert len(rules(world.app)) == len(roles) > 5
    assert {rule.endpoint for rule in rules(world.app)} == set(roles)
    assert {name for name, allowed in roles.items() if not allowed} == OPEN
    assert all(set(allowed) <= set(ROLES) for allowed in roles.values())


def test_every_officers_address_demands_a_sign_in(world: World):
    for rule in rules(world.app):
        for method in rule.methods or ():
            answer = ask(world.clients["anonymous"], rule, method)
            if rule.endpoint in OPEN:
                assert answer.status_code in (200, 400), rule
            else:
                assert (answer.status_code, answer.location.partition("?")[0]) == (
                    303,
                    "/officers/sign-in",
                ), rule


def test_every_officers_address_refuses_the_roles_that_it_is_not_for(world: World):
    roles = {f"officers.{route.name}": route.roles for route in ROUTES}
    refused = 0
    for rule in rules(world.app):
        for role in ROLES:
            if rule.endpoint in OPEN or role in roles[rule.endpoint]:
                continue
            for method in (rule.methods or set()) - {"OPTIONS"}:
                assert ask(world.clients[role], rule, method).status_code == 403, (rule, role)
                refused += 1
    assert refused


def test_no_officers_page_is_ever_kept(world: World):
    for rule in rules(world.app):
        for client in world.clients.values():
            for method in rule.methods or ():
                answer = ask(client, rule, method)
                assert answer.headers["Cache-Control"] == "no-store", rule
                assert "ETag" not in answer.headers
                assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_every_form_that_changes_something_needs_its_token(world: World):
    for rule in rules(world.app):
        if "POST" not in (rule.methods or ()):
            continue
        for client in world.clients.values():
            assert ask(client, rule, "POST").status_code in (303, 400, 403), rule


def test_the_public_pages_know_nothing_of_who_is_signed_in(world: World):
    for path in ("/", "/sources", "/api/v1/releases.json"):
        answers = [world.clients[who].get(path) for who in ("anonymous", "publisher")]
        assert answers[0].data == answers[1].data
        for answer in answers:
            assert "Cookie" not in answer.headers.get("Vary", "") and "Set-Cookie" not in answer.headers


def test_the_public_sees_the_role_of_who_published_and_no_name(world: World):
    answer = world.clients["anonymous"].get("/api/v1/releases.csv").text
    assert ",officer," in answer and "the-officer" not in answer


# A draft


def drafts(world: World) -> list[str]:
    """Every address that is about one draft."""
    return [
        rule.rule.replace("<int:number>", str(world.draft))
        for rule in rules(world.app)
        if rule.rule.startswith("/officers/uploads/<int:number>")
    ]


def holds(answer, what: tuple[str, ...] = (FIGURE, FILE)) -> bool:
    return any(one.encode() in answer.data or one in str(answer.headers) for one in what)


def test_its_sender_and_a_publisher_see_a_draft_so_the_search_for_it_can_find_it(world: World):
    for who in ("officer", "publisher"):
        for path in (
            "/officers/uploads",
            f"/officers/uploads/{world.draft}",
            f"/officers/uploads/{world.draft}/changes",
        ):
            assert holds(world.clients[who].get(path)), (who, path)


def test_no_officers_address_gives_a_draft_to_anybody_else(world: World):
    assert len(drafts(world)) >= 5
    for who in ("anonymous", "other", "administrator"):
        client = world.clients[who]
        for path in drafts(world):
            for answer in (client.get(path), client.post(path)):
                assert answer.status_code in (303, 400, 403, 404, 405), (who, path)
                assert not holds(answer)
        for rule in rules(world.app):
            log = who == "administrator" and rule.endpoint == "officers.log"  # reads which files were sent
            assert not holds(ask(client, rule, "GET"), (FIGURE,) if log else (FIGURE, FILE)), (who, rule)
    for path in drafts(world):  # with the token of a form, too
        assert post(world.clients["other"], path, note="x", latest="1").status_code in (404, 405), path


def test_no_public_page_file_or_table_holds_a_draft_whoever_asks(world: World):
    public = [rule for rule in world.app.url_map.iter_rules() if not rule.rule.startswith("/officers")]
    assert len(public) > 30
    queries = ("", "?area=865", "?area=865&indicator=neet-16-18", "?release=1", "?release=2")
    for rule in public:
        # Whatever part of an address can be chosen, the draft is named there.
        path = re.sub("<[^>]*package_name>", "dash_renderer", rule.rule)
        path = re.sub("<[^>]+>", FILE, path)
        for query in queries:
            for who in ("anonymous", "other", "publisher"):
                answer = world.clients[who].get(path + query)
                told = answer.data.replace(path.encode(), b"").replace(f"“{FILE}”".encode(), b"")
                assert FIGURE.encode() not in told and FILE.encode() not in told, (who, path + query)


def test_no_callback_of_dash_holds_a_draft_whoever_asks(world: World):
    client = world.clients["anonymous"]
    page = client.get("/indicator?indicator=neet-16-18&area=865").text
    found = re.search(r'<script id="dash-callbacks" type="application/json">(.*?)</script>', page, re.S)
    callbacks = json.loads(found[1]) if found else []
    assert {one["clientside_function"]["namespace"] for one in callbacks} <= {"yardstick"}  # none asks us
    for output in (*(one["output"] for one in callbacks), "main.children"):
        asked = {"output": output, "outputs": {"id": "main", "property": "children"}, "inputs": []}
        for who in ("anonymous", "other", "publisher"):
            answer = world.clients[who].post("/dash/_dash-update-component", json=asked)
            assert answer.status_code >= 400 and not holds(answer), (who, output)
