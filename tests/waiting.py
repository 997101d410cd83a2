"""Waiting for what another process or thread does."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 60  # seconds: a busy machine is slow


def until(met: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Waits for something to become true. AssertionError if it does not in that time."""
    last = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < last, "waited in vain"
        time.sleep(0.02)
