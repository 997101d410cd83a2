"""What an address of /inspections chooses: an authority, a kind of inspection, a list to compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import addresses
from dashboard.queries import Ask
from dashboard.records import NeighbourList
from dashboard.selecting import Selection
from loaders.reference import Area, Framework

PATH = "/inspections"
KEPT = ("show", "list", "theme")
MOST_COUNCILS = 12


@dataclass(frozen=True)
class Chosen:
    """The choice, and what it is made from: the authorities inspected under each framework, the lists.

    `framework` is None where nothing was inspected at all, `neighbours` where the authority has no list.
    """

    selection: Selection
    area: Area
    inspected: Mapping[str, Sequence[str]]
    framework: Framework | None
    lists: Sequence[NeighbourList]
    neighbours: NeighbourList | None

    @property
    def there(self) -> Sequence[str]:
        """Codes of all authorities inspected under the chosen framework."""
        return self.inspected.get(self.framework.id, ()) if self.framework else ()

    @property
    def many(self) -> bool:
        """True if these are too many to set side by side: then the authority's neighbours are."""
        return len(self.there) > MOST_COUNCILS

    @property
    def councils(self) -> list[str]:
        """Codes of the authorities to set side by side, this one first."""
        if self.many:
            return [self.area.code, *(self.neighbours.neighbours if self.neighbours else ())]
        return sorted(self.there, key=lambda code: (code != self.area.code, code))

    def address(self, section: str, **changed: str) -> str:
        """The page's address with something else chosen, at one of its sections."""
        kept = {name: self.selection.get(name, "") for name in KEPT}
        framework = self.framework.id if self.framework else ""
        made = {"area": self.area.code, "framework": framework, **kept, **changed}
        return f"{addresses.to(PATH, self.selection, **made)}#{section}"


def chosen(ask: Ask, selection: Selection, area: Area) -> Chosen:
    """What the address chooses; else the authority's newest list, and its most widespread framework."""
    inspected = ask.inspected()
    lists = ask.neighbour_lists(area.code)
    asked = next((one for one in lists if one.id == selection.get("list", "")), None)
    framework = _framework(ask, selection, inspected, area)
    return Chosen(selection, area, inspected, framework, lists, asked or next(iter(lists), None))


def _framework(
    ask: Ask, selection: Selection, inspected: Mapping[str, Sequence[str]], area: Area
) -> Framework | None:
    """The framework asked for; else the one with most councils among those that inspected this one."""
    asked = ask.reference.framework(selection.get("framework", ""))
    if asked and asked.id in inspected:
        return asked
    best = max(inspected, key=lambda name: (area.code in inspected[name], len(inspected[name])), default="")
    return ask.reference.frameworks.get(best)
