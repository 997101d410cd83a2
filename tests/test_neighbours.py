"""Lists of neighbours: a row a pair, by code or name."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders import FORMATS
from loaders.format import Reading, read
from loaders.reference import Reference
from tests.needs import ROOT

HEAD = "list,valid_from,valid_to,authority,neighbour,rank,closeness,source\n"
PAIR = "test,2007,2014-05-31,Kent,Devon,1,Close,A test\n"


def listed(folder: Path, reference: Reference, text: str) -> Reading:
    path = folder / "My lists.csv"
    path.write_text(text, "utf-8")
    return read(path, reference, FORMATS)


def test_the_shipped_lists_are_those_of_may_2025_and_of_the_committee(reference: Reference):
    folder = ROOT / "data" / "reference" / "neighbours"
    readings = [read(path, reference, FORMATS) for path in sorted(folder.glob("*.csv"))]
    assert [one.source for one in readings] == ["neighbours-committee-2012", "neighbours-dfe-2025"]
    assert [one.problems for one in readings] == [(), ()]
    rows = pd.concat([one.tables["neighbour"] for one in readings], ignore_index=True)
    counts = rows.groupby(["list", "authority"]).size().to_dict()
    assert counts == {
        ("committee-2012", "865"): 10,
        **{("dfe-2025", authority): 10 for authority in ("865", "383", "210", "885")},
    }
    closest = rows[(rows["list"] == "dfe-2025") & (rows["rank"] == 1)].set_index("authority")["neighbour"]
    assert {code: reference.areas[near].name for code, near in closest.items()} == {
        "865": "Hampshire",
        "383": "Portsmouth",
        "210": "Lambeth",
        "885": "Somerset",
    }
    committee = rows[rows["list"] == "committee-2012"]
    assert committee["rank"].isna().all() and set(committee["closeness"]) == {""}
    assert "835" in set(committee["neighbour"]) and "838" not in set(committee["neighbour"])


def test_a_pair_is_read_with_its_dates_rank_and_closeness(tmp_path: Path, reference: Reference):
    reading = listed(tmp_path, reference, HEAD + PAIR)
    assert (reading.problems, reading.source) == ((), "neighbours-test")
    row = reading.tables["neighbour"].iloc[0]
    assert (row["authority"], row["neighbour"], row["rank"], row["closeness"]) == ("886", "878", 1, "Close")
    assert (row["valid_from"], row["valid_to"], row["locator"]) == ("2007", "2014-05-31", "A test")


def test_columns_may_be_in_any_order_rank_and_closeness_left_out(tmp_path: Path, reference: Reference):
    reading = listed(tmp_path, reference, ",neighbour,authority,list\n,878,886,test\n")
    assert reading.problems == ()
    row = reading.tables["neighbour"].iloc[0]
    assert (row["authority"], row["neighbour"], row["locator"]) == ("886", "878", "My lists!B2")


def test_a_name_means_the_authority_of_the_lists_time(tmp_path: Path, reference: Reference):
    lines = PAIR.replace("Devon", "Dorset") + "new,2021,,Kent,Dorset,1,Close,A test\n"
    reading = listed(tmp_path, reference, HEAD + lines)
    assert list(reading.tables["neighbour"]["neighbour"]) == ["835", "838"]
    # Several lists in one file are read, but the file is an edition of none of them.
    assert reading.source == "my-lists"
    assert [(one.severity, "2 lists (test, new)" in one.what) for one in reading.problems] == [
        ("warning", True)
    ]


@pytest.mark.parametrize(
    ("old", "new", "cell", "what"),
    [
        ("Devon", "Devn", "E2", "“Devn” is not an authority"),
        ("Kent", "London", "D2", "“London” is not an authority"),
        ("Kent", "Devon", "E2", "is listed as its own neighbour"),
        (",1,", ",first,", "F2", "“first” is not a rank"),
        (",1,", ",²,", "F2", "“²” is not a rank"),
        ("2007", "spring", "E2", "valid_from is “spring”"),
        ("test,", ",", "E2", "list is empty"),
    ],
)
def test_an_error_names_the_cell_and_nothing_is_loaded(
    tmp_path: Path, reference: Reference, old: str, new: str, cell: str, what: str
):
    reading = listed(tmp_path, reference, HEAD + PAIR.replace(old, new, 1))
    found = [one for one in reading.problems if what in one.what]
    assert [one.place for one in found] == [f"My lists.csv, My lists!{cell}"]
    assert reading.tables == {}


def test_the_same_pair_twice_is_an_error(tmp_path: Path, reference: Reference):
    (problem,) = listed(tmp_path, reference, HEAD + PAIR + PAIR).problems
    assert problem.place == "My lists.csv, My lists!E3"
