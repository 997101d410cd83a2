"""Real workbooks, changed as chance will have it: their bytes, or the text of a part of its archive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from loaders.home import PAPERS
from tests.needs import ROOT

FILES = (
    *sorted(PAPERS.glob("*.xlsx")),
    ROOT / "docs" / "template.xlsx",
    ROOT / "tests" / "fixtures" / "lists.xls",
    *sorted((ROOT / "data" / "reference" / "neighbours").glob("*.csv"))[:2],
)
# What has broken readers before: limits of numbers, ends of markup, addresses, kinds, signs of direction.
NASTY = (
    *(
        b"",
        b"\0",
        b"\xff\xfe",
        b"<",
        b">",
        b"&",
        b"&amp;",
        b"&#0;",
        b"]]>",
        b"<!--",
        b"-1",
        b"0",
        b"1e999",
        b"NaN",
    ),
    *(
        b"99999999999999999999",
        b"4294967296",
        b"2147483647",
        b"A0",
        b"XFD1048576",
        b"ZZZZ1",
        b"A1:A1",
        b"#REF!",
    ),
    *(
        b'"',
        b"'",
        b"=1+1",
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b",",
        b"\n",
        b"[c]",
        b"2008-13",
        b"1900-02-29",
        b"-",
    ),
)
TOKEN = re.compile(rb"<[^<>]*>|[^<>\s\"]+")
MUTATED = "mutated workbooks"


@dataclass(frozen=True)
class Change:
    """One change: where (counted round), how, and with what."""

    how: str
    at: int
    size: int
    put: bytes


@dataclass(frozen=True)
class Mutation:
    """A file and what is done to it; `part` is the part of an archive, counted round, or -1 for the bytes."""

    file: Path
    part: int
    changes: Sequence[Change]

    @property
    def is_sealed(self) -> bool:
        """True if what is in the file is under checksums that the changes cannot have met."""
        return self.part < 0 and self.file.suffix == ".xlsx"

    def made(self) -> bytes:
        """The file's bytes, changed."""
        content = self.file.read_bytes()
        if self.part < 0 or self.file.suffix != ".xlsx":
            for change in self.changes:
                content = _in_bytes(content, change)
            return content
        into = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(into, "w") as after:
            names = before.namelist()
            changed = names[self.part % len(names)]
            for name in names:
                text = before.read(name)
                for change in self.changes if name == changed else ():
                    text = _in_markup(text, change)
                after.writestr(name, text)
        return into.getvalue()


def _in_bytes(content: bytes, change: Change) -> bytes:
    at = change.at % (len(content) + 1)
    kept = {"replace": at + len(change.put), "insert": at, "drop": at + change.size, "repeat": at}[change.how]
    put = {"drop": b"", "repeat": content[at : at + change.size]}.get(change.how, change.put)
    return content[:at] + put + content[kept:]


def _in_markup(content: bytes, change: Change) -> bytes:
    """The same with a tag or a word as the unit."""
    tokens = [found.span() for found in TOKEN.finditer(content)]
    if not tokens:
        return change.put
    first = change.at % len(tokens)
    start, end = tokens[first]
    last = tokens[min(first + change.size % 8, len(tokens) - 1)][1]
    if change.how == "replace":
        return content[:start] + change.put + content[end:]
    if change.how == "insert":
        return content[:end] + change.put + content[end:]
    if change.how == "drop":
        return content[:start] + content[last:]
    return content[:last] + content[start:last] + content[last:]


def mutations() -> st.SearchStrategy[Mutation]:
    """Every file, changed in up to four places; the parts of an archive more often than its bytes."""
    changes = st.builds(
        Change,
        st.sampled_from(("replace", "insert", "drop", "repeat")),
        st.integers(0, 2**20),
        st.integers(1, 2**10),
        st.sampled_from(NASTY) | st.binary(min_size=1, max_size=4),
    )
    parts = st.integers(0, 30) | st.just(-1)
    return st.builds(Mutation, st.sampled_from(FILES), parts, st.lists(changes, min_size=1, max_size=4))
