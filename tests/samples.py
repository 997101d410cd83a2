"""Made-up view-models, a store and a page, for tests of the shell and the charts. No figure here is real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dashboard import components as c
from dashboard import figures, figures_inspections
from dashboard.page import Page
from dashboard.views import (
    Bar,
    Block,
    Break,
    Distribution,
    Judged,
    Level,
    Line,
    Mark,
    Ranked,
    Tally,
    Timeline,
    Trend,
)

LONG = "Bournemouth, Christchurch and Poole"
NAMES = ("Hampshire", "Gloucestershire", "North Somerset", LONG, "Leicestershire", "Warwickshire")


def line(name: str, role: Any, values: Sequence[float | None], first: int = 2006) -> Line:
    marks = [
        Mark(
            f"{first + k}/{(first + k + 1) % 100:02}",
            first + k + 0.7,
            v,
            "not published" if v is None else f"{v:g}%",
        )
        for k, v in enumerate(values)
    ]
    return Line(name, role, tuple(marks))


def trend(**changed: Any) -> Trend:
    lines = (
        line("Wiltshire", "this", [6.1, 5.9, 5.2, None, 5.6, 6.0, 5.4, 4.9]),
        line("Neighbours’ average", "neighbours", [5.9, 5.8, 5.6, 5.5, 5.6, 5.5, 5.3, 5.2]),
        line("South West", "region", [6.4, 6.2, 6.0, 5.7, 5.8, 5.7, 5.6, 5.3]),
        line("England", "england", [7.9, 7.4, 6.9, 6.4, 6.1, 6.0, 5.8, 5.5]),
        *(
            line(name, "other", [4 + k * 0.7 + 0.4 * ((k + n) % 3) for n in range(8)])
            for k, name in enumerate(NAMES)
        ),
    )
    whole = Trend(
        "Young people not in education, employment or training",
        "% of 16 to 18 year olds",
        lines,
        (Level("National target", 5.0, "5%"),),
        (Break(2011.25, "Counted by residence from April 2011"),),
    )
    return Trend(**{**whole.__dict__, **changed})


def ranked(**changed: Any) -> Ranked:
    values = [("Hampshire", 498.0), ("Gloucestershire", 541.0), (LONG, 560.0), ("Wiltshire", 639.0)]
    values += [("Neighbours’ average (9 of 10)", 646.5), ("North Somerset", 702.0), ("England", 625.0)]
    roles: dict[str, Any] = {
        "Wiltshire": "this",
        "Neighbours’ average (9 of 10)": "neighbours",
        "England": "england",
    }
    bars = [
        Bar(name, value, f"{value:g} days", roles.get(name, "other"), k + 1, f"/indicator?area={k}")
        for k, (name, value) in enumerate(values)
    ]
    bars.append(Bar("Hammersmith and Fulham", None, "not published", "other"))
    levels = (Level("Threshold", 639.0, "639 days"),)
    whole = Ranked("Days from entering care to placement", "Average days", "2008–11", tuple(bars), levels)
    return Ranked(**{**whole.__dict__, **changed})


def block(framework: str, when: str, count: int, **changed: Any) -> Block:
    words = {4: "outstanding", 3: "good", 2: "adequate", 1: "inadequate"}
    aspects = (
        "Overall effectiveness",
        "Capacity for improvement",
        "Safeguarding outcomes",
        "Service management",
    )
    judged = [
        Judged(f"{aspects[k % 4]} {k // 4 or ''}".strip(), g, f"{words[g]}")
        for k in range(count)
        for g in [4 - (k * 7 + k // 3) % 4]
    ]
    whole = Block(framework, "", when, 2008.5, tuple(judged), "Not comparable with later inspections.")
    return Block(**{**whole.__dict__, **changed})


def timeline() -> Timeline:
    satisfactory = Judged("Adoption service", None, "satisfactory")
    one = block("Youth service inspection", "2008", 3)
    return Timeline(
        "Wiltshire’s inspections",
        (
            block("Joint area review", "June 2008", 7),
            Block(**{**one.__dict__, "judgements": (*one.judgements, satisfactory)}),
            block("Safeguarding and looked after children", "March 2012", 22),
        ),
    )


def distribution() -> Distribution:
    counts = [(5, 16, 10, 3), (13, 32, 31, 13), (17, 36, 34, 15), (24, 63, 50, 14)]
    counts += [(27, 64, 44, 16), (30, 66, 41, 16), (33, 67, 35, 18), (36, 67, 31, 19)]
    none = (118, 62, 49, 1, 2, 0, 0, 0)
    days = [
        Tally(f"{year}-12-31", f"{year}", f"’{year - 2000}", each, missing)
        for year, each, missing in zip(range(2018, 2026), counts, none, strict=True)
    ]
    last = Tally("2025-03-24", "Mar 2025", "’25", counts[-1], 0)
    words = ("outstanding", "good", "requires improvement to be good", "inadequate")
    return Distribution("Overall", words, (*days[:-1], last))


def table() -> c.Table:
    view = trend()
    head = ["Area", *(m.period for m in view.lines[0].marks)]
    rows = [[one.name, *(m.printed for m in one.marks)] for one in view.lines]
    return c.Table("Young people who are NEET, by area and year", head, rows, marked=0, note="Made up.")


def key(name: str, value: str) -> c.KeyFigure:
    return c.KeyFigure(
        name,
        value,
        "2013/14",
        "lower is better",
        "Below the neighbours’ average, and below England.",
        (
            c.Comparison("Wiltshire", "4.9%", "this"),
            c.Comparison("Neighbours’ average (9 of 10)", "5.2%", "neighbours"),
            c.Comparison("South West", "5.3%", "region"),
            c.Comparison("England", "5.5%", "england"),
            c.Comparison("National target", "5%", "level"),
        ),
        figures.small_trend(trend()),
        "Falling from 6.1% in 2006/07 to 4.9% in 2013/14.",
        "/charts?indicator=neet",
        c.source("Wiltshire Council, 31 May 2012", "/sources/pack", "para 24"),
    )


class Start:
    PATH, NAME = "/", "At a glance"

    @staticmethod
    def page(selection: Mapping[str, str], ask: Any) -> Page:  # noqa: ARG004
        area = selection.get("area", "865")
        fields = (
            c.select("area", "Authority", [("865", "Wiltshire"), ("383", "Leeds")], area),
            c.select(
                "list", "Compared with", {"Lists": [("2025", "Statistical neighbours, May 2025")]}, "2025"
            ),
        )
        tree = c.main(
            "Wiltshire at a glance",
            "How children’s services in Wiltshire were judged, and how their figures compare.",
            c.choose("/", *fields),
            c.section(
                "Key figures",
                c.panels(
                    *(c.key_figure(key(*k)) for k in (("NEET", "4.9%"), ("Days to adoption", "639 days")))
                ),
            ),
            c.section("Judgements", *(c.judgements(block.judgements) for block in timeline().blocks)),
            c.section(
                "Missing",
                c.notice("No figure is published for 2009/10", "The council did not return one."),
                c.notice("Two standards", "Ofsted’s test became harder in 2013.", kind="caution"),
                c.facts([("Definition", "Aged 16 to 18 …"), ("Source", c.link("The pack", "/sources"))]),
            ),
            kicker="Authority",
        )
        return Page("Wiltshire at a glance", tree)


class Charts:
    PATH, NAME = "/charts", "Indicator"

    @staticmethod
    def page(selection: Mapping[str, str], ask: Any) -> Page:  # noqa: ARG004
        shown = c.tabs("Views", [("Over time", "/charts", True), ("Ranked", "/charts?view=ranked", False)])
        tree = c.main(
            trend().title,
            "In 2013/14, 4.9% of young people in Wiltshire.",
            shown,
            c.section(
                "Over time", c.chart("trend", figures.trend(trend()), "NEET over time", "Falling.", table())
            ),
            c.section(
                "Ranked", c.chart("ranked", figures.ranked(ranked()), "Days, 2008–11", "Fourth.", None)
            ),
            c.section(
                "Inspections",
                c.chart(
                    "timeline",
                    figures_inspections.timeline(timeline()),
                    "Judgements",
                    "Three inspections.",
                    None,
                ),
                c.chart(
                    "distribution",
                    figures_inspections.distribution(distribution()),
                    "Grades",
                    "Counted year by year.",
                    None,
                ),
            ),
        )
        return Page(trend().title, tree)


class Failing:
    PATH, NAME = "/failing", ""

    @staticmethod
    def page(selection: Mapping[str, str], ask: Any) -> Page:  # noqa: ARG004
        raise RuntimeError("secret detail")


PAGES = (Start, Charts, Failing)


@dataclass(frozen=True)
class Release:
    number: int
    public_from: datetime = datetime(2025, 6, 5, 9, tzinfo=UTC)
    withdrawn: bool = False

    @property
    def editions(self) -> tuple[int, ...]:
        return (self.number,)


class Store:
    """Four releases: the first withdrawn, the third current, the fourth not public yet."""

    def __init__(self, *releases: Release) -> None:
        future = datetime(2999, 1, 1, tzinfo=UTC)
        self.releases = releases or (Release(1, withdrawn=True), Release(2), Release(3), Release(4, future))

    def current(self) -> Release | None:
        return next((r for r in reversed(self.releases) if r.public_from < datetime.now(UTC)), None)

    def release(self, number: int) -> Release:
        found = next((r for r in self.releases if r.number == number), None)
        if found is None:
            raise LookupError(number)
        return found
