"""Definitions that files publish: rows of the table `indicator` -> `Indicator`, one for each id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from loaders import schema
from loaders.reference import Indicator, Reference

if TYPE_CHECKING:
    from loaders.store import Store

COLUMNS = tuple(name for name in schema.INDICATOR.names if name not in ("source", "locator", "cell"))
SEVERAL = "; "


def indicators(rows: Iterable[Sequence[Any]]) -> dict[str, Indicator]:
    """The indicators of rows with COLUMNS, by id.

    Of two rows that define one, that with the definition in words goes first; of two such, the later.
    """
    found: dict[str, Indicator] = {}
    for row in rows:
        one = _indicator(row)
        if one.definition or one.id not in found or not found[one.id].definition:
            found[one.id] = one
    return found


def described(found: Iterable[Indicator]) -> list[Indicator]:
    """Those that say what is counted: a mere name, made of a data file's own headings, is on no record.

    It must not stand in the way of a definition, and the file's next edition makes it again.
    """
    return [one for one in found if one.definition]


def published(store: Store) -> dict[str, Indicator]:
    """The indicators that the files which are public define, by id."""
    release = store.current()
    if release is None or release.withdrawn:
        return {}
    return indicators(store.tuples("indicator", release, {}, COLUMNS))


def on_record(store: Store, known: Reference) -> Reference:
    """What files are checked with: reference data, and the definitions that are public."""
    return known.defining(described(published(store).values()))


def of(tables: schema.Tables) -> dict[str, Indicator]:
    """The indicators that one file defines."""
    if "indicator" not in tables:
        return {}
    held = [tables["indicator"][name].tolist() for name in COLUMNS]
    return indicators(zip(*held, strict=True))


def rows(known: Iterable[Indicator]) -> Iterator[tuple[Any, ...]]:
    """Indicators as rows with COLUMNS: what `indicators` makes of them is the same again."""
    for one in known:
        said = {**vars(one), "indicator": one.id, "topics": SEVERAL.join(one.topics)}
        yield tuple(said[name] for name in COLUMNS)


def _indicator(row: Sequence[Any]) -> Indicator:
    said = dict(zip(COLUMNS, row, strict=True))
    topics = tuple(str(said.pop("topics")).split(SEVERAL))
    return Indicator(id=said.pop("indicator"), topics=topics, **said)
