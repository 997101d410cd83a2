"""Finished answers, kept in memory up to a number of bytes: the same page is often asked for again.

An answer never changes under its key, which names the release, the build and the whole address.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock


class Kept:
    """Bodies by key; those that nobody asked for longest make room. Threads may share it."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._held = most_bytes, 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        """The body of a key; None if it was never kept or had to make room."""
        with self._lock:
            body = self._bodies.get(key)
            if body is not None:
                self._bodies.move_to_end(key)
            return body

    def keep(self, key: str, body: bytes) -> None:
        """Keeps a body; one that alone would take more than a quarter of the room is not kept."""
        if len(body) > self._most / 4:
            return
        with self._lock:
            self._held += len(body) - len(self._bodies.pop(key, b""))
            self._bodies[key] = body
            while self._held > self._most:
                self._held -= len(self._bodies.popitem(last=False)[1])
