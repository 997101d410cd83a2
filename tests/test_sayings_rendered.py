"""What is said of Wiltshire in series of every topic and unit of the Department: whole sentences as shown."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask import Flask

LEAD = re.compile(r'<p class="lead">(.*?)</p>', re.S)
AFTER = re.compile(r"(?<=\.) (?=It is also|Higher is better|Lower is better|Read it beside)")
SAID = (
    (
        "infmort",
        "In Wiltshire the rate of infant deaths (under one year old) was 2.3 per 1,000 live births (2023), "
        "1.6 per 1,000 lower than England’s 3.9 per 1,000 and joint 20th of the 145 authorities in England "
        "that have a figure (1st is best), in the best quarter.",
    ),
    (
        "low-birth-weight-babies",
        "In Wiltshire 2.19% of babies born alive at full term had a low birth weight, under 2,500 grams "
        "(2024), 0.79 percentage points lower than England’s 2.98% and 17th of the 145 authorities in "
        "England that have a figure (1st is best), in the best quarter.",
    ),
    (
        "under18concep",
        "Among 15 to 17 year olds in Wiltshire the rate of conceptions (pregnancies that led to a birth or "
        "an abortion) was 9.1 per 1,000 (2022), 4.8 per 1,000 lower than England’s 13.9 per 1,000 and 27th "
        "of the 149 authorities in England that have a figure (1st is best), in the best quarter.",
    ),
    (
        "hospad0-14",
        "Among children aged under 15 in Wiltshire the rate of emergency hospital admissions for injuries, "
        "accidental or deliberate, was 87.58 per 10,000 (2024), 14.87 per 10,000 higher than England’s "
        "72.71 per 10,000 and 116th of the 151 authorities in England that have a figure (1st is best), in "
        "the last quarter.",
    ),
    (
        "chlamydia-diagnosis",
        "Among 15 to 24 year olds in Wiltshire the rate of chlamydia diagnoses was 1,072.5 per 100,000, "
        "516.9 per 100,000 lower than England’s 1,589.4 per 100,000 (2024).",
    ),
    (
        "cpp-total-numref",
        "In Wiltshire the number of referrals to children’s social care services was 2,770 (2025).",
    ),
    (
        "rereferral",
        "In Wiltshire 18.7% of referrals to children’s social care came within 12 months of an earlier "
        "referral (2025), 3.9 percentage points lower than England’s 22.6% and joint 59th of the 153 "
        "authorities in England (1st is best), in the second-best quarter.",
    ),
    (
        "section-47",
        "In Wiltshire the rate of starting enquiries into whether a child was at risk of significant harm "
        "(section 47) was 101.7 per 10,000, 87.6 per 10,000 lower than England’s 189.3 per 10,000 (2025).",
    ),
    (
        "15-icpc",
        "In Wiltshire the number of cases that took 11 to 15 working days from the strategy meeting to the "
        "initial child protection conference was 402 (2025).",
    ),
    (
        "cpp-rate",
        "In Wiltshire the rate of children with a child protection plan on 31 March was 30.1 per 10,000 "
        "children, 10.5 per 10,000 lower than England’s 40.6 per 10,000 (2025).",
    ),
    (
        "cpp-num",
        "In Wiltshire the number of children with a child protection plan on 31 March was 314 (2025).",
    ),
    (
        "cpplans2yrs",
        "In Wiltshire 3.2% of child protection plans that ended had lasted two years or more (2025), 1.2 "
        "percentage points lower than England’s 4.4% and joint 41st of the 133 authorities in England that "
        "have a figure (1st is best; 133 of 153 published), in the second-best quarter.",
    ),
    (
        "careapplications",
        "Among children aged 0 to 17 in Wiltshire the rate of applications to court to take a child into "
        "care was 4.9 per 10,000, 4.2 per 10,000 lower than England’s 9.1 per 10,000 (2025).",
    ),
    (
        "work-force-nosw",
        "In Wiltshire the number of children and family social workers was 227.1 full-time equivalents "
        "(2025).",
    ),
    (
        "work-force-avgnumcase-sw",
        "In Wiltshire the average number of cases for each full-time equivalent children and family social "
        "worker was 16.2 (2025), 1 higher than England’s 15.2 and joint 101st of the 151 authorities in "
        "England that have a figure (1st is best), in the third-best quarter.",
    ),
    (
        "percent-3-4yr-olds",
        "In Wiltshire 98% of three and four year olds had some free early education (2025), 4.9 percentage "
        "points higher than England’s 93.1% and joint 33rd of the 153 authorities in England (1st is best), "
        "in the best quarter.",
    ),
    (
        "fsp-new-gooddev",
        "In Wiltshire 70.4% of children at the end of the early years foundation stage (usually reception "
        "year) had a good level of development (2025), 2.1 percentage points higher than England’s 68.3% "
        "and joint 41st of the 153 authorities in England (1st is best), in the second-best quarter.",
    ),
    (
        "fspaveprechild",
        "In Wiltshire children at the end of the early years foundation stage (usually reception year) were "
        "at the expected level in 14.7 early learning goals on average (2025), 0.6 higher than England’s "
        "14.1 and joint 16th of the 153 authorities in England (1st is best), in the best quarter.",
    ),
    (
        "ks1p-all",
        "In Wiltshire 79% of pupils met the expected standard in the phonics screening check (2025, "
        "provisional), 1 percentage point lower than England’s 80% and joint 80th of the 151 authorities in "
        "England that have a figure (1st is best), in the third-best quarter.",
    ),
    (
        "ks2rwm-expected-std",
        "In Wiltshire 59% of pupils at the end of key stage 2 (year 6) met the expected standard in "
        "reading, writing and mathematics (2025), 4 percentage points lower than England’s 63% and joint "
        "116th of the 151 authorities in England that have a figure (1st is best), in the last quarter.",
    ),
    (
        "ks2r-prog-va",
        "In Wiltshire pupils’ average score for progress in reading, from age 7 to age 11, was 0.14 (2023), "
        "0.1 higher than England’s 0.04 and joint 69th of the 153 authorities in England (1st is best), in "
        "the second-best quarter.",
    ),
    (
        "ks2gps-avg-scaled-score",
        "In Wiltshire the average scaled score in grammar, punctuation and spelling of pupils at the end of "
        "key stage 2 (year 6) was 104 (2025), 1 lower than England’s 105 and joint 118th of the 151 "
        "authorities in England that have a figure (1st is best).",
    ),
    (
        "avg-attain8-score",
        "In Wiltshire the average Attainment 8 score of pupils at the end of key stage 4 (GCSEs) was 46.2 "
        "(2025), 0.2 higher than England’s 46 and joint 63rd of the 152 authorities in England that have a "
        "figure (1st is best), in the second-best quarter.",
    ),
    (
        "engmaths9-4",
        "In Wiltshire 65.4% of pupils at the end of key stage 4 (GCSEs) got a grade from 9 to 4 in English "
        "and maths (2025), 0.6 percentage points higher than England’s 64.8% and 62nd of the 152 "
        "authorities in England that have a figure (1st is best), in the second-best quarter.",
    ),
    (
        "ks4-des-notsus",
        "In Wiltshire 4.2% of pupils were on record after key stage 4 (year 11), but did not stay in "
        "education, an apprenticeship or work for long enough to count (2023), 1.4 percentage points lower "
        "than England’s 5.6% and joint 33rd of the 152 authorities in England that have a figure (1st is "
        "best), in the best quarter.",
    ),
    (
        "apse-alevel",
        "In Wiltshire the average point score for each entry of A level students was 35.34 (2025, revised), "
        "0.35 higher than England’s 34.99 and joint 48th of the 151 authorities in England that have a "
        "figure (1st is best), in the second-best quarter.",
    ),
    (
        "level2age19",
        "In Wiltshire 84.2% of 19 year olds had qualifications at level 2 (such as five GCSEs at grades 9 "
        "to 4) or above (2024), 0.78 percentage points higher than England’s 83.42% and 63rd of the 149 "
        "authorities in England that have a figure (1st is best), in the second-best quarter.",
    ),
    (
        "l2age19gap",
        "In Wiltshire the gap in qualifications at level 2 (such as five GCSEs at grades 9 to 4) or above "
        "between 19 year olds who claimed free school meals at 16 and those not eligible was 25.16% (2024), "
        "4.05 percentage points higher than England’s 21.11% and 112th of the 149 authorities in England "
        "that have a figure (1st is best), in the third-best quarter.",
    ),
    (
        "percent-of-lac-adopted",
        "In Wiltshire 15% of children who stopped being looked after in the year were adopted (2025), 6 "
        "percentage points higher than England’s 9% and joint 16th of the 130 authorities in England that "
        "have a figure (1st is best; 130 of 153 published), in the best quarter.",
    ),
    (
        "lac",
        "Among children aged under 18 in Wiltshire the rate of those looked after on 31 March was 46 per "
        "10,000, 21 per 10,000 lower than England’s 67 per 10,000 (2025).",
    ),
    (
        "lac-over-abs",
        "In Wiltshire children looked after for at least 12 months without a break missed 7.7% of school "
        "sessions (half days) through absence, authorised or not (2025), 1.3 percentage points lower than "
        "England’s 9% and joint 31st of the 151 authorities in England that have a figure (1st is best), in "
        "the best quarter.",
    ),
    (
        "emotional-lac",
        "In Wiltshire the average score of looked-after children on the strengths and difficulties "
        "questionnaire, of emotional and behavioural health, was 15.1 (2025), 0.2 higher than England’s "
        "14.9 and joint 79th of the 151 authorities in England that have a figure (1st is best), in the "
        "third-best quarter.",
    ),
    (
        "careleaversneet",
        "In Wiltshire 36% of care leavers aged 19 to 21 were not in education, employment or training "
        "(2025), 4 percentage points lower than England’s 40% and joint 41st of the 151 authorities in "
        "England that have a figure (1st is best), in the second-best quarter.",
    ),
    (
        "cin",
        "In Wiltshire the rate of children in need was 227.6 per 10,000, 102.7 per 10,000 lower than "
        "England’s 330.3 per 10,000 (2025).",
    ),
    (
        "cintime3months",
        "In Wiltshire 24.2% of children in need had been in need for under three months, 2.5 percentage "
        "points lower than England’s 26.7% (2025).",
    ),
    (
        "sen-cases-jan",
        "In Wiltshire the number of education, health and care plans active in January was 6,383 (2025).",
    ),
    (
        "sen-ehc-all-20wks",
        "In Wiltshire 32.5% of all new education, health and care plans were issued within 20 weeks (2024), "
        "13.4 percentage points lower than England’s 45.9% and 110th of the 153 authorities in England (1st "
        "is best), in the third-best quarter.",
    ),
    (
        "sen-appealabledec",
        "In Wiltshire appeals to the special educational needs and disability tribunal came to 1.8% of all "
        "decisions that could be appealed against (2024), 1.4 percentage points lower than England’s 3.2% "
        "and joint 42nd of the 153 authorities in England (1st is best), in the second-best quarter.",
    ),
    (
        "sept-guarantee",
        "In Wiltshire 98.1% of 16 and 17 year olds were offered a place in education or training (2025), "
        "4.02 percentage points higher than England’s 94.08% and 30th of the 153 authorities in England "
        "(1st is best), in the best quarter.",
    ),
    (
        "he-19-fsm",
        "By the age of 19 an estimated 19.2% of pupils in state-funded schools in Wiltshire who had free "
        "school meals at 15 had entered higher education (2023-24), 9.7 percentage points lower than "
        "England’s 28.9% and joint 125th of the 147 authorities in England that have a figure (1st is "
        "best), in the last quarter.",
    ),
    (
        "secauth",
        "In Wiltshire pupils at secondary schools missed 6.01% of half days through authorised absence "
        "(2025), 0.8 percentage points higher than England’s 5.21% and joint 131st of the 152 authorities "
        "in England that have a figure (1st is best), in the last quarter.",
    ),
    (
        "totperabnew",
        "In Wiltshire 16.01% of children of school age were persistent absentees, who missed a tenth or "
        "more of their possible school sessions (2025), 2.13 percentage points lower than England’s 18.14% "
        "and 24th of the 153 authorities in England (1st is best), in the best quarter.",
    ),
    (
        "secfixedex",
        "In Wiltshire the number of suspensions from secondary schools was 20.61% of the number of their "
        "pupils (2023/24), 2 percentage points lower than England’s 22.61% and 73rd of the 152 authorities "
        "in England that have a figure (1st is best), in the second-best quarter.",
    ),
    (
        "specpermex",
        "In Wiltshire the number of permanent exclusions from special schools was 0% of the number of their "
        "pupils, 0.08 percentage points lower than England’s 0.08% and the joint lowest of the 151 "
        "authorities in England that have a figure (2023/24).",
    ),
    (
        "firstyjs",
        "Among 10 to 17 year olds in Wiltshire the rate of children who entered the youth justice system "
        "for the first time was 121 per 100,000 (2024), 1,137 per 100,000 lower than England’s 1,258 per "
        "100,000 and joint 53rd of the 148 authorities in England that have a figure (1st is best), in the "
        "second-best quarter.",
    ),
    (
        "reoffyo",
        "In Wiltshire 36.36% of young offenders aged 10 to 14 were proven to have offended again (2024), "
        "3.79 percentage points higher than the region’s 32.57% and 62nd of the 83 authorities in England "
        "that have a figure (1st is best; 83 of 153 published), in the third-best quarter.",
    ),
    (
        "childpov",
        "In Wiltshire 13.1% of children under 16 lived in families with a relatively low income before "
        "housing costs (2025), 6.7 percentage points lower than England’s 19.8% and 32nd of the 153 "
        "authorities in England (1st is best), in the best quarter.",
    ),
    (
        "16-17-not-known",
        "In Wiltshire it was not known what an estimated 0.61% of 16 and 17 year olds were doing (2025), "
        "1.59 percentage points lower than England’s 2.2% and joint 43rd of the 153 authorities in England "
        "(1st is best), in the second-best quarter.",
    ),
    (
        "premium",
        "In Wiltshire the number of pupils eligible for the pupil premium was 19,635 (2025-26).",
    ),
    (
        "fosteringfinance",
        "In Wiltshire fostering services had an approximate unit cost of £795 a week, £30 a week more than "
        "England’s £765 a week (2024-25, outturn).",
    ),
    (
        "totallacfinance",
        "In Wiltshire gross spending on children looked after was £50,401,055 (2024-25, outturn).",
    ),
    (
        "otherchildren-familyfinance",
        "In Wiltshire gross spending on other services for children and families was £0 (2024-25, outturn).",
    ),
    (
        "stayingput",
        "Wiltshire had 27% (2025), 6 percentage points lower than England’s 33% and joint 105th of the 137 "
        "authorities in England that have a figure (1st is best; 137 of 153 published), in the last "
        "quarter.",
    ),
    (
        "prechilddea",
        "Wiltshire had 7 (2021).",
    ),
    (
        "lac-19-he",
        "Wiltshire has no figure for 2025: it is not available.",
    ),
)


@pytest.mark.parametrize(("series", "said"), SAID, ids=[series for series, _ in SAID])
def test_a_figure_is_said_in_one_sentence_that_people_understand(
    national_app: Flask, series: str, said: str
) -> None:
    answer = national_app.test_client().get(f"/indicator?indicator=lait-{series}&area=865")
    lead = LEAD.search(answer.get_data(as_text=True))
    assert lead
    assert AFTER.split(html.unescape(re.sub(r"<[^>]+>", "", lead[1])))[0] == said
