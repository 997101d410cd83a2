"""The schema of a store: brought up to date by alembic's steps when a store is opened, in one transaction.

pyproject.toml names the folders of steps. Those of another package whose tables are in the same database go
into a folder of its own, named there too: its first step has no step before it. A step's file begins with
its name, which is the package's and a number, as `officers_0001`. So whether a store has taken the last ones
is known without alembic, whose loading would be a tenth of a server's start.
"""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa

from loaders.store_database import reading, writing

CONFIGURATION = Path(__file__).resolve().parent.parent / "pyproject.toml"
FIRST = "0001"
FIRST_TABLE = "event"  # a store that has it, and no mark of a step, is older than the steps
MARK = "alembic_version"
STEP = re.compile(r"(?P<step>(?P<package>(?:[a-z]+_)?)\d{4})(?:_\w+)?\.py")


def bring_up_to_date(engine: sa.Engine) -> None:
    """Makes the tables of a new store, or changes those of an older one; all of it or nothing.

    Of two processes that start together one does it, and the other waits until that is done. Raises
    ValueError for a store that a newer Yardstick has made.
    """
    with reading(engine) as connection:
        if set(schema_of(connection)) == last_steps():
            return
    with writing(engine) as connection:
        move(connection)


def schema_of(connection: sa.Connection) -> tuple[str, ...]:
    """The last steps that a store has taken, one of each package; none of a database without a store."""
    look = sa.inspect(connection)
    if look.has_table(MARK):
        steps = sa.select(sa.column("version_num", sa.Text)).select_from(sa.table(MARK))
        if marked := connection.scalars(steps).all():
            return tuple(marked)
    return (FIRST,) if look.has_table(FIRST_TABLE) else ()


def move(connection: sa.Connection, to: Iterable[str] = ("heads",)) -> None:
    """Takes the steps that lead to a schema, within the transaction of the connection.

    Raises ValueError for a store that a newer Yardstick has made.
    """
    for step in to:
        _alembic().up(connection, CONFIGURATION, schema_of(connection), step)


def take_away(connection: sa.Connection) -> None:
    """Takes every table away, within the transaction of the connection."""
    _alembic().down(connection, CONFIGURATION, schema_of(connection))


def last_steps() -> set[str]:
    """The last step of each package that there is, by the names of their files."""
    tool = tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["alembic"]
    last: dict[str, str] = {}
    for folder in tool["version_locations"]:
        for file in Path(folder.replace("%(here)s", str(CONFIGURATION.parent))).glob("*.py"):
            if found := STEP.fullmatch(file.name):
                last[found["package"]] = max(found["step"], last.get(found["package"], ""))
    return set(last.values())


def _alembic() -> ModuleType:
    return importlib.import_module("loaders.store_steps")  # not waited for where a store is up to date
