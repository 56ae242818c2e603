"""The alarm of a board's shared clock: the server alone decides that time is up (P19)."""

import asyncio
from collections.abc import Callable
from datetime import datetime

LOOK_SECONDS = 30.0
"""How long it sleeps at most before it looks at the server's clock again.

The loop's own clock stands still while a laptop sleeps, and knows nothing of a clock that was set.
"""
AGAIN_SECONDS = 5.0
"""How soon it rings again when nobody set it to another moment: the first ring came to nothing."""


class Alarm:
    """Rings once the moment it was last set to has come, until it is set to another."""

    def __init__(self, now: Callable[[], datetime], ring: Callable[[datetime], None]) -> None:
        """Begin unset; `ring` is told for which moment it rings."""
        self._now = now
        self._ring = ring
        self._at: datetime | None = None
        self._handle: asyncio.TimerHandle | None = None

    def set(self, at: datetime | None) -> None:
        """Ring at this moment instead (at once when it is past); None is never."""
        if at == self._at:
            return
        self.stop()
        self._at = at
        if at is not None:
            self._sleep(at)

    def stop(self) -> None:
        """Do not ring; setting it to the same moment again makes it ring after all."""
        self._at = None
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def close(self) -> None:
        """Never ring again, and let go of who is told."""
        self.stop()
        self._ring = _nobody

    def _sleep(self, at: datetime) -> None:
        left = (at - self._now()).total_seconds()
        self._call(min(max(left, 0.0), LOOK_SECONDS), at)

    def _look(self, at: datetime) -> None:
        if self._now() < at:
            self._sleep(at)
            return
        self._call(AGAIN_SECONDS, at)
        self._ring(at)

    def _call(self, seconds: float, at: datetime) -> None:
        self._handle = asyncio.get_running_loop().call_later(seconds, self._look, at)


def _nobody(_at: datetime) -> None:
    pass
