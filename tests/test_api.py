"""The API: its columns (a promise), its filters, its releases, and what its cells say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.api import api
from loaders import schema
from loaders.reference import Reference
from loaders.store import Store, Upload
from tests.served_rows import AREAS, INDICATORS, lines, observation, papers, rows

COLUMNS = {
    "judgements": "area_code,la_code,area,framework,inspection,section,aspect,theme,kind,published_as,grade,"
    "inspected_from,inspected_to,published_on,source,locator,note",
    "findings": "area_code,la_code,area,framework,inspection,theme,kind,deadline,text,source,locator",
    "observations": "indicator,indicator_name,breakdown,unit,area_code,la_code,area,period,period_start,"
    "period_end,value,qualifier,published_as,status,numerator,denominator,headline,source,locator,note",
    "thresholds": "indicator,indicator_name,breakdown,area_code,la_code,area,period,kind,due,value,unit,"
    "source,locator,note",
    "indicators": "indicator,indicator_name,topic,unit,decimals,polarity,definition,methodology,caveat,"
    "source_url,last_update,next_update",
    "areas": "area_code,la_code,area,kind,region,exists_from,exists_to,successor",
    "neighbours": "list,valid_from,valid_to,area_code,area,neighbour_code,neighbour,rank,closeness",
    "sources": "source,title,publisher,published_on,licence,file,sha256",
    "releases": "release,public_from,made_at,author,note,editions",
}


@pytest.fixture
def reference() -> Reference:
    areas = {area.code: area for area in AREAS}
    indicators = {indicator.id: indicator for indicator in INDICATORS}
    return Reference(areas, {}, {}, indicators, {}, {}, {}, {}, {})


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = Store(database)
    yield opened
    opened.close()


@pytest.fixture
def client(store: Store, reference: Reference) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(api(store, reference))
    return app.test_client()


@pytest.fixture
def published(store: Store) -> Store:
    store.publish([papers()], note="First")
    return store


# Columns


@pytest.mark.parametrize("table", COLUMNS)
def test_the_columns_are_as_promised(client: FlaskClient, published: Store, table: str) -> None:
    assert ",".join(lines(client, f"{table}.csv")[0]) == COLUMNS[table]
    found = rows(client, f"{table}.json")
    assert found
    assert all(",".join(row) == COLUMNS[table] for row in found)


@pytest.mark.parametrize("table", COLUMNS)
def test_csv_and_json_tell_the_same(client: FlaskClient, published: Store, table: str) -> None:
    def told(cell: Any) -> str:
        return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)

    from_json = [[told(cell) for cell in row.values()] for row in rows(client, f"{table}.json")]
    from_csv = [[cell.removeprefix("'") for cell in row] for row in lines(client, f"{table}.csv")[1:]]
    assert from_csv == from_json


def test_a_table_without_rows_still_has_its_columns(client: FlaskClient, published: Store) -> None:
    assert lines(client, "observations.csv?area=Atlantis") == [COLUMNS["observations"].split(",")]
    assert rows(client, "observations.json?area=Atlantis") == []


# Cells


def test_an_area_is_told_by_both_codes_and_its_name(client: FlaskClient, published: Store) -> None:
    told = [(row["area_code"], row["la_code"], row["area"]) for row in rows(client, "observations.json")]
    assert told == [
        ("E06000054", "865", "Wiltshire"),
        ("E08000035", "383", "Leeds"),
        ("E92000001", "", "England"),
        ("group-similar-authorities", "", "Similar authorities"),
        ("E06000054", "865", "Wiltshire"),
    ]


def test_a_threshold_for_every_area_names_none(client: FlaskClient, published: Store) -> None:
    (row,) = rows(client, "thresholds.json")
    assert (row["area_code"], row["la_code"], row["area"]) == ("", "", "")
    assert (row["value"], row["unit"], row["indicator_name"]) == (487, "days", "Days from care to adoption")


def test_an_area_and_an_indicator_that_are_not_on_record_keep_their_code(
    client: FlaskClient, store: Store
) -> None:
    frame = schema.frame(schema.OBSERVATION, [observation(value=1, area="999", indicator="new")])
    store.publish([Upload("a.csv", b"a", "standard", "a", {"observation": frame})])
    (row,) = rows(client, "observations.json?area=999&indicator=new")
    assert (row["area_code"], row["la_code"], row["area"]) == ("999", "", "999")
    assert (row["indicator"], row["indicator_name"], row["unit"]) == ("new", "", "")


def test_numbers_are_plain_and_a_missing_one_is_empty(client: FlaskClient, published: Store) -> None:
    assert [row["value"] for row in rows(client, "observations.json")] == [4, 5.25, 6.1, None, 612]
    table = lines(client, "observations.csv")
    place = table[0].index("value")
    assert [row[place] for row in table[1:]] == ["4", "5.25", "6.1", "", "612"]
    judged = lines(client, "judgements.csv")
    assert [row[judged[0].index("grade")] for row in judged[1:]] == ["2", "", "3"]


def test_flags_are_words_in_csv_and_flags_in_json(client: FlaskClient, published: Store) -> None:
    assert [row["headline"] for row in rows(client, "observations.json")] == [True, True, True, True, False]
    table = lines(client, "observations.csv")
    assert table[-1][table[0].index("headline")] == "false"


def test_json_holds_text_as_it_is(client: FlaskClient, published: Store) -> None:
    judged = rows(client, "judgements.json")[1]
    assert (judged["aspect"], judged["note"]) == ("“Health” – Café", "=HYPERLINK(1)")


def test_csv_is_utf_8_with_the_line_ends_of_its_standard(client: FlaskClient, published: Store) -> None:
    answer = client.get("/api/v1/judgements.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "“Health” – Café".encode() in answer.data
    assert answer.data.count(b"\r\n") == answer.data.count(b"\n") == 4
    assert "yardstick-judgements-release-1.csv" in answer.headers["Content-Disposition"]


def test_json_tells_its_release(client: FlaskClient, published: Store) -> None:
    answer = client.get("/api/v1/findings.json")
    assert answer.content_type == "application/json"
    assert answer.get_json()["release"] == 1
    assert answer.get_json()["rows"][0]["text"] == 'Plans, told "plainly"'


# Filters


@pytest.mark.parametrize("area", ["865", "E06000054", "Wiltshire"])
@pytest.mark.parametrize(
    ("table", "count"),
    [("observations", 2), ("judgements", 2), ("findings", 1), ("neighbours", 1), ("areas", 1)],
)
def test_an_area_is_asked_for_by_either_code_or_its_name(
    client: FlaskClient, published: Store, table: str, count: int, area: str
) -> None:
    found = rows(client, f"{table}.json?area={area}")
    assert len(found) == count
    assert {row["area"] for row in found} == {"Wiltshire"}


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("observations.json?indicator=neet", 4),
        ("observations.json?indicator=neet&area=865&area=Leeds", 2),
        ("observations.json?area_code=E06000054", 2),
        ("observations.json?area_code=865", 0),
        ("observations.json?la_code=865", 2),
        ("observations.json?la_code=", 2),
        ("observations.json?la_code=865&area=Leeds", 0),
        ("observations.json?area=group-similar-authorities", 1),
        ("observations.json?indicator_name=Days from care to adoption", 1),
        ("observations.json?unit=days&unit=per cent", 5),
        ("observations.json?unit=days&indicator=neet", 0),
        ("observations.json?value=4", 1),
        ("observations.json?value=4.0&value=612", 2),
        ("observations.json?value=", 1),
        ("observations.json?headline=false", 1),
        ("observations.json?status=suppressed", 1),
        ("observations.json?breakdown=", 5),
        ("judgements.json?grade=3&grade=2", 2),
        ("judgements.json?grade=2.5", 0),
        ("judgements.json?grade=99999999999999999999", 0),
        ("judgements.json?grade=nan&grade=inf", 0),
        ("observations.json?value=inf&value=-1e400", 0),
        ("observations.json?period=%00", 0),
        ("judgements.json?grade=", 1),
        ("thresholds.json?area=", 1),
        ("neighbours.json?neighbour=Wiltshire", 1),
        ("neighbours.json?neighbour=865", 1),
        ("neighbours.json?neighbour_code=E06000059", 1),
        ("neighbours.json?list=2014&rank=1", 1),
        ("indicators.json?topic=Education", 1),
        ("indicators.json?topic=Education; Young people", 1),
        ("indicators.json?polarity=low", 2),
        ("areas.json?kind=unitary&kind=group", 4),
        ("areas.json?successor=E06000058", 1),
        ("sources.json?publisher=Wiltshire Council", 1),
        ("releases.json?release=1", 1),
        ("releases.json?author=officer", 0),
        ("observations.json?area='; DROP TABLE observation; --", 0),
    ],
)
def test_rows_are_filtered_by_any_column(
    client: FlaskClient, published: Store, address: str, count: int
) -> None:
    assert len(rows(client, address)) == count
    assert len(lines(client, address.replace(".json", ".csv"))) == count + 1


def test_every_column_can_be_a_filter(client: FlaskClient, published: Store) -> None:
    for table, columns in COLUMNS.items():
        row = rows(client, f"{table}.json")[0]
        for column in columns.split(","):
            cell = row[column]
            said = "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
            answer = client.get(f"/api/v1/{table}.json", query_string={column: said})
            assert row in answer.get_json()["rows"], f"{table} by {column}"


@pytest.mark.parametrize("table", COLUMNS)
def test_an_unknown_filter_is_refused_and_the_known_ones_are_told(
    client: FlaskClient, published: Store, table: str
) -> None:
    for suffix in ("json", "csv"):
        answer = client.get(f"/api/v1/{table}.{suffix}?colour=red")
        assert answer.status_code == 400
        assert "colour" in answer.text
        assert all(column in answer.text for column in COLUMNS[table].split(","))
    assert "error" in client.get(f"/api/v1/{table}.json?colour=red").get_json()


@pytest.mark.parametrize(
    "argument", ["observations.json?value=many", "judgements.csv?grade=good", "observations.csv?headline=yes"]
)
def test_a_word_for_a_number_is_refused(client: FlaskClient, published: Store, argument: str) -> None:
    answer = client.get(f"/api/v1/{argument}")
    assert answer.status_code == 400
    assert "cannot be" in answer.text


# Areas, indicators, releases


def test_an_abolished_authority_tells_its_successors(client: FlaskClient, published: Store) -> None:
    (row,) = rows(client, "areas.json?la_code=835")
    assert (row["exists_to"], row["successor"]) == ("2019-03-31", "E06000059; E06000058")


def test_an_indicator_tells_its_topics(client: FlaskClient, published: Store) -> None:
    assert rows(client, "indicators.json?indicator=neet")[0]["topic"] == "Education; Young people"


def test_releases_are_listed_with_who_made_them(client: FlaskClient, published: Store) -> None:
    (row,) = rows(client, "releases.json")
    assert (row["release"], row["author"], row["note"], row["editions"]) == (1, "command line", "First", "1")
    assert datetime.fromisoformat(row["public_from"]).utcoffset() == timedelta(0)


# A release of one's choice


def test_an_earlier_release_shows_what_was_public_then(client: FlaskClient, published: Store) -> None:
    later = schema.frame(schema.OBSERVATION, [observation(value=9)])
    published.publish([Upload("w.xlsx", b"later", "standard", "wiltshire", {"observation": later})])
    assert len(rows(client, "observations.json")) == 1
    assert len(rows(client, "observations.json?release=1")) == 5
    assert client.get("/api/v1/observations.json?release=1").get_json()["release"] == 1


@pytest.mark.parametrize("number", ["2", "0", "first", "-1", "99999999999999999999", ""])
def test_an_unknown_release_is_not_found(client: FlaskClient, published: Store, number: str) -> None:
    for suffix in ("json", "csv"):
        answer = client.get(f"/api/v1/observations.{suffix}?release={number}")
        assert answer.status_code == 404
        assert "releases.json" in answer.text


def test_a_release_that_waits_for_its_day_is_not_found(client: FlaskClient, published: Store) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    frame = schema.frame(schema.OBSERVATION, [observation(value=9)])
    published.publish([Upload("s.csv", b"s", "standard", "s", {"observation": frame})], public_from=tomorrow)
    assert client.get("/api/v1/observations.json?release=2").status_code == 404
    assert [row["release"] for row in rows(client, "releases.json")] == [1]


def test_a_release_that_held_withdrawn_data_is_gone(client: FlaskClient, published: Store) -> None:
    etag = client.get("/api/v1/observations.csv?release=1").headers["ETag"]
    published.withdraw(1, why="Names a child")
    for suffix in ("json", "csv"):
        answer = client.get(f"/api/v1/observations.{suffix}?release=1", headers={"If-None-Match": etag})
        assert answer.status_code == 410
        assert "withdrawn" in answer.text
    assert rows(client, "observations.json") == []


def test_before_the_first_release_the_answer_says_so(client: FlaskClient) -> None:
    for address in ("observations.json", "areas.csv", "releases.json"):
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == 503
        assert "Nothing has been published yet" in answer.text


# Keeping answers


def test_an_answer_that_is_known_is_not_sent_again(client: FlaskClient, published: Store) -> None:
    first = client.get("/api/v1/observations.csv?area=865")
    again = client.get("/api/v1/observations.csv?area=865", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_another_query_release_form_or_build_is_another_answer(
    client: FlaskClient, published: Store, reference: Reference
) -> None:
    def etag(asked: FlaskClient, address: str) -> str:
        return asked.get(f"/api/v1/{address}").headers["ETag"]

    newer = Flask(__name__)
    newer.register_blueprint(api(published, reference, build="2"))
    addresses = ("observations.csv", "observations.json", "observations.csv?area=865", "areas.csv")
    etags = [etag(client, address) for address in addresses]
    etags.append(etag(newer.test_client(), "observations.csv"))
    frame = schema.frame(schema.OBSERVATION, [observation(value=9)])
    published.publish([Upload("s.csv", b"s", "standard", "s", {"observation": frame})])
    etags.append(etag(client, "observations.csv"))
    assert len(set(etags)) == len(etags)


def test_a_long_answer_comes_whole(client: FlaskClient, store: Store) -> None:
    many = [observation(value=value, locator=f"row {value}") for value in range(25_000)]
    frame = schema.frame(schema.OBSERVATION, many)
    store.publish([Upload("m.csv", b"m", "standard", "m", {"observation": frame})])
    assert [row["value"] for row in rows(client, "observations.json")] == list(range(25_000))
    assert len(lines(client, "observations.csv")) == 25_001
