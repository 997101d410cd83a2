"""A picture as SVG -> the same as PNG, without a browser and with letters of our own."""

from __future__ import annotations

import re
from pathlib import Path

import resvg_py

FONTS = Path(__file__).parent / "fonts"
FACES = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")  # as wide as Arial, which others have
FAMILY = "Liberation Sans"
SHARP, LEAST = 2.0, 0.5  # pixels to a unit: for a projector; where there is very much to draw
MOST = 12_000_000  # pixels: 48 MB while it is drawn
SIZE = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')


class TooLarge(ValueError):
    """A picture that would take more than MOST pixels even at half its size."""


def png(svg: str) -> bytes:
    """The picture, two pixels to a unit; with our own fonts only, so that every machine draws alike.

    One that is very tall has fewer, down to half a pixel. Raises TooLarge.
    """
    size = SIZE.match(svg)
    if size is None:
        raise ValueError("the picture does not say how large it is")
    zoom = min(SHARP, (MOST / (int(size[1]) * int(size[2]))) ** 0.5)
    if zoom < LEAST:
        raise TooLarge(f"a picture of {size[1]} × {size[2]}")
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        skip_system_fonts=True,
        font_files=[str(FONTS / name) for name in FACES],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return bytes(drawn)
