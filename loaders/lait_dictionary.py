"""The data dictionary of the Department's Local Authority Interactive Tool: a row a series and topic.

It publishes definitions only; the figures are in the long file (lait.py). Seen as a CSV written by R in April
2026: `NA` is blank, dates are days counted from 30 December 1899, a series under two topics has two rows.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from loaders import layouts
from loaders.book import Book
from loaders.format import Format, Rows
from loaders.lait import series_id
from loaders.layouts import Layout, Record
from loaders.problems import Problem
from loaders.reference import Reference

DICTIONARY = Layout(
    "the Interactive Tool's data dictionary",
    {
        "code": ("Measure_code",),
        "topic": ("Topic",),
        "measure": ("Measure",),
        "title": ("Chart_title",),
        "short": ("Measure_short",),
        "polarity": ("Polarity",),
        "axis": ("y_axis_name",),
        "description": ("Description",),
        "last": ("Last Update",),
        "next": ("Next Update",),
        "owner": ("Data Owner (DO) /Supplier and Contact Details", "Data Owner"),
        "methodology": ("Methodology",),
        "link": ("Hyperlink(s)", "Hyperlinks"),
        "decimals": ("dps",),
        "year": ("Year_Type",),
        "quartiles": ("No_Quartile",),
    },
    ("topic", "title", "short", "polarity", "axis", "year"),
)
BLANK = ("", "NA", "-")
POLARITIES = {"high": "high", "low": "low", "": "none", "na": "none", "-": "none"}
# A bare year names the year that ends in it; of the other kinds the file says no more than the year.
YEARS = {"academic": "academic", "financial": "financial", "calendar": "calendar", "annual": "reporting"}
USUAL_DECIMALS = 1  # the tool's own, where the dictionary has none
COUNTED = re.compile(r"\b(number|entries|total cases)\b")
FULL_TIME = re.compile(r"\b(fte|social workers)\b")
RATE = re.compile(r"rate per ([0-9,]+)")
SERIAL = re.compile(r"[0-9]{5}")
FIRST_DAY = datetime.date(1899, 12, 30)
NO_QUARTILES = "Its publisher gives no quarters (quartiles) for it: the figures lie too close together."


def tidy(book: Book, reference: Reference) -> tuple[Rows, list[Problem]]:  # noqa: ARG001 - every format's
    """A definition for each series, under all of its topics."""
    found: dict[str, dict[str, Any]] = {}
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for record in layouts.records(book, DICTIONARY):
        short = record.text("short")
        name = series_id(short)
        if first.setdefault(name, short) != short or not short:
            what = f"“{short}” cannot be told from “{first[name]}”." if short else "The series is blank."
            problems.append(record.problem(book.file, "short", what, "Give each series its own name."))
            continue
        topic = record.text("topic").replace("\\", " and ")
        if name in found:
            topics = found[name]["topics"].split("; ")
            found[name]["topics"] = "; ".join(dict.fromkeys([*topics, topic]))
            continue
        row, met = _defined(book.file, record)
        problems += met
        found[name] = row | {"topics": topic}
    about = {
        "source": "lait-dictionary",
        "title": "Local Authority Interactive Tool: data dictionary",
        "publisher": "Department for Education",
        "licence": "Open Government Licence v3.0",
        "file": book.file,
        "sha256": book.sha256,
        "left_out": "names of files and persons, titles of the tool's own tables",
    }
    return {"source": [about], "indicator": list(found.values())}, problems


FORMAT = Format(
    "lait-dictionary",
    "The Department's Local Authority Interactive Tool, data dictionary",
    lambda book: layouts.has(book, DICTIONARY),
    tidy,
    (DICTIONARY,),
)


def _defined(file: str, record: Record) -> tuple[dict[str, Any], list[Problem]]:
    problems: list[Problem] = []
    said = record.text("polarity").casefold()
    if said not in POLARITIES:
        what = f"“{record.text('polarity')}” is not a polarity."
        problems.append(record.problem(file, "polarity", what, "Write High, Low or -."))
    year = next((kind for word, kind in YEARS.items() if record.text("year").casefold().startswith(word)), "")
    if not year:
        what = f"“{record.text('year')}” is not a kind of year."
        fix = "Write Academic Year, Financial Year, Calendar Year or Annual."
        problems.append(record.problem(file, "year", what, fix))
    decimals = _text(record, "decimals") or str(USUAL_DECIMALS)
    if not decimals.isdecimal():
        what = f"“{decimals}” is not a number of decimals."
        problems.append(record.problem(file, "decimals", what, "Write 0, 1, 2 or nothing."))
        decimals = "0"
    caveats = (NO_QUARTILES if _text(record, "quartiles") == "N" else "", _kind_of_year(record))
    return {
        "indicator": series_id(record.text("short")),
        "name": record.text("title"),
        "unit": _unit(record.text("axis"), record.text("title")),
        "decimals": int(decimals),
        "polarity": POLARITIES.get(said, "none"),
        "period": year or "reporting",
        "definition": _text(record, "description"),
        "methodology": _text(record, "methodology"),
        "caveat": " ".join(one for one in caveats if one),
        "source_url": next((part for part in record.text("link").split() if part.startswith("http")), ""),
        "last_update": _date(_text(record, "last")) or "",
        "next_update": _date(_text(record, "next")) or _text(record, "next"),
        "code": record.text("short"),
        "quartiles": _text(record, "quartiles") != "N",
        "source": "lait-dictionary",
        "locator": record.cell("short"),
        "cell": record.cell("short"),
    }, problems


def _text(record: Record, use: str) -> str:
    text = record.text(use)
    return "" if text in BLANK else text


def _kind_of_year(record: Record) -> str:
    """What the dictionary says of the year that a plain year does not tell: as at January, to September."""
    said = record.text("year")
    return f"The figures are given as “{said}”." if said.casefold().startswith("annual") else ""


def _unit(axis: str, title: str) -> str:
    """The unit of the figures, from the text at the tool's value axis and the chart's title."""
    said = axis.casefold()
    rate = RATE.search(said)
    if rate:
        number = rate[1] if "," in rate[1] else f"{int(rate[1]):,}"
        return f"rate per {number}"
    counted = title.startswith("Number of") and "%" not in title  # a number, even where the axis says a share
    if not counted and ("%" in axis or "%" in title):
        return "%"
    if FULL_TIME.search(said):
        return "full-time equivalents"
    if counted or COUNTED.search(said):
        return "number"
    money = {"spend": "pounds", "unit cost": "pounds a week"}
    return money.get(said, "score" if "score" in said else "ratio")


def _date(text: str) -> str | None:
    """An ISO day for a spreadsheet's number of one."""
    return (FIRST_DAY + datetime.timedelta(int(text))).isoformat() if SERIAL.fullmatch(text) else None
