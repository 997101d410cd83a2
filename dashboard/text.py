"""Every fixed sentence that people read on the public pages. Plain English; jargon only with its meaning."""

from __future__ import annotations

SCALE = (
    "Every judgement is shown in the words of its own report, with its place on one scale from 1 to 4. 4 is "
    "the best: 4 outstanding or excellent, 3 good, 2 adequate or requires improvement, 1 inadequate."
)
NOT_ONE_STANDARD = (
    "One scale is not one standard. Different inspections looked at different things and set different "
    "tests, so a 3 in one is not a 3 in another. We never work out an average of grades, and never call a "
    "change between two kinds of inspection better or worse."
)
PANEL_EACH = "Each kind of inspection has a panel of its own because their tests differ."
CHOOSE_A_JUDGEMENT = "Choose a judgement to see what is behind it."
ADDITIONAL = "Graded, but not counted to the overall grade"
NARRATIVE = "Said in the text of a report"
NARRATIVE_LEAD = (
    "Sentences in which a report calls a service good, adequate and so on. They are not formal grades, and "
    "they can differ from the formal ones."
)
LOWER, HIGHER = "Lower is better", "Higher is better"
READ_BESIDE = "Read it beside the share that is not known: a low figure beside many not known is no success."
NO_DIRECTION = "Neither high nor low is better"
FINDINGS_CUT = (
    "Only the first {} of each kind are here. Those on one theme stand behind its judgement; every one "
    "stands in the order of its paper under Sources."
)
FINDINGS_ARE_OURS = "Findings are in our own words, kept short. The link leads to the place in the report."

NO_JUDGEMENTS = "No inspection of this authority is in the papers that Yardstick holds."
ANOTHER_AUTHORITY = "Choose another authority above; Sources lists every paper and file that was taken."
NOT_INSPECTED = "none yet"
WITH_CARE_LEAVERS = "with care leavers"
NO_FINDINGS = "The paper gives this judgement without strengths, weaknesses or recommendations."
JUDGED_TOGETHER = (
    "Until the end of 2022 children in care and care leavers were judged as one; those grades are of both."
)
WHAT_IS_COUNTED = (
    "Counted is the latest grade of every authority that existed on the day, from inspections that had begun "
    "by then, as Ofsted counts them. No average is worked out."
)
NONE_YET = (
    "“None yet” is an authority without such a judgement on the day: it was new, its last inspection was of "
    "an earlier kind, which this file does not hold, or this was not yet judged on its own."
)
NO_FIGURE = "no figure"
NO_FIGURES = "No figures about this authority"
NO_FIGURES_WHY = (
    "Yardstick holds no paper of this council itself, and none of the others prints a figure about it."
)
FEW_FIGURES = "Few figures"
FEW_FIGURES_WHY = (
    "The paper of this council that Yardstick holds is about inspection judgements; it prints hardly any "
    "figures. Nothing has been left out."
)
NO_PAPER_WHY = (
    "Yardstick holds no paper of this council itself. What is shown here is what other papers print about it."
)
HOW_TO_ADD = (
    "More appear when the council's figures are published here: see Sources for what has been taken so far."
)

UNDATED = "no date given"
NO_LIST = "No list of neighbours is chosen"
NO_LIST_WHY = (
    "The lists we hold were in force in other years. Choose one above to compare all the same; the page then "
    "says how many of its authorities have a figure."
)
OUTSIDE_ITS_DATES = "This list was not in force in the period shown."
IN_FORCE_WHEN_PUBLISHED = (
    "The list is newer than the period shown: it was in force when these figures were published."
)
IN_ITS_TABLE = "in the source's table"
TABLE_NOT_ENGLAND = (
    "The place counts only the authorities in the table that the source prints, not all of England, so there "
    "is no quarter (quartile) to give."
)
NOT_RANKED = (
    "These are one council's own figures, or the paper does not define them as other councils do. So they "
    "are shown and never ranked."
)
TARGETS_LEAD = (
    "What the council said it would reach, where it started (the baseline), and the newest figure since, if "
    "any was published."
)
NO_FIGURE_SINCE = "No figure since"
KEPT_AS_PRINTED = (
    "Papers disagree with themselves. "
    "We keep each figure as printed and say so, rather than choose or correct."
)
ROLLING = (
    "Each figure is an average over three years, and the next one shares two of those years. A change from "
    "one to the next is therefore smaller than the change between the years themselves."
)
LONG = "This file is too long to be shown whole"
LONG_FILE = (
    "Choose a measure and an authority to see their rows. Every figure on the other pages links to its own "
    "row, too."
)
NO_ROW = "No figure of this measure and authority"
NO_ROW_WHY = "This file does not list the authority for the measure. Choose another."
WHOLE_FILE = "All of its figures as a file (CSV)"
WHAT_IS_LISTED = "Each row below is one figure or judgement that was taken, in the order of the workbook."
COUNTS_NOT_COMPARED = "These are counts: a bigger place has more of everything, so no average is worked out."
LIST_UNDATED = "The figures have no date, so nobody can say whether this list was in force."

