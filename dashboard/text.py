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
