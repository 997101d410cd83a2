"""Whom an authority is compared with: its lists, who names it, its region, a group of one's own. Pure.

Each is a `NeighbourList`; those that nobody publishes have ids of ours and no dates. What each says of the
authority's place and average tells how much the choice of a list matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.benchmark import Average, Question, averaged, place
from dashboard.records import NeighbourList, Place
from dashboard.wording import NAMED_BY
from loaders import ranking
from loaders.reference import Area

OWN = "own-group"
REGION = "region"
NOWHERE = Place("neighbour", "", "", "")


@dataclass(frozen=True)
class Told:
    """What a list says: the authority's place among itself and the list's members that have a figure.

    `rank` is None where nobody is ranked or the authority has no figure; `tied` counts others with the same.
    """

    list: NeighbourList
    rank: int | None
    of: int
    tied: int
    average: Average


def own_group(area: Area, codes: Iterable[str]) -> NeighbourList | None:
    """A group of one's own, without the authority itself; None if nobody is left."""
    members = tuple(code for code in dict.fromkeys(codes) if code != area.code)
    return _made(OWN, members) if members else None


def region(area: Area, areas: Mapping[str, Area], day: str) -> NeighbourList | None:
    """The other authorities of its region on a day; None without any."""
    if not area.region:
        return None
    found = [
        one.code
        for one in areas.values()
        if one.kind == "authority" and one.region == area.region and one.existed(day) and one != area
    ]
    return _made(REGION, tuple(found)) if found else None


def reversed_lists(named_by: Sequence[NeighbourList]) -> tuple[NeighbourList, ...]:
    """The authorities that name this one, list by list."""
    return tuple(replace(one, id=f"{NAMED_BY}{one.id}") for one in named_by)


def _made(name: str, members: tuple[str, ...]) -> NeighbourList:
    return NeighbourList(name, "", "", members, ("",) * len(members), NOWHERE)


def told(question: Question, listed: NeighbourList) -> Told:
    """What a list says of the authority in the latest period."""
    figures = question.stood.figures if question.stood else {}
    average = averaged(replace(question, neighbours=listed), figures)
    among = [figures[code] for code in (question.area.code, *listed.neighbours) if code in figures]
    # Only those that are ranked at all: they have a figure and existed then.
    values = {one.area: one.value for one in among if place(question, one) is not None}
    ranks = ranking.rank(values, question.indicator.polarity) if question.area.code in values else {}
    own = ranks.get(question.area.code)
    tied = sum(rank == own for rank in ranks.values()) - 1 if own is not None else 0
    return Told(listed, own, len(ranks), tied, average)
