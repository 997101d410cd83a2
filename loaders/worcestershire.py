"""Worcestershire's dialect: grades as numbers under a printed key, other judgements in words."""

from __future__ import annotations

from loaders.inspections import judgement_table
from loaders.papers import dialect

JUDGEMENTS = (
    judgement_table("grades of the joint area review", "Area", "Local services overall"),
    judgement_table("judgements in words", "Aspect", "Judgement"),
)

FORMAT = dialect("worcestershire", "Worcestershire's committee papers", JUDGEMENTS)
