"""Settings, read from the environment and checked once, at the start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.home import ROOT, SettingsError, database_url, home

__all__ = ["ROOT", "Settings", "SettingsError"]


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
        return cls(
            home=home(environment),
            host=environment.get("HOST") or "127.0.0.1",
            port=_port(environment.get("PORT") or "8050"),
            database_url=database_url(environment),
            graph_library=ROOT / ".venv" / "share" / "plotly-basic.min.js",
        )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= 65535):
        raise SettingsError(f"PORT is {text!r}: give a whole number from 1 to 65535.")
    return int(text)
