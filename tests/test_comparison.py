"""Chosen figures in tables: kinds of periods apart, breaks marked, nothing dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import wording_compare
from dashboard.benchmark import ENGLAND
from dashboard.choosing import Choice, Chosen, Measure
from dashboard.comparison import Column, by_measure, printed, tables
from dashboard.views import Bar, Ranked
from loaders.reference import Break
from tests.comparing import AREAS, DAYS, SHARE, figure, figures

DAYS_OF_ALL, SHARE_OF_ALL = Measure(DAYS), Measure(SHARE)
THREE = (AREAS["865"], AREAS["838"], AREAS[ENGLAND])


def choice(**changed: object) -> Choice:
    areas = tuple(Chosen(area.code, area.name, (area,)) for area in THREE)
    return replace(Choice(areas, (DAYS_OF_ALL, SHARE_OF_ALL)), **changed)  # type: ignore[arg-type]


def test_a_measures_figures_are_rows_of_areas_and_columns_of_periods_in_time_order() -> None:
    found = [*figures("2010/11", {"865": 4, "838": 5}), *figures("2009/10", {"865": 3, "838": None})]
    (table,) = tables(THREE, {DAYS_OF_ALL: found})
    assert table.kind == "financial"
    assert [column.label for column in table.columns] == ["2009/10", "2010/11"]
    (block,) = table.blocks
    assert [(row.area.code, [[o.value for o in cell] for cell in row.cells]) for row in block.rows] == [
        ("865", [[3], [4]]),
        ("838", [[None], [5]]),
    ]


def test_an_area_without_an_entry_is_named_and_not_shown_as_a_row_of_dashes() -> None:
    (table,) = tables(THREE, {DAYS_OF_ALL: figures("2010/11", {"865": 4})})
    assert [row.area.code for row in table.blocks[0].rows] == ["865"]
    assert wording_compare.without(table.blocks[0]) == (
        "Nothing was published here about Dorset and England."
    )


def test_kinds_of_periods_have_tables_of_their_own_though_their_names_are_the_same() -> None:
    school = figures("2010/11", {"865": 40}, usual="academic", indicator="share")
    found = {DAYS_OF_ALL: figures("2010/11", {"865": 4}), SHARE_OF_ALL: school}
    made = tables(THREE, found)
    assert sorted(table.kind for table in made) == ["academic", "financial"]
    assert all(len(table.columns) == 1 and len(table.blocks) == 1 for table in made)


def test_measures_of_one_kind_share_the_columns_of_the_same_span_whatever_its_name() -> None:
    other = [figure("865", "2010/11", 40, indicator="share")._replace(period="2011 (prov)")]
    (table,) = tables(THREE, {DAYS_OF_ALL: figures("2010/11", {"865": 4}), SHARE_OF_ALL: other})
    assert table.columns == (Column("2010/11", "2010-04-01", "2011-03-31"),)
    assert wording_compare.other_labels(table.blocks[1], table.columns) == "Published as 2011 (prov)."
    assert wording_compare.other_labels(table.blocks[0], table.columns) == ""


def test_the_kind_with_most_figures_comes_first_and_what_is_undated_last() -> None:
    found = [
        *figures("undated", {"865": 1, "838": 2, ENGLAND: 3}),
        *figures("Feb 2012", {"865": 1}),
        *figures("2010/11", {"865": 4, "838": 4}),
    ]
    assert [table.kind for table in tables(THREE, {DAYS_OF_ALL: found})] == ["financial", "month", "undated"]


def test_a_year_that_the_source_calls_by_its_last_year_is_spelled_out() -> None:
    column = Column("2018", "2017-09-01", "2018-08-31")
    assert wording_compare.period(column, "academic") == "2018 (2017/18)"
    assert wording_compare.period(Column("2017/18", "2017-09-01", "2018-08-31"), "academic") == "2017/18"
    assert wording_compare.period(Column("2018", "2018-01-01", "2018-12-31"), "calendar") == "2018"


def test_the_first_column_after_a_change_of_definition_is_known_with_the_reason() -> None:
    changed = Measure(replace(DAYS, breaks=(Break("2011-04", "Counted otherwise."),)))
    found = [
        f for period in ("2009/10", "2010/11", "2011/12", "2012/13") for f in figures(period, {"865": 4})
    ]
    (table,) = tables(THREE, {changed: found})
    assert table.blocks[0].changes == {2: "Counted otherwise."}


def test_a_change_is_marked_at_the_next_column_in_which_the_measure_has_a_figure() -> None:
    changed = Measure(replace(DAYS, breaks=(Break("2011-04", "Counted otherwise."),)))
    own = [*figures("2009/10", {"865": 4}), *figures("2012/13", {"865": 5})]
    other = [f for p in ("2010/11", "2011/12") for f in figures(p, {"865": 40}, indicator="share")]
    (table,) = tables(THREE, {changed: own, SHARE_OF_ALL: other})
    assert [column.label for column in table.columns][3] == "2012/13"
    assert table.blocks[0].changes == {3: "Counted otherwise."}
    assert table.blocks[1].changes == {}


def test_two_figures_printed_for_the_same_thing_are_both_there() -> None:
    found = [figure("865", "2010/11", 4), figure("865", "2010/11", 5, locator="para 2")]
    (table,) = tables(THREE, {DAYS_OF_ALL: found})
    assert [one.value for one in table.blocks[0].rows[0].cells[0]] == [4, 5]


def test_only_headline_figures_of_the_measures_and_years_chosen_count() -> None:
    kept = figure("865", "2010/11", 4)
    found = [
        kept,
        figure("865", "2011/12", 4),
        figure("865", "2010/11", 9, headline=False),
        figure("865", "2010/11", 9, breakdown="Age: 16"),
        figure("865", "2010/11", 9, indicator="count"),
    ]
    assert by_measure(choice(first=2011, last=2011), found) == {DAYS_OF_ALL: [kept], SHARE_OF_ALL: []}


def test_a_figure_is_shown_without_a_unit_that_is_said_above_but_with_per_cent() -> None:
    assert printed(figure("865", "2010/11", 1234), DAYS_OF_ALL) == "1234"
    assert printed(figure("865", "2010/11", 12.5), SHARE_OF_ALL) == "12.5%"
    assert printed(figure("865", "2010/11", None), SHARE_OF_ALL) == "not shown, to protect people"
    data = {"locator": "data!B7", "cell": "data!B7"}
    long = figure("865", "2010/11", 1.3356268339573, printed="1.3356268339573", **data)
    assert printed(long, SHARE_OF_ALL) == "1.3%"
    money = Measure(replace(DAYS, unit="pounds a week"))
    assert printed(figure("865", "2010/11", 1250, **data), money) == "£1,250"


# ---- who has most and who least


def bars(*given: tuple[str, float | None, str]) -> list[Bar]:
    return [Bar(name, value, printed, "other") for name, value, printed in given]


@pytest.mark.parametrize(
    ("about", "shown", "said"),
    [
        (
            "two ends",
            bars(("Kent", 5.4, "5.4%"), ("Devon", 3, "3%")),
            "The highest is 5.4% (Kent), the lowest is 3% (Devon).",
        ),
        (
            "two that are printed alike are both named, though one is a little higher",
            bars(("Kent", 5.44, "5.4%"), ("Surrey", 5.41, "5.4%"), ("Devon", 3, "3%")),
            "The highest is 5.4% (Kent and Surrey), the lowest is 3% (Devon).",
        ),
        (
            "at the low end, too",
            bars(("Kent", 5, "5%"), ("Devon", 3.04, "3.0%"), ("Dorset", 2.96, "3.0%")),
            "The highest is 5% (Kent), the lowest is 3.0% (Devon and Dorset).",
        ),
        (
            "the same figure printed with another decimal",
            bars(("Kent", 5, "5%"), ("Surrey", 5, "5.0%"), ("Devon", 3, "3%")),
            "The highest is 5% (Kent and Surrey), the lowest is 3% (Devon).",
        ),
        (
            "all alike",
            bars(("Kent", 5.44, "5.4%"), ("Surrey", 5.41, "5.4%")),
            "All have the same figure, 5.4%.",
        ),
        ("one alone", bars(("Kent", 5.4, "5.4%"), ("Devon", None, "not available")), ""),
        (
            "one is printed as over a number: who has most or least is not known",
            [*bars(("Kent", 5.4, "5.4%")), Bar("Devon", 3, "over 3%", "other", qualifier="over")],
            "",
        ),
    ],
)
def test_who_has_most_and_least_is_said_by_what_is_printed(about: str, shown: list[Bar], said: str) -> None:
    assert wording_compare.ends(shown, SHARE) == said, about


@pytest.mark.parametrize(
    ("about", "own", "said"),
    [
        ("in the middle", Bar("Kent", 4, "4%", "this"), " Kent: 4%."),
        ("without a figure", Bar("Kent", None, "not available", "this"), " Kent: not available."),
        ("not the one that is looked at", Bar("Kent", 4, "4%", "other"), ""),
    ],
)
def test_the_last_period_is_said_with_how_many_have_a_figure_and_what_the_first_has(
    about: str, own: Bar, said: str
) -> None:
    shown = Ranked("", "Per cent", "2025", (own, *bars(("Devon", 3, "3%"), ("Surrey", 5, "5%"))))
    count = 2 if own.value is None else 3
    assert wording_compare.latest(shown, SHARE) == (
        f"2025, {count} areas with a figure. The highest is 5% (Surrey), the lowest is 3% (Devon).{said}"
    ), about


def test_a_name_that_is_part_of_another_is_no_reason_to_leave_it_out() -> None:
    shown = Ranked(
        "",
        "%",
        "2025",
        (Bar("York", 4, "4%", "this"), *bars(("North Yorkshire", 5, "5%"), ("Kent", 3, "3%"))),
    )
    assert wording_compare.latest(shown, SHARE).endswith("the lowest is 3% (Kent). York: 4%.")


def test_the_first_is_not_said_twice_and_where_ends_are_not_known_nothing_is() -> None:
    first = Bar("Kent", 6, "6%", "this")
    shown = Ranked("", "Per cent", "2025", (first, *bars(("Devon", 3, "3%"))))
    said = "2025, 2 areas with a figure. The highest is 6% (Kent), the lowest is 3% (Devon)."
    assert wording_compare.latest(shown, SHARE) == said
    over = Bar("Devon", 3, "over 3%", "other", qualifier="over")
    assert wording_compare.latest(Ranked("", "Per cent", "2025", (first, over)), SHARE) == ""
