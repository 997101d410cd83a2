"""Workbooks of committee papers to fill in: what all papers share, and a council's tables of judgements."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from loaders import papers
from loaders.crosstabs import Crosstab
from loaders.figures_in_text import FIGURES
from loaders.format import Format
from loaders.inspections import FINDINGS, INSPECTIONS, NARRATIVE
from loaders.layouts import Layout
from loaders.reference import Area
from loaders.template import COMMON, FIGURE, TARGET, Sheet, Template, about, columns
from loaders.thresholds import THRESHOLDS

PAPER = MappingProxyType(
    {
        "Paper": "our-paper-2012",
        "Title": "What the paper is called",
        "Publisher": "Who published it",
        "Date": "2012-05-31",
        "Licence": "Open Government Licence v3.0",
    }
)
AS_PRINTED = (
    "Tables that the paper prints go on a sheet each, with their titles and headings as printed: {}. "
    "Copy them from the paper, or from the last file: the page History has it."
)


def paper(
    format: Format, council: Area, judged: Sequence[Layout], printed: Sequence[Crosstab] = ()
) -> Template:
    """A committee paper of a council: its own tables of judgements, and those that all papers share.

    `printed` are tables that are read as the paper prints them, and are told of only.
    """
    return Template(
        f"paper-{format.id}" if judged else format.id,
        format,
        format.title,
        _sheets(council, judged),
        (
            *COMMON,
            "On the sheet About, Paper is the name by which the next file takes the place of this one: small "
            "letters, digits and hyphens.",
            "Judgements and findings name an inspection as it stands on the sheet Inspections.",
            "Place is where it stands in the paper, such as para 6 or table 2, row 3.",
            "Say findings in words of your own, 25 at most.",
            *([AS_PRINTED.format("; ".join(one.title for one in printed))] if printed else []),
            "A sheet that you do not need may stay empty under its headings: delete its worked row.",
        ),
    )


def _sheets(council: Area, judged: Sequence[Layout]) -> tuple[Sheet, ...]:
    """Each with a worked row; one for every table of judgements that the council's papers have."""
    name = f"{council.name} joint area review 2008"
    inspected = {"inspection": name, "framework": "Joint area review", "published": "2008", "place": "para 2"}
    graded = {"inspection": name, "aspect": "Safeguarding", "grade": "good", "kind": "core"}
    told = {"inspection": name, "aspect": "Fostering", "grade": "good", "theme": "looked-after"}
    found = {
        "inspection": name,
        "theme": "safeguarding",
        "kind": "strength",
        "finding": "Partners tell each other early what worries them.",
        "place": "para 12",
    }
    entries = tuple((item, PAPER.get(item, council.name)) for item in papers.ABOUT_ITEMS)
    own = [
        Sheet(
            f"Judgements {number}" if len(judged) > 1 else "Judgements",
            one.name[:1].upper() + one.name[1:],
            columns(one, {**graded, "place": f"table {number}"}, kind="kinds of grade"),
        )
        for number, one in enumerate(judged, 1)
    ]
    whose = {"area": council.name}
    return (
        about((*entries, ("Left out", "What you did not take from it, and why"))),
        Sheet("Inspections", "Inspections that the paper reports", columns(INSPECTIONS, inspected)),
        *own,
        Sheet(
            "Judgements in words",
            "Judgements that stand in the text",
            columns(NARRATIVE, told | {"place": "para 9"}),
        ),
        Sheet("Findings", "Findings", columns(FINDINGS, found, kind="kinds of finding")),
        Sheet("Figures", "Figures that stand in the text", columns(FIGURES, FIGURE | whose)),
        Sheet(
            "Thresholds",
            "Thresholds, baselines and targets",
            columns(THRESHOLDS, TARGET | whose, kind="kinds of threshold"),
        ),
    )
