"""What was written, and what came back to whom. Every card carries a mark that is found again."""

import re
import time
from array import array
from dataclasses import dataclass

MARK = re.compile(rb"#(\d{12})#")


def marked(mark: int) -> bytes:
    """Return the mark as it stands in a card."""
    return b"#%012d#" % mark


class Tally:
    """The cards of one group of tables."""

    def __init__(self, seats: int) -> None:
        """Expect every card at so many seats."""
        self.seats = seats
        self.sent_at = array("d")
        self.seen_by = array("H")
        self.seen_seconds = array("d")
        self.received_bytes = 0
        self.acknowledged = 0
        self.refused = 0
        self.cut = 0

    def new_mark(self) -> int:
        """Note that a card is written now; return its mark."""
        self.sent_at.append(time.perf_counter())
        self.seen_by.append(0)
        return len(self.sent_at) - 1

    def note(self, data: bytes) -> None:
        """Note the cards in what one seat received."""
        now = time.perf_counter()
        self.received_bytes += len(data)
        for digits in MARK.findall(data):
            mark = int(digits)
            self.seen_seconds.append(now - self.sent_at[mark])
            self.seen_by[mark] += 1

    def note_answer(self, *, done: bool) -> None:
        """Note that a card was said to be kept, or refused."""
        if done:
            self.acknowledged += 1
        else:
            self.refused += 1

    def note_cut(self) -> None:
        """Note that somebody was hung up on."""
        self.cut += 1

    def window(self) -> "Window":
        """Return a window that opens now; what was written before must have arrived."""
        return Window(
            self,
            marks_before=len(self.sent_at),
            delivered_before=len(self.seen_seconds),
            bytes_before=self.received_bytes,
            acknowledged_before=self.acknowledged,
            refused_before=self.refused,
        )

    @property
    def missing(self) -> int:
        """How many deliveries are still to come."""
        return len(self.sent_at) * self.seats - len(self.seen_seconds)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, from its opening until it is asked."""

    tally: Tally
    marks_before: int
    delivered_before: int
    bytes_before: int
    acknowledged_before: int
    refused_before: int

    def seen(self) -> list[float]:
        """Return how long each delivery of the window took, in seconds, shortest first."""
        return sorted(self.tally.seen_seconds[self.delivered_before :])

    @property
    def acknowledged(self) -> int:
        """How many cards were said to be kept."""
        return self.tally.acknowledged - self.acknowledged_before

    @property
    def refused(self) -> int:
        """How many cards were refused."""
        return self.tally.refused - self.refused_before

    @property
    def received_bytes(self) -> int:
        """What came in, frame headers and all."""
        return self.tally.received_bytes - self.bytes_before

    @property
    def lost(self) -> int:
        """How many cards did not reach every seat exactly once; ask when all is quiet."""
        seats = self.tally.seats
        return sum(seen != seats for seen in self.tally.seen_by[self.marks_before :])
