"""Views as files, for the tests that open them: what is asked for, and how it is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from openpyxl import load_workbook

from tests.reading import Read, read

if TYPE_CHECKING:
    from flask import Flask
    from openpyxl import Workbook
    from werkzeug.test import TestResponse

# A selection for the files of every view.
VIEWS = {
    "glance": "/?area=865",
    "inspections": "/inspections?area=865",
    "indicator": "/indicator?indicator=caf-opened&area=865",
    "ranked": "/indicator?indicator=adoption-a1&area=865&list=committee-2012",
    "profile": "/profile?area=865&topic=Adoption",
    "map": "/map?indicator=adoption-a1&area=865&list=committee-2012",
    "compare": "/compare?area=865&area=873&indicator=adoption-a1&indicator=caf-opened&show=charts",
}


def file(address: str, suffix: str, **more: str) -> str:
    """The address of a view's file."""
    path, _, query = address.partition("?")
    pairs = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/{path.strip('/') or 'glance'}.{suffix}?{query}{pairs}"


def got(app: Flask, address: str, status: int = 200) -> TestResponse:
    """The answer to an address."""
    answer = app.test_client().get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    return answer


class Files:
    """The files of an application's views, each asked for once."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._held: dict[str, Any] = {}

    def page(self, view: str) -> Read:
        """The page itself."""
        return self._once(VIEWS[view], lambda address: read(self._text(address)))

    def rows(self, view: str) -> list[dict[str, str]]:
        """The rows of its CSV."""
        return self._once(
            file(VIEWS[view], "csv"), lambda one: list(csv.DictReader(io.StringIO(self._text(one))))
        )

    def content(self, view: str) -> bytes:
        """Its workbook."""
        return self._once(file(VIEWS[view], "xlsx"), lambda address: got(self.app, address).get_data())

    def book(self, view: str) -> Workbook:
        """Its workbook, opened."""
        return self._once(f"{view} opened", lambda _: load_workbook(io.BytesIO(self.content(view))))

    def opened(self, address: str) -> Workbook:
        """The workbook at an address, opened."""
        return self._once(
            f"{address} opened", lambda _: load_workbook(io.BytesIO(got(self.app, address).get_data()))
        )

    def picture(self, view: str, chart: str) -> ElementTree.Element:
        """A chart of it."""
        address = file(VIEWS[view], "svg", chart=chart)
        return self._once(address, lambda one: ElementTree.fromstring(self._text(one)))

    def _text(self, address: str) -> str:
        return got(self.app, address).get_data(as_text=True)

    def _once(self, name: str, make: Callable[[str], Any]) -> Any:
        if name not in self._held:
            self._held[name] = make(name)
        return self._held[name]
