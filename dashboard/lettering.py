"""Room for text on a chart: how wide a text will be, where to break it, how to keep labels apart. Pure.

Nobody can measure text on the server, so widths are estimated from above: an Arial or a wider sans serif
fits in them. All measures are in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

NARROW = frozenset("iljtfrI.,;:'’!|()[]/ \u00a0-")
BROAD = frozenset("mwMW%@–—")


@lru_cache
def width(text: str, size: float) -> float:
    """An upper estimate of the width of `text` set in a sans serif of `size` pixels."""
    ems = sum(0.40 if c in NARROW else 0.92 if c in BROAD else 0.70 if c.isupper() else 0.59 for c in text)
    return ems * size


def wrap(text: str, most: float, size: float) -> list[str]:
    """The text in as few lines as fit into `most` pixels, broken between words and evenly filled.

    A word that is wider than `most` has a line of its own: nothing is cut.
    """
    words = text.split()
    if not words:
        return [""]
    fewest = len(_filled(words, most, size))
    widest_word = max(width(word, size) for word in words)
    room = widest_word
    while len(lines := _filled(words, room, size)) > fewest:
        room += size / 2
    return lines


def _filled(words: Sequence[str], most: float, size: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        joined = f"{lines[-1]} {word}"
        if width(joined, size) <= most:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def spread(wanted: Sequence[tuple[float, float]], low: float, high: float) -> list[float]:
    """Places for labels that do not overlap, as near as can be to where they are wanted, in that order.

    `wanted` holds (centre, height) of each label; the answer holds the centres, in the order of `wanted`,
    all inside `low` to `high` when there is room for them (if not, they run over `high`).
    Labels that touch are pooled and centred together on the mean of where they want to be.
    """
    order = sorted(range(len(wanted)), key=lambda k: wanted[k][0])
    pools: list[list[int]] = []
    for k in order:
        pools.append([k])
        while len(pools) > 1 and _bottom(pools[-2], wanted, low, high) > _top(pools[-1], wanted, low, high):
            last = pools.pop()
            pools[-1] += last
    places = [0.0] * len(wanted)
    for pool in pools:
        at = _top(pool, wanted, low, high)
        for k in pool:
            places[k] = at + wanted[k][1] / 2
            at += wanted[k][1]
    return places


def _top(pool: Sequence[int], wanted: Sequence[tuple[float, float]], low: float, high: float) -> float:
    """The upper edge of a pool of touching labels, moved into the bounds."""
    tall = sum(wanted[k][1] for k in pool)
    before, ideal = 0.0, 0.0
    for k in pool:
        ideal += wanted[k][0] - wanted[k][1] / 2 - before
        before += wanted[k][1]
    return max(low, min(ideal / len(pool), high - tall))


def _bottom(pool: Sequence[int], wanted: Sequence[tuple[float, float]], low: float, high: float) -> float:
    return _top(pool, wanted, low, high) + sum(wanted[k][1] for k in pool)
