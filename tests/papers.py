"""The papers that Yardstick ships, read for tests."""

from __future__ import annotations

from functools import cache

from loaders import FORMATS
from loaders.format import Format, Rows
from loaders.problems import Problem
from loaders.reference import Reference
from loaders.sheets import Book
from loaders.sheets import read as read_book
from tests.needs import ROOT

PAPERS = sorted((ROOT / "data" / "papers").glob("*.xlsx"))


@cache
def shipped(name: str) -> Book:
    """One of the papers that Yardstick ships."""
    found, problems = read_book(ROOT / "data" / "papers" / name)
    assert found is not None and problems == []
    return found


def recognised(given: Book) -> Format:
    """The format that reads a paper."""
    return next(one for one in FORMATS if isinstance(one, Format) and one.recognises(given))


def tidied(given: Book, reference: Reference) -> tuple[Rows, list[Problem]]:
    """A paper's rows by table, and what is wrong with it."""
    return recognised(given).tidy(given, reference)
