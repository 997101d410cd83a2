"""What is said of an indicator: a table of figures, and the sentences that are true of them and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from dashboard import comparatives, wording_benchmark, wording_terms, wording_trend
from dashboard.benchmark import ENGLAND, Benchmark, benchmark
from dashboard.records import Interval, Observation
from dashboard.views import Line, Mark, Trend
from loaders.reference import Break, Reference
from tests.comparing import COUNT, DAYS, SHARE, SHIRES, asked, figure, figures, neighbours, threshold

WAIT = replace(DAYS, said="Children adopted from {area} waited {value} to move in")
NEET = replace(SHARE, name="NEET", polarity="low", said="In {area} {value} of young people were NEET")
OPEN = replace(SHARE, name="Take-up", polarity="none")
TEN = neighbours(SHIRES[:10])
COMMITTEE = "the average of the ten authorities in the committee's 2012 table"


class Case(NamedTuple):
    """Figures of 2010/11 by area, of an indicator, and what is said of Wiltshire's (865)."""

    about: str
    values: Mapping[str, float | None]
    said: str
    indicator: Any = NEET
    levels: Sequence[Any] = ()
    listed: Any = None
    changed: Mapping[str, Any] = {}
    limits: tuple[float, float] | None = None


LOW = " Lower is better."
CASES = (
    Case("one figure alone", {"865": 5}, "In Wiltshire 5% of young people were NEET (2010/11)." + LOW),
    Case(
        "to be read beside another measure",
        {"865": 5},
        "In Wiltshire 5% of young people were NEET (2010/11). Lower is better. Read it beside the share that "
        "is not known: a low figure beside many not known is no success.",
        replace(NEET, beside=("not-known",)),
    ),
    Case(
        "higher than England",
        {"865": 5, ENGLAND: 4.5},
        "In Wiltshire 5% of young people were NEET, 0.5 percentage points higher than England’s 4.5% "
        "(2010/11)." + LOW,
    ),
    Case(
        "lower than England",
        {"865": 4, ENGLAND: 5},
        "In Wiltshire 4% of young people were NEET, 1 percentage point lower than England’s 5% (2010/11)."
        + LOW,
    ),
    Case(
        "equal",
        {"865": 5, ENGLAND: 5},
        "In Wiltshire 5% of young people were NEET, the same as England’s 5% (2010/11)." + LOW,
    ),
    Case(
        "a difference that rounding hides",
        {"865": 5.04, ENGLAND: 5.01},
        "In Wiltshire 5.04% of young people were NEET, about the same as England’s 5.01% (2010/11)." + LOW,
    ),
    Case(
        "a difference that chance alone could make",
        {"865": 5, ENGLAND: 5.9},
        "In Wiltshire 5% of young people were NEET, not clearly different from England’s 5.9% (2010/11)."
        + LOW,
        limits=(3.9, 6.4),
    ),
    Case(
        "a difference that chance alone could not make",
        {"865": 5, ENGLAND: 6.9},
        "In Wiltshire 5% of young people were NEET, 1.9 percentage points lower than England’s 6.9% "
        "(2010/11)." + LOW,
        limits=(3.9, 6.4),
    ),
    Case(
        "printed as about",
        {"865": 5, ENGLAND: 6},
        "In Wiltshire about 5% of young people were NEET, about 1 percentage point lower than England’s 6% "
        "(2010/11)." + LOW,
        changed={"qualifier": "about", "printed": "about 5"},
    ),
    Case(
        "printed as about the very same number",
        {"865": 6, ENGLAND: 6},
        "In Wiltshire about 6% of young people were NEET, about the same as England’s 6% (2010/11)." + LOW,
        changed={"qualifier": "about", "printed": "about 6"},
    ),
    Case(
        "printed as over, from which nothing is subtracted",
        {"865": 5, ENGLAND: 6},
        "In Wiltshire over 5% of young people were NEET (2010/11)." + LOW,
        changed={"qualifier": "over", "printed": "over 5"},
    ),
    Case(
        "provisional",
        {"865": 5},
        "In Wiltshire 5% of young people were NEET (2010/11, provisional)." + LOW,
        changed={"status": "provisional"},
    ),
    Case(
        "printed as a word",
        {"865": 100},
        "In Wiltshire 100% of young people were NEET (2010/11)." + LOW,
        changed={"printed": "All"},
    ),
    Case(
        "suppressed",
        {"865": None, ENGLAND: 6, "900": 7},
        "Wiltshire has no figure for 2010/11: it is not shown, to protect people.",
    ),
    Case("absent", {"900": 7, ENGLAND: 6}, "Wiltshire has no figure for 2010/11."),
    Case(
        "no direction: a difference is said, no place and no better",
        {"865": 5, ENGLAND: 4, "900": 3},
        "Wiltshire had 5% (2010/11), 1 percentage point higher than England’s 4%.",
        OPEN,
    ),
    Case(
        "a count is never held against another place",
        {"865": 1400, ENGLAND: 90_000, "900": 3},
        "Wiltshire had 1,400 (2010/11)." + LOW,
        COUNT,
        listed=TEN,
        changed={"printed": "1400", "cell": "para 1"},
    ),
    Case(
        "the longest, and later than a threshold",
        {"865": 803, "900": 600, "901": 700},
        "Children adopted from Wiltshire waited 803 days to move in, 164 days longer than the national "
        "threshold of 639 days and the longest of the three authorities in the source's table (2010/11)."
        + LOW,
        WAIT,
        levels=[threshold(639)],
    ),
    Case(
        "tied for the shortest",
        {"865": 600, "900": 600, "901": 700},
        "Children adopted from Wiltshire waited 600 days to move in, the joint shortest of the three "
        "authorities in the source's table (2010/11)." + LOW,
        WAIT,
    ),
    Case(
        "in between: the place says from which end it is counted, and the period stands before the bracket",
        {"865": 650, "900": 600, "901": 700},
        "Children adopted from Wiltshire waited 650 days to move in (2010/11), second of the three "
        "authorities in the source's table (first is best)." + LOW,
        WAIT,
    ),
    Case(
        "few neighbours: how many have a figure is said with their average",
        {"865": 650, "900": 600, "901": 700},
        "Children adopted from Wiltshire waited 650 days to move in (2010/11), the same as 650 days, "
        f"{COMMITTEE} (2 of 10 have a figure) and second of the three authorities in the source's table "
        "(first is best)." + LOW,
        WAIT,
        listed=TEN,
    ),
    Case(
        "no neighbour has a figure",
        {"865": 650, "917": 600},
        "Children adopted from Wiltshire waited 650 days to move in, the longest of the two authorities "
        "in the source's table (2010/11)." + LOW,
        WAIT,
        listed=TEN,
    ),
    Case(
        "everybody has the same",
        {"865": 5, "900": 5, "901": 5},
        "In Wiltshire 5% of young people were NEET, the same in all three authorities in the source's "
        "table (2010/11)." + LOW,
    ),
    Case(
        "the table is the list that is compared with, and the list is named",
        {"865": 650, "900": 600, "901": 700},
        "Children adopted from Wiltshire waited 650 days to move in (2010/11), the same as 650 days, "
        f"{COMMITTEE} (2 of 2 have a figure) and second of the three authorities compared (first is best)."
        + LOW,
        WAIT,
        listed=neighbours(SHIRES[:2]),
    ),
    Case(
        "the table has others than the list",
        {"865": 650, "900": 600, "901": 700, "902": 710},
        "Children adopted from Wiltshire waited 650 days to move in (2010/11), the same as 650 days, "
        f"{COMMITTEE} (2 of 2 have a figure) and second of the four authorities in the source's table (first "
        "is best)." + LOW,
        WAIT,
        listed=neighbours(SHIRES[:2]),
    ),
)


