"""Where the national files are, and where the benches keep what they make (git ignores it)."""

from __future__ import annotations

from tests.needs import ROOT, SHARED

LAIT = SHARED / "real" / "lait"
LONG_FILE = LAIT / "bds_long.parquet"
DICTIONARY = LAIT / "lait_data_dictionary.csv"
NEIGHBOURS = LAIT / "sn_may_2025.xlsx"

CACHE = ROOT / "var" / "bench"
