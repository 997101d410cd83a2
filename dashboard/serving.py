"""How answers go out: static files, packing, what browsers keep and ask after, headers of policy."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import brotli
from dash import Dash
from flask import Response, abort, request
from werkzeug.datastructures import Accept

from dashboard import firstpaint
from dashboard.settings import ROOT, Settings

ASSETS = Path(__file__).parent / "assets"
LIBRARY = "plotly-basic.min.js"
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
COMMENTS = {".css": re.compile(rb"/\*.*?\*/", re.S), ".js": re.compile(rb"^ *//.*\n", re.M)}
TYPE_ONLY = "X-Content-Type-Options"
FOREVER = "public, max-age=31536000, immutable"
BROTLI = 6  # of 11: more takes longer than it saves
TIGHTEST, SMALL = 11, 100_000  # for what is packed once; of larger files that would take seconds
PACKINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=BROTLI),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
    "": bytes,
}


def static_files(settings: Settings, dash: Dash) -> dict[str, bytes]:
    """Every static file by its name, read once."""
    found = {p.name: _without_comments(p) for p in sorted(ASSETS.iterdir()) if p.suffix[1:] in TYPES}
    if settings.graph_library is not None and settings.graph_library.is_file():
        found[LIBRARY] = settings.graph_library.read_bytes()
    return {**found, "start.js": firstpaint.start_script(dash).encode()}


def _without_comments(path: Path) -> bytes:
    """A file of ours as browsers get it: comments, a seventh of it, are for who reads the source."""
    content = path.read_bytes()
    return COMMENTS[path.suffix].sub(b"", content) if path.suffix in COMMENTS else content


def build_name(static: Mapping[str, bytes]) -> str:
    """A name for everything that shapes a page besides its release: static files, code, reference tables."""
    files = [*Path(__file__).parent.rglob("*.py"), *(p for p in (ROOT / "data").rglob("*") if p.is_file())]
    together = hashlib.sha256()
    for content in (*static.values(), *(p.read_bytes() for p in sorted(files))):
        together.update(hashlib.sha256(content).digest())
    return together.hexdigest()[:12]


def send_static(static: Mapping[str, bytes]) -> Callable[[str, str], Response]:
    """The view of static files, which a browser keeps for ever: another build has another address."""

    @cache
    def tightest(name: str) -> bytes:
        return brotli.compress(static[name], quality=TIGHTEST)

    def send(build: str, name: str) -> Response:  # noqa: ARG001 - the build only makes the address new
        if name not in static:
            abort(404)
        kind = f"{TYPES[name.rsplit('.', 1)[-1]]}; charset=utf-8"
        answer = Response(static[name], content_type=kind, headers={"Cache-Control": FOREVER})
        if len(static[name]) <= SMALL and packing(request.accept_encodings) == "br":
            answer.set_data(tightest(name))
            answer.headers["Content-Encoding"] = "br"
        answer.headers["Vary"] = "Accept-Encoding"
        return answer

    return send


def packing(accepted: Accept) -> str:
    """The packing of an answer that the browser takes: the tightest of those, or none."""
    return next((name for name in PACKINGS if name and accepted[name] > 0), "")


def packed(body: bytes, packing: str) -> Response:
    """A page that is packed so, as an answer."""
    headers = {"Vary": "Accept-Encoding"} | ({"Content-Encoding": packing} if packing else {})
    return Response(body, content_type="text/html; charset=utf-8", headers=headers)


def tag(of: str) -> str:
    """What an answer is known by to a browser that has it."""
    return hashlib.sha256(of.encode()).hexdigest()[:20]


def tagged(answer: Response, tag: str) -> Response:
    """An answer to keep, but to ask after each time: a release may have come."""
    answer.headers["ETag"] = f'W/"{tag}"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def policy(style_hashes: Sequence[str]) -> Callable[[Response], Response]:
    """Headers for every answer: scripts from here only, styles of Dash and plotly by their hashes.

    A style sheet, script or picture of ours has none but its type's: what a page may do, the page says.
    """
    content = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            " ".join(["style-src 'self' 'unsafe-hashes'", *style_hashes]),
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
    headers = {
        "Content-Security-Policy": content,
        TYPE_ONLY: "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }

    def add(answer: Response) -> Response:
        part_of_a_page = request.endpoint == "static"
        for name, value in headers.items():
            if not part_of_a_page or name == TYPE_ONLY:
                answer.headers.setdefault(name, value)
        return answer

    return add
