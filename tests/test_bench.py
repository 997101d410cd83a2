"""The bench's own arithmetic: medians, ratios, targets, the page; nothing is timed here."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from loaders.store import Store
from tests.bench import __main__ as bench
from tests.bench import load, machine, memory, on_postgresql, report, serving, stores, visits
from tests.bench.goals import GOALS, GROUPS, Target
from tests.bench.report import Result
from tests.needs import ROOT, need
from tests.postgresql import Server

FACTS = {"processors": "2 × some"}
# The rows of the table that the bench was asked for.
ASKED = {
    *("compare", "compare-growth", "profile", "change", "first-visits"),
    *("publish-parquet", "publish-xlsx", "publish-memory"),
    *("first-paint", "interactive", "change-drawn", "change-interactive", "bytes-cold", "bytes-second"),
    *(
        "layout-shift",
        "first-response",
        "first-response-profile",
        "cold-charts",
        "cold",
        "memory",
        "memory-growth",
        "start",
    ),
}


# What is measured


def test_every_measure_that_was_asked_for_has_a_row():
    assert set(GOALS) == ASKED
    assert set(bench.MEASURES) == set(GROUPS)


def test_only_first_visits_have_no_target():
    assert [name for name, goal in GOALS.items() if goal.target is None] == ["first-visits"]


@pytest.mark.parametrize("name", GOALS)
def test_every_measure_is_measured_by_the_file_of_its_group(name: str):
    text = (ROOT / "tests" / "bench" / f"{GOALS[name].group}.py").read_text(encoding="utf-8")
    assert f'"{name}"' in text


# Medians, ratios, targets


@pytest.mark.parametrize(
    ("goal", "ours", "beside", "ratio", "met"),
    [
        ("compare", [1, 4, 100], [1], 4, True),
        ("compare", [4.1], [1], 4.1, False),
        ("compare-growth", [1.2], [1], 1.2, True),
        ("profile", [33], [100], 0.33, True),
        ("profile", [34], [100], 0.34, False),
        ("change", [2100], [70], 30, True),
        ("change", [2099], [70], 29.9857, False),
        ("first-visits", [140], [70], 2, None),
        ("bytes-second", [30], [1], 30, True),
        ("bytes-second", [30.1], [100], 0.301, False),
        ("layout-shift", [0, 0, 0.5], [0], None, True),
        ("memory", [120], [], None, True),
        ("memory-growth", [109], [100], 1.09, True),
        ("memory-growth", [89], [100], 0.89, False),
        ("memory-growth", [111], [100], 1.11, False),
    ],
)
def test_a_target_is_held_against_the_medians(
    goal: str, ours: list[float], beside: list[float], ratio: float | None, met: bool | None
):
    result = Result(goal, ours, beside)
    assert result.ratio == (ratio if ratio is None else pytest.approx(ratio, rel=1e-4))
    assert result.met is met


def test_a_target_of_a_ratio_needs_something_beside():
    with pytest.raises(ValueError, match="nothing beside"):
        _ = Result("compare", [1]).met


def test_within_goes_both_ways():
    target = Target("ratio", "within", 0.1, "")
    assert [target.met(0, ratio) for ratio in (0.89, 0.95, 1.05, 1.11)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (0.00123, "0.00123"),
        (0.5, "0.500"),
        (1.6, "1.60"),
        (12.345, "12.3"),
        (134.4, "134"),
        (1234.5, "1,234"),
    ],
)
def test_a_number_has_three_figures(value: float, said: str):
    assert report.number(value) == said


# The page


def test_a_row_says_what_beside_what_and_whether_that_is_good_enough():
    missed = Result("compare", [3, 9, 5], [1, 1, 2], at="0.64 million")
    assert report.row(missed) == [
        "One authority with ten neighbours: query → view-model → figure → JSON",
        "0.64 million",
        "5.00 ms",
        "1.00 ms, the bare SQL query",
        "5.00 ×",
        "≤ 4 ×",
        "**no**",
    ]


def test_the_page_has_the_rows_in_the_order_of_the_goals():
    results = [Result("start", [1], [1]), Result("memory", [100]), Result("compare", [1], [1])]
    text = report.document(results, FACTS, {}, [])
    rows = re.findall(r"^\| (.*?) \|", text, re.M)
    assert rows[2:5] == [GOALS[name].measure for name in ("compare", "memory", "start")]
    assert "Every target is met." in text
    assert "| processors | 2 × some |" in text


def test_a_missed_target_says_what_the_time_is_spent_on():
    results = [Result("compare", [9], [1], at=size) for size in ("0.64 million", "6.4 million")]
    told = report.document(results, FACTS, {"compare": "Half of it is spent in the query."}, [])
    assert told.count("Half of it is spent in the query.") == 1
    assert "not looked into yet" in report.document(results, FACTS, {}, [])


def test_a_reason_is_not_printed_for_a_target_that_is_met():
    assert "spent" not in report.document([Result("compare", [1], [1])], FACTS, {"compare": "spent"}, [])


def test_reasons_on_record_are_of_goals():
    assert set(tomllib.loads(bench.WHY.read_text(encoding="utf-8"))) <= set(GOALS)


def test_the_machine_is_told_of_without_names_or_places():
    said = json.dumps(machine.facts())
    assert "/" not in said.replace("Mbit/s", "")
    assert Path("/proc/sys/kernel/hostname").read_text().strip() not in said


# What is chosen


def test_nothing_named_is_everything(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("ONLY", raising=False)
    assert bench.chosen("ONLY", GROUPS) == list(GROUPS)


def test_several_may_be_named_and_keep_their_order(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SIZES", "6.4, 0.64")
    assert bench.chosen("SIZES", list(stores.SIZES)) == ["0.64", "6.4"]


def test_a_name_that_there_is_not_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONLY", "compare,speed")
    with pytest.raises(SystemExit, match="ONLY names speed; there are: compare, profile"):
        bench.chosen("ONLY", GROUPS)


# How it is served and asked


def test_ours_is_served_as_make_run_serves_it():
    options = serving.ours()
    assert options[-1] == "app:server"
    assert options[options.index("--workers") + 1] == "2"
    assert "--bind" not in options and "\\" not in " ".join(options)


def test_the_tutorials_callback_understands_what_it_is_asked():
    need("shared")
    from tests.bench import tutorial

    client = tutorial.server.test_client()
    asked = visits.of_tutorial("Wiltshire")[:3]
    assert len(asked) == 3
    for one in asked:
        answer = client.post(visits.CALLBACK, data=visits.body(one), content_type="application/json")
        drawn = answer.get_json()["response"]["chart"]["figure"]
        lines = {line["name"] for line in drawn["data"]}
        assert {"Wiltshire", "Neighbours"} <= lines <= {"Wiltshire", "Neighbours", "South West", "England"}
        assert tutorial.titles[one.indicator] == drawn["layout"]["title"]["text"]


def test_a_thousand_different_pairs_are_asked_for_the_same_in_every_run():
    need("shared")
    asked = visits.of_tutorial()
    assert len(set(asked)) == visits.MANY
    assert asked == visits.of_tutorial()


def test_the_load_has_a_line_for_each_request(tmp_path: Path):
    assert load.as_file(str(tmp_path), "lines", ["/a", "/b"]).read_text().splitlines() == ["/a", "/b"]


def test_a_process_has_memory_of_its_own():
    assert 5 < memory.proportional(os.getpid()) < 5000


# Stores


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A store with a figure in a paper, and a national file with its dictionary."""
    from loaders import schema
    from tests.stores import upload

    figures, defined = upload("long", 1.0, 2.0, indicator="lait-a"), upload("dictionary", 3.0)
    definition = {"indicator": "lait-a", "name": "A", "topics": "T", "unit": "%", "decimals": 1}
    definition |= {"polarity": "high", "period": "calendar", "source": "dictionary", "locator": "row 2"}
    tables = {"indicator": schema.frame(schema.INDICATOR, [definition]), "source": defined.tables["source"]}
    path = tmp_path / "base.db"
    with closing(Store(f"sqlite:///{path}")) as store:
        store.publish([upload("paper", 5.0)])
        store.publish([figures, type(defined)("d.csv", b"d", "lait-dictionary", "dictionary", tables)])
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute(query).fetchall()


