"""Settings, read from the environment and checked once, at the start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the variable and how to mend it."""


@dataclass(frozen=True)
class Settings:
    """Where Yardstick keeps its things and listens.

    `home` is the folder of the embedded store. `graph_library` is plotly.js's basic bundle, put there when
    Yardstick is set up; None, or a file that is not there, means the larger one that comes with Dash.
    """

    home: Path
    host: str
    port: int
    database_url: str
    graph_library: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings, each checked; makes `home` if it is missing. SettingsError says what to mend."""
        home = _folder(environment.get("YARDSTICK_HOME") or str(ROOT / "var"))
        return cls(
            home=home,
            host=environment.get("HOST") or "127.0.0.1",
            port=_port(environment.get("PORT") or "8050"),
            database_url=_database(environment.get("DATABASE_URL") or f"sqlite:///{home / 'yardstick.db'}"),
            graph_library=ROOT / ".venv" / "share" / "plotly-basic.min.js",
        )


def _folder(text: str) -> Path:
    folder = Path(text).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"YARDSTICK_HOME is {text!r}: that folder cannot be made ({error.strerror}). Name one that can."
        ) from error
    if not os.access(folder, os.W_OK):
        raise SettingsError(f"YARDSTICK_HOME is {text!r}: nothing can be written there. Name another folder.")
    return folder


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise SettingsError(f"PORT is {text!r}: give a whole number from 1 to 65535.")
    return int(text)


def _database(text: str) -> str:
    if "://" not in text:
        raise SettingsError(f"DATABASE_URL is {text!r}: give an address such as sqlite:////srv/yardstick.db.")
    return text
