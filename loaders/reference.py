"""Reference data (data/reference) -> frozen authorities, frameworks, themes, indicators and tiles.

Names, spellings, scales and definitions live in data files, not in ifs: a council, a framework or an
indicator is added by an entry there.
"""

from __future__ import annotations

import csv
import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from loaders import given_names, sayings, tiles
from loaders.grades import Scale
from loaders.sayings import Saying
from loaders.schema import POLARITIES, USUAL_PERIODS

Entry = TypeVar("Entry")
GENERIC = (
    " metropolitan borough council",
    " borough council",
    " county council",
    " city council",
    " council",
)
KINDS = ("authority", "region", "country", "group")
GRADES = (1, 2, 3, 4)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadReference(ValueError):
    """An entry in data/reference is wrong; the message says which and why."""


@dataclass(frozen=True)
class Area:
    """An authority (three-digit code), region or England (ONS code), or a group that a source averages.

    `exists_from` and `exists_to` are ISO dates, empty where the entry reaches beyond our papers.
    """

    code: str
    ons: str
    name: str
    kind: str
    region: str = ""
    exists_from: str = ""
    exists_to: str = ""
    successor: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()

    def existed(self, day: str) -> bool:
        """True if the area existed on an ISO day (or year, or month); an empty day asks for today's areas."""
        day = day or "9999"
        return self.exists_from[: len(day)] <= day and (not self.exists_to or day <= self.exists_to)


@dataclass(frozen=True)
class Framework:
    """A way of inspecting, with its printed scale, years, direction and what makes it hard to compare.

    `theme` is the one theme of a framework that inspects one service only; `whole_council` is False for such
    a framework, whose judgements are never lined up with those of a whole council.
    """

    id: str
    name: str
    years: str
    scale: Scale
    direction: str
    caveat: str
    source: str
    whole_council: bool
    theme: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """Our heading for judgements of different frameworks that are about the same thing.

    `aspects` are printed aspects that belong here, alone or as `section / aspect`.
    """

    id: str
    name: str
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Break:
    """A change of definition: figures from `since` on are not comparable with earlier ones."""

    since: str
    why: str


@dataclass(frozen=True)
class Indicator:
    """One measure with one definition. `polarity` is high (more is better), low or none.

    `period` is the type that a bare `2010/11` has for it. `comparable` is False for a council's own
    management information, which is shown but never ranked. `wordings` are printed headings that mean this
    indicator. `quartiles` is False where the publisher gives none; `code` is the publisher's own. `said` is
    how people say a figure, with `{area}` and `{value}` in it; `comparatives` are the words for less and more
    of it (quicker, slower) where those of its unit do not fit.
    """

    id: str
    name: str
    topics: tuple[str, ...]
    unit: str
    decimals: int
    polarity: str
    period: str
    definition: str
    comparable: bool = True
    methodology: str = ""
    caveat: str = ""
    source_url: str = ""
    last_update: str = ""
    next_update: str = ""
    breaks: tuple[Break, ...] = ()
    wordings: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    quartiles: bool = True
    code: str = ""
    said: str = ""
    comparatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class WorkedOut:
    """A column of figures that its publisher worked out: `above` divided by `below`, times `per`."""

    column: str
    above: str
    below: str
    per: float


@dataclass(frozen=True)
class Dataset:
    """A data set in the open-data standard, by its files' name: what the files themselves do not say."""

    id: str
    title: str
    publisher: str
    licence: str
    topic: str
    worked_out: tuple[WorkedOut, ...] = ()


