"""Answers that are kept in memory."""

from __future__ import annotations

from dashboard.kept import Kept


def test_what_nobody_asked_for_longest_makes_room():
    kept = Kept(100)
    for name in "abcde":
        kept.keep(name, name.encode() * 20)
    assert kept.get("a") == b"a" * 20
    kept.keep("f", b"f" * 20)
    assert kept.get("b") is None
    assert [kept.get(name) for name in "acdef"] == [name.encode() * 20 for name in "acdef"]


def test_the_same_key_takes_its_room_once():
    kept = Kept(100)
    for _ in range(50):
        kept.keep("a", b"a" * 20)
    for name in "bcde":
        kept.keep(name, b"x" * 20)
    assert kept.get("a") == b"a" * 20


def test_one_large_answer_does_not_push_out_all_others():
    kept = Kept(100)
    kept.keep("small", b"x" * 20)
    kept.keep("large", b"x" * 26)
    assert kept.get("large") is None and kept.get("small") is not None
