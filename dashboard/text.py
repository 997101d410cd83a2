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
WHAT_IS_LISTED = "Each row below is one figure or judgement that was taken, in the order of the workbook."
COUNTS_NOT_COMPARED = "These are counts: a bigger place has more of everything, so no average is worked out."
LIST_UNDATED = "The figures have no date, so nobody can say whether this list was in force."

COMPARE_LEAD = "Choose areas and measures. The table and charts grow as you add to them."
COMPARE_EMPTY = (
    "Type a part of a council's name, then a part of a measure's name, and press Add after each. You can "
    "choose as many as you like. The address of the page holds your choice, so you can keep it and send it."
)
NO_AREAS_YET = "No area yet. Add a council, a region or England."
NO_MEASURES_YET = "No measure yet. Add one by a word of its name."
ADD_AREA_HINT = "A council, a region or England"
ADD_MEASURE_HINT = "A word or two of its name"
FROM_HINT, TO_HINT = "Periods that end in this year or later", "Periods that end in this year or before"
NO_FIGURE_IN_CELL = "– means that the source has no entry for that area and period."
COUNTS_IN_TABLE_ONLY = (
    "No chart: these are counts, and a bigger place has more of everything. The table has them, for reading "
    "each area by itself."
)
OWN_FIGURES_IN_TABLE_ONLY = (
    "No chart: these are one council's own figures, or the paper does not define them as other councils do."
)
SMALL_PANELS = (
    "All panels have the same axes. The dark line is the area that a panel is named for, with its latest "
    "figure; the dashed line is {first}; the grey lines are the other areas."
)
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