@pytest.fixture
def threefold(base: Path) -> Iterator[Path]:
    path = base.with_name("three.db")
    stores.replicated(base, path, 3)
    yield path


def test_a_copy_has_the_national_figures_under_ids_of_its_own(threefold: Path):
    counted = rows(threefold, "SELECT indicator, count(*) FROM observation GROUP BY 1 ORDER BY 1")
    assert counted == [("lait-a", 2), ("lait-a-2", 2), ("lait-a-3", 2), ("neet", 1)]
    assert rows(threefold, "SELECT indicator FROM indicator ORDER BY 1") == [
        (stores.copied("lait-a", copy),) for copy in (1, 2, 3)
    ]


def test_every_copy_is_public_in_the_releases_of_the_first(threefold: Path):
    with closing(Store(f"sqlite:///{threefold}")) as store:
        release = store.current()
        assert release is not None and len(release.editions) == 7
        assert len(store.rows("observation", release)) == 7


def test_a_store_with_copies_can_be_taken_to_another_database(threefold: Path, bare_database: str):
    with closing(Store(f"sqlite:///{threefold}")) as store, closing(Store(bare_database)) as other:
        assert store.copy(other)["observation"] == 7


def test_a_copy_has_the_same_indexes(base: Path, threefold: Path):
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    assert rows(threefold, query) == rows(base, query)


