"""Leeds's dialect: core areas graded in numbers, additional ones and the corporate assessment in words."""

from __future__ import annotations

from loaders.inspections import judgement_table
from loaders.papers import dialect

JUDGEMENTS = (
    judgement_table("grades of the joint area review", "Area of investigation", "Local services overall"),
    judgement_table("ratings of the corporate assessment", "Children and young people's services", "Rating"),
)

FORMAT = dialect("leeds", "Leeds's committee papers", JUDGEMENTS)
