"""The one place where things are wired: settings -> store -> application.

`server` is what a web server serves.
"""

from __future__ import annotations

import sys

from flask import Flask

from dashboard.settings import Settings, SettingsError
from dashboard.shell import create_app
from loaders import reference, shipped
from loaders.home import REFERENCE, open_store

CANNOT_START = 3  # gunicorn takes it for a worker that will never start, and does not try again for ever


def wire(settings: Settings) -> Flask:
    """The application over the store of the settings; publishes the shipped papers if it has no release."""
    known = reference.load(REFERENCE)
    store = open_store(settings.database_url)
    store.publish_first(lambda: shipped.uploads(known), note=shipped.NOTE)
    application = create_app(store, known, settings)
    store.close()  # a web server may fork now: each of its processes opens connections of its own
    return application


def start() -> Flask:
    """The application of the environment's settings; ends with one plain line if they cannot be used."""
    try:
        return wire(Settings.from_environment())
    except SettingsError as error:
        sys.stderr.write(f"Yardstick cannot start. {error}\n")
        sys.exit(CANNOT_START)


server = start()
