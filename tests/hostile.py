"""Files that are made to harm, or were harmed: built here, none kept. What becomes of each is in its case.

Most are a real paper with something done to it, so that what is not refused must give that paper's rows.
"""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from loaders.home import PAPERS
from tests.odsbooks import ods

PAPER = PAPERS / "leeds-jar-2008.xlsx"
CLEAN = PAPER.read_bytes
SHEET, WORKBOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
LAIT = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAME = "the same rows as the clean file"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha">' + b"".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9)
)
Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Case:
    """A file, and what must be said of it: a part of the one error, or SAME."""

    name: str
    said: str
    build: Callable[[], bytes]
    ending: str = ".xlsx"

    def __str__(self) -> str:
        return self.name


def packed(
    changes: Mapping[str, Change] | None = None,
    added: Mapping[str, bytes] | None = None,
    how: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The paper with some of its parts changed, and others added."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(CLEAN())) as before, zipfile.ZipFile(into, "w", how) as after:
        for name in before.namelist():
            content = before.read(name)
            change = (changes or {}).get(name)
            changed = change(content) if change else content
            assert not change or changed != content, f"nothing was changed in {name}"
            after.writestr(name, changed)
        for name, content in (added or {}).items():
            after.writestr(name, content)
    return into.getvalue()


def put(old: bytes, new: bytes) -> Change:
    """A change of the first place of a text, which must be there."""
    return lambda content: content.replace(old, new, 1)


def before_end(new: bytes) -> Change:
    """A change that adds something as the last thing in a sheet's data."""
    return put(b"</sheetData>", new + b"</sheetData>")


def cell(address: str, inside: bytes, more: bytes = b"") -> Change:
    """A change that adds a cell far below the table."""
    row = "".join(letter for letter in address if letter.isdigit())
    return before_end(
        b'<row r="%s"><c r="%s"%s>%s</c></row>' % (row.encode(), address.encode(), more, inside)
    )


def patched(content: bytes, at: int, field: str, value: int) -> bytes:
    """The bytes with a number of an archive's directory changed."""
    return content[:at] + struct.pack(field, value) + content[at + struct.calcsize(field) :]


def directory(content: bytes, name: str) -> int:
    """Where an archive's directory speaks of a file."""
    at = content.index(b"PK\x01\x02")
    while content[at + 46 : at + 46 + len(name)] != name.encode():
        at = content.index(b"PK\x01\x02", at + 4)
    return at


# Archives


def many_files() -> bytes:
    return packed(added={f"xl/media/{number}.png": b"" for number in range(6_000)})


def nested() -> bytes:
    inner = bytes(1_000_000)
    for level in range(6):
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(3):
                archive.writestr(f"{level}-{copy}.zip", inner)
        inner = into.getvalue()
    return inner


def there_twice() -> bytes:
    into = io.BytesIO(packed())
    other = zipfile.ZipFile(into).read(SHEET).replace(b"<v>", b"<v>9")
    with warnings.catch_warnings(), zipfile.ZipFile(into, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, other)
    return into.getvalue()


def wrong_checksum() -> bytes:
    content = packed()
    return patched(content, directory(content, SHEET) + 16, "<I", 1)


def lying_size() -> bytes:
    content = packed()
    return patched(content, directory(content, SHEET) + 24, "<I", 100)


def locked() -> bytes:
    content = packed()
    at = directory(content, SHEET)
    return patched(content, at + 8, "<H", 1)


ARCHIVES = (
    Case("high ratio", "times its size", lambda: packed(added={"xl/media/a.xml": bytes(60_000_000)})),
    Case("many files", "more than any table", many_files),
    Case("archives in archives", "This is a zip archive", nested),
    Case("an archive inside a workbook", SAME, lambda: packed(added={"xl/embeddings/a.zip": nested()})),
    Case("a sheet there twice", "more than once", there_twice),
    Case("wrong CRC", "damaged", wrong_checksum),
    Case("a size that lies", "damaged", lying_size),
    Case("locked parts", "password", locked),
    Case("locked workbook", "password", lambda: OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
    Case("another packing", "packed in a way", lambda: packed(how=zipfile.ZIP_BZIP2)),
    Case("path upwards", "odd name", lambda: packed(added={"../../etc/cron.d/x": b"x"})),
    Case("path from the root", "odd name", lambda: packed(added={"/etc/passwd": b"x"})),
    Case("path on a drive", "odd name", lambda: packed(added={"C:/Windows/x.dll": b"x"})),
    Case("macros", "macros", lambda: packed(added={"xl/vbaProject.bin": OLD})),
    Case("old macros", "macros", lambda: packed(added={"xl/macrosheets/sheet1.xml": b"<x/>"})),
    Case("links to other files", SAME, lambda: packed(added={"xl/externalLinks/externalLink1.xml": b"<x/>"})),
)

# Markup


def laughs(encoding: str) -> Change:
    text = LAUGHS.decode() + f"]><worksheet>&{chr(97 + 9)};</worksheet>"
    return lambda _: text.encode(encoding)


def outside(_: bytes) -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'


def in_utf_16(content: bytes) -> bytes:
    head, end, rest = content.decode().partition("?>")
    return (
        head.replace("UTF-8", "UTF-16") + end + rest
        if end
        else f'<?xml version="1.0" encoding="UTF-16"?>{content.decode()}'
    ).encode("utf-16")


def deep(content: bytes) -> bytes:
    return content.replace(b"</sheetData>", b"</sheetData>" + b"<x>" * 200_000 + b"</x>" * 200_000)


def shared_strings() -> bytes:
    chance = random.Random(1)
    strings = b"".join(b"<si><t>%032x</t></si>" % chance.getrandbits(128) for _ in range(150_000))
    return b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + strings + b"</sst>"


def with_strings() -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    told = b'<Override PartName="/xl/strings.xml" ContentType="%s"/></Types>' % kind
    return packed({TYPES: put(b"</Types>", told)}, {"xl/strings.xml": shared_strings()})


MERGED = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
MARKUP = (
    Case("entities", "entities", lambda: packed({SHEET: laughs("utf-8")})),
    Case("entities in UTF-16", "entities", lambda: packed({SHEET: laughs("utf-16")})),
    Case("entities outside", "entities", lambda: packed({SHEET: outside})),
    Case("UTF-16", SAME, lambda: packed({SHEET: in_utf_16})),
    Case("deep", "", lambda: packed({SHEET: deep})),
    Case("giant shared strings", "", with_strings),
    Case("far cell", "reaches as far", lambda: packed({SHEET: cell("XFD1048576", b"<v>1</v>")})),
    Case("a stray cell", "reaches as far", lambda: packed({SHEET: cell("CV19999", b"<v>1</v>")})),
    Case("all cells merged", "reaches as far", lambda: packed({SHEET: put(b"</sheetData>", MERGED)})),
    Case("a row of forty digits", "", lambda: packed({SHEET: cell("A" + "9" * 40, b"<v>1</v>")})),
    Case("a number without end", "", lambda: packed({SHEET: cell("A900", b"<v>1e999</v>")})),
    Case("a number that is none", "", lambda: packed({SHEET: cell("A900", b"<v>0x10</v>")})),
    Case(
        "a kind of cell that there is not", "", lambda: packed({SHEET: cell("A900", b"<v>1</v>", b' t="zz"')})
    ),
    Case("a string that there is not", "", lambda: packed({SHEET: cell("A900", b"<v>99999</v>", b' t="s"')})),
    Case("a style that there is not", "", lambda: packed({SHEET: cell("A900", b"<v>1</v>", b' s="99999"')})),
    Case(
        "a command as a formula",
        "never calculated",
        lambda: packed({SHEET: cell("A900", b"<f>cmd|'/C calc'!A0</f>")}),
    ),
    Case(
        "a sheet elsewhere",
        "",
        lambda: packed({"xl/_rels/workbook.xml.rels": put(b"worksheets/sheet1.xml", b"../../../etc/passwd")}),
    ),
    Case(
        "a sheet on the web",
        "",
        lambda: packed(
            {"xl/_rels/workbook.xml.rels": put(b"worksheets/sheet1.xml", b"http://127.0.0.1:9/x")}
        ),
    ),
    Case(
        "no workbook in it",
        "zip archive",
        lambda: packed({TYPES: put(b"a", b"b")}).replace(b"xl/workbook.xml", b"xl/workbook.xyz"),
    ),
)

# Other kinds


def long_parquet() -> bytes:
    """A parquet file of a few kilobytes with 30 million rows, each the same."""
    column = pa.DictionaryArray.from_arrays(pa.array(np.zeros(30_000_000, "int8")), ["x"])
    into = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(dict.fromkeys(LAIT.strip().split(","), column)), into)
    return into.getvalue()


def parquet(values: pa.Array) -> bytes:
    """The long file as parquet, with these as its values."""
    row = ("A new measure", "Authority figure", "2022", "Leeds", "", "383", "Yorkshire and The Humber")
    columns = {
        name: pa.array([text] * len(values), pa.string())
        for name, text in zip(LAIT.strip().split(","), row, strict=True)
    }
    into = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({**columns, "Values": values}), into)
    return into.getvalue()


