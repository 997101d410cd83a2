"""The papers and neighbour lists that come with Yardstick, as uploads for the first release."""

from __future__ import annotations

from pathlib import Path

from loaders import FORMATS
from loaders.format import Reading, read
from loaders.home import PAPERS, REFERENCE
from loaders.problems import has_errors
from loaders.reference import Reference
from loaders.store import Upload

NOTE = "The papers that come with Yardstick"


def files() -> tuple[Path, ...]:
    """The shipped files, in the order of their names."""
    return (*sorted(PAPERS.glob("*.xlsx")), *sorted((REFERENCE / "neighbours").glob("*.csv")))


def uploads(reference: Reference) -> list[Upload]:
    """All shipped files, read. Raises ValueError naming the first problem if one cannot be published."""
    made: list[Upload] = []
    for path in files():
        reading = read(path, reference, FORMATS)
        if not reading.source:
            raise ValueError(next(str(one) for one in reading.problems if has_errors([one])))
        made.append(upload(path, reading))
    return made


def upload(path: Path, reading: Reading) -> Upload:
    """A reading without errors, with the file's bytes."""
    return Upload(path.name, path.read_bytes(), reading.format, reading.source, reading.tables)
