"""The parts that pages are made of: native elements, named for what they show.

Every function returns a Dash component and reads nothing but its arguments. `Part` is what goes inside:
text, a component, or None (nothing). Wherever a text is asked for, plain text is escaped for you.
There is no `style=`: the page's policy refuses it, use a class from `assets/site.css`.

    main("Wiltshire at a glance", "How …",      the page's main part: heading, lead sentence, the rest
         choose("/", select(…), select(…)),     a form of native selects with a Show button
         panels(key_figure(KeyFigure(…)), …),   a grid
         section("Over time", chart(…)))        a second-level heading and what is under it
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids, markup, theme
from dashboard.views import Judged, Role

Part = Component | str | None
LONGEST = 200  # letters in a text field
Figure = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """A table's words: `rows` are sequences of cells, the first cell being the row's header.

    `numbers` are the columns set to the right, by position (None: all but the first). `marked` is the row
    that is about this page's authority, by position. `note` is printed under the table.
    """

    caption: str
    head: Sequence[Part]
    rows: Sequence[Sequence[Part]]
    numbers: Collection[int] | None = None
    marked: int | None = None
    note: Part = None


@dataclass(frozen=True)
class Comparison:
    """A figure to hold the key figure against; `role` gives it the look of its line in the small chart."""

    name: str
    value: Part
    role: Role | Literal["level"] = "other"


@dataclass(frozen=True)
class KeyFigure:
    """One indicator in a panel. Everything is printed text, worded and rounded by the caller.

    `direction` is such as "Lower is better". `says` is a sentence on how it compares. `href` is the
    indicator's own page. `figure` is painted small, and `sentence` says what it shows.
    """

    name: str
    value: str
    period: str
    direction: str = ""
    says: Part = None
    comparisons: Sequence[Comparison] = ()
    figure: Figure | None = None
    sentence: str = ""
    href: str = ""
    source: Part = None


def aria(name: str, text: str) -> dict[str, Any]:
    """An aria- attribute of a native element: its hyphen keeps it from being written as an argument."""
    return {f"aria-{name}": text}


# ---- the page and its sections


def main(heading: str, lead: Part, *parts: Part, kicker: str = "") -> Component:
    """The page's main part: its one first-level heading, a lead sentence, then `parts`.

    `kicker` is a short line above the heading, such as the kind of page.
    """
    above = html.P(kicker, className="kicker") if kicker else None
    first = [above, html.H1(heading, id=ids.HEADING), html.P(lead, className="lead") if lead else None]
    return html.Main([html.Div(first, className="opening"), *parts], id=ids.MAIN, tabIndex=-1)


def section(title: str, *parts: Part, name: str = "", lead: Part = None) -> Component:
    """A second-level heading, an optional sentence and `parts`; with `name`, links can point to it."""
    anchor: dict[str, Any] = {"id": ids.section(name)} if name else {}
    said = html.P(lead, className="sublead") if lead else None
    return html.Section([html.H2(title), said, *parts], **anchor)


def prose(*paragraphs: Part) -> Component:
    """Paragraphs at a comfortable measure; what is None is left out."""
    return html.Div([html.P(p) for p in paragraphs if p], className="prose")


def bullets(items: Sequence[Part]) -> Component:
    """A list of short items."""
    return html.Ul([html.Li(item) for item in items if item], className="bullets")


# ---- choosing

Options = Sequence[tuple[str, str]]


def select(
    name: str, label: str, options: Options | Mapping[str, Options], chosen: str, hint: str = ""
) -> Component:
    """A labelled native select. `options` are (value, text) pairs, or a mapping of group heading to pairs."""
    if isinstance(options, Mapping):
        inside: list[Part] = [
            html.Optgroup(_options(pairs, chosen), label=group) for group, pairs in options.items()
        ]
    else:
        inside = [_options(options, chosen)]
    said = html.Span(hint, className="hint") if hint else None
    field = ids.field(name)
    return html.Div(
        [html.Label([label, said], htmlFor=field), html.Select(inside, id=field, name=name)],
        className="field",
    )


def _options(pairs: Options, chosen: str) -> markup.Markup:
    """The options of a select, as text: some pages have hundreds."""
    return markup.Markup().join(
        markup.element("option", text, chosen=value == chosen, value=value) for value, text in pairs
    )


def words(name: str, label: str, hint: str = "", offered: Sequence[str] = ()) -> Component:
    """A labelled native text field; what is `offered` appears while one types, if the browser does that."""
    field, listed = ids.field(name), ids.offered(name)
    said = html.Span(hint, className="hint") if hint else None
    options = html.Datalist([html.Option(value=each) for each in offered], id=listed) if offered else None
    return html.Div(
        [
            html.Label([label, said], htmlFor=field),
            dcc.Input(
                type="text",
                id=field,
                name=name,
                autoComplete="off",
                maxLength=LONGEST,
                list=listed if offered else None,
            ),
            options,
        ],
        className="field",
    )


def ticks(name: str, legend: str, options: Options, ticked: Collection[str]) -> Component:
    """Native checkboxes under a heading of their own; those ticked go into the address, each as `name`."""
    boxes = [{"value": value, "label": label} for value, label in options]
    chosen = [value for value, _ in options if value in ticked]
    inside: Any = dcc.Checklist(options=boxes, value=chosen, id=name)
    return html.Fieldset([html.Legend(legend), inside], className="ticks")


def choose(
    action: str,
    *fields: Part,
    kept: Mapping[str, str | Sequence[str]] | None = None,
    label: str = "Choose what to show",
    button: str = "Show",
) -> Component:
    """A GET form of `fields` with a button. `kept` is the part of the selection that stays as it is.

    What is kept comes first in the address, so that what is added to several of a name is the last of them.
    """
    pairs = [
        (name, value)
        for name, held in (kept or {}).items()
        for value in ([held] if isinstance(held, str) else held)
    ]
    hidden = [dcc.Input(type="hidden", name=name, value=value) for name, value in pairs if value]
    return html.Form(
        [*hidden, *fields, html.Button(button, type="submit")],
        action=action,
        method="get",
        className="choose",
        **aria("label", label),
    )


def side_by_side(*forms: Part) -> Component:
    """Forms in one row where there is room."""
    return html.Div(list(forms), className="forms")


def tabs(label: str, links: Sequence[tuple[str, str, bool]]) -> Component:
    """Links that look like tabs: (text, address, whether it is the one shown)."""
    items = [html.Li(_tab(text, href, current)) for text, href, current in links]
    return html.Nav(html.Ul(items), className="tabs", **aria("label", label))


def _tab(text: str, href: str, current: bool) -> Component:
    return html.A(text, href=href, **(aria("current", "page") if current else {}))


def link(text: Part, href: str) -> Component:
    """A link within Yardstick."""
    return html.A(text, href=href)


def source(text: str, href: str, locator: str = "") -> Component:
    """Where a figure comes from: a link to its source, and the place in it (`para 24`)."""
    where = f", {locator}" if locator else ""
    return html.P(["Source: ", html.A(text, href=href), where], className="source")


# ---- figures in words


def panels(*parts: Part, loose: bool = False) -> Component:
    """A grid of panels, as many in a row as fit; `loose` lets each be as tall as what it holds."""
    return html.Div([part for part in parts if part], className="panels loose" if loose else "panels")


def panel(title: str, *parts: Part, href: str = "", is_long: bool = False) -> Component:
    """A bordered box with a third-level heading, which is a link if `href` is given.

    `is_long` gives it the whole width of the grid, and a list of judgements in it two columns.
    """
    name = html.A(title, href=href) if href else title
    return html.Article([html.H3(name), *parts], className="panel long" if is_long else "panel")


def key_figure(key: KeyFigure) -> Component:
    """A panel with one value printed large, what it is held against, and its small painted trend."""
    direction = html.Span(key.direction, className="direction") if key.direction else None
    period = html.P([key.period, direction], className="period")
    held = [
        html.Div([html.Dt([html.Span(className=f"swatch {c.role}"), c.name]), html.Dd(c.value)])
        for c in key.comparisons
    ]
    return panel(
        key.name,
        html.P(key.value, className="value"),
        period,
        html.P(key.says, className="says") if key.says else None,
        _captioned(key.figure, key.sentence) if key.figure else None,
        html.Dl(held, className="held") if held else None,
        key.source,
        href=key.href,
    )


def _captioned(figure: Figure, sentence: str) -> Component:
    """A panel's small picture; its caption is for who cannot see it, as the panel says it all in print."""
    said = html.Figcaption(sentence, className="unseen")
    return html.Figure([said, dcc.Graph(figure=figure)], className="drawing still")


