"""The tables of accounts and of what accounts do, beside the store's in the same database.

They are made, with the store's, by the steps in `migrations`. Times are UTC as text of one fixed width, as
the store has them.
"""

from __future__ import annotations

import sqlalchemy as sa

from loaders.store_tables import TEXT

METADATA = sa.MetaData()

# `authorities` are three-digit codes with blanks between. `mark` changes whenever every session of the
# account must end: each session holds the one that it began with.
ACCOUNT = sa.Table(
    "account",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", TEXT, nullable=False, unique=True),
    sa.Column("role", TEXT, nullable=False),
    sa.Column("authorities", TEXT, nullable=False),
    sa.Column("password", TEXT, nullable=False),
    sa.Column("must_change", sa.Boolean, nullable=False),
    sa.Column("mark", TEXT, nullable=False),
    sa.Column("made_at", TEXT, nullable=False),
    sa.Column("closed_at", TEXT),
)

# Tries to sign in that may have failed. The name is kept as a checksum: people type passwords into it.
ATTEMPT = sa.Table(
    "attempt",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", TEXT, nullable=False, index=True),
    sa.Column("name", TEXT, nullable=False, index=True),
    sa.Column("address", TEXT, nullable=False, index=True),
)

# Files that were sent and are not published yet, or were. They lie in the folder of that name; `files` are
# their names as JSON, `state` is open, published or thrown away.
DRAFT = sa.Table(
    "draft",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("folder", TEXT, nullable=False),
    sa.Column("account", sa.Integer, sa.ForeignKey("account.number"), nullable=False, index=True),
    sa.Column("made_at", TEXT, nullable=False),
    sa.Column("files", TEXT, nullable=False),
    sa.Column("state", TEXT, nullable=False),
    sa.Column("release", sa.Integer),
)

# What accounts did. `account` is the name of who did it, `subject` what or whom it was done to.
DEED = sa.Table(
    "deed",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", TEXT, nullable=False),
    sa.Column("account", TEXT, nullable=False),
    sa.Column("what", TEXT, nullable=False),
    sa.Column("subject", TEXT, nullable=False),
    sa.Column("release", sa.Integer),
    sa.Column("note", TEXT, nullable=False),
)
