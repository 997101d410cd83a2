"""Where Yardstick keeps its store and finds its reference data, from the environment."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from loaders import store_schema
from loaders.store import Store
from loaders.store_database import EXAMPLES, open_engine, reading

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"
PAPERS = ROOT / "data" / "papers"
FILE = "yardstick.db"


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the variable and how to mend it."""


def home(environment: Mapping[str, str]) -> Path:
    """The folder of the embedded store (YARDSTICK_HOME, else var/); made if it is missing."""
    text = _folder(environment)
    try:
        folder = Path(text).expanduser().resolve()
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: nobody is called what stands after the ~
        why = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(
            f"YARDSTICK_HOME is {text!r}: that folder cannot be made ({why}). Name one that can."
        ) from error
    if not os.access(folder, os.W_OK):
        raise SettingsError(f"YARDSTICK_HOME is {text!r}: nothing can be written there. Name another folder.")
    return folder


def _folder(environment: Mapping[str, str]) -> str:
    return environment.get("YARDSTICK_HOME") or str(ROOT / "var")


def database_url(environment: Mapping[str, str]) -> str:
    """The store's address (DATABASE_URL, else a file in the home folder)."""
    given = environment.get("DATABASE_URL")
    if given and "://" not in given:
        raise SettingsError(f"DATABASE_URL is {given!r}: give an address such as {EXAMPLES}.")
    return given or f"sqlite:///{home(environment) / FILE}"


def store_exists(environment: Mapping[str, str]) -> bool:
    """False if nobody has made the store yet: there is no such file, or a database without tables.

    Makes nothing. SettingsError says why a database cannot be looked into.
    """
    given = environment.get("DATABASE_URL") or ""
    file = given.partition("sqlite:///")[2] if given else Path(_folder(environment)) / FILE
    with _opening():
        if file:
            return _is_there(Path(file).expanduser())
        engine = open_engine(database_url(environment))
        try:
            with reading(engine) as connection:
                return bool(store_schema.schema_of(connection))
        finally:
            engine.dispose()


def _is_there(file: Path) -> bool:
    """Raises OSError for one that cannot even be looked for."""
    try:
        file.stat()
    except FileNotFoundError:
        return False
    return True


def open_store(url: str) -> Store:
    """The store at a database's address. SettingsError says why it cannot be opened."""
    with _opening():
        return Store(url)


@contextmanager
def _opening() -> Generator[None, None, None]:
    """Says of a database that cannot be opened why."""
    try:
        yield
        return
    except SQLAlchemyError as error:
        told = getattr(error, "orig", None) or "it is not an address of a database"
        why = " ".join(str(told).split())  # PostgreSQL tells it in several lines
    except OSError as error:
        why = error.strerror
    except ValueError as error:
        why = str(error).rstrip(".")
    # Not `from error`, and not the address: it may hold a password.
    raise SettingsError(
        f"The database cannot be opened ({why}). Look at DATABASE_URL and YARDSTICK_HOME; "
        f"an address is such as {EXAMPLES}."
    )
