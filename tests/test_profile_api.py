"""/api/v1/profile.json: every figure on a strip, against the served tables; and what it refuses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from dashboard import text

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

MEASURES = (
    "lait-totperabnew",
    "lait-lacsubstance",
    "lait-ks2r-expected-std",
    "lait-lac",
)


@pytest.fixture(scope="module")
def client(national_app: Flask) -> FlaskClient:
    return national_app.test_client()


def profile(client: FlaskClient, **asked: str) -> dict[str, Any]:
    answer = client.get("/api/v1/profile.json", query_string=asked)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return answer.json


def of(found: dict[str, Any], kind: str) -> dict[str, Any]:
    """The figures of a kind of mark by their names."""
    return {one["name"]: one["value"] for one in found["marks"] if one["kind"] == kind}


def table(client: FlaskClient, name: str, **asked: str) -> pd.DataFrame:
    answer = client.get(f"/api/v1/{name}.csv", query_string=asked)
    return pd.read_csv(io.StringIO(answer.text), dtype={"la_code": str, "period": str})


@pytest.mark.parametrize("measure", MEASURES)
def test_a_strip_has_everybodys_published_figure_under_their_name(client: FlaskClient, measure: str):
    found = profile(client, indicator=measure, area="865", list="dfe-2025")
    rows = table(client, "observations", indicator=measure, breakdown="")
    last = rows[rows["period"] == found["period"]].set_index("area")["value"]
    near = table(client, "neighbours", list="dfe-2025", area="865")["neighbour"]
    assert of(found, "own") == {"Wiltshire": last["Wiltshire"]}
    told = of(found, "neighbour")
    assert set(told) == set(near) and len(told) == 10
    for name, value in told.items():
        assert value == last.get(name) or (value is None and pd.isna(last.get(name)))
    authorities = rows[(rows["period"] == found["period"]) & rows["la_code"].str.len().eq(3)][
        "value"
    ].dropna()
    ends = set(of(found, "end").values())
    assert ends == {authorities.min(), authorities.max()}
    assert of(found, "middle") == {text.MIDDLE_COUNCIL: pytest.approx(authorities.median())}
    low, high = authorities.quantile([0.25, 0.75])
    assert sorted(of(found, "quarter").values()) == pytest.approx([low, high])


@pytest.mark.parametrize("measure", MEASURES)
def test_marks_go_from_end_to_end_and_what_is_missing_comes_last(client: FlaskClient, measure: str):
    marks = profile(client, indicator=measure, area="865", list="dfe-2025")["marks"]
    across = [one["across"] for one in marks if one["across"] is not None]
    assert across == sorted(across) and across[0] == 0 and across[-1] == 1
    assert all(one["across"] is None for one in marks[len(across) :])
    assert {one["said"] for one in marks[len(across) :]} <= {text.NO_FIGURE}


def test_the_left_end_is_the_worst_whichever_way_a_measure_points(client: FlaskClient):
    for measure, worst in (("lait-totperabnew", max), ("lait-ks2r-expected-std", min)):
        ends = of(profile(client, indicator=measure, area="865"), "end")
        assert ends["Worst council"] == worst(ends.values())
        worse, better = (
            of(profile(client, indicator=measure, area="865"), "quarter")[name] for name in text.HERE_OR_WORSE
        )
        assert worse == worst(worse, better) != better


def test_without_direction_the_ends_are_lowest_and_highest(client: FlaskClient):
    found = profile(client, indicator="lait-lac", area="865")
    assert found["polarity"] == "none" and found["rank"] is None and found["neighbours_better"] is None
    assert set(of(found, "end")) == {"Lowest council", "Highest council"}
    assert set(of(found, "quarter")) == set(text.HERE_OR_LOWER)


def test_a_count_has_no_strip(client: FlaskClient):
    assert profile(client, indicator="lait-cpp-num", area="865")["marks"] == []


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"indicator": "nothing", "area": "865"}, 404, "indicator “nothing”"),
        ({"indicator": "neet-16-18", "area": "Atlantis"}, 404, "authority “Atlantis”"),
        ({"indicator": "neet-16-18"}, 404, "authority “”"),
        ({"indicator": "neet-16-18", "area": "865", "list": "x"}, 404, "Wiltshire has no list “x”"),
        ({"indicator": "neet-16-18", "area": "865", "sort": "name"}, 400, "“sort”"),
        ({"indicator": "care-university", "area": "383"}, 404, "no latest figure of Leeds"),
        ({"indicator": "neet-16-18", "area": "865", "release": "99"}, 404, "release “99”"),
    ],
)
def test_what_cannot_be_answered_is_said(client: FlaskClient, asked: dict[str, str], status: int, said: str):
    answer = client.get("/api/v1/profile.json", query_string=asked)
    assert answer.status_code == status
    assert answer.json is not None
    assert said in answer.json["error"]


def test_an_answer_is_kept_until_a_release_comes(client: FlaskClient):
    address = "/api/v1/profile.json?indicator=lait-totperabnew&area=865"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
