"""Characters that are not seen: marks of direction and joining, control characters; and names with them.

They make a text look like another (`gpj.xlsx` reads as `xslx.jpg`), and a name be another than it looks.
"""

from __future__ import annotations

import re
import unicodedata

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
LONGEST = 120  # bytes of a file's name, to leave room for endings of our own
NAMELESS = "unnamed"


def without(text: str) -> str:
    """The text without characters that are not seen."""
    return UNSEEN.sub("", text)


def visible(text: str) -> str:
    """The text with characters that are not seen written out, as `[U+202E]`."""
    return UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def file_name(said: str) -> str:
    """The name under which to keep a file that somebody else named: no folder, nothing unseen, not too long.

    What can be kept of the name is kept, because problems and sources are told by it.
    """
    last = re.split(r"[/\\]", without(unicodedata.normalize("NFC", said)))[-1]
    stem, dot, ending = " ".join(last.split()).rpartition(".")
    stem, ending = (stem, dot + ending[:10]) if dot else (ending, "")
    room = LONGEST - len(ending.encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").strip(" .")
    return (stem or NAMELESS) + ending.rstrip(" .")
