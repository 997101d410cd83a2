"""The published tables as somebody who asks the API gets them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def served(app: Flask, table: str) -> list[Mapping[str, str]]:
    """Every row of a table (observations, thresholds, judgements, …), as text by column."""
    answer = app.test_client().get(f"/api/v1/{table}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
