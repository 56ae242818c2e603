"""Lets those who come in go one after the other, one in each turn of the loop.

After a restart thousands come back at once; who is at work already must not wait for all of them.
"""

import asyncio
from collections import deque


class Turns:
    """The queue at the door."""

    def __init__(self) -> None:
        """Begin with nobody in it."""
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._calling = False

    async def mine(self) -> None:
        """Return when it is the caller's turn: at once when nobody else came in just now."""
        if not self._calling:
            self._call_later()
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        await turn

    def _call_later(self) -> None:
        self._calling = True
        # A timer, which the loop looks at once in each turn, after it has read what came in.
        asyncio.get_running_loop().call_later(0, self._call)

    def _call(self) -> None:
        self._calling = False
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():  # else whoever waited has gone
                self._call_later()
                turn.set_result(None)
                return