# ---- what a committee could ask

QUESTIONS = "Questions this committee could ask"
ASK_LEAD = (
    "Worked out from the figures and papers held here, each with its date. A question is not a verdict: it "
    "says where to look, not why. Small numbers of children, or one unusual year, can move a figure."
)
ASK_NEIGHBOURS = "Neighbours are {}; the middle neighbour is the one with as many above it as below."
ASK_BEHIND = "Furthest behind the neighbours"
ASK_WANTING = "Judged below good"
ASK_ASKED = "What inspectors asked for"
ASK_TARGETS = "Targets missed, or without a figure for their time"
ASK_AHEAD = "Furthest ahead of the neighbours"
DEADLINE = "by when"
INSPECTORS_ASKED = "inspectors asked for"
NO_FINDING_BEHIND = "The source gives no finding behind it."
NOTHING_SINCE = "No figure since is held here."
SOURCE = "Source"
NO_QUESTIONS = "Too little is published here to ask from"
NO_QUESTIONS_WHY = (
    "Questions are only made of figures that can be compared, of judgements below good, of recommendations "
    "with a deadline and of targets. None of these is held for {area}."
)

# ---- the profile

WHERE_TO_LOOK = "Where should this committee look?"
NOT_WHY = (
    "A place among neighbours says where to look, not why. Small numbers of children, or one unusual year, "
    "can move it, and several of these measures overlap."
)
HOW_ORDERED = "How the order is made"
CUT = "There are too many measures for one page; these are the first. Choose a topic to see it whole."
CHOOSE_ANOTHER = "Choose another council, topic, list or order"
FURTHEST_BEHIND = (
    "Furthest behind means: the greatest share of the neighbours that have a figure do better (equal ones "
    "count half). Of equal shares, the one further from the middle neighbour comes first, measured in the "
    "spread of the middle half of the neighbours."
)
MEASURE, ITS_FIGURE, PLACE = "Measure", "Its figure", "Place"
MIDDLE_OF_NEIGHBOURS = "Middle neighbour"
WORST_TO_BEST = "worst council", "best council"
SMALLEST_TO_LARGEST = "lowest council", "highest council"
HERE_OR_WORSE = "A quarter of councils are here or worse", "A quarter of councils are here or better"
HERE_OR_LOWER = "A quarter of councils are here or lower", "A quarter of councils are here or higher"
MIDDLE_COUNCIL = "The middle council of England"
PLACES = (
    "A place counts the councils of England that have a figure for the same period, or, where it says so, "
    "those of the one table that the figure is from."
)
STRIPS_READ = (
    "Each strip runs from the worst council’s figure to the best or, where neither end is better, from the "
    "lowest to the highest. To see whose mark is whose, tap it, or go along it with the arrow keys."
)
NOT_LISTED = "not listed"
IN_ORDER, NEXT_IN_ORDER = "In order", "Next in order"
BEHIND_FIRST = "Furthest behind first"
AHEAD_FIRST = "Furthest ahead first"
AMONG_NEIGHBOURS = "Beside its neighbours"
ALL_IN_ORDER = "All {} measures that can be put in order, and the others"
ALL_TOPICS = "All topics"
SORTS = {
    "behind": BEHIND_FIRST,
    "ahead": AHEAD_FIRST,
    "topic": "By topic",
    "name": "By name",
}
NOTHING_IN_ORDER = "No figures for this list and period"
NO_LIST_ON_RECORD = "No list of its neighbours is on record."
ALONE_WHY = "No list of neighbours is chosen, so the lines show only where it stands among all."
TOO_FEW = "Too few neighbours to say"
TOO_FEW_WHY = "Fewer than seven in ten of the neighbours have a figure, so a place among them would mislead."
TOO_OLD = "Too old to say where things stand now"
TOO_OLD_WHY = (
    "The figure is more than three years older than the newest that several councils have, of any measure"
)
MISSING_WHY = "The row says why, as far as the publisher does. Its line shows where the others are."
SPLIT, SPLIT_WHY = "In several files", "Open a measure to see its files together, with place and neighbours."
NOT_COMPARED = "Not compared with neighbours"
NO_DIRECTION_WHY = (
    "Nobody has said which end is better, so there is no place and no order. Their lines run from the lowest "
    "to the highest figure."
)
COUNTS = "Counts"
COUNTS_WHY = "A bigger place has more of everything, so these are shown and never compared."
OWN_FIGURES = "Its own figures"
STRIPS_PICTURE = "Its measures as lines from end to end"
STRIPS_SHOWN = (
    "The first {n} of {total} measures that have a line, in the order of the page, which has them all."
)
STRIPS_PLACED = "Where the figures lie between the worst council’s (0) and the best council’s (100)."
STRIPS_UNIT = "0: the worst council’s figure, 100: the best council’s"
STRIPS_ONLY = "Measures that have no line, such as counts, are on the page and in its tables only."
MARK_NEIGHBOURS = "a neighbour each"
MARK_HALF = "the middle half of England"
# /indicator
FIND = "Find a measure"
FIND_HINT = "For example, absence"
TRY_ANOTHER_WORD = "Try another word, or choose a topic below."
MORE_WORDS = "Type another word to narrow it down."
NO_REASON = "The source gives no reason."
BAND = (
    "The shaded band runs from the smallest to the largest figure of the neighbours; the dashed line is "
    "their average. Neither is drawn for a year in which no neighbour has a figure."
)
BROKEN_LINES = "A line is broken where a year is missing or the definition changed."
ON_A_MAP = "The same on a map of England"
OUTLINE = (
    "Each thin bar is one authority. Those that are named are this authority and whom it is compared with; "
    "all others can be found in the table below."
)
OUTLINE_IN_A_ROOM = "Each thin bar is one authority; those in orange are whom this one is compared with."
QUARTERS_LEAD = (
    "England’s authorities in four groups of about equal size, by their own figures. Every figure lies in "
    "the range of its own quarter."
)
NO_QUARTERS = "The figures lie so close together that four quarters cannot be told apart."
SWITCH_LEAD = (
    "Which authorities one is compared with is a choice. This is what each list says; a place counts the "
    "authority itself and those of the list that have a figure."
)
MEAN = "The average counts each neighbour once, whatever its size, without the authority itself."
OWN_GROUP_HINT = "Tick the authorities to compare with, then choose Show. The address keeps your group."
WITHOUT_CHANGE = "No change is given: no figures of the year right before, or the definition changed between."
TO_COMPARE = "Compare areas and measures of your own choice, and take the figures as a file"
COMPARE_LEAD = "Choose areas and measures. The table and charts grow as you add to them."
COMPARE_EMPTY = (
    "Type a part of a council's name, then a part of a measure's name, and press Add after each. You can "
    "choose as many as you like. The address of the page holds your choice, so you can keep it and send it."
)
NO_AREAS_YET = "No area yet. Add a council, a region or England."
NO_MEASURES_YET = "No measure yet. Add one by a word of its name."
ADD_AREA_HINT = "A council, a region or England"
ADD_MEASURE_HINT = "A word or two of its name or topic"
MEASURES_BY_TOPIC = "Look through the measures by topic"
FROM_HINT, TO_HINT = "Periods that end in this year or later", "Periods that end in this year or before"
NO_FIGURE_IN_CELL = "– means that the source has no entry for that area and period."
COUNTS_IN_TABLE_ONLY = (
    "No chart: these are counts, and a bigger place has more of everything. The table has them, for reading "
    "each area by itself."
)
OWN_FIGURES_IN_TABLE_ONLY = (
    "No chart: these are one council's own figures, or the paper does not define them as other councils do."
)
CHANGE_COMPARISON = "Change the areas, measures or years"
SMALL_PANELS = (
    "All panels have the same axes. The dark line is the area that a panel is named for, with its latest "
    "figure; the dashed line is {first}; the grey lines are the other areas."
)
GREY_LINES = "Each grey line is one of {n} other areas."
KINDS_APART = (
    "Periods of different kinds have tables of their own: a school year and a financial year of the same "
    "name are not the same months."
)
TOO_MANY_FOR_A_PAGE = (
    "That is more than a page can show. Choose fewer areas or measures, or a later first year; or take all "
    "of it as a file."
)
ADDRESS_FULL = (
    "The address of this page is as long as an address can be, so nothing can be added. Take something out, "
    "or choose a whole group of councils in place of single ones."
)

