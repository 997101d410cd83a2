"""Personal data, by names of columns and by the shape of what stands in them: a file with any is refused.

Nothing of what was found is repeated in a message. Numbers that have a check digit count only if it is right,
because a figure of ten digits is otherwise easily taken for somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

from loaders import columns, people
from loaders.book import Book, Sheet
from loaders.columns import Columns
from loaders.problems import Problem
from loaders.reference import plain

# What a column is headed -> what it would hold. A bare `name` is an authority's, and is none of these.
HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "names of people": (
            *("forename", "forenames", "first name", "firstname", "given name", "given names", "middle name"),
            *("surname", "last name", "lastname", "family name", "full name", "fullname", "child name"),
            *("name of child", "childs name", "child s name", "pupil name", "student name"),
            *("name of young person", "parent name", "carer name", "next of kin"),
        ),
        "dates of birth": ("dob", "d o b", "date of birth", "birth date", "birthdate", "dateofbirth", "born"),
        "pupil numbers": (
            "upn",
            "unique pupil number",
            "former upn",
            "pupil number",
            "uln",
            "learner number",
        ),
        "NHS numbers": ("nhs number", "nhs no", "nhs num", "nhsnumber"),
        "national insurance numbers": ("ni number", "nino", "national insurance number"),
        "postcodes": ("postcode", "post code", "home postcode", "child postcode", "pupil postcode"),
        "addresses": ("address", "home address", "address line 1", "address 1", "address1", "street"),
        "e-mail addresses": ("email", "e mail", "email address", "e mail address"),
        "telephone numbers": (
            "telephone",
            "phone",
            "mobile",
            "telephone number",
            "phone number",
            "mobile number",
        ),
    }
)
FIGURE = re.compile(r"[\d.,%£/ -]*\d[\d.,%£/ -]*")
SHORTEST, LONGEST_HEADING = 5, 30  # letters of what is looked at
PUPIL = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]")
CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # without I, O and S
HEALTH = re.compile(r"(?<![\d.,-])(\d{3})([ -])(\d{3})\2(\d{4})(?![\d.,-])")
HEALTH_BARE = re.compile(
    r"[4679]\d{9}"
)  # those given out in England, and those that forms have as an example
INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}", re.IGNORECASE)
MAIL = re.compile(r"\b([\w.+'-]+)@([\w-]+(?:\.[\w-]+)+)\b")
# The mailbox of an office is nobody's own; that of a person at an authority has the two parts of a name.
OFFICE = re.compile(
    r"data|stat|enquir|info|contact|team|office|press|help|service|admin|foi|support|publication|analys|mail",
    re.IGNORECASE,
)
BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\.?|born|date of birth)\W{0,3}(?:on )?\d{1,2}[./ -]\w{1,9}[./ -]\d{2,4}", re.IGNORECASE
)
FIX = "Take it out: only figures of groups may be published. Ask your information officer if in doubt."


# Words that make a heading one of a person's name or birth, with words that may stand beside them.
OF_A_NAME = frozenset({"surname", "forename", "name"})
OF_A_PERSON = frozenset(
    {
        *("child", "childs", "pupil", "pupils", "student", "patient", "parent", "carer"),
        *("mother", "mothers", "father", "fathers"),
    }
)
BESIDE = frozenset(
    {"of", "the", "s", "full", "legal", "preferred", "first", "last", "date", "d", "o", "b", "and"}
)


def in_book(book: Book, given: Collection[str] = ()) -> list[Problem]:
    """What looks like personal data in a file's sheets: by sheet and kind the first cell, and how many.

    `given` holds first names in small letters.
    """
    known = frozenset(given)
    return [problem for sheet in book.sheets for problem in _on_sheet(book.file, sheet, known)]


def in_columns(table: Columns, given: Collection[str] = ()) -> list[Problem]:
    """The same of a data file; each different text is looked at once."""
    found: list[Problem] = []
    for at, (heading, texts) in enumerate(zip(table.headings, table.texts, strict=True)):
        held, firsts = columns.categories(texts), columns.firsts(texts)
        kind = by_heading(heading)
        if kind and any(held):
            found.append(table.problem((at, -1), *_headed(kind)))
            continue
        if kind := people.listed(heading, held, len(table), given, _today()):
            found.append(table.problem((at, min(firsts)), *_listed(kind)))
            continue
        alike: dict[str, list[int]] = {}
        for text, first in zip(held, firsts, strict=True):
            if kind := by_shape(text):
                alike.setdefault(kind, []).append(first)
        for kind, rows in alike.items():
            found.append(table.problem((at, min(rows)), *_held(kind, len(rows))))
    return found


def by_heading(heading: str) -> str:
    """What a column of this heading holds of people; empty if nothing."""
    if len(heading) > LONGEST_HEADING:
        return ""
    said = plain(heading.replace("_", " "))
    return next((kind for kind, names in HEADINGS.items() if said in names), "") or _by_words(said.split())


def _by_words(words: list[str]) -> str:
    """What a heading of several words means, such as “Child DOB” or “Mother's surname”."""
    rest = set(words) - OF_A_PERSON - BESIDE
    if (len(rest) < len(words) and rest == {"dob"}) or (rest == {"birth"} and "date" in words):
        return "dates of birth"
    is_named = len(rest) == 1 and rest <= OF_A_NAME and not OF_A_PERSON.isdisjoint(words)
    return "names of people" if is_named else ""


