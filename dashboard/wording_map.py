"""What the tile map says: made sentences and fixed ones. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dashboard import text, wording
from dashboard.records import NeighbourList
from dashboard.tiles import MARKS, Role, Scene, Scheme, Shown, Spread
from loaders.reference import Area, Indicator
from loaders.tiles import Kept

MAP = "Map of England"
INDICATORS, JUDGEMENTS = "Figures", "Inspection grades"
WORDS: Mapping[Scheme, Mapping[int, str]] = MappingProxyType(
    {
        "quarters": {4: "best quarter", 3: "second-best quarter", 2: "third-best quarter", 1: "last quarter"},
        "sizes": {
            4: "highest quarter",
            3: "second-highest quarter",
            2: "second-lowest quarter",
            1: "lowest quarter",
        },
        "grades": {4: "outstanding", 3: "good", 2: "requires improvement to be good", 1: "inadequate"},
    }
)
NEIGHBOURS, NEIGHBOUR = "Neighbours on the list", "neighbour on the list"
NOT_LISTED, NOT_JUDGED = "not in this source", "no such judgement"
UNBANDED: Mapping[Scheme, str] = MappingProxyType(
    {
        "quarters": "Has a figure that is not ranked",
        "sizes": "Has a figure that is not ranked",
        "grades": "Judged in a word that is on no scale",
        "apart": "Has a figure",
        "few": "Has a figure",
        "close": "Has a figure",
    }
)
NOTHING: Mapping[Scheme, str] = MappingProxyType(
    {kind: "No such judgement" if kind == "grades" else "No figure" for kind in UNBANDED}
)
WHY_NOT_SHADED: Mapping[Scheme, str] = MappingProxyType(
    {
        "apart": (
            "These figures are not compared between authorities: they grow with the size of a place, or are "
            "one council’s own. So the map only shows who has one."
        ),
        "few": (
            "Too few of England’s authorities are in this source to split them into quarters. So the map "
            "only shows who has a figure."
        ),
        "close": (
            "The figures lie too close together to tell quarters apart. So the map only shows who has one."
        ),
    }
)
EQUAL = "Equal figures are always in the same quarter, so quarters can differ in size."
SIZES = (
    "Neither high nor low is better here. So nobody is ranked, and the shades are grey: from 1, the lowest "
    "quarter of the figures, to 4, the highest. They are not grades."
)
GRADED = (
    "Each tile has the grade of the authority’s latest inspection: 4 is outstanding, 1 is inadequate. The "
    "inspections were years apart, so this is not a picture of one day."
)
NOBODY_OUTLINED = (
    "No neighbours are outlined: no list of them is on record for this authority and period. If one can be "
    "chosen above, it was in force in other years."
)
TO_THE_TABLE, AS_A_TABLE = "Go to the map as a table", "The map as a table"
HOW = "Where the tiles lie"
NO_TILE = "no tile: it existed until {}"
HAD = "{area} had {value}"
NO_JUDGEMENTS = "No inspection of this kind is in the release shown."


def place(kind: Scheme, rank: int, of: int, *, shared: bool) -> str:
    """`joint 34th of 151`; empty without a rank (0) and for figures that are not compared."""
    if not rank or kind == "apart":
        return ""
    where = " in this source" if kind == "few" else ""
    return f"{'joint ' if shared else ''}{wording.ordinal(rank)} of {of}{where}"


def band(kind: Scheme, number: int | None) -> str:
    """A band in words with what its tiles are marked with; empty without one."""
    if number is None:
        return ""
    mark = MARKS[kind][number]
    return f"{number} of 4" if kind == "grades" else f"{WORDS[kind][number]} ({mark})"


def lines(one: Shown, kind: Scheme, role: Role) -> tuple[str, ...]:
    """What is known of an authority, a fact a line."""
    missing = one.missing or (NOT_JUDGED if kind == "grades" else NOT_LISTED)
    said: tuple[str, ...] = (missing,)
    if one.printed:
        words = band(kind, one.band)
        whole = f"{one.printed} ({words})" if kind == "grades" and words else one.printed
        said = (whole, one.more) if kind == "grades" else (whole, one.more, words)
    near = NEIGHBOUR if role == "neighbours" else ""
    return tuple(line for line in (*said, near) if line)


def band_and_range(kind: Scheme, number: int, here: Sequence[Shown]) -> str:
    """A band in words; of figures also its smallest and largest as printed, so that no letter contradicts."""
    words = f"{WORDS[kind][number][:1].upper()}{WORDS[kind][number][1:]}"
    if kind == "grades" or not here:
        return words
    ordered = sorted(here, key=lambda one: one.value or 0.0)
    ends = [ordered[0].printed, ordered[-1].printed]
    return f"{words}: {ends[0]}" if ends[0] == ends[1] else f"{words}: {ends[0]} to {ends[1]}"


def figures_message(area: Area, spread: Spread, own: Shown | None, kind: Scheme, phrase: str = "") -> str:
    """An authority's latest figure and where it stands, in one or two sentences.

    `phrase` is how people say the measure, with {area} and {value}; empty where there is none on record.
    """
    when = spread.period if spread.end else "no date given"
    if own is None or own.missing:
        return f"{area.name} has no figure ({when}): {own.missing if own else NOT_LISTED}."
    said = f"{(phrase or HAD).format(area=area.name, value=own.printed)} ({when})."
    if own.band is not None:
        ranked = f"It is {own.more} in England, in" if own.more else "It is in"
        return f"{said} {ranked} the {band(kind, own.band)}."
    return f"{said} It is {own.more}." if own.more else said


def grade_message(area: Area, own: Shown | None, theme: str) -> str:
    """An authority's latest grade for a theme, in one sentence."""
    if own is None:
        return f"{area.name} has not been judged{_on(theme)} in an inspection of this kind."
    graded = f" ({own.band} of 4)" if own.band is not None else ""
    return f"{area.name} was judged “{own.printed}”{graded}{_on(theme)}, {own.more}."