@dataclass(frozen=True)
class Reference:
    """All reference data, found by id or by any name on record."""

    areas: Mapping[str, Area]
    frameworks: Mapping[str, Framework]
    themes: Mapping[str, Theme]
    indicators: Mapping[str, Indicator]
    datasets: Mapping[str, Dataset]
    _area_names: Mapping[str, tuple[str, ...]] = field(repr=False)
    _framework_names: Mapping[str, str] = field(repr=False)
    _indicator_names: Mapping[str, str] = field(repr=False)
    _aspects: Mapping[str, str] = field(repr=False)
    layout: tiles.Layout = field(default_factory=tiles.Layout, repr=False)
    given_names: frozenset[str] = field(default_factory=frozenset[str], repr=False)
    sayings: Mapping[str, Saying] = field(default_factory=dict[str, Saying], repr=False)

    def defining(self, published: Iterable[Indicator]) -> Reference:
        """The same, knowing indicators that files define, too; our own go first."""
        return replace(self, indicators={**{one.id: one for one in published}, **self.indicators})

    def area(self, said: str, day: str = "") -> Area | None:
        """The area of a code (either kind) or name that existed on a day; else one known by it ever."""
        known = [self.areas[code] for code in self._area_names.get(plain_area(said), ())]
        alive = [area for area in known if area.existed(day)]
        return (alive or known or [None])[0]

    def framework(self, said: str) -> Framework | None:
        """The framework of an id or name."""
        found = self._framework_names.get(plain(said))
        return self.frameworks[found] if found else None

    def indicator(self, said: str) -> Indicator | None:
        """The indicator of an id, name or printed heading."""
        found = self._indicator_names.get(plain(said))
        return self.indicators[found] if found else None

    def theme(self, section: str, aspect: str) -> str:
        """Id of the theme that a printed aspect belongs to; empty if none is on record."""
        return self._aspects.get(plain(f"{section} / {aspect}")) or self._aspects.get(plain(aspect), "")

    def near_area(self, said: str) -> str:
        """A known area's name that looks like the one said; empty if none does."""
        near = difflib.get_close_matches(plain_area(said), self._area_names, n=1, cutoff=0.75)
        return self.areas[self._area_names[near[0]][0]].name if near else ""

    def near_indicator(self, said: str) -> str:
        """A known indicator's name that looks like the one said; empty if none does."""
        near = difflib.get_close_matches(plain(said), self._indicator_names, n=1, cutoff=0.6)
        return self.indicators[self._indicator_names[near[0]]].name if near else ""


def plain(text: str) -> str:
    """Text for comparing: no case, no punctuation but `/`, one space."""
    text = text.casefold().replace("&", " and ")
    return " ".join(re.sub(r"[^\w/%<>+]+", " ", text).split())


def plain_area(name: str) -> str:
    """An area's name for comparing: also without `Council` and its kinds."""
    text = " ".join(name.casefold().split())
    for ending in GENERIC:
        text = text.removesuffix(ending)
    return plain(text)


def load(folder: Path) -> Reference:
    """Reads data/reference. Raises BadReference naming the file and entry that is wrong."""
    areas = _areas(folder / "authorities.csv")
    frameworks = _entries(folder / "frameworks.toml", "framework", _framework)
    themes = _entries(folder / "themes.toml", "theme", _theme)
    indicators = _entries(folder / "indicators.toml", "indicator", _indicator)
    for one in frameworks.values():
        if one.theme and one.theme not in themes:
            raise BadReference(f"frameworks.toml, framework {one.id}: there is no theme “{one.theme}”.")
    return Reference(
        areas,
        frameworks,
        themes,
        indicators,
        _entries(folder / "datasets.toml", "dataset", _dataset),
        _area_names(areas),
        _unique("framework", ((n, f.id) for f in frameworks.values() for n in (f.id, f.name, *f.names))),
        _unique("indicator", ((n, i.id) for i in indicators.values() for n in (i.id, i.name, *i.wordings))),
        _unique("aspect", ((a, t.id) for t in themes.values() for a in t.aspects)),
        _layout(folder, areas),
        given_names.load(folder),
        _entries(folder / "sayings.toml", "saying", sayings.saying),
    )


def _layout(folder: Path, areas: Mapping[str, Area]) -> tiles.Layout:
    try:
        layout = tiles.load(folder)
    except ValueError as error:
        raise BadReference(f"tiles.csv, {error}") from error
    if strange := [code for code in layout.tiles if code not in areas or areas[code].kind != "authority"]:
        raise BadReference(f"tiles.csv, {strange[0]}: authorities.csv has no authority of this code.")
    return layout


