"""Pages in words for what cannot be shown: what it is, why, and what to do instead."""

from __future__ import annotations

from dashboard import components as c
from dashboard.page import Page

HOME = "Go to the start page"


def not_found() -> Page:
    """No page has this address."""
    return _page(
        "Page not found",
        "There is no page at this address.",
        "If you typed the address, check that it is right. If you pasted it, that you copied all of it.",
        404,
    )


def unknown_release(number: str) -> Page:
    """The address asks for a release that was never made, or is not public yet."""
    return _page(
        "Release not found",
        f"There is no public release called “{number}”.",
        "Releases are numbered from 1. Take “release=…” out of the address to see the current one.",
        404,
    )


def withdrawn(number: int) -> Page:
    """The release held something that was withdrawn."""
    return _page(
        "Release withdrawn",
        f"Release {number} can no longer be shown.",
        "Part of it was withdrawn after it was published. Take “release=…” out of the address to see the "
        "current release, which does not hold that part.",
        410,
    )


def nothing_published() -> Page:
    """The store is there, but nothing has been published."""
    return _page(
        "Nothing has been published yet",
        "Yardstick is running, but no release of figures is public.",
        "Whoever looks after it publishes the first with: python -m loaders publish FILE…",
        503,
    )


def failed() -> Page:
    """An error of ours."""
    return _page(
        "Sorry, there is a problem with this page",
        "Something went wrong while this page was made. It has been recorded.",
        "Try again in a few minutes. Nothing that you did caused it, and no figures were lost.",
        500,
    )


def not_answered(status: int, name: str) -> Page:
    """Another error of HTTP, such as a method that an address does not take."""
    return _page(name.capitalize(), "Yardstick cannot answer this.", "Go back and try another way.", status)


def _page(title: str, what: str, mend: str, status: int) -> Page:
    return Page(title, c.main(title, what, c.prose(mend, c.link(HOME, "/"))), status)
