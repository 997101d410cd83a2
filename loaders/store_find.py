"""Finding indicators in the store by what their definitions say: a bounded answer, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from loaders.definitions import SEVERAL
from loaders.editions import Release
from loaders.store_rows import editions
from loaders.store_tables import ROWS

BEFORE_A_WORD = " (-/"
MOST_WORDS = 8
NAME_BEGINS, IN_NAME, IN_TOPIC, IN_DEFINITION = range(4)


def saying(release: Release, said: str, limit: int) -> sa.Select[Any, int, int]:
    """Indicators with every word said, or the beginning of a word: id, how near, how many there are in all.

    The nearest first: the name begins with what is said; has all its words; name, topics or the publisher's
    code have them; the definition has some. Two that are as near stand by name.
    """
    table = ROWS["indicator"]
    words = said.split()[:MOST_WORDS]
    shown = table.c.name + " " + table.c.topics + " " + table.c.code
    in_name = sa.and_(*(_begins(table.c.name, word) for word in words))
    in_topic = sa.and_(*(_begins(shown, word) for word in words))
    anywhere = sa.and_(
        *(sa.or_(_begins(shown, word), _begins(table.c.definition, word, " ")) for word in words)
    )
    near = sa.case(
        (table.c.name.istartswith(" ".join(words), autoescape=True), NAME_BEGINS),
        (in_name, IN_NAME),
        (in_topic, IN_TOPIC),
        else_=IN_DEFINITION,
    )
    return _bounded(release, anywhere, near, limit)


def under(release: Release, topic: str, limit: int) -> sa.Select[Any, int, int]:
    """Indicators of a topic by name: id, 0, how many there are in all."""
    listed = sa.literal(SEVERAL) + ROWS["indicator"].c.topics + SEVERAL
    return _bounded(
        release, listed.icontains(f"{SEVERAL}{topic}{SEVERAL}", autoescape=True), sa.literal(0), limit
    )


def _bounded(
    release: Release, condition: sa.ColumnElement[bool], near: sa.ColumnElement[int], limit: int
) -> sa.Select[Any, int, int]:
    """Those that meet a condition and have figures; one that two files define counts once."""
    table, series = ROWS["indicator"], ROWS["series"]
    has_figures = sa.exists().where(
        series.c.indicator == table.c.indicator, series.c.edition.in_(editions(release.number))
    )
    nearest, name = sa.func.min(near).label("near"), sa.func.min(table.c.name).label("name")
    return (
        sa.select(table.c.indicator, nearest, sa.func.count().over())
        .where(table.c.edition.in_(editions(release.number)), condition, has_figures)
        .group_by(table.c.indicator)
        .order_by(nearest, name)
        .limit(limit)
    )


def _begins(column: sa.ColumnElement[str], word: str, after: str = BEFORE_A_WORD) -> sa.ColumnElement[bool]:
    """True where a word begins so, that is after one of some characters."""
    text = sa.literal(" ") + column
    return sa.or_(*(text.icontains(f"{each}{word}", autoescape=True) for each in after))


def answer(found: Sequence[sa.Row[Any, int, int]]) -> tuple[list[tuple[str, int]], int]:
    """Ids with how near each is, and how many there are in all."""
    return [(row[0], row[1]) for row in found], found[0][2] if found else 0
