"""Printed periods become spans with a type, by the indicator's usual type."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.periods import UNDATED, day, parse
from loaders.schema import PERIOD_TYPES
from loaders.validation import is_date
from tests.properties import PATIENT

USUAL = ["", "academic", "financial", "three-year", "calendar", "month", "point"]


@pytest.mark.parametrize(
    ("printed", "usual", "label", "kind", "start", "end"),
    [
        ("2011", "calendar", "2011", "calendar", "2011-01-01", "2011-12-31"),
        ("2010/11", "academic", "2010/11", "academic", "2010-09-01", "2011-08-31"),
        ("2010/11", "financial", "2010/11", "financial", "2010-04-01", "2011-03-31"),
        ("2010-11", "financial", "2010/11", "financial", "2010-04-01", "2011-03-31"),
        ("2010–11", "academic", "2010/11", "academic", "2010-09-01", "2011-08-31"),
        ("2010/2011", "academic", "2010/11", "academic", "2010-09-01", "2011-08-31"),
        ("201011", "academic", "2010/11", "academic", "2010-09-01", "2011-08-31"),
        ("1999/00", "academic", "1999/00", "academic", "1999-09-01", "2000-08-31"),
        ("2010/11", "calendar", "2010/11", "reporting year", "2010", "2011"),
        ("2008-11", "three-year", "2008–11", "three-year average", "2008-04-01", "2011-03-31"),
        ("2008/11", "three-year", "2008–11", "three-year average", "2008-04-01", "2011-03-31"),
        ("2008-11", "month", "Nov 2008", "month", "2008-11-01", "2008-11-30"),
        ("2012-03", "three-year", "Mar 2012", "month", "2012-03-01", "2012-03-31"),
        ("2010 to 2015", "calendar", "2010 to 2015", "calendar", "2010-01-01", "2015-12-31"),
        ("Feb 2012", "month", "Feb 2012", "month", "2012-02-01", "2012-02-29"),
        ("February 2011", "academic", "Feb 2011", "month", "2011-02-01", "2011-02-28"),
        ("Sept. 2011", "month", "Sep 2011", "month", "2011-09-01", "2011-09-30"),
        ("Sept - Dec 2011", "", "Sep–Dec 2011", "months", "2011-09-01", "2011-12-31"),
        ("Jan 2008 - Mar 2012", "", "Jan 2008–Mar 2012", "months", "2008-01-01", "2012-03-31"),
        ("Q1 2012", "quarter", "Q1 2012", "quarter", "2012-01-01", "2012-03-31"),
        ("2012 Q4", "quarter", "Q4 2012", "quarter", "2012-10-01", "2012-12-31"),
        ("31.03.12", "point", "31 Mar 2012", "point in time", "2012-03-31", "2012-03-31"),
        ("at 31 March 2012", "point", "31 Mar 2012", "point in time", "2012-03-31", "2012-03-31"),
        ("2012-03-31", "point", "31 Mar 2012", "point in time", "2012-03-31", "2012-03-31"),
        ("29 Feb 2012", "point", "29 Feb 2012", "point in time", "2012-02-29", "2012-02-29"),
        ("2016-17 (OT)", "academic", "2016/17 (OT)", "academic", "2016-09-01", "2017-08-31"),
        ("2025 (prov)", "calendar", "2025 (prov)", "calendar", "2025-01-01", "2025-12-31"),
        ("undated", "", "undated", "undated", "", ""),
        ("", "", "undated", "undated", "", ""),
    ],
)
def test_a_printed_period_is_read_by_the_usual_type(
    printed: str, usual: str, label: str, kind: str, start: str, end: str
):
    period = parse(printed, usual)
    assert period is not None
    assert (period.label, period.kind, period.start, period.end) == (label, kind, start, end)


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "last year",
            "2010/12",
            "2010/09",
            "0",
            "1899",
            "2101",
            "20111",
            "2008-2018",
            "29 Feb 2011",
            "31 Apr 2012",
        ),
        *(
            "32.01.12",
            "Q5 2012",
            "Dec - Jan 2011",
            "13/2011",
            "Mar 2012 - Feb 2012",
            "2011 (a) (b)",
            "(prov)x",
        ),
        "(a)" * 10_000,
    ],
)
def test_what_is_no_period_is_refused(printed: str):
    assert parse(printed, "academic") is None


@pytest.mark.parametrize(
    ("printed", "at"),
    [("2011", 2011.5), ("2010/11", 2011.0), ("undated", None)],
)
def test_a_period_stands_at_its_middle_on_a_time_axis(printed: str, at: float | None):
    period = parse(printed)
    assert period is not None
    assert period.at == (at if at is None else pytest.approx(at, abs=0.01))


def test_blank_is_the_undated_period():
    assert parse("  ") is UNDATED


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2008-11-18", "2008-11-18"),
        ("18 November 2008", "2008-11-18"),
        ("18/11/2008", "2008-11-18"),
        ("Nov 2008", "2008-11"),
        ("2008-11", "2008-11"),
        ("2008", "2008"),
        ("31 Nov 2008", None),
        ("2008-13", None),
        ("autumn", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_given(text: str, date: str | None):
    assert day(text) == date


LIKELY = st.one_of(
    st.text(),
    st.from_regex(r"\A[0-9]{4}( ?[-–/] ?| to )[0-9]{2,4}( \([a-z]{1,4}\))?\Z"),
    st.from_regex(r"\A(Jan|Sept|March|dec\.) ([0-9]{4} ?- ?(Feb|Oct) )?20[0-9]{2}\Z"),
    st.from_regex(r"\A[0-3]?[0-9][./][01]?[0-9][./](20)?[0-9]{2}\Z"),
    st.from_regex(r"\A(Q[1-4] 20[0-9]{2}|20[0-9]{2}-[0-9]{2}(-[0-9]{2})?|20[0-9]{4})\Z"),
)


@PATIENT
@given(LIKELY, st.sampled_from(USUAL))
def test_no_text_raises_and_a_label_is_read_back_as_itself(text: str, usual: str):
    period = parse(text, usual)
    if period is not None:
        assert period.kind in PERIOD_TYPES
        assert period.start <= period.end
        assert all(is_date(date) for date in (period.start, period.end) if date)
        assert parse(period.label, usual) == period


@PATIENT
@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_a_day_is_read_back_however_it_is_written(date: datetime.date):
    for text in (f"{date:%Y-%m-%d}", f"{date:%d.%m.%Y}", f"as at {date.day} {date:%B %Y}"):
        period = parse(text)
        assert period is not None
        assert (period.start, period.end) == (date.isoformat(), date.isoformat())
        assert day(text) == date.isoformat()
