"""Why figures are missing: what the source marks, what its publisher writes, or that nothing is said. Pure.

A reason is only given where the source gives one. That a pandemic year has no figures is not enough: the
publisher's own sentence must name the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dashboard import benchmark
from dashboard.records import Observation
from loaders import periods
from loaders.reference import Indicator

SENTENCES = re.compile(r"(?<=[.!?])\s+|\s*[\r\n]+\s*")
ABSENT = re.compile(
    r"cancel|pandemic|covid|coronavirus|discontinu|no longer|suspend"
    r"|not (?:be )?(?:possible|publish|collect|availab|produc|calculat|includ)|no data",
    re.IGNORECASE,
)
ENDED = re.compile(r"discontinu|no longer", re.IGNORECASE)


@dataclass(frozen=True)
class Missing:
    """Periods without a figure of the authority for one and the same reason.

    `status` is what the source marks, empty where it has no row at all. `nobody` is True where no area that
    is shown has a figure either. `said` are the publisher's sentences that name the periods as absent.
    """

    periods: tuple[str, ...]
    status: str
    nobody: bool
    said: tuple[str, ...]


def missing(question: benchmark.Question) -> tuple[Missing, ...]:
    """Every period without a figure of the authority, in time order, alike ones together.

    Counted from the authority's first row on, up to the last period of which the source has any row.
    """
    stood = question.stood
    if stood is None or not stood.series.end:
        return ()
    by_period: dict[str, dict[str, Observation]] = {}
    for one in question.observations:
        if one.headline and one.period_type == stood.series.period_type:
            by_period.setdefault(one.period, {})[one.area] = one
    course = sorted(by_period.values(), key=lambda now: next(iter(now.values())).at)
    begun = next((at for at, now in enumerate(course) if question.area.code in now), len(course))
    found = [
        one
        for at, now in enumerate(course[begun:])
        for one in (*_between(course[begun:][at - 1 : at + 1], question.indicator), *_here(question, now))
    ]
    return tuple(_together(found))


def _here(question: benchmark.Question, now: dict[str, Observation]) -> Iterable[Missing]:
    own = now.get(question.area.code)
    if own is not None and own.value is not None:
        return
    period = next(iter(now.values()))
    nobody = all(one.value is None for one in now.values())
    said = naming(question.indicator, period) if nobody else ()
    yield Missing((period.period,), own.status if own else "", nobody, said)


def _between(two: Sequence[dict[str, Observation]], indicator: Indicator) -> Iterable[Missing]:
    """Years that are missing altogether between two periods that should follow each other."""
    for earlier, later in pairwise(two):
        before, after = next(iter(earlier.values())), next(iter(later.values()))
        if before.period_type not in periods.STEPS or periods.follows(after, before):
            continue
        between = f"between {before.period} and {after.period}"
        years = range(int(before.end[:4]) + 1, int(after.end[:4]))
        said = [one for year in years for one in _naming(indicator, _names(year, after))]
        yield Missing((between,), "", True, tuple(dict.fromkeys(said)))


def _together(found: Iterable[Missing]) -> Iterable[Missing]:
    """Neighbouring periods of one status, of which the publisher says the same or nothing."""
    for (status, nobody, said), alike in groupby(found, key=lambda one: (one.status, one.nobody, one.said)):
        yield Missing(tuple(name for one in alike for name in one.periods), status, nobody, said)


def naming(indicator: Indicator, period: Observation) -> tuple[str, ...]:
    """The publisher's sentences that name a period as absent."""
    return _naming(indicator, {period.period, *_names(int(period.end[:4]), period)})


def _naming(indicator: Indicator, names: Iterable[str]) -> tuple[str, ...]:
    named = re.compile("|".join(rf"(?<![\d/–-]){re.escape(name)}(?![\d/–-])" for name in names))
    texts = (indicator.definition, indicator.methodology, indicator.caveat)
    sentences = (one.strip() for text in texts for one in SENTENCES.split(text))
    return tuple(dict.fromkeys(one for one in sentences if ABSENT.search(one) and named.search(one)))


def _names(year: int, like: Observation) -> tuple[str, ...]:
    """How a text may name the year that ends in `year`, of the kind that a figure's period is."""
    if like.start[:4] == like.end[:4] and like.period_type == "calendar":
        return (str(year),)
    short, before = f"{year % 100:02}", year - 1
    return (str(year), *(f"{before}{dash}{end}" for dash in "/-–" for end in (short, str(year))))


def ended(indicator: Indicator) -> bool:
    """True if the publisher says that the measure is no longer published."""
    return bool(ENDED.search(indicator.next_update))