def by_shape(text: str) -> str:
    """What of people a text is or holds; empty if nothing."""
    if len(text) < SHORTEST or (text.isdigit() and len(text) != 10):
        return ""
    shapes = (
        ("pupil numbers", _is_pupil(text.upper())),
        ("NHS numbers", _is_health(text)),
        ("national insurance numbers", bool(INSURANCE.search(text))),
        ("postcodes", bool(POSTCODE.fullmatch(text))),
        ("e-mail addresses", _is_mail(text)),
        ("dates of birth", bool(BIRTH.search(text))),
    )
    return next((kind for kind, found in shapes if found), "")


def _on_sheet(file: str, sheet: Sheet, given: frozenset[str]) -> Iterator[Problem]:
    headed: dict[int, str] = {}
    alike: dict[str, list[str]] = {}
    for number, row in enumerate(sheet.rows):
        for at, cell in enumerate(row):
            if not cell.text:
                continue
            if (kind := by_heading(cell.text)) and _goes_on(sheet, number, at):
                headed.setdefault(at, kind)
                yield Problem("error", file, sheet.name, cell.address, *_headed(kind))
            elif at not in headed and (kind := by_shape(cell.text)):
                alike.setdefault(kind, []).append(cell.address)
    for kind, cells in alike.items():
        yield Problem("error", file, sheet.name, cells[0], *_held(kind, len(cells)))
    yield from _of_people(file, sheet, headed, given)


def _of_people(file: str, sheet: Sheet, known: Collection[int], given: frozenset[str]) -> Iterator[Problem]:
    """Columns that list people, whatever they are headed, but for those that are known by their heading."""
    lowest = _lowest_heading(sheet)
    for at in range(max(map(len, sheet.rows), default=0)):
        filled = [row[at] for row in sheet.rows if at < len(row) and row[at].text]
        if at in known or len(filled) <= people.FEWEST:
            continue
        headings = [row[at] for row in sheet.rows[: lowest + 1] if row[at].text][:3] or filled[:1]
        above = " ".join(cell.text for cell in headings if given.isdisjoint(plain(cell.text).split()))
        texts = dict.fromkeys(cell.text for cell in filled[1:])
        if kind := people.listed(above, list(texts), len(filled) - 1, given, _today()):
            yield Problem("error", file, sheet.name, filled[1].address, *_listed(kind))


def _lowest_heading(sheet: Sheet) -> int:
    """The last row that can head columns: the first that has several cells, or the one above the figures.

    What stands below it is data, whatever that sounds like.
    """
    wide = next((at for at, row in enumerate(sheet.rows) if sum(bool(cell.text) for cell in row) > 1), 0)
    of_figures = (any(FIGURE.fullmatch(cell.text) for cell in row) for row in sheet.rows)
    figures = next((at for at, has in enumerate(of_figures) if has), 0)
    return max(wide, figures - 1)


def _today() -> date:
    return datetime.now(UTC).date()


def _goes_on(sheet: Sheet, row: int, column: int) -> bool:
    """True if something stands right below a heading, and beside it there are others: it heads a column."""
    below = sheet.rows[row + 1][column].text if row + 1 < len(sheet.rows) else ""
    return bool(below) and sum(bool(cell.text) for cell in sheet.rows[row]) > 1


def _headed(kind: str) -> tuple[str, str]:
    return f"This column is named as one of {kind} is.", FIX


def _listed(kind: str) -> tuple[str, str]:
    what = f"Most of this column reads as {kind}. If it holds something else, head it with what that is."
    return what, FIX


def _held(kind: str, count: int) -> tuple[str, str]:
    more = f", and so do {count - 1} more" if count > 1 else ""
    return f"The cell holds what looks like one of {kind}{more}.", FIX


# Shapes


def _is_pupil(text: str) -> bool:
    """A unique pupil number: a check letter, and twelve digits, of which the last may be a letter."""
    if not PUPIL.fullmatch(text):
        return False
    values = [CHECK_LETTERS.index(one) if one.isalpha() else int(one) for one in text[1:]]
    total = sum(weight * value for weight, value in enumerate(values, 2))
    return CHECK_LETTERS[total % len(CHECK_LETTERS)] == text[0]


def _is_health(text: str) -> bool:
    """An NHS number: ten digits as they are printed, three, three and four, or the same in one."""
    if HEALTH_BARE.fullmatch(text):
        return checks_out(text)
    return any(checks_out("".join(found.group(1, 3, 4))) for found in HEALTH.finditer(text))


def checks_out(digits: str) -> bool:
    """True if the tenth of ten digits is the check digit that the NHS gives the nine (modulus 11)."""
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _is_mail(text: str) -> bool:
    return any(not _is_office(*found.groups()) for found in MAIL.finditer(text))


def _is_office(name: str, domain: str) -> bool:
    return bool(OFFICE.search(name)) or (domain.endswith("gov.uk") and not re.search("[._+-]", name))
