"""A board that is live in this process: one request after the other, written before seen.

Requests that wait together are decided one by one and committed together; only then is the board
replaced, are entities touched and are requests answered. What cannot be committed never happened.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from flapover.core.apply import apply
from flapover.core.board import Board
from flapover.core.decide import decide
from flapover.core.events import dump, load
from flapover.core.ids import BoardId, PersonId, RequestId
from flapover.core.project import Scene
from flapover.core.rejected import Reason, Rejected
from flapover.core.requests import SERVER, Command, Errand, RingTimer
from flapover.core.sight import Key
from flapover.core.steps import milliseconds
from flapover.core.touch import touched
from flapover.journal import (
    BoardGone,
    Entry,
    Journal,
    JournalUnavailable,
    RequestTaken,
    Seat,
    SeqTaken,
)
from flapover.live.connection import Connection
from flapover.live.faults import note_fault
from flapover.live.fragments import Fragments
from flapover.live.presence import Attendance

log = logging.getLogger(__name__)
TRIES = 5
"""How often a batch is decided again when another writer was first."""

MEND_SECONDS = 2.0
"""How long after the journal was away it is tried again, when nobody asks for anything."""

Reply = Callable[[Reason | None], None]
"""Told once what became of a request: None is done and on disk."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A command on its way, the seat it opens, and whom to tell."""

    command: Command
    digest: str
    reply: Reply
    broke: Callable[[], None]
    """Called when we, not the asker, made the mistake."""
    seat: Seat | None = None


@dataclass(slots=True)
class Draft:
    """What a batch would make of the board; dropped when it cannot be committed."""

    board: Board
    entries: list[Entry]
    seats: list[Seat]
    digests: dict[RequestId, str]
    keys: dict[Key, None]
    outcomes: list[tuple[Waiting, Reason | None]]


