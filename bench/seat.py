"""Somebody at a table: writes cards in the words of one server, and sees what all write."""

import time
from collections.abc import Callable
from typing import Protocol

from bench.tally import Tally, marked
from bench.wire import TEXT, Wire, framed

FILL = b"Wat maakt dat je juist nu hierover wilt praten, en wat zou er anders zijn als het lukt?"
"""What people write, beside the mark."""
BEAT_SECONDS = 20.0
CARD_BYTES = 300
"""Of the message that carries one card through a reference."""


class Talk(Protocol):
    """The words of one server."""

    opcode: int
    beat: bytes | None
    """What a client says when it has been quiet for `BEAT_SECONDS`; None when nothing."""

    def card(self, seat: "Seat", mark: int, /) -> bytes:
        """Return the message that writes a card."""

    def note(self, seat: "Seat", data: bytes) -> None:
        """Look for an answer in what came in, and tell the seat with `answered`."""


class Broadcast:
    """The words of a server that sends on what it gets: the own card is the answer."""

    opcode = TEXT
    beat: bytes | None = None

    def card(self, _seat: "Seat", mark: int, /) -> bytes:
        """Return the message that writes a card."""
        return card(mark)

    def note(self, seat: "Seat", data: bytes) -> None:
        """Take the own card for an answer."""
        if seat.waits_for is not None and marked(seat.waits_for) in data:
            seat.answered()


class Seat:
    """One client of the server under measurement."""

    def __init__(self, wire: Wire, talk: Talk, tally: Tally, number: int) -> None:
        """Sit down on an open wire; `number` is one's own among all seats, from 1."""
        self.number = number
        self.written = 0
        self.own_card: int | None = None
        """The mark of the card that one placed last, where that is kept."""
        self.waits_for: int | None = None
        """The mark of the card whose answer is awaited."""
        self.quiet_since = time.perf_counter()
        self.talk, self.tally, self._wire = talk, tally, wire
        self._then: Callable[[], None] | None = None
        wire.hear(self._heard, tally.note_cut)

    def write(self) -> None:
        """Write one card."""
        mark = self.tally.new_mark()
        self._wire.send(framed(self.talk.card(self, mark), self.talk.opcode))
        self.written += 1
        self.quiet_since = self.tally.sent_at[mark]

    def write_and_then(self, then: Callable[[], None]) -> None:
        """Write one card, and do something as soon as it is answered."""
        self.waits_for, self._then = len(self.tally.sent_at), then
        self.write()

    def answered(self) -> None:
        """Stop waiting."""
        then, self.waits_for, self._then = self._then, None, None
        if then is not None:
            then()

    def beat(self) -> None:
        """Say that one is still there, where the server wants to hear that."""
        if self.talk.beat is not None:
            self._wire.send(framed(self.talk.beat))
        self.quiet_since = time.perf_counter()

    def leave(self) -> None:
        """Go."""
        self._wire.leave()

    def _heard(self, data: bytes) -> None:
        self.tally.note(data)
        self.talk.note(self, data)


def card(mark: int) -> bytes:
    """Return a card as the references carry it: JSON of `CARD_BYTES`."""
    head = b'{"id":"bench-%012d","kind":"kracht","text":"%b %b' % (mark, marked(mark), FILL)
    return head.ljust(CARD_BYTES - 2, b".") + b'"}'
