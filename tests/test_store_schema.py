"""Steps from one schema of the store to the next: nothing lost, all or nothing, once."""

from __future__ import annotations

import io
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from loaders import store_schema
from loaders.home import ROOT
from loaders.store import Store
from loaders.store_database import open_engine, reading, writing
from tests.postgresql import ALL
from tests.stores import upload, values

FORK = multiprocessing.get_context("fork")
OURS = ROOT / "loaders" / "migrations"
OFFICERS = ROOT / "dashboard" / "officers" / "migrations"
TODAY = {"0001", "officers_0001"}
TELLS_WHY = """
    op.add_column("release", sa.Column("why", sa.Text, nullable=False, server_default="not told"))
    op.create_index("release_by_why", "release", ["why"])
"""


@pytest.fixture
def engine(database: str) -> Iterator[sa.Engine]:
    """A store with two releases, at the schema that is today's."""
    with closing(Store(database)) as store:
        store.publish([upload("wiltshire", 1, 2)], note="First")
        store.publish([upload("leeds", 3)])
    opened = open_engine(database)
    yield opened
    opened.dispose()


@contextmanager
def step(
    folder: Path, name: str, does: str, undoes: str = "    ...", after: str | None = "0001"
) -> Iterator[None]:
    """As if there were one step more than ours, in a folder of its own."""
    steps = folder / "steps"
    steps.mkdir(exist_ok=True)
    head = (
        f'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "{name}"\ndown_revision = {after!r}\n'
    )
    (steps / f"{name}.py").write_text(f"{head}\n\ndef upgrade():\n{does}\n\ndef downgrade():\n{undoes}\n")
    folders = f'["{OURS / "versions"}", "{OFFICERS}", "{steps}"]'
    (folder / "more.toml").write_text(
        f'[tool.alembic]\nscript_location = "{OURS}"\nversion_locations = {folders}\n'
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_schema, "CONFIGURATION", folder / "more.toml")
        yield


def structure(engine: sa.Engine) -> dict[str, Any]:
    """Everything that a database says of its tables, but for the mark of the steps."""
    look = sa.inspect(engine)
    return {
        name: [
            [{**one, "type": repr(one["type"])} for one in look.get_columns(name)],
            look.get_pk_constraint(name),
            sorted(look.get_foreign_keys(name), key=repr),
            sorted(look.get_indexes(name), key=repr),
        ]
        for name in look.get_table_names()
        if name != store_schema.MARK
    }


def schema_of(engine: sa.Engine) -> set[str]:
    with reading(engine) as connection:
        return set(store_schema.schema_of(connection))


def as_before_the_steps(connection: sa.Connection) -> None:
    """Takes away what the store did not have when steps began to be kept: the mark, and accounts."""
    connection.exec_driver_sql(f"DROP TABLE {store_schema.MARK}")
    for one in ALL[1:]:
        one.drop_all(connection)


def figures(database: str) -> list[float]:
    with closing(Store(database)) as store:
        return values(store, store.current())


# Today's schema


def test_the_steps_lead_to_exactly_the_tables_that_the_store_asks(bare_database: str) -> None:
    made = open_engine(bare_database)
    for one in ALL:
        one.drop_all(made)
        one.create_all(made)
    expected = structure(made)
    for one in ALL:
        one.drop_all(made)
    store_schema.bring_up_to_date(made)
    assert structure(made) == expected
    assert set(expected) == {name for one in ALL for name in one.tables}
    made.dispose()


