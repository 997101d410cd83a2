"""What files would change, as a page shows it: with the names of measures, and with pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.officers.drawn import Drawn, drawn
from dashboard.officers.office import Office
from dashboard.officers.uploading import worded
from loaders.editions import Edition
from loaders.previews import FilePreview

FEW = 40  # counts by area and measure; more are told by area, and by measure


@dataclass(frozen=True)
class Side:
    """What a file would change; `replaces` is the edition whose place it would take, if there is one."""

    told: FilePreview
    replaces: Edition | None
    names: Mapping[str, str]
    drawn: tuple[Drawn, ...]

    @property
    def is_long(self) -> bool:
        """True if there is more to it than a few screens of a page."""
        return self.told.counts.every > FEW

    def name(self, subject: str) -> str:
        """The name of a measure; anything else is called as it is."""
        return self.names.get(subject, subject)


def sides(office: Office, files: Sequence[FilePreview]) -> list[Side]:
    """Each file as a page shows it."""
    known = worded(office)
    names = {one.id: one.name for one in known.indicators.values()}
    editions = {one.number: one for one in office.store.editions()}
    made: list[Side] = []
    for one in files:
        called = {**one.names, **names}
        made.append(Side(one, editions.get(one.edition), called, drawn(one.courses, called, known)))
    return made
