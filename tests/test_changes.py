"""What publishing would change, told before it is done; figures worth a second look."""

from __future__ import annotations

from typing import Any

import pandas as pd

from loaders import changes, schema
from loaders.changes import Count
from loaders.unusual import unusual


def observations(*rows: dict[str, Any]) -> pd.DataFrame:
    given = {"indicator": "neet", "area": "865", "period_type": "calendar", "status": "published"}
    made = [
        {**given, "value": float(row["published_as"]), "period_end": f"{row['period']}-12-31", **row}
        for row in rows
    ]
    return schema.frame(schema.OBSERVATION, made)


def figures(*values: str, start: int = 2008, **more: Any) -> pd.DataFrame:
    return observations(
        *(
            {
                "period": str(start + place),
                "published_as": value,
                "locator": f"B{place}",
                "cell": f"F!B{place}",
            }
            | more
            for place, value in enumerate(values)
        )
    )


def told(old: schema.Tables, new: schema.Tables) -> list[tuple[str, ...]]:
    found = changes.between(old, new)
    return [(one.what, one.area, one.subject, *one.about, one.old, one.new) for one in found.changes]


# What changes


def test_a_first_edition_adds_every_row():
    found = changes.between({}, {"observation": figures("5", "6")})
    assert [found.total(what) for what in changes.WHATS] == [2, 0, 0]
    assert found.counts == (Count("observation", "865", "neet", 2, 0, 0),)
    assert [(one.old, one.new, one.cell) for one in found.changes] == [("", "5", "F!B0"), ("", "6", "F!B1")]


def test_old_and_new_stand_side_by_side():
    old, new = figures("5", "6", "7"), figures("5", "6.5", start=2008)
    assert told({"observation": old}, {"observation": new}) == [
        ("changed", "865", "neet", "2009", "6", "6.5"),
        ("removed", "865", "neet", "2010", "7", ""),
    ]
    assert changes.between({"observation": old}, {"observation": new}).same == 1


def test_a_row_that_only_moved_has_not_changed():
    old, new = figures("5", "6"), figures("5", "6").iloc[::-1].assign(locator="C9", cell="G!C9", source="x")
    found = changes.between({"observation": old}, {"observation": new})
    assert (found.counts, found.changes, found.same) == ((), (), 2)


def test_a_note_that_changes_is_named():
    (change,) = changes.between(
        {"observation": figures("5")}, {"observation": figures("5", note="x")}
    ).changes
    assert (change.what, change.old, change.new, change.also) == ("changed", "5", "5", ("note",))


def test_of_two_printed_values_for_the_same_thing_only_the_one_that_changes_is_told():
    both = pd.concat([figures("5"), figures("5", headline=False), figures("9", headline=False)])
    new = pd.concat([figures("5"), figures("8", headline=False), figures("5", headline=False)])
    assert told({"observation": both}, {"observation": new}) == [("changed", "865", "neet", "2008", "9", "8")]


def test_a_large_file_kept_as_categories_is_compared_as_text():
    new = figures("5", "6").astype({"indicator": "category", "published_as": "category"})
    assert changes.between({"observation": figures("5", "6")}, {"observation": new}).same == 2


def test_judgements_that_change_grade_are_known():
    row = {"authority": "383", "framework": "jar", "inspection": "Leeds", "kind": "headline"}

    def judged(**said: tuple[str, int | None]) -> pd.DataFrame:
        rows = [{**row, "aspect": a, "published_as": p, "grade": g} for a, (p, g) in said.items()]
        return schema.frame(schema.JUDGEMENT, rows)

    old = {"judgement": judged(care=("good", 3), school=("good", 3), play=("fair", None))}
    new = {"judgement": judged(care=("adequate", 2), school=("Good", 3), play=("good", 3))}
    found = changes.between(old, new)
    assert {change.about[0] for change in found.changes} == {"care", "school", "play"}
    (care,) = found.regraded
    assert (care.about[0], care.old_grade, care.new_grade) == ("care", 3, 2)


