"""Secrets and how they are kept: made at random, stored as hashes, compared in constant time."""

import hashlib
import hmac
import secrets

from flapover.http.messages import CODE_LENGTH

CODE_LETTERS = "BCDFGHJKMNPQRSTVWXZ23456789"
"""No vowels, so that no code is a word; nothing that looks or sounds like something else."""


def new_token() -> str:
    """Return 128 random bits that can stand in a URL."""
    return secrets.token_urlsafe(16)


def new_name() -> str:
    """Return a random name for a board or a person, of letters and digits only."""
    return secrets.token_hex(8)


def new_code() -> str:
    """Return a code that can be said aloud."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def spoken(code: str) -> str:
    """Return a code as it is stored, however it was typed."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def hashed(token: str) -> str:
    """Return what is stored of a token; it is random, so a plain hash gives nothing away."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(left: str, right: str) -> bool:
    """Compare without telling by the time it takes."""
    return hmac.compare_digest(left.encode(), right.encode())
