"""What each page says, read without a browser. Each test is a sentence that a user could have said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.addresses import FILES
from tests.reading import Read, read

if TYPE_CHECKING:
    from flask import Flask

    from loaders.reference import Reference

WILTSHIRE, LEEDS, SOUTHWARK, WORCESTERSHIRE = "865", "383", "210", "885"
COUNCILS = (WILTSHIRE, LEEDS, SOUTHWARK, WORCESTERSHIRE)
Get = Callable[[str], Read]


@pytest.fixture(scope="module")
def get(app: Flask) -> Get:
    """Asks for an address; the answer must be a page."""
    client = app.test_client()

    def ask(address: str, status: int = 200) -> Read:
        answer = client.get(address)
        assert answer.status_code == status, f"{address}: {answer.status_code}"
        return read(answer.get_data(as_text=True))

    return ask


# ---- every page


@pytest.mark.parametrize("area", COUNCILS)
@pytest.mark.parametrize("path", ("/", "/inspections", "/indicator", "/profile"))
def test_every_page_works_for_every_council_and_names_it(get: Get, path: str, area: str):
    page = get(f"{path}?area={area}")
    name = {WILTSHIRE: "Wiltshire", LEEDS: "Leeds", SOUTHWARK: "Southwark", WORCESTERSHIRE: "Worcestershire"}[
        area
    ]
    assert name in page.one("h1")
    assert name in page.one("title")


def test_an_area_may_be_named_by_either_code_or_by_name(get: Get):
    by_code = get("/?area=865").one("h1")
    assert get("/?area=E06000054").one("h1") == by_code
    assert get("/?area=Wiltshire").one("h1") == by_code


@pytest.mark.parametrize("path", ("/", "/inspections", "/indicator", "/profile"))
def test_an_unknown_area_is_said_and_a_near_one_suggested(app: Flask, path: str):
    answer = app.test_client().get(f"{path}?area=Wiltshyre")
    assert answer.status_code == 404
    page = read(answer.get_data(as_text=True))
    assert "no authority called “Wiltshyre”" in page.text
    assert "Did you mean Wiltshire?" in page.text


def worth(address: str, target: str) -> bool:
    """False for links of which a page has hundreds alike: they are opened by the tests of that page.

    Tiles of the map lead to one page of every authority, a comparison to others with an area more or less,
    and every page to itself for the projector and in other colours. Every page leads to a comparison and a
    pack; those of one council are opened.
    """
    if {"view", "colours"} & parse_qs(urlsplit(target).query).keys():
        return False
    if target.startswith(("/compare?", "/pack?")):
        return f"area={WILTSHIRE}" in target and not address.startswith(("/compare?", "/pack?"))
    return not address.startswith("/map") or any(f"area={council}" in target for council in COUNCILS)


def test_every_link_leads_to_a_page_and_every_source_link_to_its_row(app: Flask):
    """From the start page on: each address is opened once, each #row is looked for on its page."""
    client = app.test_client()
    todo = [
        f"{path}?area={area}" for area in COUNCILS for path in ("/", "/inspections", "/indicator", "/profile")
    ]
    todo += ["/sources"]
    pages: dict[str, Read] = {}
    wanted: set[tuple[str, str]] = set()
    while todo:
        address = todo.pop()
        if address in pages or address.startswith("/api/") or urlsplit(address).path.endswith(FILES):
            continue  # a file to keep has no links; test_view_exports.py opens them
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        page = pages[address] = read(answer.get_data(as_text=True))
        for link in page.links:
            parts = urlsplit(link)
            assert not parts.scheme, f"{link} on {address} leaves Yardstick"
            target = (parts.path or urlsplit(address).path) + (f"?{parts.query}" if parts.query else "")
            if not parts.path and not parts.query:
                target = address
            if parts.fragment:
                wanted.add((target, parts.fragment))
            if not (parts.query.startswith("area") and "judgement=" in parts.query) and worth(
                address, target
            ):
                todo.append(target)
    missing = sorted((a, f) for a, f in wanted if a in pages and f not in pages[a].ids)
    assert missing == []
    rows = {fragment for target, fragment in wanted if target.startswith("/sources/")}
    assert len(rows) > 900, "figures on the pages lead to their rows"


