"""The first paint: components as HTML, figures as SVG, and the parts of Dash that it relies on."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from dash import Dash, dcc, html

from dashboard import components as c
from dashboard import figures, figures_inspections, firstpaint, picture, theme
from dashboard.markup import Markup
from dashboard.settings import ROOT
from tests.samples import Charts, Start, distribution, ranked, timeline, trend

UNFOLDED: dict[str, Any] = {"aria-expanded": False}
FIGURES = {
    "trend": figures.trend(trend()),
    "small": figures.small_trend(trend()),
    "ranked": figures.ranked(ranked()),
    "timeline": figures_inspections.timeline(timeline()),
    "distribution": figures_inspections.distribution(distribution()),
}


@pytest.mark.parametrize(
    ("node", "written"),
    [
        (None, ""),
        ("a < b & c", "a &lt; b &amp; c"),
        (3, "3"),
        (["a", html.B("b")], "a<b>b</b>"),
        (html.P(["One", html.Br(), "two"], className="lead"), '<p class="lead">One<br>two</p>'),
        (html.Label("A", htmlFor="x"), '<label for="x">A</label>'),
        (html.Option("A", value="1", selected=True), '<option selected value="1">A</option>'),
        (html.Div(hidden=False, **UNFOLDED), '<div aria-expanded="false"></div>'),
        (html.A('"quoted"', href='/?a="b"'), '<a href="/?a=&quot;b&quot;">"quoted"</a>'),
        (html.Div(tabIndex=-1), '<div tabindex="-1"></div>'),
        (dcc.Store(id="s"), ""),
        (html.P(n_clicks=3, key="k"), "<p></p>"),
        (html.P(["a < b", Markup("<b>a</b>"), "it's"]), "<p>a &lt; b<b>a</b>it’s</p>"),
    ],
)
def test_a_component_is_written_as_html(node, written: str):
    assert firstpaint.to_html(node) == written


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (html.P(style={"color": "red"}), "use className"),
        (html.A("x", href="javascript:alert(1)"), "only absolute paths"),
        (html.A("x", href="relative"), "only absolute paths"),
        (dcc.Dropdown(), "use a native element"),
        (object(), "no first paint for object"),
    ],
)
def test_what_cannot_be_painted_is_refused(node, said: str):
    with pytest.raises(TypeError, match=said):
        firstpaint.to_html(node)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_a_picture_that_is_well_formed(name: str):
    root = ElementTree.fromstring(picture.svg(FIGURES[name]).replace("\u00a0", " "))
    assert root.attrib["class"].startswith("paint l")


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_holds_every_text_of_its_figure(name: str):
    figure = FIGURES[name]
    painted = " ".join(ElementTree.fromstring(picture.svg(figure)).itertext())
    texts = [a["text"] for a in figure["layout"]["annotations"]]
    texts += [t for trace in figure["data"] for t in trace.get("text", [])]
    texts += [*figure["layout"]["xaxis"]["ticktext"], *figure["layout"]["yaxis"]["ticktext"]]
    for text in texts:
        assert all(line in painted for line in text.split("<br>"))


def test_a_picture_has_no_inline_style_and_no_script():
    for figure in FIGURES.values():
        assert "style=" not in picture.svg(figure) and "<script" not in picture.svg(figure)


def test_a_gap_in_a_line_is_a_gap_in_the_picture():
    path = re.findall(r'<path d="([^"]*)"', picture.svg(FIGURES["trend"]))[-1]
    assert path.count("M") == 2, "2006/07 to 2008/09, then 2011/12 to 2013/14; 2010/11 alone is a marker"


def test_the_stylesheet_has_a_class_for_every_margin():
    css = (ROOT / "dashboard" / "assets" / "site.css").read_text()
    for pixels in range(theme.MARGIN_STEP, theme.MARGIN_MOST + 1, theme.MARGIN_STEP):
        assert f".l{pixels} {{ padding-left: {pixels}px; }}" in css
        assert f".r{pixels} {{ padding-right: {pixels}px; }}" in css


def test_an_unknown_shape_or_trace_is_refused():
    figure = {**FIGURES["trend"], "data": [{"type": "pie"}]}
    with pytest.raises(ValueError, match="pie"):
        picture.svg(figure)


def test_a_chart_names_the_place_where_it_will_be_mounted():
    painted = firstpaint.to_html(c.chart("trend", FIGURES["trend"], "Caption", "Sentence.", None))
    assert 'data-graph="trend"' in painted
    assert "<figcaption>Caption</figcaption>" in painted
    assert 'role="img"' in painted and 'aria-label="Sentence."' in painted


def test_a_still_picture_is_never_mounted():
    tree = html.Main(c.painted(FIGURES["small"], "Falling."))
    assert list(firstpaint.charts(tree)) == []
    assert "data-graph" not in firstpaint.to_html(tree)


# The page of a chart carries what Dash would ask for.


def test_the_layout_for_dash_holds_the_charts_only():
    tree = Charts.page({}, None).tree
    told = json.loads(firstpaint.layout(firstpaint.charts(tree)))
    mounts = told["props"]["children"]
    assert [m["props"]["id"] for m in mounts] == [
        *("at-trend", "at-ranked", "at-timeline", "at-distribution")
    ]
    assert mounts[0]["props"]["children"]["props"]["id"] == {"chart": "trend"}


def test_no_chart_offers_to_send_itself_to_a_cloud():
    told = json.loads(firstpaint.layout(firstpaint.charts(Charts.page({}, None).tree)))
    for mount in told["props"]["children"]:
        config = mount["props"]["children"]["props"]["config"]
        assert config["showSendToCloud"] is False and config["plotlyServerURL"] == ""


def test_json_in_the_page_cannot_end_its_own_script():
    assert "</script><b>" not in firstpaint.block("x", '{"a": "</script><b>"}')


# The insides of Dash: if one of these fails after an upgrade, mend firstpaint.py before anything else.


@pytest.fixture
def dash() -> Dash:
    app = Dash("test", url_base_pathname="/dash/", assets_folder="none")
    app.layout = html.Div()
    return app


def test_dash_is_the_version_whose_insides_are_known():
    pinned = re.search(r"^dash(?:\[compress\])?==(.+)$", (ROOT / "requirements.txt").read_text(), re.M)
    assert pinned and pinned[1].strip() == version("dash")


def test_dashs_scripts_are_found_in_loading_order(dash: Dash):
    engine = firstpaint.engine(dash, "/static/b/plotly-basic.min.js", "/static/b/start.js")
    names = [Path(s).name.split(".v4")[0].split("@")[0] for s in engine.scripts]
    assert names == [
        "polyfill", "react", "react-dom", "prop-types", "dash_renderer", "dash_core_components",
        "dash_core_components-shared", "dash_html_components", "plotly-basic.min.js", "async-graph",
        "start.js",
    ]  # fmt: skip


@pytest.mark.parametrize("library", ["", "/static/b/plotly-basic.min.js"])
def test_every_script_of_dash_can_be_fetched(dash: Dash, library: str):
    client = dash.server.test_client()
    for script in firstpaint.engine(dash, library).scripts:
        if script.startswith("/dash/"):
            answer = client.get(script)
            assert answer.status_code == 200, script
            assert len(answer.data) > 500


def test_the_configuration_is_the_same_on_every_load_and_tells_nothing_of_this_machine(dash: Dash):
    first, second = firstpaint.engine(dash, ""), firstpaint.engine(dash, "")
    assert first == second
    config = json.loads(first.config)
    assert config["requests_pathname_prefix"] == "/dash/"
    assert "python_version" not in config and config["dash_version_url"] == ""


def test_properties_are_found_among_a_components_variables():
    assert 'id="x"' in firstpaint.to_html(html.P(id="x"))
    assert firstpaint.start_script(Dash("t")) == "var renderer = new DashRenderer();"


# Components


def test_a_page_has_one_first_level_heading_in_a_main_that_can_be_skipped_to():
    painted = firstpaint.to_html(Start.page({}, None).tree)
    assert painted.count("<h1") == 1
    assert painted.startswith('<main id="main" tabindex="-1">')


def test_the_chosen_option_is_marked():
    painted = firstpaint.to_html(Start.page({"area": "383"}, None).tree)
    assert '<option selected value="383">Leeds</option>' in painted
    assert '<optgroup label="Lists">' in painted


def test_a_field_has_a_label_and_a_form_a_button():
    painted = firstpaint.to_html(Start.page({}, None).tree)
    assert '<label for="choose-area">' in painted and '<select id="choose-area" name="area">' in painted
    assert '<button type="submit">Show</button>' in painted


def test_what_is_kept_of_a_selection_travels_with_the_form():
    painted = firstpaint.to_html(c.choose("/", kept={"release": "2"}))
    assert '<input name="release" type="hidden" value="2">' in painted


def test_a_table_has_caption_headers_and_a_region_that_scrolls_by_keyboard():
    painted = firstpaint.to_html(c.table(c.Table("Caption", ["Area", "2010"], [["Leeds", "5%"]], marked=0)))
    assert '<div aria-label="Caption" class="scroll" role="region" tabindex="0">' in painted
    assert "<caption>Caption</caption>" in painted
    assert '<th scope="col">Area</th><th class="number" scope="col">2010</th>' in painted
    assert '<tr class="marked"><th scope="row">Leeds</th><td class="number">5%</td></tr>' in painted


@pytest.mark.parametrize("value", [1, 2, 3, 4, None])
def test_a_grade_shows_number_and_word_beside_its_shade(value: int | None):
    painted = firstpaint.to_html(c.grade(value, "good"))
    assert f">{value or '–'}</span>" in painted and ">good</span>" in painted


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_four_grades_differ_in_grey_and_their_numbers_can_be_read():
    shades = [luminance(theme.GRADES[g].color) for g in (4, 3, 2, 1)]
    assert shades == sorted(shades)
    for fill in theme.GRADES.values():
        assert contrast(fill.color, fill.ink) >= 4.5
        assert contrast(fill.edge, theme.PAPER) >= 3
    for one, other in ((4, 3), (3, 2), (2, 1)):
        assert contrast(theme.GRADES[one].color, theme.GRADES[other].color) >= 1.5


def test_the_inks_of_labels_can_be_read_on_white():
    for stroke in (*theme.STROKES.values(), theme.LEVEL):
        assert contrast(stroke.ink, theme.PAPER) >= 4.5


def test_the_tabs_name_the_one_shown():
    painted = firstpaint.to_html(c.tabs("Views", [("One", "/a", True), ("Two", "/b", False)]))
    assert '<a aria-current="page" href="/a">One</a>' in painted
    assert painted.count("aria-current") == 1
