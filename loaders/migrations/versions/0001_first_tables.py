"""The tables as they were when steps between schemas began to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from alembic import op

from loaders.store_database import forbid_changes

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, and never changed: `store_tables.py` and `schema.py` have gone on since.
PAPERS = "source locator cell note"
ROWS: Mapping[str, str] = MappingProxyType(
    {
        "judgement": "authority framework inspection section aspect theme kind published_as grade:integer"
        f" inspected_from inspected_to published_on {PAPERS}",
        "finding": "authority framework inspection theme kind deadline text source locator cell",
        "observation": "indicator breakdown area period period_type period_start period_end value:number"
        f" qualifier published_as status numerator:number denominator:number headline:flag {PAPERS}",
        "threshold": f"indicator breakdown area period kind due value:number unit published_as {PAPERS}",
        "neighbour": "list valid_from valid_to authority neighbour rank:integer closeness"
        " source locator cell",
        "source": "source title publisher authority published_on licence text_file file sha256 left_out",
        "indicator": "indicator name topics unit decimals:integer polarity period definition methodology"
        " caveat source_url last_update next_update code quartiles:flag source locator cell",
        "series": "indicator breakdown period period_type period_start period_end whole:integer"
        " listed:integer valued:integer smallest:number q25:number q50:number q75:number largest:number"
        " source",
        "standing": "area indicator breakdown value:number qualifier published_as status numerator:number"
        " denominator:number from_top:integer from_bottom:integer before:number before_period before_start"
        " locator cell note source",
        "interval": "indicator breakdown area period lower:number upper:number method source",
    }
)
INDEXES = (
    ("judgement", "authority edition"),
    ("finding", "authority edition"),
    ("observation", "indicator edition area period"),
    ("observation", "area edition"),
    ("threshold", "indicator edition"),
    ("neighbour", "authority edition list"),
    ("neighbour", "neighbour edition list"),
    ("indicator", "indicator edition"),
    ("indicator", "topics edition"),
    ("series", "indicator edition breakdown"),
    ("series", "period_end edition listed"),
    ("standing", "area edition indicator breakdown value"),
    ("standing", "indicator edition breakdown"),
    ("interval", "indicator edition breakdown"),
)


def upgrade() -> None:
    """Makes every table."""
    _books()
    for name, columns in ROWS.items():
        op.create_table(
            name, _number("edition", "edition.number"), _number("row"), *map(_column, columns.split())
        )
    for name, columns in INDEXES:
        op.create_index(f"{name}_by_{columns.replace(' ', '_')}", name, columns.split())
    forbid_changes(op.get_bind(), "event")


def downgrade() -> None:
    """Takes every table away."""
    for name in (*reversed(tuple(ROWS)), "event", "manifest", "release", "content", "edition"):
        op.drop_table(name)


def _books() -> None:
    """What keeps track of editions and releases."""
    op.create_table(
        "edition",
        _number("number"),
        *(_text(name) for name in ("source", "format", "file", "sha256", "accepted_at")),
        sa.Column("rows", sa.Integer, nullable=False),
        _text("withdrawn_at", nullable=True),
        _text("withdrawn_why", server_default=""),
    )
    op.create_table(
        "content", _number("edition", "edition.number"), sa.Column("bytes", sa.LargeBinary, nullable=False)
    )
    op.create_table("release", _number("number"), *map(_text, ("public_from", "made_at", "author", "note")))
    op.create_table("manifest", _number("release", "release.number"), _number("edition", "edition.number"))
    op.create_index("ix_manifest_edition", "manifest", ["edition"])
    op.create_table(
        "event",
        _number("number"),
        *map(_text, ("at", "what", "author")),
        sa.Column("release", sa.Integer),
        sa.Column("edition", sa.Integer),
        _text("note"),
    )


def _number(name: str, of: str = "") -> sa.Column[int]:
    """A part of a table's key; a number in another table's."""
    keys = (sa.ForeignKey(of),) if of else ()
    return sa.Column(name, sa.Integer, *keys, primary_key=True, autoincrement=False)


def _text(name: str, *, nullable: bool = False, server_default: str | None = None) -> sa.Column[str]:
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, text, nullable=nullable, server_default=server_default)


def _column(said: str) -> sa.Column[Any]:
    """A column of a normalised table, from its name and kind; one without a kind is text."""
    name, _, kind = said.partition(":")
    if not kind:
        return _text(name)
    if kind == "flag":
        return sa.Column(name, sa.Boolean, nullable=False)
    if kind == "number":
        return sa.Column(name, sa.Float)
    return sa.Column(name, sa.Integer().with_variant(sa.BigInteger(), "postgresql"))
