"""Spreadsheets -> normalised tables -> store. Knows nothing of what is shown."""

from __future__ import annotations

from loaders import (
    adoption_scorecard,
    ees,
    ees_meta,
    lait,
    lait_dictionary,
    leeds,
    neighbours,
    ofsted,
    papers,
    southwark,
    standard,
    wiltshire,
    worcestershire,
)

# In this order: the first format that recognises a file reads it, so the general one comes last.
FORMATS = (
    standard.FORMAT,
    adoption_scorecard.FORMAT,
    wiltshire.FORMAT,
    leeds.FORMAT,
    southwark.FORMAT,
    worcestershire.FORMAT,
    ofsted.FORMAT,
    neighbours.FORMAT,
    lait.FORMAT,
    lait_dictionary.FORMAT,
    ees.FORMAT,
    ees_meta.FORMAT,
    papers.FORMAT,
)
