"""The steps from one schema of a store to another, taken by alembic in the transaction of a connection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError


def up(connection: sa.Connection, configuration: Path, taken: Sequence[str], to: str) -> None:
    """Takes the steps that lead to one of them, or to `heads`; `taken` are the last ones of before.

    `configuration` names the folders of steps. Raises ValueError if the last ones are none of ours.
    """
    steps = _steps(configuration)

    def plan(now: Any, _: object) -> Any:
        return steps._upgrade_revs(to, now)  # pyright: ignore[reportPrivateUsage]

    _run(connection, steps, taken, plan)


def down(connection: sa.Connection, configuration: Path, taken: Sequence[str]) -> None:
    """Takes every step back. Raises ValueError as `up` does."""
    steps = _steps(configuration)

    def plan(now: Any, _: object) -> Any:
        return steps._downgrade_revs("base", now)  # pyright: ignore[reportPrivateUsage]

    _run(connection, steps, taken, plan)


def _run(connection: sa.Connection, steps: ScriptDirectory, taken: Sequence[str], plan: Any) -> None:
    mark = MigrationContext.configure(connection)
    if taken and not mark.get_current_heads():
        mark.stamp(steps, taken[0])
    with EnvironmentContext(Config(), steps, fn=plan) as environment:
        environment.configure(connection=connection)
        try:
            environment.run_migrations()
        except CommandError as error:
            raise ValueError(
                f"The store was made by a newer Yardstick than this one ({error}); start that one"
            ) from error


def _steps(configuration: Path) -> ScriptDirectory:
    return ScriptDirectory.from_config(Config(toml_file=configuration))
