"""One authority across many measures: what is in order and how, and what is not and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dashboard import profiles, strips, text, wording_profile
from dashboard.benchmark import ENGLAND
from dashboard.profiles import Evidence, Row
from dashboard.records import Observation, Series, Standing
from loaders import schema, standings
from tests.comparing import AREAS, COUNT, DAYS, SHARE, SHIRES, WILTSHIRE, figures, neighbours
from tests.reading import read

if TYPE_CHECKING:
    from loaders.reference import Indicator

NEAR = SHIRES[:10]
ASCENDING = dict(zip(NEAR, range(10, 20), strict=True))
WAYS = strips.Ways("/x?{}".format, lambda place: f"/sources/x#{place.anchor}")
Values = Mapping[str, float | None]


def known(
    *given: tuple[Indicator, Values] | tuple[Indicator, Values, str],
    near: tuple[str, ...] = NEAR,
    newest: str = "2011-03-31",
    **more: Any,
) -> Evidence:
    """Evidence of figures by area for each measure, of 2010/11 unless another period is said."""
    observed: list[Observation] = []
    for measure, said, *period in given:
        observed += figures(period[0] if period else "2010/11", said, indicator=measure.id)
    names = ("period_start", "start"), ("period_end", "end"), ("published_as", "printed")
    rows = [one._asdict() | {new: getattr(one, old) for new, old in names} for one in observed]
    kept = [{name: row[name] for name in schema.OBSERVATION.names} for row in rows]
    made = standings.derived(schema.frame(schema.OBSERVATION, kept), AREAS)
    series = [Series._make(row) for row in tuples(made["series"])]
    stood = [Standing._make(row) for row in tuples(made["standing"])]
    held: dict[str, dict[str, float | None]] = {}
    for one in stood:
        if one.area in (*near, ENGLAND):
            held.setdefault(one.indicator, {})[one.area] = one.value
    return Evidence(
        near,
        newest,
        {measure.id: measure for measure, *_ in given},
        {one.indicator: one for one in series},
        {one.indicator: one for one in stood if one.area == WILTSHIRE.code},
        held,
        **more,
    )


def tuples(table: Any) -> list[tuple[Any, ...]]:
    held = [table[name].astype(object).where(table[name].notna(), None) for name in table.columns]
    return list(zip(*held, strict=True))


def row(measure: Indicator, values: Values, **more: Any) -> Row:
    (only,) = profiles.rows(known((measure, values), **more))
    return only


def named(measure: Indicator, name: str, **changed: Any) -> Indicator:
    return replace(measure, id=name.casefold().replace(" ", "-"), name=name, **changed)


def order(*given: tuple[Indicator, Values], **more: Any) -> list[str]:
    return [one.measure.name for one in profiles.in_order(profiles.rows(known(*given, **more)))]


# ---- the percentile among neighbours


@pytest.mark.parametrize(
    ("own", "low", "high"),
    [(9, 0, 1), (25, 1, 0), (14.5, 0.5, 0.5), (10, 0.05, 0.95), (19, 0.95, 0.05), (12, 0.25, 0.75)],
)
def test_the_percentile_is_the_share_of_neighbours_that_are_better_and_an_equal_one_counts_half(
    own: float, low: float, high: float
):
    values = {**ASCENDING, WILTSHIRE.code: own}
    assert row(DAYS, values).behind == pytest.approx(low), "low is better"
    assert row(SHARE, values).behind == pytest.approx(high), "high is better"


def test_neighbours_without_a_figure_are_left_out_of_the_percentile_and_counted_in_words():
    values = {**ASCENDING, NEAR[0]: None, NEAR[1]: None, WILTSHIRE.code: 13.0}
    one = row(DAYS, values)
    assert one.behind == (1 + 0.5) / 8, "of 12 13 14 15 16 17 18 19 one is better, one equal"
    assert wording_profile.better(one) == "1 of 8 do better, 1 the same; 2 without a figure"


def test_only_neighbours_count_not_the_rest_of_england():
    others = dict.fromkeys(SHIRES[10:], 1.0)
    assert row(DAYS, {**ASCENDING, **others, WILTSHIRE.code: 9.0}).behind == 0


# ---- the order


def test_the_furthest_behind_comes_first_whichever_end_is_better():
    worst, middle, best = (
        (named(DAYS, "A"), {**ASCENDING, WILTSHIRE.code: 20.0}),
        (named(SHARE, "B"), {**ASCENDING, WILTSHIRE.code: 14.5}),
        (named(SHARE, "C"), {**ASCENDING, WILTSHIRE.code: 30.0}),
    )
    assert order(best, middle, worst) == ["A", "B", "C"]


def test_ties_go_by_distance_from_the_middle_in_quartile_ranges_then_by_name():
    wide = {code: value * 10 for code, value in ASCENDING.items()}
    near = (named(DAYS, "Z near"), {**ASCENDING, WILTSHIRE.code: 21.0})  # (21 - 14.5) / 4.5
    far = (named(DAYS, "Z far"), {**ASCENDING, WILTSHIRE.code: 30.0})  # (30 - 14.5) / 4.5
    large = (named(DAYS, "Z large"), {**wide, WILTSHIRE.code: 250.0})  # (250 - 145) / 45: less than far
    assert order(near, large, far) == ["Z far", "Z large", "Z near"]
    twin = (named(DAYS, "a twin"), {**ASCENDING, WILTSHIRE.code: 30.0})
    assert order(near, far, twin) == ["a twin", "Z far", "Z near"]


def test_where_neighbours_do_not_spread_nobody_knows_how_far_is_far():
    flat = (named(DAYS, "A flat"), {**dict.fromkeys(NEAR, 5.0), WILTSHIRE.code: 900.0})
    spread = (named(DAYS, "B spread"), {**ASCENDING, WILTSHIRE.code: 20.0})
    assert order(flat, spread) == ["B spread", "A flat"], "of equal places it comes last"


def test_furthest_ahead_is_the_reverse_and_names_still_go_from_a():
    first, second = {**ASCENDING, WILTSHIRE.code: 5.0}, {**ASCENDING, WILTSHIRE.code: 20.0}
    found = profiles.rows(
        known((named(DAYS, "B"), first), (named(DAYS, "A"), first), (named(DAYS, "C"), second))
    )
    (group,) = profiles.arranged(found, "ahead")
    assert [one.measure.name for one in group.rows] == ["A", "B", "C"]
    (group,) = profiles.arranged(found, "behind")
    assert [one.measure.name for one in group.rows] == ["C", "A", "B"]


def test_by_topic_and_by_name_every_measure_with_a_direction_is_in_order():
    values = {**ASCENDING, WILTSHIRE.code: 12.0}
    found = profiles.rows(
        known(
            (named(DAYS, "C", topics=("Zoo", "Adoption")), values),
            (named(DAYS, "a", topics=("Zoo",)), {**values, WILTSHIRE.code: None}),
            (named(DAYS, "B"), values, "2005/06"),
            (named(DAYS, "D", polarity="none"), values),
        )
    )
    shown = [(g.reason, g.topic, [r.measure.name for r in g.rows]) for g in profiles.arranged(found, "topic")]
    assert shown == [("", "Adoption", ["B"]), ("", "Zoo", ["a", "C"]), ("direction", "", ["D"])]
    shown = [(g.reason, [r.measure.name for r in g.rows]) for g in profiles.arranged(found, "name")]
    assert shown == [("", ["a", "B", "C"]), ("direction", ["D"])]


# ---- what is not in order, and why


@pytest.mark.parametrize(
    ("measure", "changed", "more", "reason"),
    [
        (DAYS, {}, {}, ""),
        (DAYS, dict.fromkeys(NEAR[:3]), {}, ""),
        (DAYS, dict.fromkeys(NEAR[:4]), {}, "few"),
        (DAYS, {}, {"near": NEAR[:3]}, ""),
        (DAYS, {NEAR[0]: None}, {"near": NEAR[:3]}, "few"),
        (DAYS, {WILTSHIRE.code: None}, {}, "missing"),
        (DAYS, {}, {"near": ()}, "alone"),
        (DAYS, {}, {"newest": "2014-03-31"}, ""),
        (DAYS, {}, {"newest": "2014-04"}, "old"),
        (DAYS, {}, {"newest": "2014"}, "old"),
        (DAYS, {}, {"split": ("days",)}, "split"),
        (replace(DAYS, polarity="none"), {}, {}, "direction"),
        (COUNT, {}, {}, "count"),
        (replace(DAYS, unit="pounds"), {}, {}, "count"),
        (replace(DAYS, comparable=False), {}, {}, "own"),
        (replace(COUNT, comparable=False, polarity="none"), {WILTSHIRE.code: None}, {}, "own"),
    ],
)
def test_a_measure_that_cannot_be_put_in_order_says_why(
    measure: Indicator, changed: Values, more: Mapping[str, Any], reason: str
):
    one = row(measure, {**ASCENDING, WILTSHIRE.code: 12.0, **changed}, **more)
    assert one.reason == reason
    (group,) = profiles.arranged([one], "behind")
    assert bool(wording_profile.why(group, "2014-03-31")) == bool(reason), "in words, if it is not"
    assert len(profiles.in_order([one])) == (0 if reason else 1)


def test_without_direction_there_is_no_place_no_percentile_and_no_word_of_better_or_worse():
    one = row(replace(DAYS, polarity="none"), {**ASCENDING, ENGLAND: 14.0, WILTSHIRE.code: 12.0})
    assert (one.better, one.same, one.place) == (0, 0, None)
    assert one.ends == (10, 19), "from the smallest to the largest"
    (group,) = profiles.arranged([one], "behind")
    said = read(strips.table(group, "Wiltshire", "All", WAYS)).text.casefold()
    assert "12 days 2010/11 15 10 of 10 have a figure 14" in said, "its figure, the middle, England"
    assert not {"best", "worst", "better", "place"} & set(said.split())


@pytest.mark.parametrize("measure", (COUNT, replace(DAYS, comparable=False)))
def test_counts_and_own_figures_are_shown_alone(measure: Indicator):
    one = row(measure, {**ASCENDING, ENGLAND: 1400.0, WILTSHIRE.code: 12.0})
    (group,) = profiles.arranged([one], "behind")
    said = strips.table(group, "Wiltshire", "All", WAYS)
    assert "<svg" not in said and "1,400" not in said and "14.5" not in said
    assert "12" in read(said).text


def test_a_measure_of_other_councils_only_is_no_row():
    far = dict.fromkeys(SHIRES[10:], 5.0)
    assert profiles.rows(known((DAYS, far))) == []
    assert profiles.rows(known((replace(DAYS, comparable=False), ASCENDING))) == [], "their own figures"
    assert row(DAYS, ASCENDING).reason == "missing", "but one that neighbours have is"


# ---- place and strip


@pytest.mark.parametrize(("measure", "place"), [(DAYS, 3), (SHARE, 17)])
def test_the_place_is_counted_from_the_better_end(measure: Indicator, place: int):
    values = {code: float(k) for k, code in enumerate(SHIRES)}
    one = row(measure, {**values, WILTSHIRE.code: 1.5}).place
    assert one is not None
    assert (one.rank, one.of, one.scope) == (place, 19, "england")
    assert one.quartile == ("A" if place == 3 else "D")


def test_places_that_are_shared_say_so_and_a_table_of_some_has_no_quarter():
    one = row(DAYS, {**dict.fromkeys(NEAR, 5.0), WILTSHIRE.code: 5.0}).place
    assert one is not None and one.tied == 10
    assert (one.scope, one.quartile) == ("table", None)
    assert wording_profile.beside_place(one) == "in the table"


def test_a_publisher_that_gives_no_quarters_is_followed():
    values = {code: float(k) for k, code in enumerate(SHIRES)}
    place = row(replace(DAYS, quartiles=False), {**values, WILTSHIRE.code: 1.5}).place
    assert place is not None and place.quartile is None


def test_the_best_end_is_on_the_right_whichever_it_is():
    values = {code: float(k) for k, code in enumerate(SHIRES)}
    best = row(DAYS, {**values, WILTSHIRE.code: 0.0})
    assert 'class="own" d="M1000 ' in strips.strip(best)
    assert 'class="own" d="M0 ' in strips.strip(best._replace(measure=SHARE))


def test_england_beyond_all_authorities_and_a_missing_figure_have_no_mark():
    drawn = strips.strip(row(DAYS, {**ASCENDING, ENGLAND: 99.0, WILTSHIRE.code: None}))
    assert 'class="eng"' not in drawn and 'class="own"' not in drawn
    assert 'class="near"' in drawn


def test_where_all_are_equal_the_marks_are_in_the_middle():
    assert 'class="own" d="M500 ' in strips.strip(
        row(DAYS, {**dict.fromkeys(NEAR, 5.0), WILTSHIRE.code: 5.0})
    )


def test_a_table_without_strips_has_no_marks_to_explain():
    for values, drawn in (({**ASCENDING, WILTSHIRE.code: 15.0}, True), ({NEAR[0]: 5.0}, False)):
        (found,) = profiles.rows(known((SHARE, values)))
        made = strips.table(profiles.Group("", "", (found,)), "Wiltshire", "In order", WAYS)
        assert ("<svg" in made.partition("<tbody>")[2]) == drawn
        assert (text.MARK_HALF in made) == (text.WORST_TO_BEST[0] in made) == drawn


def test_what_publishers_write_is_text_not_markup():
    measure = replace(DAYS, name="<b>A's</b> & B", id='x"y')
    (group,) = profiles.arranged([row(measure, {**ASCENDING, WILTSHIRE.code: 12.0})], "behind")
    made = strips.table(group, "<i>W</i>", "<u>All</u>", WAYS)
    assert "&lt;b&gt;A’s&lt;/b&gt; &amp; B" in made
    assert "<i>" not in made and "<u>" not in made


# ---- the sentence


def test_one_sentence_says_where_to_look_and_of_how_many():
    worse, better = {**ASCENDING, WILTSHIRE.code: 20.0}, {**ASCENDING, WILTSHIRE.code: 5.0}
    gap = {**worse, NEAR[0]: None}
    found = profiles.in_order(
        profiles.rows(
            known(
                *((named(SHARE, f"Share {n} (%)", polarity="low"), worse) for n in range(4)),
                (named(DAYS, "Gap"), gap),
                (named(DAYS, "Good"), better),
            )
        )
    )
    listed = neighbours(NEAR)
    assert wording_profile.lead(WILTSHIRE, listed, found) == (
        "Wiltshire is furthest behind the ten authorities in the committee's 2012 table on: "
        "Gap (behind 9 of 9 that have a figure), Share 0 (behind 10 of 10) and Share 1 (behind 10 of 10). "
        "Of 6 measures with enough figures it is behind most of them on 5 and ahead of most on 1."
    )
    assert wording_profile.lead(WILTSHIRE, listed, found[-1:]) == (
        "Wiltshire is not behind most of the ten authorities in the committee's 2012 table on the one "
        "measure with enough figures."
    )
    assert "not enough figures" in wording_profile.lead(WILTSHIRE, listed, [])
    assert "No list of neighbours" in wording_profile.lead(WILTSHIRE, None, [])


@pytest.mark.parametrize(
    ("about", "near", "behind", "ahead"),
    [
        ("four better, three the same, three worse", [4, 4, 4, 4, 5, 5, 5, 6, 6, 6], 0, 0),
        ("half are better", [4, 4, 4, 4, 4, 5, 6, 6, 6, 6], 0, 0),
        ("six of ten are better", [4, 4, 4, 4, 4, 4, 6, 6, 6, 6], 1, 0),
        ("six of ten are worse", [4, 4, 4, 4, 6, 6, 6, 6, 6, 6], 0, 1),
        ("four of the seven that have a figure are better", [4, 4, 4, 4, 5, 6, 6], 1, 0),
        ("nearly all are the same", [5, 5, 5, 5, 5, 5, 5, 5, 5, 4], 0, 0),
    ],
)
def test_most_are_more_than_half_of_those_that_have_a_figure(
    about: str, near: list[float], behind: int, ahead: int
) -> None:
    ordered = [row(DAYS, {**dict(zip(NEAR, near, strict=False)), WILTSHIRE.code: 5})]
    listed = neighbours(NEAR)
    counted = f"{behind} and ahead of most on {ahead}."
    assert counted in wording_profile.balance(WILTSHIRE, listed, ordered), about
    lead = wording_profile.lead(WILTSHIRE, listed, ordered)
    assert counted in lead if behind else "is not behind most" in lead, about


def test_a_list_used_outside_its_dates_says_on_how_many_figures():
    one = row(DAYS, {**ASCENDING, WILTSHIRE.code: 20.0})
    assert wording_profile.list_in_force(neighbours(NEAR), [one]) == ""
    said = wording_profile.list_in_force(neighbours(NEAR, "2025-05", ""), [one, one])
    assert "from May 2025. 2 of the 2 figures compared" in said


def test_every_reason_has_a_heading_that_counts():
    for reason in ("", *profiles.AFTER):
        said = wording_profile.heading(profiles.Group(reason, "", (None,) * 2), WILTSHIRE)  # type: ignore[arg-type]
        assert said.endswith(": 2 measures") and len(said) > 15
    assert set(text.SORTS) == set(profiles.SORTS)
