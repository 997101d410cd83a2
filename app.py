"""The one place where things are wired: settings -> store -> application. `server` is what a web server serves."""

from __future__ import annotations

from flask import Flask

from dashboard.settings import Settings
from dashboard.shell import create_app
from loaders import reference, shipped
from loaders.home import REFERENCE
from loaders.store import Store


def wire(settings: Settings) -> Flask:
    """The application over the store of the settings; publishes the shipped papers if it has no release."""
    known = reference.load(REFERENCE)
    store = Store(settings.database_url)
    store.publish_first(lambda: shipped.uploads(known), note=shipped.NOTE)
    return create_app(store, known, settings)


server = wire(Settings.from_environment())
