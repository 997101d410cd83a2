"""How to prepare a spreadsheet, with workbooks to fill in."""

from __future__ import annotations

from flask import abort
from werkzeug.wrappers import Response

from dashboard.officers import examples, sheet_picture
from dashboard.officers.office import THOSE_WHO_PUBLISH, Office, Route, sent
from loaders import template_files, templates


def prepare(office: Office) -> Response:
    """What a file should be like, and the workbooks to fill in."""
    return office.page(
        "prepare",
        "How to prepare your spreadsheet",
        templates=templates.templates(office.reference),
        published=templates.PUBLISHED,
        good=examples.GOOD,
        mistakes=examples.MISTAKES,
        picture=sheet_picture.picture,
    )


def template(office: Office, name: str) -> Response:
    """A file to fill in."""
    wanted = next((one for one in templates.templates(office.reference) if name in one.files), None)
    if wanted is None:
        abort(404)
    return sent(template_files.files(wanted, office.reference)[name], name)


ROUTES = (
    Route("/prepare", prepare, THOSE_WHO_PUBLISH),
    Route("/templates/<name>", template, THOSE_WHO_PUBLISH),
)
