"""What single cells of a paper's lists say: measure, area, period, figure, breakdown; or what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loaders import periods, values
from loaders.layouts import Record
from loaders.problems import Problem
from loaders.reference import Area, Indicator, Reference

BLANK = "(blank)"
Found = tuple[list[dict[str, Any]], list[Problem]]
Made = tuple[dict[str, Any] | None, list[Problem]]


def indicator(file: str, record: Record, reference: Reference) -> tuple[Indicator | None, list[Problem]]:
    """The indicator that the Measure names."""
    said = record.text("measure")
    found = reference.indicator(said)
    return found, [] if found else [record.problem(file, "measure", *unknown_indicator(said, reference))]


def kind(file: str, record: Record, known: Sequence[str]) -> tuple[str, list[Problem]]:
    """Which of the words that a kind is limited to the cell says; "" for another one."""
    said = record.text("kind")
    if said.casefold() in known:
        return said.casefold(), []
    return "", [record.problem(file, "kind", f"Kind is “{said}”.", f"Use one of: {', '.join(known)}.")]


def area(file: str, record: Record, reference: Reference, day: str) -> tuple[Area | None, list[Problem]]:
    """The area of that name on an ISO day."""
    said = record.text("area")
    found = reference.area(said, day)
    return found, [] if found else [record.problem(file, "area", *unknown_area(said, reference))]


def period(file: str, record: Record, usual: str) -> tuple[periods.Period | None, list[Problem]]:
    """The period that the cell prints; a blank one is undated."""
    found = periods.parse(record.text("period"), usual)
    if found is None:
        return None, [record.problem(file, "period", *not_a_period(record.text("period")))]
    if usual == "three-year" and found.kind == "month":
        what = f"“{found.label}” is a month, and this measure is of three years."
        fix = "A spreadsheet makes a month of 2008-11. Format the column as text, and write the years again."
        return found, [record.problem(file, "period", what, fix, "warning")]
    return found, []


def figure(file: str, record: Record, measure: Indicator) -> tuple[values.Value | None, list[Problem]]:
    """The figure that the cell prints; one printed in another unit than the measure's needs a note."""
    value = values.parse(record.text("figure"), measure.unit)
    if value is None:
        return None, [record.problem(file, "figure", *not_a_figure(record.text("figure")))]
    unit = value.printed_unit
    if not unit or unit == measure.unit or record.text("note"):
        return value, []
    what = f"“{value.printed}” is printed in {unit}, but the measure is in {measure.unit}."
    fix = "Use a measure in that unit, or say in Note how the figure is to be read."
    return None, [record.problem(file, "figure", what, fix)]


def breakdown(file: str, record: Record) -> tuple[str, list[Problem]]:
    """The breakdown, its pairs sorted."""
    parts = [part.strip() for part in record.text("breakdown").split(";") if part.strip()]
    pairs = [tuple(half.strip() for half in part.partition(":")[::2]) for part in parts]
    bad = [part for part, pair in zip(parts, pairs, strict=True) if not all(pair)]
    if not bad:
        return "; ".join(sorted(": ".join(pair) for pair in pairs)), []
    fix = "Write it as “Age: 16”; join several with a semicolon."
    return "", [record.problem(file, "breakdown", f"“{bad[0]}” is not a breakdown.", fix)]


def observed(
    measure: Indicator,
    where: Area,
    when: periods.Period,
    value: values.Value,
    **more: Any,
) -> dict[str, Any]:
    """An observation's row; `more` fills further columns (`source`, `locator`, `cell`, …)."""
    return {
        "indicator": measure.id,
        "breakdown": "",
        "area": where.code,
        "period": when.label,
        "period_type": when.kind,
        "period_start": when.start,
        "period_end": when.end,
        "value": value.number,
        "qualifier": value.qualifier,
        "published_as": value.printed or BLANK,
        "status": value.status,
        "headline": True,
    } | more


def unknown_area(said: str, reference: Reference) -> tuple[str, str]:
    """What is wrong with an area's name that is not on record, and how to mend it."""
    near = reference.near_area(said)
    suggestion = f"Did you mean “{near}”? " if near else ""
    return (
        f"“{said}” is not an authority, region or group on record.",
        f"{suggestion}Use a name or a code that is known: the sheet Lists of a workbook to fill in has them. "
        "For one that is new, ask an administrator to have it added.",
    )


def unknown_indicator(said: str, reference: Reference) -> tuple[str, str]:
    """What is wrong with a measure's name that is not on record, and how to mend it."""
    near = reference.near_indicator(said)
    suggestion = f"Did you mean “{near}”? " if near else ""
    return (
        f"“{said}” is not an indicator on record.",
        f"{suggestion}Use a name that is known: the sheet Lists of a workbook to fill in has them. "
        "For one that is new, ask an administrator to have it added.",
    )


def not_a_figure(said: str) -> tuple[str, str]:
    """What is wrong with a text that should be a figure, and how to mend it."""
    fix = "Write the number, or [x] if it was not available, [c] if suppressed."
    return f"“{said}” is not a figure.", fix


def not_a_period(said: str) -> tuple[str, str]:
    """What is wrong with a text that should be a period, and how to mend it."""
    fix = "Write it as 2010/11, 2008-11, 2011, Feb 2012, 31 Mar 2012, or undated."
    return f"“{said}” is not a period.", fix
