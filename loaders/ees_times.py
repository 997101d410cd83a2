"""When a row of the open-data standard is: its time_period and time_identifier together -> `Period`.

Source: Explore Education Statistics, guidance for analysts, "Allowable time values": six digits (202223) for
years that span two, four for all others.
"""

from __future__ import annotations

import calendar
import datetime
import re

from loaders.periods import MONTHS, Period

BEGINS = {"calendar year": 1, "academic year": 9, "financial year": 4, "tax year": 4, "reporting year": 1}
KINDS = {"calendar year": "calendar", "academic year": "academic", "reporting year": "reporting year"}
TWO_YEARS = ("academic year", "financial year", "tax year")
# First month, counted from that in which the year of the kind begins, and how many months.
PARTS = {
    "autumn term": ("academic year", 0, 4),
    "spring term": ("academic year", 4, 3),
    "summer term": ("academic year", 7, 5),
    "autumn and spring term": ("academic year", 0, 7),
    "part 1 (april to september)": ("financial year", 0, 6),
    "part 2 (october to march)": ("financial year", 6, 6),
}
QUARTER = re.compile(rf"({'|'.join(BEGINS)}) q([1-4])(?:-q([1-4]))?")
WEEK = re.compile(r"week ([1-9]|[1-4][0-9]|5[0-3])")
EXAMPLES = "Calendar year, Academic year, Financial year, Reporting year, January, Autumn term or Week 1"


def family(identifier: str) -> str:
    """The identifiers that may stand in one file together, by one name; empty for an unknown one."""
    said = identifier.casefold()
    if said in BEGINS:
        return said
    quarter = QUARTER.fullmatch(said)
    if quarter:
        return f"{quarter[1]} quarters"
    if said in PARTS:
        return "terms" if said.endswith("term") else "half years"
    return (
        "months"
        if (said in MONTHS and len(said) > 3) or said == "may"
        else "weeks" * bool(WEEK.fullmatch(said))
    )


def usual(identifier: str) -> str:
    """What a bare year means for figures with such an identifier, as an indicator says it."""
    kinds = {"reporting year": "reporting", "tax year": "financial", "financial year": "financial"}
    shorter = {"months": "month", "weeks": "point", "terms": "academic", "half years": "financial"}
    said = family(identifier)
    if said.endswith("quarters"):
        return "quarter"
    return shorter.get(said) or kinds.get(said) or KINDS.get(said, "reporting")


def digits(identifier: str) -> int:
    """How many digits a time_period has with an identifier."""
    return 6 if _year_kind(identifier.casefold()) in TWO_YEARS else 4


def period(time: str, identifier: str) -> Period | None:
    """The period of a row; None if the two cannot be read together."""
    said = identifier.casefold()
    year = _year(time, digits(identifier))
    if year is None:
        return None
    label = f"{year}/{(year + 1) % 100:02}" if digits(identifier) == 6 else str(year)
    if said == "reporting year":
        return Period(label, "reporting year", label, label)
    if said in BEGINS:
        day = 6 if said == "tax year" else 1
        start, end = _span(year, BEGINS[said], 12, day)
        return Period(label, KINDS.get(said, "financial"), start, end)
    quarter = QUARTER.fullmatch(said)
    if quarter:
        return _quarters(label, year, BEGINS[quarter[1]], int(quarter[2]), int(quarter[3] or quarter[2]))
    if said in PARTS:
        kind, after, months = PARTS[said]
        return Period(f"{identifier} {label}", "months", *_span(year, BEGINS[kind] + after, months))
    if family(said) == "months":
        month = MONTHS[said]
        return Period(f"{calendar.month_abbr[month]} {year}", "month", *_span(year, month, 1))
    return _week(year, said)


def _year_kind(said: str) -> str:
    quarter = QUARTER.fullmatch(said)
    return quarter[1] if quarter else PARTS.get(said, (said, 0, 0))[0]


def _year(time: str, wanted: int) -> int | None:
    """The year that a time_period begins in."""
    if not (time.isascii() and time.isdecimal() and len(time) == wanted and 1900 <= int(time[:4]) <= 2100):
        return None
    year = int(time[:4])
    return None if wanted == 6 and int(time[4:]) != (year + 1) % 100 else year


def _quarters(label: str, year: int, begins: int, first: int, last: int) -> Period | None:
    if last < first:
        return None
    start, end = _span(year, begins + 3 * (first - 1), 3 * (last - first + 1))
    if first == last:
        return Period(f"Q{first} {label}", "quarter", start, end)
    return Period(f"Q{first}–Q{last} {label}", "months", start, end)


def _week(year: int, said: str) -> Period | None:
    week = WEEK.fullmatch(said)
    try:
        monday = datetime.date.fromisocalendar(year, int(week[1]), 1) if week else None
    except ValueError:  # not every year has a week 53
        return None
    if monday is None or week is None:
        return None
    sunday = monday + datetime.timedelta(6)
    return Period(f"Week {week[1]} {year}", "point in time", monday.isoformat(), sunday.isoformat())


def _span(year: int, month: int, months: int, day: int = 1) -> tuple[str, str]:
    """First and last day of months counted from January of a year (13 is the next January)."""
    first = datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, day)
    after = month + months - 1
    last = datetime.date(year + after // 12, after % 12 + 1, day) - datetime.timedelta(1)
    return first.isoformat(), last.isoformat()
