"""Columns that list people: what most of their cells read as, whatever the column is headed. Pure.

A single name, or a single date, is nobody's until a column has many. Precision goes first: a column is taken
for one of people only if nearly all of it has their shape, and one that is headed as something else is not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from loaders.reference import plain

FEWEST, MOST = 5, 400  # different texts by which a column can be taken for one of people; of more, the first
TITLE = re.compile(r"(?:Mr|Mrs|Miss|Ms|Mx|Master)\.?\s+[A-Z]")
WORD = r"[A-Z][a-zà-öø-ÿ]*(?:['’-][A-Z]?[a-zà-öø-ÿ]+)*\.?"
NAME = re.compile(rf"(?:{WORD})(?:,? {WORD}){{1,3}}")
ONE_NAME = re.compile(r"[A-Z][a-zà-öø-ÿ]+")
# Words of what is no person's name, though it may begin with one: George Dixon Academy.
OTHERS = frozenset(
    {
        *("school", "academy", "college", "centre", "nursery", "house", "home", "lodge", "court", "council"),
        *("church", "hospital", "road", "street", "lane", "park", "trust", "team", "service", "services"),
        *("group", "agency", "ward", "north", "south", "east", "west", "central", "county", "city"),
        *("borough", "district", "primary", "secondary", "infant", "junior", "total", "hill", "green"),
    }
)
# What a column is headed that holds names of something else, or dates of something else.
OF_PLACES = re.compile(
    r"\b(?:school|ward|place|provider|home|organisation|council|authority|authoritie|area|agency|agencie|team"
    r"|setting|nursery|nurserie|college|trust|region|district|town|street|service|indicator|measure|framework"
    r"|aspect|publisher|title|topic)s?(?:name|code)?\b"
)
OF_EVENTS = re.compile(
    r"\b(?:re|un|de|dis)?(?:inspect|publi|regist|open|clos|start|end|first|last|latest|updat|report|decision|meeting|visit|review"
    r"|issue|due|from|to\b|since|effective|valid|approv|sign|launch|deadline|receiv|sent|creat|modif|event"
    r"|period|week|month|quarter|year|referr|admi|placed|assess|complet)"
)
JOINED = re.compile(r"_|(?<=[a-z])(?=[A-Z])")  # where a data file's heading joins words
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d/%m/%y")
OLDEST = timedelta(days=25 * 365 + 7)
SPREAD = timedelta(days=3 * 365)  # children of one table are born years apart
NAMES, BIRTHS = "names of people", "dates of birth"


def listed(heading: str, texts: Sequence[str], height: int, given: Collection[str], today: date) -> str:
    """What a column of so many cells lists of people, by its different texts; empty if nothing.

    `given` holds first names in small letters.
    """
    different = [text.strip() for text in texts if text.strip()]
    if len(different) < FEWEST:
        return ""
    said, part = plain(JOINED.sub(" ", heading)), different[:MOST]
    if not OF_PLACES.search(said) and _are_names(part, frozenset(given)):
        return NAMES
    # Few are born on the same day.
    if len(different) >= 0.7 * height and not OF_EVENTS.search(said) and _are_births(part, today):
        return BIRTHS
    return ""


def _are_names(different: Sequence[str], given: frozenset[str]) -> bool:
    """True if nearly all have the shape of a name, and many begin, or end, with a first name or a title."""
    single = [text for text in different if ONE_NAME.fullmatch(text) and text.casefold() in given]
    if len(single) >= 0.7 * len(different):
        return True
    shaped = [text for text in different if _is_shaped(text)]
    known = [text for text in shaped if TITLE.match(text) or given & _first_names(text)]
    return len(shaped) >= 0.8 * len(different) and len(known) >= 0.4 * len(different)


def _is_shaped(text: str) -> bool:
    if TITLE.match(text):
        return len(text) < 40
    return bool(NAME.fullmatch(text)) and OTHERS.isdisjoint(plain(text).split())


def _first_names(text: str) -> frozenset[str]:
    """The word that would be a first name: the first one, or that after a comma."""
    first, _, after = text.casefold().partition(",")
    return frozenset((after or first).split()[:1])


def _are_births(different: Sequence[str], today: date) -> bool:
    """True if nearly all are days of the last 25 years, and they lie years apart."""
    days = [day for text in different if (day := _day(text))]
    young = [day for day in days if timedelta(0) <= today - day <= OLDEST]
    if len(days) < 0.9 * len(different) or len(young) < 0.95 * len(days):
        return False
    return max(young) - min(young) >= SPREAD


def _day(text: str) -> date | None:
    """The day that a text is; None if it is none."""
    bare = text.removesuffix(" 00:00:00").removesuffix("T00:00:00")
    for form in DATES:
        try:
            return datetime.strptime(bare, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None
