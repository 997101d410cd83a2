"""Printed judgements -> a grade on one scale, 1 to 4, 4 is best, by the framework they were made under.

Frameworks run in different directions: a 3 is good in a joint area review (2005-09) and adequate in a
safeguarding inspection of 2009-12. So a number is read only under a framework whose direction is on record,
and a word and a number printed together must agree.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

HEDGES = ("generally", "broadly", "mainly", "mostly", "consistently", "overall", "also", "currently", "now")
NUMBER = r"(?:grade\s*)?([0-9]{1,4})"
BETWEEN = r"\s*[-–—:=,./(\s]\s*"
JOINED = re.compile(rf"{NUMBER}{BETWEEN}([a-z' ]+?)\s*\)?", re.IGNORECASE)
REVERSED = re.compile(rf"([a-z' ]+?){BETWEEN}{NUMBER}\s*\)?", re.IGNORECASE)
BARE = re.compile(rf"{NUMBER}(?:\.0+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Scale:
    """A framework's printed scale. `words` and `numbers` map to our grade (4 is best).

    `numbers` is empty where the framework prints none, or where nothing says which way they run. `ungraded`
    are words that inspectors used beside the scale and that have no place on it ("satisfactory").
    """

    framework: str
    words: Mapping[str, int]
    numbers: Mapping[int, int]
    ungraded: tuple[str, ...]


@dataclass(frozen=True)
class Grade:
    """A judgement read: `value` 1 to 4, or None for a word that is on no scale."""

    value: int | None
    printed: str


@dataclass(frozen=True)
class Refusal:
    """A judgement that cannot be read: what is wrong with it, and how to mend it."""

    what: str
    fix: str


def parse(text: str, scale: Scale) -> Grade | Refusal:
    """The grade of a printed judgement: a word, a number, or both (`3 – Good`, `Grade 4 (Inadequate)`)."""
    printed = " ".join(text.split())
    both, turned, bare = JOINED.fullmatch(printed), REVERSED.fullmatch(printed), BARE.fullmatch(printed)
    if bare:
        return _numbered(int(bare[1]), printed, scale)
    if both:
        return _agreeing(int(both[1]), both[2], printed, scale)
    if turned:
        return _agreeing(int(turned[2]), turned[1], printed, scale)
    return _worded(printed, printed, scale)


def contradiction(first: Grade, second: Grade) -> Refusal | None:
    """Two printings of one judgement that do not say the same, as a refusal; None if they agree."""
    if first.value == second.value:
        return None
    return Refusal(
        f"“{first.printed}” and “{second.printed}” are not the same grade.",
        "Look the judgement up in the report and correct the one that was mistyped.",
    )


def _worded(word: str, printed: str, scale: Scale) -> Grade | Refusal:
    plain = _plain(word, scale)
    if plain in scale.words:
        return Grade(scale.words[plain], printed)
    if plain in scale.ungraded:
        return Grade(None, printed)
    known = [*scale.words, *scale.ungraded]
    near = difflib.get_close_matches(plain, known, n=1, cutoff=0.7)
    suggestion = f"Did you mean “{near[0]}”? " if near else ""
    return Refusal(
        f"“{printed}” is not a judgement that {scale.framework} uses.",
        f"{suggestion}Use one of: {', '.join(known)}.",
    )


def _numbered(number: int, printed: str, scale: Scale) -> Grade | Refusal:
    if not scale.numbers:
        return Refusal(
            f"“{printed}” has a number, and nothing on record says which way those of {scale.framework} run.",
            "Write the judgement in words, or ask an administrator to have the scale added with its source.",
        )
    if number not in scale.numbers:
        steps = ", ".join(str(step) for step in sorted(scale.numbers))
        return Refusal(f"{scale.framework} has no grade “{printed}”.", f"Use one of: {steps}.")
    return Grade(scale.numbers[number], printed)


def _agreeing(number: int, word: str, printed: str, scale: Scale) -> Grade | Refusal:
    by_number, by_word = _numbered(number, printed, scale), _worded(word, printed, scale)
    if isinstance(by_word, Refusal):
        return by_word
    if isinstance(by_number, Refusal):
        return by_number
    if by_number.value != by_word.value:
        said = next((known for known, grade in scale.words.items() if grade == by_number.value), "nothing")
        return Refusal(
            f"“{printed}” contradicts itself: under {scale.framework}, {number} means {said}.",
            "Look the judgement up in the report and correct the number or the word.",
        )
    return by_word


def _plain(word: str, scale: Scale) -> str:
    """A word for looking up in a scale: in small letters, without hedges that the scale does not have itself.

    Digits stay, so that `Good 2000` is no word of any scale.
    """
    said = " ".join(re.sub(r"[^a-z0-9' ]", " ", word.casefold()).split())
    if said in scale.words or said in scale.ungraded:
        return said
    kept = [part for part in said.split() if part not in HEDGES]
    return " ".join(kept) or said
