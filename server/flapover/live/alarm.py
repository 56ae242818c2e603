"""The alarm of a board's shared clock: the server alone decides that time is up (P19)."""

import asyncio
from collections.abc import Callable
from datetime import datetime


class Alarm:
    """Rings once at the moment it was last set to."""

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
            seconds = max(0.0, (at - self._now()).total_seconds())
            self._handle = asyncio.get_running_loop().call_later(seconds, self._ring, at)

    def stop(self) -> None:
        """Do not ring; setting it to the same moment again makes it ring after all."""
        self._at = None
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