def test_ids_are_unique_on_every_page(get: Get):
    addresses = ("/?area=865", "/inspections?area=865", "/indicator?indicator=caf-opened")
    for address in (*addresses, "/sources/wiltshire-caf-report-2012"):
        ids = get(address).ids
        assert len(ids) == len(set(ids)), address


# ---- / one authority at a glance


def test_a_sentence_says_where_the_authority_stands(get: Get):
    lead = get("/?area=865").by_tag["p"]
    said = next(text for text in lead if text.startswith("At the latest inspection"))
    assert "24 April 2012" in said
    assert "safeguarding services “inadequate” (1 of 4)" in said
    assert "services for looked after children “adequate” (2 of 4)" in said


def test_the_printed_label_stands_beside_the_grade(get: Get):
    assert "Capacity for improvement 3 good" in get("/?area=865").text
    assert "Safeguarding 3 3 – Good" in get("/?area=210").text
    assert "Safeguarding 2 adequate, printed 2" in get("/?area=383").text, (
        "a bare number is shown with its word"
    )


def test_the_findings_behind_a_judgement_are_there_with_their_place(get: Get):
    page = get("/?area=383")
    assert "Why: 57 findings" in page.text
    assert "Contact Leeds works well" in page.text
    assert "By when: longer term" in page.text or "By when: In the longer term" in page.text


def test_figures_are_shown_with_period_direction_neighbours_england_and_threshold(get: Get):
    page = get("/?area=865")
    panel = next(text for text in page.by_tag["article"] if "(A1)" in text)
    for part in (
        "803 days",
        "2008–11",
        "Lower is better",
        "Average of 10 of 10 neighbours (the committee's table, 2012)",
        "535 days",
        "England",
        "625 days",
        "National threshold",
        "639 days",
        "Source:",
    ):
        assert part in panel, part


def test_targets_say_what_became_of_them(get: Get):
    page = get("/?area=865")
    rows = [text for text in page.by_tag["tr"] if "87.5%" in text]
    assert rows and "85.4%" in rows[0] and "Mar" in rows[0]
    assert any("No figure since" in text for text in page.by_tag["tr"])


@pytest.mark.parametrize("area", (LEEDS, SOUTHWARK))
def test_councils_with_few_figures_say_so_gracefully(get: Get, area: str):
    page = get(f"/?area={area}")
    assert "prints hardly any figures" in page.text
    assert "Nothing has been left out" in page.text


def test_a_council_whose_papers_we_do_not_hold_is_told_so(get: Get):
    page = get("/?area=873")
    assert "803" not in page.text
    assert "468 days" in page.text, "what Wiltshire's paper prints about Cambridgeshire"
    assert "holds no paper of this council itself" in page.text
    assert "holds no paper of this council itself" in get("/?area=Kent").text


# ---- /inspections


def test_the_grid_shows_number_and_word_for_each_council_and_theme(get: Get):
    page = get("/inspections?area=865&framework=jar")
    table = next(text for text in page.by_tag["table"] if text.startswith("Joint area review"))
    for name in ("Wiltshire", "Leeds", "Southwark", "Worcestershire"):
        assert name in table
    assert "Safeguarding 2 adequate 3 3 – Good 2 adequate, printed 2 3 good, printed 3" in table
    assert "not judged" in table


def test_the_2012_scale_is_turned_over_and_says_so(get: Get):
    page = get("/inspections?area=865&framework=slac")
    table = next(text for text in page.by_tag["table"] if text.startswith("Safeguarding and looked after"))
    assert "1 inadequate" in table and "4 outstanding" in table
    assert "Printed upside down" in page.text


def test_a_switch_shows_grades_as_printed(get: Get):
    page = get("/inspections?area=865&framework=slac&show=printed")
    assert "“inadequate; Grade 4 (Inadequate)”" in page.text


