"""How people say a figure of a series that others publish (data/reference/sayings.toml), by the series' id.

A sentence is ours and its series is not: it holds for the name it was written for. A new edition that gives a
series another name may count another thing, so nothing is said of it until somebody has read the two again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.reference import Indicator

FIELDS = re.compile(r"\{[^}]*\}")
KEYS = ({"id", "name", "said"}, {"id", "name", "because"})


@dataclass(frozen=True)
class Saying:
    """A sentence with `{area}` and `{value}` for a series of this name, or `because`: why there is none."""

    name: str
    said: str = ""
    because: str = ""


def saying(entry: Mapping[str, str]) -> Saying:
    """A saying from its entry in the file. Raises ValueError saying what is wrong with it."""
    if set(entry) not in KEYS or not all(entry.values()):
        raise ValueError("an entry has an id, the publisher's name, and either said or because.")
    if fault := fault_of(entry.get("said", "")):
        raise ValueError(fault)
    return Saying(entry["name"], entry.get("said", ""), entry.get("because", ""))


def fault_of(said: str) -> str:
    """What is wrong with a sentence about an area and its value; empty if nothing is, or there is none."""
    if not said or sorted(FIELDS.findall(said)) == ["{area}", "{value}"]:
        return ""
    return f"said is “{said}”; it needs {{area}} and {{value}}, once each."


def spoken(published: Indicator, known: Mapping[str, Saying]) -> Indicator:
    """A published series with how people say it, if that is known for the name that it is published under."""
    saying = known.get(published.id)
    if saying is None or saying.name != published.name:
        return published
    return replace(published, said=saying.said)