def facts(pairs: Sequence[tuple[Part, Part]]) -> Component:
    """A list of terms and what is said of them."""
    return html.Dl([html.Div([html.Dt(term), html.Dd(said)]) for term, said in pairs], className="facts")


def grade(value: int | None, word: str) -> Component:
    """A grade's badge: number, printed word, shade and outline. `value` None is a word on no scale."""
    number = html.Span(str(value) if value else "–", className="number")
    kind = f"grade grade-{value}" if value else "grade grade-none"
    return html.Span([number, html.Span(word, className="word")], className=kind)


def numbered(number: int, *parts: Part) -> Component:
    """An item of a list of judgements, with the number that its point has in the timeline chart."""
    shown: dict[str, Any] = {"data-number": str(number)}
    return html.Li(list(parts), **shown)


def judgements(judged: Sequence[Judged], start: int = 1) -> Component:
    """Judgements in order, each with label and badge; numbered from `start`, as in the timeline chart."""
    rows = [
        numbered(
            number,
            html.Span(
                [
                    html.A(j.label, href=j.href) if j.href else j.label,
                    html.Span(j.hint, className="hint") if j.hint else None,
                ]
            ),
            grade(j.grade, j.printed),
        )
        for number, j in enumerate(judged, start)
    ]
    return html.Ol(rows, className="judgements")


