"""First names, by which a column of people's names is known (data/reference/given-names.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = "given-names.toml"


def load(folder: Path) -> frozenset[str]:
    """The names in a folder of reference data, in small letters."""
    lists: Mapping[str, str] = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    return frozenset(name.casefold() for names in lists.values() for name in names.split())
