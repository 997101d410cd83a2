"""Passwords: hashed with argon2id, made up once for a new account, and what one's own must be like."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The least that OWASP's cheat sheet of 2024 recommends: several may sign in at once on a small machine.
TIME_COST, MEMORY_KIB, PARALLELISM = 2, 19_456, 1
SHORTEST, LONGEST = 12, 200
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
NO_ACCOUNT = (
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)


def hashed(password: str) -> str:
    """The hash to keep in place of a password."""
    return _hasher().hash(password)


def matches(kept: str, password: str) -> bool:
    """True if the password is the one of that hash."""
    try:
        return len(password) <= LONGEST and _hasher().verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def made_up() -> str:
    """A password to be used once: four groups of five letters and digits, some 99 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))


def wrong_with(password: str, name: str) -> str:
    """Why a password cannot be chosen, or nothing."""
    if len(password) < SHORTEST:
        return f"The new password has {len(password)} characters. Use {SHORTEST} or more: four words will do."
    if len(password) > LONGEST:
        return f"The new password is longer than {LONGEST} characters. Use a shorter one."
    if name.casefold() in password.casefold():
        return "The new password has the name of the account in it. Leave the name out."
    if len(set(password)) < 5:
        return "The new password is made of very few different characters. Use four words, say."
    return ""


def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=PARALLELISM)
