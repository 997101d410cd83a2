"""What the short forms mean that publishers write in names of measures: said where they stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

MEANS: Mapping[str, str] = MappingProxyType(
    {
        "ASQ": "Ages and Stages Questionnaire",
        "CERA": "capital expenditure from the revenue account",
        "CIN": "children in need",
        "CLA": "children looked after",
        "CP": "child protection",
        "CPP": "child protection plan",
        "EHC": "education, health and care",
        "EHCP": "education, health and care plan",
        "EYFS": "early years foundation stage, up to the age of five",
        "FSM": "free school meals",
        "FTE": "full-time equivalent",
        "GCE": "General Certificate of Education",
        "KS1": "key stage 1, up to the age of seven",
        "KS2": "key stage 2, up to the age of 11",
        "KS4": "key stage 4, up to the age of 16",
        "LA": "local authority",
        "LSCB": "local safeguarding children board",
        "NEET": "not in education, employment or training",
        "SDQ": "Strengths and Difficulties Questionnaire",
        "SEN": "special educational needs",
        "SEND": "special educational needs and disabilities",
    }
)
WORD = re.compile(r"[A-Z]{2,}\d?")


def explained(said: Iterable[str]) -> str:
    """The short forms that some texts use, each with its meaning; empty if they use none that is known."""
    used = {word for text in said for word in WORD.findall(text)}
    known = [f"{short} means {means}" for short, means in MEANS.items() if short in used]
    return f"{'; '.join(known)}." if known else ""
