"""What a process that was killed left in the folder of uploads, cleared away."""

from __future__ import annotations

import shutil
from pathlib import Path

from dashboard.officers import receiving
from dashboard.officers.store_drafts import OPEN, Drafts
from loaders.previewing import forget_withdrawn


def clear(drafts: Drafts) -> None:
    """Deletes folders of drafts that are ended, those never received whole, and what holds withdrawn rows.

    A folder that no draft names is not thereby nobody's: who looks at a backup may have the same home. It is
    deleted if it still has the mark of being received, and nobody receives it. While somebody receives
    something nothing is done; there will be another time.
    """
    forget_withdrawn(drafts.engine, drafts.home.parent)
    if not drafts.home.is_dir():
        return
    with receiving.nothing_received(drafts.home) as quiet:
        if quiet:
            states = drafts.states()
            for folder in drafts.home.iterdir():
                if folder.is_dir():
                    _clear(folder, states.get(folder.name))


def _clear(folder: Path, state: str | None) -> None:
    mark = folder / receiving.MARK
    if state == OPEN:
        mark.unlink(missing_ok=True)
    elif state or mark.exists() or not any(folder.iterdir()):
        shutil.rmtree(folder, ignore_errors=True)
