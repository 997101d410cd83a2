"""/inspections and / with every authority of England: recomputed from the files, not from what we loaded."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dashboard import histories
from dashboard.pages import inspections
from dashboard.queries import Ask
from loaders import schema
from tests import ofsteds
from tests.reading import Read, read

if TYPE_CHECKING:
    from flask import Flask

    from loaders.reference import Reference
    from loaders.store import Store

Get = Callable[[str], Read]
NAMES = {4: "outstanding (4)", 3: "good (3)", 2: "requires improvement to be good (2)", 1: "inadequate (1)"}
WILTSHIRE, LEEDS, CITY, SCILLY = "865", "383", "201", "420"
CUMBERLAND, WEST_NORTHANTS, BCP = "942", "941", "839"
NAMED = (WILTSHIRE, LEEDS, CITY, SCILLY, CUMBERLAND, WEST_NORTHANTS, BCP)
YEARS = range(2018, 2025)


@pytest.fixture(scope="module")
def get(national_app: Flask) -> Get:
    """Asks for an address; the answer must be a page."""
    client = national_app.test_client()

    def ask(address: str) -> Read:
        answer = client.get(address)
        assert answer.status_code == 200, address
        return read(answer.get_data(as_text=True))

    return ask


@pytest.fixture(scope="module")
def found(shared: Path) -> list[ofsteds.Inspection]:
    """Every line of Ofsted's history."""
    return ofsteds.history(shared)


def month(day: datetime.date) -> str:
    return f"{calendar.month_name[day.month]} {day.year}"


def numbers(row: str) -> list[int]:
    """The counts of a row that begins with a day or a year."""
    return [int(part) for part in re.sub(r"^(\d+ [A-Z][a-z]+ )?\d{4} ", "", row).split()[:6]]


# ---- all of England


@pytest.mark.parametrize("theme", ofsteds.THEMES)
def test_at_each_years_end_every_authority_of_that_day_is_counted_once_by_its_latest_grade(
    get: Get, found: list[ofsteds.Inspection], theme: str
):
    page = get(f"/inspections?area=865&framework=ilacs&theme={theme}")
    newest = max(one.day for one in found)
    first = min(one.day.year for one in found if one.words[theme])
    days = [datetime.date(year, 12, 31) for year in YEARS if year >= first] + [newest]
    for day in days:
        said = f"{day.day} {calendar.month_name[day.month]} {day.year} "
        (row,) = [text for text in page.by_tag["tr"] if text.startswith(said)]
        assert numbers(row) == ofsteds.counted(found, theme, day)
    drawn = [text for text in page.by_tag["tr"] if re.match(r"\d+ [A-Z][a-z]+ \d{4} \d", text)]
    assert len(drawn) == len(days)


def test_how_many_authorities_there_were_follows_what_was_abolished_and_made(get: Get):
    page = get("/inspections?area=865")
    rows = {text[:16]: numbers(text)[5] for text in page.by_tag["tr"] if text.startswith("31 December")}
    assert list(rows.values()) == [152, 151, 151, 152, 152, 153, 153]


def test_the_newest_count_is_ofsteds_own(get: Get, shared: Path):
    words = [one.words["overall"] for one in ofsteds.current(shared)]
    said = ", ".join(
        f"{words.count(word)} {NAMES[grade]}" for word, grade in list(ofsteds.GRADES.items())[:3]
    )
    last = f"{words.count('Inadequate')} {NAMES[1]}"
    page = get("/inspections?area=865")
    assert f"By March 2025, of {len(words)} authorities: {said} and {last}." in page.text


def test_each_years_inspections_are_counted_too(get: Get, found: list[ofsteds.Inspection]):
    page = get("/inspections?area=865")
    for year in {one.day.year for one in found}:
        grades = [ofsteds.GRADES[one.words["overall"]] for one in found if one.day.year == year]
        counts = [grades.count(grade) for grade in (4, 3, 2, 1)]
        (row,) = [text for text in page.by_tag["tr"] if re.match(rf"{year} \d", text)]
        assert numbers(row) == [*counts, len(grades)]


