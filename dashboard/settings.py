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
    `proxies` is how many web servers stand in front, whose word is taken for who asks, and whether by HTTPS.
    """

    home: Path
    host: str
    port: int
    database_url: str
    graph_library: Path | None = None
    proxies: int = 0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings, each checked; makes `home` if it is missing. SettingsError says what to mend."""
        return cls(
            home=home(environment),
            host=environment.get("HOST") or "127.0.0.1",
            port=_port(environment.get("PORT") or "8050"),
            database_url=database_url(environment),
            graph_library=ROOT / ".venv" / "share" / "plotly-basic.min.js",
            proxies=_proxies(environment.get("PROXIES") or "0"),
        )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= 65535):
        raise SettingsError(f"PORT is {text!r}: give a whole number from 1 to 65535.")
    return int(text)


def _proxies(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 1):
        raise SettingsError(f"PROXIES is {text!r}: give the number of web servers in front, from 0 to 9.")
    return int(text)