class Room:
    """One live board: its state as committed, and everybody who is connected to it."""

    def __init__(
        self,
        board: Board,
        seq: int,
        digests: dict[RequestId, str],
        journal: Journal,
        now: Callable[[], datetime],
    ) -> None:
        """Go on from what the journal holds."""
        self.fragments = Fragments()
        self.connections: set[Connection] = set()
        self.attendance = Attendance(self.touch)
        self._board = board
        self._seq = seq
        self._digests = digests
        self._journal = journal
        self._now = now
        self._queue: list[Waiting] = []
        self._worker: asyncio.Task[None] | None = None
        self._stale = False
        self._mending: asyncio.TimerHandle | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._alarm_at: datetime | None = None
        self._set_alarm()

    @property
    def board(self) -> Board:
        """The board as committed."""
        return self._board

    @property
    def scene(self) -> Scene:
        """The board and who is there."""
        return Scene(self._board, self.attendance.present)

    @property
    def idle(self) -> bool:
        """Whether nobody is connected and nothing is under way."""
        return not self.connections and not self._queue and self._worker is None

    def connect(self, connection: Connection) -> None:
        """Let a connection take part: subscribed first, so nothing falls between its snapshot and updates."""
        self.connections.add(connection)
        self.attendance.arrive(connection.person)

    def disconnect(self, connection: Connection) -> None:
        """Forget a connection."""
        self.connections.discard(connection)
        self.attendance.depart(connection.person)

    def devices_of(self, person: PersonId) -> int:
        """Count a person's open sockets."""
        return sum(connection.person == person for connection in self.connections)

    def touch(self, keys: Iterable[Key]) -> None:
        """Let every connection look at these entities again."""
        keys = tuple(keys)
        self.fragments.forget(keys)
        for connection in self.connections:
            connection.touch(keys)

    def submit(
        self,
        command: Command,
        reply: Reply,
        broke: Callable[[], None] = lambda: None,
        seat: Seat | None = None,
    ) -> None:
        """Queue a command; `reply` is called once, after its events are on disk."""
        self._queue.append(Waiting(command, digest_of(command), reply, broke, seat))
        self._wake()

    async def settle(self, command: Command, seat: Seat | None = None) -> Reason | None:
        """Carry a command out and return None, or why it was refused.

        Raises:
            RuntimeError: we made a mistake; nothing was kept.

        """
        done: asyncio.Future[Reason | None] = asyncio.get_running_loop().create_future()

        def reply(refused: Reason | None) -> None:
            if not done.done():
                done.set_result(refused)

        def broke() -> None:
            if not done.done():
                done.set_exception(RuntimeError("a command could not be judged"))

        self.submit(command, reply, broke, seat)
        return await done

    def close(self) -> None:
        """Stop the clock; called when the room leaves this process."""
        for handle in (self._alarm, self._mending):
            if handle is not None:
                handle.cancel()

    def _wake(self) -> None:
        if self._worker is None:
            self._worker = asyncio.create_task(self._work())

    async def _work(self) -> None:
        try:
            while self._queue or (self._stale and self._mending is None):
                batch, self._queue = self._queue, []
                await self._carry_out(batch)
        finally:
            self._worker = None

    async def _carry_out(self, batch: list[Waiting]) -> None:
        try:
            draft = await self._commit(batch)
        except JournalUnavailable:
            # Nobody knows whether a commit that broke off was stored: read before deciding again.
            self._mend_later()
            for waiting in batch:
                waiting.reply("unavailable")
            return
        except BoardGone:
            self._vanish(batch)
            return
        except Exception as fault:  # noqa: BLE001 -- it breaks this batch, not the board
            note_fault(log, f"a batch on board {self._board.id}", fault)
            self._mend_later()
            for waiting in batch:
                waiting.broke()
            return
        self._take_over(draft)

    def _mend_later(self) -> None:
        """Read again before anything else is decided, and soon also when nothing is asked."""
        self._stale = True
        if self._mending is None:
            self._mending = asyncio.get_running_loop().call_later(MEND_SECONDS, self._mend)

    def _mend(self) -> None:
        self._mending = None
        self._wake()

    def _vanish(self, batch: list[Waiting]) -> None:
        """Send everybody away from a board that was wiped."""
        for waiting in batch:
            waiting.reply("ended")
        for connection in tuple(self.connections):
            connection.farewell("gone")

    async def _commit(self, batch: list[Waiting]) -> Draft:
        for _ in range(TRIES):
            if self._stale:
                await self._catch_up()
            draft = self._draft(batch)
            if not draft.entries:
                return draft
            try:
                await self._journal.append(draft.entries, draft.seats)
            except (SeqTaken, RequestTaken):
                self._stale = True
                continue
            return draft
        raise JournalUnavailable("other writers were first, again and again")

    def _draft(self, batch: list[Waiting]) -> Draft:
        draft = Draft(self._board, [], [], {}, {}, [])
        for waiting in batch:
            try:
                refused = self._decide(draft, waiting)
            except Exception as fault:  # noqa: BLE001 -- it breaks this request, not the batch
                note_fault(log, f"a request on board {self._board.id}", fault)
                waiting.broke()
                continue
            draft.outcomes.append((waiting, refused))
        return draft

    def _decide(self, draft: Draft, waiting: Waiting) -> Reason | None:
        command = waiting.command
        known = self._digests.get(command.id) or draft.digests.get(command.id)
        if known is not None:
            return None if known == waiting.digest else "reused_id"
        outcome = decide(draft.board, command)
        if isinstance(outcome, Rejected):
            return outcome.reason
        if not outcome:
            return None
        board = draft.board
        for event in outcome:
            before, board = board, apply(board, event)
            draft.keys.update(dict.fromkeys(touched(before, event, board)))
        draft.board = board
        draft.digests[command.id] = waiting.digest
        draft.entries.append(
            Entry(
                board=board.id,
                seq=self._seq + len(draft.entries) + 1,
                request=command.id,
                digest=waiting.digest,
                by=command.typed_by,
                at=command.at,
                events=dump(outcome),
            )
        )
        if waiting.seat is not None:
            draft.seats.append(waiting.seat)
        return None

    def _take_over(self, draft: Draft) -> None:
        self._board = draft.board
        self._seq += len(draft.entries)
        self._digests.update(draft.digests)
        self._show(draft.keys)
        for waiting, refused in draft.outcomes:
            waiting.reply(refused)

    def _show(self, keys: dict[Key, None]) -> None:
        self.touch(keys)
        for connection in tuple(self.connections):
            if self._board.people[connection.person].gone:
                connection.farewell("removed")
        self._set_alarm()

    async def _catch_up(self) -> None:
        """Read what is on disk beyond what we know: another writer's, or our own of an unknown fate."""
        keys: dict[Key, None] = {}
        for entry in await self._journal.read(self._board.id, self._seq):
            for event in load(entry.events):
                before = self._board
                self._board = apply(before, event)
                keys.update(dict.fromkeys(touched(before, event, self._board)))
            self._seq = entry.seq
            self._digests[entry.request] = entry.digest
        self._stale = False
        self._show(keys)

    def _set_alarm(self) -> None:
        running = self._board.running
        ends_at = None if running is None else running.moment.timer.ends_at
        if ends_at == self._alarm_at:
            return
        self._alarm_at = ends_at
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if ends_at is not None:
            seconds = max(0.0, (ends_at - self._now()).total_seconds())
            self._alarm = asyncio.get_running_loop().call_later(seconds, self._ring, ends_at)

    def _ring(self, ends_at: datetime) -> None:
        # No client can take this id first: its own may hold no colon.
        name = RequestId(f"ring:{milliseconds(ends_at)}:{self._seq}")
        self.submit(errand(name, RingTimer(ends_at), self._now()), self._rung)

    def _rung(self, refused: Reason | None) -> None:
        if refused is not None:
            # The journal was away: forget the alarm, so that the next change sets it again.
            self._alarm_at = None


def errand(name: RequestId, request: Errand, at: datetime) -> Command:
    """Return a command of the server's own."""
    return Command(id=name, request=request, by=SERVER, typed_by=SERVER, at=at, fresh="")


def digest_of(command: Command) -> str:
    """Return what tells one request body and sender from another (P2)."""
    request = command.request
    body = repr(request) if isinstance(request, Errand) else request.model_dump_json()
    text = f"{command.by}\n{command.typed_by}\n{body}"
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


async def open_room(board: BoardId, journal: Journal, now: Callable[[], datetime]) -> Room | None:
    """Return a board as the journal holds it, live; None when there is no such board."""
    entries = await journal.read(board)
    state: Board | None = None
    for entry in entries:
        for event in load(entry.events):
            state = apply(state, event)
    if state is None:
        return None
    digests = {entry.request: entry.digest for entry in entries}
    return Room(state, entries[-1].seq, digests, journal, now)
