"""Every page and every chart says its message in words, and no sentence contradicts the figures beside it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from tests.live import EXAMPLES, NATIONAL_EXAMPLES, STATUS
from tests.reading import read
from tests.served import served as served_table

if TYPE_CHECKING:
    from flask import Flask


FIGURE = re.compile(r"<figure.*?</figure>", re.S)
CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.S)
PICTURE = re.compile(r'<div(?=[^>]*role="img")[^>]*>|<svg(?=[^>]*class="england")[^>]*>')
LABEL = re.compile(r'aria-label="([^"]*)"')
FIGURES = re.compile(r"(?<![\w,.])−?£?\d[\d,]*(?:\.\d+)?(?= days| months|%| per \d)")
DIFFERENCE = re.compile(
    r"(?:about )?(£?[\d,.]+) ?(days?|months?|percentage points?|per [\d,]+)? (?:longer|shorter|quicker|slower"
    r"|higher|lower|more|less) than"
)
FORBIDDEN = re.compile(r"\b(improved|declined|deteriorated|worse than|better than|None|nan|undated)\b")


def page(app: Flask, address: str) -> str:
    answer = app.test_client().get(address)
    assert answer.status_code == STATUS.get(address.strip("/"), 200) or answer.status_code == 404
    return answer.get_data(as_text=True)


def leads(markup: str) -> list[str]:
    found = re.findall(r'<p class="lead">(.*?)</p>', markup, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", one)) for one in found]


PAGES = [name for name, address in EXAMPLES.items() if not address.startswith(("/no-", "/acc", "/sources"))]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_begins_with_its_message(app: Flask, name: str) -> None:
    said = leads(page(app, EXAMPLES[name]))
    assert said
    for one in said:
        assert one.strip().endswith((".", "?", "”")), one
        assert not FORBIDDEN.search(one), one


@pytest.mark.parametrize(
    ("national", "name"), [(False, n) for n in EXAMPLES] + [(True, n) for n in NATIONAL_EXAMPLES]
)
def test_every_chart_has_a_heading_and_says_to_who_cannot_see_it_what_it_shows(
    national: bool, name: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue("national_app" if national else "app")
    markup = page(app, (NATIONAL_EXAMPLES if national else EXAMPLES)[name])
    for figure in FIGURE.findall(markup):
        caption = CAPTION.search(figure)
        assert caption and caption[1].strip(), name
    for picture in PICTURE.findall(markup):
        label = LABEL.search(picture)
        assert label, name
        said = html.unescape(label[1])
        assert said.endswith(".") or re.search(r"\d", said), f"{name}: {said}"
        assert not FORBIDDEN.search(said), said


NATIONAL = ("lait-totperabnew", "lait-ks2r-expected-std", "lait-infmort")
WITH_FIGURES = ("865", "383", "885", "873")


def told(app: Flask, indicator: str, area: str) -> tuple[str, str]:
    """The message of an indicator's page, and all that stands below it."""
    markup = page(app, f"/indicator?indicator={indicator}&area={area}")
    said = re.search(r'<p class="lead">(.*?)</p>', markup, re.S)
    assert said
    return html.unescape(said[1]), read(markup.replace(said[0], "")).text


def unprinted(said: str, below: str) -> list[str]:
    """The figures of a message that do not stand below it; a difference follows from two that do."""
    return [shown for shown in FIGURES.findall(DIFFERENCE.sub("", said)) if shown not in below]


@pytest.mark.parametrize("area", ["865", "383", "201", "420"])
@pytest.mark.parametrize("indicator", NATIONAL)
def test_every_figure_in_a_message_is_printed_below_it(
    national_app: Flask, indicator: str, area: str
) -> None:
    assert unprinted(*told(national_app, indicator, area)) == []


@pytest.mark.parametrize("area", WITH_FIGURES)
def test_so_it_is_for_every_figure_of_the_papers(app: Flask, area: str) -> None:
    served = {row["indicator"] for row in served_table(app, "observations") if row["la_code"] == area}
    assert served
    missing = {name: told_of for name in served if (told_of := unprinted(*told(app, name, area)))}
    assert missing == {}
