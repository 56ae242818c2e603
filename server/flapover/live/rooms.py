"""The boards that are live here: opened when somebody comes, let go when nobody is left."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from flapover.core.ids import BoardId, ClipId
from flapover.journal import Journal, JournalUnavailable
from flapover.live.bus import ALONE, Bus
from flapover.live.room import Room, open_room
from flapover.notes import note, note_fault

log = logging.getLogger(__name__)
IDLE_SECONDS = 30.0
"""How long a board nobody watches stays in memory, so that a reload does not read it again."""

LOOK_SECONDS = 2.0
"""How often the journal is asked what other nodes stored, whatever the bus said (P35)."""


class Rooms:
    """Every room of this process, each board at most once."""

    def __init__(
        self,
        journal: Journal,
        now: Callable[[], datetime],
        wipe: Callable[[BoardId, ClipId], None] = lambda _board, _clip: None,
        bus: Bus = ALONE,
    ) -> None:
        """Begin with none; `wipe` is told which clip a board has no longer."""
        self._wipe = wipe
        self._bus = bus
        self._journal = journal
        self._now = now
        self._rooms: dict[BoardId, Room] = {}
        self._opening: dict[BoardId, asyncio.Task[Room | None]] = {}

    def __len__(self) -> int:
        """Return how many boards are live."""
        return len(self._rooms)

    def __iter__(self) -> Iterator[Room]:
        """Go over the rooms as they are now."""
        return iter(tuple(self._rooms.values()))

    async def room(self, board: BoardId) -> Room | None:
        """Return the live board, read from the journal when it sleeps; None when there is none.

        It has all that was answered before this call, on whichever node.

        Raises:
            JournalUnavailable: it would have to be read, and cannot be.

        """
        while (found := self._rooms.get(board)) is not None:
            if not self._bus.shared:
                return found
            await found.read_on()
            if self._rooms.get(board) is found:
                return found
        opening = self._opening.get(board)
        if opening is None:
            opening = asyncio.create_task(self._open(board))
            # When nobody waits any more, nobody is told of its failure either.
            opening.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._opening[board] = opening
        # Shielded: whoever waits for the same board must not lose it when one of them gives up.
        return await asyncio.shield(opening)

    async def _open(self, board: BoardId) -> Room | None:
        try:
            room = await open_room(board, self._journal, self._now, self._wipe, self._bus)
            if room is not None:
                self._rooms[board] = room
                self._bus.enter(board, room)
                note(log, "board_opened", board=board, entries=room.seq)
            return room
        finally:
            del self._opening[board]

    async def keep_tidy(self) -> None:
        """Let go of boards that nobody watched for a while; runs until it is cancelled."""
        idle: set[BoardId] = set()
        while True:
            await asyncio.sleep(IDLE_SECONDS)
            now_idle = {board for board, room in self._rooms.items() if room.idle}
            for board in now_idle & idle:
                self._bus.leave(board)
                self._rooms.pop(board).close()
                note(log, "board_left", board=board)
            idle = now_idle - idle

    async def keep_caught_up(self) -> None:
        """Ask the journal what other nodes stored, now and then; runs until it is cancelled."""
        while self._bus.shared:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look()
            except JournalUnavailable:
                continue  # the rooms find out themselves, and tell
            except Exception as fault:  # noqa: BLE001 -- who stopped looking would never begin again
                note_fault(log, "look", fault)

    async def _look(self) -> None:
        for board, seq in (await self._journal.ends(tuple(self._rooms))).items():
            room = self._rooms.get(board)
            if room is not None:
                room.knock(seq)

    def close(self) -> None:
        """Tell everybody to come back soon, and stop every clock."""
        for room in self._rooms.values():
            for connection in tuple(room.audience.connections):
                connection.farewell("restart")
            room.close()