def test_a_disk_without_room_is_said_before_anything_is_made(tmp_path: Path):
    with pytest.raises(OSError, match=r"SIZES=0\.64"):
        stores.room_for(1e18, tmp_path)


def test_a_store_is_made_again_when_a_loader_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    need("shared")
    before = stores.fingerprint()
    for name in ("loaders", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "loaders" / "new.py").write_text("# changed")
    monkeypatch.setattr(stores, "ROOT", tmp_path)
    assert stores.fingerprint() != before


# On PostgreSQL


def test_a_store_is_copied_to_the_server_once_and_older_copies_go(
    postgresql: Server, store: Store, tmp_path: Path
) -> None:
    store.backup(tmp_path / "0.64.db")
    url = postgresql.address("postgres")
    older = on_postgresql.made(url, "yardstick_bench_older_0_64")
    both, seconds = on_postgresql.copied(url, tmp_path / "0.64.db")
    assert seconds > 0
    with both.opened() as (server, file):
        assert server.events() == file.events() == store.events()
    assert on_postgresql.copied(url, tmp_path / "0.64.db")[1] == 0
    with on_postgresql.asking(url) as connection:
        there = on_postgresql.names(connection)
    assert older.rpartition("/")[2] not in there
    assert both.urls[0].rpartition("/")[2] in there
    on_postgresql.drop(url, lambda name: name.startswith(on_postgresql.PREFIX))


def test_a_row_tells_postgresql_beside_sqlite() -> None:
    told = on_postgresql.row(Result("compare", [3.0, 4.0, 8.0], [2.0], at="6.4 million"))
    assert told == [GOALS["compare"].measure, "6.4 million", "4.00 ms", "2.00 ms", "2.00 ×"]
    growth = on_postgresql.row(Result(on_postgresql.GROWTH, [1.5], [1.25], at="19.2 million"))
    assert growth[2:4] == ["1.50 ×", "1.25 ×"]


def test_every_group_that_asks_the_database_is_measured_on_it() -> None:
    same = {"browser", "pages"}  # pages have the same bytes on both
    assert {"compare", *same, *on_postgresql.MEASURES} == set(GROUPS)
