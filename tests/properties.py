"""How properties are tried: on slow machines too, leaving no file behind."""

from __future__ import annotations

from hypothesis import settings

PATIENT = settings(deadline=None, database=None)
