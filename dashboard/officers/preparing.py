"""How to prepare a spreadsheet, with workbooks to fill in."""

from __future__ import annotations

from flask import abort
from werkzeug.wrappers import Response

from dashboard.officers.office import THOSE_WHO_PUBLISH, Office, Route, sent
from loaders import FORMATS, templates


def prepare(office: Office) -> Response:
    """What a file should be like, and the workbooks to fill in."""
    offered = templates.TEMPLATES.values()
    return office.page("prepare", "How to prepare your spreadsheet", templates=offered, formats=FORMATS)


def template(office: Office, name: str) -> Response:
    """A workbook to fill in."""
    wanted = templates.TEMPLATES.get(name)
    if wanted is None:
        abort(404)
    return sent(templates.workbook(wanted, office.reference), f"{name}.xlsx")


ROUTES = (
    Route("/prepare", prepare, THOSE_WHO_PUBLISH),
    Route("/templates/<name>", template, THOSE_WHO_PUBLISH),
)
