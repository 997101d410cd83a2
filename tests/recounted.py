"""The Department's long file compared anew, with pandas and numpy and none of the project's own code.

For each of its series: the latest period, and of every authority in it the value, place, quarter, average and
median of its ten neighbours and the change. As its interactive tool defines them, with the faults of that
tool mended: authorities that no longer existed are not ranked, and there is no change across a gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd

ENGLAND = 970
# When authorities began or ended, from the structural changes orders of Parliament.
ENDED = {835: 2019, 836: 2019, 837: 2019, 928: 2021, 909: 2023}  # on 31 March
BEGAN = {838: 2019, 839: 2019, 940: 2021, 941: 2021, 942: 2023, 943: 2023}  # on 1 April
MONTHS = {"academic": 8, "financial": 3, "calendar": 12, "annual": 12}  # the last of a year
LETTERS = {"low": "ABCD", "high": "DCBA"}


@dataclass(frozen=True)
class Figure:
    """One authority in the latest period of a series."""

    value: float
    rank: int | None
    quartile: str | None
    mean: float | None
    median: float | None
    used: int
    change: float | None


@dataclass(frozen=True)
class Recounted:
    """A series: its latest period as the file prints it, how many are ranked, and each authority."""

    period: str
    of: int
    figures: dict[int, Figure]


class Files:
    """The three files, read plainly."""

    def __init__(self, folder: Path) -> None:
        long = pd.read_parquet(folder / "bds_long.parquet")
        # A spreadsheet keeps fifteen digits: what is beyond is left over of its arithmetic.
        digits = long["Values"].map(lambda text: np.nan if text == "-" else float(f"{float(str(text)):.15g}"))
        self.long = pd.DataFrame(
            {
                "series": long["Short Desc"],
                "year": long["Years"],
                "area": long["LA Number"].astype(int),
                "value": digits,
            }
        )
        dictionary = pd.read_csv(folder / "lait_data_dictionary.csv", keep_default_na=False)
        self.about = dictionary.drop_duplicates("Measure_short").set_index("Measure_short")
        self.neighbours = _neighbours(folder / "sn_may_2025.xlsx")

    @cached_property
    def series(self) -> dict[str, Recounted]:
        """Every series by its short description."""
        return {str(name): self._series(str(name), rows) for name, rows in self.long.groupby("series")}

    def _series(self, name: str, rows: pd.DataFrame) -> Recounted:
        about = self.about.loc[name]
        polarity = about["Polarity"].lower() if about["Polarity"] in ("High", "Low") else ""
        table = rows[rows["year"] != "0"].pivot_table("value", "year", "area", dropna=False)
        table = table.loc[sorted(table.index, key=_last_year)].dropna(how="all")
        period = str(table.index[-1])
        now = table.iloc[-1]
        counted = [area for area in now.index if _existed(int(area), period, str(about["Year_Type"]))]
        ranked = now[counted].dropna()
        counts = _is_count(str(about["y_axis_name"]), str(about["Chart_title"]))
        places = ranked.rank(method="min", ascending=polarity == "low")
        cuts = np.quantile(ranked, (0.25, 0.5, 0.75, 1)) if len(ranked) > 3 else np.zeros(4)
        told_apart = bool((np.diff(cuts) > 0).all() and about["No_Quartile"] != "N")
        before = self._before(table)
        figures: dict[int, Figure] = {}
        for area in counted:
            value = float(now[area])
            place = bool(polarity) and not counts and not np.isnan(value) and len(ranked) > 1
            quarter = (
                LETTERS.get(polarity, "")[int((value > cuts[:3]).sum())] if place and told_apart else None
            )
            near = now.reindex(self.neighbours.get(int(area), [])).dropna()
            averaged = len(near) > 0 and not counts
            change = value - float(before.get(area, np.nan))
            figures[int(area)] = Figure(
                value,
                int(places[area]) if place else None,
                quarter,
                float(near.mean()) if averaged else None,
                float(near.median()) if averaged else None,
                len(near),
                None if np.isnan(change) else change,
            )
        return Recounted(period, len(ranked), figures)

    @staticmethod
    def _before(table: pd.DataFrame) -> pd.Series:
        """The year right before the latest; empty across a gap."""
        if len(table) < 2 or _last_year(table.index[-1]) - _last_year(table.index[-2]) != 1:
            return pd.Series(dtype=float)
        return table.iloc[-2]


def _neighbours(path: Path) -> dict[int, list[int]]:
    """The ten neighbours of each of today's authorities."""
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    found: dict[int, list[int]] = {}
    for row in rows:
        if row[1] == "Old SNs:":
            return found
        if isinstance(row[0], int) and row[0] > 100:
            found[row[0]] = [int(str(row[column])) for column in range(5, 25, 2)]
    raise ValueError("no row “Old SNs:”")


def _last_year(year: str) -> int:
    """The year in which a printed year ends: 2025 of `2024-25`, `2023/24-24/25` and `2025 (prov)`."""
    first, *rest = re.findall(r"\d+", year)
    return int(first[:2] + rest[-1]) if rest else int(first)


def _existed(area: int, period: str, kind: str) -> bool:
    """True for an authority that existed when the period ended."""
    month = MONTHS[kind.split()[0].lower()]
    if re.fullmatch(r"\d{4}-\d{2}", period) and kind.split()[0] == "Calendar":
        month = 12
    end = _last_year(period) + (month - 0.5) / 12
    spring = 3 / 12
    return area < ENGLAND and end < ENDED.get(area, 9999) + spring and end > BEGAN.get(area, 0) + spring


def _is_count(axis: str, title: str) -> bool:
    """True for numbers of children, posts or pounds, which grow with the size of a place.

    One series is called a number, and has one, of hundreds, though its axis says a share.
    """
    said = axis.lower()
    if re.match(r"number of\b[^%]*$", title.lower()):
        return True
    if re.search(r"rate per", said) or "%" in axis or "%" in title:
        return False
    return bool(re.search(r"\b(number|entries|total cases|fte|social workers)\b|^spend$", said))