def test_alembics_own_command_finds_no_difference(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    Store(database).close()
    said = io.StringIO()
    command.check(Config(toml_file=store_schema.CONFIGURATION, stdout=said))
    assert "No new upgrade operations" in said.getvalue()


def test_a_store_from_before_the_steps_is_taken_for_what_it_is(engine: sa.Engine, database: str) -> None:
    with writing(engine) as connection:
        as_before_the_steps(connection)
    assert figures(database) == [1, 2, 3]
    assert schema_of(engine) == TODAY


def test_the_last_steps_are_those_of_alembic_itself(tmp_path: Path) -> None:
    def heads() -> set[str]:
        return set(ScriptDirectory.from_config(Config(toml_file=store_schema.CONFIGURATION)).get_heads())

    assert store_schema.last_steps() == heads() == TODAY
    with step(tmp_path, "0002", TELLS_WHY):
        assert store_schema.last_steps() == heads() == {"0002", "officers_0001"}
    with step(tmp_path, "another_0001", "    ...", after=None):
        assert store_schema.last_steps() == heads() == {"0002", "officers_0001", "another_0001"}


def test_a_store_that_is_up_to_date_is_opened_without_alembic(engine: sa.Engine, database: str) -> None:
    opens = f"import sys; from loaders.store import Store; Store({database!r}).close()"
    opens += "; print('alembic' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", opens], cwd=OURS.parents[1], capture_output=True, check=True)
    assert said.stdout.decode().strip() == "False"


def test_the_way_back_to_nothing_leaves_nothing(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        store_schema.take_away(connection)
    assert structure(engine) == {}


# A step further


def test_a_step_keeps_all_that_there_is(engine: sa.Engine, database: str, tmp_path: Path) -> None:
    with closing(Store(database)) as store:
        before = (store.history(), store.editions(), store.events(), store.content(1))
    with step(tmp_path, "0002", TELLS_WHY):
        store_schema.bring_up_to_date(engine)
        store_schema.bring_up_to_date(engine)
    assert schema_of(engine) == {"0002", "officers_0001"}
    with reading(engine) as connection:
        found = connection.exec_driver_sql("SELECT number, note, why FROM release ORDER BY number").fetchall()
        assert [tuple(row) for row in found] == [(1, "First", "not told"), (2, "", "not told")]
    with writing(engine) as connection:
        connection.exec_driver_sql(
            f"UPDATE {store_schema.MARK} SET version_num = '0001' WHERE version_num = '0002'"
        )
    with closing(Store(database)) as store:
        assert (store.history(), store.editions(), store.events(), store.content(1)) == before
        assert values(store, store.current()) == [1, 2, 3]


def test_a_step_that_fails_leaves_the_store_as_it_was(
    engine: sa.Engine, database: str, tmp_path: Path
) -> None:
    before = structure(engine)
    broken = TELLS_WHY + '    op.drop_table("no_such_table")\n'
    with step(tmp_path, "0002", broken), pytest.raises(SQLAlchemyError):
        store_schema.bring_up_to_date(engine)
    assert structure(engine) == before
    assert schema_of(engine) == TODAY
    assert figures(database) == [1, 2, 3]


def test_of_processes_that_start_together_one_takes_the_step(
    engine: sa.Engine, database: str, tmp_path: Path
) -> None:
    start = FORK.Barrier(4)

    def begin() -> None:
        own = open_engine(database)
        start.wait()
        store_schema.bring_up_to_date(own)

    engine.dispose()
    processes = [FORK.Process(target=begin) for _ in range(4)]
    with step(tmp_path, "0002", TELLS_WHY):
        for process in processes:
            process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert schema_of(engine) == {"0002", "officers_0001"}


def test_a_store_of_a_newer_yardstick_is_refused_in_words(
    engine: sa.Engine, database: str, tmp_path: Path
) -> None:
    with step(tmp_path, "0002", TELLS_WHY):
        store_schema.bring_up_to_date(engine)
    with pytest.raises(ValueError, match="made by a newer Yardstick"):
        Store(database)


def test_another_packages_tables_are_made_by_steps_of_its_own(
    engine: sa.Engine, database: str, tmp_path: Path
) -> None:
    makes = '    op.create_table("another", sa.Column("name", sa.Text, primary_key=True))\n'
    with step(tmp_path, "another_0001", makes, '    op.drop_table("another")', after=None):
        store_schema.bring_up_to_date(engine)
        assert schema_of(engine) == {*TODAY, "another_0001"}
        assert set(structure(engine)) == {*(name for one in ALL for name in one.tables), "another"}
        with writing(engine) as connection:
            store_schema.take_away(connection)
    assert structure(engine) == {}
