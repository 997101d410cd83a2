"""How far work on files has come, a line a step in a file, so that anybody may look at any time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

FILE = "progress.jsonl"
# Of a check the first five, of what publishing would change the others.
Stage = Literal["received", "opened", "recognised", "read", "checked", "understood", "public", "compared"]
Tell = Callable[[Stage, str], None]  # what a reader calls as it goes: the stage reached, and its detail


@dataclass(frozen=True)
class Step:
    """A stage that a file has reached, at a time in seconds since 1970.

    `detail` is, by stage: how many bytes were received, what kind of file was opened (`xlsx`), the title of
    the format that it was recognised as, how many rows were read, how many problems were found; how many rows
    it has, how many are public now in their place, and how many would be added, changed or removed.
    """

    file: str
    stage: Stage
    detail: str
    at: float


def tell(folder: Path, file: str, stage: Stage, detail: str) -> None:
    """Writes a step down."""
    line = json.dumps(asdict(Step(file, stage, detail, time.time())))
    with (folder / FILE).open("a", encoding="utf-8") as steps:
        steps.write(f"{line}\n")


def steps(folder: Path) -> tuple[Step, ...]:
    """The steps so far. A line that is being written, or makes no sense, is passed over."""
    try:
        lines = (folder / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    return tuple(step for line in lines if (step := _step(line)))


def _step(line: str) -> Step | None:
    try:
        said: dict[str, Any] = json.loads(line)
        made = Step(str(said["file"]), cast(Stage, said["stage"]), str(said["detail"]), float(said["at"]))
    except (ValueError, TypeError, KeyError):
        return None
    return made if made.stage in get_args(Stage) else None


def silent(stage: Stage, detail: str) -> None:
    """For reading that nobody watches."""
