"""Made-up areas, indicators and a paper for tests of the API, and how its answers are read."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask.testing import FlaskClient

from loaders import schema
from loaders.reference import Area, Indicator
from loaders.store import Upload

AREAS = (
    Area("865", "E06000054", "Wiltshire", "unitary", "E12000009"),
    Area("383", "E08000035", "Leeds", "metropolitan", "E12000003"),
    Area("835", "E10000009", "Dorset (to 2019)", "county", "E12000009", "", "2019-03-31", ("838", "839")),
    Area("838", "E06000059", "Dorset", "unitary", "E12000009", "2019-04-01"),
    Area("839", "E06000058", "Bournemouth, Christchurch and Poole", "unitary", "E12000009", "2019-04-01"),
    Area("E92000001", "E92000001", "England", "country"),
    Area("group-similar-authorities", "", "Similar authorities", "group"),
)
INDICATORS = (
    Indicator(
        id="neet",
        name="Young people not in education, employment or training",
        topics=("Education", "Young people"),
        unit="per cent",
        decimals=1,
        polarity="low",
        period="calendar",
        definition="Aged 16 to 18",
    ),
    Indicator(
        id="adoption-a1",
        name="Days from care to adoption",
        topics=("Adoption",),
        unit="days",
        decimals=0,
        polarity="low",
        period="three-year average",
        definition="Average",
    ),
)


def observation(**given: Any) -> dict[str, Any]:
    """A figure of Wiltshire's, but for what is given."""
    usual = {
        "indicator": "neet",
        "area": "865",
        "period": "2010",
        "period_type": "calendar",
        "status": "published",
        "headline": True,
        "source": "wiltshire",
        "locator": "para 24",
    }
    return {**usual, "published_as": str(given.get("value", "[c]")), **given}


def judgement(**given: Any) -> dict[str, Any]:
    """A judgement of Wiltshire's, but for what is given."""
    usual = {"authority": "865", "framework": "jar", "inspection": "Joint area review", "kind": "headline"}
    return {**usual, "aspect": "Safeguarding", "source": "wiltshire", "locator": "para 1", **given}


def observations() -> list[dict[str, Any]]:
    return [
        observation(value=4.0),
        observation(value=5.25, area="383", numerator=21, denominator=400),
        observation(value=6.1, area="E92000001"),
        observation(value=None, area="group-similar-authorities", status="suppressed"),
        observation(value=612, indicator="adoption-a1", period="2008-11", headline=False),
    ]


def judgements() -> list[dict[str, Any]]:
    return [
        judgement(published_as="2", grade=2),
        judgement(published_as="satisfactory", aspect="“Health” – Café", note="=HYPERLINK(1)"),
        judgement(published_as="good", grade=3, authority="835"),
    ]


def findings() -> list[dict[str, Any]]:
    return [
        {
            "authority": "865",
            "framework": "jar",
            "inspection": "Joint area review",
            "theme": "safeguarding",
            "kind": "strength",
            "text": 'Plans, told "plainly"',
            "source": "wiltshire",
            "locator": "para 2",
        }
    ]


def thresholds() -> list[dict[str, Any]]:
    return [
        {
            "indicator": "adoption-a1",
            "kind": "national threshold",
            "value": 487,
            "unit": "days",
            "published_as": "487",
            "source": "wiltshire",
            "locator": "para 3",
        }
    ]


def neighbours() -> list[dict[str, Any]]:
    return [
        {
            "list": "2014",
            "authority": "865",
            "neighbour": "838",
            "rank": 1,
            "source": "w",
            "locator": "A1",
        },
        {"list": "2014", "authority": "383", "neighbour": "865", "source": "w", "locator": "A2"},
    ]


def sources() -> list[dict[str, Any]]:
    return [
        {
            "source": "wiltshire",
            "title": "A paper",
            "publisher": "Wiltshire Council",
            "licence": "not stated",
            "file": "w.xlsx",
            "sha256": "00",
        }
    ]


def papers() -> Upload:
    """A small paper with rows in every table."""
    tables = {
        "observation": observations(),
        "judgement": judgements(),
        "finding": findings(),
        "threshold": thresholds(),
        "neighbour": neighbours(),
        "source": sources(),
    }
    frames = {name: schema.frame(schema.TABLES[name], rows) for name, rows in tables.items()}
    return Upload("w.xlsx", b"w", "standard", "wiltshire", frames)


def rows(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    """The rows of an answer in JSON."""
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()["rows"]


def lines(client: FlaskClient, address: str) -> list[list[str]]:
    """The lines of an answer in CSV, its head first."""
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.text, newline="")))
