"""What is served is what the papers print.

The papers were transcribed twice. The workbooks in data/papers are the first transcription. The second, in
fixtures/second-transcription, was made independently: from the papers' text and not from the workbooks. Only
the names of indicators, breakdowns and inspections and the way of citing a place were agreed beforehand.
Each difference between the two was then settled by reading the paper again, and whichever was wrong was
mended; where only the wording of an aspect differed, one wording was taken. The second holds numbers, and
grades on our scale; notes, themes and printed wordings are not in it.

    figures.csv      source, what (observation, or the kind of threshold), area, indicator, breakdown, period,
                     value, locator; an empty value is one the paper leaves out, an empty area is every area
    judgements.csv   source, inspection, section, aspect, kind, grade (1 to 4, 4 is best), locator
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from loaders import periods

if TYPE_CHECKING:
    from loaders.reference import Reference
    from loaders.store import Store

Row = Mapping[str, str]
Key = tuple[str, ...]

FIXTURE = Path(__file__).parent / "fixtures" / "second-transcription"
WHOLE = ("headline", "additional")
JAR_WILTSHIRE, JAR_LEEDS = "Wiltshire joint area review 2008", "Leeds joint area review 2008"
JAR_SOUTHWARK, JAR_WORCESTERSHIRE = (
    "Southwark joint area review 2008",
    "Worcestershire joint area review 2008",
)
SLAC_WILTSHIRE = "Wiltshire safeguarding and looked after children inspection 2012"


# The two transcriptions


def test_figures_served_are_those_of_the_second_transcription(
    observations: list[Row], thresholds: list[Row], reference: Reference
) -> None:
    first = [figure(row, "observation", reference) for row in observations]
    first += [figure(row, row["kind"], reference) for row in thresholds]
    second = [figure(row, row["what"], reference) for row in transcribed("figures.csv")]
    assert differences(first, second) == ""


def test_judgements_served_are_those_of_the_second_transcription(judgements: list[Row]) -> None:
    first = [judgement(row) for row in judgements]
    second = [judgement(row) for row in transcribed("judgements.csv")]
    assert differences(first, second) == ""


def test_the_comparison_sees_a_row_too_many_a_row_too_few_and_a_wrong_value() -> None:
    rows = [("Wiltshire", "803"), ("Wiltshire", "107"), ("Wiltshire", "107")]
    assert differences(rows, list(reversed(rows))) == ""
    assert "(Wiltshire, 107)" in differences(rows, rows[:2])
    assert "(Wiltshire, 107)" in differences(rows[:2], rows)
    wrong = differences(rows[:1], [("Wiltshire", "308")])
    assert "(Wiltshire, 803)" in wrong and "(Wiltshire, 308)" in wrong


# How much there is


def test_there_are_about_a_thousand_figures(observations: list[Row], thresholds: list[Row]) -> None:
    assert 950 <= len(observations) + len(thresholds) <= 1150


def test_there_are_more_than_a_hundred_judgements(judgements: list[Row]) -> None:
    assert len(judgements) > 100
    assert sum(row["kind"] == "narrative" for row in judgements) > 50


@pytest.mark.parametrize(
    ("inspection", "kinds", "count"),
    [
        (JAR_WILTSHIRE, WHOLE, 7),
        (JAR_LEEDS, ("headline",), 5),
        (JAR_LEEDS, ("additional",), 2),
        ("Leeds corporate assessment", WHOLE, 8),
        (JAR_SOUTHWARK, ("headline",), 5),
        (JAR_SOUTHWARK, ("additional",), 2),
        ("Southwark enhanced youth inspection", WHOLE, 1),
        ("Southwark Youth Offending Team inspection", WHOLE, 8),
        ("Southwark annual performance assessment 2008", WHOLE, 7),
        (JAR_WORCESTERSHIRE, WHOLE, 5),
        ("Worcestershire annual performance assessment 2007", WHOLE, 3),
        ("Worcestershire corporate assessment 2008", WHOLE, 8),
        (SLAC_WILTSHIRE, WHOLE, 22),
    ],
)
def test_every_graded_aspect_of_an_inspection_is_there(
    judgements: list[Row], inspection: str, kinds: tuple[str, ...], count: int
) -> None:
    assert sum(row["inspection"] == inspection and row["kind"] in kinds for row in judgements) == count


def test_the_areas_that_do_not_count_to_the_overall_are_the_ones_named(judgements: list[Row]) -> None:
    additional = {
        row["aspect"] for row in judgements if (row["inspection"], row["kind"]) == (JAR_LEEDS, "additional")
    }
    assert additional == {"CAMHS Services", "14-19"}


def test_twenty_of_the_grades_of_2012_are_printed_as_a_number_too(judgements: list[Row]) -> None:
    graded = [row for row in judgements if row["inspection"] == SLAC_WILTSHIRE and row["kind"] in WHOLE]
    twice = [row for row in graded if re.search(r"Grade [1-4] \(\w+\)", row["published_as"])]
    assert len(twice) == 20
    # On that scale 1 is the best: the number is turned over.
    assert all(f"Grade {5 - int(row['grade'])} " in row["published_as"] for row in twice)


# Misprints of our own making


def test_every_figure_in_the_text_is_printed_so_in_its_paper(store: Store, shared: Path) -> None:
    rows = [*stored(store, "observation"), *stored(store, "threshold")]
    in_text = [row for row in rows if not row["locator"].startswith("table ")]
    assert len(in_text) > 300
    assert not_printed(in_text, papers(store, shared)) == []


def test_every_judgement_is_printed_so_in_its_paper(store: Store, shared: Path) -> None:
    assert not_printed(stored(store, "judgement"), papers(store, shared)) == []


# Reading and comparing


def transcribed(file: str) -> list[Row]:
    with (FIXTURE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def figure(row: Row, what: str, reference: Reference) -> Key:
    """A figure by what it means: periods as we print them, areas as codes, numbers in one spelling."""
    period = periods.parse(row["period"], reference.indicators[row["indicator"]].period)
    assert period, f"not a period: {row['period']}"
    area = reference.area(row["area"], period.end) if row["area"] else None
    assert area or not row["area"], f"not an area: {row['area']}"
    value = f"{float(row['value']):.6g}" if row["value"] else "missing"
    breakdown = "; ".join(sorted(part.strip() for part in row["breakdown"].split(";")))
    where = area.code if area else "every area"
    return row["source"], what, where, row["indicator"], breakdown, period.label, value, row["locator"]


def judgement(row: Row) -> Key:
    names = ("source", "inspection", "section", "aspect", "kind", "grade", "locator")
    return tuple(row[name] for name in names)


def differences(first: Iterable[Key], second: Iterable[Key]) -> str:
    """The first few rows that are in one of the two only, in words; empty if the two differ in order only."""
    one, two = Counter(first), Counter(second)
    parts: list[str] = []
    for name, left in (("served only", one - two), ("in the second transcription only", two - one)):
        rows = sorted(left.elements())
        shown = "\n".join(f"  ({', '.join(row)})" for row in rows[:10])
        parts += [f"{len(rows)} {name}:\n{shown}"] if rows else []
    return "\n".join(parts)


def stored(store: Store, table: str) -> list[Row]:
    release = store.current()
    assert release
    return cast("list[Row]", store.rows(table, release).to_dict("records"))


def papers(store: Store, shared: Path) -> Mapping[str, str]:
    """Every paper's text by its source's id, with one space for any white space and none inside numbers."""
    files = {row["source"]: row["text_file"] for row in stored(store, "source") if row["text_file"]}
    assert len(set(files.values())) == 5
    return {source: flat((shared / "seeds" / file).read_text("utf-8")) for source, file in files.items()}


def flat(text: str) -> str:
    return re.sub(r"(?<=\d,) (?=\d{3}\b)", "", " ".join(text.split()))


def not_printed(rows: Iterable[Row], texts: Mapping[str, str]) -> list[str]:
    """Rows whose printed text is not in their paper, as a word of its own."""
    return [
        f"{row['locator']}: {part}"
        for row in rows
        for part in parts(row)
        if not _in(part, texts[row["source"]])
    ]


def parts(row: Row) -> Iterator[str]:
    """What is printed: a word, and the number that stands beside it elsewhere."""
    yield from row["published_as"].split("; ")


def _in(part: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(flat(part))}(?!\w)", text, re.IGNORECASE))
