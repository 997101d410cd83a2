"""The tables of accounts and of what accounts do, beside the store's in the same database.

Times are UTC as text of one fixed width, as the store has them.
"""

from __future__ import annotations

import sqlalchemy as sa

from loaders import store_sqlite

METADATA = sa.MetaData()

# `authorities` are three-digit codes with blanks between. `mark` changes whenever every session of the
# account must end: each session holds the one that it began with.
ACCOUNT = sa.Table(
    "account",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("authorities", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("must_change", sa.Boolean, nullable=False),
    sa.Column("mark", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("closed_at", sa.Text),
)

# Tries to sign in that may have failed. The name is kept as a checksum: people type passwords into it.
ATTEMPT = sa.Table(
    "attempt",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False, index=True),
    sa.Column("address", sa.Text, nullable=False, index=True),
)

# Files that were sent and are not published yet, or were. They lie in the folder of that name; `files` are
# their names as JSON, `state` is open, published or thrown away.
DRAFT = sa.Table(
    "draft",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("folder", sa.Text, nullable=False),
    sa.Column("account", sa.Integer, sa.ForeignKey("account.number"), nullable=False, index=True),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("files", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("release", sa.Integer),
)

# What accounts did. `account` is the name of who did it, `subject` what or whom it was done to.
DEED = sa.Table(
    "deed",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("release", sa.Integer),
    sa.Column("note", sa.Text, nullable=False),
)


def make_tables(engine: sa.Engine) -> None:
    """Makes the tables if they are absent; what accounts did can only be added to."""
    store_sqlite.make_tables(engine, METADATA, (DEED,))
