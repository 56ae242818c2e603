"""A film on its way to one seat, that breaks off when the seat may watch it no longer (P27)."""

import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from fastapi.responses import FileResponse
from starlette.types import Message, Receive, Scope, Send

PIECE_BYTES = 256 * 1024
"""So much goes out between two times that we ask whether it may."""


class WatchedFile(FileResponse):
    """A film, whole or the one range that is asked for, as long as `still` says yes.

    What broke off was announced longer than it came: its connection is closed with that.
    """

    chunk_size = PIECE_BYTES

    def __init__(
        self,
        path: Path,
        media: str,
        found: os.stat_result,
        still: Callable[[], Awaitable[bool]],
    ) -> None:
        """Keep who to ask before each piece."""
        super().__init__(path, media_type=media, stat_result=found)
        self._still = still

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it piece by piece."""

        async def piece(message: Message) -> None:
            if message["type"] == "http.response.body" and not await self._still():
                raise _Over
            await send(message)

        # A film that was wiped before it was opened is over too.
        with suppress(_Over, FileNotFoundError):
            await super().__call__(scope, receive, piece)


class _Over(Exception):
    """The seat may watch it no longer."""
