"""Lets many writers share one commit: one thread stores all that waits, then answers all at once.

While it commits, the next writes queue up, so the dearer a commit is, the more share it. It knows
threads, queues and futures, and nothing of SQL. It refuses work once it is closing.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence

from flapover import counts
from flapover.core.shape import value
from flapover.journal.journal import JournalUnavailable
from flapover.journal.outages import Outages
from flapover.journal.writes import Write

Outcome = Exception | None
"""Why a write was not stored; None when it is committed."""

Store = Callable[[Sequence[Write]], Sequence[Outcome]]
"""Stores a batch, in order, and returns one outcome per write; called in the writer thread only."""


@value
class _Ticket:
    write: Write
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[None]


class GroupCommit:
    """The queue before the one writer thread."""

    def __init__(self, store: Store, window_seconds: float = 0) -> None:
        """Start the thread.

        Args:
            store: does the writing.
            window_seconds: no commit begins sooner after the end of the one before. Whoever writes
                alone does not wait, and where many write they share more of what a commit costs.

        """
        self._store = store
        self._window_seconds = window_seconds
        self._queue: list[_Ticket] = []
        self._ended_at = -window_seconds
        self._outages = Outages()
        self._closing = threading.Event()
        self._wake = threading.Condition()
        # A daemon: a process that dies without `close` loses only what it has not answered.
        self._thread = threading.Thread(target=self._run, name="journal-writer", daemon=True)
        self._thread.start()

    async def submit(self, write: Write) -> None:
        """Return when the write is committed.

        Cancelling the wait does not withdraw the write.

        Raises:
            JournalError: it was not stored; which one is the store's to say.

        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[None] = loop.create_future()
        with self._wake:
            if self._closing.is_set():
                raise JournalUnavailable("the journal is closed")
            self._queue.append(_Ticket(write, loop, answer))
            self._wake.notify()
        await answer

    async def close(self) -> None:
        """Store what is queued, answer it, and end the thread."""
        with self._wake:
            self._closing.set()
            self._wake.notify()
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        while batch := self._take():
            began = time.monotonic()
            outcomes = self._outcomes([ticket.write for ticket in batch])
            self._ended_at = time.monotonic()
            counts.committed(len(batch), self._ended_at - began)
            self._outages.saw(outcomes, self._ended_at - began)
            _answer(batch, outcomes)

    def _take(self) -> list[_Ticket]:
        """Wait for work and take all of it; nothing means that the end has come."""
        with self._wake:
            self._wake.wait_for(lambda: self._queue or self._closing.is_set())
        left = self._ended_at + self._window_seconds - time.monotonic()
        if left > 0:
            self._closing.wait(left)
        with self._wake:
            batch, self._queue = self._queue, []
            return batch

    def _outcomes(self, writes: Sequence[Write]) -> Sequence[Outcome]:
        # If this thread died, every writer would wait for ever.
        try:
            return self._store(writes)
        except Exception as error:  # noqa: BLE001
            return [_unknown(error) for _ in writes]


def _unknown(error: Exception) -> JournalUnavailable:
    unavailable = JournalUnavailable(f"the writer failed: {type(error).__name__}")
    unavailable.__cause__ = error
    return unavailable


def _answer(batch: Sequence[_Ticket], outcomes: Sequence[Outcome]) -> None:
    """Wake each event loop once for the whole batch."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[None], Outcome]]] = {}
    for ticket, outcome in zip(batch, outcomes, strict=True):
        by_loop.setdefault(ticket.loop, []).append((ticket.answer, outcome))
    for loop, answers in by_loop.items():
        # A closed loop has nobody left who waits.
        if not loop.is_closed():
            try:
                loop.call_soon_threadsafe(_settle, answers)
            except RuntimeError:
                if not loop.is_closed():
                    raise


def _settle(answers: Sequence[tuple[asyncio.Future[None], Outcome]]) -> None:
    for future, outcome in answers:
        if future.done():  # its waiter was cancelled
            continue
        if outcome is None:
            future.set_result(None)
        else:
            future.set_exception(outcome)
