"""Printed judgements become 1 to 4, 4 is best, by the framework they were made under; the rest is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grades import Grade, Refusal, Scale, contradiction, parse
from loaders.reference import Reference
from tests.properties import PATIENT

WORDS = {"outstanding": 4, "good": 3, "adequate": 2, "inadequate": 1}
BEST_IS_4 = Scale("JAR", WORDS, {4: 4, 3: 3, 2: 2, 1: 1}, ("satisfactory",))
BEST_IS_1 = Scale("SLAC", WORDS, {1: 4, 2: 3, 3: 2, 4: 1}, ("satisfactory",))
WORDS_ONLY = Scale("SIF", WORDS, {}, ())


@pytest.mark.parametrize(
    ("framework", "printed", "grade"),
    [
        ("jar", "4", 4),
        ("jar", "3", 3),
        ("jar", "1", 1),
        ("jar", "3.0", 3),
        ("jar", "Grade 2", 2),
        ("jar", "good", 3),
        ("jar", "Good", 3),
        ("jar", "  GOOD ", 3),
        ("jar", "excellent", 4),
        ("jar", "outstanding", 4),
        ("jar", "3 – Good", 3),
        ("jar", "3 - Good", 3),
        ("jar", "3: good", 3),
        ("jar", "Good (3)", 3),
        ("jar", "3 good", 3),
        ("jar", "Good 3", 3),
        ("jar", "generally good", 3),
        ("jar", "overall good", 3),
        ("jar", "satisfactory", None),
        ("jar", "satisfactory overall", None),
        ("apa", "2 – Adequate", 2),
        ("yot", "1", 1),
        ("corporate-assessment", "performing strongly", 4),
        ("corporate-assessment", "performing well", 3),
        ("slac", "Grade 1", 4),
        ("slac", "Grade 4 (Inadequate)", 1),
        ("slac", "Grade 3 (Adequate)", 2),
        ("slac", "4", 1),
        ("slac", "inadequate", 1),
        ("sif", "requires improvement", 2),
        ("ilacs", "requires improvement to be good", 2),
        ("adoption-agency", "satisfactory", None),
        ("adoption-agency", "good", 3),
    ],
)
def test_a_printed_judgement_is_read_under_its_framework(
    reference: Reference, framework: str, printed: str, grade: int | None
):
    read = parse(printed, reference.frameworks[framework].scale)
    assert read == Grade(grade, " ".join(printed.split()))


@pytest.mark.parametrize(
    ("framework", "printed", "said"),
    [
        ("jar", "goood", "Did you mean “good”?"),
        ("jar", "adequete", "Did you mean “adequate”?"),
        ("jar", "inadequte", "Did you mean “inadequate”?"),
        ("jar", "terrible", "is not a judgement that"),
        ("jar", "", "is not a judgement that"),
        ("jar", "not good", "is not a judgement that"),
        ("jar", "good to outstanding", "is not a judgement that"),
        ("jar", "requires improvement", "is not a judgement that"),
        ("jar", "0", "has no grade “0”"),
        ("jar", "5", "has no grade “5”"),
        ("jar", "3.5", "is not a judgement that"),
        ("jar", "-3", "is not a judgement that"),
        ("jar", "good 2008", "has no grade “good 2008”"),
        ("jar", "9" * 5000, "is not a judgement that"),
        ("slac", "excellent", "is not a judgement that"),
        ("sif", "3", "which way"),
        ("sif", "3 – Good", "which way"),
        ("corporate-assessment", "3", "which way"),
        ("adoption-agency", "2", "which way"),
    ],
)
def test_what_is_not_on_the_scale_is_refused_and_a_near_word_suggested_not_assumed(
    reference: Reference, framework: str, printed: str, said: str
):
    refused = parse(printed, reference.frameworks[framework].scale)
    assert isinstance(refused, Refusal)
    assert said in f"{refused.what} {refused.fix}"


@pytest.mark.parametrize(
    ("framework", "printed"),
    [
        ("jar", "3 – Adequate"),
        ("jar", "4 – inadequate"),
        ("jar", "1 good"),
        ("jar", "good 1"),
        ("jar", "Good (2)"),
        ("jar", "2 – satisfactory"),
        ("slac", "Grade 1 (Inadequate)"),
        ("slac", "3 – Good"),
    ],
)
def test_a_word_that_contradicts_its_number_is_refused(reference: Reference, framework: str, printed: str):
    refused = parse(printed, reference.frameworks[framework].scale)
    assert isinstance(refused, Refusal)
    assert "contradicts itself" in refused.what


def test_a_word_with_a_hedge_that_the_scale_itself_has_is_found():
    scale = Scale("Old scale", {"generally good": 3, "good": 4}, {}, ())
    assert parse("Generally good", scale) == Grade(3, "Generally good")
    assert parse("mostly good", scale) == Grade(4, "mostly good")


def test_two_printings_of_one_judgement_must_agree():
    assert contradiction(Grade(1, "inadequate"), Grade(1, "Grade 4 (Inadequate)")) is None
    refused = contradiction(Grade(2, "adequate"), Grade(3, "good"))
    assert refused is not None
    assert "“adequate” and “good”" in refused.what
    assert contradiction(Grade(None, "satisfactory"), Grade(2, "adequate")) is not None


@PATIENT
@given(st.text(), st.sampled_from([BEST_IS_4, BEST_IS_1, WORDS_ONLY]))
def test_no_text_raises(text: str, scale: Scale):
    read = parse(text, scale)
    if isinstance(read, Grade):
        assert read.value in (1, 2, 3, 4, None)
    else:
        assert read.what and read.fix


@PATIENT
@given(st.sampled_from(sorted(WORDS)), st.integers(1, 4), st.sampled_from("–-:=( "))
def test_a_scale_turned_over_gives_the_mirror_image_of_a_number(word: str, number: int, mark: str):
    upright, turned = parse(f"{number}", BEST_IS_4), parse(f"{number}", BEST_IS_1)
    assert isinstance(upright, Grade) and isinstance(turned, Grade)
    assert (upright.value or 0) + (turned.value or 0) == 5
    both = parse(f"{number}{mark}{word}", BEST_IS_1)
    assert isinstance(both, Grade) == (WORDS[word] == 5 - number)
