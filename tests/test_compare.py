"""/compare: what it says of areas, measures and years of one's own choice. Read without a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.addresses import Query, to
from dashboard.pages import compare
from tests.reading import Read, read

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.queries import Ask
    from loaders.reference import Reference
    from loaders.store import Store

Get = Callable[..., Read]
A1 = "Average time between entering care and moving in with the adoptive family (A1)"
ABSENT, NEET, A8 = "lait-totperabnew", "lait-16-17-neet", "lait-avg-attain8-score"
ENGLAND, EVERYONE, NEIGHBOURS = "E92000001", "in.E92000001", "dfe-2025.865"


def asking(app: Flask) -> Get:
    client = app.test_client()

    def ask(address: str, status: int = 200) -> Read:
        answer = client.get(address)
        assert answer.status_code == status, f"{address}: {answer.status_code}"
        return read(answer.get_data(as_text=True))

    return ask


@pytest.fixture(scope="module")
def get(app: Flask) -> Get:
    """Asks the papers."""
    return asking(app)


@pytest.fixture(scope="module")
def ask(store: Store, reference: Reference) -> Ask:
    """What pages ask of the papers."""
    from dashboard.queries import Ask

    release = store.current()
    assert release is not None
    return Ask(store, release, reference)


@pytest.fixture(scope="module")
def england(national_app: Flask) -> Get:
    """Asks the national files."""
    return asking(national_app)


def asked(*areas: str, measures: tuple[str, ...], more: str = "") -> str:
    said = [f"area={area}" for area in areas] + [f"indicator={one}" for one in measures]
    return f"/compare?{'&'.join(said)}{more}"


def rows(page: Read) -> dict[str, str]:
    """The tables' rows of areas, by the area's name."""
    return {row.split(" ")[0]: row for row in page.by_tag["tr"]}


def links(page: Read, path: str = "/compare") -> list[list[tuple[str, str]]]:
    """What the links to a page choose."""
    return [parse_qsl(urlsplit(link).query) for link in page.links if urlsplit(link).path == path]


# ---- choosing


def test_who_has_chosen_nothing_is_told_how_to_and_offered_somewhere_to_start(get: Get):
    page = get("/compare")
    assert page.one("h1") == "Compare areas"
    assert "Nothing is chosen yet" in page.text
    assert "Add Wiltshire" in page.by_tag["a"] and "Add All 153 authorities of England" in page.by_tag["a"]
    assert f"Add {A1}" in page.by_tag["a"]
    assert "table" not in page.by_tag


def test_an_area_without_a_measure_asks_for_one(get: Get):
    page = get("/compare?area=865")
    assert "No measure yet" in page.text
    assert "Add Wiltshire: statistical neighbours, 2025 (10)" in page.by_tag["a"]
    assert "Add All 15 authorities of the South West" in page.by_tag["a"]


def test_each_choice_can_be_taken_out_by_a_link_that_names_it(get: Get):
    page = get(asked("865", "873", measures=("adoption-a1", "adoption-a2")))
    for name in ("Wiltshire", "Cambridgeshire", A1):
        assert f"Remove {name}" in page.by_tag["a"]
    left = [choice for choice in links(page) if ("area", "873") not in choice and ("area", "865") in choice]
    assert [("area", "865"), ("indicator", "adoption-a1"), ("indicator", "adoption-a2")] in left


def test_a_misspelt_area_is_said_and_the_near_one_offered_with_all_the_rest_kept(get: Get):
    page = get(asked("865", "Leedz", measures=("adoption-a1",)))
    assert "There is no area called “Leedz”" in page.text
    assert "Add Leeds" in page.by_tag["a"]
    assert [("area", "865"), ("area", "383"), ("indicator", "adoption-a1")] in links(page)
    assert "803" in page.text, "what was understood is shown"


def test_words_that_several_measures_have_give_a_list_and_how_many_there_are(get: Get):
    page = get("/compare?area=865&indicator=children")
    assert "Which measure is “children”?" in page.text
    assert re.search(r"These are the first 10 of \d\d: say more of its name", page.text)
    assert "Add Children looked after" in page.by_tag["a"]


def test_words_that_nothing_has_are_said(get: Get):
    page = get("/compare?area=865&indicator=zeppelins")
    assert "There is no measure called “zeppelins”" in page.text
    assert "Try fewer or other words" in page.text


def test_a_group_can_be_listed_singly_so_that_one_of_it_can_be_taken_out(get: Get):
    page = get(f"/compare?area=865&area={NEIGHBOURS}")
    assert any(text.startswith("List singly") for text in page.by_tag["a"])
    singly = next(c for c in links(page) if sum(name == "area" for name, _ in c) == 11)
    assert singly[0] == ("area", "865") and ("area", "850") in singly


def test_a_pinned_release_stays_in_every_link_and_form(get: Get, app: Flask):
    address = asked("865", "873", measures=("adoption-a1",), more="&release=1")
    page = get(address)
    assert all(("release", "1") in choice for choice in links(page))
    markup = app.test_client().get(address).get_data(as_text=True)
    assert markup.count('name="release" type="hidden" value="1"') == 2, "of the two forms, without years"


def test_an_address_that_is_full_is_said_and_nothing_more_can_be_added(get: Get, ask: Ask):
    areas = [code for code, area in ask.reference.areas.items() if area.kind == "authority"]
    groups = [f"{one.indicator}~{one.breakdown}" for one in ask.series(indicator="caf-opened")]
    page = get(to("/compare", {}, area=areas, indicator=groups))
    assert "The address is full" in page.text
    assert "or choose a whole group of councils" in page.text
    assert "Add an area" not in page.text
    assert "Remove Leeds" in page.by_tag["a"]
    assert max(map(len, page.links)) < 4000


def test_links_lead_nowhere_that_is_longer_than_a_web_server_takes(england: Get):
    page = england(asked("865", NEIGHBOURS, measures=(ABSENT, NEET, A8)))
    assert max(map(len, page.links)) < 4000


# ---- the table


def test_every_figure_leads_to_the_cell_it_was_printed_in(get: Get):
    page = get(asked("865", "873", ENGLAND, measures=("adoption-a1",)))
    assert page.one("h1") == "Wiltshire, Cambridgeshire and England compared"
    assert rows(page)["Wiltshire"] == "Wiltshire 803"
    assert rows(page)["Cambridgeshire"] == "Cambridgeshire 468"
    for link in (link for link in page.links if "#observation" in link):
        address, _, row = link.partition("#")
        assert row in get(address).ids


def test_a_measure_is_shown_with_unit_direction_and_source(get: Get):
    head = next(t for t in get(asked("865", measures=("adoption-a1",))).by_tag["th"] if t.startswith(A1))
    assert "Days. Lower is better." in head
    assert "Source: Adoption Scorecard" in head


def test_periods_of_different_kinds_have_tables_of_their_own_and_it_is_said(get: Get):
    page = get(asked("865", measures=("adoption-a1", "neet-16-18")))
    *dated, last = page.by_tag["caption"]
    assert sorted(dated) == ["Averages over three years", "Calendar years", "Months"]
    assert last == "No date given"
    assert "Periods of different kinds have tables of their own" in page.text


def test_an_area_without_an_entry_is_named(england: Get):
    page = england(asked("838", "865", measures=("adoption-a1",)))
    assert "Nothing was published here about Dorset." in page.text
    assert "Dorset" not in rows(page)


def test_national_figures_stand_in_columns_of_school_years(england: Get):
    page = england(asked("865", "383", measures=(A8,)))
    assert page.by_tag["caption"] == ["School years (September to August)"]
    assert "2024 2023/24" in page.by_tag["th"]
    assert re.search(r"^Wiltshire( \d\d(\.\d)?){9,}$", rows(page)["Wiltshire"])


def test_a_missing_figure_says_why_and_leads_to_its_cell_too(england: Get):
    page = england(asked("865", "201", measures=(ABSENT,)))
    assert "not available" in rows(page)["Wiltshire"], "the pandemic year"
    assert page.text.count("not available") > 1


def test_years_can_be_limited(england: Get):
    page = england(asked("865", measures=(A8,), more="&from=2022&to=2023"))
    assert [text for text in page.by_tag["th"] if re.match(r"20\d\d ", text)] == [
        "2022 2021/22",
        "2023 2022/23",
    ]
    assert "1 area and 1 measure, 2022 to 2023." in page.text


def test_years_without_a_figure_are_said(england: Get):
    page = england(asked("865", measures=(A8,), more="&from=1990&to=1991"))
    assert "Average Attainment 8 score per pupil: no figures" in page.text
    assert {"1990", "1991"} <= set(page.by_tag["option"]), "the form still has both years"


def test_all_153_authorities_fit_into_one_table(england: Get):
    page = england(asked("865", EVERYONE, ENGLAND, measures=(ABSENT,)))
    assert "Wiltshire and 153 other areas compared" in page.one("h1")
    assert "Isles of Scilly" in page.text and "York" in rows(page)
    assert page.text.count("Wiltshire 10.27%") == 1, "once, though chosen alone and among all"


def test_more_than_can_be_read_is_said_with_what_to_do_and_can_be_taken_as_a_file(england: Get):
    page = england(asked(EVERYONE, measures=(ABSENT, NEET, A8, "lait-lac-start-rate", "lait-cpp-rate")))
    assert re.search(r"\d,\d\d\d figures That is more than a page can show\. Choose fewer areas", page.text)
    assert any(link.startswith("/compare.csv?") for link in page.links)
    less = england(
        asked(
            EVERYONE, measures=(ABSENT, NEET, A8, "lait-lac-start-rate", "lait-cpp-rate"), more="&from=2024"
        )
    )
    assert "more than a page can show" not in less.text


def test_a_page_asks_a_few_questions_however_much_is_chosen(
    national_ask: Ask, monkeypatch: pytest.MonkeyPatch
):
    """Areas, years and measures more make no question more; every one names what it wants."""

    def questions(address: str) -> int:
        heard: list[tuple[str, frozenset[str]]] = []
        plain = type(national_ask.store).tuples

        def listen(self: Store, table: str, release, where, columns, **how):
            heard.append((table, frozenset(where)))
            return plain(self, table, release, where, columns, **how)

        with monkeypatch.context() as patched:
            patched.setattr(type(national_ask.store), "tuples", listen)
            page = compare.page(Query(tuple(parse_qsl(urlsplit(address).query))), fresh(national_ask))
        assert page.status == 200
        assert all(where for table, where in heard if table != "source"), heard
        assert {"indicator", "area"} <= next(where for table, where in heard if table == "observation")
        return len(heard)

    few = questions(asked("865", measures=(ABSENT,)))
    many = questions(asked("865", EVERYONE, ENGLAND, measures=(ABSENT, NEET, A8)))
    assert few == many <= 7


def fresh(ask: Ask) -> Ask:
    """The same, with nothing remembered."""
    return type(ask)(ask.store, ask.release, ask.reference)


# ---- charts


def test_a_few_areas_share_a_chart_that_says_in_words_what_it_shows(england: Get):
    page = england(asked("865", "383", ENGLAND, measures=(A8,), more="&show=charts"))
    (caption,) = page.by_tag["figcaption"]
    ends = r"The highest is [\d.]+ \(Wiltshire\), the lowest is [\d.]+ \(Leeds\)"
    assert re.fullmatch(rf"2025, 3 areas with a figure\. {ends}\.", caption)
    said = next(label for label in page.labels if label.startswith("Wiltshire: "))
    assert re.search(r"Wiltshire: [\d.]+ in 2016, [\d.]+ in 2025\. Leeds: ", said)
    assert "The figures behind the charts" in page.text
    assert "not at zero" in page.text, "scores far from zero"


def test_many_areas_have_a_panel_each(england: Get):
    page = england(asked("865", NEIGHBOURS, ENGLAND, measures=(NEET,), more="&show=charts"))
    assert page.by_tag["figcaption"][:3] == ["Wiltshire", "Hampshire", "Gloucestershire"]
    assert len(page.by_tag["figcaption"]) == 12
    assert re.search(
        r"2025, 12 areas with a figure\. The highest is [\d.]+% \(.*\)\. Wiltshire: [\d.]+%\.", page.text
    )
    assert "All panels have the same axes" in page.text and "the dashed line is Wiltshire" in page.text


def test_all_of_england_is_one_chart(england: Get):
    page = england(asked("865", EVERYONE, ENGLAND, measures=(NEET,), more="&show=charts"))
    (said,) = page.by_tag["figcaption"]
    assert re.match(r"2025, 15\d areas with a figure\. The highest is .* Wiltshire: [\d.]+%\.", said)
    assert "Each grey line is one of 152 other areas." in page.text


def test_counts_of_several_areas_are_in_the_table_only_and_the_page_says_why(england: Get):
    both = england(asked("865", "383", measures=("lait-cpp-num",), more="&show=charts"))
    assert "figcaption" not in both.by_tag
    assert "these are counts, and a bigger place has more of everything" in both.text
    assert "Wiltshire" in rows(both), "the table has them"
    alone = england(asked("865", measures=("lait-cpp-num",), more="&show=charts"))
    (said,) = alone.by_tag["figcaption"]
    assert re.fullmatch(r"Wiltshire: \d+ in \d{4}, \d+ in \d{4}\.", said)


def test_figures_of_one_period_are_bars(get: Get):
    page = get(asked("865", "873", measures=("adoption-a1",), more="&show=charts"))
    assert page.by_tag["figcaption"] == [
        "2008–11, in the order chosen. The longest is 803 days (Wiltshire), the shortest is 468 days "
        "(Cambridgeshire)."
    ]
    assert any(label.endswith("2008–11. Wiltshire: 803; Cambridgeshire: 468") for label in page.labels)


def test_more_charts_than_a_page_can_hold_are_named(england: Get, national_ask: Ask):
    shares = [one.id for one in national_ask.measures.published().values() if one.unit == "%"][:16]
    page = england(asked("865", NEIGHBOURS, measures=tuple(shares), more="&show=charts&from=2021"))
    assert len(page.by_tag["figcaption"]) <= 150
    assert re.search(r"The charts of \d more measures are left out", page.text)


def test_the_navigation_leads_here_and_keeps_the_authority(get: Get):
    assert "/compare?area=383" in get("/?area=383").links


def test_the_first_area_chosen_is_marked_in_the_table_and_no_other_in_its_place(app: Flask):
    def marked(*areas: str) -> int:
        answer = app.test_client().get(asked(*areas, measures=("adoption-a1",)))
        return answer.get_data(as_text=True).count('class="marked"')

    assert marked("865", "873") == 1
    assert marked("383", "873", "865") == 0, "Leeds has no figure, and Cambridgeshire was not chosen first"


def test_the_page_of_a_measure_leads_here_with_the_list_that_it_shows(england: Get):
    page = england(f"/indicator?indicator={ABSENT}&area=865&list=dfe-2025")
    (choice,) = [one for one in links(page) if ("indicator", ABSENT) in one]
    assert choice[:3] == [("area", "865"), ("area", NEIGHBOURS), ("area", ENGLAND)]
