"""Observations -> what each series last says, and where every area stands in it, worked out once.

A series is an indicator and breakdown. Its latest period is the indicator's, not each area's: the last in
which anybody has a figure, of the type of period with most of them. Places count the authorities that
existed at its end, from the largest figure and from the smallest: which end is better is a matter of
definition, and a definition can be published later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from loaders import periods, ranking, schema
from loaders.periods import Period
from loaders.reference import Area

KEPT = (
    *("indicator", "breakdown", "area", "value", "qualifier", "published_as", "status", "numerator"),
    *("denominator", "locator", "cell", "note", "source"),
)


@dataclass(frozen=True)
class Figures:
    """The dated headline figures as arrays: positions in the table, with codes of series, period and area."""

    rows: pd.DataFrame
    values: np.ndarray[Any, Any]
    areas: list[str]
    area: np.ndarray[Any, Any]
    times: list[Period]
    time: np.ndarray[Any, Any]
    exact: np.ndarray[Any, Any]


@dataclass(frozen=True)
class Stood:
    """Rows of a series' latest period: positions in the table, places from either end, what was before."""

    now: list[int]
    from_top: list[int | None]
    from_bottom: list[int | None]
    before: list[float | None]
    then: Period | None


def derived(observations: pd.DataFrame, areas: Mapping[str, Area]) -> schema.Tables:
    """The tables `series` and `standing` of one file's observations."""
    series: list[dict[str, Any]] = []
    stood: list[Stood] = []
    figures = _figures(observations)
    for at in _by_series(observations):
        one, standing = _one_series(figures, at, areas)
        series.append(one)
        stood += [standing] if standing else []
    return {"series": schema.frame(schema.SERIES, series), "standing": _standings(observations, stood)}


def _standings(rows: pd.DataFrame, stood: list[Stood]) -> pd.DataFrame:
    """One table, an area's rows together, as a profile asks for them."""
    now = [position for one in stood for position in one.now]
    made = {name: rows[name].iloc[now].reset_index(drop=True) for name in KEPT}
    made["from_top"] = pd.Series([place for one in stood for place in one.from_top], dtype="Int64")
    made["from_bottom"] = pd.Series([place for one in stood for place in one.from_bottom], dtype="Int64")
    before = [(value, one.then) for one in stood for value in one.before]
    made["before"] = pd.Series([value for value, _ in before], dtype="float64")
    labels = [then.label if then and value is not None else "" for value, then in before]
    starts = [then.start if then and value is not None else "" for value, then in before]
    made |= {"before_period": pd.Series(labels, dtype="str"), "before_start": pd.Series(starts, dtype="str")}
    table = schema.frame_of(schema.STANDING, len(now), made)
    return table.sort_values("area", kind="stable", ignore_index=True)


def _figures(rows: pd.DataFrame) -> Figures:
    area, areas = pd.factorize(rows["area"])
    said = ("period", "period_type", "period_start", "period_end")
    codes = [pd.factorize(rows[name]) for name in said]
    together = np.zeros(len(rows), "int64")
    for code, texts in codes:
        together = together * (len(texts) + 1) + code
    time, _ = pd.factorize(together)
    first = pd.Series(time).drop_duplicates().index
    times = [Period(*(str(rows[name].iloc[at]) for name in said)) for at in first]
    return Figures(
        rows,
        rows["value"].to_numpy(),
        [str(code) for code in areas],
        area,
        times,
        time,
        (rows["qualifier"] == "").to_numpy(),
    )


def _by_series(rows: pd.DataFrame) -> Iterator[np.ndarray[Any, Any]]:
    """The positions of each indicator and breakdown, in the order of the file."""
    indicator, names = pd.factorize(rows["indicator"])
    breakdown, groups = pd.factorize(rows["breakdown"])
    key, _ = pd.factorize(indicator.astype("int64") * max(len(groups), 1) + breakdown)
    if len(names) == 0:
        return
    order = np.argsort(key, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(key[order])) + 1)


