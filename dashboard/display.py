"""How a page is shown: in which colours, and whether for a room; in its address like every other choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard import lettering, text

VIEW, COLOURS = "view", "colours"
PROJECTOR = "projector"
DARK, LIGHT = "dark", "light"
# In a room a chart is on one screen with its heading and its sentence: how many pixels high it may be, and
# how many with the sentence, whose lines are so wide, so large and so far apart.
ROOM, WITH_SENTENCE = 290, 400
WIDE, LETTERS, LINE = 870, 21, 29


@dataclass(frozen=True)
class Display:
    """`projector`: large type, one message a screen. `colours`: dark or light, or "" for the reader's own."""

    projector: bool = False
    colours: str = ""


def display(selection: Mapping[str, str]) -> Display:
    """What an address asks for; what it says in other words is passed over."""
    colours = selection.get(COLOURS, "")
    return Display(selection.get(VIEW, "") == PROJECTOR, colours if colours in (DARK, LIGHT) else "")


def room(selection: Mapping[str, str], said: str = "", most: int = ROOM) -> int:
    """How many pixels high a chart may be where its page is shown, at most; 0 is as high as it likes.

    `said` is the sentence above it: a long one leaves less.
    """
    if not display(selection).projector:
        return 0
    return min(most, WITH_SENTENCE - LINE * len(lettering.wrap(said, WIDE, LETTERS)))


def kept(shown: Display) -> dict[str, str]:
    """The same as names and values of an address."""
    chosen = {VIEW: PROJECTOR if shown.projector else "", COLOURS: shown.colours}
    return {name: value for name, value in chosen.items() if value}


@dataclass(frozen=True)
class Way:
    """A link to the same page shown in another way; `name` is its class, by which a stylesheet hides it."""

    name: str
    text: str
    href: str


def ways(shown: Display, path: str, asked: Iterable[tuple[str, str]]) -> list[Way]:
    """Links to the page that is asked for so, as it is on a projector or off it, and in other colours.

    The link to the colours that are shown already is hidden by the stylesheets.
    """
    now = [(name, value) for name, value in asked if value]

    def to(name: str, value: str) -> str:
        pairs = [pair for pair in now if pair[0] != name] + ([(name, value)] if value else [])
        return f"{path}?{urlencode(pairs)}" if pairs else path

    room = (
        Way("to-page", text.OFF_THE_PROJECTOR, to(VIEW, ""))
        if shown.projector
        else Way("to-projector", text.ON_A_PROJECTOR, to(VIEW, PROJECTOR))
    )
    return [
        room,
        Way("to-dark", text.DARK_COLOURS, to(COLOURS, DARK)),
        Way("to-light", text.LIGHT_COLOURS, to(COLOURS, LIGHT)),
    ]
