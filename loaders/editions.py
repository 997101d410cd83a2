"""What the store keeps track of: uploads, editions, releases, events; and how asking for one can go wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from loaders import schema


class NothingNew(ValueError):
    """Every file offered is already the one that is public; publishing it again would change nothing."""


class BaseMoved(ValueError):
    """Something was published since somebody looked at what publishing would change."""


class UnknownRelease(LookupError):
    """There is no release of that number."""


class UnknownEdition(LookupError):
    """There is no edition of that number."""


class Withdrawn(LookupError):
    """What was asked for held an edition that was withdrawn; its rows and bytes are destroyed."""


@dataclass(frozen=True)
class Upload:
    """A file accepted for publishing, with what was read from it (tables by name, columns as in `schema.py`).

    `source` is what it is an edition of: it takes the place of the earlier edition of the same source.
    """

    file: str
    content: bytes
    format: str
    source: str
    tables: Mapping[str, pd.DataFrame]

    def __post_init__(self) -> None:
        for name, rows in self.tables.items():
            if name not in schema.TABLES:
                raise ValueError(
                    f"{self.file}: there is no table {name}; there are {', '.join(schema.TABLES)}"
                )
            if tuple(rows.columns) != schema.TABLES[name].names:
                raise ValueError(
                    f"{self.file}: the columns of {name} are {list(rows.columns)}, not the contract's"
                )


@dataclass(frozen=True)
class Edition:
    """The immutable rows of one accepted upload. Times are UTC.

    `rows` counts those that were taken from it, not those that were worked out. Of a withdrawn edition this
    is all that is left.
    """

    number: int
    source: str
    format: str
    file: str
    sha256: str
    accepted_at: datetime
    rows: int
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""


@dataclass(frozen=True)
class Release:
    """A numbered, immutable list of editions that are public together from a time on. Times are UTC.

    `withdrawn` tells that an edition of it was withdrawn: it can be listed, but no longer be shown.
    """

    number: int
    public_from: datetime
    made_at: datetime
    author: str
    note: str
    editions: tuple[int, ...]
    withdrawn: bool = False


@dataclass(frozen=True)
class Event:
    """Something done: accepted, published, carried over, rolled back or withdrawn. Time is UTC."""

    number: int
    at: datetime
    what: str
    author: str
    release: int | None
    edition: int | None
    note: str
