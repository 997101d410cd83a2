"""The workbooks to fill in, one for each format that an officer writes; where the other formats come from.

Formats that somebody else publishes have none: a file filled in by hand would take the place of the whole of
England's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders import (
    adoption_scorecard,
    ees,
    ees_meta,
    lait,
    lait_dictionary,
    leeds,
    neighbours,
    ofsted,
    papers,
    southwark,
    standard,
    wiltshire,
    worcestershire,
)
from loaders.format import AnyFormat
from loaders.reference import Area, Reference
from loaders.template import COMMON, FIGURE, TARGET, Column, Sheet, Template, about, columns
from loaders.template_paper import paper

WILTSHIRE = "865"


@dataclass(frozen=True)
class Published:
    """A format whose files are taken as they are published: by whom, under what name, and where."""

    format: AnyFormat
    by: str
    what: str
    address: str


TOOL = "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait"
PUBLISHED = (
    Published(
        ofsted.FORMAT,
        "Ofsted",
        "Local authority inspection outcomes, once a year, as an .ods workbook",
        "https://www.gov.uk/government/organisations/ofsted/about/statistics",
    ),
    Published(lait.FORMAT, "the Department for Education", "the long file behind the tool", TOOL),
    Published(
        lait_dictionary.FORMAT, "the Department for Education", "the data dictionary of the tool", TOOL
    ),
)


def templates(known: Reference) -> tuple[Template, ...]:
    """Every workbook to fill in, with what is on record in its worked rows."""
    councils = ((leeds, "383"), (southwark, "210"), (worcestershire, "885"))
    return (
        _standard(),
        _neighbours(),
        _scorecard(known),
        _open_data(known.areas[WILTSHIRE], known),
        paper(papers.FORMAT, known.areas[WILTSHIRE], ()),
        paper(wiltshire.FORMAT, known.areas[WILTSHIRE], wiltshire.JUDGEMENTS, wiltshire.CROSSTABS),
        *(paper(one.FORMAT, known.areas[code], one.JUDGEMENTS) for one, code in councils),
    )


def _standard() -> Template:
    judged = {
        "area": "Wiltshire",
        "framework": "Safeguarding and looked after children inspection",
        "inspection": "Wiltshire inspection 2012",
        "aspect": "Overall effectiveness",
        "theme": "safeguarding",
        "kind": "headline",
        "grade": "inadequate",
        "published": "2012-05-04",
        "place": "para 3",
    }
    entries = (
        ("Source", "our-figures-2012"),
        ("Title", "What the paper is called"),
        ("Publisher", "Who published it"),
        ("Date", "2012-05-31"),
        ("Licence", "Open Government Licence v3.0"),
        ("Left out", "What you did not take from it, and why"),
    )
    return Template(
        "figures-and-judgements",
        standard.FORMAT,
        "Figures, judgements and targets of any authorities",
        (
            about(entries),
            Sheet(
                "Judgements",
                "What inspectors judged",
                columns(standard.JUDGEMENTS, judged, kind="kinds of judgement"),
            ),
            Sheet("Figures", "Figures", columns(standard.FIGURES, FIGURE)),
            Sheet(
                "Thresholds",
                "Thresholds, baselines and targets",
                columns(standard.THRESHOLDS, TARGET, kind="kinds of threshold"),
            ),
        ),
        (
            *COMMON,
            "On the sheet About, Source is the name by which the next file takes the place of this one: "
            "small letters, digits and hyphens. Keep it the same every year.",
            "A sheet that you do not need may stay empty under its headings: delete its worked row.",
            "Sub-headings such as Age: 17 go under Breakdown; the total leaves it empty.",
        ),
    )


def _neighbours() -> Template:
    pair = {
        "list": "our-neighbours-2026",
        "from": "2026-04",
        "authority": "Wiltshire",
        "neighbour": "Worcestershire",
        "rank": "1",
        "source": "report of April 2026, annex B",
    }
    return Template(
        "neighbours",
        neighbours.FORMAT,
        "A list of authorities to compare with",
        (Sheet("Neighbours", "Authorities and their neighbours", columns(neighbours.PAIRS, pair)),),
        (
            COMMON[0],
            "One row for each pair. Leave no row empty and merge no cells.",
            COMMON[2],
            "Rank 1 is the closest; leave it empty if there is no order.",
            "Give each list a file of its own. Its name under list is what people choose it by: small "
            "letters, digits and hyphens.",
            COMMON[-1],
        ),
    )


def _scorecard(known: Reference) -> Template:
    worked = dict(zip(adoption_scorecard.PRINTED_ORDER, ("45", "560", "180", "30", "52"), strict=True))
    measures = [Column(known.indicators[name].wordings[0], value) for name, value in worked.items()]
    places = (
        Column(adoption_scorecard.NAMES[1].capitalize(), "Wiltshire", "authorities"),
        Column("Period", "2008-11"),
    )
    return Template(
        "adoption-scorecard",
        adoption_scorecard.FORMAT,
        "An adoption scorecard of any authorities",
        (Sheet("Scorecard", "Adoption scorecard, three-year averages", (*places, *measures)),),
        (
            COMMON[0],
            "One row for each authority and period. Leave no row empty, merge no cells, and add no totals.",
            *COMMON[2:],
            "A period is three years, such as 2008-11. England goes in a row of its own.",
            "A column that you have no figures for may be taken out whole.",
        ),
    )


def _open_data(place: Area, known: Reference) -> Template:
    said = {
        "time_period": "202324",
        "time_identifier": "Academic year",
        "geographic_level": "Local authority",
        "country_code": "E92000001",
        "country_name": "England",
        "region_code": place.region,
        "region_name": known.areas[place.region].name,
        "old_la_code": place.code,
        "new_la_code": place.ons,
        "la_name": place.name,
    }
    choices = {"time_identifier": "times", "geographic_level": "levels", "la_name": "authorities"}
    standing = tuple(Column(ees.STANDARD[use][0], said[use], choices.get(use, "")) for use in ees.STANDARD)
    own = (Column("age_group", "Total"), Column("pupils", "1137"), Column("pupils_percent", "5.7"))
    return Template(
        "open-data",
        ees.FORMAT,
        "Figures in the open-data standard (Explore Education Statistics)",
        (Sheet("Data", "Figures in the open-data standard", (*standing, *own)),),
        (
            COMMON[0],
            "One row for each time, place and group; a column for each measure. Leave no row empty, and "
            "merge no cells.",
            COMMON[2],
            "Put your own columns in the place of age_group, pupils and pupils_percent. A column of groups "
            "has a row Total for all of them together.",
            "Write numbers without commas, signs or units. Where there is none, write why: c suppressed, "
            "x not available, z does not apply, low rounds to zero.",
            "Rows of England have the level National, and nothing under region and la; rows of a region have "
            "the level Regional, and nothing under la.",
            "The second file, whose name ends in .meta.csv, says which of your columns are filters and which "
            "are indicators. Give both files the same name and send them together. You may leave it out.",
            "The name of the file says what it is about. Next year's file goes on with the same measures if "
            "its name is the same but for the year.",
            COMMON[4],
        ),
        beside=_described(),
    )


def _described() -> Sheet:
    """The second file of the open-data standard, about the worked columns of the first."""
    rows: tuple[Mapping[str, str], ...] = (
        {"col_name": "age_group", "col_type": "Filter", "label": "Age group"},
        {"col_name": "pupils", "col_type": "Indicator", "label": "Pupils", "indicator_dp": "0"},
        {
            "col_name": "pupils_percent",
            "col_type": "Indicator",
            "label": "Share of pupils",
            "indicator_unit": "%",
            "indicator_dp": "1",
        },
    )
    return Sheet(
        "meta",
        "What the columns are",
        columns(ees_meta.META, rows[0]),
        tuple(tuple(row.get(use, "") for use in ees_meta.META.headings) for row in rows[1:]),
    )
