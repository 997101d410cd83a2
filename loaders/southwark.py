"""Southwark's dialect: scores with number and word (`3 – Good`), and bare numbers for youth offending."""

from __future__ import annotations

from loaders.inspections import judgement_table
from loaders.papers import dialect

JUDGEMENTS = (
    judgement_table("scores of the joint area review", "Children's Services in Southwark scored", "Score"),
    judgement_table("the youth inspection", "Judgement area", "Judgement"),
    judgement_table("grades of the youth offending team inspection", "Component", "Grade"),
    judgement_table("grades of the annual performance assessment", "Assessment judgement area", "APA Grade"),
)

FORMAT = dialect("southwark", "Southwark's committee papers", JUDGEMENTS)
