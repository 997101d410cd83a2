"""What a person did wrong, said so that they can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One thing to mend in a file.

    `cell` is an address such as `B7`; `sheet` and `cell` are empty where the problem is the whole file's
    or the whole sheet's. `what` says what stands there and why it is wrong, `fix` how to mend it.
    """

    severity: Severity
    file: str
    sheet: str
    cell: str
    what: str
    fix: str

    @property
    def place(self) -> str:
        """`file, sheet!cell`, as far as known."""
        inside = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{self.file}, {inside}" if inside else self.file

    def __str__(self) -> str:
        return f"{self.severity}: {self.place}: {self.what} Mend: {self.fix}"


def has_errors(problems: list[Problem] | tuple[Problem, ...]) -> bool:
    """True if any problem stops the file from being loaded."""
    return any(problem.severity == "error" for problem in problems)
