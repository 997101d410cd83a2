"""Questions a committee could ask: which are made of what, word by word, and what is never asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import brotli
import pytest

from dashboard import profiles, text, wording_questions
from dashboard.questions import EACH, FEW, Inspected, latest, outcome, questions
from dashboard.records import Finding, Judgement, Observation, Place, Source
from dashboard.targets import Target
from loaders.reference import Break, Reference
from tests.comparing import SHARE, SHIRES, WILTSHIRE, figure, threshold
from tests.reading import Read, read
from tests.test_profile import known, named

if TYPE_CHECKING:
    from flask import Flask

NEAR = SHIRES[:10]
PLACE = Place("finding", "paper", "para 2", "Findings!A2")
SAFE = Judgement(
    *("865", "slac", "Inspection 2012", "Services", "Overall effectiveness", "safe", "headline"),
    *("inadequate", 1, "2012-03-01", "2012-03-16", "2012-04-24", "", PLACE),
)
WEAK = Finding("865", "Inspection 2012", "safe", "weakness", "", "Plans were not followed.", PLACE)
ASK = Finding("865", "Inspection 2012", "safe", "recommendation", "Immediate", "Follow plans.", PLACE)
PAPER = Source("paper", "A paper", "A council", "865", "2008-11", "not stated", "", "paper.xlsx", "", "")
UNDATED = {"published_on": "", "inspected_from": "", "inspected_to": ""}
LOWER = replace(SHARE, id="waiting", name="Waiting (%)", polarity="low")


def rows(*given: tuple[str, dict[str, float | None]], **changed: Any) -> list[profiles.Row]:
    """Measures in order, from figures by area; each is a share of which more is better, unless told."""
    made = [(named(replace(SHARE, **changed), name), values) for name, values in given]
    return profiles.in_order(profiles.rows(known(*made)))


def against(own: float, *near: float) -> dict[str, float | None]:
    return {"865": own, **dict(zip(NEAR, near, strict=False))}


def inspected(
    reference: Reference, judged: list[Judgement], findings: list[Finding] | None = None
) -> Inspected:
    return Inspected(judged, findings or [], {}, reference.frameworks)


def said(one: wording_questions.Said) -> str:
    return f"{one.before}{one.link}{one.after} {one.known}"


@pytest.fixture
def nothing(reference: Reference) -> Inspected:
    return inspected(reference, [])


# ---- indicators


@pytest.mark.parametrize(
    ("own", "near", "asked"),
    [
        (
            5.0,
            range(10, 20),
            "Why do all 10 neighbours do better on Reading? Wiltshire had 5%, the middle neighbour 14.5% "
            "(2010/11).",
        ),
        (
            11.5,
            range(10, 20),
            "Why do 8 of the 10 neighbours do better on Reading? Wiltshire had 11.5%, the middle neighbour "
            "14.5% (2010/11).",
        ),
        (
            11.5,
            range(10, 18),
            "Why do 6 of the 8 neighbours that have a figure do better on Reading? Wiltshire had 11.5%, the "
            "middle neighbour 13.5% (2010/11).",
        ),
        (
            17.5,
            range(10, 20),
            "What puts Wiltshire ahead of 8 of the 10 neighbours on Reading, and will it last? Wiltshire had "
            "17.5%, the middle neighbour 14.5% (2010/11).",
        ),
    ],
)
def test_a_figure_is_asked_about_with_its_period_and_of_how_many(
    own: float, near: range, asked: str, nothing: Inspected
) -> None:
    found = questions(rows(("Reading", against(own, *near))), nothing, [])
    behind = [wording_questions.behind(one, WILTSHIRE) for one in found.behind]
    ahead = [wording_questions.ahead(one, WILTSHIRE) for one in found.ahead]
    assert [said(one) for one in (*behind, *ahead)] == [asked]


@pytest.mark.parametrize(
    ("why", "values", "changed"),
    [
        ("the difference is one that rounding hides", against(10.0, *[10.04] * 10), {}),
        ("it is in the middle", against(14.5, *range(10, 20)), {}),
        ("nobody has said which end is better", against(5, *range(10, 20)), {"polarity": "none"}),
        ("it is a count", against(5, *range(10, 20)), {"unit": "number"}),
        ("they are its own figures", against(5, *range(10, 20)), {"comparable": False}),
        ("too few neighbours have one", against(5, *range(10, 16)), {}),
        ("it has no figure", {"865": None, **dict.fromkeys(NEAR, 5.0)}, {}),
    ],
)
def test_nothing_is_asked_where(
    why: str, values: dict[str, float | None], changed: dict[str, Any], nothing: Inspected
) -> None:
    assert not questions(rows(("Reading", values), **changed), nothing, []), why


def test_nothing_is_asked_of_an_authority_that_no_longer_existed(nothing: Inspected) -> None:
    (one,) = rows(("Reading", against(5, *range(10, 20))))
    assert one.own
    gone = one._replace(own=one.own._replace(from_top=None, from_bottom=None))
    assert questions([one], nothing, []) and not questions([gone], nothing, [])


def test_there_are_five_of_each_end_the_furthest_first(nothing: Inspected) -> None:
    given = [(f"Measure {own:02}", against(own, *range(10, 20))) for own in range(6, 25)]
    found = questions(rows(*given), nothing, [])
    assert [len(found.behind), len(found.ahead)] == [EACH, EACH]
    assert found.behind[0].measure.name == "Measure 06"
    assert found.ahead[0].measure.name == "Measure 24"


# ---- inspections


def test_a_judgement_below_good_is_asked_about_with_the_finding_behind_it(reference: Reference) -> None:
    (one,) = questions([], inspected(reference, [SAFE], [WEAK]), []).wanting
    assert said(wording_questions.wanting(one)) == (
        "What has been done since inspectors judged “Services: overall effectiveness” as “inadequate” "
        "(1 of 4) in a report of April 2012? They found: Plans were not followed."
    )


def test_a_judgement_without_a_finding_says_so(reference: Reference) -> None:
    (one,) = questions([], inspected(reference, [SAFE], [replace(WEAK, theme="other")]), []).wanting
    assert said(wording_questions.wanting(one)).endswith(f"of April 2012? {text.NO_FINDING_BEHIND}")


@pytest.mark.parametrize(
    ("why", "changed"),
    [
        ("it is good", {"grade": 3}),
        ("it is on no scale", {"grade": None}),
        ("it is a remark, not a grade", {"kind": "narrative"}),
        ("it is of one service only", {"framework": "adoption-agency"}),
    ],
)
def test_a_judgement_is_not_asked_about_if(why: str, changed: dict[str, Any], reference: Reference) -> None:
    assert not questions([], inspected(reference, [replace(SAFE, **changed)]), []), why


def test_only_the_newest_inspection_of_a_kind_is_asked_about(reference: Reference) -> None:
    newer = replace(SAFE, inspection="Inspection 2014", published_on="2014-05-01", grade=3)
    assert not questions([], inspected(reference, [SAFE, newer]), [])


def test_an_old_judgement_says_that_there_was_a_later_inspection_of_another_kind(
    reference: Reference,
) -> None:
    later = replace(SAFE, framework="ilacs", inspection="Later", published_on="2023-12-12", grade=4)
    (one,) = questions([], inspected(reference, [SAFE, later], [WEAK]), []).wanting
    assert said(wording_questions.wanting(one)).endswith(
        "in a report of April 2012? They found: Plans were not followed. A later inspection, of another "
        "kind, was reported in December 2023."
    )


@pytest.mark.parametrize(
    ("about", "first", "other", "told"),
    [
        (
            "only the date of the inspection is known",
            {},
            {"published_on": "", "inspected_to": "2023-12-12"},
            " A later inspection, of another kind, was in December 2023.",
        ),
        (
            "it is later by its month",
            {"published_on": "2012-05"},
            {"published_on": "2012-06-14"},
            " A later inspection, of another kind, was reported in June 2012.",
        ),
        (
            "both are of one month, and one has a day",
            {"published_on": "2012-05"},
            {"published_on": "2012-05-14"},
            "",
        ),
        (
            "both are of one year, and one has a month",
            {"published_on": "2012"},
            {"published_on": "2012-05"},
            "",
        ),
        ("the other is earlier", {}, {"published_on": "2010-05-14"}, ""),
        ("of the first no date is known", UNDATED, {"published_on": "2023-12-12"}, ""),
    ],
)
def test_a_later_inspection_is_told_only_if_it_is_known_to_be_later(
    about: str, first: dict[str, str], other: dict[str, str], told: str, reference: Reference
) -> None:
    second = replace(SAFE, framework="ilacs", inspection="Other", grade=4, **other)
    found = questions([], inspected(reference, [replace(SAFE, **first), second], [WEAK]), []).wanting
    assert said(wording_questions.wanting(found[0])).partition("not followed.")[2] == told, about


def test_the_newest_and_lowest_come_first_and_each_theme_once(reference: Reference) -> None:
    low = [replace(SAFE, grade=2, theme=f"theme-{at}", aspect=f"Aspect {at}") for at in range(4)]
    again = replace(SAFE, aspect="Again")
    newer = replace(SAFE, framework="ilacs", inspection="N", published_on="2023-12-12", grade=2)
    found = questions([], inspected(reference, [*low, SAFE, again, newer]), []).wanting
    assert [one.judgement for one in found] == [newer, SAFE]
    assert len(found) == FEW


def test_a_recommendation_is_asked_about_with_its_deadline_the_most_urgent_first(
    reference: Reference,
) -> None:
    later = replace(ASK, deadline="three months", text="Train all.")
    undated = replace(ASK, deadline="", text="Some day.")
    found = questions([], inspected(reference, [replace(SAFE, grade=3)], [later, undated, ASK]), []).asked
    assert [said(wording_questions.asked(one)) for one in found] == [
        "Has this been done, which inspectors asked for in a report of April 2012 (by when: immediate)? "
        "Follow plans.",
        "Has this been done, which inspectors asked for in a report of April 2012 (by when: three months)? "
        "Train all.",
    ]


@pytest.mark.parametrize(
    ("changed", "papers", "said_when"),
    [
        ({}, {}, "in a report of April 2012"),
        ({"published_on": ""}, {}, "in March 2012"),
        (UNDATED, {"paper": PAPER}, "in an inspection that a paper of November 2008 describes"),
        (UNDATED, {}, "at an unknown date"),
    ],
)
def test_an_inspection_is_given_no_date_that_its_report_does_not_have(
    changed: dict[str, str], papers: dict[str, Source], said_when: str, reference: Reference
) -> None:
    held = Inspected([replace(SAFE, **changed)], [], papers, reference.frameworks)
    (one,) = questions([], held, []).wanting
    assert f"(1 of 4) {said_when}?" in said(wording_questions.wanting(one))


def test_the_newest_inspection_with_findings_is_found_as_the_questions_find_it(reference: Reference) -> None:
    """By its own date; without one, by that of the paper that tells of it, but after all that have one."""
    later = Source("later", "A later paper", "A council", "865", "2019-11", "not stated", "", "", "", "")
    old, new, dated = (
        replace(SAFE, inspection=name, **when, place=replace(PLACE, source=source))
        for name, when, source in (
            ("old", UNDATED, "paper"),
            ("new", UNDATED, "later"),
            ("2012", {}, "paper"),
        )
    )
    findings = [replace(WEAK, inspection=name) for name in ("old", "new", "2012")]
    papers = {"paper": PAPER, "later": later}
    held = Inspected([old, new, dated], findings, papers, reference.frameworks)
    assert latest(held) == "2012"
    assert latest(replace(held, findings=findings[:2])) == "new"
    assert latest(replace(held, findings=[])) == ""


# ---- targets


def aim(then: Observation | None = None, period: str = "2010/11", **changed: Any) -> Target:
    """A target of 60%, with the figure for its time, which is the newest unless told otherwise."""
    level = threshold(60, "target", indicator="share", period=period, unit="%", printed="60%", due=period)
    return replace(Target(SHARE, "", None, level, None, newest=then, reached=then), **changed)


def reached(value: float, period: str = "2010/11", **changed: Any) -> Observation:
    return figure("865", period, value, indicator="share", **changed)


CHANGED = replace(SHARE, breaks=(Break("2011-01", "Counted otherwise."),))


@pytest.mark.parametrize(
    ("about", "one", "became"),
    [
        ("reached", aim(reached(60)), "met"),
        ("more than reached", aim(reached(61)), "met"),
        ("missed", aim(reached(57)), "missed"),
        ("missed by less than rounding shows", aim(reached(59.96)), "met"),
        ("lower is better, and it is higher", aim(reached(61), indicator=LOWER), "missed"),
        ("lower is better, and it is lower", aim(reached(57), indicator=LOWER), "met"),
        ("reached in its time, and lost later", aim(reached(60), newest=reached(57, "2012/13")), "met"),
        ("missed in its time, and reached later", aim(reached(57), newest=reached(60, "2012/13")), "missed"),
        ("only a figure from after its time", aim(newest=reached(57, "2011/12")), "later"),
        ("only a better figure from after its time", aim(newest=reached(61, "2011/12")), "later"),
        ("two figures for its time that differ", aim(newest=reached(57)), "unclear"),
        ("no figure yet for its time", aim(newest=reached(57, "2009/10")), "unknown"),
        ("no figure", aim(), "unknown"),
        ("no date", aim(period="", newest=reached(57)), "unclear"),
        ("about", aim(reached(57, qualifier="about")), "unclear"),
        ("no direction", aim(reached(57), indicator=replace(SHARE, polarity="none")), "unclear"),
        ("in another unit", aim(reached(57), indicator=replace(SHARE, unit="number")), "unclear"),
        ("the definition changed since", aim(reached(57), indicator=CHANGED), "unclear"),
        (
            "the definition changed, and only later figures are held",
            aim(indicator=CHANGED, newest=reached(57, "2012/13")),
            "unclear",
        ),
        (
            "the definition changed after its time",
            aim(reached(57), indicator=replace(SHARE, breaks=(Break("2011-04", "Counted otherwise."),))),
            "missed",
        ),
    ],
)
def test_what_became_of_a_target(about: str, one: Target, became: str) -> None:
    assert outcome(one) == became, about


def test_a_missed_target_is_asked_about_before_those_of_which_nothing_is_known(nothing: Inspected) -> None:
    base = threshold(50, "baseline", indicator="share", period="2009/10", unit="%", printed="50%")
    unknown = [aim(indicator=named(SHARE, f"Share {at}")) for at in range(4)]
    started = aim(indicator=named(SHARE, "Started"), baseline=base)
    found = questions([], nothing, [*unknown, started, aim(reached(57)), aim(reached(60))])
    assert [said(wording_questions.target(*one, WILTSHIRE)) for one in found.targets] == [
        "Why was the target missed for Share? Wiltshire aimed for 60% (by when: 2010/11); the figure then "
        "was 57% (2010/11).",
        "What became of the target for Started? Wiltshire aimed for 60% (by when: 2010/11), from 50% "
        "(2009/10). No figure since is held here.",
        "What became of the target for Share 0? Wiltshire aimed for 60% (by when: 2010/11). No figure since "
        "is held here.",
    ]
    assert found.unknown == 5
    assert wording_questions.more_targets(3) == "3 more targets have no figure since either."


def test_a_target_with_only_later_figures_is_no_verdict_and_asked_about_as_it_stands_now(
    nothing: Inspected,
) -> None:
    later = aim(newest=reached(57, "2012/13"))
    unknown = [aim(indicator=named(SHARE, f"Share {at}")) for at in range(4)]
    found = questions([], nothing, [*unknown, later])
    assert said(wording_questions.target(*found.targets[0], WILTSHIRE)) == (
        "How does it stand now with Share? Wiltshire aimed for 60% (by when: 2010/11). No single figure "
        "for 2010/11 is held here; the newest is 57% (2012/13)."
    )
    assert [became for _, became in found.targets] == ["later", "unknown"]


def test_a_target_that_was_met_in_its_time_is_not_asked_about_whatever_came_later(nothing: Inspected) -> None:
    assert not questions([], nothing, [aim(reached(60), newest=reached(57, "2012/13"))])


# ---- on the page

Get = Callable[[str], Read]
QUESTIONS = re.compile(r'<section id="section-questions">(.*?)</section>', re.S)
CITY, SCILLY = "201", "420"


@pytest.mark.parametrize("area", ["865", "383", "210", "885"])
def test_every_question_leads_to_its_chart_and_to_its_source(app: Flask, area: str) -> None:
    found = QUESTIONS.search(app.test_client().get(f"/?area={area}").get_data(as_text=True))
    assert found
    items = re.findall(r"<li>(.*?)</li>", found[1], re.S)
    assert items
    for item in items:
        links = read(item).links
        assert links[0].startswith(("/indicator?indicator=", f"/inspections?area={area}")), item
        assert links[1].startswith("/sources/") and "#" in links[1], item
        assert "?" in read(item).text


def test_wiltshire_is_asked_about_adoption_inspectors_and_targets(app: Flask) -> None:
    page = read(app.test_client().get("/?area=865").get_data(as_text=True)).text
    for part in (
        "Why do all 10 neighbours do better on Average time between entering care",
        "Wiltshire had 803 days, the middle neighbour",
        "judged “Safeguarding services: overall effectiveness” as “inadequate” (1 of 4) in a report of",
        "asked for in a report of April 2012 (by when: immediate)?",
        "Why was the target missed for Children registered by children's centres",
    ):
        assert part in re.sub(r" (?=[”?,])|(?<=“) ", "", page), part


def test_who_has_nothing_is_told_what_is_needed(app: Flask) -> None:
    page = read(app.test_client().get(f"/?area={SCILLY}").get_data(as_text=True)).text
    assert text.NO_QUESTIONS in page
    assert "None of these is held for Isles of Scilly." in page


@pytest.mark.parametrize("area", ["865", "383", "210", "885", "873"])
def test_the_page_of_who_has_most_is_light(national_app: Flask, area: str) -> None:
    """30 kB as a browser that reads brotli is sent it; every page has them behind its one first response."""
    answer = national_app.test_client().get(f"/?area={area}", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert len(brotli.decompress(answer.data)) > len(answer.data)
    assert len(answer.data) <= 30_000


@pytest.mark.parametrize("area", [CITY, SCILLY, "865"])
def test_with_the_national_files_everybody_has_a_dozen_or_so(national_app: Flask, area: str) -> None:
    found = QUESTIONS.search(national_app.test_client().get(f"/?area={area}").get_data(as_text=True))
    assert found
    items = [read(item).text for item in re.findall(r"<li>.*?</li>", found[1], re.S)]
    assert 8 <= len(items) <= 2 * EACH + 4 * FEW
    for item in items:
        assert re.search(r"\((?:Q\d )?[\w/–, ]*\d{2,4}[\w/–, ]*\)|of \w+ \d{4}", item), f"no date: {item}"
        assert not re.search(r"\b(improv|declin|worse|fail)", item.partition("?")[0]), item
