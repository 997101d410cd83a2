"""The profile over the Department's national figures: the order worked out again, and the page itself."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd
import pytest

from dashboard import profile_evidence, profiles
from dashboard.pages import profile
from dashboard.queries import Ask
from loaders.lait import series_id
from loaders.store import Store, Upload
from tests.reading import Read, read

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.profiles import Row
    from loaders.reference import Reference

WILTSHIRE, LEEDS, CITY, SCILLY, CUMBERLAND, BOURNEMOUTH = "865", "383", "201", "420", "942", "839"
SEVERAL = (WILTSHIRE, LEEDS, CITY, SCILLY, CUMBERLAND, BOURNEMOUTH)
ENGLAND = 970
Get = Callable[[str], Read]


@dataclass(frozen=True)
class Known:
    """The long file as it is: of each series the figures of its last year by authority; its polarity.

    Figures have the 15 digits that a spreadsheet keeps: two that are shown as the same are the same.
    """

    last: Mapping[str, pd.Series]
    ends: Mapping[str, str]
    polarity: Mapping[str, str]


@pytest.fixture(scope="module")
def file(shared: Path) -> Known:
    folder = shared / "real" / "lait"
    long = pd.read_parquet(folder / "bds_long.parquet")
    long = long[long["Years"] != "0"]
    long = long.assign(
        indicator=long["Short Desc"].map(cache(series_id)),
        year=long["Years"].str.extract(r"(\d\d)\D*$", expand=False).astype(int),
        value=pd.to_numeric(long["Values"], errors="coerce").map("{:.15g}".format).astype(float),
        code=long["LA Number"].map(lambda number: "" if pd.isna(number) else f"{int(number):03}"),
    )
    valued = long.dropna(subset=["value"])
    newest = valued.groupby("indicator")["year"].max()
    now = long[long["year"] == long["indicator"].map(newest)]
    with (folder / "lait_data_dictionary.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    polarity = {series_id(one["Measure_short"]): one["Polarity"].casefold() for one in reversed(rows)}
    last = {str(name): rows.set_index("code")["value"] for name, rows in now.groupby("indicator")}
    return Known(
        last, {str(name): rows["Years"].iloc[0] for name, rows in now.groupby("indicator")}, polarity
    )


def found(ask: Ask, code: str, **selection: str) -> list[Row]:
    chosen = profile_evidence.choice(ask, selection, ask.reference.areas[code])
    return profiles.rows(profile_evidence.evidence(ask, chosen))


# ---- the same, worked out from the file itself


@pytest.mark.parametrize("code", SEVERAL)
def test_the_whole_order_is_what_the_file_says(national_ask: Ask, file: Known, code: str):
    listed = next(one for one in national_ask.neighbour_lists(code) if one.id == "dfe-2025")
    expected: dict[str, tuple[float, float]] = {}
    newest = max(one.end for one in national_ask.series() if one.listed > 1)
    for one in national_ask.series(breakdown=""):
        if one.indicator not in file.last:
            continue
        measure = national_ask.measures[one.indicator]
        if measure.unit in ("number", "full-time equivalents", "pounds"):
            continue
        sign = {"high": 1, "low": -1}.get(file.polarity[one.indicator])
        values = file.last[one.indicator]
        own = values.get(code, np.nan)
        near = np.array([value for value in values.reindex(list(listed.neighbours)) if value == value])
        recent = pd.Timestamp(one.end) >= pd.Timestamp(newest) - pd.DateOffset(years=3)
        if sign is None or own != own or len(near) < 7 or not recent:
            continue
        better = np.sum(sign * near > sign * own) + np.sum(near == own) / 2
        low, middle, high = np.percentile(near, (25, 50, 75))
        expected[one.indicator] = (
            better / len(near),
            sign * (middle - own) / (high - low) if high > low else 0.0,
        )
    rows = profiles.in_order(found(national_ask, code))
    shown = {row.measure.id: (row.behind, row.distance) for row in rows if row.measure.id in file.last}
    assert shown.keys() == expected.keys()
    assert len(shown) > 50
    for name, (behind, distance) in expected.items():
        assert shown[name] == pytest.approx((behind, distance), abs=1e-9), name
    for first, then in pairwise(rows):
        assert first.behind >= then.behind
        if first.behind == then.behind:
            assert first.distance >= then.distance
            if first.distance == then.distance:
                assert first.measure.name.casefold() <= then.measure.name.casefold()


@pytest.mark.parametrize("code", (WILTSHIRE, CUMBERLAND))
def test_places_and_medians_are_what_the_file_says(national_ask: Ask, file: Known, code: str):
    today = [
        one.code
        for one in national_ask.reference.areas.values()
        if one.kind == "authority" and not one.exists_to
    ]
    listed = national_ask.neighbour_lists(code)[0]
    compared = 0
    for row in found(national_ask, code):
        if row.place is None or row.measure.id not in file.last or row.series.end < "2023-04-01":
            continue
        values = file.last[row.measure.id].reindex(today).dropna()
        places = values.rank(method="min", ascending=file.polarity[row.measure.id] == "low")
        assert (row.place.rank, row.place.of) == (places[code], len(values)), row.measure.id
        assert row.place.tied == (values == values[code]).sum() - 1
        near = values.reindex(list(listed.neighbours)).dropna()
        assert row.middle == pytest.approx(near.median()) if len(near) else row.middle is None
        compared += 1
    assert compared > 150


def test_no_measure_is_dropped(national_ask: Ask, file: Known):
    rows = found(national_ask, WILTSHIRE)
    names = [row.measure.id for row in rows]
    assert len(names) == len(set(names))
    in_file = {name for name, values in file.last.items() if WILTSHIRE in values.index}
    assert in_file <= set(names)
    groups = profiles.arranged(rows, "behind")
    assert sum(len(group.rows) for group in groups) == len(rows)
    assert {"", "few", "old", "missing", "direction", "count", "own"} == {group.reason for group in groups}


# ---- the page


@pytest.fixture(scope="module")
def get(national_app: Flask) -> Get:
    """Asks for an address; the answer must be a page."""
    client = national_app.test_client()

    @cache
    def ask(address: str) -> Read:
        answer = client.get(address)
        assert answer.status_code == 200, address
        return read(answer.get_data(as_text=True))

    return ask


def measures_of(page: Read) -> list[str]:
    queries = [parse_qs(urlsplit(link).query) for link in page.links if link.startswith("/indicator?")]
    return [one["indicator"][0] for one in queries if "indicator" in one]


@pytest.mark.parametrize("code", SEVERAL)
def test_the_sentence_names_the_three_first_in_order_and_of_how_many(get: Get, national_ask: Ask, code: str):
    page = get(f"/profile?area={code}")
    area = national_ask.reference.areas[code]
    lead = next(text for text in page.by_tag["p"] if "is furthest behind" in text)
    assert lead.startswith(f"{area.name} is furthest behind the ten statistical neighbours of May 2025 on: ")
    ordered = profiles.in_order(found(national_ask, code))
    for row in ordered[:3]:
        name = row.measure.name.removesuffix(" (%)").replace("’", "'")
        assert f"{name} (behind {row.better} of {len(row.near)}" in lead
    assert f"Of {len(ordered)} measures" in lead
    assert area.name in page.one("h1")


@pytest.mark.parametrize("sort", profiles.SORTS)
def test_every_measure_is_on_the_page_and_its_link_keeps_area_and_list(
    get: Get, national_ask: Ask, sort: str
):
    page = get(f"/profile?area={LEEDS}&sort={sort}")
    rows = found(national_ask, LEEDS)
    shown = measures_of(page)
    assert set(shown) == {row.measure.id for row in rows}
    assert len(shown) - len(rows) == (0 if sort == "behind" else 5), "the five of the answer come again"
    links = [link for link in page.links if link.startswith("/indicator?") and "indicator=" in link]
    assert links and all("area=383&list=dfe-2025&" in link for link in links)


def test_a_release_that_was_asked_for_is_kept_in_every_link(get: Get):
    page = get(f"/profile?area={LEEDS}&topic=Adoption&release=2")
    links = [link for link in page.links if "indicator=" in link]
    assert links and all("release=2" in link for link in links)


def test_a_row_says_in_words_what_its_strip_shows(get: Get, national_ask: Ask):
    first = profiles.in_order(found(national_ask, WILTSHIRE))[0]
    row = get(f"/profile?area={WILTSHIRE}").by_tag["tr"][1]
    place = first.place
    assert place is not None and first.own is not None
    said = f"{first.better} of {len(first.near)} do better"
    assert all(part in row for part in (first.own.printed, first.series.period, said, f"of {place.of}"))
    assert re.search(r"[A-D]: \S+ quarter", row)


def test_a_topic_shows_its_own_measures_only(get: Get, national_ask: Ask):
    page = get(f"/profile?area={WILTSHIRE}&topic=Children+Looked+After")
    assert page.one("h1").endswith(": Children Looked After")
    shown = set(measures_of(page))
    topics = [national_ask.measures[name].topics for name in shown]
    assert len(shown) > 60 and all("Children Looked After" in one for one in topics)
    whole = {row.measure.id for row in found(national_ask, WILTSHIRE)}
    assert shown == {name for name in whole if "Children Looked After" in national_ask.measures[name].topics}


def test_another_list_compares_with_others_and_the_sentence_names_it(get: Get):
    page = get(f"/profile?area={WILTSHIRE}&list=committee-2012")
    assert "furthest behind the ten authorities in the committee's 2012 table on" in page.text
    assert page.text != get(f"/profile?area={WILTSHIRE}").text


def test_what_is_not_in_order_is_listed_after_with_the_reason(get: Get):
    heads = get(f"/profile?area={WILTSHIRE}").by_tag["h2"]
    wanted = (
        "Next in order",
        "Too few neighbours",
        "Too old",
        "No figure for Wiltshire",
        "Neither high nor low",
    )
    places = [next(at for at, head in enumerate(heads) if head.startswith(want)) for want in wanted]
    assert places == sorted(places)
    assert heads.index("Counts: 58 measures") > places[-1]


@pytest.mark.parametrize(
    ("query", "most"),
    [
        (f"area={LEEDS}", 60_000),
        (f"area={WILTSHIRE}", 60_000),
        (f"area={WILTSHIRE}&topic=Key+Stage+2", 30_000),
    ],
)
def test_a_page_is_light(national_app: Flask, query: str, most: int):
    answer = national_app.test_client().get(f"/profile?{query}", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.get_data()) <= most


def test_every_authority_has_a_profile(national_app: Flask, reference: Reference):
    client = national_app.test_client()
    current = [one for one in reference.areas.values() if one.kind == "authority" and not one.exists_to]
    answers = {
        one.name: client.get(f"/profile?area={one.code}&topic=Adoption").status_code for one in current[::8]
    }
    assert set(answers.values()) == {200}, answers


# ---- questions to the store


def test_a_profile_asks_a_bounded_number_of_questions(national_ask: Ask, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    tuples = Store.tuples

    def counted(self: Store, table: str, *args, **more):
        asked.append(table)
        return tuples(self, table, *args, **more)

    monkeypatch.setattr(Store, "tuples", counted)
    profile.page({"area": WILTSHIRE}, Ask(national_ask.store, national_ask.release, national_ask.reference))
    assert "observation" not in asked
    assert asked.count("standing") == 2, "its own figures, and its neighbours' from the index"
    assert len(asked) <= 8


def test_neighbours_figures_are_read_from_the_index_alone(national_store: Store, tmp_path: Path):
    import sqlalchemy as sa

    from loaders import store_rows

    release = national_store.current()
    assert release is not None
    where = {"area": [WILTSHIRE, LEEDS], "breakdown": ""}
    query, said, _ = store_rows.select(
        "standing", release, where, ["indicator", "area", "value"], edition=False, ordered=False
    )
    with national_store._engine.connect() as connection:
        text = str(query.params(said).compile(connection, compile_kwargs={"literal_binds": True}))
        plan = connection.execute(sa.text(f"EXPLAIN QUERY PLAN {text}")).all()
    (of_standings,) = [line[-1] for line in plan if "standing" in line[-1]]
    assert of_standings.startswith("SEARCH standing USING COVERING INDEX"), plan


def test_more_measures_than_a_page_holds_are_cut_and_that_is_said(
    national_ask: Ask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(profile_evidence, "MOST", 200)
    chosen = profile_evidence.choice(national_ask, {}, national_ask.reference.areas[WILTSHIRE])
    evidence = profile_evidence.evidence(national_ask, chosen)
    assert evidence.is_cut and len(evidence.measures) == 200
    rows = profiles.rows(evidence)
    assert 50 < len(rows) <= 200


def test_figures_in_several_files_are_compared_together(
    national_store: Store, national_ask: Ask, database: str, reference: Reference
):
    """Half of the authorities in one file and half in another make the same rows as all in one."""
    from loaders import standings

    names = [row.measure.id for row in profiles.in_order(found(national_ask, WILTSHIRE))[:6]]
    release = national_store.current()
    assert release is not None
    observed = national_store.rows("observation", release, {"indicator": names}).drop(columns="edition")
    defined = national_store.rows("indicator", release, {"indicator": names}).drop(columns="edition")
    lists = national_store.rows("neighbour", release, {"authority": WILTSHIRE}).drop(columns="edition")
    uploads = [Upload("d", b"d", "x", "d", {"indicator": defined, "neighbour": lists})]
    for number in (False, True):
        part = (
            observed[(observed["area"].str[-1] < "5") == number]
            .reset_index(drop=True)
            .assign(source=str(number))
        )
        tables = {"observation": part, **standings.derived(part, reference.areas)}
        uploads.append(Upload(str(number), str(number).encode(), "x", str(number), tables))
    store = Store(database)
    made = store.publish(uploads)
    split = {row.measure.id: row for row in found(Ask(store, made, reference), WILTSHIRE)}
    store.close()
    whole = {row.measure.id: row for row in found(national_ask, WILTSHIRE)}
    assert split.keys() == set(names)
    for name, row in split.items():
        assert (row.near, row.behind, row.distance, row.place, row.bands) == (
            whole[name].near,
            whole[name].behind,
            whole[name].distance,
            whole[name].place,
            whole[name].bands,
        )
