"""Fresh random tokens, 128 bits each: asked of the system for many requests at a time."""

import os
from base64 import urlsafe_b64encode

TOKEN_BYTES = 16
POOL_TOKENS = 256


class Chance:
    """Gives each token once."""

    def __init__(self) -> None:
        """Begin with none; the first is asked for when it is needed."""
        self._pool = b""
        self._at = 0

    def __call__(self) -> str:
        """Return a token for a URL, of 22 letters."""
        if self._at == len(self._pool):
            self._pool, self._at = os.urandom(TOKEN_BYTES * POOL_TOKENS), 0
        taken = self._pool[self._at : self._at + TOKEN_BYTES]
        self._at += TOKEN_BYTES
        return urlsafe_b64encode(taken).rstrip(b"=").decode()
