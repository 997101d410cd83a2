"""Where Yardstick keeps its store and finds its reference data, from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"
PAPERS = ROOT / "data" / "papers"


class HomeError(ValueError):
    """A setting that cannot be used; the message names the variable and how to mend it."""


def home(environment: Mapping[str, str]) -> Path:
    """The folder of the embedded store (YARDSTICK_HOME, else var/); made if it is missing."""
    text = environment.get("YARDSTICK_HOME") or str(ROOT / "var")
    folder = Path(text).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeError(
            f"YARDSTICK_HOME is {text!r}: that folder cannot be made ({error.strerror}). Name one that can."
        ) from error
    if not os.access(folder, os.W_OK):
        raise HomeError(f"YARDSTICK_HOME is {text!r}: nothing can be written there. Name another folder.")
    return folder


def database_url(environment: Mapping[str, str]) -> str:
    """The store's address (DATABASE_URL, else a file in the home folder)."""
    given = environment.get("DATABASE_URL")
    if given and "://" not in given:
        raise HomeError(f"DATABASE_URL is {given!r}: give an address such as sqlite:////srv/yardstick.db.")
    return given or f"sqlite:///{home(environment) / 'yardstick.db'}"
