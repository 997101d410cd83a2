"""What kind of file this is, by what it holds and not by its name; said in words if it is no table."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from loaders import archives

Kind = Literal["xlsx", "ods", "xls", "csv", "parquet"]

ZIP, OLD_OFFICE, PDF, PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"PAR1"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
WEB_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html|<table)", re.IGNORECASE)
XML = re.compile(rb"\s*<\?xml")
SAVE_AS = "Open it in a spreadsheet program and save it as .xlsx, then try again."
DAMAGED = "Ask for the file again, or open it in a spreadsheet program and save it as .xlsx."
# What a zip archive is, by the name of one file in it.
PACKED = {
    "xl/workbook.bin": "a workbook of Excel's binary kind (.xlsb)",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "Index/Document.iwa": "a document of Apple's Numbers, Pages or Keynote",
}
LONGEST_MIMETYPE = 200
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# Names of streams in the files of Office 97 to 2003, as they are stored.
SHEETS, ENCRYPTED, WORD = ("Workbook", "Book"), "EncryptedPackage", "WordDocument"


@dataclass(frozen=True)
class Unreadable:
    """Why a file is no table, and what to do about it."""

    what: str
    fix: str = SAVE_AS


def kind(file: str, content: bytes) -> Kind | Unreadable:
    """What a file is. Only a file of text is believed its name: anything can be comma-separated."""
    if not content:
        return Unreadable("The file is empty.", "Ask for it again, or save it again.")
    if content.startswith(ZIP):
        return _archive(content)
    if content.startswith(OLD_OFFICE):
        return _old_office(content)
    if content.startswith(PDF):
        return Unreadable("This is a PDF, not a spreadsheet.", "Ask its publisher for the tables behind it.")
    if content.startswith(PARQUET):
        return "parquet"
    text = content.removeprefix(BYTE_ORDER_MARK)
    if WEB_PAGE.match(text):
        return Unreadable("This is a web page under a spreadsheet's name.")
    if XML.match(text):
        return Unreadable("This is XML under a spreadsheet's name.")
    if Path(file).suffix.casefold() == ".csv":
        return "csv"
    if b"\0" not in content[:4096] or content.startswith(UTF_16):
        what = "This is neither an .xlsx workbook nor a .csv file: it is text under another name."
        return Unreadable(what, "If it is a table, give its name the ending .csv, then try again.")
    return Unreadable("This is neither an .xlsx workbook nor a .csv file.")


def _archive(content: bytes) -> Kind | Unreadable:
    if (held := archives.count(content)) > archives.MOST_FILES:
        return Unreadable(*archives.too_many(len(content), held))
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        refusal = archives.refusal(archive, len(content))
        names = set(archive.namelist())
        mimetype = b""
        if not refusal and "mimetype" in names:
            with archive.open("mimetype") as part:
                mimetype = part.read(LONGEST_MIMETYPE)
    except MemoryError:
        raise
    # What zipfile raises over a damaged archive depends on the byte that is wrong.
    except Exception as error:
        return Unreadable(f"The file is damaged: it is cut off or changed ({type(error).__name__}).", DAMAGED)
    return Unreadable(*refusal) if refusal else _packed(names, mimetype.decode("ascii", "replace").strip())


def _packed(names: Collection[str], mimetype: str) -> Kind | Unreadable:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if mimetype.startswith(OPEN_DOCUMENT):
        what = mimetype.removeprefix(OPEN_DOCUMENT)
        if what.removesuffix("-template") == "spreadsheet":
            return "ods"
        return Unreadable(f"This is an OpenDocument {what}, not a spreadsheet.")
    packed = next((said for name, said in PACKED.items() if name in names), "")
    if packed:
        return Unreadable(f"This is {packed}, not an .xlsx workbook.")
    what = "This is a zip archive, not an .xlsx workbook, whatever its name."
    return Unreadable(what, "If it holds spreadsheets, unpack it and give those.")


def _old_office(content: bytes) -> Kind | Unreadable:
    def has(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if has(ENCRYPTED):
        return Unreadable("The workbook is locked with a password.", "Take the password off, then try again.")
    if any(map(has, SHEETS)):
        return "xls"
    if has(WORD):
        return Unreadable("This is an old Word document (.doc), not a spreadsheet.")
    what = "This is a workbook of the old .xls kind, but it is damaged or holds no sheet."
    return Unreadable(what, DAMAGED)