def test_the_page_says_where_its_own_authority_stands_among_them(get: Get):
    page = get("/inspections?area=865")
    assert "Wiltshire is outstanding (4), as 35 others are." in page.text
    (row,) = [text for text in page.by_tag["tr"] if text.startswith("31 December 2018")]
    assert row.endswith("none yet")
    (row,) = [text for text in page.by_tag["tr"] if text.startswith("31 December 2022")]
    assert row.endswith("good (3)")


def test_an_authority_made_later_did_not_exist_before(get: Get):
    rows = get("/inspections?area=942").by_tag["tr"]
    ends = {text[12:16]: text for text in rows if text.startswith("31 December")}
    assert ends["2022"].endswith("did not exist")
    assert ends["2023"].endswith("none yet")
    assert ends["2024"].endswith("good (3)")


def test_judgements_of_children_in_care_and_care_leavers_in_one_are_told_apart(
    get: Get, found: list[ofsteds.Inspection]
):
    latest = {one.code: one for one in sorted(found, key=lambda one: one.day)}
    now = ofsteds.existing(max(one.day for one in found))
    old = sum(one.day < ofsteds.SEPARATE for code, one in latest.items() if code in now)
    said = f"{old} of the 153 latest judgements are from before 2023."
    assert said in get("/inspections?area=865&theme=looked-after").text
    assert "from before 2023" not in get("/inspections?area=865&theme=safeguarding").text


def test_no_picture_of_england_is_drawn_from_a_few_councils(get: Get, app: Flask):
    assert "All of England" not in get("/inspections?area=865&framework=jar").text
    papers = app.test_client().get("/inspections?area=865").get_data(as_text=True)
    assert "All of England" not in papers


def test_nothing_is_averaged_and_nothing_is_a_share(get: Get):
    page = get("/inspections?area=865")
    (england,) = [text for text in page.by_tag["section"] if text.startswith("All of England")]
    assert "%" not in england and "per cent" not in england
    assert "average" not in england.replace("No average is worked out", "")


# ---- neighbours


@pytest.mark.parametrize("area", NAMED)
def test_an_authority_stands_beside_its_ten_neighbours_by_their_latest_judgements(
    get: Get,
    found: list[ofsteds.Inspection],
    shared: Path,
    reference: Reference,
    area: str,
):
    page = get(f"/inspections?area={area}&framework=ilacs&list=dfe-2025")
    rows = [text for text in page.by_tag["tr"] if re.search(r" (extremely|very|somewhat)? ?close ", text)]
    listed = ofsteds.neighbours(shared)[area]
    assert len(rows) == len(listed) == 10
    latest = {one.code: one for one in sorted(found, key=lambda one: one.day)}
    for row, (code, near) in zip(rows, listed, strict=True):
        one = latest[code]
        words = {theme: one.words[theme] for theme in ofsteds.THEMES}
        together = " with care leavers" if one.day < ofsteds.SEPARATE else ""
        cells = [
            f"{ofsteds.GRADES[words['overall']]} {words['overall']}",
            f"{ofsteds.GRADES[words['safeguarding']]} {words['safeguarding']}",
            f"{ofsteds.GRADES[words['looked-after']]} {words['looked-after']}{together}",
            f"{ofsteds.GRADES[words['management']]} {words['management']}",
            f"{ofsteds.GRADES[words['care-leavers']]} {words['care-leavers']}"
            if words["care-leavers"]
            else "not judged",
        ]
        name = reference.areas[code].name
        assert row == " ".join((name, near.lower(), month(one.day), *cells))
    assert "10 of 10 have had such an inspection" in page.text


def test_the_neighbours_grades_are_counted_in_a_sentence(
    get: Get, found: list[ofsteds.Inspection], shared: Path
):
    latest = {one.code: one for one in sorted(found, key=lambda one: one.day)}
    listed = ofsteds.neighbours(shared)[WILTSHIRE]
    grades = [ofsteds.GRADES[latest[code].words["overall"]] for code, _ in listed]
    said = [f"{grades.count(grade)} {NAMES[grade]}" for grade in (4, 3, 2, 1) if grade in grades]
    sentence = f"Judged overall, of these 10: {', '.join(said[:-1])} and {said[-1]}."
    assert sentence in get("/inspections?area=865").text


