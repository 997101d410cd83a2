"""A look into a workbook's zip archive before it is unpacked: what no spreadsheet program would write."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

# More than any table unpacks to; what does is made to fill a machine's memory.
MOST_BYTES, MOST_FILES, MOST_TIMES = 400_000_000, 5_000, 300
SMALL = 10_000_000  # bytes; what unpacks to less may do so from very little
IN_DIRECTORY = b"PK\x01\x02"  # begins what an archive's directory says of one file
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LOCKED = 1  # a flag of a file in an archive
MACROS = re.compile(r"xl/vbaProject|xl/macrosheets/|Basic/.+\.xml|Scripts/.")
LINKS = "xl/externalLinks/"
MARKUP = (".xml", ".rels", ".vml")
HEAD = 65_536
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

TAKE_OUT = "Take out what does not belong to the table."
SAVE_ANEW = "Copy the table into a new workbook and save that as .xlsx."


def count(content: bytes) -> int:
    """How many files an archive says it has; without reading its directory, which may fill the memory."""
    return content.count(IN_DIRECTORY)


def refusal(archive: zipfile.ZipFile, size: int) -> tuple[str, str] | None:
    """Why an archive of so many bytes is not to be unpacked, and how to mend it; None if it may be."""
    return next(_reasons(archive, archive.infolist(), size), None)


def too_many(size: int, held: int, unpacked: int = 0) -> tuple[str, str]:
    """That an archive is larger than any table's."""
    to = f" to {unpacked / 1e6:,.0f} MB" if unpacked else ""
    return f"{size / 1e6:,.1f} MB unpack{to} in {held} files, more than any table.", TAKE_OUT


def links_elsewhere(archive: zipfile.ZipFile) -> bool:
    """True if a workbook takes values from other files."""
    return any(name.startswith(LINKS) for name in archive.namelist())


def _reasons(
    archive: zipfile.ZipFile, held: Sequence[zipfile.ZipInfo], size: int
) -> Iterator[tuple[str, str]]:
    unpacked = sum(one.file_size for one in held)
    if unpacked > MOST_BYTES or len(held) > MOST_FILES:
        yield too_many(size, len(held), unpacked)
    for one in held:
        if one.file_size > SMALL and one.file_size > MOST_TIMES * max(one.compress_size, 1):
            times = one.file_size // max(one.compress_size, 1)
            yield f"“{one.filename}” in it unpacks to {times:,} times its size, as no table does.", TAKE_OUT
    if any(one.flag_bits & LOCKED for one in held):
        yield "The workbook is locked with a password.", "Take the password off, then try again."
    if odd := next((one.filename for one in held if not _is_plain(one.filename)), ""):
        yield f"It holds a file of the odd name “{odd}”.", SAVE_ANEW
    if twice := next((name for name, times in Counter(archive.namelist()).items() if times > 1), ""):
        yield f"It holds “{twice}” more than once, and programs differ in which of them they show.", SAVE_ANEW
    if any(one.compress_type not in PACKED for one in held):
        yield "It is packed in a way that spreadsheet programs do not use.", SAVE_ANEW
    if any(MACROS.match(one.filename) for one in held):
        yield "The workbook holds macros, which are programs.", "Save it as .xlsx, which holds none."
    for one in held:
        if one.filename.endswith(MARKUP) and _declares(archive, one):
            what = f"“{one.filename}” in it declares entities of its own, as no spreadsheet program does."
            yield what, SAVE_ANEW


def _is_plain(name: str) -> bool:
    """True for a path that stays inside the archive."""
    return not (name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts)


def _declares(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bool:
    with archive.open(one) as part:
        # Without zeros, what is in UTF-16 is the same.
        return bool(DECLARED.search(part.read(HEAD).replace(b"\0", b"")))