def _on(theme: str) -> str:
    return " overall" if theme == "Overall" else f" on {theme.lower()}"


def neighbours_message(
    known: Mapping[str, Shown], kind: Scheme, own: Shown | None, neighbours: NeighbourList | None
) -> str:
    """How many neighbours are in a better, the same and a worse band; empty without bands."""
    if neighbours is None or own is None or own.band is None:
        return ""
    bands = [known[code].band for code in neighbours.neighbours if code in known]
    there = Counter((one > own.band) - (one < own.band) for one in bands if one is not None)
    more, less = ("a better", "a worse") if kind == "quarters" else ("a higher", "a lower")
    holds, what = (("has", "have"), "grade") if kind == "grades" else (("is in", "are in"), "quarter")
    parts = [
        f"{there[way]} {holds[there[way] > 1]} {which} {what}"
        for way, which in ((1, more), (0, "the same"), (-1, less))
        if there[way]
    ]
    without = len(neighbours.neighbours) - sum(there.values())
    rest = f"; {without} {'has' if without == 1 else 'have'} none" if without else ""
    return f"Of {wording.list_name(neighbours.id)}, {wording.joined(parts) or 'nobody can be placed'}{rest}."


def direction(indicator: Indicator, kind: Scheme) -> str:
    """Which end of the figures is the best quarter; that neither is; or why there are no quarters."""
    if kind in WHY_NOT_SHADED:
        return WHY_NOT_SHADED[kind]
    if kind == "sizes":
        return SIZES
    low = indicator.polarity == "low"
    better, first = (text.LOWER, "lowest") if low else (text.HIGHER, "highest")
    return f"{better}, so A is the quarter of authorities with the {first} figures. {EQUAL}"


def quarters_of(spread: Spread) -> str:
    """How many of England's authorities the quarters are made of."""
    without = spread.whole - spread.valued
    rest = f"; {without} {'has' if without == 1 else 'have'} none" if without else ""
    when = f" for {spread.period}" if spread.end else ""
    return f"{spread.valued} of England's {spread.whole} authorities have a figure{when}{rest}."


def layout(kept: Kept) -> str:
    """How truly the tiles lie."""
    share = round(100 * kept.share_of_neighbouring_pairs_kept)
    return (
        f"Every authority has a tile of the same size, whatever its area or its number of children. So tiles "
        f"cannot all lie in their true place: on average a tile is "
        f"{kept.mean_displacement_kilometres:.0f} km ({kept.mean_displacement_tiles} tiles) away from it, "
        f"and of {kept.neighbouring_pairs} pairs of authorities with nobody between them "
        f"{kept.neighbouring_pairs_kept} ({share}%) still touch."
    )


def note(code: str, area: Area, scene: Scene) -> str:
    """What else a table's row says of an authority: its part in the map, or why it has no tile."""
    if code not in scene.layout.tiles:
        return NO_TILE.format(wording.date(area.exists_to))
    return {"this": "chosen", "neighbours": NEIGHBOUR, "other": ""}[scene.role(code)]


def cells(one: Shown, kind: Scheme) -> tuple[str, str, str]:
    """A table's cells: the figure or word, its band, and what else is known."""
    if not one.printed:
        return one.missing or (NOT_JUDGED if kind == "grades" else NOT_LISTED), "–", "–"
    return one.printed, band(kind, one.band) or "–", one.more or "–"


def outlined(neighbours: NeighbourList | None, scene: Scene, end: str) -> str:
    """Which list the outlined neighbours are on, and whether it was in force; or why none are outlined.

    `end` is the day that the figures are of, empty if nobody knows.
    """
    if neighbours is None:
        return NOBODY_OUTLINED
    said = [f"Outlined: {wording.list_name(neighbours.id)}."]
    if gone := [code for code in neighbours.neighbours if code not in scene.layout.tiles]:
        names = wording.joined([scene.areas[code].name for code in gone])
        said.append(f"{names} no longer {'exists' if len(gone) == 1 else 'exist'} and {_no_tile(len(gone))}.")
    if not neighbours.covers(end):
        said.append(text.OUTSIDE_ITS_DATES if end else text.LIST_UNDATED)
    return " ".join(said)


def _no_tile(count: int) -> str:
    return "has no tile" if count == 1 else "have no tiles"


def graded(theme: str) -> str:
    """The heading of a map of grades."""
    return f"{JUDGEMENTS}: {theme.lower()}"
