"""HTML made as text: what a file or a person wrote cannot become part of the page's own."""

from __future__ import annotations

import pytest
from dash import html

from dashboard import components, firstpaint, markup

HOSTILE = '<b onclick="x">&"\''


def test_words_and_attributes_are_escaped_and_markup_is_not():
    assert markup.element("td", HOSTILE, kind=HOSTILE) == (
        '<td class="&lt;b onclick=&quot;x&quot;&gt;&amp;&quot;&#x27;">&lt;b onclick="x"&gt;&amp;"\'</td>'
    )
    assert markup.element("tr", markup.element("td", "5 < 6")) == "<tr><td>5 &lt; 6</td></tr>"


def test_an_attribute_that_is_empty_is_left_out_but_not_an_options_value():
    assert markup.element("option", "Choose one", chosen=True, value="", kind="") == (
        '<option selected value="">Choose one</option>'
    )


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "elsewhere", ""])
def test_a_link_leads_nowhere_else(href: str):
    with pytest.raises(TypeError, match="only absolute paths"):
        markup.link("A figure", href)


def test_a_row_of_words_reads_as_one_of_components():
    """Tables make rows as text where they can; nobody can tell them apart."""
    plain = components.Table("Ages", ("Who", "Years"), [["O'Neil & <Sons>", "4"], ["", None]], marked=0)
    parts = components.Table(
        "Ages", ("Who", "Years"), [[html.Span("O'Neil & <Sons>"), "4"], [html.Span(""), None]], marked=0
    )
    painted = firstpaint.to_html(components.table(parts)).replace("<span>", "").replace("</span>", "")
    assert firstpaint.to_html(components.table(plain)) == painted