def test_choosing_a_judgement_shows_its_findings_and_place(get: Get):
    page = get("/inspections?area=865")
    link = next(link for link in page.links if "judgement=" in link and "framework=slac" in link)
    chosen = get(link.partition("#")[0])
    assert "section-findings" in chosen.ids
    assert re.search(r"Findings (about this theme|of the whole inspection).*: \d+", chosen.text)
    assert "heading before para" in chosen.text, "both places are cited"


def test_frameworks_are_separate_blocks_with_their_caveats(get: Get):
    page = get("/inspections?area=210")
    assert "One scale is not one standard" in page.text
    assert (
        "Separate grades for parts of the service; there is no overall grade, and we make none." in page.text
    )
    assert "A desk exercise on figures of the year before" in page.text
    for word in ("improved", "declined", "average grade"):
        assert word not in page.one("main").replace("We never work out an average of grades", ""), word


def test_judgements_in_running_text_are_listed_apart(get: Get):
    page = get("/inspections?area=865")
    row = next(
        text for text in page.by_tag["tr"] if "Arrangements for safeguarding" in text and "good" in text
    )
    assert "para 24" in row


# ---- /indicator


def test_the_adoption_page_says_at_a_glance_what_the_paper_says(get: Get):
    page = get("/indicator?indicator=adoption-a1&area=865")
    lead = next(text for text in page.by_tag["p"] if "waited 803 days" in text)
    for part in (
        "2008–11",
        "threshold of 639 days",
        "England's 625 days",
        "longest of the eleven authorities compared",
    ):
        assert part in lead, part
    beside = next(text for text in page.by_tag["article"] if "(A2)" in text)
    assert "107 days" in beside and "64 days quicker than England's 171" in beside


def test_a_place_counts_only_who_is_in_the_table_and_there_is_no_quartile(get: Get):
    page = get("/indicator?indicator=adoption-a1&area=865")
    row = next(text for text in page.by_tag["tr"] if text.startswith("Wiltshire 11th"))
    assert "803 days" in row
    assert "England not ranked" in " ".join(page.by_tag["tr"])
    assert "not all of England, so there is no quarter" in page.text


def test_a_comparison_names_its_list_period_and_how_many_had_a_figure(get: Get):
    page = get("/indicator?indicator=adoption-a1&area=865")
    assert (
        "Compared with the ten authorities in the committee's 2012 table, 2008–11: 10 of 10 have a figure."
        in page.text
    )


def test_a_list_outside_its_dates_is_used_only_on_request_and_says_so(get: Get):
    asked = get("/indicator?indicator=adoption-a1&area=865&list=dfe-2025")
    assert "This list was not in force in the period shown." in asked.text
    assert re.search(r"\d of 10 have a figure", asked.text)
    assert "No list of neighbours is chosen" in get("/indicator?indicator=adoption-a1&area=885").text


def test_caf_tables_read_like_the_report_and_are_never_ranked(get: Get):
    page = get("/indicator?indicator=caf-opened&area=865")
    table = next(text for text in page.by_tag["table"] if text.startswith("CAF Report by Agency"))
    assert "Active CAFs as at 31.03.12 Sep 2011 Oct 2011" in table
    assert "Childrens Centre 103 10 3 8 6 17 8 10" in table
    assert "Grand Total 1038 62 51 88 52 68 68 52" in table
    months = next(text for text in page.by_tag["table"] if text.startswith("CAFs by Month"))
    assert "2008 39 5 5 6 1 6 13 – 9 28 22 21 155" in months
    assert "not ranked" in page.text
    assert not any("Side by side" in heading for heading in page.by_tag["h2"])


def test_averages_in_the_caf_tables_show_their_n(get: Get):
    page = get("/indicator?indicator=caf-evaluation-score-percent&area=865")
    table = next(text for text in page.by_tag["table"] if text.startswith("Evaluation of Outcomes"))
    assert "Lead Professional (%) 124 72% 18 78%" in table


def test_a_figure_without_a_date_is_listed_and_not_drawn(get: Get):
    page = get("/indicator?indicator=neet-16-18&area=865")
    assert "No date is given." in page.text


