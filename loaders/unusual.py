"""New figures worth a second look: equal to the one before to every digit, or a larger step than ever. Pure.

Neither is an error. A figure that is printed twice is often one that was not filled in anew; a step larger
than any before it is often a slip of the decimal point, or another definition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from loaders.courses import SERIES, dated

MOST = 200  # of either kind that are told one by one
EARLIER_STEPS = 3  # so many must be known before one can be called larger than any


@dataclass(frozen=True)
class Step:
    """A new figure and the one right before it in its series, both as printed, with the new one's cell.

    `largest` is the largest step before this one, in the figures' own unit; None for a repeated figure.
    """

    indicator: str
    breakdown: str
    area: str
    before_period: str
    before: str
    period: str
    now: str
    cell: str
    largest: float | None = None


@dataclass(frozen=True)
class Unusual:
    """The figures equal to the one before, and those that move more than their series ever has.

    All are counted; the first of them are told.
    """

    repeated: tuple[Step, ...] = ()
    leaping: tuple[Step, ...] = ()
    repeated_count: int = 0
    leaping_count: int = 0


def unusual(old: pd.DataFrame, new: pd.DataFrame, fresh: Collection[int]) -> Unusual:
    """What is unusual of the new observations at the positions `fresh` (those that are added or changed).

    What came before is looked up in the new observations, and for periods that these lack in the old ones.
    """
    if not fresh:
        return Unusual()
    known = _known(old, new, fresh)
    value = known["value"].to_numpy(dtype=float)
    same = np.logical_and.reduce([codes == np.roll(codes, 1) for codes in _codes(known, SERIES)])
    same[:1] = False
    with np.errstate(invalid="ignore"):
        step = np.where(same, np.abs(value - np.roll(value, 1)), np.nan)
    # 0.1 + 0.2: a step that only the arithmetic makes larger is not larger.
    step = np.round(step, 9)
    series = np.cumsum(~same)
    steps = pd.Series(step)
    earlier = steps.groupby(series).cummax().groupby(series).shift().to_numpy()
    count = steps.groupby(series).cumcount().to_numpy() - 1  # the first figure of a series is no step
    is_fresh = known["fresh"].to_numpy(dtype=bool)
    (printed,) = _codes(known, ["published_as"])
    repeated = is_fresh & (step == 0) & (value != 0) & (printed == np.roll(printed, 1))
    leaping = is_fresh & (count >= EARLIER_STEPS) & (step > earlier)
    again, leaps = np.flatnonzero(repeated), np.flatnonzero(leaping)
    return Unusual(
        tuple(_steps(known, new, again[:MOST])),
        tuple(_steps(known, new, leaps[:MOST], earlier)),
        len(again),
        len(leaps),
    )


def _known(old: pd.DataFrame, new: pd.DataFrame, fresh: Collection[int]) -> pd.DataFrame:
    """The dated figures, each series in the order of its time.

    Texts are categories in the order of the alphabet; `at` is where a row stands in the frame it is from.
    """
    texts = [*SERIES, "period", "period_end", "published_as"]
    parts: list[pd.DataFrame] = []
    concerned = {name: new[name].iloc[list(fresh)].unique() for name in ("indicator", "area")}
    for frame, at in ((old, None), (new, fresh)):
        wanted = dated(frame)
        for name, values in concerned.items():
            wanted &= frame[name].isin(values)
        part = frame.loc[wanted, [*texts, "value"]]
        part["at"] = part.index
        part["fresh"] = part.index.isin(list(at)) if at is not None else False
        part["new"] = at is not None
        parts.append(part)
    both = pd.concat([part.drop(columns=texts) for part in parts], ignore_index=True)
    for name in texts:
        both[name] = union_categoricals([_text(part[name]) for part in parts], sort_categories=True)
    order = np.lexsort([both["new"], *reversed(_codes(both, [*SERIES, "period_end", "period"]))])
    both = both.iloc[order]
    return both[~both.duplicated([*SERIES, "period"], keep="last")].reset_index(drop=True)


def _text(values: pd.Series[Any]) -> pd.Categorical:
    held = pd.Categorical(values)
    return pd.Categorical.from_codes(held.codes, pd.Index(held.categories, dtype="str"))


def _codes(frame: pd.DataFrame, names: Sequence[str]) -> list[np.ndarray[Any, Any]]:
    return [frame[name].cat.codes.to_numpy() for name in names]


def _steps(known: pd.DataFrame, new: pd.DataFrame, at: Any, earlier: Any = None) -> Iterator[Step]:
    for place in at.tolist():
        now = cast("pd.Series[Any]", known.iloc[place])
        before = cast("pd.Series[Any]", known.iloc[place - 1])
        yield Step(
            indicator=str(now["indicator"]),
            breakdown=str(now["breakdown"]),
            area=str(now["area"]),
            before_period=str(before["period"]),
            before=str(before["published_as"]),
            period=str(now["period"]),
            now=str(now["published_as"]),
            cell=str(new["cell"].iloc[int(now["at"])]),
            largest=None if earlier is None else float(earlier[place]),
        )