def _one_series(
    figures: Figures, at: np.ndarray[Any, Any], areas: Mapping[str, Area]
) -> tuple[dict[str, Any], Stood | None]:
    first = figures.rows.iloc[int(at[0])].to_dict()
    said: dict[str, Any] = {name: first[name] for name in ("indicator", "breakdown", "source")}
    shown = at[figures.rows["headline"].to_numpy()[at]]
    order = _order(figures, shown)
    if not order:
        return said | {"whole": 0, "listed": 0, "valued": 0}, None
    latest = order[-1]
    period = figures.times[latest]
    now = shown[figures.time[shown] == latest]
    pairs = zip(_ints(figures.area[now]), _floats(figures.values[now]), strict=True)
    values = {
        figures.areas[code]: value
        for code, value in pairs
        if _counted(areas, figures.areas[code], period.end)
    }
    spread = ranking.quantiles(values)
    series = said | {
        "period": period.label,
        "period_type": period.kind,
        "period_start": period.start,
        "period_end": period.end,
        "whole": sum(_counted(areas, code, period.end) for code in areas),
        "listed": len(values),
        "valued": sum(value == value for value in values.values()),
    }
    if spread:
        cuts = (spread.min, spread.q25, spread.q50, spread.q75, spread.max)
        series |= dict(zip(("smallest", "q25", "q50", "q75", "largest"), cuts, strict=True))
    return series, _standing(figures, now, values, _before(figures, shown, order))


def _ints(codes: np.ndarray[Any, Any]) -> list[int]:
    return codes.tolist()


def _floats(values: np.ndarray[Any, Any]) -> list[float]:
    return values.tolist()


def _counted(areas: Mapping[str, Area], code: str, end: str) -> bool:
    """True for an authority that existed at the end of the period."""
    return code in areas and areas[code].kind == "authority" and areas[code].existed(end)


def _order(figures: Figures, shown: np.ndarray[Any, Any]) -> list[int]:
    """Codes of the periods on one time axis, up to the latest with a figure; all if nobody has one."""
    here = [code for code in sorted(set(_ints(figures.time[shown]))) if figures.times[code].at is not None]
    kinds: dict[str, list[int]] = {}
    for code in here:
        kinds.setdefault(figures.times[code].kind, []).append(code)
    if not kinds:
        return []

    def when(code: int) -> tuple[float, str]:
        return figures.times[code].at or 0.0, figures.times[code].start

    chosen = max(kinds.values(), key=lambda codes: (len(codes), max(map(when, codes))[0]))
    order = sorted(chosen, key=when)
    valued = set(_ints(figures.time[shown[~np.isnan(figures.values[shown])]]))
    last = max((when(code)[0] for code in order if code in valued), default=None)
    return order if last is None else [code for code in order if when(code)[0] <= last]


def _before(
    figures: Figures, shown: np.ndarray[Any, Any], order: list[int]
) -> tuple[Period, dict[int, float]] | None:
    """The period right before the latest, and the exact figures of it by area; None across a gap."""
    if len(order) < 2 or not periods.follows(figures.times[order[-1]], figures.times[order[-2]]):
        return None
    then = shown[(figures.time[shown] == order[-2]) & figures.exact[shown]]
    pairs = zip(_ints(figures.area[then]), _floats(figures.values[then]), strict=True)
    return figures.times[order[-2]], {area: value for area, value in pairs if value == value}


def _standing(
    figures: Figures,
    now: np.ndarray[Any, Any],
    values: Mapping[str, float],
    before: tuple[Period, dict[int, float]] | None,
) -> Stood:
    codes = _ints(figures.area[now])
    given = zip(codes, _floats(figures.values[now]), figures.exact[now].tolist(), strict=True)
    known = before[1] if before else {}
    then = [known.get(code) if exact and value == value else None for code, value, exact in given]
    top, bottom = (ranking.rank(values, polarity) for polarity in ("high", "low"))
    names = [figures.areas[code] for code in codes]
    return Stood(
        _ints(now), [*map(top.get, names)], [*map(bottom.get, names)], then, before[0] if before else None
    )
