"""Lets those who come in go one after the other, one in each turn of the loop.

After a restart thousands come back at once; who is at work already must not wait for all of them.
Whoever comes to the same board goes together, so that those at the table hear of it once.
"""

import asyncio
from collections import deque

from flapover.core.ids import BoardId

Turn = asyncio.Future[None]


class Turns:
    """The queue at the door."""

    def __init__(self) -> None:
        """Begin with nobody in it."""
        self._waiting: dict[BoardId, deque[Turn]] = {}
        self._company: deque[Turn] = deque()
        """Those of one board whose turn it is; who comes to it meanwhile waits again."""
        self._calling = False

    async def mine(self, board: BoardId) -> None:
        """Return when it is the caller's turn: at once when nobody else came in just now."""
        if not self._calling:
            self._call_later()
            return
        turn: Turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(board, deque()).append(turn)
        await turn

    def _call_later(self) -> None:
        self._calling = True
        # A timer, which the loop looks at once in each turn, after it has read what came in.
        asyncio.get_running_loop().call_later(0, self._call)

    def _call(self) -> None:
        self._calling = False
        while self._company or self._waiting:
            if not self._company:
                self._company = self._waiting.pop(next(iter(self._waiting)))
            turn = self._company.popleft()
            if not turn.done():  # else whoever waited has gone
                self._call_later()
                turn.set_result(None)
                return