def view(case: Case) -> Benchmark:
    found: list[Observation] = figures("2010/11", case.values)
    found = [one._replace(**case.changed) if one.area == "865" else one for one in found]
    made = benchmark(asked(found, case.indicator, case.listed, case.levels))
    if case.limits is None:
        return made
    return replace(made, interval=Interval("share", "", "865", "2010/11", *case.limits, "Wilson", "paper"))


@pytest.mark.parametrize("case", CASES, ids=[case.about for case in CASES])
def test_the_sentence_says_what_is_known_and_no_more(case: Case) -> None:
    assert wording_benchmark.compared(view(case)) == case.said


@pytest.mark.parametrize("case", CASES, ids=[case.about for case in CASES])
def test_a_sentence_that_stands_alone_says_what_is_measured_and_who_is_counted(case: Case) -> None:
    said = wording_benchmark.compared(view(case), named=True)
    whom = case.said.replace("authorities compared", "authorities in the source's table")
    if "has no figure" in case.said or not case.indicator.said:
        assert said == f"{case.indicator.name}: {whom}"
    else:
        assert said == whom


def test_a_group_is_named_with_the_period() -> None:
    one = replace(view(CASES[0]), breakdown="Age: 16")
    assert wording_benchmark.compared(one).startswith(
        "In Wiltshire 5% of young people were NEET (age 16, 2010/11)."
    )
    assert wording_benchmark.compared(replace(one, indicator=SHARE), named=True).startswith(
        "Share: age 16: Wiltshire"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Wiltshire", "Wiltshire had 5% (2024, outturn)."),
        ("City of London", "The City of London had 5% (2024, outturn)."),
        ("Isles of Scilly", "The Isles of Scilly had 5% (2024, outturn)."),
    ],
)
def test_a_name_has_its_article_and_a_label_of_the_publishers_its_meaning(name: str, said: str) -> None:
    one = view(CASES[0])
    one = replace(one, indicator=OPEN, area=replace(one.area, name=name), period="2024 (OT)")
    assert wording_benchmark.compared(one) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Reading"], ""),
        (
            ["SEN pupils, KS2"],
            "KS2 means key stage 2, up to the age of 11; SEN means special educational needs.",
        ),
        (["Pupils with an EHCP"], "EHCP means education, health and care plan."),
    ],
)
def test_short_forms_are_explained_where_they_stand(names: list[str], said: str) -> None:
    assert wording_terms.explained(names) == said


