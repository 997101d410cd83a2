"""The names of charts: those that a page offers are those that its files are asked for by."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from dash import dcc, html

from dashboard import along, ids, taken, view_exports
from dashboard.addresses import Query
from dashboard.page import Page
from dashboard.pages import indicator, inspections
from dashboard.queries import Ask
from tests.taken import VIEWS

if TYPE_CHECKING:
    from loaders.reference import Reference
    from loaders.store import Store

MANY = "".join(f"&area={code}" for code in ("865", "873", "383", "210", "823"))
NAMED = {
    **VIEWS,
    "several": f"/compare?indicator=neet-16-18&indicator=adoption-a1{MANY}&show=charts",
    "pack": "/pack?area=865&part=timeline&part=figures&indicator=adoption-a1&indicator=caf-opened",
}


def test_the_names_of_charts_are_those_that_their_files_are_asked_for_by(store: Store, reference: Reference):
    release = store.current()
    assert release is not None
    ask = Ask(store, release, reference)
    for module, selection in (
        (indicator, {"indicator": "caf-opened", "area": "865"}),
        (inspections, {"area": "865"}),
    ):
        page = module.page(selection, ask)
        said = [(one.name, one.title.replace("'", "’")) for one in along.named(page.tree)]
        assert said == [(one.name, one.section) for one in taken.taken(page).drawings] != []


@pytest.mark.parametrize("view", NAMED)
def test_every_picture_that_a_page_offers_is_one_that_its_files_have(
    store: Store, reference: Reference, view: str
):
    release = store.current()
    assert release is not None
    target = urlsplit(NAMED[view])
    (module,) = [one for one in view_exports.VIEWS if target.path == one.PATH]
    page = module.page(Query(tuple(parse_qsl(target.query))), Ask(store, release, reference))
    offered = [one.name for one in along.named(page.tree)]
    assert offered == [one.name for one in taken.taken(page).drawings]
    assert len(set(offered)) == len(offered)


def blank() -> dict[str, object]:
    axis = {"range": [0, 1], "tickvals": [], "ticktext": [], "showgrid": False, "showline": False}
    axis |= {"tickfont": {"size": 14, "color": "#000"}}
    return {
        "data": [],
        "layout": {"height": 100, "margin": dict.fromkeys("lrtb", 8), "xaxis": axis, "yaxis": axis},
    }


def small(title: str, charts: int) -> html.Figure:
    drawn = [dcc.Graph(figure=blank()) for _ in range(charts)]
    return html.Figure([html.Figcaption(title), *drawn])


def test_small_charts_on_the_same_axes_are_counted_by_what_is_drawn_not_by_their_titles():
    shown = html.Div([small("a", 1), small("without a chart", 0), small("two", 2)], className="multiples")
    after = html.Figure([html.Figcaption("after"), dcc.Graph(figure=blank())], id=ids.figure("trend"))
    nothing = html.Div([small("none at all", 0)], className="multiples")
    page = Page("t", html.Main([shown, after, nothing]))
    several, one = taken.taken(page).drawings
    assert [title for title, _ in several.figures] == ["a", "two", "two"]
    assert [one.name for one in along.named(page.tree)] == [several.name, one.name] == ["panels", "trend"]


def test_a_chart_that_no_file_would_have_is_a_mistake_of_the_page():
    """Else every chart after it would be drawn from another one's figure."""
    astray = html.Div(dcc.Graph(figure=blank()))
    with pytest.raises(ValueError, match="stand outside a figure"):
        taken.taken(Page("t", html.Main([astray])))
