"""A report of a check as a page shows it: problems of one kind together, counts in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import wording
from loaders import schema
from loaders.problems import Problem

QUOTED = re.compile(r"“[^”]*”|\d[\d.,/-]*")
MOST_SHOWN = 100
ROWS = {
    "judgement": ("judgement", "judgements"),
    "finding": ("finding", "findings"),
    "observation": ("figure", "figures"),
    "threshold": ("threshold", "thresholds"),
    "neighbour": ("pair of neighbours", "pairs of neighbours"),
    "indicator": ("definition", "definitions"),
    "source": ("source", "sources"),
}


@dataclass(frozen=True)
class Kind:
    """Problems of one kind: what they share, how to mend them if that is the same for all, and each."""

    title: str
    fix: str
    problems: tuple[Problem, ...]
    more: int


def kinds(problems: Sequence[Problem], severity: str) -> list[Kind]:
    """The problems of a severity by kind, the most frequent kind first."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        if one.severity == severity:
            found.setdefault((QUOTED.sub("…", one.what), QUOTED.sub("…", one.fix)), []).append(one)
    made = [_kind(what, ones) for (what, _), ones in found.items()]
    return sorted(made, key=lambda kind: -len(kind.problems) - kind.more)


def _kind(what: str, ones: Sequence[Problem]) -> Kind:
    same = len({one.fix for one in ones}) == 1
    title = ones[0].what if len({one.what for one in ones}) == 1 else re.sub("…( …)*", "“…”", what)
    return Kind(title, ones[0].fix if same else "", tuple(ones[:MOST_SHOWN]), max(0, len(ones) - MOST_SHOWN))


def rows(counts: Mapping[str, int]) -> str:
    """How many rows were understood, in words: `14 figures and 2 judgements`."""
    said = [
        f"{count:,} {ROWS[name][count != 1]}"
        for name, count in counts.items()
        if name in ROWS and name not in schema.DERIVED and name != "source" and count
    ]
    return wording.joined(said) or "nothing"


def size(count: int) -> str:
    """A file's size in words."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{max(1, round(count / 1000)):,} kB"
