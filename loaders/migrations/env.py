"""What alembic's own command line needs: `alembic revision --autogenerate -m "…"` drafts a step.

It compares the store of DATABASE_URL or YARDSTICK_HOME with `store_tables.py`. Stores are brought up to date
by `loaders/store_schema.py` when they are opened, not from here.
"""

from __future__ import annotations

import os

from alembic import context

from loaders.home import database_url
from loaders.store_database import open_engine, writing
from loaders.store_tables import METADATA


def main() -> None:
    """Does what alembic was asked on the store."""
    with writing(open_engine(database_url(os.environ))) as connection:
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            include_name=lambda name, kind, _: kind != "table" or name in METADATA.tables,
            render_as_batch=True,
        )
        context.run_migrations()


if __name__ == "env_py":  # so it is called where alembic runs it
    main()
