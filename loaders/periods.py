"""Printed periods -> `Period`: a span of time with a type, so that figures sort, align and print properly.

The same text can mean different spans: `2010/11` is September to August for schools and April to March for
social care. Each indicator therefore names its usual type, and text is parsed with it.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Protocol

UNDATED_WORDS = ("", "undated", "not dated", "no date")
MONTHS = {
    name.casefold(): number
    for names in (calendar.month_abbr, calendar.month_name)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DASH = r"\s*(?:-|–|—|/|to)\s*"

SUFFIX = re.compile(r"\s*\(([^()]*)\)$")
YEAR = re.compile(r"([0-9]{4})")
YEARS = re.compile(r"([0-9]{4}) to ([0-9]{4})")
SPAN = re.compile(rf"([0-9]{{4}}){DASH}([0-9]{{4}}|[0-9]{{2}})")
JOINED = re.compile(r"([0-9]{4})([0-9]{2})")
MONTH_YEAR = re.compile(rf"{MONTH}\s+([0-9]{{4}})", re.IGNORECASE)
ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
DAY = re.compile(rf"(?:at\s+|as at\s+)?([0-9]{{1,2}})\s+{MONTH}\s+([0-9]{{4}})", re.IGNORECASE)
DOTTED_DAY = re.compile(
    r"(?:at\s+|as at\s+)?([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4}|[0-9]{2})", re.IGNORECASE
)
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
QUARTER = re.compile(r"(?:Q([1-4])\s+([0-9]{4})|([0-9]{4})\s+Q([1-4]))", re.IGNORECASE)
MONTHS_SPAN = re.compile(rf"{MONTH}(?:\s+([0-9]{{4}}))?{DASH}{MONTH}\s+([0-9]{{4}})", re.IGNORECASE)

SHORT_TYPES = ("month", "quarter", "point", "point in time")
# Years between one period and the next, for the types whose periods follow on.
STEPS = {
    "calendar": 1.0,
    "academic": 1.0,
    "financial": 1.0,
    "reporting year": 1.0,
    "three-year average": 1.0,
    "quarter": 0.25,
    "month": 1 / 12,
}
YEAR_TYPES = {"academic": (9, 8), "financial": (4, 3), "three-year": (4, 3), "three-year average": (4, 3)}


@dataclass(frozen=True)
class Period:
    """A span with a type. `label` is how we print it; `start` and `end` are ISO dates, empty if undated.

    A reporting year (one whose months the source does not give) has years only in `start` and `end`.
    """

    label: str
    kind: str
    start: str
    end: str

    @property
    def at(self) -> float | None:
        """The middle of the span in years (mid-2011 is 2011.5), for a time axis; None if undated."""
        return (self.opens + self.closes) / 2 if self.start else None

    @property
    def period_type(self) -> str:
        """Its type, by the name it has in the tables."""
        return self.kind

    @property
    def opens(self) -> float:
        """The start of the span in years; only of a dated one."""
        return years(self.start, opening=True)

    @property
    def closes(self) -> float:
        """The end of the span in years; only of a dated one."""
        return years(self.end, opening=False)


class Spanning(Protocol):
    """What has a type of period, a beginning and an end, in years (2011-03-31 ends at 2011.25)."""

    @property
    def period_type(self) -> str: ...  # noqa: D102
    @property
    def opens(self) -> float: ...  # noqa: D102
    @property
    def closes(self) -> float: ...  # noqa: D102


def follows(last: Spanning, before: Spanning) -> bool:
    """True if one period comes right after the other and is as long, which those of one type need not be."""
    step = STEPS.get(last.period_type)
    if step is None:
        return False
    as_long = abs((last.closes - last.opens) - (before.closes - before.opens)) < step / 4
    apart = (last.opens + last.closes) / 2 - (before.opens + before.closes) / 2
    return as_long and abs(apart - step) < step / 4


UNDATED = Period("undated", "undated", "", "")


def parse(text: str, usual: str = "") -> Period | None:
    """The period that a text prints; None if it cannot be read.

    `usual` is the indicator's type for years (academic, financial, three-year, calendar, …). One suffix in
    brackets, such as `(prov)` or `(OT)`, stays in the label.
    """
    text = " ".join(text.split())
    suffix = SUFFIX.search(text)
    if suffix:
        inner = _bare(text[: suffix.start()], usual)
        return inner and Period(f"{inner.label} ({suffix[1]})", inner.kind, inner.start, inner.end)
    return _bare(text, usual)


def day(text: str) -> str | None:
    """An ISO date, as far as a text says it (`18 Nov 2008`, `Nov 2008`, `2008`); None if it is no date."""
    text = " ".join(text.split())
    whole, month = _day(text), _month(text)
    if whole or month:
        return whole.start if whole else month and month.start[:7]
    return text if YEAR.fullmatch(text) and _plausible(int(text)) else None


def _bare(text: str, usual: str) -> Period | None:
    if text.casefold() in UNDATED_WORDS:
        return UNDATED
    # `2008-11` is three years where years are usual, and November 2008 where months are.
    years = None if usual in SHORT_TYPES else _years_span(text, usual)
    if years:
        return years
    for read in (_day, _months, _month, _quarter):
        period = read(text)
        if period:
            return period
    return _years_span(text, usual)


def _years_span(text: str, usual: str) -> Period | None:
    if YEAR.fullmatch(text):
        return Period(text, "calendar", f"{text}-01-01", f"{text}-12-31") if _plausible(int(text)) else None
    years = YEARS.fullmatch(text)
    if years and _plausible(int(years[1])) and int(years[1]) < int(years[2]) and _plausible(int(years[2])):
        return Period(text, "calendar", f"{years[1]}-01-01", f"{years[2]}-12-31")
    match = SPAN.fullmatch(text) or JOINED.fullmatch(text)
    if not match:
        return None
    first, last = int(match[1]), int(match[2])
    if last < 100:
        last += first // 100 * 100
        last += 100 if last < first else 0
    if not _plausible(first) or not _plausible(last):
        return None
    if last - first == 1 and usual in ("academic", "financial"):
        begins, ends = YEAR_TYPES[usual]
        return Period(_label(first, last, "/"), usual, f"{first}-{begins:02}-01", _month_end(last, ends))
    if last - first == 1:
        return Period(_label(first, last, "/"), "reporting year", str(first), str(last))
    if last - first == 3:
        return Period(_label(first, last, "–"), "three-year average", f"{first}-04-01", f"{last}-03-31")
    return None


def _month(text: str) -> Period | None:
    named, iso = MONTH_YEAR.fullmatch(text), ISO_MONTH.fullmatch(text)
    if named:
        year, month = int(named[2]), MONTHS[named[1].casefold()]
    elif iso and 1 <= int(iso[2]) <= 12:
        year, month = int(iso[1]), int(iso[2])
    else:
        return None
    if not _plausible(year):
        return None
    label = f"{calendar.month_abbr[month]} {year}"
    return Period(label, "month", f"{year}-{month:02}-01", _month_end(year, month))


def _months(text: str) -> Period | None:
    match = MONTHS_SPAN.fullmatch(text)
    if not match:
        return None
    last_year = int(match[4])
    first_year = int(match[2] or last_year)
    first, last = MONTHS[match[1].casefold()], MONTHS[match[3].casefold()]
    if not (_plausible(first_year) and _plausible(last_year)) or (first_year, first) > (last_year, last):
        return None
    opening = calendar.month_abbr[first] + (f" {first_year}" if first_year != last_year else "")
    label = f"{opening}–{calendar.month_abbr[last]} {last_year}"
    return Period(label, "months", f"{first_year}-{first:02}-01", _month_end(last_year, last))


def _day(text: str) -> Period | None:
    named, dotted, iso = DAY.fullmatch(text), DOTTED_DAY.fullmatch(text), ISO_DAY.fullmatch(text)
    if named:
        day, month, year = int(named[1]), MONTHS[named[2].casefold()], int(named[3])
    elif dotted:
        day, month, year = int(dotted[1]), int(dotted[2]), int(dotted[3])
        year += 2000 if year < 100 else 0
    elif iso:
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    else:
        return None
    if not (_plausible(year) and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    date = f"{year}-{month:02}-{day:02}"
    return Period(f"{day} {calendar.month_abbr[month]} {year}", "point in time", date, date)


def _quarter(text: str) -> Period | None:
    match = QUARTER.fullmatch(text)
    if not match:
        return None
    number, year = int(match[1] or match[4]), int(match[2] or match[3])
    if not _plausible(year):
        return None
    return Period(
        f"Q{number} {year}", "quarter", f"{year}-{3 * number - 2:02}-01", _month_end(year, 3 * number)
    )


def _label(first: int, last: int, mark: str) -> str:
    return f"{first}{mark}{last % 100:02}"


def _month_end(year: int, month: int) -> str:
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def _plausible(year: int) -> bool:
    return 1900 <= year <= 2100


def years(date: str, *, opening: bool) -> float:
    """The start or end of an ISO day, month or year, in years: 2011-03-31 ends at 2011.25."""
    year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
    month = month or (1 if opening else 12)
    length = calendar.monthrange(year, month)[1]
    day = day or (1 if opening else length)
    return year + (month - 1 + (day - (1 if opening else 0)) / length) / 12