def test_across_a_change_of_definition_no_change_is_said() -> None:
    two = [figure("865", "2009/10", 5), figure("865", "2010/11", 9)]
    broken = replace(NEET, breaks=(Break("2010-04", "Counted otherwise."),))
    assert wording_benchmark.change(benchmark(asked(two, NEET))) == (
        "Up by 4 percentage points between 2009/10 and 2010/11."
    )
    assert wording_benchmark.change(benchmark(asked(two, broken))) == ""


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no"), (1, "one"), (11, "eleven"), (12, "twelve"), (13, "13"), (1400, "1,400")]
)
def test_numbers_are_in_words_up_to_twelve(number: int, said: str) -> None:
    assert comparatives.count(number) == said


def test_the_phrases_on_record_are_sentences_about_an_area_and_a_figure(reference: Reference) -> None:
    phrases = [one for one in reference.indicators.values() if one.said]
    assert len(phrases) > 40
    for one in phrases:
        said = one.said.format(area="Wiltshire", value="5%")
        assert said[0].isupper() and (said[-1].isalnum() or said.endswith("5%")), one.id
        assert not any(word in said for word in ("only", "worse", "better", "improv")), one.id


# ---- a line over time


def line(*marks: tuple[str, float, float | None]) -> Line:
    return Line(
        "Wiltshire",
        "this",
        tuple(
            Mark(period, at, value, "–" if value is None else f"{value:g}%") for period, at, value in marks
        ),
    )


