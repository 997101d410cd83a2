"""/accessibility : what works for whom, how that was tested, and what was not."""

from __future__ import annotations

from dashboard import components
from dashboard.page import Page
from dashboard.queries import Ask
from dashboard.selecting import Selection

PATH = "/accessibility"
NAME = ""
LEAD = "Yardstick should be usable by everyone on a committee, and everyone who follows it."
WORKS = (
    "Every page can be read and used with the keyboard alone, and without JavaScript. What has the focus "
    "has a ring around it, and nothing changes until you press Enter.",
    "Nothing is told by colour alone: a grade has its number and word, a line its name.",
    "Text can be enlarged to 400 % in a window 1280 pixels wide, and nothing has to be scrolled sideways "
    "but wide tables. Those say so, scroll with the arrow keys, and keep their first column in sight.",
    "Links and buttons are at least 24 pixels high and wide, except links within a sentence; fields, "
    "buttons and the navigation are at least 44 pixels high.",
    "Your own colours, less motion, dark colours and print are respected.",
)
CHARTS = (
    "Every chart has a caption, a sentence that says what it shows, and its figures in a table on the "
    "same page or on the page that its heading leads to.",
    "A chart is one stop of the Tab key. The arrow keys go from figure to figure within, each is read out, "
    "and Escape leaves them. Up and Down go from line to line, grey ones too. On a large chart Enter opens "
    "what a click would; on a small one a tap tells the nearest figure.",
    "Where Compare draws a small chart for each area, all those of a measure are one stop. Page Down and "
    "Page Up go from one to the next. So are the strips of a profile, each of which names every neighbour. "
    "On a map the arrow keys go from tile to tile.",
    "Every spreadsheet holds one marked table a sheet, and each chart in it says what it shows to a screen "
    "reader. The map is a picture made of cells, and names the sheet with the same as a table.",
)
TRIED = (
    "Our tests open an example of every public page in Chromium. They check it with axe-core 4.12 against "
    "the Web Content Accessibility Guidelines 2.2, levels A and AA: at 1280 pixels as it opens, and at "
    "390 pixels with everything unfolded and the keyboard within a chart.",
    "They also measure it at 320, 360, 640, 768 and 1920 pixels, in forced colours, in dark colours and "
    "as printed: how large targets are, whether words are broken, how far text stands out, whether tables "
    "scroll as promised. Of many table rows alike, the first eight are checked.",
    "They move the focus to every link, button and field, forwards and back, and look whether its ring is "
    "seen, whether something covers it, and whether the order goes down the page.",
)
LACKING = (
    "No screen reader has been tried, nor Firefox or Safari, nor a device with a touch screen. Nobody "
    "with a disability has tested Yardstick yet.",
    "On the pages of officers, fewer states are tested than on the public ones.",
    "The papers that figures come from are their publishers’; some are scans or workbooks that are hard "
    "to use.",
)
WHEN = "This statement was written on 27 November 2026, from what the tests of that day say."


def page(selection: Selection, ask: Ask) -> Page:  # noqa: ARG001 - every page is asked in the same way
    """The accessibility statement, as far as it has been tested."""
    return Page(
        "Accessibility",
        components.main(
            "Accessibility",
            LEAD,
            components.section("What works", components.bullets(WORKS)),
            components.section("Charts, maps and spreadsheets", components.bullets(CHARTS)),
            components.section("How we know", components.prose(*TRIED)),
            components.section(
                "What has not been tried or does not work yet",
                components.bullets(LACKING),
                components.prose(WHEN),
            ),
        ),
    )
