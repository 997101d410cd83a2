"""Answers that are files: which release they are from, how they are kept, how a refusal is said."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Literal

from flask import Response, request

from loaders.store import Release, Store, UnknownRelease

Suffix = Literal["json", "csv", "xlsx"]


class Refused(Exception):
    """A question that has no answer: the status, and what to say."""

    def __init__(self, status: int, what: str) -> None:
        super().__init__(what)
        self.status = status
        self.what = what


def release_of(store: Store, pinned: Sequence[str]) -> Release:
    """The release asked for, or the one that is public now. Raises Refused."""
    current = store.current()
    if current is None:
        raise Refused(503, "Nothing has been published yet. Try again later.")
    if not pinned:
        return current
    said = pinned[-1]
    try:
        release = store.public_release(int(said) if re.fullmatch(r"[0-9]{1,9}", said) else 0)
    except UnknownRelease as unknown:
        what = f"There is no release “{said}”. /api/v1/releases.json lists those there are."
        raise Refused(404, what) from unknown
    if release.withdrawn:
        raise Refused(
            410, f"Release {said} held data that were withdrawn. /api/v1/releases.json lists the others."
        )
    return release


def etag(release: Release, build: str) -> str:
    """What an answer to the request at hand is known by."""
    asked = f"{build} {release.number} {request.path}?{request.query_string.decode('latin-1')}"
    return hashlib.sha256(asked.encode()).hexdigest()[:32]


def cached(answer: Response, tag: str, *, weak: bool = False) -> Response:
    """An answer to keep, but to ask after each time: a release may have come, or been withdrawn."""
    answer.set_etag(tag, weak)
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


def refusal(refused: Refused, suffix: Suffix) -> Response:
    """A refusal in words, as JSON where that was asked for."""
    if suffix == "json":
        body = json.dumps({"error": refused.what}, ensure_ascii=False)
        return Response(body, refused.status, content_type="application/json")
    return Response(refused.what + "\n", refused.status, content_type="text/plain; charset=utf-8")