CHANGED = replace(SHARE, breaks=(Break("2011-04", "Counted by residence."),))


@pytest.mark.parametrize(
    ("about", "marks", "indicator", "said"),
    [
        ("no figure", [("2010", 2010.5, None)], SHARE, ""),
        ("one year only", [("2010", 2010.5, 5)], SHARE, "Wiltshire: 5% in 2010."),
        (
            "up",
            [("2010", 2010.5, 5), ("2011", 2011.5, 6.2)],
            SHARE,
            "In Wiltshire the figure rose from 5% in 2010 to 6.2% in 2011.",
        ),
        (
            "down, with gaps",
            [("2010", 2010.5, 5), ("2011", 2011.5, None), ("2012", 2012.5, 4)],
            SHARE,
            "In Wiltshire the figure fell from 5% in 2010 to 4% in 2012, with no figure for one of the "
            "periods between.",
        ),
        (
            "the same",
            [("31 March 2010", 2010.2, 5), ("31 March 2011", 2011.2, 5)],
            SHARE,
            "In Wiltshire the figure was 5% both on 31 March 2010 and on 31 March 2011.",
        ),
        (
            "a change that rounding hides",
            [("2010", 2010.5, 5.01), ("2011", 2011.5, 5.04)],
            SHARE,
            "In Wiltshire the figure hardly changed: from 5.01% in 2010 to 5.04% in 2011.",
        ),
        (
            "highest and lowest in between",
            [("2009", 2009.5, 5), ("2010", 2010.5, 9), ("2011", 2011.5, 1), ("2012", 2012.5, 6)],
            SHARE,
            "In Wiltshire the figure rose from 5% in 2009 to 6% in 2012. It was highest in 2010 (9%) and "
            "lowest in 2011 (1%).",
        ),
        (
            "averages over three years that share two",
            [("2008–11", 2009.75, 534), ("2009–12", 2010.75, 496)],
            SHARE,
            "In Wiltshire the figure fell from 534% in 2008–11 to 496% in 2009–12. The two periods share "
            "years.",
        ),
        (
            "averages over three years that share none",
            [("2008–11", 2009.75, 534), ("2011–14", 2012.75, 496)],
            SHARE,
            "In Wiltshire the figure fell from 534% in 2008–11 to 496% in 2011–14.",
        ),
        (
            "a changed definition: only what came after is set side by side",
            [("2010", 2010.5, 5), ("2011", 2011.5, 8), ("2012", 2012.5, 7)],
            CHANGED,
            "The definition changed in April 2011. Since then, in Wiltshire the figure fell from 8% in 2011 "
            "to 7% in 2012.",
        ),
        (
            "a changed definition and one figure since",
            [("2010", 2010.5, 5), ("2011", 2011.5, 8)],
            CHANGED,
            "The definition changed in April 2011, so no earlier figure can be set beside the last. "
            "Wiltshire: 8% in 2011.",
        ),
        (
            "a change of definition after the last figure does not matter",
            [("2009", 2009.5, 5), ("2010", 2010.5, 8)],
            CHANGED,
            "In Wiltshire the figure rose from 5% in 2009 to 8% in 2010.",
        ),
    ],
)
def test_a_line_says_from_what_to_what_and_since_when(
    about: str, marks: list[tuple[str, float, float | None]], indicator: Any, said: str
) -> None:
    assert wording_trend.course(line(*marks), indicator) == said, about


def test_the_text_alternative_of_a_line_names_the_measure_and_the_others() -> None:
    drawn = Trend("Share", "Per cent", (line(), line(("2010", 2010.5, 5.0)), line()))
    assert wording_trend.alone("Share", "It rose.", wording_trend.others(drawn)) == (
        "Share. It rose. Wiltshire: 5% in 2010."
    )
