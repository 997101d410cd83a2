"""Printed figures -> number, qualifier and status. What cannot be read is refused, never guessed.

A missing value is never 0, and the reason it is missing is kept. Symbols: Government Analysis Function,
"Symbols in tables" (in square brackets), the open-data standard's bare letters, and the marks of older
statistical releases.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

MISSING = {
    "[c]": "suppressed",
    "c": "suppressed",
    "*": "suppressed",
    "[x]": "not available",
    "x": "not available",
    "..": "not available",
    ":": "not available",
    "-": "not available",
    "": "not available",
    "[z]": "not applicable",
    "z": "not applicable",
    ".": "not applicable",
    "n/a": "not applicable",
    "na": "not applicable",
    "[low]": "low",
    "low": "low",
    "k": "low",
    "~": "low",
    "[u]": "unreliable",
    "u": "unreliable",
}
QUALIFIERS = {
    "approximately": "about",
    "approx": "about",
    "around": "about",
    "about": "about",
    "some": "about",
    "circa": "about",
    "roughly": "about",
    "nearly": "nearly",
    "almost": "nearly",
    "just under": "nearly",
    "just below": "nearly",
    "just fewer than": "nearly",
    "just less than": "nearly",
    "close to": "nearly",
    "just over": "just over",
    "just above": "just over",
    "over": "more than",
    "more than": "more than",
    "above": "more than",
    "greater than": "more than",
    ">": "more than",
    "under": "less than",
    "less than": "less than",
    "fewer than": "less than",
    "below": "less than",
    "<": "less than",
    "at least": "at least",
    "a minimum of": "at least",
    "up to": "up to",
    "at most": "up to",
    "a maximum of": "up to",
    "within": "within",
    "only": "",
    "on average": "",
    "an average of": "",
    "between": "",
}
UNITS = {
    "days": ("days", "day"),
    "weeks": ("weeks", "week"),
    "months": ("months", "month"),
    "years": ("years", "year"),
    "full-time equivalents": ("full-time equivalents", "full-time equivalent", "ftes", "fte"),
}
ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
WORDS = {word: float(number) for number, word in enumerate(ONES)} | {
    "no": 0.0,
    "none": 0.0,
    "nil": 0.0,
    "single": 1.0,
    "a single": 1.0,
}
SHARES = {
    "a quarter": 25.0,
    "one quarter": 25.0,
    "three quarters": 75.0,
    "a third": 100 / 3,
    "one third": 100 / 3,
    "two thirds": 200 / 3,
    "half": 50.0,
    "a half": 50.0,
    "one half": 50.0,
    "all": 100.0,
    "every": 100.0,
    "each": 100.0,
    "the entire cohort": 100.0,
}
ONE_IN = re.compile(r"([a-z]+|[0-9]+) in ([a-z]+|[0-9]+)")
RANGE = re.compile(r"([0-9.,]+)\s*(?:-|–|to|and)\s*([0-9.,]+)")
NUMBER = re.compile(r"([-+−]?)([0-9]{1,3}(?:,\s?[0-9]{3})+|[0-9]+)(\.[0-9]+)?(e[-+]?[0-9]{1,3})?")


@dataclass(frozen=True)
class Value:
    """A printed figure: `number` is None where `status` says why. `printed_unit` may be empty."""

    number: float | None
    qualifier: str
    status: str
    printed: str
    printed_unit: str = ""


def parse(text: str, unit: str = "") -> Value | None:
    """The figure that a text prints; None if it cannot be read. `unit` is the indicator's.

    Shares in words (`a quarter`, `all`, `one in five`) are read for a percentage only. Of a range (`8-10`)
    the lower end is the number and the upper end the qualifier (`to 10`).
    """
    printed = " ".join(text.split())
    rest = printed.casefold()
    if rest in MISSING:
        return Value(None, "", MISSING[rest], printed)
    rest = rest.rstrip("*†‡").strip()
    qualifier, rest = _qualifier(rest)
    rest, printed_unit = _unit(rest)
    between = RANGE.fullmatch(rest)
    if between and (_number(between[1], unit) or 0) < (_number(between[2], unit) or 0):
        qualifier, rest = f"to {between[2]}", between[1]
    number = _number(rest, unit)
    return None if number is None else Value(number, qualifier, "published", printed, printed_unit)


def _qualifier(text: str) -> tuple[str, str]:
    for words in sorted(QUALIFIERS, key=len, reverse=True):
        if text.startswith(words) and (not words[-1].isalpha() or text[len(words) : len(words) + 1] == " "):
            return QUALIFIERS[words], text[len(words) :].strip()
    return "", text


def _unit(text: str) -> tuple[str, str]:
    if text.endswith("%"):
        return text[:-1].strip(), "%"
    if text.endswith((" per cent", " percent")):
        return text.rsplit(" per", 1)[0].strip(), "%"
    for unit, spellings in UNITS.items():
        for spelling in spellings:
            bare = text.removesuffix(spelling)
            if bare != text and bare[-1:] in (" ", *"0123456789"):
                return bare.strip(), unit
    return text, ""


def _number(text: str, unit: str) -> float | None:
    """The number of a text without unit and qualifier; None if it is none, or too large to be one."""
    match = NUMBER.fullmatch(text)
    if match:
        sign = -1 if match[1] in ("-", "−") else 1
        digits = match[2].replace(",", "").replace(" ", "")
        number = sign * float(digits + (match[3] or "") + (match[4] or ""))
        return number if math.isfinite(number) else None
    if unit == "%" and text in SHARES:
        return SHARES[text]
    share = ONE_IN.fullmatch(text)
    if unit == "%" and share:
        part, whole = _number(share[1], ""), _number(share[2], "")
        return 100 * part / whole if part is not None and whole else None
    return WORDS.get(text)