def test_another_list_is_chosen_in_the_address_and_named(get: Get):
    page = get("/inspections?area=865&list=committee-2012")
    assert "Wiltshire beside the ten authorities in the committee's 2012 table." in page.text
    assert "This list was in force until May 2012 only." in page.text
    assert any(text.startswith("Cambridgeshire") for text in page.by_tag["tr"])
    theme = next(link for link in page.links if "theme=safeguarding" in link)
    assert "list=committee-2012" in theme, "the choice is kept from link to link"


def test_a_list_that_the_authority_does_not_have_gives_way_to_the_one_it_has(get: Get):
    page = get("/inspections?area=201&list=committee-2012")
    assert "City of London beside the ten statistical neighbours of May 2025" in page.text


def test_a_neighbour_leads_to_its_own_page(get: Get):
    link = next(link for link in get("/inspections?area=865").links if "area=850" in link)
    assert "Hampshire" in get(link.partition("#")[0]).one("h1")


# ---- one authority's history


@pytest.fixture(scope="module")
def runs(ask: Ask) -> Callable[[str], tuple[histories.Run, ...]]:
    """An authority's runs, as a page makes them."""
    sources = {one.id: one for one in ask.sources()}

    def of(area: str) -> tuple[histories.Run, ...]:
        judged = [one for one in ask.judgements(authority=area) if one.kind != "narrative"]
        return histories.runs(judged, sources)

    return of


@pytest.fixture(scope="module")
def ask(national_store: Store, reference: Reference) -> Ask:
    """What pages may ask, of the current release."""
    release = national_store.current()
    assert release is not None
    return Ask(national_store, release, reference)


def test_what_became_of_each_grade_is_said_within_ilacs_alone_and_never_across_a_new_wording(
    found: list[ofsteds.Inspection], runs: Callable[[str], tuple[histories.Run, ...]]
):
    asked = 0
    for code in (row["code"] for row in ofsteds.authorities()):
        mine = sorted((one for one in found if one.code == code), key=lambda one: one.day)
        for run in runs(code):
            if run.framework != "ilacs":
                assert all(course.step in ("", "new", "dropped") for course in run.courses)
                continue
            assert len(run.inspections) == len(mine)
            if len(mine) > 1:
                wanted = {theme: step(theme, *mine[-2:]) for theme in ofsteds.THEMES}
                said = {each[0].theme: one.step for one in run.courses for each in one.judged if each}
                assert said == {theme: one for theme, one in wanted.items() if theme in said}
                asked += len(said)
    assert asked > 500


def step(theme: str, before: ofsteds.Inspection, after: ofsteds.Inspection) -> str:
    """What became of a grade, from the two lines of the file."""
    old, new = before.words[theme], after.words[theme]
    if not old:
        return "new" if new else ""
    if theme == "looked-after" and before.day < ofsteds.SEPARATE <= after.day:
        return "reworded"
    gone = ofsteds.GRADES[new] - ofsteds.GRADES[old]
    return "improved" if gone > 0 else "declined" if gone < 0 else "same"


def test_a_reader_sees_what_an_aspect_was_judged_each_time_and_what_became_of_it(get: Get):
    items = get("/inspections?area=865").by_tag["li"]
    assert (
        "Overall effectiveness June 2019 3 Good September 2023 4 Outstanding Improved since June 2019"
        in items
    )
    care = next(
        text for text in items if text.startswith("The experiences and progress of children in care June")
    )
    assert care.endswith("Not compared: what was judged changed")
    leavers = next(
        text for text in items if text.startswith("The experiences and progress of care leavers June")
    )
    assert leavers.endswith("June 2019 not judged September 2023 4 Outstanding Not judged before")


def test_three_inspections_stand_in_order(get: Get):
    items = get("/inspections?area=840").by_tag["li"]
    (said,) = [text for text in items if text.startswith("Overall effectiveness")]
    assert said == (
        "Overall effectiveness September 2019 2 Requires improvement to be good May 2022 3 Good "
        "March 2025 4 Outstanding Improved since May 2022"
    )


def test_a_change_is_said_in_words_at_the_top(get: Get):
    lead = next(text for text in get("/inspections?area=420").by_tag["p"] if text.startswith("At the latest"))
    assert "overall effectiveness “Inadequate” (1 of 4)" in lead
    assert "The same kind of inspection judged it “Good” (3 of 4) in October 2019." in lead


