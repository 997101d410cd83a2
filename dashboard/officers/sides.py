"""What files would change, as a page shows it: with the names of measures, and with pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.officers.drawn import Drawn, drawn
from dashboard.officers.office import Office
from loaders import definitions
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
    # With any name that a public file gives an indicator: to tell by, not to check by.
    known = office.reference.defining(definitions.published(office.store).values())
    names = {one.id: one.name for one in known.indicators.values()}
    editions = {one.number: one for one in office.store.editions()}
    made: list[Side] = []
    for one in files:
        called = {**one.names, **names}
        made.append(Side(one, editions.get(one.edition), called, drawn(one.courses, called, known)))
    return made
