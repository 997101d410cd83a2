"""Wiltshire's dialect: judgements in words, and the monthly tables of its CAF and SARF report."""

from __future__ import annotations

from loaders.crosstabs import Crosstab, Measure
from loaders.inspections import judgement_table
from loaders.papers import dialect

MONTH = "(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
MONTH_YEAR = rf"{MONTH} \d{{4}}"

JUDGEMENTS = (
    judgement_table("judgements of the joint area review", "Area inspected", "Judgement"),
    judgement_table("main findings", "Record of main findings", "Judgement", again="Body heading"),
)

# The tables by agency and by community area restate the months' totals of the first table (late registration
# makes them differ), and the second is printed under the first one's heading, "Referring Agency".
CROSSTABS = (
    Crosstab(
        "CAFs by Month in which they were opened",
        "Year",
        "",
        (
            Measure(MONTH, "caf-opened", "{column} {row}", row=r"\d{4}"),
            Measure("Total", "caf-opened", "{row}", row=r"\d{4}"),
            Measure("Total", "caf-opened", "Jan 2008 - Mar 2012", row=""),
        ),
    ),
    Crosstab(
        "CAF Report by Agency",
        "Referring Agency",
        "Agency",
        (
            Measure("Active CAFs as at 31.03.12", "caf-active", "31.03.12"),
            Measure(MONTH_YEAR, "caf-opened", "{column}", total_shown=False),
        ),
        totals=("Grand Total",),
    ),
    Crosstab(
        "CAF Report by Community Area",
        "Referring Agency",
        "Community area",
        (
            Measure("Active CAFs as at 31.03.12", "caf-active", "31.03.12", total_shown=False),
            Measure(MONTH_YEAR, "caf-opened", "{column}", total_shown=False),
        ),
        totals=("Grand Total",),
    ),
    Crosstab(
        "Open CAF Report by Teenage Pregnancy Referral",
        "Referral type",
        "Referral type",
        (Measure("Number of active CAFs as at 31.03.12", "caf-active-teenage-pregnancy", "31.03.12"),),
        totals=("Teenage Pregnancy",),
    ),
    Crosstab(
        "Step down from Social Care to CAF",
        "Assessment outcomes",
        "Assessment outcome",
        (Measure(MONTH_YEAR, "step-down", "{column}"),),
        totals=("Total",),
    ),
    Crosstab(
        "Evaluation of Outcomes/Effectiveness of CAF - to 31.03.12",
        "",
        "Respondent",
        (
            Measure(
                r"Sept - Dec 2011 No\. Responses",
                "caf-evaluation-responses",
                "Sept - Dec 2011",
            ),
            Measure(
                r"Jan - March 2012 No\. Responses",
                "caf-evaluation-responses",
                "Jan - March 2012",
                row="(?!Grand Total).*",
            ),
            Measure(
                "Sept - Dec 2011 Average Score", "caf-evaluation-score-percent", "Sept - Dec 2011", r".*\(%\)"
            ),
            Measure(
                "Jan - March 2012 Average Score",
                "caf-evaluation-score-percent",
                "Jan - March 2012",
                r".*\(%\)",
            ),
            Measure(
                "Sept - Dec 2011 Average Score", "caf-evaluation-score-ten", "Sept - Dec 2011", r".*of 10\)"
            ),
            Measure(
                "Jan - March 2012 Average Score", "caf-evaluation-score-ten", "Jan - March 2012", r".*of 10\)"
            ),
        ),
        totals=("Grand Total",),
    ),
    Crosstab(
        "Single Agency Referrals - to 31.03.12",
        "Service",
        "Service",
        (
            Measure("SARFs logged", "sarf-logged", "Sep 2011 - Mar 2012"),
            Measure(MONTH_YEAR, "sarf-logged", "{column}"),
        ),
        totals=("Grand Total",),
    ),
    Crosstab(
        "Category 3 CAF training undertaken by Agency January 2011 to March 2012",
        "Agency",
        "Agency",
        (
            Measure(r"Q[1-4] \d{4}", "caf-training-attended", "{column}"),
            Measure("Total", "caf-training-attended", "Jan 2011 - Mar 2012"),
        ),
        totals=("TOTAL ATTENDED",),
    ),
)

FORMAT = dialect("wiltshire", "Wiltshire's committee papers", JUDGEMENTS, CROSSTABS)