def test_between_kinds_of_inspection_nothing_is_called_better_or_worse(get: Get):
    page = get("/inspections?area=865")
    said = [text for text in page.by_tag["li"] if "mproved" in text or "eclined" in text]
    assert said and all("since June 2019" in text for text in said)
    assert "published 18 November 2008" in page.text and "One scale is not one standard" in page.text


def test_a_new_authority_is_not_given_the_inspections_of_the_old_one(get: Get):
    page = get("/inspections?area=839")
    assert "was made on 1 April 2019 out of Dorset (until 2019), Poole and Bournemouth." in page.text
    assert "July 2018" not in page.text
    link = next(link for link in page.links if "area=837" in link)
    old = get(link)
    assert (
        "Bournemouth ended on 31 March 2019. After it came Bournemouth, Christchurch and Poole." in old.text
    )
    assert "Bournemouth ILACS inspection, July 2018" in old.text


# ---- / and states with little


@pytest.mark.parametrize("area", NAMED)
def test_the_glance_panel_has_the_latest_inspection_with_its_history_in_a_line(
    get: Get, found: list[ofsteds.Inspection], area: str
):
    panel = next(text for text in get(f"/?area={area}").by_tag["article"] if "ILACS inspection" in text)
    mine = sorted((one for one in found if one.code == area), key=lambda one: one.day)
    said = [
        f"“{o.words['overall']}” ({ofsteds.GRADES[o.words['overall']]} of 4) in {month(o.day)}" for o in mine
    ]
    line = f"Overall effectiveness: {', '.join(said)}."
    assert (line in panel) == (len(mine) > 1)
    assert f"{ofsteds.GRADES[mine[-1].words['overall']]} {mine[-1].words['overall']}" in panel


@pytest.mark.parametrize("area", (CITY, SCILLY))
def test_where_there_is_nothing_yet_the_page_says_what_why_and_what_to_do(app: Flask, area: str):
    """With the papers alone: no national file tells of these two."""
    text = read(app.test_client().get(f"/?area={area}").get_data(as_text=True)).text
    assert "No inspection on record" in text and "Choose another authority above" in text
    assert "No figures about this authority" in text
    assert "none of the others prints a figure about it" in text
    assert "see Sources" in text


def test_an_authority_without_any_inspection_is_told_so_and_who_came_after(get: Get):
    page = get("/inspections?area=836")
    assert "No inspection on record" in page.text and "Choose another authority above" in page.text
    assert any("area=839" in link for link in page.links)
    assert "No inspection on record" in get("/?area=836").text


def test_every_authority_that_ever_was_has_both_pages(national_app: Flask):
    client = national_app.test_client()
    former = [row["code"] for row in ofsteds.authorities() if row["exists_to"]]
    assert len(former) >= 6
    wrong = [
        address
        for code in former
        for address in (f"/?area={code}", f"/inspections?area={code}")
        if client.get(address).status_code != 200
    ]
    assert wrong == []


# ---- what is asked of the store


class Counted:
    """A store that writes down which rows and columns it is asked for, and how many rows it gave."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.asked: list[tuple[str, set[str], set[str], int]] = []

    def __getattr__(self, name: str) -> Any:
        answer = getattr(self.store, name)
        if name not in ("rows", "tuples"):
            return answer

        def ask(table: str, release: Any, where: Any = None, columns: Any = None) -> Any:
            given = answer(table, release, where or {}, columns=columns)
            shown = set(columns or schema.TABLES[table].names)
            self.asked.append((table, set(where or {}), shown, len(given)))
            return given

        return ask


def test_a_page_asks_for_the_judgements_that_it_shows_and_of_the_rest_a_few_columns(
    ask: Ask,
):
    counted: Any = Counted(ask.store)
    inspections.page({"area": "865"}, Ask(counted, ask.release, ask.reference))
    judged = [one for one in counted.asked if one[0] == "judgement"]
    whole = [one for one in judged if "aspect" in one[2]]
    assert [where for _, where, _, _ in whole] == [{"authority"}]
    assert whole[0][3] < 250, "an authority and its ten neighbours"
    assert len(counted.asked) <= 9
