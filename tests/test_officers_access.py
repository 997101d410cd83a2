"""Who reaches what: every address of the application, asked as everybody who should not get an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from dashboard.officers.blueprint import ROUTES
from dashboard.officers.store_accounts import ROLES, Accounts
from loaders.reference import Reference
from tests.officers import account, sign_in, site
from tests.stores import upload

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.routing import Rule

OPEN = {"officers.sign_in"}


@dataclass(frozen=True)
class World:
    """An application with something published, and a client for every kind of person."""

    app: Flask
    clients: dict[str, FlaskClient]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Iterator[World]:
    app, store = site(tmp_path_factory.mktemp("home"), reference)
    store.publish([upload("wiltshire", 1, 2)], author="officer")
    accounts = Accounts(store.engine)
    for role in ROLES:
        account(accounts, f"the-{role}", role)
    clients = {role: sign_in(app, f"the-{role}") for role in ROLES}
    yield World(app, {"anonymous": app.test_client(), **clients})
    store.close()


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/officers")]


def ask(client: FlaskClient, rule: Rule, method: str):
    return client.open(rule.rule.replace("<int:number>", "1").replace("<int:place>", "0"), method=method)


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
