"""/accessibility : what works for whom, and what has not been tried."""

from __future__ import annotations

from dashboard import components
from dashboard.page import Page
from dashboard.queries import Ask
from dashboard.selecting import Selection

PATH = "/accessibility"
NAME = ""


def page(selection: Selection, ask: Ask) -> Page:  # noqa: ARG001 - every page is asked in the same way
    """The accessibility statement, as far as it has been tested."""
    works = (
        "Every page can be read and used with the keyboard alone, and without JavaScript.",
        "Every chart has a sentence that says what it shows, and its figures as a table.",
        "The Tab key goes from chart to chart. The arrow keys go from figure to figure within, and each is "
        "read out; on a map, from tile to tile.",
        "Nothing is told by colour alone: a grade has its number and word, a line its name.",
        "Pages work from 360 to 1920 pixels wide; wide tables scroll inside their own frame.",
    )
    tried = (
        "Our tests open every page in Chromium and check it with axe-core against the Web Content "
        "Accessibility Guidelines 2.2, levels A and AA, at 1280 and 390 pixels."
    )
    lacking = ("No screen reader has been tried yet, nor Firefox or Safari.",)
    return Page(
        "Accessibility",
        components.main(
            "Accessibility",
            "Yardstick should be usable by everyone on a committee, and everyone who follows it.",
            components.section("What works", components.bullets(works)),
            components.section("How we know", components.prose(tried)),
            components.section("What has not been tried or does not work yet", components.bullets(lacking)),
        ),
    )