def _unique(what: str, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, owner in pairs:
        if found.setdefault(plain(name), owner) != owner:
            raise BadReference(f"{what} “{name}” belongs to both {found[plain(name)]} and {owner}.")
    return found


def _area_names(areas: Mapping[str, Area]) -> dict[str, tuple[str, ...]]:
    """Codes by name and code. Two areas may share a name, but not at the same time."""
    found: dict[str, tuple[str, ...]] = {}
    for area in areas.values():
        said = (plain_area(name) for name in (area.code, area.ons, area.name, *area.spellings) if name)
        for name in dict.fromkeys(said):
            for other in (areas[code] for code in found.get(name, ())):
                if area.existed(other.exists_from or "0000") or other.existed(area.exists_from or "0000"):
                    raise BadReference(f"authorities.csv: “{name}” is both {other.code} and {area.code}.")
            found[name] = (*found.get(name, ()), area.code)
    return found


def _areas(path: Path) -> dict[str, Area]:
    found: dict[str, Area] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            where = f"{path.name}, {row.get('code') or 'a row without a code'}"
            try:
                area = _area(row)
            except KeyError as error:
                raise BadReference(f"{where}: there is no column {error}.") from error
            except AttributeError as error:
                raise BadReference(f"{where}: the row has fewer values than there are columns.") from error
            if area.kind not in KINDS:
                raise BadReference(f"{where}: kind is “{area.kind}”; use {', '.join(KINDS)}.")
            if not area.code or not area.name or area.code in found:
                raise BadReference(f"{where}: an entry needs a name and a code of its own.")
            if not all(DAY.fullmatch(day) for day in (area.exists_from, area.exists_to) if day):
                raise BadReference(f"{where}: write exists_from and exists_to as 2009-04-01.")
            found[area.code] = area
    for area in found.values():
        if missing := [code for code in (area.region, *area.successor) if code and code not in found]:
            raise BadReference(f"{path.name}, {area.code}: {missing[0]} is not an entry of this file.")
    return found


def _area(row: Mapping[str, str]) -> Area:
    return Area(
        row["code"],
        row["ons"],
        row["name"],
        row["kind"],
        row["region"],
        row["exists_from"],
        row["exists_to"],
        tuple(row["successor"].split()),
        tuple(part for part in row["spellings"].split("|") if part),
    )


def _entries(path: Path, name: str, make: Callable[[Mapping[str, Any]], Entry]) -> dict[str, Entry]:
    """Entries by id, in the order of the file."""
    made: dict[str, Entry] = {}
    try:
        content: list[Mapping[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[name]
    except tomllib.TOMLDecodeError as error:
        raise BadReference(f"{path.name} is not TOML: {error}.") from error
    except KeyError as error:
        raise BadReference(f"{path.name} has no entries headed [[{name}]].") from error
    for entry in content:
        where = f"{path.name}, {name} {entry.get('id', '?')}"
        try:
            one = make(entry)
        except KeyError as error:
            raise BadReference(f"{where}: there is no {error}.") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise BadReference(f"{where}: {error}") from error
        if entry["id"] in made:
            raise BadReference(f"{where}: there are two entries of this id.")
        made[entry["id"]] = one
    return made


def _framework(entry: Mapping[str, Any]) -> Framework:
    words = {plain(word): int(grade) for word, grade in entry["words"].items()}
    numbers = {int(number): int(grade) for number, grade in entry.get("numbers", {}).items()}
    ungraded = tuple(plain(word) for word in entry.get("ungraded", ()))
    off = [grade for grade in (*words.values(), *numbers.values()) if grade not in GRADES]
    if off:
        raise ValueError(f"{off[0]} is not a grade; our scale is 1 to 4, 4 is best.")
    if both := [word for word in ungraded if word in words]:
        raise ValueError(f"“{both[0]}” is both on the scale and off it.")
    kept = ("id", "name", "years", "direction", "caveat", "source")
    optional = ("whole_council", "theme", "names")
    _only(entry, (*kept, *optional, "words", "numbers", "ungraded"))
    return Framework(
        **{key: entry[key] for key in kept},
        scale=Scale(entry["name"], words, numbers, ungraded),
        whole_council=entry.get("whole_council", True),
        theme=entry.get("theme", ""),
        names=tuple(entry.get("names", ())),
    )


def _theme(entry: Mapping[str, Any]) -> Theme:
    _only(entry, ("id", "name", "aspects"))
    return Theme(entry["id"], entry["name"], tuple(entry.get("aspects", ())))


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    known = tuple(one.name for one in fields(Indicator))
    _only(entry, known)
    if entry["polarity"] not in POLARITIES:
        raise ValueError(f"polarity is “{entry['polarity']}”; use {', '.join(POLARITIES)}.")
    if entry["period"] not in USUAL_PERIODS:
        raise ValueError(f"period is “{entry['period']}”; use one of {', '.join(USUAL_PERIODS)}.")
    if fault := sayings.fault_of(entry.get("said", "")):
        raise ValueError(fault)
    if len(entry.get("comparatives", ("", ""))) != 2:
        raise ValueError("comparatives are two words: for less, and for more.")
    lists = ("topics", "wordings", "beside", "breaks", "comparatives")
    return Indicator(
        **{key: value for key, value in entry.items() if key not in lists},
        topics=tuple(entry["topics"]),
        wordings=tuple(entry.get("wordings", ())),
        beside=tuple(entry.get("beside", ())),
        comparatives=tuple(entry.get("comparatives", ())),
        breaks=tuple(Break(one["from"], one["why"]) for one in entry.get("breaks", ())),
    )


def _dataset(entry: Mapping[str, Any]) -> Dataset:
    _only(entry, tuple(one.name for one in fields(Dataset)))
    said = {key: value for key, value in entry.items() if key != "worked_out"}
    return Dataset(**said, worked_out=tuple(WorkedOut(**one) for one in entry.get("worked_out", ())))


def _only(entry: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """A misspelt key would be passed over in silence."""
    if strange := [key for key in entry if key not in known]:
        raise ValueError(f"“{strange[0]}” means nothing here; an entry may have {', '.join(known)}.")
