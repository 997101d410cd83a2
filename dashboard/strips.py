"""Rows of a profile -> a table in which each has a strip: from the worst to the best figure of England. Pure.

A page has hundreds, so they are made as text. What a strip shows stands in the cells beside it in words,
so the strip itself is hidden from assistive technology. Its marks are paths of a few letters, drawn by
classes of the stylesheet: a dot is a stroke of no length with round ends, which no stretching distorts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import numbers, text, wording_benchmark, wording_profile
from dashboard.markup import Markup, words
from dashboard.profiles import WITHOUT_ENDS, WITHOUT_LINE, Group, Row
from dashboard.records import Place

ACROSS = 1000  # units of a strip's width
BOX, TICK, MIDDLE = (7, 21), (4, 24), 14  # pixels from the top


class Strips(Markup):
    """A table with strips, which its page's files draw as a chart; its type is how they know it."""


@dataclass(frozen=True)
class Ways:
    """Where a row leads: to its indicator, by its id; its figure to its row in the source."""

    indicator: Callable[[str], str]
    source: Callable[[Place], str]


def table(group: Group, name: str, caption: str, to: Ways, seen: int = 0) -> Markup:
    """A group's rows as a table, without the first `seen`. `name` is the authority's."""
    bare, plain = group.reason in WITHOUT_LINE, group.reason in WITHOUT_ENDS
    body = "".join([_row(row, to, bare) for row in group.rows[seen:]])
    drawn = "<svg" in body
    head = _head(plain, bare, drawn=drawn)
    kind = "profile bare" if bare else "profile plain" if plain else "profile"
    made = Strips if drawn else Markup
    return made(
        f'<table class="{kind}"><caption>{_caption(caption, name if drawn else "")}</caption>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table>"
    )


def _head(is_plain: bool, bare: bool, *, drawn: bool) -> str:
    low, high = text.SMALLEST_TO_LARGEST if is_plain else text.WORST_TO_BEST
    if bare:
        titles: Sequence[str] = (text.MEASURE, text.ITS_FIGURE)
    else:
        ends = f"<span>{low}</span> <span>{high}</span>" if drawn else ""
        last = () if is_plain else (text.PLACE,)
        titles = (text.MEASURE, ends, text.ITS_FIGURE, text.MIDDLE_OF_NEIGHBOURS, "England", *last)
    cells = [f'<th scope="col">{one}</th>' if one else "<td></td>" for one in titles]
    return f"<tr>{''.join(cells)}</tr>"


def _row(row: Row, to: Ways, bare: bool) -> str:
    measure = row.measure
    unit, decimals = measure.unit, measure.decimals
    short = unit if unit == "%" else numbers.MONEY if unit.startswith(numbers.MONEY) else "number"
    own = text.NOT_LISTED if row.own is None else numbers.shown(row.own, short, decimals)
    known = row.own is not None and row.own.value is not None
    said = words(own) if known else f"<em>{words(own)}</em>"
    leads = f'<a href="{to.source(row.own.place)}">{said}</a>' if row.own else said
    value = f"{leads}{_about(row, own)}"
    name = f'<a href="{to.indicator(measure.id)}">{words(wording_profile.name(row))}</a>'
    first = f'<tr><th scope="row">{name}</th>'
    if bare:
        return f"{first}<td>{value}</td></tr>"
    middle = numbers.brief(row.middle, short, decimals)
    england = numbers.brief(row.england, short, decimals)
    place = "" if row.reason in WITHOUT_ENDS else f"<td>{_place(row)}</td>"
    return (
        f"{first}<td>{strip(row)}</td><td>{value}</td>"
        f"<td>{middle}<small>{wording_profile.better(row)}</small></td>"
        f"<td>{england}</td>{place}</tr>"
    )


def _about(row: Row, said: str) -> str:
    """What a row's figures are in, where they do not say it already, and of which period."""
    unit = row.measure.unit
    each = "" if unit in ("%", *numbers.BARE) or unit in said else numbers.with_unit("", unit).strip("£ ")
    period = f"<small>{words(row.series.period)}</small>"
    return f"<small>{words(each)}</small> {period}" if each else period


def _place(row: Row) -> str:
    place = row.place
    if place is None:
        return wording_benchmark.place(None)
    said = wording_profile.beside_place(place)
    return (
        f"{wording_benchmark.place(place)}<small>{said}</small>" if said else wording_benchmark.place(place)
    )


def placing(row: Row) -> Callable[[float], int] | None:
    """How far from the strip's left end a figure is, in units of its width; None without a strip."""
    ends = row.ends
    if ends is None:
        return None
    worst, best = ends
    scale = ACROSS / (best - worst) if best != worst else 0.0
    start = (0 if scale else ACROSS / 2) - worst * scale  # where all are equal, they are in the middle
    return lambda figure: round(start + figure * scale)


def strip(row: Row) -> str:
    """The picture: the middle half of England a box, neighbours lines, England a square, its own a dot."""
    place = placing(row)
    if place is None:
        return ""
    paths: list[str] = []
    if (bands := row.bands) is not None:
        low, mid, high = map(place, (bands.q25, bands.q50, bands.q75))
        paths.append(f'<path class="half" d="M{low} {BOX[0]}H{high}V{BOX[1]}H{low}z"/>')
        paths.append(f'<path class="mid" d="M{mid} {BOX[0]}V{BOX[1]}"/>')
    if row.near:
        places = sorted(set(map(place, row.near)))  # a line drawn twice is one line
        lines = "".join([f"M{x} {TICK[0]}V{TICK[1]}" for x in places])
        paths.append(f'<path class="near" d="{lines}"/>')
    for kind, value in (("eng", row.england), ("own", row.own.value if row.own else None)):
        if value is not None and 0 <= (x := place(value)) <= ACROSS:
            dot = f'd="M{x} {MIDDLE}h0"'
            paths.append(f'<path class="{kind} rim" {dot}/><path class="{kind}" {dot}/>')
    return (
        f'<svg viewBox="0 0 {ACROSS} {2 * MIDDLE}" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(paths)}</svg>"
    )


def _caption(said: str, name: str) -> str:
    """What a table shows and, with an authority's name, what the marks of its strips mean."""
    if not name:
        return f"<b>{words(said)}</b>"
    dot = f'd="M12 {MIDDLE}h0"'
    marks = (
        (f'<path class="own rim" {dot}/><path class="own" {dot}/>', name),
        ('<path class="near" d="M6 4V24M12 4V24M18 4V24"/>', text.MARK_NEIGHBOURS),
        (f'<path class="eng rim" {dot}/><path class="eng" {dot}/>', "England"),
        ('<path class="half" d="M1 7H23V21H1z"/><path class="mid" d="M12 7V21"/>', text.MARK_HALF),
    )
    items = [
        f'<span><svg viewBox="0 0 24 28" aria-hidden="true">{mark}</svg>{words(meaning)}</span>'
        for mark, meaning in marks
    ]
    return f'<span class="marks"><b>{words(said)}</b> {" ".join(items)}</span>'
