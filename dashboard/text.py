"""Every fixed sentence that people read on the public pages. Plain English; jargon only with its meaning."""

from __future__ import annotations

SCALE = (
    "Every judgement is shown in the words of its own report, with its place on one scale from 1 to 4. 4 is "
    "the best: 4 outstanding or excellent, 3 good, 2 adequate, 1 inadequate."
)
NOT_ONE_STANDARD = (
    "One scale is not one standard. Different inspections looked at different things and set different "
    "tests, so a 3 in one is not a 3 in another. We never work out an average of grades, and never call a "
    "change between two kinds of inspection better or worse."
)
CHOOSE_A_JUDGEMENT = "Choose a judgement to see what is behind it."
TOO_MANY_COUNCILS = (
    "There are too many councils to show side by side; these are the first. Choose one that has been "
    "inspected to see it with its neighbours."
)
ADDITIONAL = "Graded, but not counted to the overall grade"
NARRATIVE = "Said in the text of a report"
NARRATIVE_LEAD = (
    "Sentences in which a report calls a service good, adequate and so on. They are not formal grades, and "
    "they can differ from the formal ones."
)
LOWER, HIGHER = "Lower is better", "Higher is better"
NO_DIRECTION = "Neither high nor low is better"
FINDINGS_ARE_OURS = "Findings are in our own words, kept short. The link leads to the place in the report."

NO_JUDGEMENTS = "No inspection of this authority is in the papers that Yardstick holds."
NO_FIGURES = "No figures about this authority"
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

NO_LIST = "No list of neighbours is chosen"
NO_LIST_WHY = (
    "The lists we hold were in force in other years. Choose one above to compare all the same; the page then "
    "says how many of its authorities have a figure."
)
OUTSIDE_ITS_DATES = "This list was not in force in the period shown."
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
    "Every figure on the other pages links to its own row here, with the other years of its series. "
    "Open an indicator, choose an authority, and follow the link on a figure."
)
WHOLE_FILE = "All of its figures as a file (CSV)"
WHAT_IS_LISTED = "Each row below is one figure or judgement that was taken, in the order of the workbook."
COUNTS_NOT_COMPARED = "These are counts: a bigger place has more of everything, so no average is worked out."
LIST_UNDATED = "The figures have no date, so nobody can say whether this list was in force."

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
PLACES = (
    "A place counts the councils of England that have a figure for the same period, or, where it says so, "
    "those of the one table that the figure is from."
)
NOT_LISTED = "not listed"
IN_ORDER, NEXT_IN_ORDER = "In order", "Next in order"
BEHIND_FIRST = "Furthest behind first"
ALL_TOPICS = "All topics"
SORTS = {
    "behind": BEHIND_FIRST,
    "ahead": "Furthest ahead first",
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
MARK_NEIGHBOURS = "a neighbour each"
MARK_HALF = "the middle half of England"