WORKBOOK_NOTES = (
    "Numbers are those that the source gives, unrounded; the cells show the decimals that are usual for the "
    "measure.",
    "Every sheet but this one holds one table, marked as a table. Its first four rows are the title, what it "
    "holds, a link back to this sheet, and the headings.",
    KINDS_APART,
    "Counts grow with the size of a place. Never hold one area's count against another's.",
    "A figure from a provisional or revised release, and a change of definition, is said in the last column.",
)
PACK_LEAD = (
    "What is ticked below, from the pages of this authority, as one paper to print and one spreadsheet. The "
    "address of this page holds the choice."
)
PACK_PARTS = {
    "judged": "What inspectors said",
    "recommendation": "What its latest inspection with findings recommended",
    "weakness": "Weaknesses that this inspection found",
    "timeline": "Its inspections, one after the other",
    "neighbours": "The indicators furthest behind and ahead of its neighbours",
    "figures": "Figures from its own papers, and what they are held against",
    "targets": "Its targets",
    "sources": "The sources of all this",
}
PACK_EMPTY = "Nothing of what is ticked is known of this authority. Tick something else."
PACK_WITHOUT = "Not in this pack"
PACK_WITHOUT_WHAT = "This was ticked, but nothing of it is known of this authority: {parts}."
PACK_CUT = "Too many indicators"
PACK_CUT_AFTER = "A pack holds {most} indicators. It has the first {most} of the {n} that were chosen."
PACK_LINK = "Put together a committee pack"
ALONG = "Take it along"
ALONG_LEAD = (
    "To put this page into an agenda, print it or save it as a PDF from your browser’s menu. Each file names "
    "its sources and release."
)
FILES = {"xlsx": "Download as a spreadsheet (XLSX)", "csv": "Download as CSV"}
PICTURES = {"png": "PNG", "svg": "SVG"}
LARGE_PICTURE = "This chart is too tall for a PNG. Take it as SVG, or choose less to be drawn."
MANY_PICTURES = "Many pictures are being made right now. Try again in a minute, or take this one as SVG."
AS_PICTURES = "The charts of this page as pictures, with their sources in them:"
ALL_PICTURES = "The {n} charts of this page as pictures"
VIEW_WORKBOOK_NOTES = (
    "Numbers are as the page shows them, with the words before and after them as the cell’s format.",
    "A number that is underlined leads to its row on the page of its source.",
    "Sheets called Chart hold what a chart is drawn from. An empty cell there means that there is no figure: "
    "it is never a zero, and no line is drawn across it.",
    "Where areas stand side by side as bars, the bar of the area that the page is about is dark blue. "
    "Those of its neighbours are orange, its region’s is turquoise, and England’s is white with an edge.",
    "A sheet called Tile map is a picture made of cells. "
    "Every other sheet holds one table, marked as a table. Its first four rows are the title, what it holds, "
    "a link back to this sheet, and the headings. A dash says that there is nothing to tell.",
)
FIRST_AREAS = "{name}: the first {most} areas with a figure"
CHART_BESIDE = "The numbers are in the table beside it."
TILE_SHEET = (
    "Each authority is a cell at its place in England. The same is a table on the sheet called {table}."
)
TILE_SHEET_MARKS = "What the letters, numbers and frames mean stands below."
GRADES_COUNTED = "How many authorities have each grade"
CHART_NUMBERS = "The numbers that the chart is drawn from. An empty cell: no figure."
NO_SOURCES = "No source is named on this page; each measure’s own page names its sources."
WORKBOOK_SYMBOLS = {
    "suppressed": "not shown, to protect people",
    "not available": "not available, or the source has no entry",
    "not applicable": "does not apply, or the area did not exist",
    "low": "rounds to zero",
    "unreliable": "too unreliable to show",
}
WORKBOOK_TABLE = (
    "A row for each measure and area, a column for each period. Symbols are explained on the cover."
)
WORKBOOK_MEASURES = "A row for each measure: what is counted, and what to bear in mind."
WORKBOOK_SOURCES = "A row for each paper or file that the figures were taken from."
WORKBOOK_FIGURES = "A row for each figure. The place in the source is a link to the figure's own row."

ON_A_PROJECTOR, OFF_THE_PROJECTOR = "Show on a projector", "Back to the page"
DARK_COLOURS, LIGHT_COLOURS = "Dark colours", "Light colours"
