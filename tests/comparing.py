"""Made-up indicators, areas and figures for tests of what is compared. No figure here is real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.benchmark import ENGLAND, Question
from dashboard.records import NeighbourList, Observation, Place, Threshold
from loaders import periods
from loaders.reference import Area, Indicator

WILTSHIRE = Area("865", "E06000054", "Wiltshire", "authority", "SW")
AREAS = {
    area.code: area
    for area in (
        WILTSHIRE,
        Area("835", "E10000009", "Dorset (until 2019)", "authority", "SW", "", "2019-03-31", ("838",)),
        Area("838", "E06000059", "Dorset", "authority", "SW", "2019-04-01"),
        *(Area(f"9{n:02}", f"E9{n:02}", f"Shire {n:02}", "authority") for n in range(18)),
        Area("SW", "SW", "South West", "region"),
        Area(ENGLAND, ENGLAND, "England", "country"),
        Area("group-similar", "", "Similar authorities", "group"),
    )
}
SHIRES = tuple(code for code in AREAS if code.startswith("9"))  # 18 of the 20 authorities of any day
DAYS = Indicator("days", "Days to adoption", ("Adoption",), "days", 0, "low", "financial", "How long.")
SHARE = replace(DAYS, id="share", name="Share", unit="%", decimals=1, polarity="high")
COUNT = replace(DAYS, id="count", name="Children", unit="number")


def figure(area: str, period: str, value: float | None, **changed: Any) -> Observation:
    """A headline figure; its period is read as the papers' are, financial years unless told."""
    read = periods.parse(period, changed.pop("usual", "financial"))
    assert read is not None
    printed = "[c]" if value is None else f"{value:g}"
    status = "suppressed" if value is None else "published"
    one = Observation(
        *("days", "", area, read.label, read.kind, read.start, read.end, value),
        *("", printed, status, None, None, True),
        *("paper", "para 1", f"Figures!{area} {period}", ""),
    )
    return one._replace(**changed)


def figures(period: str, values: Mapping[str, float | None], **changed: Any) -> list[Observation]:
    return [figure(area, period, value, **changed) for area, value in values.items()]


def threshold(value: float, kind: str = "national threshold", **changed: Any) -> Threshold:
    place = Place("threshold", "paper", "para 1", f"Thresholds!{value:g}")
    one = Threshold("days", "", "", "", kind, "", value, "days", f"{value:g}", "", place)
    return replace(one, **changed)


def neighbours(codes: Iterable[str], valid_from: str = "2008-04", valid_to: str = "2012-05") -> NeighbourList:
    listed = tuple(codes)
    place = Place("neighbour", "lists", "row 1", "lists!A1")
    return NeighbourList("committee-2012", valid_from, valid_to, listed, ("",) * len(listed), place)


def asked(
    observations: Sequence[Observation],
    indicator: Indicator = DAYS,
    listed: NeighbourList | None = None,
    levels: Sequence[Threshold] = (),
    area: Area = WILTSHIRE,
) -> Question:
    """How an authority, Wiltshire unless told, stands."""
    return Question(indicator, "", area, observations, listed, levels, AREAS)
