"""The tables of accounts, tries to sign in, what was sent, and what accounts did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from loaders.store_database import forbid_changes

revision = "officers_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes every table. Written out, and never changed: `store_tables.py` may go on since."""
    op.create_table(
        "account",
        _number(),
        *map(_text, ("name", "role", "authorities", "password")),
        sa.Column("must_change", sa.Boolean, nullable=False),
        *map(_text, ("mark", "made_at")),
        _text("closed_at", nullable=True),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "attempt",
        sa.Column("number", sa.Integer, primary_key=True),
        *map(_text, ("at", "name", "address")),
    )
    for column in ("at", "name", "address"):
        op.create_index(f"ix_attempt_{column}", "attempt", [column])
    op.create_table(
        "draft",
        _number(),
        _text("folder"),
        sa.Column("account", sa.Integer, sa.ForeignKey("account.number"), nullable=False),
        *map(_text, ("made_at", "files", "state")),
        sa.Column("release", sa.Integer),
    )
    op.create_index("ix_draft_account", "draft", ["account"])
    op.create_table(
        "deed",
        _number(),
        *map(_text, ("at", "account", "what", "subject")),
        sa.Column("release", sa.Integer),
        _text("note"),
    )
    forbid_changes(op.get_bind(), "deed")


def downgrade() -> None:
    """Takes every table away."""
    for name in ("deed", "draft", "attempt", "account"):
        op.drop_table(name)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, text, nullable=nullable)
