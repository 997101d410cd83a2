"""/api/v1/benchmark.json against the same comparison worked out here from the served CSV, with pandas."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import pytest
from flask import Flask
from flask.testing import FlaskClient

KEYS = [
    "indicator",
    "breakdown",
    "area",
    "area_code",
    "period",
    "value",
    "polarity",
    "rank",
    "ranked_of",
    "quartile",
    "list",
    "neighbour_mean",
    "neighbour_median",
    "neighbours_used",
    "neighbours_total",
    "region",
    "region_value",
    "england_value",
    "change",
    "change_from_period",
    "release",
]
POLARITY = {
    "adoption-a1": "low",
    "adoption-a2": "low",
    "adoption-under-21-months-percent": "high",
    "adoption-adopted": "none",
    "adoption-under-21-months": "none",
}
COUNTED = ("adoption-adopted", "adoption-under-21-months")
ENGLAND = "E92000001"
AUTHORITIES = ["865", "873", "835", "916", "850", "931", "893", "933", "935", "869", "885"]


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def observations(client: FlaskClient) -> pd.DataFrame:
    text = client.get("/api/v1/observations.csv").text
    table = pd.read_csv(io.StringIO(text), dtype={"la_code": str, "area_code": str})
    return table[table["headline"].astype(str).str.lower() == "true"]


@pytest.fixture(scope="module")
def committee(client: FlaskClient) -> set[str]:
    text = client.get("/api/v1/neighbours.csv?list=committee-2012&area=865").text
    return set(pd.read_csv(io.StringIO(text))["neighbour_code"])


def benchmark(client: FlaskClient, **arguments: str) -> dict[str, Any]:
    answer = client.get("/api/v1/benchmark.json", query_string=arguments)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return answer.json


def test_every_promised_key_is_there(client: FlaskClient) -> None:
    assert set(KEYS) <= set(benchmark(client, indicator="adoption-a1", area="865"))


def test_wiltshires_adoption_is_what_the_committee_was_told(client: FlaskClient) -> None:
    found = benchmark(client, indicator="adoption-a1", area="865")
    said = {key: found[key] for key in ("area", "area_code", "period", "value", "england_value", "threshold")}
    assert said == {
        "area": "Wiltshire",
        "area_code": "E06000054",
        "period": "2008–11",
        "value": 803,
        "england_value": 625,
        "threshold": 639,
    }
    assert (found["rank"], found["ranked_of"], found["ranked_among"]) == (11, 11, "table")


@pytest.mark.parametrize("area", AUTHORITIES)
@pytest.mark.parametrize("indicator", POLARITY)
def test_every_adoption_figure_is_compared_as_worked_out_here(
    client: FlaskClient, observations: pd.DataFrame, committee: set[str], indicator: str, area: str
) -> None:
    table = observations[(observations["indicator"] == indicator) & (observations["period"] == "2008–11")]
    authorities = table[table["la_code"].notna() & table["value"].notna()]
    assert set(authorities["la_code"]) == set(AUTHORITIES)
    own = float(authorities.loc[authorities["la_code"] == area, "value"].iloc[0])
    polarity, counted = POLARITY[indicator], indicator in COUNTED
    places = authorities["value"].rank(method="min", ascending=polarity == "low")
    england = table.loc[table["area_code"] == ENGLAND, "value"]
    near = authorities[authorities["area_code"].isin(committee)]["value"]
    listed = area == "865"  # the committee's list is Wiltshire's alone

    expected = {
        "indicator": indicator,
        "breakdown": "",
        "period": "2008–11",
        "value": own,
        "polarity": polarity,
        "rank": None if polarity == "none" else int(places[authorities["la_code"] == area].iloc[0]),
        "ranked_of": None if polarity == "none" else 11,
        "quartile": None,  # eleven chosen authorities are not England
        "list": "committee-2012" if listed else None,
        "neighbours_used": len(near) if listed else 0,
        "neighbours_total": 10 if listed else 0,
        "england_value": None if counted else float(england.iloc[0]),
        "region_value": None,
        "change": None,
        "change_from_period": None,
        "release": 1,
    }
    found = benchmark(client, indicator=indicator, area=area)
    assert {key: found[key] for key in expected} == expected
    averages = (float(near.mean()), float(near.median())) if listed and not counted else (None, None)
    assert (found["neighbour_mean"], found["neighbour_median"]) == (
        averages if averages[0] is None else pytest.approx(averages)
    )


def test_a_list_outside_its_dates_is_used_on_request(client: FlaskClient, observations: pd.DataFrame) -> None:
    found = benchmark(client, indicator="adoption-a1", area="865", list="dfe-2025")
    table = observations[(observations["indicator"] == "adoption-a1") & (observations["period"] == "2008–11")]
    text = client.get("/api/v1/neighbours.csv?list=dfe-2025&area=865").text
    codes = set(pd.read_csv(io.StringIO(text))["neighbour_code"])
    near = table[table["area_code"].isin(codes)]["value"]
    assert 0 < len(near) < 10
    assert (found["list"], found["neighbours_used"], found["neighbours_total"]) == ("dfe-2025", len(near), 10)
    assert found["neighbour_mean"] == pytest.approx(near.mean())


def test_a_change_is_from_the_period_right_before(client: FlaskClient) -> None:
    found = benchmark(client, indicator="adoption-care-to-decision", area="865")
    assert (found["value"], found["change"], found["change_from_period"]) == (496, -38, "2008–11")


def test_a_group_can_be_asked_for(client: FlaskClient) -> None:
    found = benchmark(client, indicator="participation", area="865", breakdown="Age: 16")
    assert (found["breakdown"], found["value"], found["period"]) == ("Age: 16", 90.3, "Feb 2012")


@pytest.mark.parametrize("area", ["865", "E06000054", "Wiltshire"])
def test_an_area_may_be_named_by_either_code_or_its_name(client: FlaskClient, area: str) -> None:
    assert benchmark(client, indicator="adoption-a1", area=area)["value"] == 803


def test_the_dorset_of_then_is_compared_and_the_dorset_of_now_has_no_figure(client: FlaskClient) -> None:
    then, now = (benchmark(client, indicator="adoption-a1", area=code) for code in ("835", "838"))
    assert (then["value"], then["rank"], then["ranked_of"]) == (502, 4, 11)
    assert (now["value"], now["rank"], now["ranked_of"]) == (None, None, None)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"indicator": "no-such"}, "There is no indicator “no-such”."),
        ({"indicator": ""}, "There is no indicator “”."),
        ({"area": "Atlantis"}, "There is no authority “Atlantis”."),
        ({"area": ENGLAND}, f"There is no authority “{ENGLAND}”."),
        ({"area": ""}, "There is no authority “”."),
        ({"list": "no-such"}, "Wiltshire has no list “no-such”."),
        ({"breakdown": "Age: 99"}, "adoption-a1 has no breakdown “Age: 99”."),
        ({"release": "99"}, "There is no release “99”."),
    ],
)
def test_what_is_unknown_is_not_found_in_words(
    client: FlaskClient, changed: dict[str, str], said: str
) -> None:
    arguments = {"indicator": "adoption-a1", "area": "865", **changed}
    answer = client.get("/api/v1/benchmark.json", query_string=arguments)
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["error"].startswith(said)
    assert "/api/v1/" in answer.json["error"]


def test_an_unknown_argument_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/v1/benchmark.json?indicator=adoption-a1&area=865&region=x")
    assert answer.status_code == 400
    assert answer.json is not None
    assert "“region”" in answer.json["error"]