def table(words: Table) -> Component:
    """A real table with caption, headers and a region that scrolls where the screen is too narrow."""
    numbers = range(1, len(words.head)) if words.numbers is None else words.numbers
    head = [html.Th(cell, scope="col", **_number(k in numbers)) for k, cell in enumerate(words.head)]
    rows = [_row(row, numbers, marked=k == words.marked) for k, row in enumerate(words.rows)]
    inside = html.Table([html.Caption(words.caption), html.Thead(html.Tr(head)), html.Tbody(rows)])
    region = html.Div(inside, className="scroll", tabIndex=0, role="region", **aria("label", words.caption))
    if words.note is None:
        return region
    return html.Div([region, html.P(words.note, className="note")])


def _row(cells: Sequence[Part], numbers: Collection[int], *, marked: bool) -> Part:
    kind = "marked" if marked else ""
    texts = [cell or "" for cell in cells if not isinstance(cell, Component)]
    if len(texts) == len(cells):  # made as text: a table of every authority has hundreds of cells
        made = [markup.element("th", texts[0], scope="row")]
        made += [
            markup.element("td", text, kind="number" if k in numbers else "")
            for k, text in enumerate(texts[1:], start=1)
        ]
        return markup.element("tr", markup.Markup().join(made), kind=kind)
    first, *rest = cells
    data = [html.Td(cell, **_number(k in numbers)) for k, cell in enumerate(rest, start=1)]
    return html.Tr([html.Th(first, scope="row"), *data], className=kind or None)


def _number(is_number: bool) -> dict[str, Any]:
    return {"className": "number"} if is_number else {}


def details(summary: str, *parts: Part, is_open: bool = False) -> Component:
    """Parts that are folded away until asked for."""
    shown: dict[str, Any] = {"open": True} if is_open else {}
    return html.Details([html.Summary(summary), html.Div(list(parts), className="unfolded")], **shown)


def notice(title: str, *parts: Part, kind: Literal["missing", "caution"] = "missing") -> Component:
    """Says in words that something is missing (and what to do), or what must be borne in mind."""
    said = [html.P(part) if isinstance(part, str) else part for part in parts]
    return html.Div([html.P(title, className="title"), *said], className=f"notice {kind}")


# ---- charts


def chart(name: str, figure: Figure, caption: str, sentence: str, data: Table | None) -> Component:
    """A chart that Dash mounts onto its painting, with a caption, a sentence and its data as a table.

    `name` is the chart's own within the page (from `ids.py`). `sentence` says what the chart shows to who
    cannot see it. `data` None is for a chart whose table stands elsewhere on the page.
    """
    config: Any = dict(theme.GRAPH_CONFIG)
    graph = dcc.Graph(id=ids.graph(name), figure=figure, config=config, responsive=True)
    return html.Figure(
        [
            html.Figcaption(caption),
            html.Div(graph, role="img", className="drawing", **aria("label", sentence)),
            details("The figures behind this chart", table(data)) if data else None,
        ],
        id=ids.figure(name),
        className="chart",
    )


def painted(figure: Figure, sentence: str) -> Component:
    """A chart as a still picture, never mounted: for small ones, of which a page has many."""
    graph = dcc.Graph(figure=figure)
    return html.Div(graph, role="img", className="drawing still", **aria("label", sentence))
