"""The schema of a store: brought up to date by alembic's steps when a store is opened, in one transaction.

pyproject.toml names the folders of steps. Those of another package whose tables are in the same database go
into a folder of its own, named there too: its first step has no step before it, and its name begins with the
package's, as `officers_0001`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from loaders.store_database import reading, writing

CONFIGURATION = Path(__file__).resolve().parent.parent / "pyproject.toml"
FIRST = "0001"
FIRST_TABLE = "event"  # a store that has it, and no mark of a step, is older than the steps
MARK = "alembic_version"


def bring_up_to_date(engine: sa.Engine) -> None:
    """Makes the tables of a new store, or changes those of an older one; all of it or nothing.

    Of two processes that start together one does it, and the other waits until that is done. Raises
    ValueError for a store that a newer Yardstick has made.
    """
    steps = _steps()
    with reading(engine) as connection:
        if set(schema_of(connection)) == set(steps.get_heads()):
            return
    with writing(engine) as connection:
        move(connection)


def schema_of(connection: sa.Connection) -> tuple[str, ...]:
    """The last steps that a store has taken, one of each package; none of a database without a store."""
    marked = MigrationContext.configure(connection).get_current_heads()
    older = not marked and sa.inspect(connection).has_table(FIRST_TABLE)
    return (FIRST,) if older else marked


def move(connection: sa.Connection, to: Iterable[str] = ("heads",)) -> None:
    """Takes the steps that lead to a schema, within the transaction of the connection."""
    steps = _steps()
    for step in to:

        def plan(now: Any, _: object, step: str = step) -> Any:
            return steps._upgrade_revs(step, now)  # pyright: ignore[reportPrivateUsage]

        _run(connection, steps, plan)


def take_away(connection: sa.Connection) -> None:
    """Takes every table away, within the transaction of the connection."""
    steps = _steps()

    def plan(now: Any, _: object) -> Any:
        return steps._downgrade_revs("base", now)  # pyright: ignore[reportPrivateUsage]

    _run(connection, steps, plan)


def _run(connection: sa.Connection, steps: ScriptDirectory, plan: Any) -> None:
    mark = MigrationContext.configure(connection)
    if not mark.get_current_heads() and schema_of(connection):
        mark.stamp(steps, FIRST)
    with EnvironmentContext(Config(), steps, fn=plan) as environment:
        environment.configure(connection=connection)
        try:
            environment.run_migrations()
        except CommandError as error:
            raise ValueError(
                f"The store was made by a newer Yardstick than this one ({error}); start that one"
            ) from error


def _steps() -> ScriptDirectory:
    return ScriptDirectory.from_config(Config(toml_file=CONFIGURATION))