def test_changes_are_counted_by_area_and_subject():
    new = pd.concat([figures("5"), figures("6", "7", area="383"), figures("1", indicator="days")])
    threshold = schema.frame(schema.THRESHOLD, [{"indicator": "neet", "kind": "target", "value": 1.0}])
    found = changes.between({"observation": figures("4", "5")}, {"observation": new, "threshold": threshold})
    assert found.counts == (
        Count("observation", "383", "neet", 2, 0, 0),
        Count("observation", "865", "days", 1, 0, 0),
        Count("observation", "865", "neet", 0, 1, 1),
        Count("threshold", "", "neet", 1, 0, 0),
    )
    assert found.rows["observation"] == [0, 1, 2, 3]


def test_all_are_counted_where_not_all_are_told(monkeypatch):
    monkeypatch.setattr(changes, "MOST", 3)
    found = changes.between({}, {"observation": figures(*"123456")})
    assert (len(found.changes), found.total("added")) == (3, 6)


def test_areas_are_those_of_every_table():
    threshold = schema.frame(schema.THRESHOLD, [{"area": "", "indicator": "neet"}])
    neighbour = schema.frame(schema.NEIGHBOUR, [{"authority": "383", "neighbour": "380"}])
    source = schema.frame(schema.SOURCES, [{"source": "x"}])
    assert changes.areas({"observation": figures("5"), "source": source}) == {"865"}
    assert changes.areas({"threshold": threshold, "neighbour": neighbour}) == {"", "383"}
    assert changes.areas({"indicator": schema.frame(schema.INDICATOR, [{"indicator": "neet"}])}) == {""}


# A second look


def looked(old: pd.DataFrame, new: pd.DataFrame) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    fresh = changes.between({"observation": old}, {"observation": new}).rows["observation"]
    found = unusual(old, new, fresh)
    return tuple(
        [(s.before_period, s.before, s.period, s.now) for s in part]
        for part in (found.repeated, found.leaping)
    )  # type: ignore[return-value]


NONE = figures()


def test_a_figure_equal_to_last_years_to_every_digit_is_told():
    assert looked(figures("5.1", "5.3"), figures("5.1", "5.3", "5.3"))[0] == [("2009", "5.3", "2010", "5.3")]


def test_a_zero_or_another_number_of_decimals_is_no_repeat():
    assert looked(NONE, figures("0", "0", "5.30", "5.3"))[0] == []


def test_what_was_public_before_is_not_told_again():
    assert looked(figures("5", "5"), figures("5", "5", "6")) == ([], [])


def test_a_step_larger_than_any_before_is_told():
    found = looked(figures("5", "6", "4", "5"), figures("5", "6", "4", "5", "51"))
    assert found == ([], [("2011", "5", "2012", "51")])


def test_a_step_as_large_as_one_before_is_not_told():
    assert looked(NONE, figures("5.1", "5.4", "5.1", "5.2", "5.5"))[1] == []


def test_a_short_series_has_no_usual_step():
    assert looked(NONE, figures("5", "6", "7", "70"))[1] == []


def test_a_file_of_one_year_is_held_against_the_years_that_it_replaces():
    old = figures("5", "6", "5", "6")
    assert looked(old, figures("60", start=2012))[1] == [("2011", "6", "2012", "60")]
    assert looked(old, figures("6", start=2012))[0] == [("2011", "6", "2012", "6")]


def test_series_of_other_areas_and_breakdowns_do_not_mix():
    new = pd.concat([figures("5"), figures("5", start=2009, area="383")], ignore_index=True)
    assert looked(NONE, new) == ([], [])


def test_all_that_is_unusual_is_counted_where_not_all_is_told(monkeypatch):
    monkeypatch.setattr("loaders.unusual.MOST", 2)
    found = unusual(NONE, figures("5", "5", "5", "5", "5"), range(5))
    assert (len(found.repeated), found.repeated_count, found.leaping_count) == (2, 4, 0)
