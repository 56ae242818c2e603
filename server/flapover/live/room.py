"""A board that is live in this process: one request after the other, written before seen.

Requests that wait together are decided one by one and committed together; only then is the board
replaced, are entities touched and are requests answered. What cannot be committed never happened.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from random import random

from flapover.core.board import Board, BroughtClip, Person
from flapover.core.clips import held_clip
from flapover.core.ids import BoardId, ClipId, KindId, PersonId, RequestId
from flapover.core.rejected import Reason
from flapover.core.requests import Command, RingTimer
from flapover.core.sight import open_writing
from flapover.core.steps import milliseconds
from flapover.journal import (
    BoardGone,
    Journal,
    JournalUnavailable,
    RequestTaken,
    Seat,
    SeqTaken,
)
from flapover.live.alarm import Alarm
from flapover.live.audience import Audience
from flapover.live.bus import ALONE, Bus, Devices, NodeId
from flapover.live.connection import Connection
from flapover.live.draft import Draft, Reply, Waiting, digest_of, draft, errand
from flapover.live.kept import Kept
from flapover.live.presence import Attendance
from flapover.live.shortcut import Shortcut, read_board
from flapover.notes import note, note_fault

log = logging.getLogger(__name__)
TRIES = 60
"""How often a batch is decided again when another writer was first. Where two nodes write on one
board without a pause most tries are lost; with 20 of them some batches lost all."""

YIELD_SECONDS = 0.002
"""How much longer it waits before each next try: else the slower of two nodes might never win."""
LONGEST_YIELD_SECONDS = 0.04
"""It waits no longer than this: who waits longer is only further behind."""

MEND_SECONDS = 2.0
"""How long after the journal was away it is tried again, when nobody asks for anything."""


class Room:
    """One live board: its state as committed, and everybody who is connected to it."""

    def __init__(
        self,
        kept: Kept,
        journal: Journal,
        now: Callable[[], datetime],
        wipe: Callable[[BoardId, ClipId], None] = lambda _board, _clip: None,
        bus: Bus = ALONE,
    ) -> None:
        """Go on from what the journal holds.

        Args:
            kept: what that is.
            journal: where it goes on.
            now: the clock.
            wipe: told of a film that is no longer shown; it may neither wait nor raise, as it is
                called between a commit and its answers.
            bus: the way to other nodes where this board may be live too.

        """
        # None of these may know the room: it would stay in memory after it was let go.
        tell_there = partial(bus.tell_there, kept.board.id)
        self.audience = Audience(kept, now)
        audience = self.audience
        self.attendance = Attendance(
            audience.present, audience.touch, audience.touch_soon, tell_there
        )
        self._bus = bus
        self._kept = kept
        self._journal = journal
        self._shortcut = Shortcut(journal, kept)
        self._now = now
        self._queue: list[Waiting] = []
        self._worker: asyncio.Task[None] | None = None
        self._wipe = wipe
        self._clip = held_clip(kept.board)
        self._stale = False
        self._reading_on: list[asyncio.Future[None]] = []
        self._mending: asyncio.TimerHandle | None = None
        self._alarm = Alarm(now, self._ring)
        self._set_alarm()

    @property
    def board(self) -> Board:
        """The board as committed."""
        return self._kept.board

    @property
    def seq(self) -> int:
        """The number of the last entry on the board."""
        return self._kept.seq

    @property
    def idle(self) -> bool:
        """Whether nobody is connected and nothing is under way."""
        return not self.audience.connections and not self._queue and self._worker is None

    def connect(self, connection: Connection) -> None:
        """Let a connection take part.

        Subscribed before it reads, so nothing falls between its snapshot and its updates.
        """
        self.audience.add(connection)
        self.attendance.arrive(connection.person)

    def disconnect(self, connection: Connection) -> None:
        """Forget a connection."""
        self.audience.connections.discard(connection)
        self.attendance.depart(connection.person)

    def devices_of(self, person: PersonId) -> int:
        """Count a person's open sockets, on every node."""
        return self.attendance.devices(person)

    @property
    def devices(self) -> Devices:
        """Who is connected on this node, and by how many sockets."""
        return self.attendance.here

    def look(self) -> None:
        """Read on: another node may have stored something."""
        self._stale = True
        self._wake()

    def knock(self, seq: int) -> None:
        """Read on when another node stored entries up to `seq` and they are not here yet."""
        if seq > self._kept.seq:
            self.look()

    async def read_on(self) -> None:
        """Return when all that the journal held at this call is on the board.

        Raises:
            JournalUnavailable: it cannot be read.

        """
        done = asyncio.get_running_loop().create_future()
        self._reading_on.append(done)
        self.look()
        await done

    async def person(self, seated: PersonId) -> Person:
        """Return whose seat the journal has: the board here may be a moment behind it.

        Raises:
            JournalUnavailable: it would have to be read, and cannot be.

        """
        if seated not in self.board.people:
            await self.read_on()
        return self.board.people[seated]

    def hear_there(self, node: NodeId, devices: Devices) -> None:
        """Show who is connected on another node."""
        self.attendance.hear(node, devices)

    def show_writing(self, person: PersonId, kind: KindId) -> None:
        """Show here and on other nodes that somebody writes, where all may know of it."""
        if self._writes_in_the_open(person, kind):
            self.attendance.write(person)
            self._bus.tell_wrote(self.board.id, person, kind)

    def hear_wrote(self, person: PersonId, kind: KindId) -> None:
        """Show that somebody on another node writes, if that is in the open here as well."""
        if person in self.board.people and self._writes_in_the_open(person, kind):
            self.attendance.write(person)

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
        """Stop the clocks; called when the room leaves this process."""
        self._alarm.close()
        self.audience.close()
        if self._mending is not None:
            self._mending.cancel()

    def _writes_in_the_open(self, person: PersonId, kind: KindId) -> bool:
        rule = open_writing(self.board, person, kind)
        return rule is not None and not rule.hidden and not rule.anonymous

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
            made = await self._commit(batch)
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
            note_fault(log, "batch", fault, board=self.board.id)
            self._mend_later()
            for waiting in batch:
                waiting.broke()
            return
        self._take_over(made)

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
        note(log, "board_gone", board=self.board.id)
        self._wipe_clip(None)
        for waiting in batch:
            waiting.reply("ended")
        for connection in tuple(self.audience.connections):
            connection.farewell("gone")

    async def _commit(self, batch: list[Waiting]) -> Draft:
        looked = not self._bus.shared
        for tries in range(TRIES):
            if self._stale:
                await self._catch_up()
            made = draft(self._kept, batch)
            if not looked and len(made.entries) < len(batch):
                # Nobody is told no, or that nothing was to be done, by a board that is out of date.
                looked = self._stale = True
                continue
            if not made.entries:
                return made
            try:
                await self._journal.append(made.entries, made.seats)
            except (SeqTaken, RequestTaken):
                self._stale = True
                most = min(tries * YIELD_SECONDS, LONGEST_YIELD_SECONDS)
                await asyncio.sleep(most * random())  # noqa: S311 -- no secret
                continue
            return made
        raise JournalUnavailable("other writers were first, again and again")

    def _take_over(self, made: Draft) -> None:
        before, self._kept.board = self._kept.board, made.board
        self._kept.seq += len(made.entries)
        self._kept.digests.update(made.digests)
        if made.entries:
            self._bus.ring(self.board.id, self._kept.seq)
            self._shortcut.follow(self._kept)
        self.audience.touch(made.keys)
        if made.board.ended and not before.ended:
            note(log, "board_ended", board=self.board.id)
        # Of cards alone, as most are, nobody goes and no clock changes.
        if made.board.people is not before.people or made.board.rounds is not before.rounds:
            self._follow()
        for waiting, refused in made.outcomes:
            waiting.reply(refused)

    def _follow(self) -> None:
        """Follow the board in what is not told but done: who must go, the film, the clock."""
        for connection in tuple(self.audience.connections):
            if self.board.people[connection.person].gone:
                connection.farewell("removed")
        self._wipe_clip(held_clip(self.board))
        self._set_alarm()

    async def _catch_up(self) -> None:
        """Read on: another writer's entries, or our own of an unknown fate."""
        # Before the reading: whoever knocks meanwhile wants another look.
        self._stale = False
        waiting, self._reading_on = self._reading_on, []
        try:
            keys = self._kept.read_on(await self._journal.read(self.board.id, self._kept.seq))
        except BaseException:
            self._stale = True
            _settle(waiting, JournalUnavailable("cannot read on"))
            raise
        self.audience.touch(keys)
        self._follow()
        _settle(waiting, None)

    def _wipe_clip(self, there: BroughtClip | None) -> None:
        """Take the film of a clip that is no longer there off the disk."""
        before, self._clip = self._clip, there
        if before is not None and (there is None or there.id != before.id):
            self._wipe(self.board.id, before.id)

    def _set_alarm(self) -> None:
        running = self.board.running
        self._alarm.set(None if running is None else running.moment.timer.ends_at)

    def _ring(self, ends_at: datetime) -> None:
        # No client can take this id first: its own may hold no colon.
        name = RequestId(f"ring:{milliseconds(ends_at)}:{self._kept.seq}")
        self.submit(errand(name, RingTimer(ends_at), self._now()), self._rung)

    def _rung(self, refused: Reason | None) -> None:
        if refused is not None:
            # The journal was away: forget the alarm, so that the next change sets it again.
            self._alarm.stop()


def _settle(waiting: Iterable[asyncio.Future[None]], failed: Exception | None) -> None:
    for one in waiting:
        if one.done():  # nobody waits any more
            continue
        if failed is None:
            one.set_result(None)
        else:
            one.set_exception(failed)


async def open_room(
    board: BoardId,
    journal: Journal,
    now: Callable[[], datetime],
    wipe: Callable[[BoardId, ClipId], None] = lambda _board, _clip: None,
    bus: Bus = ALONE,
) -> Room | None:
    """Return a board as the journal holds it, live; None when there is no such board."""
    kept = await read_board(board, journal)
    return None if kept is None else Room(kept, journal, now, wipe, bus)
