"""The store's tables for SQLAlchemy: the normalised tables of `schema.py`, and what keeps track of them.

Rows belong to an edition and are numbered within it; a release lists editions. No row is ever copied between
releases. Dates are ISO text, because a paper may print a year only; times are UTC, as text of one fixed
width, so that they sort.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from loaders import schema

METADATA = sa.MetaData()

# Compared and sorted byte by byte in either database: SQLite knows no other way.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

EDITION = sa.Table(
    "edition",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("source", TEXT, nullable=False),
    sa.Column("format", TEXT, nullable=False),
    sa.Column("file", TEXT, nullable=False),
    sa.Column("sha256", TEXT, nullable=False),
    sa.Column("accepted_at", TEXT, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("withdrawn_at", TEXT),
    sa.Column("withdrawn_why", TEXT, nullable=False, server_default=""),
)

CONTENT = sa.Table(
    "content",
    METADATA,
    sa.Column("edition", sa.Integer, sa.ForeignKey("edition.number"), primary_key=True, autoincrement=False),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
)

RELEASE = sa.Table(
    "release",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("public_from", TEXT, nullable=False),
    sa.Column("made_at", TEXT, nullable=False),
    sa.Column("author", TEXT, nullable=False),
    sa.Column("note", TEXT, nullable=False),
)

MANIFEST = sa.Table(
    "manifest",
    METADATA,
    sa.Column("release", sa.Integer, sa.ForeignKey("release.number"), primary_key=True, autoincrement=False),
    sa.Column(
        "edition",
        sa.Integer,
        sa.ForeignKey("edition.number"),
        primary_key=True,
        index=True,
        autoincrement=False,
    ),
)

EVENT = sa.Table(
    "event",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", TEXT, nullable=False),
    sa.Column("what", TEXT, nullable=False),
    sa.Column("author", TEXT, nullable=False),
    sa.Column("release", sa.Integer),
    sa.Column("edition", sa.Integer),
    sa.Column("note", TEXT, nullable=False),
)

# What is asked of a table most often, as an index. Observations are asked for by indicator (a chart) and by
# area (its own papers' figures), standings by area (a profile, which finds neighbours' values in the index
# itself) and by indicator (a rank chart); the edition comes second because every query names the editions of
# its release. Topics and ends of periods are few, and stepped through. With its indicator in it, the index of
# observations by area would be taken for a chart's question too, and gone through for every edition there is.
INDEXES: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "judgement": (("authority", "edition"),),
        "finding": (("authority", "edition"),),
        "observation": (("indicator", "edition", "area", "period"), ("area", "edition")),
        "threshold": (("indicator", "edition"),),
        "neighbour": (("authority", "edition", "list"), ("neighbour", "edition", "list")),
        "indicator": (("indicator", "edition"), ("topics", "edition")),
        "series": (("indicator", "edition", "breakdown"), ("period_end", "edition", "listed")),
        "standing": (
            ("area", "edition", "indicator", "breakdown", "value"),
            ("indicator", "edition", "breakdown"),
        ),
        "interval": (("indicator", "edition", "breakdown"),),
    }
)

TYPES: Mapping[schema.Kind, sa.types.TypeEngine[Any]] = MappingProxyType(
    {
        "text": TEXT,
        "date": TEXT,
        "number": sa.Float(),
        "integer": sa.Integer().with_variant(sa.BigInteger(), "postgresql"),
        "flag": sa.Boolean(),
    }
)


def _table(name: str, table: schema.Table) -> sa.Table:
    """A normalised table in the store: keyed by edition and row, with an index for each common question."""
    return sa.Table(
        name,
        METADATA,
        sa.Column(
            "edition", sa.Integer, sa.ForeignKey("edition.number"), primary_key=True, autoincrement=False
        ),
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        *(
            sa.Column(column.name, TYPES[column.kind], nullable=column.kind not in ("text", "date", "flag"))
            for column in table.columns
        ),
        *(sa.Index(f"{name}_by_{'_'.join(index)}", *index) for index in INDEXES.get(name, ())),
    )


ROWS: Mapping[str, sa.Table] = MappingProxyType(
    {name: _table(name, table) for name, table in schema.TABLES.items()}
)
