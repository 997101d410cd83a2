"""Which area a row of a national file is about, by its codes and its name, which must agree."""

from __future__ import annotations

import re

from loaders.entries import unknown_area
from loaders.reference import Area, Reference

# A code as a spreadsheet program may write it in a CSV.
DECIMAL_CODE = re.compile(r"([0-9]{3})\.0+")
Refusal = tuple[str, str]


def authority(said: tuple[str, ...], reference: Reference, day: str = "") -> Area | Refusal:
    """As `area`, of authorities only."""
    found = area(said, reference, day)
    if isinstance(found, Area) and found.kind != "authority":
        return unknown_area(next(text for text in said if text), reference)
    return found


def area(said: tuple[str, ...], reference: Reference, day: str = "") -> Area | Refusal:
    """The area that codes (of any kind) and a name mean together; blank ones are passed over.

    A name that two authorities had one after the other means the one of that ISO day (empty: today's). If
    the area is unknown, or the codes and the name disagree: what is wrong, and how to mend it.
    """
    texts = [DECIMAL_CODE.sub(r"\1", text) for text in said if text]
    if not texts:
        return "The row names no authority.", "Write the authority's code or name."
    first: Area | None = None
    for text in texts:
        # The name of an abolished authority may be another's today: beside its code it means the one of then.
        found = reference.area(text, (first.exists_to if first else "") or day)
        if found is None:
            return unknown_area(text, reference)
        if first and found != first:
            what = f"“{texts[0]}” is {first.name}, but “{text}” beside it is {found.name}."
            return what, "Look up which of the two is meant, and correct the other."
        first = first or found
    return first or unknown_area("", reference)