def test_not_known_stands_beside_neet(get: Get):
    page = get("/indicator?indicator=neet-16-18&area=865")
    assert any("not known" in text.casefold() for text in page.by_tag["article"])


def test_every_indicator_has_a_page_for_every_council(app: Flask, reference: Reference):
    client = app.test_client()
    wrong = [
        f"{name} {area}"
        for name in reference.indicators
        for area in (WILTSHIRE, WORCESTERSHIRE)
        if client.get(f"/indicator?indicator={name}&area={area}").status_code != 200
    ]
    assert wrong == []


# ---- /profile


def test_the_profile_holds_wiltshire_against_its_ten_comparators_on_all_adoption_measures(get: Get):
    page = get("/profile?area=865&topic=Adoption")
    rows = set(page.by_tag["tr"])
    a1 = next(text for text in rows if "(A1)" in text)
    assert all(part in a1 for part in ("803", "days", "2008–11", "10 of 10 do better", "625", "11th of 11"))
    assert len([text for text in rows if "2008–11" in text]) == 5
    assert "furthest behind the ten authorities in the committee's 2012 table on" in page.text


def test_the_profile_never_compares_counts_or_a_councils_own_figures(get: Get):
    page = get("/profile?area=865&topic=Adoption")
    counts = next(text for text in page.by_tag["section"] if text.startswith("Counts: 2 measures"))
    own = next(text for text in page.by_tag["section"] if text.startswith("Its own figures: 5 measures"))
    assert "Children adopted from care 50 2008–11" in counts and "never compared" in counts
    assert "496 days" in own and "never ranked" in own
    for text in (counts, own):
        assert not any(part in text for part in ("England", "Middle neighbour", "Place", "do better"))


@pytest.mark.parametrize("area", (LEEDS, SOUTHWARK))
def test_the_others_are_told_what_is_needed(get: Get, area: str):
    page = get(f"/profile?area={area}")
    assert "No figures for this list and period" in page.text
    assert "What is needed" in page.text


# ---- /sources


def test_sources_list_papers_scales_and_contradictions(get: Get):
    page = get("/sources")
    for title in ("Leeds Joint Area Review", "CAF and SARF Report March 2012"):
        assert title in page.text
    assert "Grade 1 is outstanding, Grade 4 is inadequate. We turn it over." in page.text
    heading = next(text for text in page.by_tag["h2"] if text.startswith("Contradictions"))
    assert int(re.findall(r"\d+", heading)[0]) >= 50
    assert "not stated" in page.text


def test_what_was_left_out_is_said(get: Get):
    text = get("/sources").text.casefold()
    for part in ("money", "academies", "invented", "working-day"):
        assert part in text, part


def test_an_unknown_source_is_said(app: Flask):
    answer = app.test_client().get("/sources/no-such-paper")
    assert answer.status_code == 404
    assert "no source called “no-such-paper”" in read(answer.get_data(as_text=True)).text


def test_what_a_figure_is_held_against_leads_to_its_own_row(get: Get):
    """England's figure, the threshold, a baseline: each is a printed figure with a place of its own."""
    glance = get("/?area=865")
    table = "/sources/wiltshire-adoption-scorecard-2012#"
    rows = {link.removeprefix(table) for link in glance.links if link.startswith(table)}
    assert {"observation-comparative-data-c15", "observation-comparative-data-d15"} <= rows, (
        "England's figures"
    )
    assert any(row.startswith("threshold-") for row in rows), "the national threshold"
    assert any(link.startswith("/sources/wiltshire-participation-2012#threshold-") for link in glance.links)


def test_a_scale_says_which_words_and_numbers_are_which_of_our_grades(get: Get):
    rows = [row.split("\n") for row in get("/sources").by_tag["tr"]]
    (turned,) = [
        " ".join(row) for row in rows if "Safeguarding and looked after children inspection" in row[0]
    ]
    assert "4: outstanding 3: good 2: adequate 1: inadequate" in " ".join(turned.split())
    assert "1 becomes 4 2 becomes 3 3 becomes 2 4 becomes 1" in " ".join(turned.split())
