"""The national files as pandas reads them, without our loaders: to work out afresh what a notebook says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from tests.needs import ROOT

GRADES = {"Outstanding": 4, "Good": 3, "Requires improvement to be good": 2, "Inadequate": 1}


@cache
def neighbours(shared: Path) -> dict[int, list[int]]:
    """The ten neighbours of each of today's authorities, closest first."""
    sheet = pd.read_excel(shared / "real/lait/sn_may_2025.xlsx", header=None, skiprows=3, engine="openpyxl")
    numbered = pd.to_numeric(sheet[0], errors="coerce")
    today = sheet[numbered.isna().cumsum() == 0]  # up to the row "Old SNs:"
    return {int(row[0]): [int(row[5 + 2 * k]) for k in range(10)] for row in today.itertuples(index=False)}


@cache
def figures(shared: Path) -> pd.DataFrame:
    """The latest figures, more always better: a row for each of today's authorities, a column a series."""
    known = pd.read_csv(shared / "real/lait/lait_data_dictionary.csv", encoding="utf-8-sig")
    polarity = known.set_index(known["Measure_short"].str.casefold())["Polarity"].str.casefold()
    sign = polarity.map({"high": 1, "low": -1}).dropna()
    sign = sign[~sign.index.duplicated()]
    rows = pd.read_parquet(shared / "real/lait/bds_long.parquet")
    rows["series"] = rows["Short Desc"].str.casefold()
    rows["value"] = pd.to_numeric(rows["Values"], errors="coerce")
    rows["year"] = rows["Years"].str.extract(r"^(\d{4})", expand=False)
    rows = rows[rows["series"].isin(sign.index) & rows["value"].notna() & rows["year"].notna()]
    rows = rows[rows["year"] == rows.groupby("series")["year"].transform("max")]
    table = rows.pivot_table(index="LA Number", columns="series", values="value", aggfunc="first")
    return table.reindex(list(neighbours(shared))) * sign.reindex(table.columns)


@cache
def grades(shared: Path) -> pd.Series:
    """The latest overall grade of each of today's authorities, 4 is best."""
    file = shared / "real/ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"
    sheet = pd.read_excel(file, sheet_name="Inspections_as_at_31_March", skiprows=2, engine="calamine")
    areas = pd.read_csv(ROOT / "data/reference/authorities.csv", dtype=str, keep_default_na=False)
    areas = areas[(areas["kind"] == "authority") & (areas["exists_to"] == "")]
    codes = sheet["Local authority area code"].map(areas.set_index("ons")["code"])
    # Barnsley and Sheffield stand in the sheet under the ONS codes that they had until 2025.
    codes = codes.fillna(sheet["Local authority name"].map(areas.set_index("name")["code"]))
    graded = sheet["Overall effectiveness"].map(GRADES)
    graded.index = pd.Index(codes.astype(int))
    return graded.reindex(list(neighbours(shared)))