OTHERS = (
    Case("a million columns", "more than any table", lambda: b"," * 1_000_000, ".csv"),
    Case(
        "a million values under known headings",
        "1000000 values",
        lambda: LAIT.encode() + b"," * 999_999 + b"\n",
        ".csv",
    ),
    Case(
        "known headings among thirty thousand",
        "more than any table",
        lambda: (LAIT.strip() + "," * 30_000).encode(),
        ".csv",
    ),
    Case("one huge line", "comma-separated", lambda: b"x" * 5_000_000, ".csv"),
    Case(
        "one huge value under known headings",
        "",
        lambda: LAIT.encode() + b"x" * 5_000_000 + b",a,b,c,d,e,f\n",
        ".csv",
    ),
    Case("a quotation that never ends", "", lambda: LAIT.encode() + b'"' + b"a,b\n" * 500_000, ".csv"),
    Case("nothing but zeros", "neither", lambda: bytes(1_000_000)),
    Case("zeros as values", "", lambda: LAIT.encode() + bytes(1_000_000), ".csv"),
    Case("macros in an .ods", "macros", lambda: ods_with("Basic/Standard/Module1.xml"), ".ods"),
    Case("a million cells repeated in an .ods", "", lambda: ods({"One": [[REPEATED]]}), ".ods"),
    Case("a web page", "web page", lambda: b"<html><script>alert(1)</script><table></table></html>", ".xls"),
    Case("a program", "neither", lambda: b"MZ\x90\x00" + bytes(1000)),
    Case("a picture", "neither", lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000)),
    Case(
        "an .xls of headers only",
        "damaged",
        lambda: OLD + bytes(504) + "Workbook".encode("utf-16-le"),
        ".xls",
    ),
    Case("parquet of lists", "holds lists", lambda: parquet(pa.array([[1, 2]])), ".parquet"),
    Case("parquet of records", "holds lists", lambda: parquet(pa.array([{"a": 1}])), ".parquet"),
    Case("parquet of bytes", "not a figure", lambda: parquet(pa.array([b"\xff\xfe"])), ".parquet"),
    Case("parquet of nothing", "no row below them", lambda: parquet(pa.array([], pa.string())), ".parquet"),
    Case("headings only", "no row below them", LAIT.encode, ".csv"),
    Case("thirty million rows in a few kilobytes", "more than any table", long_parquet, ".parquet"),
    Case(
        "parquet that ends nowhere",
        "damaged",
        lambda: b"PAR1" + bytes(100) + b"\xff\xff\xff\x7fPAR1",
        ".parquet",
    ),
)
REPEATED = (
    '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
    "<text:p>x</text:p></table:table-cell>"
)


