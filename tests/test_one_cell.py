"""One cell of a workbook, changed: all that is drawn and said of it changes with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.reading import read

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.settings import Settings
    from loaders.reference import Reference


@pytest.fixture(scope="module")
def changed(
    tmp_path_factory: pytest.TempPathFactory, reference: Reference, settings: Settings
) -> Iterator[Flask]:
    """Yardstick with one cell of the adoption workbook changed: Wiltshire's 803 days are 704."""
    from dashboard.shell import create_app
    from loaders import FORMATS, shipped
    from loaders.format import read as read_file
    from loaders.store import Store

    folder = tmp_path_factory.mktemp("changed")
    paper = next(path for path in shipped.files() if path.name == "wiltshire-adoption-scorecard-2012.xlsx")
    book = openpyxl.load_workbook(paper)
    cell = next(c for row in book["Comparative Data"].iter_rows() for c in row if c.value == 803)
    cell.value = 704
    copy = Path(folder / paper.name)
    book.save(copy)
    with closing(Store(f"sqlite:///{folder / 'store.db'}")) as store:
        uploads = [
            shipped.upload(path, read_file(path, reference, FORMATS))
            for path in shipped.files()
            if path != paper
        ]
        store.publish([*uploads, shipped.upload(copy, read_file(copy, reference, FORMATS))])
        yield create_app(store, reference, settings)


def test_changing_one_cell_changes_heading_chart_text_alternative_and_table(changed: Flask, app: Flask):
    address = "/indicator?indicator=adoption-a1&area=865"
    before, after = (each.test_client().get(address).get_data(as_text=True) for each in (app, changed))
    for markup, shown, other in ((before, "803 days", "704 days"), (after, "704 days", "803 days")):
        page = read(markup)
        assert shown in next(text for text in page.by_tag["p"] if "adopted from Wiltshire" in text)
        assert shown in page.by_tag["figcaption"][0]
        assert any(shown in label for label in page.labels)
        assert any(text.startswith("Wiltshire 11th") and shown in text for text in page.by_tag["tr"])
        painted = page.by_tag["svg"]
        assert any(shown in text for text in painted)
        layout = re.search(r'id="dash-layout"[^>]*>(.*?)</script>', markup, re.S)
        assert layout and shown in json.dumps(json.loads(layout[1]), ensure_ascii=False)
        assert other not in page.by_tag["figcaption"][0]
