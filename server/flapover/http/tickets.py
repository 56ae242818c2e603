"""Tickets by which a `<video>` may fetch a clip: it can send no token, and none belongs in a URL.

A ticket is good for one clip and one seat, for a while, and is looked at anew at every use; whether
the seat may still see the clip is asked each time as well. Kept in memory: after a restart one asks
for another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flapover.core.ids import BoardId, ClipId, PersonId
from flapover.http.tokens import new_token

TICKET_SECONDS = 900
TICKETS_PER_SEAT = 10
"""One for each device and each reload; the oldest goes when there are more."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a ticket opens, and to whom."""

    board: BoardId
    person: PersonId
    clip: ClipId
    until: datetime


class Tickets:
    """All tickets that still work."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Begin with none."""
        self._now = now
        self._passes: dict[str, Pass] = {}
        self._of_seat: dict[tuple[BoardId, PersonId], list[str]] = {}
        """Both with the oldest first, which is the first to be too old."""

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._passes)

    def give(self, board: BoardId, person: PersonId, clip: ClipId) -> str:
        """Return a fresh ticket."""
        self._drop_old()
        own = self._of_seat.setdefault((board, person), [])
        if len(own) >= TICKETS_PER_SEAT:
            del self._passes[own.pop(0)]
        ticket = new_token()
        until = self._now() + timedelta(seconds=TICKET_SECONDS)
        self._passes[ticket] = Pass(board, person, clip, until)
        own.append(ticket)
        return ticket

    def read(self, ticket: str) -> Pass | None:
        """Return what a ticket opens; None when it is none of ours, or too old."""
        self._drop_old()
        found = self._passes.get(ticket)
        return found if found is not None and found.until > self._now() else None

    def _drop_old(self) -> None:
        """Drop what is too old, looking no further than the first that is not."""
        now = self._now()
        while self._passes:
            ticket, oldest = next(iter(self._passes.items()))
            if oldest.until > now:
                return
            del self._passes[ticket]
            seat = (oldest.board, oldest.person)
            self._of_seat[seat].remove(ticket)
            if not self._of_seat[seat]:
                del self._of_seat[seat]