def ods_with(name: str) -> bytes:
    into = io.BytesIO(ods({"One": [["a"]]}))
    with zipfile.ZipFile(into, "a") as archive:
        archive.writestr(name, "<x/>")
    return into.getvalue()


# Names and texts

NAMES = (
    "<img src=x onerror=alert(1)>.xlsx",
    "minutes\u202excod.xlsx",
    "a\nb\tc.xlsx",
    "=cmd|' calc'!A0.xlsx",
    "-rf.xlsx",
    "..xlsx",
    "%2e%2e%2fetc%2fpasswd.xlsx",
    f"{'long' * 50}.xlsx",
)
ASKED_NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\me\\figures.xlsx": "figures.xlsx",
    "/etc/cron.d/x.csv": "x.csv",
    "a\u202excod.xlsx": "axcod.xlsx",
    "\x00\x1b[2Jfigures.csv": "[2Jfigures.csv",
    "": "unnamed",
    "..": "unnamed",
    ".xlsx": "unnamed.xlsx",
    "NEET 2022.csv": "NEET 2022.csv",
    "b\u0308.csv": "b\u0308.csv",
    "o\u0308.csv": "ö.csv",
    "e" * 300 + ".xlsx": "e" * 115 + ".xlsx",
    "é" * 300 + ".xlsx": "é" * 57 + ".xlsx",
    "figures.xlsx/": "unnamed",
}


def cut_off() -> Iterator[bytes]:
    """The largest paper, cut off at every kilobyte."""
    whole = max(PAPERS.glob("*.xlsx"), key=lambda path: path.stat().st_size).read_bytes()
    for length in range(1024, len(whole), 1024):
        yield whole[:length]


def changed_parquet() -> Iterator[bytes]:
    """The long file as parquet, with a few of its bytes changed or cut off."""
    whole, chance = parquet(pa.array(["5.5"] * 300)), random.Random(1)
    for number in range(60):
        changed = bytearray(whole)
        for _ in range(chance.choice((1, 2, 8))):
            changed[chance.randrange(4, len(whole) - 8)] = chance.randrange(256)
        yield bytes(changed[: chance.randrange(8, len(whole))] if number % 5 == 0 else changed)


CASES = (*ARCHIVES, *MARKUP, *OTHERS)
