"""Figures or grades -> the tile map and its legend. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from dashboard import numbers, wording, wording_map
from dashboard.benchmark import COUNTS, WHOLE_COUNTRY, known
from dashboard.records import Judgement, Observation, Standing
from dashboard.tiles import (
    BANDS,
    MARKS,
    MISSING,
    NO_BAND,
    UNBANDED,
    Key,
    Scene,
    Scheme,
    Shown,
    Spread,
    Tile,
    TileMap,
)
from loaders import ranking
from loaders.ranking import Bands
from loaders.reference import Area, Indicator

NOTHING = Shown()
QUARTERS: Mapping[ranking.Letter, int] = MappingProxyType({"A": 4, "B": 3, "C": 2, "D": 1})


def spread(
    indicator: Indicator, observations: Sequence[Observation], areas: Mapping[str, Area]
) -> Spread | None:
    """The latest period of an indicator's figures (of one breakdown); None if none belong together."""
    found = known(observations)
    if not found:
        return None
    last = found[-1]
    return over(
        indicator, (last.period, last.end), {o.area: o for o in found if o.period == last.period}, areas
    )


def over(
    indicator: Indicator,
    period: tuple[str, str],
    figures: Mapping[str, Observation | Standing],
    areas: Mapping[str, Area],
) -> Spread:
    """How the figures of one period (its name and its end, empty if undated) spread over England."""
    existing = {code for code, area in areas.items() if area.kind == "authority" and area.existed(period[1])}
    values = {code: one.value for code, one in figures.items() if period[1] and code in existing}
    bands = ranking.bands(values) if indicator.quartiles else None
    return Spread(*period, figures, len(existing), values, bands, ranking.rank(values, indicator.polarity))


def scheme(indicator: Indicator, spread: Spread) -> Scheme:
    """How an indicator's figures may be shaded, if at all."""
    if not indicator.comparable or indicator.unit in COUNTS:
        return "apart"
    if len(spread.values) < WHOLE_COUNTRY * spread.whole:
        return "few"
    if spread.bands is None:
        return "close"
    return "sizes" if indicator.polarity == "none" else "quarters"


def quarter(value: float, bands: Bands | None, polarity: str) -> int | None:
    """The quarter that a value is in: 4 the best; without polarity 4 the highest. None without bands."""
    letter = ranking.letter(value, bands, "high" if polarity == "none" else polarity)
    return QUARTERS[letter] if letter else None


def figures(indicator: Indicator, spread: Spread) -> Mapping[str, Shown]:
    """What is known of every area that the source lists, by code. Only England's authorities are placed."""
    kind, sharing = scheme(indicator, spread), Counter(spread.places.values())
    bands = spread.bands if kind in ("quarters", "sizes") else None
    found: dict[str, Shown] = {}
    for code, one in spread.figures.items():
        printed, place = numbers.published(one, indicator.unit), spread.places.get(code, 0)
        if one.value is None:
            found[code] = Shown(missing=printed)
            continue
        band = quarter(one.value, bands, indicator.polarity) if code in spread.values else None
        more = wording_map.place(kind, place, len(spread.places), shared=sharing[place] > 1)
        found[code] = Shown(one.value, printed, band, more)
    return found


def grades(latest: Mapping[str, Judgement]) -> Mapping[str, Shown]:
    """What the latest judgement of each authority says, by code; a word that is on no scale has no band."""
    return {
        code: Shown(one.grade, wording.word(one), one.grade, wording.when(one, None))
        for code, one in latest.items()
    }


def latest(judgements: Sequence[Judgement]) -> Mapping[str, Judgement]:
    """The newest judgement of each authority."""
    found: dict[str, Judgement] = {}
    for one in judgements:
        if one.authority not in found or one.when > found[one.authority].when:
            found[one.authority] = one
    return found


def tile_map(
    label: str, kind: Scheme, shown: Mapping[str, Shown], scene: Scene, href: Callable[[str], str]
) -> TileMap:
    """The map of what is shown by code. An authority of which nothing is known has an empty tile.

    `href` gives the address that a code's tile leads to.
    """
    tiles: list[Tile] = []
    for code, at in scene.layout.tiles.items():
        one, role = shown.get(code, NOTHING), scene.role(code)
        said = wording_map.lines(one, kind, role)
        mark, shade = look(one, kind)
        name, address = scene.areas[code].name, href(code)
        tiles.append(Tile(code, name, at.label, at.column, at.row, mark, shade, role, said, address))
    return TileMap(label, kind, tuple(tiles), scene.layout.columns, scene.layout.rows)


def look(one: Shown, kind: Scheme) -> tuple[str, int | None]:
    """The letter or number in a tile, and its shade."""
    if one.band is not None:
        return MARKS[kind][one.band], one.band
    return (UNBANDED, NO_BAND) if one.printed else (MISSING, None)


def legend(drawn: TileMap, shown: Mapping[str, Shown], scene: Scene) -> tuple[Key, ...]:
    """What the shades, marks and outlines that are on the map mean, and how many tiles have each."""
    kind, marks = drawn.scheme, Counter(tile.mark for tile in drawn.tiles)
    found: list[Key] = []
    for band in BANDS if kind in MARKS else ():
        here = [shown[t.code] for t in drawn.tiles if t.shade == band]
        means = wording_map.band_and_range(kind, band, here)
        found.append(Key(kind, MARKS[kind][band], band, "other", means, len(here)))
    unbanded, nothing = wording_map.UNBANDED[kind], wording_map.NOTHING[kind]
    for mark, shade, means in ((UNBANDED, NO_BAND, unbanded), (MISSING, None, nothing)):
        if marks[mark]:
            found.append(Key(kind, mark, shade, "other", means, marks[mark]))
    roles = Counter(tile.role for tile in drawn.tiles)
    if roles["this"]:
        found.append(Key(kind, "", None, "this", scene.areas[scene.chosen].name))
    if roles["neighbours"]:
        found.append(Key(kind, "", None, "neighbours", wording_map.NEIGHBOURS, roles["neighbours"]))
    return tuple(found)
