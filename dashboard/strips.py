"""Rows of a profile -> a table in which each has a strip: from the worst to the best figure of England. Pure.

A page has hundreds, so they are made as text. What a strip shows stands in the cells beside it in words,
so the strip itself is hidden from assistive technology. Its marks are paths of a few letters, drawn by
classes of the stylesheet: a dot is a stroke of no length with round ends, which no stretching distorts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard import numbers, text, wording, wording_profile
from dashboard.markup import Markup, words
from dashboard.profiles import WITHOUT_ENDS, WITHOUT_LINE, Group, Row

ACROSS = 1000  # units of a strip's width
BOX, TICK, MIDDLE = (7, 21), (4, 24), 14  # pixels from the top
EMPTY = "<td></td>"


def table(group: Group, name: str, caption: str, href: Callable[[str], str], first: int = 0) -> Markup:
    """A group's rows as a table from the row of number `first` on; `href` gives an indicator's address."""
    bare = group.reason in WITHOUT_LINE
    head = _head(name, group.reason in WITHOUT_ENDS, bare)
    body = "".join([_row(row, href, bare) for row in group.rows[first:]])
    kind = "profile bare" if bare else "profile"
    return Markup(  # noqa: S704 - every word inside has gone through `words`
        f'<table class="{kind}"><caption>{words(caption)}</caption>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table>"
    )


def _head(name: str, is_plain: bool, bare: bool) -> str:
    low, high = text.SMALLEST_TO_LARGEST if is_plain else text.WORST_TO_BEST
    if bare:
        titles: Sequence[str] = (text.MEASURE, words(name))
    else:
        ends = f"<span>{low}</span> <span>{high}</span>"
        last = () if is_plain else (text.PLACE,)
        titles = (text.MEASURE, ends, words(name), text.MIDDLE_OF_NEIGHBOURS, "England", *last)
    cells = [f'<th scope="col">{one}</th>' for one in titles]
    return f"<tr>{''.join(cells)}</tr>"


def _row(row: Row, href: Callable[[str], str], bare: bool) -> str:
    measure = row.measure
    unit, decimals = measure.unit, measure.decimals
    short = unit if unit == "%" else "number"  # others are said once, under the name
    about = row.series.period if unit in ("%", *numbers.BARE) else f"{row.series.period}, {unit}"
    value = words(_own(row, short))
    first = (
        f'<tr><th scope="row"><a href="{href(measure.id)}">{words(measure.name)}</a>'
        f"<small>{words(about)}</small></th>"
    )
    if bare:
        return f"{first}<td>{value}</td></tr>"
    middle = numbers.computed(row.middle, short, decimals)
    england = numbers.computed(row.england, short, decimals)
    place = "" if row.reason in WITHOUT_ENDS else f"<td>{_place(row)}</td>"
    return (
        f"{first}<td>{strip(row)}</td><td>{value}</td>"
        f"<td>{middle}<small>{wording_profile.better(row)}</small></td>"
        f"<td>{england}</td>{place}</tr>"
    )


def _own(row: Row, short: str) -> str:
    one = row.own
    if one is None:
        return text.NOT_LISTED
    return numbers.shown(one, short, row.measure.decimals)


def _place(row: Row) -> str:
    place = row.place
    if place is None:
        return wording.place(None)
    said = wording_profile.beside_place(place)
    return f"{wording.place(place)}<small>{said}</small>" if said else wording.place(place)


def strip(row: Row) -> str:
    """The picture: the middle half of England as a box, neighbours as lines, England a square, a dot."""
    ends = row.ends
    if ends is None:
        return ""
    worst, best = ends
    span = best - worst

    def at(value: float) -> int:
        return round(ACROSS * (value - worst) / span) if span else ACROSS // 2

    top, foot = BOX
    paths: list[str] = []
    if (bands := row.bands) is not None:
        low, high = sorted((at(bands.q25), at(bands.q75)))
        paths.append(f'<path class="half" d="M{low} {top}H{high}V{foot}H{low}z"/>')
        paths.append(f'<path class="mid" d="M{at(bands.q50)} {top}V{foot}"/>')
    if row.near:
        high, low = TICK
        lines = "".join([f"M{at(one)} {high}V{low}" for one in sorted(row.near)])
        paths.append(f'<path class="near" d="{lines}"/>')
    for kind, value in (("eng", row.england), ("own", row.own.value if row.own else None)):
        if value is not None and 0 <= (x := at(value)) <= ACROSS:
            dot = f'd="M{x} {MIDDLE}h0"'
            paths.append(f'<path class="{kind} rim" {dot}/><path class="{kind}" {dot}/>')
    return (
        f'<svg viewBox="0 0 {ACROSS} {2 * MIDDLE}" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(paths)}</svg>"
    )


def legend(name: str) -> Markup:
    """What the marks of the strips mean, each beside its mark."""
    dot = f'd="M12 {MIDDLE}h0"'
    marks = (
        (f'<path class="own rim" {dot}/><path class="own" {dot}/>', name),
        ('<path class="near" d="M6 4V24M12 4V24M18 4V24"/>', text.MARK_NEIGHBOURS),
        (f'<path class="eng rim" {dot}/><path class="eng" {dot}/>', "England"),
        ('<path class="half" d="M1 7H23V21H1z"/><path class="mid" d="M12 7V21"/>', text.MARK_HALF),
    )
    items = "".join(
        [
            f'<li><svg viewBox="0 0 24 28" aria-hidden="true">{mark}</svg>{words(meaning)}</li>'
            for mark, meaning in marks
        ]
    )
    return Markup(f'<ul class="marks">{items}</ul>')  # noqa: S704 - see `table`
