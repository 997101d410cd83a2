"""What publishing files would change, told in short: as much of it as a page shows, however long they are.

Worked out once by a process of its own (previewing_process.py), kept as JSON, and read by any page after.
One that makes no sense is a ValueError and nothing worse.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from loaders import apart, changes, definitions, schema
from loaders.changes import WHATS, Change, Count, What
from loaders.courses import Course, Point, courses
from loaders.unusual import Step, Unusual, unusual

FILE = "preview.json"
MOST_COUNTS = 1_000  # that are told one by one
Said = Mapping[str, Any]
EVERY = ""  # an area or a subject that stands for all of them


@dataclass(frozen=True)
class Asked:
    """What a preview holds for: the checksum of the files' report, and the editions that would be replaced.

    A 0 stands for none: the file is new.
    """

    report: str
    editions: tuple[int, ...]

    @property
    def base(self) -> str:
        """A checksum of both: a preview of another is not the one that somebody looked at."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()


@dataclass(frozen=True)
class Counted:
    """Counts, the first of them one by one; `every` is how many there are."""

    first: tuple[Count, ...]
    every: int


@dataclass(frozen=True)
class FilePreview:
    """What one file would change: every row counted, the first of each kind told.

    `edition` is the number of the one whose place it would take, 0 if there is none. `areas` have rows in
    either; "" stands for all of them, or the country. `counts` are by table, area and subject; `by_area` and
    `by_subject` add them up. `names` are of indicators that the file itself defines.
    """

    file: str
    title: str
    edition: int
    areas: tuple[str, ...]
    added: int
    changed: int
    removed: int
    same: int
    counts: Counted
    by_area: Counted
    by_subject: Counted
    told: Mapping[What, tuple[Change, ...]]
    regraded: tuple[Change, ...]
    unusual: Unusual
    courses: tuple[Course, ...]
    names: Mapping[str, str]

    def total(self, what: What) -> int:
        """How many rows would be added, changed or removed."""
        return {"added": self.added, "changed": self.changed, "removed": self.removed}[what]


@dataclass(frozen=True)
class Preview:
    """What publishing files together would change, and what that holds for."""

    asked: Asked
    files: tuple[FilePreview, ...]


def of_file(file: str, edition: int, old: schema.Tables, new: schema.Tables) -> FilePreview:
    """What changes where the tables of a file (`new`) take the place of those of an edition (`old`)."""
    found = changes.between(old, new)
    before, after = (tables.get("observation", schema.frame(schema.OBSERVATION, [])) for tables in (old, new))
    fresh = found.rows["observation"]
    counts = _counted(found.counts)
    by_area = _counted(_added_up(replace(one, subject=EVERY) for one in found.counts))
    by_subject = _counted(_added_up(replace(one, area=EVERY) for one in found.counts))
    mentioned = {one.subject for one in (*counts.first, *by_subject.first, *found.changes)}
    defined = definitions.of(new)
    return FilePreview(
        file=file,
        title=str((new or old)["source"]["title"].iloc[0]),
        edition=edition,
        areas=tuple(sorted(changes.areas(old) | changes.areas(new))),
        added=found.total("added"),
        changed=found.total("changed"),
        removed=found.total("removed"),
        same=found.same,
        counts=counts,
        by_area=by_area,
        by_subject=by_subject,
        told={what: tuple(one for one in found.changes if one.what == what) for what in WHATS},
        regraded=found.regraded,
        unusual=unusual(before, after, fresh),
        courses=courses(before, after, fresh),
        names={name: defined[name].name for name in sorted(mentioned & defined.keys())},
    )


def _counted(counts: Sequence[Count]) -> Counted:
    return Counted(tuple(counts[:MOST_COUNTS]), len(counts))


def _added_up(counts: Iterable[Count]) -> list[Count]:
    """Counts of the same table, area and subject as one."""
    found: dict[tuple[str, str, str], Count] = {}
    for one in counts:
        key = one.table, one.area, one.subject
        was = found.get(key)
        sums = {what: getattr(one, what) + getattr(was, what) for what in WHATS} if was else {}
        found[key] = replace(one, **sums)
    return [found[key] for key in sorted(found)]


# Kept


def write(folder: Path, preview: Preview) -> None:
    """Keeps a preview in a folder: it is there whole or not at all."""
    apart.keep(folder / FILE, json.dumps(asdict(preview)))


def read(folder: Path) -> Preview | None:
    """The preview in a folder; None if there is none. Raises ValueError if it is not readable."""
    try:
        said: Said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Preview(asked(said["asked"]), tuple(map(_file, said["files"])))
    except FileNotFoundError:
        return None
    except (OSError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{FILE} is not a preview ({error}).") from error


def asked(said: Said) -> Asked:
    """What a preview holds for, as it was written."""
    return Asked(str(said["report"]), tuple(map(int, said["editions"])))


def _file(said: Said) -> FilePreview:
    return FilePreview(
        file=str(said["file"]),
        title=str(said["title"]),
        edition=int(said["edition"]),
        areas=tuple(map(str, said["areas"])),
        added=int(said["added"]),
        changed=int(said["changed"]),
        removed=int(said["removed"]),
        same=int(said["same"]),
        counts=_counts(said["counts"]),
        by_area=_counts(said["by_area"]),
        by_subject=_counts(said["by_subject"]),
        told={what: _changes(said["told"][what]) for what in WHATS},
        regraded=_changes(said["regraded"]),
        unusual=_unusual(said["unusual"]),
        courses=tuple(map(_course, said["courses"])),
        names={str(name): str(one) for name, one in said["names"].items()},
    )


def _unusual(said: Said) -> Unusual:
    repeated, leaping = (tuple(Step(**one) for one in said[name]) for name in ("repeated", "leaping"))
    return Unusual(repeated, leaping, int(said["repeated_count"]), int(said["leaping_count"]))


def _counts(said: Said) -> Counted:
    return Counted(tuple(Count(**one) for one in said["first"]), int(said["every"]))


def _changes(said: Sequence[Said]) -> tuple[Change, ...]:
    made: list[Change] = []
    for one in said:
        lists: Any = {name: tuple(map(str, one[name])) for name in ("about", "also")}
        made.append(Change(**{**one, **lists}))
    return tuple(made)


def _course(said: Said) -> Course:
    lines: Any = {name: tuple(Point(**one) for one in said[name]) for name in ("before", "after")}
    return Course(**{**said, **lines})
