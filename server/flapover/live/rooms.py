"""The boards that are live here: opened when somebody comes, let go when nobody is left."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime

from flapover.core.ids import BoardId, ClipId
from flapover.journal import Journal
from flapover.live.room import Room, open_room

IDLE_SECONDS = 30.0
"""How long a board nobody watches stays in memory, so that a reload does not read it again."""


class Rooms:
    """Every room of this process, each board at most once."""

    def __init__(
        self,
        journal: Journal,
        now: Callable[[], datetime],
        wipe: Callable[[BoardId, ClipId], None] = lambda _board, _clip: None,
    ) -> None:
        """Begin with none; `wipe` is told which clip a board has no longer."""
        self._wipe = wipe
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

        Raises:
            JournalUnavailable: it would have to be read, and cannot be.

        """
        found = self._rooms.get(board)
        if found is not None:
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
            room = await open_room(board, self._journal, self._now, self._wipe)
            if room is not None:
                self._rooms[board] = room
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
                self._rooms.pop(board).close()
            idle = now_idle - idle

    def close(self) -> None:
        """Tell everybody to come back soon, and stop every clock."""
        for room in self._rooms.values():
            for connection in tuple(room.connections):
                connection.farewell("restart")
            room.close()
